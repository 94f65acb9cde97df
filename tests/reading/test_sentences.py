"""Sentences and passages: every cut in its place, offsets exact."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tasks.model import Document, Furniture, RawPage
from tasks.reading.document import read
from tasks.reading.furniture import find_furniture
from tasks.reading.sentences import MAX_SENTENCE_CHARS, passages, sentences
from tasks.settings import Sources
from tasks.vocabulary import FurnitureKind
from tests.support import cases, named

PIECES = st.lists(
    st.sampled_from(
        [
            "He left.",
            " ",
            "\n",
            "“It is over.”",
            "Gen. Lee",
            "5 p.m. Tuesday",
            "(Photo: AP)",
            "0",
            "#tag",
            "No. 5",
            "?",
            "U.S. ",
        ]
    )
    | st.text(max_size=8),
    max_size=30,
).map("".join)


def document(text: str, title: str | None = None) -> Document:
    return Document("d", "d", text, title=title, furniture=find_furniture(text, title))


@pytest.mark.parametrize("case", cases("sentences.toml"), ids=named)
def test_cuts_where_a_reader_would(case):
    """The sentences of a paragraph are those of the case, letter for letter."""
    text = case["text"]
    assert [sentence.text for sentence in sentences(Document("d", "d", text))] == case["want"]


@given(PIECES)
def test_offsets_are_exact_and_in_order(text):
    """Every sentence is a slice of the text, without blanks around it, and none overlaps another or furniture."""
    page = document(text)
    found = sentences(page)
    at = 0
    for number, sentence in enumerate(found):
        assert sentence.index == number
        assert sentence.start >= at
        assert sentence.text == text[sentence.start : sentence.end] == sentence.text.strip()
        assert 0 < len(sentence.text) <= MAX_SENTENCE_CHARS
        at = sentence.end
    blocked = [part for part in page.furniture if part.kind is not FurnitureKind.DATELINE]
    assert not any(part.start < sentence.end and sentence.start < part.end for part in blocked for sentence in found)


@given(PIECES)
def test_no_letter_is_lost(text):
    """What is neither furniture nor a sentence holds no letter."""
    page = document(text)
    left = list(text)
    for start, end in [(s.start, s.end) for s in sentences(page)] + [(f.start, f.end) for f in page.furniture]:
        left[start:end] = " " * (end - start)
    assert not any(map(str.isalnum, "".join(left)))


def test_a_sentence_without_end_is_cut_at_bounds():
    text = "and so on, " * 600
    found = sentences(document(text))
    assert max(len(sentence.text) for sentence in found) <= MAX_SENTENCE_CHARS
    assert sum(sentence.text.count("and") for sentence in found) == 600


def test_passages_are_windows_of_three_with_stride_two():
    page = document("One is here. Two is here. Three is here. Four is here. Five is here. Six is here.")
    found = sentences(page)
    assert [page.text[p.start : p.end] for p in passages(page, found)] == [
        "One is here. Two is here. Three is here.",
        "Three is here. Four is here. Five is here.",
        "Five is here. Six is here.",
    ]


@pytest.mark.parametrize(("count", "windows"), [(0, 0), (1, 1), (2, 1), (3, 1), (4, 2), (5, 2), (6, 3)])
def test_number_of_passages(count, windows):
    page = document(" ".join(["It is so."] * count))
    assert len(passages(page, sentences(page))) == windows


def test_furniture_inside_a_window_is_blanked():
    """A read-more link with an old toll between two sentences is not searched, and offsets stay exact."""
    text = "At least 94 died.\nRead more: 48 dead as rescuers arrive\nThe search goes on."
    page = document(text)
    (window,) = passages(page, sentences(page))
    assert "48" not in window.text
    assert len(window.text) == window.end - window.start
    assert window.text.index("The search") + window.start == text.index("The search")


def test_one_copy_of_the_headline_stays():
    text = "Ninety-four dead in Lind\nNinety-four dead in Lind\n0\nThe sea rose on Friday, officials said."
    page = document(text, "Ninety-four dead in Lind")
    found = sentences(page)
    assert [(sentence.text, sentence.is_headline) for sentence in found] == [
        ("Ninety-four dead in Lind", True),
        ("The sea rose on Friday, officials said.", False),
    ]


def test_a_printed_headline_that_differs_from_the_title_is_a_headline():
    page = document(
        "Nine dead in Lind\nThe storm hit the coast on Monday, the mayor said.", "Storm kills nine on the coast of Lind"
    )
    assert [sentence.is_headline for sentence in sentences(page)] == [True, False]


def test_a_dateline_stays_with_its_sentence():
    page = document("WAJIMA, Japan, Jan 2 (Harbour Wire) — Crews fought their way north. They failed.")
    assert sentences(page)[0].text.startswith("WAJIMA, Japan")
    assert page.furniture[0] == Furniture(0, 38 - 1, FurnitureKind.DATELINE)


def test_a_dateline_alone_is_no_sentence():
    page = document("NAIROBI, Kenya (AP) _\n\nThe envoy arrived on Tuesday.")
    assert [s.text for s in sentences(page)] == ["The envoy arrived on Tuesday."]


def test_reads_through_the_document_verb():
    page = read(RawPage("d", text="One is here.\r\nTwo is here."), None, Sources())
    assert [s.start for s in sentences(page)] == [0, 13]
