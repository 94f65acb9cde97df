"""Silent edits: changes of claims, not of commas, and whether the page owns up to them."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tasks.claims.extract import read_claims
from tasks.lineage.versions import Held, revision, revisions
from tasks.model import Published, RawPage
from tasks.reading.document import read
from tasks.settings import load
from tasks.vocabulary import Precision
from tests.support import CASES, cases, named

SETTINGS = load(CASES.parents[1] / "config")
FIRST = datetime(2025, 3, 5, 9, tzinfo=UTC)
TEXT = """Nine people were killed and {number} injured when a tram left its rails in Port Halden on Monday, police said.

The line stays closed until 10 March 2025, the city said. “{words},” the driver's sister, Ada Brandt, told reporters."""


def _held(text, seen=FIRST, modified=None):
    page = RawPage("p", "https://post.example/tram", "Halden Post", "2025-03-04T10:00:00Z", text=text.strip())
    document = read(page, None, SETTINGS.sources, now=seen)
    if modified is not None:
        changed = Published(modified, Precision.MINUTE, "meta", modified.isoformat(), 0)
        document = replace(document, modified=changed)
    return Held(document, read_claims(document, SETTINGS.sources, SETTINGS.rules).claims, seen)


@pytest.mark.parametrize("case", cases("versions.toml"), ids=named)
def test_changes(case):
    """What changed between two prints is what a careful reader would report."""
    found = revision(_held(case["before"]), _held(case["after"], FIRST + timedelta(hours=5))).changes
    told = [(change.kind.value, change.is_silent, change.detail) for change in found]
    assert [kind for kind, _, _ in told] == [wanted["kind"] for wanted in case["changes"]], told
    for (_, silent, detail), wanted in zip(told, case["changes"], strict=True):
        assert silent is wanted["silent"], detail
        for words in wanted["holds"]:
            assert words in detail


@given(st.text(alphabet=" \n", min_size=1, max_size=4), st.integers(10, 900))
def test_a_print_held_against_itself_has_no_changes(space, number):
    """Space that a page sets anew changes no claim."""
    text = TEXT.format(number=number, words="He never drove too fast in his life")
    again = text.replace("\n\n", f"\n\n{space.strip(' ')}")
    assert revision(_held(text), _held(again)).changes == ()


def test_until_is_the_pages_own_date_of_change_where_it_gives_one():
    before, after = TEXT.format(number=12, words="He was tired"), TEXT.format(number=15, words="He was tired")
    changed = datetime(2025, 3, 5, 11, 30, tzinfo=UTC)
    told = revision(_held(before), _held(after, FIRST + timedelta(hours=5), changed))
    assert told.until == "until 5 March 2025, 11:30 UTC (the page's own date of change)"
    assert told.is_silent


def test_until_lies_between_two_looks_where_the_page_gives_none():
    """A date of change after our own look is not believed."""
    before, after = TEXT.format(number=12, words="He was tired"), TEXT.format(number=15, words="He was tired")
    between = "until some time between 5 March 2025, 09:00 UTC and 5 March 2025, 14:00 UTC (when we looked)"
    assert revision(_held(before), _held(after, FIRST + timedelta(hours=5))).until == between
    forged = datetime(2027, 1, 1, tzinfo=UTC)
    assert revision(_held(before), _held(after, FIRST + timedelta(hours=5), forged)).until == between


def test_three_prints_are_two_revisions_in_the_order_we_held_them():
    """A print with the same text as the one before is none."""
    prints = [
        _held(TEXT.format(number=n, words="He was tired"), FIRST + timedelta(hours=h))
        for n, h in ((15, 8), (12, 0), (13, 4), (15, 12))
    ]
    told = [change.detail for one in revisions(prints) for change in one.changes]
    assert told == [
        "said 12 injured according to police; now says 13 injured according to police (up by 1)",
        "said 13 injured according to police; now says 15 injured according to police (up by 2)",
    ]
