"""`tracewire evidence`: the bytes that a verdict rests on, the checked article's own first; all that is kept as WARC.

In: a claim's id or its beginning, or none for everything. Out: the exit status. A page of which only the text is kept
(a record of an archive) is said to be so.
"""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from flows.commands.explain import checked_id, opened, show
from flows.commands.progress import print_json, tell
from tasks.model import Document
from tasks.replay import claim_named
from tasks.settings import load
from tasks.store.records import Fetch
from tasks.store.store import Store
from tasks.trouble import Misconfigured, Trouble


@dataclass(frozen=True, slots=True)
class Piece:
    """One document behind a verdict with the answers that it was read from; none where only its text is kept."""

    document: Document
    is_article: bool
    fetches: tuple[Fetch, ...]


def run_evidence(claim: str | None, warc: Path | None, config: Path | None, store: str | None, *, as_json: bool) -> int:
    """Show, and write, what a verdict rests on; returns the exit status."""
    if claim is None and warc is None:
        raise Misconfigured("tracewire evidence", "no claim and no file was given", "Give a claim, or --warc FILE.")
    with opened(load(config), store) as held:
        pieces = None if claim is None else _pieces(held, checked_id("claim", claim))
        if pieces is not None:
            _show(pieces, as_json=as_json)
        if warc is not None:
            fetches = held.fetches() if pieces is None else (fetch for piece in pieces for fetch in piece.fetches)
            _write(warc, fetches, [piece.document for piece in pieces or () if not piece.fetches])
    return 0


def _pieces(store: Store, prefix: str) -> list[Piece]:
    claim_id = claim_named(store, prefix)
    verdict_ids = store.verdicts_of(claim_id)
    verification = store.verification_with(verdict_ids[0]) if verdict_ids else None
    if verification is None:
        raise Trouble(f"claim {prefix}", "it was read from a page and never judged", "Verify that page")
    verdict = next(one for one in verification.verdicts if one.verdict_id == verdict_ids[0])
    behind = {match.document_id for match in verdict.matches}
    documents = [verification.document, *(one for one in verification.cited if one.document_id in behind)]
    read_from: dict[str, list[Fetch]] = {}
    for fetch in store.fetches([document.document_id for document in documents]):
        read_from.setdefault(fetch.document_id or "", []).append(fetch)
    return [
        Piece(document, position == 0, tuple(read_from.get(document.document_id, ())))
        for position, document in enumerate(documents)
    ]


def _write(warc: Path, fetches: Iterable[Fetch], texts: Sequence[Document]) -> None:
    from tasks.store.warc import write_warc  # noqa: PLC0415 -- who only looks needs no warcio

    written = write_warc(warc, fetches, texts, datetime.now(UTC))
    texts_said = f" and {written.texts} of which only the text is kept" if written.texts else ""
    tell(f"{warc}: {written.fetches} answers with their bytes{texts_said}.")


def _show(pieces: Sequence[Piece], *, as_json: bool) -> None:
    rows = [row for piece in pieces for row in _rows(piece)]
    if as_json:
        print_json(rows)
        return
    from rich.table import Table  # noqa: PLC0415 -- JSON needs no terminal
    from rich.text import Text  # noqa: PLC0415

    from tasks.reports.safe import line  # noqa: PLC0415

    table = Table("", "page", "fetched (UTC)", "status", "bytes", "sha256", box=None, padding=(0, 2, 0, 0))
    for row in rows:
        status = "text only" if row["sha256"] is None else str(row["status"] or "file")
        table.add_row(
            "article" if row["is_article"] else "evidence",
            Text(line(str(row["url"]), 70)),
            str(row["fetched"] or "")[:16].replace("T", " "),
            status,
            str(row["bytes"]),
            str(row["sha256"] or "")[:12],
        )
    show(table)


def _rows(piece: Piece) -> Iterable[dict[str, object]]:
    document = piece.document
    about = {
        "document_id": document.document_id,
        "is_article": piece.is_article,
        "url": document.url or document.source_id,
    }
    if not piece.fetches:
        size = len(document.text.encode())
        yield {**about, "fetched": None, "status": None, "bytes": size, "sha256": None, "hops": [], "headers": {}}
    for fetch in piece.fetches:
        body = fetch.body or b""
        yield {
            **about,
            "fetched": fetch.fetched_at.isoformat(),
            "status": fetch.status,
            "bytes": len(body),
            "sha256": hashlib.sha256(body).hexdigest(),
            "hops": [{"url": url, "status": status} for url, status in fetch.hops],
            "headers": dict(fetch.headers),
        }
