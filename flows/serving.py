"""The process that serves the deployments: `tracewire up` starts it as `python -m flows.serving [FOLDER]`.

In: the configuration folder, if it is not the usual one. Out: nothing, until it is told to end; then schedules are
paused, so that no run waits for a machine that is not there, unless `--keep-schedules` says that another one is.
"""

import asyncio
import sys
from pathlib import Path

from prefect.runner import Runner

from flows.deployments import served
from flows.serving_words import KEEP_SCHEDULES, READY
from tasks.settings import load

RUNS_AT_ONCE = 3  # a night, a refresh, and a person's article
QUERY_S = 2.0  # how soon a run from the form begins


async def serve(config: Path | None, *, pauses: bool) -> None:
    """Register all deployments and run what is asked for."""
    runner = Runner(name="tracewire", limit=RUNS_AT_ONCE, query_seconds=QUERY_S, pause_on_shutdown=pauses)
    for deployment in served(load(config)):
        await runner.aadd_deployment(deployment)
    print(READY, flush=True)  # noqa: T201 -- the parent waits for this line
    await runner.start()


if __name__ == "__main__":
    folders = [argument for argument in sys.argv[1:] if argument != KEEP_SCHEDULES]
    asyncio.run(serve(Path(folders[0]) if folders else None, pauses=KEEP_SCHEDULES not in sys.argv))
