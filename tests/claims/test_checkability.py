"""What is set aside as not checkable, and with which reason; when in doubt a sentence stays checkable."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tasks.claims.checkability import not_checkable
from tasks.model import Sentence
from tests.support import cases, named


def reason(text: str) -> str | None:
    return not_checkable(Sentence(0, 0, len(text), text, 0))


@pytest.mark.parametrize("case", cases("checkability.toml"), ids=named)
def test_gives_the_reason_a_checker_would_give(case: dict[str, Any]):
    assert reason(case["text"]) == case.get("why_not")


@given(st.integers(min_value=2, max_value=9_999), st.sampled_from(["killed", "wounded", "found dead", "rescued"]))
def test_a_figure_in_the_past_is_always_checkable(count: int, fate: str):
    """Whatever is feared beside it."""
    assert reason(f"Police said {count:,} people were {fate}, and more could follow.") is None


@given(st.text(max_size=300))
def test_any_text_gets_an_answer(text: str):
    assert reason(text) in {None, "forecast", "opinion", "question"}
