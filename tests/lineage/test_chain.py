"""The chain of publication, from the page itself to whoever wrote it."""

import pytest

from tasks.lineage.chain import chain
from tasks.model import Document, Edge, RawPage
from tasks.reading.document import read
from tasks.settings import Sources
from tasks.settings_names import Source
from tasks.vocabulary import EdgeKind

SOURCES = Sources(
    source=(
        Source(name="DayNews", kind="aggregator"),
        Source(name="Northgate Daily", kind="newspaper", domains=("northgatedaily.example",)),
        Source(name="Harbour Wire", kind="agency"),
    )
)
PROSE = "PORT LIND — The president told his host that the friendship will never change, state media reported Friday.\n"


def page(name: str, text: str, publisher: str | None) -> Document:
    return read(RawPage(name, f"https://{name}.example/story", publisher, text=text), None, SOURCES)


def copied(one: Document, other: Document, confidence: float = 0.9) -> Edge:
    return Edge(one.document_id, other.document_id, EdgeKind.COPIED_FROM, "97 % of the text", confidence)


def names(document: Document, others: list[Document], edges: list[Edge]) -> list[str]:
    return [link.name for link in chain(document, {d.document_id: d for d in [document, *others]}, edges, SOURCES)]


AGGREGATED = page(
    "magone",
    "Moto leaves Lind after a visit\nMia FordSeptember 5, 2025 at 5:30 AM\n"
    + PROSE
    + 'Source: "DayNews DayNews General News"\n'
    "Source: MAG ONE\nFull Article on Source: MAG ONE\n",
    None,
)


def test_ends_in_unknown_with_the_byline():
    """An aggregator took it from an aggregator, and nobody says for whom the reporter writes."""
    links = chain(AGGREGATED, {}, [], SOURCES)
    assert [link.name for link in links] == ["MAG ONE", "DayNews", "unknown"]
    assert [link.evidence for link in links[1:]] == ['Source: "DayNews DayNews General News"', "byline Mia Ford"]
    assert links[0].document_id == AGGREGATED.document_id


def test_ends_with_the_original_once_a_page_of_it_is_held():
    original = page("citynews", "By Mia Ford\n" + PROSE, "City News")
    links = chain(AGGREGATED, {original.document_id: original}, [copied(AGGREGATED, original)], SOURCES)
    assert [link.name for link in links] == ["MAG ONE", "DayNews", "City News"]
    assert links[-1].document_id == original.document_id
    assert links[-1].url == "https://citynews.example/story"


def test_an_original_taken_for_the_copy_is_still_the_root():
    """The edge may point the wrong way (dates lie): same byline, and it credits nobody while we do."""
    original = page("citynews", "By Mia Ford\n" + PROSE, "City News")
    assert names(AGGREGATED, [original], [copied(original, AGGREGATED)]) == ["MAG ONE", "DayNews", "City News"]


def test_a_newsroom_known_for_its_reporting_is_the_root_without_a_byline():
    original = page("northgatedaily", PROSE, "Northgate Daily")
    assert names(AGGREGATED, [original], [copied(original, AGGREGATED)]) == ["MAG ONE", "DayNews", "Northgate Daily"]


def test_a_scraper_is_no_root():
    """It credits nobody and has no byline of ours: the edge says that it copied us, and so it stays."""
    scraper = page("scraper", PROSE, "Scraper")
    assert names(AGGREGATED, [scraper], [copied(scraper, AGGREGATED)]) == ["MAG ONE", "DayNews", "unknown"]


def test_follows_the_credits_of_a_held_copy():
    wire = page("harbour", "PORT LIND (Harbour Wire) — " + PROSE, "Harbour Wire")
    daily = page("daily", PROSE + "(Harbour Wire)\n", "Northgate Daily")
    ours = page("aggr", PROSE + "Source: Northgate Daily\n", "AGGR8")
    links = names(ours, [wire, daily], [copied(ours, daily), copied(daily, wire), copied(ours, wire, 0.99)])
    assert links == ["AGGR8", "Northgate Daily", "Harbour Wire"]


def test_a_copy_without_credits_is_followed():
    wire = page("harbour", PROSE, "Harbour Wire")
    assert names(page("aggr", PROSE, "AGGR8"), [wire], [copied(page("aggr", PROSE, "AGGR8"), wire)]) == [
        "AGGR8",
        "Harbour Wire",
    ]


def test_a_rewrite_is_no_station():
    """A rewrite is a finding of ours, shown as an edge; the chain is who passed the text on."""
    wire = page("harbour", PROSE, "Harbour Wire")
    ours = page("aggr", PROSE, "AGGR8")
    edge = Edge(ours.document_id, wire.document_id, EdgeKind.REWRITTEN_FROM, "same facts in order", 0.8)
    assert names(ours, [wire], [edge]) == ["AGGR8"]


def test_cycles_end_where_they_begin():
    one = page("one", PROSE + "Source: Two\n", "One")
    two = page("two", PROSE + "Source: One\n", "Two")
    assert names(one, [two], [copied(one, two), copied(two, one)]) == ["One", "Two"]


@pytest.mark.parametrize(
    ("tail", "want"),
    [
        ("Source: Northgate Daily\n", ["AGGR8", "Northgate Daily"]),
        ("(Harbour Wire)\n", ["AGGR8", "Harbour Wire"]),
        ("First published by City News\n", ["AGGR8", "City News"]),
        ("Source: DayNews\n", ["AGGR8", "DayNews", "unknown"]),
        ("", ["AGGR8"]),
    ],
)
def test_unknown_only_where_the_root_is_not_named(tail, want):
    """A newspaper, an agency or a first print is a root; an aggregator is none."""
    assert names(page("aggr", "By Mia Ford\n" + PROSE + tail, "AGGR8"), [], []) == want


def test_without_a_publisher_the_host_stands_for_it():
    assert names(page("someone", PROSE, None), [], []) == ["someone.example"]
