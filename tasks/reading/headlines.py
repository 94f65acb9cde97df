"""The headline of a page: found where none was given, and recognised where the text repeats it.

In: the lines of a text. Out: the headline, or how much of a line it takes. A kicker before it ("JAPAN QUAKE: ") and the
outlet after it (" - LEX18.com") do not count, nor do quotation marks and the full stop that some systems add.
"""

import re
from typing import Final

from tasks.reading.bylines import byline_at

MIN_HEADLINE_CHARS: Final = 15
MAX_HEADLINE_CHARS: Final = 250
MIN_HEADLINE_WORDS: Final = 3
TOP_LINES: Final = 12  # a page repeats its headline before the prose starts

_JUNK = re.compile(r"[\s\-–—•|*·>»×✕]{0,20}")  # rules, bullets, the cross of a closed overlay
_KICKER = re.compile(r"[A-Z][A-Z0-9&'’/-]{1,20}(?: [A-Z][A-Z0-9&'’/-]{1,20}){0,3} ?[:|] ?")
_OUTLET = re.compile(r"\s(?:\||[-–—])\s[^|]{2,90}$")
_COUNTER = re.compile(r"[0-9]{1,6}(?:\s|$)")
_STRAIGHT = str.maketrans("“”‘’´`", "\"\"''''")


def find_headline(lines: list[str]) -> str | None:
    """The headline of a text that came without one: the line that the page repeats, else a first line that is one."""
    top = [line[_length(_JUNK, line) :].strip() for line in lines[:TOP_LINES]]
    for line in top:
        if _could_be(line) and line[-1] not in ".,;:" and sum(starts_with(other, line) > 0 for other in top) > 1:
            return line
    if (
        len(top) > 1
        and not top[1][:1].islower()  # else the text goes on from it
        and _could_be(top[0])
        and top[0][-1] not in ".:,;"
        and any(len(line) > len(top[0]) for line in top[1:])
    ):
        return top[0]
    return None


def variants(title: str) -> tuple[str, ...]:
    """The title as it may stand in the text: whole, without the outlet, without the kicker."""
    found = [title.strip()]
    shorter = _OUTLET.sub("", found[0])
    while shorter != found[-1] and len(shorter) >= MIN_HEADLINE_CHARS:
        found.append(shorter)
        shorter = _OUTLET.sub("", shorter)
    for known in tuple(found):
        bare = known[_length(_KICKER, known) :]
        if bare != known and len(bare) >= MIN_HEADLINE_CHARS:
            found.append(bare)
    return tuple(found)


def starts_with(line: str, headline: str) -> int:
    """How many characters of a line the headline takes at its start (kicker included); 0 where it is not there."""
    wanted = _plain(headline).rstrip(" .")
    for skip in {_length(_JUNK, line), _length(_JUNK, line) + _length(_KICKER, line[_length(_JUNK, line) :])}:
        if wanted and _plain(line[skip : skip + len(wanted)]) == wanted:
            end = skip + len(wanted)
            return end + len(line[end:]) - len(line[end:].lstrip(".\"'”’"))
    return 0


def taken_by(line: str, title: str) -> int:
    """How many characters the headline takes at the start of a line; 0 for prose that only begins with its words.

    Behind it may stand nothing, or what crawlers glue to it: byline, date, counter, the headline again.
    """
    forms = variants(title)
    taken = max(starts_with(line, form) for form in forms)
    rest = line[taken:].strip()
    if not taken or not rest or _COUNTER.match(rest) or byline_at(rest) is not None:
        return taken
    return taken if any(starts_with(rest, form) for form in forms if len(form) >= MIN_HEADLINE_CHARS) else 0


def before(line: str) -> int:
    """How many characters of dashes and bullets stand before a headline."""
    return _length(_JUNK, line)


def _could_be(line: str) -> bool:
    return (
        MIN_HEADLINE_CHARS <= len(line) <= MAX_HEADLINE_CHARS
        and len(line.split()) >= MIN_HEADLINE_WORDS
        and (line[0].isupper() or line[0].isdigit() or line[0] in "\"'“‘")
    )


def _plain(text: str) -> str:
    """Letters in one case and quotation marks of one kind, character for character."""
    straight = text.translate(_STRAIGHT)
    lower = straight.lower()
    return lower if len(lower) == len(straight) else straight


def _length(shape: re.Pattern[str], text: str) -> int:
    hit = shape.match(text)
    return hit.end() if hit else 0
