"""The threat model names tests that exist, and what it says of the code holds."""

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PAGE = (ROOT / "docs" / "security.md").read_text(encoding="utf-8")
SOURCES = sorted([*(ROOT / "tasks").rglob("*.py"), *(ROOT / "flows").rglob("*.py")])


def test_every_test_it_names_exists():
    named = set(re.findall(r"`(?:tests/\w+/)?(test_\w+\.py)`", PAGE))
    assert len(named) > 12
    there = {path.name for path in (ROOT / "tests").rglob("test_*.py")}
    assert named <= there


@pytest.mark.parametrize("forbidden", ["pickle", "marshal", "shelve", "dill", "cloudpickle"])
def test_nothing_of_ours_unpacks_code(forbidden):
    for path in SOURCES:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                assert forbidden not in {alias.name for alias in node.names}, path
            elif isinstance(node, ast.ImportFrom):
                assert node.module != forbidden, path


def test_no_code_is_run_from_text():
    for path in SOURCES:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
                assert node.func.id not in {"eval", "exec"}, path


def test_tls_is_never_switched_off_but_by_a_feeds_own_word():
    """The one context without verification is made in the guard, for a feed whose `tls` says so."""
    off = [path.name for path in SOURCES if re.search("verify=False|CERT_NONE", path.read_text(encoding="utf-8"))]
    assert off == ["guard.py"]
