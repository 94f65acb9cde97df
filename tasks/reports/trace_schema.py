"""The JSON Schema of the record that `trace --json` prints, beside the one of `verify`, tested against real output.

In: nothing. Out: a JSON Schema (2020-12). Closed sets come from where they are defined, so that they cannot drift.
"""

from tasks.lineage.changes import ChangeKind
from tasks.lineage.joinings import APART, DOUBTED, JOINED
from tasks.reports.schema import DIALECT, MAYBE_TEXT, TEXT, Schema, independence, list_of, maybe, one_of, record_of
from tasks.vocabulary import CitedSource, EdgeKind

_FLAG: Schema = {"type": "boolean"}
_SURE: Schema = {"type": "number", "minimum": 0, "maximum": 1}


def trace_schema() -> Schema:
    """The whole schema."""
    parts = record_of(
        article=record_of(**_page()), lineage=_lineage(), claims=list_of(_claim()), versions=list_of(_version())
    )
    return {"$schema": DIALECT, "title": "Where an article came from", **parts}


def _page() -> dict[str, Schema]:
    plain = ("url", "publisher", "byline", "title", "published", "published_basis")
    return {"id": TEXT, "source_id": TEXT, **dict.fromkeys(plain, MAYBE_TEXT)}


def _lineage() -> Schema:
    link = record_of(name=TEXT, url=MAYBE_TEXT, document_id=MAYBE_TEXT, evidence=TEXT, confidence=maybe(_SURE))
    edge = record_of(**{"from": TEXT}, to=TEXT, kind=one_of(EdgeKind), evidence=TEXT, confidence=_SURE)
    taken = {"from": MAYBE_TEXT, "evidence": MAYBE_TEXT, "confidence": maybe(_SURE)}
    member = record_of(**_page(), first_held=MAYBE_TEXT, kind=TEXT, **taken)
    family = record_of(id=TEXT, own=_FLAG, earliest=MAYBE_TEXT, members=list_of(member))
    return record_of(chain=list_of(link), retold=list_of(link), edges=list_of(edge), families=list_of(family))


def _claim() -> Schema:
    reason = record_of(
        standing={"enum": [JOINED, DOUBTED, APART]},
        documents=list_of(TEXT),
        **{"for": TEXT},
        against=MAYBE_TEXT,
        confidence=maybe(_SURE),
        person=_FLAG,
    )
    return record_of(
        claim_id=TEXT,
        says=TEXT,
        sentence=TEXT,
        attribution=list_of(TEXT),
        independence=independence(),
        reasons=list_of(reason),
        circles=list_of(TEXT),
        cited_source=one_of(CitedSource),
        said_there=MAYBE_TEXT,
    )


def _version() -> Schema:
    sentences = {"before": MAYBE_TEXT, "after": MAYBE_TEXT}
    change = record_of(kind=one_of(ChangeKind), detail=TEXT, **sentences, silent=_FLAG, note=MAYBE_TEXT)
    return record_of(older=TEXT, newer=TEXT, until=TEXT, silent=_FLAG, notes=list_of(TEXT), changes=list_of(change))
