"""What ties a sentence to its event: names, places and topic words in one form, however they were printed."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tasks.claims.anchors import anchors, canonical
from tasks.model import Anchors, Document
from tasks.reading.sentences import sentences
from tasks.settings import Sources
from tasks.settings_names import Place, Source
from tests.support import cases, named

SOURCES = Sources(
    source=(
        Source(name="National Intelligence Service", aliases=("NIS", "South Korea's spy agency"), kind="intelligence"),
        Source(name="KCNA", aliases=("Korean Central News Agency",), kind="agency"),
    ),
    place=(
        Place(name="North Korea", aliases=("North Korean", "Pyongyang")),
        Place(name="South Korea", aliases=("South Korean", "Seoul")),
        Place(name="China", aliases=("Chinese", "Beijing")),
    ),
)


def read(text: str, sources: Sources = SOURCES) -> Anchors:
    document = Document("id", "id", text)
    prose = sentences(document)
    return anchors(prose[-1], prose[:-1], document, sources)


@pytest.mark.parametrize("case", cases("anchors.toml"), ids=named)
def test_reads_names_places_and_topic(case: dict[str, Any]):
    found = read(case["text"])

    assert sorted(found.names) == case["names"]
    assert sorted(found.places) == case["places"]
    assert set(case.get("terms", [])) <= found.terms


def test_nothing_needs_to_be_configured():
    """Without sources.toml names are what the document prints."""
    found = read("KCNA said Kim Jong Un left Pyongyang. In Beijing Kim met Xi Jinping.", Sources())

    assert sorted(found.names) == ["kim jong un", "xi jinping"]
    assert sorted(found.places) == ["beijing"]


def test_canonical_gives_one_form_for_one_body():
    """Spelled out, shortened or as an alias: one name."""
    text = "The National Intelligence Service spoke. The NIS spoke again."
    document = Document("id", "id", text)

    forms = {
        canonical(name, len(text), document, SOURCES) for name in ("NIS", "National Intelligence Service", "the NIS")
    }

    assert forms == {"national intelligence service"}


@given(st.text(max_size=200))
def test_any_text_can_be_read(text: str):
    """Names and places are lower-cased and never empty."""
    document = Document("id", "id", text)
    for sentence in sentences(document):
        found = anchors(sentence, (), document, SOURCES)
        assert all(name and name == name.lower() for name in found.names | found.places | found.terms)
