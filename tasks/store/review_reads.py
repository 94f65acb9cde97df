"""What people said of verdicts and set right about claims, and how often they and the machine agree.

In: an open connection. Out: `ReviewWord`s and `Correction`s in the order they were said; rows of agreement. Which word
of a reviewer counts is said once, by the view `reviews_latest`.
"""

from collections import Counter
from collections.abc import Collection
from typing import Any

import duckdb

from tasks.model import Claim, Correction, ReviewWord
from tasks.store.reads import claims, keyed
from tasks.store.records import Agreement
from tasks.store.rows import certain
from tasks.vocabulary import ClaimKind, CorrectedInput, Review, ReviewReason

Connection = duckdb.DuckDBPyConnection

NOT_READ = "not read"  # in place of a label: words that people say are a claim, and no reader took for one

_WORDS = """
select verdict_id, claim_id, review, reviewer, reason, epoch_us(reviewed_at), label from reviews
where $1 or list_contains($2::varchar[], claim_id) order by reviewed_at, review_id
"""
_LAST_WORDS = """
select verdict_id, claim_id, review, reviewer, reason, epoch_us(reviewed_at), label from reviews_latest
where $1 or list_contains($2::varchar[], claim_id) order by reviewed_at, verdict_id, reviewer
"""
# The rule that decided: that of the first match whose relation is the verdict's own; the order is the verdict's.
_AGREEMENT = """
with deciding as (
    select verdict_id, arg_min(rule, position) as rule
    from matches join verdicts using (verdict_id)
    where relation = case label
        when 'supported' then 'corroborates' when 'refuted' then 'contradicts' when 'disputed' then 'contradicts'
        when 'misframed' then 'same_number_other_measure' else 'consistent' end
    group by verdict_id
)
select epoch_us(reviews_latest.reviewed_at), verdicts.label, coalesce(claims.kind, ''), coalesce(deciding.rule, ''),
    reviews_latest.review, reviews_latest.reason
from reviews_latest
join verdicts using (verdict_id)
left join claims on claims.record_id = verdicts.claim_record
left join deciding on deciding.verdict_id = verdicts.verdict_id
"""
_RECORDS = "select verdict_id, claim_record from verdicts where verdict_id in (keys)"
# The claims of each article as it was judged last: one that a later reader reads no more asks nobody.
STILL_READ = """
select verdicts.claim_id from verdicts join (
    select unnest(verdict_ids) as verdict_id from (
        select document_id, verdict_ids from verifications
        qualify row_number() over (partition by document_id order by unit_no desc, verification_id) = 1
    )
) using (verdict_id)
"""
_WAITING = f"""
select verdict_id from verdicts_latest
where (needs_person or (label = 'supported' and confidence < $1)) and claim_id in ({STILL_READ}) order by verdict_id
"""  # noqa: S608 -- our own words
_MISSED = """
select epoch_us(max(said_at)), kind from corrections where input = 'claim'
group by coalesce(address, document_id), kind, words having not bool_or(is_taken_back)
"""
_CORRECTIONS = """
select document_id, claim_id, input, kind, sentence, words, value, person, reason, epoch_us(said_at), address, page,
    page_address, is_taken_back
from corrections order by unit_no, said_at, correction_id
"""


def words(connection: Connection, claim_ids: Collection[str] | None) -> tuple[ReviewWord, ...]:
    """Every word on these claims, or on all (None), replaced ones too."""
    return _words(connection, _WORDS, claim_ids)


def last_words(connection: Connection, claim_ids: Collection[str] | None) -> tuple[ReviewWord, ...]:
    """The words that count, on these claims or on all (None)."""
    return _words(connection, _LAST_WORDS, claim_ids)


def agreement(connection: Connection) -> tuple[Agreement, ...]:
    """Month, label, kind and rule, with the words that confirm and, by reason, those that overrule."""
    confirmed: Counter[tuple[str, ...]] = Counter()
    overruled: dict[tuple[str, ...], Counter[str]] = {}
    for said_at, label, kind, rule, word, reason in connection.execute(_AGREEMENT).fetchall():
        key = (f"{certain(said_at):%Y-%m}", label, kind, rule)
        because = overruled.setdefault(key, Counter())
        if word == Review.CONFIRMED:
            confirmed[key] += 1
        else:
            because[_bare(reason)] += 1
    for said_at, kind in connection.execute(_MISSED).fetchall():
        overruled.setdefault((f"{certain(said_at):%Y-%m}", NOT_READ, kind, ""), Counter())[
            ReviewReason.MISSED.value
        ] += 1
    return tuple(
        Agreement(key[0], key[1], key[2], key[3], confirmed[key], tuple(sorted(because.items())))
        for key, because in sorted(overruled.items())
    )


def claims_judged(connection: Connection, verdict_ids: Collection[str]) -> dict[str, Claim]:
    """The claims as they were read when they were judged, by id of the verdict."""
    records = dict(keyed(connection, _RECORDS, verdict_ids))
    found = claims(connection, sorted({record for record in records.values() if record is not None}))
    return {verdict_id: found[record] for verdict_id, record in records.items() if record in found}


def waiting(connection: Connection, below: float) -> tuple[str, ...]:
    """The newest verdicts that need a person, and those of supported claims less sure than that; reviewed or not."""
    return tuple(row[0] for row in connection.execute(_WAITING, [below]).fetchall())


def corrections(connection: Connection) -> tuple[Correction, ...]:
    """Everything that was set right, taken back or not."""
    return tuple(_correction(row) for row in connection.execute(_CORRECTIONS).fetchall())


def _correction(row: tuple[Any, ...]) -> Correction:
    return Correction(
        document_id=row[0],
        claim_id=row[1],
        input=CorrectedInput(row[2]),
        kind=ClaimKind(row[3]),
        sentence=row[4],
        words=row[5],
        value=row[6],
        person=row[7],
        reason=row[8],
        said_at=certain(row[9]),
        address=row[10],
        page=row[11],
        page_address=row[12],
        is_taken_back=row[13],
    )


def _words(connection: Connection, statement: str, claim_ids: Collection[str] | None) -> tuple[ReviewWord, ...]:
    rows = connection.execute(statement, [claim_ids is None, sorted(claim_ids or ())]).fetchall()
    return tuple(ReviewWord(row[0], row[1], row[2], row[3], row[4], certain(row[5]), row[6]) for row in rows)


def _bare(reason: str) -> str:
    """The reason without the note that follows it."""
    return next((one.value for one in ReviewReason if reason == one or reason.startswith(f"{one}: ")), "other")
