"""TempEval-3 style score of `timexes` on human-made TimeML, by corpus.

    python -m tests.benchmarks.timex [--data FOLDER] [--file dev.jsonl] [--corpus timebank] [--misses N]

Definitions (TempEval-3, Task A; UzZaman et al. 2013). A system and a gold expression match relaxed when they share
a character, strictly when both ends agree; each gold is matched with at most one system expression, an exact one
before an overlapping one. Precision = matched / system, recall = matched / gold, F1 their harmonic mean. Value F1
and type F1 count a relaxed match only where the attribute equals the gold string, character by character.
Weekday accuracy: of gold DATEs whose text is a bare weekday and that were matched, the share with the right civil day
(a part of the day that the reader took in, "Thursday night", does not count against it).
Data: the public TempEval-3 distribution (TimeBank, AQUAINT) and WikiWars as one JSON record a document,
`{id, corpus, dct, text, timexes: [{start, end, text, type, value}]}`. Its texts are not part of this project.
"""

import argparse
import json
import os
import re
import sys
import time
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from tasks.claims.when import timexes
from tasks.model import Document, Published, Sentence, Timex
from tasks.reading.sentences import sentences
from tasks.settings import Sources
from tasks.vocabulary import Precision

WEEKDAY = re.compile(r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\Z")
DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


@dataclass
class Score:
    """Counts of one corpus, and the misses as readable lines."""

    gold: int = 0
    system: int = 0
    relaxed: int = 0
    strict: int = 0
    value: int = 0
    type: int = 0
    weekdays: int = 0
    weekdays_right: int = 0
    seconds: float = 0.0
    words: int = 0
    misses: list[tuple[str, str]] = field(default_factory=list)

    def f1(self, matched: int) -> float:
        """Harmonic mean of matched/system and matched/gold, in percent."""
        return 200 * matched / (self.gold + self.system) if self.gold + self.system else 0.0

    def add(self, gold: list[dict[str, Any]], system: Iterable[Timex], text: str = "", name: str = "") -> None:
        """Score one document."""
        left = list(system)
        self.gold += len(gold)
        self.system += len(left)
        exact = {(timex.start, timex.end): timex for timex in left}
        pairs: list[tuple[dict[str, Any], Timex | None]] = []
        for entry in gold:
            hit = exact.get((entry["start"], entry["end"]))
            if hit is not None and hit in left:
                left.remove(hit)
                pairs.append((entry, hit))
            else:
                pairs.append((entry, None))
        for entry, matched in pairs:
            hit = matched
            if hit is None:
                hit = next((t for t in left if t.start < entry["end"] and entry["start"] < t.end), None)
                if hit is not None:
                    left.remove(hit)
            self._count(entry, hit, text, name)
        for timex in left:
            self.misses.append(("spurious", _line(text, timex.start, timex.end, name, f"{timex.type} {timex.value}")))

    def _count(self, entry: dict[str, Any], hit: Timex | None, text: str, name: str) -> None:
        expected = f"{entry['type']} {entry['value']}"
        if hit is None:
            self.misses.append(("missed", _line(text, entry["start"], entry["end"], name, expected)))
            return
        self.relaxed += 1
        is_strict = (hit.start, hit.end) == (entry["start"], entry["end"])
        self.strict += is_strict
        right = hit.value == entry["value"]
        self.value += right
        self.type += hit.type == entry["type"]
        if WEEKDAY.match(entry["text"].strip()) and entry["type"] == "DATE":
            self.weekdays += 1
            self.weekdays_right += hit.value[:10] == entry["value"][:10]
            if hit.value[:10] != entry["value"][:10]:
                self.misses.append(
                    ("weekday", _line(text, entry["start"], entry["end"], name, f"{expected} != {hit.value}"))
                )
        told = _line(
            text, entry["start"], entry["end"], name, f"{expected} != {hit.type} {hit.value} ({hit.rule}) [{hit.text}]"
        )
        if not right:
            self.misses.append(("value", told))
        if not is_strict:
            self.misses.append(("span", told))
        if hit.type != entry["type"]:
            self.misses.append(("type", told))


def _line(text: str, start: int, end: int, name: str, what: str) -> str:
    around = f"{text[max(0, start - 60) : start]}[[{text[start:end]}]]{text[end : end + 40]}"
    return f"{name}: {' '.join(around.split())} => {what}"


def cut(text: str) -> tuple[Sentence, ...]:
    """The sentences of a text that has no furniture."""
    return sentences(Document("", "", text))


def published(dct: str) -> Published:
    """The document creation time as a publication date."""
    day = datetime.fromisoformat(dct).replace(tzinfo=UTC)
    return Published(day, Precision.DAY, "given", dct, 0)


def run(rows: Iterable[dict[str, Any]]) -> dict[str, Score]:
    """Score every document by corpus."""
    scores: dict[str, Score] = {}
    sources = Sources()
    for row in rows:
        score = scores.setdefault(row["corpus"], Score())
        prose = cut(row["text"])
        began = time.process_time()
        found = timexes(prose, published(row["dct"]), None, sources)
        score.seconds += time.process_time() - began
        score.words += len(row["text"].split())
        score.add(row["timexes"], found, row["text"], row["id"])
    return scores


def total(scores: Iterable[Score]) -> Score:
    """Counts added up."""
    summed = Score()
    for score in scores:
        for name in (
            "gold",
            "system",
            "relaxed",
            "strict",
            "value",
            "type",
            "weekdays",
            "weekdays_right",
            "seconds",
            "words",
        ):
            setattr(summed, name, getattr(summed, name) + getattr(score, name))
    return summed


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", default=os.environ.get("BENCH_DATA", "../shared/data"))
    parser.add_argument("--file", default="dev.jsonl")
    parser.add_argument("--corpus", action="append")
    parser.add_argument(
        "--misses", type=int, default=0, help="print so many misses of each sort (not for held-out sets)"
    )
    parser.add_argument("--only", default="missed,spurious,value,span")
    options = parser.parse_args()
    path = Path(options.data) / "temporal_timeml" / options.file
    if not path.is_file():
        sys.exit(f"skipped: no {path}; give the folder of gold data with --data or BENCH_DATA")
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    scores = run(row for row in rows if not options.corpus or row["corpus"] in options.corpus)
    news = [score for corpus, score in scores.items() if corpus != "wikiwars"]
    print(
        f"{'corpus':14}{'gold':>6}{'system':>8}{'relaxed':>9}{'strict':>8}{'value':>7}{'type':>7}{'weekdays':>16}"
        f"{'ms/900 words':>14}"
    )
    for name, score in [*sorted(scores.items()), ("news together", total(news))]:
        weekdays = f"{score.weekdays_right}/{score.weekdays}"
        speed = 900_000 * score.seconds / max(1, score.words)
        print(f"{name:14}{score.gold:6}{score.system:8}{score.f1(score.relaxed):9.1f}{score.f1(score.strict):8.1f}"
              f"{score.f1(score.value):7.1f}{score.f1(score.type):7.1f}{weekdays:>16}{speed:14.1f}")  # fmt: skip
    for sort in options.only.split(",") if options.misses else ():
        lines = [line for score in scores.values() for kind, line in score.misses if kind == sort]
        words = Counter(line.split("[[")[1].split("]]")[0].lower() for line in lines)
        print(f"\n== {sort}: {len(lines)}, {words.most_common(25)}")
        print("\n".join(lines[: options.misses]))


if __name__ == "__main__":
    main()
