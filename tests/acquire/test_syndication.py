"""Polling feeds: what is new comes once, nobody is asked too often, and a feed in trouble is an outcome."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import get_args

import pytest

from tasks.acquire import robots
from tasks.acquire.bounded import Worker
from tasks.acquire.feeds import KINDS, poll
from tasks.acquire.feeds.polled import FeedState, Polled
from tasks.settings import Feed, Limits
from tests.hostile.server import hostile
from tests.hostile.site import Answer, Site, serve

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
PAGE = "<html><head><title>{0}</title></head><body><article><p>{0} in own words.</p></article></body></html>"


@pytest.fixture(scope="module")
def worker():
    with Worker(Limits(parse_s=10)) as running:
        yield running


@pytest.fixture(autouse=True)
def _nothing_known() -> Iterator[None]:
    robots.forget()
    yield
    robots.forget()


@pytest.fixture
def site(tmp_path: Path):
    items = "".join(
        f"<item><title>Story {n}</title><link>{{site}}/story{n}.html</link><guid isPermaLink='false'>g{n}</guid>"
        f"<pubDate>Mon, 0{n} Mar 2026 10:00:00 +0000</pubDate><description>Summary {n}.</description></item>"
        for n in (1, 2, 3)
    )
    write_feed(tmp_path, items)
    for n in (1, 2, 3):
        (tmp_path / f"story{n}.html").write_text(PAGE.format(f"Story {n}"), encoding="utf-8")
    with serve(tmp_path) as running:
        yield running


def write_feed(folder: Path, items: str) -> None:
    head = "<?xml version='1.0'?><rss version='2.0'><channel><title>Harbour News</title>"
    (folder / "feed.rss").write_text(f"{head}{items}</channel></rss>", encoding="utf-8")


def feed_of(site: Site, **changes: object) -> Feed:
    parts = {"name": "Harbour", "kind": "rss", "url": site.url + "/feed.rss", "publisher": "Harbour News"}
    return Feed.model_validate({"owner": "Harbour Trust", "tier": 2, **parts, **changes})


def limits_of(site: Site, **changes: object) -> Limits:
    return Limits.model_validate({"allow_hosts": (site.host,), "pause_s": 0, "deadline_s": 2, **changes})


def ask(site: Site, worker: Worker, state: FeedState | None = None, now: datetime = NOW, **changes: object) -> Polled:
    return poll(feed_of(site, **changes), state, limits_of(site), now, worker)


def test_the_first_poll_fetches_every_page(site: Site, worker: Worker):
    polled = ask(site, worker)
    assert (polled.status, polled.trouble, polled.listed) == ("new", None, 3)
    page = polled.items[0]
    assert (page.source_id, page.url, page.title) == ("g1", site.url + "/story1.html", "Story 1")
    assert (page.publisher, page.owner, page.tier) == ("Harbour News", "Harbour Trust", 2)
    assert (page.published_raw, page.published_basis) == ("Mon, 01 Mar 2026 10:00:00 +0000", "feed")
    assert (page.charset, page.text) == ("utf-8", None)
    assert b"Story 1 in own words" in (page.html or b"")
    assert polled.state.next_at == NOW + timedelta(minutes=60)
    assert site.paths() == ["/feed.rss", "/robots.txt", "/story1.html", "/story2.html", "/story3.html"]


def test_an_unchanged_feed_costs_one_request_and_no_parse(site: Site, worker: Worker):
    first = ask(site, worker)
    site.asked.clear()
    later = NOW + timedelta(hours=2)
    second = ask(site, worker, first.state, later)
    assert (second.status, second.items, second.trouble) == ("unchanged", (), None)
    assert [(asked.path, asked.status) for asked in site.asked] == [("/feed.rss", 304)]
    assert site.asked[0].headers["if-none-match"] == first.state.etag
    assert (second.state.etag, second.state.next_at) == (first.state.etag, later + timedelta(minutes=60))


def test_nobody_is_asked_before_its_time(site: Site, worker: Worker):
    state = FeedState(next_at=NOW + timedelta(minutes=1))
    waiting = ask(site, worker, state)
    assert (waiting.status, waiting.state) == ("waiting", state)
    assert "--feed" not in (waiting.trouble or "")
    assert site.asked == []


def test_who_mended_a_feed_is_told_how_to_ask_at_once(site: Site, worker: Worker):
    waiting = ask(site, worker, FeedState(next_at=NOW + timedelta(minutes=1), failures=1))
    assert "for it failed; `refresh --feed NAME` asks now" in (waiting.trouble or "")
    assert site.asked == []


def test_known_items_are_passed_over(site: Site, worker: Worker):
    known = {site.url + "/story1.html", site.url + "/story3.html"}
    polled = poll(feed_of(site), None, limits_of(site), NOW, worker, known=known.__contains__)
    assert [page.source_id for page in polled.items] == ["g2"]
    assert [entry.item_id for entry in polled.entries] == ["g2"]
    assert polled.listed == 3


def test_the_feeds_own_words_are_the_article_where_pages_are_not_wanted(site: Site, worker: Worker):
    polled = ask(site, worker, pages=False)
    assert [page.text for page in polled.items] == ["Summary 1.", "Summary 2.", "Summary 3."]
    assert site.paths() == ["/feed.rss"]


def test_robots_are_obeyed_and_a_missing_page_costs_one_item(site: Site, worker: Worker):
    (site.folder / "robots.txt").write_text("User-agent: *\nDisallow: /story1", encoding="utf-8")
    (site.folder / "story2.html").unlink()
    polled = ask(site, worker)
    assert [page.source_id for page in polled.items] == ["g3"]
    assert "/story1.html" not in site.paths()
    troubles = [entry.trouble or "" for entry in polled.entries]
    assert "robots.txt" in troubles[0]
    assert "404" in troubles[1]
    assert not any(entry.again for entry in polled.entries)
    assert polled.state.etag


def test_a_site_whose_robots_txt_fails_is_asked_again(site: Site, worker: Worker):
    site.answers["/robots.txt"] = Answer(500)
    polled = ask(site, worker)
    assert polled.items == ()
    assert all(entry.again for entry in polled.entries)
    assert "/story1.html" not in site.paths()
    assert polled.state.etag is None


def test_full_text_in_the_feed_stands_in_for_a_page_that_may_not_be_read(site: Site, worker: Worker):
    content = "<content:encoded xmlns:content='http://purl.org/rss/1.0/modules/content/'>&lt;p&gt;Whole.&lt;/p&gt;"
    write_feed(site.folder, f"<item><link>{{site}}/x</link>{content}</content:encoded></item>")
    site.answers["/x"] = Answer(402)
    assert [page.text for page in ask(site, worker).items] == ["Whole."]


def test_what_failed_for_now_is_asked_again(site: Site, worker: Worker):
    """A poll that left something behind keeps no validators: a 304 would hide the item for good."""
    site.answers["/story2.html"] = Answer(503, {"Retry-After": "60"})
    first = ask(site, worker)
    assert [page.source_id for page in first.items] == ["g1"]
    assert [entry.again for entry in first.entries] == [False, True, True]  # the host said "not now"
    assert "/story3.html" not in site.paths()
    assert (first.state.etag, first.state.last_modified) == (None, None)
    del site.answers["/story2.html"]
    known = {entry.url for entry in first.entries if not entry.again}
    limits = limits_of(site)
    second = poll(feed_of(site), first.state, limits, NOW + timedelta(hours=2), worker, known=known.__contains__)
    assert [page.source_id for page in second.items] == ["g2", "g3"]
    assert second.state.etag


def test_a_poll_keeps_to_its_budget_and_goes_on_next_time(site: Site, worker: Worker):
    site.delay_s = 0.5  # five answers would take longer than the budget, three leave it room
    polled = poll(feed_of(site), None, limits_of(site), NOW, worker, budget_s=2.0)
    assert 1 <= len(polled.items) < 3
    assert polled.state == FeedState(next_at=NOW)
    assert all(entry.again == (entry.page is None) for entry in polled.entries)


def test_haste_is_no_failure_of_the_feed(site: Site, worker: Worker):
    site.delay_s = 1.0
    polled = poll(feed_of(site), FeedState(failures=1), limits_of(site), NOW, worker, budget_s=0.2)
    assert (polled.status, polled.state) == ("error", FeedState(failures=1))


def test_an_item_of_another_outlet_keeps_its_name(site: Site, worker: Worker):
    source = "<source url='https://coast.example/'>Coast Wire</source>"
    write_feed(site.folder, f"<item><title>A - Coast Wire</title><link>{{site}}/story1.html</link>{source}</item>")
    [page] = ask(site, worker).items
    assert (page.title, page.publisher, page.owner, page.tier) == ("A", "Coast Wire", None, 3)
    assert page.credits == ()  # what it would credit is itself
    [page] = ask(site, worker, tier=4).items
    assert page.tier == 4


@pytest.mark.parametrize(
    ("body", "said"),
    [
        (b"<html><body>We moved</body></html>", "is not a feed but a web page"),
        (b"", "is empty, not a feed"),
        (b'{"items": []}', "is not a feed but JSON"),
        (b"<!DOCTYPE r [<!ENTITY a 'b'>]><rss/>", "declares XML entities"),
        (b"x" * 6_000_000, "larger than 5,000,000 bytes"),
    ],
)
def test_a_feed_that_is_no_feed_is_said_with_the_next_step(site: Site, worker: Worker, body: bytes, said: str):
    site.answers["/feed.rss"] = Answer(200, {"Content-Type": "text/html"}, body)
    polled = ask(site, worker, FeedState(etag='"old"', failures=1))
    assert polled.status == "error"
    assert polled.trouble is not None
    assert polled.trouble.startswith("Harbour: ")
    assert said in polled.trouble
    assert polled.state == FeedState(etag='"old"', failures=2, next_at=NOW + timedelta(minutes=120))


def test_waits_double_up_to_a_week_and_success_resets_them(site: Site, worker: Worker):
    site.answers["/feed.rss"] = Answer(500)
    hours = []
    state = FeedState()
    for _ in range(12):
        polled = ask(site, worker, replace(state, next_at=None))
        state = polled.state
        assert state.next_at is not None
        hours.append((state.next_at - NOW) / timedelta(hours=1))
    assert hours == [1, 2, 4, 8, 16, 32, 64, 128, 168, 168, 168, 168]
    del site.answers["/feed.rss"]
    assert ask(site, worker, replace(state, next_at=None)).state.failures == 0


def test_retry_after_is_kept(site: Site, worker: Worker):
    site.answers["/feed.rss"] = Answer(429, {"Retry-After": "7200"})
    now = datetime.now(UTC)  # Retry-After counts from the moment of the answer
    polled = ask(site, worker, now=now)
    assert polled.status == "error"
    assert polled.state.next_at is not None
    assert timedelta(hours=2) <= polled.state.next_at - now < timedelta(hours=2, minutes=1)


def test_a_feed_that_is_gone_is_to_be_removed(site: Site, worker: Worker):
    site.answers["/feed.rss"] = Answer(410)
    gone = ask(site, worker)
    assert "The feed is gone" in (gone.trouble or "")
    assert gone.state.next_at == NOW + timedelta(days=7)
    site.answers["/feed.rss"] = Answer(404)
    assert "The feed is gone" not in (ask(site, worker, FeedState(failures=1)).trouble or "")
    assert "The feed is gone" in (ask(site, worker, FeedState(failures=4)).trouble or "")


def test_a_feed_that_went_quiet_is_told(site: Site, worker: Worker):
    polled = ask(site, worker, min_items=10)
    assert polled.status == "new"
    assert "lists 3 items, fewer than the 10 expected" in (polled.trouble or "")


def test_what_the_server_asks_for_lengthens_the_rest(site: Site, worker: Worker):
    body = (site.folder / "feed.rss").read_bytes().replace(b"{site}", site.url.encode())
    for header, minutes in (("max-age=7200", 120), ("public, MAX-AGE=60", 60), ("s-maxage=99999", 60)):
        site.answers["/feed.rss"] = Answer(200, {"Cache-Control": header}, body)
        assert ask(site, worker).state.next_at == NOW + timedelta(minutes=minutes)
    with_ttl = body.replace(b"<item>", b"<ttl>180</ttl><item>", 1)
    site.answers["/feed.rss"] = Answer(200, {"Cache-Control": "max-age=999999999"}, with_ttl)
    assert ask(site, worker).state.next_at == NOW + timedelta(hours=24)
    site.answers["/feed.rss"] = Answer(200, {}, with_ttl)
    assert ask(site, worker).state.next_at == NOW + timedelta(hours=3)


def test_a_host_sees_one_request_at_a_time_with_a_pause(site: Site, worker: Worker):
    site.delay_s = 0.02
    poll(feed_of(site), None, limits_of(site, pause_s=0.05), NOW, worker)
    ends = [asked.ended for asked in site.asked]
    starts = [asked.began for asked in site.asked]
    assert all(start - end > 0.04 for end, start in zip(ends, starts[1:], strict=False))


def test_hostile_items_cost_one_item_each(site: Site, worker: Worker):
    links = (
        "file:///etc/passwd",
        "http://10.0.0.1/x",
        "javascript:alert(1)",
        "http://169.254.169.254/latest",
        "//[::1",
    )
    items = "".join(
        f"<item><guid isPermaLink='false'>h{n}</guid><link>{link}</link></item>" for n, link in enumerate(links)
    )
    write_feed(site.folder, items + "<item><link>{site}/story1.html</link><guid>{site}/story1.html</guid></item>")
    polled = ask(site, worker)
    assert [page.url for page in polled.items] == [site.url + "/story1.html"]
    assert len(polled.entries) == 6
    assert all(entry.trouble for entry in polled.entries[:-1])
    assert not any(entry.again for entry in polled.entries)
    assert polled.state.etag  # nothing is left to come back for


def test_hostile_feeds_are_outcomes(worker: Worker):
    with hostile() as server:
        limits = Limits(allow_hosts=(server.host,), deadline_s=0.5, pause_s=0)
        for path in ("/drip", "/gzip2", "/to-meta", "/not-http", "/pdf", "/nul"):
            feed = Feed(name="Bad", kind="rss", url=server.url + path, publisher="Nobody")
            polled = poll(feed, None, limits, NOW, worker)
            assert (polled.status, polled.items) == ("error", ())
            assert server.url + path in (polled.trouble or "")


def test_every_kind_of_the_settings_has_its_reader():
    assert set(KINDS) == set(get_args(Feed.model_fields["kind"].annotation))
