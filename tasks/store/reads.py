"""What the store is asked: each function binds its values, and returns records.

In: an open connection. Out: records in a fixed order, whatever order they were written in. Lists of ids are bound as
one list, never spelled into the statement.
"""

from collections.abc import Collection, Iterator
from datetime import datetime
from typing import Any

import duckdb

from tasks.model import Claim, Document, Edge, Lineage, Match, Verdict, Verification
from tasks.store.records import FeedPoll, Judged, RunEvent
from tasks.store.rows import CLAIMS, DOCUMENTS, claim, document, instant, reading_id
from tasks.store.verdict_rows import (
    EDGES,
    MATCHES,
    VERDICTS,
    chain,
    edge,
    families,
    match,
    search,
    self_check,
    verdict,
)

Connection = duckdb.DuckDBPyConnection

BATCH_DOCUMENTS = 500

# DuckDB finds keys that are spelled out as `?, ?, ...` by the index (250 of 700,000 claims in 9 to 16 ms, at any size)
# and joins a list by one scan of the table (33 ms, growing with it); from about 1,000 keys on the scan is faster.
INDEXED_KEYS = 500
_LISTED = "(select unnest(?::varchar[]))"
_KEYS = "(keys)"

_DOCUMENTS_BY_ID = DOCUMENTS + " where document_id in (keys) order by document_id"
_DOCUMENTS_BY_URL = DOCUMENTS + " where url in (select unnest(?::varchar[])) order by unit_no, document_id"
_FIRST_SEEN = "select document_id, epoch_us(seen_at) from documents where document_id in (keys)"
_EVIDENCE_IDS = """
select document_id from document_roles where role = 'evidence' and unit_no > ? order by unit_no, document_id
"""
_SAME_SOURCE = "select document_id from documents where source_id = ?"
_SAME_URL = """
select document_id from documents where starts_with(url, $1) and rtrim(split_part(url, '#', 1), '/') = $1
"""
_EVIDENCE_AMONG = "select document_id from document_roles where role = 'evidence' and document_id in (keys)"
_SPAN = """
select epoch_us(min(published_at)), epoch_us(max(published_at))
from documents join document_roles using (document_id) where role = 'evidence'
"""
_READINGS = """
select document_id, claim_records from readings
where reading_id in (keys) order by document_id
"""
_CLAIMS_BY_RECORD = CLAIMS.replace("select claim_id", "select record_id, claim_id") + " where record_id in (keys)"
_SINCE = " where unit_no in (select unit_no from units where written_at >= ?) order by unit_no, verdict_id"
_VERDICTS_SINCE = VERDICTS + _SINCE
_VERDICTS_BY_ID = VERDICTS + " where verdict_id in (keys) order by verdict_id"
_MATCHES_BY_VERDICT = MATCHES + " where verdict_id in (select unnest(?::varchar[])) order by verdict_id, position"
_EDGES_BY_ID = EDGES + " where edge_id in (keys) order by edge_id"
_EDGES_AROUND = (
    EDGES
    + """
where from_id in (select unnest($1::varchar[])) or to_id in (select unnest($1::varchar[])) order by edge_id
"""
)
_VERIFICATIONS = """
select document_id, claim_records, verdict_ids, cited, edge_ids, chain, families, self_check, search,
    sentences_checked, sentences, notes
from verifications left join searches using (verification_id)
"""
_NEWEST_OF = _VERIFICATIONS + " where document_id = ? order by verifications.unit_no desc, verification_id limit 1"
# Judged with what was out by some day in the past is an answer about that day, and stands for nothing later.
_WITHOUT_CUT_OFF = """
where document_id = ? and not exists (
    select 1 from verdicts where list_contains(verifications.verdict_ids, verdict_id) and cut_off is not null
)
order by verifications.unit_no desc, verification_id limit 1
"""
_STANDING_OF = _VERIFICATIONS + _WITHOUT_CUT_OFF
# A verdict that is judged the same way later keeps its first row: what it rests on is the search of that time.
_FIRST_WITH = (
    _VERIFICATIONS
    + """
where document_id = ? and list_contains(verdict_ids, ?)
order by search is null, verifications.unit_no, verification_id limit 1
"""
)
_ARTICLE_OF = "select document_id from claims join verdicts using (claim_id) where verdict_id = ? limit 1"
_VERDICT_IDS = "select verdict_id from verdicts where starts_with(verdict_id, ?) order by verdict_id limit ?"
_CLAIM_IDS = "select distinct claim_id from claims where starts_with(claim_id, ?) order by claim_id limit ?"
_VERDICTS_OF = "select verdict_id from verdicts where claim_id = ? order by unit_no desc, verdict_id"
_NEWEST_VERDICTS = """
select verdict_id, claim_id, label, shown_as, sentence, epoch_us(judged_at) from verdicts_latest
order by judged_at desc, needs_person desc, claim_id limit ?
"""
_CONFIGURATION = "select settings from configurations where rules_hash = ?"
_CHECKED = """
select document_id from verifications join units using (unit_no)
where written_at >= ? group by document_id order by min(unit_no), document_id
"""
_POLLS = """
select feed, epoch_us(polled_at), status, items, etag, last_modified, epoch_us(next_at), failures, trouble
from feed_polls qualify row_number() over (partition by feed order by unit_no desc, polled_at desc) = 1
order by feed
"""
_KNOWN_URLS = """
with held as (
    select url from items join document_roles using (document_id) where role = 'evidence' and url is not null
    union
    select url from documents join document_roles using (document_id) where role = 'evidence' and url is not null
)
select url from held where $1 is null or url in (select unnest($1::varchar[]))
"""
_RUNS = """
select run_id, flow, state, epoch_us(happened_at), host, pid, program, rules_hash, detail
from runs qualify row_number() over (partition by run_id order by unit_no desc, happened_at desc) = 1
order by min(happened_at) over (partition by run_id), run_id
"""


def documents(connection: Connection, document_ids: Collection[str]) -> dict[str, Document]:
    """The documents that are kept, by id."""
    return {row[0]: document(row) for row in keyed(connection, _DOCUMENTS_BY_ID, document_ids)}


def keyed(connection: Connection, statement: str, keys: Collection[str]) -> list[tuple[Any, ...]]:
    """The rows with these keys: few by the index, many by one scan."""
    if not keys:
        return []
    if len(keys) <= INDEXED_KEYS:
        return connection.execute(statement.replace(_KEYS, f"({', '.join('?' * len(keys))})"), list(keys)).fetchall()
    return connection.execute(statement.replace(_KEYS, _LISTED), [list(keys)]).fetchall()


def documents_at(connection: Connection, urls: Collection[str]) -> tuple[Document, ...]:
    """The documents printed under these urls, oldest first."""
    return tuple(document(row) for row in connection.execute(_DOCUMENTS_BY_URL, [list(urls)]).fetchall())


def first_seen(connection: Connection, document_ids: Collection[str]) -> dict[str, datetime]:
    """When each of these documents was first held."""
    seen = ((row[0], instant(row[1])) for row in keyed(connection, _FIRST_SEEN, document_ids))
    return {document_id: at for document_id, at in seen if at is not None}


def evidence(connection: Connection, after_unit: int) -> Iterator[Document]:
    """Evidence documents that came after that unit, in the order they came, some hundred at a time in memory."""
    ids = [row[0] for row in connection.execute(_EVIDENCE_IDS, [after_unit]).fetchall()]
    for start in range(0, len(ids), BATCH_DOCUMENTS):
        batch = ids[start : start + BATCH_DOCUMENTS]
        found = documents(connection, batch)
        yield from (found[document_id] for document_id in batch)


def evidence_ids(connection: Connection) -> frozenset[str]:
    """The ids of all documents that may serve as evidence."""
    return frozenset(row[0] for row in connection.execute(_EVIDENCE_IDS, [0]).fetchall())


def same_page(connection: Connection, document: Document) -> frozenset[str]:
    """The ids of evidence that is this very page: the same content, the id it came with, or the address."""
    rows = connection.execute(_SAME_SOURCE, [document.source_id]).fetchall()
    if document.address is not None:
        rows += connection.execute(_SAME_URL, [document.address]).fetchall()
    held = {document.document_id, *(row[0] for row in rows)}
    return frozenset(row[0] for row in keyed(connection, _EVIDENCE_AMONG, sorted(held)))


def evidence_among(connection: Connection, document_ids: Collection[str]) -> frozenset[str]:
    """Those of these documents that may serve as evidence."""
    return frozenset(row[0] for row in keyed(connection, _EVIDENCE_AMONG, sorted(document_ids)))


def evidence_span(connection: Connection) -> tuple[datetime, datetime] | None:
    """The first and the last publication among the evidence; None where nothing dated is held."""
    ((first, last),) = connection.execute(_SPAN).fetchall()
    start, end = instant(first), instant(last)
    return None if start is None or end is None else (start, end)


def claims_of(connection: Connection, document_ids: Collection[str], reader: str) -> dict[str, tuple[Claim, ...]]:
    """The claims of each document that this reader has read, in the order of the text; unread ones are left out."""
    readings = keyed(connection, _READINGS, [reading_id(document_id, reader) for document_id in document_ids])
    found = claims(connection, [record for _, records in readings for record in records])
    return {document_id: tuple(found[record] for record in records) for document_id, records in readings}


def claims(connection: Connection, records: Collection[str]) -> dict[str, Claim]:
    """Claims by record_id."""
    return {row[0]: claim(row[1:]) for row in keyed(connection, _CLAIMS_BY_RECORD, records)}


def verdicts_since(connection: Connection, since: datetime) -> tuple[Verdict, ...]:
    """Every verdict written at or after that instant, in the order written."""
    rows = connection.execute(_VERDICTS_SINCE, [since]).fetchall()
    matches = _matches(connection, [row[0] for row in rows])
    return tuple(verdict(row, matches.get(row[0], ())) for row in rows)


def verdicts(connection: Connection, verdict_ids: Collection[str]) -> dict[str, Verdict]:
    """Verdicts by id, with their matches."""
    rows = keyed(connection, _VERDICTS_BY_ID, verdict_ids)
    matches = _matches(connection, [row[0] for row in rows])
    return {row[0]: verdict(row, matches.get(row[0], ())) for row in rows}


def _matches(connection: Connection, verdict_ids: Collection[str]) -> dict[str, tuple[Match, ...]]:
    if not verdict_ids:
        return {}
    rows = connection.execute(_MATCHES_BY_VERDICT, [list(verdict_ids)]).fetchall()
    theirs = claims(connection, sorted({row[13] for row in rows if row[13] is not None}))
    found: dict[str, list[Match]] = {}
    for row in rows:
        found.setdefault(row[0], []).append(match(row, theirs))
    return {verdict_id: tuple(matches) for verdict_id, matches in found.items()}


def edges_around(connection: Connection, document_ids: Collection[str]) -> tuple[Edge, ...]:
    """Every link that starts or ends at one of these documents."""
    return tuple(edge(row) for row in connection.execute(_EDGES_AROUND, [list(document_ids)]).fetchall())


def verification(connection: Connection, document_id: str) -> Verification | None:
    """The newest verification of an article, as it was put; None where it was never checked."""
    row = connection.execute(_NEWEST_OF, [document_id]).fetchone()
    return None if row is None else _verification(connection, row)


def verification_with(connection: Connection, verdict_id: str) -> Verification | None:
    """The verification that first came to this verdict."""
    article = connection.execute(_ARTICLE_OF, [verdict_id]).fetchone()
    row = connection.execute(_FIRST_WITH, [*article, verdict_id]).fetchone() if article else None
    return None if row is None else _verification(connection, row)


def standing(connection: Connection, document_id: str) -> Verification | None:
    """The newest verification of an article that was made without a cut-off; None where there is none."""
    row = connection.execute(_STANDING_OF, [document_id]).fetchone()
    return None if row is None else _verification(connection, row)


def _verification(connection: Connection, row: tuple[Any, ...]) -> Verification:
    own, claim_records, verdict_ids, cited, edge_ids, chain_json, families_json, checks_json, packed, *rest = row
    kept = documents(connection, [own, *cited])
    claims_kept = claims(connection, claim_records)
    verdicts_kept = verdicts(connection, verdict_ids)
    edges_kept = {row[0]: edge(row) for row in keyed(connection, _EDGES_BY_ID, edge_ids)}
    sentences_checked, sentences, notes = rest
    return Verification(
        document=kept[own],
        claims=tuple(claims_kept[record] for record in claim_records),
        verdicts=tuple(verdicts_kept[verdict_id] for verdict_id in verdict_ids),
        lineage=Lineage(chain(chain_json), tuple(edges_kept[edge_id] for edge_id in edge_ids), families(families_json)),
        self_check=self_check(checks_json),
        cited=tuple(kept[document_id] for document_id in cited),
        sentences_checked=sentences_checked,
        sentences=sentences,
        notes=tuple(notes),
        search=None if packed is None else search(packed),
    )


def verdict_ids(connection: Connection, prefix: str, limit: int) -> tuple[str, ...]:
    """Ids of verdicts that begin like this."""
    return tuple(row[0] for row in connection.execute(_VERDICT_IDS, [prefix, limit]).fetchall())


def claim_ids(connection: Connection, prefix: str, limit: int) -> tuple[str, ...]:
    """Ids of claims that begin like this, judged or only read."""
    return tuple(row[0] for row in connection.execute(_CLAIM_IDS, [prefix, limit]).fetchall())


def verdicts_of(connection: Connection, claim_id: str) -> tuple[str, ...]:
    """Ids of all verdicts of one claim, newest first."""
    return tuple(row[0] for row in connection.execute(_VERDICTS_OF, [claim_id]).fetchall())


def newest_verdicts(connection: Connection, limit: int) -> tuple[Judged, ...]:
    """The claims judged last, one line each."""
    rows = connection.execute(_NEWEST_VERDICTS, [limit]).fetchall()
    return tuple(Judged(row[0], row[1], row[2], row[3], row[4], instant(row[5])) for row in rows)


def configuration(connection: Connection, rules_hash: str) -> str | None:
    """The rules, sources and engine settings behind a hash, as JSON."""
    row = connection.execute(_CONFIGURATION, [rules_hash]).fetchone()
    return None if row is None else str(row[0])


def checked_since(connection: Connection, since: datetime) -> tuple[str, ...]:
    """The ids of the articles verified at or after that instant, in the order they were."""
    return tuple(row[0] for row in connection.execute(_CHECKED, [since]).fetchall())


def known_urls(connection: Connection, among: Collection[str] | None) -> frozenset[str]:
    """Addresses whose articles are already held as evidence: all, or those among the given ones.

    What a watched feed listed is no evidence, and may still come as such from another feed.
    """
    rows = connection.execute(_KNOWN_URLS, [None if among is None else list(among)]).fetchall()
    return frozenset(row[0] for row in rows)


def last_polls(connection: Connection) -> dict[str, FeedPoll]:
    """The last poll of each feed, by its name."""
    polls = {}
    for row in connection.execute(_POLLS).fetchall():
        polled_at = instant(row[1])
        assert polled_at is not None
        polls[row[0]] = FeedPoll(row[0], polled_at, row[2], row[3], row[4], row[5], instant(row[6]), row[7], row[8])
    return polls


def runs(connection: Connection) -> tuple[RunEvent, ...]:
    """The last event of each run, oldest run first."""
    events = []
    for row in connection.execute(_RUNS).fetchall():
        happened_at = instant(row[3])
        assert happened_at is not None
        events.append(RunEvent(row[0], row[1], row[2], happened_at, *row[4:]))
    return tuple(events)
