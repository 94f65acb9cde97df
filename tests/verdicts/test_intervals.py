"""The arithmetic of VERDICTS.md section 5: figures as printed, compared as intervals."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tasks.claims.numbers import numbers
from tasks.model import Figure
from tasks.settings import Rules
from tasks.verdicts.intervals import compare_figures
from tasks.vocabulary import Hedge, Relation
from tests.support import cases, named

RULES = Rules()


def figure(words):
    number = numbers(words, 0, RULES)[0]
    return Figure(
        number.value,
        number.low,
        number.high,
        number.hedge,
        "killed",
        open_low=number.open_low,
        open_high=number.open_high,
    )


@pytest.mark.parametrize("case", cases("intervals.toml"), ids=named)
def test_relation(case):
    """Two figures in their printed words do to each other what a careful reader says."""
    ours, theirs = figure(case["ours"]), figure(case["theirs"])
    assert compare_figures(ours, theirs, RULES).relation == case["relation"]
    assert compare_figures(theirs, ours, RULES).relation == case.get("back", case["relation"])


def _figures(hedges):
    def build(value, hedge):
        low, high = {
            Hedge.EXACT: (value, value),
            Hedge.ABOUT: (0.9 * value, 1.1 * value),
            Hedge.AT_LEAST: (value, None),
            Hedge.MORE_THAN: (value, None),
            Hedge.UP_TO: (0.0, value),
        }[hedge]
        return Figure(value, low, high, hedge, "killed", open_low=hedge is Hedge.MORE_THAN)

    return st.builds(build, st.integers(1, 100_000).map(float), st.sampled_from(hedges))


PLAIN = _figures([Hedge.EXACT, Hedge.ABOUT, Hedge.AT_LEAST, Hedge.MORE_THAN, Hedge.UP_TO])


@given(PLAIN, PLAIN)
def test_it_does_not_matter_who_is_asked(left, right):
    """Without a vague word the relation is the same in both directions."""
    assert compare_figures(left, right, RULES).relation is compare_figures(right, left, RULES).relation


@given(PLAIN)
def test_every_figure_agrees_with_itself(one):
    """A figure found again word for word corroborates."""
    assert compare_figures(one, one, RULES).relation is Relation.CORROBORATES


@given(PLAIN, PLAIN)
def test_what_overlaps_is_no_contradiction(left, right):
    """Two intervals that share more than an end never contradict each other, unless both are exact."""
    low = max(left.low if left.low is not None else 0, right.low if right.low is not None else 0)
    high = min(
        left.high if left.high is not None else float("inf"), right.high if right.high is not None else float("inf")
    )
    if low < high:
        assert compare_figures(left, right, RULES).relation is not Relation.CONTRADICTS
