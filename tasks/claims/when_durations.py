"""Rules for how long and how often: "124 hours", "the past two weeks", "every Monday", "for years", "now".

Each function reads one hit of the grammar and returns what it means, or None where the words are no time.
"""

from typing import Final

from tasks.claims.calendar_span import moved, run_span
from tasks.claims.when_grammar import Hit, Rule, rule
from tasks.claims.when_numbers import Token
from tasks.claims.when_reckoning import Read
from tasks.claims.when_units import CLOCK_UNITS, HALF, amount, count_of, unit_of


def duration(hit: Hit) -> Read | None:
    """As in "124 hours", "a two-week visit", "several years"."""
    unit = unit_of(hit)
    if unit is None:
        return None
    name, plural = unit
    count = count_of(hit)
    letters = hit.letters("n")
    if name in {"S", "NI", "Q"} and not plural and (letters == "a" or name != "Q"):
        return None
    if name == "Q" and ("-" in hit.match.group() or hit.following() == "of"):
        return None
    if count == 0:
        return None  # "a zero-day flaw"
    if _is_age(hit) or (letters == "a" and _is_rate(hit)):
        return None
    return Read("DURATION", amount(count, name), "duration", names=False)


def _is_age(hit: Hit) -> bool:
    """As in "a 44-year-old", "52 years old": how old somebody is, not how long something takes."""
    words = (hit.following(), hit.following(1))
    return words[0] in {"old", "olds"} or (words[0] == "-" and words[1] in {"old", "olds"}) or words == ("of", "age")


_NO_RATE = frozenset(
    """in for within over after than nearly almost about only once and or but of to from with during under by until
    at as is was be took lasted just least - another spent since into""".split()
)  # fmt: skip


def _is_rate(hit: Hit) -> bool:
    """As in "24 hours a day", "$2 million a year", "700 seats a week": so much in each, not so long."""
    if not hit.first or hit.letter_after() in {"b", "A"}:
        return False
    before = hit.lexed.tokens[hit.first - 1]
    if before.text.lower() in _NO_RATE or not before.text[0].isalnum():
        return False
    return before.letter in "unyhx" and not before.text.endswith(("ed", "ly", "ing"))


def halves(hit: Hit) -> Read | None:
    """As in "half an hour", "two and a half years", "a year and a half"."""
    unit = unit_of(hit)
    if unit is None or unit[0] in {"NI", "WE", "Q"}:
        return None
    whole = hit.part("n")
    count = HALF + (float(whole.value) if whole is not None and isinstance(whole.value, float) else 0.0)
    if hit.letters("one"):
        count += 1
    return Read("DURATION", amount(count, unit[0]), "duration_half", names=False)


def nights(hit: Hit) -> Read | None:
    """As in "two nights"."""
    token = hit.lexed.tokens[hit.after - 1]
    return Read("DURATION", amount(count_of(hit), "NI"), "nights", names=False) if token.value == "NI" else None


def the_units(hit: Hit) -> Read | None:
    """As in "the nine months", "the first six months"."""
    unit, count = unit_of(hit), count_of(hit)
    if unit is None or unit[0] in {"NI", "S"} or (not hit.letters("o") and unit[0] not in {"M", "Q"}):
        return None
    return Read("DURATION", amount(count, unit[0]), "the_units", names=False)


def the_year_ended(hit: Hit) -> Read | None:
    """As in "the year ended March 31": a stretch that the words behind it place."""
    unit = unit_of(hit)
    if unit is None or unit[1] or unit[0] not in {"Y", "M", "W"}:
        return None
    if hit.following() in {"ended", "ending", "to", "through"} and hit.before() in {
        "for",
        "in",
        "of",
        "during",
        "over",
    }:
        return Read("DURATION", amount(1, unit[0]), "the_year_ended", names=False)
    return None


def unit_long(hit: Hit) -> Read | None:
    """As in "day-long", "a week-long strike"."""
    unit = unit_of(hit)
    if unit is None or hit.lexed.tokens[hit.after - 1].text.lower() != "long":
        return None
    return Read("DURATION", amount(None if unit[1] else count_of(hit), unit[0]), "unit_long", names=False)


def units_alone(hit: Hit) -> Read | None:
    """As in "for years", "weeks": units in the plural without a number."""
    unit = unit_of(hit)
    if unit is None or not unit[1] or unit[0] in {"NI", "S", "MIN", "WE"}:
        return None
    if (hit.first and hit.lexed.letters[hit.first - 1] in "nyj") or _is_age(hit) or hit.before() == "-":
        return None
    return Read("DURATION", amount(None, unit[0]), "units_vague", names=False)


def stretch(hit: Hit) -> Read | None:
    """As in "the past two weeks", "the next 12 months": a duration that ends or begins with publication."""
    unit = unit_of(hit)
    if unit is None:
        return None
    ahead = "N" in hit.letters("rel") or "f" in hit.letters("rel")
    return stretch_of(hit, unit[0], count_of(hit), ahead=ahead)


def stretch_of(hit: Hit, unit: str, count: float | None, *, ahead: bool) -> Read:
    """So many units up to publication, or from it on."""
    base, anchor = hit.reckoner.base()
    value = amount(count, unit)
    if base is None or count is None or unit in CLOCK_UNITS or unit in {"NI", "ML"}:
        return Read("DURATION", value, "stretch", names=False)
    unit = {"FN": "W"}.get(unit, unit)
    other = moved(base, unit, count if ahead else -count)
    span = run_span(min(base, other), max(base, other))
    return Read("DURATION", value, "stretch", span, anchor, names=False)


def repeated(hit: Hit) -> Read | None:
    """As in "every Monday", "each year", "daily", "Tuesday nights", "Mondays"."""
    first, last = hit.lexed.tokens[hit.first], hit.lexed.tokens[hit.after - 1]
    if first.letter == "@":
        return _set_word(hit, first)
    if last.letter == "Q":
        day = int(str(hit.lexed.tokens[hit.after - 2].value)) + 1
        return Read("SET", f"XXXX-WXX-{day}T{last.value}", "set_part", names=False)
    if last.letter in "dwmsUp":
        return Read("SET", _set_value(last), "set_named", names=False)
    unit = unit_of(hit)
    if unit is None or (first.text.lower() == "per" and hit.before() in {"", "cent"}):
        return None
    return Read("SET", amount(count_of(hit), unit[0]), "set_unit", names=False)


def _set_word(hit: Hit, word: Token) -> Read | None:
    """As in "daily"; a name ("the Daily Mirror") is none, and "weeklong" is how long something takes."""
    if word.text.lower().endswith("long"):
        return Read("DURATION", str(word.value), "unit_long", names=False)
    if word.text[0].isupper() and hit.first > 0:
        return None
    return Read("SET", str(word.value), "set_word", names=False)


def _set_value(token: Token) -> str:
    """The TIMEX3 value of "every Monday", "each July", "every summer", "each morning"."""
    if token.letter in "dw":
        return f"XXXX-WXX-{int(str(token.value)) + 1}"
    if token.letter == "m":
        return f"XXXX-{int(str(token.value)):02d}"
    return f"XXXX-XX-XXT{token.value}" if token.letter == "p" else f"XXXX-{token.value}"


def vague(hit: Hit) -> Read | None:
    """As in "now", "recently", "soon", "the future": a reference without a place on the calendar."""
    token = hit.lexed.tokens[hit.after - 1]
    word = token.text.lower()
    if word == "future" and hit.following() in {"shop", "contracts"}:
        return None
    if hit.before() == hit.following() == "as":
        return None  # "as recently as last month": a remark on the date behind it
    return Read("DATE", str(token.value), "vague", names=False)


def the_past(hit: Hit) -> Read | None:
    """As in "in the past": all that is over."""
    if (
        hit.before() != "in"
        or hit.lexed.tokens[hit.after - 1].text.lower() != "past"
        or hit.letter_after() not in {"", "_", ",", "&", "x"}
    ):
        return None
    return Read("DATE", "PAST_REF", "the_past", names=False)


def current(hit: Hit) -> Read | None:
    """As in "current" before a noun that is no unit of time."""
    if hit.lexed.tokens[hit.first].text.lower() != "current" or hit.letter_after() in {"u", "q", "R", "Y"}:
        return None
    return Read("DATE", "PRESENT_REF", "current", names=False)


_QTY: Final = r"(?P<n>aj|a?n|y|j|a)"
DURATION_RULES: tuple[Rule, ...] = (
    rule("the_units", "T=", r"[T=](?P<o>[ol])?(?P<n>n)(?P<u>[uq])", the_units),
    rule("the_year_ended", "T", r"T(?P<u>u)", the_year_ended),
    rule("unit_long", "nau", r"(?P<n>n?)-?(?P<u>u)-?J", unit_long),
    rule("stretch", "TPlNfLt=", rf"(?P<rel>[T=]?[PlNL]|[T=]f|t)J?{_QTY}(?:[~/]n)?-?J?(?P<u>[uq])", stretch),
    rule("past_unit", "TP", r"(?P<rel>TP)(?P<n>)(?P<u>u)", stretch),
    rule("set", "Vw@d", r"@|VJ?(?P<n>n?)(?P<u>u)|V[dmspU]|w|dQ", repeated),
    rule("nights", "nj", r"(?P<n>n|j)J?Q", nights),
    rule("half", "Xa", r"a?X-?a?(?P<n>)(?P<one>)(?P<u>u)", halves),
    rule("and_a_half", "n", r"(?P<n>n)&aX-?(?P<one>)(?P<u>u)", halves),
    rule("unit_and_a_half", "an", r"(?P<n>)(?P<one>[an])(?P<u>u)&aX", halves),
    rule("duration", "naj", rf"{_QTY}(?:[~/-]n)?-?(?:J-?)?(?P<u>[uq])", duration),
    rule("units_alone", "u", r"(?P<u>u)", units_alone),
    rule("vague", "vrT", r"v|T?r|TxR?r", vague),
    rule("the_past", "T", r"TP", the_past),
    rule("current", "t", r"t", current),
)
