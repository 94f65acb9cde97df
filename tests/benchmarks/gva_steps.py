"""Of changed tolls that pass: how many could be caught at all, and which step let each of the others go.

    python -m tests.benchmarks.gva_steps [--data FOLDER] [--limit 200] [--skip 0] [--show STEP]

The questions are those of gva_verdicts: tolls of an article, changed by machine, whose printed number another article
of the incident states. By VERDICTS.md, sections 4 and 5, a changed number can be contradicted only by a page of its
own moment, or from the right side: a toll only grows, so a lower one that is printed later speaks against it, and a
higher one that was printed earlier; all else is an earlier or a later figure. So a question "could be caught" where a
page that prints the true number came out on the day of the article (by its printed date), or on that side of it; a page
without a date does not count. A swapped role could be caught on any day, for the number itself is what agrees. Caught
is as in gva_verdicts.
Of those that could be caught and were not, the step is that of the page (of those just named) that came furthest:
- not found: the search did not bring the page up for the claim;
- not compared: the page was left out as a whole, or its figure where the page prints ours too;
- gate NAME: the test of the same-figure gate that failed; likeness: too little that both share;
- set aside: the sentence that says why two figures that differ do not speak against each other;
- moved: taken for a figure of another moment; any other relation by its name;
- outweighed: the page contradicts, and the verdict is another.
"""

import argparse
import os
import re
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any
from unittest.mock import patch

from tasks import pipeline
from tasks.evidence.library import Library
from tasks.model import Claim, Document, Finding
from tasks.settings import Settings, load
from tasks.verdicts.page import compare_page
from tasks.vocabulary import Relation
from tests.benchmarks.gva_verdicts import (
    CAUGHT,
    CHANGES,
    document_of,
    is_printed,
    library_of,
    questions,
    sample,
    told_elsewhere,
)

NOT_FOUND, NOT_COMPARED, OUTWEIGHED = "not found", "not compared", "outweighed: a page contradicts"
SWAP = "role swapped"
SHOWN_CHARS = 72
_COUNTS = re.compile(r"one counts [^,]{1,80}, the other [^.]{1,80}")


@dataclass(frozen=True, slots=True)
class Outcome:
    """One question: whether it could be caught, was, and, where it could and was not, the step that let it go."""

    change: str
    claim: Claim
    could: bool
    caught: bool
    step: str | None


ByPage = dict[str, list[tuple[Claim, Finding]]]  # document id -> each claim there with its finding


@dataclass(slots=True)
class Compared:
    """What the program itself made of each page while it judged, by the claim that was asked."""

    found: dict[str, ByPage] = field(default_factory=dict)

    def __call__(self, ours: Any, page: Any, setting: Any) -> list[tuple[Claim, Finding]]:
        """Compare as asked, and keep the answer."""
        answer = compare_page(ours, page, setting)
        for side in page[:1]:
            self.found.setdefault(ours.claim.claim_id, {})[side.document.document_id] = answer
        return answer


def outcomes(record: dict[str, Any], library: Library, settings: Settings) -> Iterator[Outcome]:
    """Every question of one incident that another article states the number of."""
    document = document_of(record["articles"][0], record["id"], settings)
    reading = pipeline.extract_claims(document, settings)
    others = list(told_elsewhere(record, settings))
    for claim, asked in questions(reading, record["gold"]):
        pages = [page for page, told in others if any(is_printed(claim, other) for other in told)]
        if not pages:
            continue
        alone = replace(reading, claims=(claim,))
        evidence = pipeline.gather_evidence(alone, library)
        lineage = pipeline.trace_sources(document, evidence, settings)
        found = evidence.candidates[claim.claim_id]
        for change in CHANGES:
            if (one := asked.get(change)) is None:
                continue
            compared = Compared()
            with patch("tasks.verdicts.matching.compare_page", compared):
                held = replace(evidence, candidates={one.claim_id: found})
                verdict = pipeline.judge(replace(reading, claims=(one,)), held, lineage, settings).verdicts[0]
            speaking = [page for page in pages if change == SWAP or _may_contradict(claim, one, document, page)]
            caught, there = verdict.label in CAUGHT, compared.found.get(one.claim_id, {})
            step = None if caught or not speaking else max(_step(claim, page, there) for page in speaking)[1]
            yield Outcome(change, one, bool(speaking), caught, step)


def _may_contradict(true: Claim, changed: Claim, article: Document, page: Document) -> bool:
    """Whether the page is of the article's day, or of the side on which a toll that only grows speaks against it."""
    ours, theirs = article.civil_day, page.civil_day
    if ours is None or theirs is None or true.figure is None or changed.figure is None:
        return False
    is_higher = true.figure.value > changed.figure.value
    return theirs == ours or (theirs < ours if is_higher else theirs > ours)


def _step(claim: Claim, page: Document, compared: ByPage) -> tuple[int, str]:
    """How far the page's figure came, and the step at which it stopped."""
    if page.document_id not in compared:
        return 0, NOT_FOUND
    findings = [finding for theirs, finding in compared[page.document_id] if is_printed(claim, theirs)]
    return max((named(finding) for finding in findings), default=(1, NOT_COMPARED))


def named(finding: Finding) -> tuple[int, str]:
    """How far a comparison came, and the step at which it stopped."""
    if finding.relation is Relation.CONTRADICTS:
        return 6, OUTWEIGHED
    if finding.relation in {Relation.EARLIER_FIGURE, Relation.LATER_FIGURE}:
        return 5, f"moved: {finding.relation}"
    if finding.relation is not Relation.UNRELATED:
        return 4, str(finding.relation)
    if finding.gate == "likeness" and "words by weight" in finding.detail:
        return 3, "likeness"
    if finding.gate and finding.gate != "likeness" and finding.detail.startswith("Not the same figure"):
        return 2, f"gate {finding.gate}"
    detail = _COUNTS.sub("one counts X, the other Y", re.sub(r"[0-9][0-9,.]*", "N", finding.detail))
    return 3, f"set aside: {detail}"


def table(told: Sequence[Outcome]) -> str:
    """One line a change, then one line a step."""
    lines = [f"{'':14}{'asked':>8}{'could be':>10}{'caught':>8}{'of those that could':>21}"]
    for change in (*CHANGES, "all"):
        rows = [one for one in told if change in {one.change, "all"}]
        could = [one for one in rows if one.could]
        caught = sum(one.caught for one in could)
        share = f"{caught} ({100 * caught / len(could):.0f} %)" if could else "-"
        lines.append(f"{change:14}{len(rows):8}{len(could):10}{sum(one.caught for one in rows):8}{share:>21}")
    steps = Counter(one.step for one in told if one.step)
    lines.append(f"\nsteps that let go of {sum(steps.values())}:")
    for step, count in sorted(steps.items(), key=lambda item: (-item[1], item[0])):
        parts = Counter(one.change for one in told if one.step == step)
        lines.append(
            f"{count:4}  {step[:SHOWN_CHARS]:{SHOWN_CHARS}}  " + ", ".join(f"{c} {n}" for c, n in parts.items())
        )
    return "\n".join(lines)


def main() -> None:
    """Judge and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, default=Path(os.environ.get("BENCH_DATA", "../shared/data")))
    parser.add_argument("--limit", type=int, default=200, help="incidents")
    parser.add_argument("--skip", type=int, default=0, help="incidents of the file's beginning that are left out")
    parser.add_argument("--show", help="also print the claims that this step let go")
    options = parser.parse_args()
    path = options.data / "gva_multisource" / "dev.jsonl"
    if not path.is_file():
        sys.exit(f"skipped: no GVA set at {path}")
    settings = load()
    incidents = list(sample(path, options.skip + options.limit))[options.skip :]
    library = library_of(incidents, settings)
    told = [one for record in incidents for one in outcomes(record, library, settings)]
    print(table(told))
    for one in told:
        if options.show and one.step and one.step.startswith(options.show):
            print(f"\n[{one.change}] {one.claim.sentence}")


if __name__ == "__main__":
    main()
