"""Sentence boundaries and furniture: `python -m tests.benchmarks.sentences [--data DIR] [--newsroom DIR]`.

newsroom (own words): a printed record's sentence is right if one of our sentences has exactly its start and end.
PolNeAR (rows with orig_split=test are never read): every cue of an attribution that people marked is prose, so a cue
that lies in what we call furniture (datelines aside) was taken out wrongly; and a source whose cue we put into another
sentence was cut off from it. Both are shares of cues.
"""

import argparse
import json
import os
import sys
from pathlib import Path
from typing import Any

from tasks.model import Document, RawPage
from tasks.reading.document import read
from tasks.reading.sentences import sentences
from tasks.settings import Sources
from tasks.vocabulary import FurnitureKind


def document(row: dict[str, Any]) -> Document:
    return read(RawPage(row["id"], None, row["publisher"], None, title=row["title"], text=row["text"]), None, Sources())


def newsroom(folder: Path) -> tuple[int, int]:
    """Distinct sentences of the printed records, and how many of them are ours exactly."""
    ours = {
        row["id"]: {(sentence.start, sentence.end) for sentence in sentences(document(row))}
        for row in _rows(folder / "pages.jsonl")
    }
    gold = {(row["article"], row["start"], row["end"]) for row in _rows(folder / "gold.jsonl") if not row["perturbed"]}
    return len(gold), sum((start, end) in ours[article] for article, start, end in gold)


def polnear(path: Path) -> tuple[int, int, int]:
    """Cues, cues in furniture, cues whose source is in another sentence."""
    cues = taken_out = cut_off = 0
    for row in _rows(path):
        if row["orig_split"] == "test":
            continue
        page = document(row)
        kept = sentences(page)
        blocked = [part for part in page.furniture if part.kind is not FurnitureKind.DATELINE]
        for attribution in row["attributions"]:
            if not attribution["cue"]:
                continue
            start, end = attribution["cue"][0]
            cues += 1
            taken_out += any(part.start < end and start < part.end for part in blocked)
            if attribution["source"]:
                places = (start, attribution["source"][0][0])
                cut_off += len({next((s.index for s in kept if s.start <= at < s.end), -1) for at in places}) > 1
    return cues, taken_out, cut_off


def _rows(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=Path(os.environ.get("BENCH_DATA", "../shared/data")))
    parser.add_argument("--newsroom", type=Path, default=None)
    given = parser.parse_args()
    folder = given.newsroom or given.data.parent / "newsroom"
    if (folder / "gold.jsonl").exists():
        gold, right = newsroom(folder)
        print(f"newsroom: {gold} sentences, exact {right / gold:.4f}")
    else:
        print(f"skipped: {folder / 'gold.jsonl'} is not there; give the folder with --newsroom")
    path = given.data / "polnear" / "dev.jsonl"
    if path.exists():
        cues, taken_out, cut_off = polnear(path)
        print(
            f"PolNeAR: {cues} cues, in furniture {taken_out / cues:.4f}, cut off from their source {cut_off / cues:.4f}"
        )
    else:
        print(f"skipped: {path} is not there; give the folder with --data or BENCH_DATA")
    return 0


if __name__ == "__main__":
    sys.exit(main())
