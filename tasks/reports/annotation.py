"""All layers that were read from one text, as `tracewire annotate` prints them.

In: a `Reading`. Out: plain dicts; every span is [start, end) in the text that came in.
"""

from typing import Any

from tasks.claims.context import Reading
from tasks.claims.story import stories
from tasks.model import Attribution, Claim, Number, Timex
from tasks.reports.record import figure_json, when_json


def annotation(source_id: str, reading: Reading) -> dict[str, Any]:
    """One line of annotate's output."""
    document = reading.document
    return {
        "id": source_id,
        "sentences": [{"start": sentence.start, "end": sentence.end} for sentence in reading.sentences],
        "times": [_time(timex) for timex in reading.timexes],
        "numbers": [_number(number) for number in reading.numbers],
        "figures": [
            {"start": claim.start, "end": claim.end, **figure_json(claim.figure)}
            for claim in reading.claims
            # A denied figure is no figure, nor is one that is only feared; both are among the claims.
            if claim.figure and not claim.is_negated and claim.not_checkable != "forecast"
        ],
        "stories": [
            {
                "role": story.role,
                "value": story.value,
                "derived_from": story.derived_from,
                "claims": [claim.claim_id for claim in story.members],
            }
            for story in stories(reading)
        ],
        "attributions": [_attribution(attribution) for attribution in reading.attributions],
        "furniture": [
            {"start": piece.start, "end": piece.end, "kind": piece.kind.value} for piece in document.furniture
        ],
        "credits": [
            {"name": credit.name, "kind": credit.kind.value, "evidence": credit.evidence} for credit in document.credits
        ],
        "claims": [_claim(claim) for claim in reading.claims],
        "language": document.language,
    }


def _time(timex: Timex) -> dict[str, Any]:
    return {
        "start": timex.start,
        "end": timex.end,
        "text": timex.text,
        "type": timex.type,
        "value": timex.value,
        "anchor": timex.anchor,
        "mod": timex.mod,
        "rule": timex.rule,
    }


def _number(number: Number) -> dict[str, Any]:
    return {
        "start": number.start,
        "end": number.end,
        "text": number.text,
        "value": number.value,
        "low": number.low,
        "high": number.high,
        "hedge": number.hedge.value,
        "ordinal": number.is_ordinal,
        "percent": number.is_percent,
        "currency": number.currency,
    }


def _attribution(attribution: Attribution) -> dict[str, Any]:
    return {
        "source": list(attribution.source) if attribution.source else None,
        "cue": list(attribution.cue),
        "content": [list(span) for span in attribution.content],
        "kind": attribution.kind,
        "name": attribution.name,
        "chain": list(attribution.chain),
    }


def _claim(claim: Claim) -> dict[str, Any]:
    return {
        "claim_id": claim.claim_id,
        "kind": claim.kind.value,
        "start": claim.start,
        "end": claim.end,
        "sentence": [claim.sentence_start, claim.sentence_end],
        "figure": figure_json(claim.figure) if claim.figure else None,
        "when": when_json(claim.when) if claim.when else None,
        "quote": {"text": claim.quote.text, "speaker": claim.quote.speaker} if claim.quote else None,
        "attribution": list(claim.attribution),
        "own_voice": claim.own_voice,
        "happening": (
            {
                "event": claim.happening.event,
                "participants": sorted(claim.happening.participants),
                "status": claim.happening.status,
            }
            if claim.happening
            else None
        ),
        "negated": claim.is_negated,
        "not_checkable": claim.not_checkable,
    }
