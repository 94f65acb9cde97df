"""Stretches of the calendar: the day, week, month, quarter, season, year, decade that a phrase names.

In: civil dates and counts of units. Out: `Span`, a closed interval of civil days with its granularity and its
TIMEX3 value. Nothing here knows a zone or a clock; a date before year 1 or after 9999 raises OverflowError or
ValueError, which the reader of times takes as "no such date".
"""

import calendar
from dataclasses import dataclass
from datetime import date, timedelta

from tasks.vocabulary import Granularity

WEEK_DAYS = 7
MONTHS_IN_YEAR = 12
QUARTER_MONTHS = 3
# ISO 8601 and TIMEX3 name the seasons of the northern year; winter begins in December of the year it is named by.
SEASON_FIRST_MONTH = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}


@dataclass(frozen=True, slots=True)
class Span:
    """A closed interval of civil days, how fine it was named, and its TIMEX3 value."""

    start: date
    end: date
    granularity: Granularity
    value: str


def day_span(day: date) -> Span:
    """One civil day."""
    return Span(day, day, Granularity.DAY, day.isoformat())


def week_span(day: date) -> Span:
    """The week, Monday to Sunday (ISO 8601), that holds a day."""
    year, week, weekday = day.isocalendar()
    monday = day - timedelta(days=weekday - 1)
    return Span(monday, monday + timedelta(days=6), Granularity.WEEK, f"{year}-W{week:02d}")


def weekend_span(day: date) -> Span:
    """Saturday and Sunday of the week that holds a day."""
    week = week_span(day)
    return Span(week.end - timedelta(days=1), week.end, Granularity.WEEKEND, f"{week.value}-WE")


def month_span(year: int, month: int) -> Span:
    """A calendar month; `month` may lie outside 1-12 and carries into the year."""
    carry, index = divmod(month - 1, MONTHS_IN_YEAR)
    year, month = year + carry, index + 1
    last = calendar.monthrange(year, month)[1]
    return Span(date(year, month, 1), date(year, month, last), Granularity.MONTH, f"{year:04d}-{month:02d}")


def quarter_span(year: int, quarter: int) -> Span:
    """A calendar quarter; `quarter` may lie outside 1-4 and carries into the year."""
    carry, index = divmod(quarter - 1, 4)
    year, quarter = year + carry, index + 1
    first, last = month_span(year, index * QUARTER_MONTHS + 1), month_span(year, (index + 1) * QUARTER_MONTHS)
    return Span(first.start, last.end, Granularity.QUARTER, f"{year:04d}-Q{quarter}")


def half_span(year: int, half: int) -> Span:
    """January to June, or July to December."""
    first = month_span(year, 6 * half - 5)
    return Span(first.start, month_span(year, 6 * half).end, Granularity.SPAN, f"{year:04d}-H{half}")


def season_span(year: int, season: str) -> Span:
    """Three whole months; the winter of a year runs from its December into the next February."""
    month = SEASON_FIRST_MONTH[season]
    first, last = month_span(year, month), month_span(year, month + 2)
    return Span(first.start, last.end, Granularity.SEASON, f"{year:04d}-{season}")


def year_span(year: int) -> Span:
    """A calendar year."""
    return Span(date(year, 1, 1), date(year, 12, 31), Granularity.YEAR, f"{year:04d}")


def decade_span(year: int) -> Span:
    """The ten years that share all but the last digit of a year."""
    first = year - year % 10
    return Span(date(first, 1, 1), date(first + 9, 12, 31), Granularity.DECADE, f"{first // 10:03d}")


def century_span(ordinal: int) -> Span:
    """The Nth century as news counts it: the 20th is 1900 to 1999."""
    first = max(1, (ordinal - 1) * 100)
    return Span(date(first, 1, 1), date((ordinal - 1) * 100 + 99, 12, 31), Granularity.CENTURY, f"{ordinal - 1:02d}")


def run_span(start: date, end: date) -> Span:
    """Any other run of days, written as an ISO 8601 interval."""
    return Span(start, end, Granularity.SPAN, f"{start.isoformat()}/{end.isoformat()}")


def add_months(day: date, months: int) -> date:
    """The same day so many months on, or the last day of that month where it has no such day."""
    span = month_span(day.year, day.month + months)
    return span.start.replace(day=min(day.day, span.end.day))


def unit_span(day: date, unit: str, count: int = 0) -> Span:
    """The whole day, week, month ... that lies `count` units from the one that holds `day`.

    `unit` is a letter of ISO 8601 durations, or WE (weekend), Q (quarter), DE (decade), CE (century).
    """
    if unit == "D":
        return day_span(day + timedelta(days=count))
    if unit == "W":
        return week_span(day + timedelta(days=WEEK_DAYS * count))
    if unit == "WE":
        return weekend_span(day + timedelta(days=WEEK_DAYS * count))
    if unit == "M":
        return month_span(day.year, day.month + count)
    if unit == "Q":
        return quarter_span(day.year, (day.month - 1) // QUARTER_MONTHS + 1 + count)
    if unit == "Y":
        return year_span(day.year + count)
    if unit == "DE":
        return decade_span(day.year + 10 * count)
    return century_span(day.year // 100 + 1 + count)


def moved(day: date, unit: str, count: float) -> date:
    """The day that lies `count` units of a duration away (hours and less stay within the day)."""
    if unit in {"D", "WE"}:
        return day + timedelta(days=count)
    if unit == "W":
        return day + timedelta(days=WEEK_DAYS * count)
    months = {"M": 1, "Q": 3, "Y": 12, "DE": 120, "CE": 1200}.get(unit)
    return add_months(day, round(months * count)) if months else day


def weekday_before(day: date, weekday: int, *, strictly: bool = False) -> date:
    """The last such weekday (Monday 0) up to a day, the day itself included unless `strictly`."""
    back = (day.weekday() - weekday) % WEEK_DAYS
    return day - timedelta(days=back or (WEEK_DAYS if strictly else 0))


def weekday_after(day: date, weekday: int, *, strictly: bool = False) -> date:
    """The first such weekday from a day on, the day itself included unless `strictly`."""
    ahead = (weekday - day.weekday()) % WEEK_DAYS
    return day + timedelta(days=ahead or (WEEK_DAYS if strictly else 0))


def nth_weekday(year: int, month: int, weekday: int, nth: int) -> date:
    """The nth such weekday of a month; -1 is its last."""
    span = month_span(year, month)
    if nth < 0:
        return weekday_before(span.end, weekday)
    return weekday_after(span.start, weekday) + timedelta(days=WEEK_DAYS * (nth - 1))


def easter(year: int) -> date:
    """Easter Sunday of the Gregorian calendar (anonymous algorithm of 1876, in Meeus, Astronomical Algorithms)."""
    golden, century, rest = year % 19, year // 100, year % 100
    skipped, leap = divmod(century, 4)
    correction = (century - (century + 8) // 25 + 1) // 3
    epact = (19 * golden + century - skipped - correction + 15) % 30
    quarter, remainder = divmod(rest, 4)
    weekday = (32 + 2 * leap + 2 * quarter - epact - remainder) % 7
    shift = (golden + 11 * epact + 22 * weekday) // 451
    month, day = divmod(epact + weekday - 7 * shift + 114, 31)
    return date(year, month, day + 1)
