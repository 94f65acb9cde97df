"""`tracewire annotate` and `tracewire copies`: JSON Lines in, JSON Lines out; no store, no network.

In: a file of {id, text, published, ...} records. Out: the exit status; a bad line is named and costs only itself.
"""

import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from flows.commands.progress import print_json, tell
from tasks import pipeline
from tasks.acquire.feeds.archive import archive_pages
from tasks.claims.context import Reading
from tasks.lineage.copies import copy_pairs
from tasks.model import Document
from tasks.reading.page import PageText, extract
from tasks.reading.sentences import sentences
from tasks.reports.annotation import annotation
from tasks.settings import Settings, load
from tasks.trouble import Trouble


class _Told:
    """Troubles told as they come, and counted."""

    def __init__(self) -> None:
        self.count = 0

    def __call__(self, trouble: Trouble) -> None:
        self.count += 1
        tell(trouble)


def run_annotate(source: Path, config: Path | None, *, as_json: bool) -> int:
    """Print all layers of each document: coloured where a person watches, else as JSON Lines."""
    settings, told = load(config), _Told()
    coloured = sys.stdout.isatty() and not as_json
    for document in _documents(source, settings, told):
        reading = _read(document, settings, told)
        if coloured:
            _show(reading)
        else:
            print_json(annotation(document.source_id, reading))
    return 1 if told.count else 0


def run_copies(source: Path, config: Path | None) -> int:
    """Print the pairs of copies among all documents of the file."""
    settings, told = load(config), _Told()
    documents = tuple(_documents(source, settings, told))
    names = {document.document_id: document.source_id for document in documents}
    for pair in copy_pairs(documents, settings.rules, settings.sources):
        print_json(
            {
                "a": names[pair.a],
                "b": names[pair.b],
                "kind": pair.kind,
                "contains_ab": round(pair.contains_ab, 4),
                "contains_ba": round(pair.contains_ba, 4),
                "source": names.get(pair.source_id or ""),
                "reason": pair.reason,
            }
        )
    return 1 if told.count else 0


def _documents(source: Path, settings: Settings, told: _Told) -> Iterator[Document]:
    now = datetime.now(UTC)
    for page in archive_pages(source, settings.limits, on_trouble=told):
        try:
            yield pipeline.read_page(page, _extract, settings, now)
        except Trouble as trouble:
            told(trouble)


def _extract(html: bytes, charset: str | None, url: str | None) -> PageText:
    """In this very process: these are the user's own files, and a killed run loses nothing."""
    return extract(html, charset, url)


def _read(document: Document, settings: Settings, told: _Told) -> Reading:
    """All layers of an English text; of another only its sentences, and a word about it."""
    if document.language == "en":
        return pipeline.extract_claims(document, settings)
    told(pipeline.other_language(document))
    return Reading(document, sentences(document), (), (), ())


def _show(reading: Reading) -> None:
    from rich.console import Console  # noqa: PLC0415 -- JSON needs no terminal

    from tasks.reports.coloured import coloured  # noqa: PLC0415

    Console(highlight=False).print(coloured(reading))
