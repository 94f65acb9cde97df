"""Rules for stretches counted in units: "two weeks ago", "last month", "the past year", "every Monday", "124 hours".

Each function reads one hit of the grammar and returns what it means, or None where the words are no time.
"""

from dataclasses import replace
from datetime import date

from tasks.claims.calendar_span import (
    Span,
    day_span,
    half_span,
    month_span,
    moved,
    quarter_span,
    run_span,
    unit_span,
    week_span,
    year_span,
)
from tasks.claims.when_dates import which_of, with_part
from tasks.claims.when_grammar import Hit, Rule, rule
from tasks.claims.when_clock import narrowed
from tasks.claims.when_lexicon import Lexed
from tasks.claims.when_numbers import Token
from tasks.claims.when_reckoning import Read, Reckoner
from tasks.vocabulary import Granularity

SATURDAY = 5

_CLOCK_UNITS = {"H": "H", "MIN": "M", "S": "S"}
_NO_COUNT = frozenset({"second", "seconds"})


def _unit(hit: Hit, name: str = "u") -> tuple[str, bool] | None:
    """The unit of a phrase and whether it stood in the plural."""
    token = hit.part(name)
    if token is None:
        return None
    if token.letter == "q":
        return "Q", token.value == 2
    if isinstance(token.value, tuple):
        return str(token.value[0]), token.value[1] == 2
    return None


def _count(hit: Hit) -> float | None:
    """How many units; 1 for "a", None for "several"."""
    for position in range(hit.match.start("n"), hit.match.end("n")):
        token = hit.lexed.tokens[position]
        if token.letter in "ny" and isinstance(token.value, int | float):
            return float(token.value)
        if token.letter == "j":
            return token.value if isinstance(token.value, float) else None
    return 1.0


def amount(count: float | None, unit: str) -> str:
    """The TIMEX3 value of a duration; X where the number is vague."""
    if unit in {"NI", "WE", "FN", "ML"}:
        unit, count = {"NI": ("NI", count), "WE": ("WE", count), "FN": ("W", count and count * 2), "ML": ("ML", count)}[
            unit
        ]
    if unit == "Y" and count is not None and count % 1 == 0.5:
        return f"P{count // 1:g}Y6M"
    number = "X" if count is None else f"{count:g}"
    if unit in {"DE", "CE"} and count is not None:
        return f"P{count * (10 if unit == 'DE' else 100):g}Y"
    if unit in _CLOCK_UNITS:
        return f"PT{number}{_CLOCK_UNITS[unit]}"
    return f"P{number}{unit}"


def duration(hit: Hit) -> Read | None:
    """ "124 hours", "a two-week visit", "several years"."""
    unit = _unit(hit)
    if unit is None:
        return None
    name, plural = unit
    count = _count(hit)
    letters = hit.letters("n")
    if name in {"S", "NI", "Q"} and not plural and (letters == "a" or name != "Q"):
        return None
    if name == "Q" and ("-" in hit.match.group() or hit.following() == "of"):
        return None
    if _is_age(hit) or (letters == "a" and _is_rate(hit)):
        return None
    return Read("DURATION", amount(count, name), "duration", names=False)


def _is_age(hit: Hit) -> bool:
    """ "a 44-year-old", "52 years old": how old somebody is, not how long something takes."""
    words = (hit.following(), hit.following(1))
    return words[0] in {"old", "olds"} or (words[0] == "-" and words[1] in {"old", "olds"}) or words == ("of", "age")


_NO_RATE = frozenset(
    """in for within over after than nearly almost about only once and or but of to from with during under by until
    at as is was be took lasted just least - another spent since into""".split()
)  # fmt: skip


def _is_rate(hit: Hit) -> bool:
    """ "24 hours a day", "$2 million a year", "700 seats a week": so much in each, not so long."""
    if not hit.first or hit.letter_after() in {"b", "A"}:
        return False
    before = hit.lexed.tokens[hit.first - 1]
    if before.text.lower() in _NO_RATE or not before.text[0].isalnum():
        return False
    return before.letter in "unyhx" and not before.text.endswith(("ed", "ly", "ing"))


def the_units(hit: Hit) -> Read | None:
    """ "the nine months", "the first six months"."""
    unit, count = _unit(hit), _count(hit)
    if unit is None or unit[0] in {"NI", "S"} or (not hit.letters("o") and unit[0] not in {"M", "Q"}):
        return None
    return Read("DURATION", amount(count, unit[0]), "the_units", names=False)


def unit_end(hit: Hit) -> Read | None:
    """ "by year-end", "year's end", "month's end"."""
    unit = _unit(hit)
    if unit is None or unit[1] or unit[0] not in {"Y", "M", "W"} or hit.lexed.tokens[hit.after - 1].value != "END":
        return None
    base, anchor = hit.reckoner.base()
    if base is None:
        return Read("DATE", "XXXX", "unit_end_unanchored", names=False)
    span = unit_span(base, unit[0])
    return Read("DATE", span.value, "unit_end", span, anchor, "END", names=False)


def whole_unit(lexed: Lexed, position: int, reckoner: Reckoner) -> tuple[int, Read] | None:
    """ "the month", "the year" behind "the end of": the one that publication lies in."""
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


def the_year_ended(hit: Hit) -> Read | None:
    """ "the year ended March 31": a stretch that the words behind it place."""
    unit = _unit(hit)
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


def the_weekend(hit: Hit) -> Read | None:
    """ "over the weekend": the last one that has begun, unless the clause looks ahead."""
    unit = _unit(hit)
    if unit is None or unit[0] != "WE" or unit[1]:
        return None
    base, anchor = hit.reckoner.base()
    if base is None:
        return None
    begun = base.weekday() >= SATURDAY
    step = (0 if begun else -1) if hit.way() <= 0 else 0
    span = unit_span(base, "WE", step)
    return Read("DATE", span.value, "the_weekend", span, anchor)


def unit_long(hit: Hit) -> Read | None:
    """ "day-long", "a week-long strike"."""
    unit = _unit(hit)
    if unit is None or hit.lexed.tokens[hit.after - 1].text.lower() != "long":
        return None
    return Read("DURATION", amount(None if unit[1] else _count(hit), unit[0]), "unit_long", names=False)


def units_alone(hit: Hit) -> Read | None:
    """ "for years", "weeks": units in the plural without a number."""
    unit = _unit(hit)
    if unit is None or not unit[1] or unit[0] in {"NI", "S", "MIN", "WE"}:
        return None
    if hit.first and hit.lexed.letters[hit.first - 1] in "nyj" or _is_age(hit) or hit.before() == "-":
        return None
    return Read("DURATION", amount(None, unit[0]), "units_vague", names=False)


def counted_twice(hit: Hit) -> Read | None:
    """ "a year and a day earlier"."""
    larger, smaller = _unit(hit), _unit(hit, "u2")
    word = hit.lexed.tokens[hit.after - 1].text.lower()
    if (
        larger is None
        or smaller is None
        or larger[0] in _CLOCK_UNITS
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
    """ "months later", "years ago": counted, but not by how many."""
    unit = _unit(hit)
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


def counted_from(hit: Hit) -> Read | None:
    """ "two weeks ago" from publication, "two years earlier" from the last date named."""
    unit, count = _unit(hit), _count(hit)
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
    if name in _CLOCK_UNITS or name == "NI":
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


def relative_unit(hit: Hit) -> Read | None:
    """ "this week", "last month", "the following year", "that day", "recent years"."""
    unit = _unit(hit)
    if unit is None:
        return None
    name, plural = unit
    letters = hit.letters("rel")
    core = letters.lstrip("T=")
    if name in _CLOCK_UNITS or name == "NI":
        return None
    if plural:
        return _plural_unit(core, name)
    if core == "L" and name != "Q":
        return (
            Read("DATE", "PAST_REF", "recent", names=False)
            if "recent" in hit.lexed.tokens[hit.first + ("T" in letters)].text.lower()
            else _from_base(hit, name, 0)
        )
    if core == "L":
        quarter = hit.reckoner.quarter
        return Read("DATE", quarter.value, "latest_quarter", quarter, "text") if quarter else _from_base(hit, name, -1)
    if (
        core == "P"
        and letters.startswith("T")
        and name in {"W", "M", "Y", "DE", "CE"}
        and hit.lexed.tokens[hit.first + 1].text.lower() == "past"
    ):
        return _stretch(hit, name, 1.0, ahead=False)
    if core == "P" and name == "Q" and hit.lexed.tokens[hit.after - 2].text.lower() == "past":
        return _stretch(hit, name, 1.0, ahead=False)
    if core in {"f", "S", "P"} or (core == "N" and "T" in letters and name in {"D"}):
        return _from_named(hit, name, {"f": 1, "N": 1, "S": 0, "P": -1}[core], past=core == "P")
    if letters == "TN" and name in {"W", "M", "Y", "DE", "CE"}:
        return _stretch(hit, name, 1.0, ahead=True)
    if letters == "Tl" and name in {"W", "M", "Y", "DE", "CE"}:
        return _stretch(hit, name, 1.0, ahead=False)
    return _from_base(hit, name, {"l": -1, "N": 1, "t": 0}.get(core, 0))


def _plural_unit(core: str, name: str) -> Read | None:
    if core == "N":
        return Read("DURATION", amount(None, name), "coming_units", names=False)
    if core in {"P", "L", "l"}:
        return Read("DATE", "PAST_REF", "recent_units", names=False)
    if core == "S" and name == "D":
        return Read("DATE", "PRESENT_REF", "these_days", names=False)
    return None


def _from_base(hit: Hit, unit: str, count: int) -> Read | None:
    base, anchor = hit.reckoner.base()
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


def stretch(hit: Hit) -> Read | None:
    """ "the past two weeks", "the next 12 months": a duration that ends or begins with publication."""
    unit = _unit(hit)
    if unit is None:
        return None
    ahead = "N" in hit.letters("rel") or "f" in hit.letters("rel")
    return _stretch(hit, unit[0], _count(hit), ahead=ahead)


def _stretch(hit: Hit, unit: str, count: float | None, *, ahead: bool) -> Read:
    base, anchor = hit.reckoner.base()
    value = amount(count, unit)
    if base is None or count is None or unit in _CLOCK_UNITS or unit in {"NI", "ML"}:
        return Read("DURATION", value, "stretch", names=False)
    unit = {"FN": "W"}.get(unit, unit)
    other = moved(base, unit, count if ahead else -count)
    span = run_span(min(base, other), max(base, other))
    return Read("DURATION", value, "stretch", span, anchor, names=False)


def the_day_before(hit: Hit) -> Read | None:
    """ "the day before", "the week after": counted from the last date named, unless what follows says from what."""
    unit = _unit(hit)
    if unit is None or unit[1] or unit[0] in _CLOCK_UNITS:
        return None
    if hit.letter_after() not in {"", "_", ",", "&", "i"}:
        return None
    ahead = hit.lexed.tokens[hit.after - 1].text.lower() in {"after", "later"}
    if unit[0] == "NI":
        base, anchor = hit.reckoner.last_named("D")
        if base is None:
            return None
        span = day_span(moved(base.start, "D", 1 if ahead else -1))
        return with_part(Read("DATE", span.value, "night_before", span, anchor), Token("night", 0, 0, "p", "NI"))
    read = _from_named(hit, unit[0], 1 if ahead else -1, past=False)
    return read


def part_of_day(hit: Hit) -> Read | None:
    """ "this morning", "last night", "that evening", "the next morning", "the evening before"."""
    part = hit.part("p")
    if part is None:
        return None
    core = hit.letters("rel")
    named = any(letter in core for letter in "SfNP") or hit.letters("side") or core == "T"
    if (
        core == "T"
        and not hit.letters("side")
        and ":" not in str(part.value)
        and hit.before() not in {"in", "during", "of", "for", "into", "through"}
    ):
        return None
    if named:
        base, anchor = hit.reckoner.last_named("D")
        day = base.start if base and base.start == base.end else None
    else:
        day, anchor = hit.reckoner.base()
    step = 1 if ("N" in core or "f" in core) else (-1 if "P" in core or hit.letters("side") == "b" else 0)
    if hit.letters("side") == "A":
        step = 1
    if core in {"l", "Tl"}:
        step = -1
    if day is None:
        return Read("TIME", f"XXXX-XX-XXT{part.value}", "part_unanchored", names=False)
    span = day_span(moved(day, "D", step))
    return with_part(Read("DATE", span.value, "part_of_day", span, anchor), part)


def late_part(hit: Hit) -> Read | None:
    """ "mid-afternoon", "late evening": on the last day named, else that of publication."""
    part, mod = hit.part("p"), {"early": "START", "late": "END", "mid": "MID"}[hit.lexed.tokens[hit.first].text.lower()]
    base, anchor = hit.reckoner.last_named("D")
    if part is None or base is None or base.start != base.end or ":" in str(part.value):
        return None
    read = with_part(Read("DATE", base.value[:10], "late_part", base, anchor), part)
    clock = narrowed(read.clock, mod) if mod != "MID" else read.clock
    return replace(read, mod=mod, clock=clock)


def day_word(hit: Hit) -> Read | None:
    """ "today", "yesterday morning", "tonight"."""
    word, part = hit.part("k"), hit.part("p")
    if word is None or not isinstance(word.value, int):
        return None
    if word.text in {"Today", "TODAY"} and hit.before() in {"usa", "russia"}:
        return None
    base, anchor = hit.reckoner.base()
    if base is None:
        return Read("DATE", "PRESENT_REF" if word.value == 0 else "XXXX-XX-XX", "day_word_unanchored", names=False)
    span = day_span(moved(base, "D", word.value))
    night = Token("night", 0, 0, "p", "NI") if word.text.lower() in {"tonight", "overnight"} else part
    return with_part(Read("DATE", span.value, "day_word", span, anchor), night)


def quarter(hit: Hit) -> Read | None:
    """ "the third quarter", "fourth-quarter", "last year's first quarter", "the first half of 1989"."""
    ordinal, printed = hit.part("o"), hit.part("y")
    halves = hit.letters("half") == "X"
    if ordinal is not None and ordinal.letter == "l" and halves:
        ordinal = ordinal._replace(value=2)  # "the last half of 1989"
    if ordinal is None or not isinstance(ordinal.value, int) or not 1 <= ordinal.value <= (2 if halves else 4):
        return None
    base, anchor = hit.reckoner.base()
    which = which_of(hit.letters("rel"))
    printed = printed or hit.part("y0")
    if printed is not None and isinstance(printed.value, int):
        year, anchor = printed.value, "text"
    elif base is None:
        return Read("DATE", f"XXXX-{'H' if halves else 'Q'}{ordinal.value}", "quarter_unanchored", names=False)
    elif which in {"last", "next", "this"}:
        year = base.year + {"last": -1, "next": 1, "this": 0}[which]
    elif hit.letters("ago"):
        year = _quarter_year(base, ordinal.value, 3) - 1
    else:
        year = _quarter_year(base, ordinal.value, 6 if halves else 3)
    span = half_span(year, ordinal.value) if halves else quarter_span(year, ordinal.value)
    return Read("DATE", span.value, "half" if halves else "quarter", span, anchor)


def _quarter_year(base: date, ordinal: int, months: int) -> int:
    """The year of a quarter without one: the latest that has begun or is the next to begin."""
    now = (base.month - 1) // months + 1
    return base.year if ordinal <= now + 1 else base.year - 1


def the_quarter(hit: Hit) -> Read | None:
    """ "the quarter", "the latest quarter", "the year-ago period": the quarter last named, or that one a year before."""
    base = hit.reckoner.quarter
    if hit.letters("ago"):
        if base is None:
            day, anchor = hit.reckoner.base()
            if day is None:
                return None
            span = year_span(day.year - 1)
            return Read("DATE", span.value, "year_ago", span, anchor, names=False)
        span = quarter_span(base.start.year - 1, (base.start.month - 1) // 3 + 1)
        return Read("DATE", span.value, "year_ago_quarter", span, "text", names=False)
    printed = hit.part("y")
    if printed is not None and isinstance(printed.value, int):
        number = (base.start.month - 1) // 3 + 1 if base else None
        span = quarter_span(printed.value, number) if number else year_span(printed.value)
        return Read("DATE", span.value, "period_of_year", span, "text", names=False)
    if base is None:
        if hit.letters("noun") != "q":
            return None
        return _from_base(hit, "Q", -1)
    return Read("DATE", base.value, "quarter_named", base, "text")


def fiscal(hit: Hit) -> Read | None:
    """ "fiscal 1989", "the current fiscal year": taken for the calendar year, as the outlet does not say when it ends."""
    printed = hit.part("y")
    base, anchor = hit.reckoner.base()
    step = {"last": -1, "next": 1}.get(which_of(hit.letters("rel")), 0)
    if printed is not None and isinstance(printed.value, int):
        span, anchor = year_span(printed.value), "text"
    elif base is not None:
        span = year_span(base.year + step)
    else:
        return None
    return Read("DATE", span.value, "fiscal_year", span, anchor, "APPROX" if False else None)


def repeated(hit: Hit) -> Read | None:
    """ "every Monday", "each year", "daily", "Tuesday nights", "Mondays"."""
    token = hit.lexed.tokens[hit.after - 1]
    first = hit.lexed.tokens[hit.first]
    if first.letter == "@":
        if first.text.lower() == "annual" or first.text[0].isupper() and hit.first > 0:
            return None
        return Read("SET", str(first.value), "set_word", names=False)
    if token.letter in "dw" and isinstance(token.value, int):
        return Read("SET", f"XXXX-WXX-{token.value + 1}", "set_weekday", names=False)
    if token.letter == "Q":
        day = hit.lexed.tokens[hit.after - 2].value
        return Read("SET", f"XXXX-WXX-{int(str(day)) + 1}T{token.value}", "set_part", names=False)
    if token.letter == "m" and isinstance(token.value, int):
        return Read("SET", f"XXXX-{token.value:02d}", "set_month", names=False)
    if token.letter in "sU":
        return Read("SET", f"XXXX-{token.value}", "set_season", names=False)
    if token.letter == "p":
        return Read("SET", f"XXXX-XX-XXT{token.value}", "set_part", names=False)
    unit = _unit(hit)
    if unit is None:
        return None
    if first.text.lower() == "per" and hit.before() in {"", "cent"}:
        return None
    return Read("SET", amount(_count(hit), unit[0]), "set_unit", names=False)


def vague(hit: Hit) -> Read | None:
    """ "now", "recently", "soon", "the future": a reference without a place on the calendar."""
    token = hit.lexed.tokens[hit.after - 1]
    word = token.text.lower()
    if word == "future" and hit.following() in {"shop", "contracts"}:
        return None
    return Read("DATE", str(token.value), "vague", names=False)


def the_past(hit: Hit) -> Read | None:
    """ "in the past": all that is over."""
    if (
        hit.before() != "in"
        or hit.lexed.tokens[hit.after - 1].text.lower() != "past"
        or hit.letter_after() not in {"", "_", ",", "&", "x"}
    ):
        return None
    return Read("DATE", "PAST_REF", "the_past", names=False)


def current(hit: Hit) -> Read | None:
    """ "current" before a noun that is no unit of time."""
    if hit.lexed.tokens[hit.first].text.lower() != "current" or hit.letter_after() in {"u", "q", "R", "Y"}:
        return None
    return Read("DATE", "PRESENT_REF", "current", names=False)


_QTY = r"(?P<n>aj|a?n|y|j|a)"
PERIOD_RULES: tuple[Rule, ...] = (
    rule("counted_from", "najZ", rf"{_QTY}-?J?(?P<u>u)(?:&aX)?[gbA]", counted_from),
    rule("units_from", "u", r"(?P<n>j?)(?P<u>u)[gbA]", units_from),
    rule("counted_twice", "na", r"(?P<n>a?n|a)(?P<u>u)&(?P<n2>a?n|a)(?P<u2>u)[gbA]", counted_twice),
    rule("from_now", "naj", rf"{_QTY}(?P<u>u)F[vK]", counted_from),
    rule("the_units", "T=", r"[T=](?P<o>[ol])?(?P<n>n)(?P<u>[uq])", the_units),
    rule("unit_end", "u", r"(?P<u>u)'?-?E", unit_end),
    rule("the_year_ended", "T", r"T(?P<u>u)", the_year_ended),
    rule("the_weekend", "T", r"T(?P<u>u)", the_weekend),
    rule("unit_long", "nau", r"(?P<n>n?)-?(?P<u>u)-?J", unit_long),
    rule("stretch", "TPlNfLt=", rf"(?P<rel>[T=]?[PlNfL]|t)J?{_QTY}-?J?(?P<u>[uq])", stretch),
    rule("relative_unit", "TtlNPfSL=", r"(?P<rel>T?[tlNPfSL]|=[lNP])J?(?P<u>[uq])", relative_unit),
    rule("past_unit", "TP", r"(?P<rel>TP)(?P<n>)(?P<u>u)", stretch),
    rule("the_day_before", "T", r"(?P<rel>T)(?P<u>u)[bA]", the_day_before),
    rule("part_of_day", "tTSlNfP", r"(?P<rel>T?[tSlNfP]|T)(?P<p>p)(?P<side>[bA](?=[_,&i]|$))?", part_of_day),
    rule(
        "noon",
        "p",
        r"(?P<rel>)(?P<p>p)(?P<side>)",
        lambda hit: part_of_day(hit) if ":" in str(hit.lexed.tokens[hit.first].value) else None,
    ),
    rule("late_part", "e", r"(?P<e>e)-?(?P<p>p)", late_part),
    rule("day_word", "k", r"(?P<k>k)-?(?P<p>p)?", day_word),
    rule(
        "quarter",
        "oTtlN=yuY",
        r"(?P<rel>[T=]?[ltN]?)(?:u'?)?(?P<ago>u-[gb])?(?P<y0>y)?'?(?:Y-?)?(?P<o>[ol])-?(?P<half>[qX])(?:,?O?(?P<y>y))?",
        quarter,
    ),
    rule(
        "the_quarter", "Tuat", r"(?P<det>[Tt])?(?P<L>L)?(?:(?P<y>y)|(?P<ago>a?u-?[gb]))?-?(?P<noun>[qR])", the_quarter
    ),
    rule("year_ago", "u", r"(?P<det>)(?P<y>)(?P<ago>u-[gb])(?P<noun>)", the_quarter),
    rule("fiscal", "YTtlNL", r"(?P<rel>[T=]?[tlNL]?)Y(?:-?u)?,?(?P<y>y)?", fiscal),
    rule("set", "Vw@d", r"@|VJ?(?P<n>n?)(?P<u>u)|V[dmspU]|w|dQ", repeated),
    rule("duration", "naj", rf"{_QTY}-?(?:J-?)?(?P<u>[uq])", duration),
    rule("units_alone", "u", r"(?P<u>u)", units_alone),
    rule("vague", "vrT", r"v|T?r|TxR?r", vague),
    rule("the_past", "T", r"TP", the_past),
    rule("current", "t", r"t", current),
)
