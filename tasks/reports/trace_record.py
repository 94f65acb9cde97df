"""The JSON record of one traced article: `tracewire trace --json`.

In: a `Trace`. Out: plain dicts: the article without its text, `lineage` as DESIGN.md has it with families beside it,
the origins of each claim with the reasons, and the earlier prints of the page. Every key is always there.
"""

from typing import Any

from tasks.lineage.changes import Change
from tasks.lineage.joinings import Reason
from tasks.lineage.trace import ClaimTrace, FamilyTrace, Link, Trace
from tasks.lineage.versions import Revision
from tasks.model import Document
from tasks.reports.record import document_json, independence_json, instant_text
from tasks.verdicts.wording import source_words, value_words

Json = dict[str, Any]


def trace_record(trace: Trace) -> Json:
    """Write one article."""
    return {
        "article": _document(trace.document),
        "lineage": {
            "chain": [_link(link) for link in trace.chain],
            "retold": [_link(link) for link in trace.retold],
            "edges": [
                {
                    "from": edge.from_id,
                    "to": edge.to_id,
                    "kind": edge.kind.value,
                    "evidence": edge.evidence,
                    "confidence": edge.confidence,
                }
                for edge in trace.verification.lineage.edges
            ],
            "families": [_family(family, trace) for family in trace.families],
        },
        "claims": [_claim(claim) for claim in trace.claims],
        "versions": [_revision(revision) for revision in trace.revisions],
    }


def _document(document: Document) -> Json:
    return {
        **document_json(document),
        "published_basis": document.published.basis if document.published else None,
    }


def _link(link: Link) -> Json:
    return {
        "name": link.link.name,
        "url": link.link.url,
        "document_id": link.link.document_id,
        "evidence": link.link.evidence,
        "confidence": link.confidence,
    }


def _family(family: FamilyTrace, trace: Trace) -> Json:
    return {
        "id": family.family_id,
        "own": family.is_own,
        "earliest": family.earliest.document_id if family.earliest else None,
        "members": [
            {
                **_document(member.document),
                "first_held": instant_text(trace.seen.get(member.document.document_id)),
                "kind": member.kind,
                "from": member.edge.to_id if member.edge else None,
                "evidence": member.edge.evidence if member.edge else None,
                "confidence": member.edge.confidence if member.edge else None,
            }
            for member in family.members
        ],
    }


def _claim(claim: ClaimTrace) -> Json:
    return {
        "claim_id": claim.claim.claim_id,
        "says": value_words(claim.claim) + source_words(claim.claim),
        "sentence": claim.claim.sentence,
        "attribution": list(claim.claim.attribution),
        "independence": independence_json(claim.verdict.independence),
        "reasons": [_reason(reason) for reason in claim.reasons],
        "circles": list(claim.rings),
        "cited_source": claim.verdict.cited_source.value,
        "said_there": claim.said_there.passage if claim.said_there else None,
    }


def _reason(reason: Reason) -> Json:
    return {
        "standing": reason.standing,
        "documents": list(reason.documents),
        "for": reason.words,
        "against": reason.against,
        "confidence": reason.confidence,
        "person": reason.is_said,
    }


def _revision(revision: Revision) -> Json:
    return {
        "older": revision.older.document_id,
        "newer": revision.newer.document_id,
        "until": revision.until,
        "silent": revision.is_silent,
        "notes": list(revision.notes),
        "changes": [_change(change) for change in revision.changes],
    }


def _change(change: Change) -> Json:
    return {
        "kind": change.kind.value,
        "detail": change.detail,
        "before": change.before.sentence if change.before else None,
        "after": change.after.sentence if change.after else None,
        "silent": change.is_silent,
        "note": change.note,
    }
