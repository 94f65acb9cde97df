"""Families and origins: twelve outlets with one wire are one; what is unsure is a range; the earliest is plausible."""

from collections.abc import Sequence
from datetime import UTC, date, datetime

from hypothesis import given
from hypothesis import strategies as st

from tasks.lineage.origins import families, independence
from tasks.model import (
    Claim,
    Credit,
    Document,
    Edge,
    Finding,
    Independence,
    Lineage,
    Match,
    Published,
    When,
)
from tasks.settings import Sources
from tasks.settings_names import Source
from tasks.vocabulary import ClaimKind, CreditKind, EdgeKind, Granularity, Precision, Relation

SOURCES = Sources(
    source=(
        Source(name="Selwyn Intelligence Service", aliases=("SIS", "Selwyn's spy agency")),
        Source(name="Selwyn Wire", aliases=("SW",), kind="agency", domains=("selwynwire.example",)),
    )
)


def _page(name: str, publisher: str, hour: int | None = 10, credit: str | None = None, year: int = 2025) -> Document:
    published = None
    if hour is not None:
        instant = datetime(year, 3, 4, hour, tzinfo=UTC)
        published = Published(instant, Precision.MINUTE, "archive", instant.isoformat(), 0)
    named = (Credit(credit, CreditKind.SOURCE, f"Source: {credit}"),) if credit else ()
    return Document(
        document_id=name, source_id=f"{name}-source", text="", publisher=publisher, published=published, credits=named
    )


def _match(page: Document, *said_by: str, event: date | None = None) -> Match:
    when = When(event, event, Granularity.DAY) if event else None
    claim = Claim(
        f"claim {page.document_id}", page.document_id, ClaimKind.CASUALTY, 0, 1, "", "", 0, 1, 0,
        attribution=said_by, own_voice=not said_by, event_when=when,
    )  # fmt: skip
    finding = Finding(Relation.CORROBORATES, "", "")
    return Match("ours", page.document_id, Relation.CORROBORATES, finding, 0, 1, "", 1.0, claim)


def _edge(copy: Document, source: Document, kind: EdgeKind = EdgeKind.COPIED_FROM, confidence: float = 0.95) -> Edge:
    return Edge(copy.document_id, source.document_id, kind, "", confidence)


ARTICLE = _page("article", "Our Paper", 20)


def _judge(matches: Sequence[Match], pages: Sequence[Document], edges: Sequence[Edge] = ()) -> Independence:
    documents = {page.document_id: page for page in (*pages, ARTICLE)}
    lineage = Lineage(edges=tuple(edges), families=families(sorted(documents), edges))
    return independence(matches, lineage, documents, SOURCES, lineage.family_of("article"))


def _names(found: Independence) -> list[str]:
    return [origin.name for origin in found.origins]


def test_one_wire_on_three_sites_is_one_family():
    wire, one, two = _page("wire", "Selwyn Wire"), _page("one", "Mirror", 11), _page("two", "Echo", 12)
    found = _judge([_match(page) for page in (wire, one, two)], [wire, one, two], [_edge(one, wire), _edge(two, wire)])
    assert (found.families, _names(found), found.low, found.high) == (1, ["Selwyn Wire"], 1, 1)


def test_newsrooms_that_report_themselves_are_origins_each():
    pages = [_page("a", "Mirror"), _page("b", "Echo"), _page("c", "Herald")]
    found = _judge([_match(page) for page in pages], pages)
    assert (found.families, len(found.origins), found.low, found.high) == (3, 3, 3, 3)
    assert {origin.kind for origin in found.origins} == {"family"}


def test_five_newsrooms_quoting_one_agency_have_one_origin():
    """Under any of its names; and still five newsrooms heard it."""
    names = ("Selwyn Intelligence Service", "SIS", "the SIS", "Selwyn's spy agency", "SIS")
    pages = [_page(f"p{place}", f"Paper {place}") for place in range(5)]
    found = _judge([_match(page, name) for page, name in zip(pages, names, strict=True)], pages)
    assert (found.families, found.low, found.high) == (5, 1, 1)
    assert [(origin.kind, len(origin.documents)) for origin in found.origins] == [("named source", 5)]


def test_the_innermost_source_is_the_origin():
    """Through whomever it was heard: "Quill said, according to the Wire" and "Quill said" have one root."""
    pages = [_page("a", "Mirror"), _page("b", "Echo")]
    found = _judge([_match(pages[0], "Selwyn Wire", "Ada Quill"), _match(pages[1], "Ada Quill")], pages)
    assert _names(found) == ["Ada Quill"]


def test_an_official_page_is_the_same_origin_as_those_who_quote_it():
    pages = [_page("a", "Selwyn Intelligence Service"), _page("b", "Echo")]
    found = _judge([_match(pages[0]), _match(pages[1], "SIS")], pages)
    assert [(origin.kind, origin.documents) for origin in found.origins] == [("named source", ("a", "b"))]


def test_one_outlet_counts_once():
    pages = [_page("a", "Mirror"), _page("b", "Mirror", 15), _page("c", "Echo")]
    found = _judge([_match(page) for page in pages], pages)
    assert (found.families, len(found.origins)) == (3, 2)


def test_what_an_agency_wrote_is_the_agency_s_without_its_page():
    pages = [_page("a", "Mirror", credit="SW"), _page("b", "Echo", credit="Selwyn Wire")]
    assert _names(_judge([_match(page) for page in pages], pages)) == ["Selwyn Wire"]


def test_nameless_officials_may_be_the_same_people():
    pages = [_page("a", "Mirror"), _page("b", "Echo"), _page("c", "Herald")]
    found = _judge([_match(page, "officials") for page in pages], pages)
    assert (found.low, found.high) == (1, 3)


def test_an_outlet_that_names_nobody_may_rest_on_the_one_who_is_named():
    pages = [_page("a", "Mirror"), _page("b", "Echo")]
    found = _judge([_match(pages[0], "SIS"), _match(pages[1])], pages)
    assert (found.low, found.high) == (1, 2)


def test_a_rewrite_makes_a_range():
    pages = [_page("a", "Mirror"), _page("b", "Echo", 12)]
    rewrite = _edge(pages[1], pages[0], EdgeKind.REWRITTEN_FROM, 0.7)
    found = _judge([_match(page) for page in pages], pages, [rewrite])
    assert (found.families, len(found.origins), found.low, found.high) == (1, 1, 1, 2)


def test_the_article_s_own_family_supports_nothing():
    copy = _page("copy", "Mirror")
    found = _judge([_match(copy)], [copy], [_edge(copy, ARTICLE)])
    assert found == Independence()


def test_who_quotes_the_article_s_outlet_is_no_origin_and_the_circle_is_told():
    echo = _page("echo", "Echo")
    found = _judge([_match(echo, "Our Paper")], [echo])
    assert (found.families, found.origins, found.circular) == (1, (), True)


def test_two_outlets_that_quote_each_other_are_a_circle():
    mirror, echo = _page("a", "Mirror"), _page("b", "Echo")
    assert _judge([_match(mirror, "Echo"), _match(echo, "Mirror")], [mirror, echo]).circular
    assert not _judge([_match(mirror, "SIS"), _match(echo, "SIS")], [mirror, echo]).circular


def test_the_earliest_is_the_first_dated_print_and_says_on_what_it_rests():
    pages = [_page("late", "Mirror", 15), _page("first", "Echo", 9), _page("undated", "Herald", None)]
    earliest = _judge([_match(page) for page in pages], pages).earliest
    assert earliest is not None
    assert (earliest.document_id, earliest.source_id) == ("first", "first-source")
    assert "claimed" in earliest.basis


def test_a_copy_that_claims_to_be_older_than_its_source_is_not_the_earliest():
    wire, forged = _page("wire", "Selwyn Wire", 9), _page("forged", "Old News", 9, year=2001)
    earliest = _judge([_match(wire), _match(forged)], [wire, forged], [_edge(forged, wire)]).earliest
    assert earliest is not None
    assert earliest.document_id == "wire"


def test_a_page_dated_before_the_event_is_not_the_earliest():
    real, forged = _page("real", "Mirror", 9), _page("forged", "Old News", 9, year=2001)
    day = date(2025, 3, 4)
    earliest = _judge([_match(real, event=day), _match(forged, event=day)], [real, forged]).earliest
    assert earliest is not None
    assert earliest.document_id == "real"


def test_no_support_has_no_origin():
    assert _judge([], []) == Independence()


def test_a_family_starts_with_the_text_that_the_others_were_taken_from():
    wire, one, two = _page("z", "Selwyn Wire"), _page("b", "Mirror"), _page("a", "Echo")
    found = families(["a", "b", "z", "lone"], [_edge(one, wire), _edge(two, one)])
    assert [(family.family_id, family.documents) for family in found] == [("lone", ("lone",)), ("z", ("z", "b", "a"))]


def test_credits_and_versions_join_no_family():
    wire, one = _page("wire", "Selwyn Wire"), _page("one", "Mirror")
    edges = [_edge(one, wire, EdgeKind.CREDITS), _edge(one, wire, EdgeKind.VERSION_OF)]
    assert len(families(["wire", "one"], edges)) == 2


@given(st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9)), max_size=25), st.randoms(use_true_random=False))
def test_families_part_all_documents_whatever_circles_the_edges_make(links, chance):
    names = [str(number) for number in range(10)]
    edges = [Edge(str(a), str(b), EdgeKind.COPIED_FROM, "", 1.0) for a, b in links if a != b]
    found = families(names, edges)
    assert sorted(name for family in found for name in family.documents) == names
    shuffled = list(edges)
    chance.shuffle(shuffled)
    assert families(names[::-1], shuffled) == found


def test_a_pure_circle_is_one_origin_and_says_so():
    """Each has it from the other and nobody else does: two mentions, one origin at most, nobody's own word."""
    mirror, echo = _page("a", "Mirror"), _page("b", "Echo")
    found = _judge([_match(mirror, "Echo"), _match(echo, "Mirror")], [mirror, echo])
    assert (found.families, found.low, found.high, found.circular) == (2, 1, 1, True)
    assert [(origin.kind, origin.name, origin.documents) for origin in found.origins] == [
        ("circle", "Echo and Mirror, who give one another as their source", ("a", "b"))
    ]


def test_a_circle_of_three_with_a_follower_is_one_origin():
    """Who has it from one of them has it from all of them."""
    pages = [_page("a", "Mirror"), _page("b", "Echo"), _page("c", "Herald"), _page("d", "Post")]
    given_ = ("Echo", "Herald", "Mirror", "Herald")
    found = _judge([_match(page, name) for page, name in zip(pages, given_, strict=True)], pages)
    assert (found.families, len(found.origins), found.low, found.high, found.circular) == (4, 1, 1, 1, True)


def test_a_circle_with_a_root_has_that_root():
    """One of them also has it from the spy agency: that is where it comes from."""
    pages = [_page("a", "Mirror"), _page("b", "Echo"), _page("c", "Echo", 12)]
    found = _judge([_match(pages[0], "Echo"), _match(pages[1], "Mirror"), _match(pages[2], "SIS")], pages)
    assert _names(found) == ["Selwyn Intelligence Service"]
    assert found.circular


def test_a_circle_in_which_one_reports_itself_has_that_one():
    pages = [_page("a", "Mirror"), _page("b", "Echo"), _page("c", "Echo", 12)]
    found = _judge([_match(pages[0], "Echo"), _match(pages[1], "Mirror"), _match(pages[2])], pages)
    assert _names(found) == ["Echo"]


def test_a_source_is_followed_back_through_who_passes_it_on():
    """The Mirror has it from the Echo, the Echo and the Herald from the police: one origin, the police."""
    pages = [_page("a", "Mirror"), _page("b", "Echo"), _page("c", "Herald")]
    matches = [_match(pages[0], "Echo"), _match(pages[1], "Halden police"), _match(pages[2], "Halden police")]
    found = _judge(matches, pages)
    assert (found.families, _names(found)) == (3, ["Halden police"])


def test_a_page_that_gives_itself_as_its_source_speaks_for_itself():
    page = _page("a", "Mirror", credit="Mirror")
    found = _judge([_match(page, "Mirror")], [page])
    assert (_names(found), found.low, found.high, found.circular) == (["Mirror"], 1, 1, False)


def test_what_people_agree_to_be_two_is_joined_by_no_doubt():
    """Both give "officials"; a person knows that these are other officials."""
    pages = [_page("a", "Mirror"), _page("b", "Echo")]
    matches = [_match(page, "officials") for page in pages]
    apart = Edge("a", "b", EdgeKind.NOT_SAME_AS, "Ada says not the same", 1.0)
    assert (_judge(matches, pages).low, _judge(matches, pages, [apart]).low) == (1, 2)


def test_what_a_person_joins_counts_once():
    pages = [_page("a", "Mirror"), _page("b", "Echo")]
    same = Edge("b", "a", EdgeKind.SAME_AS, "Ada says the same", 1.0)
    found = _judge([_match(page) for page in pages], pages, [same])
    assert (found.families, found.low, found.high) == (1, 1, 1)


def test_where_people_differ_the_number_is_a_range():
    pages = [_page("a", "Mirror"), _page("b", "Echo")]
    words = [Edge("b", "a", kind, "said", 0.5) for kind in (EdgeKind.SAME_AS, EdgeKind.NOT_SAME_AS)]
    found = _judge([_match(page) for page in pages], pages, words)
    assert (found.families, len(found.origins), found.low, found.high) == (2, 2, 1, 2)


def test_a_person_s_word_settles_a_retelling():
    pages = [_page("a", "Mirror"), _page("b", "Echo", 12)]
    rewrite = _edge(pages[1], pages[0], EdgeKind.REWRITTEN_FROM, 0.7)
    same = Edge("b", "a", EdgeKind.SAME_AS, "Ada says the same", 1.0)
    found = _judge([_match(page) for page in pages], pages, [rewrite, same])
    assert (found.low, found.high) == (1, 1)
