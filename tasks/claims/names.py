"""Names in a text, and who a short form stands for: "Kim" is Kim Jong Un where the article named him so.

In: a document. Out: its names in order, each with its place and kind, and the `Cast`, which gives the fullest form
that the document itself prints for a short one ("Lim" -> "Lim Eul-chul", "NTSB" -> "National Transportation Safety
Board"). Refuses: a capital that only opens a sentence, weekdays and months, and the words of a Headline Set In
Capitals.
"""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from dataclasses import dataclass
from functools import lru_cache

from tasks.claims.name_runs import Name, names_of_line
from tasks.claims.words import STOP_WORDS, Word, document_words, in_capitals
from tasks.model import Document

__all__ = ["Cast", "Name", "cast"]

HEADLINE_SHARE = 0.6  # of a line's longer words capitalised: set as a title, so capitals tell nothing
HEADLINE_MAX_WORDS = 25
HEADLINE_MIN_WORDS = 3
HEADLINE_WORD_CHARS = 4  # shorter words stay lower case in a title


@dataclass(frozen=True, slots=True)
class Cast:
    """The names of one document in order of place, and the fullest form of each word or initials that shortens one."""

    names: tuple[Name, ...]
    starts: tuple[int, ...]
    by_part: dict[str, tuple[tuple[int, str, str], ...]]  # lower-cased part -> (place, fullest form, kind)

    def between(self, start: int, end: int) -> tuple[Name, ...]:
        """The names that begin in a stretch of the document."""
        return self.names[bisect_left(self.starts, start) : bisect_left(self.starts, end)]

    def fullest(self, text: str, place: int) -> str:
        """The fullest form of a name printed at `place`: of those it may shorten, the last before it."""
        held = self.by_part.get(text.lower())
        if not held:
            return text
        position = bisect_right(held, place, key=lambda entry: entry[0])
        return held[max(0, position - 1)][1]

    def kind_of(self, text: str) -> str:
        """What the document's fullest form of this name is."""
        held = self.by_part.get(text.lower())
        return held[-1][2] if held else "name"


@lru_cache(maxsize=4)
def cast(document: Document) -> Cast:
    """Read the names of a document once, for every layer that asks."""
    cut, _ = document_words(document.text)
    if in_capitals(document.text):
        return Cast((), (), {})
    found: list[tuple[Name, bool]] = []
    for line in _lines(document.text, cut):
        if not _set_as_title(line):
            found.extend(names_of_line(line))
    known = {part for name, opens in found if not opens or " " in name.text for part in name.text.split()}
    # One capital at the head of a sentence is a name only if it is met as one elsewhere.
    names = tuple(name for name, opens in found if not opens or " " in name.text or name.text in known)
    parts = _by_part(names)
    names = tuple(piece for name in names for piece in _apart(name, parts))
    return Cast(names, tuple(name.start for name in names), parts)


def _apart(name: Name, parts: dict[str, tuple[tuple[int, str, str], ...]]) -> list[Name]:
    """Cut "Beijing Kim" of "In Beijing Kim met" where Kim is known by another full name."""
    if name.kind != "place" or " " not in name.text:
        return [name]
    place, last = name.text.rsplit(" ", 1)
    if not any(place not in full and full != name.text for _, full, _ in parts.get(last.lower(), ())):
        return [name]
    start = name.end - len(last)
    return [Name(name.start, name.start + len(place), place, "place"), Name(start, name.end, last, "name")]


def _lines(text: str, cut: list[Word]) -> list[list[Word]]:
    """Words line by line: no name runs over the end of a line."""
    lines: list[list[Word]] = [[]]
    last = 0
    for word in cut:
        if lines[-1] and "\n" in text[last : word.start]:
            lines.append([])
        lines[-1].append(word)
        last = word.end
    return lines


def _set_as_title(line: list[Word]) -> bool:
    """Whether a line is a headline in title case or all capitals."""
    if len(line) > HEADLINE_MAX_WORDS or (line and line[-1].text in {".", "”", '"', "?"}):
        return False
    longer = [word.text for word in line[1:] if len(word.text) >= HEADLINE_WORD_CHARS and word.text[0].isalpha()]
    return len(longer) >= HEADLINE_MIN_WORDS and sum(text[0].isupper() for text in longer) > HEADLINE_SHARE * len(
        longer
    )


def _by_part(names: tuple[Name, ...]) -> dict[str, tuple[tuple[int, str, str], ...]]:
    """Let the first and last word of a person, and the initials of a body, lead to the full name."""
    parts: dict[str, list[tuple[int, str, str]]] = defaultdict(list)
    for name in names:
        split = name.text.split()
        if len(split) == 1:
            continue
        entry = (name.start, name.text, name.kind)
        shorter = {split[0].lower(), split[-1].lower()} if name.kind in {"person", "name"} else set()
        if name.kind == "body":
            shorter.add("".join(part[0] for part in split if part[0].isupper()).lower())
        for short in sorted(shorter - STOP_WORDS):
            parts[short].append(entry)
    return {short: tuple(held) for short, held in parts.items()}
