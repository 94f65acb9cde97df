"""The quantities read from a sentence carry what they measure and in which unit."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tasks.claims.quantity import quantity_claims
from tests.support import cases, named
from tests.support_figures import read, summary


@pytest.mark.parametrize("case", cases("quantity.toml"), ids=named)
def test_reads_every_quantity(case: dict[str, Any]):
    assert [summary(claim) for claim in read(case["text"], quantity_claims)] == case["claims"]


@given(st.integers(min_value=2, max_value=900), st.sampled_from(["km", "miles", "acres", "tonnes", "hours"]))
def test_a_unit_is_kept_as_printed(number: int, unit: str):
    """The value is the number printed: units are converted when figures are compared, not before."""
    (claim,) = read(f"It measured {number} {unit} in all.", quantity_claims)
    assert claim.figure is not None
    assert claim.figure.value == number
    assert claim.figure.unit is not None


@given(st.text(alphabet="12 km% $three-of the and ,.", max_size=150))
def test_any_words_give_claims_in_place(text: str):
    """Word salad never raises, and every claim is where it says."""
    for claim in read(text, quantity_claims):
        assert claim.text == text[claim.start : claim.end]
