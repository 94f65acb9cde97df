"""Scores of figures, defined once: sets of (what happened, number) against gold sets, and shares of exact matches.

`Tally` counts matches: precision = right / found, recall = right / wanted, F1 their harmonic mean; 0 where undefined.
`share` is right / asked. `figures` reads an article as the program does, without store, search or network.
"""

import argparse
import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from tasks.claims.casualty import casualty_claims
from tasks.claims.context import Reading, SentenceContext
from tasks.claims.numbers import numbers
from tasks.claims.quantity import quantity_claims
from tasks.model import Anchors, Claim, Document, Published, Sentence
from tasks.reading.sentences import sentences
from tasks.settings import Rules, Sources
from tasks.vocabulary import Precision

DEFAULT_DATA = Path(__file__).resolve().parents[3] / "shared" / "data"
_RULES, _SOURCES = Rules(), Sources()


def area(pairs: Iterable[tuple[float, bool]]) -> float:
    """Area under the curve: how often a pair that is one scores above a pair that is not; equal scores count half."""
    by_score: dict[float, list[int]] = {}
    for score, is_one in pairs:
        by_score.setdefault(score, [0, 0])[is_one] += 1
    below = won = ones = 0.0
    for score in sorted(by_score):
        others, same = by_score[score]
        won += same * (below + others / 2)
        below, ones = below + others, ones + same
    return won / (below * ones) if below and ones else 0.5


@dataclass
class Tally:
    """Matches counted: `right` of `found`, `right` of `wanted`."""

    right: int = 0
    found: int = 0
    wanted: int = 0

    def add(self, found: set, wanted: set) -> None:
        """Count one document: what is in both sets is right."""
        self.right += len(found & wanted)
        self.found += len(found)
        self.wanted += len(wanted)

    @property
    def precision(self) -> float:
        return self.right / self.found if self.found else 0.0

    @property
    def recall(self) -> float:
        return self.right / self.wanted if self.wanted else 0.0

    @property
    def f1(self) -> float:
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0

    def row(self) -> str:
        """P, R, F1 in per cent, then the counts."""
        return (
            f"P {100 * self.precision:5.1f}  R {100 * self.recall:5.1f}  F1 {100 * self.f1:5.1f}"
            f"   ({self.right} right, {self.found} found, {self.wanted} wanted)"
        )


def share(right: int, asked: int) -> str:
    """A share in per cent with its counts."""
    return f"{100 * right / asked if asked else 0:5.1f} %  ({right} of {asked})"


def arguments(description: str, pack: str) -> tuple[argparse.Namespace, Path | None]:
    """Options of every figure benchmark, and the file of its pack (None, with a message, where that is absent)."""
    parser = argparse.ArgumentParser(description=description)
    parser.add_argument("--data", type=Path, default=Path(os.environ.get("BENCH_DATA", DEFAULT_DATA)))
    parser.add_argument("--misses", type=int, default=0, help="print so many misses")
    parser.add_argument("--limit", type=int, default=0, help="read only so many records")
    options = parser.parse_args()
    path = options.data / pack
    if not path.exists():
        print(f"{path} is not here; give the folder of the gold data with --data or BENCH_DATA")
        return options, None
    return options, path


def claims_of(text: str, *, with_quantities: bool = False, published: str | None = None) -> list[Claim]:
    """Every figure claim of a text, by the readers of the program on sentences alone; `published` is an ISO day."""
    document = document_of(text, published)
    return list(_claims(document, sentences(document), with_quantities=with_quantities))


def document_of(text: str, published: str | None = None) -> Document:
    """A text as a document, with the day on which it came out where that is known."""
    day = datetime.fromisoformat(published).replace(tzinfo=UTC) if published else None
    when = Published(day, Precision.DAY, "given", published or "") if day else None
    return Document(document_id="d", source_id="d", text=text, published=when)


def _claims(document: Document, prose: tuple[Sentence, ...], *, with_quantities: bool) -> Iterator[Claim]:
    read = tuple(number for s in prose for number in numbers(s.text, s.start, _RULES))
    reading = Reading(document=document, sentences=prose, numbers=read, timexes=(), attributions=())
    for sentence in prose:
        context = SentenceContext(
            reading=reading,
            sentence=sentence,
            numbers=tuple(n for n in read if sentence.start <= n.start and n.end <= sentence.end),
            timexes=(),
            attributions=(),
            anchors=Anchors(),
            not_checkable=None,
            rules=_RULES,
            sources=_SOURCES,
        )
        people = casualty_claims(context)
        yield from people
        if with_quantities:
            spans = {(c.start, c.figure.value) for c in people if c.figure}
            yield from (c for c in quantity_claims(context) if c.figure and (c.start, c.figure.value) not in spans)


def stated(claims: Iterable[Claim], roles: Iterable[str], *, with_vague: bool = False) -> list[Claim]:
    """The printed figures of these roles: neither derived, denied, zero nor (unless asked) vague."""
    wanted = set(roles)
    return [
        claim
        for claim in claims
        if claim.figure
        and claim.figure.role in wanted
        and claim.figure.derived_from is None
        and claim.figure.value > 0
        and (with_vague or claim.figure.hedge.value != "vague")
        and not claim.is_negated
    ]
