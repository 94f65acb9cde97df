"""Asks a hostile server for every path, in a process of its own, and says what each cost.

Run as `python -m tests.hostile.probe HOST CANARY_PORT FEED_PATHS... -- PATHS...`; each path may carry `kind=` in front.
Prints one JSON line: path -> [outcome, seconds, peak megabytes above the start]. Linux only: peaks are read from /proc.
"""

import json
import sys
import time
from datetime import UTC, datetime
from pathlib import Path

from tasks.acquire import guard, robots
from tasks.acquire.bounded import Worker
from tasks.acquire.feeds import poll
from tasks.acquire.fetch import fetch
from tasks.settings import Feed, Limits
from tasks.trouble import Trouble

DEADLINE_S = 1.0
PARSE_S = 2.0


def peak() -> float:
    """The largest resident memory of this process so far, in MB."""
    lines = Path("/proc/self/status").read_text(encoding="ascii").splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmHWM")) / 1000


def main(host: str, canary_port: int, asked: list[str]) -> None:
    """Ask for each path and print what it cost."""
    guard.PORTS |= {canary_port}  # only the address is left to refuse it
    limits = Limits(allow_hosts=(host,), deadline_s=DEADLINE_S, parse_s=PARSE_S, pause_s=0)
    costs: dict[str, tuple[str, float, float]] = {}
    with Worker(limits) as worker:
        fetch(f"http://{host}/good", limits, max_bytes=2_000_000)
        worker.call("tasks.acquire.entries:parse_feed", b"<rss version='2.0'><channel/></rss>", "", "x", 5)
        start = peak()
        for entry in asked:
            kind, _, path = entry.rpartition("=") if entry[0] != "/" else ("", "", entry)
            robots.forget()
            began = time.monotonic()
            if kind:
                feed = Feed.model_validate({"name": "F", "kind": kind, "url": f"http://{host}{path}", "publisher": "F"})
                polled = poll(feed, None, limits, datetime.now(UTC), worker, budget_s=DEADLINE_S)
                outcome = f"{polled.status}: {polled.trouble}"
            else:
                try:
                    outcome = f"read: {fetch(f'http://{host}{path}', limits, max_bytes=2_000_000).status}"
                except Trouble as trouble:
                    outcome = f"{type(trouble).__name__}: {trouble.cause}"
            costs[path] = (outcome, time.monotonic() - began, peak() - start)
    print(json.dumps(costs))  # noqa: T201 -- that is what it is run for


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), sys.argv[3:])
