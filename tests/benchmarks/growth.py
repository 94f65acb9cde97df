"""What it costs when the archive grows: 10,000, 100,000 and 1,000,000 passages in a real store and its index.

    python -m tests.benchmarks.growth [--data FOLDER] [--sizes 10000,100000,1000000] [--write docs] [--workers 2]
    python -m tests.benchmarks.growth --draw docs         # page and picture again from docs/growth.json

Definitions. The archive: tests/benchmarks/growth_text.py; real documents first, then synthetic ones, said in the table.
Each document is read as `tracewire refresh` reads it (claims included), put into the store 500 a transaction, and the
index is brought up every 2,000. Each size is measured in a process of its own, at its niceness, over articles that
are not in the archive as such:
- ingest: CPU milliseconds a passage, by part: reading the claims, the store, the index.
- search: CPU milliseconds a claim; one value an article (its claims are asked together), of which median and 95th
  percentile. The first articles warm up and are not counted. Judge: the verdicts, likewise.
- gather, trace, record: CPU milliseconds an article, on its second time: search with the store's documents and claims,
  lineage of all that was found, and the transaction.
- verify: wall milliseconds of an article the first time and again, store opened, searched, judged and recorded.
- refresh: 40 new pages put, indexed and the readers' copy published, wall seconds, median of three.
- memory: the largest resident set of the process that fills, and of the one that verifies.
- disk: store and index; the readers' copy is as large as the store again.
"""

import argparse
import itertools
import json
import multiprocessing
import os
import platform
import resource
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import asdict
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path
from typing import Any, TypeVar

from tasks import pipeline
from tasks.claims.extract import read_claims, reader_of
from tasks.desk import Desk
from tasks.evidence.candidates import candidates_by_claim
from tasks.evidence.store_shelf import index_of
from tasks.model import Claim, Document
from tasks.settings import Settings, load
from tasks.store.snapshot import publish
from tasks.store.store import Store
from tests.benchmarks.growth_page import GrowthSize, drawn, table
from tests.benchmarks.growth_text import Texts, archive, texts

UNIT_DOCUMENTS = 500
INDEX_DOCUMENTS = 2_000
NEW_PAGES = 40
REFRESHES = 3
WARM_UP = 5
ASKED = 45
MIN_CLAIMS = 3
NOW = datetime(2026, 1, 1, tzinfo=UTC)
T = TypeVar("T")

_SETTINGS: list[Settings] = []


def main() -> None:
    """Grow, measure, print and draw."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, default=Path(os.environ.get("BENCH_DATA", "../shared/data")))
    parser.add_argument("--sizes", default="10000,100000,1000000")
    parser.add_argument("--workers", type=int, default=2, help="processes that read claims")
    parser.add_argument("--articles", type=int, default=ASKED)
    parser.add_argument("--folder", type=Path, help="where the archive is made; kept, and gone on with")
    parser.add_argument("--write", type=Path, help="folder for growth.json and growth.svg")
    parser.add_argument("--draw", type=Path, help="only draw again from growth.json of this folder")
    options = parser.parse_args()
    if options.draw:
        drawn(options.draw)
        return
    if not (options.data / "gva_multisource" / "dev.jsonl").is_file():
        sys.exit(f"skipped: no gold data in {options.data}; give its folder with --data or BENCH_DATA")
    sizes = [int(part) for part in options.sizes.split(",")]
    with tempfile.TemporaryDirectory(prefix="tracewire-growth-") as temporary:
        folder = options.folder or Path(temporary)
        folder.mkdir(parents=True, exist_ok=True)
        rows = list(grown(folder, sizes, options))
    print(table(rows))
    if options.write:
        (options.write / "growth.json").write_text(
            json.dumps({"machine": machine(), "sizes": [asdict(row) for row in rows]}, indent=1) + "\n",
            encoding="utf-8",
        )
        drawn(options.write)


def machine() -> str:
    """What it ran on, in words that tell no name."""
    load_now = os.getloadavg()[0]
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    return (
        f"{os.cpu_count()} cores, {memory:.0f} GB, Python {platform.python_version()}, "
        f"{datetime.now(UTC):%Y-%m-%d}; load of the machine at the end {load_now:.1f}"
    )


def grown(folder: Path, sizes: list[int], options: argparse.Namespace) -> Iterator[GrowthSize]:
    """Fill up to each size, each fill and each measurement in a process of its own.

    What was measured is noted beside the archive, so that a million can be reached in several sittings.
    """
    path, noted = folder / "tracewire.duckdb", folder / "growth.jsonl"
    known = [GrowthSize(**json.loads(line)) for line in _lines(noted)]
    yield from known
    for size in (size for size in sizes if all(row.passages < size for row in known)):
        filled, fill_mb = in_child(fill, path, options.data, options.articles, size, options.workers)
        say(f"{size:,} passages: filled in {filled['wall']:,.0f} s")
        measured, verify_mb = in_child(measure, path, options.data, options.articles)
        row = GrowthSize(**filled, **measured, fill_mb=fill_mb, verify_mb=verify_mb)
        with noted.open("a", encoding="utf-8") as file:
            file.write(json.dumps(asdict(row)) + "\n")
        say(json.dumps(asdict(row)))
        yield row


def _lines(path: Path) -> list[str]:
    return path.read_text(encoding="utf-8").splitlines() if path.exists() else []


def say(words: str) -> None:
    """A line of progress, with its time, beside the table."""
    print(f"{datetime.now(UTC):%H:%M:%S} {words}", file=sys.stderr, flush=True)


def in_child(work: Callable[..., T], *arguments: object) -> tuple[T, float]:
    """What a fresh process makes of it, and the most memory that it took, in MB."""
    with ProcessPoolExecutor(1, mp_context=multiprocessing.get_context("spawn")) as pool:
        return pool.submit(_watched, work, arguments).result()


def _watched(work: Callable[..., T], arguments: tuple[object, ...]) -> tuple[T, float]:
    result = work(*arguments)
    return result, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1_024


# ------------------------------------------------------------------------------------------------- filling


def fill(path: Path, data: Path, asked: int, size: int, workers: int) -> dict[str, Any]:
    """Add documents after those that are there until the index holds `size` passages."""
    settings, source, done = load(), texts(data, asked), _documents(path)
    coming = islice(archive(source.real), done, None)
    spent = dict.fromkeys(("read", "store", "index"), 0.0)
    documents, passages, real, before = done, 0, 0, _passages(path)
    if before >= size:
        raise ValueError(f"{before:,} passages are there already, those of measuring included: no growth to {size:,}")
    began = time.perf_counter()
    with ProcessPoolExecutor(workers, mp_context=multiprocessing.get_context("spawn")) as readers:
        while before + passages < size:
            # About so many documents are still wanted; the first time nobody knows how many passages one has.
            each = (passages + before) / documents if documents and passages + before else 12.0
            wanted = max(1, min(INDEX_DOCUMENTS, round((size - before - passages) / each)))
            batch = list(islice(coming, wanted))
            real += sum(document.source_id.endswith("/0") for document in batch)
            parts = [batch[at : at + 100] for at in range(0, len(batch), 100)]
            with_claims: list[tuple[Document, tuple[Claim, ...]]] = []
            for took, part in readers.map(_read, parts):
                spent["read"] += took
                with_claims += part
            passages = _kept(path, with_claims, settings, spent) - before
            documents += len(batch)
            say(f"  {before + passages:,} passages, {time.perf_counter() - began:,.0f} s")
    each_ms = {f"{name}_ms": 1_000 * seconds / passages for name, seconds in spent.items()}
    return {
        "passages": before + passages,
        "documents": documents,
        "added": passages,
        "real": real,
        "wall": time.perf_counter() - began,
        **each_ms,
    }


def _passages(path: Path) -> int:
    if not path.exists():
        return 0
    with Store.open(path) as store:
        return index_of(store, path.with_name(f"{path.stem}-index")).passages


def _documents(path: Path) -> int:
    """How many of the archive's documents are in the store: it takes them in their order."""
    if not path.exists():
        return 0
    with Store.open(path) as store:
        return len(store.evidence_ids())


def _read(documents: list[Document]) -> tuple[float, list[tuple[Document, tuple[Claim, ...]]]]:
    if not _SETTINGS:
        _SETTINGS.append(load())
    settings = _SETTINGS[0]
    began = time.process_time()
    read = [(document, read_claims(document, settings.sources, settings.rules).claims) for document in documents]
    return time.process_time() - began, read


def _kept(
    path: Path,
    read: list[tuple[Document, tuple[Claim, ...]]],
    settings: Settings,
    spent: dict[str, float],
) -> int:
    """Put them into the store and bring the index up; how many passages it then holds."""
    began = time.process_time()
    with Store.open(path) as store:
        for at in range(0, len(read), UNIT_DOCUMENTS):
            with store.unit("growth", now=NOW) as unit:
                for document, claims in read[at : at + UNIT_DOCUMENTS]:
                    unit.put_reference(document, claims, reader_of(settings))
        store.checkpoint()
        between = time.process_time()
        index = index_of(store, path.with_name(f"{path.stem}-index"))
    spent["store"] += between - began
    spent["index"] += time.process_time() - between
    return index.passages


# --------------------------------------------------------------------------------------------- measuring


def measure(path: Path, data: Path, asked: int) -> dict[str, Any]:
    """Verify articles against what is there, then let a few pages come in."""
    settings, source = load(), texts(data, asked)
    figures: dict[str, Any] = {}
    with Desk(settings, str(path), now=NOW) as desk:
        began = time.perf_counter()
        desk.open_library(lambda trouble: say(str(trouble)))
        figures["open_ms"] = 1_000 * (time.perf_counter() - began)
        taken = [took for document in source.asked if (took := _verified(document, desk, settings)) is not None]
    counted = taken[WARM_UP:] or taken
    figures["asked"] = len(counted)
    figures["claims"] = sum(int(took["claims"]) for took in counted)
    for name in ("search", "judge", "gather", "trace", "record", "verify", "again"):
        values = [took[name] for took in counted]
        figures[f"{name}_median"] = statistics.median(values)
        figures[f"{name}_p95"] = sorted(values)[round(0.95 * (len(values) - 1))]
    figures["store_mb"] = path.stat().st_size / 1e6
    folder = path.with_name(f"{path.stem}-index")
    figures["index_mb"] = sum(file.stat().st_size for file in folder.iterdir()) / 1e6
    figures["segments"] = len({file.stem for file in folder.glob("*.store")})
    return {**figures, **_refreshed(path, source, _documents(path), settings)}


def _verified(document: Document, desk: Desk, settings: Settings) -> dict[str, float] | None:
    """What one article costs; None for one with hardly a claim."""
    reading = pipeline.extract_claims(document, settings)
    wanted = [claim for claim in reading.claims if claim.not_checkable is None]
    if len(wanted) < MIN_CLAIMS:
        return None
    began = time.process_time()
    candidates_by_claim(wanted, document, desk.library.searcher, settings.rules, settings.engine)
    searched = time.process_time()
    desk.library.searcher.indexes[0].refresh()  # what this search has read into memory is no part of the next figure
    first = _road(document, desk, settings)
    marks = [time.process_time()]
    evidence = pipeline.gather_evidence(reading, desk.library)
    marks.append(time.process_time())
    lineage = pipeline.trace_sources(document, evidence, settings)
    marks.append(time.process_time())
    verification = pipeline.judge(reading, evidence, lineage, settings)
    marks.append(time.process_time())
    desk.record(verification)
    marks.append(time.process_time())
    gathered, traced, judged, recorded = (1_000 * (after - before) for before, after in itertools.pairwise(marks))
    return {
        "claims": len(wanted),
        "search": 1_000 * (searched - began) / len(wanted),
        "judge": judged / len(wanted),
        "gather": gathered,
        "trace": traced,
        "record": recorded,
        "verify": first,
        "again": _road(document, desk, settings),
    }


def _road(document: Document, desk: Desk, settings: Settings) -> float:
    """Wall milliseconds of the whole road of one article, recorded."""
    began = time.perf_counter()
    desk.record(pipeline.verify(document, desk.library, settings))
    return 1_000 * (time.perf_counter() - began)


def _refreshed(path: Path, source: Texts, done: int, settings: Settings) -> dict[str, float]:
    """Seconds that a refresh with a few new pages takes beside their reading: store, index, readers' copy."""
    coming = islice(archive(source.real), done, None)
    taken: dict[str, list[float]] = {"put": [], "indexed": [], "copied": []}
    for _ in range(REFRESHES):
        _, read = _read(list(islice(coming, NEW_PAGES)))
        marks = [time.perf_counter()]
        with Store.open(path) as store:
            with store.unit("growth", now=NOW) as unit:
                for document, claims in read:
                    unit.put_reference(document, claims, reader_of(settings))
            marks.append(time.perf_counter())
            index_of(store, path.with_name(f"{path.stem}-index"))
            marks.append(time.perf_counter())
            publish(store)
            marks.append(time.perf_counter())
        for name, began, ended in zip(taken, marks, marks[1:], strict=False):
            taken[name].append(ended - began)
    return {f"{name}_s": statistics.median(values) for name, values in taken.items()}


if __name__ == "__main__":
    main()
