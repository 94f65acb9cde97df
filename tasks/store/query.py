"""Questions in SQL to the readers' copy of the store: one statement, reading only, on a connection that is locked.

In: the path of a copy and what a person typed. Out: an `Answer`, read row by row. Other files, the network, settings
and extensions are out of reach (tasks/store/connection.py); the file is opened for reading. Raises Misconfigured for
what is no single question, or one that DuckDB cannot answer, in its own words.
"""

import json
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor, wait
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, Self

import duckdb

from tasks.store.connection import connect, translated
from tasks.store.ledger import last_entry
from tasks.store.migrations import check_current
from tasks.store.spreadsheet import add_cell_macro
from tasks.trouble import Misconfigured

BATCH_ROWS: Final = 1_000
LISTEN_S: Final = 0.2
NUMBERS: Final = ("TINYINT", "SMALLINT", "INTEGER", "BIGINT", "HUGEINT", "UTINYINT", "USMALLINT", "UINTEGER", "UBIGINT",
                  "UHUGEINT", "FLOAT", "DOUBLE", "DECIMAL")  # fmt: skip
_PUBLIC: Final = ("claims_latest", "verdicts_latest", "figures", "origins", "feeds_status", "reviews_latest")
_VIEWS: Final = """
select view_name, string_agg(column_name || ' ' || data_type, ', ' order by column_index)
from duckdb_views() join duckdb_columns()
    on table_name = view_name and duckdb_columns.database_name = current_database()
where duckdb_views.database_name = current_database() and not duckdb_views.internal
group by view_name order by view_name
"""
_READING: Final = frozenset({duckdb.StatementType.SELECT, duckdb.StatementType.EXPLAIN})
_HELP: Final = "`tracewire query --tables` lists the views with their columns; docs/schema.md explains them"


@dataclass(frozen=True, slots=True)
class Answer:
    """What a question came to. Rows are text, null as None; with `as_json` one row is one cell, a JSON object."""

    columns: tuple[str, ...]
    is_number: tuple[bool, ...]
    rows: Iterator[tuple[str | None, ...]]


class Reader:
    """An open copy of the store for questions. Use it in a `with` block."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._connection = connect(path, read_only=True)
        try:
            with translated(path):
                check_current(self._connection, str(path))
                add_cell_macro(self._connection)
        except BaseException:
            self._connection.close()
            raise

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._connection.close()

    @property
    def last_unit(self) -> int:
        """The number of the newest transaction that the copy holds."""
        with translated(self._path):
            return last_entry(self._connection).unit_no

    def views(self) -> tuple[tuple[str, str], ...]:
        """The public views, each with its columns and their types."""
        with translated(self._path):
            return tuple((row[0], row[1]) for row in self._connection.execute(_VIEWS).fetchall() if row[0] in _PUBLIC)

    def ask(self, sql: str, *, limit: int = 0, as_json: bool = False, for_spreadsheet: bool = False) -> Answer:
        """Answer one question with at most `limit` rows and one more, which says that there are others; 0: all."""
        kind, statement = _checked(sql)
        try:
            if kind == duckdb.StatementType.EXPLAIN:
                self._connection.execute(statement)
                return Answer(("plan",), (False,), ((_words(row[-1]),) for row in self._connection.fetchall()))
            inner = f"({statement}\n)"
            described = self._connection.execute(f"describe select * from {inner}").fetchall()  # noqa: S608 -- see below
            names = tuple(str(row[0]) for row in described)
            types = tuple(str(row[1]) for row in described)
            shown = _as_json(names, types) if as_json else _as_text(names, types, for_spreadsheet=for_spreadsheet)
            most = f" limit {int(limit) + 1}" if limit else ""
            listed = ", ".join(f"c{number}" for number in range(len(names)))
            # The columns are named anew: a question may give two of them one name, or an odd one.
            self._run(f"select {shown} from {inner} as asked({listed}){most}")  # noqa: S608 -- the person's own question, on a connection that can only read
        except duckdb.Error as error:
            raise _explained(error) from error
        return Answer(names, tuple(kind.startswith(NUMBERS) for kind in types), self._rows())

    def _run(self, statement: str) -> None:
        """Execute it beside the main thread, which alone hears Ctrl-C: inside DuckDB it would not."""
        with ThreadPoolExecutor(1) as beside:
            running = beside.submit(self._connection.execute, statement)
            try:
                while not running.done():
                    wait([running], timeout=LISTEN_S)
            except KeyboardInterrupt:
                self._connection.interrupt()
                raise
            running.result()

    def _rows(self) -> Iterator[tuple[str | None, ...]]:
        while True:
            try:
                batch = self._connection.fetchmany(BATCH_ROWS)
            except duckdb.Error as error:  # a value deep in the table that cannot be cast
                raise _explained(error) from error
            if not batch:
                return
            yield from batch


def _checked(sql: str) -> tuple[Any, str]:
    """The one statement that was typed, without its closing semicolon."""
    try:
        statements = duckdb.extract_statements(sql)
    except duckdb.Error as error:
        raise _explained(error) from error
    if not statements:
        raise Misconfigured("the question", "is empty", f'Write one, as "from figures limit 5"; {_HELP}')
    if len(statements) > 1:
        raise Misconfigured("the question", f"is {len(statements)} statements", "Ask one at a time")
    statement = statements[0]
    if statement.type not in _READING:
        kind = str(statement.type).rpartition(".")[2].lower()
        raise Misconfigured(
            "the question", f"would do more than read ({kind})", "Only select, from and explain are answered"
        )
    return statement.type, statement.query.strip().rstrip(";")


def _as_text(names: tuple[str, ...], types: tuple[str, ...], *, for_spreadsheet: bool) -> str:
    shown = (f"c{number}::varchar" for number in range(len(names)))
    return ", ".join(
        f"cell({column})" if for_spreadsheet and not kind.startswith(NUMBERS) else column
        for column, kind in zip(shown, types, strict=True)
    )


def _as_json(names: tuple[str, ...], types: tuple[str, ...]) -> str:
    """One JSON object a row; what JSON has no number for (infinity, "not a number") is null."""
    parts = []
    for number, (name, kind) in enumerate(zip(names, types, strict=True)):
        column = f"c{number}"
        if kind in {"DOUBLE", "FLOAT"}:
            column = f"case when isfinite({column}) then {column} end"
        key = json.dumps(name, ensure_ascii=False).replace("'", "''")
        parts.append(f"'{key}:' || coalesce(to_json({column})::varchar, 'null')")
    return "'{' || " + " || ',' || ".join(parts) + " || '}'"


def _words(value: object) -> str:
    return "" if value is None else str(value)


def _explained(error: duckdb.Error) -> Misconfigured:
    """DuckDB's own sentence, which names the column it would have taken."""
    lines = [line.strip() for line in str(error).splitlines() if line.strip() and not line.startswith(("LINE", " "))]
    return Misconfigured("the question", " ".join(lines[:4]).rstrip("!.") or "DuckDB cannot answer it", _HELP)
