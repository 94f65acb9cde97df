"""One report under very many addresses: a flood of copies must not hide the page that says something else.

In: hits, best first. Out: how many to ask for instead, where most are one text; of all of them, a few of each text.
"""

from collections.abc import Callable, Iterable, Sequence
from typing import TypeVar

from tasks.evidence.index import Hit

CROWD_SHARE = 0.3  # above this share of one text among the hits, its copies hide what others say
CROWD_SAMPLE = 12  # hits looked at to tell
COPIES_SHOWN = 8  # documents of one text or one set of figures; more add nothing to what they say
TEXT_LIMIT = 2_000  # hits asked for to get past the copies of one text
FIGURES_LIMIT = 400  # and past a report reworded on many sites; or true, and widely told, so it must stay cheap
MIN_FIGURES = 2
NEAR_COPY = 0.7  # Jaccard of two windows' terms

_T = TypeVar("_T")


def wider(hits: Sequence[Hit]) -> int:
    """How many hits to ask for instead, where many of these are one text or one set of figures; 0 where not."""
    if len(hits) <= COPIES_SHOWN:
        return 0
    sample = [hit.terms for hit in hits[:: max(1, len(hits) // CROWD_SAMPLE)]]
    figures = [_figures(terms) for terms in sample]
    many = CROWD_SHARE * len(sample)
    for place in (0, len(sample) // 2):
        if sum([_same_text(sample[place], other) for other in sample]) > many:
            return TEXT_LIMIT
    for place in (0, len(sample) // 2):
        if len(figures[place]) >= MIN_FIGURES and figures.count(figures[place]) > many:
            return FIGURES_LIMIT
    return 0


def thinned(ranked: Iterable[_T], terms_of: Callable[[_T], frozenset[str]], limit: int) -> list[_T]:
    """The first things in their order, at most a few of each text, until there are enough."""
    groups: list[tuple[frozenset[str], int]] = []
    kept: list[_T] = []
    for thing in ranked:
        terms = terms_of(thing)
        place = next((place for place, (text, _) in enumerate(groups) if _same(terms, text)), None)
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


def _same(one: frozenset[str], other: frozenset[str]) -> bool:
    return _same_figures(one, other) or _same_text(one, other)


def _same_figures(one: frozenset[str], other: frozenset[str]) -> bool:
    """Whether two windows hold the very same figures, two at least: a report reworded, or all who heard one source."""
    figures = _figures(one)
    return len(figures) >= MIN_FIGURES and figures == _figures(other)


def _figures(terms: frozenset[str]) -> set[str]:
    return {term for term in terms if term[0].isdigit()}


def _same_text(one: frozenset[str], other: frozenset[str]) -> bool:
    """Whether two windows share most of their terms."""
    shorter, longer = sorted((len(one), len(other)))
    if shorter < NEAR_COPY * longer:  # cannot be, whatever they share
        return False
    common = len(one & other)
    return common >= NEAR_COPY * (shorter + longer - common)
