"""Sitemaps become the items of a feed: news sitemaps, plain ones with lastmod, indexes of sitemaps, gzip or not.

In: the bytes and the address they came from. Out: a ParsedSitemap, newest first; a news sitemap gives titles and dates
of publication, a plain one only when a page changed, which is no date of publication. Pages and parts of other sites
are left out: a sitemap speaks for its own site (sitemaps.org, "Sitemap file location"). Runs inside the parsing child.
Raises Refused for entities and bombs, Unreadable for what is no sitemap.
"""

import heapq
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from io import BytesIO
from typing import Any, Final
from urllib.parse import urlsplit

from tasks.acquire.entries import FeedItem, ParsedFeed, bounded, one_line, refuse_entities, web_host, what_it_is
from tasks.acquire.inflate import GZIP_MAGIC, inflated
from tasks.reading.published import parse_published
from tasks.trouble import Unreadable

NEWS: Final = "http://www.google.com/schemas/sitemap-news/"
MAX_URLS: Final = 50_000  # sitemaps.org: a sitemap or index lists no more
LONGEST_AGO: Final = datetime(1, 1, 1, tzinfo=UTC)
# First labels of hosts on which sites keep their sitemaps and pages; what follows them is the site.
HOST_LABELS: Final = frozenset("www sitemap sitemaps static cdn assets feeds feed rss news m amp xml".split())


@dataclass(frozen=True, slots=True)
class ParsedSitemap:
    """`parts` are the addresses of further sitemaps, newest first, `others` counts addresses of other sites."""

    feed: ParsedFeed
    parts: tuple[str, ...] = ()
    others: int = 0


def parse_sitemap(body: bytes, url: str, max_items: int, max_bytes: int) -> ParsedSitemap:
    """Read the `max_items` newest pages of a sitemap, or the parts of an index; at most `max_bytes` once unpacked."""
    if body.startswith(GZIP_MAGIC):
        body = b"".join(inflated((body,), url, max_bytes))
    refuse_entities(body, url)
    from lxml import etree  # noqa: PLC0415 -- only the parsing child pays for it

    events = etree.iterparse(
        BytesIO(body), events=("end",), resolve_entities=False, no_network=True, huge_tree=False, load_dtd=False
    )
    try:
        found = list(_found(events))
        root = etree.QName(events.root).localname if events.root is not None else ""
    except etree.XMLSyntaxError as error:
        raise Unreadable(url, f"is not a sitemap but {what_it_is(body)} ({str(error)[:80]})", "Check it") from error
    if root not in {"urlset", "sitemapindex"}:
        raise Unreadable(url, f"is not a sitemap but {what_it_is(body)}", "Give the address of its sitemap")
    own = [(item, is_part) for item, is_part in found if same_site(item.url or "", url)]
    parts = heapq.nlargest(max_items, (item for item, is_part in own if is_part), key=_age)
    pages = [item for item, is_part in own if not is_part]
    return ParsedSitemap(
        feed=ParsedFeed(root, None, len(pages), tuple(heapq.nlargest(max_items, pages, key=_age))),
        parts=tuple(part.url for part in parts if part.url),
        others=len(found) - len(own),
    )


def same_site(url: str, sitemap: str) -> bool:
    """Whether a page belongs to the site of a sitemap: the same host, or one below the sitemap's domain."""
    theirs, ours = (_host(address) for address in (url, sitemap))
    site = ours.partition(".")[2] if ours.partition(".")[0] in HOST_LABELS and ours.count(".") > 1 else ours
    return bool(theirs) and (theirs in {ours, site} or theirs.endswith(f".{site}"))


def _host(url: str) -> str:
    try:
        parts = urlsplit(url)
        return (parts.hostname or "").lower().rstrip(".")
    except ValueError:
        return ""


def _found(events: Any) -> Iterator[tuple[FeedItem, bool]]:
    """Every page (False) and part (True); what was read is dropped from the tree at once."""
    count = 0
    for _, element in events:
        if not isinstance(element.tag, str):
            continue
        name = element.tag.rpartition("}")[2]
        if name not in {"url", "sitemap"}:
            continue
        count += 1
        if count > MAX_URLS:
            return
        if item := _item(element):
            yield item, name == "sitemap"
        element.clear()
        while element.getprevious() is not None:
            del element.getparent()[0]


def _item(element: Any) -> FeedItem | None:
    """The page of one entry; children of its news element stand in the namespace of news sitemaps."""
    values: dict[str, str] = {}
    for child in element.iter():
        if isinstance(child.tag, str) and (text := bounded(child.text)):
            space, _, name = child.tag.rpartition("}")
            values.setdefault(f"news:{name}" if space.lstrip("{").startswith(NEWS) else name, text)
    url = values.get("loc")
    if url is None or not web_host(url):
        return None
    return FeedItem(
        item_id=url,
        url=url,
        title=one_line(values.get("news:title")),
        published_raw=values.get("news:publication_date"),
        updated_raw=values.get("lastmod"),
    )


def _age(item: FeedItem) -> datetime:
    """For sorting: the later of its dates that can be read; what has none comes last, in the order given."""
    read = (parse_published(raw, "feed") for raw in (item.published_raw, item.updated_raw) if raw)
    return max((date.instant for date in read if date), default=LONGEST_AGO)
