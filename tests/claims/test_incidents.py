"""A figure is the page's own unless its clause speaks of another year, a separate happening or several together."""

from typing import Any

import pytest

from tasks.claims.incidents import is_of_earlier_year, scope_of
from tasks.reading.sentences import sentences
from tests.benchmarks.scoring import claims_of, document_of
from tests.support import cases, named

PUBLISHED = "2014-05-24"


@pytest.mark.parametrize("case", cases("incidents.toml"), ids=named)
def test_says_whose_figure_it_is(case: dict[str, Any]):
    document = document_of(case["text"], PUBLISHED)
    claims = [c for c in claims_of(case["text"], published=PUBLISHED) if c.text == case["figure"]]
    assert [scope_of(claim, document, sentences(document)).value for claim in claims] == [case["scope"]], case["why"]


def test_a_figure_of_an_earlier_year_looks_back():
    (claim,) = claims_of("In 1994, 800,000 were slaughtered.", published=PUBLISHED)
    assert claim.is_retrospective


def test_a_figure_of_this_year_does_not():
    (claim,) = claims_of("In 2014, 800 were slaughtered.", published=PUBLISHED)
    assert not claim.is_retrospective


def test_without_a_day_of_publication_no_year_is_earlier():
    assert not is_of_earlier_year("In 1994, 800,000 were slaughtered.", 9, 16, None)
