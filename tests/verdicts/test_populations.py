"""Who is counted, in words."""

import pytest

from tasks.model import Figure
from tasks.verdicts.populations import counted
from tasks.vocabulary import Hedge


@pytest.mark.parametrize(
    ("population", "unit", "words"),
    [("daughters", "people", "daughters"), (None, "vans", "vans"), (None, None, "people")],
)
def test_a_finding_never_says_none(population: str | None, unit: str | None, words: str) -> None:
    """ "Three dead" names nobody; what is said of the figure must be a sentence all the same."""
    figure = Figure(3, 3, 3, Hedge.EXACT, "killed", unit=unit, population=population)
    assert counted(figure) == words
