"""What people said of two pages, and the pages that they may name.

In: an open connection; a name as a person types it: an address, the id of a document or its beginning, or the id that
an archive or feed gave. Out: joinings, the oldest first; documents, the newest print first.
"""

import duckdb

from tasks.model import Document, Joining
from tasks.store.reads import documents
from tasks.store.rows import certain

Connection = duckdb.DuckDBPyConnection

MIN_ID_CHARS = 6  # of the beginning of an id: fewer would name anything
_JOININGS = """
select one, other, is_same, person, reason, epoch_us(said_at), one_address, other_address
from joinings order by unit_no, said_at, joining_id
"""
_NAMED = """
select document_id from documents
where source_id = $1 or rtrim(split_part(url, '#', 1), '/') = rtrim(split_part($1, '#', 1), '/')
    or (length($1) >= $2 and starts_with(document_id, lower($1)))
order by unit_no desc, document_id
"""


def joinings(connection: Connection) -> tuple[Joining, ...]:
    """Every word that was said, withdrawn ones too."""
    rows = connection.execute(_JOININGS).fetchall()
    return tuple(Joining(row[0], row[1], row[2], row[3], row[4], certain(row[5]), row[6], row[7]) for row in rows)


def documents_named(connection: Connection, name: str) -> tuple[Document, ...]:
    """All prints that the name may mean."""
    rows = connection.execute(_NAMED, [name, MIN_ID_CHARS]).fetchall()
    held = documents(connection, [row[0] for row in rows])
    return tuple(held[row[0]] for row in rows)
