"""What the night and its digest ask of the store: what waits, and what became of it.

In: an open connection. Out: ids and records in the order in which the articles came.
"""

from collections.abc import Collection
from datetime import datetime

import duckdb

from tasks.store.records import NightArticle

_WATCHED_URLS = """
select distinct coalesce(url, guid) from items
where document_id is not null and feed in (select unnest(?::varchar[]))
"""
# A failure counts as done only for the program and the rules that failed.
_WAITING = """
select items.document_id from items
where items.document_id is not null and feed in (select unnest($1::varchar[]))
    and not exists (
        select 1 from night_articles
        where night_articles.document_id = items.document_id
            and (outcome <> 'failed' or (program = $2 and rules_hash = $3))
    )
group by items.document_id order by min(items.unit_no), items.document_id
"""
_ARTICLES = """
select night_articles.document_id, outcome, program, rules_hash, cause, url, title, listed.feed
from night_articles
left join documents using (document_id)
left join (select document_id, min(feed) as feed from items group by document_id) as listed using (document_id)
where night_articles.unit_no in (select unit_no from units where written_at >= ?)
order by night_articles.unit_no, night_articles.document_id
"""


def watched_urls(connection: duckdb.DuckDBPyConnection, feeds: Collection[str]) -> frozenset[str]:
    """Addresses of articles that these feeds have brought already; an entry without one is known by its id."""
    return frozenset(row[0] for row in connection.execute(_WATCHED_URLS, [list(feeds)]).fetchall())


def waiting(
    connection: duckdb.DuckDBPyConnection, feeds: Collection[str], program: str, rules_hash: str
) -> tuple[str, ...]:
    """The ids of articles of these feeds that no night has done, in the order in which they came."""
    rows = connection.execute(_WAITING, [list(feeds), program, rules_hash]).fetchall()
    return tuple(row[0] for row in rows)


def night_articles(connection: duckdb.DuckDBPyConnection, since: datetime) -> tuple[NightArticle, ...]:
    """What became of the articles that were gone through at or after that instant."""
    return tuple(NightArticle(*row) for row in connection.execute(_ARTICLES, [since]).fetchall())
