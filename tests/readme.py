"""Keeps printed output true: `python -m tests.readme` writes it anew, a test compares.

In: README.md and docs/how-it-decides.md. Out: each `$ tracewire ...` block, with what the command prints now.
"""

import re
import shlex
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
README = ROOT / "README.md"
PAGES = (README, ROOT / "docs" / "how-it-decides.md")
_BLOCK = re.compile(r"```console\n\$ (tracewire [^\n]+)\n(.*?)```", re.DOTALL)


def printed(command: str) -> str:
    """What a command of the README prints on standard output, run from the root of the project."""
    arguments = shlex.split(command)[1:]
    ended = subprocess.run(
        [sys.executable, "-m", "flows.cli", *arguments],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    return "\n".join(line.rstrip() for line in ended.stdout.splitlines()).strip() + "\n"


def blocks() -> list[tuple[str, str]]:
    """Each command with the output that is printed under it."""
    return [(hit.group(1), hit.group(2)) for page in PAGES for hit in _BLOCK.finditer(page.read_text(encoding="utf-8"))]


def main() -> None:
    """Write the pages with the output of today."""
    for page in PAGES:
        text = page.read_text(encoding="utf-8")
        page.write_text(
            _BLOCK.sub(lambda hit: f"```console\n$ {hit.group(1)}\n{printed(hit.group(1))}```", text), encoding="utf-8"
        )


if __name__ == "__main__":
    main()
