"""`tracewire forget`: a page's words gone from every file, and said to be gone where they stood; `tracewire hold`."""

import json
import re
import shutil
import zlib
from datetime import UTC, datetime, timedelta

import pytest

import tasks.forgetting
from tasks.api import open_store, verify
from tasks.desk import Desk
from tasks.evidence.store_shelf import StoreShelf
from tasks.forgetting import finish
from tasks.refresh import chosen_feeds, refresh_feed, standing, store_refreshed
from tasks.settings import load
from tasks.store.care_reads import tombstones
from tasks.store.store import Store
from tests.hostile.site import Answer, serve

FERRY = (
    "Fourteen people were hurt when the ferry Aurelia struck the quay at Port Halden on Tuesday, harbour police said."
)
UNIQUE = "Deckhand Ruben Aldersey wept beside the broken gangway while gulls circled over the splintered quay."
OTHER = (
    "Some 14 people were hurt when the ferry Aurelia struck the quay at Port Halden on Tuesday, harbour police said."
)
REASON = "order of the court at Port Marin"
RSS = (
    "<?xml version='1.0'?><rss version='2.0'><channel><title>Harbour News</title><item><title>Ferry hits quay</title>"
    f"<link>{{site}}/ferry.html</link><guid>g1</guid><description>{UNIQUE}</description>"
    "<pubDate>Tue, 03 Mar 2026 10:00:00 +0000</pubDate></item></channel></rss>"
)
DAY = datetime(2026, 3, 3, 12, tzinfo=UTC)


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    folder = tmp_path_factory.mktemp("site")
    page = "<html><head><title>{title}</title></head><body><article><p>{story}</p><p>{more}</p></article></body></html>"
    ferry = page.format(title="Aurelia strikes the quay", story=FERRY, more=UNIQUE)
    own = page.format(title="Ferry accident", story=OTHER, more="Nobody was killed, harbour police said on Wednesday.")
    (folder / "feed.rss").write_text(RSS, encoding="utf-8")
    (folder / "ferry.html").write_text(ferry, encoding="utf-8")
    (folder / "own.html").write_text(own, encoding="utf-8")
    with serve(folder) as running:
        yield running


@pytest.fixture(scope="module")
def configured(tmp_path_factory, site):
    folder = tmp_path_factory.mktemp("config")
    limits = 'allow_hosts = ["127.0.0.1"]\ndeadline_s = 3.0\npause_s = 0.0\nkeep_bodies_days = 5\nrefresh_s = 0.0\n'
    (folder / "settings.toml").write_text(f"[limits]\n{limits}", encoding="utf-8")
    feed = f'[[feed]]\nname = "H"\nkind = "rss"\nurl = "{site.url}/feed.rss"\npublisher = "Harbour News"\n'
    (folder / "feeds.toml").write_text(feed, encoding="utf-8")
    return folder


@pytest.fixture
def config(configured):
    return configured


def refresh(config, now=DAY, store=None):
    with Desk(load(config), store, flow="refresh", now=now) as desk:
        return store_refreshed(
            [refresh_feed(feed, desk, standing(desk), forced=True) for feed in chosen_feeds(desk, ())], desk
        )


@pytest.fixture(scope="module")
def prepared(tmp_path_factory, configured, site):
    """A home with a claim that rests on the ferry page: store, index, report page and the readers' copy."""
    folder = tmp_path_factory.mktemp("homes") / "home"
    store = folder / "tracewire.duckdb"
    assert refresh(configured, store=str(store)) == 1
    (checked,) = verify(f"{site.url}/own.html", published="2026-03-04", store=store, config=configured)
    (folder / "reports").mkdir()
    report = folder / "reports" / f"ferry-{checked['article']['id'][:8]}.html"
    report.write_text(f"<p>{OTHER}</p><p>{FERRY}</p>", encoding="utf-8")
    night = folder / "reports" / "night-2026-03-03.html"
    night.write_text(f'<a href="{site.url}/ferry.html">{UNIQUE}</a>', encoding="utf-8")
    (folder / "reports" / "index.html").write_text(f"<p>The news overtook: <b>{FERRY[:90]}</b></p>", encoding="utf-8")
    linked = folder / "reports" / "night-2026-03-02.html"
    linked.write_text(f'<a href="{report.name}">Aurelia strikes</a>', encoding="utf-8")
    refresh(configured, DAY + timedelta(hours=1), str(store))
    return folder, next(one["claim_id"] for one in checked["claims"] if one["evidence"])


@pytest.fixture
def claim(prepared, home):
    """That claim, in a home of the test's own."""
    shutil.copytree(prepared[0], home)
    return prepared[1]


def files_with(home, *needles):
    """Files below the home in which one of these stands, as it is or as an index stores it."""
    found = set()
    for path in home.rglob("*"):
        if path.is_file():
            raw = path.read_bytes()
            found |= {path.name for needle in needles if needle in raw}
    return found


def test_no_file_of_ours_holds_the_words(run, config, site, home, claim):
    """Its bytes are kept packed, so the packed ones are looked for as well."""
    body = zlib.compress((site.folder / "ferry.html").read_bytes(), 6)[20:60]
    feed = zlib.compress(RSS.replace("{site}", site.url).encode(), 6)[20:60]
    needles = (UNIQUE.encode()[:40], body, feed)
    assert {"tracewire.duckdb", "tracewire-latest.duckdb"} <= files_with(home, needles[0])
    assert {"tracewire.duckdb"} <= files_with(home, body) & files_with(home, feed)
    assert files_with(home, FERRY.encode()[:40])
    ended = run("forget", f"{site.url}/ferry.html", "--reason", REASON, "--by", "Ada Quill", "--config", config)
    assert ended.status == 0, ended.err
    assert files_with(home, *needles, FERRY.encode()[:40], b"Aurelia strikes") == set()
    with Store.open(home / "tracewire.duckdb") as store:  # counts every table against the ledger
        store.read_through()
        (stone,) = store.ask(tombstones)
    assert (stone.person, stone.reason, len(stone.documents)) == ("Ada Quill", REASON, 1)
    assert run("doctor", "--config", config).status == 0
    assert claim


def test_what_rested_on_it_says_so(run, config, site, claim, home, tmp_path):
    run("forget", f"{site.url}/ferry.html", "--reason", REASON, "--config", config)
    ended = run("explain", claim, "--json", "--config", config)
    assert ended.status == 0, ended.err
    explained = json.loads(ended.out)
    today = f"{datetime.now(UTC).day} {datetime.now(UTC):%B %Y}"
    notice = f"[text removed on {today}: {REASON}]"
    assert {match["passage"] for match in explained["matches"]} == {notice}
    assert explained["removed"] == [{"address": f"{site.url}/ferry.html", "notice": notice}]
    shown = run("explain", claim, "--config", config, "--html", tmp_path / "after.html")
    assert f"text removed on {today}" in " ".join(shown.out.split())
    page = (tmp_path / "after.html").read_text(encoding="utf-8")
    assert notice in re.sub(r"<[^>]{0,200}>", "", page)  # words that are the claim's too are marked
    assert UNIQUE not in page
    with open_store(home / "tracewire.duckdb") as store:
        (verdict_id,) = store.verdicts_of(claim)
    ended = run("replay", verdict_id, "--config", config)
    assert (ended.status, f"was removed on {datetime.now(UTC):%Y-%m-%d}: {REASON}" in ended.err) == (1, True)
    assert run("evidence", claim, "--config", config).status == 0
    assert run("pack", f"{site.url}/own.html", "--to", tmp_path / "p.zip", "--config", config).status == 0
    said = " ".join(run("replay", tmp_path / "p.zip", "--config", config).out.split())
    assert "cannot be judged again" in said
    assert f"ferry.html was removed on {datetime.now(UTC):%Y-%m-%d}" in said
    assert REASON not in said  # a pack goes to others


@pytest.mark.usefixtures("claim")
def test_it_is_never_fetched_nor_kept_again(run, config, site, home):
    run("forget", f"{site.url}/ferry.html", "--reason", REASON, "--config", config)
    asked = len(site.asked)
    changed = RSS.replace("Ferry hits quay", "Ferry hits the quay").replace("{site}", site.url)
    site.answers["/feed.rss"] = Answer(200, {"Content-Type": "application/rss+xml"}, changed.encode())
    assert refresh(config, datetime.now(UTC) + timedelta(hours=30)) == 0
    del site.answers["/feed.rss"]
    assert {one.path for one in site.asked[asked:]} == {"/feed.rss"}
    ended = run("verify", f"{site.url}/ferry.html", "--config", config)
    assert (ended.status, "its text was removed on demand" in ended.err) == (1, True)
    archive = site.folder / "archive.jsonl"
    row = {"id": "a", "url": f"{site.url}/ferry.html", "text": f"{FERRY} {UNIQUE}", "publisher": "Harbour News"}
    archive.write_text(json.dumps(row), encoding="utf-8")
    ended = run("verify", f"{site.url}/own.html", "--archive", archive, "--published", "2026-03-04", "--config", config)
    assert ended.status == 0, ended.err
    assert "its text was removed on demand" in ended.err
    assert files_with(home, UNIQUE.encode()[:40], FERRY.encode()[:40]) == set()


@pytest.mark.usefixtures("claim")
def test_an_open_library_forgets_it_too(run, config, site, home):
    """What a run has read of a page is kept for its next articles, until any page is removed."""
    shelf = StoreShelf(home / "tracewire.duckdb", load(config))

    def held():
        with Store.open(shelf.path) as store:
            ids = store.evidence_ids()
        with shelf.opened():
            pages, claims = shelf.documents(ids), shelf.claims(ids)
            assert all(again is pages[key] for key, again in shelf.documents(ids).items())
        return " ".join([page.text for page in pages.values()] + [c.sentence for read in claims.values() for c in read])

    assert UNIQUE[:40] in held()
    assert run("forget", f"{site.url}/ferry.html", "--reason", REASON, "--config", config).status == 0
    assert UNIQUE[:40] not in held()


def test_twice_is_once(run, config, site, home, claim):
    address = f"{site.url}/ferry.html"
    assert run("forget", address, "--reason", REASON, "--by", "Ada Quill", "--config", config).status == 0
    ended = run("forget", f"{address}#top", "--reason", "another", "--config", config)
    assert (ended.status, f"by Ada Quill: {REASON}" in ended.err) == (0, True)
    with open_store(home / "tracewire.duckdb") as store:
        assert len(store.ask(tombstones)) == 1
    assert claim


@pytest.mark.parametrize(("step", "next_run"), [("rewrite", "verify"), ("index_of", "doctor"), ("publish", "refresh")])
@pytest.mark.usefixtures("claim")
def test_killed_halfway_it_is_finished_by_the_next_run(run, config, site, home, monkeypatch, step, next_run):
    def killed(*_):
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(tasks.forgetting, step, killed)
        ended = run("forget", f"{site.url}/ferry.html", "--reason", REASON, "--config", config)
        assert ended.status == 130
    if next_run == "doctor":
        assert "removals" in run("doctor", "--config", config).out
    elif next_run == "verify":
        assert run("verify", f"{site.url}/own.html", "--published", "2026-03-04", "--config", config).status == 0
    else:
        refresh(config, DAY + timedelta(hours=9))
    assert files_with(home, UNIQUE.encode()[:40], FERRY.encode()[:40]) == set()
    with Desk(load(config)) as desk:
        assert finish(desk) == ()


def test_the_articles_own_page_can_go_too(run, config, site, claim, home, tmp_path):
    """The verdict stays as a record of what was judged, without a word of the article."""
    ended = run("forget", f"{site.url}/own.html", "--reason", REASON, "--config", config)
    assert ended.status == 0, ended.err
    assert files_with(home, OTHER.encode()[:40]) == set()
    explained = json.loads(run("explain", claim, "--json", "--config", config).out)
    assert explained["sentence"].startswith("[text removed on")
    assert run("explain", claim, "--html", tmp_path / "own.html", "--config", config).status == 0
    ended = run("rejudge", "--since", "2026-01-01", "--config", config)
    assert "its text was removed on demand" in ended.err


@pytest.mark.usefixtures("claim")
def test_a_hold_stands_before_it_unless_the_demand_outranks_it(run, config, site):
    held = run("hold", "ferry Aurelia", "--owner", "Ivo Brandt", "--reason", "inquest", "--config", config)
    assert (held.status, "2 documents" in held.err) == (0, True), held.err
    address = f"{site.url}/ferry.html"
    ended = run("forget", address, "--reason", REASON, "--config", config)
    assert ended.status == 1
    for words in ("'ferry Aurelia'", "by Ivo Brandt", "inquest", "--despite-hold"):
        assert words in ended.err
    assert run("forget", address, "--reason", REASON, "--despite-hold", "--config", config).status == 0


def test_retention_lets_go_of_nothing_that_is_on_hold(run, config, site, home):
    """Nothing rests on this page, so that retention alone decides."""
    refresh(config)
    held = run("hold", f"{site.url}/ferry.html", "--owner", "Ivo Brandt", "--reason", "inquest", "--config", config)
    assert held.status == 0, held.err
    refresh(config, DAY + timedelta(days=9))
    assert bodies(home) == {"ferry.html"}
    listed = json.loads(run("hold", "--list", "--json", "--config", config).out)
    assert [(row["owner"], row["documents"]) for row in listed] == [("Ivo Brandt", 1)]
    options = ("--owner", "Ada Quill", "--reason", "inquest closed", "--config", config)
    assert run("hold", "--release", listed[0]["hold_id"][:8], *options).status == 0
    assert json.loads(run("hold", "--json", "--config", config).out) == []
    refresh(config, DAY + timedelta(days=18))
    assert bodies(home) == set()


def bodies(home):
    with open_store(home / "tracewire.duckdb") as store:
        kept = {fetch.url.rpartition("/")[2] for fetch in store.fetches() if fetch.body is not None}
    return kept - {"feed.rss"}


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("forget", "https://nowhere.example/page", "--reason", "x"), "holds nothing of that address"),
        (("forget", "https://nowhere.example/page"), "--reason: is empty"),
        (("forget", "ferry", "--reason", "x"), "is no address"),
        (("hold", "ferry", "--reason", "x"), "--owner: is empty"),
        (("hold", "ferry", "--owner", "x"), "--reason: is empty"),
        (("hold", "the of", "--owner", "x", "--reason", "y"), "no word in it tells a story"),
        (("hold", "--release", "abc", "--owner", "x", "--reason", "y"), "there is none of that id"),
        (("hold", "ferry", "--list"), "only lists"),
        (("hold", "ferry", "--release", "ferry"), "a hold and a release at once"),
    ],
)
def test_wrong_use_is_one_sentence(run, config, home, arguments, said):
    with Store.open(home / "tracewire.duckdb"):
        pass
    ended = run(*arguments, "--config", config)
    assert ended.status in {1, 2}
    assert said in ended.err
    assert len(ended.err.splitlines()) == 1
