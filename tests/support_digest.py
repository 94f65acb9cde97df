"""Leads of a digest made from a few words: who prints which figure, and who says what against it."""

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from typing import Any

from tasks.lineage.voices import Voice
from tasks.model import (
    Anchors,
    Claim,
    Document,
    Figure,
    Finding,
    Independence,
    Match,
    Published,
    Searched,
    Verdict,
    content_id,
)
from tasks.reports.digest_model import Lead
from tasks.vocabulary import CitedSource, ClaimKind, Hedge, Precision, Relation, Temporal, VerdictLabel

NOW = datetime(2025, 3, 7, 7, 0, tzinfo=UTC)  # a Friday


def page(publisher: str, key: str, day: str = "2025-03-07", title: str | None = None) -> Document:
    published = Published(datetime.fromisoformat(f"{day}T09:00:00+00:00"), Precision.MINUTE, "meta", day, 0)
    return Document(
        document_id=content_id(publisher, key), source_id=key, text="…", url=f"https://news.example/{key}",
        publisher=publisher, title=title or f"{publisher}: {key}", published=published,
    )  # fmt: skip


def counted(document: Document, value: float, role: str = "killed", names: Iterable[str] = ()) -> Claim:
    words = f"{value:,.0f} people were {role}"
    return Claim(
        claim_id=content_id(document.document_id, value, role), document_id=document.document_id,
        kind=ClaimKind.CASUALTY, start=0, end=len(words), text=words, sentence=words, sentence_start=0,
        sentence_end=len(words), sentence_index=0,
        figure=Figure(value, value, value, Hedge.EXACT, role, unit="people"),
        anchors=Anchors(names=frozenset(names)),
    )  # fmt: skip


def lead(
    outlet: str, value: float, against: Iterable[Mapping[str, Any]], *, key: str = "1", names: Iterable[str] = ()
) -> Lead:
    """`against`: page, source, value, day, relation, role, family (whose text the page is a copy of)."""
    document = page(outlet, key)
    claim = counted(document, value, names=names)
    matches, evidence, voices = [], {}, {}
    families = {document.document_id: document.document_id}
    for one in against:
        theirs = page(one["page"], f"{one['page']}-{one['value']}", one["day"], "Toll rises")
        evidence[theirs.document_id] = theirs
        root = page(one.get("family", one["page"]), f"{one.get('family', one['page'])}-{one['value']}", one["day"])
        families[theirs.document_id] = root.document_id
        source = one.get("source", "")
        outlet_name = root.publisher or ""
        voices[theirs.document_id] = Voice(
            theirs.document_id, root.document_id, outlet_name.lower(), outlet_name, source.lower() or None, source,
            bool(source),
        )  # fmt: skip
        relation = Relation(one.get("relation", "contradicts"))
        matches.append(
            Match(
                claim.claim_id, theirs.document_id, relation, Finding(relation, "they differ", "rule"), 0, 1, "…", 1.0,
                their_claim=counted(theirs, one["value"], one.get("role", "killed")),
            )
        )  # fmt: skip
    verdict = Verdict(
        verdict_id=content_id("v", claim.claim_id), claim_id=claim.claim_id, label=VerdictLabel.REFUTED,
        temporal=Temporal.CURRENT, cited_source=CitedSource.NOT_CHECKED, independence=Independence(),
        searched=Searched(1, 1, None, None, None), confidence=0.9, shown_as="Contradicted", explanation="They differ.",
        needs_person=True, matches=tuple(matches),
    )  # fmt: skip
    return Lead(claim, verdict, document, evidence, voices, families)
