"""Measures that are running totals: the hectares that a fire has burned, the money that an appeal has raised.

In: a side of a comparison. Out: whether what it measures grows while the event goes on, so that an older lower figure
is no contradiction. The area of a country or the price of a bridge is none.
"""

import re

from tasks.verdicts.likeness import clause
from tasks.verdicts.side import Side

KINDS = frozenset({"area", "money", "weight", "volume", "share", "things"})
# What goes on for a while and adds up; perfect and progressive forms, for "the fire burns 50 hectares" is a headline.
_PROCESS = re.compile(
    r"\b(?:burn(?:ed|t|s|ing)?|scorch(?:ed|es|ing)?|char(?:red)|consum(?:ed|es|ing)|destroy(?:ed|s|ing)?|raz(?:ed|ing)|"
    r"ravag(?:ed|ing)|engulf(?:ed|s|ing)?|blacken(?:ed|s|ing)?|flood(?:ed|s|ing)|inundat(?:ed|ing)|submerg(?:ed|ing)|"
    r"swallow(?:ed|s|ing)?|wip(?:ed|ing) out|damag(?:ed|es|ing)|spill(?:ed|s|ing)?|leak(?:ed|s|ing)?|spread(?:s|ing)?|"
    r"seiz(?:ed|es|ing)|confiscat(?:ed|ing)|collect(?:ed|s|ing)?|rais(?:ed|es|ing)|donat(?:ed|es|ing)|pledg(?:ed|es|ing)|"
    r"captur(?:ed|es|ing)|recaptur(?:ed|ing)|retak(?:en|ing)|retook|advanc(?:ed|es|ing)|clear(?:ed|s|ing)?|"
    r"lost|spent|grown|grew|so far|to date|already)\b",
    re.IGNORECASE,
)


def is_running_total(side: Side) -> bool:
    """Whether the measure is of something that was still going on, by the words of its own clause."""
    if side.measure is None or side.measure.kind not in KINDS:
        return False
    before, own, after = clause(side.claim)
    return bool(_PROCESS.search(f"{before} {own} {after}"))
