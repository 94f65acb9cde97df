"""How alike two clauses are: the words around two figures, weighted by rarity.

In: claims and the rarity of each stem in the reference collection. Out: numbers from 0 to 1. Likeness opens or shuts
the same-figure gate; it never decides whether two figures agree.
"""

import re
from collections.abc import Callable, Iterator
from functools import lru_cache
from itertools import takewhile
from typing import NamedTuple

from tasks.claims.number_words import PLURAL_SCALES, SCALES, TENS, UNITS
from tasks.model import Claim
from tasks.reading.stems import stems

Rarity = Callable[[str], float]  # stem -> inverse document frequency, > 0


class Alike(NamedTuple):
    """How alike two articles are: the words of both (0 to 1), and the log-odds of one happening where it was asked."""

    event: float
    odds: float | None = None


FRAME_CHARS = 100  # about sixteen words on either side of a figure
BESIDE_WORDS = 4
# What a row of a bulletin calls its numbers: "Net profit: EUR 84m", "M. Dekker: 18 years, fine of 240,000".
_ROW_LABEL = re.compile(r"([A-Z][^:;\n]{2,90}):\s{0,3}(?:[$€£¥]|[A-Z]{3} ?)?\d")
# What follows a number of a row is the label of the next: "library 2.4m, swimming pool 6.1m".
_IN_ROW = re.compile(r"[,;] (?:[^\W\d][\w’'-]* ){1,4}\W?\d")
_CLAUSE_END = re.compile(r"[;:—“”\"()]|, (?:and|but|while|whereas) |\. ")


# A number in words is a number: "thirty-one houses" has the words of "31 houses".
_NUMBER_STEMS = frozenset(stems(" ".join((*UNITS, *TENS, *SCALES, *PLURAL_SCALES))))
Clause = tuple[str, str, str]  # the words before a claim in its clause, its own words, and the words after


def frame(words: Clause) -> frozenset[str]:
    """The stems of the clause around a claim: what the figure is said to count."""
    return frozenset(stems(" ".join(words))) - _NUMBER_STEMS


def beside(words: Clause) -> frozenset[str]:
    """The stems of a figure's own words and of the nearest words on either side."""
    before, own, after = words
    following = "" if _IN_ROW.match(after) else after
    near = " ".join((*_up_to_number(before.split()[::-1]), own, *_up_to_number(following.split())))
    return frozenset(stems(near)) - _NUMBER_STEMS


def _up_to_number(words: list[str]) -> Iterator[str]:
    """The nearest words, up to another number: in "winners 3.6m, losers 1.8m" the winners stand by the first alone."""
    return takewhile(lambda word: not any(char.isdigit() for char in word), words[:BESIDE_WORDS])


def clause(claim: Claim) -> Clause:
    """The words before a claim in its clause, its own words, and the words after."""
    start, end = claim.start - claim.sentence_start, claim.end - claim.sentence_start
    before = claim.sentence[max(0, start - FRAME_CHARS) : start]
    after = claim.sentence[end : end + FRAME_CHARS]
    cuts = [match.end() for match in _CLAUSE_END.finditer(before)]
    before = before[cuts[-1] :] if cuts else before
    if cuts and (label := row_label(claim)) and start > len(label):
        before = f"{label} {before}"
    cut = _CLAUSE_END.search(after)
    after = after[: cut.start()] if cut else after
    return before, claim.sentence[start:end], after


def row_label(claim: Claim) -> str:
    """What the row that a claim stands in calls its numbers, "" where it stands in no row."""
    return _label_of(claim.sentence)


@lru_cache(maxsize=8_192)
def _label_of(sentence: str) -> str:
    found = _ROW_LABEL.match(sentence)
    return found.group(1) if found else ""


def in_one_word(found: frozenset[str], lines: tuple[tuple[str, ...], ...]) -> frozenset[str]:
    """Stems with other words for one thing told in one: gutted houses and burned homes are alike."""
    table = _first_of_line(lines)
    return frozenset(table.get(stem, stem) for stem in found)


@lru_cache(maxsize=8)
def _first_of_line(lines: tuple[tuple[str, ...], ...]) -> dict[str, str]:
    """Stem -> the stem of the first word of the first line that it stands in."""
    table: dict[str, str] = {}
    for line in lines:
        first = stems(line[0])
        for word in line:
            found = stems(word)
            if len(found) == 1 == len(first):
                table.setdefault(found[0], table.get(first[0], first[0]))
    return table


def overlap(left: frozenset[str], right: frozenset[str], rarity: Rarity) -> float:
    """The rarity-weighted share of the smaller frame that the other holds."""
    both = left & right
    if not both:
        return 0.0
    shared = sum(rarity(stem) for stem in sorted(both))
    smaller = min(sum(rarity(stem) for stem in sorted(side)) for side in (left, right))
    return shared / smaller if smaller else 0.0
