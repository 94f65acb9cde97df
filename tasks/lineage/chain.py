"""The chain of publication: who published this page, from whom that one had it, back to whoever wrote it.

In: a document, the documents that lineage knows, the edges between them. Out: links from the article's own publisher to
the root, each with the words or the comparison that it rests on; a page held in the archive is linked with its id.
Credits are followed first, then copies found by text, then the credits of those. The chain ends in "unknown", with the
byline, where the page passes on a signed text and nobody says who wrote for whom. Cycles end where they begin.
"""

from collections.abc import Mapping, Sequence
from typing import Final
from urllib.parse import urlsplit

from tasks.lineage.credits import CHAIN_KINDS
from tasks.model import ChainLink, Document, Edge
from tasks.reading.agencies import is_wire, same_body
from tasks.reading.bylines import person
from tasks.settings import Sources
from tasks.vocabulary import CreditKind, EdgeKind, FurnitureKind

UNKNOWN: Final = "unknown"
MAX_LINKS: Final = 12  # longer chains are loops of scrapers
_EMPLOYS_WRITERS: Final = frozenset({"agency", "broadcaster", "newspaper"})


def chain(
    document: Document, documents: Mapping[str, Document], edges: Sequence[Edge], sources: Sources
) -> tuple[ChainLink, ...]:
    """Tell the stations of a text, the article's own publisher first."""
    links = [_own_link(document)]
    kinds: list[CreditKind | None] = [None]
    seen = {document.document_id}
    at: Document | None = document
    while at is not None and len(links) < MAX_LINKS:
        for credit in at.credits:
            if credit.kind in CHAIN_KINDS and not _is_named(credit.name, links, sources):
                links.append(ChainLink(credit.name, credit.evidence))
                kinds.append(credit.kind)
        held = _next(at, links, documents, edges, seen, sources)
        if held is None:
            break
        at, edge = held
        seen.add(at.document_id)
        _place(at, edge, links, kinds, sources)
    if _ends_unknown(document, links, kinds, sources):
        links.append(ChainLink(UNKNOWN, f"byline {document.byline}"))
    return tuple(links[:MAX_LINKS])


def _own_link(document: Document) -> ChainLink:
    """The article itself: its publisher, or its host, with what that rests on."""
    name = document.publisher or _host(document.url) or document.source_id
    for part in reversed(document.furniture):
        words = document.text[part.start : part.end]
        if part.kind is FurnitureKind.SOURCE_TRAILER and document.publisher and document.publisher in words:
            return ChainLink(name, words, document.url, document.document_id)
    evidence = f"published at {_host(document.url)}" if document.url else "as given with the page"
    return ChainLink(name, evidence, document.url, document.document_id)


def _next(
    at: Document,
    links: Sequence[ChainLink],
    documents: Mapping[str, Document],
    edges: Sequence[Edge],
    seen: set[str],
    sources: Sources,
) -> tuple[Document, Edge] | None:
    """The held page that this one was copied from: one that it credits before others, then the surest."""
    found: list[tuple[bool, float, str, Document, Edge]] = []
    for edge in edges:
        if edge.kind is not EdgeKind.COPIED_FROM:
            continue
        other_id = edge.to_id if edge.from_id == at.document_id else None
        if edge.to_id == at.document_id and _is_original(at, documents.get(edge.from_id), sources):
            other_id = edge.from_id
        other = documents.get(other_id or "")
        if other is None or other.document_id in seen:
            continue
        if not (other.publisher and at.publisher and same_body(other.publisher, at.publisher, sources)):
            is_credited = bool(other.publisher) and _is_named(other.publisher or "", links, sources)
            found.append((is_credited, edge.confidence, other.document_id, other, edge))
    if not found:
        return None
    best = max(found, key=lambda entry: entry[:3])
    return best[3], best[4]


def _is_original(copy: Document, other: Document | None, sources: Sources) -> bool:
    """Whether what dates make the copy is the original by its words: it credits nobody while we pass on.

    Its byline must be ours, or its publisher be known for its own reporting: a scraper credits nobody either.
    """
    if other is None or not any(credit.kind in CHAIN_KINDS for credit in copy.credits):
        return False
    if any(credit.kind in CHAIN_KINDS for credit in other.credits):
        return False
    source = sources.by_alias.get((other.publisher or "").lower())
    if source is not None and source.kind in _EMPLOYS_WRITERS:
        return True
    return bool(copy.byline and other.byline) and (copy.byline or "").lower() == (other.byline or "").lower()


def _place(
    held: Document, edge: Edge, links: list[ChainLink], kinds: list[CreditKind | None], sources: Sources
) -> None:
    """Tie a held page to the link of its name, or put it behind those that are named."""
    name = held.publisher or _host(held.url) or held.source_id
    for number, link in enumerate(links):
        if same_body(link.name, name, sources):
            if link.document_id is None:
                links[number] = ChainLink(link.name, f"{link.evidence}; {edge.evidence}", held.url, held.document_id)
            return
    links.append(ChainLink(name, edge.evidence, held.url, held.document_id))
    kinds.append(None)


def _ends_unknown(
    document: Document, links: Sequence[ChainLink], kinds: Sequence[CreditKind | None], sources: Sources
) -> bool:
    """Whether a signed text was passed on and its root is not named: no agency, no first print, no held page."""
    if len(links) < 2 or not document.byline or not person(document.byline):  # noqa: PLR2004 -- own link and one more
        return False
    if links[-1].document_id or kinds[-1] is not CreditKind.SOURCE or is_wire(links[-1].name, sources):
        return False
    source = sources.by_alias.get(links[-1].name.lower())
    return source is None or source.kind not in _EMPLOYS_WRITERS


def _is_named(name: str, links: Sequence[ChainLink], sources: Sources) -> bool:
    return any(same_body(link.name, name, sources) for link in links)


def _host(url: str | None) -> str | None:
    try:
        return (urlsplit(url or "").hostname or "").removeprefix("www.") or None
    except ValueError:
        return None
