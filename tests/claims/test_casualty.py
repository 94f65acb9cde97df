"""The casualty figures read from a sentence are exactly those a fact-checker marked."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tasks.claims.casualty import casualty_claims
from tests.support import cases, named
from tests.support_figures import read, summary

HARMED = {
    "killed": "killed",
    "injured": "injured",
    "wounded": "injured",
    "kidnapped": "abducted",
    "arrested": "detained",
}
PEOPLE = st.sampled_from(["people", "miners", "soldiers", "villagers", "police officers", "Kenyans"])
NUMBERS = st.integers(min_value=2, max_value=1999)
VERBS = st.sampled_from(sorted(HARMED))


def figures(text: str) -> list[tuple[str, float, float | None]]:
    """Role, value and base of each printed figure."""
    found = [claim.figure for claim in read(text, casualty_claims) if claim.figure and not claim.figure.derived_from]
    return [(figure.role, figure.value, figure.base) for figure in found]


@pytest.mark.parametrize("case", cases("casualty.toml"), ids=named)
def test_reads_every_figure_and_nothing_else(case: dict[str, Any]):
    assert [summary(claim) for claim in read(case["text"], casualty_claims)] == case["claims"]


@given(NUMBERS, st.integers(min_value=2, max_value=90), PEOPLE, VERBS)
def test_partitive(whole: int, part: int, people: str, verb: str):
    """X of the Y: the verb binds X; Y is its base."""
    total = whole + part
    for text in (
        f"Officials said {part} of the {total:,} {people} were {verb} on Monday.",
        f"Of the {total:,} {people}, {part} were {verb}.",
        f"{part} of {total:,} {people} have been {verb}, the ministry said.",
        f"At least {part} out of {total:,} {people} were {verb} in the attack.",
    ):
        assert figures(text) == [(HARMED[verb], part, total)]


@given(NUMBERS, st.integers(min_value=1, max_value=50), PEOPLE, VERBS)
def test_range(low: int, more: int, people: str, verb: str):
    """Between A and B, A to B: one figure, the interval as printed."""
    for text in (
        f"Between {low:,} and {low + more:,} {people} were {verb}.",
        f"{low:,} to {low + more:,} {people} were {verb}.",
    ):
        (claim,) = read(text, casualty_claims)
        assert claim.figure is not None
        assert (claim.figure.low, claim.figure.high, claim.figure.hedge) == (low, low + more, "range")


@given(st.sampled_from(["second", "third", "fifth", "12th", "21st", "100th"]), VERBS)
def test_ordinal(rank: str, verb: str):
    """The fifth person to be hurt is one person, not five."""
    text = f"A {rank} person was {verb} on Monday, the {rank} attack this year."
    assert figures(text) == [(HARMED[verb], 1, None)]


NEGATIONS = (
    "The {number} {people} were not {verb}.",
    "If {number} {people} are {verb}, the talks end.",
    "Another {number} {people} would be {verb} by then.",
    "Up to {number} {people} could have been {verb} if the wall had fallen.",
    "They never {verb} {number} {people}.",
    "{number} {people} were almost {verb}.",
    "{number} {people} narrowly escaped being {verb}.",
)
DENIALS = (
    "The ministry denied that {number} {people} were {verb}.",
    "It is not true that {number} {people} were {verb}.",
    "There is no evidence that {number} {people} were {verb}.",
    "Reports that {number} {people} were {verb} are false.",
)


@pytest.mark.parametrize("template", NEGATIONS)
@given(number=NUMBERS, people=PEOPLE, verb=VERBS)
def test_negation(template: str, number: int, people: str, verb: str):
    """What is denied by its own verb, forecast or supposed is no figure."""
    assert figures(template.format(number=number, people=people, verb=verb)) == []


@pytest.mark.parametrize("template", DENIALS)
@given(number=NUMBERS, people=PEOPLE, verb=VERBS)
def test_denial(template: str, number: int, people: str, verb: str):
    """A figure that somebody denies is kept, and said to be denied."""
    (claim,) = read(template.format(number=number, people=people, verb=verb), casualty_claims)
    assert claim.is_negated


@given(PEOPLE, VERBS)
def test_none_is_a_figure(people: str, verb: str):
    assert figures(f"No {people} were {verb}.") == [(HARMED[verb], 0, None)]


@given(NUMBERS, NUMBERS, PEOPLE)
def test_each_number_keeps_its_verb(dead: int, hurt: int, people: str):
    """Two numbers of one sentence are never exchanged, in any of the usual orders."""
    wanted = [("killed", dead, None), ("injured", hurt, None)]
    for text in (
        f"The blast killed {dead:,} {people} and wounded {hurt:,}.",
        f"{dead:,} {people} were killed and {hurt:,} injured in the blast.",
        f"The blast left {dead:,} {people} dead and {hurt:,} wounded.",
        f"Blast kills {dead:,}, injures {hurt:,}",
    ):
        assert figures(text) == wanted
    reverse = f"The blast injured {hurt:,} {people} and killed {dead:,}."
    assert sorted(figures(reverse)) == sorted(wanted)


@given(NUMBERS)
def test_things_are_not_people(number: int):
    """What burns, is sent or is lost without being people gives no casualty figure."""
    for thing in ("fire engines", "homes", "cattle", "seats", "shots", "hours", "million dollars"):
        assert figures(f"The army sent {number} {thing} and lost {number} {thing}.") == []


@given(st.text(alphabet="killed 12 of the, and dead were people who 3.()\n", max_size=200))
def test_any_words_give_claims_in_place(text: str):
    """Word salad never raises, and every claim is where it says."""
    for claim in read(text, casualty_claims):
        assert claim.text == text[claim.start : claim.end]
        assert claim.sentence_start <= claim.start < claim.end <= claim.sentence_end
