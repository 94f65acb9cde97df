"""Figures that somebody follows: begun and stopped by name, looked at when evidence came in, told when they move.

In: a desk. Out: `Told`, one a followed figure that is another one than before. How a figure stands is the ledger's
word (tasks/quantity.py); what of it is news, tasks/reports/following.py's. Looked at twice, nothing more is found.
"""

import re
from dataclasses import dataclass
from datetime import datetime
from math import isfinite
from typing import Any

from tasks.desk import Desk
from tasks.quantity import ledger_in, wanted_of
from tasks.reports.following import Alert, Held, alerts_between, known_by, standing_words, state_of
from tasks.reports.record import instant_text
from tasks.store.follow_reads import Follow, FollowState
from tasks.store.store import Store
from tasks.trouble import Misconfigured, Trouble

FOLLOW, STOP = "follow", "stop"
MAX_PHRASE_CHARS, MAX_OWNER_CHARS = 300, 100
_ID = re.compile(r"[0-9a-f]{1,32}")


@dataclass(frozen=True, slots=True)
class Told:
    """A followed figure, how it stands, and what its owner is told; no alerts where nothing moved."""

    follow: Follow
    state: tuple[Held, ...]
    alerts: tuple[Alert, ...] = ()
    found_at: datetime | None = None  # when it was last found another one

    @property
    def lines(self) -> tuple[str, ...]:
        """How it stands, a line a counter."""
        return standing_words(self.state, self.follow.house)


def begin(desk: Desk, phrase: str, owner: str, house: float | None = None) -> Told:
    """Follow a figure from now on; said again by the same owner, it changes the house's figure only."""
    phrase, owner = " ".join(phrase.split()), " ".join(owner.split())
    for is_wrong, thing, cause, step in (
        (not phrase, "tracewire follow", "no figure is named", 'Write "killed, Port Halden" or the like'),
        (len(phrase) > MAX_PHRASE_CHARS, "the phrase", f"has more than {MAX_PHRASE_CHARS} characters", "Name less"),
        (not owner, "tracewire follow", "whose figure is it?", "Give --owner NAME: the one who is told when it moves"),
        (len(owner) > MAX_OWNER_CHARS, "--owner", f"has more than {MAX_OWNER_CHARS} characters", "Give a name"),
        (
            house is not None and not (isfinite(house) and house >= 0),
            f"--figure {house}",
            "is no number that could be printed",
            "Give the figure that you print, as --figure 600",
        ),
    ):
        if is_wrong:
            raise Misconfigured(thing, cause, step)
    wanted_of(phrase, desk.settings)
    follow = Follow(phrase, owner, house, FOLLOW, desk.now)
    with _opened(desk) as store:
        known = next((one for one in store.standing.followed() if one.follow_id == follow.follow_id), None)
        if known is None or (known.word, known.house) != (FOLLOW, house):
            with store.unit(desk.run_id, now=desk.now) as unit:
                unit.put_follow(follow)
        return _look(store, desk, follow, store.standing.follow_states().get(follow.follow_id))


def stop(desk: Desk, named: str) -> Follow:
    """Follow a figure no more: by its id or the beginning of it, or by its phrase where one owner has it."""
    with _opened(desk) as store:
        active = [one for one in store.standing.followed() if one.word == FOLLOW]
        plain = " ".join(named.lower().split())
        found = [one for one in active if _ID.fullmatch(plain) and one.follow_id.startswith(plain)]
        found = found or [one for one in active if " ".join(one.phrase.lower().split()) == plain]
        if len(found) != 1:
            cause = f"{len(found)} followed figures are named so" if found else "no followed figure is named so"
            raise Trouble(f"{named!r}", cause, "`tracewire follow --list` shows the ids")
        ended = Follow(found[0].phrase, found[0].owner, found[0].house, STOP, desk.now)
        with store.unit(desk.run_id, now=desk.now) as unit:
            unit.put_follow(ended)
    return ended


def listed(desk: Desk) -> tuple[Told, ...]:
    """What is followed, as it stood when it was last looked at; nothing is written."""
    with _opened(desk) as store:
        last = store.standing.follow_states()
        found = []
        for one in store.standing.followed():
            state = last.get(one.follow_id)
            if one.word == FOLLOW:
                found.append(Told(one, state.state, state.alerts, state.found_at) if state else Told(one, ()))
        return tuple(found)


def look(desk: Desk) -> tuple[Told, ...]:
    """Look at every followed figure; those of which something moved, and each change is kept once."""
    if desk.path is None or not desk.path.exists():
        return ()
    with Store.open(desk.path) as store:
        active = [one for one in store.standing.followed() if one.word == FOLLOW]
        last = store.standing.follow_states()
        return tuple(told for one in active if (told := _look(store, desk, one, last.get(one.follow_id))).alerts)


def moved_since(store: Store, since: datetime) -> tuple[tuple[Follow, Alert, datetime], ...]:
    """What followers were told at or after that instant, the newest first; stopped ones are left out."""
    active = {one.follow_id: one for one in store.standing.followed() if one.word == FOLLOW}
    return tuple(
        (active[state.follow_id], alert, state.found_at)
        for state in store.standing.follow_states_since(since)
        if state.follow_id in active
        for alert in state.alerts
    )


def told_json(told: Told) -> dict[str, Any]:
    """One followed figure for programs, and the payload of the event `tracewire.figure.moved`."""
    follow = told.follow
    return {
        "follow": follow.follow_id,
        "phrase": follow.phrase,
        "owner": follow.owner,
        "house figure": follow.house,
        "alerts": [{"kind": one.kind, "sentence": one.sentence, "was": one.was, "now": one.now} for one in told.alerts],
        "stands": list(told.lines),
        "counters": [
            {"counter": held.counter, "of": held.of_what, "value": held.value, "low": held.low, "high": held.high,
             "moment": held.moment or None, "printed by": held.printed, "url": held.url, "withdrawn": held.withdrawn}
            for held in told.state
        ],
        "found at": instant_text(told.found_at),
    }  # fmt: skip


def _look(store: Store, desk: Desk, follow: Follow, last: FollowState | None) -> Told:
    """The figure now, held beside the last state; another state is kept."""
    state = state_of(ledger_in(store, wanted_of(follow.phrase, desk.settings), desk.settings))
    state = known_by(last.state, state) if last else state
    if last is not None and last.state == state:
        return Told(follow, state, (), last.found_at)
    alerts = alerts_between(last.state, state, follow.phrase, follow.house) if last else ()
    with store.unit(desk.run_id, now=desk.now) as unit:
        unit.put_follow_state(FollowState(follow.follow_id, desk.now, state, alerts))
    return Told(follow, state, alerts, desk.now)


def _opened(desk: Desk) -> Store:
    if desk.path is None or not desk.path.exists():
        raise Trouble("followed figures", "there is no store yet", "Run `tracewire refresh` first")
    return Store.open(desk.path)
