"""One page against one sentence: answers to questions, and figures that are equal though they are printed otherwise."""

from datetime import UTC, datetime

import pytest

from tasks import pipeline
from tasks.evidence.library import ArchiveShelf, Library
from tasks.model import RawPage
from tasks.settings import load
from tests.support import CASES, cases, named

SETTINGS = load(CASES.parents[1] / "config")
NOW = datetime(2026, 1, 1, tzinfo=UTC)


def _no_html(*_):
    raise AssertionError("a case is plain text")


def _read(name, text, title=None, published=None):
    raw = RawPage(source_id=name, publisher=name, title=title, text=text, published_raw=published)
    return pipeline.read_page(raw, _no_html, SETTINGS, NOW)


@pytest.mark.parametrize("case", cases("answers.toml"), ids=named)
def test_answer(case):
    """A number that answers a question counts what the question asks for."""
    shelf = ArchiveShelf(SETTINGS)
    shelf.add([_read("Fact Sheet", case["answer"], case["title"])])
    library = Library([(shelf, shelf.index)], 0, SETTINGS)
    verification = pipeline.verify(_read("article", case["article"], published="2020-10-10"), library, SETTINGS)
    values = {c.claim_id: c.figure.value for c in verification.claims if c.figure}
    found = [verdict for verdict in verification.verdicts if values.get(verdict.claim_id) == case["value"]]
    assert found, verification.claims
    for verdict in found:
        assert verdict.label == case.get("verdict", verdict.label), verdict.explanation
        assert verdict.label not in case.get("never", ()), verdict.explanation


@pytest.mark.parametrize("case", cases("equal_figures.toml"), ids=named)
def test_equal_figures(case):
    """Units, sums, implied figures, denials and translations come out as a checker's arithmetic has them."""
    day = "2025-03-04T18:00:00+01:00"
    shelf = ArchiveShelf(SETTINGS)
    shelf.add([_read("Harbour Wire", case["page"], published=day)])
    library = Library([(shelf, shelf.index)], 0, SETTINGS)
    verification = pipeline.verify(_read("Morning Ledger", case["article"], published=day), library, SETTINGS)
    verdicts = {verdict.claim_id: verdict for verdict in verification.verdicts}
    found = [
        verdicts[claim.claim_id]
        for claim in verification.claims
        if ("value" in case and claim.figure and claim.figure.value == case["value"])
        or ("value" not in case and claim.quote)
    ]
    assert found, verification.claims
    for verdict in found:
        assert verdict.label == case.get("verdict", verdict.label), verdict.explanation
        assert verdict.label not in case.get("never", ()), verdict.explanation
