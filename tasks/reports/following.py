"""A figure that somebody follows: how it stands in the ledger, and what moved since it was last looked at.

In: a `Ledger`, the state before, the figure that the house prints. Out: the state now (the newest figure of each
counter) and alerts in words: moved, split (two counters surely disagree), retracted, first counted. Pure. One more page
that prints the same figure is no alert, and neither is a figure whose words allow the one before.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from tasks.reading.stems import stems
from tasks.reports.ledger_lines import NOBODY, Entry, Ledger, Line
from tasks.reports.safe import line as safe_line
from tasks.verdicts.wording import figure_words, number_words

MOVED, SPLIT, RETRACTED, NEW = "moved", "split", "retracted", "first count"
NAME_CHARS = 80


@dataclass(frozen=True, slots=True)
class Held:
    """The newest figure of one counter. `moment` is its as-of, else its print (ISO, UTC; "": no day is known).

    `low` and `high` are what its words allow (None: open); `printed` says who printed it.
    """

    counter: str
    of_what: str
    value: float
    low: float | None
    high: float | None
    words: str
    moment: str
    printed: str
    document_id: str
    url: str | None
    withdrawn: bool = False


@dataclass(frozen=True, slots=True)
class Alert:
    """Something that the owner of a followed figure is told."""

    kind: str
    sentence: str
    counter: str
    was: str  # the figure before, in words; "" for a counter that is new
    now: str


def state_of(ledger: Ledger) -> tuple[Held, ...]:
    """The newest figure of each counter; where nobody is named as counting, the newest total that was printed."""
    named = [line for line in ledger.lines if line.is_one_counter]
    found = [held for line in named if (held := _newest(line, steps_only=True))]
    if not found:
        found = [held for line in ledger.lines if (held := _newest(line, steps_only=False))]
    return tuple(sorted(_one_a_body(found), key=lambda held: (held.of_what, held.counter)))


def known_by(before: Sequence[Held], after: Sequence[Held]) -> tuple[Held, ...]:
    """The state to hold the next one against: a figure that the words of the one before allow does not replace it.

    Else "about 400" would creep to 480 in steps of twenty of which each is within the words before it, untold.
    """
    return tuple(was if (was := _before(before, now)) and _is_within(was, now) else now for now in after)


def alerts_between(
    before: Sequence[Held], after: Sequence[Held], phrase: str, house: float | None = None
) -> tuple[Alert, ...]:
    """What the owner is told of the step from one state to the next, in a fixed order."""
    alerts: list[Alert] = []
    for now in after:
        was = _before(before, now)
        told = _told(was, now, phrase) if was else None
        if was is None and all(held.counter == NOBODY for held in before):
            told = Alert(
                NEW,
                f"{_of(phrase, now)}: {_figure(now)}; nobody was known to count before.",
                now.counter,
                "",
                now.words,
            )
        if told is not None:
            alerts.append(_with_house(told, now, house))
    split_before = list(_splits(before))
    for one, other in _splits(after):
        if not any(is_same_body(one, left) and is_same_body(other, right) for left, right in split_before):
            sentence = f"{_of(phrase, one)}: {_figure(one)}, but {_figure(other)}"
            alerts.append(Alert(SPLIT, f"{sentence}.", one.counter, "", f"{one.words}; {other.words}"))
    return tuple(alerts)


def is_same_body(one: Held, other: Held) -> bool:
    """Whether two names are surely one counter of one thing: "the coast guard" beside "the coast guard of Kelmouth"."""
    left, right = frozenset(stems(one.counter)), frozenset(stems(other.counter))
    named = NOBODY not in {one.counter, other.counter} or one.counter == other.counter
    return one.of_what == other.of_what and named and bool(left & right) and (left <= right or right <= left)


def is_outside(house: float, held: Held) -> bool:
    """Whether the house's figure is surely another one than this counter's."""
    return (held.low is not None and house < held.low) or (held.high is not None and house > held.high)


def standing_words(state: Sequence[Held], house: float | None) -> tuple[str, ...]:
    """How it stands, a line a counter; with a word where the house's figure is surely another one."""
    return tuple(
        f"{_figure(held)}{_of_what(held)}{_beside(house, held)}{'; withdrawn' if held.withdrawn else ''}"
        for held in state
    )


def _one_a_body(found: Sequence[Held]) -> list[Held]:
    """Of one body under several names the newest figure stands."""
    kept: list[Held] = []
    for held in sorted(found, key=lambda held: (held.withdrawn, held.moment, held.document_id), reverse=True):
        if held.withdrawn or not any(is_same_body(held, other) for other in kept):
            kept.append(held)
    return [held for held in kept if not held.withdrawn or not any(_outlived(held, other) for other in kept)]


def _outlived(held: Held, other: Held) -> bool:
    return other is not held and not other.withdrawn and is_same_body(held, other)


def _newest(line: Line, *, steps_only: bool) -> Held | None:
    """The last step, or the last figure that was a step until it was withdrawn: that it fell is news."""
    fit = [
        entry
        for entry in line.entries
        if entry.moment is not None and (entry.is_step or entry.is_withdrawn or (not steps_only and not entry.marks))
    ]
    standing = [entry for entry in fit if not entry.is_withdrawn]
    if standing:
        return _held(standing[-1], line)
    return _held(fit[-1], line) if fit else None


def _held(entry: Entry, line: Line) -> Held:
    figure, document = entry.printed.figure, entry.printed.document
    return Held(
        counter=safe_line(line.counter, NAME_CHARS),
        of_what=safe_line(line.of_what, NAME_CHARS),
        value=figure.value,
        low=figure.low,
        high=figure.high,
        words=figure_words(figure),
        moment=entry.moment.astimezone(UTC).isoformat() if entry.moment else "",
        printed=safe_line(document.publisher or document.url or "an unnamed page", NAME_CHARS),
        document_id=document.document_id,
        url=document.url,
        withdrawn=entry.is_withdrawn,
    )


def _before(before: Sequence[Held], now: Held) -> Held | None:
    """The same counter in the state before, by its name or by another name of it."""
    named = (held for held in before if held.counter == now.counter and held.of_what == now.of_what)
    return next(named, None) or next((held for held in before if is_same_body(held, now)), None)


def _is_within(was: Held, now: Held) -> bool:
    """Whether the figure is another one, still said by the words before, and newer: nothing is told of it."""
    is_another = (was.value, was.low, was.high) != (now.value, now.low, now.high)
    return is_another and not (now.withdrawn or was.withdrawn or _is_older(now, was)) and _allows(was, now)


def _told(was: Held, now: Held, phrase: str) -> Alert | None:
    if now.withdrawn and not was.withdrawn:
        sentence = f"{_of(phrase, now)}: the figure of {now.counter}, {was.words}, was taken back ({now.printed})."
        return Alert(RETRACTED, sentence, now.counter, was.words, now.words)
    if (was.value, was.low, was.high) == (now.value, now.low, now.high):
        return None
    if _is_older(now, was):  # the newer one has fallen, or its page was read anew
        sentence = f"{_of(phrase, now)}: {now.counter}'s {_dated(was)} stands no more; what stands is {_dated(now)}."
        return Alert(RETRACTED, sentence, now.counter, was.words, now.words)
    if _allows(was, now):
        return None
    sentence = f"{_of(phrase, now)}: {now.counter} went from {_dated(was)} to {_dated(now)}."
    return Alert(MOVED, sentence, now.counter, was.words, now.words)


def _allows(was: Held, now: Held) -> bool:
    """Whether the old words are said of the new number: "at least 40" and then 41 is a move, "about 40" is none."""
    if was.low is None or was.high is None:
        return False
    return was.low <= now.value <= was.high and was.low < was.high


def _is_older(now: Held, was: Held) -> bool:
    return bool(now.moment and was.moment) and now.moment < was.moment


def _splits(state: Sequence[Held]) -> list[tuple[Held, Held]]:
    """Counters of one thing whose newest figures exclude each other."""
    return [
        (one, other)
        for place, one in enumerate(state)
        for other in state[place + 1 :]
        if one.of_what == other.of_what and not (one.withdrawn or other.withdrawn) and _exclude(one, other)
    ]


def _exclude(one: Held, other: Held) -> bool:
    above = one.low is not None and other.high is not None and one.low > other.high
    below = one.high is not None and other.low is not None and one.high < other.low
    return above or below


def _with_house(alert: Alert, now: Held, house: float | None) -> Alert:
    if house is None or now.withdrawn:
        return alert
    return Alert(alert.kind, f"{alert.sentence[:-1]}{_beside(house, now)}.", alert.counter, alert.was, alert.now)


def _beside(house: float | None, held: Held) -> str:
    return f"; the house prints {number_words(house)}" if house is not None and is_outside(house, held) else ""


def _of(phrase: str, held: Held) -> str:
    return f"“{safe_line(phrase, NAME_CHARS)}”{_of_what(held)}"


def _of_what(held: Held) -> str:
    return f" ({held.of_what})" if held.of_what else ""


def _figure(held: Held) -> str:
    return f"{held.counter} says {_dated(held)}"


def _dated(held: Held) -> str:
    if not held.moment:
        return f"{held.words} ({held.printed})"
    day = datetime.fromisoformat(held.moment)
    return f"{held.words} ({day.day} {day:%B %Y}, {held.printed})"
