"""What the store costs as it grows: ingest, one article written, an article's evidence looked up, reopening.

Run as `python -m tests.benchmarks.store [--documents N]`. The texts are made up (700 words drawn from 20,000, with ten
claims each), so that they compress no better than news. `--ways` measures instead the ways to insert that were weighed.
"""

import argparse
import random
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import duckdb

from tasks.model import Claim, Document, content_id
from tasks.store.snapshot import publish
from tasks.store.store import Store
from tests.store.store_records import article, figure_claim, judged

DICE = random.Random(1)
VOCABULARY = ["".join(DICE.choices("abcdefghijklmnopqrstuvwxyz", k=DICE.randint(2, 10))) for _ in range(20_000)]
CLAIMS = 10
CANDIDATE_DOCUMENTS = 25


def reference(number: int) -> tuple[Document, list[Claim]]:
    """A made-up reference page with its claims."""
    document = article(content_id(number), " ".join(DICE.choices(VOCABULARY, k=700)), source_id=str(number))
    sentences = [" ".join(DICE.choices(VOCABULARY, k=20)) for _ in range(CLAIMS)]
    claims = [
        replace(figure_claim(content_id(number, part), document.document_id), sentence=sentence)
        for part, sentence in enumerate(sentences)
    ]
    return document, claims


def milliseconds(work: Callable[[], object], repeat: int = 5) -> float:
    """Median of some runs."""
    times = []
    for _ in range(repeat):
        start = time.perf_counter()
        work()
        times.append((time.perf_counter() - start) * 1000)
    return sorted(times)[repeat // 2]


def growth(path: Path, sizes: list[int]) -> None:
    """One line a size."""
    print(f"DuckDB {duckdb.__version__}; {CLAIMS} claims a document; times in ms, medians of five")
    print("documents  ingest/doc  open+close  open+article+close  evidence of 25 docs  unit alone  snapshot  file MB")
    have = 0
    for size in sizes:
        pages = [reference(number) for number in range(have, size)]
        start = time.perf_counter()
        with Store.open(path) as store:
            for first in range(0, len(pages), 1_000):
                with store.unit("back-fill") as unit:
                    for document, claims in pages[first : first + 1_000]:
                        unit.put_reference(document, claims)
        ingest = (time.perf_counter() - start) * 1000 / len(pages)
        have = size
        pages.clear()  # or the garbage collector walks through them while we measure
        reopened = milliseconds(lambda: Store.open(path).close())
        numbers = iter(range(10**9))

        def one_article(store: Store, size: int = size, numbers: Iterator[int] = numbers) -> None:
            mark = f"{size}-{next(numbers)}"
            with store.unit("night") as unit:
                unit.put(judged(article(f"d{mark}"), figure_claim(f"c{mark}", f"d{mark}"), f"v{mark}"))

        def whole() -> None:
            with Store.open(path) as store:
                one_article(store)

        written = milliseconds(whole)
        with Store.open(path) as store:
            alone = milliseconds(lambda: one_article(store))

            def look_up(store: Store = store, size: int = size) -> None:
                ids = [content_id(number) for number in DICE.sample(range(size), CANDIDATE_DOCUMENTS)]
                store.documents(ids)
                store.claims_of(ids, "1")

            found = milliseconds(look_up)
            copied = milliseconds(lambda: publish(store), 1)
        megabytes = path.stat().st_size / 1e6
        print(
            f"{size:9,}  {ingest:10.2f}  {reopened:10.0f}  {written:18.0f}  {found:19.0f}  {alone:10.0f}"
            f"  {copied:8.0f}  {megabytes:7.0f}"
        )


def ways(rows: int = 1_000) -> None:
    """Seconds to insert rows of text, number and instant in each way that needs no other library."""
    moment = article().published
    assert moment is not None
    table = [(content_id(n), " ".join(DICE.choices(VOCABULARY, k=700)), float(n), moment.instant) for n in range(rows)]
    columns = [list(column) for column in zip(*table, strict=True)]
    structs = [dict(zip("abcd", row, strict=True)) for row in table]
    flat = [value for row in table for value in row]
    marks = ", ".join(["(?, ?, ?, ?)"] * rows)
    spelled_out = "insert into t values (marks) on conflict do nothing".replace("(marks)", marks)
    tried: dict[str, Callable[[duckdb.DuckDBPyConnection], object]] = {
        "executemany": lambda c: c.executemany("insert into t values (?, ?, ?, ?) on conflict do nothing", table),
        "values (?, ...), ...": lambda c: c.execute(spelled_out, flat),
        "unnest of a list of structs": lambda c: c.execute(
            "insert into t select unnest(?::struct(a varchar, b varchar, c double, d timestamptz)[], "
            "recursive := true) on conflict do nothing",
            [structs],
        ),
        "unnest, a list a column": lambda c: c.execute(
            "insert into t select unnest(?::varchar[]), unnest(?::varchar[]), unnest(?::double[]), "
            "unnest(?::timestamptz[]) on conflict do nothing",
            columns,
        ),
    }
    for name, insert in tried.items():
        connection = duckdb.connect()
        connection.execute("create table t (a varchar primary key, b varchar, c double, d timestamptz)")
        start = time.perf_counter()
        connection.begin()
        insert(connection)
        connection.commit()
        print(f"{name:28} {time.perf_counter() - start:7.3f} s for {rows:,} rows")
        connection.close()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--documents", type=int, default=20_000)
    parser.add_argument("--ways", action="store_true")
    options = parser.parse_args()
    if options.ways:
        ways()
        return
    sizes = [size for size in (1_000, 5_000, 20_000, 80_000, 200_000) if size <= options.documents]
    with tempfile.TemporaryDirectory() as folder:
        growth(Path(folder) / "growth.duckdb", sizes or [options.documents])


if __name__ == "__main__":
    main()
