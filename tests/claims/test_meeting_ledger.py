"""A count of meetings is held against the dated meetings that other pages print."""

from datetime import UTC, datetime

import pytest

from tasks.claims.extract import read_claims
from tasks.claims.meeting_ledger import check_count, ledger
from tasks.model import Document, Published
from tasks.settings import Rules, load
from tasks.vocabulary import ClaimKind, Precision, Relation
from tests.support import CASES

SOURCES = load(CASES.parents[1] / "config").sources
ARTICLE = "Kim Jong Un and Xi Jinping met on Thursday in Beijing for the first time in six years."
PAGES = {
    "2019": "Xi Jinping met Kim Jong Un in Pyongyang on June 20, 2019, and watched a gymnastics show.",
    "2023": "Xi Jinping met Kim Jong Un in Dandong on May 4, 2023, a guard said.",
    "plan": "Xi Jinping will meet Kim Jong Un on October 10, 2025, in Pyongyang.",
    "others": "Xi Jinping met Vladimir Putin in Moscow on March 20, 2023.",
    "same": "Xi Jinping met Kim Jong Un on September 4, 2025, in the Great Hall of the People.",
}


def _claims(name, text, published="2025-09-05"):
    when = Published(datetime.fromisoformat(published).replace(hour=12, tzinfo=UTC), Precision.DAY, "given", published)
    return read_claims(Document(name, name, text, published=when), SOURCES, Rules()).claims


@pytest.mark.parametrize(
    ("pages", "relation"),
    [
        (("2019",), Relation.CORROBORATES),
        (("2019", "2023"), Relation.CONTRADICTS),
        (("2023",), Relation.CONTRADICTS),
        (("same",), None),
        (("plan",), None),
        (("others",), None),
        ((), None),
    ],
)
def test_a_first_since_is_held_against_the_ledger(pages, relation):
    """A meeting in between speaks against it, the last one for it; the meeting itself, plans and others say nothing."""
    (count,) = [claim for claim in _claims("article", ARTICLE) if claim.kind is ClaimKind.COUNT]
    entries = ledger([claim for page in pages for claim in _claims(page, PAGES[page])], SOURCES)
    found = check_count(count, entries, datetime(2025, 9, 5, tzinfo=UTC).date(), SOURCES)
    assert (found[0] if found else None) == relation


def test_the_finding_names_the_meeting():
    (count,) = [claim for claim in _claims("article", ARTICLE) if claim.kind is ClaimKind.COUNT]
    found = check_count(count, ledger(_claims("2023", PAGES["2023"]), SOURCES), None, SOURCES)
    assert found is not None
    assert "Kim Jong Un and Xi Jinping" in found[1]
    assert "2019" in found[1]


def test_entries_stand_in_the_order_of_their_days():
    entries = ledger([claim for page in PAGES for claim in _claims(page, PAGES[page])], SOURCES)
    assert [entry.when.start.year for entry in entries] == sorted(entry.when.start.year for entry in entries)
    assert all(entry.kind == "meet" for entry in entries)
