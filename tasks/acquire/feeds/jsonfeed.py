"""JSON Feed 1.0 and 1.1: one document, asked for conditionally, read by tasks.acquire.json_entries in the child.

In and out: see polling.poll_with.
"""

from datetime import datetime

from tasks.acquire.bounded import Worker
from tasks.acquire.feeds.polled import FeedState, Known, Polled
from tasks.acquire.feeds.polling import Listing, listed_by, poll_with
from tasks.settings import Feed, Limits

PARSE = "tasks.acquire.json_entries:parse_json_feed"


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
