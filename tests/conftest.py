"""What every test run needs before the first import: no telemetry, and homes of its own for Prefect and Tracewire."""

import os
import tempfile
from pathlib import Path

_HOME = Path(tempfile.mkdtemp(prefix="tracewire-tests-"))
os.environ.update(
    PREFECT_HOME=str(_HOME / "prefect"),
    PREFECT_API_URL="",  # set to nothing: a server that happens to run here is none of ours
    PREFECT_SERVER_ANALYTICS_ENABLED="false",
    PREFECT_SERVER_EPHEMERAL_STARTUP_TIMEOUT_SECONDS="120",
    DO_NOT_TRACK="1",
    TRACEWIRE_HOME=str(_HOME / "tracewire"),
)
os.environ.pop("TRACEWIRE_CONFIG", None)

import pytest  # noqa: E402 -- the environment comes first
from hypothesis import HealthCheck, settings  # noqa: E402

settings.register_profile("tracewire", deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize=True)
settings.load_profile("tracewire")


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A Tracewire home of the test's own."""
    folder = tmp_path / "home"
    monkeypatch.setenv("TRACEWIRE_HOME", str(folder))
    return folder
