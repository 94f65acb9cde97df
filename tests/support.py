"""Cases that a journalist can edit: tables of tests/cases/*.toml, each with a name."""

import tomllib
from pathlib import Path
from typing import Any

CASES = Path(__file__).parent / "cases"
SAMPLES = Path(__file__).parent / "samples"


def cases(file: str, table: str = "case") -> list[dict[str, Any]]:
    """The [[case]] tables of one file; their names must differ."""
    found: list[dict[str, Any]] = tomllib.loads((CASES / file).read_text(encoding="utf-8"))[table]
    names = [case["name"] for case in found]
    assert len(set(names)) == len(names), f"{file}: two cases of one name"
    return found


def named(case: dict[str, Any]) -> str:
    """The name of a case, for pytest."""
    return str(case["name"])
