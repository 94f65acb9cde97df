"""Which of two figures holds for the earlier moment (VERDICTS.md section 4).

In: the as-of of two figures, either of which may be unknown. Out: an order, and how firm it is.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from tasks.model import AsOf
from tasks.settings import Rules
from tasks.vocabulary import AsOfBasis

ONE_DAY = timedelta(days=1)
LOOSE = timedelta(hours=18)  # "on Monday" of Monday noon and of Tuesday noon may be two counts

HOURS_LEFT = timedelta(hours=3)  # of the day after a count, in which it may have grown


class Order(StrEnum):
    """Where their moment lies, seen from ours."""

    EARLIER = "earlier"
    LATER = "later"
    SAME = "same"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Moment:
    """The order of two figures; `firm` where at least one side states its own as-of, `near` within the window."""

    order: Order
    firm: bool
    near: bool
    far: bool = False  # more than a day apart
    loose: bool = False  # the stretches overlap, and one ends much later


def order_of(ours: AsOf | None, theirs: AsOf | None, rules: Rules, *, is_breaking: bool = True) -> Moment:
    """Compare two as-ofs; two that overlap are the same moment, and one that is unknown has no order."""
    if ours is None or theirs is None:
        return Moment(Order.UNKNOWN, firm=False, near=False)
    firm = AsOfBasis.PUBLICATION not in {ours.basis, theirs.basis}
    window = timedelta(hours=rules.breaking_hours) if is_breaking else timedelta(days=rules.estimate_days)
    if theirs.start > ours.end:
        return Moment(Order.LATER, firm, near=theirs.start - ours.end <= window, far=theirs.start - ours.end > ONE_DAY)
    if theirs.end < ours.start:
        return Moment(
            Order.EARLIER, firm, near=ours.start - theirs.end <= window, far=ours.start - theirs.end > ONE_DAY
        )
    return Moment(Order.SAME, firm, near=True, loose=abs(theirs.end - ours.end) > LOOSE)


def by_the_end_of_the_day(
    moment: Moment, ours: AsOf | None, theirs: AsOf | None, printed: tuple[datetime | None, datetime | None]
) -> Moment:
    """Order two figures of one day where one is told on a later day: who looks back tells the day's last count.

    "The toll had stood at 206 on January 10" is later than the 202 of that morning. `printed`: when each came out.
    """
    if moment.order is not Order.SAME or ours is None or theirs is None:
        return moment
    if _looks_back(theirs, printed[1]) and ours.end < theirs.end - HOURS_LEFT and ours.start >= theirs.start:
        return Moment(Order.LATER, moment.firm, near=True)
    if _looks_back(ours, printed[0]) and theirs.end < ours.end - HOURS_LEFT and theirs.start >= ours.start:
        return Moment(Order.EARLIER, moment.firm, near=True)
    return moment


def _looks_back(as_of: AsOf, printed: datetime | None) -> bool:
    whole_day = timedelta(hours=20) <= as_of.end - as_of.start <= ONE_DAY
    return whole_day and as_of.basis is AsOfBasis.TEXT and printed is not None and printed > as_of.end + ONE_DAY


def shown(as_of: AsOf | None) -> str:
    """The moment in words for a finding: "5 September 2025, 09:30 UTC" or "2 September 2025"."""
    if as_of is None:
        return "at a time that is not stated"
    if as_of.end - as_of.start < timedelta(hours=12):
        return f"{_day(as_of.start)}, {as_of.start:%H:%M} UTC"
    middle = as_of.start + (as_of.end - as_of.start) / 2
    if as_of.end - as_of.start <= timedelta(days=2):
        return _day(middle)
    return f"{_day(as_of.start)} to {_day(as_of.end)}"


def _day(instant: datetime) -> str:
    return f"{instant.day} {instant:%B %Y}"
