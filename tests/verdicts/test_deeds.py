"""Which words can name one deed."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tasks.claims.deed_words import NOMINALS
from tasks.verdicts.deeds import SAME_HAPPENING, of_one_happening
from tests.support import cases, named

WORDS = sorted(frozenset[str]().union(*SAME_HAPPENING, NOMINALS))


@pytest.mark.parametrize("case", cases("deeds.toml"), ids=named)
def test_one_deed(case: dict[str, Any]):
    assert of_one_happening(*case["words"]) is case["same"]


@given(st.sampled_from(WORDS), st.sampled_from(WORDS))
def test_the_order_of_two_deeds_says_nothing(one: str, other: str):
    assert of_one_happening(one, other) is of_one_happening(other, one)
    assert of_one_happening(one, one)
