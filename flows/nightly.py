"""The flow `nightly`: refresh, then everything new of the watched feeds in chunks, a task run a chunk.

In: nothing, or where to keep what comes. Out: how it went. An article that fails is a row with its cause; the run
fails only where a larger share failed than `night.max_failed_share` allows. Begun again after it was killed, it goes on
behind the last recorded chunk.
"""

import asyncio
from itertools import accumulate
from pathlib import Path
from uuid import UUID

from prefect import flow
from prefect.artifacts import acreate_progress_artifact, aupdate_progress_artifact
from pydantic import BaseModel, Field

from flows.named import night_run_name
from flows.recorded import until_recorded
from flows.refresh import polled
from flows.untracked import untracked
from tasks import steps
from tasks.desk import Desk
from tasks.night.night import Night, Plan, told, too_many_failed
from tasks.night.runners import Chunk, runner_of
from tasks.refresh import night_feeds
from tasks.settings import load

FLOW_TIMEOUT_S = 8 * 3_600


class NightlyOptions(BaseModel):
    """Where the night keeps what comes, and whether it polls first."""

    refresh: bool = Field(default=True, description="Poll the feeds that are due before anything is verified")
    store: str = Field(default="", description="DuckDB file; empty for the configured one")
    config: str = Field(default="", description="Configuration folder; empty for the usual one")


USUAL = NightlyOptions()


class NightReport(BaseModel):
    """How it ended, in words, and why what failed did."""

    told: str
    failures: list[str]


@flow(name="nightly", flow_run_name=night_run_name, timeout_seconds=FLOW_TIMEOUT_S, persist_result=False)
async def nightly(options: NightlyOptions = USUAL) -> NightReport:
    """Poll the feeds, verify every new article of the watched ones, and leave a digest."""
    settings = load(Path(options.config) if options.config else None)
    with Desk(settings, options.store or None, flow="nightly") as desk:
        if options.refresh:
            await polled(desk, night_feeds(desk))
        plan = await steps.plan_night(untracked(desk))
        night = await steps.end_night(untracked(await _gone_through(plan, desk)), untracked(desk))
        trouble = too_many_failed(night, desk)
        await steps.make_digest(untracked(desk))
    if trouble is not None:
        raise trouble
    return NightReport(told=told(night), failures=[article.cause or "" for article in night.failures])


async def _gone_through(plan: Plan, desk: Desk) -> list[Night]:
    """A task a chunk, as many at once as the runner takes; none for a night without news."""
    if not plan.chunks:
        return [plan.aside]
    nights: list[Night] = [plan.aside]
    shown = await acreate_progress_artifact(0.0, key="night-progress", description=f"{plan.articles:,} articles wait")
    firsts = list(accumulate(map(len, plan.chunks), initial=1))
    with runner_of(plan.order) as runner:
        gate = asyncio.Semaphore(runner.at_once)

        async def one(place: int, chunk: Chunk) -> None:
            async with gate:
                first = firsts[place]
                last = first + len(chunk) - 1
                nights.append(
                    await steps.verify_chunk(untracked(chunk), untracked(runner), untracked(desk), first, last)
                )
            done = sum(len(night.articles) for night in nights[1:])
            await _show(shown, 100 * done / plan.articles)

        await asyncio.gather(*(one(place, chunk) for place, chunk in enumerate(plan.chunks)))
    return nights


async def _show(artifact: UUID | object, percent: float) -> None:
    """Move the bar; a server that does not answer costs the bar only."""
    if isinstance(artifact, UUID):
        await aupdate_progress_artifact(artifact, progress=percent)


def run_to_its_end(options: NightlyOptions) -> tuple[str, list[str]]:
    """Run it in this process until the server holds all of it; raises the Trouble that stopped it."""
    return asyncio.run(_run_and_settle(options))


async def _run_and_settle(options: NightlyOptions) -> tuple[str, list[str]]:
    state = await nightly(options, return_state=True)
    await until_recorded(state.state_details.flow_run_id)
    report: NightReport = await state.aresult(raise_on_failure=True)
    return report.told, report.failures
