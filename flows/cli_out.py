"""Verbs of the `tracewire` command by which results leave the store: `query`."""

from typing import Annotated

import typer

from flows.options import Config, StoreFile


def query(
    sql: Annotated[
        str | None,
        typer.Argument(
            help='One statement that reads, as "from figures limit 5"; - for standard input.', show_default=False
        ),
    ] = None,
    tables: Annotated[bool, typer.Option("--tables", help="List the public views with their columns.")] = False,
    limit: Annotated[
        int | None,
        typer.Option(help="Rows at most; 0 for all. A terminal shows 200, a pipe gets 1,000,000.", show_default=False),
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object a row.")] = False,
    as_csv: Annotated[bool, typer.Option("--csv", help="CSV on a terminal too.")] = False,
    fresh: Annotated[bool, typer.Option("--fresh", help="Make the readers' copy anew first.")] = False,
    store: StoreFile = None,
    config: Config = None,
) -> None:
    """Ask the readers' copy of the store in SQL; nothing can be written, and no other file is reached."""
    from flows.commands.query import QueryRequest, run_query  # noqa: PLC0415 -- help must not wait for imports

    raise typer.Exit(run_query(QueryRequest(sql, tables, limit, as_json, as_csv, fresh, store, config)))
