"""Credits and chains: `python -m tests.benchmarks.credits [--data DIR] [--newsroom DIR] [--misses]`.

PolNeAR (github.com/networkdynamics/PolNeAR; rows with orig_split=test are never read): an article whose `wire` names an
agency should be credited to it, all others to none. A hit is an agency credit of confidence >= 0.6 that is the agency
of `wire` (by the aliases of config/sources.toml); naming another agency, or one where `wire` names none, is wrong.
Recall = hits / wire copy; precision = hits / articles credited to an agency. Once with the byline of the record, once
from the text alone.

newsroom (own words): chain exact = the names behind the page's own publisher in lineage.chain are the `credits` of the
record, in order. "credits" is the same for the page read alone.
"""

import argparse
import json
import os
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tasks.lineage.chain import chain
from tasks.lineage.copies import copy_edges
from tasks.lineage.credits import CHAIN_KINDS
from tasks.model import Document, RawPage
from tasks.reading.agencies import same_body
from tasks.reading.document import read
from tasks.settings import Settings, Sources, load
from tasks.trouble import Unreadable
from tasks.vocabulary import CreditKind

MIN_CONFIDENCE = 0.6


@dataclass(frozen=True, slots=True)
class Counts:
    """How many articles are wire copy, were credited to an agency, and to the right one."""

    wire: int
    credited: int
    right: int

    @property
    def recall(self) -> float:
        return self.right / max(self.wire, 1)

    @property
    def precision(self) -> float:
        return self.right / max(self.credited, 1)


def agencies(document: Document) -> list[str]:
    """The agencies that a document credits for its words."""
    return [c.name for c in document.credits if c.kind is CreditKind.AGENCY and c.confidence >= MIN_CONFIDENCE]


def count(pairs: list[tuple[str | None, list[str]]], sources: Sources) -> Counts:
    """Compare the agency of each record (None: none) with those found."""
    right = sum(bool(wire) and any(same_body(name, wire or "", sources) for name in found) for wire, found in pairs)
    return Counts(sum(bool(wire) for wire, _ in pairs), sum(bool(found) for _, found in pairs), right)


def polnear(path: Path, sources: Sources, *, with_byline: bool, show: bool) -> Counts:
    pairs: list[tuple[str | None, list[str]]] = []
    for row in _rows(path):
        if row["orig_split"] == "test":
            continue
        byline = row["author"] if with_byline else None
        raw = RawPage(
            row["id"], None, row["publisher"], row["published"], title=row["title"], byline=byline, text=row["text"]
        )
        try:
            found = agencies(read(raw, None, sources))
        except Unreadable:
            found = []
        wire = row["wire"] if row["wire"] not in {None, "NA"} else None
        pairs.append((wire, found))
        if show and (bool(wire) != bool(found) or (wire and not any(same_body(name, wire, sources) for name in found))):
            print(f"    {row['id']}: wire {wire}, found {found}")
    return count(pairs, sources)


def newsroom(path: Path, settings: Settings, *, show: bool) -> tuple[int, int, int]:
    """Pages, pages whose credits are exact, pages whose chain is exact."""
    rows = _rows(path)
    documents = [
        read(
            RawPage(row["id"], row["url"], row["publisher"], row["published"], title=row["title"], text=row["text"]),
            None,
            settings.sources,
        )
        for row in rows
    ]
    edges = copy_edges(documents, settings.rules, settings.sources)
    by_id = {document.document_id: document for document in documents}
    credits_right = chains_right = 0
    for row, document in zip(rows, documents, strict=True):
        named = [credit.name for credit in document.credits if credit.kind in CHAIN_KINDS]
        stations = [link.name for link in chain(document, by_id, edges, settings.sources)][1:]
        credits_right += named == row["credits"]
        chains_right += stations == row["credits"]
        if show and stations != row["credits"]:
            print(f"    {row['id']}: {stations}, record {row['credits']}, {row['copy_kind']}")
    return len(rows), credits_right, chains_right


def _rows(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=Path(os.environ.get("BENCH_DATA", "../shared/data")))
    parser.add_argument("--newsroom", type=Path, default=None)
    parser.add_argument("--misses", action="store_true")
    given = parser.parse_args()
    settings = load(Path(__file__).resolve().parents[2] / "config")
    path = given.data / "polnear" / "dev.jsonl"
    if path.exists():
        for with_byline in (True, False):
            counts = polnear(path, settings.sources, with_byline=with_byline, show=given.misses)
            print(
                f"PolNeAR, {'with the byline' if with_byline else 'text alone':15}: {counts.wire} wire copies; "
                f"recall {counts.recall:.3f}, precision {counts.precision:.3f}"
            )
    else:
        print(f"skipped: {path} is not there; give the folder with --data or BENCH_DATA")
    path = (given.newsroom or given.data.parent / "newsroom") / "pages.jsonl"
    if path.exists():
        pages, credits_right, chains_right = newsroom(path, settings, show=given.misses)
        print(f"newsroom: {pages} pages; credits exact {credits_right / pages:.3f}", end="; ")
        print(f"chain exact {chains_right / pages:.3f}")
    else:
        print(f"skipped: {path} is not there; give the folder with --newsroom")
    return 0


if __name__ == "__main__":
    sys.exit(main())
