"""Rules for the calendar of business: quarters, halves, fiscal years, "the year-ago period".

A fiscal year is taken for the calendar year, as a page seldom says when it ends; a quarter without its year is the
latest one begun, or the next.
"""

from datetime import date
from typing import Final

from tasks.claims.calendar_span import half_span, quarter_span, year_span
from tasks.claims.when_eras import which_of
from tasks.claims.when_grammar import Hit, Rule, rule
from tasks.claims.when_reckoning import Read
from tasks.claims.when_relative import from_publication

QUARTER_MONTHS: Final = 3


def quarter(hit: Hit) -> Read | None:
    """As in "the third quarter", "fourth-quarter", "last year's first quarter", "the first half of 1989"."""
    ordinal, printed = hit.part("o"), hit.part("y")
    halves = hit.letters("half") == "X"
    if ordinal is not None and ordinal.letter == "l" and halves:
        ordinal = ordinal._replace(value=2)  # "the last half of 1989"
    if ordinal is None or not isinstance(ordinal.value, int) or not 1 <= ordinal.value <= (2 if halves else 4):
        return None
    if halves and hit.following() == "of" and printed is None:
        return None  # "the last half of the '80s"
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


def short_quarter(hit: Hit) -> Read | None:
    """As in "Q3", "2Q 2024", "Q4 of last year"."""
    token, printed = hit.part("h"), hit.part("y")
    base, anchor = hit.reckoner.base()
    if token is None or not isinstance(token.value, int):
        return None
    if printed is not None and isinstance(printed.value, int):
        year, anchor = printed.value, "text"
    elif base is None:
        return Read("DATE", f"XXXX-Q{token.value}", "quarter_unanchored", names=False)
    else:
        year = _quarter_year(base, token.value, QUARTER_MONTHS)
    span = quarter_span(year, token.value)
    return Read("DATE", span.value, "quarter", span, anchor)


def the_quarter(hit: Hit) -> Read | None:
    """As in "the quarter", "the latest quarter", "the year-ago period": the quarter last named or one a year before."""
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
        return from_publication(hit, "Q", -1)
    return Read("DATE", base.value, "quarter_named", base, "text")


def fiscal(hit: Hit) -> Read | None:
    """As in "fiscal 1989", "the current fiscal year": taken for the calendar year."""
    printed = hit.part("y")
    base, anchor = hit.reckoner.base()
    step = {"last": -1, "next": 1}.get(which_of(hit.letters("rel")), 0)
    if printed is not None and isinstance(printed.value, int):
        span, anchor = year_span(printed.value), "text"
    elif base is not None:
        span = year_span(base.year + step)
    else:
        return None
    return Read("DATE", span.value, "fiscal_year", span, anchor)


BUSINESS_RULES: tuple[Rule, ...] = (
    rule(
        "quarter",
        "oTtlN=yuY",
        r"(?P<rel>[T=]?[ltN]?)(?:u'?)?(?P<ago>u-[gb])?(?P<y0>y)?'?(?:Y-?)?(?P<o>[ol])-?(?P<half>[qX])(?:,?O?(?P<y>y))?",
        quarter,
    ),
    rule("short_quarter", "H", r"(?P<h>H)(?:,?O?(?P<y>y))?", short_quarter),
    rule(
        "the_quarter", "Tuat", r"(?P<det>[Tt])?(?P<L>L)?(?:(?P<y>y)|(?P<ago>a?u-?[gb]))?-?(?P<noun>[qR])", the_quarter
    ),
    rule("same_period", "T", r"T[SxL]?(?P<noun>[Rq])(?P<det>)(?P<y>)(?P<ago>O?T?lu|a?u[gb])", the_quarter),
    rule("year_ago", "ua", r"a?(?P<det>)(?P<y>)(?P<ago>u-[gb])(?P<noun>)", the_quarter),
    rule("fiscal", "YTtlNL", r"(?P<rel>[T=]?[tlNL]?)Y(?:-?u)?,?(?P<y>y)?", fiscal),
)
