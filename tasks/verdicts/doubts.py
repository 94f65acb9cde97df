"""Why two figures that differ do not speak against each other although they count one thing.

In: two sides behind an open gate, and the order of their moments. Out: the reason as a finished sentence, or None. What
is only supposed is no count, a rival's count of another day is no dispute, and a sentence that prints our number beside
its own tells of two things or of two counters.
"""

import re
from datetime import timedelta

from tasks.model import AsOf, Figure
from tasks.verdicts.factors import of_several
from tasks.verdicts.likeness import clause
from tasks.verdicts.moments import Moment, Order
from tasks.verdicts.of_many import of_two_things
from tasks.verdicts.rates import rates_apart
from tasks.verdicts.roles import role_of
from tasks.verdicts.running import goes_on, is_aimed
from tasks.verdicts.setting import Printed
from tasks.verdicts.side import Side
from tasks.verdicts.stretches import of_other_stretches
from tasks.verdicts.wording import number_words
from tasks.vocabulary import GROWING_ROLES, AsOfBasis

# Who is presumed dead is counted neither among the dead nor among the living.
_SUPPOSED = re.compile(
    r"\b(?:presumed|feared|assumed|believed|thought) (?:to (?:be|have) )?(?:been )?(?:dead|died|killed|lost|drowned)\b",
    re.IGNORECASE,
)
MOST_OF_A_DAY = timedelta(hours=6)  # as much as a day has had when its noon paper is printed
RISE_OF_A_DAY = 1.25  # more is no rise of some hours
SLIPPED = 3  # digits
# What a programme promises is not yet what came to pass.
_PLANNED = re.compile(
    r"\b(?:on the (?:programme|program|schedule|agenda)|scheduled|planned|is to|are to|due to|expected to|will|set to|"
    r"allots?|allotted|foresees?|foreseen|envisage[sd]?|originally|reserved)\b",
    re.IGNORECASE,
)
MEASURED = frozenset(
    {"magnitude", "temperature", "distance", "area", "weight", "speed", "volume", "energy", "rank", "duration"}
)


def not_against(ours: Side, theirs: Side, moment: Moment, *, is_sure: bool) -> str | None:
    """The first reason why theirs cannot contradict ours; `is_sure` where both are surely one figure."""
    if is_supposed(ours) != is_supposed(theirs):
        return "Not comparable: one counts those who are only presumed dead."
    if why := of_other_stretches(ours, theirs) or of_two_things(ours, theirs):
        return why
    if why := of_several(ours, theirs) or rates_apart(ours, theirs):
        return why
    if why := _is_another_state(ours, theirs, moment):
        return why
    if _graded_part(ours, theirs) or _graded_part(theirs, ours):
        return "Not comparable: one counts only those hurt badly, or lightly."
    if _two_told(ours, theirs):
        return "Not comparable: one sentence gives both numbers, of two things or by two counters."
    if is_rival(ours, theirs) and moment.order in {Order.EARLIER, Order.LATER}:
        if moment.far or moment.firm or has_grown(ours, theirs, moment):
            return "Not comparable: another body counted it, at another time."
    elif moment.far and _is_counted_again(ours) and (not is_sure or has_grown(ours, theirs, moment)):
        return "Not comparable: such counts change from day to day, and the two are of different days."
    elif _rose_within_the_day(ours, theirs, moment):
        return "Not comparable: both are of one day, and the page printed later has the higher count."
    return None


def _is_another_state(ours: Side, theirs: Side, moment: Moment) -> str | None:
    """What was aimed at is no count of what came; what goes on has many states, of which an undated page tells one."""
    if is_aimed(ours) != is_aimed(theirs):
        return "Not comparable: one is what was aimed at or asked for."
    if moment.order is Order.UNKNOWN and any(goes_on(ours, theirs, is_later=later) for later in (True, False)):
        return "Not comparable: what they measure goes on, and one of the pages has no date."
    return None


def _rose_within_the_day(ours: Side, theirs: Side, moment: Moment) -> bool:
    """Two counts of which the text gives no more than the day, while the toll rises from noon to night."""
    left, right = ours.claim.figure, theirs.claim.figure
    first, second = ours.document.published, theirs.document.published
    if left is None or right is None or first is None or second is None or moment.order is not Order.SAME:
        return False
    if role_of(ours) not in GROWING_ROLES or not (_is_a_day(left.as_of) and _is_a_day(right.as_of)):
        return False
    grown = _is_higher_later(left, right, is_later=second.instant > first.instant)
    low, high = sorted((left.value, right.value))
    return grown and first.instant != second.instant and high <= RISE_OF_A_DAY * low and not is_slip(low, high)


def _is_a_day(as_of: AsOf | None) -> bool:
    return as_of is not None and as_of.basis is not AsOfBasis.PUBLICATION and as_of.end - as_of.start >= MOST_OF_A_DAY


def missing_apart(ours: Figure, theirs: Figure, printed: frozenset[Printed]) -> str | None:
    """As in 70 dead and 2 missing against "all 72 killed": one page counts the missing among the dead."""
    missing = theirs.value - ours.value
    if not ours.role == theirs.role == "killed" or ("missing", None, missing) not in printed:
        return None
    return f"Not comparable: theirs counts among the dead the {number_words(missing)} whom the article calls missing."


def has_grown(ours: Side, theirs: Side, moment: Moment) -> bool:
    """Whether the later of two counts is the higher, as of a toll that rises, and no slip of the digits."""
    left, right = ours.claim.figure, theirs.claim.figure
    if left is None or right is None or moment.order not in {Order.EARLIER, Order.LATER}:
        return False
    if is_slip(left.value, right.value):
        return False
    return _is_higher_later(left, right, is_later=moment.order is Order.LATER)


def _is_higher_later(left: Figure, right: Figure, *, is_later: bool) -> bool:
    """Whether the later of two figures is the higher; `is_later`: the right one is."""
    return right.value > left.value if is_later else left.value > right.value


def _is_counted_again(side: Side) -> bool:
    """Cases, homes without power, shares and prices are counted anew; a distance or a magnitude stands."""
    return side.measure is not None and side.measure.kind in {"things", "share", "money"}


def _graded_part(one: Side, other: Side) -> bool:
    """Those in critical condition, or "none seriously hurt", are no more than all the hurt."""
    left, right = one.claim.figure, other.claim.figure
    if left is None or right is None:
        return False
    return one.is_graded and not other.is_graded and left.value < right.value


def is_only_planned(ours: Side, theirs: Side) -> bool:
    """Whether theirs is the length of something still to come, and ours of what took place."""
    if ours.measure is None or theirs.measure is None or {ours.measure.kind, theirs.measure.kind} != {"duration"}:
        return False
    return bool(_PLANNED.search(" ".join(clause(theirs.claim)))) and not _PLANNED.search(" ".join(clause(ours.claim)))


def is_supposed(side: Side) -> bool:
    """Whether the clause of a figure supposes the deaths that it counts."""
    return _SUPPOSED.search(" ".join(clause(side.claim))) is not None


def is_rival(ours: Side, theirs: Side) -> bool:
    """Whether two bodies are named, and they are not two names of one."""
    if not ours.counter or not theirs.counter or ours.counter == theirs.counter:
        return False
    left, right = set(ours.counter.split()), set(theirs.counter.split())
    return not (left <= right or right <= left)


def other_body(ours: Side, theirs: Side) -> bool:
    """Two bodies with names of their own: what one counts does not move what the other counted."""
    named = [_is_name(side.claim.attribution[-1]) for side in (ours, theirs)]
    return all(named) and is_rival(ours, theirs)


def _is_name(words: str) -> bool:
    """A name of its own, "National Intelligence Service", where "a South Korean lawmaker" is anybody."""
    return all(word[0].isupper() or word in {"of", "the", "and", "for"} for word in words.split())


def _two_told(ours: Side, theirs: Side) -> bool:
    """As in "the survey rates it at 7.5; the weather agency has it at 7.6", against our 7.6."""
    if ours.measure is None or ours.measure.kind not in MEASURED or ours.claim.figure is None:
        return False
    right = theirs.claim.figure.value if theirs.claim.figure else 0.0
    return f"{ours.claim.figure.value:.10g}" in theirs.numerals or f"{right:.10g}" in ours.numerals


def is_slip(ours: float, theirs: float, least: int = SLIPPED) -> bool:
    """Whether one number has the digits of the other in another order: 235 for 325; two digits do so by chance."""
    left, right = (f"{value:.10g}".replace(".", "").rstrip("0") for value in (ours, theirs))
    same_size = len(f"{ours:.10g}") == len(f"{theirs:.10g}")
    return same_size and len(left) >= least and left != right and sorted(left) == sorted(right)
