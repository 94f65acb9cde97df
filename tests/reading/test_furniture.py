"""Furniture on pages of our own making, and on anything that a crawler may bring."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tasks.reading.bylines import person, whole_byline
from tasks.reading.datelines import dateline_of
from tasks.reading.furniture import find_furniture, find_headline
from tests.support import cases, named


@pytest.mark.parametrize("case", cases("furniture.toml"), ids=named)
def test_marks_furniture_and_nothing_else(case):
    """The spans found are those of the case, kind and words."""
    text = case["text"]
    title = case["title"] or find_headline(text)
    assert [f"{part.kind}: {text[part.start : part.end]}" for part in find_furniture(text, title)] == case["want"]


@given(st.text(max_size=400), st.none() | st.text(max_size=40))
def test_spans_lie_in_the_text_and_never_overlap(text, title):
    at = 0
    for part in find_furniture(text, title):
        assert at <= part.start < part.end <= len(text)
        assert text[part.start : part.end] == text[part.start : part.end].strip()
        at = part.end


@pytest.mark.parametrize(
    ("text", "headline"),
    [
        (
            "Nine dead in Lind storm\n\nThe storm hit on Monday, killing nine, the mayor said.",
            "Nine dead in Lind storm",
        ),
        ("The storm hit on Monday, killing nine, the mayor said.\n\nIt was the worst since 1990, he added.", None),
        ("LIND, Japan — The storm hit on Monday.\n\nIt was the worst since 1990.", None),
        ("0\nNine dead in Lind storm\nThe storm hit on Monday, killing nine.", "Nine dead in Lind storm"),
        ("By Mia Ford\nThe storm hit on Monday, killing nine, the mayor said.", None),
        ("", None),
    ],
)
def test_finds_the_headline_of_a_text_without_one(text, headline):
    assert find_headline(text) == headline


@pytest.mark.parametrize(
    ("line", "name", "date"),
    [
        ("By Mia Ford", "Mia Ford", None),
        ("BY MIA FORD AND BO RAO", "MIA FORD AND BO RAO", None),
        ("By MIA FORD and BO RAOAssociated Press", "MIA FORD and BO RAO, Associated Press", None),
        ("Mia FordSeptember 5, 2025 at 5:30 AM", "Mia Ford", "September 5, 2025 at 5:30 AM"),
        ("By Mia Ford | 5 January 2024", "Mia Ford", "5 January 2024"),
        ("September 5, 2025 at 5:30 AM", None, "September 5, 2025 at 5:30 AM"),
        ("Posted 3:40 p.m. Jan. 5, 2024", None, "3:40 p.m. Jan. 5, 2024"),
        ("By Mia Ford • 3 min read", "Mia Ford", None),
    ],
)
def test_reads_bylines(line, name, date):
    byline = whole_byline(line)
    assert byline is not None
    assert (byline.name, byline.date_raw) == (name, date)


@pytest.mark.parametrize(
    "line",
    [
        "By Wednesday the toll had risen",
        "By killing him they lost",
        "On September 5, 2025",
        "Mia Ford",
        "By then, Mia Ford said, it was over",
    ],
)
def test_refuses_prose_as_byline(line):
    assert whole_byline(line) is None


@pytest.mark.parametrize(
    ("name", "people"),
    [
        ("Mia Ford, Harbour Wire", "Mia Ford"),
        ("AGGR8 Desk", None),
        ("Mia Ford and Bo Rao", "Mia Ford and Bo Rao"),
        ("AP", None),
    ],
)
def test_tells_people_from_desks(name, people):
    assert person(name) == people


@pytest.mark.parametrize(
    ("paragraph", "place", "slug"),
    [
        ("WAJIMA, Japan, Jan 2 (Harbour Wire) — Crews", "WAJIMA, Japan", "Harbour Wire"),
        ("HONG KONG — The leader", "HONG KONG", None),
        ("NEW YORK, Dec. 11 (UPI) — A crew", "NEW YORK", "UPI"),
        ("(CNN) — The leader", None, "CNN"),
        ("ISLAMABAD: Prime Minister", "ISLAMABAD", None),
        ("KYIV/MOSCOW, Jan 3 (Reuters) - The", "KYIV/MOSCOW", "Reuters"),
        ("SÃO PAULO — The", "SÃO PAULO", None),
        ("LIMA, 9 JAN 90 (EFE) -- THE", "LIMA", "EFE"),
    ],
)
def test_reads_datelines(paragraph, place, slug):
    dateline = dateline_of(paragraph)
    assert dateline is not None
    assert (dateline.place, dateline.slug) == (place, slug)


@pytest.mark.slow
def test_is_linear_on_hostile_lines():
    """Twice the lines cost about twice the time, whatever is in them."""
    for seed in (
        "A B C ",
        "By A and ",
        "((((",
        "a.b.c.d.",
        "1,1,1,",
        "Read more: ",
        "“”",
        "contributed to this ",
        "A/A/",
    ):
        line = (seed * 400)[:395] + "\n"
        took = []
        for count in (100, 200):
            started = time.perf_counter()
            find_furniture(line * count, None)
            took.append(time.perf_counter() - started)
        assert took[1] < 2.0, seed
