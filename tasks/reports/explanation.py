"""The whole trace of one verdict, as a record and as JSON: read, found, compared, decided, and what would flip it.

In: what tasks/replay.py laid out. Out: `Explanation` and plain dicts. Nothing is guessed here: what would flip the
verdict was found by judging again without it.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from tasks.model import Candidate, Claim, Document, Finding, Lineage, Verdict
from tasks.reports.record import figure_json, instant_text, published_text, when_json
from tasks.verdicts.rules import MAX_TIER
from tasks.vocabulary import Relation, Temporal, VerdictLabel

Json = dict[str, Any]

# VERDICTS.md section 7, in its order, which is the precedence: the first row that fits.
ROWS = {
    VerdictLabel.NOT_CHECKABLE: "opinion, forecast or question",
    VerdictLabel.DISPUTED: "families on both sides, or a rival party against what a named source is said to have said",
    VerdictLabel.REFUTED: "a family contradicts and none supports",
    VerdictLabel.SUPPORTED: "a family outside the article's own, of tier 3 or better, supports and none contradicts",
    VerdictLabel.MISFRAMED: "the very same number, but of something else",
    VerdictLabel.CONSISTENT: "only copies of the article, pages of tier 4, or figures that are compatible",
    VerdictLabel.UNVERIFIED: "nothing that could be used was found",
}


@dataclass(frozen=True, slots=True)
class Comparison:
    """The claim held against one claim of a candidate document."""

    document_id: str
    claim: Claim
    finding: Finding


@dataclass(frozen=True, slots=True)
class Removal:
    """What the verdict would be without these families and all their documents."""

    families: tuple[str, ...]
    documents: tuple[str, ...]
    label: VerdictLabel
    temporal: Temporal
    shown_as: str
    flips: bool


@dataclass(frozen=True, slots=True)
class Explanation:
    """Everything behind one verdict."""

    document: Document
    claim: Claim
    verdict: Verdict
    is_same_now: bool  # whether judging again gave the very same record
    documents: Mapping[str, Document]
    lineage: Lineage
    candidates: tuple[Candidate, ...]
    comparisons: tuple[Comparison, ...]
    removals: tuple[Removal, ...]

    def sides(self) -> tuple[list[str], list[str]]:
        """The families that support (outside the article's own, tier 3 or better) and those that contradict."""
        own = self.lineage.family_of(self.document.document_id)
        support: set[str] = set()
        against: set[str] = set()
        for match in self.verdict.matches:
            family = self.lineage.family_of(match.document_id)
            document = self.documents.get(match.document_id)
            is_heard = family != own and document is not None and document.tier <= MAX_TIER
            if match.relation is Relation.CORROBORATES and is_heard:
                support.add(family)
            elif match.relation is Relation.CONTRADICTS:
                against.add(family)
        return sorted(support), sorted(against)

    def flipping(self) -> tuple[Removal, ...]:
        """The smallest removals that change the verdict, all of one size."""
        flipping = [removal for removal in self.removals if removal.flips]
        least = min((len(removal.families) for removal in flipping), default=0)
        return tuple(removal for removal in flipping if len(removal.families) == least)


def row_number(label: VerdictLabel) -> int:
    """Which row of the table of verdicts that is, from 1."""
    return list(ROWS).index(label) + 1


def explanation_json(explanation: Explanation) -> Json:
    """For programs; every key is always there."""
    claim, verdict = explanation.claim, explanation.verdict
    support, against = explanation.sides()
    return {
        "claim_id": claim.claim_id,
        "verdict_id": verdict.verdict_id,
        "article": _document(explanation.document),
        "sentence": claim.sentence,
        "start": claim.start,
        "end": claim.end,
        "read": _read(claim),
        "searched": {
            "feeds": verdict.searched.feeds,
            "passages": verdict.searched.passages,
            "from": instant_text(verdict.searched.start),
            "to": instant_text(verdict.searched.end),
            "cut_off": instant_text(verdict.searched.cut_off),
        },
        "candidates": [_candidate(candidate, explanation) for candidate in explanation.candidates],
        "compared": [_comparison(comparison) for comparison in explanation.comparisons],
        "matches": [
            {
                "document_id": match.document_id,
                "relation": match.relation.value,
                "rule": match.finding.rule,
                "gate": match.finding.gate,
                "finding": match.finding.detail,
                "passage": match.passage,
            }
            for match in verdict.matches
        ],
        "row": {
            "number": row_number(verdict.label),
            "label": verdict.label.value,
            "when": ROWS[verdict.label],
            "support": support,
            "against": against,
        },
        "families": [
            {"id": family.family_id, "documents": list(family.documents)} for family in explanation.lineage.families
        ],
        "origins": [
            {"id": origin.origin_id, "name": origin.name, "kind": origin.kind, "documents": list(origin.documents)}
            for origin in verdict.independence.origins
        ],
        "verdict": verdict.label.value,
        "temporal": verdict.temporal.value,
        "shown_as": verdict.shown_as,
        "explanation": verdict.explanation,
        "flags": list(verdict.flags),
        "confidence": verdict.confidence,
        "rules_hash": verdict.rules_hash,
        "program": verdict.program,
        "same_now": explanation.is_same_now,
        "removals": [_removal(removal) for removal in explanation.removals],
        "smallest_flips": [_removal(removal) for removal in explanation.flipping()],
    }


def _document(document: Document) -> Json:
    return {
        "document_id": document.document_id,
        "source_id": document.source_id,
        "publisher": document.publisher,
        "published": published_text(document.published),
        "url": document.url,
        "title": document.title,
        "tier": document.tier,
    }


def _read(claim: Claim) -> Json:
    return {
        "kind": claim.kind.value,
        "text": claim.text,
        "figure": figure_json(claim.figure) if claim.figure else None,
        "population": claim.figure.population if claim.figure else None,
        "when": when_json(claim.when) if claim.when else None,
        "quote": {"text": claim.quote.text, "speaker": claim.quote.speaker} if claim.quote else None,
        "attribution": list(claim.attribution),
        "own_voice": claim.own_voice,
        "names": sorted(claim.anchors.names),
        "places": sorted(claim.anchors.places),
        "not_checkable": claim.not_checkable,
    }


def _candidate(candidate: Candidate, explanation: Explanation) -> Json:
    return {
        **_document(explanation.documents[candidate.passage.document_id]),
        "family": explanation.lineage.family_of(candidate.passage.document_id),
        "start": candidate.passage.start,
        "end": candidate.passage.end,
        "passage": candidate.passage.text,
        "search_score": candidate.search_score,
        "coverage": candidate.coverage,
        "document_coverage": candidate.document_coverage,
        "token_set": candidate.token_set,
        "event_share": candidate.event_share,
    }


def _comparison(comparison: Comparison) -> Json:
    finding = comparison.finding
    return {
        "document_id": comparison.document_id,
        "claim_id": comparison.claim.claim_id,
        "sentence": comparison.claim.sentence,
        "text": comparison.claim.text,
        "relation": finding.relation.value,
        "rule": finding.rule,
        "gate": finding.gate,
        "finding": finding.detail,
    }


def _removal(removal: Removal) -> Json:
    return {
        "families": list(removal.families),
        "documents": list(removal.documents),
        "verdict": removal.label.value,
        "temporal": removal.temporal.value,
        "shown_as": removal.shown_as,
        "flips": removal.flips,
    }
