"""Rules for dates counted from another: "two weeks ago", "last month", "the following year", "the day before".

Each function reads one hit of the grammar and returns what it means, or None where the words are no time.
"""

from typing import Final

from tasks.claims.calendar_span import (
    Span,
    day_span,
    month_span,
    moved,
    quarter_span,
    unit_span,
    week_span,
    weekday_before,
    year_span,
)
from tasks.claims.when_clock import with_part
from tasks.claims.when_durations import stretch_of
from tasks.claims.when_grammar import Hit, Rule, rule
from tasks.claims.when_lexicon import Lexed
from tasks.claims.when_numbers import Token
from tasks.claims.when_reckoning import Read, Reckoner
from tasks.claims.when_units import CLOCK_UNITS, amount, count_of, unit_of
from tasks.vocabulary import Granularity

SATURDAY: Final = 5
EVENT_WORDS: Final = 4  # "the day before the failed rocket launch": how far behind it the event is named


def counted_from(hit: Hit) -> Read | None:
    """As in "two weeks ago" from publication, "two years earlier" from the last date named."""
    unit, count = unit_of(hit), count_of(hit)
    if unit is None:
        return None
    name = unit[0]
    word = hit.lexed.tokens[hit.after - 1].text.lower()
    ago = word in {"ago", "hence", "now"}
    ahead = word in {"later", "after", "hence", "now"}
    if word in {"before", "after"} and hit.letter_after() not in {"", "_", ",", "&", "i"}:
        return None
    if word == "previously":
        word = "earlier"
    base, anchor = _base(hit, name, ago=ago)
    compared = name == "Y" and count == 1 and not ahead and word in {"ago", "earlier", "before"}
    if compared and hit.reckoner.quarter is not None and not hit.reckoner.is_story:
        base, anchor = hit.reckoner.quarter, "text"
    if count is None:
        return Read("DATE", "FUTURE_REF" if ahead else "PAST_REF", "count_vague", names=False)
    if name in CLOCK_UNITS or name == "NI":
        return Read("DURATION", amount(count, name), "hours_from", names=False)
    if base is None:
        return Read("DATE", f"{'' if ahead else '-'}{amount(count, name)}", "counted_unanchored", names=False)
    sign = (count if ahead else -count) * (2 if name == "FN" else 1)
    span = _counted(base, name, sign)
    about = moved(base.start, "W", sign) if name in {"W", "FN"} and base.start == base.end else None
    return Read("DATE", span.value, "counted_from", span, anchor, about=about, names=not compared)


def _base(hit: Hit, unit: str, *, ago: bool) -> tuple[Span | None, str]:
    if ago and not hit.reckoner.is_story:
        day = hit.reckoner.day
        return (day_span(day) if day else None), hit.reckoner.anchor
    return hit.reckoner.last_named(unit)


def _counted(base: Span, unit: str, count: float) -> Span:
    """The day, week, month or year so many units from a date; never finer than the date it is counted from."""
    unit = {"FN": "W"}.get(unit, unit)
    if count != int(count):
        day = moved(base.start, unit, count)
        return month_span(day.year, day.month) if unit in {"Y", "DE"} else day_span(day)
    if unit in {"DE", "CE"}:
        return year_span(base.start.year + int(count) * (10 if unit == "DE" else 100))
    if unit == "Y":
        if base.granularity is Granularity.QUARTER:
            return quarter_span(base.start.year + int(count), (base.start.month - 1) // 3 + 1)
        if base.granularity is Granularity.MONTH:
            return month_span(base.start.year + int(count), base.start.month)
        return year_span(base.start.year + int(count))
    if unit == "D" and base.granularity not in {Granularity.DAY, Granularity.PART_OF_DAY}:
        return unit_span(base.end if count > 0 else base.start, "D", int(count))
    if unit == "W" and base.granularity is Granularity.DAY:
        return week_span(moved(base.start, "W", count))
    return unit_span(base.start, unit, int(count))


def weekdays_ago(hit: Hit) -> Read | None:
    """As in "two Sundays ago": the last one before publication is the first of them."""
    token, base = hit.part("w"), hit.reckoner.day
    count = _number_at(hit, "n")
    if token is None or base is None or not isinstance(token.value, int) or count != int(count) or count < 1:
        return None
    last = weekday_before(base, token.value, strictly=True)
    day = moved(last, "W", 1 - int(count))
    return Read("DATE", day.isoformat(), "weekdays_ago", day_span(day), hit.reckoner.anchor)


def counted_twice(hit: Hit) -> Read | None:
    """As in "a year and a day earlier"."""
    larger, smaller = unit_of(hit), unit_of(hit, "u2")
    word = hit.lexed.tokens[hit.after - 1].text.lower()
    if (
        larger is None
        or smaller is None
        or larger[0] in CLOCK_UNITS
        or smaller[0] != "D"
        or word in {"after", "before"}
    ):
        return None
    sign = 1 if word == "later" else -1
    base, anchor = _base(hit, "D", ago=word == "ago")
    first, second = (_number_at(hit, name) for name in ("n", "n2"))
    if base is None or base.start != base.end:
        return None
    day = moved(moved(base.start, larger[0], sign * first), "D", sign * second)
    return Read("DATE", day.isoformat(), "counted_twice", day_span(day), anchor)


def _number_at(hit: Hit, name: str) -> float:
    value = hit.lexed.tokens[hit.match.end(name) - 1].value
    return value if isinstance(value, float) else 1.0


def units_from(hit: Hit) -> Read | None:
    """As in "months later", "years ago": counted, but not by how many."""
    unit = unit_of(hit)
    if (
        unit is None
        or not unit[1]
        or unit[0] in {"S", "MIN", "H"}
        or hit.lexed.letters[hit.first - 1 : hit.first] in {"n", "j", "-"}
    ):
        return None
    word = hit.lexed.tokens[hit.after - 1].text.lower()
    if word in {"before", "after"}:
        return None
    return Read("DATE", "FUTURE_REF" if word == "later" else "PAST_REF", "units_from", names=False)


def relative_unit(hit: Hit) -> Read | None:
    """As in "this week", "last month", "the following year", "that day", "recent years"."""
    unit = unit_of(hit)
    if unit is None:
        return None
    name, plural = unit
    letters = hit.letters("rel")
    core = letters.lstrip("T=")
    if name in CLOCK_UNITS or name == "NI":
        return None
    if plural:
        return _plural_unit(core, name)
    if core == "L":
        return _latest(hit, name)
    past = hit.lexed.tokens[hit.after - 2].text.lower() == "past"
    long_enough = name in {"W", "M", "Y", "DE", "CE"}
    if (letters in {"TN", "Tl", "tP"} and long_enough) or (core == "P" and past and (name == "Q" or long_enough)):
        return stretch_of(hit, name, 1.0, ahead=core == "N")
    if core in {"f", "S", "P"} or (core == "N" and "T" in letters and name == "D"):
        return _from_named(hit, name, {"f": 1, "N": 1, "S": 0, "P": -1}[core], past=core == "P")
    return from_publication(hit, name, {"l": -1, "N": 1, "t": 0}.get(core, 0))


def _latest(hit: Hit, unit: str) -> Read | None:
    """As in "the latest quarter", "the latest week"; "recent" is only a while ago."""
    if unit == "Q":
        quarter = hit.reckoner.quarter
        if quarter is None:
            return from_publication(hit, unit, -1)
        return Read("DATE", quarter.value, "latest_quarter", quarter, "text")
    if hit.lexed.tokens[hit.after - 2].text.lower() == "recent":
        return Read("DATE", "PAST_REF", "recent", names=False)
    return from_publication(hit, unit, 0)


def _plural_unit(core: str, name: str) -> Read | None:
    if core == "N":
        return Read("DURATION", amount(None, name), "coming_units", names=False)
    if core in {"P", "L", "l"}:
        return Read("DATE", "PAST_REF", "recent_units", names=False)
    if core == "S" and name == "D":
        return Read("DATE", "PRESENT_REF", "these_days", names=False)
    return None


def from_publication(hit: Hit, unit: str, count: int) -> Read | None:
    """The unit that lies so many from the one that publication lies in."""
    base, anchor = hit.reckoner.base() if count else hit.reckoner.now()
    if base is None:
        return Read("DATE", f"XXXX-{unit}", "unit_unanchored", names=False)
    span = unit_span(base, unit, count)
    return Read("DATE", span.value, "unit_from_publication", span, anchor)


def _from_named(hit: Hit, unit: str, count: int, *, past: bool) -> Read | None:
    base, anchor = hit.reckoner.last_named(unit)
    if past and unit in {"M", "W", "Y", "DE"} and "T" not in hit.letters("rel"):
        day, anchor = hit.reckoner.base()
        base = day_span(day) if day else None
    if base is None:
        return Read("DATE", f"XXXX-{unit}", "unit_unanchored", names=False)
    span = unit_span(base.end if count > 0 else base.start, unit, count)
    return Read("DATE", span.value, "unit_from_last_named", span, anchor)


def the_day_before(hit: Hit) -> Read | None:
    """As in "the day before": counted from the last date named, unless what follows says from what."""
    unit = unit_of(hit)
    if unit is None or unit[1] or unit[0] in CLOCK_UNITS:
        return None
    word = hit.lexed.tokens[hit.after - 1].text.lower()
    ahead = word in {"after", "later"}
    if hit.letter_after() not in {"", "_", ",", "&", "i"}:
        return _from_event(hit, unit[0], 1 if ahead else -1) if word in {"before", "after"} else None
    if unit[0] == "NI":
        base, anchor = hit.reckoner.last_named("D")
        if base is None:
            return None
        span = day_span(moved(base.start, "D", 1 if ahead else -1))
        return with_part(Read("DATE", span.value, "night_before", span, anchor), Token("night", 0, 0, "p", "NI"))
    return _from_named(hit, unit[0], 1 if ahead else -1, past=False)


def _from_event(hit: Hit, unit: str, count: int) -> Read | None:
    """As in "the day before the parade", where the article has said on which day the parade was."""
    if unit != "D" or hit.letter_after() not in {"T", "=", "S"}:
        return None
    tokens = hit.lexed.tokens[hit.after : hit.after + EVENT_WORDS]
    day = next((day for token in tokens if (day := hit.reckoner.day_of(token.text)) is not None), None)
    if day is None:
        return None
    span = unit_span(day.span.start, "D", count)
    return Read("DATE", span.value, "day_from_event", span, f"text:{day.start}")


def the_weekend(hit: Hit) -> Read | None:
    """As in "over the weekend": the last one that has begun, unless the clause looks ahead."""
    unit = unit_of(hit)
    if unit is None or unit[0] != "WE" or unit[1]:
        return None
    base, anchor = hit.reckoner.base()
    if base is None:
        return None
    begun = base.weekday() >= SATURDAY
    step = (0 if begun else -1) if hit.way() <= 0 else 0
    span = unit_span(base, "WE", step)
    return Read("DATE", span.value, "the_weekend", span, anchor)


def unit_end(hit: Hit) -> Read | None:
    """As in "by year-end", "year's end", "month's end"."""
    unit = unit_of(hit)
    if unit is None or unit[1] or unit[0] not in {"Y", "M", "W"} or hit.lexed.tokens[hit.after - 1].value != "END":
        return None
    base, anchor = hit.reckoner.base()
    if base is None:
        return Read("DATE", "XXXX", "unit_end_unanchored", names=False)
    span = unit_span(base, unit[0])
    return Read("DATE", span.value, "unit_end", span, anchor, "END", names=False)


def whole_unit(lexed: Lexed, position: int, reckoner: Reckoner) -> tuple[int, Read] | None:
    """As in "the month", "the year" behind "the end of": the one that publication lies in."""
    if lexed.letters[position : position + 2] != "Tu":
        return None
    value = lexed.tokens[position + 1].value
    base, anchor = reckoner.base()
    if (
        base is None
        or not isinstance(value, tuple)
        or value[1] != 1
        or value[0] not in {"D", "W", "M", "Y", "DE", "CE"}
    ):
        return None
    span = unit_span(base, str(value[0]))
    return position + 2, Read("DATE", span.value, "whole_unit", span, anchor)


_QTY: Final = r"(?P<n>aj|a?n|y|j|a)"
RELATIVE_RULES: tuple[Rule, ...] = (
    rule("counted_from", "najZ", rf"{_QTY}-?J?(?P<u>u)(?:&aX)?[gbA]", counted_from),
    rule("units_from", "u", r"(?P<n>j?)(?P<u>u)[gbA]", units_from),
    rule("counted_twice", "na", r"(?P<n>a?n|a)(?P<u>u)&(?P<n2>a?n|a)(?P<u2>u)[gbA]", counted_twice),
    rule("weekdays_ago", "n", r"(?P<n>n)(?P<w>w)g", weekdays_ago),
    rule("from_now", "naj", rf"{_QTY}(?P<u>u)F[vK]", counted_from),
    rule("unit_end", "u", r"(?P<u>u)'?-?E", unit_end),
    rule("the_weekend", "T", r"T(?P<u>u)", the_weekend),
    rule("relative_unit", "TtlNPfSL=", r"(?P<rel>tP|T?[tlNPfSL]|=[lNP])J?(?P<u>[uq])", relative_unit),
    rule("the_day_before", "T", r"(?P<rel>T)(?P<u>u)[bA]", the_day_before),
)
