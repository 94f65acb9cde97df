"""`keep_bodies_days`: old bytes go, but never those that a verdict rests on, and the ledger stays right."""

from datetime import UTC, datetime, timedelta

import pytest

from tasks.desk import Desk
from tasks.refresh import chosen_feeds, refresh_feed, standing, store_refreshed
from tasks.settings import load
from tasks.store.store import Store
from tests.hostile.site import serve

PAGE = """<html lang="en"><head><title>{0}</title><meta property="article:published_time" content="2025-03-04">
</head><body><article><p>{1}</p></article></body></html>"""
FEED = """<?xml version="1.0"?><rss version="2.0"><channel><title>Wire</title>
<item><title>a</title><link>{site}/ferry.html</link><guid>a</guid></item>
<item><title>b</title><link>{site}/harvest.html</link><guid>b</guid></item></channel></rss>"""
ARTICLE = "A ferry sank off Port Halden on Monday and 44 people died, the coast guard said."


@pytest.fixture
def site(tmp_path):
    www = tmp_path / "www"
    www.mkdir()
    (www / "robots.txt").write_text("User-agent: *\nAllow: /\n", encoding="utf-8")
    (www / "feed.xml").write_text(FEED, encoding="utf-8")
    (www / "ferry.html").write_text(PAGE.format("Ferry", ARTICLE), encoding="utf-8")
    (www / "harvest.html").write_text(PAGE.format("Harvest", "The harvest fair drew 300 people."), encoding="utf-8")
    with serve(www) as running:
        yield running


def _refresh(config, home, days):
    with Desk(load(config), str(home / "tracewire.duckdb"), now=datetime.now(UTC) + timedelta(days=days)) as desk:
        known = standing(desk)
        store_refreshed([refresh_feed(feed, desk, known) for feed in chosen_feeds(desk, ())], desk)


def _bodies(home):
    """Which pages still have their bytes, by the end of their address."""
    with Store.open(home / "tracewire.duckdb") as store:
        store.read_through()
        return {fetch.url.rpartition("/")[2] for fetch in store.fetches() if fetch.body is not None}


def test_what_a_verdict_rests_on_stays(run, config, site):
    host = site.url.removeprefix("http://")
    (config / "settings.toml").write_text(
        f'[limits]\nallow_hosts = ["{host}"]\npause_s = 0.0\nkeep_bodies_days = 30\nrevisit_after_hours = []\n',
        encoding="utf-8",
    )
    (config / "feeds.toml").write_text(
        f'[[feed]]\nname = "Wire"\nkind = "rss"\nurl = "{site.url}/feed.xml"\npublisher = "Wire"\n', encoding="utf-8"
    )
    _refresh(config, run.home, days=0)
    assert run("check", ARTICLE, "--published", "2025-03-04", "--config", config).status == 0
    assert run("verify", f"{site.url}/ferry.html", "--config", config).status == 0
    assert {"ferry.html", "harvest.html"} <= _bodies(run.home)
    _refresh(config, run.home, days=10)
    assert {"ferry.html", "harvest.html"} <= _bodies(run.home), "not old enough"
    _refresh(config, run.home, days=60)
    left = _bodies(run.home)
    assert "ferry.html" in left
    assert "harvest.html" not in left
    with Store.open(run.home / "tracewire.duckdb") as store:
        assert len(store.evidence_ids()) == 2, "texts stay"
