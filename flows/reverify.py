"""The flow `reverify`: standing claims judged again where new evidence may speak to them.

In: nothing, or from when on evidence is new. Out: how many verdicts came out otherwise. Started by the event
`tracewire.evidence.arrived`, and once a night in case one was missed.
"""

import asyncio
from pathlib import Path

from prefect import flow
from pydantic import BaseModel, Field

from flows.recorded import until_recorded
from flows.untracked import untracked
from tasks import standing, steps
from tasks.desk import Desk
from tasks.settings import load

FLOW_TIMEOUT_S = 3_600
MOST_ROUNDS = 20  # of one run, while evidence keeps coming in


class ReverifyOptions(BaseModel):
    """What counts as new, and where the store is."""

    since: str = Field(default="", description="New since: 2026-01-31 or unit:812; empty: since the last time")
    store: str = Field(default="", description="DuckDB file; empty for the configured one")
    config: str = Field(default="", description="Configuration folder; empty for the usual one")


USUAL = ReverifyOptions()


@flow(name="reverify", timeout_seconds=FLOW_TIMEOUT_S, persist_result=False)
async def reverify(options: ReverifyOptions = USUAL) -> str:
    """Judge again what new evidence may speak to.

    Args:
        options: What counts as new, and where the store is
    """
    settings = load(Path(options.config) if options.config else None)
    with Desk(settings, options.store or None, flow=standing.FLOW) as desk:
        since = standing.since_of("since", options.since or None, desk.now)
        found = [standing.told(await steps.reverify_standing(untracked(desk), since))]
        # A run that an event asked for while this one was busy was cancelled: its evidence is looked at here.
        while len(found) < MOST_ROUNDS and await asyncio.to_thread(standing.has_more, desk):
            found.append(standing.told(await steps.reverify_standing(untracked(desk), None)))
        moved = await steps.look_at_followed(untracked(desk))
        return "; then ".join([*found, *([f"followed figures that moved: {moved}"] if moved else [])])


def run_to_its_end(options: ReverifyOptions) -> str:
    """Run it in this process until the server holds all of it; raises the Trouble that stopped it."""
    return asyncio.run(_run_and_settle(options))


async def _run_and_settle(options: ReverifyOptions) -> str:
    state = await reverify(options, return_state=True)
    await until_recorded(state.state_details.flow_run_id)
    told: str = await state.aresult(raise_on_failure=True)
    return told
