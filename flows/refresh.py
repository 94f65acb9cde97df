"""The flow `refresh-feeds`: every due feed polled, each as a task of its own, then one task that stores it all.

In: nothing, or names of feeds. Out: how many articles are new evidence.
"""

import asyncio
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from prefect import flow
from pydantic import BaseModel, Field

from flows.untracked import untracked
from tasks import steps
from tasks.desk import Desk
from tasks.refresh import (
    FEEDS_AT_ONCE,
    Refreshed,
    Standing,
    chosen_feeds,
    feed_rows,
    merged_rows,
    standing,
    told_changes,
    unfinished,
)
from tasks.settings import Feed, load

FLOW_TIMEOUT_S = 3_600


class RefreshOptions(BaseModel):
    """Which feeds to poll and where to keep what comes."""

    feeds: list[str] = Field(
        default=[], description="Names of feeds to poll now, due or not; none for all that are due"
    )
    store: str = Field(default="", description="DuckDB file; empty for the configured one")
    config: str = Field(default="", description="Configuration folder; empty for the usual one")


USUAL = RefreshOptions()


class RefreshReport(BaseModel):
    """How it ended: new articles, and a row a feed."""

    new: int
    feeds: list[dict[str, Any]]
    changes: list[str] = []


@flow(name="refresh-feeds", timeout_seconds=FLOW_TIMEOUT_S, persist_result=False)
async def refresh_feeds(options: RefreshOptions = USUAL) -> RefreshReport:
    """Poll the reference feeds into the store and the index."""
    settings = load(Path(options.config) if options.config else None)
    with Desk(settings, options.store or None, flow="refresh-feeds") as desk:
        return await polled(desk, chosen_feeds(desk, options.feeds), forced=bool(options.feeds))


async def polled(desk: Desk, feeds: Sequence[Feed], *, forced: bool = False) -> RefreshReport:
    """Poll and store at this desk, inside whichever flow runs: a task a feed, one that stores."""
    gate = asyncio.Semaphore(FEEDS_AT_ONCE)

    async def one(feed: Feed, before: Standing) -> Refreshed:
        async with gate:
            return await steps.poll_feed(feed, untracked(desk), untracked(before), forced=forced)

    new, rows, changes = 0, [], []
    while True:  # once at least: a night without a feed leaves its empty table too
        before = await asyncio.to_thread(standing, desk)
        refreshed = await asyncio.gather(*(one(feed, before) for feed in feeds))
        new += await steps.store_feeds(untracked(list(refreshed)), untracked(desk))
        rows += feed_rows(refreshed)
        changes += told_changes(refreshed)
        if not (feeds := unfinished(refreshed, desk)):
            break
    return RefreshReport(new=new, feeds=merged_rows(rows), changes=changes)
