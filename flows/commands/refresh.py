"""`tracewire refresh`: poll what is due, plainly or through the flow, and show how each feed ended.

In: configuration, store, names of feeds. Out: the exit status: 1 where a feed failed, which costs only itself.
"""

import os
import sys
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table
from rich.text import Text

from flows.commands.progress import progress, tell
from flows.commands.server import answers, server_address
from tasks.desk import Desk
from tasks.refresh import (
    FEEDS_AT_ONCE,
    Refreshed,
    chosen_feeds,
    feed_rows,
    merged_rows,
    refresh_feed,
    standing,
    store_refreshed,
    told_changes,
    unfinished,
)
from tasks.settings import Feed, Settings, load

TABLE_COLUMNS = 140
MAX_CHANGES = 20  # told at the end of a refresh


def run_refresh(config: Path | None, store: str | None, names: Sequence[str]) -> int:
    """Refresh; returns the exit status."""
    settings = load(config)
    address = server_address()
    if address and answers(address):
        return _through_flow(address, config, store, names)
    return _plainly(settings, store, names)


def _plainly(settings: Settings, store: str | None, names: Sequence[str]) -> int:
    with Desk(settings, store, flow="refresh") as desk:
        return polled_plainly(desk, chosen_feeds(desk, names), forced=bool(names))


def polled_plainly(desk: Desk, feeds: Sequence[Feed], *, forced: bool = False) -> int:
    """Poll and store at this desk, and show how each feed ended; returns the exit status."""
    if not feeds:
        tell("no feed is enabled; feeds.toml lists them.")
        return 0
    new, rows, changes = 0, [], []
    while feeds:
        refreshed = _polled(feeds, desk, forced=forced)
        new += store_refreshed(refreshed, desk)
        rows += feed_rows(refreshed)
        changes += told_changes(refreshed)
        feeds = unfinished(refreshed, desk)
    return _ended(new, merged_rows(rows), changes)


def _polled(feeds: Sequence[Feed], desk: Desk, *, forced: bool) -> list[Refreshed]:
    before = standing(desk)
    refreshed: list[Refreshed] = []
    with progress("polling feeds", len(feeds)) as done, ThreadPoolExecutor(FEEDS_AT_ONCE) as pool:
        for job in [pool.submit(refresh_feed, feed, desk, before, forced=forced) for feed in feeds]:
            refreshed.append(job.result())
            done(len(refreshed))
    return refreshed


def _through_flow(address: str, config: Path | None, store: str | None, names: Sequence[str]) -> int:
    import asyncio  # noqa: PLC0415 -- only where there is a server

    os.environ["PREFECT_API_URL"] = address
    from flows.refresh import RefreshOptions, refresh_feeds  # noqa: PLC0415 -- prefect costs 1.6 s

    options = RefreshOptions(feeds=list(names), store=store or "", config=str(config or ""))
    report = asyncio.run(refresh_feeds(options))
    return _ended(report.new, report.feeds, report.changes)


def _ended(new: int, rows: Sequence[dict[str, Any]], changes: Sequence[str]) -> int:
    """Show how each feed ended; returns the exit status."""
    if rows:
        table = Table(*rows[0], box=None, pad_edge=False)
        for row in rows:
            table.add_row(*(Text(str(value), overflow="ellipsis", no_wrap=True) for value in row.values()))
        Console(width=None if sys.stdout.isatty() else TABLE_COLUMNS).print(table)
    for words in changes[:MAX_CHANGES]:
        tell(f"changed: {words}")
    if len(changes) > MAX_CHANGES:
        tell(f"and {len(changes) - MAX_CHANGES} more changes; `tracewire trace URL` shows what a page said before.")
    failed = sum(row["status"] == "error" for row in rows)
    tell(f"{new} new article{'' if new == 1 else 's'} from {len(rows)} feed{'' if len(rows) == 1 else 's'}.")
    if rows and failed == len(rows):
        tell("no feed could be read; the table says why (is this machine online?).")
    elif failed:
        tell(f"{failed} feed{'' if failed == 1 else 's'} failed; the table says why.")
    return 1 if failed else 0
