"""One name for one publisher, whichever of its names a page prints."""

from urllib.parse import urlsplit

from tasks.model import Document
from tasks.settings import Sources


def canonical(name: str, sources: Sources) -> str:
    """The name under which sources.toml knows it, lower-cased; else the printed one without an article."""
    plain = " ".join(name.lower().replace("’", "'").split()).removeprefix("the ").strip(" .")
    known = sources.by_alias.get(plain) or sources.by_domain.get(plain.removeprefix("www."))
    return known.name.lower() if known else plain


def publisher_of(document: Document, sources: Sources) -> str:
    """Who publishes a document: by domain where that is known, else as printed, else the host, else its own id."""
    where = host(document.url)
    parts = where.split(".")
    for start in range(len(parts) - 1):
        known = sources.by_domain.get(".".join(parts[start:]))
        if known:
            return known.name.lower()
    if document.publisher:
        return canonical(document.publisher, sources)
    return where or document.document_id


def person_key(name: str) -> str:
    """One key for one person, however the name is spaced or capitalised."""
    return " ".join(name.split()).casefold()


def host(url: str | None) -> str:
    """The host of an address without "www.", "" where there is none."""
    if not url:
        return ""
    try:
        return (urlsplit(url).hostname or "").removeprefix("www.")
    except ValueError:
        return ""
