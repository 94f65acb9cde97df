"""The fields of the search index, and the clauses that a search is made of.

In: terms, days, ids. Out: tantivy queries over one schema. Terms come as `stems` gives them, so that the index only has
to part them at spaces.
"""

from collections.abc import Collection, Iterator, Mapping
from datetime import date
from typing import Final, TypeAlias

import tantivy
from tantivy import FieldType, Occur, Query

SCHEMA_VERSION: Final = "3"  # goes up with the schema or the analyser, so that an old folder is rebuilt, not misread
NO_DAY_BEFORE, NO_DAY_AFTER = 0, 4_000_000  # date.toordinal() lies between
SCHEMA: Final = (
    tantivy.SchemaBuilder()
    .add_text_field("document_id", stored=True, tokenizer_name="raw", index_option="basic")
    .add_text_field("terms", stored=True, tokenizer_name="whitespace", index_option="freq")
    .add_text_field("title", stored=False, tokenizer_name="whitespace", index_option="freq")
    .add_bytes_field("text", stored=True)
    .add_unsigned_field("passage", stored=True)
    .add_unsigned_field("start", stored=True)
    .add_unsigned_field("end", stored=True)
    .add_unsigned_field("runs", indexed=True)  # sampled runs of words of the document, with its first passage
    .add_integer_field("day", stored=True, indexed=True, fast=True)
    .build()
)
Clause: TypeAlias = tuple[Occur, Query]


def about(weights: Mapping[str, float], title_weight: float) -> list[Clause]:
    """Any of these terms in the text, or in the headline at that weight; the more and the rarer the better."""
    return [
        (Occur.Should, Query.boost_query(Query.term_query(SCHEMA, field, term, "freq"), weight * share))
        for term, weight in sorted(weights.items())
        for field, share in (("terms", 1.0), ("title", title_weight))
        if weight * share > 0
    ]


def only(document_ids: Collection[str]) -> Clause:
    """In no other documents; adds nothing to the score."""
    named = Query.term_set_query(SCHEMA, "document_id", sorted(document_ids))
    return Occur.Must, Query.const_score_query(named, 0.0)


def not_these(start: date | None, end: date | None, excluded: Collection[str]) -> Iterator[Clause]:
    """Days are ruled out rather than required, since an undated document has no day to require."""
    if start is not None:
        yield Occur.MustNot, _days(NO_DAY_BEFORE, start.toordinal() - 1)
    if end is not None:
        yield Occur.MustNot, _days(end.toordinal() + 1, NO_DAY_AFTER)
    if excluded:
        yield Occur.MustNot, Query.term_set_query(SCHEMA, "document_id", sorted(excluded))


def holding(runs: Collection[int]) -> Query:
    """Scores a document by how many of these runs of words it holds."""
    return Query.boolean_query(
        [
            (Occur.Should, Query.const_score_query(Query.term_query(SCHEMA, "runs", run, "basic"), 1.0))
            for run in sorted(runs)
        ]
    )


def named(document_id: str) -> Query:
    """The passages of one document."""
    return Query.term_query(SCHEMA, "document_id", document_id, "basic")


def _days(first: int, last: int) -> Query:
    return Query.range_query(SCHEMA, "day", FieldType.Integer, first, last)
