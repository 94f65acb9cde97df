"""What an evidence pack needs of the store and no other command asks: articles of a run, and when they were judged.

In: an open connection. Out: ids and instants; ask through `Store.ask`.
"""

from datetime import datetime

import duckdb

from tasks.store.rows import instant

MIN_RUN_CHARS = 6  # of the beginning of a run's id

_RUNS = "select distinct run_id from units where starts_with(run_id, ?) order by run_id limit ?"
_OF_RUN = """
select document_id from verifications join units using (unit_no)
where run_id = ? group by document_id order by min(unit_no), document_id
"""
_JUDGED = """
select epoch_us(written_at) from verifications join units using (unit_no)
where document_id = ? order by unit_no desc, verification_id limit 1
"""
_READERS = "select distinct reader from verifications where document_id = ? order by reader"


def runs_named(connection: duckdb.DuckDBPyConnection, prefix: str, limit: int = 6) -> tuple[str, ...]:
    """Ids of runs that begin like this; none for a beginning that is too short to mean one."""
    if len(prefix) < MIN_RUN_CHARS:
        return ()
    return tuple(row[0] for row in connection.execute(_RUNS, [prefix, limit]).fetchall())


def articles_of_run(connection: duckdb.DuckDBPyConnection, run_id: str) -> tuple[str, ...]:
    """The articles that a run verified, in the order in which it did."""
    return tuple(row[0] for row in connection.execute(_OF_RUN, [run_id]).fetchall())


def judged_at(connection: duckdb.DuckDBPyConnection, document_id: str) -> datetime | None:
    """When the newest verification of an article was written (aware UTC)."""
    row = connection.execute(_JUDGED, [document_id]).fetchone()
    return None if row is None else instant(row[0])


def readers_of(connection: duckdb.DuckDBPyConnection, document_id: str) -> tuple[str, ...]:
    """The readers, name and version, that read an article's claims."""
    return tuple(row[0] for row in connection.execute(_READERS, [document_id]).fetchall())
