"""Sitemaps as feeds: the newest first, dates as printed, nothing of other sites, no bombs."""

import gzip
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tasks.acquire.sitemap_entries import ParsedSitemap, parse_sitemap, same_site
from tasks.trouble import Refused, Trouble, Unreadable

URL = "https://www.quay.example/news-sitemap.xml"
SPACE = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
NEWS = f'{SPACE} xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"'


def read(body: str | bytes, most: int = 500, url: str = URL) -> ParsedSitemap:
    return parse_sitemap(body.encode() if isinstance(body, str) else body, url, most, 5_000_000)


def page(path: str, extra: str = "") -> str:
    return f"<url><loc>https://www.quay.example{path}</loc>{extra}</url>"


def test_a_news_sitemap_gives_titles_and_dates_of_publication():
    news = (
        "<news:news><news:publication><news:name>Quay</news:name></news:publication>"
        "<news:publication_date>2026-03-03T10:00:00+01:00</news:publication_date><news:title>Ferry &amp; quay"
        "</news:title></news:news>"
    )
    parsed = read(f"<urlset {NEWS}>{page('/ferry', news)}</urlset>")
    [item] = parsed.feed.items
    assert (item.url, item.title) == ("https://www.quay.example/ferry", "Ferry & quay")
    assert (item.published_raw, item.updated_raw) == ("2026-03-03T10:00:00+01:00", None)


def test_the_date_of_a_change_is_no_date_of_publication():
    parsed = read(f"<urlset {SPACE}>{page('/a', '<lastmod>2026-03-03</lastmod>')}</urlset>")
    assert (parsed.feed.items[0].published_raw, parsed.feed.items[0].updated_raw) == (None, "2026-03-03")


def test_the_newest_come_first_and_what_has_no_date_last():
    pages = "".join(
        page(path, f"<lastmod>{date}</lastmod>" if date else "")
        for path, date in [
            ("/old", "2019-01-01"),
            ("/none", ""),
            ("/new", "2026-03-03T08:00:00Z"),
            ("/odd", "04/09/2025"),
        ]
    )
    parsed = read(f"<urlset {SPACE}>{pages}</urlset>", most=2)
    assert [item.url for item in parsed.feed.items] == ["https://www.quay.example/new", "https://www.quay.example/old"]
    assert parsed.feed.total == 4


def test_an_index_gives_its_parts_newest_first():
    parts = "".join(
        f"<sitemap><loc>https://www.quay.example/{name}.xml</loc><lastmod>{date}</lastmod></sitemap>"
        for name, date in [("2024", "2024-12-31"), ("2026", "2026-03-03"), ("2025", "2025-12-31")]
    )
    parsed = read(f"<sitemapindex {SPACE}>{parts}</sitemapindex>")
    assert [part.rpartition("/")[2] for part in parsed.parts] == ["2026.xml", "2025.xml", "2024.xml"]
    assert parsed.feed.items == ()


def test_pages_of_other_sites_are_left_out_and_counted():
    other = "<url><loc>https://wire.example/a</loc></url>"
    parsed = read(f"<urlset {SPACE}>{page('/a')}{other}</urlset>")
    assert (len(parsed.feed.items), parsed.others) == (1, 1)


@pytest.mark.parametrize(
    ("url", "sitemap", "is_own"),
    [
        ("https://www.quay.example/a", "https://www.quay.example/s.xml", True),
        ("https://quay.example/a", "https://www.quay.example/s.xml", True),
        ("https://news.quay.example/a", "https://quay.example/s.xml", True),
        ("https://www.quay.example/a", "https://sitemaps.quay.example/s.xml", True),
        ("https://otherquay.example/a", "https://quay.example/s.xml", False),
        ("https://evil.example/a", "https://www.example/s.xml", False),
        ("http://[::1", "https://quay.example/s.xml", False),
    ],
)
def test_which_pages_are_of_the_site(url: str, sitemap: str, is_own: bool):  # noqa: FBT001 -- a column of the table
    assert same_site(url, sitemap) == is_own


def test_gzip_is_unpacked_and_a_bomb_is_not():
    body = f"<urlset {SPACE}>{page('/a')}</urlset>".encode()
    assert len(read(gzip.compress(body)).feed.items) == 1
    with pytest.raises(Refused, match="larger than"):
        read(gzip.compress(b"<urlset>" + bytes(50_000_000)))
    with pytest.raises(Unreadable):
        read(gzip.compress(body)[:-12])


ENTITIES = '<!DOCTYPE u [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"<html><body>no</body></html>",
        b"{}",
        b"<urlset><url><loc>https://www.quay.example/",
        b"<urlset" + b"<a>" * 100_000,
        f"{ENTITIES}<urlset><url><loc>&b;</loc></url></urlset>".encode(),
        f"{ENTITIES}<urlset/>".encode("utf-16"),
        b'<!DOCTYPE u [<!ENTITY x SYSTEM "file:///etc/passwd">]><urlset><url><loc>&x;</loc></url></urlset>',
    ],
)
def test_what_is_no_sitemap_is_refused(body: bytes):
    with pytest.raises(Trouble):
        read(body)


@given(st.binary(max_size=200))
def test_any_bytes_are_read_or_refused(body: bytes):
    for whole in (body, b"<urlset>" + body + b"</urlset>", b"<urlset><url><loc>" + body + b"</loc></url></urlset>"):
        with suppress(Trouble):
            assert all((item.url or "").startswith("http") for item in read(whole).feed.items)
