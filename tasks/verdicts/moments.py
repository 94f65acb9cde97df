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
