"""Two figures of the same thing: do their words allow one number? The arithmetic of VERDICTS.md section 5.

In: two figures that passed the same-figure gate. Out: CORROBORATES, CONSISTENT or CONTRADICTS, and how it was decided.
Time is not looked at here. Nothing but a vague word makes the answer depend on which of the two is the claim.
"""

from dataclasses import dataclass, replace

from tasks.model import Figure
from tasks.settings import Rules
from tasks.vocabulary import Hedge, Relation

LOWER = frozenset({Hedge.AT_LEAST, Hedge.MORE_THAN})
UPPER = frozenset({Hedge.UP_TO, Hedge.LESS_THAN})
SOFT = frozenset({Hedge.ROUNDED, Hedge.ABOUT, Hedge.NEARLY, Hedge.RANGE})

THIRD_DIGIT = 0.0101  # a last place of three digits is at most a hundredth of the number
WHOLE_TEN = 10
NEAR = "are near each other and not the same"


@dataclass(frozen=True, slots=True)
class Comparison:
    """What two intervals are to each other; `how` finishes the sentence "the figures ..."."""

    relation: Relation
    how: str


def compare_figures(ours: Figure, theirs: Figure, rules: Rules) -> Comparison:
    """Compare our figure with theirs as printed."""
    if Hedge.VAGUE in {ours.hedge, theirs.hedge}:
        return _vague(ours, theirs, rules)
    if ours.hedge in LOWER or theirs.hedge in LOWER:
        return _lower_bounds(ours, theirs, rules)
    if ours.hedge in UPPER or theirs.hedge in UPPER:
        return _upper_bounds(ours, theirs, rules)
    if ours.hedge in SOFT or theirs.hedge in SOFT:
        return _soft(ours, theirs, rules)
    if _same(ours.value, theirs.value):
        return Comparison(Relation.CORROBORATES, "are equal")
    if _rounds_to(ours.value, theirs.value) or _rounds_to(theirs.value, ours.value):
        return Comparison(Relation.CORROBORATES, "are one number, printed to more and to fewer places")
    return Comparison(Relation.CONTRADICTS, "are both exact and differ")


def as_meant(figure: Figure, rules: Rules) -> Figure:
    """A share in whole tens is a round number, as 2,000 is."""
    if figure.role != "share" or figure.hedge is not Hedge.EXACT or figure.value % WHOLE_TEN:
        return figure
    slack = figure.value * rules.rounded_share
    return replace(figure, low=figure.value - slack, high=figure.value + slack, hedge=Hedge.ROUNDED)


def _same(left: float, right: float) -> bool:
    return abs(left - right) <= 1e-9 * max(1.0, abs(left), abs(right))


def _rounds_to(fine: float, coarse: float) -> bool:
    """Whether a number with decimals is the other at its printed places: 51.96 is 52, and 7.56 is 7.6."""
    for places in (0, 1, 2):
        if _same(coarse, round(coarse, places)):
            return not _same(fine, round(fine, places)) and abs(fine - coarse) <= 0.5 * 10.0**-places + 1e-9
    return False


def _low(figure: Figure) -> float:
    return float("-inf") if figure.low is None else figure.low


def _high(figure: Figure) -> float:
    return float("inf") if figure.high is None else figure.high


def _holds(figure: Figure, value: float) -> bool:
    """The printed number itself always agrees ("nearly 1,000" and 1,000 are one report), the open end otherwise not."""
    if _same(figure.value, value):
        return True
    above = value > _low(figure) if figure.open_low else value >= _low(figure)
    below = value < _high(figure) if figure.open_high else value <= _high(figure)
    return above and below


def _gap(left: Figure, right: Figure) -> float:
    """How far the printed numbers lie apart, as a share of the larger."""
    larger = max(abs(left.value), abs(right.value))
    return abs(left.value - right.value) / larger if larger else 0.0


def _soft(ours: Figure, theirs: Figure, rules: Rules) -> Comparison:
    if _holds(ours, theirs.value) or _holds(theirs, ours.value):
        return Comparison(Relation.CORROBORATES, "agree within their rounding")
    if (reach := _reach_of_digits(ours, theirs)) is not None and abs(ours.value - theirs.value) > reach:
        return Comparison(Relation.CONTRADICTS, "are both printed to the third digit and differ")
    if _gap(ours, theirs) <= rules.consistent_share:
        return Comparison(Relation.CONSISTENT, NEAR)
    return Comparison(Relation.CONTRADICTS, "lie too far apart for their rounding")


def _reach_of_digits(ours: Figure, theirs: Figure) -> float | None:
    """One of the last printed place of the coarser, where both have three digits and no hedge: cut off, not rounded."""
    reaches = [_high(one) - _low(one) for one in (ours, theirs)]
    bare = all(one.hedge in {Hedge.EXACT, Hedge.ROUNDED} for one in (ours, theirs))
    fine = all(reach <= THIRD_DIGIT * abs(one.value) for reach, one in zip(reaches, (ours, theirs), strict=True))
    return max(reaches) + 1e-6 if bare and fine else None


def _lower_bounds(ours: Figure, theirs: Figure, rules: Rules) -> Comparison:
    bound, other = (ours, theirs) if ours.hedge in LOWER else (theirs, ours)
    if other.hedge in LOWER:
        smaller, larger = sorted((bound.value, other.value))
        if larger <= smaller * (1 + rules.lower_bound_share):
            return Comparison(Relation.CORROBORATES, "are lower bounds of one size")
        return Comparison(Relation.CONSISTENT, "are lower bounds that do not exclude each other")
    if other.hedge in UPPER:
        return _bound_against_cap(bound, other, rules)
    if bound.value <= other.value <= bound.value * (1 + rules.lower_bound_share) or _same(bound.value, other.value):
        return Comparison(Relation.CORROBORATES, "agree: the number lies at the lower bound")
    if other.value > bound.value:
        return Comparison(Relation.CONSISTENT, "are compatible: the number lies well above the lower bound")
    if _high(other) >= bound.value:
        if other.hedge is not Hedge.EXACT and _gap(bound, other) <= rules.lower_bound_share:
            return Comparison(Relation.CORROBORATES, "agree within their rounding")
        return Comparison(Relation.CONSISTENT, "are compatible within their rounding")
    if other.hedge in SOFT and _gap(bound, other) <= rules.consistent_share:
        return Comparison(Relation.CONSISTENT, NEAR)
    return Comparison(Relation.CONTRADICTS, "exclude each other: the number lies below the lower bound")


def _bound_against_cap(bound: Figure, cap: Figure, rules: Rules) -> Comparison:
    if cap.hedge is Hedge.LESS_THAN and bound.value >= cap.value:
        return Comparison(Relation.CONTRADICTS, "exclude each other: one is below the number that the other is above")
    if bound.value > cap.value:
        return Comparison(Relation.CONTRADICTS, "exclude each other: the lower bound lies above the upper")
    if cap.value <= bound.value * (1 + rules.upper_bound_share):
        return Comparison(Relation.CORROBORATES, "meet: lower and upper bound are one number")
    return Comparison(Relation.CONSISTENT, "are bounds that do not exclude each other")


def _upper_bounds(ours: Figure, theirs: Figure, rules: Rules) -> Comparison:
    cap, other = (ours, theirs) if ours.hedge in UPPER else (theirs, ours)
    if other.hedge in UPPER:
        near = _gap(cap, other) <= rules.upper_bound_share
        relation = Relation.CORROBORATES if near else Relation.CONSISTENT
        return Comparison(relation, "are upper bounds of one size" if near else "are upper bounds of different size")
    if _same(cap.value, other.value) or cap.value * (1 - rules.upper_bound_share) <= other.value <= cap.value:
        return Comparison(Relation.CORROBORATES, "agree: the number lies at the upper bound")
    if other.value < cap.value:
        return Comparison(Relation.CONSISTENT, "are compatible: the number lies well below the upper bound")
    if _low(other) <= cap.value:
        return Comparison(Relation.CONSISTENT, "are compatible within their rounding")
    return Comparison(Relation.CONTRADICTS, "exclude each other: the number lies above the upper bound")


def _vague(ours: Figure, theirs: Figure, rules: Rules) -> Comparison:
    """A vague word is borne out by a number, never the other way round, and refutes only when far away."""
    if ours.hedge is theirs.hedge and _same(_low(ours), _low(theirs)) and _same(_high(ours), _high(theirs)):
        return Comparison(Relation.CORROBORATES, "use the same vague word")
    if ours.hedge is Hedge.VAGUE and theirs.hedge is not Hedge.VAGUE and _holds(ours, theirs.value):
        return Comparison(Relation.CORROBORATES, "agree: the number is what the vague word promises")
    gap_above = _low(theirs) > _high(ours) * rules.vague_factor
    gap_below = _low(ours) > _high(theirs) * rules.vague_factor
    if gap_above or gap_below:
        return Comparison(Relation.CONTRADICTS, "lie apart by more than a vague word allows")
    return Comparison(Relation.CONSISTENT, "do not exclude each other, one of them being vague")
