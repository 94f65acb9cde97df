"""`tracewire review CLAIM --confirm|--overrule`: a person's word on a verdict, on the record from then on.

In: a `ReviewRequest`. Out: the exit status. Words are appended with name, reason and time, and nothing is ever changed:
two reviewers may differ and both stand. Without a claim: what was said so far, or how often people and machine agree.
"""

import json
import sys
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from rich.table import Table
from rich.text import Text

from flows.commands.explain import opened, show
from flows.commands.progress import print_json, tell
from flows.commands.verify import Failures
from tasks.desk import Desk
from tasks.reports.record import correction_json, instant_text, word_json
from tasks.reports.safe import line
from tasks.review_queue import Waiting, review_queue
from tasks.reviewing import Kept, Typed, said_of, take
from tasks.settings import load
from tasks.store.records import Agreement
from tasks.store.store import Store
from tasks.trouble import Misconfigured

SHORT_ID_CHARS = 8
MOST_SHOWN = 50  # lines that a person reads at a terminal


@dataclass(frozen=True, slots=True)
class ReviewRequest:
    """What was asked for, as it was typed."""

    typed: Typed | None = None
    agreement: bool = False
    is_queue: bool = False
    store: str | None = None
    as_json: bool = False
    config: Path | None = None


def run_review(request: ReviewRequest) -> int:
    """Keep the word, or list those that are kept."""
    settings = load(request.config)
    if (request.agreement or request.is_queue) and request.typed is not None:
        raise Misconfigured("--agreement and --list", "are about all claims", "Leave the claim out")
    if request.is_queue:
        with Desk(settings, request.store, flow="review") as desk:
            return _queue(review_queue(desk), as_json=request.as_json)
    if request.typed is None:
        with opened(settings, request.store) as store:
            return _agreement(store, as_json=request.as_json) if request.agreement else _list(store, request)
    if not request.typed.claim.strip():
        raise Misconfigured("the review", "of which claim?", "`tracewire review --list` shows what waits")
    said = said_of(request.typed)
    opened(settings, request.store).close()  # a question never makes a store
    with Desk(settings, request.store, flow="review") as desk:
        kept = take(said, desk, Failures.page)
    if request.as_json:
        print_json(_json(kept))
        return 0
    for words in kept.told:
        tell(words)
    return 0


def _json(kept: Kept) -> dict[str, object]:
    """The word as `reviews` of a claim has it; with the verdict that came out where something was set right."""
    now = kept.now
    return (word_json(kept.word) if kept.word else {}) | {
        "corrections": [correction_json(one) for one in kept.corrections],
        "not_same": [[one.one, one.other] for one in kept.joinings],
        "now": {"claim_id": now.claim_id, "verdict_id": now.verdict_id, "verdict": now.label.value,
                "shown_as": now.shown_as} if now else None,
    }  # fmt: skip


def _list(store: Store, request: ReviewRequest) -> int:
    words, corrections = store.review_words(), store.corrections()
    if request.as_json:
        whole = {
            "words": [word_json(one) for one in words],
            "corrections": [correction_json(one) for one in corrections],
            "agreement": [_counted(one) for one in store.agreement()],
        }
        print_json(whole)
        return 0
    if not (words or corrections):
        tell("nobody has reviewed a verdict yet: tracewire review CLAIM --confirm --by NAME")
        return 0
    said = Table("when", "claim", "verdict", "word", "by", "why", box=None, pad_edge=False)
    for one in words:
        ids = (one.claim_id[:SHORT_ID_CHARS], one.verdict_id[:SHORT_ID_CHARS])
        cells = (instant_text(one.reviewed_at) or "", *ids, one.review, line(one.reviewer, 60), line(one.reason, 160))
        said.add_row(*map(Text, cells))
    show(said)
    if corrections:
        show("")
        right = Table("when", "claim", "set right", "to", "by", "why", box=None, pad_edge=False)
        for fix in corrections:
            what = f"{fix.input.value}{', taken back' if fix.is_taken_back else ''}"
            to = line(fix.page_address or fix.page or fix.value, 80)
            claim = fix.claim_id[:SHORT_ID_CHARS]
            cells = (instant_text(fix.said_at) or "", claim, what, to, line(fix.person, 60), line(fix.reason, 160))
            right.add_row(*map(Text, cells))
        show(right)
    return 0


def _queue(waiting: Sequence[Waiting], *, as_json: bool) -> int:
    """A claim a line; as JSON one object a line, for a pipe."""
    if as_json:
        sys.stdout.write("".join(json.dumps(_waiting(one), ensure_ascii=False) + "\n" for one in waiting))
        return 0
    if not waiting:
        tell("nothing waits for a person.")
        return 0
    table = Table("claim", "why", "verdict", "sentence", "article", box=None, pad_edge=False)
    for one in waiting[:MOST_SHOWN]:
        where = one.document.publisher or one.document.url or one.document.source_id
        cells = (one.claim.claim_id[:SHORT_ID_CHARS], one.why, one.verdict.shown_as, one.claim.sentence, where)
        table.add_row(*(Text(line(cell, 140)) for cell in cells))
    show(table)
    if len(waiting) > MOST_SHOWN:
        tell(f"and {len(waiting) - MOST_SHOWN:,} more; --json prints all.")
    return 0


def _waiting(one: Waiting) -> dict[str, object]:
    return {
        "claim_id": one.claim.claim_id,
        "verdict_id": one.verdict.verdict_id,
        "verdict": one.verdict.label.value,
        "shown_as": one.verdict.shown_as,
        "confidence": one.verdict.confidence,
        "why": one.why,
        "sentence": one.claim.sentence,
        "article": one.document.document_id,
        "url": one.document.url,
        "publisher": one.document.publisher,
        "report": one.page,
    }


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
