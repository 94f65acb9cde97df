"""Was the source that a claim names seen to say it? VERDICTS.md section 7.

In: a claim, its matches, the documents. Out: CONFIRMED, SILENT or NOT_CHECKED; a page of the source must be held.
"""

from collections.abc import Mapping

from tasks.model import Claim, Document, Match
from tasks.settings import Sources
from tasks.verdicts.side import canonical
from tasks.vocabulary import CitedSource, Relation


def cited_source(
    claim: Claim, matches: tuple[Match, ...], documents: Mapping[str, Document], sources: Sources
) -> CitedSource:
    """Look at the pages that a named source published itself."""
    named = {canonical(name, sources) for name in claim.attribution}
    own_pages = [
        match
        for match in matches
        if (publisher := documents[match.document_id].publisher) and canonical(publisher, sources) in named
    ]
    if any(match.relation is Relation.CORROBORATES for match in own_pages):
        return CitedSource.CONFIRMED
    return CitedSource.SILENT if own_pages else CitedSource.NOT_CHECKED
