"""The JSON Schema of the record that `verify --json` prints, kept beside the record and tested against real output.

In: nothing. Out: a JSON Schema (2020-12). Closed sets come from tasks/vocabulary.py, so that they cannot drift.
"""

from enum import StrEnum
from typing import Any

from tasks.vocabulary import (
    AsOfBasis,
    CitedSource,
    ClaimKind,
    CorrectedInput,
    CreditKind,
    EdgeKind,
    Granularity,
    Hedge,
    Party,
    Relation,
    Review,
    Temporal,
    VerdictLabel,
)

Schema = dict[str, Any]
DIALECT = "https://json-schema.org/draft/2020-12/schema"
TEXT: Schema = {"type": "string"}
MAYBE_TEXT: Schema = {"type": ["string", "null"]}
COUNT: Schema = {"type": "integer", "minimum": 0}
MAYBE_NUMBER: Schema = {"type": ["number", "null"]}


def schema() -> Schema:
    """The whole schema."""
    return {
        "$schema": DIALECT,
        "title": "A verified article",
        **record_of(
            article=_article(),
            claims=list_of(_claim()),
            self_check=list_of(record_of(finding=TEXT, spans=list_of(list_of(COUNT, 2)))),
            lineage=_lineage(),
        ),
    }


def record_of(**properties: Schema) -> Schema:
    """Every key is required and no other is allowed."""
    return {
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }


def list_of(items: Schema, length: int | None = None) -> Schema:
    """A list, of that length where one is given."""
    bounds = {} if length is None else {"minItems": length, "maxItems": length}
    return {"type": "array", "items": items, **bounds}


def maybe(schema: Schema) -> Schema:
    """It, or null."""
    return {"anyOf": [schema, {"type": "null"}]}


def one_of(values: type[StrEnum]) -> Schema:
    """A word of a closed set."""
    return {"enum": [value.value for value in values]}


def _article() -> Schema:
    credit = record_of(name=TEXT, kind=one_of(CreditKind), evidence=TEXT)
    return record_of(
        id=TEXT,
        source_id=TEXT,
        url=MAYBE_TEXT,
        publisher=MAYBE_TEXT,
        byline=MAYBE_TEXT,
        title=MAYBE_TEXT,
        published=MAYBE_TEXT,
        text=TEXT,
        credits=list_of(credit),
    )


def _claim() -> Schema:
    return record_of(
        claim_id=TEXT,
        kind=one_of(ClaimKind),
        sentence=TEXT,
        start=COUNT,
        end=COUNT,
        figure=maybe(_figure()),
        when=maybe(record_of(start=TEXT, end=TEXT, granularity=one_of(Granularity))),
        quote=maybe(record_of(text=TEXT, speaker=MAYBE_TEXT)),
        attribution=list_of(TEXT),
        own_voice={"type": "boolean"},
        verdict=one_of(VerdictLabel),
        temporal=one_of(Temporal),
        cited_source=one_of(CitedSource),
        independence=independence(),
        evidence=list_of(_evidence()),
        searched=record_of(feeds=COUNT, passages=COUNT, **{"from": MAYBE_TEXT}, to=MAYBE_TEXT, cut_off=MAYBE_TEXT),
        confidence={"type": "number", "minimum": 0, "maximum": 1},
        review=one_of(Review),
        reviews=list_of(
            record_of(
                verdict_id=TEXT,
                claim_id=TEXT,
                review=one_of(Review),
                label=maybe(one_of(VerdictLabel)),
                reviewer=TEXT,
                reason=TEXT,
                reviewed_at=TEXT,
            )
        ),
        corrections=list_of(
            record_of(
                claim_id=TEXT,
                document_id=TEXT,
                input=one_of(CorrectedInput),
                value=TEXT,
                words=TEXT,
                page=MAYBE_TEXT,
                page_url=MAYBE_TEXT,
                taken_back={"type": "boolean"},
                by=TEXT,
                why=TEXT,
                said_at=TEXT,
            )
        ),
        shown_as=TEXT,
        explanation=TEXT,
    )


def _figure() -> Schema:
    return record_of(
        value={"type": "number"},
        low=MAYBE_NUMBER,
        high=MAYBE_NUMBER,
        hedge=one_of(Hedge),
        role=TEXT,
        party=one_of(Party),
        unit=MAYBE_TEXT,
        base=MAYBE_NUMBER,
        place=MAYBE_TEXT,
        as_of=maybe(record_of(start=TEXT, end=TEXT, basis=one_of(AsOfBasis))),
        derived_from=MAYBE_TEXT,
    )


def independence() -> Schema:
    """How many families and origins stand behind a claim."""
    origin = record_of(id=TEXT, name=TEXT, kind=TEXT, documents=list_of(TEXT))
    earliest = record_of(document_id=TEXT, source_id=TEXT, url=MAYBE_TEXT, published=MAYBE_TEXT, basis=TEXT)
    return record_of(
        families=COUNT,
        origins=list_of(origin),
        low=COUNT,
        high=COUNT,
        circular={"type": "boolean"},
        earliest=maybe(earliest),
    )


def _evidence() -> Schema:
    return record_of(
        document_id=TEXT,
        source_id=TEXT,
        url=MAYBE_TEXT,
        publisher=MAYBE_TEXT,
        published=MAYBE_TEXT,
        tier={"type": "integer", "minimum": 1, "maximum": 4},
        family=TEXT,
        relation=one_of(Relation),
        passage=TEXT,
        start=COUNT,
        end=COUNT,
        score={"type": "number"},
        finding=TEXT,
    )


def _lineage() -> Schema:
    link = record_of(name=TEXT, url=MAYBE_TEXT, document_id=MAYBE_TEXT, evidence=TEXT)
    edge = record_of(**{"from": TEXT}, to=TEXT, kind=one_of(EdgeKind), evidence=TEXT, confidence={"type": "number"})
    return record_of(chain=list_of(link), edges=list_of(edge))
