"""Waiting until a Prefect server has taken in what a short-lived process did.

In: the id of a flow run. Out: nothing; returns when the server holds a final state for every task run, or after a
bounded time. Without it a process that ends at once leaves runs that the server never saw finish.
"""

import asyncio
from uuid import UUID

from prefect.client.orchestration import get_client
from prefect.client.schemas.filters import FlowRunFilter, FlowRunFilterId, TaskRunFilter

ATTEMPTS = 60
PAUSE_S = 0.25


async def until_recorded(flow_run_id: UUID | None, expected: int = 1) -> bool:
    """Wait up to fifteen seconds; whether everything was recorded."""
    if flow_run_id is None:
        return False
    async with get_client() as client:
        for _ in range(ATTEMPTS):
            runs = await client.read_task_runs(
                flow_run_filter=FlowRunFilter(id=FlowRunFilterId(any_=[flow_run_id])),
                task_run_filter=TaskRunFilter(),
            )
            if len(runs) >= expected and all(run.state is not None and run.state.is_final() for run in runs):
                return True
            await asyncio.sleep(PAUSE_S)
    return False
