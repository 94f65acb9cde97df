"""What must hold from the first day: VERDICTS.md section 8, from text to verdict."""

from datetime import UTC, datetime

import pytest

from tasks import pipeline
from tasks.evidence.library import ArchiveShelf, Library
from tasks.model import RawPage
from tasks.settings import load
from tests.support import CASES, cases, named

SETTINGS = load(CASES.parents[1] / "config")
NOW = datetime(2026, 1, 1, tzinfo=UTC)
EVERY_CASE = [case for path in sorted(CASES.glob("verdicts*.toml")) for case in cases(path.name)]


def _document(page, source_id):
    raw = RawPage(
        source_id=source_id,
        url=page.get("url"),
        publisher=page["publisher"],
        published_raw=page["published"],
        text=page["text"].strip(),
        tier=page.get("tier", 3),
    )
    return pipeline.read_page(raw, _no_html, SETTINGS, NOW)


def _no_html(*_):
    raise AssertionError("a case is plain text")


def _picked(case, verification):
    found = []
    verdicts = {verdict.claim_id: verdict for verdict in verification.verdicts}
    for claim in verification.claims:
        wanted = claim.kind == case["kind"]
        if "value" in case:
            wanted = wanted and claim.figure is not None and claim.figure.value == case["value"]
        if "role" in case:
            wanted = wanted and claim.figure is not None and claim.figure.role == case["role"]
        if "event" in case:
            wanted = wanted and claim.happening is not None and claim.happening.event == case["event"]
        if wanted:
            found.append(verdicts[claim.claim_id])
    return found


@pytest.mark.parametrize("case", EVERY_CASE, ids=named)
def test_verdict(case):
    """The claim that a case speaks of gets the verdict that a fact-checker would sign."""
    shelf = ArchiveShelf(SETTINGS)
    shelf.add(_document(page, f"page-{number}") for number, page in enumerate(case["pages"]))
    library = Library([(shelf, shelf.index)], 0, SETTINGS)
    verification = pipeline.verify(_document(case["article"], "article"), library, SETTINGS)
    found = _picked(case, verification)
    assert found, [(claim.kind, claim.text, claim.figure) for claim in verification.claims]
    for verdict in found:
        if "verdict" in case:
            assert verdict.label == case["verdict"], verdict.explanation
        assert verdict.label not in case.get("never", []), verdict.explanation
        if "temporal" in case:
            assert verdict.temporal == case["temporal"], verdict.explanation
        if "families" in case:
            assert verdict.independence.families == case["families"]
        if "origins" in case:
            assert (verdict.independence.low, verdict.independence.high) == (case["origins"], case["origins"])
