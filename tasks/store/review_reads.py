"""What people said of verdicts, and how often they and the machine agree.

In: an open connection. Out: `Decision`s in the order they were said; rows of agreement by month and label.
"""

from collections import Counter
from collections.abc import Collection

import duckdb

from tasks.store.records import Decision
from tasks.store.rows import instant
from tasks.vocabulary import Review

_DECISIONS = """
select verdict_id, claim_id, review, reviewer, reason, epoch_us(reviewed_at), label from reviews
where $1 or list_contains($2::varchar[], claim_id) order by reviewed_at, review_id
"""
# Of each reviewer the last word on a verdict counts; two reviewers of one verdict are two words.
_AGREEMENT = """
with last_words as (
    select * from reviews qualify row_number() over (
        partition by verdict_id, reviewer order by reviewed_at desc, review_id desc) = 1
)
select epoch_us(last_words.reviewed_at), verdicts.label, last_words.review
from last_words join verdicts using (verdict_id)
"""


def decisions(connection: duckdb.DuckDBPyConnection, claim_ids: Collection[str] | None) -> tuple[Decision, ...]:
    """Every word on these claims, or on all (None), withdrawn ones too."""
    found = []
    for row in connection.execute(_DECISIONS, [claim_ids is None, sorted(claim_ids or ())]).fetchall():
        at = instant(row[5])
        assert at is not None
        found.append(Decision(row[0], row[1], row[2], row[3], row[4], at, row[6]))
    return tuple(found)


def agreement(connection: duckdb.DuckDBPyConnection) -> tuple[tuple[str, str, int, int], ...]:
    """Month, the machine's label, how many words of people, and how many of them confirm it."""
    counts: Counter[tuple[str, str, bool]] = Counter()
    for said_at, label, word in connection.execute(_AGREEMENT).fetchall():
        at = instant(said_at)
        assert at is not None
        counts[f"{at:%Y-%m}", label, word == Review.CONFIRMED] += 1
    return tuple(
        (month, label, counts[month, label, True] + counts[month, label, False], counts[month, label, True])
        for month, label in sorted({(month, label) for month, label, _ in counts})
    )
