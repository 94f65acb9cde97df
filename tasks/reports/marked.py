"""A text cut into pieces at the places that are to be marked, for a page that shows them.

In: a text and spans. Out: pieces that together are the text, each with the marks that lie on it.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from tasks.reading.stems import stems

FIGURE, WORD = "figure", "word"
_WORD = re.compile(r"[^\W\d_]{2,40}")


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text; `marks` are the names of the spans that cover it, in the order given."""

    text: str
    marks: tuple[str, ...]
    start: int
    end: int


def pieces(text: str, spans: Iterable[tuple[int, int, str]], first: int = 0) -> tuple[Piece, ...]:
    """Cut `text`, which begins at offset `first`, at the ends of the spans (offsets as `first` counts them)."""
    last = first + len(text)
    inside = [
        (max(start, first), min(end, last), name) for start, end, name in spans if max(start, first) < min(end, last)
    ]
    begins: dict[int, list[int]] = {}
    ends: dict[int, list[int]] = {}
    for number, (start, end, _) in enumerate(inside):
        begins.setdefault(start, []).append(number)
        ends.setdefault(end, []).append(number)
    found: list[Piece] = []
    covering: set[int] = set()  # kept along the text: a paragraph of a thousand claims costs no million looks
    for start, end in pairwise(sorted({first, last, *begins, *ends})):
        covering.difference_update(ends.get(start, ()))
        covering.update(begins.get(start, ()))
        marks = tuple(inside[number][2] for number in sorted(covering))
        found.append(Piece(text[start - first : end - first], marks, start, end))
    return tuple(found)


def compared(passage: str, first: int, figure: tuple[int, int] | None, words_of: str) -> tuple[Piece, ...]:
    """A passage with the figure that was compared, and the words that it shares with the claim's sentence."""
    wanted = frozenset(stems(words_of))
    spans = [
        (first + match.start(), first + match.end(), WORD)
        for match in _WORD.finditer(passage)
        if not wanted.isdisjoint(_stems_of(match.group()))
    ]
    if figure is not None:
        spans = [span for span in spans if span[1] <= figure[0] or span[0] >= figure[1]]
        spans.append((*figure, FIGURE))
    return pieces(passage, _joined(spans, passage, first), first)


def _joined(spans: Sequence[tuple[int, int, str]], passage: str, first: int) -> list[tuple[int, int, str]]:
    """Neighbouring words that differ by blanks alone are one mark: a rash of marks reads badly."""
    joined: list[tuple[int, int, str]] = []
    for start, end, name in sorted(spans):
        if joined and joined[-1][2] == name == WORD and not passage[joined[-1][1] - first : start - first].strip():
            joined[-1] = (joined[-1][0], end, name)
        else:
            joined.append((start, end, name))
    return joined


@lru_cache(maxsize=20_000)
def _stems_of(word: str) -> frozenset[str]:
    return frozenset(stems(word))
