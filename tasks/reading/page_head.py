"""What a page says about itself in its head: JSON-LD, meta tags, canonical link. Strings are kept as printed.

In: a parsed page and its address. Out: one `Head`. JSON-LD is hostile input: big blobs are not parsed, depth and number
of nodes are bounded, and every string is cut. Nothing is fetched, no date is guessed.
"""

import json
import re
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape
from itertools import islice
from typing import Any, Final
from urllib.parse import urljoin, urlsplit

from lxml.html import HtmlElement  # type: ignore[import-untyped]  # lxml ships no types

from tasks.model import Credit
from tasks.reading.agencies import is_wire
from tasks.reading.published import MAX_RAW_CHARS, parse_published
from tasks.vocabulary import CreditKind, Precision

MAX_BLOB_CHARS: Final = 300_000  # 5 MB of JSON-LD cost 663 MB of memory elsewhere
MAX_BLOBS: Final = 20
MAX_NODES: Final = 2_000
MAX_STRING_CHARS: Final = 500
MAX_AUTHORS: Final = 6

_ARTICLE = re.compile(r"(?:\w{0,30}(?:Article|BlogPosting|Report|Review)|SocialMediaPosting|LiveBlogPosting)")
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
_AFTER_AUTHOR = re.compile(
    r"[\s,|•-]{1,3}(?:published|updated|posted|on|january|february|march|april|may|june|july|august|september|october"
    r"|november|december|monday|tuesday|wednesday|thursday|friday|saturday|sunday)$",
    re.IGNORECASE,
)
HEADING_LEVELS: Final = 3  # a heading, its header and the article: beyond lie lists of other stories
_ARTICLE_KEYS: Final = ("datePublished", "headline", "author", "publisher")
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
    article, nodes = _article(tree, canonical or url)
    named = _name(article.get("publisher"), nodes)
    site = _first(metas, _SITE_METAS)
    # A member paper names the agency as publisher of its copy; the site is who printed it.
    is_agency_copy = bool(named and site and is_wire(named) and not is_wire(site))
    raw, basis = _published(article, metas, tree)
    return Head(
        title=_text(article.get("headline")) or _first(metas, ("og:title", "twitter:title")) or _title(tree),
        publisher=site if is_agency_copy else named or site,
        byline=_authors(article.get("author"), nodes) or _meta_author(metas),
        published_raw=raw,
        published_basis=basis,
        modified_raw=_text(article.get("dateModified")) or _first(metas, _MODIFIED_METAS),
        canonical_url=canonical,
        credits=(
            *_credits(article, nodes, metas, canonical, url),
            *(
                (Credit(named, CreditKind.AGENCY, f"JSON-LD publisher: {named}", 0.9),)
                if named and is_agency_copy
                else ()
            ),
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


def _article(tree: HtmlElement, url: str | None) -> tuple[dict[str, Any], dict[str, dict[str, Any]]]:
    """The JSON-LD node of the article itself, and all nodes by their @id."""
    nodes: dict[str, dict[str, Any]] = {}
    articles: list[dict[str, Any]] = []
    for node in _nodes(tree):
        if isinstance(node.get("@id"), str) and len(node) > 1:
            nodes.setdefault(node["@id"], node)
        kinds = node.get("@type")
        kinds = kinds if isinstance(kinds, list) else [kinds]
        if any(isinstance(kind, str) and _ARTICLE.fullmatch(kind[:60]) for kind in kinds):
            articles.append(node)
    own = [node for node in articles if _is_at(node, url)]
    # Lists of other stories carry headlines without dates; the page's own node has both.
    best = max(own or articles, key=lambda node: sum(key in node for key in _ARTICLE_KEYS), default={})
    return best, nodes


def _is_at(node: dict[str, Any], url: str | None) -> bool:
    """Whether a node says that it is the page at this address."""
    addresses = {str(_address(node, key)).rstrip("/") for key in ("url", "mainEntityOfPage", "@id")}
    return url is not None and url.rstrip("/") in addresses


def _nodes(tree: HtmlElement) -> Iterator[dict[str, Any]]:
    """Every object of the page's JSON-LD, outer ones first, within bounds."""
    blobs = 0
    for script in tree.iter("script"):
        if "ld+json" not in (script.get("type") or "").lower():
            continue
        blob = (script.text or "").strip()
        blobs += 1
        if blobs > MAX_BLOBS or len(blob) > MAX_BLOB_CHARS:
            continue
        try:
            parsed = json.loads(blob.removeprefix("<!--").removesuffix("-->").strip(" \t\r\n;"), strict=False)
        except (ValueError, RecursionError):
            continue
        yield from _objects(parsed)


def _objects(parsed: Any) -> Iterator[dict[str, Any]]:
    """The objects of one JSON value, level by level, at most MAX_NODES of them."""
    waiting: deque[Any] = deque([parsed])
    for _ in range(MAX_NODES):
        if not waiting:
            return
        node = waiting.popleft()
        if isinstance(node, dict):
            yield node
        inner = node.values() if isinstance(node, dict) else node
        waiting.extend(value for value in islice(inner, MAX_NODES) if isinstance(value, dict | list))


def _address(node: dict[str, Any], key: str) -> str | None:
    value = node.get(key)
    if isinstance(value, dict):
        value = value.get("@id") or value.get("url")
    return value if isinstance(value, str) else None


def _published(article: dict[str, Any], metas: dict[str, str], tree: HtmlElement) -> tuple[str | None, str]:
    """The date string of publication and where it stood: the finest that can be read, the earlier place winning."""
    found = [(_text(article.get("datePublished")), "json-ld"), (_text(article.get("dateCreated")), "json-ld")]
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
    for element in (
        islice(around.iter("div", "span", "p", "time", "small", "li"), MAX_NODES) if around is not None else ()
    ):
        raw = _text(element.text)
        if raw and len(raw) <= MAX_RAW_CHARS and any(map(str.isdigit, raw)) and _is_day(raw):
            raws[raw] = None
    return next(iter(raws)) if len(raws) == 1 else None


def _is_day(raw: str) -> bool:
    published = parse_published(raw, "text")
    return published is not None and published.precision not in {Precision.MONTH, Precision.YEAR}


def _credits(
    article: dict[str, Any],
    nodes: dict[str, dict[str, Any]],
    metas: dict[str, str],
    canonical: str | None,
    url: str | None,
) -> Iterator[Credit]:
    """Where the page says that its words came from."""
    own = {_house(address) for address in (canonical if url is None else None, url) if address}
    if canonical and url and _house(canonical) not in own:
        yield Credit(_site(canonical), CreditKind.CANONICAL, f"canonical {canonical}", 0.9)
    for key, kind in _JSON_CREDITS:
        name = _name(article.get(key), nodes)
        if name and not ("://" in name and _house(name) in own):
            yield Credit(_site(name) if "://" in name else name, kind, f"JSON-LD {key}: {name}", 0.9)
    for key in _FIRST_METAS:
        name = metas.get(key)
        if name and not ("://" in name and _house(name) in own):
            yield Credit(_site(name) if "://" in name else name, CreditKind.FIRST_PUBLISHED, f"meta {key}: {name}", 0.8)
    if name := metas.get("syndication-source"):
        yield Credit(_site(name) if "://" in name else name, CreditKind.SOURCE, f"meta syndication-source: {name}", 0.8)


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
    is_second_level = len(labels) > 2 and len(labels[-1]) == 2 and len(labels[-2]) <= 3  # noqa: PLR2004 -- "co.uk", "com.au"
    return labels[-3 if is_second_level else -2] if len(labels) > 1 else labels[0]


def _name(value: Any, nodes: dict[str, dict[str, Any]]) -> str | None:
    """The name of a JSON-LD organisation, work or string."""
    if isinstance(value, list):
        return next((name for item in value[:MAX_AUTHORS] if (name := _name(item, nodes))), None)
    if isinstance(value, dict):
        whole = value if value.get("name") else nodes.get(str(value.get("@id")), value)
        publisher = whole.get("publisher")
        if isinstance(publisher, dict) and not whole.get("name"):
            whole = publisher
        address = _text(whole.get("url")) or _text(whole.get("@id"))
        return _text(whole.get("name")) or (address if address and "://" in address else None)
    return _text(value)


def _authors(value: Any, nodes: dict[str, dict[str, Any]]) -> str | None:
    """The authors, "A, B and C"."""
    names: list[str] = []
    for item in (value if isinstance(value, list) else [value])[:MAX_AUTHORS]:
        name = _name(item, nodes)
        if name and "://" not in name and name not in names:
            names.append(byline_of(name) or name)
    return " and ".join([", ".join(names[:-1]), names[-1]]) if len(names) > 1 else next(iter(names), None)


def byline_of(printed: str) -> str | None:
    """A printed author without "By" before it and without the label or month of a date that was cut off behind it."""
    return _AFTER_AUTHOR.sub("", re.sub(r"^[Bb][Yy]:?\s", "", printed.strip())).replace(";", ",").strip(" ,|-") or None


def _meta_author(metas: dict[str, str]) -> str | None:
    return next((byline_of(metas[key]) for key in _AUTHOR_METAS if metas.get(key) and "://" not in metas[key]), None)


def _title(tree: HtmlElement) -> str | None:
    heading = next(iter(tree.iter("h1")), None)
    if heading is None:
        heading = next(iter(tree.iter("title")), None)
    return _text(" ".join(heading.itertext())) if heading is not None else None


def _first(metas: dict[str, str], keys: tuple[str, ...]) -> str | None:
    return next((metas[key] for key in keys if metas.get(key)), None)


def _text(value: Any) -> str | None:
    """One line of a JSON-LD string; None for what is none."""
    if not isinstance(value, str):
        return None
    return " ".join(unescape(value[:MAX_STRING_CHARS]).split()) or None
