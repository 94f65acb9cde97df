"""Two public sets for tests/benchmarks/peers.py: evidence among windows (WiCE), and the text of web pages.

In: the data folder. Out: what is asked and the rows that come of it; a set that is not there is left out with a word.
"""

import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from tasks.evidence.index import PassageIndex
from tasks.model import Passage
from tests.benchmarks.article_text import SETS, scored
from tests.benchmarks.peer_rows import OURS, Asked, Row, everybody
from tests.benchmarks.retrieval import wice_found, wice_set

BEST = 60
LIMITS = (10, 50)
PAGES = 200


def evidence(data: Path, count: int) -> Asked:
    """The claims of WiCE and all windows; ours are put into an index as the peer's are."""
    if not (data / "wice" / "dev.jsonl").is_file():
        sys.stderr.write(f"wice: left out, it is not in {data}\n")
        return Asked({"passages": [], "questions": [], "best": 0}, lambda _: iter(()))
    held = wice_set(data, count)
    windows = [window for _, group in held.documents for window in group]
    began = time.process_time()
    index = PassageIndex.in_memory()
    for document, group in held.documents:
        index.add(document, group)
    index.commit()
    ours = [wice_found(row["claim"], index) for row in held.asked]
    took = time.process_time() - began

    def rows(answers: dict[str, dict[str, Any]]) -> Iterator[Row]:
        def named(places: Sequence[Any]) -> list[list[Passage]]:
            return [[windows[place] for place in row] for row in places]

        for who, said, seconds in everybody(ours, took, answers, named):
            ten, fifty = (
                sum(held.is_full(row, found[:limit]) for row, found in zip(held.asked, said, strict=True))
                for limit in LIMITS
            )
            of = len(held.asked)
            yield Row(
                f"{of} claims to {len(windows):,} windows", who,
                f"whole evidence in the ten best {ten / of:.1%}, in the fifty best {fifty / of:.1%}", seconds,
            )  # fmt: skip

    questions = [row["claim"] for row in held.asked]
    return Asked({"passages": [window.text for window in windows], "questions": questions, "best": BEST}, rows)


def web_pages(data: Path) -> list[Row]:
    """Ours without furniture against trafilatura alone, page by page in one run; seconds are of the clock."""
    if not all((data / name / "dev.jsonl").is_file() for name, _ in SETS):
        sys.stderr.write(f"web pages: left out, they are not in {data}\n")
        return []
    found = [scored(data / name, key, PAGES) for name, key in SETS]
    asked = f"{sum(one.pages for one in found)} web pages"

    def told(column: str) -> str:
        fundus, scrapinghub = (f"{one.columns[column][2]:.3f}" for one in found)
        return f"F1 of the text {fundus} (fundus), {scrapinghub} (scrapinghub)"

    return [
        Row(asked, OURS, told("sentences"), sum(one.ours_s for one in found)),
        Row(asked, "trafilatura", told("trafilatura"), sum(one.theirs_s for one in found)),
    ]
