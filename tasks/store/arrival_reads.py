"""How documents came in: the first answer of a server that each was read from.

In: an open connection and ids of documents. Out: a `Fetching` for each that was fetched; pages of an archive have none.
"""

from collections.abc import Collection

import duckdb

from tasks.model import Fetching
from tasks.store.rows import instant

Connection = duckdb.DuckDBPyConnection

_FETCHINGS = """
select document_id, arg_min(final_url, fetched_at), epoch_us(min(fetched_at)), arg_min(body_sha256, fetched_at)
from fetches where document_id in (select unnest(?)) group by document_id
"""


def fetchings(connection: Connection, document_ids: Collection[str]) -> dict[str, Fetching]:
    """The first fetch of each of these documents, by id."""
    found: dict[str, Fetching] = {}
    for document_id, url, fetched_at, body_sha256 in connection.execute(_FETCHINGS, [sorted(document_ids)]).fetchall():
        at = instant(fetched_at)
        if at is not None:
            found[document_id] = Fetching(url, at, body_sha256)
    return found
