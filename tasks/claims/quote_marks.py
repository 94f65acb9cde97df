"""Stretches between quotation marks, with the marks of every usual style and quotes that run over paragraphs.

In: a text. Out: `Quoted` stretches in order, never nested. A paragraph that opens a quotation and does not close it
runs on into the next if that one opens with a mark again (the printers' rule for long speech); the parts are then
one speech. Single marks count only where the text hardly uses double ones (the British style); an apostrophe is no
mark. Refuses: a mark left open in the middle of a paragraph whose follower does not open with one (a misprint).
"""

import re
from functools import lru_cache
from typing import NamedTuple

_PARAGRAPH = re.compile(r"[^\n]+")
_DOUBLE = re.compile(r"[“”„«»\"]|''|``|‘‘|’’")
_SINGLE = re.compile(r"[‘’']")
_OPENERS = frozenset({"“", "„", "«", "``", "‘‘"})
_CLOSERS = frozenset({"”", "»", "’’"})
MAX_QUOTE_CHARS = 3_000


class Quoted(NamedTuple):
    """Words between marks: `start`..`end` with the marks, `inner_*` without; `runs_on`: the next one continues it."""

    start: int
    end: int
    inner_start: int
    inner_end: int
    runs_on: bool


@lru_cache(maxsize=4)
def quoted(text: str) -> tuple[Quoted, ...]:
    """All quoted stretches of a text."""
    pattern = _DOUBLE
    if "‘" in text and len(_DOUBLE.findall(text)) <= 1:
        pattern = _SINGLE
    found: list[Quoted] = []
    paragraphs = [(hit.start(), hit.end()) for hit in _PARAGRAPH.finditer(text)]
    for position, (start, end) in enumerate(paragraphs):
        follower = text[paragraphs[position + 1][0] :][:2] if position + 1 < len(paragraphs) else ""
        found.extend(_of_paragraph(text, start, end, pattern, follows=bool(pattern.match(follower))))
    return tuple(found)


def _of_paragraph(text: str, start: int, end: int, pattern: re.Pattern[str], *, follows: bool) -> list[Quoted]:
    found: list[Quoted] = []
    opened: tuple[int, int] | None = None
    for hit in pattern.finditer(text, start, end):
        if opened is None:
            if _opens(text, hit, start):
                opened = hit.span()
        elif _closes(text, hit, pattern):
            if hit.end() - opened[0] <= MAX_QUOTE_CHARS and hit.start() > opened[1]:
                found.append(Quoted(opened[0], hit.end(), opened[1], hit.start(), runs_on=False))
            opened = None
        elif hit.group() in _OPENERS and text[max(start, hit.start() - 1)].isspace():
            opened = hit.span()  # the first mark was never closed
    if opened is not None and follows and opened[1] < end <= opened[0] + MAX_QUOTE_CHARS:
        found.append(Quoted(opened[0], end, opened[1], end, runs_on=True))
    return found


def _opens(text: str, hit: re.Match[str], start: int) -> bool:
    mark = hit.group()
    if mark in _OPENERS:
        return True
    if mark in _CLOSERS or (mark == "’" and _is_apostrophe(text, hit)):
        return False
    before = text[hit.start() - 1] if hit.start() > start else " "
    after = text[hit.end()] if hit.end() < len(text) else " "
    return not before.isalnum() and not after.isspace()


def _closes(text: str, hit: re.Match[str], pattern: re.Pattern[str]) -> bool:
    mark = hit.group()
    if mark in _OPENERS:
        return False
    if pattern is _SINGLE:
        return not _is_apostrophe(text, hit)
    if mark in _CLOSERS:
        return True
    before = text[hit.start() - 1] if hit.start() else " "
    after = text[hit.end()] if hit.end() < len(text) else " "
    return not before.isspace() or not after.isalnum()


def _is_apostrophe(text: str, hit: re.Match[str]) -> bool:
    """Whether a single mark stands inside a word ("don't") or after a plural's s before a word ("officials' view")."""
    before = text[hit.start() - 1] if hit.start() else " "
    after = text[hit.end()] if hit.end() < len(text) else " "
    return before.isalnum() and (after.isalnum() or (before == "s" and after == " "))
