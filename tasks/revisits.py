"""Earlier prints of a page: what the store holds under its address, held against what it says now.

In: a desk, a document as it was just read. Out: the revisions of its page, oldest first; none where nothing is kept or
the address is new. `tasks/refresh.py` may ask the same of a page that it fetched again.
"""

from dataclasses import replace
from datetime import datetime

from tasks.claims.extract import read_claims
from tasks.desk import Desk
from tasks.lineage.trace import Trace, trace
from tasks.lineage.versions import Held, Revision, revisions
from tasks.model import Document, Verification
from tasks.settings import Settings
from tasks.store.store import Store

MAX_PRINTS = 20  # of one page; a live page that changes by the minute would fill the report


def traced(verification: Verification, desk: Desk) -> Trace:
    """Where an article came from, with what its page said before, when each page was first held and how it came."""
    older, seen = history(verification, desk)
    found = trace(verification, desk.settings.sources, older, seen)
    if desk.path is None or not desk.path.exists():
        return found
    with Store.open(desk.path) as store:
        words = store.last_words([claim.claim_id for claim in verification.claims])
        return replace(
            found,
            verification=replace(verification, reviews=words),
            fetchings=store.fetchings(sorted(found.documents)),
        )


def history(verification: Verification, desk: Desk) -> tuple[tuple[Revision, ...], dict[str, datetime]]:
    """What changed from print to print of the article's page, and when each page that speaks to it was first held.

    The last print is the one just read. Both are empty where nothing is kept.
    """
    document = verification.document
    if desk.path is None or not desk.path.exists():
        return (), {}
    with Store.open(desk.path) as store:
        older = prints_held(store, document) if document.url else ()
        seen = store.first_seen(sorted({one.document_id for one in (*older, *verification.cited)}))
    if not older:
        return (), seen
    held = [_read(one, seen[one.document_id], desk.settings) for one in older]
    return revisions((*held, _read(document, desk.now, desk.settings))), seen


def changes_since(
    older: Document, seen: datetime, newer: Document, now: datetime, settings: Settings
) -> Revision | None:
    """What changed in one page that was fetched again; None where its text is what it was."""
    found = revisions([_read(older, seen, settings), _read(newer, now, settings)])
    return found[0] if found else None


def prints_held(store: Store, document: Document) -> tuple[Document, ...]:
    """The other prints under a document's address, oldest first."""
    bare = document.address or ""
    held = store.documents_at(sorted({bare, f"{bare}/", document.url or ""}))
    others = [one for one in held if one.document_id != document.document_id and one.language == "en"]
    return tuple(others[-MAX_PRINTS:])


def _read(document: Document, seen: datetime, settings: Settings) -> Held:
    return Held(document, read_claims(document, settings.sources, settings.rules).claims, seen)
