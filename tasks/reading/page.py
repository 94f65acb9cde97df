"""One HTML page as its article: text, title, names, raw dates and credits.

In: the bytes, the charset that HTTP declared and the address. Out: `PageText`. CPU only, no network; the caller bounds
time and memory and runs it in a child that can be killed, since trafilatura is superlinear on hostile pages. Its
`deduplicate` stays off (a process-wide cache that swallows the fourth copy) and its dates are not asked for: they drop
time and zone. A page without an article gives an empty text.
"""

from dataclasses import dataclass
from typing import Final

from lxml.etree import LxmlError
from lxml.html import HtmlElement

from tasks.model import Credit
from tasks.reading.charset import decode
from tasks.reading.json_ld import MAX_BLOB_CHARS, byline_of
from tasks.reading.page_head import read_head

MAX_SCRIPT_CHARS: Final = MAX_BLOB_CHARS  # bigger ones are emptied before trafilatura reads JSON-LD from them


@dataclass(frozen=True, slots=True)
class PageText:
    """What a page says about itself. Dates are the strings that were printed, never a guess."""

    text: str
    title: str | None = None
    publisher: str | None = None
    byline: str | None = None
    published_raw: str | None = None
    published_basis: str = "meta"
    modified_raw: str | None = None
    canonical_url: str | None = None
    credits: tuple[Credit, ...] = ()
    charset_used: str | None = None


def extract(html: bytes, charset: str | None, url: str | None) -> PageText:
    """Take the article out of a page."""
    from trafilatura.utils import load_html  # noqa: PLC0415 -- 0.3 s that plain text need not pay

    source, used = decode(html, charset)
    try:
        tree = load_html(source.replace("\0", ""))
    except (LxmlError, ValueError, TypeError, RecursionError):
        tree = None
    if tree is None:
        return PageText(text="", charset_used=used)
    head = read_head(tree, url)
    byline = head.byline or _printed_byline(tree)
    return PageText(
        text=_article_text(tree, url),
        title=head.title,
        publisher=head.publisher,
        byline=byline,
        published_raw=head.published_raw,
        published_basis=head.published_basis,
        modified_raw=head.modified_raw,
        canonical_url=head.canonical_url,
        credits=head.credits,
        charset_used=used,
    )


def _printed_byline(tree: HtmlElement) -> str | None:
    """The author as the page prints it, where its head names none."""
    from trafilatura.metadata import extract_author  # noqa: PLC0415 -- as above

    author = extract_author(tree)
    return byline_of(author) if author else None


def _article_text(tree: HtmlElement, url: str | None) -> str:
    from trafilatura import bare_extraction  # noqa: PLC0415 -- as above

    for script in tree.iter("script"):
        if len(script.text or "") > MAX_SCRIPT_CHARS:
            script.text = ""
    found = bare_extraction(tree, url=url, include_comments=False, deduplicate=False)
    return getattr(found, "text", None) or ""
