"""Quotes as claims: first stand-in, to be deepened."""

from tasks.claims.context import SentenceContext
from tasks.model import Claim


def quote_claims(context: SentenceContext) -> list[Claim]:
    """Read the verbatim words of a speaker."""
    del context
    return []
