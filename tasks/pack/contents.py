"""What goes into an evidence pack, written file by file into a folder.

In: the desk of a store, the ids of articles. Out: files below a folder, the same bytes for the same store on the same
program: no clock is read, lists are sorted, and the archive of pages is dated by the verdicts. Raises Trouble where an
article was never judged.

    index.json                  articles, verdicts, and which verification each verdict rests on
    articles/NAME/report.html   the report page
    articles/NAME/record.json   the record, as `tracewire verify --json` prints it
    articles/NAME/searches.json what was looked through for each claim, those first for which nothing was found
    verifications/ID.json       texts, claims, candidates and verdicts: what `tracewire replay` judges from
    configurations/HASH.json    rules, sources and engine settings of the verdicts
    pages.warc.gz               the bytes of the articles and of every page that lay before the judge
    versions.json               program, readers and libraries
    notes.json                  what people said, only where it was asked for
"""

import hashlib
import json
import platform
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from importlib import metadata
from pathlib import Path
from typing import Any, Final

from tasks import __version__
from tasks.desk import Desk
from tasks.model import Verification, content_id
from tasks.pack.notes import notes_of, without_notes
from tasks.replay import removed_from
from tasks.report_files import report_of
from tasks.reports.markdown import slug
from tasks.reports.record import instant_text, record, searched_json
from tasks.revisits import traced
from tasks.store import codec
from tasks.store.pack_reads import judged_at, readers_of
from tasks.store.store import Store
from tasks.store.warc import write_warc
from tasks.trouble import Trouble
from tasks.vocabulary import Relation

MAX_ARTICLES: Final = 200  # of a run; each holds all the pages that lay before its judge, some megabytes
PAGES: Final = "pages.warc.gz"
INDEX: Final = "index.json"
NOTES: Final = "notes.json"
LIBRARIES: Final = ("duckdb", "rapidfuzz", "sentencex", "tantivy", "trafilatura", "warcio")  # what verdicts may hang on


@dataclass(frozen=True, slots=True)
class _Article:
    """One article of a pack: its newest verification, when that was made, and what each verdict rests on."""

    verification: Verification
    judged: datetime
    rests_on: dict[str, Verification]  # by verdict
    removed: dict[str, str]  # by verdict that rests on words that are gone: which
    readers: tuple[str, ...]


def write_contents(folder: Path, desk: Desk, store: Store, document_ids: Sequence[str], *, with_notes: bool) -> None:
    """Write every file but the manifest. The store is closed on the way: the report page asks it anew."""
    if len(document_ids) > MAX_ARTICLES:
        raise Trouble(
            f"a pack of {len(document_ids):,} articles", f"{MAX_ARTICLES} are the most", "Name single articles"
        )
    articles = [_article(store, one, with_notes=with_notes) for one in document_ids]
    _write_pages(folder / PAGES, store, articles)
    for rules_hash in sorted({verdict.rules_hash for one in articles for verdict in one.verification.verdicts}):
        if (kept := store.configuration(rules_hash)) is not None:
            _write(folder / "configurations" / f"{rules_hash}.json", kept)
    if with_notes:
        _write_json(folder / NOTES, _notes(store, articles))
    store.close()
    listed = [_write_article(folder, desk, one, with_notes=with_notes) for one in articles]
    _write_json(folder / INDEX, {"articles": listed})
    _write_json(folder / "versions.json", _versions(articles))


def _article(store: Store, document_id: str, *, with_notes: bool) -> _Article:
    newest, judged = store.verification(document_id), store.ask(judged_at, document_id)
    if newest is None or judged is None:
        raise Trouble(f"article {document_id}", "it was never verified", "Run `tracewire verify ARTICLE` first")
    shown = (lambda one: one) if with_notes else without_notes
    rests_on: dict[str, Verification] = {}
    removed: dict[str, str] = {}
    for verdict in newest.verdicts:
        # A verdict that was judged the same way later keeps its first row and the search of that time.
        first = store.verification_with(verdict.verdict_id)
        if first is not None and first.search is not None:
            rests_on[verdict.verdict_id] = shown(first)
        elif first is not None and (gone := removed_from(store, first)):
            day = f"{gone[-1].forgotten_at.astimezone(UTC):%Y-%m-%d}"
            removed[verdict.verdict_id] = f"the text of {gone[-1].address} was removed on {day}"
    return _Article(shown(newest), judged, rests_on, removed, store.ask(readers_of, document_id))


def _write_pages(path: Path, store: Store, articles: Sequence[_Article]) -> None:
    everyone = [one for article in articles for one in (article.verification, *article.rests_on.values())]
    documents = {doc.document_id: doc for one in everyone for doc in (one.document, *one.cited)}
    found = store.fetches(sorted(documents))
    fetched: set[str] = set()

    def noted() -> Iterator[Any]:
        for fetch in found:
            fetched.add(fetch.document_id or "")
            yield fetch

    def bare() -> Iterator[Any]:
        """Asked for after the last fetch was written, so that what was fetched is known by then."""
        yield from (documents[key] for key in sorted(documents) if key not in fetched)

    write_warc(path, noted(), bare(), max(article.judged for article in articles))


def _notes(store: Store, articles: Sequence[_Article]) -> dict[str, Any]:
    claims = sorted({claim.claim_id for one in articles for claim in one.verification.claims})
    pages = {doc.document_id for one in articles for doc in (one.verification.document, *one.verification.cited)}
    joinings = tuple(word for word in store.joinings() if word.one in pages or word.other in pages)
    corrections = tuple(word for word in store.corrections() if word.claim_id in set(claims))
    return notes_of(store.review_words(claims), joinings, corrections)


def _write_article(folder: Path, desk: Desk, article: _Article, *, with_notes: bool) -> dict[str, Any]:
    """The files of one article; returns its entry in the index."""
    verification = article.verification
    document = verification.document
    place = folder / "articles" / slug(document)
    seated = Desk(desk.settings, desk.store_path, flow="pack", now=article.judged)
    found = traced(verification, seated)
    if not with_notes:  # what people said was looked up anew
        found = replace(found, verification=without_notes(found.verification))
    _write(place / "report.html", report_of(found, seated))
    _write_json(place / "record.json", record(verification))
    _write_json(place / "searches.json", _searches(verification))
    verdicts = []
    for verdict in verification.verdicts:
        kept = article.rests_on.get(verdict.verdict_id)
        file = None if kept is None else _write_verification(folder, kept)
        row = {"verdict_id": verdict.verdict_id, "claim_id": verdict.claim_id, "verdict": verdict.label.value}
        verdicts.append({**row, "rules_hash": verdict.rules_hash, "verification": file})
        if (why := article.removed.get(verdict.verdict_id)) is not None:
            verdicts[-1]["why_not"] = why  # the reason of the demand is nobody's business but the house's
    return {
        "document_id": document.document_id,
        "url": document.url,
        "title": document.title,
        "folder": f"articles/{place.name}",
        "judged": instant_text(article.judged),
        "verdicts": verdicts,
    }


def _write_verification(folder: Path, verification: Verification) -> str:
    """Write it once under a name that is the hash of what it says; returns the path in the pack."""
    text = codec.encode(verification)
    path = folder / "verifications" / f"{content_id(text)}.json"
    if not path.exists():
        _write(path, text)
    return f"verifications/{path.name}"


def _searches(verification: Verification) -> dict[str, Any]:
    """What was looked through for each claim; a search that found nothing is a record too."""
    found = {
        claim_id: len(sought.found)
        for sought in (verification.search.sought if verification.search else ())
        for claim_id in sought.claim_ids
    }
    claims = {claim.claim_id: claim for claim in verification.claims}
    rows = [
        {
            "claim_id": verdict.claim_id,
            "sentence": claims[verdict.claim_id].sentence,
            "verdict": verdict.label.value,
            "searched": searched_json(verdict.searched),
            "passages_found": found.get(verdict.claim_id, 0),
            "passages_that_speak_to_it": sum(one.relation is not Relation.UNRELATED for one in verdict.matches),
        }
        for verdict in verification.verdicts
    ]
    nothing = [row for row in rows if not row["passages_that_speak_to_it"]]
    return {"found_nothing": nothing, "found_something": [row for row in rows if row not in nothing]}


def _versions(articles: Sequence[_Article]) -> dict[str, Any]:
    return {
        "packed_by": f"Tracewire {__version__}",
        "judged_by": sorted({verdict.program for one in articles for verdict in one.verification.verdicts}),
        "readers": sorted({reader for one in articles for reader in one.readers}),
        "python": platform.python_version(),
        "libraries": {name: metadata.version(name) for name in LIBRARIES},
    }


def _write_json(path: Path, value: object) -> None:
    _write(path, json.dumps(value, ensure_ascii=False, indent=1, sort_keys=True) + "\n")


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text.encode("utf-8", "surrogatepass"))


def sha256_of(path: Path) -> tuple[int, str]:
    """Size in bytes and SHA-256 of a file, read piece by piece."""
    with path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256")
    return path.stat().st_size, digest.hexdigest()
