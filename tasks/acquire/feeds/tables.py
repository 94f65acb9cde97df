"""Tables as archives: CSV and Parquet, read by DuckDB's own functions on a connection that can open one file only.

In: a path. Out: (record number, row as a dict), in file order. The connection has external access off, its
configuration locked, no place to spill to and a bounded memory, so neither a path in the data nor a compressed
column can make it do more than read this file. Raises Unreadable where the file is no table or has no text.
"""

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import duckdb

from tasks.settings import Limits
from tasks.trouble import Trouble, Unreadable

COLUMNS = ("id", "url", "publisher", "published", "title", "byline", "text", "html", "owner", "tier", "credits")
MEMORY = "512MB"
BATCH_ROWS = 64
_LONG = frozenset({"text", "html"})
# Everything is text: DuckDB would else turn "1e5" into a number and "04/09/2025" into a date of its choosing.
_CSV = (
    "read_csv(?, all_varchar = true, header = true, quote = '\"', escape = '\"', store_rejects = true,"
    " max_line_size = ?)"
)
CAUSE_MAX_CHARS = 160  # DuckDB prints the offending line and its whole configuration; a reader needs the first line


def rows(path: Path, limits: Limits, on_trouble: Callable[[Trouble], None]) -> Iterator[tuple[int, dict[str, object]]]:
    """Yield the rows of a table; a CSV line that does not fit its header goes to `on_trouble` with its number."""
    file = os.path.realpath(path)
    is_parquet = path.suffix.lower() == ".parquet"
    source = "read_parquet(?)" if is_parquet else _CSV
    bound: list[object] = [file] if is_parquet else [file, _line_bytes(limits)]
    try:
        with _connection(file) as connection:
            types = {
                str(name): str(kind)
                for name, kind, *_ in connection.execute(f"describe select * from {source}", bound).fetchall()  # noqa: S608 -- one of two constants
            }
            wanted = _columns(path, types)
            chosen = ", ".join(_selected(ours, theirs, types[theirs]) for ours, theirs in wanted.items())
            longest = max(limits.text_max_chars, limits.article_max_bytes) + 1
            cursor = connection.execute(
                f"select {chosen} from (select * from {source})",  # noqa: S608 -- names are quoted by _selected, values are bound
                [*([longest] * sum(ours in _LONG for ours in wanted)), *bound],
            )
            number = 0
            while batch := cursor.fetchmany(BATCH_ROWS):
                for row in batch:
                    number += 1
                    yield number, dict(zip(wanted, row, strict=True))
            if not is_parquet:
                _report_rejects(connection, path, on_trouble)
    except duckdb.Error as error:
        cause = str(error).splitlines()[0][:CAUSE_MAX_CHARS].replace(file, path.name)
        raise Unreadable(str(path), f"is not a table that can be read ({cause})", "Check the file") from error


def _connection(file: str) -> duckdb.DuckDBPyConnection:
    connection = duckdb.connect(":memory:", config={"memory_limit": MEMORY, "threads": 1, "temp_directory": ""})
    literal = "'" + file.replace("'", "''") + "'"  # SET takes no bound value
    for statement in (
        f"set allowed_paths = [{literal}]",
        "set enable_external_access = false",
        "set enable_progress_bar = false",  # it would be drawn into our JSON on standard output
        "set autoload_known_extensions = false",
        "set autoinstall_known_extensions = false",
        "set lock_configuration = true",
    ):
        connection.execute(statement)
    return connection


def _columns(path: Path, types: dict[str, str]) -> dict[str, str]:
    """Our column -> the name it has in the file, whatever its case."""
    theirs = {name.strip().lower(): name for name in reversed(types)}
    wanted = {ours: theirs[ours] for ours in COLUMNS if ours in theirs}
    if not _LONG & set(wanted):
        if len(types) == 1 and any(mark in next(iter(types)) for mark in ",;\t"):
            raise Unreadable(str(path), "its columns cannot be told apart", "Look for a quotation mark left open")
        seen = ", ".join(repr(name[:30]) for name in list(types)[:6]) or "none"
        raise Unreadable(
            str(path), f"has no column text or html (columns: {seen})", "Name the column of the words text"
        )
    return wanted


def _selected(ours: str, theirs: str, kind: str) -> str:
    """The SQL of one column: text cut just above the limit, times written as ISO 8601, all else as text."""
    column = '"' + theirs.replace('"', '""') + '"'
    if ours in _LONG:
        return f"substr(cast({column} as varchar), 1, ?)"
    if kind == "TIMESTAMP WITH TIME ZONE":
        return f"strftime(make_timestamp(epoch_us({column})), '%Y-%m-%dT%H:%M:%S') || '+00:00'"
    if kind.startswith("TIMESTAMP"):
        return f"strftime({column}, '%Y-%m-%dT%H:%M:%S')"
    return column if kind == "VARCHAR[]" else f"cast({column} as varchar)"


def _line_bytes(limits: Limits) -> int:
    return max(4 * limits.text_max_chars, 2 * limits.article_max_bytes) + 65_536


def _report_rejects(connection: duckdb.DuckDBPyConnection, path: Path, on_trouble: Callable[[Trouble], None]) -> None:
    rejected = "select line, min(error_message) from reject_errors group by line order by line"
    for line, cause in connection.execute(rejected).fetchall():
        said = str(cause).splitlines()[0][:CAUSE_MAX_CHARS].rstrip(".")
        next_step = "Save the file as UTF-8" if "utf-8" in said else "Correct that line"
        on_trouble(Unreadable(f"{path}, line {line}", said, next_step))
