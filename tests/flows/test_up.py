"""`tracewire up` on loopback: one command, the form runs, schedules are there, and nothing is left when it stops."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import httpx
import pytest

from flows.commands.children import marked
from tests.hostile.site import serve
from tests.support import SAMPLES
from tests.support_night import kept, write_feeds, write_site
from tests.support_up import begin, environment, free_port, marks_of, up

pytestmark = [pytest.mark.slow, pytest.mark.timeout(300)]

ARCHIVE, COPY = str(SAMPLES / "beijing-2025"), str(SAMPLES / "summit-copy.html")
ROOT = SAMPLES.parents[1]
SCHEDULED_S = 90
ARTICLES = 7
BUDGET_RSS_MB = 600


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    folder = tmp_path_factory.mktemp("www")
    write_site(folder, ARTICLES)
    with serve(folder) as running:
        yield running


@pytest.fixture(scope="module")
def config(tmp_path_factory, site):
    folder = tmp_path_factory.mktemp("configuration")
    write_feeds(folder, site.url, more="[night]\nchunk_articles = 2\n")
    return folder


@pytest.fixture(scope="module")
def running(tmp_path_factory, config):
    with up(tmp_path_factory.mktemp("up"), "--config", str(config)) as started:
        yield started


@pytest.fixture(scope="module")
def night(running):
    """One night of that `up`: the second would find nothing new, and tests run in any order."""
    done = running.run("nightly/every-night")
    assert done["state_type"] == "COMPLETED", done["state"]["message"]
    return done


def test_the_form_checks_an_article_and_leaves_what_people_look_at(running):
    """The deployment with the form's parameters: expected verdicts, the link to the report page first, and it opens."""
    run = running.run(
        "verify-article/one-article", article=COPY, options={"archives": [ARCHIVE], "keep": "in the store"}
    )
    assert run["state_type"] == "COMPLETED", run["state"]["message"]
    assert run["name"].startswith("SCOOP BARN: Kim Jong Un heads home")
    assert {"tracewire", "article", "SCOOP BARN"} <= set(run["tags"])
    artifacts = sorted(running.of_run("artifacts", run), key=lambda one: one["created"])
    assert [one["key"].split("-")[0] for one in artifacts] == ["page", "report", "claims", "source"]
    rows = json.loads(artifacts[2]["data"])
    assert any("2,000" in row["claim"] and row["verdict"] == "supported" for row in rows)
    link = artifacts[0]["data"].rpartition("(")[2].rstrip(")")
    assert link.startswith(f"http://127.0.0.1:{running.reports_port}/")
    page = httpx.get(link, timeout=10)
    assert page.status_code == 200
    assert "Kim Jong Un heads home" in page.text


def test_an_article_that_cannot_be_read_fails_with_its_cause(running):
    run = running.run("verify-article/one-article", article="/nowhere/at-all.html")
    assert run["state_type"] == "FAILED"
    assert "there is no such file" in run["state"]["message"]


@pytest.mark.parametrize("name", ["nightly/every-night", "refresh-feeds/hourly"])
def test_a_schedule_gets_its_runs(running, name):
    """With sqlalchemy 2.1 the scheduler made none and said nothing."""
    deployment = running.ask("GET", f"/deployments/name/{name}")
    chosen = {
        "deployments": {"id": {"any_": [deployment["id"]]}},
        "flow_runs": {"state": {"type": {"any_": ["SCHEDULED"]}}},
    }
    ends = time.monotonic() + SCHEDULED_S
    while not (found := running.ask("POST", "/flow_runs/filter", json=chosen)) and time.monotonic() < ends:
        time.sleep(1)
    assert found
    assert [one["schedule"]["timezone"] for one in deployment["schedules"]] == ["UTC"]


def test_the_night_through_prefect_leaves_the_records_of_the_plain_one(running, night, run, config):
    """The same rows, a task a chunk and a feed, and a bar that reached its end."""
    assert run("nightly", "--config", config).status == 0
    # The store of `up` also holds the article of the form: what the night left is compared.
    plain, through = kept(run.home / "tracewire.duckdb"), kept(running.folder / "home" / "tracewire.duckdb")
    assert plain["night_articles"] == through["night_articles"]
    for table in ("verdicts", "matches", "verifications", "searches", "edges"):
        assert set(plain[table]) <= set(through[table]), table
    names = [task["name"] for task in running.of_run("task_runs", night)]
    assert sum(name.startswith("articles ") for name in names) == 4
    assert len(names) <= 2 + 4 + 4
    artifacts = {one["key"]: one for one in running.of_run("artifacts", night)}
    assert artifacts["night-progress"]["data"] == 100
    assert "| verified | 7 |" in artifacts["night"]["data"]


@pytest.mark.usefixtures("night")
def test_the_digest_of_the_morning_is_an_artifact(running):
    """What the night left is put together; nobody is named in the settings, so nobody gets it."""
    done = running.run("digest/morning")
    assert done["state_type"] == "COMPLETED", done["state"]["message"]
    (artifact,) = running.of_run("artifacts", done)
    assert artifact["key"] == "digest"
    assert artifact["data"].startswith("# Digest of ")
    assert f"](http://127.0.0.1:{running.reports_port}/night-" in artifact["data"]


def test_server_and_served_deployments_keep_to_their_memory(running):
    processes = [running.process.pid, *(pid for pid in running.children() if not _is_a_run(pid))]
    assert len(processes) == 3
    rss = {pid: _rss_mb(pid) for pid in processes}
    assert sum(rss.values()) < BUDGET_RSS_MB, rss


def _is_a_run(pid):
    """A flow run is a process for as long as it lasts."""
    command = Path(f"/proc/{pid}/cmdline").read_bytes()
    return b"flows.serving" not in command and b"server" not in command


def _rss_mb(pid):
    for row in Path(f"/proc/{pid}/status").read_text(encoding="utf-8").splitlines():
        if row.startswith("VmRSS:"):
            return int(row.split()[1]) / 1024
    return 0.0


def test_a_second_up_uses_the_server_that_is_there_and_leaves_it(running, tmp_path):
    """What it did not start it does not stop."""
    with up(tmp_path, port=running.port) as second:
        mark = marks_of(second.process.pid)
        status, told = second.stop()
    assert status == 0
    assert "the server that was there before runs on" in told
    assert marked(mark) == []
    assert httpx.get(f"{running.api}/health", timeout=5).text == "true"
    assert "another process serves these deployments" in told
    # A schedule that the second had paused would never run a night of the first again.
    assert running.ask("GET", "/deployments/name/nightly/every-night")["paused"] is False


def test_ctrl_c_leaves_nothing_running(tmp_path, config):
    """Server, serving process and a run under way are gone, and their ports free."""
    with up(tmp_path, "--config", str(config)) as started:
        mark = marks_of(started.process.pid)
        assert len(marked(mark)) >= 2
        started.begin_run("nightly/every-night")
        ends = time.monotonic() + 30
        while len(marked(mark)) < 3 and time.monotonic() < ends:
            time.sleep(0.2)
        assert len(marked(mark)) >= 3, "the run is under way"
        status, told = started.stop()
    assert status == 0
    assert "nothing of it runs any more" in told
    assert marked(mark) == []
    for port in (started.port, started.reports_port):
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(("127.0.0.1", port))


def test_a_server_that_goes_down_halfway_is_said_and_the_rest_is_ended(tmp_path):
    with up(tmp_path) as started:
        mark = marks_of(started.process.pid)
        server = next(pid for pid in marked(mark) if b"server" in Path(f"/proc/{pid}/cmdline").read_bytes())
        os.kill(server, signal.SIGKILL)
        _, told = started.process.communicate(timeout=60)
    assert started.process.returncode == 1
    assert "the Prefect server: ended by itself" in told
    assert marked(mark) == []


def test_a_night_whose_server_is_lost_halfway_is_made_up_for(tmp_path, run, config):
    """What was recorded stays; the next night, without a server, leaves what an undisturbed one leaves."""
    assert run("nightly", "--config", config).status == 0
    with up(tmp_path, "--config", str(config)) as started:
        mark = marks_of(started.process.pid)
        server = next(pid for pid in marked(mark) if b"server" in Path(f"/proc/{pid}/cmdline").read_bytes())
        night = started.begin_run("nightly/every-night")
        ends = time.monotonic() + 30
        while not started.of_run("task_runs", night) and time.monotonic() < ends:
            time.sleep(0.1)
        os.kill(server, signal.SIGKILL)
        started.process.communicate(timeout=60)
    assert marked(mark) == []
    command = [sys.executable, "-m", "flows.cli", "nightly", "--config", str(config)]
    ended = subprocess.run(command, env=environment(tmp_path), capture_output=True, text=True, check=False)
    assert ended.returncode == 0, ended.stderr
    assert kept(tmp_path / "home" / "tracewire.duckdb") == kept(run.home / "tracewire.duckdb")


def test_a_port_in_use_is_one_sentence(tmp_path):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        started = begin(tmp_path, port=port)
        _, told = started.process.communicate(timeout=60)
    assert started.process.returncode == 2
    assert f"127.0.0.1 port {port}: cannot be used" in told
    assert "--port" in told
    assert "Traceback" not in told


def test_a_configured_server_that_is_down_is_one_sentence(tmp_path):
    address = f"http://127.0.0.1:{free_port()}/api"
    started = begin(tmp_path, PREFECT_API_URL=address)
    _, told = started.process.communicate(timeout=60)
    assert started.process.returncode == 2
    assert f"PREFECT_API_URL={address}: no Prefect server answers there" in told


def test_prefect_deploy_makes_the_same_deployments(tmp_path):
    """On a work pool, for a worker started elsewhere; the entrypoints are modules and nothing is pulled."""
    with up(tmp_path) as running:
        _deployed(running, tmp_path)


def _deployed(running, tmp_path):
    surroundings = environment(tmp_path, PREFECT_API_URL=running.api)
    for arguments in (["work-pool", "create", "tracewire", "--type", "process"], ["--no-prompt", "deploy", "--all"]):
        command = [sys.executable, "-m", "prefect", *arguments]
        ended = subprocess.run(command, env=surroundings, cwd=ROOT, capture_output=True, text=True, check=False)
        assert ended.returncode == 0, ended.stdout + ended.stderr
    found = running.ask("POST", "/deployments/filter", json={})
    assert {one["work_pool_name"] for one in found} == {"tracewire"}
    assert all(one["entrypoint"].startswith("flows.") and not one["pull_steps"] for one in found)
