"""Credits read from furniture, from the outermost in."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tasks.lineage.credits import in_order, publisher_named, read_credits
from tasks.model import Credit
from tasks.reading.furniture import find_furniture
from tasks.settings import Sources
from tasks.settings_names import Source
from tasks.vocabulary import CreditKind
from tests.support import cases, named

SOURCES = Sources(
    source=(
        Source(name="Associated Press", aliases=("AP",), kind="agency", domains=("apnews.com",)),
        Source(name="Northgate Daily", kind="newspaper", domains=("northgatedaily.example",)),
    )
)


@pytest.mark.parametrize("case", cases("credits.toml"), ids=named)
def test_reads_the_credits_of_a_page(case):
    furniture = find_furniture(case["text"], None)
    found, _, _ = read_credits(case["text"], furniture, case["publisher"], None, SOURCES)
    assert [f"{credit.kind}: {credit.name}" for credit in found] == case["want"]


def test_evidence_is_the_exact_words():
    text = "Nine people died when the bridge fell, the governor said.\nVia AGGR8"
    (credit,) = read_credits(text, find_furniture(text, None), "CR Digest", None, SOURCES)[0]
    assert credit.evidence == "Via AGGR8"


def test_byline_and_dateline_are_found():
    text = "By Mia Ford\nWAJIMA, Japan (Harbour Wire) — Nine people died, the governor said."
    _, byline, place = read_credits(text, find_furniture(text, None), "Harbour Wire", None, SOURCES)
    assert (byline, place) == ("Mia Ford", "WAJIMA, Japan")


def test_a_given_byline_wins():
    text = "By Mia Ford\nNine people died when the bridge fell, the governor said."
    assert read_credits(text, find_furniture(text, None), None, "Bo Rao", SOURCES)[1] == "Bo Rao"


@pytest.mark.parametrize(
    ("trailers", "publisher"),
    [
        ("Source: DayNews\nSource: MAG ONE", "MAG ONE"),
        ("Source: DayNews\nFull Article on Source: MAG ONE", "MAG ONE"),
        ("Full Article on Source: MAG ONE", "MAG ONE"),
        ("Source: Harbour Wire", None),
        ("Via AGGR8", None),
        ("", None),
    ],
)
def test_publisher_named_by_trailers(trailers, publisher):
    text = f"Nine people died when the bridge fell, the governor said.\n{trailers}"
    assert publisher_named(text, find_furniture(text, None), SOURCES) == publisher


def test_one_body_under_two_names_is_credited_once():
    found = [
        Credit("The Associated Press", CreditKind.AGENCY, "By The Associated Press"),
        Credit("apnews.com", CreditKind.CANONICAL, "canonical https://apnews.com/x"),
        Credit("AP", CreditKind.PHOTO, "AP"),
    ]
    assert [credit.kind for credit in in_order(found, "Beacon TV", SOURCES)] == [CreditKind.CANONICAL, CreditKind.PHOTO]


def test_a_page_that_credits_itself_credits_nobody():
    credit = Credit("northgatedaily.example", CreditKind.CANONICAL, "canonical")
    assert in_order([credit], "Northgate Daily", SOURCES) == ()


@given(st.text(max_size=300), st.none() | st.text(max_size=30), st.none() | st.text(max_size=30))
def test_any_text_gives_credits_with_names(text, publisher, byline):
    found, _, _ = read_credits(text, find_furniture(text, None), publisher, byline, SOURCES)
    assert all(credit.name.strip() and credit.evidence for credit in found)


def test_a_host_goes_by_the_name_of_its_owner():
    credit = Credit("northgatedaily.example", CreditKind.CANONICAL, "canonical https://northgatedaily.example/a")
    assert [found.name for found in in_order([credit], "AGGR8", SOURCES)] == ["Northgate Daily"]


@pytest.mark.parametrize(
    "byline",
    [
        "AP",
        "The Associated Press",
        "Mia Ford, AP National Writer",
        "Mia Ford and Bo Rao, Associated Press",
        "AP and staff",
    ],
)
def test_agencies_of_bylines(byline):
    found, _, _ = read_credits("Nine people died.", (), "Beacon TV", byline, SOURCES)
    assert [credit.kind for credit in found] == [CreditKind.AGENCY]


@pytest.mark.parametrize(
    "byline", ["Mia Ford", "Mia Ford, Harrisburg, Pa.", "Beacon TV staff", "Mia Ford, City Press", None]
)
def test_bylines_without_an_agency(byline):
    assert read_credits("Nine people died.", (), "Beacon TV", byline, SOURCES)[0] == ()
