"""What a page says about itself in its head: JSON-LD, meta tags, canonical link. Strings are kept as printed.

In: a parsed page and its address. Out: one `Head`. Every string is cut to size, nothing is fetched, no date is guessed.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape
from itertools import islice
from typing import Final
from urllib.parse import urljoin, urlsplit

from lxml.html import HtmlElement

from tasks.model import Credit
from tasks.reading.agencies import is_wire
from tasks.reading.json_ld import (
    MAX_STRING_CHARS,
    Node,
    article_node,
    authors_in,
    byline_of,
    maker_in,
    name_in,
    text_in,
)
from tasks.reading.published import MAX_RAW_CHARS, parse_published
from tasks.vocabulary import CreditKind, Precision

MAX_ELEMENTS: Final = 2_000
_PUBLISHED_METAS: Final = (
    "article:published_time", "article:published", "og:article:published_time", "og:published_time", "datepublished",
    "parsely-pub-date", "sailthru.date", "article.published", "cxenseparse:recs:publishtime", "dc.date.issued",
    "dcterms.issued", "dcterms.created", "dc.date.created", "publish-date", "publishdate", "pubdate", "published_time",
    "publication_date", "publish_date", "date_published", "published-date", "displaydate", "originalpublicationdate",
    "dc.date", "dcterms.date", "date",
)  # fmt: skip
_MODIFIED_METAS: Final = (
    "article:modified_time", "article:modified", "og:updated_time", "article:updated_time", "datemodified", "lastmod",
    "dcterms.modified", "dc.date.modified", "last-modified", "last_updated_date", "article.updated",
)  # fmt: skip
_AUTHOR_METAS: Final = (
    "author", "byl", "parsely-author", "sailthru.author", "dc.creator", "dcterms.creator", "article:author",
)  # fmt: skip
_SITE_METAS: Final = ("og:site_name", "dc.publisher", "dcterms.publisher", "publisher", "application-name", "cre")
HEADING_LEVELS: Final = 3  # a heading, its header and the article: beyond lie lists of other stories
_JSON_CREDITS: Final = (
    ("sourceOrganization", CreditKind.SOURCE),
    ("isBasedOn", CreditKind.FIRST_PUBLISHED),
    ("creditText", CreditKind.SOURCE),
)
_FIRST_METAS: Final = ("original-source", "dc.source", "dcterms.source")


@dataclass(frozen=True, slots=True)
class Head:
    """What the head gives; None where it says nothing."""

    title: str | None = None
    publisher: str | None = None
    byline: str | None = None
    published_raw: str | None = None
    published_basis: str = "meta"
    modified_raw: str | None = None
    canonical_url: str | None = None
    credits: tuple[Credit, ...] = ()


def read_head(tree: HtmlElement, url: str | None) -> Head:
    """Read the head of a page."""
    metas = _metas(tree)
    canonical = _canonical(tree, metas, url)
    article, nodes = article_node(tree, canonical or url)
    named = name_in(article.get("publisher"), nodes)
    site = _first(metas, _SITE_METAS)
    # A member paper names the agency as publisher of its copy; the site is who printed it.
    is_agency_copy = bool(named and site and is_wire(named) and not is_wire(site))
    raw, basis = _published(article, metas, tree)
    return Head(
        title=text_in(article.get("headline")) or _first(metas, ("og:title", "twitter:title")) or _title(tree),
        publisher=site if is_agency_copy else named or site,
        byline=authors_in(article.get("author"), nodes) or _meta_author(metas),
        published_raw=raw,
        published_basis=basis,
        modified_raw=text_in(article.get("dateModified")) or _first(metas, _MODIFIED_METAS),
        canonical_url=canonical,
        credits=(
            *_credits(article, nodes, metas, canonical, url),
            *(_agency_copy(named) if named and is_agency_copy else ()),
        ),
    )


def _metas(tree: HtmlElement) -> dict[str, str]:
    """Lower-cased name, property or itemprop of each meta tag -> its content, the first one winning."""
    found: dict[str, str] = {}
    for meta in tree.iter("meta"):
        key = meta.get("property") or meta.get("name") or meta.get("itemprop") or ""
        content = " ".join(unescape((meta.get("content") or "")[:MAX_STRING_CHARS]).split())
        if key and content:
            found.setdefault(key[:60].lower(), content)
    return found


def _canonical(tree: HtmlElement, metas: dict[str, str], url: str | None) -> str | None:
    """The address that the page gives as its own, absolute; None for what is no web address."""
    hrefs = [link.get("href") for link in tree.iter("link") if (link.get("rel") or "").lower() == "canonical"]
    for href in (*hrefs, metas.get("og:url")):
        try:
            whole = str(urljoin(url or "", (href or "").strip()[:2_000]))
            parts = urlsplit(whole)
        except ValueError:
            continue
        if href and parts.scheme in {"http", "https"} and parts.hostname and "." in parts.hostname:
            return whole
    return None


def _published(article: Node, metas: dict[str, str], tree: HtmlElement) -> tuple[str | None, str]:
    """The date string of publication and where it stood: the finest that can be read, the earlier place winning."""
    found = [(text_in(article.get("datePublished")), "json-ld"), (text_in(article.get("dateCreated")), "json-ld")]
    found += [(metas.get(key), "meta") for key in _PUBLISHED_METAS]
    for element in tree.iter("time", "span", "abbr"):
        marks = f"{element.get('itemprop') or ''} {element.get('class') or ''}".lower()
        is_time = element.tag == "time" and ("publish" in marks or element.get("pubdate") is not None)
        if is_time or "datepublished" in marks:
            found.append(((element.get("datetime") or element.get("content") or "")[:MAX_STRING_CHARS], "meta"))
    kept: tuple[str | None, str] = (None, "meta")
    for raw, basis in found:
        published = parse_published(raw, basis) if raw else None
        if published is None:
            continue
        if published.precision in {Precision.SECOND, Precision.MINUTE}:
            return raw, basis
        if kept[0] is None:
            kept = (raw, basis)
    if kept[0] is None and (printed := _printed(tree)):
        return printed, "text"
    # An unreadable string is kept as evidence: the reader of it says that it names no day.
    return kept if kept[0] else next(((raw, basis) for raw, basis in found if raw), (None, "meta"))


def _printed(tree: HtmlElement) -> str | None:
    """The one date printed around the heading, where the head gives none; two different ones name neither."""
    around = next(iter(tree.iter("h1")), None)
    for _ in range(HEADING_LEVELS):
        parent = around.getparent() if around is not None else None
        if parent is None or parent.tag in {"body", "html"}:
            break
        around = parent
    raws: dict[str, None] = {}
    elements = around.iter("div", "span", "p", "time", "small", "li") if around is not None else iter(())
    for element in islice(elements, MAX_ELEMENTS):
        raw = text_in(element.text)
        if raw and len(raw) <= MAX_RAW_CHARS and any(map(str.isdigit, raw)) and _is_day(raw):
            raws[raw] = None
    return next(iter(raws)) if len(raws) == 1 else None


def _is_day(raw: str) -> bool:
    published = parse_published(raw, "text")
    return published is not None and published.precision not in {Precision.MONTH, Precision.YEAR}


def _credits(
    article: Node,
    nodes: dict[str, Node],
    metas: dict[str, str],
    canonical: str | None,
    url: str | None,
) -> Iterator[Credit]:
    """Where the page says that its words came from."""
    own = {_house(address) for address in (canonical if url is None else None, url) if address}
    if canonical and url and _house(canonical) not in own:
        yield Credit(_site(canonical), CreditKind.CANONICAL, f"canonical {canonical}", 0.9)
    for key, kind in _JSON_CREDITS:
        name = (maker_in if key == "isBasedOn" else name_in)(article.get(key), nodes)
        if name and not ("://" in name and _house(name) in own):
            yield Credit(_site(name) if "://" in name else name, kind, f"JSON-LD {key}: {name}", 0.9)
    for key in _FIRST_METAS:
        name = metas.get(key)
        if name and not ("://" in name and _house(name) in own):
            yield Credit(_site(name) if "://" in name else name, CreditKind.FIRST_PUBLISHED, f"meta {key}: {name}", 0.8)
    if name := metas.get("syndication-source"):
        yield Credit(_site(name) if "://" in name else name, CreditKind.SOURCE, f"meta syndication-source: {name}", 0.8)


def _agency_copy(name: str) -> tuple[Credit, ...]:
    return (Credit(name, CreditKind.AGENCY, f"JSON-LD publisher: {name}", 0.9),)


def _site(url: str) -> str:
    """The host of an address without the marks of mobile and print copies."""
    try:
        host = (urlsplit(url).hostname or url).lower()
    except ValueError:
        return url[:MAX_STRING_CHARS]
    return re.sub(r"^(?:www[0-9]?|m|mobile|amp|edition)\.", "", host)


def _house(url: str) -> str:
    """The name under which a house registers its domains in many countries ("bbc" of bbc.co.uk and news.bbc.com)."""
    labels = _site(url).split(".")
    is_second_level = len(labels) > 2 and len(labels[-1]) == 2 and len(labels[-2]) <= 3  # noqa: PLR2004 -- "co.uk"
    return labels[-3 if is_second_level else -2] if len(labels) > 1 else labels[0]


def _meta_author(metas: dict[str, str]) -> str | None:
    return next((byline_of(metas[key]) for key in _AUTHOR_METAS if metas.get(key) and "://" not in metas[key]), None)


def _title(tree: HtmlElement) -> str | None:
    heading = next(iter(tree.iter("h1")), None)
    if heading is None:
        heading = next(iter(tree.iter("title")), None)
    return text_in(" ".join(heading.itertext())) if heading is not None else None


def _first(metas: dict[str, str], keys: tuple[str, ...]) -> str | None:
    return next((metas[key] for key in keys if metas.get(key)), None)
