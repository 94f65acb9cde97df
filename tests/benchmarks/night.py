"""What a night costs, plainly and through Prefect: seconds, task runs, memory, and Prefect's share of the time.

    python -m tests.benchmarks.night                      # 60 articles, both ways
    python -m tests.benchmarks.night --articles 1000 --chunk 40
    python -m tests.benchmarks.night --runner processes --workers 2 --plain-only

In: the generated site of tests/support_night.py, served on loopback. Out: a table. CPU seconds are those of the night
with its children, and for Prefect those of its server as well, over what the plain night took; the server's own start
is left out. Budgets of the issue: at most 250 task runs for 1,000 articles, Prefect's share under 10 %.
"""

import argparse
import os
import resource
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx

from flows.commands.server import answers
from tests.support_night import fetch_night, kept
from tests.support_up import environment, free_port

STARTS_S = 150.0
TICKS = os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True)
class Took:
    """One night: seconds of the clock and of all cores, the largest process in MB, and what it left."""

    wall: float
    cpu: float
    rss: float
    kept: dict[str, list[str]]


def main() -> None:
    """Run it and print what it took."""
    parser = argparse.ArgumentParser(description="What a night costs, plainly and through Prefect.")
    parser.add_argument("--articles", type=int, default=60)
    parser.add_argument("--chunk", type=int, default=40)
    parser.add_argument("--runner", default="threads", choices=["threads", "processes"])
    parser.add_argument("--workers", type=int, default=0)
    parser.add_argument("--plain-only", action="store_true")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="tracewire-night-") as name:
        folder = Path(name)
        _fetch(folder, asked)
        plain = _night(folder, "plain", "")
        _print("plain", plain, asked.articles)
        if asked.plain_only:
            return
        with _server(folder) as (api, pid):
            before = _cpu_of(pid)
            through = _night(folder, "through", api)
            served = _cpu_of(pid) - before
            runs = _task_runs(api)
            memory = _rss_of(pid)
        _print("through Prefect", through, asked.articles)
    wall, cpu = 1 - plain.wall / through.wall, 1 - plain.cpu / (through.cpu + served)
    print(f"same records: {'yes' if plain.kept == through.kept else 'NO'}; task runs: {runs}")
    print(f"Prefect's share: {wall:.1%} of the clock, {cpu:.1%} of the CPU time with its server's {served:.1f} s")
    print(f"server: {memory:.0f} MB")


def _fetch(folder: Path, asked: argparse.Namespace) -> None:
    """Both nights find the articles in copies of one store."""
    engine = f'[engine]\nrunner = "{asked.runner}"\nworkers = {asked.workers}\n'
    more = f"[night]\nchunk_articles = {asked.chunk}\n{engine}"
    fetch_night(folder, asked.articles, limits=f"feed_max_items = {asked.articles + 10}\n", more=more)


def _night(folder: Path, name: str, api: str) -> Took:
    """The night alone, from the start of its process to the end."""
    shutil.copytree(folder / "fetched", folder / name / "home")
    command = [sys.executable, "-m", "flows.cli", "nightly", "--no-refresh", "--config", str(folder / "config")]
    before, began = resource.getrusage(resource.RUSAGE_CHILDREN), time.monotonic()
    ended = subprocess.run(
        command, env=environment(folder / name, PREFECT_API_URL=api), capture_output=True, text=True, check=False
    )
    wall, after = time.monotonic() - began, resource.getrusage(resource.RUSAGE_CHILDREN)
    if ended.returncode:
        sys.exit(ended.stderr)
    return Took(
        wall=wall,
        cpu=after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime,
        rss=after.ru_maxrss / 1024,
        kept=kept(folder / name / "home" / "tracewire.duckdb"),
    )


@contextmanager
def _server(folder: Path) -> Iterator[tuple[str, int]]:
    """A Prefect server for the night; its address and process."""
    port = free_port()
    api = f"http://127.0.0.1:{port}/api"
    command = [sys.executable, "-m", "prefect", "server", "start", "--host", "127.0.0.1", "--port", str(port)]
    surroundings = environment(folder / "server", PREFECT_SERVER_API_PORT=str(port))
    (folder / "server").mkdir()
    with (folder / "server.log").open("wb") as log:
        process = subprocess.Popen(command, env=surroundings, stdout=log, stderr=log, start_new_session=True)
    try:
        ends = time.monotonic() + STARTS_S
        while not answers(api):
            if time.monotonic() > ends or process.poll() is not None:
                sys.exit((folder / "server.log").read_text(encoding="utf-8")[-1_000:])
            time.sleep(0.5)
        yield api, process.pid
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(30)


def _task_runs(api: str) -> int:
    """How many task runs the server holds."""
    with httpx.Client(base_url=api, timeout=60) as client:
        return int(client.post("/task_runs/count", json={}).raise_for_status().json())


def _cpu_of(pid: int) -> float:
    """CPU seconds of a running process."""
    parts = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
    return (int(parts[11]) + int(parts[12])) / TICKS


def _rss_of(pid: int) -> float:
    """Its memory in MB."""
    pages = int(Path(f"/proc/{pid}/statm").read_text(encoding="utf-8").split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 1e6


def _print(name: str, took: Took, articles: int) -> None:
    each = 1_000 * took.cpu / articles
    print(
        f"{name:<16}{articles:>6} articles {took.wall:>7.1f} s {took.cpu:>7.1f} CPU s {each:>6.0f} CPU ms an article "
        f"{took.rss:>6.0f} MB"
    )


if __name__ == "__main__":
    main()
