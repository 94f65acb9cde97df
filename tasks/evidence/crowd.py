"""One text under very many addresses: a flood of copies must not hide the page that says something else.

In: hits, or the groups that documents fall into. Out: whether most hits are one text, and at most a few of each text.
"""

from collections.abc import Callable, Iterable, Sequence
from typing import TypeVar

from tasks.evidence.index import Hit

CROWD_SHARE = 0.3  # above this share of one text among the hits, its copies hide what others say
CROWD_SAMPLE = 12  # hits looked at to tell
COPIES_SHOWN = 8  # of one text; the rest are its family and add nothing
NEAR_COPY = 0.7  # Jaccard of two windows' terms

_T = TypeVar("_T")


def is_crowded(hits: Sequence[Hit]) -> bool:
    """Whether many of the hits are one text over and over."""
    if len(hits) <= COPIES_SHOWN:
        return False
    sample = [hit.terms for hit in hits[:: max(1, len(hits) // CROWD_SAMPLE)]]
    return any(
        sum(_same_text(text, other) for other in sample) > CROWD_SHARE * len(sample)
        for text in (sample[0], sample[len(sample) // 2])
    )


def thinned(ranked: Iterable[_T], terms_of: Callable[[_T], frozenset[str]], limit: int) -> list[_T]:
    """The first things in their order, at most a few of each text, until there are enough."""
    groups: list[tuple[frozenset[str], int]] = []
    kept: list[_T] = []
    for thing in ranked:
        terms = terms_of(thing)
        place = next((place for place, (text, _) in enumerate(groups) if _same_text(terms, text)), None)
        if place is None:
            groups.append((terms, 1))
            kept.append(thing)
        else:
            text, count = groups[place]
            groups[place] = (text, count + 1)
            if count < COPIES_SHOWN:
                kept.append(thing)
        if len(kept) >= limit:
            break
    return kept


def _same_text(one: frozenset[str], other: frozenset[str]) -> bool:
    """Whether two windows share most of their terms."""
    shorter, longer = sorted((len(one), len(other)))
    if shorter < NEAR_COPY * longer:  # cannot be, whatever they share
        return False
    common = len(one & other)
    return common >= NEAR_COPY * (shorter + longer - common)
