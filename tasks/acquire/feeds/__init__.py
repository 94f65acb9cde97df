"""One module a kind of feed, and the table of kinds.

To add a kind: write a module with a `poll` like syndication's, add its line to KINDS, and its word to Feed.kind.
"""

from datetime import datetime
from importlib import import_module
from typing import Protocol, cast

from tasks.acquire.bounded import Worker
from tasks.acquire.feeds.polled import FeedState, Known, Polled
from tasks.settings import Feed, Limits


class Poll(Protocol):
    """Polls one feed: never raises a Trouble, for a feed in trouble is an outcome."""

    def __call__(
        self,
        feed: Feed,
        state: FeedState | None,
        limits: Limits,
        now: datetime,
        worker: Worker,
        *,
        known: Known | None = None,
        budget_s: float | None = None,
    ) -> Polled:
        """Ask the feed for what is new."""


# Kind -> module of this folder; imported when first polled, for reading a local file needs no httpx.
KINDS: dict[str, str] = {
    "rss": "syndication",
    "atom": "syndication",
    "rdf": "syndication",
    "syndication": "syndication",
    "jsonfeed": "jsonfeed",
    "sitemap": "sitemap",
    "search": "search",
    "archive": "archive_feed",
}


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
    """Poll a feed of any kind; see polling.poll_with."""
    kind = cast("Poll", import_module(f"{__name__}.{KINDS[feed.kind]}").poll)
    return kind(feed, state, limits, now, worker, known=known, budget_s=budget_s)
