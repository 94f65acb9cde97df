"""Search services while an article is verified: asked a few questions, once, and never allowed to hold it up."""

import json
from urllib.parse import parse_qs, urlsplit

import pytest

from tasks.acquire import robots
from tests.hostile.server import hostile
from tests.hostile.site import Answer, Site

STORY = "Some 140 people were injured when the ferry Aurelia struck the quay at Port Halden on Tuesday, police said."
FOUND = (
    "Police in Port Halden said on Wednesday that 140 people had been injured when the ferry Aurelia hit the quay."
    " The ferry had come from Port Marin, and its captain, Joris Vale, was questioned until the evening."
)


class Searched(Site):
    """A site whose /find answers every question with one page."""

    def answer(self, path, headers):
        if path.startswith("/find"):
            hits = [{"link": f"{self.url}/found.html", "outlet": "Coast Courier"}]
            return Answer(200, {"Content-Type": "application/json"}, json.dumps({"hits": hits}).encode())
        return super().answer(path, headers)


@pytest.fixture
def service(tmp_path, config):
    robots.forget()
    folder = tmp_path / "site"
    folder.mkdir()
    page = f"<html><head><title>Ferry</title></head><body><article><p>{FOUND}</p></article></body></html>"
    (folder / "found.html").write_text(page, encoding="utf-8")
    settings = '[limits]\nallow_hosts = ["127.0.0.1"]\ndeadline_s = 3.0\npause_s = 0.0\nsearch_s = 4.0\n'
    (config / "settings.toml").write_text(settings, encoding="utf-8")
    with Searched(folder, {}, 0.0).running() as running:
        configure(config, running.url)
        yield running
    robots.forget()


def configure(config, url):
    feed = (
        '[[feed]]\nname = "Search"\nkind = "search"\npublisher = "Search"\nqueries = 2\n'
        f'url = "{url}/find?q={{query}}&from={{from}}&to={{to}}"\n'
        'fields = { items = "hits", url = "link", publisher = "outlet" }\n'
    )
    (config / "feeds.toml").write_text(feed, encoding="utf-8")


def questions(service) -> list[dict[str, list[str]]]:
    return [parse_qs(urlsplit(path).query) for path in service.paths() if path.startswith("/find")]


@pytest.mark.parametrize("is_kept", [True, False])
def test_what_a_service_finds_speaks_to_the_claim_and_is_evidence_from_then_on(run, config, service, tmp_path, is_kept):
    (tmp_path / "story.txt").write_text(STORY, encoding="utf-8")
    store = tmp_path / "s.duckdb" if is_kept else ":memory:"
    command = (
        "verify",
        tmp_path / "story.txt",
        "--published",
        "2026-03-04",
        "--json",
        "--config",
        config,
        "--store",
        store,
    )
    ended = run(*command)
    assert ended.status == 0, ended.err
    rows = [row for claim in json.loads(ended.out)["claims"] for row in claim["evidence"]]
    assert {row["publisher"] for row in rows} == {"Coast Courier"}
    asked = questions(service)
    assert 1 <= len(asked) <= 2
    assert {tuple(one["from"] + one["to"]) for one in asked} == {("2026-02-18", "2026-03-18")}
    assert "halden" in asked[0]["q"][0].lower()
    if not is_kept:
        return
    again = run(*command)
    assert {row["publisher"] for claim in json.loads(again.out)["claims"] for row in claim["evidence"]} == {
        "Coast Courier"
    }
    assert questions(service) == asked


def test_who_asks_for_an_earlier_day_asks_nobody(run, config, service, tmp_path):
    (tmp_path / "story.txt").write_text(STORY, encoding="utf-8")
    options = ("--published", "2026-03-04", "--as-of", "2026-03-04", "--config", config, "--store", ":memory:")
    assert run("verify", tmp_path / "story.txt", *options).status == 0
    assert questions(service) == []


def test_a_service_that_does_not_answer_costs_only_its_time(run, config, tmp_path):
    settings = '[limits]\nallow_hosts = ["127.0.0.1"]\ndeadline_s = 1.0\npause_s = 0.0\nsearch_s = 2.0\n'
    (config / "settings.toml").write_text(settings, encoding="utf-8")
    (tmp_path / "story.txt").write_text(STORY, encoding="utf-8")
    with hostile() as server:
        configure(config, f"{server.url}/stall?")
        ended = run(
            "verify", tmp_path / "story.txt", "--published", "2026-03-04", "--config", config, "--store", ":memory:"
        )
    assert ended.status == 0
    assert "Search" in ended.err


def test_the_article_itself_is_not_what_a_service_finds(run, config, service):
    """The service brings up the very page that is verified: it is no evidence for itself."""
    options = ("--published", "2026-03-04", "--json", "--config", config, "--store", ":memory:")
    ended = run("verify", service.url + "/found.html", *options)
    assert ended.status == 0, ended.err
    assert not [row for claim in json.loads(ended.out)["claims"] for row in claim["evidence"]]
