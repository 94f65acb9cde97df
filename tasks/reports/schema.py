"""The JSON Schema of the record that `verify --json` prints, kept beside the record and tested against real output.

In: nothing. Out: a JSON Schema (2020-12). Closed sets come from tasks/vocabulary.py, so that they cannot drift.
"""

import json
from enum import StrEnum
from typing import Any

from tasks.vocabulary import (
    AsOfBasis,
    CitedSource,
    ClaimKind,
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
_TEXT: Schema = {"type": "string"}
_MAYBE_TEXT: Schema = {"type": ["string", "null"]}
_COUNT: Schema = {"type": "integer", "minimum": 0}
_MAYBE_NUMBER: Schema = {"type": ["number", "null"]}


def schema_text() -> str:
    """The schema, ready to print."""
    return json.dumps(schema(), indent=2)


def schema() -> Schema:
    """The whole schema."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "A verified article",
        **_record(
            article=_article(),
            claims=_list(_claim()),
            self_check=_list(_record(finding=_TEXT, spans=_list(_list(_COUNT, 2)))),
            lineage=_lineage(),
        ),
    }


def _record(**properties: Schema) -> Schema:
    """Every key is required and no other is allowed."""
    return {
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }


def _list(items: Schema, length: int | None = None) -> Schema:
    bounds = {} if length is None else {"minItems": length, "maxItems": length}
    return {"type": "array", "items": items, **bounds}


def _maybe(schema: Schema) -> Schema:
    return {"anyOf": [schema, {"type": "null"}]}


def _one_of(values: type[StrEnum]) -> Schema:
    return {"enum": [value.value for value in values]}


def _article() -> Schema:
    credit = _record(name=_TEXT, kind=_one_of(CreditKind), evidence=_TEXT)
    return _record(
        id=_TEXT,
        source_id=_TEXT,
        url=_MAYBE_TEXT,
        publisher=_MAYBE_TEXT,
        byline=_MAYBE_TEXT,
        title=_MAYBE_TEXT,
        published=_MAYBE_TEXT,
        text=_TEXT,
        credits=_list(credit),
    )


def _claim() -> Schema:
    return _record(
        claim_id=_TEXT,
        kind=_one_of(ClaimKind),
        sentence=_TEXT,
        start=_COUNT,
        end=_COUNT,
        figure=_maybe(_figure()),
        when=_maybe(_record(start=_TEXT, end=_TEXT, granularity=_one_of(Granularity))),
        quote=_maybe(_record(text=_TEXT, speaker=_MAYBE_TEXT)),
        attribution=_list(_TEXT),
        own_voice={"type": "boolean"},
        verdict=_one_of(VerdictLabel),
        temporal=_one_of(Temporal),
        cited_source=_one_of(CitedSource),
        independence=_independence(),
        evidence=_list(_evidence()),
        searched=_record(feeds=_COUNT, passages=_COUNT, **{"from": _MAYBE_TEXT}, to=_MAYBE_TEXT, cut_off=_MAYBE_TEXT),
        confidence={"type": "number", "minimum": 0, "maximum": 1},
        review=_one_of(Review),
        shown_as=_TEXT,
        explanation=_TEXT,
    )


def _figure() -> Schema:
    return _record(
        value={"type": "number"},
        low=_MAYBE_NUMBER,
        high=_MAYBE_NUMBER,
        hedge=_one_of(Hedge),
        role=_TEXT,
        party=_one_of(Party),
        unit=_MAYBE_TEXT,
        base=_MAYBE_NUMBER,
        place=_MAYBE_TEXT,
        as_of=_maybe(_record(start=_TEXT, end=_TEXT, basis=_one_of(AsOfBasis))),
        derived_from=_MAYBE_TEXT,
    )


def _independence() -> Schema:
    origin = _record(id=_TEXT, name=_TEXT, kind=_TEXT, documents=_list(_TEXT))
    earliest = _record(document_id=_TEXT, source_id=_TEXT, url=_MAYBE_TEXT, published=_MAYBE_TEXT, basis=_TEXT)
    return _record(
        families=_COUNT,
        origins=_list(origin),
        low=_COUNT,
        high=_COUNT,
        circular={"type": "boolean"},
        earliest=_maybe(earliest),
    )


def _evidence() -> Schema:
    return _record(
        document_id=_TEXT,
        source_id=_TEXT,
        url=_MAYBE_TEXT,
        publisher=_MAYBE_TEXT,
        published=_MAYBE_TEXT,
        tier={"type": "integer", "minimum": 1, "maximum": 4},
        family=_TEXT,
        relation=_one_of(Relation),
        passage=_TEXT,
        start=_COUNT,
        end=_COUNT,
        score={"type": "number"},
        finding=_TEXT,
    )


def _lineage() -> Schema:
    link = _record(name=_TEXT, url=_MAYBE_TEXT, document_id=_MAYBE_TEXT, evidence=_TEXT)
    edge = _record(**{"from": _TEXT}, to=_TEXT, kind=_one_of(EdgeKind), evidence=_TEXT, confidence={"type": "number"})
    return _record(chain=_list(link), edges=_list(edge))
