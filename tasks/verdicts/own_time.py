"""Whether two claims are each of their own time: this October's jobs report and last October's.

Much news comes again: the monthly figures, the yearly accident, the next court day. Two such reports share nearly all
their words, so no likeness tells them apart; their days do. In: two sides. Out: whether each speaks of its own time
only, so that neither says anything of the other's. See VERDICTS.md section 2 (same event: time of the event).
"""

from datetime import date, timedelta

from tasks.model import AsOf
from tasks.verdicts.side import Side
from tasks.vocabulary import AsOfBasis

# News of one event that is not dated in the text lies closer together; the shortest round is a month.
NEWS_DAYS = 45
PERIOD = timedelta(days=27)  # "in October", "in the third quarter": a figure of a stretch, not of a moment


def each_of_its_own_time(ours: Side, theirs: Side) -> bool:
    """Far apart in publication, and neither names the other's time in its clause."""
    first, second = ours.day, theirs.day
    if first is None or second is None or abs((first - second).days) <= NEWS_DAYS:
        return False
    return _is_of(ours, first) and _is_of(theirs, second)


def of_two_periods(ours: AsOf | None, theirs: AsOf | None) -> bool:
    """Two stretches of the calendar, each named by its text, that do not meet: what fell in May did not in June."""
    if ours is None or theirs is None or not (_is_period(ours) and _is_period(theirs)):
        return False
    shared = min(ours.end, theirs.end) - max(ours.start, theirs.start)
    return shared < PERIOD / 2


def _is_period(as_of: AsOf) -> bool:
    return as_of.basis is AsOfBasis.TEXT and as_of.end - as_of.start >= PERIOD


def _is_of(side: Side, day: date) -> bool:
    """Whether a claim speaks of the days around its own publication, as far as its words tell."""
    if side.years:
        return False
    as_of = side.claim.figure.as_of if side.claim.figure else None
    if as_of is not None and as_of.basis is not AsOfBasis.PUBLICATION:
        return abs((as_of.end.date() - day).days) <= NEWS_DAYS
    when = side.claim.when
    if when is None:
        return True
    return min(abs((when.start - day).days), abs((when.end - day).days)) <= NEWS_DAYS
