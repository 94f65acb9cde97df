"""Verdicts for search engines and other newsrooms: schema.org's ClaimReview as JSON-LD.

In: a verification, one of its verdicts, who reviewed it and when. Out: a dict for JSON. The rating's words are those
that Tracewire shows ("Contradicted by ..."); its number runs from 1 (false) to 5 (true), as the guidelines of search
engines ask, and is left out where nothing was decided. Source of the shape: https://schema.org/ClaimReview.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from tasks.model import Claim, Verdict, Verification
from tasks.reports.safe import line
from tasks.vocabulary import VerdictLabel

WORST, BEST = 1, 5
MAX_CLAIM_CHARS = 500
MAX_NAME_CHARS = 200
_RATINGS = {VerdictLabel.REFUTED: 1, VerdictLabel.MISFRAMED: 2, VerdictLabel.DISPUTED: 3, VerdictLabel.SUPPORTED: 5}


@dataclass(frozen=True, slots=True)
class Author:
    """Who answers for a review; `kind` is a type of schema.org: Organization, NewsMediaOrganization or Person."""

    name: str
    kind: str = "Organization"
    url: str | None = None


def claim_review(
    verification: Verification, verdict: Verdict, *, author: Author, reviewed_at: datetime, url: str | None = None
) -> dict[str, Any]:
    """One ClaimReview; `author` answers for it, `url` is where its report is served."""
    claim = next(one for one in verification.claims if one.claim_id == verdict.claim_id)
    document = verification.document
    rating: dict[str, Any] = {"@type": "Rating", "alternateName": line(verdict.shown_as, MAX_CLAIM_CHARS)}
    if (number := _RATINGS.get(verdict.label)) is not None:
        rating |= {"ratingValue": number, "worstRating": WORST, "bestRating": BEST}
    appearance = {
        "@type": "NewsArticle",
        "url": document.url,
        "headline": line(document.title or "", MAX_CLAIM_CHARS) or None,
        "datePublished": document.published.instant.isoformat() if document.published else None,
        "author": _organisation(document.publisher),
    }
    reviewed = {
        "@type": "Claim",
        "author": _organisation(_said_by(claim) or document.publisher),
        "datePublished": appearance["datePublished"],
        "appearance": _filled(appearance),
    }
    return _filled({
        "@context": "https://schema.org",
        "@type": "ClaimReview",
        "url": url,
        "claimReviewed": line(claim.sentence, MAX_CLAIM_CHARS),
        "datePublished": reviewed_at.date().isoformat(),
        "author": _filled({"@type": author.kind, "name": line(author.name, MAX_NAME_CHARS), "url": author.url}),
        "itemReviewed": _filled(reviewed),
        "reviewRating": rating,
    })  # fmt: skip


def _said_by(claim: Claim) -> str | None:
    return claim.attribution[-1] if claim.attribution else None


def _organisation(name: str | None) -> dict[str, str] | None:
    return {"@type": "Organization", "name": line(name, MAX_NAME_CHARS)} if name else None


def _filled(table: dict[str, Any]) -> dict[str, Any]:
    """Without what is not known: an empty property says something that nobody said."""
    return {key: value for key, value in table.items() if value is not None}
