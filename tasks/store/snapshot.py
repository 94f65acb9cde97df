"""The readers' copy of the store, and the way back from a damaged one.

In: an open store, or the path of one that cannot be opened. Out: `<name>-latest.duckdb` beside it, whole and closed,
replaced in one step: whoever reads the old copy goes on reading it. DuckDB lets no second process read a file that
is being written, so analysts and the night never meet.
"""

import os
import shutil
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

from tasks.store import ledger
from tasks.store.store import Store
from tasks.trouble import Unavailable, Unreadable

SPARE_BYTES = 200_000_000  # what a night may add, on top of the copy that a snapshot makes
COPY_S = 600  # a store of 100 GB on a slow disk
# Closing a file gives up every lock that the process holds on it (POSIX), DuckDB's as well: so another process copies.
_COPY = """
import os, shutil, sys
shutil.copyfile(sys.argv[1], sys.argv[2])
with open(sys.argv[2], "rb") as copy:
    os.fsync(copy.fileno())
"""


def snapshot_path(path: Path) -> Path:
    """Where the readers' copy of a store lies."""
    return path.with_name(f"{path.stem}-latest{path.suffix}")


def publish(store: Store) -> Path:
    """Fold the log into the file and put a copy of it where readers look; returns its path."""
    path = store.path
    if path is None:
        raise Unavailable("the store in memory", "has no file to copy", "Give --store a path")
    check_room(path)
    store.checkpoint()
    target = snapshot_path(path)
    draft = target.with_name(target.name + ".draft")  # one writer at a time: a killed one leaves at most this
    try:
        _copied(path, draft)
        draft.replace(target)
    finally:
        draft.unlink(missing_ok=True)
    sync_folder(path.parent)
    return target


def check_room(path: Path) -> None:
    """Unavailable unless the disk has room for a copy of the store and for a night's work."""
    size = path.stat().st_size if path.exists() else 0
    free = shutil.disk_usage(path.parent).free
    needed = 2 * size + SPARE_BYTES
    if free < needed:
        cause = f"the disk has {free / 1e6:,.0f} MB free and {needed / 1e6:,.0f} MB may be needed"
        raise Unavailable(str(path), cause, "Free space, or move the folder with TRACEWIRE_HOME")


def restore(path: Path, *, now: datetime | None = None) -> tuple[Path, ...]:
    """Set a damaged store aside and put the last snapshot in its place; returns where the damaged files are now.

    Without a snapshot the place stays empty and the next run begins a new store. Nothing is deleted.
    """
    stamp = (now or datetime.now(UTC)).strftime("%Y%m%dT%H%M%SZ")
    aside = []
    for file in (path, path.with_name(path.name + ".wal"), ledger.ledger_path(path)):
        if file.exists():
            target = file.with_name(f"{file.name}.corrupt-{stamp}")
            file.replace(target)
            aside.append(target)
    snapshot = snapshot_path(path)
    if snapshot.exists():
        draft = path.with_name(path.name + ".draft")
        try:
            _copied(snapshot, draft)
            Store.reading(draft).close()  # never put a damaged copy in the place of a damaged store
            draft.replace(path)
        finally:
            draft.unlink(missing_ok=True)
    sync_folder(path.parent)
    return tuple(aside)


def _copied(source: Path, target: Path) -> None:
    command = [sys.executable, "-I", "-c", _COPY, str(source), str(target)]
    try:
        subprocess.run(command, check=True, capture_output=True, text=True, timeout=COPY_S)  # noqa: S603 - our own interpreter and our own two paths
    except subprocess.CalledProcessError as error:
        cause = (error.stderr or "").strip().rpartition("\n")[2]
        raise Unavailable(str(source), f"could not be copied: {cause}", "Check the disk") from error
    except subprocess.TimeoutExpired as error:
        raise Unavailable(str(source), f"could not be copied within {COPY_S} s", "Check the disk") from error
    if target.stat().st_size != source.stat().st_size:
        raise Unreadable(str(target), "the copy is shorter than the store", "Run again")


def sync_folder(folder: Path) -> None:
    """Make the new name as lasting as the bytes behind it."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
