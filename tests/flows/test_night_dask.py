"""The night on a Dask cluster: scheduler and two workers as processes of their own on loopback, joined by address."""

import os
import signal
import subprocess
import sys
import time
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest

from tests.hostile.site import serve
from tests.support_night import kept, write_feeds, write_site
from tests.support_up import free_port

ARTICLES = 7
CHUNKS_OF_TWO = "[night]\nchunk_articles = 2\n"
ROOT = Path(__file__).parents[2]
START_S = 60


@pytest.fixture
def site(tmp_path):
    write_site(tmp_path / "www", ARTICLES)
    with serve(tmp_path / "www") as running:
        yield running


@contextmanager
def _process(*command, preload=""):
    environment = {**os.environ, "PYTHONPATH": f"{preload}{os.pathsep}{ROOT}" if preload else str(ROOT)}
    process = subprocess.Popen(
        [sys.executable, "-m", *map(str, command)], env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE
    )
    try:
        yield process
    finally:
        process.kill()
        process.communicate()


@contextmanager
def cluster(tmp_path, *, preload=""):
    """A scheduler and two workers; yields its address and the workers' processes."""
    distributed = pytest.importorskip("distributed", reason="the extra [dask] is not installed")
    port = free_port()
    address = f"tcp://127.0.0.1:{port}"
    with ExitStack() as stack:
        stack.enter_context(
            _process("distributed.cli.dask_scheduler", "--host", "127.0.0.1", "--port", port, "--no-dashboard")
        )
        workers = [
            stack.enter_context(
                _process(
                    "distributed.cli.dask_worker",
                    address,
                    "--host",
                    "127.0.0.1",
                    "--nthreads",
                    1,
                    "--no-nanny",
                    "--no-dashboard",
                    "--local-directory",
                    tmp_path / "dask",
                    preload=preload,
                )
            )
            for _ in range(2)
        ]
        with distributed.Client(address, timeout=START_S, set_as_default=False) as client:
            client.wait_for_workers(2, timeout=START_S)
        yield address, workers


def _on_dask(config, site, address):
    write_feeds(config, site.url, more=CHUNKS_OF_TWO + f'[engine]\nrunner = "dask"\nscheduler = "{address}"\n')


@pytest.mark.slow
@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_a_cluster_leaves_the_records_that_threads_leave(run, tmp_path, site, monkeypatch):
    config = tmp_path / "config"
    write_feeds(config, site.url, more=CHUNKS_OF_TWO)
    assert run("nightly", "--config", config).status == 0
    whole = kept(run.home / "tracewire.duckdb")
    other = tmp_path / "other"
    monkeypatch.setenv("TRACEWIRE_HOME", str(other))
    with cluster(tmp_path) as (address, _):
        _on_dask(config, site, address)
        ended = run("nightly", "--config", config)
    assert ended.status == 0, ended.err
    assert kept(other / "tracewire.duckdb") == whole


DYING = """
import os, signal
from pathlib import Path
from tasks import pipeline

def dying(document, *arguments, verify=pipeline.verify):
    mark = Path({mark!r})
    if (document.title or "").endswith("story-3.html") and not mark.exists():
        mark.touch()
        os.kill(os.getpid(), signal.SIGKILL)
    return verify(document, *arguments)

pipeline.verify = dying
"""


@pytest.mark.slow
@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_a_worker_killed_in_the_night_loses_nothing(run, tmp_path, site, monkeypatch):
    """It dies by SIGKILL in the middle of a chunk: the chunk goes to the other worker, and every record is there."""
    config = tmp_path / "config"
    write_feeds(config, site.url, more=CHUNKS_OF_TWO)
    assert run("nightly", "--config", config).status == 0
    whole = kept(run.home / "tracewire.duckdb")
    other = tmp_path / "other"
    monkeypatch.setenv("TRACEWIRE_HOME", str(other))
    preload = tmp_path / "preload"
    preload.mkdir()
    (preload / "sitecustomize.py").write_text(DYING.format(mark=str(tmp_path / "died")), encoding="utf-8")
    with cluster(tmp_path, preload=str(preload)) as (address, workers):
        _on_dask(config, site, address)
        ended = run("nightly", "--config", config)
        deadline = time.monotonic() + START_S
        while all(worker.poll() is None for worker in workers) and time.monotonic() < deadline:
            time.sleep(0.1)
        assert [worker.poll() for worker in workers].count(-signal.SIGKILL) == 1
    assert ended.status == 0, ended.err
    assert kept(other / "tracewire.duckdb") == whole


def test_a_cluster_without_an_address_is_said(run, tmp_path, site):
    config = tmp_path / "config"
    write_feeds(config, site.url, more='[engine]\nrunner = "dask"\n')
    ended = run("nightly", "--config", config)
    assert ended.status == 2
    assert "scheduler is empty" in ended.err


def test_without_the_extra_its_name_is_said(run, tmp_path, site, monkeypatch):
    monkeypatch.setitem(sys.modules, "distributed", None)
    config = tmp_path / "config"
    _on_dask(config, site, "tcp://127.0.0.1:9")
    ended = run("nightly", "--config", config)
    assert ended.status == 2
    assert "tracewire[dask]" in ended.err


@pytest.mark.slow
@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_a_scheduler_that_is_not_there_is_said(run, tmp_path, site, monkeypatch):
    pytest.importorskip("distributed", reason="the extra [dask] is not installed")
    monkeypatch.setattr("tasks.night.cluster.CONNECT_S", 2.0)
    config = tmp_path / "config"
    _on_dask(config, site, f"tcp://127.0.0.1:{free_port()}")
    ended = run("nightly", "--config", config)
    assert ended.status == 1
    assert "does not answer" in ended.err
