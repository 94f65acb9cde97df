"""What the store knows of pages that feeds brought: when they were first seen, when last asked for, with what answer.

In: an open connection, names of feeds, an instant. Out: `Look`s in the order of their addresses; addresses of items
that no article could be read from.
"""

from collections.abc import Collection
from datetime import datetime

import duckdb

from tasks.store import codec
from tasks.store.records import Look
from tasks.store.rows import instant

Connection = duckdb.DuckDBPyConnection

_LOOKS = """
with listed as (
    select url, min_by(feed, first_seen) as feed, min(first_seen) as first_seen, max(document_id) as held
    from items where url is not null and first_seen >= $since and list_contains($feeds::varchar[], feed)
    group by url
),
answered as (
    select url, max(fetched_at) as fetched_at, max_by(status, fetched_at) as status,
        max_by(document_id, fetched_at) filter (document_id is not null) as document_id,
        max_by(headers, fetched_at) filter (document_id is not null) as headers
    from fetches where url in (select url from listed) group by url
),
failed as (
    select thing as url, max(happened_at) as happened_at
    from troubles where thing in (select url from listed) group by thing
)
select url, feed, epoch_us(first_seen), epoch_us(greatest(first_seen, fetched_at, happened_at)), document_id, status,
    headers
from listed left join answered using (url) left join failed using (url)
-- What came in the feed's own text was never asked for as a page, and is not now.
where held is null or answered.document_id is not null
order by url
"""
_FAILED = """
select distinct url from items
where url is not null and document_id is null and list_contains($1::varchar[], feed)
"""


def looks(connection: Connection, feeds: Collection[str], since: datetime) -> tuple[Look, ...]:
    """The pages that these feeds brought since then."""
    found = []
    for row in connection.execute(_LOOKS, {"feeds": sorted(feeds), "since": since}).fetchall():
        first_seen, last_look = instant(row[2]), instant(row[3])
        assert first_seen is not None
        assert last_look is not None
        headers = dict(codec.decode(tuple[tuple[str, str], ...], row[6])) if row[6] else {}
        validators = headers.get("etag"), headers.get("last-modified")
        found.append(Look(row[0], row[1], first_seen, last_look, row[4], row[5], *validators))
    return tuple(found)


def failed_urls(connection: Connection, feeds: Collection[str]) -> frozenset[str]:
    """Addresses that these feeds listed and of which no article could be read."""
    return frozenset(row[0] for row in connection.execute(_FAILED, [sorted(feeds)]).fetchall())
