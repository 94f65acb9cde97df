"""The numbers read from a text are those that count, measure or rank something, with section 5's intervals."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tasks.claims.number_words import TENS, UNITS
from tasks.claims.numbers import MAX_SENTENCE_CHARS, numbers
from tasks.model import Number
from tasks.settings import Rules
from tasks.vocabulary import Hedge
from tests.support import cases, named

RULES = Rules()


def summary(number: Number) -> str:
    """Words | value hedge interval kind."""
    left, right = "(" if number.open_low else "[", ")" if number.open_high or number.high is None else "]"
    low = "-inf" if number.low is None else f"{number.low:g}"
    high = "inf" if number.high is None else f"{number.high:g}"
    kind = number.currency or ("" if number.kind == "count" else number.kind)
    return f"{number.text} | {number.value:g} {number.hedge} {left}{low}, {high}{right} {kind}".rstrip()


@pytest.mark.parametrize("case", cases("numbers.toml"), ids=named)
def test_reads_the_numbers_that_count(case: dict[str, Any]):
    assert [summary(number) for number in numbers(case["text"], 0, RULES)] == case["numbers"]


def in_words(value: int) -> str:
    """A whole number below a million in English words."""
    below = {number: word for word, number in {**UNITS, **TENS}.items()}
    if value in below:
        return below[value]
    if value < 100:
        return f"{below[value - value % 10]}-{below[value % 10]}"
    for scale, word in ((1_000, "thousand"), (100, "hundred")):
        if value >= scale:
            rest = value % scale
            joint = " and " if 0 < rest < 100 else " "
            return f"{in_words(value // scale)} {word}{joint + in_words(rest) if rest else ''}"
    raise AssertionError(value)


@given(st.integers(min_value=1, max_value=999_999))
def test_words_and_digits_are_one_number(value: int):
    """A number means the same in words, in digits and in digits with commas."""
    texts = (in_words(value), str(value), f"{value:,}")
    found = [numbers(f"They counted {text} sheeps there", 0, RULES) for text in texts]
    assert [[number.value for number in read] for read in found] == [[value]] * 3


@given(
    st.integers(min_value=1, max_value=9_999), st.sampled_from(["at least", "more than", "up to", "nearly", "about"])
)
def test_a_hedge_opens_the_interval_on_its_side(value: int, hedge: str):
    """The number printed lies in its interval or is an open end of it; bounds are open on one side only."""
    (number,) = numbers(f"{hedge} {value:,} goats", 0, RULES)
    assert number.text == f"{hedge} {value:,}"
    if number.hedge in {Hedge.AT_LEAST, Hedge.MORE_THAN}:
        assert (number.low, number.high) == (value, None)
    else:
        assert number.low is not None
        assert number.high is not None
        assert number.low <= value <= number.high


@given(st.text(max_size=300))
def test_any_text_gives_numbers_in_place(text: str):
    """Whatever the text, spans are exact, in order and apart."""
    end = 7
    for number in numbers(text, 7, RULES):
        assert number.start >= end
        assert text[number.start - 7 : number.end - 7] == number.text
        end = number.end


def test_a_sentence_beyond_reason_is_not_read():
    assert numbers("9 " * MAX_SENTENCE_CHARS, 0, RULES) == ()
