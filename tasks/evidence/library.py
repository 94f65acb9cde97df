"""The reference documents of one run: the archive given with it and the store's, found through one searcher.

In: shelves (an archive in memory, a store) and their indexes. Out: candidates for the claims of an article, with the
documents and claims behind them. What an archive's page says is read when it is first asked for, and kept.
"""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from contextlib import AbstractContextManager, ExitStack, nullcontext
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Protocol

from tasks.claims.extract import read_claims
from tasks.evidence.candidates import candidates_by_claim
from tasks.evidence.index import PassageIndex, Searcher
from tasks.evidence.rarity import rarity_of
from tasks.lineage.people import about
from tasks.lineage.shingles import shingles
from tasks.model import Candidate, Claim, Correction, Document, Joining, Passage, ReviewWord, Searched
from tasks.reading.sentences import passages, sentences
from tasks.settings import Settings
from tasks.verdicts.corrections import of_article

MIN_SHARED_RUNS = 12  # of five words, one in four sampled: some fifty words in a row, a paragraph


Inquire = Callable[[Document, Sequence[Claim]], object]
SetRight = Callable[[Sequence[Correction]], Sequence[Claim]]


class Shelf(Protocol):
    """Where reference documents stand; asked inside `with shelf.opened()`."""

    def opened(self) -> AbstractContextManager[None]:
        """Hold it open for the questions of one article."""
        ...

    def documents(self, document_ids: Collection[str]) -> Mapping[str, Document]:
        """The documents held among these."""
        ...

    def claims(self, document_ids: Collection[str]) -> Mapping[str, tuple[Claim, ...]]:
        """What was read from them."""
        ...

    def same_page(self, document: Document) -> frozenset[str]:
        """The ids under which this shelf holds the very page that the document is."""
        ...

    def span(self) -> tuple[datetime, datetime] | None:
        """The first and the last publication held."""
        ...

    def first_seen(self, document_ids: Collection[str]) -> Mapping[str, datetime]:
        """When these came in, where that was noted: no page can have been there later than that."""
        ...

    def known_by(self, documents: Collection[Document], cut_off: datetime) -> frozenset[str]:
        """The ids of those that can be shown to have been out by then."""
        ...

    def joinings(self) -> tuple[Joining, ...]:
        """What people said of two pages, any two."""
        ...

    def corrections(self) -> tuple[Correction, ...]:
        """What people set right about the claims of any article."""
        ...

    def reviews(self, claim_ids: Collection[str]) -> tuple[ReviewWord, ...]:
        """What people said of verdicts of these claims."""
        ...


@dataclass(frozen=True, slots=True)
class Evidence:
    """What was found for the claims of one article."""

    candidates: Mapping[str, tuple[Candidate, ...]]
    documents: Mapping[str, Document]
    claims: Mapping[str, tuple[Claim, ...]]
    searched: Searched
    rarity: Mapping[str, float]
    seen: Mapping[str, datetime] = field(default_factory=dict)
    joinings: tuple[Joining, ...] = ()  # what people said of these documents and the article
    corrections: tuple[Correction, ...] = ()  # what they set right about its claims
    reviews: tuple[ReviewWord, ...] = ()  # what they said of its verdicts so far


@dataclass(slots=True)
class ArchiveShelf:
    """Pages given for this run only, with their index in memory."""

    settings: Settings
    index: PassageIndex = field(default_factory=PassageIndex.in_memory)
    _documents: dict[str, Document] = field(default_factory=dict)
    _claims: dict[str, tuple[Claim, ...]] = field(default_factory=dict)
    _by_page: dict[str, set[str]] = field(default_factory=dict)

    def add(self, documents: Iterable[Document]) -> int:
        """Take documents in; returns how many. They are found at once."""
        count = 0
        for document in documents:
            if document.document_id in self._documents:
                continue
            self._documents[document.document_id] = document
            for key in page_keys(document):
                self._by_page.setdefault(key, set()).add(document.document_id)
            self.index.add(document, passages_of(document))
            count += 1
        self.index.commit()
        return count

    @staticmethod
    def opened() -> AbstractContextManager[None]:
        """It is always open."""
        return nullcontext()

    def documents(self, document_ids: Collection[str]) -> Mapping[str, Document]:
        """The documents held among these."""
        return {key: self._documents[key] for key in document_ids if key in self._documents}

    def claims(self, document_ids: Collection[str]) -> Mapping[str, tuple[Claim, ...]]:
        """Read on first demand: most pages of an archive speak to nothing that is asked."""
        for key in document_ids:
            if key in self._documents and key not in self._claims:
                reading = read_claims(self._documents[key], self.settings.sources, self.settings.rules)
                self._claims[key] = reading.claims
        return {key: self._claims[key] for key in document_ids if key in self._claims}

    def same_page(self, document: Document) -> frozenset[str]:
        """The ids under which the archive holds this very page."""
        held: set[str] = set()
        for key in page_keys(document):
            held |= self._by_page.get(key, set())
        return frozenset(held)

    def span(self) -> tuple[datetime, datetime] | None:
        """The first and the last publication held."""
        instants = [document.published.instant for document in self._documents.values() if document.published]
        return (min(instants), max(instants)) if instants else None

    @staticmethod
    def first_seen(document_ids: Collection[str]) -> Mapping[str, datetime]:
        """An archive does not say when its pages were taken."""
        del document_ids
        return {}

    @staticmethod
    def known_by(documents: Collection[Document], cut_off: datetime) -> frozenset[str]:
        """Those that say that they were published by then: it is all that a page of an archive has to show."""
        return frozenset(document.document_id for document in documents if published_by(document, cut_off))

    @staticmethod
    def joinings() -> tuple[Joining, ...]:
        """What people say is kept in the store."""
        return ()

    @staticmethod
    def corrections() -> tuple[Correction, ...]:
        """As above."""
        return ()

    @staticmethod
    def reviews(claim_ids: Collection[str]) -> tuple[ReviewWord, ...]:
        """As above."""
        del claim_ids
        return ()


class Library:
    """All shelves of a run behind one search."""

    def __init__(self, shelves: Sequence[tuple[Shelf, PassageIndex]], feeds: int, settings: Settings) -> None:
        self._shelves = tuple(shelves)
        self.shelves = [shelf for shelf, _ in shelves]
        self.searcher = Searcher(*(index for _, index in shelves))
        self.feeds = feeds
        self.settings = settings
        self.inquire: Inquire | None = None

    def with_pages(self, documents: Iterable[Document]) -> "Library":
        """The same library with a few pages more, for one article; nobody is asked for others."""
        archive = ArchiveShelf(self.settings)
        archive.add(documents)
        return Library([(archive, archive.index), *self._shelves], self.feeds, self.settings)

    def gather(
        self,
        document: Document,
        claims: Sequence[Claim],
        cut_off: datetime | None = None,
        set_right: SetRight | None = None,
    ) -> Evidence:
        """Find what may speak to these claims; the article itself, under any of its ids, is left out.

        Who is set to `inquire` is asked first and puts what it finds on a shelf; not for an earlier day. `set_right`
        gives the claims to search for once it is known what people corrected about the article.
        """
        if self.inquire is not None and cut_off is None:
            self.inquire(document, claims)
        with ExitStack() as stack:
            for shelf in self.shelves:
                stack.enter_context(shelf.opened())
            corrections = of_article((word for shelf in self.shelves for word in shelf.corrections()), document)
            if corrections and set_right is not None:
                claims = set_right(corrections)
            ids = [claim.claim_id for claim in claims]
            return replace(
                self._gather(document, claims, cut_off),
                corrections=corrections,
                reviews=tuple(word for shelf in self.shelves for word in shelf.reviews(ids)),
            )

    def _gather(self, document: Document, claims: Sequence[Claim], cut_off: datetime | None) -> Evidence:
        itself = {document.document_id}
        for shelf in self.shelves:
            itself |= shelf.same_page(document)
        wanted = [claim for claim in claims if claim.not_checkable is None]
        found = candidates_by_claim(
            wanted, document, self.searcher, self.settings.rules, self.settings.engine, frozenset(itself)
        )
        ids = sorted(
            {candidate.passage.document_id for group in found.values() for candidate in group}
            | (self._sharing(document) - itself)
        )
        seen = {key: instant for shelf in self.shelves for key, instant in shelf.first_seen(ids).items()}
        documents = _one_a_page(self._documents(ids, cut_off), seen, cut_off)
        return Evidence(
            candidates={
                claim_id: tuple(c for c in group if c.passage.document_id in documents)
                for claim_id, group in found.items()
            },
            documents=documents,
            claims=self._claims(sorted(documents)),
            searched=self._searched(cut_off),
            rarity=_Rarity(self.searcher),
            seen=seen,
            joinings=about(
                (word for shelf in self.shelves for word in shelf.joinings()),
                {**documents, document.document_id: document},
            ),
        )

    def _sharing(self, document: Document) -> set[str]:
        """Documents that hold a paragraph of this one: its copies, whatever the search for claims brings up."""
        runs = shingles(document.text)
        least = min(MIN_SHARED_RUNS, max(2, len(runs) // 2))  # half of a short story is a copy too
        return {key for key, shared in self.searcher.sharing(runs).items() if shared >= least}

    def _documents(self, ids: Sequence[str], cut_off: datetime | None) -> dict[str, Document]:
        """What the shelves hold of these, of each only what was known by the cut-off; the first shelf's word counts."""
        held: dict[str, Document] = {}
        asked: set[str] = set()
        for shelf in self.shelves:
            found = shelf.documents([key for key in ids if key not in asked])
            asked |= set(found)
            known = found if cut_off is None else shelf.known_by(tuple(found.values()), cut_off)
            held.update({key: document for key, document in found.items() if key in known})
        return {key: held[key] for key in ids if key in held}

    def _claims(self, ids: Sequence[str]) -> dict[str, tuple[Claim, ...]]:
        held: dict[str, tuple[Claim, ...]] = {}
        for shelf in self.shelves:
            held.update(shelf.claims([key for key in ids if key not in held]))
        return held

    def _searched(self, cut_off: datetime | None) -> Searched:
        spans = [span for shelf in self.shelves if (span := shelf.span())]
        return Searched(
            feeds=self.feeds,
            passages=self.searcher.passages,
            start=min((start for start, _ in spans), default=None),
            end=min(filter(None, (max((end for _, end in spans), default=None), cut_off)), default=None),
            cut_off=cut_off,
        )


class _Rarity(dict[str, float]):
    """Stem -> inverse document frequency, looked up in the index when first asked for."""

    def __init__(self, searcher: Searcher) -> None:
        super().__init__()
        self._frequency, self._passages = searcher.frequency, searcher.passages

    def __missing__(self, stem: str) -> float:
        value = self[stem] = rarity_of(self._passages, self._frequency(stem))
        return value


def passages_of(document: Document) -> tuple[Passage, ...]:
    """The windows under which a document is found."""
    return passages(document, sentences(document))


def page_keys(document: Document) -> tuple[str, ...]:
    """By what a page is known to be the same page: its content id, its address, the id that it came with."""
    keys = [f"id:{document.document_id}", f"source:{document.source_id}"]
    if address := document.address:
        keys.append(f"url:{address}")
    return tuple(keys)


def _one_a_page(
    documents: Mapping[str, Document], seen: Mapping[str, datetime], cut_off: datetime | None
) -> dict[str, Document]:
    """Of a page that is held twice (as HTML and as a record, before and after an edit) the newest print speaks.

    Asked for an earlier moment, it is the newest of those that had been seen by then.
    """

    def is_newer(one: str, other: str) -> bool:
        first, second = seen.get(one), seen.get(other)
        if first is not None and second is not None:  # our own sight tells, whatever date the page prints now
            known = [cut_off is None or came <= cut_off for came in (first, second)]
            return (known[0], first, one) > (known[1], second, other)
        return _print_order(documents[one]) > _print_order(documents[other])

    newest: dict[str, str] = {}
    for key, document in sorted(documents.items()):
        page = document.address or key
        if page not in newest or is_newer(key, newest[page]):
            newest[page] = key
    kept = set(newest.values())
    return {key: document for key, document in documents.items() if key in kept}


def _print_order(document: Document) -> tuple[float, int, str]:
    instant = document.published.instant.timestamp() if document.published else 0.0
    return instant, len(document.text), document.document_id


def published_by(document: Document, cut_off: datetime) -> bool:
    """Whether the page says that it was out by then; an undated page cannot be shown to have been."""
    return document.published is not None and document.published.instant <= cut_off
