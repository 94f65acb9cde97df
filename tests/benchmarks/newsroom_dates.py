"""Dated events of the newsroom set: is each annotated date read in its sentence with its value?

    python -m tests.benchmarks.newsroom_dates [--data FOLDER] [--misses]

Definitions. A gold record is one of kind "date", as printed (perturbed ones left out). It is found when a DATE claim
lies in its sentence with the same first and last day, and, where the record has a clock time, the same minute of the
day. Recall = found / records. Precision is measured only on annotated sentences: of the DATE claims in sentences with
at least one date record, the share that equals a record of that sentence. As-of: of the printed numbers with a gold
as-of day, the share whose as-of interval holds that day in the page's zone.
"""

import argparse
import json
import os
import re
import sys
from collections import defaultdict
from datetime import date, timedelta, timezone
from pathlib import Path
from typing import Any

from tasks.claims.as_of import as_of
from tasks.claims.context import SentenceContext
from tasks.claims.dated_event import dated_event_claims
from tasks.claims.extract import contexts, read_layers
from tasks.model import AsOf, Claim, Document, Figure, RawPage
from tasks.reading.document import read
from tasks.settings import Rules, Sources, load
from tasks.vocabulary import ClaimKind

CLOCK = re.compile(r"(\d\d):(\d\d)")


def documents(folder: Path, sources: Sources) -> dict[str, Document]:
    """Every page of the set, read."""
    pages: dict[str, Document] = {}
    for line in (folder / "pages.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        page = RawPage(
            source_id=row["id"], url=row["url"], publisher=row["publisher"], published_raw=row["published"],
            title=row["title"], text=row["text"],
        )  # fmt: skip
        pages[row["id"]] = read(page, None, sources)
    return pages


def agrees(claim: Claim, value: dict[str, Any]) -> bool:
    """Whether a claim has the days, and the minute, of a gold value."""
    if claim.when is None:
        return False
    if claim.when.start.isoformat() != value["start"] or claim.when.end.isoformat() != value["end"]:
        return False
    if not value.get("time"):
        return True
    hit = CLOCK.match(value["time"])
    minutes = int(hit.group(1)) * 60 + int(hit.group(2)) if hit else None
    return claim.when.clock is not None and claim.when.clock[0] == minutes


def main() -> None:
    """Print recall and precision, and every miss on request."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", default=os.environ.get("BENCH_DATA", "../shared/data"))
    parser.add_argument("--misses", action="store_true")
    options = parser.parse_args()
    folder = Path(options.data).parent / "newsroom"
    if not (folder / "gold.jsonl").is_file():
        sys.exit(f"skipped: no {folder / 'gold.jsonl'}; give the folder of gold data with --data or BENCH_DATA")
    settings = load()
    sources, rules = settings.sources, Rules()
    pages = documents(folder, sources)
    gold = [json.loads(line) for line in (folder / "gold.jsonl").read_text(encoding="utf-8").splitlines()]
    records: dict[tuple[str, int, int], list[dict[str, Any]]] = defaultdict(list)
    for record in gold:
        if record["kind"] == "date" and not record["perturbed"]:
            records[record["article"], record["start"], record["end"]].append(record)
    found = total = claims_there = right = 0
    misses: list[str] = []
    read_contexts: dict[str, list[SentenceContext]] = {}
    for (article, start, end), wanted in records.items():
        if article not in read_contexts:
            read_contexts[article] = contexts(read_layers(pages[article], sources, rules), sources, rules)
        there = [
            claim
            for context in read_contexts[article]
            if context.sentence.start < end and start < context.sentence.end
            for claim in dated_event_claims(context)
        ]
        claims_there += len(there)
        right += sum(any(agrees(claim, record["value"]) for record in wanted) for claim in there)
        for record in wanted:
            total += 1
            hit = next((claim for claim in there if agrees(claim, record["value"])), None)
            found += hit is not None
            if hit is None:
                got = [
                    (claim.text, str(claim.when and claim.when.start), claim.when and claim.when.clock)
                    for claim in there
                ]
                misses.append(f"MISSED {article} {record['value']} in {record['sentence'][:230]} | got {got}")
        misses.extend(
            f"EXTRA {article} {claim.text} {claim.when.start if claim.when else ''} {claim.happening} "
            f"in {claim.sentence[:200]}"
            for claim in there
            if not any(agrees(claim, record["value"]) for record in wanted)
        )
    print(f"dates: recall {found}/{total} = {100 * found / total:.1f} %, precision on annotated sentences "
          f"{right}/{claims_there} = {100 * right / claims_there:.1f} %")  # fmt: skip
    moments(gold, pages, sources, rules, misses)
    if options.misses:
        print("\n".join(misses))


def moments(
    gold: list[dict[str, Any]], pages: dict[str, Document], sources: Sources, rules: Rules, misses: list[str]
) -> None:
    """As-of: which printed numbers with a gold as-of day were given an interval that holds it."""
    read_before: dict[str, list[SentenceContext]] = {}
    held = seen = 0
    for record in gold:
        hit = re.fullmatch(r"(\d\d)-(\d\d)[a-z]?", str(record.get("as_of") or ""))
        low = record["value"].get("low")
        document = pages[record["article"]]
        if hit is None or record["perturbed"] or low is None or document.published is None:
            continue
        if record["article"] not in read_before:
            read_before[record["article"]] = contexts(read_layers(document, sources, rules), sources, rules)
        moment = _moment(record, read_before[record["article"]])
        if moment is None:
            continue
        seen += 1
        zone = timezone(timedelta(minutes=document.published.offset_minutes or 0))
        day = date(document.published.instant.year, int(hit.group(1)), int(hit.group(2)))
        first, last = (instant.astimezone(zone) for instant in (moment[0].start, moment[0].end))
        if first.date() <= day <= last.date():
            held += 1
        else:
            misses.append(
                f"AS-OF {record['article']} {low} gold {record['as_of']} got {first} to {last} {moment[0].basis} "
                f"in {record['sentence'][:200]}"
            )
    print(f"as-of: day held {held}/{seen}" + (f" = {100 * held / seen:.1f} %" if seen else " (no figures read)"))


def _moment(record: dict[str, Any], read_contexts: list[SentenceContext]) -> tuple[AsOf] | None:
    """The as-of of the printed number of a record, made a bare claim so that no claim kind is needed."""
    for context in read_contexts:
        for number in context.numbers:
            if number.value == record["value"]["low"] and record["start"] <= number.start < record["end"]:
                figure = Figure(number.value, number.low, number.high, number.hedge, "killed")
                found = as_of(context.claim(ClaimKind.CASUALTY, number.start, number.end, figure=figure), context)
                return (found,) if found else None
    return None


if __name__ == "__main__":
    main()
