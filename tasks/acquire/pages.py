"""Bytes or text that came in become a RawPage, if they can be an article at all.

In: a text, or a server's answer. Out: a RawPage. Raises Unreadable for pictures, PDFs and emptiness, Refused above the
limits; nothing is parsed here.
"""

import codecs
import re
from dataclasses import replace

from tasks.acquire.files import decode, refuse_binary, within
from tasks.model import Fetched, RawPage
from tasks.settings import Limits
from tasks.trouble import Refused, Unreadable

HTML_TYPES = frozenset({"text/html", "application/xhtml+xml", "application/xml", "text/xml", ""})
TEXT_TYPES = frozenset({"text/plain"})

_CHARSET = re.compile(r"charset\s{0,3}=\s{0,3}[\"']?([A-Za-z0-9_.:+-]{1,40})", re.IGNORECASE)


def text_page(thing: str, source_id: str, text: str, charset: str, limits: Limits) -> RawPage:
    """A page of plain text, unless it is longer than the limit."""
    if len(text) > limits.text_max_chars:
        raise Refused(thing, f"longer than {limits.text_max_chars:,} characters", "Split it into articles")
    return RawPage(source_id=source_id, text=text, charset=charset)


def page_of(fetched: Fetched, limits: Limits) -> RawPage:
    """The page that a server sent, if it is HTML or plain text."""
    asked = fetched.url
    body = within(asked, fetched.body, limits.article_max_bytes)
    refuse_binary(asked, body)
    kind = fetched.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind in TEXT_TYPES:
        text, used = decode(asked, body)
        return replace(text_page(asked, asked, text, used, limits), url=fetched.final_url, fetched=fetched)
    if kind not in HTML_TYPES:
        raise Unreadable(asked, f"the server sent {kind[:60]}, not a web page", "Give the address of the article")
    return RawPage(source_id=asked, url=fetched.final_url, html=body, charset=fetched.charset, fetched=fetched)


def charset_of(content_type: str) -> str | None:
    """The charset of a Content-Type header, if it is one that this program knows and that makes text."""
    found = _CHARSET.search(content_type)
    if found is None:
        return None
    try:
        known = codecs.lookup(found[1])
    except (LookupError, ValueError):
        return None
    return known.name if known._is_text_encoding else None  # noqa: SLF001 -- the only way to tell "rot13" from text
