"""The JSON record of one verified article: the shape of DESIGN.md, section Interfaces.

In: a `Verification`. Out: plain dicts and lists for json.dumps. Offsets point into `article.text`, ends exclusive;
`when.end` is the last day or minute included. Every key is always there; what is unknown is null.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from tasks.model import (
    AsOf,
    Claim,
    Correction,
    Document,
    Earliest,
    Figure,
    Independence,
    Lineage,
    Match,
    Published,
    Quote,
    ReviewWord,
    Searched,
    Verdict,
    Verification,
    When,
    civil,
)
from tasks.reports.reviewed import standing
from tasks.verdicts.corrections import of_claim

Json = dict[str, Any]


def record(verification: Verification) -> Json:
    """Write one article with its claims, in the order of the text."""
    documents = {document.document_id: document for document in verification.cited}
    verdicts = {verdict.claim_id: verdict for verdict in verification.verdicts}
    kept = verification.search.corrections if verification.search else ()
    said: dict[str, list[ReviewWord]] = defaultdict(list)
    for word in verification.reviews:
        said[word.claim_id].append(word)
    return {
        "article": _article(verification.document),
        "claims": [
            _claim(claim, verdicts[claim.claim_id], documents, verification.lineage, said[claim.claim_id], kept)
            for claim in verification.claims
            if claim.claim_id in verdicts
        ],
        "self_check": [
            {"finding": check.finding, "spans": [list(span) for span in check.spans]}
            for check in verification.self_check
        ],
        "lineage": _lineage(verification.lineage),
    }


def instant_text(instant: datetime | None) -> str | None:
    """ISO 8601 in UTC with a Z."""
    return None if instant is None else instant.astimezone(UTC).isoformat().replace("+00:00", "Z")


def word_json(word: ReviewWord) -> Json:
    """One word, everywhere in the same shape."""
    return {
        "verdict_id": word.verdict_id,
        "claim_id": word.claim_id,
        "review": word.review,
        "label": word.label,
        "reviewer": word.reviewer,
        "reason": word.reason,
        "reviewed_at": instant_text(word.reviewed_at),
    }


def correction_json(word: Correction) -> Json:
    """What a person set right, everywhere in the same shape."""
    return {
        "claim_id": word.claim_id,
        "document_id": word.document_id,
        "input": word.input.value,
        "value": word.value,
        "words": word.words,
        "page": word.page,
        "page_url": word.page_address,
        "taken_back": word.is_taken_back,
        "by": word.person,
        "why": word.reason,
        "said_at": instant_text(word.said_at),
    }


def published_text(published: Published | None) -> str | None:
    """As exact as it is known: a date, or an instant with the offset that was printed."""
    if published is None:
        return None
    local = civil(published)
    if published.precision in {"day", "month", "year"}:
        return local.date().isoformat()[: {"day": 10, "month": 7, "year": 4}[published.precision.value]]
    return local.isoformat() if published.offset_minutes is not None else instant_text(published.instant)


def document_json(document: Document) -> Json:
    """Which page it is, whose, and of when; not what it says."""
    return {
        "id": document.document_id,
        "source_id": document.source_id,
        "url": document.url,
        "publisher": document.publisher,
        "byline": document.byline,
        "title": document.title,
        "published": published_text(document.published),
    }


def _article(document: Document) -> Json:
    return {
        **document_json(document),
        "text": document.text,
        "credits": [
            {"name": credit.name, "kind": credit.kind.value, "evidence": credit.evidence} for credit in document.credits
        ],
    }


def _claim(
    claim: Claim,
    verdict: Verdict,
    documents: Mapping[str, Document],
    lineage: Lineage,
    said: Sequence[ReviewWord],
    corrections: Sequence[Correction],
) -> Json:
    return {
        "claim_id": claim.claim_id,
        "kind": claim.kind.value,
        "sentence": claim.sentence,
        "start": claim.start,
        "end": claim.end,
        "figure": _figure(claim.figure),
        "when": _when(claim.when),
        "quote": _quote(claim.quote),
        "attribution": list(claim.attribution),
        "own_voice": claim.own_voice,
        "verdict": verdict.label.value,
        "temporal": verdict.temporal.value,
        "cited_source": verdict.cited_source.value,
        "independence": independence_json(verdict.independence),
        "evidence": [
            _evidence(match, documents[match.document_id], lineage)
            for match in verdict.matches
            if match.document_id in documents
        ],
        "searched": searched_json(verdict.searched),
        "confidence": verdict.confidence,
        "review": standing(said, verdict.verdict_id).value,
        "reviews": [word_json(word) for word in said],
        "corrections": [correction_json(word) for word in of_claim(corrections, claim)],
        "shown_as": verdict.shown_as,
        "explanation": verdict.explanation,
    }


def figure_json(figure: Figure) -> Json:
    """A figure alone, for `annotate` as well."""
    return {
        "value": _number(figure.value),
        "low": _number(figure.low),
        "high": _number(figure.high),
        "hedge": figure.hedge.value,
        "role": figure.role,
        "party": figure.party.value,
        "unit": figure.unit,
        "base": _number(figure.base),
        "place": figure.place,
        "as_of": _as_of(figure.as_of),
        "derived_from": figure.derived_from,
    }


def when_json(when: When) -> Json:
    """A civil interval; with minutes where a time of day is known."""
    start, end = when.start.isoformat(), when.end.isoformat()
    if when.clock:
        first, last = when.clock
        start += f"T{first // 60:02d}:{first % 60:02d}"
        end += f"T{last // 60:02d}:{last % 60:02d}"
    return {"start": start, "end": end, "granularity": when.granularity.value}


def _figure(figure: Figure | None) -> Json | None:
    return figure_json(figure) if figure else None


def _when(when: When | None) -> Json | None:
    return when_json(when) if when else None


def _quote(quote: Quote | None) -> Json | None:
    return {"text": quote.text, "speaker": quote.speaker} if quote else None


def _as_of(as_of: AsOf | None) -> Json | None:
    if as_of is None:
        return None
    return {"start": instant_text(as_of.start), "end": instant_text(as_of.end), "basis": as_of.basis.value}


def _number(value: float | None) -> float | int | None:
    return int(value) if value is not None and float(value).is_integer() else value


def independence_json(independence: Independence) -> Json:
    """How many families carry a claim and which origins are behind them, for `trace` as well."""
    return {
        "families": independence.families,
        "origins": [
            {
                "id": origin.origin_id,
                "name": origin.name,
                "kind": origin.kind,
                "documents": list(origin.documents),
            }
            for origin in independence.origins
        ],
        "low": independence.low,
        "high": independence.high,
        "circular": independence.circular,
        "earliest": _earliest(independence.earliest),
    }


def _earliest(earliest: Earliest | None) -> Json | None:
    if earliest is None:
        return None
    return {
        "document_id": earliest.document_id,
        "source_id": earliest.source_id,
        "url": earliest.url,
        "published": published_text(earliest.published),
        "basis": earliest.basis,
    }


def _evidence(match: Match, document: Document, lineage: Lineage) -> Json:
    return {
        "document_id": match.document_id,
        "source_id": document.source_id,
        "url": document.url,
        "publisher": document.publisher,
        "published": published_text(document.published),
        "tier": document.tier,
        "family": lineage.family_of(match.document_id),
        "relation": match.relation.value,
        "passage": match.passage,
        "start": match.start,
        "end": match.end,
        "score": match.score,
        "finding": match.finding.detail,
    }


def searched_json(searched: Searched) -> Json:
    """Where it was looked: how many feeds and passages, and of which days."""
    return {
        "feeds": searched.feeds,
        "passages": searched.passages,
        "from": instant_text(searched.start),
        "to": instant_text(searched.end),
        "cut_off": instant_text(searched.cut_off),
    }


def _lineage(lineage: Lineage) -> Json:
    return {
        "chain": [
            {"name": link.name, "url": link.url, "document_id": link.document_id, "evidence": link.evidence}
            for link in lineage.chain
        ],
        "edges": [
            {
                "from": edge.from_id,
                "to": edge.to_id,
                "kind": edge.kind.value,
                "evidence": edge.evidence,
                "confidence": edge.confidence,
            }
            for edge in lineage.edges
        ],
    }
