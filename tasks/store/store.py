"""The store: one DuckDB file, opened for as short as it takes, written one article at a time.

    with Store.open(path) as store:              # waits for its turn, migrates, verifies the ledger
        with store.unit(run_id) as unit:         # one transaction: all of an article or nothing
            unit.put(verification, reader=READER)
        store.verdicts(since=night)              # records, never rows

Raises Unavailable where another process keeps the file, Refused where a newer program or somebody else wrote it,
Unreadable where it is damaged. Nothing is ever repaired without a word.
"""

from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Self, TypeVar

import duckdb

from tasks.model import Claim, Document, Edge, Fetching, Verdict, Verification
from tasks.store import (
    arrival_reads,
    fetch_reads,
    figure_reads,
    ledger,
    look_reads,
    night_reads,
    reads,
)
from tasks.store.connection import WAIT_S, connect, translated
from tasks.store.migrations import Change, check_current, migrate
from tasks.store.people_reads import PeopleReads
from tasks.store.records import (
    DigestDecision,
    DigestItem,
    FeedPoll,
    Fetch,
    Judged,
    Look,
    NightArticle,
    RunEvent,
)
from tasks.store.standing_reads import StandingReads
from tasks.store.unit import Unit
from tasks.trouble import Unavailable

Answer = TypeVar("Answer")


class Store(PeopleReads):
    """An open store. Use it in a `with` block, or close it."""

    def __init__(
        self,
        connection: duckdb.DuckDBPyConnection,
        path: Path | None,
        entry: ledger.Entry,
        *,
        read_only: bool = False,
        change: Change | None = None,
    ) -> None:
        self._connection, self._path, self._entry, self._read_only = connection, path, entry, read_only
        self.change = change or Change()  # what opening it did to its tables

    @classmethod
    def open(cls, path: Path | str, *, wait_s: float = WAIT_S) -> Self:
        """Open the file for reading and writing, made where it does not exist; waits up to `wait_s` seconds."""
        path = Path(path).expanduser()
        _make_room(path)
        return cls._opened(path, wait_s)

    @classmethod
    def in_memory(cls) -> Self:
        """An empty store that is thrown away."""
        return cls._opened(None, 0)

    @classmethod
    def reading(cls, path: Path | str, *, wait_s: float = WAIT_S) -> Self:
        """Open a file for reading only: the snapshot, which no writer ever keeps from anybody."""
        path = Path(path).expanduser()
        connection = connect(path, read_only=True, wait_s=wait_s)
        try:
            with translated(path):
                check_current(connection, str(path))
                return cls(connection, path, ledger.last_entry(connection), read_only=True)
        except BaseException:
            connection.close()
            raise

    @classmethod
    def _opened(cls, path: Path | None, wait_s: float) -> Self:
        connection = connect(path, wait_s=wait_s)
        try:
            with translated(path):
                if change := migrate(connection, str(path or "the store in memory")):
                    ledger.note(path, ledger.last_entry(connection))
                return cls(connection, path, ledger.verify(connection, path), change=change)
        except BaseException:
            connection.close()
            raise

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """Fold the log into the file and let go of it."""
        try:
            if self._has_log():
                self.checkpoint()
        finally:
            self._connection.close()

    @contextmanager
    def unit(self, run_id: str, *, now: datetime | None = None) -> Iterator[Unit]:
        """One transaction. It commits where the block ends well, and leaves nothing behind where it does not."""
        with translated(self._path):
            self._connection.begin()
        unit = Unit(self._connection, self._path, self._entry, run_id, now or datetime.now(UTC))
        try:
            yield unit
            self._entry = unit.commit()
        except BaseException:
            self._roll_back()
            raise

    def checkpoint(self) -> None:
        """Fold the log into the file, where every block has a checksum; at the end of each run."""
        with translated(self._path):
            self._connection.execute("checkpoint")

    def read_through(self) -> dict[str, int]:
        """Read every value that is kept, to be sure of it; Unreadable where a block is damaged."""
        with translated(self._path):
            return ledger.read_through(self._connection)

    # -------------------------------------------------------------------------------------------- reads

    @property
    def path(self) -> Path | None:
        """The file; None in memory."""
        return self._path

    @property
    def last_unit(self) -> int:
        """The number of the newest transaction: what the index notes to know where to go on."""
        return self._entry.unit_no

    @property
    def store_id(self) -> str:
        """Drawn when the file was made: tells an index whether it was made from this store."""
        return self._entry.store_id

    def ask(self, read: Callable[..., Answer], *asked: object) -> Answer:
        """The answer of a function of tasks/store/*_reads.py that has no name of its own here."""
        with translated(self._path):
            return read(self._connection, *asked)

    def counts(self) -> dict[str, int]:
        """Rows of each table, as the ledger has them."""
        return {table: self._entry.row_counts.get(table, 0) for table in ledger.TABLES}

    def documents(self, document_ids: Collection[str]) -> dict[str, Document]:
        """The documents that are kept, by id."""
        with translated(self._path):
            return reads.documents(self._connection, document_ids)

    def documents_at(self, urls: Collection[str]) -> tuple[Document, ...]:
        """The documents printed under these urls, oldest first."""
        with translated(self._path):
            return reads.documents_at(self._connection, urls)

    def first_seen(self, document_ids: Collection[str]) -> dict[str, datetime]:
        """When each of these documents was first held (aware UTC): what a claimed date is held against."""
        with translated(self._path):
            return reads.first_seen(self._connection, document_ids)

    def brought_by(self, document_ids: Collection[str]) -> dict[str, frozenset[str]]:
        """The names of the feeds that listed each of these documents."""
        with translated(self._path):
            return fetch_reads.brought_by(self._connection, document_ids)

    def evidence(self, *, after_unit: int = 0) -> Iterator[Document]:
        """Evidence documents that came after that unit, in the order they came."""
        with translated(self._path):
            yield from reads.evidence(self._connection, after_unit)

    def evidence_ids(self) -> frozenset[str]:
        """The ids of all documents that may serve as evidence."""
        with translated(self._path):
            return reads.evidence_ids(self._connection)

    def evidence_among(self, document_ids: Collection[str]) -> frozenset[str]:
        """Those of these documents that may serve as evidence."""
        with translated(self._path):
            return reads.evidence_among(self._connection, document_ids)

    def same_page(self, document: Document) -> frozenset[str]:
        """The ids of evidence that is this very page: the same content, the id it came with, or the address."""
        with translated(self._path):
            return reads.same_page(self._connection, document)

    def evidence_span(self) -> tuple[datetime, datetime] | None:
        """The first and the last publication among the evidence; None where nothing dated is held."""
        with translated(self._path):
            return reads.evidence_span(self._connection)

    def claims_of(self, document_ids: Collection[str], reader: str) -> dict[str, tuple[Claim, ...]]:
        """The claims of each document that this reader has read; documents it has not read are left out."""
        with translated(self._path):
            return reads.claims_of(self._connection, document_ids, reader)

    def verdicts(self, *, since: datetime) -> tuple[Verdict, ...]:
        """Every verdict written at or after that instant, with its matches."""
        with translated(self._path):
            return reads.verdicts_since(self._connection, since)

    def verdicts_by_id(self, verdict_ids: Collection[str]) -> dict[str, Verdict]:
        """Verdicts by id, with their matches."""
        with translated(self._path):
            return reads.verdicts(self._connection, verdict_ids)

    def verification(self, document_id: str) -> Verification | None:
        """The newest verification of an article, exactly as it was put; None where it was never checked."""
        with translated(self._path):
            return reads.verification(self._connection, document_id)

    def verification_with(self, verdict_id: str) -> Verification | None:
        """The verification that first came to this verdict, with the search that it rests on."""
        with translated(self._path):
            return reads.verification_with(self._connection, verdict_id)

    def verdict_ids(self, prefix: str, *, limit: int = 6) -> tuple[str, ...]:
        """Ids of verdicts that begin like this."""
        with translated(self._path):
            return reads.verdict_ids(self._connection, prefix, limit)

    def claim_ids(self, prefix: str, *, limit: int = 6) -> tuple[str, ...]:
        """Ids of claims that begin like this, judged or only read."""
        with translated(self._path):
            return reads.claim_ids(self._connection, prefix, limit)

    def verdicts_of(self, claim_id: str) -> tuple[str, ...]:
        """Ids of all verdicts of one claim, newest first."""
        with translated(self._path):
            return reads.verdicts_of(self._connection, claim_id)

    def newest_verdicts(self, *, limit: int = 20) -> tuple[Judged, ...]:
        """The claims judged last, one line each."""
        with translated(self._path):
            return reads.newest_verdicts(self._connection, limit)

    def configuration(self, rules_hash: str) -> str | None:
        """The rules, sources and engine settings behind a hash, as JSON; None where they were not kept."""
        with translated(self._path):
            return reads.configuration(self._connection, rules_hash)

    def figures(
        self, roles: Collection[str], nouns: Collection[str] = (), patterns: Sequence[str] = (), *, most: int = 5_000
    ) -> tuple[tuple[Claim, Document], ...]:
        """Prints of one quantity: claims with a figure, and the documents that they stand in."""
        with translated(self._path):
            return figure_reads.figures(self._connection, roles, nouns, patterns, most)

    def notices(self, publishers: Collection[str], pattern: str, *, most: int = 500) -> dict[str, Document]:
        """Documents of these publishers that match a regular expression of taking back, by id."""
        with translated(self._path):
            return figure_reads.notices(self._connection, publishers, pattern, most)

    def fetchings(self, document_ids: Collection[str]) -> dict[str, Fetching]:
        """The first fetch of each of these documents, where it was fetched, by id."""
        with translated(self._path):
            return arrival_reads.fetchings(self._connection, document_ids)

    def checked(self, *, since: datetime) -> tuple[str, ...]:
        """The ids of the articles verified at or after that instant."""
        with translated(self._path):
            return reads.checked_since(self._connection, since)

    def edges_around(self, document_ids: Collection[str]) -> tuple[Edge, ...]:
        """Every link of lineage that starts or ends at one of these documents."""
        with translated(self._path):
            return reads.edges_around(self._connection, document_ids)

    def known_urls(self, among: Collection[str] | None = None) -> frozenset[str]:
        """Addresses whose articles are already held as evidence: all, or those among the given ones."""
        with translated(self._path):
            return reads.known_urls(self._connection, among)

    def watched_urls(self, feeds: Collection[str]) -> frozenset[str]:
        """Addresses of articles that these watched feeds have brought already."""
        with translated(self._path):
            return night_reads.watched_urls(self._connection, feeds)

    def waiting(self, feeds: Collection[str], program: str, rules_hash: str) -> tuple[str, ...]:
        """The ids of articles of these feeds that no night has done, in the order in which they came."""
        with translated(self._path):
            return night_reads.waiting(self._connection, feeds, program, rules_hash)

    def needing(self, *, since: datetime) -> dict[str, Claim]:
        """Claims of watched articles whose newest verdict, of then or later, needs a person; by id of that verdict."""
        with translated(self._path):
            return night_reads.needing(self._connection, since)

    def digest_items(self, *, since: datetime) -> tuple[DigestItem, ...]:
        """What digests showed at or after that instant, the newest first."""
        with translated(self._path):
            return night_reads.digest_items(self._connection, since)

    def digest_decisions(self) -> tuple[DigestDecision, ...]:
        """What people said of items of the digest, oldest first."""
        with translated(self._path):
            return night_reads.digest_decisions(self._connection)

    def newest_items(self) -> dict[str, datetime]:
        """When each feed last brought something, by its name."""
        with translated(self._path):
            return night_reads.newest_items(self._connection)

    def night_articles(self, *, since: datetime) -> tuple[NightArticle, ...]:
        """What became of the articles that were gone through at or after that instant."""
        with translated(self._path):
            return night_reads.night_articles(self._connection, since)

    def looks(self, feeds: Collection[str], since: datetime) -> tuple[Look, ...]:
        """What is known of each page that these feeds brought since then."""
        with translated(self._path):
            return look_reads.looks(self._connection, feeds, since)

    def failed_urls(self, feeds: Collection[str]) -> frozenset[str]:
        """Addresses that these feeds listed and of which no article could be read."""
        with translated(self._path):
            return look_reads.failed_urls(self._connection, feeds)

    def last_polls(self) -> dict[str, FeedPoll]:
        """The last poll of each feed, by its name."""
        with translated(self._path):
            return reads.last_polls(self._connection)

    def last_fetch(self, url: str) -> Fetch | None:
        """The last answer of that address, with its body where one was kept."""
        with translated(self._path):
            return fetch_reads.last_fetch(self._connection, url)

    def fetches(self, document_ids: Collection[str] | None = None) -> Iterator[Fetch]:
        """Every answer that is kept, oldest first, or those that these documents were read from; with their bodies."""
        with translated(self._path):
            yield from fetch_reads.fetches(self._connection, document_ids)

    @property
    def standing(self) -> StandingReads:
        """What still stands, and what new evidence may speak to."""
        return StandingReads(self._connection)

    def runs(self) -> tuple[RunEvent, ...]:
        """The last event of each run, oldest run first."""
        with translated(self._path):
            return reads.runs(self._connection)

    def _has_log(self) -> bool:
        if self._path is None or self._read_only:
            return False
        return self._path.with_name(self._path.name + ".wal").exists()

    def _roll_back(self) -> None:
        # After some errors DuckDB has already given the transaction up; what counts is the first error.
        try:
            self._connection.rollback()
        except duckdb.Error:
            return


def _make_room(path: Path) -> None:
    """The folder of a new store; a note that a deleted store left behind is no note of the new one."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        if not path.exists():
            ledger.ledger_path(path).unlink(missing_ok=True)
    except OSError as error:
        raise Unavailable(str(path.parent), f"cannot be made: {error.strerror}", "Give another --store") from error
    if path.is_dir():
        raise Unavailable(str(path), "is a folder", "Give the path of a file")
