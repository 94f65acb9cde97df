"""From the passages found for a claim to what each reference document does to it.

In: the claim's side and, for each candidate document, its claims and passages. Out: matches, at most two a document:
one that supports or speaks against, and one that tells of a later or earlier figure.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from tasks.claims.incidents import Scope
from tasks.memory import Memory
from tasks.model import AsOf, Candidate, Claim, Document, Finding, Match
from tasks.settings import Sources
from tasks.verdicts.asked_outright import asked_outright
from tasks.verdicts.compare import Setting
from tasks.verdicts.listed_happenings import counted_in_rows
from tasks.verdicts.main_day import against_main
from tasks.verdicts.page import compare_page
from tasks.verdicts.printed_there import printed_there
from tasks.verdicts.quotes import compare_quotes
from tasks.verdicts.shut_out import PageSides
from tasks.verdicts.side import Side, printed_by, side
from tasks.verdicts.speakers import ANOTHER, by_another
from tasks.vocabulary import AsOfBasis, ClaimKind, Party, Relation

# The strongest first: a page that prints our very figure for the same thing does not also contradict it.
STANDING = (
    Relation.CORROBORATES,
    Relation.CONTRADICTS,
    Relation.RETRACTED,
    Relation.DENIES,
    Relation.SAME_NUMBER_OTHER_MEASURE,
    Relation.CONSISTENT,
)
SPOKEN = frozenset({*STANDING, Relation.LATER_FIGURE, Relation.EARLIER_FIGURE}) - {Relation.CONSISTENT}
MOVED = (Relation.LATER_FIGURE, Relation.EARLIER_FIGURE)
_NOTHING = Finding(Relation.UNRELATED, "No figure, date or quotation about the same thing was read there.", "nothing")
MAX_PAGES_KEPT = 600  # with all that was read from them: some 60 MB; ten articles of one event meet as many


@dataclass(frozen=True, slots=True)
class Reference:
    """A candidate document with all that was read from it, by family, and the passages found for one claim."""

    document: Document
    sides: Mapping[str, Sequence[Side]]
    candidates: Sequence[Candidate]


def sides_of(
    document: Document, claims: Sequence[Claim], sources: Sources, first: datetime | None = None
) -> Mapping[str, Sequence[Side]]:
    """What a reference document says, by family: read once, compared with every claim of article after article.

    `first` is when the text that it copied came out: what a copy prints holds for that moment, not for its own.
    """
    ground = document, tuple(claims), first, sources
    return _SIDES.get(document.document_id, ground, lambda: _sides_of(document, claims, sources, first))


_Ground = tuple[Document, tuple[Claim, ...], datetime | None, Sources]
_SIDES: Memory[str, _Ground, Mapping[str, Sequence[Side]]] = Memory(MAX_PAGES_KEPT)


def _sides_of(
    document: Document, claims: Sequence[Claim], sources: Sources, first: datetime | None
) -> Mapping[str, Sequence[Side]]:
    found: dict[str, list[Side]] = {}
    for claim in claims:
        if claim.not_checkable is None or claim.quote:
            one = side(_as_first_printed(claim, first), document, sources)
            found.setdefault(one.family, []).append(one)
    if "figure" in found:
        found["figure"] = known_from_each_other(found["figure"])
    return {family: PageSides(sides) for family, sides in found.items()}


def known_from_each_other(page: Sequence[Side]) -> list[Side]:
    """Mark the figures of people that are the only number of their role on a page, or come after another one."""
    told: dict[str, list[float]] = {}
    for one in page:
        if (role := _told_role(one)) and one.claim.figure and one.claim.figure.value not in told.setdefault(role, []):
            told[role].append(one.claim.figure.value)
    return [_marked(one, told.get(_told_role(one) or "", ())) for one in page]


def _told_role(side: Side) -> str | None:
    """The role in which a page tells a toll of its own; None for parts, earlier years, attackers and what is denied."""
    figure = side.claim.figure
    if figure is None or side.measure is None or side.measure.kind != "people" or figure.party is Party.PERPETRATOR:
        return None
    if figure.is_increment or side.claim.is_retrospective or side.claim.is_negated or side.is_part:
        return None
    return side.measure.role if side.scope is Scope.OWN else None


def _marked(side: Side, told: Sequence[float]) -> Side:
    if not told or side.claim.figure is None:
        return side
    is_only, is_later = len(told) == 1, side.claim.figure.value != told[0]
    return replace(side, is_only=is_only, is_later=is_later) if is_only or is_later else side


def _as_first_printed(claim: Claim, first: datetime | None) -> Claim:
    figure = claim.figure
    if first is None or figure is None or figure.as_of is None or figure.as_of.basis is not AsOfBasis.PUBLICATION:
        return claim
    if first >= figure.as_of.start:
        return claim
    return replace(claim, figure=replace(figure, as_of=AsOf(first, first, AsOfBasis.PUBLICATION)))


def matches_of(ours: Side, references: Iterable[Reference], setting: Setting) -> tuple[Match, ...]:
    """Compare one claim with every candidate document."""
    found: list[Match] = []
    for reference in references:
        found.extend(_matches_in(ours, reference, setting))
    return tuple(sorted(found, key=lambda match: (-match.score, match.document_id, match.start)))


def _matches_in(ours: Side, reference: Reference, setting: Setting) -> list[Match]:
    compared: list[tuple[Claim | None, Finding]] = []
    if ours.claim.kind is ClaimKind.QUOTE:
        compared = _compared_quotes(ours, reference)
    else:
        compared.extend(compare_page(ours, reference.sides.get(ours.family, ()), setting))
        if setting.main and (on_the_day := against_main(ours, reference.document, setting.main)):
            compared = [*_but_for(compared, on_the_day[1].relation), on_the_day]
        if (rows := counted_in_rows(ours, reference.document)) is not None:
            compared.append((None, rows))
        if ours.family == "figure" and not any(finding.relation in SPOKEN for _, finding in compared):
            compared.extend(_printed(ours, reference, setting))
    chosen: list[Match] = []
    for group in (STANDING, MOVED):
        best = _strongest(compared, group)
        if best:
            chosen.append(_match(ours.claim, reference, *best))
    return chosen or _unrelated(ours.claim, reference)


def _but_for(compared: list[tuple[Claim | None, Finding]], told: Relation) -> list[tuple[Claim | None, Finding]]:
    """A page's own day of the event outranks what another of its dates seems to say of it."""
    against = {Relation.CONTRADICTS: Relation.CORROBORATES, Relation.CORROBORATES: Relation.CONTRADICTS}.get(told)
    return [(claim, finding) for claim, finding in compared if finding.relation is not against]


def _printed(ours: Side, reference: Reference, setting: Setting) -> list[tuple[Claim | None, Finding]]:
    """Our number in the page's own words, where no reader made a figure of it."""
    if outright := asked_outright(ours, reference.document, setting.rules):
        return [(None, outright)]
    sides = reference.sides.get(ours.family, ())
    found = printed_there(ours, reference.document, reference.candidates, sides, setting)
    return [(None, found)] if found else []


def _compared_quotes(ours: Side, reference: Reference) -> list[tuple[Claim | None, Finding]]:
    name = printed_by(reference.document)
    whole: list[tuple[Claim | None, Finding]] = [
        (None, compare_quotes(ours, None, candidate.passage.text, name)) for candidate in reference.candidates
    ]
    spoken = [one.claim for one in reference.sides.get("quote", ())]
    told = [
        (claim, by_another(ours, claim, name) or compare_quotes(ours, claim, claim.sentence, name)) for claim in spoken
    ]
    if any(finding.rule == ANOTHER for _, finding in told):
        # The words are there, and in another's mouth: that they are there bears nothing out.
        whole = [entry for entry in whole if entry[1].relation is not Relation.CORROBORATES]
    return whole + told


def _strongest(
    compared: Sequence[tuple[Claim | None, Finding]], group: Sequence[Relation]
) -> tuple[Claim | None, Finding] | None:
    for relation in group:
        for claim, finding in compared:
            if finding.relation is relation:
                return claim, finding
    return None


def _match(claim: Claim, reference: Reference, theirs: Claim | None, finding: Finding) -> Match:
    best = max(reference.candidates, key=lambda candidate: candidate.coverage, default=None)
    if theirs is not None:
        start, end, passage = theirs.sentence_start, theirs.sentence_end, theirs.sentence
    elif best is not None:
        start, end, passage = best.passage.start, best.passage.end, best.passage.text
    else:
        raise ValueError("a match rests on a claim or on a passage")
    return Match(
        claim_id=claim.claim_id,
        document_id=reference.document.document_id,
        relation=finding.relation,
        finding=finding,
        start=start,
        end=end,
        passage=passage,
        score=best.token_set if best else 0.0,
        their_claim=theirs,
        coverage=best.coverage if best else 0.0,
    )


def _unrelated(claim: Claim, reference: Reference) -> list[Match]:
    """The best passage is kept even so: "why was this not used" has an answer."""
    if not reference.candidates:
        return []
    return [_match(claim, reference, None, _NOTHING)]
