"""`tracewire feeds` and `tracewire init`: look at the configured feeds, add one, begin a configuration.

In: what was asked for. Out: the exit status; 1 where a feed does not answer.
"""

import sys
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import urlsplit

from pydantic import ValidationError
from rich.console import Console
from rich.table import Table
from rich.text import Text

from flows.commands.progress import PIPED_COLUMNS, print_json, progress, tell
from tasks.acquire.bounded import Worker
from tasks.acquire.entries import ParsedFeed
from tasks.acquire.feed_links import PageFeeds
from tasks.acquire.fetch import fetch, shown
from tasks.feed_check import FeedCheck, check_feed, in_order
from tasks.feed_file import append, begin
from tasks.model import Fetched
from tasks.refresh import FEEDS_AT_ONCE, named_feeds
from tasks.reports.safe import line
from tasks.settings import Feed, Settings, load
from tasks.trouble import Misconfigured, Refused, Trouble, Unreadable

READERS = (
    ("syndication", "tasks.acquire.entries:parse_feed"),
    ("jsonfeed", "tasks.acquire.json_entries:parse_json_feed"),
)
MANY = 3


@dataclass(frozen=True, slots=True)
class AddRequest:
    """A feed to add, as it was typed; what is empty is found out."""

    url: str
    name: str = ""
    publisher: str = ""
    role: str = "reference"
    tier: int = 3
    config: Path | None = None


def run_feeds_list(config: Path | None, *, as_json: bool) -> int:
    """Name every configured feed."""
    feeds = load(config).feeds
    if as_json:
        print_json([feed.model_dump(mode="json") for feed in feeds])
        return 0
    table = Table("feed", "kind", "role", "tier", "enabled", "address", box=None, pad_edge=False)
    for feed in feeds:
        cells = (feed.name, feed.kind, feed.role, str(feed.tier), "yes" if feed.enabled else "no")
        table.add_row(*map(Text, cells), Text(shown(feed.url), overflow="fold"))
    _print(table)
    return 0


def run_feeds_check(config: Path | None, names: Sequence[str], *, as_json: bool) -> int:
    """Look at each feed once; nothing is stored."""
    settings = load(config)
    feeds = named_feeds(settings, names)
    now = datetime.now(UTC)
    checks: list[FeedCheck] = []
    with progress("looking at feeds", len(feeds)) as done, ThreadPoolExecutor(FEEDS_AT_ONCE) as pool:
        for job in [pool.submit(check_feed, feed, settings.limits, now) for feed in feeds]:
            checks.append(job.result())
            done(len(checks))
    checks = in_order(checks)
    if as_json:
        rows = [asdict(check) | {"newest": check.newest.isoformat() if check.newest else None} for check in checks]
        print_json(rows)
    else:
        _print(_table(checks))
    silent = [check.feed for check in checks if check.is_silent]
    if silent:
        tell(f"{len(silent)} of {len(checks)} feeds could not be read; the table says why.")
    return 1 if silent else 0


def run_feeds_add(request: AddRequest) -> int:
    """Find the feed at an address or of a page, and write it into feeds.toml."""
    settings = load(request.config)
    kind, url, title, items = _found(request.url, settings)
    publisher = request.publisher or title or urlsplit(url).hostname or url
    try:
        feed = Feed.model_validate({
            "name": request.name or publisher, "kind": kind, "url": url, "publisher": publisher, "tier": request.tier,
            "role": request.role,
        })  # fmt: skip
    except ValidationError as error:
        fault = error.errors()[0]
        raise Misconfigured(f"--{fault['loc'][0]}", fault["msg"], "`tracewire feeds add --help` lists them.") from error
    file = append(settings.folder, feed, f"Added {datetime.now(UTC):%Y-%m-%d}.")
    tell(f"added {feed.name!r} ({kind}, {items} items, {shown(url)}) to {file}; `tracewire refresh` reads it.")
    return 0


def run_init(folder: Path, backfill: Sequence[str]) -> int:
    """Write a commented configuration, with the archives and sitemaps to begin with."""
    written = begin(folder)
    tell(f"wrote {', '.join(file.name for file in written)} to {folder}")
    for place in backfill:
        is_web = place.startswith(("http://", "https://"))
        url = place if is_web else str(Path(place).expanduser().absolute())
        if not is_web and not Path(url).exists():
            raise Misconfigured(
                f"--backfill {place}", "there is no such file or folder", "Give an archive or a sitemap."
            )
        name = f"Back-fill {urlsplit(url).hostname if is_web else Path(url).name}"
        publisher = urlsplit(url).hostname or "archive"
        append(folder, Feed(name=name, kind="sitemap" if is_web else "archive", url=url, publisher=publisher))
        tell(f"{name}: the first `tracewire refresh` reads it")
    tell(
        f"next: export TRACEWIRE_CONFIG={folder.absolute()}; edit feeds.toml; tracewire feeds check; tracewire refresh"
    )
    return 0


def _found(url: str, settings: Settings) -> tuple[str, str, str, int]:
    """Kind, address, title and number of items of the feed at an address, or of the first that its page names."""
    if not url.startswith(("http://", "https://")):
        raise Refused(url, "is no web address", "Give the address of a feed, or of a page that has one.")
    with Worker(settings.limits) as worker:
        answer = fetch(url, settings.limits, max_bytes=settings.limits.feed_max_bytes)
        if read := _read(answer, url, settings, worker):
            return read
        body = answer.body[: settings.limits.article_max_bytes]  # a page names its feeds at its head
        page = worker.call("tasks.acquire.feed_links:feeds_of_page", body, answer.final_url, thing=url, into=PageFeeds)
        for kind, address in page.feeds:
            named = fetch(address, settings.limits, max_bytes=settings.limits.feed_max_bytes)
            if read := _read(named, address, settings, worker):
                if len(page.feeds) >= MANY:
                    tell(f"the page names {len(page.feeds)} feeds; this is the first. Others: "
                         + ", ".join(shown(other) for _, other in page.feeds[1:6]))  # fmt: skip
                return kind, address, line(page.title or read[2], 80), read[3]
    raise Unreadable(url, "is no feed and names none", "Look for a link called RSS, Atom or feed on its pages.")


def _read(answer: Fetched, url: str, settings: Settings, worker: Worker) -> tuple[str, str, str, int] | None:
    """Kind, address, title and number of items, if the answer is a feed."""
    arguments = (answer.body, answer.headers.get("content-type", ""), answer.final_url, settings.limits.feed_max_items)
    for kind, reader in READERS:
        try:
            parsed = worker.call(reader, *arguments, thing=url, into=ParsedFeed)
        except Trouble:
            continue
        if parsed.items:
            family = parsed.version[:4].rstrip("0123456789.")
            named = {"rss": "rss", "atom": "atom", "rdf": "rdf"}.get(family, kind)
            return named, url, line(parsed.title or "", 80), parsed.total
    return None


def _table(checks: Sequence[FeedCheck]) -> Table:
    table = Table("feed", "kind", "items", "newest", "odd dates", "credits", "s", "trouble", box=None, pad_edge=False)
    for check in checks:
        newest = f"{check.newest:%Y-%m-%d %H:%M}" if check.newest else "-"
        state = "green" if check.reachable and not check.trouble else "yellow" if check.reachable else "red"
        cells = (check.kind, str(check.items), newest, str(check.odd_dates), str(check.credited), f"{check.took_s:.1f}")
        table.add_row(Text(line(check.feed, 60), style=state), *map(Text, cells), Text(line(check.trouble, 160)))
    return table


def _print(table: Table) -> None:
    Console(width=None if sys.stdout.isatty() else max(PIPED_COLUMNS, 160)).print(table)
