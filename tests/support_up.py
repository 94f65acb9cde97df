"""`tracewire up` in a process of its own, with ports, Prefect home and store of its own; it ends with the block."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx

from flows.commands.children import MARK, marked

STARTS_S = 150
ENDS_S = 60
RUN_S = 150
BUSY_S = 30


@dataclass
class Up:
    """A running `up`: its process, addresses and folder."""

    process: subprocess.Popen[str]
    port: int
    reports_port: int
    folder: Path

    @property
    def api(self) -> str:
        return f"http://127.0.0.1:{self.port}/api"

    def children(self) -> list[int]:
        """Every process that it started, and what they started."""
        return marked(marks_of(self.process.pid))

    def stop(self, number: int = signal.SIGINT) -> tuple[int, str]:
        """As Ctrl-C does it; the exit status and what was said."""
        if self.process.poll() is None:
            self.process.send_signal(number)
        _, told = self.process.communicate(timeout=ENDS_S)
        return self.process.returncode, told

    def run(self, name: str, **parameters: object) -> dict:
        """Start a deployment as the form does, wait for its end; the flow run."""
        begun = self.begin_run(name, **parameters)
        ends = time.monotonic() + RUN_S
        while time.monotonic() < ends:
            run = self.ask("GET", f"/flow_runs/{begun['id']}")
            if run["state_type"] in {"COMPLETED", "FAILED", "CRASHED", "CANCELLED"}:
                return run
            time.sleep(0.5)
        raise AssertionError(f"{name} did not end: {run['state']}")

    def begin_run(self, name: str, **parameters: object) -> dict:
        """Start a deployment and go on; the flow run."""
        deployment = self.ask("GET", f"/deployments/name/{name}")
        return self.ask("POST", f"/deployments/{deployment['id']}/create_flow_run", json={"parameters": parameters})

    def of_run(self, what: str, run: dict) -> list[dict]:
        """The artifacts or task runs of a flow run."""
        return self.ask("POST", f"/{what}/filter", json={"flow_runs": {"id": {"any_": [run["id"]]}}, "limit": 200})

    def ask(self, method: str, path: str, **body: Any) -> Any:
        """One call to the server's API, its answer as JSON."""
        return ask(self.api, method, path, **body)


def ask(api: str, method: str, path: str, **body: Any) -> Any:
    """One call to a Prefect server, its answer as JSON.

    A server on SQLite answers 503 where two of its own services wrote at once, which is its word for "ask again".
    """
    ends = time.monotonic() + BUSY_S
    with httpx.Client(base_url=api, timeout=30) as client:
        while True:
            answer = client.request(method, path, **body)
            if answer.status_code != httpx.codes.SERVICE_UNAVAILABLE or time.monotonic() > ends:
                return answer.raise_for_status().json()
            time.sleep(0.5)


def marks_of(pid: int) -> str:
    """The mark that the children of that process carry."""
    for child in Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="utf-8").split():
        for entry in Path(f"/proc/{child}/environ").read_bytes().split(b"\0"):
            if entry.startswith(f"{MARK}=".encode()):
                return entry.partition(b"=")[2].decode()
    raise AssertionError(f"process {pid} has no marked child")


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def environment(folder: Path, **more: str) -> dict[str, str]:
    return {
        **os.environ,
        "PREFECT_HOME": str(folder / "prefect"),
        "TRACEWIRE_HOME": str(folder / "home"),
        "PREFECT_API_URL": "",
        **more,
    }


def begin(folder: Path, *arguments: str, port: int | None = None, **more: str) -> Up:
    """Start it and return at once."""
    port, reports = port or free_port(), free_port()
    command = [sys.executable, "-m", "flows.cli", "up", "--port", str(port), "--reports-port", str(reports)]
    process = subprocess.Popen(
        [*command, *arguments],
        env=environment(folder, **more),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    return Up(process, port, reports, folder)


@contextmanager
def up(folder: Path, *arguments: str, port: int | None = None, **more: str) -> Iterator[Up]:
    """Start it and wait for its links; it is stopped at the end, whatever happened."""
    running = begin(folder, *arguments, port=port, **more)
    try:
        ends = time.monotonic() + STARTS_S
        assert running.process.stdout is not None
        for row in running.process.stdout:
            assert time.monotonic() < ends
            if "Ctrl-C" in row:
                break
        else:
            raise AssertionError(running.process.stderr.read() if running.process.stderr else "it ended")
        yield running
    finally:
        if running.process.poll() is None:
            running.stop()
