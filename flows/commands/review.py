"""`tracewire review CLAIM --confirm|--overrule`: a person's word on a verdict, on the record from then on.

In: a `ReviewRequest`. Out: the exit status. Words are appended with name, reason and time, and nothing is ever changed:
two reviewers may differ and both stand. Without a claim: what was said so far, and how often people and machine agree.
"""

import json
import sys
from dataclasses import asdict, dataclass
from enum import StrEnum
from pathlib import Path

from rich.table import Table
from rich.text import Text

from flows.commands.explain import checked_id, opened, show
from flows.commands.progress import tell
from tasks.desk import Desk
from tasks.replay import claim_named
from tasks.reports.record import instant_text
from tasks.reports.safe import line
from tasks.settings import load
from tasks.store.records import Decision
from tasks.store.store import Store
from tasks.trouble import Misconfigured, Trouble
from tasks.vocabulary import Review, VerdictLabel

MAX_WORDS_CHARS = 1_000
SHORT_ID_CHARS = 8


class Reason(StrEnum):
    """Why a person overrules; the word `confirm` needs none."""

    MISREAD = "number misread"
    WRONG_EVENT = "wrong event"
    SOURCE = "source not trusted"
    WRONG_COPY = "wrong copy link"
    MISSED = "claim missed"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class ReviewRequest:
    """What was asked for, as it was typed."""

    claim: str | None = None
    is_confirmed: bool | None = None
    person: str = ""
    reason: str = ""
    note: str = ""
    label: str = ""
    store: str | None = None
    as_json: bool = False
    config: Path | None = None


def run_review(request: ReviewRequest) -> int:
    """Keep the word, or list those that are kept."""
    settings = load(request.config)
    if request.claim is None:
        with opened(settings, request.store) as store:
            return _list(store, as_json=request.as_json)
    person, reason = _said(request)
    with Desk(settings, request.store, flow="review") as desk, opened(settings, request.store) as store:
        claim_id = claim_named(store, checked_id("claim", request.claim))
        verdict_ids = store.verdicts_of(claim_id)
        if not verdict_ids:
            raise Trouble(f"claim {request.claim}", "it was read from a page and never judged", "Verify that page")
        word = Decision(
            verdict_id=verdict_ids[0],
            claim_id=claim_id,
            review=(Review.CONFIRMED if request.is_confirmed else Review.OVERRULED).value,
            reviewer=person,
            reason=reason,
            reviewed_at=desk.now,
            label=request.label or None,
        )
        with store.unit(desk.run_id, now=desk.now) as unit:
            unit.put_review(word)
        others = {one.reviewer: one for one in store.decisions([claim_id]) if one.verdict_id == word.verdict_id}
    if request.as_json:
        sys.stdout.write(json.dumps(_json(word), ensure_ascii=False) + "\n")
        return 0
    tell(f"kept: verdict {word.verdict_id[:SHORT_ID_CHARS]} is {word.review}, says {person}.")
    differing = sorted(name for name, one in others.items() if name != person and one.review != word.review)
    if differing:
        tell(f"{', '.join(differing)} said otherwise; both words stand.")
    return 0


def _said(request: ReviewRequest) -> tuple[str, str]:
    """What must be there before anything is opened: a word, a name, and for an overruling a reason."""
    person, note = (" ".join(words.split()) for words in (request.person, request.note))
    reasons = ", ".join(Reason)
    for is_wrong, cause in (
        (request.is_confirmed is None, "is it --confirm or --overrule?"),
        (not person, "who says so? Give --by"),
        (request.is_confirmed is False and not request.reason, f"why? Give --reason: one of {reasons}"),
        (bool(request.reason) and request.reason not in set(Reason), f"--reason is one of {reasons}"),
        (request.reason == Reason.OTHER and not note, "what is it? Give --note"),
        (
            bool(request.label) and request.label not in set(VerdictLabel),
            f"--label is one of {', '.join(VerdictLabel)}",
        ),
        (max(len(person), len(note)) > MAX_WORDS_CHARS, f"a name or note has at most {MAX_WORDS_CHARS:,} characters"),
    ):
        if is_wrong:
            raise Misconfigured("tracewire review", cause, "`tracewire review --help` shows the words.")
    return person, ": ".join(filter(None, (request.reason, note)))


def _list(store: Store, *, as_json: bool) -> int:
    words, agreed = store.decisions(), store.agreement()
    if as_json:
        months = [dict(zip(("month", "label", "words", "confirmed"), row, strict=True)) for row in agreed]
        sys.stdout.write(json.dumps({"words": [_json(one) for one in words], "agreement": months}) + "\n")
        return 0
    if not words:
        tell("nobody has reviewed a verdict yet: tracewire review CLAIM --confirm --by NAME")
        return 0
    said = Table("when", "claim", "verdict", "word", "by", "why", box=None, pad_edge=False)
    for one in words:
        ids = (one.claim_id[:SHORT_ID_CHARS], one.verdict_id[:SHORT_ID_CHARS])
        cells = (instant_text(one.reviewed_at) or "", *ids, one.review, line(one.reviewer, 60), line(one.reason, 160))
        said.add_row(*map(Text, cells))
    show(said)
    counted = Table("month", "machine said", "words of people", "confirmed", box=None, pad_edge=False)
    for month, label, count, confirmed in agreed:
        counted.add_row(month, label, str(count), str(confirmed))
    show(counted)
    return 0


def _json(word: Decision) -> dict[str, str | None]:
    return asdict(word) | {"reviewed_at": instant_text(word.reviewed_at)}
