"""What the night and its digest ask of the store: what waits, and what became of it.

In: an open connection. Out: ids and records in the order in which the articles came.
"""

from collections.abc import Collection
from datetime import datetime

import duckdb

from tasks.model import Claim
from tasks.store.reads import claims
from tasks.store.records import DigestDecision, DigestItem, NightArticle
from tasks.store.review_reads import STILL_READ
from tasks.store.rows import certain, instant

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


_NEEDING = f"""
select verdicts_latest.verdict_id, verdicts.claim_record
from verdicts_latest join verdicts using (verdict_id)
where verdicts_latest.needs_person and judged_at >= ? and verdicts.claim_record is not null
    and document_id in (select document_id from night_articles)
    and verdicts_latest.claim_id in ({STILL_READ})
order by verdicts_latest.verdict_id
"""  # noqa: S608 -- our own words
_DIGEST_ITEMS = """
select item_id, epoch_us(made_at), item from digest_items where made_at >= ? order by made_at desc, item_id
"""
_DIGEST_DECISIONS = """
select item_id, decision, decided_by, reason, epoch_us(until), epoch_us(decided_at), item
from digest_decisions order by unit_no, decided_at, decision_id
"""
_NEWEST_ITEMS = "select feed, epoch_us(max(first_seen)) from items group by feed"


def needing(connection: duckdb.DuckDBPyConnection, since: datetime) -> dict[str, Claim]:
    """The claims of watched articles whose newest verdict needs a person, by id of that verdict."""
    records = dict(connection.execute(_NEEDING, [since]).fetchall())
    found = claims(connection, sorted(set(records.values())))
    return {verdict_id: found[record] for verdict_id, record in records.items() if record in found}


def digest_items(connection: duckdb.DuckDBPyConnection, since: datetime) -> tuple[DigestItem, ...]:
    """What digests showed at or after that instant, the newest first."""
    rows = connection.execute(_DIGEST_ITEMS, [since]).fetchall()
    return tuple(DigestItem(row[0], certain(row[1]), row[2]) for row in rows)


def digest_decisions(connection: duckdb.DuckDBPyConnection) -> tuple[DigestDecision, ...]:
    """What people said of items, oldest first."""
    rows = connection.execute(_DIGEST_DECISIONS).fetchall()
    return tuple(
        DigestDecision(row[0], row[1], row[2], row[3], instant(row[4]), certain(row[5]), row[6]) for row in rows
    )


def newest_items(connection: duckdb.DuckDBPyConnection) -> dict[str, datetime]:
    """When each feed last brought something, by its name."""
    return {feed: certain(micros) for feed, micros in connection.execute(_NEWEST_ITEMS).fetchall()}


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
