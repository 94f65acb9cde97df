"""`tracewire evidence`: the bytes behind a verdict, shown and written; `--as-of` over feeds goes by first sight."""

import json
from datetime import UTC, datetime

import pytest

from tasks.acquire.feeds.archive import archive_pages
from tasks.desk import Desk
from tasks.refresh import chosen_feeds, refresh_feed, standing, store_refreshed
from tasks.settings import Limits, load
from tests.hostile.site import serve

STORY = (
    "Fourteen people were hurt when the ferry Aurelia struck the quay at Port Halden on Tuesday, harbour police said."
)
REST = " The ferry had come from Port Marin with 80 passengers. Nobody was killed, harbour police said on Wednesday."
RSS = (
    "<?xml version='1.0'?><rss version='2.0'><channel><title>Harbour News</title><item><title>Ferry hits quay</title>"
    "<link>{site}/ferry.html</link><guid>g1</guid><pubDate>Tue, 03 Mar 2026 10:00:00 +0000</pubDate></item>"
    "</channel></rss>"
)


@pytest.fixture
def site(tmp_path, config):
    folder = tmp_path / "site"
    folder.mkdir()
    (folder / "feed.rss").write_text(RSS, encoding="utf-8")
    page = f"<html><head><title>Ferry</title></head><body><article><p>{STORY}</p><p>{REST}</p></article></body></html>"
    (folder / "ferry.html").write_text(page, encoding="utf-8")
    (folder / "own.html").write_text(page.replace("Fourteen", "Some 14"), encoding="utf-8")
    settings = '[limits]\nallow_hosts = ["127.0.0.1"]\ndeadline_s = 3.0\npause_s = 0.0\n'
    (config / "settings.toml").write_text(settings, encoding="utf-8")
    with serve(folder) as running:
        feed = f'[[feed]]\nname = "H"\nkind = "rss"\nurl = "{running.url}/feed.rss"\npublisher = "Harbour News"\n'
        (config / "feeds.toml").write_text(feed, encoding="utf-8")
        yield running


def refresh(config, store, now):
    with Desk(load(config), str(store), flow="refresh", now=now) as desk:
        assert store_refreshed([refresh_feed(feed, desk, standing(desk)) for feed in chosen_feeds(desk, ())], desk) == 1


def test_a_verdict_shows_the_bytes_it_rests_on_and_the_articles_own(run, config, site, tmp_path):
    store = tmp_path / "s.duckdb"
    refresh(config, store, datetime(2026, 3, 3, 12, tzinfo=UTC))
    options = ("--config", config, "--store", store)
    ended = run("verify", site.url + "/own.html", "--published", "2026-03-04", "--json", *options)
    assert ended.status == 0, ended.err
    claims = json.loads(ended.out)["claims"]
    backed = next(claim for claim in claims if claim["evidence"])
    shown = run("evidence", backed["claim_id"][:12], "--json", "--warc", tmp_path / "v.warc.gz", *options)
    assert shown.status == 0, shown.err
    rows = json.loads(shown.out)
    assert [(row["is_article"], row["url"].rpartition("/")[2], row["status"]) for row in rows] == [
        (True, "own.html", 200),
        (False, "ferry.html", 200),
    ]
    pages = {page.url: page.html for page in archive_pages(tmp_path / "v.warc.gz", Limits())}
    assert pages == {f"{site.url}/{name}": (site.folder / name).read_bytes() for name in ("own.html", "ferry.html")}
    assert "own.html" in run("evidence", backed["claim_id"], *options).out


@pytest.mark.usefixtures("site")
def test_everything_fetched_is_written_without_a_claim(run, config, tmp_path):
    store = tmp_path / "s.duckdb"
    refresh(config, store, datetime(2026, 3, 3, 12, tzinfo=UTC))
    ended = run("evidence", "--warc", tmp_path / "all.warc.gz", "--config", config, "--store", store)
    assert (ended.status, ended.out) == (0, "")
    assert "2 answers" in ended.err
    assert run("evidence", "--config", config, "--store", store).status == 2


def test_the_bytes_of_a_file_are_kept_once(run, config, site, tmp_path):
    store = tmp_path / "s.duckdb"
    story = site.folder / "own.html"
    for _ in range(2):
        run("verify", story, "--published", "2026-03-04", "--config", config, "--store", store)
    ended = run("evidence", "--warc", tmp_path / "all.warc.gz", "--config", config, "--store", store)
    assert "1 answers" in ended.err
    [page] = archive_pages(tmp_path / "all.warc.gz", Limits())
    assert page.html == story.read_bytes()


@pytest.mark.parametrize(("as_of", "count"), [("2026-03-03T11:00Z", 0), ("2026-03-03T13:00Z", 1)])
def test_a_feeds_page_is_known_from_its_first_sight_not_its_own_date(run, config, site, tmp_path, as_of, count):
    """The page claims 10:00 and we saw it at 12:00: at 11:00 nobody could have shown it."""
    store = tmp_path / "s.duckdb"
    refresh(config, store, datetime(2026, 3, 3, 12, tzinfo=UTC))
    story = site.folder / "own.html"
    ended = run(
        "verify", story, "--published", "2026-03-04", "--as-of", as_of, "--json", "--config", config, "--store", store
    )
    found = {row["source_id"] for claim in json.loads(ended.out)["claims"] for row in claim["evidence"]}
    assert len(found) == count


@pytest.mark.parametrize(("as_of", "count"), [("2026-03-02", 0), ("2026-03-03", 1)])
def test_a_page_of_a_configured_archive_is_known_from_its_publication(run, config, site, tmp_path, as_of, count):
    record = {"id": "r1", "publisher": "Harbour News", "published": "2026-03-03T10:00:00Z", "text": f"{STORY}\n{REST}"}
    (config / "cuttings.jsonl").write_text(json.dumps(record) + "\n", encoding="utf-8")
    feed = '[[feed]]\nname = "C"\nkind = "archive"\nurl = "cuttings.jsonl"\npublisher = "Harbour News"\n'
    (config / "feeds.toml").write_text(feed, encoding="utf-8")
    store = tmp_path / "s.duckdb"
    refresh(config, store, datetime(2026, 3, 20, 12, tzinfo=UTC))
    story = site.folder / "own.html"
    ended = run(
        "verify", story, "--published", "2026-03-04", "--as-of", as_of, "--json", "--config", config, "--store", store
    )
    found = {row["source_id"] for claim in json.loads(ended.out)["claims"] for row in claim["evidence"]}
    assert len(found) == count
