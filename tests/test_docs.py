"""The pages on how to extend are followed to the letter, in a copy of the project."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PAGES = sorted((ROOT / "docs").glob("add-a-*.md"))
_BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.DOTALL | re.MULTILINE)
_FILE = re.compile(r"`((?:tasks|tests|config|flows)/[\w/.-]+\.(?:py|toml))`")


def _steps(page):
    """Each block of a page with the file that was named last before it, if any."""
    text = page.read_text(encoding="utf-8")
    for block in _BLOCK.finditer(text):
        named = _FILE.findall(text[: block.start()])
        yield block.group(1), block.group(2), named[-1] if named else None


def _changed(text, diff, page):
    old = "".join(line[1:] for line in diff.splitlines(keepends=True) if line[0] in " -")
    new = "".join(line[1:] for line in diff.splitlines(keepends=True) if line[0] in " +")
    assert text.count(old) == 1, f"{page.name}: the lines to change are not (or not once) there:\n{old}"
    return text.replace(old, new)


@pytest.fixture
def copy(tmp_path):
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    for name in filter(None, listed.split("\0")):
        if (ROOT / name).is_file():
            target = tmp_path / "project" / name
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(ROOT / name, target)
    return tmp_path / "project"


@pytest.mark.slow
@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_following_the_page_works(copy, page):
    ran = 0
    for kind, body, file in _steps(page):
        if kind in {"python", "toml"}:
            assert not (copy / file).exists(), f"{file} is there already"
            (copy / file).write_text(body, encoding="utf-8")
        elif kind == "diff":
            (copy / file).write_text(_changed((copy / file).read_text(encoding="utf-8"), body, page), encoding="utf-8")
        elif kind == "console":
            command, _, expected = body.removeprefix("$ ").partition("\n")
            ended = subprocess.run(
                [sys.executable, "-m", *command.split()],
                cwd=copy,
                capture_output=True,
                text=True,
                timeout=200,
                check=False,
            )
            assert ended.returncode == 0, ended.stdout[-2_000:] + ended.stderr[-500:]
            assert expected.strip() in ended.stdout
            ran += 1
    assert ran
    for tool in (["ruff", "check", "--quiet", "tasks"], ["ruff", "format", "--check", "--quiet", "tasks"]):
        checked = subprocess.run([sys.executable, "-m", *tool], cwd=copy, capture_output=True, text=True, check=False)
        assert checked.returncode == 0, checked.stdout


def test_there_is_a_page_for_each_way_to_extend():
    assert {page.stem for page in PAGES} == {"add-a-claim-kind", "add-a-feed-kind", "add-a-verdict-rule"}
