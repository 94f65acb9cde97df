"""What people say of two pages: kept apart and joined as they say, in doubt where they differ, and always shown."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tasks.lineage.origins import families
from tasks.lineage.people import about, at_most_joined, latest, least_joined, with_people
from tasks.model import Document, Edge, Joining
from tasks.vocabulary import EdgeKind
from tests.support import cases, named

FIRST = datetime(2025, 3, 4, 9, tzinfo=UTC)
PAGES = ("echo", "lantern", "wire")
DOCUMENTS = {
    name: Document(name, name, "", url=f"https://{name}.example/1/", publisher=name.capitalize()) for name in PAGES
}


def _word(person: str, says: str, one: str, other: str, hours: int = 0) -> Joining:
    one, other = sorted((one, other))
    at = FIRST + timedelta(hours=hours)
    return Joining(one, other, says == "same", person, "both print the harbour's list", at,
                   f"https://{one}.example/1", f"https://{other}.example/1")  # fmt: skip


def _edges(case) -> list[Edge]:
    found = [
        Edge(copy, source, EdgeKind.COPIED_FROM, f"{copy} copied.", 0.85) for copy, source in case.get("copies", [])
    ]
    return found + [
        Edge(one, source, EdgeKind.REWRITTEN_FROM, f"{one} retold.", 0.7) for one, source in case.get("retellings", [])
    ]


def _groups(edges) -> list[list[str]]:
    return sorted(sorted(family.documents) for family in families(PAGES, edges))


@pytest.mark.parametrize("case", cases("joinings.toml"), ids=named)
def test_families_are_as_people_have_them(case):
    """And every word that counts is an edge with name, day and reason, whatever became of it."""
    words = [_word(who, how, one, other, hours) for hours, (who, how, one, other) in enumerate(case.get("words", []))]
    edges = with_people(_edges(case), DOCUMENTS, words)
    assert _groups(edges) == case["families"]
    told = [edge.evidence for edge in edges if edge.kind in {EdgeKind.SAME_AS, EdgeKind.NOT_SAME_AS}]
    assert len(told) == len(latest(words))
    assert all("(4 March 2025): both print the harbour's list" in evidence for evidence in told)


def test_what_is_overruled_is_told():
    copied = Edge("echo", "wire", EdgeKind.COPIED_FROM, "All of Echo's text stands in Wire's.", 0.85)
    (edge,) = with_people([copied], DOCUMENTS, [_word("Ada", "not the same", "echo", "wire")])
    assert edge.evidence.endswith("; comparison had found: All of Echo's text stands in Wire's")


def test_a_word_holds_for_every_print_of_the_page():
    """The page was edited since: its text has another id, its address is the same."""
    later = {**DOCUMENTS, "echo2": Document("echo2", "echo2", "changed", url="https://echo.example/1#top")}
    del later["echo"]
    assert about([_word("Ada", "same", "echo", "wire")], later)
    edges = with_people([], later, [_word("Ada", "same", "echo", "wire")])
    assert [{edge.from_id, edge.to_id} for edge in edges] == [{"echo2", "wire"}]


def test_words_about_other_pages_change_nothing():
    copied = Edge("echo", "wire", EdgeKind.COPIED_FROM, "copied", 0.85)
    only = {key: DOCUMENTS[key] for key in ("echo", "wire")}
    assert with_people([copied], only, [_word("Ada", "same", "echo", "lantern")]) == (copied,)
    assert about([_word("Ada", "same", "echo", "lantern")], only) == ()


def test_where_people_differ_both_readings_are_at_hand():
    words = [_word("Ada", "same", "echo", "lantern"), _word("Bo", "not the same", "echo", "lantern")]
    edges = with_people([], DOCUMENTS, words)
    assert _groups(at_most_joined(edges)) == [["echo", "lantern"], ["wire"]]
    assert _groups(least_joined(edges)) == [["echo"], ["lantern"], ["wire"]]


_WORDS = st.builds(
    _word,
    st.sampled_from(["Ada", "Bo", "Cy"]),
    st.sampled_from(["same", "not the same"]),
    st.sampled_from(["echo", "lantern"]),
    st.just("wire"),
    st.integers(0, 9),
)


@given(st.lists(_WORDS, max_size=6), st.booleans())
def test_families_lie_between_the_two_readings(words, copied):
    """Whoever spoke and whatever was found: never fewer joined than in one reading, never more than in the other."""
    found = [Edge("echo", "wire", EdgeKind.COPIED_FROM, "copied", 0.85)] if copied else []
    edges = with_people(found, DOCUMENTS, words)
    counts = [len(_groups(some)) for some in (at_most_joined(edges), edges, least_joined(edges))]
    assert counts == sorted(counts)


_SAID = [
    _word("Ada", "same", "echo", "wire", 1),
    _word("Bo", "not the same", "wire", "lantern", 2),
    _word("Cy", "not the same", "echo", "wire", 3),
    _word("Ada", "not the same", "echo", "wire", 4),
]


@given(st.permutations(_SAID))
def test_the_order_in_which_words_are_read_does_not_matter(words):
    assert with_people([], DOCUMENTS, words) == with_people([], DOCUMENTS, _SAID)
