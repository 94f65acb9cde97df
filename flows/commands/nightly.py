"""`tracewire nightly`: refresh, then everything new of the watched feeds, chunk by chunk, plainly or through the flow.

In: configuration and store. Out: the exit status: 1 only where a larger share of articles failed than the settings
allow; each failure is a row with its cause.
"""

import os
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor, as_completed
from pathlib import Path

from flows.commands.progress import progress, tell
from flows.commands.refresh import polled_plainly
from flows.commands.server import answers, server_address
from tasks.desk import Desk
from tasks.night.morning import make_digest, write_digest
from tasks.night.night import Night, Plan, do_chunk, ended, plan_night, told, too_many_failed
from tasks.night.runners import runner_of
from tasks.refresh import night_feeds
from tasks.reports.digest_text import headline
from tasks.settings import load
from tasks.trouble import Trouble

MAX_TOLD = 10  # failures named on standard error; the store holds them all


def run_nightly(config: Path | None, store: str | None, *, with_refresh: bool = True) -> int:
    """Run the night; returns the exit status."""
    settings = load(config)
    address = server_address()
    if address and answers(address):
        return _through_flow(address, config, store, with_refresh=with_refresh)
    with Desk(settings, store, flow="nightly") as desk:
        if with_refresh:
            polled_plainly(desk, night_feeds(desk))
        plan = plan_night(desk)
        with progress("verifying articles", plan.articles) as done:
            night = ended(_gone_through(plan, desk, done_so_far=done), desk)
        trouble = too_many_failed(night, desk)
        made = make_digest(desk, is_kept=True)
        page = write_digest(made, desk)
    tell(told(night))
    for article in night.failures[:MAX_TOLD]:
        tell(f"failed: {article.cause}")
    if len(night.failures) > MAX_TOLD:
        tell(f"and {len(night.failures) - MAX_TOLD:,} more; the digest lists them")
    tell(f"digest: {headline(made)} {page}")
    if trouble:
        tell(trouble)
    return 1 if trouble else 0


def _gone_through(plan: Plan, desk: Desk, done_so_far: Callable[[int], None]) -> list[Night]:
    """As many chunks at once as the runner takes; each is recorded before the next is begun."""
    if not plan.chunks:
        return [plan.aside]
    nights: list[Night] = [plan.aside]
    with runner_of(plan.order) as runner, ThreadPoolExecutor(runner.at_once) as asking:
        jobs = [asking.submit(do_chunk, chunk, runner, desk) for chunk in plan.chunks]
        try:
            for job in as_completed(jobs):
                nights.append(job.result())
                done_so_far(sum(len(night.articles) for night in nights[1:]))
        except BaseException:
            for job in jobs:
                job.cancel()
            raise
    return nights


def _through_flow(address: str, config: Path | None, store: str | None, *, with_refresh: bool) -> int:
    os.environ["PREFECT_API_URL"] = address
    from flows.nightly import NightlyOptions, run_to_its_end  # noqa: PLC0415 -- prefect costs 1.6 s

    options = NightlyOptions(refresh=with_refresh, store=store or "", config=str(config or ""))
    try:
        told_so, failures = run_to_its_end(options)
    except Trouble as trouble:
        tell(trouble)
        return 1
    tell(told_so)
    for cause in failures[:MAX_TOLD]:
        tell(f"failed: {cause}")
    return 0
