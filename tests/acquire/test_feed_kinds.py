"""Kinds of feeds beside RSS: each is polled like any other, and says what it could not read."""

import json
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from tasks.acquire import robots
from tasks.acquire.bounded import Worker
from tasks.acquire.feeds import archive_feed, poll
from tasks.acquire.feeds.polled import FeedState, Polled
from tasks.acquire.feeds.search import asked
from tasks.settings import Feed, Fields, Limits, load
from tasks.trouble import Misconfigured
from tests.hostile.server import hostile
from tests.hostile.site import Answer, Site, serve
from tests.support_tls import self_signed

NOW = datetime(2026, 3, 4, 12, tzinfo=UTC)
SPACE = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
PAGE = "<html><head><title>{0}</title></head><body><article><p>{0} in own words.</p></article></body></html>"


@pytest.fixture(scope="module")
def worker():
    with Worker(Limits(parse_s=10)) as running:
        yield running


@pytest.fixture
def site(tmp_path: Path) -> Iterator[Site]:
    robots.forget()
    for n in range(1, 5):
        (tmp_path / f"story{n}.html").write_text(PAGE.format(f"Story {n}"), encoding="utf-8")
    with serve(tmp_path) as running:
        yield running
    robots.forget()


def ask(site: Site, worker: Worker, kind: str, path: str, state: FeedState | None = None, **changes: object) -> Polled:
    parts = {"name": "Harbour", "kind": kind, "url": f"{site.url}{path}", "publisher": "Harbour News", "tier": 2}
    limits = Limits(allow_hosts=(site.host,), pause_s=0, deadline_s=3)
    return poll(Feed.model_validate({**parts, **changes}), state, limits, NOW, worker)


def addresses(polled: Polled) -> list[str]:
    return [(page.url or "").rpartition("/")[2] for page in polled.items]


def test_a_json_feed_is_polled_like_any_other(site: Site, worker: Worker):
    items = [{"id": "a", "url": "/story1.html", "title": "Story 1", "date_published": "2026-03-03T10:00:00Z"}]
    feed = {"version": "https://jsonfeed.org/version/1.1", "items": items}
    (site.folder / "feed.json").write_text(json.dumps(feed), encoding="utf-8")
    first = ask(site, worker, "jsonfeed", "/feed.json")
    assert (first.status, addresses(first)) == ("new", ["story1.html"])
    assert (first.items[0].published_raw, first.items[0].tier) == ("2026-03-03T10:00:00Z", 2)
    again = ask(site, worker, "jsonfeed", "/feed.json", FeedState(first.state.etag, first.state.last_modified))
    assert (again.status, again.answer and again.answer.status) == ("unchanged", 304)


def test_html_in_place_of_json_is_an_outcome(site: Site, worker: Worker):
    polled = ask(site, worker, "jsonfeed", "/story1.html")
    assert polled.status == "error"
    assert "web page" in (polled.trouble or "")


def urlset(*paths: str) -> str:
    pages = "".join(f"<url><loc>{{site}}/{path}</loc><lastmod>2026-03-03</lastmod></url>" for path in paths)
    return f"<urlset {SPACE}>{pages}</urlset>"


def index(*paths: str) -> str:
    parts = "".join(f"<sitemap><loc>{{site}}/{path}</loc></sitemap>" for path in paths)
    return f"<sitemapindex {SPACE}>{parts}</sitemapindex>"


def test_a_sitemap_index_brings_its_parts_and_a_broken_one_costs_itself(site: Site, worker: Worker):
    (site.folder / "index.xml").write_text(index("one.xml", "gone.xml", "two.xml"), encoding="utf-8")
    (site.folder / "one.xml").write_text(urlset("story1.html"), encoding="utf-8")
    (site.folder / "two.xml").write_text(urlset("story2.html", "story1.html"), encoding="utf-8")
    polled = ask(site, worker, "sitemap", "/index.xml")
    assert addresses(polled) == ["story1.html", "story2.html"]
    assert [answer.status for answer in polled.others] == [200, 200]
    assert "gone.xml" in (polled.trouble or "")
    assert polled.state.etag is None  # what could not be read is asked for again
    assert [page.published_raw for page in polled.items] == [None, None]


def test_an_index_is_not_followed_without_end(site: Site, worker: Worker):
    """Indexes that name each other, themselves and a hundred parts cost a bounded number of requests."""
    (site.folder / "a.xml").write_text(index("a.xml", "b.xml"), encoding="utf-8")
    (site.folder / "b.xml").write_text(index("a.xml", *(f"p{n}.xml" for n in range(100))), encoding="utf-8")
    for n in range(100):
        (site.folder / f"p{n}.xml").write_text(index(f"p{n + 1}.xml"), encoding="utf-8")
    polled = ask(site, worker, "sitemap", "/a.xml")
    assert (polled.items, len(site.asked)) == ((), 11)


def test_a_search_feed_waits_until_it_is_asked(site: Site, worker: Worker):
    polled = ask(site, worker, "search", "/find?q={query}")
    assert (polled.status, site.asked) == ("waiting", [])


def test_a_question_brings_pages_of_other_outlets_under_their_own_names(site: Site, worker: Worker):
    found = {"hits": [{"link": f"{site.url}/story{n}.html", "outlet": f"Outlet {n}"} for n in (1, 2)]}
    url = site.url + "/find?q={query}&from={from}&to={to}"
    fields = Fields(items="hits", url="link", publisher="outlet")
    feed = Feed(name="S", kind="search", url=url, publisher="S", owner="O", tier=2, fields=fields, date_format="%Y%m%d")
    question = asked(feed, "ferry & 14 hurt", date(2026, 3, 1), date(2026, 3, 4))
    assert question == site.url + "/find?q=ferry%20%26%2014%20hurt&from=20260301&to=20260304"
    site.answers[question.removeprefix(site.url)] = Answer(
        200, {"Content-Type": "application/json"}, json.dumps(found).encode()
    )
    limits = Limits(allow_hosts=(site.host,), pause_s=0, deadline_s=3)
    polled = poll(feed.model_copy(update={"url": question}), None, limits, NOW, worker)
    assert [(page.publisher, page.tier, page.owner) for page in polled.items] == [
        ("Outlet 1", 3, None),
        ("Outlet 2", 3, None),
    ]


def archive_of(folder: Path, name: str = "pages.jsonl", **changes: object) -> Feed:
    parts = {"name": "Cuttings", "kind": "archive", "url": str(folder / name), "publisher": "Harbour News", "tier": 2}
    return Feed.model_validate({**parts, **changes})


def records(*numbers: int) -> str:
    return "".join(f'{{"id": "r{n}", "url": "https://quay.example/{n}", "text": "Story {n}."}}\n' for n in numbers)


def test_an_archive_is_read_in_portions_and_then_left_alone(tmp_path: Path, worker: Worker, monkeypatch):
    monkeypatch.setattr(archive_feed, "PORTION", 2)
    (tmp_path / "pages.jsonl").write_text(records(1, 2, 3), encoding="utf-8")
    feed = archive_of(tmp_path, owner="Harbour Trust")
    first = poll(feed, None, Limits(), NOW, worker)
    assert ([page.source_id for page in first.items], first.more, first.state.next_at) == (["r1", "r2"], True, NOW)
    assert {(page.publisher, page.owner, page.tier) for page in first.items} == {("Harbour News", "Harbour Trust", 2)}
    second = poll(feed, first.state, Limits(), NOW, worker)
    assert ([page.source_id for page in second.items], second.more) == (["r3"], False)
    later = NOW + timedelta(hours=2)
    assert poll(feed, second.state, Limits(), NOW, worker).status == "waiting"
    assert poll(feed, second.state, Limits(), later, worker).status == "unchanged"
    (tmp_path / "pages.jsonl").write_text(records(1, 2, 3, 4), encoding="utf-8")
    known = {f"https://quay.example/{n}" for n in (1, 2, 3)}
    third = poll(feed, second.state, Limits(), later, worker, known=known.__contains__)
    assert ([page.source_id for page in third.items], third.more) == ([], True)


def test_a_bad_record_is_told_and_a_missing_archive_is_an_outcome(tmp_path: Path, worker: Worker):
    (tmp_path / "pages.jsonl").write_text("not json\n" + records(1), encoding="utf-8")
    polled = poll(archive_of(tmp_path), None, Limits(), NOW, worker)
    assert (polled.status, len(polled.items)) == ("new", 1)
    assert "line 1" in (polled.trouble or "")
    missing = poll(archive_of(tmp_path, "nowhere"), None, Limits(), NOW, worker)
    assert (missing.status, missing.state.failures) == ("error", 1)
    assert "nowhere" in (missing.trouble or "")


@pytest.mark.parametrize(
    ("lines", "cause"),
    [
        ('kind = "rss"\nurl = "https://a.example/?q={query}"', "query"),
        ('kind = "search"\nurl = "https://a.example/"', "query"),
        ('kind = "rss"\nurl = "https://a.example/"\nfields = { url = "u" }', "fields"),
        ('kind = "carrier pigeon"\nurl = "https://a.example/"', "kind"),
        ('kind = "rss"\nurl = "https://a.example/"\ntls = "maybe"', "tls"),
    ],
)
def test_a_feed_that_does_not_fit_its_kind_is_named(tmp_path: Path, lines: str, cause: str):
    (tmp_path / "feeds.toml").write_text(f'[[feed]]\nname = "A"\npublisher = "A"\n{lines}\n', encoding="utf-8")
    with pytest.raises(Misconfigured, match=cause):
        load(tmp_path)


def test_the_path_of_an_archive_is_meant_from_its_configuration(tmp_path: Path):
    text = '[[feed]]\nname = "A"\nkind = "archive"\npublisher = "A"\nurl = "cuttings/pages.jsonl"\n'
    (tmp_path / "feeds.toml").write_text(text, encoding="utf-8")
    assert load(tmp_path).feeds[0].url == str(tmp_path.resolve() / "cuttings" / "pages.jsonl")


@pytest.mark.parametrize("trust", ["nobody", "its authority", "anybody"])
def test_a_feed_over_tls_is_read_where_its_certificate_is_good_or_the_feed_says_that_it_need_not_be(
    tmp_path: Path, worker: Worker, trust: str
):
    """What came over a connection that nobody vouches for is of the lowest tier, whatever the feed's own."""
    pem = self_signed(tmp_path)
    with hostile(tls=pem) as server:
        limits = Limits(
            allow_hosts=(server.host,), pause_s=0, deadline_s=3, ca_file=str(pem) if trust == "its authority" else ""
        )
        feed = Feed(
            name="T",
            kind="rss",
            url=server.url + "/words",
            publisher="T",
            tier=2,
            pages=False,
            tls="insecure" if trust == "anybody" else "verified",
        )
        polled = poll(feed, None, limits, NOW, worker)
    if trust == "nobody":
        assert polled.status == "error"
        assert "certificate is not valid" in (polled.trouble or "")
        return
    assert [(page.text, page.tier) for page in polled.items] == [("Nine were hurt.", 4 if trust == "anybody" else 2)]
    assert polled.answer is not None
    assert ("transport" in polled.answer.headers) == (trust == "anybody")
