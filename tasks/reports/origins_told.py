"""Why a claim counts as many origins as it does, in the order in which a person wants to hear it.

In: the trace of a claim. Out: what a person said, who has it from whom and what is in doubt, each with its reason; and
who says it by their own word. The tree on a terminal and the report page tell the same.
"""

from dataclasses import dataclass

from tasks.lineage.joinings import APART, DOUBTED, JOINED, NAMED_SOURCE, Reason
from tasks.lineage.trace import ClaimTrace

MAX_REASONS = 6  # of each sort
DOUBT = "perhaps fewer origins"


@dataclass(frozen=True, slots=True)
class Told:
    """The reasons to tell, each with what it makes of the pages; `left` is how many more there are."""

    reasons: tuple[tuple[str, Reason], ...]
    own_word: tuple[str, ...]
    left: int


def told(claim: ClaimTrace) -> Told:
    """Choose what is told of one claim."""
    span = claim.verdict.independence
    shared = {origin.documents for origin in span.origins if origin.kind == NAMED_SOURCE}
    said = [("a person says", reason) for reason in claim.reasons if reason.is_said]
    rest = [reason for reason in claim.reasons if not reason.is_said]
    sorts = [("from one source", one) for one in rest if one.standing == JOINED and one.documents in shared]
    sorts += [("by itself", one) for one in rest if one.standing == APART and not _is_own_word(one)]
    doubts = [(DOUBT, one) for one in rest if one.standing == DOUBTED] if span.low < span.high else []
    return Told(
        reasons=(*said[:MAX_REASONS], *sorts[:MAX_REASONS], *doubts[:MAX_REASONS]),
        own_word=tuple(
            reason.words.split(" gives no source", 1)[0] for reason in claim.reasons if _is_own_word(reason)
        ),
        left=max(0, len(sorts) - MAX_REASONS) + max(0, len(doubts) - MAX_REASONS),
    )


def _is_own_word(reason: Reason) -> bool:
    return reason.standing == APART and " gives no source" in reason.words
