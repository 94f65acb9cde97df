"""Second looks: a held page is asked for again at set steps, and what its publisher changed is told and kept."""

from datetime import UTC, datetime, timedelta
from importlib import import_module
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tasks.acquire import robots
from tasks.acquire.bounded import Worker
from tasks.desk import Desk
from tasks.model import RawPage
from tasks.refresh import feed_rows, refresh_feed, standing, store_refreshed, told_changes
from tasks.second_looks import is_due
from tasks.settings import Feed, Limits, Settings
from tasks.store.records import Look
from tasks.store.store import Store
from tests.hostile.site import Answer, serve

FIRST = datetime(2026, 3, 4, 12, tzinfo=UTC)
RSS = (
    "<?xml version='1.0'?><rss version='2.0'><channel><title>Harbour News</title><item><title>Ferry hits quay</title>"
    "<link>{site}/ferry.html</link><guid>g1</guid><pubDate>Wed, 04 Mar 2026 10:00:00 +0000</pubDate></item>"
    "</channel></rss>"
)
REST = (
    "The harbour office closed the north basin for the night. A tug stands by, and divers will look at the hull when "
    "the tide is out. The company that runs the ferry wrote that all its boats were checked in January."
)
TOLL = "Harbour police said that 14 people were hurt when the ferry struck the quay at Port Halden on Tuesday."


def _page(*paragraphs: str) -> str:
    body = "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)
    return f"<html><head><title>Ferry hits quay</title></head><body><article>{body}</article></body></html>"


@pytest.fixture
def site(tmp_path: Path):
    robots.forget()
    folder = tmp_path / "site"
    folder.mkdir()
    (folder / "feed.rss").write_text(RSS, encoding="utf-8")
    (folder / "ferry.html").write_text(_page(TOLL, REST), encoding="utf-8")
    with serve(folder) as running:
        yield running
    robots.forget()


def _fail(trouble) -> None:
    pytest.fail(str(trouble))


class _InThisProcess(Worker):
    """The parser without its child, which has tests of its own: starting one takes a second."""

    def call(self, function, *arguments, thing="", into=None):
        del thing, into
        module, _, name = function.partition(":")
        return getattr(import_module(module), name)(*arguments)


@pytest.fixture(autouse=True)
def _in_this_process(monkeypatch):
    monkeypatch.setattr("tasks.refresh.Worker", _InThisProcess)


@pytest.fixture
def refresh(site, tmp_path: Path):
    """Refresh the feed so many hours after the first time."""
    feed = Feed(name="harbour", kind="rss", url=site.url + "/feed.rss", publisher="Harbour News", poll_minutes=30)
    limits = Limits(allow_hosts=(site.host,), pause_s=0, deadline_s=3)
    settings = Settings(feeds=(feed,), limits=limits)

    def go(hours: float):
        now = FIRST + timedelta(hours=hours)
        with Desk(settings, str(tmp_path / "s.duckdb"), flow="refresh", now=now) as desk:
            refreshed = refresh_feed(feed, desk, standing(desk))
            store_refreshed([refreshed], desk)
        return refreshed

    return go


def _asked(site) -> int:
    return site.paths().count("/ferry.html")


def test_a_swapped_figure_is_told_flagged_and_kept(site, refresh, tmp_path):
    """The newer print speaks from then on; the older one stays beside it, tied to it, and `trace` finds both."""
    refresh(0)
    (site.folder / "ferry.html").write_text(_page(TOLL.replace("14", "41"), REST), encoding="utf-8")
    refreshed = refresh(1.5)
    (told,) = told_changes([refreshed])
    assert told.startswith("Harbour News: said 14 injured according to Harbour police; now says 41 injured")
    assert told.endswith(f"no note on the page says so: {site.url}/ferry.html")
    assert feed_rows([refreshed])[0]["changed"] == 1
    with Store.open(tmp_path / "s.duckdb") as store:
        older, newer = store.documents_at([site.url + "/ferry.html"])
        (edge,) = store.edges_around([older.document_id])
        assert (edge.from_id, edge.to_id, edge.kind) == (newer.document_id, older.document_id, "version_of")
        assert store.evidence_ids() == {older.document_id, newer.document_id}
        assert newer.published == older.published


def test_the_newer_print_speaks_and_before_it_was_seen_the_older_one(site, refresh, tmp_path):
    """Also where the page now prints an earlier date than it did: our own sight tells which came later."""
    refresh(0)
    (site.folder / "ferry.html").write_text(_page(TOLL.replace("14", "41")), encoding="utf-8")
    refresh(1.5)
    asked = RawPage("q", text=TOLL, publisher="Post", published_raw="2026-03-04", published_basis="given", title="")
    with Desk(Settings(), str(tmp_path / "s.duckdb"), now=FIRST + timedelta(hours=2)) as desk:
        desk.open_library(_fail)
        for cut_off, number in ((None, "41"), (FIRST + timedelta(hours=1), "14")):
            (cited,) = desk.verify(asked, cut_off).cited
            assert number in cited.text


def test_commas_are_no_change_of_a_claim(site, refresh):
    refresh(0)
    (site.folder / "ferry.html").write_text(_page(TOLL, REST.replace(", and divers", " and divers")), encoding="utf-8")
    refreshed = refresh(2)
    assert told_changes([refreshed]) == []
    assert feed_rows([refreshed])[0]["changed"] == 1


def test_a_change_with_a_note_is_told_without_a_flag(site, refresh):
    refresh(0)
    note = "Correction: an earlier version of this story said that 14 people were hurt. It was 41."
    (site.folder / "ferry.html").write_text(_page(TOLL.replace("14", "41"), REST, note), encoding="utf-8")
    (told,) = told_changes([refresh(2)])
    assert "now says 41 injured" in told
    assert "no note" not in told


def test_an_unchanged_page_costs_a_304_at_each_step_and_nothing_between(site, refresh):
    """Asked for at first, then after 1, 6, 24 and 72 hours, and never again; steps slept through count once."""
    asked = []
    for hours in (0, 0.5, 1.1, 2, 30, 73, 200):
        refresh(hours)
        asked.append(_asked(site))
    assert asked == [1, 1, 2, 2, 3, 4, 4]
    statuses = [one.status for one in site.asked if one.path == "/ferry.html"]
    assert statuses == [200, 304, 304, 304]


def test_a_page_that_is_gone_is_told_once_and_left_alone(site, refresh):
    refresh(0)
    site.answers["/ferry.html"] = Answer(404)
    refreshed = refresh(1.5)
    assert told_changes([refreshed]) == [f"Harbour News: the page is gone: {site.url}/ferry.html"]
    assert "is gone (404)" in str(refreshed.looked[0].trouble)
    refresh(7)
    refresh(25)
    assert _asked(site) == 2


def test_a_host_that_does_not_answer_is_asked_again_at_the_next_refresh(site, refresh):
    refresh(0)
    site.answers["/ferry.html"] = Answer(503)
    assert refresh(1.5).looked == ()
    del site.answers["/ferry.html"]
    assert [one.status for one in refresh(2).looked] == [304]


@pytest.mark.parametrize(
    "bad", [Answer(404), Answer(200, {"Content-Type": "text/html"}, b"<html><body></body></html>")]
)
def test_a_page_that_cannot_be_read_is_not_fetched_at_every_poll(site, refresh, bad):
    """It is tried again at the same steps; once it can be read it is evidence like any other."""
    site.answers["/ferry.html"] = bad
    asked = []
    for hours in (0, 0.6, 1.2, 2):
        refresh(hours)
        asked.append(_asked(site))
    assert asked == [1, 1, 2, 2]
    del site.answers["/ferry.html"]
    assert len(refresh(6.5).documents) == 1
    refresh(7.1)
    assert _asked(site) == 3


def test_robots_that_close_are_obeyed(site, refresh):
    refresh(0)
    (site.folder / "robots.txt").write_text("User-agent: *\nDisallow: /", encoding="utf-8")
    robots.forget()
    (looked,) = refresh(1.5).looked
    assert "robots.txt asks" in str(looked.trouble)
    assert _asked(site) == 1


@given(st.lists(st.floats(0, 200), min_size=1, max_size=40))
def test_however_often_is_asked_a_page_is_looked_at_once_a_step(moments):
    limits, look, count = Limits(), Look("u", "f", FIRST, FIRST, "d"), 0
    for hours in sorted(moments):
        now = FIRST + timedelta(hours=hours)
        if is_due(look, limits, now):
            look, count = Look("u", "f", FIRST, now, "d"), count + 1
    assert count <= len(limits.revisit_after_hours)
    assert not is_due(Look("u", "f", FIRST, FIRST, "d"), Limits(revisit_after_hours=()), FIRST + timedelta(days=9))
