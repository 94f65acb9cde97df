"""The story adder: who is brought in new, who is said again."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tasks.claims.extract import read_claims
from tasks.claims.incidents import Scope, scope_of
from tasks.claims.story import stories, told
from tasks.model import Document
from tasks.reading.sentences import sentences
from tasks.settings import Rules, Sources
from tests.benchmarks.scoring import claims_of, document_of
from tests.support import cases, named


@pytest.mark.parametrize("case", cases("story.toml"), ids=named)
def test_adds_up_a_story(case):
    victims = [claim for claim in claims_of(case["text"]) if claim.figure]
    for role in ("killed", "injured"):
        if role in case:
            found = told(victims, role)
            assert found is not None, case["why"]
            assert found.value == case[role], f"{case['why']}: {found.derived_from}"


@pytest.mark.parametrize(
    ("text", "figure", "scope"),
    [
        ("Twelve people drowned on Monday when a ferry sank.", 12, Scope.OWN),
        (
            "Twelve people drowned. They were islanders. The ferry was old. The worst since 2012, when 32 drowned.",
            32,
            Scope.EARLIER,
        ),
        ("One man was killed. In a separate shooting, two women were killed on Elm Street.", 2, Scope.SEPARATE),
        ("One man was killed. Another 28 people were wounded in weekend shootings across the city.", 28, Scope.SEVERAL),
    ],
)
def test_knows_whose_figure_it_is(text, figure, scope):
    document = document_of(text, "2025-09-05")
    (claim,) = [c for c in claims_of(text, published="2025-09-05") if c.figure and c.figure.value == figure]
    assert scope_of(claim, document, sentences(document)) is scope


def test_a_text_without_victims_tells_no_story():
    document = Document(document_id="d", source_id="d", text="The council met on Monday and raised the rent.")
    assert stories(read_claims(document, Sources(), Rules())) == ()


def test_news_tells_one_thing_three_times():
    text = "Ferry sinks, 12 dead\n\nTwelve people died when a ferry sank, police said. The 12 dead were islanders."
    document = Document(document_id="d", source_id="d", text=text)
    (killed,) = [one for one in stories(read_claims(document, Sources(), Rules())) if one.role == "killed"]
    assert killed.value == 12


@given(st.integers(min_value=2, max_value=40), st.integers(min_value=2, max_value=40))
def test_other_people_are_added(first: int, more: int):
    """Another number of others is always added, and every counted claim is a member."""
    found = told(claims_of(f"The man killed {first} miners. Then he killed {more} other people."), "killed")
    assert found is not None
    assert found.value == first + more
    assert len(found.members) == 2


@given(st.integers(min_value=2, max_value=40))
def test_the_same_people_are_not_added(many: int):
    found = told(claims_of(f"The man killed {many} miners. The {many} miners died at once."), "killed")
    assert found is not None
    assert found.value == many
