"""What is on hold and what was removed, read from the store; ask through `Store.ask`.

In: an open connection. Out: records of care_records.py in the order in which they came, ids of documents.
"""

from collections.abc import Collection
from datetime import datetime

import duckdb

from tasks.evidence.stems import stems
from tasks.store.care_records import Hold, Tombstone, is_address, page_key
from tasks.store.rows import instant

Connection = duckdb.DuckDBPyConnection

# As `page_key` does it.
KEY_OF = r"rtrim(split_part(regexp_replace({column}, '^(?i)https?://', ''), '#', 1), '/')"

_TOMBSTONES = """
select address, addresses, documents, hashes, despite, person, reason, epoch_us(forgotten_at)
from tombstones order by unit_no, tombstone_id
"""
_UNENDED = "select tombstone_id from tombstones anti join tombstone_ends using (tombstone_id)"
_HOLDS = """
select what, owner, reason, epoch_us(held_at) from holds anti join hold_ends using (hold_id) order by held_at, hold_id
"""
_AT = f"select document_id from documents where {KEY_OF.format(column='url')} = ?"  # noqa: S608 -- our own column
_JUDGED_BY = """
select document_id from verifications
where list_contains(?::varchar[], document_id) or list_has_any(cited, ?::varchar[])
union select unnest(?::varchar[]) order by 1
"""
_OF_STORY = """
select document_id from documents
where ($among is null or document_id in (select unnest($among::varchar[])))
    and regexp_matches(strip_accents(lower(coalesce(title, '') || ' ' || text)), $word)
"""


def tombstones(connection: Connection) -> tuple[Tombstone, ...]:
    """Every removal, oldest first."""
    return tuple(
        Tombstone(row[0], tuple(row[1]), tuple(row[2]), tuple(row[3]), tuple(row[4]), row[5], row[6], _at(row[7]))
        for row in connection.execute(_TOMBSTONES).fetchall()
    )


def unended(connection: Connection) -> frozenset[str]:
    """The ids of removals whose files were not written anew yet."""
    return frozenset(row[0] for row in connection.execute(_UNENDED).fetchall())


def stones_of(connection: Connection, document_ids: Collection[str]) -> tuple[Tombstone, ...]:
    """The removals that took words from these documents, oldest first."""
    wanted = set(document_ids)
    return tuple(stone for stone in tombstones(connection) if wanted & set(stone.documents))


def articles_judged_by(connection: Connection, document_ids: Collection[str]) -> tuple[str, ...]:
    """The articles that speak of these documents: themselves, and those whose judge had them before him."""
    keys = sorted(document_ids)
    return tuple(row[0] for row in connection.execute(_JUDGED_BY, [keys, keys, keys]).fetchall())


def forgotten_urls(connection: Connection) -> frozenset[str]:
    """Every address under which a removed page was held, in all spellings that mean the same page."""
    keys = {page_key(address) for stone in tombstones(connection) for address in (stone.address, *stone.addresses)}
    return frozenset(f"{scheme}://{key}{end}" for key in keys for scheme in ("http", "https") for end in ("", "/"))


def holds(connection: Connection) -> tuple[Hold, ...]:
    """What is on hold now, oldest first."""
    return tuple(Hold(row[0], row[1], row[2], _at(row[3])) for row in connection.execute(_HOLDS).fetchall())


def held_documents(connection: Connection, among: Collection[str]) -> dict[str, Hold]:
    """Those of these documents that are on hold, each with the first hold that keeps it."""
    found: dict[str, Hold] = {}
    for hold in holds(connection):
        for key in documents_of(connection, hold, among):
            found.setdefault(key, hold)
    return found


def documents_of(connection: Connection, hold: Hold, among: Collection[str] | None) -> frozenset[str]:
    """Those of these documents (None: of all) that a hold keeps: the page, or all with every word of the story."""
    left = None if among is None else sorted(among)
    if is_address(hold.what):
        rows = connection.execute(_AT, [page_key(hold.what)]).fetchall()
        return frozenset(row[0] for row in rows if among is None or row[0] in set(among))
    for stem in story_stems(hold.what):
        rows = connection.execute(_OF_STORY, {"among": left, "word": rf"\b{stem}"}).fetchall()
        left = [row[0] for row in rows]
    return frozenset(left or ())


def story_stems(words: str) -> tuple[str, ...]:
    """The beginnings of words that a page of this story holds: "killed" is kept as "kill", "injuries" as "injur"."""
    return tuple(sorted({stem.rstrip("iy") or stem for stem in stems(words) if stem.isalnum()}))


def _at(micros: int) -> datetime:
    at = instant(micros)
    assert at is not None
    return at
