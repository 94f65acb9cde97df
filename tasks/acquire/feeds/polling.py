"""Polling, whatever the kind of feed: asked when it is due, read in the parsing child, new pages fetched one by one.

In: how a kind is asked (an `Ask`), a feed, what was kept of its last poll, and the time now. Out: a Polled; it never
raises a Trouble, for a feed in trouble is an outcome. A feed is asked no sooner than its state says; each item's page
obeys robots.txt and waits for its host's turn; a host that says "not now" is left alone until the next poll. One bad
item costs one item.
"""

import re
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from tasks.acquire.bounded import Worker
from tasks.acquire.entries import FeedItem, ParsedFeed
from tasks.acquire.feeds.polled import LONGEST_REST, Entry, FeedState, Known, Polled, is_resting
from tasks.acquire.fetch import fetch
from tasks.acquire.fetched import Answered
from tasks.acquire.pages import page_of
from tasks.acquire.polite import host_of, turn
from tasks.acquire.visit import visit
from tasks.model import Fetched, RawPage
from tasks.settings import Feed, Limits
from tasks.trouble import Refused, Trouble, Unavailable, Unreadable

ASKED_MAX = timedelta(hours=24)  # the longest rest that max-age or ttl may ask for
RETIRED_AFTER = 5  # answers of 404 in a row; one 410 is enough
SILENT_AFTER = 2  # failures of one host in one poll, then the rest of its items wait
LEAST_S = 0.2
BUDGET_S = 600.0  # 500 items of one host at one a second; a list of 500 tarpits would else take three hours
NEUTRAL_TIER = 3
UNVERIFIED_TIER = 4  # whoever sits on the line may have written what an unverified connection brings

_MAX_AGE = re.compile(r"(?:^|[\s,])max-age\s{0,3}=\s{0,3}\"?(\d{1,9})")


@dataclass(frozen=True, slots=True)
class Listing:
    """What asking a feed brought: the server's answer and the items in it; `parsed` None: unchanged since.

    `others` are further answers that the listing was put together from (the parts of a sitemap index), `troubles`
    what is missing from it.
    """

    answer: Fetched
    parsed: ParsedFeed | None
    others: tuple[Fetched, ...] = ()
    troubles: tuple[str, ...] = ()


Ask = Callable[[Feed, FeedState, Limits, Worker, float], Listing]  # the last: time.monotonic() at which it must end


def poll_with(
    ask: Ask,
    feed: Feed,
    state: FeedState | None,
    limits: Limits,
    now: datetime,
    worker: Worker,
    *,
    known: Known | None = None,
    budget_s: float | None = None,
) -> Polled:
    """Ask a feed for what is new and fetch it.

    `known` says of an item's url (its id where it has none) whether it is held already; then it is passed over.
    Items not fetched within `budget_s` are left for the next poll, which is then due at once.
    """
    state = state or FeedState()
    if state.next_at is not None and is_resting(state.next_at, feed, now):
        rest = f"{feed.name}: not asked before {state.next_at:%Y-%m-%d %H:%M} UTC"
        if state.failures:  # whoever mended the cause need not wait
            rest += ", for it failed; `refresh --feed NAME` asks now"
        return Polled("waiting", (), state, rest)
    ends = time.monotonic() + (BUDGET_S if budget_s is None else budget_s)
    try:
        listing = ask(feed, state, within(limits, ends), worker, ends)
    except Trouble as trouble:
        if is_over(ends) and isinstance(trouble, Unavailable):  # our own haste is no failure of the feed's
            return Polled("error", (), state, f"{feed.name}: {trouble}")
        return _failed(feed, state, trouble, now)
    answer, parsed = listing.answer, listing.parsed
    fresh = FeedState(
        etag=answer.headers.get("etag") or (state.etag if parsed is None else None),
        last_modified=answer.headers.get("last-modified") or (state.last_modified if parsed is None else None),
        next_at=now + _rest(feed, answer, parsed),
    )
    if parsed is None:
        return Polled("unchanged", (), fresh, answer=answer)
    entries = tuple(_entries(feed, parsed, limits, known or _nothing_is_known, ends))
    if listing.troubles or any(entry.again for entry in entries):
        fresh = FeedState(next_at=now if is_over(ends) else fresh.next_at)
    items = tuple(entry.page for entry in entries if entry.page is not None)
    said = [*filter(None, [_suspicion(feed, parsed)]), *listing.troubles]
    return Polled(
        status="new" if items else "unchanged",
        items=items,
        state=fresh,
        trouble="; ".join(said) or None,
        entries=entries,
        listed=parsed.total,
        answer=answer,
        others=listing.others,
    )


def asked_in_turn(feed: Feed, limits: Limits, url: str | None = None, state: FeedState | None = None) -> Fetched:
    """The answer at the feed's address, or at another of its addresses, in turn and conditional on the state."""
    url = url or feed.url
    state = state or FeedState()
    with turn(url, limits.pause_s):
        answer = fetch(
            url,
            limits,
            max_bytes=limits.feed_max_bytes,
            etag=state.etag,
            last_modified=state.last_modified,
            is_verified=feed.is_verified,
        )
    if answer.status != 304 and not answer.body.strip():  # noqa: PLR2004 -- HTTP's number
        raise Unreadable(answer.url, "is empty, not a feed", "Open it in a browser")
    return answer


def listed_by(parse: str, feed: Feed, state: FeedState, limits: Limits, worker: Worker, _ends: float) -> Listing:
    """The listing of a feed that is one document, read by the function `parse` names, as parse_feed reads its own.

    With its first argument given it is an Ask.
    """
    answer = asked_in_turn(feed, limits, state=state)
    if answer.status == 304:  # noqa: PLR2004 -- HTTP's number
        return Listing(answer, None)
    arguments = (answer.body, answer.headers.get("content-type", ""), answer.final_url, limits.feed_max_items)
    return Listing(answer, worker.call(parse, *arguments, thing=answer.url, into=ParsedFeed))


def _entries(feed: Feed, parsed: ParsedFeed, limits: Limits, known: Known, ends: float) -> Iterator[Entry]:
    """What became of each item that is not known yet, in the order of the feed."""
    failures: dict[str, int] = {}
    seen: set[str] = set()
    for item in parsed.items:
        key = item.url or item.item_id
        if key in seen or known(key):
            continue
        seen.add(key)
        entry = Entry(item.item_id, item.url, item.title, item.published_raw or item.updated_raw)
        host = host_of(item.url or "")
        if is_over(ends):
            yield replace(entry, again=True, trouble=f"{key}: left for the next poll: the time for this one is over")
            continue
        if failures.get(host, 0) >= SILENT_AFTER:
            yield replace(entry, again=True, trouble=f"{key}: left for the next poll: {host} does not answer")
            continue
        try:
            page, fetched = _page(feed, item, within(limits, ends))
        except Unavailable as trouble:
            failures[host] = failures.get(host, 0) + (SILENT_AFTER if trouble.retry_at else 1)
            yield replace(entry, again=True, trouble=str(trouble))
        except Trouble as trouble:
            yield replace(entry, trouble=str(trouble))
        else:
            failures.pop(host, None)
            yield replace(entry, page=page, fetched=fetched)


def _page(feed: Feed, item: FeedItem, limits: Limits) -> tuple[RawPage, Fetched | None]:
    """The article of an item: its page, or the feed's own words where pages are not wanted or there is none."""
    if not feed.pages or item.url is None:
        return _from_feed(feed, item, limits), None
    try:
        fetched = visit(item.url, limits, max_bytes=limits.article_max_bytes, is_verified=feed.is_verified)
        page = page_of(fetched, limits)
    except (Answered, Refused):
        if not item.is_whole:
            raise
        return _from_feed(feed, item, limits), None  # the publisher's own full text, offered to programs
    return _described(feed, item, page, item.published_raw), fetched


def _from_feed(feed: Feed, item: FeedItem, limits: Limits) -> RawPage:
    thing = item.url or f"{feed.name}, item {item.item_id[:80]}"
    if not item.text:
        raise Unreadable(thing, "the feed gives it no words", "Set pages = true for this feed")
    if len(item.text) > limits.text_max_chars:
        raise Refused(thing, f"longer than {limits.text_max_chars:,} characters", "Set pages = true for this feed")
    page = RawPage(source_id=item.item_id, url=item.url, text=item.text, charset="utf-8")
    return _described(feed, item, page, item.published_raw or item.updated_raw)


def _described(feed: Feed, item: FeedItem, page: RawPage, published_raw: str | None) -> RawPage:
    """The page with what the feed says of it; an item of another outlet keeps that name, without our feed's owner."""
    is_other = item.source is not None and item.source.casefold() != feed.publisher.casefold()
    publisher = item.source if is_other and item.source else feed.publisher
    own = publisher.casefold()  # a page that credits itself says nothing
    tier = max(feed.tier, NEUTRAL_TIER) if is_other else feed.tier
    return replace(
        page,
        source_id=item.item_id,
        publisher=publisher,
        published_raw=published_raw,
        published_basis="feed",
        title=item.title,
        byline=item.byline,
        credits=tuple(credit for credit in item.credits if credit.name.casefold() != own),
        owner=None if is_other else feed.owner,
        tier=tier if feed.is_verified else UNVERIFIED_TIER,
    )


def _rest(feed: Feed, answer: Fetched, parsed: ParsedFeed | None) -> timedelta:
    """How long to leave the feed alone: our interval, or what max-age or ttl ask for if that is longer."""
    found = _MAX_AGE.search(answer.headers.get("cache-control", "").lower())
    asked = timedelta(seconds=int(found[1])) if found else timedelta()
    ttl = timedelta(minutes=parsed.ttl_minutes) if parsed and parsed.ttl_minutes else timedelta()
    return max(timedelta(minutes=feed.poll_minutes), min(max(asked, ttl), ASKED_MAX))


def _failed(feed: Feed, state: FeedState, trouble: Trouble, now: datetime) -> Polled:
    """The outcome of a poll that failed: the wait doubles with each failure, and a feed that is gone is said so."""
    failures = state.failures + 1
    wait = min(timedelta(minutes=feed.poll_minutes) * 2 ** min(failures - 1, 12), LONGEST_REST)
    said = str(trouble)
    if isinstance(trouble, Answered) and (
        trouble.status == 410 or (trouble.status == 404 and failures >= RETIRED_AFTER)  # noqa: PLR2004 -- HTTP's numbers
    ):
        wait = LONGEST_REST
        said = f"{said}. The feed is gone: remove it from feeds.toml or set enabled = false"
    next_at = now + wait
    if isinstance(trouble, Unavailable) and trouble.retry_at is not None:
        next_at = max(next_at, trouble.retry_at)
    return Polled("error", (), replace(state, next_at=next_at, failures=failures), f"{feed.name}: {said}")


def _suspicion(feed: Feed, parsed: ParsedFeed) -> str | None:
    """What a person should know of a feed that was read all the same."""
    if parsed.total < feed.min_items:
        flaw = f" and is not well-formed ({parsed.flaw})" if parsed.flaw else ""
        return (
            f"{feed.name}: lists {parsed.total} items, fewer than the {feed.min_items} expected{flaw}."
            " Check whether it moved, or lower min_items"
        )
    return None


def is_over(ends: float) -> bool:
    """Whether the time for this poll is over."""
    return time.monotonic() >= ends


def within(limits: Limits, ends: float) -> Limits:
    """The limits with a deadline that does not outlast the budget."""
    left = max(ends - time.monotonic(), LEAST_S)
    return limits if left >= limits.deadline_s else limits.model_copy(update={"deadline_s": left})


def _nothing_is_known(_: str) -> bool:
    return False
