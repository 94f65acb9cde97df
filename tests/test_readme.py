"""The README says what the program does today."""

import re
import subprocess
import sys

import pytest

from tasks.claims.extract import EXTRACTORS
from tasks.settings import CONFIG_FILES
from tests.readme import README, ROOT, blocks, printed

TEXT = README.read_text(encoding="utf-8")


@pytest.mark.parametrize(("command", "shown"), blocks(), ids=[command[:60] for command, _ in blocks()])
def test_printed_output_is_real(command, shown):
    """`python -m tests.readme` writes it anew after a change that was meant."""
    assert printed(command) == shown


def test_every_command_is_named():
    """Who reads the README knows every verb that the help lists."""
    help_text = subprocess.run(
        [sys.executable, "-m", "flows.cli", "--help"], cwd=ROOT, capture_output=True, text=True, check=True, timeout=60
    ).stdout
    commands = re.findall(r"^│ ([a-z]+) +", help_text, re.MULTILINE)
    assert "verify" in commands
    assert not [command for command in commands if f"tracewire {command}" not in TEXT]


def test_every_configuration_file_is_named():
    assert not [file for file in CONFIG_FILES if file not in TEXT]


def test_links_lead_somewhere():
    """A link to a file of the project that has moved is found here."""
    targets = re.findall(r"\]\(([^)#:]+)\)", TEXT)
    assert targets
    assert not [target for target in targets if not (ROOT / target).exists()]


def test_places_to_extend_exist():
    assert EXTRACTORS
    for name in ("EXTRACTORS", "KINDS", "ROWS", "FIGURE_TESTS"):
        assert name in TEXT
