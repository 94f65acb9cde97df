"""`tracewire review CLAIM --confirm|--overrule`: a person's word on a verdict, on the record from then on.

In: a `ReviewRequest`. Out: the exit status. Words are appended with name, reason and time, and nothing is ever changed:
two reviewers may differ and both stand. Without a claim: what was said so far, or how often people and machine agree.
"""

import json
import sys
from dataclasses import asdict, dataclass
from pathlib import Path

from rich.table import Table
from rich.text import Text

from flows.commands.explain import opened, show
from flows.commands.progress import tell
from tasks.desk import Desk
from tasks.reports.record import instant_text, word_json
from tasks.reports.safe import line
from tasks.reviewing import said_of, take
from tasks.settings import load
from tasks.store.records import Agreement
from tasks.store.store import Store
from tasks.trouble import Misconfigured

SHORT_ID_CHARS = 8


@dataclass(frozen=True, slots=True)
class ReviewRequest:
    """What was asked for, as it was typed."""

    claim: str | None = None
    is_confirmed: bool | None = None
    person: str = ""
    reason: str = ""
    note: str = ""
    label: str = ""
    agreement: bool = False
    store: str | None = None
    as_json: bool = False
    config: Path | None = None


def run_review(request: ReviewRequest) -> int:
    """Keep the word, or list those that are kept."""
    settings = load(request.config)
    if request.agreement and request.claim is not None:
        raise Misconfigured("--agreement", "counts the words on all claims", "Leave the claim out")
    if request.claim is None:
        with opened(settings, request.store) as store:
            return _agreement(store, as_json=request.as_json) if request.agreement else _list(store, request)
    said = said_of(
        claim=request.claim,
        is_confirmed=request.is_confirmed,
        person=request.person,
        reason=request.reason,
        note=request.note,
        label=request.label,
    )
    opened(settings, request.store).close()  # a question never makes a store
    with Desk(settings, request.store, flow="review") as desk:
        kept = take(said, desk)
    if request.as_json:
        sys.stdout.write(json.dumps(word_json(kept.word), ensure_ascii=False) + "\n")
        return 0
    for words in kept.told:
        tell(words)
    return 0


def _list(store: Store, request: ReviewRequest) -> int:
    words = store.review_words()
    if request.as_json:
        rows = [_counted(one) for one in store.agreement()]
        sys.stdout.write(json.dumps({"words": [word_json(one) for one in words], "agreement": rows}) + "\n")
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
    return 0


def _agreement(store: Store, *, as_json: bool) -> int:
    """A row a month, label, kind of claim and rule; as JSON one object a line, for a pipe."""
    rows = store.agreement()
    if as_json:
        sys.stdout.write("".join(json.dumps(_counted(one), ensure_ascii=False) + "\n" for one in rows))
        return 0
    if not rows:
        tell("nobody has reviewed a verdict yet: tracewire review CLAIM --confirm --by NAME")
        return 0
    table = Table(
        "month", "machine said", "kind", "rule", "words", "confirmed", "overruled for", box=None, pad_edge=False
    )
    for one in rows:
        why = ", ".join(f"{count} {reason}" for reason, count in one.overruled)
        cells = (one.month, one.label.replace("_", " "), one.kind, one.rule, str(one.words), str(one.confirmed), why)
        table.add_row(*map(Text, cells))
    show(table)
    return 0


def _counted(row: Agreement) -> dict[str, object]:
    return asdict(row) | {"words": row.words, "overruled": dict(row.overruled)}
