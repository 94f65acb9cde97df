"""Documents: the text as it came, and what is known beside it."""

from datetime import UTC, date, datetime

import pytest

from tasks.model import Credit, RawPage
from tasks.reading.document import read
from tasks.reading.page import PageText
from tasks.settings import Sources
from tasks.settings_names import Source
from tasks.trouble import Unreadable
from tasks.vocabulary import CreditKind, Precision

NOW = datetime(2026, 11, 25, tzinfo=UTC)
PROSE = "Nine people died when the bridge fell, the governor said on Tuesday."
SOURCES = Sources(
    source=(
        Source(name="Beacon TV", owner="Beacon Group", tier=2, domains=("beacontv.example",)),
        Source(name="AGGR8", kind="aggregator", tier=4),
    )
)


def test_text_is_unchanged_but_for_line_ends():
    """Offsets of what a person holds and what we store agree: blanks, tabs and odd marks stay."""
    text = "\ufeff One \t line.\r\n\r\n“Two”\u00a0lines.\rEnd."
    assert read(RawPage("d", text=text), None, SOURCES).text == text.replace("\r\n", "\n")


def test_half_characters_keep_their_place():
    page = read(RawPage("d", text=PROSE + " \ud83d End."), None, SOURCES)
    assert page.text == PROSE + " \ufffd End."
    page.text.encode()


@pytest.mark.parametrize("text", ["", " \n\t ", "a\0b", "\x01\x02\x03" * 50, "\ufffd" * 50 + PROSE])
def test_refuses_what_is_no_text(text):
    with pytest.raises(Unreadable):
        read(RawPage("d", text=text), None, SOURCES)


@pytest.mark.parametrize(
    "text", ["", "Home\nNews\nSport\nWeather", "Log in\nSubscribe now\nMost read stories of the week here"]
)
def test_refuses_a_page_without_an_article(text):
    with pytest.raises(Unreadable) as error:
        read(RawPage("d", "https://beacontv.example/", html=b"<html>"), PageText(text=text), SOURCES)
    assert "https://beacontv.example/" in str(error.value)


def test_three_prints_are_three_documents():
    """The id hashes text, address and publication, and nothing else."""
    ids = {
        read(RawPage("a", url, publisher, published, text=PROSE), None, SOURCES).document_id
        for url, publisher, published in [
            ("https://one.example/", None, None),
            ("https://two.example/", None, None),
            ("https://two.example/", None, "2025-09-05"),
            ("https://two.example/", "Somebody", "2025-09-05"),
        ]
    }
    assert len(ids) == 3


def test_a_given_date_wins_and_keeps_its_zone():
    page = read(
        RawPage(
            "d", published_raw="2025-09-05T00:30:00+09:00", published_basis="given", text=f"January 3, 2024\n{PROSE}"
        ),
        PageText(text="", published_raw="2024-01-03"),
        SOURCES,
        now=NOW,
    )
    assert page.published is not None
    assert page.published.basis == "given"
    assert page.published.instant == datetime(2025, 9, 4, 15, 30, tzinfo=UTC)
    assert page.civil_day == date(2025, 9, 5)


def test_an_unreadable_given_date_gives_way_to_the_pages_own():
    page = read(
        RawPage("d", "https://x.example/", published_raw="04/09/2025", html=b""),
        PageText(text=PROSE, published_raw="2025-09-05T05:30:00Z", published_basis="json-ld"),
        SOURCES,
        now=NOW,
    )
    assert page.published is not None
    assert page.published.basis == "json-ld"


@pytest.mark.parametrize(
    ("head", "raw", "precision"),
    [
        ("Mia FordSeptember 5, 2025 at 5:30 AM", "September 5, 2025 at 5:30 AM", Precision.MINUTE),
        ("By Mia Ford | 5 January 2024", "5 January 2024", Precision.DAY),
        ("Updated: 5 January 2024", None, None),
        ("KABUL, Afghanistan (Aug. 6, 2012)", "Aug. 6, 2012", Precision.DAY),
        ("Page last updated: 03/01/2025", None, None),
    ],
)
def test_a_date_beside_the_byline_is_read_when_nothing_better_is_given(head, raw, precision):
    page = read(RawPage("d", text=f"{head}\n{PROSE}"), None, SOURCES, now=NOW)
    assert (page.published.raw if page.published else None) == raw
    assert page.published is None or (page.published.precision, page.published.basis) == (precision, "text")


def test_publisher_by_domain_with_owner_and_tier():
    page = read(RawPage("d", "https://www.beacontv.example/a", text=PROSE), None, SOURCES)
    assert (page.publisher, page.owner, page.tier) == ("Beacon TV", "Beacon Group", 2)


def test_a_configured_tier_of_the_feed_wins():
    assert read(RawPage("d", publisher="AGGR8", tier=2, text=PROSE), None, SOURCES).tier == 2


def test_credits_of_feed_page_and_text_come_together_in_order():
    page = read(
        RawPage(
            "d",
            "https://aggr8.example/a",
            "AGGR8",
            html=b"",
            credits=(Credit("Beacon TV", CreditKind.SOURCE, "<source>Beacon TV</source>"),),
        ),
        PageText(
            text=f"{PROSE}\n(Harbour Wire)",
            credits=(Credit("citynews.example", CreditKind.CANONICAL, "canonical https://citynews.example/a"),),
        ),
        SOURCES,
    )
    assert [credit.name for credit in page.credits] == ["Beacon TV", "citynews.example", "Harbour Wire"]


def test_headline_is_found_where_none_is_given():
    assert (
        read(RawPage("d", text=f"Nine dead as bridge falls\n{PROSE} It was old."), None, SOURCES).title
        == "Nine dead as bridge falls"
    )


def test_language_is_told():
    french = (
        "Le président de la République a déclaré mardi que les forces avaient quitté la ville et que les habitants "
        "pouvaient revenir chez eux dès que possible, selon un communiqué publié dans la soirée à Paris."
    )
    assert read(RawPage("d", text=french), None, SOURCES).language == "fr"
    assert read(RawPage("d", text=PROSE), None, SOURCES).language == "en"
