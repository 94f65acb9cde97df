"""Rules for years and longer, seasons and feasts: "2019", "the 1980s", "the 20th century", "last summer", "Christmas".

Each function reads one hit of the grammar and returns what it means, or None where the words are no date.
"""

import re
from typing import Final

from tasks.claims.calendar_span import century_span, day_span, decade_span, season_span, year_span
from tasks.claims.when_grammar import Hit, Rule, rule
from tasks.claims.when_reckoning import Read, feast

FIRST_BARE_YEAR, LAST_BARE_YEAR = 1900, 2099
TWO_DIGITS = 2
SHORT_WORD = 3  # letters; "was" and "his" are no plurals

# A bare number below 1900 is a year only behind one of these.
_YEAR_PREPOSITIONS = frozenset(
    {
        "in",
        "since",
        "by",
        "until",
        "from",
        "after",
        "before",
        "between",
        "early",
        "late",
        "to",
        "around",
        "circa",
        "till",
        "mid",
    }
)


COUNTED = frozenset(
    """people men women children troops soldiers dollars pounds euros miles km kilometers kilometres meters metres
    feet pages points jobs homes houses employees workers members tons tonnes acres hectares barrels votes shares
    years days hours minutes yards gallons pieces copies cases others refugees civilians police square mph""".split()
)  # fmt: skip


WHICH = {"l": "last", "N": "next", "t": "this", "P": "last", "f": "next", "S": "same", "L": "last"}


def which_of(letters: str) -> str:
    """last, next, this or same by the letters of a determiner; empty where it says nothing."""
    if letters.endswith("tP"):
        return "last"  # "this past Friday"
    return next((WHICH[letter] for letter in letters if letter in WHICH), "")


_STREETS: Final = frozenset("st street ave avenue rd road blvd boulevard drive lane court place way highway".split())


def year(hit: Hit) -> Read | None:
    """As in "2019", "'97": a number that stands where a year stands."""
    token = hit.part("y")
    if token is None or not isinstance(token.value, int):
        return None
    before, following = hit.before(), hit.following()
    if following in COUNTED or following.startswith("percent") or hit.letter_after() == "u":
        return None
    if any(hit.following(place) in _STREETS for place in range(1, 4)) and hit.following_is_name():
        return None  # "at 1903 Desire St."
    if not token.text.isdecimal():
        if token.text[0] not in "'’`" or before in _YEAR_PREPOSITIONS or before in {"of", "the"}:
            return Read("DATE", f"{token.value:04d}", "year_words", year_span(token.value), "text")
        return None
    if hit.letters("era"):
        return Read("DATE", f"BC{token.value:04d}", "year_bc", names=False)
    if hit.reckoner.is_story and before in {"the", "of", "for", "and", "-", "("}:
        return Read("DATE", f"{token.value:04d}", "year_in_history", year_span(token.value), "text")
    if not FIRST_BARE_YEAR <= token.value <= LAST_BARE_YEAR and not (
        before in _YEAR_PREPOSITIONS
        and not (following.isalpha() and following.endswith("s") and len(following) > SHORT_WORD)
    ):
        return None
    return Read("DATE", f"{token.value:04d}", "year", year_span(token.value), "text")


def year_bc(hit: Hit) -> Read | None:
    """As in "480 BC": named, but before the first day of our calendar."""
    token = hit.part("y")
    if token is None or not isinstance(token.value, float):
        return None
    return Read("DATE", f"BC{int(token.value):04d}", "year_bc", names=False)


def year_behind_dash(hit: Hit) -> Read | None:
    """The second year of "1915-17"."""
    token, letters = hit.part("n"), hit.lexed.letters
    if (
        token is None
        or len(token.text) != TWO_DIGITS
        or not token.text.isdecimal()
        or letters[max(0, hit.first - 2) : hit.first] != "y-"
    ):
        return None
    first = hit.lexed.tokens[hit.first - 2].value
    if not isinstance(first, int) or first % 100 >= int(token.text) or hit.letter_after() in {"u", "m", "-"}:
        return None
    value = first - first % 100 + int(token.text)
    return Read("DATE", f"{value:04d}", "year_of_range", year_span(value), "text")


def decade(hit: Hit) -> Read | None:
    """As in "the 1980s", "the '60s"."""
    token = hit.part("D")
    if token is None or not isinstance(token.value, int) or not token.value:
        return None
    if (
        len(re.sub(r"\D", "", token.text)) == TWO_DIGITS
        and token.text[0].isdigit()
        and hit.before() != "the"
        and "T" not in hit.letters("det")
    ):
        return None
    if (
        hit.before() in {"his", "her", "their", "my", "in"}
        and token.text[0].isdigit()
        and not token.text[:4].isdecimal()
    ):
        return None
    span = decade_span(token.value)
    return Read("DATE", span.value, "decade", span, "text")


def century(hit: Hit) -> Read | None:
    """As in "the 20th century"."""
    ordinal, unit = hit.part("o"), hit.part("u")
    if ordinal is None or unit is None or not isinstance(ordinal.value, int) or unit.value != ("CE", 1):
        return None
    span = century_span(ordinal.value)
    return Read("DATE", span.value, "century", span, "text")


_SEASON_PREPOSITIONS: Final = frozenset({"in", "during", "until", "by", "since", "for", "of", "from", "early", "late"})


def season(hit: Hit) -> Read | None:
    """As in "last summer", "the fall of 1990", "spring 2025", "in winter"."""
    named, printed = hit.part("s"), hit.part("y")
    if named is None:
        return None
    name = str(named.value)
    if printed is not None and isinstance(printed.value, int):
        of_year = season_span(printed.value, name)
        return Read("DATE", of_year.value, "season_year", of_year, "text")
    which = which_of(hit.letters("rel"))
    if named.text.lower() in {"fall", "spring"} and not which and hit.before() not in _SEASON_PREPOSITIONS:
        return None  # "prices fall", "hopes spring"
    if named.text[0].isupper() and not which:
        return None
    span, anchor = hit.reckoner.season(name, which, 0 if which else hit.way())
    if span is None:
        return Read("DATE", f"XXXX-{name}", "season_unanchored", names=False)
    return Read("DATE", span.value, "season", span, anchor)


def holiday(hit: Hit) -> Read | None:
    """As in "New Year's Day", "last Thanksgiving", "Christmas 2024"."""
    token, printed = hit.part("h"), hit.part("y")
    if token is None:
        return None
    if printed is not None and isinstance(printed.value, int):
        kept = day_span(feast(token.value, printed.value))
        return Read("DATE", kept.value, "holiday_year", kept, "text")
    which = which_of(hit.letters("rel"))
    span, anchor = hit.reckoner.holiday(token.value, which, 0 if which else hit.way())
    if span is None:
        fixed = token.value if isinstance(token.value, tuple) else None
        value = f"XXXX-{fixed[0]:02d}-{fixed[1]:02d}" if fixed else "XXXX-XX-XX"
        return Read("DATE", value, "holiday_unanchored", names=False)
    return Read("DATE", span.value, "holiday", span, anchor)


_REL = r"(?P<rel>T?[lNtPfSL]|T|)"
ERA_RULES: tuple[Rule, ...] = (
    rule("year", "y", r"(?P<y>y)(?P<era>\$)?", year),
    rule("year_bc", "n", r"(?P<y>n)(?P<era>\$)", year_bc),
    rule("year_short", "n", r"(?<=y-)(?P<n>n)", year_behind_dash),
    rule("decade", "DT", r"(?P<det>T)?(?P<D>D)", decade),
    rule("century", "oT", r"T?(?P<o>o)-?(?P<u>u)", century),
    rule("season", "slNtTP", rf"{_REL}(?P<s>s)(?:,?O?(?P<y>y))?", season),
    rule("holiday", "!lNt", r"(?P<rel>[lNt])?(?P<h>!)(?:,?(?P<y>y))?", holiday),
)
