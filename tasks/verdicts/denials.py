"""A denial with a count of its own: who rejects 1,900 missing and lists 89 says more than no (VERDICTS.md section 7).

In: a claim, and what each figure of one page does to it. Out: the same findings, in which a denial of our very number
contradicts it where the page itself gives another of the same role that ours cannot have become: lower for a
toll that only grows, far off for a number that may fall. A bare denial stays one.
"""

from collections.abc import Sequence

from tasks.model import Claim, Finding
from tasks.settings import Rules
from tasks.verdicts.doubts import is_rival
from tasks.verdicts.intervals import LOWER, UPPER
from tasks.verdicts.side import Side
from tasks.verdicts.wording import value_words
from tasks.vocabulary import FALLING_ROLES, GROWING_ROLES, Relation

DENIED = "denied, and counted otherwise"


def counted_otherwise(
    ours: Side, page: Sequence[Side], found: Sequence[tuple[Claim, Finding]], rules: Rules
) -> list[tuple[Claim, Finding]]:
    """Turn denials that give a number of their own into contradictions."""
    if ours.is_rejected or ours.claim.is_negated:
        return list(found)  # the article denies it too
    told: list[tuple[Claim, Finding]] = []
    for claim, finding in found:
        own = _own_count(ours, page, rules) if finding.relation is Relation.DENIES and _is_ours(ours, claim) else None
        if own is None:
            told.append((claim, finding))
            continue
        detail = f"{finding.detail.removesuffix('.')}, and the page itself counts {value_words(own.claim)}."
        told.append((claim, Finding(Relation.CONTRADICTS, detail, DENIED)))
    return told


def of_another_bound(ours: Side, theirs: Side, finding: Finding) -> Finding:
    """Read agreement as mere compatibility where one is another body's bound: "at least 133" is not the other's 143."""
    left, right = ours.claim.figure, theirs.claim.figure
    if finding.relation is not Relation.CORROBORATES or left is None or right is None or left.value == right.value:
        return finding
    if not is_rival(ours, theirs) or not {left.hedge, right.hedge} & (LOWER | UPPER):
        return finding
    detail = f"{finding.detail.removesuffix('.')}; the bound is another counter's."
    return Finding(Relation.CONSISTENT, detail, "another's bound", finding.gate)


def _is_ours(ours: Side, theirs: Claim) -> bool:
    """Who denies 143 denies no "at least 133"."""
    left, right = ours.claim.figure, theirs.figure
    return left is not None and right is not None and left.value == right.value


def _own_count(ours: Side, page: Sequence[Side], rules: Rules) -> Side | None:
    left = ours.claim.figure
    if left is None or ours.is_part:
        return None
    for theirs in page:
        right = theirs.claim.figure
        if right is None or right.role != left.role or right.place != left.place or theirs.is_part:
            continue
        if theirs.is_rejected or theirs.claim.is_negated or right.is_increment or right.value == left.value:
            continue
        lower = left.role in GROWING_ROLES and right.value < left.value
        apart = abs(left.value - right.value) > rules.consistent_share * max(left.value, right.value)
        if lower or (left.role in FALLING_ROLES and apart):
            return theirs
    return None
