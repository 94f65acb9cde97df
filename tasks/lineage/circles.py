"""Circular reporting: outlets that have it from one another.

In: who rests on whom for one claim: outlets, and the sources that they give, by canonical name. Out: whether anything
turns in a circle, the circles themselves, and what is behind each: a source outside it, a member's own word, or nobody.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from typing import Final, Protocol

CIRCLE: Final = "circle"  # the kind of an origin that is nobody's: each has it from the other


class Speaking(Protocol):
    """A newsroom that reports a claim, and the source that it gives (None: its own word)."""

    @property
    def outlet(self) -> str:
        """Its canonical name."""

    @property
    def source(self) -> str | None:
        """That of its source."""


@dataclass(frozen=True, slots=True)
class Circle:
    """Outlets that rest on one another; behind them: a source outside, a member that speaks itself, or None."""

    members: frozenset[str]
    root: str | None


def rests_on(voices: Iterable[Speaking]) -> dict[str, set[str]]:
    """Whom each outlet gives as its source; what it says of itself is no source."""
    found: dict[str, set[str]] = defaultdict(set)
    for voice in voices:
        if voice.source is not None and voice.source != voice.outlet:
            found[voice.outlet].add(voice.source)
    return dict(found)


def turns(resting: Mapping[str, AbstractSet[str]], own_outlets: Collection[str]) -> bool:
    """Whether an outlet rests on the article's own, or outlets rest on each other in a circle."""
    if any(not targets.isdisjoint(own_outlets) for targets in resting.values()):
        return True
    return any(outlet in _reached(outlet, resting) for outlet in sorted(resting))


def rooted(resting: Mapping[str, AbstractSet[str]], own_word: Collection[str]) -> dict[str, Circle]:
    """The circle of each outlet that stands in one; `own_word` are the outlets that (also) give no source."""
    reached = {outlet: _reached(outlet, resting) for outlet in resting}
    found: dict[str, Circle] = {}
    for outlet in sorted(resting):
        if outlet not in reached[outlet]:
            continue
        members = frozenset(other for other in reached[outlet] if outlet in reached.get(other, ()))
        outside = {source for member in members for source in resting[member]} - members
        root = min(outside, default=None) or min(members & set(own_word), default=None)
        found[outlet] = Circle(members, root)
    return found


def circles(resting: Mapping[str, AbstractSet[str]]) -> list[tuple[str, ...]]:
    """Every shortest circle once, from its first name by the alphabet back to it."""
    found: set[tuple[str, ...]] = set()
    for start in sorted(resting):
        paths: list[tuple[str, ...]] = [(start,)]
        reached = {start}
        while paths:
            path = paths.pop(0)
            for target in sorted(resting.get(path[-1], ())):
                if target == start:
                    if start == min(path):
                        found.add((*path, start))
                elif target not in reached:
                    reached.add(target)
                    paths.append((*path, target))
    return sorted(found)


def _reached(start: str, resting: Mapping[str, AbstractSet[str]]) -> set[str]:
    reached: set[str] = set()
    waiting = [start]
    while waiting:
        for target in resting.get(waiting.pop(), ()):
            if target not in reached:
                reached.add(target)
                waiting.append(target)
    return reached
