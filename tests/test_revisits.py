"""Earlier prints of a page: found under its address however it is written, and held against what it says now."""

from datetime import UTC, datetime, timedelta

import pytest

from tasks.desk import Desk
from tasks.model import RawPage
from tasks.revisits import changes_since, history
from tasks.settings import Settings
from tasks.store.store import Store

FIRST = datetime(2025, 3, 4, 12, tzinfo=UTC)
TEXT = "{number} people were killed when the ferry Aurelia sank off Port Halden on Monday, the coast guard said.\n"
SETTINGS = Settings()


def _fail(trouble):
    pytest.fail(str(trouble))


def _page(number, url):
    return RawPage("ferry", url, "Halden Post", "2025-03-04", text=TEXT.format(number=number))


def _verified(desk, number, url):
    verification = desk.verify(_page(number, url))
    desk.record(verification)
    return verification


@pytest.mark.parametrize("url", ["https://post.example/ferry", "https://post.example/ferry/#live"])
def test_a_print_is_found_under_its_address(home, url):
    """A fragment or a closing slash makes no other page of it; the older print is told with both figures."""
    for number, days in ((44, 0), (47, 1)):
        with Desk(SETTINGS, now=FIRST + timedelta(days=days)) as desk:
            desk.open_library(_fail)
            verification = _verified(desk, number, "https://post.example/ferry" if number == 44 else url)
            older, seen = history(verification, desk)
    (revision,) = older
    assert [change.detail for change in revision.changes] == [
        "said 44 killed according to the coast guard; now says 47 killed according to the coast guard (up by 3)"
    ]
    assert revision.until.startswith("until some time between 4 March 2025, 12:00 UTC and 5 March 2025, 12:00 UTC")
    assert list(seen.values()) == [FIRST]
    with Store.open(home / "tracewire.duckdb") as store:
        assert store.counts()["documents"] == 2


def test_another_page_and_an_empty_store_have_no_history(home):
    with Desk(SETTINGS, now=FIRST) as desk:
        desk.open_library(_fail)
        verification = desk.verify(_page(44, "https://post.example/ferry"))
        assert history(verification, desk) == ((), {})
        desk.record(verification)
        assert history(_verified(desk, 47, "https://post.example/other"), desk)[0] == ()
    assert (home / "tracewire.duckdb").exists()


def test_what_a_refresh_may_ask_of_a_page_that_it_fetched_again(home):  # noqa: ARG001 -- nothing of the person's own
    with Desk(SETTINGS, ":memory:", now=FIRST) as desk:
        desk.open_library(_fail)
        older, newer = (desk.verify(_page(number, "https://post.example/ferry")).document for number in (44, 47))
    later = FIRST + timedelta(hours=3)
    revision = changes_since(older, FIRST, newer, later, SETTINGS)
    assert revision is not None
    assert revision.is_silent
    assert changes_since(older, FIRST, older, later, SETTINGS) is None
