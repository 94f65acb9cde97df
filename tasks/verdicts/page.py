"""What one reference page as a whole does to a claim: its figures are known from each other.

In: a claim and all that one page says of its kind. Out: each of them with its finding, none where no gate can be open.
A page that prints our number too does not speak against it with another; a small number that agrees is chance where a
likelier figure differs.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from tasks.model import Claim, Finding
from tasks.verdicts.best_fit import fitted, is_of_a_better
from tasks.verdicts.bodies import overtaken_by_toll
from tasks.verdicts.compare import RIVAL, Setting, compare, figures_compared, gate_of, other_measure, printed_as
from tasks.verdicts.denials import counted_otherwise, of_another_bound
from tasks.verdicts.doubts import is_only_planned
from tasks.verdicts.measures import comparable
from tasks.verdicts.same_figure import REFRAMED, Opening
from tasks.verdicts.shut_out import PageSides, dates_that_may_speak, may_speak
from tasks.verdicts.side import Side
from tasks.verdicts.slots import (
    all_who_were_shot,
    attacker_within,
    counted_there,
    exchanged,
    groups_exchanged,
    of_something_else,
    others_of,
    roles_exchanged,
    totals_of,
    with_or_without,
)
from tasks.verdicts.small_tolls import cannot_have_doubled, doubled
from tasks.verdicts.wholes import BASES
from tasks.vocabulary import AsOfBasis, Relation


@dataclass(frozen=True, slots=True)
class _Known:
    """What the tests may ask of the page: all its sides, and which of them count our place by itself."""

    page: PageSides
    ground: Sequence[Side]
    prints_ours_now: bool  # as of a moment that is known


@dataclass(frozen=True, slots=True)
class _Aside:
    """One reason why what was found of two figures does not hold, as the page knows better."""

    found: frozenset[Relation]
    test: Callable[[Side, Side, _Known], bool]
    detail: str
    failed: str
    rule: str = "same-figure gate"


MOVING = frozenset({Relation.LATER_FIGURE, Relation.EARLIER_FIGURE, Relation.CONTRADICTS})
_NUMERAL = re.compile(r"\d{1,15}(?:\.\d{1,6})?")


def compare_page(ours: Side, page: Sequence[Side], setting: Setting) -> list[tuple[Claim, Finding]]:
    """Compare a claim with everything of its family on one page."""
    sides = page if isinstance(page, PageSides) else PageSides(page)
    if ours.family == "figure":
        return figures_of(ours, sides, setting) if may_speak(ours, sides, setting) else []
    told = dates_that_may_speak(ours, sides, setting) if ours.family == "date" else sides
    return [(theirs.claim, compare(ours, theirs, setting)) for theirs in told]


def figures_of(ours: Side, whole: PageSides, setting: Setting) -> list[tuple[Claim, Finding]]:
    """Hold every gate between a figure and those of a page."""
    # Most of a page measures something else; without our number in it, it cannot even be a finding of its own.
    page = [theirs for theirs in whole if _may_matter(ours, theirs) and not is_only_planned(ours, theirs)]
    gates = [gate_of(ours, theirs, setting) for theirs in page]
    gates = fitted(ours, tuple(zip(page, gates, strict=True)), setting)
    pairs = tuple(zip(page, gates, strict=True))
    others = others_of(ours, pairs, setting)
    own = printed_as(ours)
    elsewhere = [
        of_something_else(ours, theirs, gate, pairs, others, setting)
        # Asked only where it can count: behind a shut gate nothing agrees.
        if _same_number(ours, theirs) and (gate.opening is not Opening.CLOSED or printed_as(theirs) == own)
        else None
        for theirs, gate in pairs
    ]
    better = [
        is_of_a_better(ours, theirs, pairs, setting)
        if not other and _same_number(ours, theirs) and gate.opening is not Opening.CLOSED
        else None
        for (theirs, gate), other in zip(pairs, elsewhere, strict=True)
    ]
    prints_ours = any(
        printed_as(theirs) == own and gate.failed not in REFRAMED and not (other and own[2] == 1) and not beaten
        for (theirs, gate), other, beaten in zip(pairs, elsewhere, better, strict=True)
    )
    elsewhere = [other or beaten for other, beaten in zip(elsewhere, better, strict=True)]
    known = _Known(
        whole,
        ground=counted_there(ours, pairs, setting),
        prints_ours_now=any(printed_as(theirs) == own and _is_dated(theirs) for theirs in page),
    )
    totals = totals_of(page)
    found: list[tuple[Claim, Finding]] = []
    for (theirs, gate), other in zip(pairs, elsewhere, strict=True):
        finding = of_another_bound(
            ours, theirs, figures_compared(ours, theirs, gate, setting, is_total=theirs in totals)
        )
        if finding.relation is Relation.UNRELATED and groups_exchanged(ours, theirs, gate, whole, setting):
            found.append((theirs.claim, exchanged(ours, theirs)))
            continue
        if finding.relation is Relation.EARLIER_FIGURE and cannot_have_doubled(
            ours, theirs, gate.score, whole, setting
        ):
            finding = doubled(finding)
        contradicts = finding.relation is Relation.CONTRADICTS and finding.rule != BASES
        if contradicts and (prints_ours or _beside_ours(ours, theirs, whole)):
            continue
        finding = _set_aside(finding, ours, theirs, known)
        if finding.relation is Relation.CORROBORATES and other:
            finding = Finding(Relation.UNRELATED, f"Not surely the same figure: {other}.", "page")
        unlike_role = finding.relation is Relation.UNRELATED and gate.failed == "role"
        if unlike_role and roles_exchanged(ours, theirs, pairs, whole, setting):
            finding = other_measure(ours, theirs, gate, setting) or finding
        found.append((theirs.claim, finding))
    if toll := overtaken_by_toll(ours, whole, setting):
        found.append(toll)
    return counted_otherwise(ours, page, _by_its_counter(found), setting.rules)


def _by_its_counter(found: list[tuple[Claim, Finding]]) -> list[tuple[Claim, Finding]]:
    """Where a page says of its number who counted it, that is who counted it in its headline and lead too."""
    rivals = {claim.figure.value for claim, finding in found if claim.figure and finding.rule == RIVAL}
    return [
        (claim, finding)
        for claim, finding in found
        if finding.relation is not Relation.CONTRADICTS
        or finding.rule in {RIVAL, BASES}
        or not (claim.figure and claim.figure.value in rivals)
    ]


def _set_aside(finding: Finding, ours: Side, theirs: Side, known: _Known) -> Finding:
    """The finding, or the first reason that takes its place."""
    for aside in ASIDE:
        if finding.relation in aside.found and aside.test(ours, theirs, known):
            return Finding(Relation.UNRELATED, aside.detail, aside.rule, aside.failed)
    return finding


def _may_be_the_earlier(_ours: Side, theirs: Side, known: _Known) -> bool:
    return known.prints_ours_now and not _is_dated(theirs, by_text=True)


def _of_other_ground(_ours: Side, theirs: Side, known: _Known) -> bool:
    return bool(known.ground) and theirs not in known.ground


def _is_dated(side: Side, *, by_text: bool = False) -> bool:
    """Whether a figure holds for a known moment, or one that the text itself names."""
    as_of = side.claim.figure.as_of if side.claim.figure else None
    return as_of is not None and not (by_text and as_of.basis is AsOfBasis.PUBLICATION)


def _beside_ours(ours: Side, theirs: Side, page: Sequence[Side]) -> bool:
    """Whether their sentence prints our number too and no reader knows of what: "7.5; the agency has it at 7.6"."""
    value = ours.claim.figure.value if ours.claim.figure else None
    if value is None or all(float(numeral) != value for numeral in theirs.numerals if _NUMERAL.fullmatch(numeral)):
        return False
    start = theirs.claim.sentence_start
    read = [one.claim.figure for one in page if one.claim.sentence_start == start and one.claim.figure]
    return all(figure.value != value for figure in read)


def _same_number(ours: Side, theirs: Side) -> bool:
    left, right = ours.claim.figure, theirs.claim.figure
    return left is not None and right is not None and left.value == right.value


def _may_matter(ours: Side, theirs: Side) -> bool:
    if ours.measure is None or theirs.measure is None:
        return False
    if comparable(ours.measure, theirs.measure):
        return True
    left, right = ours.claim.figure, theirs.claim.figure
    return left is not None and right is not None and left.value == right.value


ASIDE = (
    _Aside(
        frozenset({Relation.LATER_FIGURE}),
        _may_be_the_earlier,
        "Not comparable: the page prints our number too, and does not say which of the two is the later.",
        "time",
        "time before intervals",
    ),
    _Aside(MOVING, _of_other_ground, "Not the same figure: the page counts our place by itself.", "place"),
    _Aside(
        frozenset({Relation.CONTRADICTS}),
        lambda ours, theirs, known: with_or_without(ours, theirs, known.page.attackers),
        "Not comparable: one of the two may count the dead or hurt attacker among them.",
        "party",
    ),
    _Aside(
        frozenset({Relation.CONTRADICTS}),
        lambda ours, theirs, known: all_who_were_shot(ours, theirs, known.page),
        "Not comparable: one counts all who were shot, the dead among them.",
        "role",
    ),
    _Aside(
        frozenset({Relation.CORROBORATES}),
        lambda ours, theirs, _: attacker_within(ours, theirs),
        "Not surely the same figure: theirs counts the attacker, ours counts others.",
        "party",
    ),
)
