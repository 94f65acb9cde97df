"""What servers answered, as kept: the bytes that documents were read from, and when.

In: an open connection. Out: Fetch records in the order they came; bodies are unpacked only for who asks for them.
"""

import zlib
from collections.abc import Collection, Iterator
from typing import Any, Final

import duckdb

from tasks.store import codec
from tasks.store.reads import keyed
from tasks.store.records import Fetch
from tasks.store.rows import instant

BATCH_FETCHES: Final = 50  # with bodies of at most 5 MB each

_FETCHES: Final = """
select fetch_id, url, final_url, status, epoch_us(fetched_at), hops, headers, charset, fetches.document_id, body
from fetches left join bodies using (body_sha256)
"""
_LAST: Final = _FETCHES + " where url = ? order by fetches.unit_no desc, fetched_at desc limit 1"
_IDS: Final = "select fetch_id from fetches order by unit_no, fetched_at, fetch_id"
_IDS_OF: Final = """
select fetch_id from fetches where document_id in (keys) order by unit_no, fetched_at, fetch_id
"""
_BROUGHT: Final = "select distinct document_id, feed from items where document_id in (keys)"
_BY_ID: Final = _FETCHES + " where fetch_id in (keys)"


def last_fetch(connection: duckdb.DuckDBPyConnection, url: str) -> Fetch | None:
    """The last answer of that address, with its body where one was kept."""
    row = connection.execute(_LAST, [url]).fetchone()
    return None if row is None else _fetch(row)


def fetches(connection: duckdb.DuckDBPyConnection, document_ids: Collection[str] | None) -> Iterator[Fetch]:
    """Every answer, or those that these documents were read from; some at a time in memory."""
    if document_ids is None:
        ids = [row[0] for row in connection.execute(_IDS).fetchall()]
    else:
        ids = [row[0] for row in keyed(connection, _IDS_OF, sorted(document_ids))]
    for start in range(0, len(ids), BATCH_FETCHES):
        batch = ids[start : start + BATCH_FETCHES]
        found = {row[0]: row for row in keyed(connection, _BY_ID, batch)}
        yield from (_fetch(found[fetch_id]) for fetch_id in batch)


def brought_by(connection: duckdb.DuckDBPyConnection, document_ids: Collection[str]) -> dict[str, frozenset[str]]:
    """The names of the feeds that listed each document; those that none did are left out."""
    found: dict[str, set[str]] = {}
    for document_id, feed in keyed(connection, _BROUGHT, document_ids):
        found.setdefault(document_id, set()).add(feed)
    return {document_id: frozenset(feeds) for document_id, feeds in found.items()}


def _fetch(row: tuple[Any, ...]) -> Fetch:
    _, url, final_url, status, at, hops, headers, charset, document_id, body = row
    fetched_at = instant(at)
    assert fetched_at is not None
    return Fetch(
        url=url,
        final_url=final_url,
        status=status,
        fetched_at=fetched_at,
        hops=codec.decode(tuple[tuple[str, int], ...], hops),
        headers=codec.decode(tuple[tuple[str, str], ...], headers),
        charset=charset,
        body=None if body is None else zlib.decompress(body),
        document_id=document_id,
    )
