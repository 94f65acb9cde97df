"""`--html`: the report page is written where it was asked for; what cannot be written is told before the work."""

import re
from hashlib import sha256

import pytest

from tasks.desk import Desk
from tasks.model import RawPage
from tasks.refresh import refresh_feed, standing, store_refreshed
from tasks.report_files import report_address, report_of, write_page
from tasks.revisits import traced
from tasks.settings import Feed, Limits, Settings
from tasks.settings_care import Reports
from tasks.trouble import Unavailable
from tests.hostile.site import serve
from tests.support import SAMPLES
from tests.support_html import read_html

ARCHIVE = str(SAMPLES / "beijing-2025.jsonl")
RSS = (
    "<?xml version='1.0'?><rss version='2.0'><channel><title>Harbour News</title><item><title>Ferry hits quay</title>"
    "<link>{site}/ferry.html</link><guid>g1</guid><pubDate>Tue, 03 Mar 2026 10:00:00 +0000</pubDate></item>"
    "</channel></rss>"
)
COPY = str(SAMPLES / "summit-copy.html")


def test_the_page_holds_what_was_judged(run, tmp_path):
    target = tmp_path / "report.html"
    ended = run("trace", COPY, "--archive", ARCHIVE, "--html", target)
    assert ended.status == 0
    assert f"wrote {target}" in ended.err
    page = read_html(target.read_text(encoding="utf-8"))
    for words in ("about 2,000 killed according to South Korea", "Also reported by 6 newsrooms", "TELLY", "Passages"):
        assert words in page.text
    assert "killed: 600 to 2,000" in [
        one.words for one in page.all("h3")
    ]  # 600 in April and 2,000 in September: a figure that moved


def test_several_articles_are_numbered(run, tmp_path):
    text = "Port Halden police said 12 people were injured on Tuesday. " * 3
    pages = []
    for name in ("one", "two"):
        page = tmp_path / f"{name}.txt"
        page.write_text(f"{name.title()}\n\n{text}", encoding="utf-8")
        pages.append(page)
    assert run("verify", *pages, "--store", ":memory:", "--html", tmp_path / "r.html").status == 0
    assert {path.name for path in tmp_path.glob("*.html")} == {"r.html", "r-2.html"}
    assert "This verification was not kept" in (tmp_path / "r.html").read_text(encoding="utf-8")


@pytest.mark.parametrize(("place", "cause"), [(".", "is a folder"), ("missing/r.html", "its folder does not exist")])
def test_a_place_that_cannot_be_written_is_told_first(run, tmp_path, place, cause):
    ended = run("verify", COPY, "--html", tmp_path / place)
    assert ended.status == 2
    assert cause in ended.err
    assert not ended.out


def test_what_cannot_be_written_leaves_the_page_before(tmp_path):
    (tmp_path / "r.html").mkdir()
    with pytest.raises(Unavailable, match="cannot be written"):
        write_page(tmp_path / "r.html", "text")
    assert [path.name for path in tmp_path.iterdir()] == ["r.html"]


def test_an_address_is_the_servers_where_one_is_set(tmp_path):
    path = tmp_path / "tram-12345678.html"
    assert report_address(path, Settings()) == path.as_uri()
    served = Settings(reports=Reports(base_url="https://desk.example/reports/"))
    assert report_address(path, served) == "https://desk.example/reports/tram-12345678.html"


@pytest.mark.parametrize("base", ["javascript:alert(1)", "ftp://x.example", "https://x.example/a b", 'https://x"y'])
def test_a_base_that_is_no_address_is_refused(base):
    with pytest.raises(ValueError, match="base_url"):
        Reports(base_url=base)


def test_the_page_of_a_recorded_verdict_can_be_written_again(run, tmp_path):
    """From the store alone: the same claims and verdicts as on the day, and the ids that replay them."""
    first, again = tmp_path / "first.html", tmp_path / "again.html"
    ended = run("verify", COPY, "--archive", ARCHIVE, "--html", first)
    claim_id = re.search(r"^ *([0-9a-f]{8}) about 2,000 killed", ended.out, re.MULTILINE)
    assert claim_id
    assert run("explain", claim_id.group(1), "--html", again).status == 0
    pages = [read_html(path.read_text(encoding="utf-8")) for path in (first, again)]
    assert [one.words for one in pages[0].all("summary")] == [one.words for one in pages[1].all("summary")]
    assert f"tracewire explain {claim_id.group(1)}" in pages[1].text
    ids = [one.words for one in pages[1].all("code") if re.fullmatch("[0-9a-f]{8}", one.words)]
    assert claim_id.group(1) in ids[::2]
    assert run("replay", ids[1]).out.startswith("same")


def test_a_page_without_a_claim_is_refused(run, tmp_path):
    ended = run("explain", "--html", tmp_path / "r.html")
    assert ended.status == 2
    assert "no claim is named" in ended.err


def test_what_was_fetched_is_shown_with_time_and_hash_of_its_bytes(tmp_path):
    """A reference page that a feed brought: when it was fetched, and the SHA-256 of what the server sent."""
    story = "<p>Port Halden police said on Tuesday that 14 people were hurt when a ferry struck the quay. </p>"
    body = f"<html><head><title>Ferry hits quay</title></head><body><article>{story * 4}</article></body></html>"
    (tmp_path / "ferry.html").write_text(body, encoding="utf-8")
    with serve(tmp_path) as site:
        (tmp_path / "feed.rss").write_text(RSS.format(site=site.url), encoding="utf-8")
        feed = Feed(name="Harbour", kind="rss", url=f"{site.url}/feed.rss", publisher="Harbour News")
        limits = Limits(allow_hosts=(site.host,), pause_s=0, deadline_s=3)
        settings = Settings(feeds=(feed,), limits=limits)
        store = str(tmp_path / "store.duckdb")
        with Desk(settings, store, flow="refresh") as desk:
            assert store_refreshed([refresh_feed(feed, desk, standing(desk), forced=True)], desk) == 1
        with Desk(settings, store) as desk:
            desk.open_library(lambda trouble: pytest.fail(str(trouble)))
            text = "Port Halden police said 14 people were hurt when a ferry struck the quay on Tuesday."
            article = RawPage("a", publisher="Echo", title="Ferry", text=text, published_raw="2026-03-04")
            verification = desk.verify(article)
            page = report_of(traced(verification, desk), desk)
    assert sha256(body.encode()).hexdigest() in page
    assert desk.now.strftime("%B %Y, %H:%M UTC") in page
