"""The manifest of a pack: every file with its size and SHA-256; and a pack held against it.

In: a folder of files that were written, or an open pack. Out: the manifest's text; or the files that differ, are
missing or are too many, by name. The manifest does not speak of itself nor of its time stamp, which is made over it.
"""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from tasks.pack.contents import sha256_of
from tasks.pack.opened import MAX_JSON_BYTES, Pack
from tasks.trouble import Unreadable

MANIFEST: Final = "manifest.json"
STAMP: Final = "manifest.tsr"
README: Final = "README.txt"
FORMAT: Final = "tracewire-pack 1"
_SHA256_CHARS: Final = 64

ABOUT: Final = """\
This folder, or zip file, is an evidence pack of Tracewire: what was checked, what the verdicts rest on, and where
nothing was found. It needs nothing else.

  articles/*/report.html    the report; opens in any browser, loads nothing
  articles/*/record.json    the same for programs
  articles/*/searches.json  what was looked through for each claim, and found nothing
  pages.warc.gz             the bytes of the article and of every page that was weighed (a WARC file, ISO 28500)
  verifications/            texts, claims and verdicts, from which the verdicts can be judged again
  configurations/           the rules, sources and settings of that day
  manifest.json             the SHA-256 of every file; manifest.tsr, where there is one, is an RFC 3161 time stamp of it

  tracewire pack --verify PACK   checks every file against the manifest
  tracewire replay PACK          judges every verdict again from this pack alone
"""


@dataclass(frozen=True, slots=True)
class Checked:
    """A pack held against its manifest. All three are empty where it is whole."""

    files: int
    manifest_sha256: str
    differing: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    extra: tuple[str, ...] = ()

    @property
    def is_whole(self) -> bool:
        """Whether every file is there, is what it was, and none was added."""
        return not (self.differing or self.missing or self.extra)


def manifest_of(folder: Path) -> str:
    """The text of the manifest of all files below a folder."""
    rows = []
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        size, digest = sha256_of(path)
        rows.append({"path": path.relative_to(folder).as_posix(), "bytes": size, "sha256": digest})
    return json.dumps({"format": FORMAT, "files": rows}, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def check(pack: Pack) -> Checked:
    """Hold every file of a pack against its manifest; Unreadable where there is none that can be read."""
    listed = _listed(pack)
    there = set(pack.names) - {MANIFEST, STAMP}
    differing = [name for name in sorted(there & listed.keys()) if pack.digest(name) != listed[name]]
    return Checked(
        files=len(listed),
        manifest_sha256=pack.digest(MANIFEST)[1],
        differing=tuple(differing),
        missing=tuple(sorted(listed.keys() - there)),
        extra=tuple(sorted(there - listed.keys())),
    )


def _listed(pack: Pack) -> dict[str, tuple[int, str]]:
    """Path -> size and SHA-256, as the manifest says."""
    if MANIFEST not in pack.names:
        raise Unreadable(pack.name, f"it holds no {MANIFEST}: it is no evidence pack", "Make one with `tracewire pack`")
    table = as_json(pack, MANIFEST)
    form = table.get("format") if isinstance(table, dict) else None
    if form != FORMAT:
        cause = f"its {MANIFEST} is of another form ({str(form)[:40]!r}; this program reads {FORMAT!r})"
        raise Unreadable(pack.name, cause, "Use the version of Tracewire that made it")
    try:
        return {path: (size, digest) for path, size, digest in _rows(table["files"])}
    except (KeyError, TypeError, ValueError) as error:
        raise Unreadable(pack.name, f"its {MANIFEST} is damaged", "Ask for the pack again") from error


def _rows(files: Iterable[Any]) -> Iterable[tuple[str, int, str]]:
    for row in files:
        path, size, digest = row["path"], row["bytes"], row["sha256"]
        if not (isinstance(path, str) and isinstance(size, int) and len(str(digest)) == _SHA256_CHARS):
            raise ValueError(path)
        yield path, size, str(digest)


def as_json(pack: Pack, name: str) -> Any:
    """A JSON file of a pack; Unreadable where it is none."""
    try:
        return json.loads(pack.read(name, MAX_JSON_BYTES))
    except (ValueError, RecursionError) as error:
        raise Unreadable(f"{pack.name}: {name}", "is no JSON", "Ask for the pack again") from error
