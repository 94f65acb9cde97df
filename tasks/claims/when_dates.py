"""Rules for days and months: "Tuesday, Sept. 2", "2 September 2025", "last Friday night", "in April".

Each function reads one hit of the grammar and returns what it means, or None where the words are no date.
"""

import re
from datetime import date
from typing import Final

from tasks.claims.calendar_span import Span, day_span, month_span, unit_span
from tasks.claims.when_clock import with_part
from tasks.claims.when_eras import COUNTED, which_of
from tasks.claims.when_grammar import Hit, Rule, rule
from tasks.claims.when_numbers import Token
from tasks.claims.when_reckoning import Read
from tasks.vocabulary import Granularity

MAX_MONTH_DAY = 31
HUNDRED = 100
LEAST_PLURAL = 3  # letters of "was" and "its", which are none
LISTED_TOKENS = 3  # month, day and "and" before the next day


def full_date(hit: Hit) -> Read | None:
    """As in "Tuesday, Sept. 2, 2025", "2 September 2025", "September 2nd", "Jan. 1": a day with or without its year."""
    month, number, year = hit.part("m"), hit.part("n"), hit.part("y")
    if month is None or number is None or not isinstance(month.value, int):
        return None
    day = _day_number(number)
    if day is None or (number.letter == "n" and not number.text[0].isdigit()):
        return None
    if year is None and hit.before() == "in" and hit.lexed.tokens[hit.first].letter == "m" and is_many(hit.following()):
        return None  # "In August 19 civilians were killed": a day follows "on"
    if year is None and (hit.letter_after() == "u" or hit.following() == "percent"):
        return None
    if year is not None and isinstance(year.value, int):
        return _dated(date(year.value, month.value, day), "date_full")
    way = -1 if hit.lexed.tokens[hit.first].letter == "l" else hit.way()
    found, anchor = hit.reckoner.year_for(month.value, day, way)
    if found is None:
        return Read("DATE", f"XXXX-{month.value:02d}-{day:02d}", "date_no_year")
    return Read(
        "DATE",
        date(found, month.value, day).isoformat(),
        "date_year_from_context",
        day_span(date(found, month.value, day)),
        anchor,
    )


def is_many(word: str) -> bool:
    """Whether a word is a plural that a number may count."""
    return (word.endswith("s") and len(word) > LEAST_PLURAL and word.isalpha()) or word in {"people", "men", "women"}


def short_year_date(hit: Hit) -> Read | None:
    """As in "18 NOV 89": two digits that are no day of a month are a year of the last century."""
    month, number, short = hit.part("m"), hit.part("n"), hit.part("yy")
    if month is None or number is None or short is None or not isinstance(month.value, int):
        return None
    day, year = _day_number(number), short.value
    if day is None or not isinstance(year, float) or not MAX_MONTH_DAY < year < HUNDRED or len(short.text) != len("89"):
        return None
    return _dated(date(1900 + int(year), month.value, day), "date_short_year")


def _day_number(token: Token) -> int | None:
    value = token.value
    if not isinstance(value, int | float) or value != int(value) or not 1 <= value <= MAX_MONTH_DAY:
        return None
    return int(value)


def _dated(day: date, name: str) -> Read:
    return Read("DATE", day.isoformat(), name, day_span(day), "text")


def numeric_date(hit: Hit) -> Read | None:
    """As in "2025-09-02", and "9/2/2025" in the American order unless that is impossible."""
    token = hit.lexed.tokens[hit.first]
    if "-" in token.text:
        day = date.fromisoformat(token.text[:10])
        return _dated(day, "date_iso")
    month, number, year = (int(piece) for piece in token.text.split("/"))
    if month > 12 >= number:  # noqa: PLR2004  # months of a year
        month, number = number, month
    century = 0 if year > 99 else (2000 if year < 40 else 1900)  # noqa: PLR2004  # two digits: POSIX's century, moved
    return _dated(date(century + year, month, number), "date_numeric")


def month_year(hit: Hit) -> Read | None:
    """As in "March 2011", "April of last year", "September last year"."""
    month, year, relative = hit.part("m"), hit.part("y"), hit.letters("rel")
    if month is None or not isinstance(month.value, int):
        return None
    if year is not None and isinstance(year.value, int):
        span = month_span(year.value, month.value)
        return Read("DATE", span.value, "month_year", span, "text")
    base, anchor = hit.reckoner.base()
    unit = hit.lexed.tokens[hit.after - 1].value
    which = which_of(relative)
    if which == "same" or "f" in relative:
        named, anchor = hit.reckoner.last_named()
        base = named.start if named else None
    if base is None or unit != ("Y", 1):
        return None
    step = {"last": -1, "next": 1}.get(which, 0)
    span = month_span(base.year + step, month.value)
    return Read("DATE", span.value, "month_of_year", span, anchor)


def month_alone(hit: Hit) -> Read | None:
    """As in "in April": a month without its year is the nearest past one, if the clause does not look ahead."""
    month = hit.part("m")
    if month is None or not isinstance(month.value, int):
        return None
    which = which_of(hit.letters("rel"))
    counts = hit.before() == "in" and hit.letter_after() == "n" and is_many(hit.following(1))
    if hit.letter_after() in {"n", "o", "y"} and "-" not in hit.lexed.letters[hit.first : hit.after] and not counts:
        return None
    doubtful = month.text in {"May", "March", "Mar", "MAY", "MARCH", "August", "April", "June"}
    if doubtful and not which and not _month_is_dated(hit, month.text):
        return None
    span, anchor = hit.reckoner.month(month.value, which, 0 if which else hit.way())
    if span is None:
        return Read("DATE", f"XXXX-{month.value:02d}", "month_no_year")
    return Read("DATE", span.value, "month_from_context", span, anchor)


def _month_is_dated(hit: Hit, month: str) -> bool:
    """Whether a month that is also a word or a name stands where a date stands."""
    before = hit.before()
    if before in {"the", "a"} and hit.following()[:1].islower():
        return True
    firm = {
        "in",
        "since",
        "until",
        "by",
        "early",
        "late",
        "mid",
        "of",
        "from",
        "to",
        "during",
        "through",
        "between",
        "before",
        "after",
        "this",
        "every",
        "each",
        "ended",
        "-",
    }
    if before in firm:
        return not (
            month in {"April", "June", "August", "May"}
            and before in {"to", "of", "from", "by", "after", "before", "-"}
            and hit.following()[:1].isupper()
        )
    following = hit.following()
    if month in {"April", "June", "August"}:
        own = hit.lexed.tokens[hit.after] if hit.after < len(hit.lexed.tokens) else None
        return own is None or not own.text[:1].isupper()
    return following in {"'s", "’s"} or (
        before in {"and", "or", "the", "last"} and hit.lexed.letters[max(0, hit.first - 2)] == "m"
    )


def weekday(hit: Hit) -> Read | None:
    """As in "Friday", "last Tuesday", "on Thursday night": the tense of the clause tells which one."""
    named, part = hit.part("d"), hit.part("p")
    if named is None or not isinstance(named.value, int):
        return None
    which = which_of(hit.letters("rel"))
    if hit.following() in {"times", "post", "telegraph", "herald", "mirror", "express", "mail"} and not which:
        return None
    way = 0 if which in {"last", "next", "same"} else hit.way()
    follows = which == "same" or _ends_range(hit)
    span = _same_weekday(hit, named.value) if follows else hit.reckoner.weekday(named.value, which, way)
    if span is None:
        suffix = f"T{part.value}" if part else ""
        return Read(
            "TIME" if part else "DATE", f"XXXX-WXX-{named.value + 1}{suffix}", "weekday_unanchored", names=False
        )
    return with_part(Read("DATE", span.value, "weekday", span, hit.reckoner.now()[1]), part)


def weekday_of_week(hit: Hit) -> Read | None:
    """As in "Friday last week", "Tuesday of this week"."""
    named, unit = hit.part("d"), hit.part("u")
    base, anchor = hit.reckoner.now()
    if named is None or unit is None or unit.value != ("W", 1) or base is None or not isinstance(named.value, int):
        return None
    step = {"last": -1, "next": 1}.get(which_of(hit.letters("rel")), 0)
    day = date.fromordinal(unit_span(base, "W", step).start.toordinal() + named.value)
    return with_part(Read("DATE", day.isoformat(), "weekday_of_week", day_span(day), anchor), hit.part("p"))


def _ends_range(hit: Hit) -> bool:
    """As in "from Thursday to Saturday", "overnight Friday into Saturday": the second day comes after the first."""
    if hit.first < 2 or hit.lexed.letters[hit.first - 2] not in "dp":  # noqa: PLR2004 -- two tokens before it
        return False
    return hit.lexed.letters[hit.first - 1] in "~-" or hit.before() == "into"


def _same_weekday(hit: Hit, day: int) -> Span | None:
    """As in "that Thursday" lies in the days after the last date named."""
    span, _ = hit.reckoner.last_named("D")
    if span is None:
        return hit.reckoner.weekday(day, "", hit.way())
    ahead = (day - span.start.weekday()) % 7
    return day_span(date.fromordinal(span.start.toordinal() + ahead))


_LISTING = "&-~/,"


def day_of_list(hit: Hit) -> Read | None:
    """A day whose month is printed beside it: "October 8 and 13", "12-14 July", "Aug. 28 to 29", "on the 20th"."""
    token = hit.part("n") or hit.part("n1") or hit.part("n2")
    day = _day_number(token) if token is not None else None
    if token is None or day is None or (token.letter == "n" and not token.text.isdecimal()):
        return None
    month = _month_ahead(hit) or _month_behind(hit)
    if month is not None:
        span = month_span(*month)
        return Read(
            "DATE",
            date(span.start.year, span.start.month, day).isoformat(),
            "day_of_list",
            day_span(date(span.start.year, span.start.month, day)),
            "text",
        )
    if (
        token.letter != "o"
        or hit.lexed.tokens[hit.first].letter != "T"
        or hit.before() not in {"on", "by", "until", "before"}
    ):
        return None
    if hit.letter_after() not in {"", "_", ",", "&", "i"}:
        return None
    named, anchor = hit.reckoner.last_named()
    if named is None or named.granularity not in {Granularity.DAY, Granularity.MONTH}:
        return None
    found = date(named.start.year, named.start.month, day)
    return Read("DATE", found.isoformat(), "day_of_named_month", day_span(found), anchor)


_FUNCTION_WORDS: Final = frozenset({"was", "is", "has", "as", "this", "his", "its", "across", "unless", "perhaps"})


def _month_behind(hit: Hit) -> tuple[int, int] | None:
    """The month of the date just before "and 13": year and month."""
    letters, named = hit.lexed.letters, hit.reckoner.named
    if hit.first < LISTED_TOKENS or letters[hit.first - 1] not in _LISTING or letters[hit.first - 2] not in "no":
        return None
    if letters[hit.first - 3] not in "m&-,~" or named is None or named.span.granularity is not Granularity.DAY:
        return None
    if _counts_something(hit):
        return None
    before = _day_number(hit.lexed.tokens[hit.first - 2])
    return (named.span.start.year, named.span.start.month) if before == named.span.start.day else None


def _counts_something(hit: Hit) -> bool:
    """Whether the number goes with what follows: "July 19, 6-year-old Ann", "on May 3 and 13 people"."""
    letters, after = hit.lexed.letters, hit.letter_after()
    if letters[hit.first - 1] == "," and after not in {"&", ","}:
        return True
    if after == "-" and letters[hit.after + 1 : hit.after + 2] not in {"n", "o"}:
        return True
    word = hit.following()
    plural = after == "x" and word.endswith("s") and word not in _FUNCTION_WORDS
    return after in {"u", "h", "M", "y", "z"} or plural or word in COUNTED


def _month_ahead(hit: Hit) -> tuple[int, int] | None:
    """The month behind "12-14 July" or "28 and 29 August": year and month."""
    letters, tokens = hit.lexed.letters, hit.lexed.tokens
    ahead = re.match(r"[&~-]T?[no]O?(m)(?:,?(y))?", letters[hit.after : hit.after + 7])
    if ahead is None:
        return None
    month = tokens[hit.after + ahead.start(1)].value
    printed = tokens[hit.after + ahead.start(2)].value if ahead.start(2) > 0 else None
    if not isinstance(month, int):
        return None
    if isinstance(printed, int):
        return printed, month
    found, _ = hit.reckoner.year_for(month, None, hit.way())
    return (found, month) if found else None


_REL = r"(?P<rel>tP|T?[lNtS]|T[fPL]|T|)"  # "following Saturday's shooting" is no determiner
DATE_RULES: tuple[Rule, ...] = (
    rule("date_mdy", "dmltN", r"(?:[ltN]?N?d[,_]?|l)?(?P<m>m)T?(?P<n>[no])(?:,?(?P<y>y)(?!u))?", full_date),
    rule("date_dmy", "dTno", r"(?:d,?)?T?(?P<n>[no])O?(?P<m>m)(?:,?(?P<y>y)(?!u))?", full_date),
    rule("date_dmyy", "n", r"(?P<n>n)(?P<m>m)(?P<yy>n)(?P<y>)", short_year_date),
    rule("date_numeric", "C", r"C", numeric_date),
    rule("month_year", "m", r"(?P<m>m)(?:,?O?(?P<y>y)|O?(?P<rel>T?[ltNPfS]S?)u)", month_year),
    rule("month", "mlNtT", r"(?P<rel>tP|T?[lNtP])?(?P<m>m)", month_alone),
    rule("weekday", "dlNtPfSTL", rf"{_REL}N?(?P<d>d)(?:-?(?P<p>p))?", weekday),
    rule("weekday_of_week", "d", r"(?P<d>d)(?P<p>p)?O?(?P<rel>T?[ltN])(?P<u>u)", weekday_of_week),
    rule("day_list", "nTo", r"(?:(?<=[&~,/-])(?P<n1>[no])|T?(?P<n>[no])(?=[&~-]T?[no]O?m)|T(?P<n2>o))", day_of_list),
)
