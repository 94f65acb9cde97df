"""Child processes that are watched while they run and gone when we are.

In: a command and its environment. Out: a `Child`, in a session of its own, so that Ctrl-C reaches us alone and we end
the children in order. Each carries a mark in its environment: whatever it started in turn is found by that and ended.
"""

import os
import signal
import subprocess
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

MARK = "TRACEWIRE_UP"  # environment variable, a random value an `up`
GENTLE_S = 20.0  # until it has paused its schedules, or finished its last request
FIRM_S = 5.0
POLL_S = 0.1
TOLD_LINES = 5  # of a log, where a child ended by itself


@dataclass(frozen=True, slots=True)
class Child:
    """One child: `name` as it is told to people, `log` where its output goes."""

    name: str
    process: subprocess.Popen[bytes]
    log: Path
    mark: str

    @property
    def is_running(self) -> bool:
        """Whether it has not ended by itself."""
        return self.process.poll() is None

    def said(self, words: str) -> bool:
        """Whether a line of its output says this."""
        return any(words in row for row in self._lines())

    def last_words(self) -> str:
        """The end of its log, to be told with a failure."""
        rows = [row.strip() for row in self._lines() if row.strip()]
        return " / ".join(rows[-TOLD_LINES:])

    def _lines(self) -> list[str]:
        try:
            return self.log.read_text(encoding="utf-8", errors="replace").splitlines()
        except OSError:
            return []


def started(name: str, command: Sequence[str], environment: Mapping[str, str], log: Path) -> Child:
    """Start a child whose output goes to a file, which is begun anew."""
    log.parent.mkdir(parents=True, exist_ok=True)
    with log.open("wb") as file:
        process = subprocess.Popen(  # noqa: S603 -- our own interpreter and modules, arguments of the person who runs us
            command, env=dict(environment), stdin=subprocess.DEVNULL, stdout=file, stderr=file, start_new_session=True
        )
    return Child(name, process, log, environment[MARK])


def end_all(children: list[Child]) -> None:
    """End them, the last one started first, and what they left behind; returns when all are gone."""
    while children:
        child = children.pop()
        if child.is_running:
            child.process.send_signal(signal.SIGTERM)
            _wait_for(child, GENTLE_S)
        for force in (signal.SIGTERM, signal.SIGKILL):
            if child.is_running:
                _signal_group(child.process.pid, force)
                _wait_for(child, FIRM_S)
        if not children:
            _end_marked(child.mark)


def _wait_for(child: Child, seconds: float) -> None:
    try:
        child.process.wait(seconds)
    except subprocess.TimeoutExpired:
        return


def _signal_group(group: int, number: signal.Signals) -> None:
    try:
        os.killpg(group, number)
    except ProcessLookupError:
        return


def _end_marked(mark: str) -> None:
    """Runs that were under way have sessions of their own; told to end, they say so to the server that is going too."""
    for force, seconds in ((signal.SIGTERM, FIRM_S), (signal.SIGKILL, FIRM_S)):
        ends = time.monotonic() + seconds
        left = marked(mark)
        for pid in left:
            try:
                os.kill(pid, force)
            except ProcessLookupError:
                continue
        while left and time.monotonic() < ends:
            time.sleep(POLL_S)
            left = marked(mark)


def marked(mark: str) -> list[int]:
    """The processes that carry this mark, ourselves left out; empty where the system has no /proc."""
    wanted = f"{MARK}={mark}".encode()
    found = []
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            environment = (folder / "environ").read_bytes().split(b"\0")
            is_dead = (folder / "stat").read_text(encoding="utf-8", errors="replace").rpartition(")")[2].split()[
                0
            ] == "Z"
        except OSError:
            continue
        if wanted in environment and not is_dead and int(folder.name) != os.getpid():
            found.append(int(folder.name))
    return sorted(found)
