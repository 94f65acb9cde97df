"""`tracewire query`: one question in SQL to the readers' copy of the store, which no run ever has to wait for.

In: a statement, or none to list the views. Out: the exit status; on a terminal a table, in a pipe CSV, with `--json`
one JSON object a row. The copy is made where there is none; where it lies behind the store, that is said.
"""

import csv
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Final

from flows.commands.explain import opened, show
from flows.commands.progress import tell
from tasks.desk import Desk
from tasks.settings import Settings, load
from tasks.store.ledger import noted_entry
from tasks.store.query import Answer, Reader
from tasks.store.snapshot import publish, snapshot_path
from tasks.trouble import Misconfigured, Refused

TABLE_ROWS: Final = 200  # on a terminal; more is for a file
PIPED_ROWS: Final = 1_000_000
CELL_CHARS: Final = 120
COPY_MARK: Final = "-latest"  # how the name of a readers' copy ends


@dataclass(frozen=True, slots=True)
class QueryRequest:
    """A question as it was typed."""

    sql: str | None
    tables: bool = False
    limit: int | None = None
    as_json: bool = False
    as_csv: bool = False
    fresh: bool = False
    store: str | None = None
    config: Path | None = None


def run_query(request: QueryRequest) -> int:
    """Answer; returns the exit status."""
    if not request.tables and request.sql is None:
        raise Misconfigured(
            "tracewire query", "no question was given", 'Give SQL, as "from figures limit 5", or --tables'
        )
    if request.as_json and request.as_csv:
        raise Misconfigured("--json and --csv", "are two forms", "Give one of them")
    if request.limit is not None and request.limit < 0:
        raise Misconfigured(f"--limit {request.limit}", "is less than none", "Give 0 for all rows")
    with _reader(request, load(request.config)) as reader:
        if request.tables:
            _show_views(reader.views(), as_json=request.as_json)
            return 0
        assert request.sql is not None
        is_table = sys.stdout.isatty() and not (request.as_json or request.as_csv)
        limit = (TABLE_ROWS if is_table else PIPED_ROWS) if request.limit is None else request.limit
        answer = reader.ask(
            _typed(request.sql), limit=limit, as_json=request.as_json, for_spreadsheet=not (is_table or request.as_json)
        )
        rows = islice(answer.rows, limit) if limit else answer.rows
        shown = _show_table if is_table else _write_json if request.as_json else _write_csv
        shown(answer, rows)
        if limit and next(answer.rows, None) is not None:
            tell(f"only the first {limit:,} rows are shown; --limit N shows more, --limit 0 all.")
    return 0


def _typed(sql: str) -> str:
    return sys.stdin.read() if sql == "-" else sql


def _reader(request: QueryRequest, settings: Settings) -> Reader:
    """Open the readers' copy, made anew where there is none or where it was made before the program changed."""
    path = Desk(settings, request.store).path
    if path is not None and path.stem.endswith(COPY_MARK) and path.exists():
        return Reader(path)
    if path is None or request.fresh or not snapshot_path(path).exists():
        return _published(settings, request.store)
    try:
        reader = Reader(snapshot_path(path))
    except Refused:
        return _published(settings, request.store)
    noted = noted_entry(path)
    if noted is not None and noted.unit_no > reader.last_unit:
        behind = noted.unit_no - reader.last_unit
        tell(f"the readers' copy is {behind:,} units of work behind the store; --fresh makes a new one.")
    return reader


def _published(settings: Settings, store: str | None) -> Reader:
    with opened(settings, store) as held:
        return Reader(publish(held))


def _show_views(views: tuple[tuple[str, str], ...], *, as_json: bool) -> None:
    if as_json:
        import json  # noqa: PLC0415 -- beside what it prints

        sys.stdout.write(json.dumps([{"view": name, "columns": columns.split(", ")} for name, columns in views]) + "\n")
        return
    from rich.table import Table  # noqa: PLC0415 -- rows for a program need no terminal

    table = Table("view", "columns", box=None, padding=(0, 2, 1, 0))
    for name, columns in views:
        table.add_row(name, columns)
    show(table)


def _show_table(answer: Answer, rows: Iterator[tuple[str | None, ...]]) -> None:
    from rich.table import Table  # noqa: PLC0415 -- rows for a program need no terminal
    from rich.text import Text  # noqa: PLC0415

    from tasks.reports.safe import line  # noqa: PLC0415

    if answer.columns == ("plan",):
        for (plan,) in rows:
            sys.stdout.write(plan or "")
        return
    table = Table(box=None, padding=(0, 2, 0, 0))
    for name, is_number in zip(answer.columns, answer.is_number, strict=True):
        table.add_column(Text(line(name, CELL_CHARS)), justify="right" if is_number else "left")
    for row in rows:
        table.add_row(*(Text("" if cell is None else line(cell, CELL_CHARS)) for cell in row))
    show(table)


def _write_json(answer: Answer, rows: Iterator[tuple[str | None, ...]]) -> None:
    del answer
    sys.stdout.writelines(f"{row[0]}\n" for row in rows)


def _write_csv(answer: Answer, rows: Iterator[tuple[str | None, ...]]) -> None:
    writer = csv.writer(sys.stdout, lineterminator="\n")
    writer.writerow(answer.columns)
    writer.writerows(rows)
