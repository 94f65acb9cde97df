"""Parties to a conflict: who is listed against whom, under any name, and what is one side's count of the other."""

import pytest

from tasks.model import Claim, Document, Figure
from tasks.settings import Sources
from tasks.settings_names import Place, Source
from tasks.verdicts.rivals import are_rivals, counts_its_enemy, source_behind
from tasks.vocabulary import ClaimKind, Hedge

SOURCES = Sources(
    source=(
        Source(
            name="Selwyn General Staff",
            aliases=("Selwyn's army",),
            owner="Government of Selwyn",
            party_to=("Marland",),
        ),
        Source(name="Marland Press Agency", owner="Government of Marland", domains=("mpa.example",)),
        Source(name="Hill Front", owner="Hill Front"),
        Source(name="Valley Guard", owner="Government of Selwyn", party_to=("Hill Front",)),
        Source(name="Harbour Wire"),
    ),
    place=(Place(name="Marland", aliases=("Marlandic", "Marlander")),),
)


def _claim(*said_by: str, population: str = "soldiers") -> Claim:
    figure = Figure(620, 620, 620, Hedge.EXACT, "killed", population=population)
    return Claim("c", "d", ClaimKind.CASUALTY, 0, 3, "620", "", 0, 1, 0, figure=figure, attribution=said_by)


def _page(publisher: str | None = None, url: str | None = None) -> Document:
    return Document("d", "d", "", url=url, publisher=publisher)


@pytest.mark.parametrize(
    ("claim", "page", "expected"),
    [
        (_claim("Selwyn's army"), _page("Harbour Wire"), "Selwyn General Staff"),
        (_claim("Harbour Wire", "the Selwyn’s army"), _page(), "Selwyn General Staff"),
        (_claim(), _page(url="https://www.mpa.example/1"), "Marland Press Agency"),
        (_claim(), _page(url="https://mpa.example/1"), "Marland Press Agency"),
        (_claim("a passer-by"), _page("Marland Press Agency"), None),
        (_claim(), _page("Gazette"), None),
    ],
)
def test_the_body_behind_a_claim_is_whom_it_names_else_who_prints_it(claim, page, expected):
    found = source_behind(claim, page, SOURCES)
    assert (found.name if found else None) == expected


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("Selwyn General Staff", "Marland Press Agency", True),
        ("Valley Guard", "Hill Front", True),
        ("Selwyn General Staff", "Hill Front", False),
        ("Harbour Wire", "Marland Press Agency", False),
        ("Selwyn General Staff", "Selwyn General Staff", False),
    ],
)
def test_rivals_are_listed_by_name_or_by_whom_they_belong_to(one, other, expected):
    """In either direction: a party listed on one side is enough."""
    left, right = SOURCES.by_alias[one.lower()], SOURCES.by_alias[other.lower()]
    assert are_rivals(left, right) is are_rivals(right, left) is expected
    assert not are_rivals(left, None)


@pytest.mark.parametrize(
    ("said_by", "population", "expected"),
    [
        ("Selwyn's army", "Marlandic soldiers", True),
        ("Selwyn's army", "Selwyn soldiers", False),
        ("Selwyn's army", "soldiers", False),
        ("Harbour Wire", "Marlandic soldiers", False),
    ],
)
def test_one_side_counts_the_other(said_by, population, expected):
    assert counts_its_enemy(_claim(said_by, population=population), _page(), SOURCES) is expected
