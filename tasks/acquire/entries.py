"""A feed's bytes become its items: RSS, RDF and Atom, well-formed or not, read by feedparser inside the parsing child.

In: the bytes with the server's Content-Type and the feed's address. Out: a ParsedFeed of plain values. Dates stay the
strings that were printed: feed libraries invent dates (HARDENING.md section 1), so `*_parsed` is never looked at.
Raises Unreadable for what is no feed and Refused for entity declarations, before any parser sees them.
"""

import html
import io
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from html.parser import HTMLParser
from typing import Any
from urllib.parse import urljoin, urlsplit

from tasks.model import Credit, content_id
from tasks.trouble import Refused, Unreadable
from tasks.vocabulary import CreditKind

ENTITY_BYTES = 65_536
FIELD_MAX_CHARS = 2_000
CONTENT_MAX_CHARS = 200_000
NAME_MAX_CHARS = 120  # a longer "name" is a licence text
WEAK = 0.5  # a rights line often names the site itself and not the writer


@dataclass(frozen=True, slots=True)
class FeedItem:
    """One entry as listed. `text` is the words that the feed itself carries, `is_whole` whether as full content."""

    item_id: str
    url: str | None
    title: str | None = None
    published_raw: str | None = None
    updated_raw: str | None = None
    byline: str | None = None
    source: str | None = None
    text: str = ""
    is_whole: bool = False
    credits: tuple[Credit, ...] = ()


@dataclass(frozen=True, slots=True)
class ParsedFeed:
    """A feed as read. `flaw` is why it was not well-formed; `total` counts entries, also those beyond the limit."""

    version: str
    title: str | None
    total: int
    items: tuple[FeedItem, ...]
    flaw: str | None = None
    ttl_minutes: int | None = None


def parse_feed(body: bytes, content_type: str, url: str, max_items: int) -> ParsedFeed:
    """Read the first `max_items` items of a feed."""
    refuse_entities(body, url)
    import feedparser  # noqa: PLC0415 -- only the parsing child pays for it

    found = feedparser.parse(
        io.BytesIO(body),  # never the bytes themselves: feedparser would try to open a file of that name
        response_headers={"content-type": content_type or "application/xml"},
        sanitize_html=False,  # we show text only, escaped; its sanitiser takes 21 s on nested tags
        resolve_relative_uris=False,
    )
    entries = found.get("entries", [])
    if not entries and not found.get("version"):
        raise Unreadable(url, f"is not a feed but {what_it_is(body)}", "Give the address of its RSS or Atom feed")
    flaw = found.get("bozo_exception") if found.get("bozo") else None
    channel = dict(found.get("feed", {}))
    is_atom = str(found.get("version")).startswith("atom")
    return ParsedFeed(
        version=str(found.get("version") or "unknown"),
        title=one_line(channel.get("title")),
        total=len(entries),
        items=tuple(_item(dict(entry), url, is_atom=is_atom) for entry in entries[:max_items]),
        flaw=None if flaw is None else " ".join(f"{type(flaw).__name__}: {flaw}".split())[:200],
        ttl_minutes=_minutes(channel.get("ttl")),
    )


def refuse_entities(body: bytes, url: str) -> None:
    """Raise Refused where a feed declares XML entities: no news feed needs them, every XML bomb does."""
    head = body[:ENTITY_BYTES].replace(b"\0", b"").upper()  # UTF-16 spells it with NULs in between
    if b"<!ENTITY" in head:
        raise Refused(url, "declares XML entities, as bombs do", "Tell the publisher, or remove the feed")


def _item(entry: Mapping[str, Any], base: str, *, is_atom: bool) -> FeedItem:
    url = _link(entry, base)
    title = one_line(entry.get("title"))
    source = _source(entry)
    if source and title and title.endswith(f" - {source}"):  # aggregators append the outlet's name
        title = title.removesuffix(f" - {source}").rstrip()
    published, updated = bounded(entry.get("published")), bounded(entry.get("updated"))
    if not published and not is_atom:  # RSS and RDF have one date; feedparser files their dc:date under updated
        published, updated = updated, None
    text, is_whole = _words(entry)
    return FeedItem(
        item_id=bounded(entry.get("id")) or url or content_id(title, published, text[:FIELD_MAX_CHARS]),
        url=url,
        title=title,
        published_raw=published,
        updated_raw=updated,
        byline=one_line(entry.get("author")),
        source=source,
        text=text,
        is_whole=is_whole,
        credits=tuple(_credits(entry, source)),
    )


def _link(entry: Mapping[str, Any], base: str) -> str | None:
    """The address of the item's page; links of feeds may lead to files and scripts, and a bare guid to nowhere.

    feedparser takes a guid for the link where there is no other; it calls an Atom entry's link so too, if its id came
    first. A relative link is meant from the xml:base in scope, which feedparser keeps beside the title or summary.
    """
    link = bounded(entry.get("link"))
    if link is None or not (entry.get("links") or web_host(link) or link.startswith("/")):
        return None
    try:
        for key in ("title_detail", "summary_detail"):
            if scope := bounded(dict(entry.get(key) or {}).get("base")):
                base = urljoin(base, scope)
                break
        link = urljoin(base, link)
    except ValueError:
        return None
    return link if web_host(link) else None


def _words(entry: Mapping[str, Any]) -> tuple[str, bool]:
    """The longest of the entry's contents as plain text, else its summary."""
    contents = [bounded(dict(part).get("value"), CONTENT_MAX_CHARS) or "" for part in entry.get("content") or ()]
    if longest := max(contents, key=len, default=""):
        return plain_text(longest), True
    return plain_text(bounded(entry.get("summary"), CONTENT_MAX_CHARS) or ""), False


def _source(entry: Mapping[str, Any]) -> str | None:
    """The outlet that an item names as where it is from: RSS `<source>`, Atom `<source><title>`."""
    source = entry.get("source")
    return _name(dict(source).get("title")) if isinstance(source, Mapping) else None


def _credits(entry: Mapping[str, Any], source: str | None) -> Iterator[Credit]:
    """Everything by which a feed says that words or pictures are another's, with the words that say so."""
    if source:
        yield Credit(source, CreditKind.SOURCE, f"<source>{source}</source>")
    for key, tag in (("publisher", "dc:publisher"), ("dc_source", "dc:source")):
        if (name := _name(entry.get(key))) and not web_host(name):
            yield Credit(name, CreditKind.SOURCE, f"<{tag}>{name}</{tag}>")
    if rights := one_line(entry.get("rights")):
        name = _RIGHTS.sub(" ", rights).strip(" .,;:-|")
        if 1 < len(name) <= NAME_MAX_CHARS:
            yield Credit(name, CreditKind.SOURCE, rights[:FIELD_MAX_CHARS], WEAK)
    for link in entry.get("links") or ():
        parts = dict(link)
        if parts.get("rel") == "via" and (host := web_host(bounded(parts.get("href")) or "")):
            yield Credit(host, CreditKind.SOURCE, f'<link rel="via" href="{bounded(parts.get("href"))}">')
    for part in (entry.get("media_credit") or ())[:5]:
        if name := _name(dict(part).get("content")):
            yield Credit(name, CreditKind.PHOTO, f"<media:credit>{name}</media:credit>")


def web_host(link: str) -> str | None:
    """The host of an http(s) link, None for any other: links of feeds may lead to files and scripts."""
    try:
        parts = urlsplit(link)
        host = parts.hostname
    except ValueError:
        return None
    return host if parts.scheme in {"http", "https"} else None


_RIGHTS = re.compile(
    r"(?i)\(c\)|©|&copy;|\bcopyright\b|\ball rights reserved\b|\b(?:19|20)\d\d(?:\s?[-–]\s?(?:19|20)?\d\d)?\b|\s{1,200}"
)


def _name(value: object) -> str | None:
    name = one_line(value)
    return name if name and len(name) <= NAME_MAX_CHARS else None


def one_line(value: object) -> str | None:
    """One line without markup."""
    text = bounded(value)
    if text is None:
        return None
    if "<" in text:
        text = _TAG.sub(" ", _SCRIPT.sub(" ", text))
    return " ".join(html.unescape(text).split()) or None


_SCRIPT = re.compile(r"(?is)<(script|style)\b[^<>]{0,200}>.{0,2000}?</\1\s{0,3}>")
_TAG = re.compile(r"</?[A-Za-z][^<>]{0,500}>")


def bounded(value: object, longest: int = FIELD_MAX_CHARS) -> str | None:
    """A string of at most that length; None for emptiness and for what is no string."""
    if not isinstance(value, str):
        return None
    return value.strip()[:longest] or None


def _minutes(value: object) -> int | None:
    text = bounded(value) or ""
    return int(text) if text.isascii() and text.isdigit() and 0 < int(text[:6]) == int(text) else None


def plain_text(markup: str) -> str:
    """The words of a piece of HTML, a paragraph a line; text without markup stays as it is."""
    if "<" not in markup:
        return html.unescape(markup).strip()
    reader = _Words()
    reader.feed(markup)
    reader.close()
    lines = (" ".join(line.split()) for line in "".join(reader.pieces).split("\n"))
    return "\n".join(line for line in lines if line)


class _Words(HTMLParser):
    """Collects text, with a line end at every block."""

    BLOCKS = frozenset("p div br li ul ol h1 h2 h3 h4 h5 h6 tr table blockquote figure figcaption section hr".split())
    SILENT = frozenset({"script", "style", "template", "noscript", "iframe"})

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.pieces: list[str] = []
        self._silent = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002 -- html.parser's
        self._silent += tag in self.SILENT
        if tag in self.BLOCKS:
            self.pieces.append("\n")

    def handle_endtag(self, tag: str) -> None:
        self._silent = max(0, self._silent - (tag in self.SILENT))
        if tag in self.BLOCKS:
            self.pieces.append("\n")

    def handle_data(self, data: str) -> None:
        if not self._silent:
            self.pieces.append(data.replace("\n", " "))


def what_it_is(body: bytes) -> str:
    """What the bytes are instead of a feed, in words."""
    head = body[:2_000].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if not head:
        return "empty"
    if head.startswith((b"{", b"[")):
        return "JSON"
    if b"<html" in head or head.startswith(b"<!doctype html"):
        return "a web page"
    return "XML of another kind" if head.startswith(b"<") else "something else"
