"""The road of one article as plain calls: what `tracewire verify` runs without a server, and the flow with one.

In: a page as it came. Out: a `Verification`, recorded. Each function is one stage; tasks/steps.py wraps the same
functions as Prefect tasks, so that the two never drift.
"""

from collections.abc import Callable, Iterator, Sequence
from datetime import datetime

from tasks.claims.context import Reading
from tasks.claims.extract import read_claims
from tasks.claims.numbers import numbers
from tasks.claims.self_check import self_check
from tasks.evidence.kept import search_of
from tasks.evidence.library import Evidence, Library
from tasks.lineage.chain import chain
from tasks.lineage.copies import copy_edges
from tasks.lineage.origins import families
from tasks.lineage.people import with_people
from tasks.model import Document, Fetched, Lineage, Number, RawPage, Verification
from tasks.reading.document import read
from tasks.reading.page import PageText
from tasks.reading.sentences import sentences
from tasks.settings import Settings
from tasks.trouble import Unreadable
from tasks.verdicts.article import judge_article
from tasks.verdicts.corrections import admitted, corrected
from tasks.verdicts.retractions import TAKES_BACK, Withdrawal, withdrawals
from tasks.vocabulary import FurnitureKind

MAX_NOTICE_CHARS = 2_000  # of a correction; longer ones are articles
MAX_WITHDRAWALS_KEPT = 100_000  # mostly empty; some 20 MB
Extract = Callable[[bytes, str | None, str | None], PageText]  # html, charset, url -> what is on the page

LANGUAGE_NAMES = {
    "ar": "Arabic", "de": "German", "es": "Spanish", "fa": "Persian", "fr": "French", "he": "Hebrew", "hi": "Hindi",
    "it": "Italian", "ja": "Japanese", "ko": "Korean", "nl": "Dutch", "pl": "Polish", "pt": "Portuguese",
    "ru": "Russian", "sv": "Swedish", "tr": "Turkish", "uk": "Ukrainian", "zh": "Chinese",
}  # fmt: skip


def read_article(page: RawPage, extract: Extract, settings: Settings, now: datetime) -> Document:
    """Make a document of a page; raises Unreadable for what is no article in English."""
    document = read_page(page, extract, settings, now)
    if document.language != "en":
        raise other_language(document)
    return document


def other_language(document: Document) -> Unreadable:
    """What is said of a text that is recognised and not read."""
    name = LANGUAGE_NAMES.get(document.language, document.language)
    return Unreadable(
        document.url or document.source_id, f"not read: {name}", "Only English is read; give an English version"
    )


def read_page(page: RawPage, extract: Extract, settings: Settings, now: datetime) -> Document:
    """Make a document of a page in any language."""
    extracted = extract(page.html, page.charset, page.url) if page.html is not None else None
    return read(page, extracted, settings.sources, now=now)


def received(page: RawPage) -> Fetched:
    """The bytes that a page was read from, as they came: the server's answer, or those of a file or standard input."""
    if page.fetched is not None:
        return page.fetched
    where = page.url or page.source_id
    is_page = page.html is not None
    return Fetched(
        url=where,
        final_url=where,
        status=0,
        headers={"content-type": "text/html" if is_page else "text/plain; charset=utf-8"},
        body=page.html or (page.text or "").encode("utf-8", "replace"),
        charset=page.charset if is_page else "utf-8",
    )


def extract_claims(document: Document, settings: Settings) -> Reading:
    """Read all layers and claims."""
    return read_claims(document, settings.sources, settings.rules)


def gather_evidence(reading: Reading, library: Library, cut_off: datetime | None = None) -> Evidence:
    """Search the library for every claim at once."""
    return library.gather(
        reading.document,
        reading.claims,
        cut_off,
        lambda corrections: corrected(reading, corrections, library.settings).claims,
    )


def trace_sources(document: Document, evidence: Evidence, settings: Settings) -> Lineage:
    """Find the copies among article and evidence, the families that they form, and the chain of publication."""
    everyone = {**evidence.documents, document.document_id: document}
    found = copy_edges(
        tuple(everyone[key] for key in sorted(everyone)), settings.rules, settings.sources, evidence.seen
    )
    edges = with_people(found, everyone, evidence.joinings)
    return Lineage(
        chain=chain(document, everyone, edges, settings.sources),
        edges=edges,
        families=families(sorted(everyone), edges),
    )


def judge(reading: Reading, evidence: Evidence, lineage: Lineage, settings: Settings) -> Verification:
    """Judge every claim and put everything that was found about the article together."""
    reading = corrected(reading, evidence.corrections, settings)
    heard = admitted(reading.claims, evidence.candidates, evidence.documents, evidence.corrections, settings)
    verdicts = judge_article(
        reading.document,
        reading.claims,
        candidates=heard.candidates,
        documents=heard.documents,
        reference_claims=evidence.claims,
        withdrawn=withdrawals_of(tuple(evidence.documents.values()), settings),
        rarity=evidence.rarity,
        searched=evidence.searched,
        lineage=lineage,
        settings=settings,
        seen=evidence.seen,
        set_right=heard.told,
    )
    checked = {claim.sentence_index for claim in reading.claims if claim.not_checkable is None}
    return Verification(
        document=reading.document,
        claims=reading.claims,
        verdicts=verdicts,
        lineage=lineage,
        self_check=self_check(reading),
        cited=tuple(evidence.documents[key] for key in sorted(evidence.documents)),
        sentences_checked=len(checked),
        sentences=len(reading.sentences),
        notes=_notes(reading.document),
        search=search_of(evidence),
        reviews=evidence.reviews,
    )


def verify(document: Document, library: Library, settings: Settings, cut_off: datetime | None = None) -> Verification:
    """The whole road of one document, nothing recorded."""
    reading = extract_claims(document, settings)
    evidence = gather_evidence(reading, library, cut_off)
    lineage = trace_sources(document, evidence, settings)
    return judge(reading, evidence, lineage, settings)


def _notes(document: Document) -> tuple[str, ...]:
    if document.published is None:
        return ("Relative dates (“Tuesday”, “last month”): the page has no date that can be read; give --published",)
    return ()


def withdrawals_of(documents: Sequence[Document], settings: Settings) -> tuple[Withdrawal, ...]:
    """What these documents take back; only those with a word of taking back are read for it."""
    found: list[Withdrawal] = []
    for document in documents:
        # Read once for a night: the same reference page speaks to article after article.
        key = (document.document_id, document.publisher, settings.reading_hash)
        known = _WITHDRAWALS.get(key)
        if known is None:
            if len(_WITHDRAWALS) >= MAX_WITHDRAWALS_KEPT:
                _WITHDRAWALS.clear()
            known = _WITHDRAWALS[key] = _withdrawals_in(document, settings)
        found.extend(known)
    return tuple(found)


_WITHDRAWALS: dict[tuple[str, str | None, str], tuple[Withdrawal, ...]] = {}


def _withdrawals_in(document: Document, settings: Settings) -> tuple[Withdrawal, ...]:
    if not TAKES_BACK.search(document.text):
        return ()
    prose = sentences(document)
    printed = [number for one in prose for number in numbers(one.text, one.start, settings.rules)]
    return withdrawals(document, prose, [*printed, *_in_corrections(document, settings)], settings.sources)


def _in_corrections(document: Document, settings: Settings) -> Iterator[Number]:
    """A correction at the foot of a page is no prose, and yet its numbers are what it takes back."""
    for piece in document.furniture:
        if piece.kind is FurnitureKind.CORRECTION:
            text = document.text[piece.start : piece.end][:MAX_NOTICE_CHARS]
            yield from numbers(text, piece.start, settings.rules)
