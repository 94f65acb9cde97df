"""Of changed figures, days and words that pass without an alarm: which step let each of them go.

    python -m tests.benchmarks.newsroom_steps [--newsroom FOLDER] [--show STEP]

The questions are the perturbed records of a set in the form of the newsroom (newsroom_verdicts), by default those of
`tests/samples/briefs`; never a blind set, for what it prints is read. Caught: the verdict is refuted or conflicting. Of
the others:
- not read: no claim of the changed sentence has the record's value;
- not checked CAUSE: the claim is no fact by VERDICTS.md (forecast, opinion, ...);
- called supported: another page prints the changed value of something else;
- not found, or shut: the search brought up none of the pages that gold names against it, or no gate of them can open;
- their number not read: no claim of theirs has what the article printed before the change;
- the rest as in gva_steps: the step of the page that came furthest.
"""

import argparse
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from unittest.mock import patch

from tasks import pipeline
from tasks.model import Claim, Verification
from tasks.settings import Settings, load
from tasks.verdicts.measures import in_unit_of
from tests.benchmarks.gva_steps import Compared, named
from tests.benchmarks.newsroom_verdicts import document_of, library_of, read_set, scored_in, with_change

CAUGHT = "caught"
NOT_READ, SUPPORTED, SHUT, UNREAD_THERE = "not read", "called supported", "not found, or shut", "their number not read"
SAMPLE = Path(__file__).resolve().parents[1] / "samples" / "briefs"
SHOWN_CHARS = 76


@dataclass(frozen=True, slots=True)
class Passed:
    """One changed record with the step that let it go, or CAUGHT."""

    record: dict[str, Any]
    step: str


def steps(pages: Sequence[dict[str, Any]], gold: Sequence[dict[str, Any]], settings: Settings) -> Iterator[Passed]:
    """Judge each changed article as newsroom_verdicts does, and follow what became of the pages against it."""
    raw = {page["id"]: page for page in pages}
    library = library_of(pages, settings)
    for record in gold:
        if not record["perturbed"]:
            continue
        page = raw[record["article"]]
        printed = [claim for claim in _read(page, settings) if _within(claim, record["start"], record["end"])]
        compared = Compared()
        with patch("tasks.verdicts.matching.compare_page", compared):
            verification = pipeline.verify(document_of(with_change(page, record), settings), library, settings)
        yield Passed(record, _step(record, verification, printed, compared))


def _read(page: dict[str, Any], settings: Settings) -> tuple[Claim, ...]:
    return pipeline.extract_claims(document_of(page, settings), settings).claims


def _within(claim: Claim, start: int, end: int) -> bool:
    return claim.start < end and claim.end > start


def _step(record: dict[str, Any], told: Verification, printed: Sequence[Claim], compared: Compared) -> str:
    scored = scored_in(record, told)
    if scored.claim is None:
        return NOT_READ
    if scored.said in {"refuted", "conflicting"}:
        return CAUGHT
    if scored.said == "supported":
        return SUPPORTED
    if scored.claim.not_checkable is not None:
        return f"not checked {scored.claim.not_checkable}"
    end = record["start"] + len(record["sentence"])
    there = [claim for claim in told.claims if _within(claim, record["start"], end)]
    before = [claim for claim in printed if not any(_one(claim, other) for other in there)]
    return _furthest(record, scored.claim, before, compared, told)


def _furthest(
    record: dict[str, Any], ours: Claim, before: Sequence[Claim], compared: Compared, told: Verification
) -> str:
    """The step of the page, of those that gold names, that came furthest with what stood there before the change."""
    against = {document.document_id for document in told.cited if document.source_id in record["contradicting"]}
    held = [found for page, found in compared.found.get(ours.claim_id, {}).items() if page in against]
    if not any(held):
        return SHUT
    findings = [finding for found in held for theirs, finding in found if any(_one(theirs, one) for one in before)]
    kind = "" if ours.figure else f"{ours.kind}: "
    return f"{kind}{max(map(named, findings))[1]}" if findings else f"{kind}{UNREAD_THERE}"


def _one(left: Claim, right: Claim) -> bool:
    """Whether two claims print one value."""
    if left.figure and right.figure:
        theirs = in_unit_of(left.figure, right.figure).value
        return abs(theirs - right.figure.value) <= 1e-9 * max(1.0, abs(theirs))
    if left.when and right.when and not (left.figure or right.figure):
        return (left.when.start, left.when.end, left.when.clock) == (right.when.start, right.when.end, right.when.clock)
    return bool(left.quote and right.quote) and left.quote == right.quote


def table(told: Sequence[Passed]) -> str:
    """One line a step, the most frequent first, with what the changed claims were of."""
    lines = [f"{sum(one.step == CAUGHT for one in told)} of {len(told)} caught; the others:"]
    steps_of = Counter(one.step for one in told if one.step != CAUGHT)
    for step, count in sorted(steps_of.items(), key=lambda item: (-item[1], item[0])):
        kinds = Counter(one.record["kind"] for one in told if one.step == step)
        lines.append(
            f"{count:4}  {step[:SHOWN_CHARS]:{SHOWN_CHARS}}  "
            + ", ".join(f"{kind} {number}" for kind, number in sorted(kinds.items()))
        )
    return "\n".join(lines)


def main() -> None:
    """Judge and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--newsroom", type=Path, default=SAMPLE)
    parser.add_argument("--show", help="also print the records that this step let go")
    options = parser.parse_args()
    if not (options.newsroom / "gold.jsonl").is_file():
        sys.exit(f"skipped: no set at {options.newsroom}")
    told = list(steps(*read_set(options.newsroom), load()))
    print(table(told))
    for one in told:
        if options.show and one.step.startswith(options.show):
            print(f"\n{one.record['id']} ({one.record['change']})\n  {one.record['sentence']}")


if __name__ == "__main__":
    main()
