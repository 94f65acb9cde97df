"""The same article through a Prefect server: the same records, seven tasks, artifacts that people can look at."""

import json
import os
import signal
import socket
import subprocess
import sys
import time

import httpx
import pytest

from tasks.store.store import Store
from tests.samples.site import serving
from tests.support import SAMPLES
from tests.support_up import ask

pytestmark = [pytest.mark.slow, pytest.mark.timeout(300)]

ARCHIVE = str(SAMPLES / "beijing-2025.jsonl")
COPY = str(SAMPLES / "summit-copy.html")
STARTS_S = 120
TASKS = {"read_article", "extract_claims", "gather_evidence", "trace_sources", "judge", "record", "publish"}


def _free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def _environment(folder, **more):
    return {
        **os.environ,
        "PREFECT_HOME": str(folder / "prefect"),
        "TRACEWIRE_HOME": str(folder / "home"),
        **more,
    }


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    """A Prefect server of our own on a free port; its whole process group ends with the tests."""
    folder = tmp_path_factory.mktemp("server")
    port = _free_port()
    command = [sys.executable, "-m", "prefect", "server", "start", "--host", "127.0.0.1", "--port", str(port)]
    environment = _environment(folder, PREFECT_SERVER_API_PORT=str(port))
    environment.pop("PREFECT_API_URL", None)
    with (folder / "server.log").open("wb") as log:
        process = subprocess.Popen(command, env=environment, stdout=log, stderr=log, start_new_session=True)
    api = f"http://127.0.0.1:{port}/api"
    try:
        _until_healthy(api, process)
        yield api
    finally:
        os.killpg(process.pid, signal.SIGTERM)
        process.wait(timeout=30)


def _until_healthy(api, process):
    end = time.monotonic() + STARTS_S
    while time.monotonic() < end:
        assert process.poll() is None, "the server ended by itself"
        try:
            if httpx.get(f"{api}/health", timeout=2).text == "true":
                return
        except httpx.HTTPError:
            time.sleep(0.5)
    pytest.fail("the server did not answer in time")


def _tracewire(folder, *arguments, api=""):
    command = [sys.executable, "-m", "flows.cli", *arguments]
    return subprocess.run(
        command, env=_environment(folder, PREFECT_API_URL=api), capture_output=True, text=True, timeout=120, check=False
    )


def _records(folder):
    with Store.open(folder / "home" / "tracewire.duckdb") as store:
        counts = store.counts()
        counts.pop("runs")
        return counts


def test_flow_and_plain_command_leave_the_same_records(server, tmp_path):
    """Whatever runs it, the same article gives the same JSON and the same rows."""
    plain = _tracewire(tmp_path / "plain", "verify", COPY, "--archive", ARCHIVE, "--json")
    through = _tracewire(tmp_path / "flow", "verify", COPY, "--archive", ARCHIVE, "--json", api=server)
    assert plain.returncode == through.returncode == 0, through.stderr
    assert json.loads(plain.stdout) == json.loads(through.stdout)
    assert _records(tmp_path / "plain") == _records(tmp_path / "flow")


def test_a_trace_takes_the_same_road(server, tmp_path):
    """It is a run of the same flow; what is shown is the same but for the hour at which pages were first held."""
    plain = _tracewire(tmp_path / "plain", "trace", COPY, "--archive", ARCHIVE, "--json")
    through = _tracewire(tmp_path / "flow", "trace", COPY, "--archive", ARCHIVE, "--json", api=server)
    assert plain.returncode == through.returncode == 0, through.stderr
    records = [json.loads(ended.stdout) for ended in (plain, through)]
    for record in records:
        for family in record["lineage"]["families"]:
            for member in family["members"]:
                member.pop("first_held")
    assert records[0] == records[1]
    assert _records(tmp_path / "plain") == _records(tmp_path / "flow")
    (newest,) = ask(server, "POST", "/flow_runs/filter", json={"sort": "START_TIME_DESC", "limit": 1})
    assert newest["state_type"] == "COMPLETED"
    assert newest["parameters"]["article"] == "summit-copy.html"


def test_run_has_its_tasks_and_artifacts(server, tmp_path):
    """One task a stage, all completed and recorded; a report with table and graph, and a table of claims."""
    ended = _tracewire(tmp_path, "verify", COPY, "--archive", ARCHIVE, "--store", ":memory:", "--json", api=server)
    assert ended.returncode == 0, ended.stderr
    runs = ask(server, "POST", "/flow_runs/filter", json={"sort": "START_TIME_DESC", "limit": 1})
    assert runs[0]["state_type"] == "COMPLETED"
    chosen = {"flow_runs": {"id": {"any_": [runs[0]["id"]]}}}
    tasks = ask(server, "POST", "/task_runs/filter", json=chosen)
    artifacts = ask(server, "POST", "/artifacts/filter", json=chosen)
    assert {task["name"].rsplit("-", 1)[0] for task in tasks} == TASKS
    assert {task["state_type"] for task in tasks} == {"COMPLETED"}
    by_name = {artifact["key"].split("-")[0]: artifact for artifact in artifacts}
    report = by_name["report"]["data"]
    assert "| claim | verdict |" in report
    assert "```mermaid\nflowchart" in report
    rows = json.loads(by_name["claims"]["data"])
    assert any("2,000" in row["claim"] and row["verdict"] == "supported" for row in rows)


def test_a_trouble_is_one_line_through_the_flow_too(server, tmp_path):
    missing = tmp_path / "empty.txt"
    missing.write_text("\n", encoding="utf-8")
    ended = _tracewire(tmp_path, "verify", str(missing), api=server)
    assert ended.returncode == 1
    assert ended.stdout == ""
    assert "empty.txt" in ended.stderr.splitlines()[-1]


def test_a_server_that_does_not_answer_is_said_and_done_without(tmp_path):
    ended = _tracewire(
        tmp_path, "verify", COPY, "--archive", ARCHIVE, "--json", api=f"http://127.0.0.1:{_free_port()}/api"
    )
    assert ended.returncode == 0
    assert "does not answer" in ended.stderr
    assert json.loads(ended.stdout)["claims"]


def test_refresh_feeds_and_verify_from_them(server, tmp_path):
    """Polled through the flow, a second time unchanged; then an article is checked against what came in."""
    with serving() as base:
        config = _config(tmp_path, base)
        first = _tracewire(tmp_path, "refresh", "--config", str(config), api=server)
        once = _records(tmp_path)
        second = _tracewire(tmp_path, "refresh", "--config", str(config), "--feed", "Northern", api=server)
        twice = _records(tmp_path)
    assert first.returncode == second.returncode == 0, first.stderr + second.stderr
    assert once["documents"] >= 14
    assert {name: twice[name] for name in ("documents", "claims", "items")} == {
        name: once[name] for name in ("documents", "claims", "items")
    }
    checked = _tracewire(tmp_path, "verify", COPY, "--config", str(config), "--json")
    assert checked.returncode == 0, checked.stderr
    record = json.loads(checked.stdout)
    verdicts = {
        (claim["figure"]["value"], claim["figure"]["role"]): claim for claim in record["claims"] if claim["figure"]
    }
    assert verdicts[2000, "killed"]["verdict"] == "supported"
    assert verdicts[2000, "killed"]["searched"]["feeds"] == 3


def test_flow_runs_without_a_server_of_its_own(tmp_path):
    """On the temporary server that Prefect starts where none is configured."""
    code = (
        "import asyncio; from flows.verify import VerifyOptions, verify_article; "
        f"print(asyncio.run(verify_article({COPY!r}, VerifyOptions(archives=[{ARCHIVE!r}]))))"
    )
    environment = _environment(tmp_path)
    environment.pop("PREFECT_API_URL")
    ended = subprocess.run(
        [sys.executable, "-c", code], env=environment, capture_output=True, text=True, timeout=240, check=False
    )
    assert ended.returncode == 0, ended.stderr
    assert _records(tmp_path)["verdicts"] > 0


def _config(folder, base):
    config = folder / "config"
    config.mkdir()
    host = base.removeprefix("http://")
    (config / "settings.toml").write_text(f'[limits]\nallow_hosts = ["{host}"]\npause_s = 0.0\n', encoding="utf-8")
    feeds = [("Continental", "rss", "continental"), ("NewsHeap", "rss", "newsheap"), ("Northern", "atom", "northern")]
    (config / "feeds.toml").write_text(
        "\n".join(
            f'[[feed]]\nname = "{name}"\nkind = "{kind}"\nurl = "{base}/feeds/{file}.xml"\npublisher = "{name}"\n'
            for name, kind, file in feeds
        ),
        encoding="utf-8",
    )
    return config


def test_a_busy_store_is_asked_again(tmp_path):
    """An answer of “not now” is asked again by the task, and any other is not."""
    code = """
import asyncio
from tasks import steps
from tasks.trouble import Unavailable, Unreadable
from prefect import flow

class Desk:
    def __init__(self, troubles):
        self.troubles, self.calls = troubles, 0
    def record(self, verification):
        self.calls += 1
        if self.troubles:
            raise self.troubles.pop()

busy, broken = Desk([Unavailable("store", "busy")]), Desk([Unreadable("store", "broken")])
record = steps.record.with_options(retry_delay_seconds=0)

@flow
async def run():
    await record(None, busy)
    await record(None, broken, return_state=True)

try:
    asyncio.run(run())
except Unreadable:
    pass
print(busy.calls, broken.calls)
"""
    environment = _environment(tmp_path)
    environment.pop("PREFECT_API_URL")
    ended = subprocess.run(
        [sys.executable, "-c", code], env=environment, capture_output=True, text=True, timeout=240, check=False
    )
    assert ended.stdout.split() == ["2", "1"], ended.stderr
