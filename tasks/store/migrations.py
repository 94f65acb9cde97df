"""Named changes of the schema, all that a file lacks in one transaction together with their record.

In: an open connection. Out: the same, at this program's schema. A change is known by its name, not by its number: what
was run under another number was run, and is recorded anew under today's. Raises Refused for a file that a newer
program wrote, that belongs to somebody else, or whose tables are not those that these changes make: none is touched.
"""

import re
import secrets
from collections import Counter
from dataclasses import dataclass
from datetime import datetime
from importlib.resources import files

import duckdb

from tasks.store.shape import differences
from tasks.trouble import Refused

# Made anew where numbers move: within one transaction DuckDB does not let go of a key that was changed.
_RECORDS = """
create or replace table schema_migrations (
    version    integer primary key,
    name       varchar not null,
    applied_at timestamptz not null default current_timestamp
)
"""
_DONE = "select version, name, applied_at from schema_migrations order by version"
_VIEW = re.compile(r"^create (?:or replace )?view (\w{1,60}) as$(.*?);$", re.MULTILINE | re.DOTALL)
_SHOWN = 3  # differences in a message
_ASIDE = "It was left as it was: use the Tracewire that wrote it, or give another --store"


@dataclass(frozen=True, slots=True)
class Migration:
    """One file of schema/: `0001_init.sql` is version 1, name "init". Stores hold the name: it is never changed."""

    version: int
    name: str
    sql: str


@dataclass(frozen=True, slots=True)
class Applied:
    """One change that a file has been through: under which number, by which name, and when (aware UTC)."""

    version: int
    name: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Change:
    """What was done to a file when it was opened: names of the changes made, and of those recorded under a new number.

    False where nothing was.
    """

    made: tuple[str, ...] = ()
    renumbered: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        """Whether the file was written to."""
        return bool(self.made or self.renumbered)

    def __str__(self) -> str:
        """The sentence that `tracewire doctor` prints."""
        told = []
        if self.made:
            told.append(f"brought up to this program's tables ({', '.join(self.made)})")
        if self.renumbered:
            told.append(f"recorded under today's numbers what was run under others ({', '.join(self.renumbered)})")
        return "; ".join(told)


def migrations() -> tuple[Migration, ...]:
    """Every migration that this program knows, oldest first."""
    found = []
    for file in files("tasks.store").joinpath("schema").iterdir():
        if file.name.endswith(".sql"):
            number, _, name = file.name.removesuffix(".sql").partition("_")
            found.append(Migration(int(number), name, file.read_text(encoding="utf-8")))
    return tuple(sorted(found, key=lambda migration: migration.version))


def migrate(connection: duckdb.DuckDBPyConnection, thing: str) -> Change:
    """Bring the file to this program's schema, or leave it exactly as it was and raise."""
    known = migrations()
    done = _checked(connection, thing, known)
    change = _needed(done, known)
    if not change:
        return change
    connection.begin()
    try:
        _apply(connection, thing, known, done)
        if done:
            _made_anew(connection, thing, known, done)
            _check_tables(connection, thing, known, done)
    except BaseException:
        connection.rollback()
        raise
    connection.commit()
    # In the main file, under its checksums: a log that loses its tail can then never lose the schema.
    connection.execute("checkpoint")
    return change


def check_current(connection: duckdb.DuckDBPyConnection, thing: str) -> None:
    """Refused unless the file has been through just this program's changes: what is only read is never migrated."""
    known = migrations()
    if _needed(_checked(connection, thing, known), known).made:
        raise Refused(thing, "has an older schema", "Run any command that writes to its store once")


def astray(connection: duckdb.DuckDBPyConnection) -> tuple[str, ...]:
    """How tables and views differ from what the migrations make, a sentence each; empty where they do not."""
    return differences(connection, [migration.sql for migration in migrations()])


def _needed(done: tuple[Applied, ...], known: tuple[Migration, ...]) -> Change:
    numbers = {applied.name: applied.version for applied in done}
    return Change(
        tuple(migration.name for migration in known if migration.name not in numbers),
        tuple(one.name for one in known if one.name in numbers and numbers[one.name] != one.version),
    )


def _checked(connection: duckdb.DuckDBPyConnection, thing: str, known: tuple[Migration, ...]) -> tuple[Applied, ...]:
    """What the file has been through; Refused where this program cannot have been on its way."""
    done = _done(connection, thing)
    names = {migration.name for migration in known}
    unknown = [applied for applied in done if applied.name not in names]
    if unknown and not _needed(done, known).made and unknown[0].version > known[-1].version:
        cause = f"was written by a newer Tracewire (schema {done[-1].version}; this one knows {known[-1].version})"
        raise Refused(thing, cause, "Upgrade Tracewire, or give another --store")
    if unknown:
        which = ", ".join(f"{applied.name!r} as number {applied.version}" for applied in unknown[:_SHOWN])
        cause = f"has been through changes of its tables that this Tracewire does not know ({which})"
        raise Refused(thing, cause, _ASIDE)
    twice = [name for name, times in Counter(applied.name for applied in done).items() if times > 1]
    if twice:
        raise Refused(thing, f"says that one change of its tables was made twice ({min(twice)!r})", _ASIDE)
    return done


def _done(connection: duckdb.DuckDBPyConnection, thing: str) -> tuple[Applied, ...]:
    """What is recorded, in the order of its numbers; nothing for a new file."""
    held = _tables(connection)
    rows = []
    if "schema_migrations" in held:
        try:
            rows = connection.execute(_DONE).fetchall()
        except duckdb.BinderException:  # other programs keep a table of that name too, with other columns
            rows = []
    if held and not rows:
        raise Refused(
            thing,
            f"is a DuckDB file of something else (it holds {min(held)!r})",
            "Give the path of a Tracewire store, or of a file that does not exist yet",
        )
    return tuple(Applied(*row) for row in rows)


def _apply(
    connection: duckdb.DuckDBPyConnection, thing: str, known: tuple[Migration, ...], done: tuple[Applied, ...]
) -> None:
    """Run what is missing, and write the record with today's numbers and the times at which each was run."""
    at = {applied.name: applied.at for applied in done}
    connection.execute(_RECORDS)
    for migration in known:
        if migration.name in at:
            row = [migration.version, migration.name, at[migration.name]]
            connection.execute("insert into schema_migrations values (?, ?, ?)", row)
            continue
        _run(connection, thing, migration.name, migration.sql, done)
        row = [migration.version, migration.name]
        connection.execute("insert into schema_migrations (version, name) values (?, ?)", row)
    if not done:
        connection.execute("insert into store_identity values (?)", [secrets.token_hex(16)])


def _run(connection: duckdb.DuckDBPyConnection, thing: str, name: str, script: str, done: tuple[Applied, ...]) -> None:
    try:
        connection.execute(script)
    except (duckdb.ProgrammingError, duckdb.IntegrityError, duckdb.DataError) as error:
        said = str(error).partition("\n")[0].strip()
        cause = f"cannot be brought up to this Tracewire's tables: {name!r} fails ({said})"
        raise Refused(thing, f"{cause}; it has been through {_listed(done)}", _ASIDE) from error


def _made_anew(
    connection: duckdb.DuckDBPyConnection, thing: str, known: tuple[Migration, ...], done: tuple[Applied, ...]
) -> None:
    """Every view as the newest change has it: of changes made out of their order an older one had the last word."""
    views = {name: words for migration in known for name, words in _VIEW.findall(migration.sql)}
    for name, words in views.items():
        _run(connection, thing, f"view {name}", f"create or replace view {name} as {words}", done)


def _check_tables(
    connection: duckdb.DuckDBPyConnection, thing: str, known: tuple[Migration, ...], done: tuple[Applied, ...]
) -> None:
    """Refused where the changes, old and new, came to other tables than ours: their texts were others then."""
    if told := differences(connection, [migration.sql for migration in known]):
        more = f" and {len(told) - _SHOWN} more" if len(told) > _SHOWN else ""
        cause = f"has other tables than this Tracewire: {'; '.join(told[:_SHOWN])}{more}"
        raise Refused(thing, f"{cause}; it has been through {_listed(done)}", _ASIDE)


def _listed(done: tuple[Applied, ...]) -> str:
    return ", ".join(f"{applied.version} {applied.name}" for applied in done)


def _tables(connection: duckdb.DuckDBPyConnection) -> frozenset[str]:
    rows = connection.execute(
        "select table_name from duckdb_tables() where database_name = current_database() and not internal"
    ).fetchall()
    return frozenset(row[0] for row in rows)
