"""Followed figures, as questions of an open store and as rows.

A part of `Store.standing`. In: ids, instants. Out: records in a fixed order; who follows what is the last word on it.
"""

from dataclasses import dataclass
from datetime import datetime

import duckdb

from tasks.model import content_id
from tasks.reports.following import Alert, Held
from tasks.store import codec
from tasks.store.rows import Row, certain

_FOLLOWED = """
select follow_id, phrase, owner, house, word, epoch_us(said_at) from follows
qualify row_number() over (partition by follow_id order by unit_no desc, said_at desc) = 1
order by owner, phrase
"""
_STATES = """
select follow_id, epoch_us(found_at), state, alerts from follow_states
where found_at >= ? order by unit_no desc, found_at desc, state_id
"""
_LAST_STATES = """
select follow_id, epoch_us(found_at), state, alerts from follow_states
qualify row_number() over (partition by follow_id order by unit_no desc, found_at desc) = 1
order by follow_id
"""


@dataclass(frozen=True, slots=True)
class Follow:
    """Somebody's word on a figure: it is followed from then on, or no more. `house` is what the house prints."""

    phrase: str
    owner: str
    house: float | None
    word: str  # follow | stop
    said_at: datetime

    @property
    def follow_id(self) -> str:
        """One figure of one owner, however the words are spaced or capitalised."""
        return content_id("follow", " ".join(self.phrase.lower().split()), " ".join(self.owner.lower().split()))


@dataclass(frozen=True, slots=True)
class FollowState:
    """How a followed figure stood when it was found another one, and what its owner was told."""

    follow_id: str
    found_at: datetime
    state: tuple[Held, ...]
    alerts: tuple[Alert, ...] = ()


def followed(connection: duckdb.DuckDBPyConnection) -> tuple[Follow, ...]:
    """The last word on every figure that was ever followed, those that were stopped too."""
    rows = connection.execute(_FOLLOWED).fetchall()
    return tuple(Follow(row[1], row[2], row[3], row[4], certain(row[5])) for row in rows)


def states_since(connection: duckdb.DuckDBPyConnection, since: datetime) -> tuple[FollowState, ...]:
    """Every change that was found at or after that instant, the newest first."""
    return tuple(_state(row) for row in connection.execute(_STATES, [since]).fetchall())


def last_states(connection: duckdb.DuckDBPyConnection) -> dict[str, FollowState]:
    """How each followed figure stood last, by id."""
    return {row[0]: _state(row) for row in connection.execute(_LAST_STATES).fetchall()}


def follow_row(follow: Follow) -> Row:
    """The row of `follows`."""
    word_id = content_id(codec.encode(follow))
    return (word_id, follow.follow_id, follow.phrase, follow.owner, follow.house, follow.word, follow.said_at)


def follow_state_row(found: FollowState) -> Row:
    """The row of `follow_states`."""
    state, alerts = codec.encode(found.state), codec.encode(found.alerts)
    state_id = content_id("state", found.follow_id, codec.encode(found))
    return (state_id, found.follow_id, found.found_at, state, alerts)


def _state(row: tuple[str, int, str, str]) -> FollowState:
    held, alerts = codec.decode(tuple[Held, ...], row[2]), codec.decode(tuple[Alert, ...], row[3])
    return FollowState(row[0], certain(row[1]), held, alerts)
