"""Credits: who a page says its words, or its pictures, came from, each with the exact words that say so.

In: the text with its furniture, and publisher and byline where known. Out: credits from the outermost in (who passed it
on, who published it first, which agency wrote it), picture credits last and apart; the byline and the place of the
dateline. A page that credits itself credits nobody. What is marked as furniture is read, prose is not: "according to
Reuters" is a source of a claim, not of the page.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Final

from tasks.model import Credit, Furniture
from tasks.reading.agencies import is_wire, plain_name, same_body
from tasks.reading.bylines import whole_byline
from tasks.reading.captions import caption_of
from tasks.reading.datelines import dateline_of
from tasks.settings import Sources
from tasks.vocabulary import CreditKind, FurnitureKind

MAX_NAME_CHARS: Final = 80
# Outermost first: who passed it on, where it first stood, who wrote it; pictures have a chain of their own.
_RANKS: Final = (
    CreditKind.SOURCE,
    CreditKind.CANONICAL,
    CreditKind.FIRST_PUBLISHED,
    CreditKind.AGENCY,
    CreditKind.BYLINE,
    CreditKind.PHOTO,
)
CHAIN_KINDS: Final = frozenset(_RANKS[:4])

_NAME = r"[\"“‘']?(?:[Tt]he )?[A-Z0-9][^;|©()\n]{0,80}?"
_END = r"[\"”’']?(?=\s?(?:[.,;|©()]|$)|\s(?:on|under|and (?:is|was)|with|in|at|as|by|via)\s|\s[—–-]\s)"
_VIA = re.compile(r"\W{0,3}[Vv]ia:? (?P<name>" + _NAME + r")" + _END)
_SOURCE = re.compile(
    r"\W{0,3}(?:(?i:full (?:article|story|text) (?:on|at|from|via)\s?(?:source\s?)?:?|sources?\s?[:—–-]|h/t:?|hat tip:?"
    r"|courtesy(?: of)?:?"
    r"|credit:?|republished (?:with permission )?from|syndicated (?:from|by|via)|content (?:provided|supplied) by"
    r"|distributed by))\s?(?P<name>[\"“]?[^\s].{0,80}?)[\"”]?(?=\s?[.;|©()]|$|\s[—–-]\s)"
)
_FIRST = re.compile(
    r"(?i:\b(?:published|appeared|posted|reported|ran|run|comes|republished|produced|provided|supplied)"
    r"(?: first)? (?:by|in|on|at|with|from)\s)(?P<name>" + _NAME + r")" + _END
)
_CREDITED = re.compile(r"\bwhich (?:credited|cited|credits|took it from) (?P<name>" + _NAME + r")" + _END)
_SIGNED = re.compile(
    r"\W{0,3}(?:[Bb]y |[Ww]ith )?(?P<name>(?:[Tt]he )?[A-Z0-9][\w.'’& /,-]{1,80}?)"
    r"(?: contributed this \w{1,12}| provided this \w{1,12})?\W{0,3}"
)
_WITH = re.compile(
    r"\W{0,3}(?i:with |compiled from )(?i:(?:additional )?(?:inputs?|reporting|files|material|information) )?"
    r"(?i:from |by )?(?P<name>.{2,80}?)\W{0,3}"
)
_AGENCIES: Final = re.compile(r"(?i)\b(?:agenc(?:y|ies)|wires?|wire (?:services?|reports)|agency reports)\b")
_COPYRIGHT = re.compile(
    r"(?i:copyright|©|\(c\))[\s©]{0,3}(?i:copyright\s)?(?:[0-9]{4}(?:[-–][0-9]{4})?)?[*,]?\s?"
    r"(?i:by )?(?P<name>(?:The )?[A-Z][\w'’& -]{1,50})"
)
# The house styles in which two agencies sign every story (their stylebooks).
_REUTERS_SIGNS = re.compile(r"\breporting by\b.{2,300}?;.{0,200}?\b(?:editing|writing) by\b", re.IGNORECASE | re.DOTALL)
_WRITER_OF = re.compile(
    r"\b(?:The )?(?P<name>Associated Press|AP|Reuters|AFP|Bloomberg)(?: \w{2,12}){0,3}? (?i:staff )?"
    r"(?i:writers?|reporters?|journalists?|correspondents?|researchers?)\b"
)
_PICTURE_WORDS = re.compile(
    r"(?i)^(?:file )?(?:photo|image|picture)s?(?: (?:by|courtesy(?: of)?))?:?\s|\s(?:file )?photos?$"
)
_CALL_SIGN = re.compile(r"[WK][A-Z]{2,3}[0-9]{0,2}(?:-(?:TV|FM|AM))?")
_DATE_SLUG = re.compile(r"(?i)(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}\.? [0-9]|[0-9]{1,2}[:/]")


def read_credits(
    text: str,
    furniture: Sequence[Furniture],
    publisher: str | None,
    byline: str | None,
    sources: Sources,
) -> tuple[tuple[Credit, ...], str | None, str | None]:
    """Read the credits of a text, the byline found in it where none was given, and the place of its dateline."""
    spans = [(part.kind, text[part.start : part.end]) for part in furniture]
    byline = byline or _byline(spans)
    place, slug, dateline = _dateline(text, furniture)
    found = [
        *_trailers(spans, sources),
        *_agency_of_byline(byline, sources),
        *_agency_of_dateline(slug, dateline, publisher, sources),
        *_signatures(spans, sources),
        *_pictures(spans),
    ]
    return in_order(found, publisher, sources), byline, place


def in_order(found: Iterable[Credit], publisher: str | None, sources: Sources) -> tuple[Credit, ...]:
    """Credits from the outermost in, each body once, without the page's own publisher; pictures once beside words."""
    kept: list[Credit] = []
    known = (_under_known_name(credit, sources) for credit in found)
    for credit in sorted(known, key=lambda credit: _RANKS.index(credit.kind)):
        is_picture = credit.kind is CreditKind.PHOTO
        if not is_picture and publisher and same_body(credit.name, publisher, sources):
            continue
        if not any(
            (other.kind is CreditKind.PHOTO) == is_picture and same_body(other.name, credit.name, sources)
            for other in kept
        ):
            kept.append(credit)
    return tuple(kept)


def _under_known_name(credit: Credit, sources: Sources) -> Credit:
    """A host credited under the name that sources.toml gives its owner."""
    source = sources.by_domain.get(credit.name.lower())
    return replace(credit, name=source.name) if source else credit


def publisher_named(text: str, furniture: Sequence[Furniture], sources: Sources) -> str | None:
    """Who published a page that came without a publisher, as far as its trailers say so.

    Each republisher sets its trailer below the others, so the last is the page's own. One trailer alone names whom the
    text was taken from, not who took it, unless it offers the full article there.
    """
    spans = [text[part.start : part.end] for part in furniture if part.kind is FurnitureKind.SOURCE_TRAILER]
    names = [name for span in spans if (name := _name(_SOURCE.match(span)))]
    if not names:
        return None
    is_several = any(not same_body(name, names[-1], sources) for name in names)
    offers_all = any(span.lower().startswith("full ") for span in spans)
    return names[-1] if is_several or offers_all else None


def _trailers(spans: list[tuple[FurnitureKind, str]], sources: Sources) -> Iterator[Credit]:
    """Credits of the lines under an article: passed on by, taken from (the last is outermost), first published by."""
    lines = [span for kind, span in spans if kind is FurnitureKind.SOURCE_TRAILER]
    taken: list[Credit] = []
    for line in lines:
        if name := _name(_VIA.match(line)):
            yield Credit(name, _kind(name, CreditKind.SOURCE, sources), line, 0.9)
        elif name := _name(_SOURCE.match(line)):
            taken.append(Credit(name, _kind(name, CreditKind.SOURCE, sources), line, 0.9))
        elif name := _name(_FIRST.search(line)):
            yield Credit(name, CreditKind.FIRST_PUBLISHED, line, 0.9)
            if inner := _name(_CREDITED.search(line)):
                yield Credit(inner, CreditKind.AGENCY, line, 0.8)
        elif _AGENCIES.search(line) and not is_wire(line, sources):
            yield Credit("agencies", CreditKind.AGENCY, line, 0.5)
        else:
            yield from _signed(line, sources)
    yield from reversed(taken)


def _kind(name: str, otherwise: CreditKind, sources: Sources) -> CreditKind:
    """Who is credited beside a trailer is a passer-on, unless the name is that of an agency: it wrote the words."""
    return CreditKind.AGENCY if is_wire(name, sources) else otherwise


def _signed(line: str, sources: Sources) -> Iterator[Credit]:
    """A line that is hardly more than a name: "(Reuters)", "— Harbour Wire", "With inputs from PTI, ANI"."""
    hit = _WITH.fullmatch(line) or _SIGNED.fullmatch(line)
    if hit is None:
        return
    names = [plain_name(part) for part in re.split(r"\s?[/,]\s?|\sand\s", hit.group("name"))]
    contributed = "contributed this" in line or "provided this" in line
    for name in names:
        if is_wire(name, sources) or contributed or sources.by_alias.get(name.lower()):
            yield Credit(name, CreditKind.AGENCY, line, 0.9)


def _byline(spans: list[tuple[FurnitureKind, str]]) -> str | None:
    for kind, span in spans:
        if kind is FurnitureKind.BYLINE and (byline := whole_byline(span)) and byline.name:
            return byline.name
    return None


def _agency_of_byline(byline: str | None, sources: Sources) -> Iterator[Credit]:
    """The agency that a byline names: "AP", "By Jane Doe, Associated Press", "Reuters Staff"."""
    for part in re.split(r"\s?[,|/•·—–]\s?|\s-\s|\sfor\s|\sof\s|\sand\s|\svia\s|[()]", byline or ""):
        name = plain_name(re.sub(r"(?i)^by\s|\s(?:staff|reporter|writer|correspondent)s?$", "", part.strip()))
        if name and is_wire(name, sources):
            yield Credit(name, CreditKind.AGENCY, byline or "", 0.95)
        elif writer := _WRITER_OF.match(part.strip()):  # "JANE DOE, AP National Writer"
            yield Credit(writer.group("name"), CreditKind.AGENCY, byline or "", 0.9)


def _dateline(text: str, furniture: Sequence[Furniture]) -> tuple[str | None, str | None, str]:
    """Place, slug and words of the first dateline; the first slug wins where the first dateline has none."""
    place, slug, words = None, None, ""
    for part in furniture:
        if part.kind is FurnitureKind.DATELINE and (dateline := dateline_of(text[part.start : part.start + 200])):
            place = place or dateline.place
            if slug is None and dateline.slug:
                slug, words = dateline.slug, text[part.start : part.end]
    return place, slug, words


def _agency_of_dateline(slug: str | None, words: str, publisher: str | None, sources: Sources) -> Iterator[Credit]:
    """The agency in the dateline's parentheses; a station's own call sign is no credit."""
    for part in re.split(r"\s?[/|]\s?", slug or ""):
        name = plain_name(part)
        if is_wire(name, sources):
            yield Credit(name, CreditKind.AGENCY, words, 0.95)
        elif name and not (_CALL_SIGN.fullmatch(name) or _DATE_SLUG.search(name) or _is_own(name, publisher)):
            yield Credit(name, CreditKind.SOURCE, words, 0.5)


def _signatures(spans: list[tuple[FurnitureKind, str]], sources: Sources) -> Iterator[Credit]:
    """Agencies that sign without a slug: their house style of credits, and their copyright line."""
    for kind, span in spans:
        if kind is FurnitureKind.REPORTING_CREDIT:
            if _REUTERS_SIGNS.search(span):
                yield Credit("Reuters", CreditKind.AGENCY, span, 0.7)
            elif hit := _WRITER_OF.search(span):
                yield Credit(hit.group("name"), CreditKind.AGENCY, span, 0.8)
        elif kind is FurnitureKind.OTHER:
            for hit in (_SOURCE.match(span), _COPYRIGHT.search(span)):
                if (name := _name(hit)) and is_wire(name, sources):
                    yield Credit(name, CreditKind.AGENCY, span, 0.85)


def _pictures(spans: list[tuple[FurnitureKind, str]]) -> Iterator[Credit]:
    """Picture credits, each under its desk where it names one, else under its photographer."""
    for kind, span in spans:
        if kind is FurnitureKind.CAPTION and (caption := caption_of(span, in_signing_off=False)) and caption.credit:
            parts = [_PICTURE_WORDS.sub("", part).strip() for part in re.split(r"\s?/\s?", caption.credit)]
            names = [plain_name(part) for part in parts if part.strip(" .,:")]
            desks = [name for name in names if any(is_wire(one) for one in re.split(r"\svia\s", name))]
            if name := (desks or [name for name in names if name] or [""])[-1][:MAX_NAME_CHARS]:
                yield Credit(name, CreditKind.PHOTO, caption.credit)


def _is_own(name: str, publisher: str | None) -> bool:
    """Whether a slug is the outlet's own: it shares a word or letters with the publisher ("CBSLA.com")."""
    ours = re.sub(r"\W", "", (publisher or "").lower())
    theirs = re.sub(r"\W", "", name.lower())
    words = {word for word in re.findall(r"[a-z0-9]{4,}", name.lower()) if word not in {"news", "press"}}
    return not ours or theirs in ours or ours in theirs or any(word in ours for word in words)


def _name(hit: re.Match[str] | None) -> str | None:
    """The name that a trailer gives, or None where it gives none."""
    if hit is None:
        return None
    name = plain_name(hit.group("name"))
    return name if 1 < len(name) <= MAX_NAME_CHARS else None
