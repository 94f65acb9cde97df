"""The dated events read from a text are those a fact-checker marked, with what happened and whether it has."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tasks.claims.dated_event import dated_event_claims
from tasks.claims.event_words import plain_verb
from tasks.model import Claim
from tasks.vocabulary import ClaimKind
from tests.support import cases, named
from tests.support_layers import contexts_of

READ = cases("dated_event.toml")


def read(text: str, published: str | None = "2025-09-05T18:00:00+02:00") -> list[Claim]:
    """The dated events of a text."""
    return [claim for context in contexts_of(text, published) for claim in dated_event_claims(context)]


def summary(claim: Claim) -> str:
    """A claim in the form of the cases file."""
    assert claim.when is not None
    assert claim.happening is not None
    days = str(claim.when.start) + (f"..{claim.when.end}" if claim.when.end != claim.when.start else "")
    return f"{claim.text} | {days} | {claim.happening.event} | {claim.happening.status}"


@pytest.mark.parametrize("case", READ, ids=named)
def test_reads_what_happened_when(case: dict[str, Any]):
    assert [summary(claim) for claim in read(case["text"])] == case["claims"], case["why"]


def test_a_claim_points_at_its_words():
    text = "The bridge fell on Monday. It was rebuilt in 2019."
    claims = read(text)
    assert [text[claim.start : claim.end] for claim in claims] == ["Monday", "2019"]
    assert all(claim.kind is ClaimKind.DATE for claim in claims)


def test_names_beside_a_date_take_part():
    claims = read("President Ana Lund met Jean Moreau on Monday.")
    assert claims[0].happening is not None
    assert {"ana lund", "jean moreau"} <= claims[0].happening.participants


def test_without_a_date_to_count_from_there_is_no_claim():
    assert read("The bridge fell on Monday.", None) == []


@pytest.mark.parametrize(
    ("printed", "plain"),
    [
        ("struck", "strike"), ("arrived", "arrive"), ("carried", "carry"), ("stopped", "stop"), ("collided", "collide"),
        ("decreed", "decree"), ("plunged", "plunge"), ("belonged", "belong"), ("visited", "visit"), ("leaves", "leave"),
        ("rescued", "rescue"), ("said", "say"), ("wounded", "wound"), ("freed", "free"), ("crashed", "crash"),
    ],
)  # fmt: skip
def test_verbs_come_to_their_plain_form(printed: str, plain: str):
    assert plain_verb(printed) == plain


@given(st.text(alphabet="Theshipsnkoday, MTu12.'()—", max_size=80))
def test_any_text_is_survived(text):
    assert all(claim.start < claim.end for claim in read(f"It sank on Monday {text}"))
