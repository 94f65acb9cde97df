"""The verdict of one claim from all that was found about it. VERDICTS.md section 7: the first row that fits.

In: a claim, its matches, the families of the documents, what was searched. Out: a `Verdict` that explains itself.
S are the families outside the article's own that corroborate (tier 3 or better), C those that contradict.
A new rule is one function in ROWS; their order is the precedence.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from tasks import __version__
from tasks.lineage.people import SAID
from tasks.model import Claim, Document, Independence, Lineage, Match, Searched, Verdict, content_id
from tasks.settings import Rules, Sources
from tasks.verdicts import explain
from tasks.verdicts.cited_source import cited_source
from tasks.verdicts.compare import RIVAL
from tasks.verdicts.confidence import confidence
from tasks.verdicts.moments import Order, order_of
from tasks.verdicts.passing_time import outdated, temporal
from tasks.verdicts.rivals import are_rivals, counts_its_enemy, source_behind
from tasks.verdicts.side import counter
from tasks.verdicts.sites import FIXED
from tasks.vocabulary import Relation, Review, Temporal, VerdictLabel

# What the article's own family may say of it: a copy that gives another figure, or our figure of something else.
AGAINST = frozenset({Relation.CONTRADICTS, Relation.SAME_NUMBER_OTHER_MEASURE})
MAX_TIER = 3  # an aggregator or an unknown page alone supports nothing


@dataclass(frozen=True, slots=True)
class Case:
    """All that a row may look at."""

    claim: Claim
    document: Document
    matches: tuple[Match, ...]
    documents: Mapping[str, Document]
    lineage: Lineage
    independence: Independence
    searched: Searched
    rules: Rules
    sources: Sources
    set_right: tuple[str, ...] = ()  # what people corrected about its inputs, a sentence each
    is_earlier: bool = False  # a toll that the article itself has overtaken

    def families(self, relation: Relation) -> dict[str, tuple[Match, ...]]:
        """The matches of one relation by family; the article's own family supports nothing but may contradict."""
        own = self.lineage.family_of(self.document.document_id)
        found: dict[str, list[Match]] = {}
        for match in self.matches:
            if match.relation is not relation:
                continue
            family = self.lineage.family_of(match.document_id)
            if family == own and relation not in AGAINST:
                continue
            if relation is Relation.CORROBORATES and self.documents[match.document_id].tier > MAX_TIER:
                continue
            found.setdefault(family, []).append(match)
        return {family: tuple(matches) for family, matches in sorted(found.items())}


@dataclass(frozen=True, slots=True)
class Judgement:
    """What a row decides."""

    label: VerdictLabel
    shown_as: str
    needs_person: bool
    cause: str | None = None
    flags: tuple[str, ...] = ()


def judge(case: Case, rules_hash: str) -> Verdict:
    """Judge one claim."""
    case = outdated_aside(case)
    judgement = next(found for row in ROWS if (found := row(case)) is not None)
    passed = temporal(case.claim, case.document, case.matches, case.documents, case.rules, is_earlier=case.is_earlier)
    flags = judgement.flags + explain.remarks(case.claim, case.document, case.matches, case.lineage, case.documents)
    flags += _one_side(case) + case.set_right
    shown_as = judgement.shown_as + explain.since(case.claim, passed, case.matches, case.documents)
    asks = judgement.needs_person or (
        passed in {Temporal.STALE_WHEN_PUBLISHED, Temporal.REVISED_DOWN}
        and judgement.label is not VerdictLabel.NOT_CHECKABLE
    )
    evidence = sorted((m.document_id, m.relation.value, m.start, m.end) for m in case.matches)
    searched = case.searched
    return Verdict(
        verdict_id=content_id(
            case.claim.claim_id,
            judgement.label,
            evidence,
            [(origin.origin_id, origin.documents) for origin in case.independence.origins],
            rules_hash,
            searched.cut_off,
            searched.feeds,
            searched.passages,
            __version__,
            *_said(case.lineage),
            *case.set_right,
        ),
        claim_id=case.claim.claim_id,
        label=judgement.label,
        temporal=passed,
        cited_source=cited_source(case.claim, case.matches, case.documents, case.sources),
        independence=case.independence,
        searched=searched,
        confidence=confidence(judgement.label, case.matches),
        shown_as=shown_as,
        explanation=explain.paragraph(case.claim, shown_as, case.matches, case.documents, case.independence, flags),
        needs_person=asks,
        matches=case.matches,
        review=Review.MACHINE,
        cause=judgement.cause,
        flags=flags,
        rules_hash=rules_hash,
        program=__version__,
    )


def _said(lineage: Lineage) -> list[tuple[str, str, str]]:
    """What people said of the pages makes another verdict of the same evidence; where nobody spoke, nothing."""
    return [(edge.from_id, edge.to_id, edge.evidence) for edge in lineage.edges if edge.kind in SAID]


def outdated_aside(case: Case) -> Case:
    """A higher figure that was out before the article, while ours had once been true, makes ours stale, not false."""
    return replace(case, matches=outdated(case.claim, case.document, case.matches, case.documents))


def _not_checkable(case: Case) -> Judgement | None:
    if case.claim.not_checkable is None:
        return None
    reason = case.claim.not_checkable
    return Judgement(VerdictLabel.NOT_CHECKABLE, f"Not checked: {reason}", needs_person=False, cause=reason)


def _disputed(case: Case) -> Judgement | None:
    """Supported and contradicted; or only a rival party contradicts what the claim says that its own source said."""
    support, against = case.families(Relation.CORROBORATES), case.families(Relation.CONTRADICTS)
    if support and not against:
        against = _fixed(case, support)
    rival_only = bool(against) and all(_is_rival(case, match) for group in against.values() for match in group)
    if not against or not (support or (rival_only and case.claim.attribution)):
        return None
    shown = explain.disputed(case.claim, support, against, case.documents)
    return Judgement(VerdictLabel.DISPUTED, shown, needs_person=True)


def _fixed(case: Case, support: Mapping[str, object]) -> dict[str, tuple[Match, ...]]:
    """Who prints another number of what stands still: near ours, and outside its rounding, so that one of them errs."""
    found: dict[str, tuple[Match, ...]] = {}
    for family, matches in case.families(Relation.CONSISTENT).items():
        told = tuple(m for m in matches if m.finding.rule == FIXED and case.documents[m.document_id].tier <= MAX_TIER)
        if told and family not in support:
            found[family] = told
    return found


def _one_side(case: Case) -> tuple[str, ...]:
    """The remark that a figure is one side's count of the other, whoever repeats it."""
    if not counts_its_enemy(case.claim, case.document, case.sources):
        return ()
    source = source_behind(case.claim, case.document, case.sources)
    return (f"one side's count of the other: {source.name} is a party to it",) if source else ()


def _is_rival(case: Case, match: Match) -> bool:
    """Another body counted it, or the word is that of a party against whom the claim's own source stands."""
    if match.finding.rule == RIVAL:
        return True
    if match.their_claim is None:
        return False
    theirs = source_behind(match.their_claim, case.documents[match.document_id], case.sources)
    return are_rivals(source_behind(case.claim, case.document, case.sources), theirs)


def _tier(case: Case, match: Match) -> int:
    """What a contradicting word is worth: a party's count of its enemy is no record."""
    document = case.documents[match.document_id]
    if match.their_claim and counts_its_enemy(match.their_claim, document, case.sources):
        return max(document.tier, MAX_TIER)
    return document.tier


def _refuted(case: Case) -> Judgement | None:
    against = case.families(Relation.CONTRADICTS)
    if not against:
        return None
    tiers = [_tier(case, match) for group in against.values() for match in group]
    flags = ("rests on one newsroom only",) if len(against) == 1 and min(tiers) >= MAX_TIER else ()
    return Judgement(
        VerdictLabel.REFUTED, explain.contradicted(against, case.documents), needs_person=True, flags=flags
    )


def _supported(case: Case) -> Judgement | None:
    support = case.families(Relation.CORROBORATES)
    if not support:
        return None
    return Judgement(
        VerdictLabel.SUPPORTED, explain.supported(support, case.documents, case.independence), needs_person=False
    )


def _misframed_statement(case: Case) -> Judgement | None:
    """The very statement counted something else by our number, and only others, of other days, bear ours out.

    "1,000 killed, the agency said" where the agency said 1,000 wounded; that a ministry counts 1,000 dead weeks later
    is no support of what the agency said.
    """
    framed = case.families(Relation.SAME_NUMBER_OTHER_MEASURE)
    said = [match for group in framed.values() for match in group if _of_one_statement(case, match)]
    if not said or not case.claim.attribution:
        return None
    for group in case.families(Relation.CORROBORATES).values():
        if any(_of_one_statement(case, match) for match in group):
            return None
    return Judgement(VerdictLabel.MISFRAMED, explain.misframed(said[0], case.documents), needs_person=True)


def _of_one_statement(case: Case, match: Match) -> bool:
    """Whether both name one source and say when it spoke, and it is the same moment."""
    theirs = match.their_claim
    if theirs is None or theirs.figure is None or case.claim.figure is None:
        return False
    ours = counter(case.claim.attribution, case.sources)
    if ours is None or ours != counter(theirs.attribution, case.sources):
        return False
    moment = order_of(case.claim.figure.as_of, theirs.figure.as_of, case.rules)
    return moment.firm and moment.order is Order.SAME


def _misframed(case: Case) -> Judgement | None:
    framed = case.families(Relation.SAME_NUMBER_OTHER_MEASURE)
    if not framed:
        return None
    match = next(iter(framed.values()))[0]
    return Judgement(VerdictLabel.MISFRAMED, explain.misframed(match, case.documents), needs_person=True)


def _consistent(case: Case) -> Judgement | None:
    own = case.lineage.family_of(case.document.document_id)
    copies = [
        match
        for match in case.matches
        if match.relation is Relation.CORROBORATES and case.lineage.family_of(match.document_id) == own
    ]
    weak = [match for match in case.matches if match.relation is Relation.CORROBORATES]
    near = [match for match in case.matches if match.relation in {Relation.CONSISTENT, Relation.DENIES}]
    if not (weak or near):
        return None
    if copies and len(copies) == len(weak):
        shown = "Same source only: found in copies of this article alone"
    elif weak:
        shown = "Same source only: found on aggregators or unknown pages alone"
    else:
        shown = "Compatible, not confirmed"
    if denied := [match for match in case.matches if match.relation is Relation.DENIES]:
        shown += f"; denied ({explain.printed(denied[0], case.documents)})"
    return Judgement(VerdictLabel.CONSISTENT, shown, needs_person=False)


def _withdrawn(case: Case) -> Judgement | None:
    """Nobody supports it any more, and who printed it has taken it back."""
    withdrawn = [m for m in case.matches if m.relation is Relation.RETRACTED and _same_value(case.claim, m)]
    if not withdrawn:
        return None
    shown = f"Withdrawn since ({explain.printed(withdrawn[0], case.documents)})"
    return Judgement(VerdictLabel.UNVERIFIED, shown, needs_person=True, cause="withdrawn by its publisher")


def _same_value(claim: Claim, match: Match) -> bool:
    """Whether what was withdrawn is the claim's own figure, and not one that spoke against it."""
    theirs = match.their_claim.figure if match.their_claim else None
    return claim.figure is None or theirs is None or theirs.value == claim.figure.value


def _unverified(case: Case) -> Judgement:
    searched = case.searched
    moved = [m for m in case.matches if m.relation in {Relation.EARLIER_FIGURE, Relation.LATER_FIGURE}]
    if not searched.passages:
        return Judgement(
            VerdictLabel.UNVERIFIED,
            "Nothing to search yet: run `tracewire refresh` or give --archive",
            needs_person=False,
            cause="nothing to search",
        )
    if moved:
        return Judgement(
            VerdictLabel.UNVERIFIED,
            "Only figures for other moments found",
            needs_person=False,
            cause="only evidence from other moments",
        )
    return Judgement(VerdictLabel.UNVERIFIED, explain.nothing(searched), needs_person=False, cause="nothing found")


ROWS: Sequence[Callable[[Case], Judgement | None]] = (
    _not_checkable,
    _disputed,
    _refuted,
    _misframed_statement,
    _supported,
    _misframed,
    _withdrawn,
    _consistent,
    _unverified,
)
