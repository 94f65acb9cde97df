"""When two lengths of time surely measure two things: "after 12 minutes" is no "25 minutes late".

In: two sides behind an open gate. Out: the reason as a finished sentence, or None. A report is full of lengths of time
(terms, ages, delays, minutes of play), and all are minutes or years; so a difference speaks against ours only where
both are lengths of the same kind, of one thing that both name.
"""

import re

from tasks.verdicts.measures import UNITS
from tasks.verdicts.side import Side

_BEYOND = re.compile(
    r"[\s-]{1,3}(?:less|fewer|more|longer|shorter|late|later|early|earlier|ahead|behind|younger|older|under|over)\b"
)
_UP_TO = re.compile(
    r"\b(?:after|within|in|inside)\s{1,3}(?:(?:just|only|about|barely|some|the|last|first)\s{1,3}){0,2}$"
)
# Stretches of play are moments too: "in the fifth round".
_MOMENTS = frozenset(UNITS["duration"]) | {"round", "lap", "over", "inning", "hole", "set", "half", "quarter", "period"}


def of_other_stretches(ours: Side, theirs: Side) -> str | None:
    """Why two lengths of time, or two moments told by an ordinal, are not one; None for anything else."""
    if ours.measure is None or theirs.measure is None or ours.measure.kind != theirs.measure.kind:
        return None
    if ours.measure.kind == "rank" and (ours.measure.unit or "").rstrip("s") in _MOMENTS:
        return "Not comparable: each tells the moment of something of its own."
    if ours.measure.kind != "duration":
        return None
    if _is_beyond(ours) != _is_beyond(theirs):
        return "Not comparable: one is by how much more or less, the other a length of time."
    if (_leads_up(ours) or _leads_up(theirs)) and not _of_one_thing(ours, theirs):
        return "Not comparable: it is not said of one thing that it took so long."
    return None


def _is_beyond(side: Side) -> bool:
    """As in "one year less than asked", "25 minutes late"."""
    return _BEYOND.match(side.claim.sentence[side.claim.end - side.claim.sentence_start :]) is not None


def _leads_up(side: Side) -> bool:
    """As in "ahead after 12 minutes", "level after 90 minutes": how long until something."""
    return _UP_TO.search(side.claim.sentence[: side.claim.start - side.claim.sentence_start]) is not None


def _of_one_thing(ours: Side, theirs: Side) -> bool:
    """Whether both say of one thing that it took so long: "after 19 hours of talks"."""
    left, right = ours.claim.figure, theirs.claim.figure
    return left is not None and right is not None and bool(left.population) and left.population == right.population
