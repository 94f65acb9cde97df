"""Archives as configured feeds: a file or folder that stands in feeds.toml and is read into the store, in portions.

In: a feed whose `url` is a path (.jsonl .json .csv .parquet .warc .warc.gz .html .txt, or a folder of these). Out: a
Polled with at most PORTION pages; `more` says that the next poll goes on, due or not. The state's `etag` says what was
read: size and date of the files, and how many pages of them. An archive that has not changed costs a look at its files.
"""

import os
from dataclasses import replace
from datetime import datetime, timedelta
from itertools import islice
from pathlib import Path

from tasks.acquire.bounded import Worker
from tasks.acquire.feeds.archive import archive_pages
from tasks.acquire.feeds.polled import Entry, FeedState, Known, Polled, is_resting
from tasks.model import RawPage, content_id
from tasks.settings import Feed, Limits
from tasks.trouble import Trouble, Unreadable

PORTION = 1_000  # pages that are held in memory at once, with what is read from them
MAX_TROUBLES = 5  # told of one portion; the others are counted
DEFAULT_TIER = 3


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
    """Read the next portion of an archive; pages that are known already are passed over."""
    del worker, budget_s  # the pages are read, not fetched; those of HTML are parsed like any other
    state = state or FeedState()
    if state.next_at is not None and is_resting(state.next_at, feed, now):
        return Polled("waiting", (), state, f"{feed.name}: not asked before {state.next_at:%Y-%m-%d %H:%M} UTC")
    rest = timedelta(minutes=feed.poll_minutes)
    path = Path(feed.url)
    troubles: list[str] = []
    try:
        stamp = _stamp(path)
        noted, _, count = (state.etag or "").partition(":")
        start = int(count) if noted == stamp and count.isdecimal() else 0
        if noted == stamp and count == "all":
            return Polled("unchanged", (), FeedState(etag=state.etag, next_at=now + rest))
        pages = archive_pages(path, limits, on_trouble=lambda trouble: troubles.append(str(trouble)))
        portion = list(islice(pages, start, start + PORTION))
    except (Trouble, OSError) as error:
        trouble = error if isinstance(error, Trouble) else Unreadable(feed.url, str(error), "Check the path")
        failed = FeedState(etag=state.etag, next_at=now + rest, failures=state.failures + 1)
        return Polled("error", (), failed, f"{feed.name}: {trouble}")
    more = len(portion) == PORTION
    new = [page for page in portion if known is None or not known(page.url or page.source_id)]
    entries = tuple(_entry(_described(page, feed)) for page in new)
    return Polled(
        status="new" if entries else "unchanged",
        items=tuple(entry.page for entry in entries if entry.page is not None),
        state=FeedState(
            etag=f"{stamp}:{start + PORTION}" if more else f"{stamp}:all", next_at=now if more else now + rest
        ),
        trouble=_told(feed, troubles, start + len(portion)),
        entries=entries,
        listed=start + len(portion),
        more=more,
    )


def _stamp(path: Path) -> str:
    """A hash of names, sizes and dates of all files; raises OSError where there is none."""
    files = (
        [path] if not path.is_dir() else sorted(Path(root, name) for root, _, names in os.walk(path) for name in names)
    )
    looked = [(str(file), (seen := file.stat()).st_size, seen.st_mtime_ns) for file in files]
    return content_id(*looked)[:32]


def _described(page: RawPage, feed: Feed) -> RawPage:
    """The page with what the feed says where the archive itself says nothing."""
    publisher = page.publisher or feed.publisher or None
    is_own = publisher == feed.publisher
    return replace(
        page,
        publisher=publisher,
        owner=page.owner or (feed.owner if is_own else None),
        tier=feed.tier if is_own and page.tier == DEFAULT_TIER else page.tier,
    )


def _entry(page: RawPage) -> Entry:
    return Entry(page.source_id, page.url, page.title, page.published_raw, page, page.fetched)


def _told(feed: Feed, troubles: list[str], read: int) -> str | None:
    said = troubles[:MAX_TROUBLES]
    if len(troubles) > len(said):
        said.append(f"and {len(troubles) - len(said)} more records")
    if read < feed.min_items:
        said.append(f"{feed.name}: holds {read} pages, fewer than the {feed.min_items} expected")
    return "; ".join(said) or None
