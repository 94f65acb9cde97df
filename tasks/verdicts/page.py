"""What one reference page as a whole does to a claim: its figures are known from each other.

In: a claim and all that one page says of its kind. Out: each of them with its finding. A page that prints our number
too does not speak against it with another; a small number that agrees is chance where a likelier figure differs.
"""

from collections.abc import Sequence

from tasks.model import Claim, Finding
from tasks.verdicts.compare import Setting, compare, figures_compared, gate_of, printed_as
from tasks.verdicts.intervals import compare_figures
from tasks.verdicts.measures import comparable, in_unit_of
from tasks.verdicts.same_figure import REFRAMED, Gate, Opening
from tasks.verdicts.side import Side
from tasks.vocabulary import Relation

MARGIN = 0.4  # log-odds by which another figure of the page must be likelier


def compare_page(ours: Side, page: Sequence[Side], setting: Setting) -> list[tuple[Claim, Finding]]:
    """Compare a claim with everything of its family on one page."""
    if ours.family != "figure":
        return [(theirs.claim, compare(ours, theirs, setting)) for theirs in page]
    # Most of a page measures something else; without our number in it, it cannot even be a finding of its own.
    page = [theirs for theirs in page if _may_matter(ours, theirs)]
    gates = [gate_of(ours, theirs, setting) for theirs in page]
    likeliest_other = float("-inf")
    if _is_small(ours, setting):
        scores = [g.score for theirs, g in zip(page, gates, strict=True) if _is_another(ours, theirs, g, setting)]
        likeliest_other = max(scores, default=likeliest_other)
    own = printed_as(ours)
    prints_ours = any(
        printed_as(theirs) == own and gate.failed not in REFRAMED for theirs, gate in zip(page, gates, strict=True)
    )
    found: list[tuple[Claim, Finding]] = []
    for theirs, gate in zip(page, gates, strict=True):
        finding = figures_compared(ours, theirs, gate, setting)
        if finding.relation is Relation.CONTRADICTS and prints_ours:
            continue
        by_chance = _is_small(ours, setting) and gate.score < likeliest_other - MARGIN
        by_chance = by_chance or _said_of_others(ours, theirs, page)
        if finding.relation is Relation.CORROBORATES and by_chance:
            finding = Finding(Relation.UNRELATED, "Not surely the same figure: a likelier one there differs.", "page")
        found.append((theirs.claim, finding))
    return found


def _may_matter(ours: Side, theirs: Side) -> bool:
    if ours.measure is None or theirs.measure is None:
        return False
    if comparable(ours.measure, theirs.measure):
        return True
    left, right = ours.claim.figure, theirs.claim.figure
    return left is not None and right is not None and left.value == right.value


def _said_of_others(ours: Side, theirs: Side, page: Sequence[Side]) -> bool:
    """Whether "eight people" are those of a page that speaks of eight wounded, where ours are dead."""
    if ours.measure is None or theirs.measure is None or ours.claim.figure is None:
        return False
    if {ours.measure.kind, theirs.measure.kind} != {"people", "things"}:
        return False
    role = ours.measure.role if ours.measure.kind == "people" else theirs.measure.role
    return any(
        other.measure is not None
        and other.measure.kind == "people"
        and other.measure.role != role
        and other.claim.figure is not None
        and other.claim.figure.value == ours.claim.figure.value
        for other in page
    )


def _is_small(ours: Side, setting: Setting) -> bool:
    return ours.claim.figure is not None and ours.claim.figure.value < setting.rules.distinctive_value


def _is_another(ours: Side, theirs: Side, gate: Gate, setting: Setting) -> bool:
    """An open gate, and a value that cannot be ours."""
    left, right = ours.claim.figure, theirs.claim.figure
    if gate.opening is Opening.CLOSED or left is None or right is None:
        return False
    return compare_figures(left, in_unit_of(right, left), setting.rules).relation is Relation.CONTRADICTS
