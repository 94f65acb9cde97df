"""The words of one page taken out of every row of the store, inside one transaction.

In: an open connection with a transaction begun, an address. Out: where the page is held; then the rows without its
words, and how many rows of each table are gone. Facts stay (that the page was there, when, its hashes, the figures that
were read), words go: text, headline, bytes, sentences, quotations, what verdicts repeated of them. A table that came
later is gone through by its columns, so that none is forgotten here.
"""

import hashlib
import json
import re
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from html import escape
from typing import Any, Final

import duckdb

from tasks.model import Anchors, ChainLink
from tasks.store import codec, ledger
from tasks.store.care_reads import KEY_OF
from tasks.store.care_records import Tombstone, page_key
from tasks.store.reads import keyed
from tasks.store.scrub import Scrub
from tasks.store.verdict_rows import chain

Connection = duckdb.DuckDBPyConnection

PROBE_CHARS: Final = 60  # of a line of the page, looked for in the bytes of feeds
PROBES: Final = 3
BATCH_BODIES: Final = 50
# Gone through column by column below; every other table is gone through by its text columns.
OWN: Final = frozenset(
    {"documents", "document_roles", "items", "fetches", "bodies", "readings", "claims", "verdicts", "matches", "edges",
     "verifications", "configurations", "searches", "tombstones", "tombstone_ends", "holds", "hold_ends",
     "standing_keys"}
)  # fmt: skip
_ID: Final = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Page:
    """Where a page is held: ids of its prints, addresses, texts, headlines, digests of its bytes."""

    documents: tuple[str, ...]
    addresses: tuple[str, ...]
    texts: tuple[str, ...]
    titles: tuple[str, ...]
    bodies: tuple[str, ...]

    @property
    def hashes(self) -> tuple[str, ...]:
        """SHA-256 of every text and body."""
        texts = {hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest() for text in self.texts if text}
        return tuple(sorted(texts | set(self.bodies)))

    @property
    def is_bare(self) -> bool:
        """Whether no word of it is left."""
        return not self.bodies and not any(self.texts)


def page_at(connection: Connection, address: str) -> Page:
    """Every print of the page at that address, and the bytes that they were read from."""
    key = page_key(address)
    ids = sorted({row[0] for row in connection.execute(_DOCUMENTS_AT, {"key": key}).fetchall()})
    rows = keyed(connection, _DOCUMENTS, ids)
    fetched = connection.execute(_FETCHES_OF, {"key": key, "ids": ids}).fetchall()
    urls = {row[1] for row in rows if row[1]} | {url for url, _ in fetched if url}
    held = {body for _, body in fetched if body}
    texts = tuple(row[2] for row in rows)
    page = Page(
        documents=tuple(ids),
        addresses=tuple(sorted({address.strip(), *urls})),
        texts=texts,
        titles=tuple(sorted({title for row in rows for title in row[3:] if title})),
        bodies=(),
    )
    there = {row[0] for row in keyed(connection, _BODIES_THERE, sorted(held | set(_in_feeds(connection, page))))}
    return Page(page.documents, page.addresses, page.texts, page.titles, tuple(sorted(there)))


def mentions(body: bytes, addresses: Iterable[str]) -> bool:
    """Whether an answer speaks of one of these pages: a feed that lists it repeats its words."""
    keys = {page_key(address) for address in addresses}
    spellings = {form.encode() for key in keys for form in (key, escape(key), key.replace("/", "\\/"))}
    return any(spelling in body for spelling in spellings if spelling)


def forget(connection: Connection, page: Page, stone: Tombstone) -> dict[str, int]:
    """Take the words of the page out of every row; returns how many rows of which tables are gone."""
    scrub = Scrub(page.texts, page.titles, stone.notice)
    documents = list(page.documents)
    claims = [row[0] for row in connection.execute(_CLAIMS_OF, [documents]).fetchall()]
    speaking = {row[0] for row in connection.execute(_VERDICTS_OF, [documents, claims]).fetchall()}
    _verdicts(connection, speaking, scrub, stone, documents, claims)
    _matches(connection, speaking, scrub, documents)
    told = connection.execute(_VERIFICATIONS_OF, [documents, documents]).fetchall()
    _verifications(connection, told, scrub, documents)
    connected = {*documents, *claims, *speaking, *(row[0] for row in told)}
    _others(connection, connected, stone.addresses, scrub)
    connection.execute(_BLANK_DOCUMENTS, {"ids": documents})
    connection.execute(_BLANK_EDGES, {"ids": documents, "notice": stone.notice})
    bare = {"ids": documents, "notice": stone.notice, "anchors": codec.encode(Anchors())}
    connection.execute(_BLANK_CLAIMS, bare)
    connection.execute(_BLANK_ITEMS, {"ids": documents, "keys": sorted({page_key(url) for url in stone.addresses})})
    gone = {
        "bodies": connection.execute(_DROP_BODIES, [list(page.bodies)]).fetchall(),
        "searches": connection.execute(_DROP_SEARCHES, [[row[0] for row in told]]).fetchall(),
        "document_roles": connection.execute(_DROP_ROLES, [documents]).fetchall(),
        "standing_keys": connection.execute(_DROP_KEYS, [documents]).fetchall(),
    }
    return {table: len(rows) for table, rows in gone.items()}


def _verdicts(
    connection: Connection, speaking: set[str], scrub: Scrub, stone: Tombstone, documents: list[str], claims: list[str]
) -> None:
    """What verdicts say in words; those that rest on the page say that it is gone."""
    resting = {row[0] for row in connection.execute(_RESTING_ON, [documents, claims]).fetchall()}
    for verdict_id, shown_as, explanation, cause, flags in keyed(connection, _WORDS_OF_VERDICTS, sorted(speaking)):
        kept = scrub.text(explanation)
        if verdict_id in resting and stone.notice not in kept:
            kept = f"{kept} {stone.notice}"
        row = [scrub.text(shown_as), kept, scrub.value(cause), scrub.value(flags), verdict_id]
        connection.execute(_SET_VERDICT, row)


def _matches(connection: Connection, speaking: set[str], scrub: Scrub, documents: list[str]) -> None:
    for verdict_id, position, document_id, detail, passage in keyed(connection, _MATCHES_OF, sorted(speaking)):
        is_own = document_id in documents
        words = scrub.text(detail), scrub.notice if is_own else passage
        if words != (detail, passage):
            connection.execute("update matches set detail = ?, passage = ? where verdict_id = ? and position = ?",
                               [*words, verdict_id, position])  # fmt: skip


def _verifications(connection: Connection, told: list[tuple[Any, ...]], scrub: Scrub, documents: list[str]) -> None:
    for verification_id, document_id, links, checks, notes in told:
        is_own = document_id in documents
        kept = [
            ChainLink(link.name, scrub.notice, link.url, link.document_id)
            if is_own or link.document_id in documents or scrub.repeats(link.evidence)
            else link
            for link in chain(links)
        ]
        row = [codec.encode(kept), "[]" if is_own else checks, scrub.value(notes), verification_id]
        connection.execute(_SET_VERIFICATION, row)


def _others(connection: Connection, connected: set[str], addresses: Iterable[str], scrub: Scrub) -> None:
    """Every other table, those of later migrations too: rows that speak of the page and repeat it."""
    keys = [page_key(address) for address in addresses]
    for table in ledger.TABLES:
        if table in OWN:
            continue
        columns = connection.execute(_TEXT_COLUMNS, [table]).fetchall()
        named, kinds = [name for name, _ in columns], dict(columns)
        (key,) = connection.execute(_KEY, [table]).fetchall()[0]
        if not named or key not in named:
            continue
        # Names of tables and columns are the catalogue's; every value is bound.
        rows = connection.execute(f"select {', '.join(named)} from {table}").fetchall()  # noqa: S608
        for row in rows:
            joined = "\x1f".join(map(str, row))
            if not (connected & set(_ID.findall(joined)) or any(one in joined for one in keys)):
                continue
            for name, value in zip(named, row, strict=True):
                kept = _scrubbed(value, kinds[name], scrub) if name != key else value
                if kept != value:
                    changed = [kept, row[named.index(key)]]
                    connection.execute(f"update {table} set {name} = ? where {key} = ?", changed)  # noqa: S608


def _scrubbed(value: Any, kind: str, scrub: Scrub) -> Any:
    if kind != "JSON" or value is None:
        return scrub.value(value)
    try:
        parsed = json.loads(value)
    except ValueError:
        return scrub.value(value)
    kept = scrub.value(parsed)
    return value if kept == parsed else json.dumps(kept, ensure_ascii=False, separators=(",", ":"))


def _in_feeds(connection: Connection, page: Page) -> Iterator[str]:
    """The digests of answers that are no page of their own, feeds and sitemaps, and repeat the page or list it."""
    lines = sorted({line.strip() for text in page.texts for line in text.splitlines()}, key=len, reverse=True)
    probes = [line[:PROBE_CHARS].encode("utf-8", "surrogatepass") for line in lines[:PROBES] if len(line) > PROBE_CHARS]
    shas = [row[0] for row in connection.execute(_FEED_BODIES).fetchall()]
    for start in range(0, len(shas), BATCH_BODIES):
        for sha, packed in keyed(connection, _BODIES, shas[start : start + BATCH_BODIES]):
            body = zlib.decompress(packed)
            if mentions(body, page.addresses) or any(probe in body for probe in probes):
                yield sha


def _key(column: str) -> str:
    return KEY_OF.format(column=column)


# The columns are our own and every value is bound.
_DOCUMENTS_AT: Final = f"""
select document_id from documents where {_key("url")} = $key
union select document_id from items where {_key("url")} = $key and document_id is not null
union select document_id from fetches
where ({_key("url")} = $key or {_key("final_url")} = $key) and document_id is not null
"""  # noqa: S608
_FETCHES_OF: Final = f"""
select url, body_sha256 from fetches
where list_contains($ids::varchar[], document_id) or {_key("url")} = $key or {_key("final_url")} = $key
union all select url, null from items where list_contains($ids::varchar[], document_id)
"""  # noqa: S608
_DOCUMENTS: Final = (
    "select document_id, url, text, title, byline from documents where document_id in (keys) order by document_id"
)
_BODIES_THERE: Final = "select body_sha256 from bodies where body_sha256 in (keys)"
_BODIES: Final = "select body_sha256, body from bodies where body_sha256 in (keys)"
_FEED_BODIES: Final = """
select distinct body_sha256 from fetches
where document_id is null and body_sha256 in (select body_sha256 from bodies) order by body_sha256
"""
_CLAIMS_OF: Final = "select distinct claim_id from claims where list_contains(?::varchar[], document_id)"
_VERDICTS_OF: Final = """
select verdict_id from matches where list_contains(?::varchar[], document_id)
union select verdict_id from verdicts where claim_id in (select unnest(?::varchar[]))
"""
_RESTING_ON: Final = """
select verdict_id from matches where list_contains(?::varchar[], document_id) and relation <> 'unrelated'
union select verdict_id from verdicts where claim_id in (select unnest(?::varchar[]))
"""
_WORDS_OF_VERDICTS: Final = """
select verdict_id, shown_as, explanation, cause, flags from verdicts where verdict_id in (keys)
"""
_SET_VERDICT: Final = "update verdicts set shown_as = ?, explanation = ?, cause = ?, flags = ? where verdict_id = ?"
_MATCHES_OF: Final = """
select verdict_id, position, document_id, detail, passage from matches where verdict_id in (keys)
"""
_VERIFICATIONS_OF: Final = """
select verification_id, document_id, chain, self_check, notes from verifications
where list_contains(?::varchar[], document_id) or list_has_any(cited, ?::varchar[])
"""
_SET_VERIFICATION: Final = "update verifications set chain = ?, self_check = ?, notes = ? where verification_id = ?"
_BLANK_DOCUMENTS: Final = """
update documents set text = '', title = null, byline = null, dateline = null, credits = '[]', furniture = '[]'
where list_contains($ids::varchar[], document_id)
"""
_BLANK_CLAIMS: Final = """
update claims set text = $notice, sentence = $notice, derived_from = null, happening = null, quote_speaker = null,
    quote_text = case when quote_text is null then null else $notice end, attribution = [], anchors = $anchors,
    happens = case when happens is null then null else json_merge_patch(happens, '{"text": ""}') end,
    event_when = case when event_when is null then null else json_merge_patch(event_when, '{"text": ""}') end
where list_contains($ids::varchar[], document_id)
"""
_BLANK_EDGES: Final = """
update edges set evidence = $notice
where list_contains($ids::varchar[], from_id) or list_contains($ids::varchar[], to_id)
"""
_BLANK_ITEMS: Final = f"""
update items set title = null
where list_contains($ids::varchar[], document_id) or list_contains($keys::varchar[], {_key("url")})
"""  # noqa: S608
_DROP_BODIES: Final = "delete from bodies where list_contains(?::varchar[], body_sha256) returning body_sha256"
_DROP_SEARCHES: Final = (
    "delete from searches where list_contains(?::varchar[], verification_id) returning verification_id"
)
_DROP_ROLES: Final = """
delete from document_roles where list_contains(?::varchar[], document_id) and role = 'evidence' returning document_id
"""
_DROP_KEYS: Final = """
delete from standing_keys where list_contains(?::varchar[], document_id) returning key_id
"""
_TEXT_COLUMNS: Final = """
select column_name, data_type from duckdb_columns()
where database_name = current_database() and table_name = ? and data_type in ('VARCHAR', 'VARCHAR[]', 'JSON')
order by column_index
"""
_KEY: Final = """
select constraint_column_names[1] from duckdb_constraints()
where database_name = current_database() and table_name = ? and constraint_type = 'PRIMARY KEY'
"""
