"""Every figure gets the moment that the text, its source or the page gives it, and none where it only looks back."""

from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import pytest

from tasks.claims.as_of import as_of
from tasks.model import AsOf, Claim, Figure
from tasks.vocabulary import AsOfBasis, ClaimKind, Hedge
from tests.support import cases, named
from tests.support_layers import contexts_of

PUBLISHED = "2025-09-05T18:00:00+02:00"
ZONE = timezone(timedelta(hours=2))


def moment(
    text: str, printed: str, published: str | None = PUBLISHED, *, is_retrospective: bool = False
) -> AsOf | None:
    """The as-of of the figure whose number is printed so."""
    for context in contexts_of(text, published):
        for number in context.numbers:
            if text[number.start : number.end].endswith(printed) or printed in number.text:
                figure = Figure(number.value, number.low, number.high, Hedge.EXACT, "killed")
                claim: Claim = context.claim(
                    ClaimKind.CASUALTY, number.start, number.end, figure=figure, is_retrospective=is_retrospective
                )
                return as_of(claim, context)
    raise AssertionError(f"no number {printed} was read")


def summary(found: AsOf | None) -> str:
    """An as-of in the form of the cases file."""
    if found is None:
        return "none"
    first, last = (instant.astimezone(ZONE) for instant in (found.start, found.end))
    return f"{found.basis} | {first:%Y-%m-%dT%H:%M}..{last:%Y-%m-%dT%H:%M}"


@pytest.mark.parametrize("case", cases("as_of.toml"), ids=named)
def test_dates_each_figure(case: dict[str, Any]):
    assert summary(moment(case["text"], case["figure"])) == case["expect"], case["why"]


def test_instants_are_utc():
    found = moment("The count stood at 202 on Tuesday.", "202")
    assert found is not None
    assert found.start == datetime(2025, 9, 1, 22, tzinfo=UTC)
    assert found.start.utcoffset() == timedelta(0)


def test_nothing_is_known_without_any_date():
    assert moment("Eleven people died.", "Eleven", None) is None


def test_a_claim_that_looks_back_has_no_moment():
    assert moment("Then 87 people died at a campsite.", "87", is_retrospective=True) is None


def test_publication_is_the_last_resort():
    found = moment("Eleven people died.", "Eleven")
    assert found is not None
    assert found.basis is AsOfBasis.PUBLICATION
