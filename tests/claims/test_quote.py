"""Quotations that are claims: whose words they are, word for word; scare quotes and titles are none."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tasks.claims.attribution import attributions
from tasks.claims.context import Reading, SentenceContext
from tasks.claims.quote import quote_claims
from tasks.claims.quote_marks import quoted
from tasks.model import Anchors, Claim, Document
from tasks.reading.sentences import sentences
from tasks.settings import Rules, Sources
from tasks.vocabulary import ClaimKind
from tests.support import cases, named


def read(text: str) -> list[Claim]:
    document = Document("id", "id", text)
    prose = sentences(document)
    spoken = attributions(document, prose, Sources())
    reading = Reading(document, prose, (), (), spoken)
    claims: list[Claim] = []
    for sentence in prose:
        reaching = tuple(
            one
            for one in spoken
            if any(start < sentence.end and sentence.start < end for start, end in (one.cue, *one.content))
        )
        context = SentenceContext(reading, sentence, (), (), reaching, Anchors(), "opinion", Rules(), Sources())
        claims += quote_claims(context)
    return claims


@pytest.mark.parametrize("case", cases("quote.toml"), ids=named)
def test_reads_every_quotation_that_is_a_claim(case: dict[str, Any]):
    found = [claim.quote for claim in read(case["text"].strip())]

    assert [f"{quote.speaker}: {quote.text}" for quote in found if quote] == case["want"]


def test_span_is_the_quotation_in_place():
    """The claim's span holds the words with their marks, so that it can be shown in its sentence."""
    text = '"The dam held through the night," said Ada Quill.'

    (claim,) = read(text)

    assert claim.kind is ClaimKind.QUOTE
    assert text[claim.start : claim.end] == '"The dam held through the night,"'
    assert claim.attribution == ("Ada Quill",)


def test_an_opinion_that_was_spoken_is_checkable():
    """Whether somebody said it can be checked, whatever it says; the context here calls its sentence an opinion."""
    (claim,) = read('"The whole plan is a disgrace to us," said Ada Quill.')

    assert claim.not_checkable is None


@given(st.text(alphabet="“”‘’\"' .,a\n", max_size=200))
def test_quotations_never_overlap(text: str):
    """Marks in any disorder give stretches one after the other, each with something inside."""
    last = 0
    for mark in quoted(text):
        assert last <= mark.start < mark.inner_start < mark.inner_end <= mark.end <= len(text)
        last = mark.end
