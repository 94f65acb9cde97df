"""The first line of `verify` says how many feeds are current, where feeds are searched."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from tasks.desk import current_of
from tasks.settings import Feed, Settings
from tasks.store.records import FeedPoll
from tests.hostile.site import serve
from tests.support_night import watched_page, write_feeds, write_site

NOW = datetime(2025, 3, 7, 7, tzinfo=UTC)
HOURLY = Feed(name="Hill", kind="rss", url="https://hill.example/rss", publisher="Hill")
WEEKLY = HOURLY.model_copy(update={"name": "Quarterly", "poll_minutes": 7 * 1440})
POLL = FeedPoll("Hill", NOW - timedelta(hours=3), "unchanged")


@pytest.mark.parametrize(
    ("last", "current"),
    [
        (POLL, 1),
        (replace(POLL, status="new"), 1),
        (replace(POLL, status="error"), 0),
        (replace(POLL, polled_at=NOW - timedelta(days=2)), 0),
        (None, 0),
    ],
)
def test_a_feed_is_current_that_answered_lately(last, current):
    polls = {} if last is None else {"Hill": last}
    assert current_of(Settings(feeds=(HOURLY,)), polls, NOW) == (current, 1)


def test_a_feed_that_is_asked_seldom_may_be_older():
    poll = replace(POLL, feed="Quarterly", polled_at=NOW - timedelta(days=10))
    assert current_of(Settings(feeds=(WEEKLY,)), {"Quarterly": poll}, NOW) == (1, 1)


def test_only_what_is_polled_for_evidence_counts():
    off = HOURLY.model_copy(update={"name": "Off", "enabled": False})
    watched = HOURLY.model_copy(update={"name": "Watched", "role": "watch"})
    assert current_of(Settings(feeds=(off, watched)), {}, NOW) is None


def test_the_first_line_says_it(run, tmp_path):
    write_site(tmp_path / "www", 1)
    with serve(tmp_path / "www") as site:
        write_feeds(tmp_path / "config", site.url)
        assert run("refresh", "--config", tmp_path / "config").status == 0
    article = tmp_path / "article.html"
    article.write_text(watched_page(0, 44), encoding="utf-8")
    ended = run("verify", article, "--config", tmp_path / "config")
    first = " ".join(ended.out.split("\n\n")[0].split())
    assert "Newest evidence 4 March 2025 09:00 UTC, 16 passages, 1 of 1 feeds current." in first
