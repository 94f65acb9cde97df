"""`tracewire doctor`: look at everything that may be wrong, mend what is derived, say what a person must do.

In: configuration, store. Out: the exit status: 1 where something is broken that the program will not mend by itself.
"""

import sys
from collections.abc import Iterator
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path

from rich.console import Console
from rich.table import Table
from rich.text import Text

from flows.commands.progress import print_json, progress
from flows.commands.server import DEFAULT_API, answers, server_address
from tasks.doctor import Check, State, examine
from tasks.settings import Settings, load

_STYLES = {State.FINE: "green", State.MENDED: "cyan", State.NOTE: "yellow", State.BROKEN: "bold red"}
PIPED_COLUMNS = 140


def run_doctor(config: Path | None, store: str | None, *, restore: bool, as_json: bool) -> int:
    """Examine; returns the exit status."""
    settings = load(config)
    checks: list[Check] = []
    with progress("looking at everything") as done:
        for check in _all(settings, store, restore=restore):
            checks.append(check)
            done(len(checks))
    if as_json:
        print_json([asdict(check) for check in checks])
    else:
        Console(width=None if sys.stdout.isatty() else PIPED_COLUMNS).print(_table(checks))
    return 1 if any(check.state is State.BROKEN for check in checks) else 0


def _all(settings: Settings, store: str | None, *, restore: bool) -> Iterator[Check]:
    yield from examine(settings, store, datetime.now(UTC), restore=restore)
    yield _prefect()


def _prefect() -> Check:
    address = server_address()
    if address is None:
        said = f"no server is configured and none answers at {DEFAULT_API}"
        return Check("Prefect", State.NOTE, said, "Nothing is missing for the shell; for the UI start a server.")
    if answers(address):
        return Check("Prefect", State.FINE, f"the server at {address} is healthy")
    return Check("Prefect", State.BROKEN, f"the server at {address} does not answer",
                 "Start it, or unset PREFECT_API_URL to run without one.")  # fmt: skip


def _table(checks: list[Check]) -> Table:
    table = Table(box=None, pad_edge=False, show_header=False)
    for check in checks:
        said = Text(check.said)
        if check.next_step:
            said.append(f"\n{check.next_step}", style="dim")
        table.add_row(Text(check.state.value, style=_STYLES[check.state]), Text(check.thing, style="bold"), said)
    return table
