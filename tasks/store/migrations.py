"""Numbered changes of the schema, each run together with its record in one transaction.

In: an open connection. Out: the same, at this program's schema. Raises Refused for a file that a newer program wrote
or that belongs to somebody else: neither is ever touched.
"""

import secrets
from dataclasses import dataclass
from importlib.resources import files

import duckdb

from tasks.trouble import Refused

_RECORDS = """
create table if not exists schema_migrations (
    version    integer primary key,
    name       varchar not null,
    applied_at timestamptz not null default current_timestamp
)
"""


@dataclass(frozen=True, slots=True)
class Migration:
    """One file of schema/: `0001_init.sql` is version 1, name "init"."""

    version: int
    name: str
    sql: str


def migrations() -> tuple[Migration, ...]:
    """Every migration that this program knows, oldest first."""
    found = []
    for file in files("tasks.store").joinpath("schema").iterdir():
        if file.name.endswith(".sql"):
            number, _, name = file.name.removesuffix(".sql").partition("_")
            found.append(Migration(int(number), name, file.read_text(encoding="utf-8")))
    return tuple(sorted(found, key=lambda migration: migration.version))


def applied(connection: duckdb.DuckDBPyConnection) -> tuple[int, ...]:
    """The versions that this file has been through; empty for a new file."""
    if "schema_migrations" not in _tables(connection):
        return ()
    rows = connection.execute("select version from schema_migrations order by version").fetchall()
    return tuple(row[0] for row in rows)


def migrate(connection: duckdb.DuckDBPyConnection, thing: str) -> bool:
    """Bring the file to this program's schema; True where something was changed."""
    pending = check(connection, thing)
    for migration in pending:
        connection.begin()
        try:
            connection.execute(_RECORDS)
            connection.execute(migration.sql)
            connection.execute("insert into schema_migrations (version, name) values (?, ?)", _record(migration))
            if migration.version == 1:
                connection.execute("insert into store_identity values (?)", [secrets.token_hex(16)])
        except BaseException:
            connection.rollback()
            raise
        connection.commit()
    if pending:
        # In the main file, under its checksums: a log that loses its tail can then never lose the schema.
        connection.execute("checkpoint")
    return bool(pending)


def check(connection: duckdb.DuckDBPyConnection, thing: str) -> tuple[Migration, ...]:
    """The migrations that the file still needs; Refused where it is newer than this program, or not ours."""
    known = migrations()
    done = applied(connection)
    if not done and (strangers := _tables(connection)):
        raise Refused(
            thing,
            f"is a DuckDB file of something else (it holds {min(strangers)!r})",
            "Give the path of a Tracewire store, or of a file that does not exist yet",
        )
    newest = known[-1].version
    if done and done[-1] > newest:
        raise Refused(
            thing,
            f"was written by a newer Tracewire (schema {done[-1]}; this one knows {newest})",
            "Upgrade Tracewire, or give another --store",
        )
    return tuple(migration for migration in known if migration.version not in done)


def check_current(connection: duckdb.DuckDBPyConnection, thing: str) -> None:
    """Refused unless the file has just this program's schema: what is only read is never migrated."""
    if check(connection, thing):
        raise Refused(thing, "has an older schema", "Run any command that writes to its store once")


def _record(migration: Migration) -> list[object]:
    return [migration.version, migration.name]


def _tables(connection: duckdb.DuckDBPyConnection) -> frozenset[str]:
    rows = connection.execute(
        "select table_name from duckdb_tables() where database_name = current_database() and not internal"
    ).fetchall()
    return frozenset(row[0] for row in rows)
