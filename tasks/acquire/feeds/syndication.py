"""RSS, RDF and Atom feeds, well-formed or not: one document, asked for conditionally and read by feedparser.

In and out: see polling.poll_with.
"""

from datetime import datetime

from tasks.acquire.bounded import Worker
from tasks.acquire.feeds.polled import FeedState, Known, Polled
from tasks.acquire.feeds.polling import Listing, listed_by, poll_with
from tasks.settings import Feed, Limits

PARSE = "tasks.acquire.entries:parse_feed"


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
    """Ask a feed for what is new and fetch it."""
    return poll_with(_ask, feed, state, limits, now, worker, known=known, budget_s=budget_s)


def _ask(feed: Feed, state: FeedState, limits: Limits, worker: Worker, _ends: float) -> Listing:
    return listed_by(PARSE, feed, state, limits, worker)
