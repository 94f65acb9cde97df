"""What one claim of a reference page does to one claim of the article: gate, then time, then intervals.

In: two sides of one kind. Out: a `Finding`: the relation, the rule that fired, and a finished sentence with both
values, both dates and who said them. VERDICTS.md sections 3 and 4. Each kind has its own comparison, in COMPARISONS.
"""

from collections.abc import Callable

from tasks.model import Finding
from tasks.verdicts.counts import compare_counts
from tasks.verdicts.dates import compare_dates
from tasks.verdicts.figures import (
    RIVAL,
    compare_two_figures,
    event_of,
    figures_compared,
    gate_of,
    other_measure,
)
from tasks.verdicts.printed import printed_as
from tasks.verdicts.setting import Setting
from tasks.verdicts.side import Side

__all__ = ["RIVAL", "Setting", "comparable", "compare", "figures_compared", "gate_of", "other_measure", "printed_as"]


def compare(ours: Side, theirs: Side, setting: Setting) -> Finding:
    """Compare two claims of one family of kinds."""
    return COMPARISONS[ours.family](ours, theirs, setting)


def comparable(ours: Side, theirs: Side) -> bool:
    """Whether the two are of one family of kinds; figures of any kind may meet, dates only dates."""
    return ours.family == theirs.family


COMPARISONS: dict[str, Callable[[Side, Side, Setting], Finding]] = {
    "figure": compare_two_figures,
    "count": lambda ours, theirs, setting: compare_counts(
        ours, theirs, event_of(theirs, setting), setting.rarity, setting.rules
    ),
    "date": lambda ours, theirs, setting: compare_dates(
        ours, theirs, event_of(theirs, setting), setting.rarity, setting.rules
    ),
}
