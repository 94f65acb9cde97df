"""Copies and rewrites: what they are called, which came first, and what is no copy."""

import random
import tomllib
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tasks.lineage.copies import CopyIndex, Pair, copy_edges, copy_pairs, shingles
from tasks.lineage.origins import families
from tasks.lineage.shingles import POSTINGS_KEPT, RUN_WORDS, runs, words
from tasks.model import Credit, Document, Published
from tasks.settings import Rules, Sources
from tasks.vocabulary import CreditKind, EdgeKind, Precision
from tests.support import CASES, cases, named

RULES, SOURCES = Rules(), Sources()
TEXTS: dict[str, str] = {}
STEMS = "dam river bridge school tower market valley harbour orchard station chapel meadow quarry mill lake".split()


def _texts() -> Mapping[str, str]:
    if not TEXTS:
        TEXTS.update(tomllib.loads((CASES / "copies.toml").read_text(encoding="utf-8"))["texts"])
    return TEXTS


def _document(name: str, page: Mapping[str, Any]) -> Document:
    published = None
    if raw := page.get("published"):
        published = Published(datetime.fromisoformat(raw), Precision.MINUTE, "archive", raw, 0)
    return Document(
        document_id=name,
        source_id=name,
        text=_texts().get(page["text"], page["text"]),
        publisher=page.get("publisher"),
        published=published,
        credits=tuple(Credit(name, CreditKind.SOURCE, f"Source: {name}") for name in page.get("credits", ())),
    )


def _pairs(documents: Sequence[Document], **more: Any) -> tuple[Pair, ...]:
    return copy_pairs(documents, RULES, SOURCES, **more)


@pytest.mark.parametrize("swapped", [False, True], ids=["", "swapped"])
@pytest.mark.parametrize("case", cases("copies.toml"), ids=named)
def test_what_two_texts_are_to_each_other(case, swapped):
    documents = [_document("a", case["a"]), _document("b", case["b"])]
    seen = {name: datetime.fromisoformat(case[name]["seen"]) for name in "ab" if "seen" in case[name]}
    found = _pairs(documents[::-1] if swapped else documents, seen=seen)
    assert [pair.kind for pair in found] == ([] if case["kind"] == "none" else [case["kind"]]), case["why"]
    if found and case["source"] != "unknown":
        assert found[0].source_id == case["source"], found[0].reason
    for pair in found:
        assert pair.reason.endswith(".")
        assert (pair.source_id is None) == (case["source"] == "unknown")


def test_shares_say_how_much_of_each_text_stands_in_the_other():
    wire, letter = _document("wire", {"text": "wire"}), _document("letter", {"text": "roundup"})
    (pair,) = _pairs([wire, letter])
    assert pair.contains_ab > 0.95
    assert pair.contains_ba < 0.5


def _story(seed: int, count: int = 120) -> str:
    chosen = random.Random(seed)  # noqa: S311 -- made-up text, the same every time
    return " ".join(f"{chosen.choice(STEMS)}{chosen.randrange(400)}" for _ in range(count))


FOOTER = (
    "The Tarn Herald uses cookies to keep you signed in and to count its readers. You can change this at any time in "
    "your settings. The Tarn Herald was founded in 1884 by the printer Josiah Wren and belongs to its readers, who "
    "hold 4,112 shares. Write to the editor, send a photograph, or come by on a Friday, when there is tea and the "
    "presses can be seen at work from the gallery above the yard. All words on these pages belong to those who wrote "
    "them, unless it is said otherwise beside them, and may be quoted with the name of the paper."
)


def test_what_every_page_of_an_outlet_carries_makes_no_copies():
    pages = [
        _document(f"p{seed}", {"text": f"{_story(seed, 100)} {FOOTER}", "publisher": "Tarn Herald"})
        for seed in range(6)
    ]
    assert _pairs(pages) == ()


def test_a_page_of_which_only_the_surroundings_were_read_is_no_copy():
    """Sister outlets share what stands around their stories; if only that was read, it has no word of the headline."""
    headlines = ("Larkfield dam breaks before dawn", "Orchestra finds new conductor in north")
    pages = [
        Document(f"p{place}", f"p{place}", FOOTER, publisher=f"Outlet {place}", title=headline)
        for place, headline in enumerate(headlines)
    ]
    assert _pairs(pages) == ()


def test_boilerplate_hides_no_copy():
    """The same story on two pages of an outlet is found, whatever footer both have."""
    pages = [
        _document(f"p{seed}", {"text": f"{_story(seed % 5, 100)} {FOOTER}", "publisher": "Tarn Herald"})
        for seed in range(6)
    ]
    assert [(pair.a, pair.b) for pair in _pairs(pages)] == [("p0", "p5")]


def test_a_hundred_copies_have_one_source_each():
    """A hundred domains repeat one false report, words swapped: one family, each after an earlier page."""
    swaps = [("noon", "midday"), ("asked", "begged"), ("Helicopters", "Choppers"), ("stood", "lay"), ("found", "saw")]
    chosen = random.Random(7)  # noqa: S311 -- made-up text, the same every time
    pages = []
    for number in range(100):
        text = _texts()["altered"]
        for old, new in swaps:
            text = text.replace(old, new) if chosen.random() < 0.5 else text
        hour, minute = divmod(number, 60)
        when = f"2025-03-04T{13 + hour:02}:{minute:02}:00+00:00"
        pages.append(_document(f"d{number:03}", {"text": text, "publisher": f"Site {number}", "published": when}))
    edges = copy_edges(pages, RULES, SOURCES)
    assert len(edges) == 99
    assert all(edge.to_id < edge.from_id for edge in edges)
    assert len(families([page.document_id for page in pages], edges)) == 1
    assert all(edge.kind is EdgeKind.COPIED_FROM for edge in edges)


def test_a_report_reworded_on_a_hundred_sites_is_one_family():
    """Every third plain word replaced: hardly a run of five words is left, but the story is told in its order."""
    chosen = random.Random(8)  # noqa: S311 -- made-up words, the same every time
    pages = []
    for number in range(100):
        reworded = [
            chosen.choice(STEMS) + chosen.choice(STEMS)
            if word.isalpha() and word.islower() and chosen.random() < 1 / 3
            else word
            for word in _texts()["altered"].split(" ")
        ]
        pages.append(_document(f"d{number:03}", {"text": " ".join(reworded), "publisher": f"Site {number}"}))
    edges = copy_edges(pages, RULES, SOURCES)
    assert len(families([page.document_id for page in pages], edges)) == 1


def test_a_text_made_of_two_has_two_sources():
    one, other = _story(1), _story(2)
    pages = [
        _document("one", {"text": one, "publisher": "One", "published": "2025-03-04T10:00:00+00:00"}),
        _document("two", {"text": other, "publisher": "Two", "published": "2025-03-04T10:30:00+00:00"}),
        _document("mix", {"text": f"{one} {other}", "publisher": "Mix", "published": "2025-03-04T12:00:00+00:00"}),
    ]
    assert [(edge.from_id, edge.to_id) for edge in copy_edges(pages, RULES, SOURCES)] == [
        ("mix", "one"),
        ("mix", "two"),
    ]


def test_a_copy_of_a_copy_points_at_the_copy():
    chain: list[dict[str, Any]] = [
        {"text": "wire", "publisher": "Selwyn Wire", "published": "2025-03-04T13:00:00+00:00"},
        {"text": "wire", "publisher": "NewsHeap", "published": "2025-03-04T14:00:00+00:00", "credits": ["Selwyn Wire"]},
        {"text": "wire", "publisher": "Last Hand", "credits": ["NewsHeap", "Selwyn Wire"]},
    ]
    edges = copy_edges([_document(str(place), page) for place, page in enumerate(chain)], RULES, SOURCES)
    assert [(edge.from_id, edge.to_id) for edge in edges] == [("1", "0"), ("2", "1")]


def test_pages_that_credit_each_other_stay_together():
    ring = [("x", "Y Post"), ("y", "Z Post"), ("z", "X Post")]
    pages = [
        _document(name, {"text": "cut", "publisher": f"{name.upper()} Post", "credits": [credit]})
        for name, credit in ring
    ]
    edges = copy_edges(pages, RULES, SOURCES)
    assert {end for edge in edges for end in (edge.from_id, edge.to_id)} == {"x", "y", "z"}


def test_a_page_that_credits_itself_tells_nothing():
    pages = [
        _document("a", {"text": "cut", "publisher": "A Post", "credits": ["A Post"]}),
        _document("b", {"text": "cut", "publisher": "B Post"}),
    ]
    assert _pairs(pages)[0].source_id is None


def test_order_of_the_documents_does_not_change_the_edges():
    pages = [_document(f"p{place}", case[side]) for place, case in enumerate(cases("copies.toml")) for side in "ab"]
    pages = [Document(f"{page.document_id}{n}", "", page.text, publisher=f"P{n}") for n, page in enumerate(pages)]
    assert copy_edges(pages, RULES, SOURCES) == copy_edges(pages[::-1], RULES, SOURCES)


def test_runs_are_the_same_on_every_machine():
    assert runs("the dam above Larkfield broke") == [1796598336472289005]
    assert runs("only four words here") == []


@given(st.text(max_size=300))
def test_marks_change_no_run(text):
    plain = " ".join(words(text))
    assert runs(plain) == runs(text)
    assert len(runs(text)) == max(0, len(words(text)) - RUN_WORDS + 1)


def test_a_sample_is_kept_of_the_runs_and_the_same_one_of_every_text():
    story = _story(3, 2_000)
    kept = shingles(story)
    assert 0.2 < len(kept) / len(set(runs(story))) < 0.3
    assert kept & shingles(f"{_story(4)} {story}") == kept


def test_an_inverted_list_counts_what_is_shared():
    index = CopyIndex()
    index.add("a", {1, 2, 3})
    index.add("b", {2, 3, 4})
    index.add("a", {9})  # held already
    assert index.overlaps({2, 3, 4, 5}) == {"a": 2, "b": 3}
    assert index.size("a") == 3
    assert len(index) == 2
    assert "b" in index


def test_a_phrase_in_very_many_documents_costs_no_more():
    index = CopyIndex()
    for number in range(1_000):
        index.add(f"d{number:04}", {1})
    assert len(index.overlaps({1})) == POSTINGS_KEPT + 1
