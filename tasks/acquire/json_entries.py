"""JSON becomes the items of a feed: JSON Feed 1.0 and 1.1, and the answers of search services by a mapping of fields.

In: the bytes and the address they came from. Out: a ParsedFeed like that of any other feed; dates stay the strings that
were printed. Runs inside the parsing child. Raises Unreadable for what is no JSON, or JSON without a list of items.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Final
from urllib.parse import quote, urljoin

from tasks.acquire.entries import (
    CONTENT_MAX_CHARS,
    FeedItem,
    ParsedFeed,
    bounded,
    one_line,
    plain_text,
    refuse_entities,
    web_host,
    what_it_is,
)
from tasks.acquire.records import loads
from tasks.model import Credit, content_id
from tasks.trouble import Unreadable
from tasks.vocabulary import CreditKind

VERSION: Final = "jsonfeed.org/version/"
MAX_AUTHORS: Final = 10
MAX_STEPS: Final = 12  # of a dotted path
_PLACE: Final = re.compile(r"\{([^{}]{1,80})\}")


def parse_json_feed(body: bytes, content_type: str, url: str, max_items: int) -> ParsedFeed:
    """Read the first `max_items` items of a JSON Feed."""
    del content_type  # JSON is UTF-8 (RFC 8259 section 8.1), whatever the header says
    feed = _loaded(body, url)
    if not isinstance(feed, Mapping) or not isinstance(listed := feed.get("items"), list):
        raise Unreadable(url, "is JSON, but no JSON Feed: it has no list of items", "Give the address of the feed")
    version = bounded(feed.get("version")) or ""
    flaws = [] if VERSION in version else ["it names no version of JSON Feed"]
    base = bounded(feed.get("home_page_url")) or url
    items = [_feed_item(entry, urljoin(url, base)) for entry in listed[:max_items] if isinstance(entry, Mapping)]
    if len(items) < len(listed[:max_items]):
        flaws.append(f"{len(listed[:max_items]) - len(items)} of its items are no objects")
    return ParsedFeed(
        version=f"json{version.rpartition('/')[2][:8]}",
        title=one_line(feed.get("title")),
        total=len(listed),
        items=tuple(items),
        flaw="; ".join(flaws) or None,
    )


def parse_answer(body: bytes, url: str, max_items: int, fields: Mapping[str, str]) -> ParsedFeed:
    """Read the first `max_items` results of a search service by the paths in `fields` (settings.Fields)."""
    loaded = _loaded(body, url)
    listed = _at(loaded, fields["items"]) if fields["items"] else loaded
    if listed is None:  # a service that finds nothing often leaves the list out
        listed = []
    if isinstance(listed, Mapping):  # and some number their results
        listed = list(listed.values())
    if not isinstance(listed, list):
        raise Unreadable(url, f"has no list at {fields['items']!r}", "Correct fields.items of this feed")
    items = tuple(_found(entry, fields, url) for entry in listed[:max_items])
    return ParsedFeed("search", None, len(listed), items)


def _loaded(body: bytes, url: str) -> object:
    if body.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] not in {b"{", b"["}:
        refuse_entities(body, url)
        raise Unreadable(url, f"is not JSON but {what_it_is(body)}", "Check the address and the kind of the feed")
    return loads(body, url)


def _feed_item(entry: Mapping[str, object], base: str) -> FeedItem:
    own, external = (_link(entry.get(key), base) for key in ("url", "external_url"))
    url = own or external
    title = one_line(entry.get("title"))
    published = bounded(entry.get("date_published"))
    whole = bounded(entry.get("content_text"), CONTENT_MAX_CHARS)
    if whole is None and (markup := bounded(entry.get("content_html"), CONTENT_MAX_CHARS)):
        whole = plain_text(markup)
    text = whole or bounded(entry.get("summary"), CONTENT_MAX_CHARS) or ""
    return FeedItem(
        item_id=_identity(entry.get("id")) or url or content_id(title, published, text[:2_000]),
        url=url,
        title=title,
        published_raw=published,
        updated_raw=bounded(entry.get("date_modified")),
        byline=", ".join(_authors(entry)) or None,
        text=text,
        is_whole=bool(whole),
        credits=tuple(_credits(own, external)),
    )


def _identity(value: object) -> str | None:
    """Version 1.0 asks readers to take a number as the string that it prints."""
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return str(value)
    return bounded(value)


def _authors(entry: Mapping[str, object]) -> Iterator[str]:
    """The names in `authors` (1.1), else in `author` (1.0)."""
    given = entry.get("authors")
    people = given if isinstance(given, list) else [entry.get("author")]
    for person in people[:MAX_AUTHORS]:
        if isinstance(person, Mapping) and (name := one_line(person.get("name"))):
            yield name


def _credits(own: str | None, external: str | None) -> Iterator[Credit]:
    """An item with both addresses speaks about the external page, which is where its words come from."""
    if own and external and (host := web_host(external)) and host != web_host(own):
        yield Credit(host, CreditKind.SOURCE, f"external_url: {external}", 0.5)


def _link(value: object, base: str) -> str | None:
    link = bounded(value)
    if link is None:
        return None
    try:
        link = urljoin(base, link)
    except ValueError:
        return None
    return link if web_host(link) else None


def _found(entry: object, fields: Mapping[str, str], base: str) -> FeedItem:
    url = _link(_filled(entry, fields["url"]), base)
    title = one_line(_at(entry, fields["title"]))
    published = bounded(_written(_at(entry, fields["published"])))
    words = bounded(_at(entry, fields["text"]), CONTENT_MAX_CHARS)
    text = plain_text(words) if words else ""
    return FeedItem(
        item_id=url or content_id(title, published, text[:2_000]),
        url=url,
        title=title,
        published_raw=published,
        source=one_line(_at(entry, fields["publisher"])),
        text=text,
    )


def _filled(entry: object, path: str) -> str | None:
    """The value at a path, or a template with values put in, each safe inside an address."""
    if "{" not in path:
        return bounded(_at(entry, path))
    whole = True

    def value(place: re.Match[str]) -> str:
        nonlocal whole
        written = bounded(_written(_at(entry, place[1])))
        whole = whole and written is not None
        return quote((written or "").replace(" ", "_"), safe="")

    filled = _PLACE.sub(value, path)
    return filled if whole else None


def _at(value: object, path: str) -> object:
    """What stands at a dotted path; None where nothing does."""
    if not path:
        return None
    for step in path.split(".")[:MAX_STEPS]:
        if isinstance(value, Mapping):
            value = value.get(step)
        elif isinstance(value, list) and step.isdecimal() and int(step) < len(value):
            value = value[int(step)]
        else:
            return None
    return value


def _written(value: object) -> object:
    """A whole number as it is written; ids and years often are numbers."""
    return str(value) if isinstance(value, int) and not isinstance(value, bool) else value
