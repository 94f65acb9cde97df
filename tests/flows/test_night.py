"""The night: everything new of the watched feeds is verified once, killed nights go on, a poisoned article is a row."""

import os
import signal
import subprocess
import sys

import pytest

from tasks import pipeline
from tasks.store.store import Store
from tests.hostile.site import serve
from tests.support_night import kept, write_feeds, write_site

ARTICLES = 7
CHUNKS_OF_TWO = "[night]\nchunk_articles = 2\n"


@pytest.fixture
def site(tmp_path):
    write_site(tmp_path / "www", ARTICLES)
    with serve(tmp_path / "www") as running:
        yield running


def _config(tmp_path, site, more=CHUNKS_OF_TWO):
    write_feeds(tmp_path / "config", site.url, more=more)
    return tmp_path / "config"


def _rows(path, statement):
    with Store.open(path) as store:
        return store._connection.execute(statement).fetchall()


def test_watched_articles_are_verified_once_and_are_no_evidence(run, tmp_path, site):
    """The second night finds nothing new; what was watched speaks for nobody."""
    config = _config(tmp_path, site)
    first = run("nightly", "--config", config)
    assert first.status == 0, first.err
    assert f"{ARTICLES} articles verified" in first.err
    store = run.home / "tracewire.duckdb"
    once = kept(store)
    assert len(once["verifications"]) == ARTICLES
    roles = dict(_rows(store, "select role, count(*) from document_roles group by role"))
    assert roles["checked"] == ARTICLES
    assert roles["evidence"] == 8
    second = run("nightly", "--config", config)
    assert second.status == 0
    assert "0 articles verified" in second.err
    assert kept(store) == once


def test_an_article_of_a_watched_feed_may_still_come_as_evidence(run, tmp_path, site):
    """The same address in a reference feed is new there: watching it must not keep it from speaking."""
    config = _config(tmp_path, site)
    assert run("nightly", "--config", config).status == 0
    feeds = (config / "feeds.toml").read_text(encoding="utf-8")
    feeds += f'\n[[feed]]\nname = "Also"\nkind = "rss"\nurl = "{site.url}/watched.xml"\npublisher = "Morning Ledger"\n'
    (config / "feeds.toml").write_text(feeds, encoding="utf-8")
    assert run("refresh", "--config", config, "--feed", "Also").status == 0
    roles = dict(_rows(run.home / "tracewire.duckdb", "select role, count(*) from document_roles group by role"))
    assert roles["evidence"] == 8 + ARTICLES


KILLED = """
import os, signal, sys
from flows.cli import main
from tasks.store.unit import Unit

put, calls, last = Unit.put_night, [0], int(sys.argv[1])

def put_and_die(unit, article):
    put(unit, article)
    calls[0] += 1
    if calls[0] == last:
        os.kill(os.getpid(), signal.SIGKILL)

Unit.put_night = put_and_die
sys.argv = ["tracewire", *sys.argv[2:]]
main()
"""


def _child(code, *arguments, home):
    environment = {**os.environ, "TRACEWIRE_HOME": str(home), "PREFECT_API_URL": ""}
    command = [sys.executable, "-c", code, *map(str, arguments)]
    return subprocess.run(command, env=environment, capture_output=True, text=True, timeout=100, check=False)


@pytest.mark.slow
def test_a_killed_night_goes_on_where_it_was(run, tmp_path, site):
    """Killed in the middle of a chunk, then begun again: the records of an unbroken night, nothing done twice."""
    config = _config(tmp_path, site)
    assert run("nightly", "--config", config).status == 0
    whole = kept(run.home / "tracewire.duckdb")

    broken = tmp_path / "broken"
    died = _child(KILLED, 4, "nightly", "--config", config, home=broken)
    assert died.returncode == -signal.SIGKILL
    assert len(kept(broken / "tracewire.duckdb")["verifications"]) == 2, "the chunk that was begun left nothing"
    ended = _child("from flows.cli import main; main()", "nightly", "--config", config, home=broken)
    assert ended.returncode == 0, ended.stderr
    assert "5 articles verified" in ended.stderr
    assert kept(broken / "tracewire.duckdb") == whole


def test_a_poisoned_article_is_a_row_with_its_cause(run, tmp_path, site, monkeypatch):
    """It costs neither its neighbours in the chunk nor the night, and is not tried again by the same program."""
    config = _config(tmp_path, site)
    _break(monkeypatch, {"story-3.html"})
    ended = run("nightly", "--config", config)
    assert ended.status == 0, ended.err
    assert f"{ARTICLES - 1} articles verified, 1 failed" in ended.err
    assert "a reader of ours broke" in ended.err
    (row,) = _rows(
        run.home / "tracewire.duckdb",
        "select cause, url from night_articles join documents using (document_id) where outcome = 'failed'",
    )
    assert "ValueError: a reader of ours broke" in row[0]
    assert row[1].endswith("story-3.html")
    again = run("nightly", "--config", config)
    assert "0 articles verified" in again.err


def test_the_run_fails_only_above_the_share_that_is_set(run, tmp_path, site, monkeypatch):
    config = _config(tmp_path, site, CHUNKS_OF_TWO + "max_failed_share = 0.3\n")
    _break(monkeypatch, {"story-1.html", "story-2.html", "story-4.html"})
    ended = run("nightly", "--config", config)
    assert ended.status == 1
    assert "3 of 7 articles failed, more than 30%" in ended.err


def _break(monkeypatch, titles):
    """The reader breaks on these articles."""
    verify = pipeline.verify

    def breaking(document, *arguments):
        if any((document.title or "").endswith(title) for title in titles):
            raise ValueError("a reader of ours broke")
        return verify(document, *arguments)

    monkeypatch.setattr(pipeline, "verify", breaking)


def test_an_article_that_no_file_can_keep_costs_its_chunk_nothing(run, tmp_path, site, monkeypatch):
    """Where a chunk's transaction is refused, each article gets one of its own."""
    config = _config(tmp_path, site)
    put = pipeline.judge

    def with_half_a_character(reading, *arguments):
        found = put(reading, *arguments)
        if (reading.document.title or "").endswith("story-2.html"):
            object.__setattr__(found, "notes", ("half \ud83d",))
        return found

    monkeypatch.setattr(pipeline, "judge", with_half_a_character)
    ended = run("nightly", "--config", config)
    assert ended.status == 0, ended.err
    assert f"{ARTICLES - 1} articles verified, 1 failed" in ended.err
    assert "surrogate" in ended.err


def test_a_night_without_a_store_is_refused(run, tmp_path, site):
    ended = run("nightly", "--config", _config(tmp_path, site), "--store", ":memory:")
    assert ended.status == 2
    assert "a night works on what is kept" in ended.err


@pytest.mark.slow
def test_processes_leave_the_same_records(run, tmp_path, site, monkeypatch):
    config = _config(tmp_path, site)
    assert run("nightly", "--config", config).status == 0
    whole = kept(run.home / "tracewire.duckdb")
    other = tmp_path / "other"
    monkeypatch.setenv("TRACEWIRE_HOME", str(other))
    write_feeds(config, site.url, more=CHUNKS_OF_TWO + '[engine]\nrunner = "processes"\nworkers = 2\n')
    ended = run("nightly", "--config", config)
    assert ended.status == 0, ended.err
    assert kept(other / "tracewire.duckdb") == whole


ENDING = """
import os
from tasks import pipeline

def ending(document, *arguments, verify=pipeline.verify):
    if (document.title or "").endswith("story-3.html"):
        os._exit(9)
    return verify(document, *arguments)

pipeline.verify = ending
if __name__ == "__main__":
    from flows.cli import main
    main()
"""


@pytest.mark.slow
def test_an_article_that_ends_its_worker_costs_nobody_else(tmp_path, site):
    """A fault of a library, or memory: the other chunks go on in new workers."""
    config = _config(tmp_path, site, CHUNKS_OF_TWO + '[engine]\nrunner = "processes"\nworkers = 2\n')
    script = tmp_path / "ending.py"
    script.write_text(ENDING, encoding="utf-8")
    environment = {**os.environ, "TRACEWIRE_HOME": str(tmp_path / "home"), "PREFECT_API_URL": "", "PYTHONPATH": "."}
    ended = subprocess.run(
        [sys.executable, str(script), "nightly", "--config", str(config)],
        env=environment, capture_output=True, text=True, timeout=100, check=False,
    )  # fmt: skip
    assert ended.returncode == 0, ended.stderr
    assert f"{ARTICLES - 1} articles verified, 1 failed" in ended.stderr
    assert "the process that read it was ended by it" in ended.stderr


DEADLY = """
import os, signal, sys
from flows.cli import main
from tasks import pipeline

def deadly(document, *arguments, verify=pipeline.verify):
    if (document.title or "").endswith("story-3.html"):
        os.kill(os.getpid(), signal.SIGKILL)
    return verify(document, *arguments)

pipeline.verify = deadly
main()
"""


@pytest.mark.slow
def test_an_article_that_ends_the_whole_program_is_found_and_set_aside(tmp_path, site):
    """Night after night dies over it: its neighbours are done without it, and in the end it is a row with its cause."""
    config, home = _config(tmp_path, site, CHUNKS_OF_TWO + "max_failed_share = 1.0\n"), tmp_path / "home"
    for night in range(4):
        died = _child(DEADLY, "nightly", "--config", config, home=home)
        assert died.returncode == -signal.SIGKILL, night
    ended = _child(DEADLY, "nightly", "--config", config, home=home)
    assert ended.returncode == 0, ended.stderr
    assert len(kept(home / "tracewire.duckdb")["verifications"]) == ARTICLES - 1
    assert "4 nights ended while it was read" in ended.stderr
    again = _child(DEADLY, "nightly", "--config", config, home=home)
    assert again.returncode == 0, again.stderr
    assert not list((home / "tracewire-underway").iterdir())
