"""Which way a change goes: a share that something rose by is not the share that it fell by.

In: a claim that is a share or a ratio. Out: RISE, FALL, or None where the clause tells no change, or both ways.
"""

import re
from enum import StrEnum

from tasks.model import Claim
from tasks.verdicts.likeness import clause


class Change(StrEnum):
    """The way that a changing figure went."""

    RISE = "a rise"
    FALL = "a fall"


NEAR_CHARS = 60  # on either side of the figure, in its clause
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
