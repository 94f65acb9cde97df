"""JSON as feeds: JSON Feed of both versions, and answers of search services by their mapping."""

import json
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tasks.acquire.entries import ParsedFeed
from tasks.acquire.json_entries import parse_answer, parse_json_feed
from tasks.settings import Fields
from tasks.trouble import Trouble, Unreadable

URL = "https://quay.example/feed.json"
NEVER = {"items": "", "url": "url", "title": "", "published": "", "text": "", "publisher": ""}


def read(feed: object, most: int = 500) -> ParsedFeed:
    return parse_json_feed(json.dumps(feed).encode(), "application/feed+json", URL, most)


def answer(found: object, **fields: str) -> ParsedFeed:
    return parse_answer(json.dumps(found).encode(), URL, 10, Fields.model_validate(fields).model_dump())


def test_an_item_of_version_1_1_with_everything():
    feed = read(
        {
            "version": "https://jsonfeed.org/version/1.1",
            "title": "Harbour &amp; Quay",
            "home_page_url": "https://quay.example/",
            "items": [
                {
                    "id": "g1",
                    "url": "/ferry",
                    "title": "Ferry <b>hits</b> quay",
                    "content_html": "<p>Fourteen people were hurt.</p><p>One is missing.</p>",
                    "date_published": "2026-03-03T10:00:00+01:00",
                    "date_modified": "2026-03-03T12:00:00+01:00",
                    "authors": [{"name": "Ada Quill"}, {"name": "Ben Holt"}, {"url": "https://quay.example/x"}],
                }
            ],
        }
    )
    assert (feed.version, feed.title, feed.total, feed.flaw) == ("json1.1", "Harbour & Quay", 1, None)
    [item] = feed.items
    assert (item.item_id, item.url, item.title) == ("g1", "https://quay.example/ferry", "Ferry hits quay")
    assert (item.published_raw, item.updated_raw) == ("2026-03-03T10:00:00+01:00", "2026-03-03T12:00:00+01:00")
    assert (item.byline, item.text) == ("Ada Quill, Ben Holt", "Fourteen people were hurt.\nOne is missing.")
    assert item.is_whole


def test_an_item_of_version_1_0_with_a_number_for_its_id_and_one_author():
    feed = read(
        {
            "version": "https://jsonfeed.org/version/1",
            "items": [{"id": 7, "external_url": "https://wire.example/a", "summary": "S", "author": {"name": "Ada"}}],
        }
    )
    [item] = feed.items
    assert (item.item_id, item.url, item.byline, item.text) == ("7", "https://wire.example/a", "Ada", "S")
    assert not item.is_whole


def test_an_item_about_another_page_credits_it():
    item = {"id": "1", "url": "https://quay.example/1", "external_url": "https://wire.example/a"}
    [credit] = read({"version": "https://jsonfeed.org/version/1.1", "items": [item]}).items[0].credits
    assert credit.name == "wire.example"


@pytest.mark.parametrize("link", ["javascript:alert(1)", "file:///etc/passwd", "http://[::1", "gopher://quay.example/"])
def test_links_lead_to_the_web_or_nowhere(link: str):
    assert read({"version": "x", "items": [{"id": "1", "url": link}]}).items[0].url is None


@pytest.mark.parametrize(
    "body",
    [b"", b"<rss/>", b"[]", b"{}", b'{"items": 3}', b'{"items": [', b"[" * 100_000, b'{"a":' * 100_000, b"\xff{}"],
)
def test_what_is_no_json_feed_is_said_to_be_none(body: bytes):
    with pytest.raises(Unreadable):
        parse_json_feed(body, "", URL, 500)


def test_items_that_are_no_objects_are_counted_and_left_out():
    feed = read({"version": "https://jsonfeed.org/version/1.1", "items": [1, None, {"id": "a"}, "x"]})
    assert ([item.item_id for item in feed.items], feed.total) == (["a"], 4)
    assert "3 of its items" in (feed.flaw or "")


def test_a_service_that_lists_articles():
    """As news-search and event-database services answer."""
    found = {"articles": [{"url": "https://wire.example/1", "title": "T", "domain": "wire.example", "seen": 20250905}]}
    feed = answer(found, items="articles", url="url", title="title", publisher="domain", published="seen")
    [item] = feed.items
    assert (item.url, item.title, item.source) == ("https://wire.example/1", "T", "wire.example")
    assert item.published_raw == "20250905"


def test_a_wiki_names_pages_by_title():
    found = {"query": {"search": [{"title": "Port Halden ferry", "pageid": 5, "snippet": "<span>Port</span> Halden"}]}}
    fields = {"items": "query.search", "url": "https://wiki.example/wiki/{title}", "title": "title", "text": "snippet"}
    [item] = answer(found, **fields).items
    assert (item.url, item.text) == ("https://wiki.example/wiki/Port_Halden_ferry", "Port Halden")


def test_fact_checks_stand_inside_claims():
    review = {"publisher": {"name": "Checkers"}, "url": "https://check.example/1", "title": "No, 40 did not die"}
    found = {"claims": [{"text": "40 died", "claimReview": [review]}, {"text": "no review"}]}
    fields = {"items": "claims", "url": "claimReview.0.url", "title": "claimReview.0.title"}
    one, other = answer(found, **fields, publisher="claimReview.0.publisher.name").items
    assert (one.url, one.title, one.source) == ("https://check.example/1", "No, 40 did not die", "Checkers")
    assert one.text == ""
    assert other.url is None


def test_nothing_found_is_an_empty_list_and_a_wrong_path_is_named():
    assert answer({"status": "ok"}, items="articles", url="url").items == ()
    assert answer([{"url": "https://a.example/"}], url="url").total == 1
    with pytest.raises(Unreadable, match="articles"):
        answer({"articles": "none"}, items="articles", url="url")


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
    max_leaves=20,
)
KEYS = ("id", "url", "external_url", "title", "content_html", "content_text", "summary", "date_published", "authors")


@given(st.lists(st.dictionaries(st.sampled_from(KEYS), VALUES, max_size=6), max_size=4))
def test_any_items_are_read_or_refused(items: list[object]):
    """Whatever stands in the fields, the reader gives plain values or says no."""
    feed = read({"version": "https://jsonfeed.org/version/1.1", "items": items})
    assert len(feed.items) == feed.total == len(items)
    assert all(item.url is None or item.url.startswith("http") for item in feed.items)
    assert len(answer(items, url="url", title="title", text="content_html", publisher="authors.0.name").items) <= 10


@given(st.binary(max_size=200))
def test_any_bytes_are_read_or_refused(body: bytes):
    for read_it in (
        lambda: parse_json_feed(body, "", URL, 10),
        lambda: parse_answer(body, URL, 10, NEVER),
        lambda: parse_json_feed(b'{"items":[' + body, "", URL, 10),
    ):
        with suppress(Trouble):
            assert isinstance(read_it(), ParsedFeed)
