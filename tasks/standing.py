"""Standing claims: verdicts of the last weeks, judged again where evidence that came in since may speak to them.

In: a desk, and from when on evidence is new (None: since the last time). Out: a `Reverified`: which articles were
touched, which verdicts came out otherwise and why. What changed is recorded behind what stood there. Done twice,
nothing more is found; killed halfway, the next time begins where the last whole one ended.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import islice
from typing import Any

from tasks.claims.extract import read_claims, reader_of
from tasks.desk import Desk
from tasks.model import Document
from tasks.reading.published import parse_published
from tasks.rejudge import Rejudged, rejudge
from tasks.report_files import page_address
from tasks.reports.changes import correction_of, sentence_of
from tasks.reports.safe import line
from tasks.store.snapshot import publish
from tasks.store.store import Store
from tasks.trouble import Misconfigured, Trouble
from tasks.verdicts.retractions import TAKES_BACK
from tasks.verdicts.standing import Key, keys_of

FLOW = "reverify"
NOT_READ = "not read"  # in place of a label
BATCH_DOCUMENTS = 200  # read at a time for their keys
_UNIT = re.compile(r"unit:([0-9]{1,12})")
_UP_TO = re.compile(r"evidence up to unit ([0-9]{1,12})\Z")


@dataclass(frozen=True, slots=True)
class Reverified:
    """What came of it: articles touched, those with a verdict that came out otherwise, and what stood in the way."""

    touched: int
    changed: tuple[Rejudged, ...] = ()
    troubles: tuple[Trouble, ...] = ()
    pages: tuple[str | None, ...] = ()  # the address of each changed article's report page

    @property
    def verdicts(self) -> int:
        """How many verdicts came out otherwise."""
        return sum(len(one.changes) for one in self.changed)


def reverify(
    desk: Desk,
    since: datetime | int | None = None,
    on_found: Callable[[int], None] = lambda _: None,
    on_done: Callable[[int], None] = lambda _: None,
) -> Reverified:
    """Judge again what evidence since then may speak to. Raises Trouble where there is no store."""
    if desk.path is None or not desk.path.exists():
        raise Trouble(
            "standing claims", "there is no store yet", "Run `tracewire refresh` and `tracewire verify` first"
        )
    if isinstance(since, datetime):
        not_to_come("--since", since, desk.now)
    stood_since = desk.now - timedelta(days=desk.settings.night.standing_days)
    with Store.open(desk.path) as store:
        known = _known(store, stood_since)
        after = known if since is None else since if isinstance(since, int) else store.standing.unit_before(since)
        up_to = store.last_unit
        _put_keys(store, desk, stood_since)
        news = [
            (page.document_id, key)
            for page, keys in _keyed(store, desk, store.evidence(after_unit=after))
            for key in keys
        ]
        ids = store.standing.touched(news, after_unit=after, since=stood_since, takes_back=TAKES_BACK.pattern)
    on_found(len(ids))
    troubles: list[Trouble] = []
    changed: list[Rejudged] = []
    if ids:
        desk.open_library(troubles.append)
        for count, one in enumerate(rejudge(desk, ids, troubles.append), start=1):
            if one.changes:
                changed.append(one)
            on_done(count)
    with Store.open(desk.path) as store:
        with store.unit(desk.run_id, now=desk.now) as unit:
            for trouble in troubles:
                unit.put_trouble(trouble)
            unit.put_run(desk.event("finished", _seen(after, up_to, known)))
        publish(store)
    pages = tuple(page_address(one.was.document, desk.settings) for one in changed)
    return Reverified(len(ids), tuple(changed), tuple(troubles), pages)


def told(done: Reverified) -> str:
    """One sentence."""
    if not done.touched:
        return "no standing claim is touched by what came in"
    articles = "1 article" if done.touched == 1 else f"{done.touched:,} articles"
    verdicts = "1 verdict" if done.verdicts == 1 else f"{done.verdicts:,} verdicts"
    return f"{articles} touched by new evidence, {verdicts} came out otherwise"


def rows(done: Reverified) -> list[dict[str, Any]]:
    """Each changed verdict as a flat row: for a table, for JSON, for an event."""
    return [row for one, page in zip(done.changed, done.pages, strict=True) for row in changed_rows(one, page)]


def changed_rows(one: Rejudged, page: str | None = None) -> list[dict[str, Any]]:
    """What changed in one article, a row a verdict."""
    documents = {document.document_id: document for document in (*one.was.cited, *one.now.cited)}
    document = one.was.document
    return [
        {
            "claim": change.claim.claim_id,
            "verdict": change.now.verdict_id,
            "was": change.was.label.value,
            "is": change.now.label.value,
            "needs a person": change.now.needs_person,
            "what changed": sentence_of(change, documents),
            "correction": correction_of(change, documents, document),
            "title": line(document.title or "article", 120),
            "publisher": line(document.publisher or "", 80),
            "article": document.url or document.source_id,
            "page": page,
        }
        for change in one.changes
    ]


def instant_of(option: str, printed: str | None, now: datetime) -> datetime | None:
    """The instant (aware UTC) that somebody typed; Misconfigured where it is no date or still to come."""
    if printed is None:
        return None
    found = parse_published(printed, "given")
    if found is None:
        step = "Give 2026-01-31, with time and offset where they matter"
        raise Misconfigured(f"{option} {printed}", "is no date that can be read", step)
    not_to_come(option, found.instant, now)
    return found.instant


def since_of(option: str, printed: str | None, now: datetime) -> datetime | int | None:
    """An instant, or the number of a unit as the event `tracewire.evidence.arrived` gives it ("unit:812")."""
    if printed and (unit := _UNIT.fullmatch(printed.strip())):
        return int(unit[1])
    return instant_of(option, printed, now)


def last_unit(desk: Desk) -> int:
    """The number of the newest unit of the store; 0 where there is none yet."""
    if desk.path is None or not desk.path.exists():
        return 0
    with Store.open(desk.path) as store:
        return store.last_unit


def has_more(desk: Desk) -> bool:
    """Whether evidence came in that was never held against what stands: its event found a run still busy."""
    assert desk.path is not None
    with Store.open(desk.path) as store:
        up_to = _up_to(store)
        return up_to is not None and store.standing.has_evidence_after(up_to)


def not_to_come(option: str, moment: datetime | None, now: datetime) -> None:
    """Raise Misconfigured for an instant that is still to come."""
    if moment is not None and moment > now:
        raise Misconfigured(f"{option} {moment:%Y-%m-%d %H:%M} UTC", "is still to come", "Give an earlier day")


def _put_keys(store: Store, desk: Desk, since: datetime) -> None:
    """The keys of what was judged since then and has none yet, so that new pages find it."""
    ids = store.standing.unkeyed(since)
    for start in range(0, len(ids), BATCH_DOCUMENTS):
        held = store.documents(ids[start : start + BATCH_DOCUMENTS])
        with store.unit(desk.run_id, now=desk.now) as unit:
            for article, keys in _keyed(store, desk, held.values()):
                for key in keys:
                    unit.put_key(article.document_id, key)


def _keyed(store: Store, desk: Desk, documents: Iterable[Document]) -> Iterator[tuple[Document, tuple[Key, ...]]]:
    """Each document with its keys; what another reader read is read again."""
    reader, settings, rest = reader_of(desk.settings), desk.settings, iter(documents)
    while batch := list(islice(rest, BATCH_DOCUMENTS)):
        kept = store.claims_of([document.document_id for document in batch], reader)
        for document in batch:
            claims = kept.get(document.document_id)
            if claims is None and document.language == "en":
                claims = read_claims(document, settings.sources, settings.rules).claims
            yield document, keys_of(document, claims or (), takes_back=bool(TAKES_BACK.search(document.text)))


def _known(store: Store, stood_since: datetime) -> int:
    """The last unit whose evidence is known already."""
    up_to = _up_to(store)
    return store.standing.unit_before(stood_since) if up_to is None else up_to


def _seen(after: int, up_to: int, known: int) -> str:
    """What was looked at, for the record: who begins later than the last time ended leaves the rest for the next."""
    return f"evidence up to unit {up_to}" if after <= known else f"evidence of units {after + 1} to {up_to} alone"


def _up_to(store: Store) -> int | None:
    ends = [found for run in store.runs() if run.flow == FLOW and (found := _UP_TO.search(run.detail or ""))]
    return max((int(found[1]) for found in ends), default=None)


def turns_of(one: Rejudged) -> Counter[tuple[str, str]]:
    """How many verdicts of one article went from which label to which; a claim that one side has not was "not read"."""
    before, after = (
        {verdict.claim_id: verdict.label.value for verdict in side.verdicts} for side in (one.was, one.now)
    )
    claim_ids = before.keys() | after.keys()
    return Counter((before.get(key, NOT_READ), after.get(key, NOT_READ)) for key in claim_ids)


def counted(turns: Counter[tuple[str, str]]) -> list[dict[str, Any]]:
    """The comparison of old and new as rows, most frequent first."""
    ordered = sorted(turns.items(), key=lambda item: (-item[1], item[0]))
    return [{"was": was, "is": now, "verdicts": count} for (was, now), count in ordered]
