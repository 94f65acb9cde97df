"""The phrase of a ledger: what is counted, of whom, where."""

import pytest

from tasks.reports.ledger_query import read_phrase
from tasks.settings import Sources
from tasks.settings_names import Place

SOURCES = Sources(place=(Place(name="North Korea", aliases=("North Korean", "North Koreans", "DPRK")),))


@pytest.mark.parametrize(
    ("phrase", "roles", "nouns", "terms"),
    [
        ("killed, North Korean troops", ["killed"], [], [("North Korean", "nation"), ("troops", "people")]),
        ("North Korean troops killed", ["killed"], [], [("North Korean", "nation"), ("troops", "people")]),
        ("death toll, North Korea", ["killed"], [], [("North Korea", "place")]),
        ("dead and wounded, Port Halden", ["killed", "injured"], [], [("Port Halden", "place")]),
        ("children killed, Port Halden", ["killed"], [], [("children", "people"), ("Port Halden", "place")]),
        ("missing, ferry Aurelia", ["missing"], [], [("ferry", "word"), ("Aurelia", "place")]),
        ("killed, Halden, Selwyn Bay", ["killed"], [], [("Halden", "place"), ("Selwyn Bay", "place")]),
        ("drones, Halden", [], ["drone"], [("Halden", "place")]),
        ("the of", [], [], []),
        ("", [], [], []),
        (",,;", [], [], []),
    ],
)
def test_a_phrase_is_read(phrase, roles, nouns, terms):
    """Words in any order; without a role, the first part names what is counted."""
    wanted = read_phrase(phrase, SOURCES)
    assert list(wanted.roles) == roles
    assert sorted(wanted.nouns) == nouns
    assert [(term.text, term.kind) for term in wanted.terms] == terms


def test_a_role_is_looked_for_under_every_word_that_tells_it():
    stored = read_phrase("killed", SOURCES).stored_roles
    assert {"killed", "dead", "deaths"} <= set(stored)
    assert "injured" not in stored


def test_a_name_is_looked_for_under_all_its_names():
    (term,) = read_phrase("killed, DPRK", SOURCES).terms
    assert "north korean" in term.names
    assert "dprk" in term.pattern


def test_an_enormous_phrase_is_cut():
    assert len(read_phrase("killed, " + "Halden " * 10_000, SOURCES).terms) < 100
