"""What is to be said about a figure on a ledger: a jump, a fall, withdrawn, no total at all.

In: a figure as printed and the steps of its counter before it. Out: the marks in words, and whether the figure is a
step of the line. A lower figure that the counter had given before, printed again without a day of its own, is an old
figure; one far below is more likely a part than a revision.
"""

from collections.abc import Sequence
from datetime import datetime

from tasks.model import Figure
from tasks.reports.ledger_match import Printed
from tasks.reports.ledger_query import role_of
from tasks.settings import Rules
from tasks.verdicts.wording import number_words
from tasks.vocabulary import CUMULATIVE_ROLES, AsOfBasis

OLD_AGAIN = "older figure again"


def moment_of(printed: Printed) -> datetime | None:
    """The middle of the as-of, else the publication; None where neither is known."""
    as_of = printed.figure.as_of
    if as_of:
        return as_of.start + (as_of.end - as_of.start) / 2
    if printed.claim.is_retrospective or printed.document.published is None:
        return None  # "earlier it had said" holds for no day that we know
    return printed.document.published.instant


def marks_of(
    printed: Printed, steps: Sequence[Figure], rules: Rules, withdrawal: str | None, *, is_one: bool
) -> tuple[tuple[str, ...], bool]:
    """What is to be said about an entry after those before it, and whether it is a step of the line."""
    figure, claim = printed.figure, printed.claim
    asides = [
        words
        for is_so, words in (
            (withdrawal is not None, f"withdrawn: {withdrawal}"),
            (claim.is_negated, "denied where it stands"),
            (figure.is_increment, "new ones only, not the total"),
            (figure.is_part, "a part of a total"),
            (moment_of(printed) is None, "for no known day"),
        )
        if is_so
    ]
    if asides or not is_one:
        return tuple(asides), False
    if not steps:
        return (), True
    last = steps[-1]
    if _below(figure, last):
        is_undated = figure.as_of is None or figure.as_of.basis is AsOfBasis.PUBLICATION
        if is_undated and any(_alike(figure, step) for step in steps):
            return (OLD_AGAIN,), False
        if (role_of(figure.role) or figure.role) not in CUMULATIVE_ROLES:
            return (f"down from {number_words(last.value)}",), True
        if figure.value * rules.outlier_factor < last.value:
            return (f"far below {number_words(last.value)}: a part, or another count?",), False
        return (f"revised down from {number_words(last.value)}",), True
    if last.value > 0 and _below(last, figure) and figure.value >= rules.outlier_factor * last.value:
        return (f"jump: {figure.value / last.value:.1f} times {number_words(last.value)}",), True
    return (), True


def _below(lower: Figure, higher: Figure) -> bool:
    """Whether the first figure lies surely below the second, hedges and all."""
    top = float("inf") if lower.high is None else lower.high
    bottom = float("-inf") if higher.low is None else higher.low
    return top < bottom


def _alike(left: Figure, right: Figure) -> bool:
    return not _below(left, right) and not _below(right, left)
