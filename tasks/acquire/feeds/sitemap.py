"""News sitemaps, plain sitemaps and their indexes: asked conditionally, an index's newest parts with it.

In and out: see polling.poll_with. An index is followed MAX_DEPTH levels and MAX_PARTS sitemaps far in one poll, newest
first, each part in its host's turn. A part that cannot be read is told and costs only itself.
"""

from collections import deque
from dataclasses import replace
from functools import partial

from tasks.acquire.bounded import Worker
from tasks.acquire.entries import FeedItem, ParsedFeed
from tasks.acquire.feeds.polled import FeedState
from tasks.acquire.feeds.polling import Listing, asked_in_turn, is_over, poll_with, within
from tasks.acquire.sitemap_entries import ParsedSitemap
from tasks.model import Fetched
from tasks.settings import Feed, Limits
from tasks.trouble import Trouble

PARSE = "tasks.acquire.sitemap_entries:parse_sitemap"
MAX_PARTS = 10  # of an index in one poll: the newest hold what is new
MAX_DEPTH = 2  # sitemaps.org allows no index in an index, and sites have them


def _ask(feed: Feed, state: FeedState, limits: Limits, worker: Worker, ends: float) -> Listing:
    answer = asked_in_turn(feed, limits, state=state)
    if answer.status == 304:  # noqa: PLR2004 -- HTTP's number
        return Listing(answer, None)
    first = _read(answer, limits, worker)
    listed, total, others = list(first.feed.items), first.feed.total, first.others
    waiting = deque((url, 1) for url in first.parts)
    asked = {feed.url}
    answers: list[Fetched] = []
    troubles: list[str] = []
    while waiting and len(answers) + len(troubles) < MAX_PARTS and len(listed) < limits.feed_max_items:
        url, depth = waiting.popleft()
        if url in asked:
            continue
        if is_over(ends):
            troubles.append(f"{feed.name}: {len(waiting) + 1} parts were left for the next poll")
            break
        asked.add(url)
        try:
            part_answer = asked_in_turn(feed, within(limits, ends), url)
            part = _read(part_answer, limits, worker)
        except Trouble as trouble:
            troubles.append(f"{feed.name}, part: {trouble}")
            continue
        answers.append(part_answer)
        listed += part.feed.items
        total += part.feed.total
        others += part.others
        if depth < MAX_DEPTH:
            waiting.extendleft((url, depth + 1) for url in reversed(part.parts))
    parsed = replace(first.feed, total=total, items=_unlike(listed)[: limits.feed_max_items])
    return Listing(answer, _flawed(parsed, others), tuple(answers), tuple(troubles))


def _read(answer: Fetched, limits: Limits, worker: Worker) -> ParsedSitemap:
    arguments = (answer.body, answer.final_url, limits.feed_max_items, limits.feed_max_bytes)
    return worker.call(PARSE, *arguments, thing=answer.url, into=ParsedSitemap)


def _unlike(items: list[FeedItem]) -> tuple[FeedItem, ...]:
    return tuple({item.item_id: item for item in items}.values())


def _flawed(feed: ParsedFeed, others: int) -> ParsedFeed:
    """The listing with word of what was left out of it."""
    return replace(feed, flaw=f"{others} addresses of other sites were left out") if others else feed


poll = partial(poll_with, _ask)
