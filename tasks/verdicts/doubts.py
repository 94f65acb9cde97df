"""Why two figures that differ do not speak against each other although they count one thing.

In: two sides behind an open gate, and the order of their moments. Out: the reason as a finished sentence, or None. What
is only supposed is no count, a rival's count of another day is no dispute, and a sentence that prints our number beside
its own tells of two things or of two counters.
"""

import re

from tasks.verdicts.likeness import clause
from tasks.verdicts.moments import Moment, Order
from tasks.verdicts.side import Side

# Who is presumed dead is counted neither among the dead nor among the living.
_SUPPOSED = re.compile(
    r"\b(?:presumed|feared|assumed|believed|thought) (?:to (?:be|have) )?(?:been )?(?:dead|died|killed|lost|drowned)\b",
    re.IGNORECASE,
)
SLIPPED = 3  # digits
MEASURED = frozenset({"magnitude", "temperature", "distance", "area", "weight", "speed", "volume", "energy"})


def not_against(ours: Side, theirs: Side, moment: Moment) -> str | None:
    """The first reason why theirs cannot contradict ours."""
    if is_supposed(ours) != is_supposed(theirs):
        return "Not comparable: one counts those who are only presumed dead."
    if _two_told(ours, theirs):
        return "Not comparable: their sentence gives our number too, of another thing or by another counter."
    if is_rival(ours, theirs) and moment.order in {Order.EARLIER, Order.LATER} and (moment.far or moment.firm):
        return "Not comparable: another body counted it, on another day."
    return None


def is_supposed(side: Side) -> bool:
    """Whether the clause of a figure supposes the deaths that it counts."""
    return _SUPPOSED.search(" ".join(clause(side.claim))) is not None


def is_rival(ours: Side, theirs: Side) -> bool:
    """Whether two bodies are named, and they are not two names of one."""
    if not ours.counter or not theirs.counter or ours.counter == theirs.counter:
        return False
    left, right = set(ours.counter.split()), set(theirs.counter.split())
    return not (left <= right or right <= left)


def _two_told(ours: Side, theirs: Side) -> bool:
    """As in "the survey rates it at 7.5; the weather agency has it at 7.6", against our 7.6."""
    if ours.measure is None or ours.measure.kind not in MEASURED or ours.claim.figure is None:
        return False
    return f"{ours.claim.figure.value:.10g}" in theirs.numerals


def is_slip(ours: float, theirs: float) -> bool:
    """Whether one number has the digits of the other in another order: 235 for 325; two digits do so by chance."""
    left, right = (f"{value:.10g}".replace(".", "").rstrip("0") for value in (ours, theirs))
    same_size = len(f"{ours:.10g}") == len(f"{theirs:.10g}")
    return same_size and len(left) >= SLIPPED and left != right and sorted(left) == sorted(right)
