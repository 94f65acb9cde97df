"""What arrives besides articles, as rows: entries of feeds, fetches with bodies, polls, runs, reviews, joinings.

In: records of tasks/store/records.py. Out: tuples in the column order of schema/*.sql, without `unit_no`; the first
value is the id, a hash of what the record says.
"""

import hashlib
import zlib
from datetime import UTC, datetime

from tasks.lineage.names import person_key
from tasks.model import Correction, Joining, ReviewWord, content_id
from tasks.store import codec
from tasks.store.care_records import Tombstone
from tasks.store.records import DigestDecision, DigestItem, FeedPoll, Fetch, Item, NightArticle, RunEvent
from tasks.store.rows import Row
from tasks.trouble import Trouble

ZLIB_LEVEL = 6


def item_row(item: Item) -> Row:
    """The row of `items`: seen again later, an entry is the same entry."""
    return (
        content_id(item.feed, item.url, item.guid, item.document_id),
        item.feed,
        item.url,
        item.guid,
        item.title,
        item.published_raw,
        item.first_seen,
        item.document_id,
    )


def body_row(body: bytes) -> Row:
    """The row of `bodies`: the same bytes are kept once."""
    return (hashlib.sha256(body).hexdigest(), len(body), zlib.compress(body, ZLIB_LEVEL))


def fetch_row(fetch: Fetch, body_sha256: str | None) -> Row:
    """The row of `fetches`; the bytes of a file are the same however often the file is read."""
    at = fetch.fetched_at.astimezone(UTC).isoformat() if fetch.status else fetch.document_id
    return (
        content_id(fetch.url, at, fetch.status, body_sha256),
        fetch.url,
        fetch.final_url,
        codec.encode(fetch.hops),
        fetch.status,
        codec.encode(fetch.headers),
        fetch.charset,
        fetch.fetched_at,
        body_sha256,
        fetch.document_id,
    )


def poll_row(poll: FeedPoll) -> Row:
    """The row of `feed_polls`."""
    return (
        content_id(codec.encode(poll)),
        poll.feed,
        poll.polled_at,
        poll.status,
        poll.items,
        poll.etag,
        poll.last_modified,
        poll.next_at,
        poll.failures,
        poll.trouble,
    )


def trouble_row(trouble: Trouble, happened_at: datetime) -> Row:
    """The row of `troubles`."""
    kind = type(trouble).__name__
    return (
        content_id(trouble.thing, kind, trouble.cause, happened_at.astimezone(UTC).isoformat()),
        trouble.thing,
        kind,
        trouble.cause,
        trouble.next_step,
        happened_at,
    )


def run_row(event: RunEvent) -> Row:
    """The row of `runs`."""
    return (
        content_id(codec.encode(event)),
        event.run_id,
        event.flow,
        event.state,
        event.happened_at,
        event.host,
        event.pid,
        event.program,
        event.rules_hash,
        event.detail,
    )


def review_row(word: ReviewWord) -> Row:
    """The row of `reviews`."""
    return (
        content_id(codec.encode(word)),
        word.verdict_id,
        word.claim_id,
        word.review,
        word.label,
        word.reviewer,
        word.reason,
        word.reviewed_at,
        person_key(word.reviewer),
    )


def correction_row(correction: Correction) -> Row:
    """The row of `corrections`."""
    return (
        content_id(codec.encode(correction)),
        correction.document_id,
        correction.address,
        correction.claim_id,
        correction.input.value,
        correction.kind.value,
        correction.sentence,
        correction.words,
        correction.value,
        correction.page,
        correction.page_address,
        correction.is_taken_back,
        correction.person,
        correction.reason,
        correction.said_at,
    )


def joining_row(joining: Joining) -> Row:
    """The row of `joinings`."""
    return (
        content_id(codec.encode(joining)),
        joining.one,
        joining.other,
        joining.is_same,
        joining.person,
        joining.reason,
        joining.said_at,
        joining.one_address,
        joining.other_address,
    )


def night_row(article: NightArticle) -> Row:
    """The row of `night_articles`: an outcome that comes again is the same outcome."""
    return (
        content_id(article.document_id, article.outcome, article.program, article.rules_hash),
        article.document_id,
        article.outcome,
        article.cause,
        article.program,
        article.rules_hash,
    )


def digest_item_row(shown: DigestItem) -> Row:
    """The row of `digest_items`."""
    return (
        content_id(shown.item_id, shown.made_at.astimezone(UTC).isoformat()),
        shown.item_id,
        shown.made_at,
        shown.item,
    )


def digest_decision_row(decision: DigestDecision) -> Row:
    """The row of `digest_decisions`."""
    return (
        content_id(codec.encode(decision)),
        decision.item_id,
        decision.decision,
        decision.decided_by,
        decision.reason,
        decision.until,
        decision.decided_at,
        decision.item,
    )


def tombstone_row(stone: Tombstone) -> Row:
    """The row of `tombstones`."""
    return (
        stone.tombstone_id,
        stone.address,
        list(stone.addresses),
        list(stone.documents),
        list(stone.hashes),
        list(stone.despite),
        stone.person,
        stone.reason,
        stone.forgotten_at,
    )
