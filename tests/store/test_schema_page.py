"""docs/schema.md and the views say the same, column by column."""

import re
from pathlib import Path

import duckdb

from tasks.store.ledger import TABLES
from tasks.store.store import Store

PAGE = Path(__file__).resolve().parents[2] / "docs" / "schema.md"
_ROW = re.compile(r"^\| (\w+) \| ([A-Z \[\]]+) \| (.+) \|$")


def described() -> dict[str, list[tuple[str, str]]]:
    views: dict[str, list[tuple[str, str]]] = {}
    view = ""
    for line in PAGE.read_text(encoding="utf-8").splitlines():
        if line.startswith("## "):
            view = line.removeprefix("## ").strip("`")
            views[view] = []
        elif found := _ROW.match(line):
            views[view].append((found[1], found[2]))
    return views


COLUMNS = """
select table_name, column_name, data_type
from information_schema.columns join information_schema.tables using (table_schema, table_name)
where table_schema = 'main' and table_type = ? order by table_name, ordinal_position
"""


def columns(store: Store, kind: str) -> dict[str, list[tuple[str, str]]]:
    rows = store._connection.execute(COLUMNS, [kind]).fetchall()
    found: dict[str, list[tuple[str, str]]] = {}
    for table, column, data_type in rows:
        found.setdefault(table, []).append((column, data_type))
    return found


def test_page_describes_every_view_column_by_column():
    """No view and no column is missing from the page or left over on it, in the same order and type."""
    with Store.in_memory() as store:
        assert described() == columns(store, "VIEW")


def test_ledger_counts_every_table():
    """A new table is counted by the ledger, or losing its rows would go unnoticed."""
    with Store.in_memory() as store:
        kept = {table for table, parts in columns(store, "BASE TABLE").items() if parts[0][0] == "unit_no"}
        assert kept - {"units"} == set(TABLES)


def test_file_opens_in_plain_duckdb_with_its_views(tmp_path: Path):
    """An analyst needs nothing of ours: any DuckDB of the storage version reads the file."""
    path = tmp_path / "plain.duckdb"
    Store.open(path).close()
    with duckdb.connect(str(path), read_only=True) as connection:
        for view in described():
            assert connection.execute("select count(*) from query_table(?)", [view]).fetchone() == (0,)
        version = connection.execute("select tags['storage_version'] from duckdb_databases()").fetchall()
        assert ("v1.5.0+",) in version
