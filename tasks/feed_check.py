"""Is each configured feed what it should be? Asked once, unconditionally, nothing stored.

In: feeds and settings. Out: a `FeedCheck` a feed: whether it answers, what it is, how many items, the newest date, how
many dates are not taken, how many items credit somebody, and how long it took. Item pages are not fetched.
"""

import time
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from tasks.acquire.bounded import Worker
from tasks.acquire.feeds import poll
from tasks.reading.published import parse_published, why_unread
from tasks.refresh import cause_only
from tasks.settings import Feed, Limits

ASKED_LATER = "is asked only about a claim"  # a search service has no list of its own


@dataclass(frozen=True, slots=True)
class FeedCheck:
    """What one look at a feed showed; `trouble` is a sentence, empty where nothing is wrong. `took_s` in seconds."""

    feed: str
    kind: str
    reachable: bool
    items: int
    newest: datetime | None
    odd_dates: int
    undated: int
    credited: int
    took_s: float
    trouble: str

    @property
    def is_silent(self) -> bool:
        """Whether it should have answered and did not."""
        return not self.reachable and self.trouble != ASKED_LATER


def check_feed(feed: Feed, limits: Limits, now: datetime) -> FeedCheck:
    """Look at one feed; a feed in trouble is an outcome."""
    began = time.monotonic()
    with Worker(limits) as worker:
        # Without its pages: what a feed lists is what is asked here.
        polled = poll(feed.model_copy(update={"pages": False}), None, limits, now, worker)
    raw = [entry.published_raw for entry in polled.entries]
    dates = [parse_published(value, "feed", now=now) for value in raw if value]
    return FeedCheck(
        feed=feed.name,
        kind=feed.kind,
        reachable=polled.status in {"new", "unchanged"},
        items=polled.listed,
        newest=max((date.instant for date in dates if date is not None), default=None),
        odd_dates=sum(bool(value and why_unread(value, now=now)) for value in raw),
        undated=sum(not value for value in raw),
        credited=sum(bool(page.credits) for page in polled.items),
        took_s=time.monotonic() - began,
        trouble=_trouble(polled.trouble, polled.status, feed),
    )


def in_order(checks: Iterable[FeedCheck]) -> list[FeedCheck]:
    """Troubled ones first, then by name."""
    return sorted(checks, key=lambda check: (check.reachable and not check.trouble, check.feed.casefold()))


def _trouble(said: str | None, status: str, feed: Feed) -> str:
    return ASKED_LATER if status == "waiting" else cause_only(said, feed)
