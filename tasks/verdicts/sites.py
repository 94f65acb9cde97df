"""What stands still: how many a hall holds, and how far one named place lies from another.

In: two sides. Out: whether both figures are of one site. Such a number has no as-of: where two newsrooms print two of
it, each outside the other's rounding, one of them errs, however near the two may lie.
"""

import re

from tasks.verdicts.capacity import CAPACITY
from tasks.verdicts.likeness import clause
from tasks.verdicts.side import Side

FIXED = "fixed figures differ"  # the rule name by which a verdict knows that both cannot be right
_FROM = re.compile(
    r"(?: (?:to the )?(?:north|south|east|west|up|down)[\w-]{0,12})? (?:of|from|off|outside|away from) (?:the )?"
    r"(?P<end>[\w’'-]{2,20}(?: [A-Z][\w’'-]{1,20}){0,2})"
)
_GENERIC = frozenset({"city", "capital", "town", "village"})  # by which the page means the place that it has named


def same_site(ours: Side, theirs: Side) -> bool:
    """Whether both tell what the event's place holds, or how far the same named place lies from the same other."""
    if ours.measure is None or theirs.measure is None or ours.measure.kind != theirs.measure.kind:
        return False
    if ours.measure.kind == CAPACITY:
        return True
    ends = [_FROM.match(clause(side.claim)[2]) for side in (ours, theirs) if ours.measure.kind == "distance"]
    far = [end["end"].lower() for end in ends if end]
    if len(far) < 2 or (far[0] != far[1] and not _GENERIC & set(far)):  # noqa: PLR2004  two sides
        return False
    return bool({name for name in ours.names & theirs.names if name.lower() not in far})
