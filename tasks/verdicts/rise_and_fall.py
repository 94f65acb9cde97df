"""Which way a change goes: a share that something rose by is not the share that it fell by.

In: a claim that is a share or a ratio. Out: RISE, FALL, or None where the clause tells no change, or both ways; and
whether two shares of one thing are the same but for the way they went ("up 27 %", "down 27.6 %").
"""

import re
from enum import StrEnum

from tasks.model import Claim
from tasks.reading.stems import stems
from tasks.verdicts.likeness import Rarity, clause, overlap
from tasks.verdicts.side import Side


class Change(StrEnum):
    """The way that a changing figure went."""

    RISE = "a rise"
    FALL = "a fall"


TURNED = 0.8  # share of the words around them, by rarity and without those of change, that both must have
LEAST_SHARED = 2
LEAST_SHARE = 10.0  # smaller whole shares coincide
NEAR_CHARS = 60  # on either side of the figure, in its clause
# Of whom or what a share is told: where one side has the one and the other its opposite, two things are told of.
_OPPOSITES = """
men male boys / women female girls
import imports / export exports
urban city / rural village
north northern / south southern
east eastern / west western
public state / private
young youth children / old elderly adults
buy purchases / sell sales
arrivals / departures
births / deaths
income revenue / spending expenditure
"""
_OPPOSED = tuple(
    (frozenset(stems(one)), frozenset(stems(other)))
    for one, _, other in (line.partition("/") for line in _OPPOSITES.strip().splitlines())
)
_RISE = re.compile(
    r"\b(?:ris(?:e|es|en|ing)|rose|increas\w+|gr(?:ow|ows|ew|own|owing|owth)|gain\w*|surg\w+|jump\w*|climb\w*|rais\w+|"
    r"hik\w+|up by|surplus|expan\w+|swell\w*|soar\w*|more than (?:last|the)|higher)\b",
    re.IGNORECASE,
)
_FALL = re.compile(
    r"\b(?:drop\w*|fall\w*|fell|declin\w+|decreas\w+|shr[aiu]nk\w*|cut(?:s|ting)?|reduc\w+|loss|lost|plung\w+|plummet\w*|"
    r"slump\w*|slid(?:e|es|ing)?|down by|short(?:fall)?|lower|contract(?:ed|ion))\b",
    re.IGNORECASE,
)


def change_of(claim: Claim) -> Change | None:
    """Read the words around a figure."""
    before, _, after = clause(claim)
    near = f"{before[-NEAR_CHARS:]} | {after[:NEAR_CHARS]}"
    rises, falls = _RISE.search(near) is not None, _FALL.search(near) is not None
    if rises == falls:
        return None
    return Change.RISE if rises else Change.FALL


def is_turned_round(ours: Side, theirs: Side, rarity: Rarity) -> bool:
    """Whether one says that something rose by a share and the other that the very same fell by it.

    A share is the same when it is cut or rounded to the places of the other: 27 is 27.63.
    """
    left, right = ours.claim.figure, theirs.claim.figure
    ways = {change_of(ours.claim), change_of(theirs.claim)}
    if left is None or right is None or left.role != "share" or right.role != "share" or ways != set(Change):
        return False
    if theirs.is_rejected or theirs.claim.is_negated or ours.claim.is_negated:
        return False
    fine, coarse = sorted((left.value, right.value), key=lambda value: -len(f"{value:g}"))
    telling = coarse >= LEAST_SHARE or not float(coarse).is_integer()
    if not telling or (fine != coarse and (abs(fine - coarse) >= 1 or not float(coarse).is_integer())):
        return False
    frames = [side.frame - _words_of_change(side.claim) for side in (ours, theirs)]
    if any(
        (one & frames[0] and other & frames[1]) or (other & frames[0] and one & frames[1]) for one, other in _OPPOSED
    ):
        return False
    shared = [stem for stem in frames[0] & frames[1] if stem.isalpha()]
    return len(shared) >= LEAST_SHARED and overlap(frames[0], frames[1], rarity) >= TURNED


def _words_of_change(claim: Claim) -> frozenset[str]:
    text = " ".join(clause(claim))
    return frozenset(stems(" ".join(hit.group() for way in (_RISE, _FALL) for hit in way.finditer(text))))
