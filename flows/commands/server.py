"""Whether a Prefect server is there to run through, found out without importing prefect (1.6 s).

In: the environment and Prefect's profile file. Out: the API address, or None. A configured server comes first, then one
that answers on the default port of this machine.
"""

import os
import tomllib
from pathlib import Path

DEFAULT_API = "http://127.0.0.1:4200/api"
ANSWER_S = 2.0
HOW_TO_GET_UI = (
    "ran without a Prefect server; for the UI: `prefect server start` in another terminal, then again "
    "(PREFECT_API_URL names a server elsewhere)."
)


def server_address() -> str | None:
    """The address of the server to run through, if one is configured or running."""
    if "PREFECT_API_URL" in os.environ or _profile_address():
        return configured_address()
    return DEFAULT_API if answers(DEFAULT_API) else None


def configured_address() -> str | None:
    """The address that the environment or the profile names; None where neither does, or where it is set to nothing."""
    if "PREFECT_API_URL" in os.environ:  # set to nothing: the person wants none
        return os.environ["PREFECT_API_URL"] or None
    return _profile_address()


def answers(api: str) -> bool:
    """Whether a Prefect server says that it is healthy at this address."""
    import httpx  # noqa: PLC0415 -- asked once, and not by every command

    try:
        response = httpx.get(f"{api.rstrip('/')}/health", timeout=ANSWER_S, trust_env=False)
    except (httpx.HTTPError, httpx.InvalidURL):
        return False
    return response.status_code == httpx.codes.OK and response.text.strip() == "true"


def _profile_address() -> str | None:
    """PREFECT_API_URL of the active profile, as Prefect itself would read it."""
    home = Path(os.environ.get("PREFECT_HOME") or "~/.prefect").expanduser()
    path = Path(os.environ.get("PREFECT_PROFILES_PATH") or home / "profiles.toml").expanduser()
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, tomllib.TOMLDecodeError, UnicodeDecodeError):
        return None
    active = os.environ.get("PREFECT_PROFILE") or table.get("active")
    profile = table.get("profiles", {}).get(active, {})
    address = profile.get("PREFECT_API_URL")
    return str(address) if address else None
