"""What takes over where: docs/capacity.md, worked out from the figures that tests.benchmarks.growth has measured.

    python -m tests.benchmarks.capacity [--folder docs]     # writes capacity.md from growth.json in that folder

In: the sizes of a growing archive. Out: one page; every number on it is a measured one or follows from measured ones
and from the assumptions named below. What lies beyond the largest size that was measured is an
extrapolation and says so.
"""

import argparse
import math
from collections.abc import Callable, Sequence
from pathlib import Path

from tests.benchmarks.growth_page import GrowthSize, made_of, read_figures, told

CORES = 2
NIGHT_H = 6
SEARCH_MS = 15.0  # DESIGN's budget for a claim at a million passages, search and judgement together
SEARCH_COST = ((100_000, 2.6), (1_000_000, 10.0))  # CPU ms a claim, tests.benchmarks.search_cost as README has it
COPY_S = 60.0  # of each hour, for the readers' copy
FORESEEN = 100  # times the largest size measured; what is reckoned beyond is no forecast any more
MEMORY_MB = 16_000.0  # that the system may use to keep the index at hand
DISK_MB = 500_000.0
COPIES = 2  # the store and the readers' copy


def page(machine: str, sizes: Sequence[GrowthSize]) -> str:
    """The whole page; needs two sizes, for what grows is told from their difference."""
    if len(sizes) < 2:
        raise ValueError("two sizes are needed to tell what grows; run tests.benchmarks.growth with more --sizes")
    last = sizes[-1]
    article = article_ms(last)
    per_hour = 3_600_000 / article
    store, index = _each(sizes, lambda size: size.store_mb), _each(sizes, lambda size: size.index_mb)
    pages = last.passages / last.documents
    night = NIGHT_H * per_hour
    bend = _reached(sizes, lambda size: size.search_median, SEARCH_MS)
    (few, quick), (many, slow) = SEARCH_COST
    sooner = _further(few, quick, many, slow, SEARCH_MS)
    seen = _passages(bend if bend < FORESEEN * last.passages else math.inf)
    copying = COPY_S / last.copied_s * last.passages
    return "\n".join(
        [
            "# How far one machine goes, and what takes over where",
            "",
            (
                f"Worked out by `python -m tests.benchmarks.capacity` from what is kept in [growth.json](growth.json) "
                f"({machine}), which `python -m tests.benchmarks.growth` made. {made_of(sizes)}. Measured up to "
                f"{last.passages:,} passages; what is said of more is extrapolated, and "
                "`--folder` goes on with an archive up to any size in several sittings."
            ),
            "",
            "![What it costs when the archive grows](growth.svg)",
            "",
            "| unit | costs |",
            "| --- | ---: |",
            (
                f"| a page taken in ({pages:.1f} passages: claims, store, index; not fetching and parsing) | "
                f"{told(last.ingest_ms * pages)} CPU ms |"
            ),
            f"| an article verified ({last.claims / last.asked:.0f} claims) | {told(article)} CPU ms |",
            (
                f"| of these: evidence, lineage, verdicts, recording | {told(last.gather_median)}, "
                f"{told(last.trace_median)}, {told(last.judge_median * last.claims / last.asked)}, "
                f"{told(last.record_median)} |"
            ),
            (
                f"| search of one claim, median and 95th p. | {told(last.search_median)}, {told(last.search_p95)} CPU "
                "ms |"
            ),
            f"| a passage on disk: store, index | {told(1_000 * store)}, {told(1_000 * index)} KB |",
            f"| the readers' copy of {told(last.store_mb)} MB | {told(last.copied_s)} s |",
            f"| memory of a process that verifies | {told(last.verify_mb)} MB |",
            "",
            "## What takes over where",
            "",
            "| what | needed from | because |",
            "| --- | --- | --- |",
            (
                f'| both cores (`runner = "processes"`) | {_whole(night)} watched articles a night | one core '
                f"verifies {_whole(per_hour)} an hour; a night is taken as {NIGHT_H} hours |"
            ),
            (
                f'| Dask (`runner = "dask"`, extra `[dask]`) | {_whole(CORES * night)} watched articles a night '
                f"| {CORES} cores, {NIGHT_H} hours; each worker more adds {_whole(per_hour)} an hour |"
            ),
            (
                "| Postgres behind Prefect | the second machine that runs flows | Prefect's SQLite is one file on one "
                "machine and answers 503 under load; a matter of kind, its throughput was not measured |"
            ),
            (
                f"| an index per month | {_passages(sooner)}, by this measurement {seen} | there the search of a "
                f"claim alone reaches {SEARCH_MS:.0f} ms, the budget of search and judgement together; the first is "
                f"from `tests.benchmarks.search_cost`, which went to a million: {quick} ms at {few:,}, "
                f"{slow:.0f} ms at {many:,}. Here the curve bends |"
            ),
            (
                f"| Quickwit or OpenSearch behind `candidates()` | {_passages(MEMORY_MB / index)} | there the index is "
                f"larger than {MEMORY_MB / 1_000:.0f} GB, and no longer at hand in one machine's memory |"
            ),
            (
                f"| a readers' copy less often than hourly | {_passages(copying)} | there copying takes {COPY_S:.0f} s "
                "of each hour: it is the one cost of a refresh that grows with the archive |"
            ),
            (
                f"| object storage for bodies and copies | {_passages(DISK_MB / (COPIES * store + index))} | there "
                f"store, copy and index fill {DISK_MB / 1_000:.0f} GB; bodies of pages come on top, first to go |"
            ),
            "",
            (
                "The seams are there: `[engine] runner`, `Passages` in `tasks/evidence/candidates.py` (an index or "
                "several behind one search), and `Searcher`, which asks several indexes as one. The index per month, "
                "Quickwit and object storage are not built; the sizes above say when somebody must."
            ),
            "",
        ]
    )


def article_ms(size: GrowthSize) -> float:
    """CPU milliseconds of an article from its claims on; reading it adds some twenty."""
    claims = size.claims / size.asked
    return size.gather_median + size.trace_median + size.judge_median * claims + size.record_median


def _each(sizes: Sequence[GrowthSize], value: Callable[[GrowthSize], float]) -> float:
    """What one passage more adds, between the smallest and the largest size."""
    first, last = sizes[0], sizes[-1]
    return (value(last) - value(first)) / (last.passages - first.passages)


def _reached(sizes: Sequence[GrowthSize], value: Callable[[GrowthSize], float], limit: float) -> float:
    """At how many passages a value reaches its limit if it goes on growing by the same power; inf if it does not."""
    before, last = sizes[-2], sizes[-1]
    return _further(before.passages, value(before), last.passages, value(last), limit)


def _further(few: int, first: float, many: int, last: float, limit: float) -> float:
    power = math.log(last / first) / math.log(many / few)
    return many * (limit / last) ** (1 / power) if power > 0 else math.inf


def _passages(count: float) -> str:
    if math.isinf(count):
        return "no size that could be told"
    return f"{_whole(count)} passages"


def _whole(count: float) -> str:
    """Two digits: an extrapolation has no more."""
    digits = 10 ** max(0, math.floor(math.log10(max(1.0, count))) - 1)
    rounded = round(count / digits) * digits
    return f"{rounded / 1e6:,.3g} million" if rounded >= 1_000_000 else f"{rounded:,}"


def main() -> None:
    """Write the page."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--folder", type=Path, default=Path("docs"))
    folder = parser.parse_args().folder
    (folder / "capacity.md").write_text(page(*read_figures(folder)), encoding="utf-8")


if __name__ == "__main__":
    main()
