"""One sitting at the desk: configuration, parser, library and store, kept open for the articles of one run.

In: settings and what the command or flow was asked for. Out: pages read, documents verified, verifications recorded.
`tasks.pipeline` holds the stages; this holds the things that they are done with.
"""

import os
import socket
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import TracebackType
from typing import Self

from tasks import __version__, pipeline
from tasks.acquire.against import read_against
from tasks.acquire.bounded import Worker
from tasks.acquire.feeds.archive import archive_pages
from tasks.claims.extract import reader_of
from tasks.evidence.index import PassageIndex
from tasks.evidence.library import ArchiveShelf, Library, Shelf
from tasks.evidence.store_shelf import StoreShelf, index_of
from tasks.model import Document, Fetched, RawPage, Verification, content_id
from tasks.reading.page import PageText
from tasks.settings import Feed, Settings
from tasks.store.care_reads import forgotten_urls, unended
from tasks.store.records import FeedPoll, RunEvent, fetch_of
from tasks.store.store import Store
from tasks.trouble import Refused, Trouble, our_fault

ANSWERED = frozenset({"new", "unchanged"})  # how the last poll of a feed ended that can be counted as searched
MEMORY = ":memory:"  # a store that is empty and thrown away
OnTrouble = Callable[[Trouble], None]
OnProgress = Callable[[int], None]
_EXTRACT = "tasks.reading.page:extract"


@dataclass(slots=True)
class Desk:
    """Use it in a `with` block. `store_path` None means the store of the settings, ":memory:" none at all."""

    settings: Settings
    store_path: str | None = None
    archives: Sequence[Path] = ()
    against: Sequence[str] = ()
    flow: str = "verify"
    now: datetime = field(default_factory=lambda: datetime.now(UTC))
    worker: Worker = field(init=False)
    _idle: list[Worker] = field(init=False, default_factory=list)
    library: Library = field(init=False)
    feeds_current: tuple[int, int] | None = field(init=False, default=None)  # current ones of those that are polled
    _forgotten: frozenset[str] = field(init=False, default=frozenset())  # addresses whose text was removed on demand
    _given: dict[str, Fetched] = field(init=False, default_factory=dict)  # the bytes of pages held against the article

    def __post_init__(self) -> None:
        self.worker = Worker(self.settings.limits, preload="tasks.reading.page")

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.worker.close()
        while self._idle:
            self._idle.pop().close()

    @property
    def path(self) -> Path | None:
        """The store's file; None where nothing is kept."""
        if self.store_path == MEMORY:
            return None
        return (
            Path(self.store_path).expanduser() if self.store_path else self.settings.paths.folder / "tracewire.duckdb"
        )

    @property
    def run_id(self) -> str:
        """The run, by what started it and when."""
        return content_id(self.flow, self.now.isoformat(), socket.gethostname(), os.getpid())

    @property
    def index_folder(self) -> Path:
        """The folder of the search index, beside the store that it is made from."""
        if self.path is None:
            raise ValueError("nothing is kept, so there is no index")
        return self.path.with_name(f"{self.path.stem}-index")

    def extract(self, html: bytes, charset: str | None, url: str | None) -> PageText:
        """Take the article out of a page, in the child that can be killed."""
        return self.extract_with(self.worker)(html, charset, url)

    @contextmanager
    def lent_worker(self) -> Iterator[Worker]:
        """A parsing child for one feed, used again for the next: five hundred feeds need no five hundred children.

        list.append and list.pop are atomic, so feeds that are polled side by side share one list.
        """
        try:
            worker = self._idle.pop()
        except IndexError:
            worker = Worker(self.settings.limits)
        try:
            yield worker
        finally:
            self._idle.append(worker)

    @staticmethod
    def extract_with(worker: Worker) -> pipeline.Extract:
        """The same with another child, for a thread that parses beside others."""
        return lambda html, charset, url: worker.call(
            _EXTRACT, html, charset, url, thing=url or "the page", into=PageText
        )

    def open_library(self, on_trouble: OnTrouble, on_progress: OnProgress = lambda _: None) -> Library:
        """Put the store's evidence and the pages of this run on their shelves.

        A bad page of an archive costs only itself; a page that was named to be held against the article is raised.
        """
        shelves: list[tuple[Shelf, PassageIndex]] = []
        answered: set[str] = set()
        if self.path is not None and self.path.exists():
            with self._settled(self.path) as store:
                index = index_of(store, self.index_folder)
                polls = store.last_polls()
                self._forgotten = store.ask(forgotten_urls)
                answered = {name for name, last in polls.items() if last.status in ANSWERED}
                self.feeds_current = current_of(self.settings, polls, self.now)
            shelves.append((StoreShelf(self.path, self.settings), index))
        if self.archives or self.against:
            archive = ArchiveShelf(self.settings)
            archive.add(self._held_against())
            archive.add(self.archived(on_trouble, on_progress))
            shelves.insert(0, (archive, archive.index))  # what is given with the run knows best who printed it
        found = ArchiveShelf(self.settings)
        if self.settings.search_feeds:
            shelves.append((found, found.index))
        feeds = {feed.name for feed in self.settings.feeds if feed.enabled and feed.is_reference}
        self.library = Library(shelves, len(feeds & answered), self.settings)
        if self.settings.search_feeds:
            from tasks.search import found_by_search  # noqa: PLC0415 -- it sits at this desk itself

            self.library.inquire = lambda document, claims: found.add(
                one for one in found_by_search(document, claims, self, on_trouble) if one.url not in self._forgotten
            )
        return self.library

    def _settled(self, path: Path) -> Store:
        """The store, open; a removal of a page that was killed halfway is ended first."""
        store = Store.open(path)
        if store.ask(unended):
            from tasks.forgetting import finish  # noqa: PLC0415 -- it sits at this desk itself

            store.close()
            finish(self)
            store = Store.open(path)
        return store

    def verify(self, page: RawPage, cut_off: datetime | None = None) -> Verification:
        """The whole road of one page, nothing recorded."""
        document = pipeline.read_article(page, self.extract, self.settings, self.now)
        if document.url in self._forgotten:
            raise _removed(document)
        verification = pipeline.verify(document, self.library, self.settings, cut_off)
        return replace(verification, received=pipeline.received(page))

    def record(self, verification: Verification) -> None:
        """Write one article in one transaction; where nothing is kept, nothing happens."""
        if self.path is None:
            return
        with Store.open(self.path) as store, store.unit(self.run_id, now=self.now) as unit:
            unit.put(verification, reader_of(self.settings))
            for document in verification.cited:
                if (fetched := self._given.get(document.document_id)) is not None:
                    unit.put_fetch(fetch_of(fetched, self.now, document.document_id))
            unit.put_configuration(self.settings.rules_hash, self.settings.kept)
            unit.put_run(self.event("finished", verification.document.document_id))

    def event(self, state: str, detail: str | None = None) -> RunEvent:
        """Something that happened to this run."""
        return RunEvent(
            run_id=self.run_id,
            flow=self.flow,
            state=state,
            happened_at=self.now,
            host=socket.gethostname(),
            pid=os.getpid(),
            program=__version__,
            rules_hash=self.settings.rules_hash,
            detail=detail,
        )

    def _held_against(self) -> Iterator[Document]:
        for argument in self.against:
            for page in read_against(argument, self.settings.limits, self.worker):
                document = pipeline.read_article(page, self.extract, self.settings, self.now)
                if document.url in self._forgotten:
                    raise _removed(document)
                self._given[document.document_id] = pipeline.received(page)
                yield document

    def archived(self, on_trouble: OnTrouble, on_progress: OnProgress) -> Iterator[Document]:
        """The English pages of this run's archives, read one by one; a bad one is told and left out."""
        count = 0
        for path in self.archives:
            for page in archive_pages(path, self.settings.limits, on_trouble=on_trouble):
                count += 1
                on_progress(count)
                try:
                    document = pipeline.read_page(page, self.extract, self.settings, self.now)
                except Trouble as trouble:
                    on_trouble(trouble)
                    continue
                except Exception as error:  # noqa: BLE001 -- a page that breaks a reader costs that page
                    on_trouble(our_fault(page.url or page.source_id, error))
                    continue
                if document.url in self._forgotten:
                    on_trouble(_removed(document))
                elif document.language == "en":
                    yield document


def _removed(document: Document) -> Refused:
    cause = "its text was removed on demand, and nothing that would keep it again is done"
    return Refused(document.url or document.source_id, cause, "`--store :memory:` reads it without keeping anything")


def current_of(settings: Settings, polls: Mapping[str, FeedPoll], now: datetime) -> tuple[int, int] | None:
    """How many of the polled reference feeds answered lately enough to hold today's news, and how many there are.

    Lately: within a day, or within two of its intervals where it is asked more seldom. None where no feed is polled.
    """
    feeds = [feed for feed in settings.feeds if feed.enabled and feed.is_reference and feed.kind != "search"]
    if not feeds:
        return None
    lately = (
        (last := polls.get(feed.name)) is not None and last.status in ANSWERED and not is_overdue(feed, last, now)
        for feed in feeds
    )
    return sum(lately), len(feeds)


def is_overdue(feed: Feed, last: FeedPoll, now: datetime) -> bool:
    """Whether it was last asked longer ago than its interval and the news of a day allow."""
    return now - last.polled_at > max(timedelta(days=1), 2 * timedelta(minutes=feed.poll_minutes))
