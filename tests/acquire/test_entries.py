"""What is read out of a feed, and what is refused before a parser sees it."""

import time
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tasks.acquire.entries import FeedItem, ParsedFeed, parse_feed, plain_text
from tasks.model import Credit
from tasks.trouble import Refused, Trouble, Unreadable
from tasks.vocabulary import CreditKind

URL = "https://harbour.example/feeds/news.xml"

RSS = """<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:media="http://search.yahoo.com/mrss/"
 xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>Harbour News</title><ttl>30</ttl>
<item><title>Nine &amp; ten &lt;b&gt;ferries&lt;/b&gt; - Coast Wire</title><link>/a/1</link>
<guid isPermaLink="false">h-1</guid><pubDate>Tue, 02 Sep 2025 10:00 KST</pubDate><dc:creator>A. Mason</dc:creator>
<dc:publisher>Coast Agency</dc:publisher><dc:rights>Copyright 2025 The Quay. All rights reserved.</dc:rights>
<source url="https://coast.example/feed">Coast Wire</source><media:credit>B. Lens</media:credit>
<description>&lt;p&gt;Short.&lt;/p&gt;</description>
<content:encoded><![CDATA[<p>First <a href="/x">link</a>.</p>
<script>bad()</script><p>Second &amp; last.</p>]]></content:encoded>
</item>
<item><title>Bare</title><guid>https://harbour.example/a/2</guid>
<description>Just a line &amp; no markup</description></item>
<item><title>Local</title><link>file:///etc/passwd</link><guid isPermaLink="false">h-3</guid></item>
</channel></rss>"""

ATOM = """<feed xmlns="http://www.w3.org/2005/Atom" xml:base="https://quay.example/base/"><title>Quay</title>
<entry><title>T</title><link rel="alternate" href="x/1"/><link rel="via" href="https://origin.example/9"/><id>u:1</id>
<updated>2025-09-03T10:00:00Z</updated><author><name>N. Writer</name></author><source><title>Origin</title></source>
<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>Words.</p></div></content></entry></feed>"""

RDF = """<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"
 xmlns:dc="http://purl.org/dc/elements/1.1/"><channel rdf:about="https://q.example/"><title>Q</title></channel>
<item rdf:about="https://q.example/1"><title>One</title><link>https://q.example/1</link><dc:date>2025-09-02</dc:date>
</item></rdf:RDF>"""


def parse(body: str | bytes, content_type: str = "application/xml") -> ParsedFeed:
    return parse_feed(body.encode() if isinstance(body, str) else body, content_type, URL, 500)


def test_an_rss_item_keeps_its_words_dates_and_credits():
    feed = parse(RSS)
    assert (feed.version, feed.title, feed.total, feed.ttl_minutes, feed.flaw) == ("rss20", "Harbour News", 3, 30, None)
    assert feed.items[0] == FeedItem(
        item_id="h-1",
        url="https://harbour.example/a/1",
        title="Nine & ten ferries",
        published_raw="Tue, 02 Sep 2025 10:00 KST",
        updated_raw=None,
        byline="A. Mason",
        source="Coast Wire",
        text="First link.\nSecond & last.",
        is_whole=True,
        credits=(
            Credit("Coast Wire", CreditKind.SOURCE, "<source>Coast Wire</source>"),
            Credit("Coast Agency", CreditKind.SOURCE, "<dc:publisher>Coast Agency</dc:publisher>"),
            Credit("The Quay", CreditKind.SOURCE, "Copyright 2025 The Quay. All rights reserved.", 0.5),
            Credit("B. Lens", CreditKind.PHOTO, "<media:credit>B. Lens</media:credit>"),
        ),
    )
    assert (feed.items[1].url, feed.items[1].text, feed.items[1].is_whole) == (
        "https://harbour.example/a/2",
        "Just a line & no markup",
        False,
    )
    assert (feed.items[2].item_id, feed.items[2].url) == ("h-3", None)


def test_atom_and_rdf():
    [item] = parse(ATOM, "application/atom+xml").items
    assert (item.item_id, item.url, item.source, item.byline) == (
        "u:1",
        "https://quay.example/base/x/1",
        "Origin",
        "N. Writer",
    )
    assert (item.published_raw, item.updated_raw, item.text) == (None, "2025-09-03T10:00:00Z", "Words.")
    assert [c.name for c in item.credits] == ["Origin", "origin.example"]
    [item] = parse(RDF).items
    assert (item.url, item.published_raw, item.updated_raw) == ("https://q.example/1", "2025-09-02", None)


def test_dates_are_never_made_up():
    """feedparser makes 1 November of the first and today of the second; we keep what was printed."""
    for raw in ("2025年9月4日 12:30", "12:30", "yesterday", "1756988200", "Thu, 04 Sep 2925 25:61:00 XYZ"):
        feed = parse(
            f"<rss version='2.0'><channel><item><title>x</title><pubDate>{raw}</pubDate></item></channel></rss>"
        )
        assert feed.items[0].published_raw == raw
        assert feed.items[0].updated_raw is None


@pytest.mark.parametrize(
    "body",
    [
        RSS.encode()[:-200],  # cut off in mid-flight
        RSS.replace("Harbour News", "Tom & Jerry").encode(),
        RSS.replace("utf-8", "no-such-charset").encode(),
        RSS.replace("utf-8", "utf-16").encode("utf-16"),
        b"\n\n  " + RSS.encode(),
        RSS.replace("Mason", "M\x0cson").encode(),
    ],
)
def test_a_flawed_feed_is_read_as_far_as_it_goes(body: bytes):
    feed = parse(body)
    assert feed.total >= 2
    assert feed.items[0].source == "Coast Wire"


def test_only_so_many_items_are_kept():
    items = "".join(f"<item><title>t{n}</title><guid>g{n}</guid></item>" for n in range(30))
    feed = parse_feed(f"<rss version='2.0'><channel>{items}</channel></rss>".encode(), "", URL, 10)
    assert (feed.total, len(feed.items), feed.items[-1].item_id) == (30, 10, "g9")


@pytest.mark.parametrize(
    ("body", "what"),
    [
        (b"<!doctype html><html><body><p>News</p></body></html>", "a web page"),
        (b"<html><head><title>Not found</title></head></html>", "a web page"),
        (b'{"version": "https://jsonfeed.org/version/1.1", "items": []}', "JSON"),
        (b"just words", "something else"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "XML of another kind"),
        (b"/etc/hostname", "something else"),
        (b"http://127.0.0.1:9/feed", "something else"),
        (b"\0" * 50, "something else"),
    ],
)
def test_what_is_no_feed_is_said(body: bytes, what: str):
    with pytest.raises(Unreadable, match=f"is not a feed but {what}"):
        parse(body, "text/html")


def test_a_body_that_looks_like_a_path_opens_no_file(tmp_path: Path):
    feed = tmp_path / "feed.xml"
    feed.write_text(RSS, encoding="utf-8")
    with pytest.raises(Unreadable):
        parse(str(feed))


def _laughs(levels: int) -> str:
    lines = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, levels))
    return f'<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY l0 "ha">{lines}]><rss><channel><title>&l{levels - 1};'


@pytest.mark.parametrize(
    "body",
    [
        _laughs(10).encode(),
        _laughs(10).encode("utf-16"),
        b'<!DOCTYPE r [<!ENTITY x SYSTEM "file:///etc/passwd">]><rss><channel><title>&x;</title></channel></rss>',
        b'<!DOCTYPE r [<!ENTITY % p SYSTEM "http://127.0.0.1:9/x.dtd"> %p;]><rss/>',
        b'<!DOCTYPE r [<!ENTITY a "' + b"x" * 50_000 + b'">]><rss>' + b"&a;" * 50_000,
        b"<!doctype r [<!entity a 'b'>]><rss/>",
    ],
)
def test_xml_bombs_are_refused_at_once(body: bytes):
    began = time.monotonic()
    with pytest.raises(Refused, match="declares XML entities"):
        parse(body)
    assert time.monotonic() - began < 0.1


def test_plain_text_of_markup():
    assert plain_text("<p>One<br>two</p><style>x</style><ul><li>a<li>b</ul>&amp; more") == "One\ntwo\na\nb\n& more"
    assert plain_text("3 < 4 and 5 > 4") == "3 < 4 and 5 > 4"


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.binary(max_size=300), st.integers(0, len(RSS)), st.booleans())
def test_any_bytes_give_a_feed_or_a_trouble(noise: bytes, place: int, instead: bool):  # noqa: FBT001 -- drawn by hypothesis
    body = noise if instead else RSS.encode()[:place] + noise + RSS.encode()[place:]
    try:
        feed = parse(body)
    except Trouble:
        return
    assert all(item.url is None or item.url.startswith("http") for item in feed.items)


@pytest.mark.parametrize(
    ("item", "link"),
    [
        ("<guid>abc123</guid>", None),
        ("<guid>/story/1</guid>", "https://quay.example/story/1"),
        ("<guid isPermaLink='true'>https://quay.example/2</guid>", "https://quay.example/2"),
        ("<guid isPermaLink='false'>https://quay.example/2</guid>", None),
        ("<guid>abc123</guid><link>story/3</link>", "https://quay.example/story/3"),
        ("<link>javascript:alert(1)</link>", None),
    ],
)
def test_a_guid_is_a_link_only_where_it_is_an_address(item: str, link: str | None):
    body = f"<rss version='2.0'><channel><item><title>T</title>{item}</item></channel></rss>"
    assert parse_feed(body.encode(), "application/xml", "https://quay.example/feed", 5).items[0].url == link


def test_a_relative_link_of_atom_is_meant_from_its_base_even_behind_an_id():
    body = (
        "<feed xmlns='http://www.w3.org/2005/Atom' xml:base='https://quay.example/blog/'><entry><id>tag:quay,1</id>"
        "<title>T</title><link href='story/1'/></entry></feed>"
    )
    found = parse_feed(body.encode(), "application/xml", "https://feeds.example/atom", 5).items[0]
    assert found.url == "https://quay.example/blog/story/1"


def test_a_script_is_no_word_of_a_title():
    title = "Safe &lt;script&gt;go('x')&lt;/script&gt;words"
    body = f"<rss version='2.0'><channel><item><title>{title}</title></item></channel></rss>"
    assert parse_feed(body.encode(), "application/xml", "https://quay.example/feed", 5).items[0].title == "Safe words"
