"""Furniture: what a page wraps around its prose, marked with its kind so that nobody checks it as if it were prose.

In: the text and, where known, its title. Out: typed spans in the order of the text. A headline that the text repeats
keeps its first copy; a dateline is marked while its sentence stays prose; a correction is kept for those who look for
withdrawn figures. Works on any page: the shapes are habits of the trade (line_shapes, signing_off, captions, bylines).
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from tasks.model import Furniture
from tasks.reading import headlines
from tasks.reading.agencies import is_wire
from tasks.reading.bylines import byline_at, whole_byline
from tasks.reading.captions import caption_of
from tasks.reading.datelines import dateline_of
from tasks.reading.line_shapes import kind_of_line
from tasks.reading.signing_off import MIN_PROSE_WORDS, first_signing_off, is_reporting_credit, kind_signing_off
from tasks.vocabulary import FurnitureKind

FIRST_PARAGRAPHS: Final = 5  # a standfirst or two may stand before the dateline
MAX_NAME_CHARS: Final = 40
MAX_CAPTIONS: Final = 30  # whose copies are looked for; a gallery repeats none
MIN_REPEATED_CHARS: Final = 25  # a caption repeated without its credit; shorter ones are chance

_SPEAKER = re.compile(r"[A-Z][A-Z .'’-]{2,40}:\s")
_COUNTER_HERE = re.compile(r"\s{0,3}[0-9]{1,6}(?=\s)(?:\s(?:comments?|shares?)\b)?", re.IGNORECASE)
# Credits that a page sets behind the last words of a paragraph.
_PAGE_NOTE = re.compile(
    r"(?<=[.!?”\"’])\s{1,3}(?:(?:Page|Site) (?:was )?(?:last )?(?:updated|generated|printed|modified)\b"
    r"|Cookies? policy).{0,160}$"
)
_END_CREDIT = re.compile(
    r"(?<=[.!?”\"’])\s{0,3}(?P<credit>[(\[](?i:additional |with )?"
    r"(?i:reporting|writing|editing|compiled|edited) by [^()\[\]]{2,300}[)\]]\.?)$"
)


@dataclass(slots=True)
class _Line:
    """A line that holds something: its text without blanks, its place, and what was found in it."""

    start: int
    text: str
    found: list[Furniture] = field(default_factory=list)
    is_headline: bool = False

    def mark(self, kind: FurnitureKind, start: int = 0, end: int | None = None) -> None:
        """Mark a stretch of the line, blanks around it left out."""
        end = len(self.text) if end is None else end
        while start < end and self.text[start].isspace():
            start += 1
        while start < end and self.text[end - 1].isspace():
            end -= 1
        if start < end:
            self.found.append(Furniture(self.start + start, self.start + end, kind))

    @property
    def is_marked(self) -> bool:
        """Whether it is the headline, or anything but a dateline was found in it."""
        return self.is_headline or any(part.kind is not FurnitureKind.DATELINE for part in self.found)


def find_furniture(text: str, title: str | None) -> tuple[Furniture, ...]:
    """Mark the stretches of a text that are not prose."""
    lines = list(_lines(text))
    _mark_headlines(lines, title)
    for line in lines:
        if not line.is_marked and (kind := kind_of_line(line.text)):
            if kind is FurnitureKind.COUNTER and len(lines) == 1:
                continue  # a page that is a number alone answers something
            line.mark(kind)
    _mark_end(lines)
    _mark_bylines(lines)
    _mark_bare_names(lines)
    _mark_captions(lines)
    # A second label of capitals and a colon makes both speakers of a transcript.
    labels = sum(_SPEAKER.match(line.text) is not None for line in lines)
    for number, line in enumerate(line for line in lines if not line.is_marked):
        _mark_inside(line, is_first=number < FIRST_PARAGRAPHS and not (labels > 1 and _SPEAKER.match(line.text)))
    return tuple(sorted((part for line in lines for part in line.found), key=lambda part: (part.start, part.end)))


def find_headline(text: str) -> str | None:
    """The headline of a text that came without one, or None. It stands above the dateline, if there is one."""
    above: list[str] = []
    for number, line in enumerate(_lines(text)):
        if number > headlines.TOP_LINES:
            break
        dateline = dateline_of(line.text)
        if dateline and not line.text[: dateline.end].rstrip().endswith(":"):  # a kicker opens headlines too
            above.append(line.text)
            break
        if not (kind_of_line(line.text) or whole_byline(line.text) or caption_of(line.text, in_signing_off=False)):
            above.append(line.text)
    return headlines.find_headline(above)


def _lines(text: str) -> Iterator[_Line]:
    at = 0
    for raw in text.splitlines(keepends=True):
        if bare := raw.strip():
            yield _Line(at + raw.index(bare), bare)
        at += len(raw)


def _mark_headlines(lines: list[_Line], title: str | None) -> None:
    """Mark each copy of the headline after the first, and what is glued to a copy."""
    if not title:
        return
    seen = False
    for line in lines[: headlines.TOP_LINES]:
        taken = headlines.taken_by(line.text, title)
        if not taken:
            continue
        junk = headlines.before(line.text)
        if junk and line.text[:junk].strip():
            line.mark(FurnitureKind.OTHER, 0, junk)
        if seen:
            line.mark(FurnitureKind.HEADLINE_COPY, junk, taken)
        seen = True
        line.is_headline = True
        _mark_glued(line, taken)


def _mark_glued(line: _Line, at: int) -> None:
    """After a headline in one line: a byline with its date, a comment counter, and then perhaps a caption."""
    rest = line.text[at:]
    blanks = len(rest) - len(rest.lstrip())
    if not rest.strip():
        return
    if byline := byline_at(line.text, at + blanks):
        line.mark(FurnitureKind.BYLINE, at + blanks, byline.end)
        at = byline.end
        if counter := _COUNTER_HERE.match(line.text, at):
            line.mark(FurnitureKind.COUNTER, at, counter.end())


def _mark_end(lines: list[_Line]) -> None:
    """Mark the credits with which the article signs off."""
    first = first_signing_off([line.text for line in lines], [line.is_marked for line in lines])
    for line in lines[first:]:
        if not line.is_marked and (kind := kind_signing_off(line.text)):
            line.mark(kind)
    for line in lines[len(lines) // 2 : first]:
        if not line.is_marked and is_reporting_credit(line.text):
            line.mark(FurnitureKind.REPORTING_CREDIT)


def _mark_bare_names(lines: list[_Line]) -> None:
    """A line that is nothing but an agency's name credits the words above the prose or below it, else a picture."""
    prose = [
        number for number, line in enumerate(lines) if not line.is_marked and len(line.text.split()) >= MIN_PROSE_WORDS
    ]
    for number, line in enumerate(lines):
        if not line.is_marked and len(line.text) <= MAX_NAME_CHARS and is_wire(line.text):
            is_inside = bool(prose) and prose[0] < number < prose[-1]
            line.mark(FurnitureKind.CAPTION if is_inside else FurnitureKind.SOURCE_TRAILER)


def _mark_bylines(lines: list[_Line]) -> None:
    for line in lines:
        if not line.is_marked and whole_byline(line.text):
            line.mark(FurnitureKind.BYLINE)


def _mark_captions(lines: list[_Line]) -> None:
    """Mark captions with a credit, then the same words where they stand again without it."""
    first = first_signing_off([line.text for line in lines], [line.is_marked for line in lines])
    words: list[str] = []
    for number, line in enumerate(lines):
        if line.is_marked:
            continue
        if caption := caption_of(line.text, in_signing_off=number >= first):
            line.mark(FurnitureKind.CAPTION)
            words.append(line.text[: caption.words_end].strip())
    for caption_words in words[:MAX_CAPTIONS]:
        if len(caption_words) < MIN_REPEATED_CHARS:
            continue
        for line in lines:
            at = line.text.find(caption_words)
            whole = at == 0 and len(line.text) == len(caption_words)
            glued = at > 0 and any(part.start >= line.start for part in line.found)
            if at >= 0 and (whole or glued) and not any(p.kind is FurnitureKind.CAPTION for p in line.found):
                line.mark(FurnitureKind.CAPTION, at, at + len(caption_words))


def _mark_inside(line: _Line, *, is_first: bool) -> None:
    """Mark a dateline at the start of prose, and credits and page notes behind its last words."""
    if dateline := dateline_of(line.text, is_first=is_first):
        line.mark(FurnitureKind.DATELINE, dateline.start, dateline.end)
    if credit := _END_CREDIT.search(line.text):
        line.mark(FurnitureKind.REPORTING_CREDIT, credit.start("credit"), credit.end())
    elif note := _PAGE_NOTE.search(line.text):
        line.mark(FurnitureKind.OTHER, note.start(), note.end())
