"""Search feeds: a service is asked one question for one article, and answers as RSS, Atom or JSON.

In: a feed whose `url` still holds {query}, {from} and {to}; `asked` puts a question into it. Out: the feed to poll for
that question, like any other; the mapping of a JSON answer stands in its `fields`. A search feed that nobody asks
anything waits: it has nothing to say by itself. Answers name pages of other outlets, which keep their own names.
"""

from datetime import date, datetime
from urllib.parse import quote

from tasks.acquire.bounded import Worker
from tasks.acquire.entries import ParsedFeed
from tasks.acquire.feeds.polled import FeedState, Known, Polled
from tasks.acquire.feeds.polling import Listing, asked_in_turn, poll_with
from tasks.acquire.feeds.syndication import PARSE as PARSE_FEED
from tasks.settings import Feed, Limits

PARSE_JSON = "tasks.acquire.json_entries:parse_answer"
QUERY = "{query}"
MAX_RESULTS = 10  # of one question: what a service ranks lower seldom speaks to it, and each is a page to fetch


def asked(feed: Feed, query: str, start: date, end: date) -> str:
    """The address at which the feed's service answers a question about these days (the last one included)."""
    filled = feed.url.replace(QUERY, quote(query, safe=""))
    for place, day in (("{from}", start), ("{to}", end)):
        filled = filled.replace(place, quote(day.strftime(feed.date_format), safe=""))
    return filled


def poll(
    feed: Feed,
    state: FeedState | None,
    limits: Limits,
    now: datetime,
    worker: Worker,
    *,
    known: Known | None = None,
    budget_s: float | None = None,
) -> Polled:
    """Ask the question that stands in the feed's url and fetch what it finds."""
    if QUERY in feed.url:
        said = f"{feed.name}: asked when an article is verified"
        return Polled("waiting", (), state or FeedState(), said)
    fewer = limits.model_copy(update={"feed_max_items": min(limits.feed_max_items, MAX_RESULTS)})
    return poll_with(_ask, feed, state, fewer, now, worker, known=known, budget_s=budget_s)


def _ask(feed: Feed, state: FeedState, limits: Limits, worker: Worker, _ends: float) -> Listing:
    answer = asked_in_turn(feed, limits, state=state)
    if feed.fields is None:
        kind = answer.headers.get("content-type", "")
        found = worker.call(
            PARSE_FEED, answer.body, kind, answer.final_url, limits.feed_max_items, thing=answer.url, into=ParsedFeed
        )
    else:
        arguments = (answer.body, answer.final_url, limits.feed_max_items, feed.fields.model_dump())
        found = worker.call(PARSE_JSON, *arguments, thing=answer.url, into=ParsedFeed)
    return Listing(answer, found)
