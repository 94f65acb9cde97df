"""The scorers of the benchmarks of lineage and versions, on records made by hand."""

import pytest

from tasks.lineage.changes import Change, ChangeKind
from tasks.settings import Sources
from tasks.settings_names import Source
from tests.benchmarks.lineage import Support, cause, chain_is_right, kin
from tests.benchmarks.versions import lies_in, set_anew
from tests.support_trace import claim, page

SOURCES = Sources(source=(Source(name="Associated Press", aliases=("AP",), kind="agency"),))


def _support(wanted="", unread="", candidates="", corroborating="", own=""):
    return Support(*(frozenset(names.split()) for names in (wanted, unread, candidates, corroborating, own)))


@pytest.mark.parametrize(
    ("support", "why"),
    [
        (None, "extraction"),
        (_support("a b", unread="b", corroborating="a"), "theirs"),
        (_support("a b", candidates="a", corroborating="a"), "search"),
        (_support("a b", candidates="a b", corroborating="a"), "matching"),
        (_support("a", candidates="a c", corroborating="a c"), "extra"),
        (_support("a", candidates="a c", corroborating="a c", own="c"), "rule"),
        (_support("a b", candidates="a", corroborating="a", own="b"), "own family"),
        (_support("a", candidates="a", corroborating="a"), "rule"),
    ],
)
def test_the_cause_is_the_first_that_fits(support, why):
    assert cause(support) == why


@pytest.mark.parametrize(
    ("names", "credited", "right"),
    [
        (["Aggr8", "AP"], ["AGGR8", "Associated Press"], True),
        (["AP", "Aggr8"], ["Aggr8", "AP"], False),
        (["AP", "unknown"], ["AP"], True),
        (["AP"], [], False),
        ([], [], True),
    ],
)
def test_a_chain_is_right_with_all_names_in_order(names, credited, right):
    assert chain_is_right(names, credited, SOURCES) is right


def test_kin_are_tied_by_copies_of_copies_and_what_is_not_held_ties_nobody():
    tied = {"a": None, "b": "a", "c": "b", "d": "gone", "e": None}
    pages = {name: {"copy_of": source} for name, source in tied.items()}
    assert [sorted(kin(name, pages)) for name in ("a", "d", "e")] == [["b", "c"], [], []]


def test_a_change_lies_in_the_sentence_where_it_begins():
    """A claim at the first letter counts for a sentence there, and not for one that begins behind it."""
    told = Change(ChangeKind.REMOVED, claim(page("a", "Echo")), None, "no longer says it")
    assert lies_in(told, 0, "Nine people died.", "Eight people died.")
    assert not lies_in(told, 40, "Nine people died.", "Eight people died.")


def test_set_anew_keeps_every_word():
    text = "“One,” she said.\nTwo came. Three left.\n\nFour stayed.\nFive slept."
    anew = set_anew(text)
    assert sorted(anew.replace('"', "").split()) == sorted(text.replace("“", "").replace("”", "").split())
    assert anew.index("Five") < anew.index("Four")
