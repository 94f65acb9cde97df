"""The store's reference documents as a shelf: opened for each question, so that nobody is kept from writing.

In: the path of a store and of its index folder. Out: documents and claims by id; an index brought up to the store. The
index is derived: where it is missing, behind, of another store or broken, it is built again from the store.
"""

import json
import shutil
from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import TypeVar

from tasks.claims.extract import read_claims, reader_of
from tasks.evidence.index import PassageIndex
from tasks.evidence.library import passages_of, published_by
from tasks.model import Claim, Correction, Document, Joining, ReviewWord
from tasks.settings import Settings
from tasks.store.store import Store
from tasks.trouble import Unavailable, Unreadable

T = TypeVar("T")
MAX_PAGES_KEPT = 2_000  # of a night, with their claims; some 100 MB at most
STAND = "tracewire-stand.json"  # which store the index was made from, and up to which of its units


@dataclass(slots=True)
class StoreShelf:
    """What the store holds as evidence; open while it is asked, and only then.

    Pages and claims once read are kept, for the pages of one event speak to article after article, and a page under its
    id stays what it is. Only a removal on demand takes words from one: after any, all are read anew.
    """

    path: Path
    settings: Settings
    _store: Store | None = None
    _pages: dict[str, Document] = field(default_factory=dict)
    _read: dict[str, tuple[Claim, ...]] = field(default_factory=dict)
    _stand: tuple[str, int] | None = None  # the store, and how many removals it had

    @contextmanager
    def opened(self) -> Iterator[None]:
        """Open the store for all the questions of one article: opening it costs more than any of them."""
        with Store.open(self.path) as store:
            stand = store.store_id, store.counts()["tombstones"]
            if stand != self._stand:
                self._pages.clear()
                self._read.clear()
                self._stand = stand
            self._store = store
            try:
                yield
            finally:
                self._store = None

    def documents(self, document_ids: Collection[str]) -> Mapping[str, Document]:
        """The documents held among these."""
        return _remembered(self._pages, document_ids, self._open.documents)

    def claims(self, document_ids: Collection[str]) -> Mapping[str, tuple[Claim, ...]]:
        """What was read from them when they came in; read again where another reader did that."""
        return _remembered(self._read, document_ids, self._claims_kept)

    def _claims_kept(self, document_ids: Collection[str]) -> Mapping[str, tuple[Claim, ...]]:
        held = self._open.claims_of(document_ids, reader_of(self.settings))
        unread = self.documents(set(document_ids) - set(held))
        fresh = {
            key: read_claims(document, self.settings.sources, self.settings.rules).claims
            for key, document in unread.items()
        }
        return {**held, **fresh}

    def same_page(self, document: Document) -> frozenset[str]:
        """The ids under which the store holds this very page as evidence."""
        return self._open.same_page(document)

    def span(self) -> tuple[datetime, datetime] | None:
        """The first and the last publication held as evidence."""
        return self._open.evidence_span()

    def first_seen(self, document_ids: Collection[str]) -> Mapping[str, datetime]:
        """When these came in as evidence; when a page of an archive was first cited says nothing of the page."""
        return self._open.first_seen(sorted(self._open.evidence_among(document_ids))) if document_ids else {}

    def joinings(self) -> tuple[Joining, ...]:
        """What people said of two pages."""
        return self._open.joinings()

    def corrections(self) -> tuple[Correction, ...]:
        """What people set right about the claims of any article."""
        return self._open.corrections()

    def reviews(self, claim_ids: Collection[str]) -> tuple[ReviewWord, ...]:
        """What people said of verdicts of these claims."""
        return self._open.last_words(claim_ids)

    def known_by(self, documents: Collection[Document], cut_off: datetime) -> frozenset[str]:
        """Those that we held by then. A feed may date its pages as it likes; when we first saw them it may not.

        What only configured archives brought came to us when somebody read the archive in: there the date counts.
        """
        ids = sorted(document.document_id for document in documents)
        seen = self._open.first_seen(ids)
        archives = {feed.name for feed in self.settings.feeds if feed.kind == "archive"}
        brought = self._open.brought_by(ids) if archives else {}
        return frozenset(
            document.document_id
            for document in documents
            if seen[document.document_id] <= cut_off
            or (
                brought.get(document.document_id, frozenset()) <= archives
                and document.document_id in brought
                and published_by(document, cut_off)
            )
        )

    @property
    def _open(self) -> Store:
        if self._store is None:
            raise RuntimeError("ask a StoreShelf inside `with shelf.opened()`")
        return self._store


@dataclass(slots=True)
class SnapshotShelf(StoreShelf):
    """The same over the readers' copy, which nobody writes to: kept open for a whole night, in as many processes as go.

    When evidence begins and ends is asked once, since the copy stays what it is.
    """

    _spans: list[tuple[datetime, datetime] | None] = field(default_factory=list)

    @contextmanager
    def held(self) -> Iterator[Store]:
        """Open the copy until the block ends."""
        with Store.reading(self.path) as store:
            self._store = store
            try:
                yield store
            finally:
                self._store = None

    @contextmanager
    def opened(self) -> Iterator[None]:
        """It is open already."""
        yield

    def span(self) -> tuple[datetime, datetime] | None:
        """The first and the last publication held as evidence."""
        if not self._spans:
            self._spans.append(StoreShelf.span(self))
        return self._spans[0]


def _remembered(
    known: dict[str, T], keys: Collection[str], ask: Callable[[Collection[str]], Mapping[str, T]]
) -> dict[str, T]:
    """What is known of these, in the order of their ids; what is not is asked for, and known from then on."""
    wanted = sorted(set(keys))
    unknown = [key for key in wanted if key not in known]
    if len(known) + len(unknown) > MAX_PAGES_KEPT:
        known.clear()
        unknown = wanted
    if unknown:
        known.update(ask(unknown))
    return {key: known[key] for key in wanted if key in known}


def stands_at(store: Store, folder: Path) -> int | None:
    """Up to which of the store's units the index was brought; None where it is missing, broken or of another store."""
    return _stand(store, folder)[1]


def index_of(store: Store, folder: Path) -> PassageIndex:
    """The index of a store, brought up to its last unit; whatever is wrong with it, it is built again."""
    try:
        return _brought_up(store, folder)
    except OSError as error:
        raise Unavailable(str(folder), f"the search index cannot be written there: {error}", "Move it aside") from error


def _stand(store: Store, folder: Path) -> tuple[PassageIndex | None, int | None]:
    try:
        noted = json.loads((folder / STAND).read_text(encoding="utf-8"))
        index = PassageIndex.at(folder)
        whole = noted["store"] == store.store_id and noted["passages"] == index.passages
        return index, int(noted["unit"]) if whole else None
    except (OSError, ValueError, KeyError, TypeError, Unreadable):
        return None, None


def _brought_up(store: Store, folder: Path) -> PassageIndex:
    """The stand lies inside the index, is written last and taken away first, so that it never outlives its index."""
    stand = folder / STAND
    index, unit = _stand(store, folder)
    if index is None or unit is None or unit > store.last_unit:
        if folder.is_dir():
            shutil.rmtree(folder)
        folder.mkdir(parents=True)
        index, unit = PassageIndex.at(folder), 0
    if unit < store.last_unit:
        stand.unlink(missing_ok=True)
        for document in store.evidence(after_unit=unit):
            if document.language == "en":
                index.add(document, passages_of(document))
        index.commit()
        noted = {"store": store.store_id, "unit": store.last_unit, "passages": index.passages}
        stand.write_text(json.dumps(noted), encoding="utf-8")
    return index
