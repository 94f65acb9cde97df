"""One claim as the report page shows it: what it says, its verdict, and the evidence with the compared words marked.

In: a claim, its verdict, the trace around them. Out: `ClaimView`, plain words for a template to print.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from tasks.lineage.trace import ClaimTrace, Trace
from tasks.model import Claim, Document, Match, Verdict, Verification
from tasks.reports.dates import dated, moment_claimed
from tasks.reports.links import host_of, web_link
from tasks.reports.marked import FIGURE, Piece, compared, pieces
from tasks.reports.origins_told import told
from tasks.reports.reviewed import set_right, standing
from tasks.reports.reviewed import told as told_by
from tasks.reports.safe import line
from tasks.reports.terminal import BARE_CAUSES
from tasks.reports.tree import named, percent
from tasks.reports.verdict_words import CITED, RELATIONS, TEMPORAL, VERDICTS, Shown, origins_of
from tasks.verdicts.corrections import of_claim
from tasks.verdicts.wording import source_words, value_words
from tasks.vocabulary import Relation, Review, Temporal, VerdictLabel

MAX_EVIDENCE = 6  # shown with their passages; the others are named
MAX_EVIDENCE_OF_MANY = 2  # the same on the page of a book, which must still open
MANY_CLAIMS = 150
MAX_NAMES = 12
ID_CHARS = 8
MAX_WORD_CHARS = 600  # of one word of a person: who, when, why
OVERTAKEN = frozenset({Temporal.UPDATED_SINCE, Temporal.REVISED_DOWN, Temporal.STALE_WHEN_PUBLISHED})
TIERS = {1: "record", 2: "agency or broadcaster", 3: "outlet", 4: "aggregator or unknown"}


@dataclass(frozen=True, slots=True)
class Linked:
    """A page by name, with the address to link to and its host, where it has one that can be trusted."""

    name: str
    link: str | None
    host: str

    @property
    def address(self) -> str:
        """For an attribute, which cannot hold nothing."""
        return self.link or ""


@dataclass(frozen=True, slots=True)
class EvidenceView:
    """One passage held against the claim."""

    page: Linked
    sign: str
    relation: str
    style: str
    when: str
    tier: str
    finding: str
    passage: tuple[Piece, ...]
    family: str  # whose text it is a copy of; empty where it is its own


@dataclass(frozen=True, slots=True)
class ClaimView:
    """One claim with everything that stands beside it."""

    number: int
    claim_id: str
    verdict_id: str
    kind: str
    shown: Shown
    says: str
    shown_as: str
    brief: str  # the same, without what was searched: that stands once on the page
    needs_person: bool
    sentence: tuple[Piece, ...]
    notes: tuple[str, ...]
    origins: str
    reasons: tuple[str, ...]  # why there are so many of them
    earliest: str
    evidence: tuple[EvidenceView, ...]
    more: str
    others: int
    start: int
    end: int
    urgency: float

    @property
    def key(self) -> str:
        """Its place on the page."""
        return f"claim-{self.number}"


def claim_views(trace: Trace) -> tuple[ClaimView, ...]:
    """All judged claims in the order of the text, numbered from 1."""
    ordered = sorted(trace.claims, key=lambda one: (one.claim.start, one.claim.end, one.claim.claim_id))
    documents = trace.documents
    most = MAX_EVIDENCE if len(ordered) <= MANY_CLAIMS else MAX_EVIDENCE_OF_MANY
    return tuple(_claim(number, one, trace, documents, most) for number, one in enumerate(ordered, 1))


def linked(document: Document) -> Linked:
    """A page by its publisher, with a link where it has an address to trust."""
    link = web_link(document.url)
    return Linked(named(document), link, host_of(link) if link else "")


def _claim(number: int, one: ClaimTrace, trace: Trace, documents: Mapping[str, Document], most: int) -> ClaimView:
    claim, verdict = one.claim, one.verdict
    telling = _telling(verdict, trace)
    shown, rest = telling[:most], telling[most:]
    names = list(dict.fromkeys(named(documents[match.document_id]) for match in rest))
    more = f"{', '.join(names[:MAX_NAMES])}{' and others' if len(names) > MAX_NAMES else ''}"
    return ClaimView(
        number=number,
        claim_id=claim.claim_id[:ID_CHARS],
        verdict_id=verdict.verdict_id[:ID_CHARS],
        kind=claim.kind.value,
        shown=VERDICTS[verdict.label],
        says=value_words(claim) + source_words(claim),
        shown_as=verdict.shown_as,
        brief="Nothing found" if verdict.cause in BARE_CAUSES else verdict.shown_as,
        needs_person=verdict.needs_person,
        sentence=pieces(claim.sentence, ((claim.start, claim.end, FIGURE),), claim.sentence_start),
        notes=_notes(claim, verdict, trace.verification),
        origins=origins_of(verdict),
        reasons=_reasons(one),
        earliest=_earliest(verdict, trace, documents),
        evidence=tuple(_evidence(match, claim, trace, documents[match.document_id]) for match in shown),
        more=f"{len(rest)} more passage{'s'[: len(rest) > 1]}: {more}" if rest else "",
        others=sum(match.relation is Relation.UNRELATED for match in verdict.matches),
        start=claim.start,
        end=claim.end,
        urgency=verdict.confidence,
    )


def _telling(verdict: Verdict, trace: Trace) -> list[Match]:
    """What speaks to the claim, what decides before the rest; of one family its first page before its copies."""
    order = {relation: place for place, relation in enumerate(RELATIONS)}
    if verdict.temporal in OVERTAKEN and verdict.label in {VerdictLabel.SUPPORTED, VerdictLabel.CONSISTENT}:
        order[Relation.LATER_FIGURE] = -1
    root = {family.documents[0] for family in trace.verification.lineage.families if family.documents}
    telling = [match for match in verdict.matches if match.relation in order and match.document_id in trace.documents]
    alone = {match.document_id for match in telling} - {
        key for family in trace.verification.lineage.families for key in family.documents
    }
    return sorted(
        telling,
        key=lambda match: (order[match.relation], match.document_id not in root | alone, -match.coverage),
    )


def _notes(claim: Claim, verdict: Verdict, verification: Verification) -> tuple[str, ...]:
    said = [word for word in verification.reviews if word.claim_id == verdict.claim_id]
    notes = [f"{line(told_by(word, verdict.verdict_id), MAX_WORD_CHARS)}." for word in said]
    kept = verification.search.corrections if verification.search else ()
    notes += [f"{line(set_right(word), MAX_WORD_CHARS)}." for word in of_claim(kept, claim)]
    if standing(said, verdict.verdict_id) is Review.DIFFERING:
        notes.append("Reviewers differ, and both words stand.")
    if verdict.cited_source in CITED:
        notes.append(CITED[verdict.cited_source])
    if verdict.label is not VerdictLabel.NOT_CHECKABLE and verdict.temporal in TEMPORAL:
        notes.append(TEMPORAL[verdict.temporal])
    return (*notes, *(flag[:1].upper() + flag[1:] for flag in verdict.flags))


def _reasons(one: ClaimTrace) -> tuple[str, ...]:
    if not one.verdict.independence.families:
        return ()
    chosen = told(one)
    words = [
        f"{standing}: {reason.words}"
        + (f" ({percent(reason.confidence)} sure)" if reason.confidence is not None else "")
        + (f"; against it: {reason.against}" if reason.against else "")
        for standing, reason in chosen.reasons
    ]
    if chosen.own_word:
        more = " and others" if len(chosen.own_word) > MAX_NAMES else ""
        words.append(f"by their own word: {', '.join(chosen.own_word[:MAX_NAMES])}{more}")
    words += [f"circular: {ring}" for ring in one.rings]
    return (*words, f"and {chosen.left} more") if chosen.left else tuple(words)


def _earliest(verdict: Verdict, trace: Trace, documents: Mapping[str, Document]) -> str:
    first = verdict.independence.earliest
    if first is None:
        return ""
    held = documents.get(first.document_id)
    return f"{named(held) if held else first.source_id}, {dated(first.published, trace.seen.get(first.document_id))}"


def _evidence(match: Match, claim: Claim, trace: Trace, document: Document) -> EvidenceView:
    sign, words = RELATIONS[match.relation]
    if claim.quote and match.relation is Relation.SAME_NUMBER_OTHER_MEASURE:
        words = "other words"
    theirs = match.their_claim
    figure = (theirs.start, theirs.end) if theirs and theirs.document_id == document.document_id else None
    return EvidenceView(
        page=linked(document),
        sign=sign,
        relation=words,
        style=match.relation.value.replace("_", "-"),
        when=moment_claimed(document.published),
        tier=TIERS[document.tier],
        finding=match.finding.detail,
        passage=compared(match.passage, match.start, figure, claim.sentence),
        family=_family(document, trace),
    )


def _family(document: Document, trace: Trace) -> str:
    """Whose text a page carries, where that is another page's."""
    own = trace.document.document_id
    for family in trace.verification.lineage.families:
        if document.document_id not in family.documents:
            continue
        if own in family.documents:
            return "the article’s own family: it supports nothing"
        first = trace.documents.get(family.documents[0])
        if first is not None and first.document_id != document.document_id:
            return f"the same text as {named(first)}"
    return ""
