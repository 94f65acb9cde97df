"""Watched feeds: what is merely read for the nightly run never becomes evidence, unless the feed is a reference too."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from tasks.desk import Desk
from tasks.refresh import chosen_feeds, refresh_feed, standing, store_refreshed, watched_feeds
from tasks.settings import Feed, Limits, Settings
from tasks.store.store import Store
from tasks.trouble import Misconfigured
from tests.hostile.site import serve

NOW = datetime(2026, 3, 4, 12, tzinfo=UTC)
WORDS = "Harbour police said on Tuesday that 14 people were hurt when the ferry struck the quay at Port Halden. "
RSS = (
    "<?xml version='1.0'?><rss version='2.0'><channel><title>Harbour News</title><item><title>Ferry hits quay</title>"
    "<link>{site}/ferry.html</link><guid>g1</guid><pubDate>Tue, 03 Mar 2026 10:00:00 +0000</pubDate></item>"
    "</channel></rss>"
)


@pytest.fixture
def site(tmp_path: Path):
    folder = tmp_path / "site"
    folder.mkdir()
    (folder / "feed.rss").write_text(RSS, encoding="utf-8")
    page = f"<html><head><title>Ferry hits quay</title></head><body><article><p>{WORDS * 4}</p></article></body></html>"
    (folder / "ferry.html").write_text(page, encoding="utf-8")
    with serve(folder) as running:
        yield running


def desk_of(site, store: Path, *roles: str) -> Desk:
    feeds = tuple(
        Feed.model_validate(
            {"name": role, "kind": "rss", "url": site.url + "/feed.rss", "publisher": "Harbour News", "role": role}
        )
        for role in roles
    )
    limits = Limits(allow_hosts=(site.host,), pause_s=0, deadline_s=3)
    return Desk(Settings(feeds=feeds, limits=limits), str(store), flow="refresh", now=NOW)


def evidence_after(desk: Desk, feeds: list[Feed]) -> int:
    for feed in feeds:
        store_refreshed([refresh_feed(feed, desk, standing(desk), forced=True)], desk)
    assert desk.path is not None
    with Store.open(desk.path) as store:
        return len(store.evidence_ids())


@pytest.mark.parametrize(("role", "count"), [("watch", 0), ("reference", 1), ("both", 1)])
def test_only_what_a_reference_feed_brings_is_evidence(site, tmp_path: Path, role: str, count: int):
    with desk_of(site, tmp_path / "s.duckdb", role) as desk:
        assert evidence_after(desk, list(desk.settings.feeds)) == count


def test_an_article_that_was_watched_first_still_becomes_evidence_when_a_reference_feed_brings_it(site, tmp_path: Path):
    with desk_of(site, tmp_path / "s.duckdb", "watch", "reference") as desk:
        assert evidence_after(desk, list(desk.settings.feeds)) == 1


def test_a_refresh_polls_reference_feeds_and_the_night_reads_the_watched_ones(site, tmp_path: Path):
    with desk_of(site, tmp_path / "s.duckdb", "watch", "reference", "both") as desk:
        assert [feed.name for feed in chosen_feeds(desk, [])] == ["reference", "both"]
        assert [feed.name for feed in watched_feeds(desk)] == ["watch", "both"]
        with pytest.raises(Misconfigured, match='role = "both"'):
            chosen_feeds(desk, ["watch"])


@pytest.mark.parametrize(
    ("date", "why"),
    [
        ("04/09/2025", "exchanged"),
        ("2025-13-01", "no such day"),
        ("2999-01-01", "future"),
        ("yesterday", "its year"),
    ],
)
def test_a_date_that_names_no_certain_day_is_not_taken_and_said_to_be_so(site, tmp_path: Path, date: str, why: str):
    (site.folder / "feed.rss").write_text(RSS.replace("Tue, 03 Mar 2026 10:00:00 +0000", date), encoding="utf-8")
    with desk_of(site, tmp_path / "s.duckdb", "reference") as desk:
        refreshed = refresh_feed(desk.settings.feeds[0], desk, standing(desk))
        [(entry, document, _)] = refreshed.documents
        assert (entry.published_raw, document.published) == (date, None)
        assert any(why in trouble.cause and date in trouble.cause for trouble in refreshed.troubles)
        store_refreshed([refreshed], desk)


def test_three_dates_of_an_item_are_kept(site, tmp_path: Path):
    """What the feed claims, what the server says of the page's last change, and when we first saw it."""
    with desk_of(site, tmp_path / "s.duckdb", "reference") as desk:
        refreshed = refresh_feed(desk.settings.feeds[0], desk, standing(desk))
        store_refreshed([refreshed], desk)
        [(entry, document, _)] = refreshed.documents
        with Store.open(tmp_path / "s.duckdb") as store:
            [fetch] = store.fetches([document.document_id])
            seen = store.first_seen([document.document_id])
    assert entry.published_raw == "Tue, 03 Mar 2026 10:00:00 +0000"
    assert dict(fetch.headers)["last-modified"]
    assert seen == {document.document_id: NOW}
