"""Which judged articles new evidence may speak to, and when each verdict of a claim was written.

In: an open connection. Out: ids and instants. Asked by what an article says of whom and where, so that the cost grows
with what came in and with what still stands, never with the archive: all else is not looked at.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

import duckdb

from tasks.model import Claim, Verification
from tasks.store import follow_reads, reads, standing_keys
from tasks.store.follow_reads import Follow, FollowState
from tasks.store.rows import instant
from tasks.verdicts.standing import Key

# An article stands with its newest judgement, if that is not older than asked. New evidence touches it where the two
# share enough (standing_keys.py); where a page that lay before the judge came in again under its address; and where its
# publisher takes something back.
_TOUCHED = """
with standing as (
    select verifications.document_id, verifications.claim_records, verifications.cited
    from verifications join units using (unit_no)
    where units.written_at >= $since
    qualify row_number() over (partition by verifications.document_id order by verifications.unit_no desc) = 1
),
arrived as materialized (
    select documents.document_id, documents.url, documents.publisher, documents.text
    from documents join document_roles using (document_id)
    where document_roles.role = 'evidence' and document_roles.unit_no > $after
),
cited as (
    select standing.document_id, documents.document_id as held, documents.url, documents.publisher
    from (select document_id, unnest(cited) as held from standing) as standing
    join documents on documents.document_id = standing.held
),
by_page as (
    select cited.document_id from cited join arrived using (url) where arrived.document_id <> cited.held
),
by_notice as (
    select cited.document_id from cited join arrived using (publisher)
    where arrived.document_id <> cited.held and regexp_matches(arrived.text, $pattern)
)
select document_id from standing where list_contains($sharing::varchar[], document_id)
union select document_id from by_page union select document_id from by_notice
order by document_id
"""
_UNIT_BEFORE = "select coalesce(max(unit_no), 0) from units where written_at < ?"
_EVIDENCE_AFTER = "select 1 from document_roles where role = 'evidence' and unit_no > ? limit 1"
# The newest verdict of a claim beside the last one before an instant; where there was none by then, beside the first.
_TURNED = """
with kept as (
    select verdict_id, claim_id, claim_record, verdicts.unit_no, written_at
    from verdicts join units using (unit_no) where cut_off is null and claim_record is not null
),
newest as (
    select * from kept qualify row_number() over (partition by claim_id order by unit_no desc, verdict_id) = 1
),
before as (
    select kept.claim_id, kept.verdict_id, kept.unit_no from kept join newest using (claim_id)
    where kept.unit_no < newest.unit_no and newest.written_at >= $since
    qualify row_number() over (
        partition by kept.claim_id
        order by kept.written_at < $since desc, if(kept.written_at < $since, -kept.unit_no, kept.unit_no),
            kept.verdict_id
    ) = 1
)
select newest.claim_record, before.verdict_id, newest.verdict_id, before.unit_no
from newest join before using (claim_id)
order by newest.unit_no desc, newest.claim_id limit $most
"""
# A page that lay there unread, as an article of a watched feed, is news when a reference feed brings it.
_ARRIVED = """
select documents.document_id,
    coalesce(min(document_roles.unit_no) filter (document_roles.role = 'evidence'), min(documents.unit_no))
from documents left join document_roles using (document_id)
where documents.document_id in (keys) group by documents.document_id
"""
# What was asked as of a day was judged with less than was held: it is an answer, and no version of the verdict.
_VERSIONS = "select verdict_id from verdicts where claim_id = ? and cut_off is null order by unit_no desc, verdict_id"
_JUDGED = """
select verdicts.verdict_id, epoch_us(units.written_at) from verdicts join units using (unit_no)
where list_contains($1::varchar[], verdicts.verdict_id)
"""


@dataclass(frozen=True, slots=True)
class Turned:
    """A claim that was judged anew: the ids of the verdict that stood and of the one that stands.

    `was_unit` is the number of the unit that wrote the one that stood: what came in with a later one is news to it.
    """

    claim: Claim
    was: str
    now: str
    was_unit: int


class StandingReads:
    """What `Store.standing` gives."""

    def __init__(self, connection: duckdb.DuckDBPyConnection) -> None:
        self._connection = connection

    def touched(
        self, news: Sequence[tuple[str, Key]], *, after_unit: int, since: datetime, takes_back: str
    ) -> tuple[str, ...]:
        """Articles judged at or after `since` (aware) that evidence of later units may speak to, by id.

        `news` are the ids of those pages with their keys; `takes_back` is a pattern for RE2 of the words with which
        publishers take something back.
        """
        sharing = standing_keys.sharing(self._connection, news) if news else ()
        asked = {"after": after_unit, "since": since, "pattern": takes_back, "sharing": list(sharing)}
        return tuple(row[0] for row in self._connection.execute(_TOUCHED, asked).fetchall())

    def newest(self, document_id: str) -> Verification | None:
        """The newest judgement of an article that was made with all that was held; None where there is none."""
        return reads.standing(self._connection, document_id)

    def has_evidence_after(self, unit_no: int) -> bool:
        """Whether evidence came in with a later unit."""
        return self._connection.execute(_EVIDENCE_AFTER, [unit_no]).fetchone() is not None

    def turned(self, since: datetime, *, most: int = 500) -> tuple[Turned, ...]:
        """The claims that got another verdict at or after that instant, the newest first."""
        rows = self._connection.execute(_TURNED, {"since": since, "most": most}).fetchall()
        held = reads.claims(self._connection, sorted({row[0] for row in rows}))
        return tuple(Turned(held[row[0]], row[1], row[2], row[3]) for row in rows if row[0] in held)

    def arrived(self, document_ids: Collection[str]) -> dict[str, int]:
        """The number of the unit with which each of these pages came in as evidence, or was first kept."""
        return dict(reads.keyed(self._connection, _ARRIVED, sorted(document_ids)))

    def followed(self) -> tuple[Follow, ...]:
        """The last word on every figure that was ever followed, those that were stopped too."""
        return follow_reads.followed(self._connection)

    def follow_states(self) -> dict[str, FollowState]:
        """How each followed figure stood last, by the id of its following."""
        return follow_reads.last_states(self._connection)

    def follow_states_since(self, since: datetime) -> tuple[FollowState, ...]:
        """Every change of a followed figure found at or after that instant, the newest first."""
        return follow_reads.states_since(self._connection, since)

    def unkeyed(self, since: datetime) -> tuple[str, ...]:
        """The articles judged at or after that instant (aware) that no new page can find yet."""
        return standing_keys.unkeyed(self._connection, since)

    def unit_before(self, moment: datetime) -> int:
        """The number of the last unit that was written before an instant (aware); 0 where none was."""
        ((number,),) = self._connection.execute(_UNIT_BEFORE, [moment]).fetchall()
        return int(number)

    def versions(self, claim_id: str) -> tuple[str, ...]:
        """Ids of the verdicts of a claim that were made with all that was held, newest first."""
        return tuple(row[0] for row in self._connection.execute(_VERSIONS, [claim_id]).fetchall())

    def judged_at(self, verdict_ids: Collection[str]) -> dict[str, datetime]:
        """When each of these verdicts was written (aware UTC)."""
        rows = self._connection.execute(_JUDGED, [sorted(verdict_ids)]).fetchall()
        found = {key: instant(micros) for key, micros in rows}
        return {key: moment for key, moment in found.items() if moment is not None}
