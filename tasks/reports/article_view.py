"""The article as the report page shows it: paragraph by paragraph, each with the claims that stand in it.

In: a document and the views of its claims. Out: rows of text pieces (with the number of the claim whose mark lies on
them) and of claims to set beside them.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from tasks.model import Document
from tasks.reports.claim_view import ClaimView
from tasks.reports.marked import Piece, pieces
from tasks.reports.verdict_words import VERDICTS, Shown

FURNITURE = "furniture"
_Span = tuple[int, int, str]
_PARAGRAPH = re.compile(r"[^\n]+")
_GRAVITY = [shown.style for shown in VERDICTS.values()]


@dataclass(frozen=True, slots=True)
class Stretch:
    """A piece of a paragraph: marked by a claim or not, and the claims that end behind it."""

    text: str
    shown: Shown | None
    is_furniture: bool
    ending: tuple[ClaimView, ...]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph and the claims that begin in it."""

    stretches: tuple[Stretch, ...]
    claims: tuple[ClaimView, ...]

    @property
    def is_furniture(self) -> bool:
        """Whether all of it is no prose: a byline, a counter, a trailer."""
        return all(stretch.is_furniture or not stretch.text.strip() for stretch in self.stretches)


def paragraphs(document: Document, claims: Sequence[ClaimView]) -> tuple[Paragraph, ...]:
    """The whole text, nothing left out."""
    return tuple(_paragraphs(document, claims))


def _paragraphs(document: Document, claims: Sequence[ClaimView]) -> Iterator[Paragraph]:
    by_key = {claim.key: claim for claim in claims}
    spans = [(piece.start, piece.end, FURNITURE) for piece in document.furniture]
    spans += [(claim.start, claim.end, claim.key) for claim in claims]
    found = [match.span() for match in _PARAGRAPH.finditer(document.text)]
    on_paragraph = _shared_out(spans, found)
    for number, (start, end) in enumerate(found):
        text = document.text[start:end]
        cut = pieces(text, on_paragraph.get(number, ()), start)
        beginning = [name for begins, _, name in on_paragraph.get(number, ()) if start <= begins and name in by_key]
        yield Paragraph(
            tuple(_stretch(piece, by_key) for piece in cut),
            tuple(by_key[key] for key in beginning),
        )


def _shared_out(spans: Sequence[_Span], paragraphs: Sequence[tuple[int, int]]) -> dict[int, list[_Span]]:
    """The spans by the number of each paragraph that they lie on."""
    ends = [end for _, end in paragraphs]
    found: dict[int, list[_Span]] = {}
    for span in spans:
        number = bisect_right(ends, span[0])
        while number < len(paragraphs) and paragraphs[number][0] < span[1]:
            found.setdefault(number, []).append(span)
            number += 1
    return found


def _stretch(piece: Piece, by_key: Mapping[str, ClaimView]) -> Stretch:
    covering = [by_key[mark] for mark in piece.marks if mark in by_key]
    return Stretch(
        piece.text,
        min((claim.shown for claim in covering), key=lambda shown: _GRAVITY.index(shown.style), default=None),
        FURNITURE in piece.marks,
        tuple(claim for claim in covering if claim.end == piece.end),
    )
