"""The keys of judged articles, and which of them new pages share.

In: an open connection, keys of new pages. Out: ids of articles. A key says the more, the fewer articles have it: one
that all share says nothing, one of a single article counts 1. Two pages of one event share a name and a word or two of
that sort; two pages about one country share its name, which many have.
"""

from collections.abc import Sequence

import duckdb

from tasks.model import content_id
from tasks.store.rows import Row
from tasks.verdicts.standing import KIND, Key

PRIOR = 20  # articles that are thought beside those held: in a small store nothing is common yet
# Of the rarity of shared keys. On 109 pages of eight real events 395 of the 412 pairs are found in which a page turns a
# claim of an article, and 539 of 10,385 pairs of different events.
LEAST_SHARED = 1.6
LEAST_TELLING = 0.35  # below it a key is so common that it only costs time
# Articles to be keyed: those judged since, whose keys are not there yet.
_UNKEYED = """
select distinct document_id from verifications join units using (unit_no)
where written_at >= ? and document_id not in (select document_id from standing_keys) order by document_id
"""
_SHARING = """
with news as materialized (
    select unnest($pages::varchar[]) as page, unnest($families::varchar[]) as family,
        unnest($anchors::varchar[]) as anchor
),
keyed as materialized (
    select document_id, family, anchor from standing_keys where anchor in (select anchor from news)
),
held as (
    select count(distinct document_id) + $prior as many from standing_keys
),
rarity as materialized (
    select anchor, ln(many / count(distinct document_id)) / ln(many) as weight
    from keyed cross join held where family <> $kind group by anchor, many
    having ln(many / count(distinct document_id)) / ln(many) >= $telling
),
shared as (
    select distinct news.page, keyed.document_id, keyed.anchor
    from news join keyed using (family, anchor)
    where family <> $kind and news.page <> keyed.document_id and keyed.anchor in (select anchor from rarity)
),
weighed as materialized (
    select page, document_id from shared join rarity using (anchor) group by page, document_id
    having sum(weight) >= $least
)
select distinct weighed.document_id
from weighed
join news on news.page = weighed.page and news.family = $kind
join keyed on keyed.document_id = weighed.document_id and keyed.family = $kind and keyed.anchor = news.anchor
order by weighed.document_id
"""


def sharing(connection: duckdb.DuckDBPyConnection, news: Sequence[tuple[str, Key]]) -> tuple[str, ...]:
    """The judged articles that share enough with one of these pages; `news` are ids of pages with their keys."""
    asked = {
        "pages": [page for page, _ in news],
        "families": [key.family for _, key in news],
        "anchors": [key.anchor for _, key in news],
        "kind": KIND,
        "prior": PRIOR,
        "telling": LEAST_TELLING,
        "least": LEAST_SHARED,
    }
    return tuple(row[0] for row in connection.execute(_SHARING, asked).fetchall())


def unkeyed(connection: duckdb.DuckDBPyConnection, since: object) -> tuple[str, ...]:
    """The articles judged at or after that instant (aware) that have no keys yet."""
    return tuple(row[0] for row in connection.execute(_UNKEYED, [since]).fetchall())


def key_row(document_id: str, key: Key) -> Row:
    """The row of `standing_keys`."""
    return (content_id("key", document_id, key.family, key.anchor), document_id, key.family, key.anchor)
