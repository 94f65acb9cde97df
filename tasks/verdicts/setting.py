"""What every comparison of an article needs beside the two sides.

In: nothing. Out: the record `Setting`: rarity of words, likeness of events, thresholds, names, what the article prints.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from tasks.model import Number
from tasks.settings import Rules, Sources
from tasks.verdicts.likeness import Rarity
from tasks.verdicts.main_day import MainDay
from tasks.verdicts.side import Side

Printed = tuple[str, str | None, float]  # measure, unit, value
Slot = tuple[frozenset[int], str | None]  # the groups of people (populations.py) and the place that a figure counts


@dataclass(frozen=True, slots=True)
class Print:
    """A number of a passage with the stems around it; the offsets of `number` are the document's."""

    number: Number
    around: frozenset[str]
    unit: frozenset[str]  # the stems of the words right behind it


@dataclass(frozen=True, slots=True)
class Setting:
    """What every comparison needs beside the two sides."""

    rarity: Rarity
    events: Mapping[str, float]  # document id -> how surely it is about the article's event
    rules: Rules
    sources: Sources
    printed: frozenset[Printed] = frozenset()  # what the article itself prints
    groups: frozenset[tuple[float, frozenset[int]]] = frozenset()  # how many of which people it counts: 15,000 soldiers
    slots: frozenset[tuple[Slot, float]] = frozenset()  # and what it prints of one group or place
    own: tuple[Side, ...] = ()  # the article's figures
    main: MainDay | None = None  # the day of the sudden event that these pages are about
    one_event: Mapping[str, float] = field(default_factory=dict)  # document id -> log-odds, where few are counted
