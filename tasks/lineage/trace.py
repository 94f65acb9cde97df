"""Everything about where an article came from, put together for the reports that tell it.

In: a verification (its chain, edges, families and the documents they speak of) and, where older prints of the page are
held, what changed since. Out: a `Trace`: the links of the chain with how sure each is, the families with every member's
kind of copy, and the origins of each claim with the reasons. Nothing new is found here.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime

from tasks.lineage.chain import chain
from tasks.lineage.joinings import Reason, reasons, rings
from tasks.lineage.names import canonical, publisher_of
from tasks.lineage.people import is_joining
from tasks.lineage.versions import Revision
from tasks.model import ChainLink, Claim, Document, Edge, Fetching, Match, Verdict, Verification
from tasks.settings import Sources
from tasks.vocabulary import CitedSource, EdgeKind, Relation

WHOLE = 0.95  # of a text: nothing was cut or changed but a figure or a name
MUCH_ELSE = 0.5  # a copy of which less than this is the source's text holds it among other things
KINDS = {
    EdgeKind.REWRITTEN_FROM: "rewrite",
    EdgeKind.VERSION_OF: "version",
    EdgeKind.SAME_AS: "the same, a person says",
}
ROOT = "the text that the others were taken from"
ALONE = "no other print of it is held"


@dataclass(frozen=True, slots=True)
class Link:
    """A link of the chain, with the page that is held of it and how sure it is (None: nothing was compared)."""

    link: ChainLink
    document: Document | None
    confidence: float | None


@dataclass(frozen=True, slots=True)
class Member:
    """A page of a family: what kind of copy it is, and the edge to what it was taken from."""

    document: Document
    kind: str
    edge: Edge | None


@dataclass(frozen=True, slots=True)
class FamilyTrace:
    """A publication with its copies and rewrites; `earliest` is the first dated print of it that we hold."""

    family_id: str
    members: tuple[Member, ...]
    is_own: bool
    earliest: Document | None


@dataclass(frozen=True, slots=True)
class ClaimTrace:
    """One claim with the reasons for the number of its origins, and the circles among those who report it."""

    claim: Claim
    verdict: Verdict
    reasons: tuple[Reason, ...]
    rings: tuple[str, ...]
    said_there: Match | None = None  # the passage in which the named source's own page says it


@dataclass(frozen=True, slots=True)
class Trace:
    """Where an article, and each of its claims, came from."""

    verification: Verification
    chain: tuple[Link, ...]
    families: tuple[FamilyTrace, ...]
    claims: tuple[ClaimTrace, ...]
    retold: tuple[Link, ...] = ()  # whose story the end of the chain tells again without credit, and from whom that was
    revisions: tuple[Revision, ...] = ()
    seen: Mapping[str, datetime] = field(default_factory=dict)  # when we first held a page, where the store knows
    fetchings: Mapping[str, Fetching] = field(default_factory=dict)  # how it came in, where it was fetched

    @property
    def document(self) -> Document:
        """The article."""
        return self.verification.document

    @property
    def documents(self) -> dict[str, Document]:
        """The article and every page that was found to speak to it, by id."""
        return {document.document_id: document for document in (*self.verification.cited, self.document)}

    @property
    def own(self) -> FamilyTrace:
        """The article's own family."""
        return next(family for family in self.families if family.is_own)


def trace(
    verification: Verification,
    sources: Sources,
    revisions: Sequence[Revision] = (),
    seen: Mapping[str, datetime] | None = None,
) -> Trace:
    """Put together where an article came from; `seen` tells when a page was first held, by id."""
    documents = {document.document_id: document for document in (*verification.cited, verification.document)}
    verdicts = {verdict.claim_id: verdict for verdict in verification.verdicts}
    return Trace(
        verification=verification,
        chain=_links(verification, documents, sources),
        families=_families(verification, documents),
        claims=tuple(
            _claim(claim, verdicts[claim.claim_id], verification, documents, sources)
            for claim in verification.claims
            if claim.claim_id in verdicts
        ),
        retold=_retold(verification, documents, sources),
        revisions=tuple(revisions),
        seen=seen or {},
    )


def copy_kind(edge: Edge) -> str:
    """What a page did with the text that it took, in a word."""
    if edge.kind is not EdgeKind.COPIED_FROM:
        return KINDS.get(edge.kind, edge.kind.value)
    own_share, source_share = edge.contains_ab, edge.contains_ba
    if own_share is None or source_share is None:
        return "copy"
    if source_share >= WHOLE:
        if own_share >= WHOLE:
            return "copy"
        return "copy with much else" if own_share < MUCH_ELSE else "copy with additions"
    return "cut copy" if own_share >= WHOLE else "edited copy"


def _links(verification: Verification, documents: Mapping[str, Document], sources: Sources) -> tuple[Link, ...]:
    found: list[Link] = []
    passed: list[Document] = []
    for link in verification.lineage.chain:
        held = documents.get(link.document_id or "")
        sure = [credit.confidence for document in passed for credit in document.credits
                if canonical(credit.name, sources) == canonical(link.name, sources)]  # fmt: skip
        if held is not None:
            behind = {document.document_id for document in passed}
            sure += [
                edge.confidence
                for edge in verification.lineage.edges
                if held.document_id in {edge.from_id, edge.to_id} and behind & {edge.from_id, edge.to_id}
            ]
        found.append(Link(link, held, max(sure, default=None)))
        if held is not None:
            passed.append(held)
    return tuple(found)


def _retold(verification: Verification, documents: Mapping[str, Document], sources: Sources) -> tuple[Link, ...]:
    """Whose story this is, where it was told again without credit: the page retold, then whom that one had it from.

    Apart from the chain: two reporters at one briefing tell alike, so that this is a finding and no station.
    """
    lineage = verification.lineage
    stations = [link.document_id for link in lineage.chain if link.document_id]
    retellings = [
        (stations.index(edge.from_id), edge.confidence, edge.to_id, edge)
        for edge in lineage.edges
        if edge.kind is EdgeKind.REWRITTEN_FROM
        and edge.from_id in stations
        and edge.to_id in documents
        and edge.to_id not in stations
    ]
    if not retellings:
        return ()
    *_, edge = max(retellings, key=lambda entry: entry[:3])
    first, *behind = chain(documents[edge.to_id], documents, lineage.edges, sources)
    told = Link(
        ChainLink(first.name, edge.evidence, first.url, first.document_id), documents[edge.to_id], edge.confidence
    )
    return (told, *(Link(link, documents.get(link.document_id or ""), None) for link in behind))


def _families(verification: Verification, documents: Mapping[str, Document]) -> tuple[FamilyTrace, ...]:
    """The article's own first, then those of several pages, then the rest; of the others only who speaks to a claim."""
    own = verification.document.document_id
    speaking = {
        match.document_id
        for verdict in verification.verdicts
        for match in verdict.matches
        if match.relation is not Relation.UNRELATED
    }
    found = [
        FamilyTrace(family.family_id, members, own in family.documents, _first(members))
        for family in verification.lineage.families
        if own in family.documents or not speaking.isdisjoint(family.documents)
        if (members := _members(family.documents, verification.lineage.edges, documents))
    ]
    if not any(family.is_own for family in found):
        members = (Member(verification.document, ALONE, None),)
        found.append(FamilyTrace(own, members, is_own=True, earliest=_first(members)))
    return tuple(sorted(found, key=lambda family: (not family.is_own, -len(family.members), family.family_id)))


def _members(keys: Sequence[str], edges: Sequence[Edge], documents: Mapping[str, Document]) -> tuple[Member, ...]:
    root = ROOT if len(keys) > 1 else ALONE
    taken: dict[str, Edge] = {}
    for edge in edges:
        if edge.from_id in keys and edge.to_id in keys and (is_joining(edge) or edge.kind is EdgeKind.VERSION_OF):
            known = taken.get(edge.from_id)
            if known is None or edge.confidence > known.confidence:
                taken[edge.from_id] = edge
    return tuple(
        Member(documents[key], copy_kind(taken[key]) if key in taken else root, taken.get(key))
        for key in (*keys[:1], *sorted(keys[1:], key=lambda key: _age(key, documents)))
        if key in documents
    )


def _age(key: str, documents: Mapping[str, Document]) -> tuple[datetime, str]:
    """Earliest first, undated last."""
    published = documents[key].published if key in documents else None
    return (published.instant if published else datetime.max.replace(tzinfo=UTC)), key


def _first(members: Sequence[Member]) -> Document | None:
    dated = [
        (published.instant, member.document.document_id, member.document)
        for member in members
        if (published := member.document.published) is not None
    ]
    return min(dated, key=lambda entry: entry[:2])[2] if dated else None


def _claim(
    claim: Claim, verdict: Verdict, verification: Verification, documents: Mapping[str, Document], sources: Sources
) -> ClaimTrace:
    supporting = [match for match in verdict.matches if match.relation is Relation.CORROBORATES]
    lineage = verification.lineage
    return ClaimTrace(
        claim=claim,
        verdict=verdict,
        reasons=reasons(verdict.independence, supporting, lineage, documents, sources),
        rings=rings(supporting, documents, verification.document, sources) if verdict.independence.circular else (),
        said_there=_said_there(claim, verdict, supporting, documents, sources),
    )


def _said_there(
    claim: Claim,
    verdict: Verdict,
    supporting: Sequence[Match],
    documents: Mapping[str, Document],
    sources: Sources,
) -> Match | None:
    """Where a source that the claim names says it on a page of its own; whether it does is the verdict's to say."""
    if verdict.cited_source is not CitedSource.CONFIRMED:
        return None
    named = {canonical(name, sources) for name in claim.attribution}
    own = (match for match in supporting if publisher_of(documents[match.document_id], sources) in named)
    return next(own, None)
