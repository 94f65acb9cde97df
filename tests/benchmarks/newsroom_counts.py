"""Counts of meetings, visits and calls of the newsroom set: is each annotated one read in its sentence with its value?

    python -m tests.benchmarks.newsroom_counts [--data FOLDER] [--misses]

Definitions. A gold record is one of kind "count", as printed (perturbed ones left out), whose role and unit speak of a
meeting, visit, call or exchange ("meetings"), or of a first or a rank of anything else ("firsts"); body counts, article
numbers, flight numbers and the like are other modules' work and left out. A record is found when a COUNT claim in its
sentence agrees: an equal value; or, where gold has 1 for "first ... in N years" or "since Y", a since_previous of N
years or of a year Y (N-1 to N+1 where gold gives Y only, for the year is counted from publication). Recall = found /
records. Precision: of the COUNT claims in sentences with at least one such record, the share that agrees with one.
"""

import argparse
import json
import os
import re
import sys
from collections import defaultdict
from pathlib import Path
from typing import Any

from tasks.claims.context import SentenceContext
from tasks.claims.extract import contexts, read_layers
from tasks.claims.meeting import meeting_claims
from tasks.model import Claim
from tasks.settings import Rules, load
from tests.benchmarks.newsroom_dates import documents

MEETINGS = re.compile(r"meeting|visit|exchange|telephone|video conf|face-to-face|summit")
FIRSTS = re.compile(r"^(?:first|rank|deployments)$")


def group(value: dict[str, Any]) -> str | None:
    """Which table a gold value belongs to, or None where it is no count of ours."""
    words = f"{value.get('role')} {value.get('unit')}"
    if MEETINGS.search(words):
        return "meetings"
    return "firsts" if FIRSTS.match(str(value.get("role"))) else None


def agrees(claim: Claim, value: dict[str, Any]) -> bool:
    """Whether a claim says what a gold value says."""
    figure = claim.figure
    if figure is None:
        return False
    since, span = value.get("since"), value.get("span_years")
    if figure.role == "since_previous" and (since or span):
        year = int(str(since)[:4]) if since else None
        return (span is not None and figure.value == span) or (
            year is not None and claim.when is not None and abs(claim.when.start.year - year) <= (1 if not span else 0)
        )
    return bool(figure.value == value["low"])


def main() -> None:
    """Print recall and precision of both groups, and every miss on request."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", default=os.environ.get("BENCH_DATA", "../shared/data"))
    parser.add_argument("--misses", action="store_true")
    options = parser.parse_args()
    folder = Path(options.data).parent / "newsroom"
    if not (folder / "gold.jsonl").is_file():
        sys.exit(f"skipped: no {folder / 'gold.jsonl'}; give the folder of gold data with --data or BENCH_DATA")
    sources, rules = load().sources, Rules()
    pages = documents(folder, sources)
    records: dict[tuple[str, int, int], list[dict[str, Any]]] = defaultdict(list)
    for line in (folder / "gold.jsonl").read_text(encoding="utf-8").splitlines():
        record = json.loads(line)
        if record["kind"] == "count" and not record["perturbed"] and group(record["value"]):
            records[record["article"], record["start"], record["end"]].append(record)
    layers: dict[str, list[SentenceContext]] = {}
    counts: dict[str, list[int]] = {"meetings": [0, 0], "firsts": [0, 0]}
    right = claimed = 0
    misses: list[str] = []
    for (article, start, end), wanted in sorted(records.items()):
        if article not in layers:
            layers[article] = contexts(read_layers(pages[article], sources, rules), sources, rules)
        there = [
            claim
            for context in layers[article]
            if context.sentence.start < end and start < context.sentence.end
            for claim in meeting_claims(context)
        ]
        claimed += len(there)
        for record in wanted:
            tally = counts[group(record["value"]) or ""]
            tally[1] += 1
            if any(agrees(claim, record["value"]) for claim in there):
                tally[0] += 1
            else:
                misses.append(f"MISSED {article} {record['value']} in {record['sentence'][:260]}")
        for claim in there:
            fits = any(agrees(claim, record["value"]) for record in wanted)
            right += fits
            if not fits:
                misses.append(f"EXTRA {article} [{claim.text}] {claim.figure and claim.figure.value} {claim.happening}")
    for name, (found, total) in counts.items():
        print(f"{name}: recall {found}/{total} = {100 * found / max(1, total):.1f} %")
    print(f"precision on annotated sentences {right}/{claimed} = {100 * right / max(1, claimed):.1f} %")
    if options.misses:
        print("\n".join(misses))


if __name__ == "__main__":
    main()
