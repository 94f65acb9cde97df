"""Which edge of a stretch of time a date names: when it ends ("until May 22", "through Thursday"), or any other.

In: a dated claim. Out: an `Edge`. A stay that lasts through Thursday did not begin on Thursday, so that two dates of
one visit may differ without a contradiction.
"""

import re
from enum import StrEnum
from functools import lru_cache

from tasks.model import Claim

NEAR_CHARS = 30  # before the date: "until at least Thursday"


class Edge(StrEnum):
    """The end of a stretch, or a day on which something happens or begins."""

    END = "end"
    DAY = "day"


_END = re.compile(
    r"\b(?:until|till|through|thru|up to|ending(?: on)?|ends(?: on)?|end on|to end(?: on)?|expires?(?: on)?)"
    r"(?: (?:at least|about|early|late|midnight on|the end of|noon on))?\s$",
    re.IGNORECASE,
)
_NOT_UNTIL = re.compile(r"\b(?:not|n[o'’]t|never|no)\b", re.IGNORECASE)  # "did not come until Friday": it came then


def edge_of(claim: Claim) -> Edge:
    """Read the words right before the date."""
    return _edge_in(claim.sentence, claim.start - claim.sentence_start)


@lru_cache(maxsize=8_192)
def _edge_in(sentence: str, start: int) -> Edge:
    """A date is compared with each of a page's and with those of many pages."""
    before = sentence[max(0, start - NEAR_CHARS) : start]
    led = _END.search(before)
    if led is None:
        return Edge.DAY
    negated = _NOT_UNTIL.search(sentence[:start])
    return Edge.DAY if negated and before[led.start() :].lower().startswith(("until", "till")) else Edge.END
