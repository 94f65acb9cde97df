"""Are two pages of one shooting or of two? How well the model of one_event.py tells, on shootings it was not fitted on.

    python -m tests.benchmarks.one_event [--data FOLDER] [--limit 200]

One pair is the first article of an incident with a page that the search finds for its tolls, in an archive of all the
incidents; copies of the article are left out. A pair is of one where the page belongs to the same incident. The first
200 incidents are those that fit_resemblance leaves out of the fit (its --measured), so that all of these are unseen.
Printed, for the likeness of words alone (events.py) and for the model: the area under the curve (how often a pair of
one scores above a pair of two), and the share of pairs of one that score above all but 1 % of the pairs of two.
"""

import argparse
import os
import sys
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from tasks import pipeline
from tasks.settings import Settings, load
from tasks.verdicts.events import event_likeness
from tasks.verdicts.one_event import OneEvent
from tests.benchmarks.gva_verdicts import document_of, library_of, sample, tolls
from tests.benchmarks.scoring import area

FALSE_SHARE = 0.01


class Pair(NamedTuple):
    """An article and a page found for it."""

    likeness: float
    odds: float
    is_one: bool


def pairs(path: Path, settings: Settings, limit: int) -> Iterator[Pair]:
    """The pairs of the first incidents of the file."""
    incidents = list(sample(path, limit))
    library = library_of(incidents, settings)
    for record in incidents:
        reading = pipeline.extract_claims(document_of(record["articles"][0], record["id"], settings), settings)
        counted = tuple(claim for claim in tolls(reading)[:3] if claim.figure and claim.figure.value > 1)
        if not counted:
            continue
        document = reading.document
        evidence = pipeline.gather_evidence(replace(reading, claims=counted), library)
        lineage = pipeline.trace_sources(document, evidence, settings)
        rarity = evidence.rarity.__getitem__
        events = event_likeness(document, evidence.documents, rarity)
        odds = OneEvent(document, evidence.documents, events, rarity)
        own = lineage.family_of(document.document_id)
        for key, held in evidence.documents.items():
            if lineage.family_of(key) != own:
                yield Pair(events[key], odds[key], held.source_id.startswith(f"{record['id']}/"))


def kept(scored: Sequence[tuple[float, bool]]) -> float:
    """The share of pairs of one that score above all but 1 % of the pairs of two."""
    others = sorted((score for score, is_one in scored if not is_one), reverse=True)
    ones = [score for score, is_one in scored if is_one]
    if not others or not ones:
        return 0.0
    limit = others[int(FALSE_SHARE * len(others))]
    return sum(score > limit for score in ones) / len(ones)


def main() -> None:
    """Pair, score, print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, default=Path(os.environ.get("BENCH_DATA", "../shared/data")))
    parser.add_argument("--limit", type=int, default=200, help="incidents; more than 200 were fitted on")
    options = parser.parse_args()
    path = options.data / "gva_multisource" / "dev.jsonl"
    if not path.is_file():
        sys.exit(f"skipped: no GVA set at {path}")
    found = list(pairs(path, load(), options.limit))
    print(f"{len(found)} pairs, {sum(pair.is_one for pair in found)} of one shooting")
    for name, scored in (
        ("likeness of words", [(pair.likeness, pair.is_one) for pair in found]),
        ("the model", [(pair.odds, pair.is_one) for pair in found]),
    ):
        print(f"{name:18} area under the curve {area(scored):.4f}; kept at 1 % false {kept(scored):.3f}")


if __name__ == "__main__":
    main()
