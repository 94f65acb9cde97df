"""The store's reference documents as a shelf: opened for each question, so that nobody is kept from writing.

In: the path of a store and of its index folder. Out: documents and claims by id; an index brought up to the store. The
index is derived: where it is missing, behind, of another store or broken, it is built again from the store.
"""

import json
import shutil
from collections.abc import Collection, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from tasks.claims.context import EXTRACTOR
from tasks.claims.extract import read_claims
from tasks.evidence.index import PassageIndex
from tasks.evidence.library import page_keys, passages_of
from tasks.model import Claim, Document
from tasks.settings import Settings
from tasks.store.store import Store
from tasks.trouble import Unreadable

STAND = "tracewire-stand.json"  # which store the index was made from, and up to which of its units


@dataclass(slots=True)
class StoreShelf:
    """What the store holds as evidence."""

    path: Path
    settings: Settings

    def documents(self, document_ids: Collection[str]) -> Mapping[str, Document]:
        """The documents held among these."""
        if not document_ids:
            return {}
        with Store.open(self.path) as store:
            return store.documents(sorted(document_ids))

    def claims(self, document_ids: Collection[str]) -> Mapping[str, tuple[Claim, ...]]:
        """What was read from them when they came in; read again where another extractor did that."""
        if not document_ids:
            return {}
        with Store.open(self.path) as store:
            held = store.claims_of(sorted(document_ids), EXTRACTOR)
            unread = store.documents(sorted(set(document_ids) - set(held)))
        fresh = {
            key: read_claims(document, self.settings.sources, self.settings.rules).claims
            for key, document in unread.items()
        }
        return {**held, **fresh}

    def same_page(self, document: Document) -> frozenset[str]:
        """The ids under which the store holds this very page."""
        held = {document.document_id}
        if document.url:
            with Store.open(self.path) as store:
                kept = store.documents_at([document.url])
            keys = set(page_keys(document))
            held |= {other.document_id for other in kept if keys & set(page_keys(other))}
        return frozenset(held)

    def span(self) -> tuple[datetime, datetime] | None:
        """The first and the last publication held as evidence."""
        with Store.open(self.path) as store:
            return store.evidence_span()


def index_of(store: Store, folder: Path) -> PassageIndex:
    """The index of a store, brought up to its last unit; whatever is wrong with it, it is built again."""
    stand = folder / STAND
    try:
        noted = json.loads(stand.read_text(encoding="utf-8"))
        index = PassageIndex.at(folder / "passages")
        unit = int(noted["unit"]) if noted["store"] == store.store_id else None
    except (OSError, ValueError, KeyError, TypeError, Unreadable):
        index, unit = None, None
    if index is None or unit is None or unit > store.last_unit:
        with suppress(FileNotFoundError):
            shutil.rmtree(folder)
        folder.mkdir(parents=True, exist_ok=True)
        index, unit = PassageIndex.at(folder / "passages"), 0
    if unit < store.last_unit:
        for document in store.evidence(after_unit=unit):
            index.add(document, passages_of(document))
        index.commit()
        stand.write_text(json.dumps({"store": store.store_id, "unit": store.last_unit}), encoding="utf-8")
    return index
