"""One hardened DuckDB connection to one file, held for as short a time as possible.

In: a path (None: a store in memory). Out: an open connection whose configuration is locked: no other file, no
network, no extension can be reached through it, whatever a statement says. Raises Unavailable where another process
keeps the file, Unreadable where its bytes are no database; errors of DuckDB become ours in `translated`.
"""

import re
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb

from tasks.trouble import Refused, Trouble, Unavailable, Unreadable

STORAGE_VERSION = "v1.5.0"  # the oldest format that every DuckDB we allow can write: 1.5 and 2.0 read one file
# With DuckDB's default of 122,880 rows a checkpoint rewrites the whole unfinished row group: closing after one
# article took 50 ms at 1,000 documents and 1.8 s at 40,000. With 2,048 it takes 45 ms at either size.
ROW_GROUP_ROWS = 2_048
WAIT_S = 60.0  # a writer holds the file for one article or one feed, some 0.1 s
POLL_S = 0.05
CATALOG = "tracewire"
_HARDENING = (
    # Closing a store that was refused must not fold what is left of a damaged log into the file: `Store.close` does it.
    "pragma disable_checkpoint_on_shutdown",
    "set TimeZone = 'UTC'",
    "set enable_external_access = false",
    "set lock_configuration = true",
)
_NO_EXTENSIONS: dict[str, str | bool | int | float | list[str]] = {
    "autoload_known_extensions": "false",
    "autoinstall_known_extensions": "false",
}
_PID = re.compile(r"PID (\d{1,10})")


def connect(
    path: Path | None, *, read_only: bool = False, wait_s: float = WAIT_S, may_write: Path | None = None
) -> duckdb.DuckDBPyConnection:
    """Open the file, waiting up to `wait_s` seconds for whoever is writing to it; `may_write`: one more that it can."""
    connection = duckdb.connect(":memory:", config=_NO_EXTENSIONS)
    try:
        if path is not None:
            _attach(connection, path, read_only=read_only, wait_s=wait_s)
        if may_write is not None:
            literal = str(may_write).replace("'", "''")  # SET takes no bound value
            connection.execute(f"set allowed_paths = ['{literal}']")
        for statement in _HARDENING:
            connection.execute(statement)
    except BaseException:
        connection.close()
        raise
    return connection


def _attach(connection: duckdb.DuckDBPyConnection, path: Path, *, read_only: bool, wait_s: float) -> None:
    # ATTACH takes no bound path before DuckDB 2.0; a doubled quote is the whole grammar of a string literal.
    literal = str(path).replace("'", "''")
    options = ["READ_ONLY"] if read_only else [f"ROW_GROUP_SIZE {ROW_GROUP_ROWS}"]
    if not read_only and not path.exists():
        options.append(f"STORAGE_VERSION '{STORAGE_VERSION}'")  # an existing file keeps the version it was made with
    statement = f"attach '{literal}' as {CATALOG} ({', '.join(options)})"
    give_up = time.monotonic() + wait_s
    while True:
        try:
            connection.execute(statement)
        except duckdb.Error as error:
            if not _is_locked(error):
                raise explained(error, path) from error
            if time.monotonic() >= give_up:
                raise _kept(error, path, wait_s) from error
            time.sleep(POLL_S)
        else:
            connection.execute(f"use {CATALOG}")
            return


def _is_locked(error: duckdb.Error) -> bool:
    """Another process keeps the file ("Conflicting lock"), or another part of this one does ("file handle")."""
    return "Conflicting lock" in str(error) or "Unique file handle conflict" in str(error)


def _kept(error: duckdb.Error, path: Path, wait_s: float) -> Unavailable:
    found = _PID.search(str(error))
    who = f"process {found[1]}" if found else "another part of this process"
    return Unavailable(
        str(path),
        f"{who} is writing to it and did not let go within {wait_s:g} s",
        "Wait for that run to end, or read the snapshot tracewire-latest.duckdb",
    )


def connect_unhardened(path: Path, *, read_only: bool, wait_s: float) -> duckdb.DuckDBPyConnection:
    """For who writes a second file of ours beside it, and runs no statement of anybody else."""
    connection = duckdb.connect(":memory:", config=_NO_EXTENSIONS)
    try:
        connection.execute("set TimeZone = 'UTC'")
        _attach(connection, path, read_only=read_only, wait_s=wait_s)
    except BaseException:
        connection.close()
        raise
    return connection


@contextmanager
def translated(path: Path | None) -> Iterator[None]:
    """Turn DuckDB's errors inside the block into Troubles that name the store, the cause and the next step."""
    try:
        yield
    except duckdb.Error as error:
        raise explained(error, path) from error


def explained(error: duckdb.Error, path: Path | None) -> Trouble:
    """What an error of DuckDB means for the reader of the message."""
    thing = str(path) if path else "the store in memory"
    cause = str(error).partition("\n")[0].strip()
    lower = cause.lower()
    if "no space left" in lower or "disk is full" in lower or "out of disk" in lower:
        return Unavailable(thing, "the disk is full; nothing of this unit was written", "Free space and run again")
    if "permission denied" in lower or "read-only file system" in lower:
        return Unavailable(thing, "may not be opened: permission denied", "Check who owns the file")
    if isinstance(error, duckdb.IOException) and ("no such file" in lower or "does not exist" in lower):
        return Unavailable(thing, "there is no such file", "Check the path")
    if "read-only mode" in lower:
        return Refused(thing, "is open for reading only", "Write to the store that it is a copy of")
    if isinstance(error, duckdb.OutOfMemoryException):
        return Unavailable(thing, "not enough memory for it", "Run with fewer articles at a time")
    if isinstance(error, _OUR_FAULTS):
        return Trouble(thing, f"a statement failed: {cause}", "The file is well; this is a fault of Tracewire's own")
    return Unreadable(thing, f"DuckDB cannot use it: {cause}", REMEDY)


# A wrong statement or value says nothing against the file, and must never make somebody set it aside.
_OUR_FAULTS = (duckdb.ProgrammingError, duckdb.IntegrityError, duckdb.DataError, duckdb.NotSupportedError)
REMEDY = (
    "Move the file and its .wal and .ledger aside, copy tracewire-latest.duckdb, which every refresh writes, in its "
    "place and run again"
)
