"""Pages of HTML: text, head and credits, with hostile heads bounded."""

import json
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tasks.reading.page import PageText, extract
from tasks.vocabulary import CreditKind

BODY = (
    "<article><h1>Nine dead as bridge falls</h1>"
    "<p>Nine people died when the bridge over the river Lind fell on Tuesday, the governor said in the capital.</p>"
    "<p>More than forty were hurt, and twelve are still missing, according to the fire department of the city.</p>"
    "<p>The bridge was built in 1931 and had last been inspected two years ago, when it was found to be safe.</p>"
    "</article>"
)


def page(head: str = "", body: str = BODY, url: str | None = "https://beacontv.example/bridge") -> PageText:
    html = (
        f"<html><head><meta charset='utf-8'><title>Nine dead - Beacon TV</title>{head}</head><body>{body}</body></html>"
    )
    return extract(html.encode(), None, url)


def ld(**node: object) -> str:
    return f'<script type="application/ld+json">{json.dumps({"@context": "https://schema.org", **node})}</script>'


def test_takes_the_article():
    found = page()
    assert "Nine people died when the bridge" in found.text
    assert found.title == "Nine dead as bridge falls"


def test_the_fourth_reading_is_as_long_as_the_first():
    """trafilatura's own deduplication would swallow it: it remembers across pages."""
    assert len({page().text for _ in range(5)}) == 1


def test_json_ld():
    found = page(
        ld(
            **{"@type": "NewsArticle"},
            headline="Nine dead &amp; forty hurt",
            datePublished="2025-09-05T05:30:00+09:00",
            dateModified="2025-09-05T08:00:00+09:00",
            author=[{"@type": "Person", "name": "Mia Ford"}, {"@type": "Person", "name": "Bo Rao"}],
            publisher={"@type": "Organization", "name": "Beacon TV"},
            isBasedOn={"@type": "NewsArticle", "url": "https://www.citynews.example/bridge"},
            sourceOrganization={"name": "Harbour Wire"},
        )
    )
    assert (found.title, found.publisher, found.byline) == (
        "Nine dead & forty hurt",
        "Beacon TV",
        "Mia Ford and Bo Rao",
    )
    assert (found.published_raw, found.published_basis) == ("2025-09-05T05:30:00+09:00", "json-ld")
    assert found.modified_raw == "2025-09-05T08:00:00+09:00"
    assert [(credit.name, credit.kind) for credit in found.credits] == [
        ("Harbour Wire", CreditKind.SOURCE),
        ("citynews.example", CreditKind.FIRST_PUBLISHED),
    ]


def test_json_ld_graph_with_references():
    graph = [
        {
            "@type": "NewsArticle",
            "@id": "#a",
            "headline": "Nine dead",
            "publisher": {"@id": "#p"},
            "author": {"@id": "#m"},
        },
        {"@type": "Organization", "@id": "#p", "name": "Beacon TV"},
        {"@type": "Person", "@id": "#m", "name": "Mia Ford"},
    ]
    found = page(ld(**{"@graph": graph}))
    assert (found.publisher, found.byline) == ("Beacon TV", "Mia Ford")


def test_the_pages_own_article_is_told_from_a_list_of_others():
    others = [
        {"@type": "NewsArticle", "headline": f"Other {n}", "url": f"https://beacontv.example/{n}"} for n in range(5)
    ]
    own = {"@type": "NewsArticle", "headline": "Own", "url": "https://beacontv.example/bridge"}
    assert page(ld(**{"@graph": [*others, own]})).title == "Own"


def test_meta_tags():
    found = page(
        '<meta property="og:site_name" content="Beacon TV"><meta name="author" content="By Mia Ford">'
        '<meta property="article:published_time" content="2025-09-05">'
        '<meta name="pubdate" content="2025-09-05T05:30:00Z">'
        '<meta property="article:modified_time" content="2025-09-06T05:30:00Z">'
    )
    assert (found.publisher, found.byline) == ("Beacon TV", "Mia Ford")
    assert (found.published_raw, found.published_basis) == ("2025-09-05T05:30:00Z", "meta"), "the finer date wins"
    assert found.modified_raw == "2025-09-06T05:30:00Z"


def test_an_unreadable_date_is_kept_as_evidence_and_none_is_guessed():
    assert page('<meta name="date" content="yesterday">').published_raw == "yesterday"
    assert page().published_raw is None


def test_canonical_of_another_house_is_a_credit():
    found = page('<link rel="canonical" href="https://www.citynews.example/bridge">')
    assert found.canonical_url == "https://www.citynews.example/bridge"
    assert [(credit.name, credit.kind) for credit in found.credits] == [("citynews.example", CreditKind.CANONICAL)]


@pytest.mark.parametrize(
    "href", ["/bridge", "https://m.beacontv.example/bridge", "https://www.beacontv.example/bridge"]
)
def test_canonical_of_the_same_house_is_none(href):
    assert page(f'<link rel="canonical" href="{href}">').credits == ()


@pytest.mark.parametrize("href", ["javascript:alert(1)", "file:///etc/passwd", "http://[", "data:text/html,x", ""])
def test_odd_canonicals_are_ignored(href):
    assert page(f'<link rel="canonical" href="{href}">').canonical_url is None


@pytest.mark.parametrize(
    "head",
    [
        '<script type="application/ld+json">{"@type": "NewsArticle", "headline": "' + "x" * 1_000_000 + '"}</script>',
        '<script type="application/ld+json">' + "[" * 100_000 + "</script>",
        '<script type="application/ld+json">{not json}</script>',
        '<script type="application/ld+json">'
        + json.dumps({"@graph": [{"@type": "NewsArticle"}] * 20_000})
        + "</script>",
        ld(**{"@type": ["NewsArticle", 7]}, headline=["x"], author=7, publisher=[], datePublished={"a": 1}),
    ],
    ids=["big", "deep", "broken", "many", "odd"],
)
def test_hostile_json_ld_is_bounded(head):
    started = time.perf_counter()
    found = page(head)
    assert "Nine people died" in found.text
    assert len(found.title or "") <= 500
    assert time.perf_counter() - started < 10


@pytest.mark.parametrize("html", [b"", b"\x00\x01\x02", b"<", b"plain words", b"<html></html>", b"\xff\xfe"])
def test_no_page_gives_an_empty_text(html):
    assert not extract(html, None, None).text.strip()


def test_a_member_paper_prints_the_agencys_copy():
    """Some systems name the agency as publisher; the site is who printed it, the agency who wrote it."""
    found = page(
        '<meta property="og:site_name" content="City News">'
        + ld(**{"@type": "NewsArticle"}, headline="Nine dead", publisher={"name": "Associated Press"})
    )
    assert found.publisher == "City News"
    assert [(credit.name, credit.kind) for credit in found.credits] == [("Associated Press", CreditKind.AGENCY)]


@pytest.mark.parametrize(
    ("based_on", "name"),
    [
        ("https://www.citynews.example/bridge", "citynews.example"),
        ({"@type": "NewsArticle", "name": "Bridge falls", "publisher": {"name": "City News"}}, "City News"),
        ([{"@type": "NewsArticle", "@id": "https://citynews.example/1"}], "citynews.example"),
        ("https://beacontv.example/earlier", None),
        ({}, None),
    ],
)
def test_what_an_article_is_based_on(based_on, name):
    """Its maker is credited, not its headline; a page of the same house is no credit."""
    found = page(ld(**{"@type": "NewsArticle"}, headline="Nine dead", isBasedOn=based_on))
    assert [credit.name for credit in found.credits] == ([name] if name else [])


def test_a_date_printed_beside_the_heading():
    dated = BODY.replace("</h1>", "</h1><div class='when'>Published 10:02 AM EST Nov 19, 2019</div>")
    found = page(body=dated)
    assert (found.published_raw, found.published_basis) == ("Published 10:02 AM EST Nov 19, 2019", "text")


@pytest.mark.parametrize(
    "around",
    [
        "</h1><span>Nov 19, 2019</span><span>Nov 20, 2019</span>",
        "</h1><span>November 2019</span>",
        "</h1><span>Updated Nov 19, 2019</span>",
        "</h1><span>11/12/2019</span>",
    ],
    ids=["two", "month", "update", "ambiguous"],
)
def test_no_date_is_taken_where_it_is_not_certain(around):
    assert page(body=BODY.replace("</h1>", around)).published_raw is None


def test_a_date_of_another_story_is_not_taken():
    assert page(body=f"{BODY}<ul><li>Nov 19, 2019</li></ul>").published_raw is None


@pytest.mark.parametrize(
    ("printed", "byline"),
    [
        ("By Mia Ford", "Mia Ford"),
        ("Mia Ford November", "Mia Ford"),
        ("Mia Ford; Bo Rao", "Mia Ford, Bo Rao"),
        ("BY: DESK Published", "DESK"),
    ],
)
def test_bylines_are_cleaned(printed, byline):
    assert page(f'<meta name="author" content="{printed}">').byline == byline


PIECES = st.sampled_from(
    [
        "<p>", "</p>", "<div>", "<article>", "<h1>", "<script type='application/ld+json'>", "</script>", "}", "<!--",
        '{"@type": "NewsArticle"', ', "headline": "x"', "<meta name='author' content='", "'>",
        "<link rel=canonical href=",
        "<time datetime='2025-", "<table><tr><td>", "&#0;", "&#xD800;", "<![CDATA[", "Nine people died on Tuesday. ",
        "<?xml version='1.0' encoding='utf-8'?>",
    ]
)  # fmt: skip


@settings(max_examples=30)
@given(st.lists(PIECES | st.text(max_size=10), max_size=30).map("".join))
def test_any_markup_gives_a_record(markup):
    found = extract(markup.encode("utf-8", "replace"), None, "https://beacontv.example/")
    assert isinstance(found.text, str)
    assert all(credit.name for credit in found.credits)
