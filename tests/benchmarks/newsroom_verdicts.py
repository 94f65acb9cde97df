"""Verdicts on the newsroom gold: every page of an event set as archive, each target article checked against the others.

Run: python -m tests.benchmarks.newsroom_verdicts [--newsroom FOLDER] [--errors]
Data: newsroom/pages.jsonl and gold.jsonl (own words; default ../shared/newsroom).
Score: a gold record is found when a claim of its sentence has its value (figures: printed number, or low and high of a
range, in whatever unit of length of time; "first since" and "first in N years": the last one's year or the years
since; "nine months ago": number and unit as printed; dates: first and last day, or minutes of the clock; quotes: the
words). Its verdict is mapped as VERDICTS.md
section 7 says. A record not found counts as the class `none` and so as wrong. Macro-F1 is the mean of the five classes'
F1. A perturbed record is checked in the article with its sentence replaced. The bootstrap draws events with
replacement.
"""

import argparse
import json
import os
import random
import sys
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from rich.console import Console
from rich.table import Table

from tasks import pipeline
from tasks.claims.numbers import numbers
from tasks.evidence.library import ArchiveShelf, Library
from tasks.model import Claim, Document, Figure, RawPage, Verdict, Verification
from tasks.settings import Rules, Settings, load
from tasks.verdicts.measures import UNITS
from tasks.vocabulary import ClaimKind, Temporal, VerdictLabel

CLASSES = ("supported", "refuted", "conflicting", "superseded", "insufficient")
FIGURES = {ClaimKind.CASUALTY, ClaimKind.COUNT, ClaimKind.QUANTITY}
SCALES = {"thousand": 1e3, "million": 1e6, "billion": 1e9}  # in a unit of gold: "billion euros"
NOW = datetime(2030, 1, 1, tzinfo=UTC)  # after every page, or its date would be one of the future


@dataclass(frozen=True, slots=True)
class Scored:
    """One gold record with what was said of it."""

    gold: dict
    said: str
    verdict: Verdict | None
    claim: Claim | None


def outcome(verdict: Verdict) -> str:
    """VERDICTS.md section 7: the gold class of a verdict."""
    if verdict.label is VerdictLabel.DISPUTED:
        return "conflicting"
    if verdict.label in {VerdictLabel.REFUTED, VerdictLabel.MISFRAMED}:
        return "refuted"
    if verdict.temporal in {Temporal.UPDATED_SINCE, Temporal.REVISED_DOWN, Temporal.STALE_WHEN_PUBLISHED}:
        return "superseded"
    return "supported" if verdict.label is VerdictLabel.SUPPORTED else "insufficient"


def same_value(claim: Claim, gold: dict) -> bool:
    """Whether a claim states the gold record's value."""
    value = gold["value"]
    if gold["kind"] == "quote":
        words = value.get("quote") or value.get("text") or ""
        return claim.quote is not None and _plain(words) == _plain(claim.quote.text)
    if gold["kind"] == "date":
        if claim.when is None:
            return False
        return (claim.when.start.isoformat(), claim.when.end.isoformat()) == (value["start"], value["end"])
    if claim.when is not None and claim.figure is None:
        return bool(claim.when.clock and claim.when.clock[0] == value["low"]) or _ago(claim, value)
    if claim.figure is None or claim.kind not in FIGURES:
        return False
    if _since_the_last(claim, value):
        return True
    low, high = value.get("low"), value.get("high")
    if "nominal" in value:
        low = high = value["nominal"]
    scale = _scale(claim.figure, value.get("unit") or "")
    figure = replace(claim.figure, value=claim.figure.value * scale)
    if low is not None and high is not None and low != high:
        return (figure.low, figure.high) == (low, high)
    return figure.value == (low if low is not None else high)


def _since_the_last(claim: Claim, value: dict) -> bool:
    """A "first" of gold: ours counts the years since the last one and dates that one."""
    if claim.figure is None or claim.figure.role != "since_previous":
        return False
    last = claim.when.start.year if claim.when else None
    return claim.figure.value == value.get("span_years") or str(last) == str(value.get("since"))[:4]


def _ago(claim: Claim, value: dict) -> bool:
    """A length of time that is read as the date it leads to: "nine months ago"."""
    unit = (value.get("unit") or "").rstrip("s")
    low, high = value.get("low"), value.get("high")
    printed = {number.value for number in numbers(claim.text, 0, Rules())}
    return unit in UNITS["duration"] and unit in claim.text and (low if low is not None else high) in printed


def _scale(figure: Figure, unit: str) -> float:
    """What turns our number into gold's unit: a week is seven days, 10.6 billion euros are 10.6 of its unit."""
    lengths = UNITS["duration"]
    if figure.role == "duration" and figure.unit in lengths and unit.rstrip("s") in lengths:
        return lengths[figure.unit] / lengths[unit.rstrip("s")]
    return 1 / SCALES.get(unit.split(" ", maxsplit=1)[0], 1)


def _plain(text: str) -> str:
    return " ".join("".join(c if c.isalnum() else " " for c in text.lower()).split())


def score(pages: list[dict], gold: list[dict], settings: Settings) -> list[Scored]:
    """Check every target article, printed and perturbed."""
    raw = {page["id"]: page for page in pages}
    library = library_of(pages, settings)
    printed: dict[str, Verification] = {}
    scored = []
    for record in gold:
        page = raw[record["article"]]
        if record["perturbed"]:
            verification = pipeline.verify(document_of(with_change(page, record), settings), library, settings)
        else:
            if record["article"] not in printed:
                printed[record["article"]] = pipeline.verify(document_of(page, settings), library, settings)
            verification = printed[record["article"]]
        scored.append(scored_in(record, verification))
    return scored


def scored_in(record: dict, verification: Verification) -> Scored:
    """One record by the claim of its sentence that has its value, and that claim's verdict."""
    verdicts = {verdict.claim_id: verdict for verdict in verification.verdicts}
    start, end = record["start"], record["start"] + len(record["sentence"])
    found = [
        claim
        for claim in verification.claims
        if claim.start < end and claim.end > start and same_value(claim, record) and claim.claim_id in verdicts
    ]
    if not found:
        return Scored(record, "none", None, None)
    role = record["value"].get("role")
    found.sort(
        key=lambda claim: (
            not _since_the_last(claim, record["value"]),
            not (claim.figure and claim.figure.role == role),
            claim.start,
        )
    )
    verdict = verdicts[found[0].claim_id]
    return Scored(record, outcome(verdict), verdict, found[0])


def read_set(folder: Path) -> tuple[list[dict], list[dict]]:
    """The pages and the gold of a set."""
    pages, gold = (
        [json.loads(row) for row in (folder / name).read_text(encoding="utf-8").splitlines()]
        for name in ("pages.jsonl", "gold.jsonl")
    )
    return pages, gold


def library_of(pages: Iterable[dict], settings: Settings) -> Library:
    """Every page of a set as archive."""
    shelf = ArchiveShelf(settings)
    shelf.add(document_of(page, settings) for page in pages)
    return Library([(shelf, shelf.index)], 0, settings)


def with_change(page: dict, record: dict) -> dict:
    """The page with the sentence of a perturbed record in its place."""
    return {**page, "text": page["text"][: record["start"]] + record["sentence"] + page["text"][record["end"] :]}


def document_of(page: dict, settings: Settings) -> Document:
    """A page of a set as the program reads it."""
    raw = RawPage(
        source_id=page["id"],
        url=page["url"],
        publisher=page["publisher"],
        published_raw=page["published"],
        title=page["title"],
        text=page["text"],
    )
    return pipeline.read_page(raw, _no_html, settings, NOW)


def _no_html(*_):
    raise AssertionError("the set is plain text")


def f1_by_class(scored: list[Scored]) -> dict[str, tuple[float, float, float, int]]:
    """Precision, recall, F1 and gold count of each class."""
    table = {}
    for name in CLASSES:
        hit = sum(s.gold["verdict"] == name == s.said for s in scored)
        said = sum(s.said == name for s in scored)
        gold = sum(s.gold["verdict"] == name for s in scored)
        precision, recall = hit / said if said else 0.0, hit / gold if gold else 0.0
        f1 = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
        table[name] = (precision, recall, f1, gold)
    return table


def macro(scored: list[Scored]) -> float:
    """Mean F1 of the classes that occur."""
    rows = [row for row in f1_by_class(scored).values() if row[3]]
    return sum(row[2] for row in rows) / len(rows) if rows else 0.0


def bootstrap(scored: list[Scored], rounds: int = 500) -> tuple[float, float]:
    """The middle 95 % of macro-F1 when events are drawn with replacement."""
    events: dict[str, list[Scored]] = {}
    for one in scored:
        events.setdefault(one.gold["event"], []).append(one)
    names, draw = sorted(events), random.Random(0)
    values = sorted(
        macro([s for name in draw.choices(names, k=len(names)) for s in events[name]]) for _ in range(rounds)
    )
    return values[int(0.025 * rounds)], values[int(0.975 * rounds)]


def report(scored: list[Scored], console: Console, title: str) -> None:
    """Print the table of one part."""
    table = Table("class", "precision", "recall", "F1", "gold", title=title)
    for name, (precision, recall, f1, gold) in f1_by_class(scored).items():
        table.add_row(name, f"{precision:.3f}", f"{recall:.3f}", f"{f1:.3f}", str(gold))
    low, high = bootstrap(scored)
    table.add_row("macro", "", "", f"{macro(scored):.3f}", f"{len(scored)} ({low:.2f}-{high:.2f})")
    console.print(table)


def main() -> None:
    """Print all tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--newsroom", default=os.environ.get("BENCH_NEWSROOM", "../shared/newsroom"))
    parser.add_argument("--errors", action="store_true", help="list every wrong record")
    options = parser.parse_args()
    folder = Path(options.newsroom)
    if not (folder / "gold.jsonl").exists():
        sys.exit(f"skipped: no newsroom set at {folder}")
    scored = score(*read_set(folder), load())
    console = Console(width=110)
    report(scored, console, "all records")
    report([s for s in scored if not s.gold["hard"]], console, "without hard")
    found = [s for s in scored if s.said != "none"]
    report(found, console, "records that were found")
    changed = [s for s in scored if s.gold["perturbed"]]
    true = [s for s in scored if s.gold["verdict"] == "supported"]
    urgent = [s for s in found if s.verdict and s.verdict.needs_person]
    right = [s for s in urgent if s.gold["verdict"] in {"refuted", "conflicting", "superseded"}]
    console.print(f"found: {len(found)} of {len(scored)}")
    console.print(
        f"changed figures caught: {sum(s.said in {'refuted', 'conflicting'} for s in changed)} of {len(changed)}"
    )
    console.print(f"true figures called refuted: {sum(s.said == 'refuted' for s in true)} of {len(true)}")
    console.print(f"put first and rightly so: {len(right)} of {len(urgent)}")
    console.print("confusion (gold -> said):")
    for (gold_class, said), count in sorted(Counter((s.gold["verdict"], s.said) for s in scored).items()):
        console.print(f"  {gold_class:>12} -> {said:<12} {count}")
    if options.errors:
        for s in scored:
            if s.said != s.gold["verdict"]:
                _print_error(s)


def _print_error(s: Scored) -> None:
    gold = s.gold
    print(f"\n[{gold['verdict']} -> {s.said}] {gold['id']} {gold['kind']} {gold['value']} {gold.get('change', '')}")
    print(f"  {gold['sentence']}")
    if s.verdict:
        print(f"  {s.verdict.explanation[:600]}")


if __name__ == "__main__":
    main()
