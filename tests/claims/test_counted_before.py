"""Numbers whose noun was said before them count what it names, and nothing else does."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tasks.claims.extract import read_claims
from tasks.model import Claim, Document
from tasks.settings import Rules, Sources
from tests.support import cases, named
from tests.support_figures import summary


def _figures(text: str) -> list[Claim]:
    return [claim for claim in read_claims(Document("id", "id", text), Sources(), Rules()).claims if claim.figure]


@pytest.mark.parametrize("case", cases("counted_before.toml"), ids=named)
def test_reads_what_the_count_before_counted(case: dict[str, Any]):
    assert [summary(claim) for claim in _figures(case["text"])] == case["claims"]


@given(st.text(alphabet="12 of it has had there were the figure body third, and .", max_size=120))
def test_any_words_give_figures_in_place(text: str):
    """Word salad never raises, and every figure is where it says."""
    for claim in _figures(text):
        assert text[claim.start : claim.end] == claim.text
