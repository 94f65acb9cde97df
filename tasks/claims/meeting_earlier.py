"""The earlier time that a count implies: "six years" before 2025, "since July 2000", "the war of 1950-53".

In: a stretch of a sentence, its times (offsets into the sentence), the day it speaks from. Out: the earlier time as a
civil interval, and how long ago it was in the coarsest unit that is not nothing. None where no calendar holds it.
"""

import re
from collections.abc import Sequence
from datetime import date, timedelta

from tasks.claims.meeting_words import DATED, MONTHS
from tasks.model import Timex, When
from tasks.vocabulary import Granularity

_DAYS = {"day": 1, "week": 7, "month": 30.44, "year": 365.25, "decade": 3652.5, "century": 36525}
_YEARS = {"year": 1, "decade": 10, "century": 100}
_DAY_GRAINS = frozenset({Granularity.DAY, Granularity.PART_OF_DAY, Granularity.MINUTE})
_DATED = re.compile(DATED, re.IGNORECASE)
_SAME_YEAR = re.compile(r",?\s(?:of|in)\s(?:the same|that) year\b", re.IGNORECASE)
MONTHS_IN_YEAR = 12
_TAIL_CHARS = 12  # a date may begin at the end of the stretch


def date_after(text: str, start: int, stop: int, timexes: Sequence[Timex]) -> tuple[int, int, When] | None:
    """The first date between two places: one that the reader of times resolved, else a plain year."""
    found = _DATED.search(text, start, min(len(text), stop + _TAIL_CHARS))
    if found is not None and found["until"]:  # "the war of 1950-53": over in 1953
        year = int(found["year"][:2] + found["until"])
        return found.start(), found.end(), _year(year, found.group())
    for timex in timexes:
        if start <= timex.start <= stop and timex.when is not None and timex.type == "DATE":
            # "January of the same year" is a year that was named before, not that of publication.
            named = _SAME_YEAR.search(text, timex.start, timex.end) or _SAME_YEAR.match(text, timex.end)
            if named and not timex.anchor.startswith("text"):
                return None
            return timex.start, timex.end, timex.when
    if found is None:
        return None
    year, month = int(found["year"]), MONTHS.get((found["month"] or "").lower().rstrip("."))
    if month is None:
        return found.start(), found.end(), _year(year, found.group())
    last = date(year + month // MONTHS_IN_YEAR, month % MONTHS_IN_YEAR + 1, 1) - timedelta(days=1)
    when = When(date(year, month, 1), last, Granularity.MONTH, text=found.group(), rule="month of a last time")
    return found.start(), found.end(), when


def time_gone(when: When, reference: date) -> tuple[float, str] | None:
    """How long before a day an earlier time lies: years, else months, else days; None for a time not before it."""
    if when.start >= reference:
        return None
    years = reference.year - when.start.year
    months = years * MONTHS_IN_YEAR + reference.month - when.start.month
    if years >= 1 and (months >= MONTHS_IN_YEAR or when.granularity is Granularity.YEAR):
        return float(years), "years"
    if months >= 1 and when.granularity is not Granularity.YEAR:
        return float(months), "months"
    if when.granularity in _DAY_GRAINS:
        return float((reference - when.start).days), "days"
    return None


def so_long_before(reference: date | None, count: float, unit: str) -> When | None:
    """The year (or month, or day) that lies so long before a day; "six years" before 2025 is 2019."""
    if reference is None or count * _DAYS[unit] >= reference.toordinal():
        return None
    if unit in _YEARS and count == int(count):
        return _year(reference.year - int(count) * _YEARS[unit], "", approximate=True)
    then = reference - timedelta(days=count * _DAYS[unit])
    if unit == "month":
        first = then.replace(day=1)
        last = (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)
        return When(first, last, Granularity.MONTH, approximate=True, rule="so long before")
    return When(then, then, Granularity.DAY, approximate=True, rule="so long before")


def _year(year: int, text: str, *, approximate: bool = False) -> When:
    rule = "so long before" if approximate else "year of a last time"
    return When(
        date(year, 1, 1),
        date(year, 12, 31),
        Granularity.YEAR,
        approximate=approximate,
        text=text,
        rule=rule,
        timex=str(year),
    )
