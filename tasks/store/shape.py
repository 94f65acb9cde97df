"""Whether the tables and views of a file are those that this program's migrations make.

In: an open connection, and the SQL of all migrations. Out: what differs, a sentence each, sorted; nothing where all is
as it should be. A record of migrations says what was run, not what it made: the text of a migration may have been
another then. What the file holds beside our tables is its owner's and no difference.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import duckdb

# schema_migrations is the record itself: migrations.py reads it before anything else.
_COLUMNS = """
select table_name, column_name, data_type || case when is_nullable then '' else ' not null' end
from duckdb_columns()
where database_name = current_database() and not internal and table_name <> 'schema_migrations'
order by table_name, column_index
"""
_KEYS = """
select table_name, constraint_type, constraint_column_names
from duckdb_constraints()
where database_name = current_database() and constraint_type in ('PRIMARY KEY', 'UNIQUE', 'CHECK')
    and table_name <> 'schema_migrations'
order by all
"""
_VIEWS = "select view_name from duckdb_views() where database_name = current_database() and not internal"


@dataclass(frozen=True, slots=True)
class Shape:
    """Columns of each table and view in their order, with their types; keys and checks; which of them are views.

    The words of a view are left out: DuckDB writes one statement in more than one way.
    """

    columns: Mapping[str, Mapping[str, str]]
    keys: Mapping[str, tuple[tuple[object, ...], ...]]
    views: frozenset[str]


def differences(connection: duckdb.DuckDBPyConnection, scripts: Iterable[str]) -> tuple[str, ...]:
    """What of this program's schema the file has otherwise."""
    ours = _made_by(scripts)
    found = shape(connection)
    told = []
    for name, columns in ours.columns.items():
        kind = "view" if name in ours.views else "table"
        theirs = found.columns.get(name)
        if theirs is None or (name in found.views) != (name in ours.views):
            told.append(f"there is no {kind} {name}")
        elif kind == "view":
            if list(columns) != list(theirs):
                told.append(f"the view {name} has other columns")
        else:
            told += _of_table(name, columns, theirs)
            if ours.keys.get(name) != found.keys.get(name):
                told.append(f"the table {name} has other keys or checks")
    return tuple(sorted(told))


def shape(connection: duckdb.DuckDBPyConnection) -> Shape:
    """What the file holds now, as seen from inside the open transaction."""
    columns: dict[str, dict[str, str]] = {}
    for table, column, kind in connection.execute(_COLUMNS).fetchall():
        columns.setdefault(table, {})[column] = kind
    keys: dict[str, tuple[tuple[object, ...], ...]] = {}
    for table, kind, names in connection.execute(_KEYS).fetchall():
        keys[table] = (*keys.get(table, ()), (kind, *names))
    return Shape(columns, keys, frozenset(row[0] for row in connection.execute(_VIEWS).fetchall()))


def _made_by(scripts: Iterable[str]) -> Shape:
    with duckdb.connect(":memory:") as fresh:
        for script in scripts:
            fresh.execute(script)
        return shape(fresh)


def _of_table(name: str, ours: Mapping[str, str], theirs: Mapping[str, str]) -> list[str]:
    told = [f"the table {name} has no column {column}" for column in ours.keys() - theirs.keys()]
    told += [f"the table {name} has a column {column} too many" for column in theirs.keys() - ours.keys()]
    told += [
        f"{name}.{column} is {theirs[column]}, not {kind}"
        for column, kind in ours.items()
        if column in theirs and theirs[column] != kind
    ]
    if not told and list(ours) != list(theirs):  # rows are written by position
        told.append(f"the columns of the table {name} stand in another order")
    return told
