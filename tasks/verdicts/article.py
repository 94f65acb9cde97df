"""All claims of one article judged against what was gathered for them.

In: the article's claims; candidates, documents and claims of the reference side; lineage; settings. Out: one verdict a
claim. Pure: the same input gives the same records.
"""

from collections.abc import Mapping, Sequence

from tasks.lineage.origins import independence
from tasks.model import Candidate, Claim, Document, Lineage, Searched, Verdict
from tasks.settings import Settings
from tasks.verdicts.compare import Setting
from tasks.verdicts.events import event_likeness
from tasks.verdicts.matching import Reference, matches_of
from tasks.verdicts.retractions import Withdrawal, without_withdrawn
from tasks.verdicts.rules import Case, judge
from tasks.verdicts.side import side
from tasks.vocabulary import Relation


def judge_article(
    document: Document,
    claims: Sequence[Claim],
    *,
    candidates: Mapping[str, Sequence[Candidate]],
    documents: Mapping[str, Document],
    reference_claims: Mapping[str, Sequence[Claim]],
    withdrawn: Sequence[Withdrawal],
    rarity: Mapping[str, float],
    searched: Searched,
    lineage: Lineage,
    settings: Settings,
) -> tuple[Verdict, ...]:
    """Judge claim by claim, in the order of the text."""
    events = event_likeness(document, documents, rarity.__getitem__)
    setting = Setting(rarity.__getitem__, events, settings.rules, settings.sources)
    everything = {**documents, document.document_id: document}
    verdicts: list[Verdict] = []
    for claim in claims:
        references = _references(candidates.get(claim.claim_id, ()), documents, reference_claims)
        matches = matches_of(side(claim, document, settings.sources), references, setting)
        matches = without_withdrawn(matches, withdrawn, documents, lineage.family_of, settings.sources)
        supporting = [match for match in matches if match.relation is Relation.CORROBORATES]
        case = Case(
            claim=claim,
            document=document,
            matches=matches,
            documents=everything,
            lineage=lineage,
            independence=independence(
                supporting, lineage, everything, settings.sources, lineage.family_of(document.document_id)
            ),
            searched=searched,
            rules=settings.rules,
            sources=settings.sources,
        )
        verdicts.append(judge(case, settings.rules_hash))
    return tuple(verdicts)


def evidence_of(verdicts: Sequence[Verdict]) -> frozenset[str]:
    """The documents on which any verdict rests."""
    return frozenset(match.document_id for verdict in verdicts for match in verdict.matches)


def _references(
    found: Sequence[Candidate],
    documents: Mapping[str, Document],
    claims: Mapping[str, Sequence[Claim]],
) -> list[Reference]:
    by_document: dict[str, list[Candidate]] = {}
    for candidate in found:
        by_document.setdefault(candidate.passage.document_id, []).append(candidate)
    return [
        Reference(documents[key], claims.get(key, ()), tuple(group))
        for key, group in by_document.items()
        if key in documents
    ]
