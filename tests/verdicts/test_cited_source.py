"""Was the source that a claim names seen to say it? From text to answer."""

from datetime import UTC, datetime

import pytest

from tasks import pipeline
from tasks.evidence.library import ArchiveShelf, Library
from tasks.model import RawPage
from tasks.settings import load
from tests.support import CASES, cases, named

SETTINGS = load(CASES.parents[1] / "config")
NOW = datetime(2026, 1, 1, tzinfo=UTC)


def _document(page, source_id):
    raw = RawPage(
        source_id,
        page.get("url"),
        page.get("publisher"),
        page["published"],
        text=page["text"].strip(),
    )
    return pipeline.read_page(raw, _no_html, SETTINGS, NOW)


def _no_html(*_):
    raise AssertionError("a case is plain text")


@pytest.mark.parametrize("case", cases("cited_source.toml"), ids=named)
def test_cited_source(case):
    """CONFIRMED where a page of the source says it, SILENT only where a whole one that should say it does not."""
    shelf = ArchiveShelf(SETTINGS)
    shelf.add(_document(page, f"page-{number}") for number, page in enumerate(case["pages"]))
    library = Library([(shelf, shelf.index)], 0, SETTINGS)
    verification = pipeline.verify(_document(case["article"], "article"), library, SETTINGS)
    verdicts = {verdict.claim_id: verdict for verdict in verification.verdicts}
    found = [
        verdicts[claim.claim_id]
        for claim in verification.claims
        if claim.kind == case["kind"] and claim.figure is not None and claim.figure.value == case["value"]
    ]
    assert found, [(claim.kind, claim.text) for claim in verification.claims]
    for verdict in found:
        told = [(match.relation.value, match.finding.detail) for match in verdict.matches]
        if "cited" in case:
            assert verdict.cited_source == case["cited"], told
        assert verdict.cited_source not in case.get("never", []), told
