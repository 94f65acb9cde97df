"""JSON-LD of a page: the node that is the article itself, and the names in it.

In: a parsed page and its address. Out: plain dicts as they were written, and strings cut to size. It is hostile input:
big blobs are not parsed, depth and number of nodes are bounded (5 MB of it cost another reader 663 MB of memory).
"""

import json
import re
from collections import deque
from collections.abc import Iterator
from html import unescape
from itertools import islice
from typing import Any, Final

from lxml.html import HtmlElement

MAX_BLOB_CHARS: Final = 300_000
MAX_BLOBS: Final = 20
MAX_NODES: Final = 2_000
MAX_STRING_CHARS: Final = 500
MAX_AUTHORS: Final = 6

Node = dict[str, Any]

_ARTICLE = re.compile(r"(?:\w{0,30}(?:Article|BlogPosting|Report|Review)|SocialMediaPosting|LiveBlogPosting)")
_ARTICLE_KEYS: Final = ("datePublished", "headline", "author", "publisher")
_AFTER_AUTHOR = re.compile(
    r"[\s,|•-]{1,3}(?:published|updated|posted|on|january|february|march|april|may|june|july|august|september|october"
    r"|november|december|monday|tuesday|wednesday|thursday|friday|saturday|sunday)$",
    re.IGNORECASE,
)


def article_node(tree: HtmlElement, url: str | None) -> tuple[Node, dict[str, Node]]:
    """The JSON-LD node of the article itself, and all nodes by their @id."""
    nodes: dict[str, Node] = {}
    articles: list[Node] = []
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


def _is_at(node: Node, url: str | None) -> bool:
    """Whether a node says that it is the page at this address."""
    addresses = {str(_address(node, key)).rstrip("/") for key in ("url", "mainEntityOfPage", "@id")}
    return url is not None and url.rstrip("/") in addresses


def _nodes(tree: HtmlElement) -> Iterator[Node]:
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


def _objects(parsed: Any) -> Iterator[Node]:
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


def _address(node: Node, key: str) -> str | None:
    value = node.get(key)
    if isinstance(value, dict):
        value = value.get("@id") or value.get("url")
    return value if isinstance(value, str) else None


def maker_in(value: Any, nodes: dict[str, Node]) -> str | None:
    """Who made a work that JSON-LD points to: its publisher, else its address, else its name."""
    if isinstance(value, list):
        return next((maker for item in value[:MAX_AUTHORS] if (maker := maker_in(item, nodes))), None)
    if isinstance(value, dict):
        whole = value if len(value) > 1 else nodes.get(str(value.get("@id")), value)
        address = text_in(whole.get("url")) or text_in(whole.get("@id"))
        publisher = name_in(whole.get("publisher"), nodes)
        return publisher or (address if address and "://" in address else None) or name_in(whole, nodes)
    return text_in(value)


def name_in(value: Any, nodes: dict[str, Node]) -> str | None:
    """The name of a JSON-LD organisation, work or string."""
    if isinstance(value, list):
        return next((name for item in value[:MAX_AUTHORS] if (name := name_in(item, nodes))), None)
    if isinstance(value, dict):
        whole = value if value.get("name") else nodes.get(str(value.get("@id")), value)
        address = text_in(whole.get("url")) or text_in(whole.get("@id"))
        return text_in(whole.get("name")) or (address if address and "://" in address else None)
    return text_in(value)


def authors_in(value: Any, nodes: dict[str, Node]) -> str | None:
    """The authors, "A, B and C"."""
    names: list[str] = []
    for item in (value if isinstance(value, list) else [value])[:MAX_AUTHORS]:
        name = name_in(item, nodes)
        if name and "://" not in name and name not in names:
            names.append(byline_of(name) or name)
    return " and ".join([", ".join(names[:-1]), names[-1]]) if len(names) > 1 else next(iter(names), None)


def byline_of(printed: str) -> str | None:
    """A printed author without "By" before it and without the label or month of a date that was cut off behind it."""
    return _AFTER_AUTHOR.sub("", re.sub(r"^[Bb][Yy]:?\s", "", printed.strip())).replace(";", ",").strip(" ,|-") or None


def text_in(value: Any) -> str | None:
    """One line of a JSON-LD string; None for what is none."""
    if not isinstance(value, str):
        return None
    return " ".join(unescape(value[:MAX_STRING_CHARS]).split()) or None
