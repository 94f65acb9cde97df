"""Bylines and the dates printed beside them, also where a crawler glued them: "Jennifer JettSeptember 5, 2025".

In: the beginning of a line. Out: a `Byline` with who wrote it, for whom ("By Jane Doe, Associated Press") and the raw
date string. Refuses prose that begins with "By" ("By Wednesday the toll had risen").
"""

import re
from dataclasses import dataclass
from typing import Final

MAX_BYLINE_CHARS: Final = 250

_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?)\.?"
)
_WEEKDAY = r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?\.?,?\s{1,3})?"
_DAY = (
    r"(?:" + _MONTH + r"\s{1,3}[0-9]{1,2}(?:st|nd|rd|th)?,?\s{1,3}(?:19|20)[0-9]{2}(?![0-9])"
    r"|[0-9]{1,2}(?:st|nd|rd|th)?\s{1,3}" + _MONTH + r",?\s{1,3}(?:19|20)[0-9]{2}(?![0-9])"
    r"|(?:19|20)[0-9]{2}-[0-9]{2}-[0-9]{2}(?:T[0-9:.]{5,15}(?:Z|[+-][0-9]{2}:?[0-9]{2})?)?)"
)
_ZONE = (
    r"(?:\s\(?(?:GMT|UTC|[ECMP][SD]T|ET|CT|MT|PT|[A-Z]{1,2}[SD]T|CES?T|IST|BST|KST|JST|HKT|SGT|MSK)\)?(?![A-Za-z]))?"
)
DATE: Final = re.compile(
    r"(?i:" + _WEEKDAY + _DAY + r"(?:,?\s{0,3}(?:at\s|[-–—|·•]\s{0,2})?"
    r"[0-9]{1,2}[:.][0-9]{2}(?:[:.][0-9]{2})?(?:\s?[ap]\.?m\b\.?)?)?)" + _ZONE
)
_YEAR = re.compile(r"(?:19|20)[0-9]{2}")
_NAME_WORD = r"(?:[A-Z][^\W\d_]{0,20}(?:[.'’-][^\W\d_]{1,20}){0,3}\.?)"
_PARTICLE = r"(?:de|del|della|van|von|der|den|bin|al|el|la|le|du|di|da|y|e)"
_PERSON = _NAME_WORD + r"(?:\s(?:" + _PARTICLE + r"\s){0,2}" + _NAME_WORD + r"){1,4}"
_GLUED_PERSON = re.compile(
    r"(?:[A-Z][a-z'’-]{1,20}|[A-Z]\.)(?:\s(?:[A-Z][a-z'’]{0,20}(?:-[A-Z]?[a-z]{1,20})?|[A-Z]\.)){1,3}"
)
_BY = re.compile(r"(?:by|BY|By|Written by|Story by|Words by|Report by|Posted by|Published by)[:\s]\s{0,3}(?=\S)")
# "By JANE DOE and JOHN ROEAssociated Press": capitals to which a crawler glued the outlet.
_CAPITALS_GLUED = re.compile(
    r"(?:By|BY)\s(?P<people>[A-Z][A-Z.'’-]{1,25}(?:(?:\sAND\s|,?\s(?:and\s)?)[A-Z][A-Z.'’-]{0,25}){1,9}(?<=[A-Z.'’-]{2}))"
    r"(?P<outlet>[A-Z][a-z]{2,20}(?:\s[A-Z][\w]{1,20}){0,3})$"
)
_LISTED = re.compile(
    r"(?:\s{0,2},\s{0,2}|\s{1,2}(?:and|AND|&|for|of|in|with|at|from)\s{1,2}|\s{0,2}[|/•·—–]\s{0,2}|\s-\s|\s)?"
    r"(?:the\s)?(?:[A-Z0-9][\w.'’@&-]{0,30}|" + _PARTICLE + r"(?=\s[A-Z])|staff|reporter|writer|correspondent|editor)"
)
_NOT_NAMES: Final = frozenset(
    """monday tuesday wednesday thursday friday saturday sunday january february march april june july august september
    october november december today tomorrow then now noon midnight midday early late law contrast comparison""".split()
)
_DATE_LABEL = re.compile(
    r"(?:first\s)?(?:published|posted|updated|last updated|last modified|modified|created|filed|date|pub)"
    r"(?:\s(?:on|at))?\b\s{0,2}[:|]?\s{0,2}",
    re.IGNORECASE,
)
# Each word is read in one way only (atomic, and to its end), and dots only part words: else "......" and a long word
# could be cut in millions of ways before the line turns out to be no date.
_DATE_WORDS = re.compile(
    r"(?:(?>[0-9][0-9:./-]{2,9}|[0-9]{1,4}(?:st|nd|rd|th)?|(?:mon|tue|wed|thu|fri|sat|sun)[a-z]{0,6}|" + _MONTH + r""
    r"|[ap]\.?m\.?|(?:at|on|of|ago|hours?|minutes?|days?|[A-Z]{2,5})\b)[\s,.|·•()–—-]{0,4}+){1,12}",
    re.IGNORECASE,
)
_AFTER = re.compile(r"[\s|•·,;—–-]{0,4}")
_READ_TIME = re.compile(r"[0-9]{1,2}\s?-?min(?:ute)?s?(?:\sread)?\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Byline:
    """What stands beside a byline. `end` is where it stops in the line; `name` has no "By"."""

    end: int
    name: str | None = None
    date_raw: str | None = None
    is_update: bool = False  # the date is that of a change, not of publication


def byline_at(line: str, start: int = 0) -> Byline | None:
    """Read a byline, a date line, or both, that begins at `start`; None where prose begins there."""
    if glued_outlet := _CAPITALS_GLUED.match(line, start):
        name = f"{glued_outlet.group('people').strip(' ,')}, {glued_outlet.group('outlet')}"
        return Byline(glued_outlet.end(), name)
    if by := _BY.match(line, start):
        name_end = _names_end(line, by.end())
        if name_end is None:
            return None
        name = line[by.end() : name_end].strip(" ,|•·—–-")
        date = _date_after(line, name_end)
        return Byline(date[0] if date else name_end, name, *(date[1:] if date else (None, False)))
    if glued := _glued(line, start):
        return glued
    if (date := _date_after(line, start)) and date[0] > start:
        return Byline(date[0], None, date[1], date[2])
    return None


def whole_byline(line: str) -> Byline | None:
    """Read a line that is a byline or a date line and nothing else."""
    if len(line) > MAX_BYLINE_CHARS:
        return None
    byline = byline_at(line)
    if byline is None:
        return _labelled_date(line)
    rest = line[byline.end :].strip(" .|•·,;—–-()")
    while rest and (more := _date_after(rest, 0) or _read_time(rest)):
        rest = rest[more[0] :].strip(" .|•·,;—–-()")
    return byline if not rest or rest.isdigit() else None


def _labelled_date(line: str) -> Byline | None:
    """A line of label and date in any order of its parts: "Posted 3:40 p.m. Jan. 5, 2024"."""
    label = _DATE_LABEL.match(line)
    rest = line[label.end() :].strip() if label else ""
    if label is None or not _DATE_WORDS.fullmatch(rest) or not any(map(str.isdigit, rest)):
        return None
    return Byline(len(line), None, rest, _is_update(label))


def person(name: str) -> str | None:
    """The people of a byline, without the outlet after a comma; None for a desk or an agency."""
    people = re.split(r"\s{0,2}(?:,|\||/|•|·|—|–)\s{0,2}|\sfor\s|\sof\s", name)[0].strip()
    return people if re.fullmatch(_PERSON + r"(?:\s(?:and|AND|&)\s" + _PERSON + r"){0,3}", people) else None


def _names_end(line: str, start: int) -> int | None:
    """Where the names after "By" stop; None where what follows is no name."""
    first = re.compile(r"[\w.'’-]{1,30}").match(line, start)
    if first is None or not first.group()[0].isupper() or first.group().lower().rstrip(".") in _NOT_NAMES:
        return None
    at = start
    for _ in range(14):
        next_at = _at_end(_AFTER.match(line, at), at)
        if DATE.match(line, next_at) or _READ_TIME.match(line, next_at):
            break
        word = _LISTED.match(line, at)
        if word is None or word.end() == at:
            break
        at = word.end()
    return at if at > start else None


def _date_after(line: str, start: int) -> tuple[int, str | None, bool] | None:
    """End, raw string and whether it is an update, of a date that begins at `start` (marks and a label before it)."""
    at = _at_end(_AFTER.match(line, start), start)
    label = _DATE_LABEL.match(line, at)
    date = DATE.match(line, label.end() if label else at)
    if date is None:
        return None
    return date.end(), date.group(), _is_update(label)


def _glued(line: str, start: int) -> Byline | None:
    """A name with a date glued or set to it: "Jennifer JettSeptember 5, 2025 at 5:30 AM"."""
    if not _YEAR.search(line, start, start + MAX_BYLINE_CHARS):
        return None  # a date of this kind has its year, and most lines have none
    date = DATE.search(line, start, start + MAX_BYLINE_CHARS)
    if date is None or date.start() == start:
        return None
    before = line[start : date.start()]
    label = _DATE_LABEL.search(before)
    name = (before[: label.start()] if label else before).strip(" ,|•·—–-:")
    if not _GLUED_PERSON.fullmatch(name) or name.split()[0].lower() in _NOT_NAMES:
        return None
    return Byline(date.end(), name, date.group(), _is_update(label))


def _is_update(label: re.Match[str] | None) -> bool:
    """Whether the label of a date says that it is the date of a change."""
    return label is not None and any(word in label.group().lower() for word in ("updated", "modified"))


def _read_time(rest: str) -> tuple[int] | None:
    hit = _READ_TIME.match(rest)
    return (hit.end(),) if hit else None


def _at_end(hit: re.Match[str] | None, otherwise: int) -> int:
    return hit.end() if hit else otherwise
