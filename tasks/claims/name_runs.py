"""Runs of capitals in a line of text, read as names: where they begin and end, and whether of a person, body or place.

In: the words of one line. Out: `Name`s in order, each with whether it opens a sentence. Titles and descriptions are
taken off and kept beside the name ("Prime Minister Fumio Kishida"; "the Jacksonville Sheriff's Office" stays whole).
"""

from dataclasses import dataclass
from itertools import pairwise

from tasks.claims.descriptions import described_as
from tasks.claims.name_words import (
    CALENDAR,
    NAME_PARTICLES,
    NATIONALITIES_END,
    NOT_NAMES,
    ORGANISATION_WORDS,
    PERSON_TITLES,
    PLACE_PREPOSITIONS,
    PLACE_WORDS,
    SENTENCE_OPENERS,
)
from tasks.claims.words import STOP_WORDS, Word

MAX_NAME_WORDS = 9
MAX_PARTICLES = 3
INITIALS_CHARS = range(2, 7)
PERSON_WORDS = range(2, 4)
_OPENING_MARKS = frozenset({".", "!", "?", ":", "“", '"', "‘", "—", "–", "•", "(", "…"})
_SHORTENED = PERSON_TITLES | {"jr", "sr", "st"} | frozenset("abcdefghijklmnopqrstuvwxyz")


@dataclass(frozen=True, slots=True)
class Name:
    """A name as printed, without its title. `kind` is person, body, place or name (cannot tell)."""

    start: int
    end: int
    text: str
    kind: str
    title: str = ""


def names_of_line(line: list[Word]) -> list[tuple[Name, bool]]:
    """The names of a line, each with whether it opens a sentence."""
    found: list[tuple[Name, bool]] = []
    position = 0
    while position < len(line):
        if _may_begin(line, position):
            end = _end_of_run(line, position)
            opens = _opens(line, position)
            found.extend((name, opens and name.start == line[position].start) for name in _cut(line, position, end))
            position = end
        else:
            position += 1
    return found


def _may_begin(line: list[Word], position: int) -> bool:
    word = line[position]
    if not word.text[0].isupper() or word.lower in CALENDAR or word.lower in NOT_NAMES:
        return False
    return not (_opens(line, position) and (word.lower in STOP_WORDS or word.lower in SENTENCE_OPENERS))


def _opens(line: list[Word], position: int) -> bool:
    return position == 0 or line[position - 1].text in _OPENING_MARKS


def _end_of_run(line: list[Word], position: int) -> int:
    """One past the last word of the run of capitals that begins here; a particle counts if a capital follows it."""
    end = position + 1
    while end < len(line) and end - position < MAX_NAME_WORDS:
        word = line[end]
        if _goes_on(word, line[end - 1]):
            end += 1
        elif (beyond := max(_past_particles(line, end), _past_possessive(line, end))) > end:
            end = beyond
        else:
            break
    return end


def _past_particles(line: list[Word], end: int) -> int:
    """Past "of", "von der" and the capital after them; `end` itself where they lead to none."""
    for ahead in range(end, min(len(line), end + MAX_PARTICLES + 1)):
        word = line[ahead]
        if word.lower not in NAME_PARTICLES:
            leads = ahead > end and word.text[0].isupper() and word.lower not in CALENDAR
            return ahead + 1 if leads else end
    return end


def _past_possessive(line: list[Word], end: int) -> int:
    """Past "'s Office" in "the Jacksonville Sheriff's Office"."""
    if end + 1 < len(line) and line[end].lower == "'s" and line[end - 1].lower in PERSON_TITLES:
        return end + 2 if line[end + 1].text[0].isupper() and _is_body(line[end + 1 : end + 2]) else end
    return end


def _goes_on(word: Word, before: Word) -> bool:
    if word.text == ".":
        return before.lower in _SHORTENED
    return word.text[0].isupper() and word.lower not in CALENDAR


def _cut(line: list[Word], start: int, end: int) -> list[Name]:
    """Take the titles off a run of capitals; a run is one name, save that "of", "for" and "and" only join bodies."""
    for joint in range(start + 1, end - 1):
        persons = line[joint].lower == "and" and any(word.lower in PERSON_TITLES for word in line[start:end])
        persons = persons and not (line[start].lower in ORGANISATION_WORDS and line[start + 1].lower in {"of", "for"})
        apart = line[joint].lower in {"of", "for"} and _has_body(line, start, joint)
        if persons or apart or (line[joint].lower in {"of", "for", "and", "&"} and not _is_body(line[start:end])):
            titled = line[joint].lower == "of" and all(word.lower in PERSON_TITLES for word in line[start:joint])
            if titled and end - joint - 1 > PERSON_WORDS[0]:  # "Mayor of London Sadiq Khan"
                return _cut(line, joint + 1, end - PERSON_WORDS[0]) + _cut(line, end - PERSON_WORDS[0], end)
            return _cut(line, start, joint) + _cut(line, joint + 1, end)
    first = start
    while first < end and (line[first].lower in PERSON_TITLES or line[first].text in {".", "the"}):
        if first + 1 < end and line[first + 1].lower == "'s":
            break
        first += 1
    if first < end and all(word.lower in ORGANISATION_WORDS for word in line[first:end]):
        first = start  # "the Defense Ministry" is no ministry called "Ministry"
    title = " ".join(word.lower for word in line[start:first] if word.text not in {".", "the"})
    while end > first and (line[end - 1].text == "." or line[end - 1].lower in NAME_PARTICLES):
        end -= 1
    if first == end:
        return []
    kept = line[first:end]
    demonym, kept = _without_demonym(kept) if not title else ("", kept)
    if not kept:
        return []
    described = described_as(line, line.index(kept[0], start), line.index(kept[-1], start) + 1)
    title = " ".join(part for part in (title or demonym, described) if part)
    return [Name(kept[0].start, kept[-1].end, _joined(kept), _kind(line, first, kept, title), title)]


def _has_body(line: list[Word], start: int, joint: int) -> bool:
    """Whether what stands before "of" belongs to a body and is no part of it: "Ada Quill of", "Boats of"."""
    holder = line[start:joint]
    if _is_body(holder) or (start and line[start - 1].lower == "the"):
        return False
    plain = all(word.text[0].isupper() and word.text.isalpha() for word in holder)
    person = len(holder) in PERSON_WORDS and line[joint + 1].lower != "staff"
    return plain and (person or (len(holder) == 1 and _opens(line, start)))


def _without_demonym(kept: list[Word]) -> tuple[str, list[Word]]:
    """Take "Russian President" off "Russian President Vladimir Putin"; "Chinese Communist Party" stays whole."""
    if kept[0].lower in ORGANISATION_WORDS and kept[1:2] and kept[1].lower in {"of", "for"}:
        return "", kept  # "Ministry of Health and Welfare"
    for position, word in enumerate(kept):
        if word.lower in PERSON_TITLES:
            rest = position + 1
            while rest < len(kept) and (kept[rest].lower in PERSON_TITLES or kept[rest].text == "."):
                rest += 1
            if rest < len(kept) and not _is_body(kept[rest:]):
                return " ".join(part.lower for part in kept[:rest] if part.text != "."), kept[rest:]
            return "", kept
    return "", kept


def _joined(kept: list[Word]) -> str:
    text = kept[0].text
    for before, word in pairwise(kept):
        text += " " * (word.start > before.end) + word.text
    return text


def _is_body(run: list[Word]) -> bool:
    return any(word.lower in ORGANISATION_WORDS for word in run)


def _kind(line: list[Word], first: int, kept: list[Word], title: str) -> str:
    if title:
        return "person"
    if kept[-1].lower in PLACE_WORDS:
        return "place"
    if _is_body(kept):
        return "body"
    if len(kept) == 1 and kept[0].text.isupper() and len(kept[0].text) in INITIALS_CHARS and "." not in kept[0].text:
        return "body"
    before = line[first - 1].lower if first else ""
    if before == "the":
        return "body" if not kept[-1].lower.endswith(NATIONALITIES_END) else "name"
    if before in PLACE_PREPOSITIONS:
        return "place"
    return "person" if len(kept) in PERSON_WORDS else "name"
