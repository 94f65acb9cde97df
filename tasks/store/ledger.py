"""The ledger: how many rows each table must have, kept in the store and once more in a small file beside it.

DuckDB replays its log up to the first byte that it cannot read and then opens without a word: one flipped byte in
the middle of a log of 200 transactions left 99, and no error. Everything inside the file is then consistent and old,
so the last transaction is also written to `<store>.ledger` after each commit. A store behind its ledger is refused;
one ahead of it is fine: the program was stopped between the commit and the note.
"""

import json
import os
from dataclasses import dataclass
from pathlib import Path

import duckdb

from tasks.store.connection import REMEDY
from tasks.trouble import Unreadable

TABLES = (
    "runs", "documents", "document_roles", "items", "fetches", "bodies", "feed_polls", "troubles", "readings",
    "claims", "verdicts", "matches", "edges", "verifications", "reviews", "configurations", "searches", "joinings",
    "night_articles", "digest_items", "digest_decisions", "corrections",
    "follows", "follow_states", "standing_keys",
    "tombstones", "tombstone_ends", "holds", "hold_ends",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Entry:
    """The state after one unit: its number and the rows of each table, in all."""

    store_id: str
    unit_no: int
    row_counts: dict[str, int]


def last_entry(connection: duckdb.DuckDBPyConnection) -> Entry:
    """The newest entry inside the store; unit 0 with empty tables for a new one."""
    row = connection.execute("""
        select (select store_id from store_identity), unit_no, row_counts
        from units order by unit_no desc limit 1
    """).fetchone()
    if row is None:
        (store_id,) = connection.execute("select store_id from store_identity").fetchall()[0]
        return Entry(store_id, 0, {})
    return Entry(row[0], row[1], json.loads(row[2]))


def verify(connection: duckdb.DuckDBPyConnection, path: Path | None) -> Entry:
    """The newest entry, after every table was counted; Unreadable where rows or whole units are missing."""
    entry = last_entry(connection)
    thing = str(path) if path else "the store in memory"
    counted = dict(connection.execute(_COUNTS).fetchall())
    for table in TABLES:
        expected = entry.row_counts.get(table, 0)
        if counted[table] != expected:
            cause = f"the table {table} holds {counted[table]:,} rows and its ledger says {expected:,}"
            raise Unreadable(thing, cause, REMEDY)
    noted = noted_entry(path)
    if noted and noted.store_id == entry.store_id and noted.unit_no > entry.unit_no:
        missing = noted.unit_no - entry.unit_no
        cause = f"the last {missing:,} units of work are gone from it (it ends at {entry.unit_no}, not {noted.unit_no})"
        raise Unreadable(thing, f"{cause}: its log was damaged", REMEDY)
    return entry


def read_through(connection: duckdb.DuckDBPyConnection) -> dict[str, int]:
    """Read every value of every table, so that every block of them proves its checksum; returns the rows of each."""
    return {table: connection.execute(_EVERY_VALUE, [table]).fetchall()[0][0] for table in TABLES}


def ledger_path(path: Path) -> Path:
    """Where the note beside a store lies."""
    return path.with_name(path.name + ".ledger")


def noted_entry(path: Path | None) -> Entry | None:
    """What the note beside the store says; None where there is none or it cannot be read (it only ever adds doubt)."""
    if path is None:
        return None
    try:
        note = json.loads(ledger_path(path).read_text(encoding="utf-8"))
        return Entry(note["store_id"], int(note["unit_no"]), {})
    except (OSError, ValueError, KeyError, TypeError):
        return None


def note(path: Path | None, entry: Entry) -> None:
    """Write the note beside the store, whole or not at all."""
    if path is None:
        return
    target = ledger_path(path)
    draft = target.with_name(target.name + ".draft")  # one writer at a time: a killed one leaves at most this
    text = json.dumps({"store_id": entry.store_id, "unit_no": entry.unit_no, "row_counts": entry.row_counts})
    with draft.open("w", encoding="utf-8") as file:
        file.write(text + "\n")
        file.flush()
        os.fsync(file.fileno())
    draft.replace(target)


_EVERY_VALUE = "select count(*), bit_xor(hash(each_row)) from query_table(?) as each_row"

# One row a table, spelled out: a statement never takes a table's name from a variable.
_COUNTS = """
select 'runs', count(*) from runs union all
select 'documents', count(*) from documents union all
select 'document_roles', count(*) from document_roles union all
select 'items', count(*) from items union all
select 'fetches', count(*) from fetches union all
select 'bodies', count(*) from bodies union all
select 'feed_polls', count(*) from feed_polls union all
select 'troubles', count(*) from troubles union all
select 'readings', count(*) from readings union all
select 'claims', count(*) from claims union all
select 'verdicts', count(*) from verdicts union all
select 'matches', count(*) from matches union all
select 'edges', count(*) from edges union all
select 'verifications', count(*) from verifications union all
select 'reviews', count(*) from reviews union all
select 'configurations', count(*) from configurations union all
select 'searches', count(*) from searches union all
select 'joinings', count(*) from joinings union all
select 'night_articles', count(*) from night_articles union all
select 'digest_items', count(*) from digest_items union all
select 'digest_decisions', count(*) from digest_decisions union all
select 'corrections', count(*) from corrections union all
select 'follows', count(*) from follows union all
select 'follow_states', count(*) from follow_states union all
select 'tombstones', count(*) from tombstones union all
select 'tombstone_ends', count(*) from tombstone_ends union all
select 'holds', count(*) from holds union all
select 'hold_ends', count(*) from hold_ends union all
select 'standing_keys', count(*) from standing_keys
"""
