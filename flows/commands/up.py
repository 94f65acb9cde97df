"""`tracewire up`: the Prefect server, the report pages and all deployments with one command, until Ctrl-C.

In: an address and a configuration. Out: the exit status. What is started is watched: where one part ends by itself the
rest is ended too, and that is said. A server that runs already is used and left running. prefect is imported by the
children only, after their settings are made.
"""

import os
import secrets
import signal
import socket
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from flows.commands.children import MARK, Child, end_all, started
from flows.commands.progress import tell
from flows.commands.report_server import serving_reports
from flows.commands.server import answers, configured_address
from flows.serving_words import KEEP_SCHEDULES, READY
from tasks.settings import REPORTS_URL, Settings, load
from tasks.trouble import Misconfigured, Unavailable

STARTS_S = 120.0  # a fresh home makes its database first
LOOK_S = 0.5
BUSY_S = 15.0  # a server on SQLite answers 503 where two of its services wrote at once
ARTICLE = "verify-article/one-article"
MISSES = 20  # looks in a row at which a server of somebody else's did not answer, before it counts as gone
RETENTION_S = 90 * 86_400  # of runs in Prefect's own database: DuckDB holds the record


@dataclass(frozen=True, slots=True)
class UpRequest:
    """What was asked for."""

    host: str = "127.0.0.1"
    port: int = 4200
    reports_port: int = 4201
    config: Path | None = None


def run_up(request: UpRequest) -> int:
    """Serve until told to stop; raises Unavailable where a part ended by itself."""
    settings = load(request.config)
    api, is_ours = _server_of(request)
    children: list[Child] = []
    with _interruptible(), serving_reports(settings.paths.reports_folder, request.host, request.reports_port) as pages:
        try:
            _serve(request, settings, api, pages, children, is_ours=is_ours)
        except KeyboardInterrupt:
            tell("stopping …")
        finally:
            _deaf()  # a second Ctrl-C must not leave half of it running
            end_all(children)
    tell("stopped; nothing of it runs any more." if is_ours else "stopped; the server that was there before runs on.")
    return 0


def _serve(
    request: UpRequest, settings: Settings, api: str, pages: str, children: list[Child], *, is_ours: bool
) -> None:
    environment, logs = _environment(request, api, pages), settings.paths.folder / "logs"
    if is_ours:
        tell(f"starting a Prefect server at {_ui(api)} …")
        command = [
            sys.executable, "-m", "prefect", "server", "start", "--host", request.host, "--port", str(request.port),
        ]  # fmt: skip
        children.append(started("the Prefect server", command, environment, logs / "server.log"))
        _wait(lambda: answers(api), children, "did not answer")
    command = [sys.executable, "-m", "flows.serving", *([str(request.config)] if request.config else [])]
    if not is_ours and _deployment(api, ARTICLE).get("status") == "READY":
        tell(
            "another process serves these deployments on that server: either takes a run, and schedules go on after us."
        )
        command.append(KEEP_SCHEDULES)
    children.append(started("the process that serves the deployments", command, environment, logs / "serving.log"))
    _wait(lambda: children[-1].said(READY), children, "did not get them registered")
    _tell_links(api, pages, settings)
    _watch(api, children)


def _server_of(request: UpRequest) -> tuple[str, bool]:
    """The server's API, and whether it is ours to start; raises Misconfigured where neither can be."""
    own = f"http://{request.host}:{request.port}/api"
    configured = configured_address()
    if configured and configured.rstrip("/") != own:
        if answers(configured):
            return configured, False
        cause = "no Prefect server answers there"
        step = "Start it, or set PREFECT_API_URL to nothing: then one is started here"
        raise Misconfigured(f"PREFECT_API_URL={configured}", cause, step)
    if answers(own):
        return own, False
    try:
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind((request.host, request.port))
    except (OSError, OverflowError) as error:
        cause = f"cannot be used ({getattr(error, 'strerror', None) or error}), and no Prefect server answers there"
        raise Misconfigured(f"{request.host} port {request.port}", cause, "Give another with --port") from error
    return own, True


def _environment(request: UpRequest, api: str, pages: str) -> dict[str, str]:
    """What the children run with; what the person has set stays, but for the addresses."""
    wanted = {
        "DO_NOT_TRACK": "1",
        "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
        "PREFECT_SERVER_SERVICES_DB_VACUUM_ENABLED": "events,flow_runs",
        "PREFECT_SERVER_SERVICES_DB_VACUUM_RETENTION_PERIOD": str(RETENTION_S),
        "PYTHONUNBUFFERED": "1",
        **os.environ,
        "PREFECT_API_URL": api,
        "PREFECT_SERVER_API_HOST": request.host,
        "PREFECT_SERVER_API_PORT": str(request.port),  # without it the UI asks port 4200, whatever --port says
        REPORTS_URL: pages,
        MARK: secrets.token_hex(16),
    }
    if request.config:
        wanted["TRACEWIRE_CONFIG"] = str(request.config.resolve())
    return wanted


def _wait(is_ready: Callable[[], bool], children: list[Child], otherwise: str) -> None:
    ends = time.monotonic() + STARTS_S
    while not is_ready():
        _all_running(children)
        if time.monotonic() > ends:
            child = children[-1]
            raise Unavailable(child.name, f"{otherwise} within {STARTS_S:g} s", f"Its log is {child.log}")
        time.sleep(LOOK_S)


def _watch(api: str, children: list[Child]) -> None:
    """Look after all parts until one is missing."""
    misses = 0
    while True:
        _all_running(children)
        misses = 0 if answers(api) else misses + 1
        if misses >= MISSES:
            raise Unavailable(api, "the Prefect server does not answer any more", "What was recorded is kept; start it")
        time.sleep(LOOK_S * 4)


def _all_running(children: list[Child]) -> None:
    for child in children:
        if not child.is_running:
            words = child.last_words()
            cause = f"ended by itself (status {child.process.returncode})" + (f": {words}" if words else "")
            raise Unavailable(
                child.name, cause, f"All of it was stopped, and what was recorded is kept; log: {child.log}"
            )


def _tell_links(api: str, pages: str, settings: Settings) -> None:
    links = [
        ("check an article", _form(api, ARTICLE)),
        ("runs", f"{_ui(api)}/runs"),
        ("deployments", f"{_ui(api)}/deployments"),
        ("report pages", settings.reports.base_url or f"{pages}/"),
    ]
    night = settings.night
    for name, link in links:
        print(f"{name:<18}{link}")  # noqa: T201 -- the result of this command
    print(f"{'every night':<18}{night.cron} {night.zone}; feeds {night.refresh_cron}")  # noqa: T201
    print("Ctrl-C stops all of it.", flush=True)  # noqa: T201


def _form(api: str, name: str) -> str:
    """The page with the run form of a deployment."""
    return f"{_ui(api)}/deployments/deployment/{_deployment(api, name)['id']}/run"


def _deployment(api: str, name: str) -> dict[str, Any]:
    """What the server says of a deployment; empty where it has none of that name. Asked again while it is busy."""
    import httpx  # noqa: PLC0415 -- asked twice

    ends = time.monotonic() + BUSY_S
    while True:
        try:
            answer = httpx.get(f"{api}/deployments/name/{name}", timeout=10, trust_env=False)
            if answer.status_code == httpx.codes.NOT_FOUND:
                return {}
            found: dict[str, Any] = answer.raise_for_status().json()
        except (httpx.HTTPError, ValueError) as error:
            if time.monotonic() > ends:
                cause = f"the deployment {name} cannot be read from it ({error})"
                raise Unavailable(api, cause, "Look at its log") from error
            time.sleep(LOOK_S)
        else:
            return found


def _ui(api: str) -> str:
    return f"{api.removesuffix('/').removesuffix('/api')}/v2"


@contextmanager
def _interruptible() -> Iterator[None]:
    """SIGTERM and a closed terminal end it like Ctrl-C."""
    before = {number: signal.signal(number, _stop) for number in (signal.SIGTERM, signal.SIGHUP)}
    before[signal.SIGINT] = signal.signal(signal.SIGINT, _stop)
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _stop(_number: int, _frame: object) -> None:
    raise KeyboardInterrupt


def _deaf() -> None:
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, signal.SIG_IGN)
