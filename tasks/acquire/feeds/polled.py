"""What a poll of a feed needs and what it brings: the state kept between polls, and the outcome of one."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final, Literal

from tasks.model import Fetched, RawPage
from tasks.settings import Feed

Known = Callable[[str], bool]
Status = Literal["new", "unchanged", "error", "waiting"]
LONGEST_REST: Final = timedelta(days=7)  # of a feed after failures; what servers may ask for is shorter


@dataclass(frozen=True, slots=True)
class FeedState:
    """What must be kept between two polls of a feed; plain values. Validators are verbatim, `next_at` aware UTC.

    `failures` counts those in a row. A poll that left items behind keeps no validators, so that the next one sees
    the whole list again.
    """

    etag: str | None = None
    last_modified: str | None = None
    next_at: datetime | None = None
    failures: int = 0


def is_resting(next_at: datetime | None, feed: Feed, now: datetime) -> bool:
    """Whether it is too soon to ask a feed again.

    A rest longer than any that is ever given was reckoned by a clock that ran ahead: then the feed is due.
    """
    longest = max(LONGEST_REST, timedelta(minutes=feed.poll_minutes))
    return next_at is not None and now < next_at <= now + longest


@dataclass(frozen=True, slots=True)
class Entry:
    """One new item of a feed and what became of it.

    `url` is the address in the feed (the page's own may differ after redirects): it is what `known` is asked about,
    or `item_id` where there is none. `again`: it was left for the next poll, so it must not become known.
    """

    item_id: str
    url: str | None
    title: str | None = None
    published_raw: str | None = None
    page: RawPage | None = None
    fetched: Fetched | None = None
    trouble: str | None = None
    again: bool = False


@dataclass(frozen=True, slots=True)
class Polled:
    """The outcome of one poll.

    `status`: new (items came), unchanged (none did), waiting (it is not yet time, nothing was asked), error.
    `trouble` is a sentence for people: the error, or what is suspicious about a feed that was read. `items` are the
    pages of `entries`; `listed` counts all items of the feed, known ones too; `answer` is the server's, with its hops,
    `others` those to further questions of the same poll (the parts of a sitemap index). `more`: the rest can be had by
    polling again now (an archive is read in portions).
    """

    status: Status
    items: tuple[RawPage, ...]
    state: FeedState
    trouble: str | None = None
    entries: tuple[Entry, ...] = ()
    listed: int = 0
    answer: Fetched | None = None
    others: tuple[Fetched, ...] = ()
    more: bool = False
