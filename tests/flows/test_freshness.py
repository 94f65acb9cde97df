"""Before an article is checked the feeds that are due are polled, within a budget; what came is evidence at once."""

from datetime import UTC, datetime, timedelta

import pytest

from tasks.desk import Desk
from tasks.freshness import freshen
from tasks.settings import load
from tasks.store.store import Store
from tests.hostile.site import serve

PAGE = """<html lang="en"><head><title>{title}</title>
<meta property="og:site_name" content="Harbour Wire">
<meta property="article:published_time" content="2025-03-04T09:00:00+00:00">
</head><body><article><p>{text}</p></article></body></html>"""
FEED = """<?xml version="1.0"?><rss version="2.0"><channel><title>Harbour Wire</title>{items}</channel></rss>"""
ITEM = (
    "<item><title>{0}</title><link>{{site}}/{0}.html</link><guid>{0}</guid><description>The ferry sank off Port Halden "
    "on Monday and 44 people died, the coast guard said in its {0} report.</description></item>"
)
ARTICLE = "A ferry sank off Port Halden on Monday and 44 people died, the coast guard said."


def _publish(www, *names):
    for name in names:
        text = (
            f"The ferry sank off Port Halden on Monday and 44 people died, the coast guard said in its {name} report."
        )
        (www / f"{name}.html").write_text(PAGE.format(title=name, text=text), encoding="utf-8")
    (www / "feed.xml").write_text(FEED.format(items="".join(map(ITEM.format, names))), encoding="utf-8")


@pytest.fixture
def www(tmp_path):
    folder = tmp_path / "www"
    folder.mkdir()
    (folder / "robots.txt").write_text("User-agent: *\nAllow: /\n", encoding="utf-8")
    _publish(folder, "first")
    return folder


@pytest.fixture
def site(www):
    with serve(www) as running:
        yield running


@pytest.fixture
def configured(config, site):
    _configure(config, site)
    return config


def _configure(config, site, more=""):
    host = site.url.removeprefix("http://")
    (config / "settings.toml").write_text(
        f'[limits]\nallow_hosts = ["{host}"]\npause_s = 0.0\ndeadline_s = 5.0\n{more}', encoding="utf-8"
    )
    (config / "feeds.toml").write_text(
        f'[[feed]]\nname = "Wire"\nkind = "rss"\nurl = "{site.url}/feed.xml"\npublisher = "Harbour Wire"\n',
        encoding="utf-8",
    )


def _freshened(config, home, hours):
    now = datetime.now(UTC) + timedelta(hours=hours)
    with Desk(load(config), str(home / "tracewire.duckdb"), now=now) as desk:
        return freshen(desk)


def test_a_feed_that_is_due_brings_what_is_new(run, configured, www):
    assert run("refresh", "--config", configured).status == 0
    _publish(www, "first", "second")
    assert str(_freshened(configured, run.home, hours=0)) == "", "polled a moment ago: not due"
    freshened = _freshened(configured, run.home, hours=25)
    assert (freshened.new, freshened.answered) == (1, ("Wire",))
    assert str(freshened) == "1 new article from 1 feed that was due"
    with Store.open(run.home / "tracewire.duckdb") as store:
        assert len(store.evidence_ids()) == 2


def test_before_the_first_refresh_nothing_is_polled(run, configured, site):
    ended = run("check", ARTICLE, "--published", "2025-03-04", "--config", configured)
    assert ended.status == 0
    assert site.asked == []


def test_a_feed_that_fails_is_named_and_costs_nothing(run, configured, www):
    assert run("refresh", "--config", configured).status == 0
    (www / "feed.xml").write_text("<html>gone fishing</html>", encoding="utf-8")
    freshened = _freshened(configured, run.home, hours=25)
    assert freshened.failed == ("Wire",)
    ended = run("check", ARTICLE, "--published", "2025-03-04", "--config", configured)
    assert "Also reported by 1 newsroom" in ended.out


def test_a_slow_feed_is_left_for_the_next_refresh(run, config, www):
    with serve(www) as quick:
        _configure(config, quick)
        assert run("refresh", "--config", config).status == 0
        quick.delay_s = 3.0
        _configure(config, quick, "refresh_s = 0.5\n")
        freshened = _freshened(config, run.home, hours=25)
    assert freshened.left == ("Wire",)
    with Store.open(run.home / "tracewire.duckdb") as store:
        assert store.last_polls()["Wire"].failures == 0, "our haste is no failure of the feed's"


def test_it_can_be_switched_off_and_never_runs_for_a_past_day(run, config, site, www):
    _configure(config, site, "refresh_s = 0.0\n")
    assert run("refresh", "--config", config).status == 0
    _publish(www, "first", "second")
    assert str(_freshened(config, run.home, hours=25)) == ""
    _configure(config, site)
    before = len(site.asked)
    ended = run("check", ARTICLE, "--published", "2025-03-04", "--as-of", "2025-03-05", "--config", config)
    assert ended.status == 0
    assert len(site.asked) == before


def test_a_feed_that_carries_its_texts_is_asked_conditionally(run, configured, site):
    """Its items have no pages of their own to be looked at again, and "unchanged" is all that the next poll hears."""
    feeds = configured / "feeds.toml"
    feeds.write_text(feeds.read_text(encoding="utf-8") + "pages = false\n", encoding="utf-8")
    assert run("refresh", "--config", configured).status == 0
    assert _freshened(configured, run.home, hours=48).answered == ("Wire",)
    assert [(asked.path, asked.status) for asked in site.asked if asked.path != "/robots.txt"] == [
        ("/feed.xml", 200),
        ("/feed.xml", 304),
    ]
