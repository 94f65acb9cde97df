"""Questions to search services: few words, names and places first, and never only with the figure that is in doubt."""

from datetime import UTC, datetime

import pytest

from tasks.claims.extract import read_claims
from tasks.evidence.queries import questions
from tasks.model import RawPage
from tasks.reading.document import read
from tasks.settings import Rules, Sources
from tests.support import cases, named

NOW = datetime(2026, 3, 5, tzinfo=UTC)


def asked(text: str, most: int = 6) -> tuple[str, ...]:
    document = read(RawPage("a", text=text, title="", published_raw="2026-03-04"), None, Sources(), now=NOW)
    return questions(read_claims(document, Sources(), Rules()).claims, most)


@pytest.mark.parametrize("case", cases("queries.toml"), ids=named)
def test_asks_what_a_reporter_would_type(case):
    found = asked(case["text"])
    assert list(found[: len(case["asks"])]) == case["asks"]


def test_the_first_question_leaves_the_figure_out():
    found = asked(
        "Fourteen people and a dog: police in Port Halden said 140 people were injured in the crash on Tuesday."
    )
    assert found
    assert not any(sign.isdigit() for sign in found[0])
    assert any("140" in question for question in found[1:])


def test_no_more_than_were_allowed_and_the_same_every_time():
    text = " ".join(f"Police in Port Halden said {n} people were injured on Tuesday." for n in range(11, 40))
    assert len(asked(text, 3)) <= 3
    assert asked(text, 3) == asked(text, 3)


def test_opinions_ask_nothing():
    assert asked("I think the harbour is lovely.") == ()
