"""One poisoned page, feed or reader costs itself and never the others."""

import json

import pytest

from tasks import pipeline
from tasks.store.store import Store
from tests.hostile.site import serve

GOOD = """<html><head><title>Ferry sinks off Port Halden</title></head><body><article>
<h1>Ferry sinks off Port Halden</h1>
<p>PORT HALDEN — The ferry Aurelia sank off Port Halden on Monday and 44 people were killed, the coast guard said.</p>
<p>Divers went down to the wreck before noon, and the harbour office keeps the list of those who were on board.</p>
<p>The search for the missing goes on with four boats and a helicopter, a spokesman told reporters.</p>
</article></body></html>"""
POISON = GOOD.replace(
    "</head>",
    '<script type="application/ld+json">{"@type": "NewsArticle", "headline": "Blast \\ud800 kills nine"}</script>'
    "</head>",
)
FEED = """<?xml version="1.0"?><rss version="2.0"><channel><title>{name}</title>
<item><title>One</title><link>{{site}}/{name}.html</link><guid>{name}-1</guid>
<pubDate>Mon, 03 Mar 2025 12:00:00 GMT</pubDate></item></channel></rss>"""


@pytest.fixture
def site(tmp_path):
    www = tmp_path / "www"
    www.mkdir()
    (www / "robots.txt").write_text("User-agent: *\nAllow: /\n", encoding="utf-8")
    for name, page in (("good", GOOD), ("bad", POISON)):
        (www / f"{name}.html").write_text(page, encoding="utf-8")
        (www / f"{name}.xml").write_text(FEED.format(name=name), encoding="utf-8")
    with serve(www) as running:
        yield running


@pytest.fixture
def feeds(config, site):
    text = "\n".join(
        f'[[feed]]\nname = "{name}"\nkind = "rss"\nurl = "{site.url}/{name}.xml"\npublisher = "{name}"\n'
        for name in ("bad", "good")
    )
    (config / "feeds.toml").write_text(text, encoding="utf-8")
    settings = (config / "settings.toml").read_text(encoding="utf-8").replace("[limits]", "[limits]\npause_s = 0.0")
    (config / "settings.toml").write_text(settings, encoding="utf-8")
    return config


def test_a_page_with_half_a_character_is_kept_and_costs_nobody(run, feeds):
    """No store takes half a character; the page is kept without it, and so is the feed beside it."""
    ended = run("refresh", "--config", feeds)
    assert ended.status == 0, ended.err
    with Store.open(run.home / "tracewire.duckdb") as store:
        assert store.counts()["documents"] == 2


def test_a_reader_that_breaks_costs_one_feed(run, feeds, monkeypatch):
    """A fault of ours in one feed is a row with its cause."""
    reads = pipeline.read_page

    def breaks(page, *rest):
        if "bad" in (page.url or ""):
            raise KeyError("a bug")
        return reads(page, *rest)

    monkeypatch.setattr(pipeline, "read_page", breaks)
    ended = run("refresh", "--config", feeds)
    assert "a bug" in ended.out
    with Store.open(run.home / "tracewire.duckdb") as store:
        assert store.counts()["documents"] == 1
        assert store.counts()["troubles"] == 1


def test_a_page_of_an_archive_that_breaks_costs_itself(run, tmp_path):
    """The same page from a folder neither ends the run nor loses the others."""
    folder = tmp_path / "pages"
    folder.mkdir()
    (folder / "good.html").write_text(GOOD, encoding="utf-8")
    (folder / "bad.html").write_text(POISON, encoding="utf-8")
    story = tmp_path / "story.txt"
    story.write_text("The ferry Aurelia sank off Port Halden and killed 44 people.\n", encoding="utf-8")
    ended = run("verify", story, "--archive", folder, "--store", ":memory:", "--json", "--published", "2025-03-04")
    assert ended.status == 0, ended.err
    assert json.loads(ended.out)["claims"][0]["searched"]["passages"] >= 2


def test_prints_without_an_address_are_documents_of_their_own(run, tmp_path):
    """Three outlets that print one text are three, even where nobody gave an address."""
    text = "\n\n".join(
        f"Paragraph {n} of the story tells what the coast guard of Port Halden saw that night." for n in range(9)
    )
    path = tmp_path / "docs.jsonl"
    path.write_text(
        "".join(json.dumps({"id": name, "text": text, "published": "2025-03-04"}) + "\n" for name in "abc"),
        encoding="utf-8",
    )
    pairs = [json.loads(row) for row in run("copies", "--input", path).out.splitlines()]
    assert {(pair["a"], pair["b"]) for pair in pairs} == {("a", "b"), ("a", "c"), ("b", "c")}


def test_an_index_that_was_half_deleted_is_built_again(run, feeds, tmp_path):
    """Whatever is taken from the derived index, the evidence in the store is found."""
    run("refresh", "--config", feeds)
    story = tmp_path / "story.txt"
    story.write_text("The ferry Aurelia sank off Port Halden and killed 44 people.\n", encoding="utf-8")
    arguments = ("verify", story, "--config", feeds, "--json", "--published", "2025-03-04")
    before = json.loads(run(*arguments).out)["claims"][0]["searched"]["passages"]
    for path in sorted((run.home / "tracewire-index").iterdir()):
        if path.name not in {"tracewire-index", "tracewire-stand.json"}:
            path.unlink()
    assert json.loads(run(*arguments).out)["claims"][0]["searched"]["passages"] == before > 0
