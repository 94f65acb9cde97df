"""For other programs: the same work as the command, as plain calls. These names and shapes stay.

    from tasks.api import check, verify

    for article in verify("story.html", archives=["clippings/"]):
        for claim in article["claims"]:
            print(claim["verdict"], claim["shown_as"])

`open_store` gives what was recorded, for reading only:

    with open_store("tracewire.duckdb") as store:
        store.verdicts(since=yesterday)       # tasks.model.Verdict, with matches
        store.documents(ids)                  # tasks.model.Document, by id
        store.verification(document_id)       # everything that was found about one article

Articles come back in the shape that `tracewire verify --json` prints and `tracewire schema` describes, traces in that
of `tracewire trace --json`. Nothing is kept
unless `store` names a file. Raises the errors of tasks/trouble.py, each of which names the thing, the cause and the
next step; a bad page of an archive is passed to `on_trouble`, or else left out.
"""

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

from tasks.acquire.articles import read_argument, sentence_page
from tasks.desk import MEMORY, Desk
from tasks.model import Verification
from tasks.reports.record import record
from tasks.reports.trace_record import trace_record
from tasks.revisits import traced
from tasks.settings import load
from tasks.store.snapshot import snapshot_path
from tasks.store.store import Store
from tasks.trouble import Trouble, Unavailable

__all__ = ["check", "open_store", "trace", "verify"]

OnTrouble = Callable[[Trouble], None]


def verify(
    *articles: str | Path,
    archives: Sequence[str | Path] = (),
    against: Sequence[str] = (),
    published: str | None = None,
    publisher: str | None = None,
    url: str | None = None,
    store: str | Path = MEMORY,
    config: str | Path | None = None,
    on_trouble: OnTrouble = lambda _: None,
) -> Iterator[dict[str, Any]]:
    """Verify articles (addresses or files) against archives, pages and, where a store is named, its evidence."""
    with _desk(store, config, archives, against, "verify") as desk:
        desk.open_library(on_trouble)
        for verification in _verified(desk, articles, published, publisher, url):
            desk.record(verification)
            yield record(verification)


def check(
    sentence: str,
    *,
    archives: Sequence[str | Path] = (),
    against: Sequence[str] = (),
    published: str | None = None,
    publisher: str | None = None,
    store: str | Path = MEMORY,
    config: str | Path | None = None,
    on_trouble: OnTrouble = lambda _: None,
) -> dict[str, Any]:
    """Judge one sentence; nothing is kept."""
    page = sentence_page(sentence, published=published, publisher=publisher)
    with _desk(store, config, archives, against, "check") as desk:
        desk.open_library(on_trouble)
        return record(desk.verify(page))


def trace(
    *articles: str | Path,
    archives: Sequence[str | Path] = (),
    against: Sequence[str] = (),
    published: str | None = None,
    publisher: str | None = None,
    url: str | None = None,
    store: str | Path = MEMORY,
    config: str | Path | None = None,
    on_trouble: OnTrouble = lambda _: None,
) -> Iterator[dict[str, Any]]:
    """Trace where articles came from: chain of publication, copies, families, origins; nothing is recorded."""
    with _desk(store, config, archives, against, "trace") as desk:
        desk.open_library(on_trouble)
        for verification in _verified(desk, articles, published, publisher, url):
            yield trace_record(traced(verification, desk))


def open_store(store: str | Path | None = None, *, config: str | Path | None = None) -> Store:
    """Open what was recorded for reading only: the store named, or the readers' copy of the configured one.

    Raises Unavailable where there is none, or where a run is writing to the file that was named.
    """
    if store is not None:
        return Store.reading(store)
    path = load(None if config is None else Path(config)).paths.folder / "tracewire.duckdb"
    for held in (snapshot_path(path), path):
        if held.exists():
            return Store.reading(held)
    raise Unavailable(str(path), "there is no store yet", "Run `tracewire verify ARTICLE`, or name a file")


def _verified(
    desk: Desk, articles: Sequence[str | Path], published: str | None, publisher: str | None, url: str | None
) -> Iterator[Verification]:
    """Every page that the articles name, judged one by one; nothing is recorded."""
    for article in articles:
        for page in read_argument(
            str(article), desk.settings.limits, published=published, publisher=publisher, url=url
        ):
            yield desk.verify(page)


def _desk(
    store: str | Path, config: str | Path | None, archives: Sequence[str | Path], against: Sequence[str], flow: str
) -> Desk:
    settings = load(None if config is None else Path(config))
    return Desk(settings, str(store), [Path(archive) for archive in archives], list(against), flow=flow)
