"""Replaying verdicts: how many come out the same, what a replay costs, and what is kept for it.

Definition: articles of the newsroom set are verified one by one against all pages as archive, into a store of its own.
Half-way, pages come in as evidence, so that the store is another by then. Every verdict is then judged again from the
store. `same` is the share whose whole record, field by field, equals the stored one; anything under 100 % is a fault.

Run: python -m tests.benchmarks.replay [--data FOLDER] [--articles N]; the folder holds newsroom/pages.jsonl beside it.
"""

import argparse
import os
import tempfile
import time
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from tasks import pipeline
from tasks.acquire.feeds.archive import archive_pages
from tasks.desk import Desk
from tasks.replay import explain, kept, replay
from tasks.settings import load
from tasks.store.store import Store

DEFAULT_DATA = Path(os.environ.get("BENCH_DATA", "../shared/data"))


@dataclass(frozen=True, slots=True)
class Replays:
    """The outcome: verdicts replayed, how many came out the same, seconds of each."""

    verdicts: int
    same: int
    seconds: float

    @property
    def share(self) -> float:
        """Of the verdicts, how many came out the same; 1 where there were none."""
        return self.same / self.verdicts if self.verdicts else 1.0


def main() -> None:
    """Verify, add, replay, and print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, default=DEFAULT_DATA)
    parser.add_argument("--articles", type=int, default=8)
    arguments = parser.parse_args()
    pages = arguments.data.parent / "newsroom" / "pages.jsonl"
    if not pages.exists():
        print(f"skipped: {pages} is absent")
        return
    with tempfile.TemporaryDirectory() as folder:
        measure(pages, arguments.articles, Path(folder) / "replay.duckdb")


def measure(pages: Path, articles: int, path: Path) -> None:
    """Fill a store, replay all of it, print."""
    settings = load()
    with Desk(settings, str(path), [pages]) as desk:
        desk.open_library(print)
        chosen = list(archive_pages(pages, settings.limits))
        step = max(1, len(chosen) // articles)
        for number, page in enumerate(islice(chosen[::step], articles)):
            verification = desk.verify(page)
            desk.record(verification)
            if number == articles // 2:
                _add_evidence(desk, pages, path)
    with Store.open(path) as store:
        (packed,) = store._connection.execute("select avg(octet_length(search)) from searches").fetchall()
        verdicts = [one.verdict_id for one in store.newest_verdicts(limit=100_000)]
        began = time.perf_counter()
        same = sum(replay(kept(store, settings, verdict_id)).is_same for verdict_id in verdicts)
        outcome = Replays(len(verdicts), same, time.perf_counter() - began)
        began = time.perf_counter()
        explained = verdicts[:: max(1, len(verdicts) // 10)]
        for verdict_id in explained:
            explain(kept(store, settings, verdict_id))
        explaining = (time.perf_counter() - began) / max(1, len(explained))
    print(f"verdicts replayed      {outcome.verdicts:>8,}")
    print(f"same                   {outcome.share:>8.1%}")
    print(f"a replay               {1_000 * outcome.seconds / max(1, outcome.verdicts):>8,.0f} ms")
    print(f"an explanation         {1_000 * explaining:>8,.0f} ms")
    print(f"kept of a search       {packed[0] / 1_000:>8,.1f} KB an article")


def _add_evidence(desk: Desk, pages: Path, path: Path) -> None:
    for page in islice(archive_pages(pages, desk.settings.limits), 20):
        document = pipeline.read_page(page, desk.extract, desk.settings, desk.now)
        with Store.open(path) as store, store.unit("evidence") as unit:
            unit.put_reference(document, pipeline.extract_claims(document, desk.settings).claims)


if __name__ == "__main__":
    main()
