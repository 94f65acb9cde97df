"""One module a kind of feed, and the table of kinds.

To add a kind: write a module with a `poll` like syndication's, add its line to KINDS, and its word to Feed.kind.
"""

from datetime import datetime
from typing import Protocol

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


def _syndication(
    feed: Feed,
    state: FeedState | None,
    limits: Limits,
    now: datetime,
    worker: Worker,
    *,
    known: Known | None = None,
    budget_s: float | None = None,
) -> Polled:
    from tasks.acquire.feeds.syndication import poll  # noqa: PLC0415 -- reading a local file needs no httpx

    return poll(feed, state, limits, now, worker, known=known, budget_s=budget_s)


KINDS: dict[str, Poll] = {
    "rss": _syndication,
    "atom": _syndication,
    "rdf": _syndication,
    "syndication": _syndication,
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
    """Poll a feed of any kind; see syndication.poll."""
    return KINDS[feed.kind](feed, state, limits, now, worker, known=known, budget_s=budget_s)
