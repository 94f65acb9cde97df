"""The name of a rate is the noun of its share: "a 0.02 % infection rate", "the jobless rate stands at 5 %".

In: two sides. Out: whether both shares are of one named rate, of no other ground; and why they may be of two things.
What a share is of otherwise stands anywhere in its clause; a rate says it in one word beside the number.
"""

import re

from tasks.model import Claim
from tasks.verdicts.likeness import clause
from tasks.verdicts.side import Side

_ALONE = "turnout|inflation|unemployment|deflation|literacy|poverty|vacancy"
_AFTER = re.compile(rf"^\s(?:(?P<of>[a-z-]{{3,20}})\srate|(?P<alone>{_ALONE}))\b", re.IGNORECASE)
_BEFORE = re.compile(
    rf"\b(?:(?P<of>[a-z-]{{3,20}})\srate|(?P<alone>{_ALONE}))\b[^,;:]{{0,60}}?"
    r"\b(?:is|was|of|at|to|by|reached|reaches|hit|hits|remained|remains)\s(?:[a-z]{2,10}\s){0,2}$",
    re.IGNORECASE,
)
_GROUND = re.compile(
    r"\b[Ii]n (?:the )?(?!(?:January|February|March|April|May|June|July|August|September|October|November|December)\b)"
    r"([A-Z][\w'’-]{1,24})"
)
_AMONG = re.compile(r"\b[Aa]mong (?:the )?([a-z-]{3,20})\b")
_SAME = {
    "jobless": "unemployment", "joblessness": "unemployment", "mortality": "death", "fatality": "death",
    "homicide": "murder", "fertility": "birth", "voter": "turnout", "participation": "turnout",
}  # fmt: skip


def one_rate(ours: Side, theirs: Side) -> bool:
    """Whether both are the share of one named rate, and neither names ground that the other does not know."""
    left, right = rate_of(ours.claim), rate_of(theirs.claim)
    if left is None or left != right:
        return False
    return ours.names <= theirs.names or theirs.names <= ours.names


def rates_apart(ours: Side, theirs: Side) -> str | None:
    """Why two shares may be of two things: two rates by name, or one rate of two places."""
    left, right = rate_of(ours.claim), rate_of(theirs.claim)
    if left and right and left != right:
        return f"Not surely the same figure: one is the {left} rate, the other the {right} rate."
    if ours.measure is None or ours.measure.kind != "share":
        return None
    if _groups(ours.claim) != _groups(theirs.claim):
        return "Not surely the same figure: one is of a group that the other does not name."
    here, there = _grounds(ours.claim), _grounds(theirs.claim)
    if here and there and not here & there:
        return f"Not surely the same figure: one is of {min(here)}, the other of {min(there)}."
    return None


def _groups(claim: Claim) -> frozenset[str]:
    return frozenset(word.lower() for word in _AMONG.findall(" ".join(clause(claim))))


def _grounds(claim: Claim) -> frozenset[str]:
    return frozenset(_GROUND.findall(" ".join(clause(claim))))


def rate_of(claim: Claim) -> str | None:
    """The name of the rate that a share is, in one form: "jobless rate" is "unemployment"."""
    if claim.figure is None or claim.figure.role != "share":
        return None
    before, _, after = clause(claim)
    hit = _AFTER.match(after) or _BEFORE.search(before)
    if hit is None:
        return None
    name = (hit["of"] or hit["alone"]).lower()
    return _SAME.get(name, name)
