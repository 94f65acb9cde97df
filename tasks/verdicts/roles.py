"""Roles of people that exclude each other, and the role of a count under any noun.

In: a side with a figure. Out: its role under any noun.
"""

from tasks.verdicts.measures import JUDGED
from tasks.verdicts.side import Side

# Roles that exclude each other: who is identified is also dead, and casualties may be either.
STRICT_ROLES = frozenset(
    {"killed", "injured", "missing", "hospitalised", "detained", "abducted", "displaced", "evacuated", "deployed"}
    | JUDGED
)


def role_of(side: Side) -> str:
    """The role of a count of people under any noun: "cases" are infected. Raises where the side has no figure."""
    if side.claim.figure is None:
        raise TypeError("only a figure has a role")
    return side.measure.role if side.measure and side.measure.kind == "people" else side.claim.figure.role
