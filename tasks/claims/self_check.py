"""The article held against itself, before any search: its figures, sums, dates and ages.

In: all layers of one article. Out: findings in the order of the text, each a finished sentence with both values, and
the spans it speaks of. A finding is a lead for a reporter, so each check keeps silent where it is not sure what is
compared: a headline is only held against figures of its own role, parts only against a total that they are listed
under, a year only against one that the text names.
"""

from collections.abc import Callable
from typing import Final

from tasks.claims.context import Reading
from tasks.claims.self_check_dates import ages, anniversaries, counted_days, two_clocks, weekdays, years_ago
from tasks.claims.self_check_figures import captions, headline, listed_parts, subset
from tasks.model import SelfCheck

CHECKS: Final[tuple[Callable[[Reading], list[SelfCheck]], ...]] = (
    headline,
    captions,
    listed_parts,
    subset,
    weekdays,
    counted_days,
    years_ago,
    anniversaries,
    ages,
    two_clocks,
)


def self_check(reading: Reading) -> tuple[SelfCheck, ...]:
    """Everything in the article that does not agree with the rest of it."""
    found = [finding for check in CHECKS for finding in check(reading)]
    return tuple(sorted(found, key=lambda finding: (finding.spans, finding.finding)))
