"""What one article costs: the cold command, the warm road stage by stage, and the command through a running server.

Run: python -m tests.benchmarks.road [--article FILE] [--archive PAGES] [--server API] [--runs N]
Data: own words (tests/samples) unless another article is given.
Score: wall seconds of the whole command, median of N runs after one that is not counted; milliseconds of wall time of
each stage in one process, median of N articles read again. With --server the command runs the flow against it.
"""

import argparse
import itertools
import os
import statistics
import subprocess
import sys
import time
from pathlib import Path

from rich.console import Console
from rich.table import Table

from tasks import pipeline
from tasks.acquire.articles import read_argument
from tasks.desk import Desk
from tasks.settings import load
from tests.support import SAMPLES


def command_s(article: str, archive: str, runs: int, api: str) -> float:
    """Median wall seconds of `tracewire verify`."""
    environment = {**os.environ, "PREFECT_API_URL": api}
    arguments = [sys.executable, "-m", "flows.cli", "verify", article, "--archive", archive, "--store", ":memory:"]
    times = []
    for _ in range(runs + 1):
        began = time.perf_counter()
        subprocess.run(arguments, env=environment, capture_output=True, check=True, timeout=120)
        times.append(time.perf_counter() - began)
    return statistics.median(times[1:])


def stages_ms(article: str, archive: str, runs: int) -> dict[str, float]:
    """Median milliseconds of each stage in a process that has everything loaded."""
    settings = load()
    taken: dict[str, list[float]] = {}
    with Desk(settings, ":memory:", [Path(archive)]) as desk:
        desk.open_library(print)
        page = next(read_argument(article, settings.limits))
        for run in range(runs + 1):
            marks = [("", time.perf_counter())]
            document = pipeline.read_article(page, desk.extract, settings, desk.now)
            marks.append(("read the page", time.perf_counter()))
            reading = pipeline.extract_claims(document, settings)
            marks.append((f"read {len(reading.claims)} claims", time.perf_counter()))
            evidence = pipeline.gather_evidence(reading, desk.library)
            marks.append(("gather evidence", time.perf_counter()))
            lineage = pipeline.trace_sources(document, evidence, settings)
            marks.append(("trace sources", time.perf_counter()))
            pipeline.judge(reading, evidence, lineage, settings)
            marks.append(("judge", time.perf_counter()))
            if run:
                for (_, before), (name, after) in itertools.pairwise(marks):
                    taken.setdefault(name, []).append((after - before) * 1000)
    return {name: statistics.median(times) for name, times in taken.items()}


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--article", default=str(SAMPLES / "summit-copy.html"))
    parser.add_argument("--archive", default=str(SAMPLES / "beijing-2025"))
    parser.add_argument("--server", default="")
    parser.add_argument("--runs", type=int, default=5)
    options = parser.parse_args()
    table = Table("what", "median", "target")
    table.add_row("command, no server", f"{command_s(options.article, options.archive, options.runs, ''):.2f} s", "5 s")
    if options.server:
        through = command_s(options.article, options.archive, options.runs, options.server)
        table.add_row("command, running server", f"{through:.2f} s", "")
    stages = stages_ms(options.article, options.archive, options.runs)
    for name, milliseconds in stages.items():
        table.add_row(name, f"{milliseconds:.0f} ms", "")
    table.add_row("warm article, all stages", f"{sum(stages.values()):.0f} ms", "250 ms")
    Console(width=80).print(table)


if __name__ == "__main__":
    main()
