"""Which feed does a page have? Its own links of kind "alternate" say so.

In: the bytes of a page and its address. Out: the feeds it names, in its order. Runs inside the parsing child.
"""

from dataclasses import dataclass
from urllib.parse import urljoin

from lxml import html

KINDS = {
    "application/rss+xml": "rss",
    "application/atom+xml": "atom",
    "application/rdf+xml": "rdf",
    "application/feed+json": "jsonfeed",
    "application/json": "jsonfeed",
}
MAX_LINKS = 20


@dataclass(frozen=True, slots=True)
class PageFeeds:
    """What a page says of itself and its feeds: pairs of kind and address."""

    title: str
    feeds: tuple[tuple[str, str], ...]


def feeds_of_page(body: bytes, url: str) -> PageFeeds:
    """Read the links of a page's head."""
    try:
        tree = html.document_fromstring(body)
    except (ValueError, html.etree.ParserError):
        return PageFeeds("", ())
    found = [
        (KINDS[kind], urljoin(url, link.get("href") or ""))
        for link in tree.xpath("//link[@rel and @href]")[:500]
        if "alternate" in link.get("rel", "").lower().split()
        and (kind := (link.get("type") or "").split(";")[0].strip().lower()) in KINDS
    ]
    name = tree.xpath("string(//meta[@property='og:site_name']/@content)") or tree.findtext(".//title") or ""
    return PageFeeds(" ".join(name.split())[:80], tuple(dict.fromkeys(found))[:MAX_LINKS])
