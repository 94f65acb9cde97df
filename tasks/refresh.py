"""Reference feeds into the store: poll, read what is new, write it all in one transaction a batch, bring the index up.

In: a feed and a desk. Out: `Refreshed`, one a feed; storing returns how many articles are new. A feed or page in
trouble is a row with its cause and costs only itself.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any

from tasks import pipeline
from tasks.acquire.bounded import Worker
from tasks.acquire.feeds import poll
from tasks.acquire.feeds.polled import Entry, FeedState, Known, Polled
from tasks.claims.extract import read_claims, reader_of
from tasks.desk import Desk
from tasks.evidence.store_shelf import index_of
from tasks.forgetting import finish
from tasks.model import Claim, Document
from tasks.reading.published import why_unread
from tasks.reports.safe import line
from tasks.second_looks import Due, Looked, changes_told, due_looks, look_again, looks_since, put_look, tried_again
from tasks.settings import Feed, Settings
from tasks.store.care_reads import forgotten_urls, unended
from tasks.store.records import FeedPoll, Fetch, Item, fetch_of
from tasks.store.snapshot import publish
from tasks.store.store import Store
from tasks.trouble import Misconfigured, Trouble, Unavailable, our_fault

FEEDS_AT_ONCE = 8  # different hosts; each host still sees one request at a time
NAME_CHARS, TROUBLE_CHARS = 60, 160  # of a row in a table of feeds


@dataclass(frozen=True, slots=True)
class Refreshed:
    """What one poll of one feed brought: documents with their claims by the entry's address, and the troubles."""

    feed: Feed
    polled: Polled
    documents: tuple[tuple[Entry, Document, tuple[Claim, ...]], ...] = ()
    troubles: tuple[Trouble, ...] = ()
    looked: tuple[Looked, ...] = ()


@dataclass(frozen=True, slots=True)
class Standing:
    """What the store knows before a refresh: the state of each feed, the addresses to be passed over, second looks due.

    Passed over is what is held already, and what could not be read and is not yet to be tried again.
    """

    states: Mapping[str, FeedState]
    known: frozenset[str]
    watched: frozenset[str] = frozenset()
    due: Mapping[str, tuple[Due, ...]] = field(default_factory=dict)  # second looks, by feed

    def held(self, feed: Feed) -> Known:
        """Whether an address is held already in the role that this feed's articles have."""
        return (self.known if feed.is_reference else self.watched).__contains__


def chosen_feeds(desk: Desk, names: Sequence[str]) -> list[Feed]:
    """The reference feeds of that name, or all that are enabled.

    Raises Misconfigured for a name that no feed has, or one that is watched only: reading it would make no evidence.
    """
    chosen = named_feeds(desk.settings, names)
    if not names:
        return [feed for feed in chosen if feed.is_reference]
    for feed in chosen:
        if not feed.is_reference:
            cause = "it is watched: its articles are checked by the nightly run and are no evidence"
            raise Misconfigured(f"feed {feed.name!r}", cause, 'Write role = "both" to make them evidence as well.')
    return chosen


def named_feeds(settings: Settings, names: Sequence[str]) -> list[Feed]:
    """The feeds of that name, whatever their role, or all that are enabled; Misconfigured for a name that none has."""
    if not names:
        return [feed for feed in settings.feeds if feed.enabled]
    by_name = {feed.name: feed for feed in settings.feeds}
    if unknown := [name for name in names if name not in by_name]:
        known = ", ".join(sorted(by_name)) or "none"
        raise Misconfigured(f"feed {unknown[0]!r}", "no feed of that name is configured", f"Configured: {known}.")
    return [by_name[name] for name in names]


def watched_feeds(desk: Desk) -> list[Feed]:
    """The enabled feeds whose articles the nightly run checks."""
    return [feed for feed in desk.settings.feeds if feed.enabled and feed.is_watched]


def night_feeds(desk: Desk) -> list[Feed]:
    """What a night polls: evidence first, then what is checked against it; a feed that is both once."""
    return [*chosen_feeds(desk, ()), *(feed for feed in watched_feeds(desk) if not feed.is_reference)]


def standing(desk: Desk) -> Standing:
    """Read once for all feeds of a refresh."""
    if desk.path is None or not desk.path.exists():
        return Standing({}, frozenset())
    with Store.open(desk.path) as store:
        states = {
            name: FeedState(last.etag, last.last_modified, last.next_at, last.failures)
            for name, last in store.last_polls().items()
        }
        limits, names = desk.settings.limits, [feed.name for feed in desk.settings.feeds if feed.is_reference]
        forgotten = store.ask(forgotten_urls)
        looks = [one for one in store.looks(names, looks_since(limits, desk.now)) if one.url not in forgotten]
        again = tried_again(looks, limits, desk.now)
        for name in {*again.values()} & states.keys():  # a feed that answers "unchanged" would list none of them
            states[name] = replace(states[name], etag=None, last_modified=None)
        return Standing(
            states=states,
            known=store.known_urls() | (store.failed_urls(names) - again.keys()) | forgotten,
            watched=store.watched_urls([feed.name for feed in watched_feeds(desk)]) | forgotten,
            due=due_looks(store, looks, desk.settings, desk.now),
        )


def refresh_feed(
    feed: Feed, desk: Desk, before: Standing, *, forced: bool = False, budget_s: float | None = None
) -> Refreshed:
    """Poll one feed and read its new pages; `forced` asks even where it is not yet time.

    With `budget_s` seconds there is no time for second looks, and items not reached are left for the next poll.

    Raises nothing: whatever happens, a fault of ours included, costs this one feed.
    """
    try:
        return _refresh_feed(feed, desk, before, forced=forced, budget_s=budget_s)
    except Exception as error:  # noqa: BLE001 -- see above
        state = before.states.get(feed.name) or FeedState()
        failed = FeedState(state.etag, state.last_modified, None, state.failures + 1)
        trouble = error if isinstance(error, Trouble) else our_fault(feed.name, error)
        return Refreshed(feed, Polled("error", (), failed, str(trouble)))


def _refresh_feed(feed: Feed, desk: Desk, before: Standing, *, forced: bool, budget_s: float | None) -> Refreshed:
    state = before.states.get(feed.name)
    if forced and state is not None:
        state = FeedState(state.etag, state.last_modified, None, state.failures)
    with desk.lent_worker() as worker:
        polled = poll(feed, state, desk.settings.limits, desk.now, worker, known=before.held(feed), budget_s=budget_s)
        documents, troubles = read_polled(polled, desk, worker, with_claims=feed.is_reference)
        looked = look_again(before.due.get(feed.name, ()), desk, worker) if budget_s is None else ()
    return Refreshed(feed, polled, tuple(documents), tuple(troubles), looked)


def store_refreshed(refreshed: Sequence[Refreshed], desk: Desk) -> int:
    """Write what came in, a feed a transaction, and index it; returns how many documents are new evidence.

    What of one feed cannot be written is set aside with its reason, and the other feeds are kept.
    """
    if desk.path is None:
        return sum(len(one.documents) for one in refreshed if one.feed.is_reference)
    with Store.open(desk.path) as store:
        new = unheld(store, refreshed)
        keep(store, refreshed, desk)
        with store.unit(desk.run_id, now=desk.now) as unit:
            if days := desk.settings.limits.keep_bodies_days:
                unit.drop_bodies(desk.now - timedelta(days=days))
            unit.put_run(desk.event("finished"))
        index_of(store, desk.index_folder)
        publish(store)
        is_unended = bool(store.ask(unended))
    if is_unended:  # a removal that was killed halfway
        finish(desk)
    return new


def unheld(store: Store, refreshed: Sequence[Refreshed]) -> int:
    """How many documents these polls brought that the store does not hold as evidence yet."""
    brought = [one.documents for one in refreshed if one.feed.is_reference]
    ids = {document.document_id for documents in brought for _, document, _ in documents}
    return len(ids - store.evidence_among(ids))


def keep(store: Store, refreshed: Sequence[Refreshed], desk: Desk) -> None:
    """Write each feed in a transaction of its own; what of one cannot be written costs only that one."""
    for one in refreshed:
        if one.polled.status == "waiting" and not one.looked:
            continue
        try:
            with store.unit(desk.run_id, now=desk.now) as unit:
                _put(one, desk, unit.put_fetch, unit.put_item)
                for _, document, claims in one.documents:
                    if one.feed.is_reference:
                        unit.put_reference(document, claims, reader_of(desk.settings))
                    else:
                        unit.put_watched(document)
                for looked in one.looked:
                    put_look(looked, desk, unit)
                if one.polled.status != "waiting":
                    unit.put_poll(_poll_row(one, desk))
                for trouble in one.troubles:
                    unit.put_trouble(trouble)
        except Unavailable:
            raise
        except Trouble as trouble:
            with store.unit(desk.run_id, now=desk.now) as unit:
                unit.put_trouble(Trouble(one.feed.name, str(trouble)))
                if one.polled.more:  # else the same portion would be read for ever
                    unit.put_poll(_poll_row(one, desk))


def unfinished(refreshed: Sequence[Refreshed], desk: Desk) -> list[Feed]:
    """The feeds of which more can be had at once: archives, which are read in portions and go on from what is kept."""
    return [one.feed for one in refreshed if one.polled.more and desk.path is not None]


def merged_rows(rows: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """A row a feed, where some were polled more than once: the last word, and all the articles."""
    merged: dict[str, dict[str, Any]] = {}
    for row in rows:
        before = merged.get(row["feed"], {"new articles": 0, "changed": 0, "status": "unchanged"})
        count = before["new articles"] + row["new articles"]
        changed = before["changed"] + row["changed"]
        status = "new" if row["status"] == "unchanged" and count else row["status"]
        merged[row["feed"]] = {**row, "new articles": count, "changed": changed, "status": status}
    return list(merged.values())


def feed_rows(refreshed: Sequence[Refreshed]) -> list[dict[str, Any]]:
    """How each poll ended, as flat rows for a table."""
    return [
        {
            "feed": line(one.feed.name, NAME_CHARS),
            "status": one.polled.status,
            "items": one.polled.listed,
            "new articles": len(one.documents),
            "changed": sum(looked.revision is not None for looked in one.looked),
            "trouble": line("; ".join(_told(one)), TROUBLE_CHARS),
        }
        for one in refreshed
    ]


def told_changes(refreshed: Sequence[Refreshed]) -> list[str]:
    """What publishers changed in pages that are held, a line a claim."""
    return changes_told([looked for one in refreshed for looked in one.looked])


def cause_only(said: str | None, feed: Feed) -> str:
    """A trouble without the name or address that its row shows already."""
    return (said or "").removeprefix(f"{feed.name}: ").removeprefix(f"{feed.url}: ")


def _told(one: Refreshed) -> list[str]:
    """Causes only: the feed's name stands in the row already."""
    first = cause_only(one.polled.trouble, one.feed)
    told = [first] if first else []
    told += [trouble.cause for trouble in one.troubles[:3]]
    if len(one.troubles) > len(told):
        told.append(f"and {len(one.troubles)} pages in all")
    return told


def read_polled(
    polled: Polled, desk: Desk, worker: Worker, *, with_claims: bool
) -> tuple[list[tuple[Entry, Document, tuple[Claim, ...]]], list[Trouble]]:
    """The documents of what a poll brought, with their claims where wanted, and what stood in the way."""
    documents: list[tuple[Entry, Document, tuple[Claim, ...]]] = []
    troubles: list[Trouble] = []
    settings = desk.settings
    for entry in polled.entries:
        if entry.trouble:
            troubles.append(Trouble(entry.url or entry.item_id, entry.trouble))
        if entry.page is None:
            continue
        try:
            document = pipeline.read_page(entry.page, desk.extract_with(worker), settings, desk.now)
            wanted = with_claims and document.language == "en"  # a watched article is read when it is verified
            claims = read_claims(document, settings.sources, settings.rules).claims if wanted else ()
        except Trouble as trouble:
            troubles.append(trouble)
            continue
        except Exception as error:  # noqa: BLE001 -- a page that breaks a reader costs that page
            troubles.append(our_fault(entry.page.url or entry.page.source_id, error))
            continue
        documents.append((entry, document, claims))
    troubles += _odd_dates(polled.entries, desk.now)
    return documents, troubles


def _odd_dates(entries: Sequence[Entry], now: datetime) -> list[Trouble]:
    """Dates that the feed prints and nobody can take for certain: told once, with the first of them."""
    odd = [(entry, why) for entry in entries if (raw := entry.published_raw) and (why := why_unread(raw, now=now))]
    if not odd:
        return []
    (entry, why), others = odd[0], len(odd) - 1
    more = f"; so are {others} more of this feed" if others else ""
    raw = line(entry.published_raw or "", NAME_CHARS)
    return [Trouble(entry.url or entry.item_id, f"its date in the feed, “{raw}”, is not taken: {why}{more}")]


def _put(one: Refreshed, desk: Desk, put_fetch: Callable[[Fetch], None], put_item: Callable[[Item], None]) -> None:
    for answer in filter(None, (one.polled.answer, *one.polled.others)):
        put_fetch(fetch_of(answer, desk.now))
    read = {id(entry): document.document_id for entry, document, _ in one.documents}
    for entry in one.polled.entries:
        if entry.again:
            continue
        document_id = read.get(id(entry))
        if entry.fetched:
            put_fetch(fetch_of(entry.fetched, desk.now, document_id))
        put_item(
            Item(
                feed=one.feed.name,
                url=entry.url,
                guid=entry.item_id,
                first_seen=desk.now,
                title=entry.title,
                published_raw=entry.published_raw,
                document_id=document_id,
            )
        )


def _poll_row(one: Refreshed, desk: Desk) -> FeedPoll:
    state = one.polled.state
    return FeedPoll(
        feed=one.feed.name,
        polled_at=desk.now,
        status=one.polled.status,
        items=one.polled.listed,
        etag=state.etag,
        last_modified=state.last_modified,
        next_at=state.next_at,
        failures=state.failures,
        trouble=one.polled.trouble,
    )
