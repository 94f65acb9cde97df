"""The command run in this process, with a home and a configuration of its own."""

import io
import sys
from dataclasses import dataclass

import pytest

from flows.cli import main


@dataclass
class Ended:
    """How a command ended."""

    status: int
    out: str
    err: str


class Command:
    """Calls the command as a shell would; `home` is the Tracewire home that it uses."""

    def __init__(self, monkeypatch, capsys, home) -> None:
        self._monkeypatch, self._capsys, self.home = monkeypatch, capsys, home

    def __call__(self, *arguments, stdin=b"") -> Ended:
        self._monkeypatch.setattr(sys, "argv", ["tracewire", *map(str, arguments)])
        self._monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin), encoding="utf-8"))
        with pytest.raises(SystemExit) as ended:
            main()
        captured = self._capsys.readouterr()
        return Ended(int(ended.value.code or 0), captured.out, captured.err)


@pytest.fixture
def run(monkeypatch, capsys, home):
    """Run the command in this process, with a home of its own; nothing of the person's configuration is used."""
    return Command(monkeypatch, capsys, home)


@pytest.fixture
def config(tmp_path):
    """A configuration folder that may be written to, loopback allowed."""
    folder = tmp_path / "config"
    folder.mkdir()
    (folder / "settings.toml").write_text('[limits]\nallow_hosts = ["127.0.0.1"]\ndeadline_s = 3.0\n', encoding="utf-8")
    return folder
