"""Measures, chances and dates: what must hold for every figure, whatever it counts."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from tasks.model import Figure, When
from tasks.settings import Rules
from tasks.verdicts.dates import compare_whens
from tasks.verdicts.intervals import compare_figures
from tasks.verdicts.measures import UNITS, comparable, in_unit_of, measure_of, printed_step
from tasks.verdicts.resemblance import CHANCE_LEAST, chance
from tasks.vocabulary import Granularity, Hedge, Relation

RULES = Rules()
NUMBERS = st.integers(1, 1_000_000).map(float)


def exact(value, role, unit):
    return Figure(value, value, value, Hedge.EXACT, role, unit=unit)


@given(NUMBERS, st.sampled_from(sorted(UNITS)), st.data())
def test_a_figure_in_another_unit_agrees_with_itself(value, kind, data):
    """What was converted is the same amount, so that a conversion never contradicts its original."""
    one, other = (data.draw(st.sampled_from(sorted(UNITS[kind]))) for _ in range(2))
    theirs = exact(value, kind, one)
    there = in_unit_of(theirs, exact(1.0, kind, other))
    ours = exact(there.value, kind, other)
    assert compare_figures(ours, there, RULES).relation is Relation.CORROBORATES


@given(NUMBERS)
def test_the_last_printed_place_divides_the_number(value):
    """30 was printed to the ten, 7 to the one: the step divides the number and is a power of ten."""
    step = printed_step(value)
    assert value % step == 0
    assert (value / step) % 10 != 0 or step >= 1e12


@given(NUMBERS)
def test_chance_is_a_probability(value):
    """No number is so rare that it vouches for everything."""
    assert CHANCE_LEAST <= chance(value) <= 1


def test_a_telling_number_meets_by_chance_less_than_a_small_or_round_one():
    """1,437 tells more than 2,000, and 2,000 more than 2."""
    assert chance(1437) < chance(2000) < chance(2) <= chance(1)


@given(st.sampled_from(["killed", "injured", "missing"]), st.sampled_from(sorted(UNITS)))
def test_people_are_never_a_measure(role, kind):
    """Two hours are not two dead."""
    unit = min(UNITS[kind])
    assert not comparable(measure_of(exact(2.0, role, None)), measure_of(exact(2.0, kind, unit)))


DAYS = st.dates(date(2000, 1, 1), date(2030, 12, 31))


@given(DAYS, DAYS, st.integers(0, 400), st.integers(0, 400))
def test_dates_compare_alike_both_ways(first, second, length, other):
    """Whoever is asked, two dates agree or not."""
    ours = When(first, first + timedelta(days=length), Granularity.SPAN)
    theirs = When(second, second + timedelta(days=other), Granularity.SPAN)
    assert compare_whens(ours, theirs, RULES)[0] is compare_whens(theirs, ours, RULES)[0]
