"""The house keeps its order: who may import the world, and where Prefect may be named."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PURE = ("reading", "claims", "lineage", "verdicts", "reports")
WORLD = {"prefect", "httpx", "duckdb", "requests", "socket", "subprocess", "urllib.request", "sqlite3", "asyncio"}
EFFECTS = {"tasks.acquire", "tasks.store", "tasks.desk", "tasks.steps", "tasks.refresh", "flows"}
CLOCKS = {("datetime", "now"), ("datetime", "today"), ("date", "today"), ("time", "time"), ("datetime", "utcnow")}


def _modules(folder):
    return sorted((ROOT / folder).rglob("*.py"))


def _imports(path):
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module


def _under(name, roots):
    return any(name == root or name.startswith(f"{root}.") for root in roots)


@pytest.mark.parametrize("stage", PURE)
def test_core_is_pure(stage):
    """No I/O libraries, no effects, no clock in the stages that think."""
    for path in _modules(f"tasks/{stage}"):
        for name in _imports(path):
            assert not _under(name, WORLD | EFFECTS), f"{path.name} imports {name}"
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
                owner = node.func.value.id if isinstance(node.func.value, ast.Name) else ""
                assert (owner, node.func.attr) not in CLOCKS, f"{path.name} reads the clock"
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
                assert node.func.id != "open", f"{path.name} opens a file"


def test_prefect_is_named_in_steps_and_flows_only():
    """Decorators live in one file; the plain command must not pay for importing prefect."""
    for path in _modules("tasks"):
        if path.name != "steps.py":
            assert not [name for name in _imports(path) if _under(name, {"prefect"})], path


def test_top_level_holds_what_the_design_lists():
    allowed = {
        "README.md", "CHANGELOG.md", "LICENSE", "pyproject.toml", "uv.lock", "prefect.toml", "prefect.yaml", ".ci",
        ".gitignore", ".git", "config", "docs", "flows", "tasks", "tests",
    }  # fmt: skip
    made = {".venv", ".mypy_cache", ".ruff_cache", ".pytest_cache", ".hypothesis", "__pycache__", "dist", "build"}
    assert {path.name for path in ROOT.iterdir()} <= allowed | made


def test_modules_are_short():
    """A module that no longer fits a reader's head is split by noun; the table of records is one place on purpose."""
    long = {
        str(path.relative_to(ROOT)): count
        for folder in ("tasks", "flows")
        for path in _modules(folder)
        if (count := len(path.read_text(encoding="utf-8").splitlines())) > 400 and path.name != "model.py"
    }
    assert not long
