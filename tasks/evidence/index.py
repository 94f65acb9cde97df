"""The search index over passages: what holds the words of a claim, in which documents, on which days.

In: documents with their passages. Out: hits with scores. An index lives in memory (the archive of one run) or in a
folder (derived from the store; may be deleted and rebuilt). `Searcher` looks through several at once. Refuses a folder
that does not hold an index of this version: `Unreadable`, whose next step is to rebuild it.
"""

import math
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import NamedTuple, Self

import tantivy
from tantivy import Query

from tasks.evidence.schema import (
    NO_DAY_AFTER,
    NO_DAY_BEFORE,
    SCHEMA,
    SCHEMA_VERSION,
    Clause,
    about,
    holding,
    named,
    not_these,
    only,
)
from tasks.evidence.stems import stems
from tasks.lineage.shingles import shingles
from tasks.model import Document, Passage
from tasks.trouble import Unavailable, Unreadable

HEAP_BYTES = 64_000_000  # tantivy's writer refuses less than 15 MB a thread; more only helps bulk loads
VERSION_FILE = "tracewire-index"
SHORT_CHARS = 400  # a text of a sentence or two
SCORE_DIGITS = 4  # sums of floats may differ in the last bits between runs; ties are broken by ids
SHARING_LIMIT = 100  # documents; a text in more of them has its first ones among these
SPARE_HITS = 16  # looked at beyond the limit, so that a tie at the cut does not depend on the index's layout
MAX_ROWS_KEPT = 50_000  # some 100 MB at most


class Hit(NamedTuple):
    """A passage that shares words with the query; `score` is BM25, comparable within one search.

    A tuple, not a dataclass: a night makes hundreds of millions, and a frozen dataclass takes three times as long.
    """

    document_id: str
    passage_index: int
    score: float
    passage: Passage
    terms: frozenset[str]  # the passage's words as `stems` gives them
    words: str  # the same in their order, repeats kept


class _Row(NamedTuple):
    """What is stored with a passage; `day` is the ordinal of its document's day of publication."""

    passage: Passage
    terms: frozenset[str]
    words: str
    day: int | None


class PassageIndex:
    """Passages of documents, searchable by words and days."""

    def __init__(self, index: tantivy.Index, folder: Path | None = None) -> None:
        self._index = index
        self._folder = folder
        self._writer: tantivy.IndexWriter | None = None
        self._pending: set[str] = set()
        self._searcher: tantivy.Searcher = index.searcher()
        self._frequencies: dict[str, int] = {}
        self._rows: dict[tuple[int, int], _Row] = {}

    @classmethod
    def in_memory(cls) -> Self:
        """An empty index that is gone with the process."""
        return cls(tantivy.Index(SCHEMA))

    @classmethod
    def at(cls, folder: Path) -> Self:
        """The index in a folder, made where there is none. Raises Unreadable where something else lies there."""
        version = folder / VERSION_FILE
        try:
            if not folder.exists() or not any(folder.iterdir()):
                folder.mkdir(parents=True, exist_ok=True)
                version.write_text(SCHEMA_VERSION, encoding="utf-8")
            elif version.read_text(encoding="utf-8").strip() != SCHEMA_VERSION:
                raise Unreadable(str(folder), "the search index is of another version", _REBUILD)
            return cls(tantivy.Index(SCHEMA, path=str(folder)), folder)
        except (OSError, ValueError, UnicodeDecodeError) as error:
            raise Unreadable(str(folder), f"the search index cannot be opened: {error}", _REBUILD) from error

    def add(self, document: Document, passages: Iterable[Passage]) -> None:
        """Take in a document; one that is already held is left as it is. Found only after `commit`."""
        if document.document_id in self._pending or self.holds(document.document_id):
            return
        self._pending.add(document.document_id)
        writer = self._open_writer()
        day, title = document.civil_day, " ".join(stems(document.title or ""))
        # A page of a sentence or two is told about by its title as well: "558", under a question.
        told = title.split() if len(document.text) < SHORT_CHARS else []
        runs = sorted(shingles(document.text))
        for passage in passages:
            row = tantivy.Document(
                document_id=document.document_id,
                terms=" ".join([*stems(passage.text), *told]),
                text=passage.text.encode("utf-8", "surrogatepass"),
                passage=passage.index,
                start=passage.start,
                end=passage.end,
            )
            if title:
                row.add_text("title", title)
            if day is not None:
                row.add_integer("day", day.toordinal())
            for run in runs:
                row.add_unsigned("runs", run)
            runs = []  # a document's runs stand with its first passage
            writer.add_document(row)

    def remove(self, document_id: str) -> None:
        """Forget a document; takes effect with `commit`."""
        self._open_writer().delete_documents_by_term("document_id", document_id)
        self._pending.discard(document_id)

    def commit(self) -> None:
        """Make everything added so far searchable; the folder's lock is given back."""
        if self._writer is not None:
            self._writer.commit()
            self._writer.wait_merging_threads()
            self._writer = None
        self._pending.clear()
        self.refresh()

    def refresh(self) -> None:
        """See what another process has committed since."""
        self._index.reload()
        self._searcher = self._index.searcher()
        self._frequencies.clear()
        self._rows.clear()

    def holds(self, document_id: str) -> bool:
        """Whether the document was committed here."""
        return bool(self._searcher.search(named(document_id), 1, count=False).hits)

    @property
    def passages(self) -> int:
        """How many passages can be found."""
        count: int = self._searcher.num_docs
        return count

    def frequency(self, term: str) -> int:
        """In how many passages a term (as `stems` gives it) stands."""
        known = self._frequencies.get(term)
        if known is None:
            known = self._frequencies[term] = self._searcher.doc_freq("terms", term)
        return known

    def idf(self, term: str) -> float:
        """How telling a term is: BM25's inverse document frequency over these passages."""
        return idf(self.passages, self.frequency(term))

    def search(
        self,
        query_terms: Mapping[str, float] | Collection[str],
        limit: int,
        start: date | None = None,
        end: date | None = None,
        excluded: Collection[str] = (),
        within: Collection[str] = (),
        title_weight: float = 0.0,
    ) -> list[Hit]:
        """The best passages for weighted terms, best first; undated documents are within every window of days.

        `query_terms` maps terms (as `stems` gives them) to weights; a plain collection weighs each 1. `within` names
        the only documents to look at (none: all); `title_weight` is what a term counts in the document's headline.
        """
        weights = query_terms if isinstance(query_terms, Mapping) else dict.fromkeys(query_terms, 1.0)
        clauses = about(weights, title_weight)
        if not clauses or limit <= 0:
            return []
        if within:
            clauses.append(only(within))
        # Ruling out inside the query doubles its cost, and most hits are allowed: so it is tried without first.
        is_limited = start is not None or end is not None or bool(excluded)
        asked = (2 * limit if is_limited else limit) + SPARE_HITS
        hits, more = self._hits(clauses, asked)
        kept = _allowed(hits, start, end, excluded)
        if is_limited and more and len(kept) < limit + SPARE_HITS // 2:
            hits, more = self._hits([*clauses, *not_these(start, end, excluded)], limit + SPARE_HITS)
            kept = _allowed(hits, start, end, excluded)
        return _best(kept, limit)

    def sharing(self, sampled: Collection[int], limit: int = SHARING_LIMIT) -> dict[str, int]:
        """The documents that hold most of these runs of words (`tasks.lineage.shingles`), with how many of them.

        An inverted list on disk: it costs the same in a large archive as in a small one.
        """
        if not sampled:
            return {}
        result = self._searcher.search(holding(sampled), limit, count=False)
        return {self._row(address).passage.document_id: round(score) for score, address in result.hits}

    def _hits(self, clauses: Sequence[Clause], limit: int) -> tuple[list[tuple[float, _Row]], bool]:
        """The best rows with their scores, and whether there may be more."""
        result = self._searcher.search(Query.boolean_query(clauses), limit, count=False)
        return [(score, self._row(address)) for score, address in result.hits], len(result.hits) == limit

    def _row(self, address: tantivy.DocAddress) -> _Row:
        """What is stored with a passage; kept, since the claims of one article find the same passages again."""
        key = (address.segment_ord, address.doc)
        known = self._rows.get(key)
        if known is None:
            row = self._searcher.doc(address).to_dict()
            text = bytes(row["text"][0]).decode("utf-8", "surrogatepass")
            passage = Passage(row["document_id"][0], row["passage"][0], row["start"][0], row["end"][0], text)
            words = row["terms"][0]
            known = _Row(passage, frozenset(words.split()), words, row["day"][0] if "day" in row else None)
            if len(self._rows) >= MAX_ROWS_KEPT:
                self._rows.clear()
            self._rows[key] = known
        return known

    def _open_writer(self) -> tantivy.IndexWriter:
        if self._writer is None:
            try:
                self._writer = self._index.writer(HEAP_BYTES, num_threads=1)  # one thread: the same layout every time
            except ValueError as error:
                thing = str(self._folder or "search index")
                raise Unavailable(thing, "another process is writing to it", "Wait for it to end.") from error
        return self._writer


class Searcher:
    """Several indexes looked through as one: the store's, and the archive of this run."""

    def __init__(self, *indexes: PassageIndex) -> None:
        self.indexes = indexes
        self._idf: dict[str, float] = {}
        self._counted = 0  # passages when the frequencies were looked up

    @property
    def passages(self) -> int:
        """How many passages can be found."""
        return sum(index.passages for index in self.indexes)

    def sharing(self, sampled: Collection[int], limit: int = SHARING_LIMIT) -> dict[str, int]:
        """The documents of all the indexes that hold most of these runs of words, with how many of them."""
        found: dict[str, int] = {}
        for index in self.indexes:
            found |= index.sharing(sampled, limit)
        return dict(sorted(found.items(), key=lambda item: (-item[1], item[0]))[:limit])

    def frequency(self, term: str) -> int:
        """In how many passages a term stands."""
        found = 0
        for index in self.indexes:  # no sum over a generator: a thousand terms are asked for each article
            found += index.frequency(term)
        return found

    def idf(self, term: str) -> float:
        """How telling a term is over all the indexes together."""
        passages = self.passages
        if passages != self._counted:
            self._idf.clear()
            self._counted = passages
        known = self._idf.get(term)
        if known is None:
            known = self._idf[term] = idf(passages, self.frequency(term))
        return known

    def search(
        self,
        query_terms: Mapping[str, float] | Collection[str],
        limit: int,
        start: date | None = None,
        end: date | None = None,
        excluded: Collection[str] = (),
        within: Collection[str] = (),
        title_weight: float = 0.0,
    ) -> list[Hit]:
        """The best passages of all the indexes, scored as if they were one; a document held twice is found once."""
        weights = query_terms if isinstance(query_terms, Mapping) else dict.fromkeys(query_terms, 1.0)
        filled = [index for index in self.indexes if index.passages]
        if len(filled) == 1:
            return filled[0].search(weights, limit, start, end, excluded, within, title_weight)
        found: dict[tuple[str, int], Hit] = {}
        for index in filled:
            # Each index weighs a term by its own idf; the quotient makes it the idf of all of them together.
            leveled = {
                term: weight * self.idf(term) / index.idf(term)
                for term, weight in weights.items()
                if index.frequency(term)
            }
            for hit in index.search(leveled, limit, start, end, excluded, within, title_weight):
                found.setdefault((hit.document_id, hit.passage_index), hit)
        return sorted(found.values(), key=_order)[:limit]


def idf(passages: int, frequency: float) -> float:
    """BM25's inverse document frequency, as tantivy computes it; never below zero."""
    return math.log(1 + (passages - frequency + 0.5) / (frequency + 0.5)) if passages >= frequency else 0.0


_REBUILD = "It is derived from the store: delete the folder, the next run builds it again."


def _allowed(
    hits: Iterable[tuple[float, _Row]], start: date | None, end: date | None, excluded: Collection[str]
) -> list[tuple[float, _Row]]:
    first = start.toordinal() if start else NO_DAY_BEFORE
    last = end.toordinal() if end else NO_DAY_AFTER
    return [
        (score, row)
        for score, row in hits
        if (row.day is None or first <= row.day <= last) and row.passage.document_id not in excluded
    ]


def _best(rows: list[tuple[float, _Row]], limit: int) -> list[Hit]:
    """The first of these in the order of hits; they come in that of their scores, so only ties at the cut go beyond."""
    end = limit
    if len(rows) > limit:
        least = round(rows[limit - 1][0], SCORE_DIGITS)
        while end < len(rows) and round(rows[end][0], SCORE_DIGITS) >= least:
            end += 1
    hits = [
        Hit(passage.document_id, passage.index, round(score, SCORE_DIGITS), passage, terms, words)
        for score, (passage, terms, words, _) in rows[:end]
    ]
    return sorted(hits, key=_order)[:limit]


def _order(hit: Hit) -> tuple[float, str, int]:
    return -hit.score, hit.document_id, hit.passage_index
