"""From one page to one document: its text unchanged, and everything known about it beside the text.

In: the page as it came (`RawPage`) and, for HTML, what was taken out of it (`PageText`). Out: a `Document` whose
offsets point into exactly the text that came in; only CR LF becomes LF, and half characters become U+FFFD one for one.
Raises Unreadable for what holds no article: nothing, binary, a page of links.
"""

import re
from dataclasses import fields, replace
from datetime import datetime
from typing import Any, Final, TypeVar
from urllib.parse import urlsplit

from tasks.lineage.credits import in_order, publisher_named, read_credits
from tasks.model import Document, Furniture, Published, RawPage, content_id
from tasks.reading.bylines import whole_byline
from tasks.reading.datelines import dateline_of
from tasks.reading.furniture import find_furniture, find_headline
from tasks.reading.language import language_of
from tasks.reading.page import PageText
from tasks.reading.published import parse_published
from tasks.settings import Sources
from tasks.settings_names import Source
from tasks.trouble import Unreadable
from tasks.vocabulary import FurnitureKind

MAX_REPLACED_SHARE: Final = 0.001  # more U+FFFD than this: the charset was wrong (HARDENING.md)
MAX_CONTROL_SHARE: Final = 0.01  # text has tabs and line ends; more of the others is binary
DEFAULT_TIER: Final = 3
MIN_SENTENCE_WORDS: Final = 6  # link texts and menus are shorter, or end without a mark

_SENTENCE_END = re.compile(r"[^\W\d_]{2}[”\"’')]?[.!?…][”\"’')\]]{0,2}(?:\s|$)")
_FULL_STOP_WITHOUT_BLANK = re.compile(r"\w[。！？।؟۔]")  # of scripts whose words or sentences stand without ASCII marks
_CONTROL = re.compile(r"[\x01-\x08\x0e-\x1f\x7f]")
R = TypeVar("R", RawPage, PageText)

_HALF_CHARACTER = re.compile(r"[\ud800-\udfff]")


def read(page: RawPage, extracted: PageText | None, sources: Sources, *, now: datetime | None = None) -> Document:
    """Make the document of a page; raises Unreadable where there is no article in it."""
    page, extracted = _whole(page), _whole(extracted) if extracted else None
    text = _text(page, extracted)
    url = page.url or (extracted.canonical_url if extracted else None)
    title = page.title or (extracted.title if extracted else None) or find_headline(text)
    furniture = find_furniture(text, title)
    publisher = (
        page.publisher
        or (extracted.publisher if extracted else None)
        or _publisher_of(url, sources)
        or publisher_named(text, furniture, sources)
    )
    given = page.byline or (extracted.byline if extracted else None)
    found, byline, dateline = read_credits(text, furniture, publisher, given, sources)
    carried = (*page.credits, *(extracted.credits if extracted else ()), *found)
    source = sources.by_alias.get((publisher or "").lower())
    published_raw = page.published_raw or (extracted.published_raw if extracted else None)
    return Document(
        # Without an address, who printed it and the id it came with tell two prints of one text apart.
        document_id=content_id(text, url or f"{publisher} {page.source_id}", published_raw),
        source_id=page.source_id,
        text=text,
        url=url,
        publisher=publisher,
        byline=byline,
        title=title,
        published=_published(page, extracted, now) or _published_in(text, furniture, now),
        modified=_modified(extracted, now),
        dateline=dateline,
        language=language_of(text),
        credits=in_order(carried, publisher, sources),
        furniture=furniture,
        owner=page.owner or (source.owner if source else None),
        tier=_tier(page, source),
    )


def _whole(record: R) -> R:
    """The same with every half character and NUL of its strings replaced: no store or index takes them."""
    changed: dict[str, Any] = {
        field.name: _HALF_CHARACTER.sub("\ufffd", value).replace("\0", "\ufffd")
        for field in fields(record)
        if field.name not in {"text", "html"} and isinstance(value := getattr(record, field.name), str)
    }
    named = tuple(
        replace(
            credit,
            name=_HALF_CHARACTER.sub("\ufffd", credit.name),
            evidence=_HALF_CHARACTER.sub("\ufffd", credit.evidence),
        )
        for credit in record.credits
    )
    return replace(record, **changed, credits=named)


def _text(page: RawPage, extracted: PageText | None) -> str:
    """The text of the page, or Unreadable with what it is instead."""
    text = page.text if page.text is not None else (extracted.text if extracted else "")
    thing = page.url or page.source_id
    is_page = page.text is None
    if not text.strip() or (is_page and not any(map(_is_prose, text.splitlines()))):
        raise Unreadable(thing, "there is no article in it", "Give the address or file of the article itself")
    if "\0" in text or len(_CONTROL.findall(text)) > MAX_CONTROL_SHARE * len(text):
        raise Unreadable(thing, "it is binary, not text", "Give .txt, .html or .json")
    if text.count("\ufffd") > max(MAX_REPLACED_SHARE * len(text), 2):
        raise Unreadable(thing, "its characters cannot be decoded", "Save it as UTF-8")
    return _HALF_CHARACTER.sub("\ufffd", text.replace("\r\n", "\n"))


def _is_prose(line: str) -> bool:
    """Whether a line that was taken out of a page holds a sentence: a page of links has none."""
    if _FULL_STOP_WITHOUT_BLANK.search(line):
        return True
    return len(line.split()) >= MIN_SENTENCE_WORDS and _SENTENCE_END.search(line) is not None


def _published(page: RawPage, extracted: PageText | None, now: datetime | None) -> Published | None:
    """The first date that reads strictly: the one given with the page, then the page's own."""
    raws = [(page.published_raw, page.published_basis)]
    if extracted:
        raws.append((extracted.published_raw, extracted.published_basis))
    for raw, basis in raws:
        if raw and (published := parse_published(raw, basis, now=now)):
            return published
    return None


def _published_in(text: str, furniture: tuple[Furniture, ...], now: datetime | None) -> Published | None:
    """The date printed beside the byline or in the dateline; the date of an update is none of publication."""
    raws: list[str | None] = []
    for part in furniture:
        words = text[part.start : part.end]
        if part.kind is FurnitureKind.BYLINE and (byline := whole_byline(words)) and not byline.is_update:
            raws.append(byline.date_raw)
        elif part.kind is FurnitureKind.DATELINE and (dateline := dateline_of(words)):
            raws.append(dateline.date_raw)
    return next((date for raw in raws if raw and (date := parse_published(raw, "text", now=now))), None)


def _modified(extracted: PageText | None, now: datetime | None) -> Published | None:
    if extracted is None or not extracted.modified_raw:
        return None
    return parse_published(extracted.modified_raw, extracted.published_basis, now=now)


def _publisher_of(url: str | None, sources: Sources) -> str | None:
    """The configured owner of the host, or of the nearest domain above it."""
    try:
        host = (urlsplit(url or "").hostname or "").lower()
    except ValueError:
        return None
    while "." in host:
        if source := sources.by_domain.get(host):
            return source.name
        host = host.partition(".")[2]
    return None


def _tier(page: RawPage, source: Source | None) -> int:
    """The tier of the feed; a default gives way to what sources.toml says of the publisher."""
    if page.tier == DEFAULT_TIER and source is not None and source.tier is not None:
        return source.tier
    return page.tier
