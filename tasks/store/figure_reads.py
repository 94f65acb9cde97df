"""What a ledger of figures asks the store: prints of one quantity, and notices that take figures back.

In: an open connection, roles or beginnings of nouns, regular expressions (RE2) over lower-cased text. Out: claims with
their documents, in a fixed order. The store narrows down by role and by words; what a figure is of is decided later.
"""

from collections.abc import Collection, Sequence

import duckdb

from tasks.model import Claim, Document
from tasks.store.reads import claims, documents

Connection = duckdb.DuckDBPyConnection

_FIGURES = """
select figures.record_id, figures.document_id
from figures join documents using (document_id)
where (len($roles::varchar[]) = 0 or list_contains($roles::varchar[], figures.role))
    and coalesce(list_bool_and(list_transform($nouns::varchar[], lambda noun:
        contains(lower(concat_ws(' ', figures.role, figures.unit, figures.population)), noun))), true)
    and coalesce(list_bool_and(list_transform($patterns::varchar[], lambda pattern:
        regexp_matches(lower(concat_ws(' ', documents.title, figures.population, figures.place, documents.text)),
            pattern))), true)
order by figures.document_id, figures.record_id limit $most
"""
_NOTICES = """
select document_id from documents
where publisher in (select unnest($1::varchar[])) and regexp_matches(text, $2, 'i') order by document_id limit $3
"""


def figures(
    connection: Connection, roles: Collection[str], nouns: Collection[str], patterns: Sequence[str], most: int
) -> tuple[tuple[Claim, Document], ...]:
    """Claims with a figure of these roles (none: of all) whose counted noun and whose document hold the words."""
    asked = {"roles": sorted(roles), "nouns": sorted(nouns), "patterns": list(patterns), "most": most}
    rows = connection.execute(_FIGURES, asked).fetchall()
    found = claims(connection, [record for record, _ in rows])
    held = documents(connection, sorted({document_id for _, document_id in rows}))
    return tuple((found[record], held[document_id]) for record, document_id in rows)


def notices(connection: Connection, publishers: Collection[str], pattern: str, most: int) -> dict[str, Document]:
    """Documents of these publishers that hold words of taking back, by id."""
    rows = connection.execute(_NOTICES, [sorted(publishers), pattern, most]).fetchall()
    return documents(connection, [row[0] for row in rows])
