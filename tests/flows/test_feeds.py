"""`tracewire feeds` and `tracewire init`, against a site on loopback."""

import json
import tomllib

import pytest

from tasks.settings import CONFIG_FILES, load
from tests.hostile.site import serve

FEED = """<?xml version="1.0"?><rss version="2.0"><channel><title>Harbour Wire</title>
<item><title>one</title><link>{site}/one.html</link><guid>one</guid>
<pubDate>Tue, 04 Mar 2025 09:00:00 GMT</pubDate></item>
<item><title>two</title><link>{site}/two.html</link><guid>two</guid><pubDate>04/09/2025</pubDate></item>
</channel></rss>"""
HOME = """<html><head><title>Harbour Wire - news</title><meta property="og:site_name" content="Harbour Wire">
<link rel="stylesheet" href="a.css"><link rel="alternate" type="application/rss+xml" href="/feed.xml"></head></html>"""


@pytest.fixture
def site(tmp_path):
    www = tmp_path / "www"
    www.mkdir()
    (www / "feed.xml").write_text(FEED, encoding="utf-8")
    (www / "home.html").write_text(HOME, encoding="utf-8")
    (www / "plain.html").write_text("<html><head><title>nothing</title></head></html>", encoding="utf-8")
    with serve(www) as running:
        yield running


@pytest.fixture
def configured(config, site):
    host = site.url.removeprefix("http://")
    (config / "settings.toml").write_text(f'[limits]\nallow_hosts = ["{host}"]\npause_s = 0.0\n', encoding="utf-8")
    (config / "feeds.toml").write_text("# ours\n", encoding="utf-8")
    return config


@pytest.mark.parametrize("path", ["feed.xml", "home.html"])
def test_a_feed_is_found_and_added_with_comments_kept(run, configured, site, path):
    ended = run("feeds", "add", f"{site.url}/{path}", "--config", configured)
    assert ended.status == 0, ended.err
    text = (configured / "feeds.toml").read_text(encoding="utf-8")
    assert text.startswith("# ours\n")
    (feed,) = tomllib.loads(text)["feed"]
    assert feed == {"name": "Harbour Wire", "kind": "rss", "url": f"{site.url}/feed.xml", "publisher": "Harbour Wire"}
    again = run("feeds", "add", f"{site.url}/{path}", "--config", configured)
    assert (again.status, "is configured" in again.err) == (2, True)


def test_what_is_typed_wins(run, configured, site):
    typed = ("--name", 'A "wire"', "--role", "watch", "--tier", "2")
    ended = run("feeds", "add", f"{site.url}/feed.xml", *typed, "--config", configured)
    assert ended.status == 0, ended.err
    (feed,) = load(configured).feeds
    assert (feed.name, feed.role, feed.tier) == ('A "wire"', "watch", 2)


@pytest.mark.parametrize(
    ("arguments", "status", "said"),
    [
        (("plain.html",), 1, "is no feed and names none"),
        (("missing.xml",), 1, "404"),
        (("feed.xml", "--tier", "9"), 2, "tier"),
        (("feed.xml", "--role", "spy"), 2, "role"),
    ],
)
def test_what_cannot_be_added_is_said_and_nothing_written(run, configured, site, arguments, status, said):
    path, *options = arguments
    ended = run("feeds", "add", f"{site.url}/{path}", *options, "--config", configured)
    assert (ended.status, said in ended.err) == (status, True), ended.err
    assert (configured / "feeds.toml").read_text(encoding="utf-8") == "# ours\n"


def test_check_says_what_each_feed_is(run, configured, site):
    assert run("feeds", "add", f"{site.url}/feed.xml", "--config", configured).status == 0
    file = configured / "feeds.toml"
    gone = f'\n[[feed]]\nname = "Gone"\nkind = "rss"\nurl = "{site.url}/gone.xml"\npublisher = "Gone"\n'
    file.write_text(file.read_text(encoding="utf-8") + gone, encoding="utf-8")
    ended = run("feeds", "check", "--json", "--config", configured)
    assert ended.status == 1
    gone, wire = json.loads(ended.out)
    assert (gone["feed"], gone["reachable"]) == ("Gone", False)
    assert (wire["items"], wire["odd_dates"], wire["newest"]) == (2, 1, "2025-03-04T09:00:00+00:00")
    assert "1 of 2 feeds could not be read" in ended.err
    assert not (run.home / "tracewire.duckdb").exists()
    assert "Harbour Wire" in run("feeds", "check", "Harbour Wire", "--config", configured).out
    assert run("feeds", "check", "Nobody", "--config", configured).status == 2


def test_list_names_them_all(run):
    ended = run("feeds", "list")
    assert ended.status == 0
    assert len(ended.out.splitlines()) > 40


def test_init_begins_a_configuration_and_never_overwrites(run, tmp_path):
    folder, archive = tmp_path / "mine", tmp_path / "clippings"
    archive.mkdir()
    ended = run("init", folder, "--backfill", archive)
    assert ended.status == 0, ended.err
    assert {file.name for file in folder.iterdir()} == set(CONFIG_FILES)
    assert load(folder).feeds[-1].kind == "archive"
    assert "TRACEWIRE_CONFIG" in ended.err
    again = run("init", folder)
    assert (again.status, "already" in again.err) == (2, True)
