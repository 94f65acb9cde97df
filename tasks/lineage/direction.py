"""Which of two copies came first, and on what that rests.

In: two documents with their credits and dates, and how much of each is in the other. Out: a `Direction` with its reason
as a sentence; its source is None where nothing tells. Credits come before dates, because whoever copies may print any
date but seldom credits without cause; a date that our own first sight belies does not count.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from tasks.lineage.names import canonical, host, publisher_of
from tasks.model import Document
from tasks.settings import Sources
from tasks.vocabulary import CreditKind, Precision

CREDITED, DATED, ZONELESS, OWN_DATELINE, BY_SIZE, UNKNOWN = 0.95, 0.85, 0.65, 0.7, 0.55, 0.3  # confidence by ground
HEAD_CHARS, TAIL_CHARS = 300, 400  # where a text itself says whose it is
TRUST = timedelta(days=2)  # a page first seen longer after its date than this may have been backdated
ZONE_SLACK = timedelta(hours=14)  # a printed time without a zone may be off by this much
EMBEDDED_RATIO = 2.0  # a text this much longer than what it holds has it inside rather than cut from it
NOT_CREDITED = 1_000  # a rank beyond any list of credits
SAME_SHARE = 0.05  # two shares nearer than this tell nothing
# A photo credit credits the picture, a byline its writer.
_OF_WORDS = frozenset({CreditKind.SOURCE, CreditKind.AGENCY, CreditKind.CANONICAL, CreditKind.FIRST_PUBLISHED})
_CREDITS = r"(?:[Ss]ource|[Vv]ia|[Cc]redit|[Bb]y|©)\s?:?\s?"
_DAY_OR_COARSER = frozenset({Precision.DAY, Precision.MONTH, Precision.YEAR})


@dataclass(frozen=True, slots=True)
class Direction:
    """`source_id` came first (None: nothing tells); `reason` is a finished sentence."""

    source_id: str | None
    reason: str
    confidence: float


@dataclass(frozen=True, slots=True)
class Witness:
    """What a document says about where its words come from; names are canonical, `credited` outermost first."""

    document: Document
    publisher: str
    credited: tuple[str, ...]
    has_own_dateline: bool
    seen: datetime | None = None

    @property
    def label(self) -> str:
        """How a sentence names the document."""
        return self.document.publisher or host(self.document.url) or "an unnamed page"

    @property
    def instant(self) -> datetime | None:
        """When it was out: the date claimed, or our first sight where that was much later."""
        published = self.document.published
        if published is None:
            return self.seen
        if self.seen is not None and self.seen - published.instant > TRUST:
            return self.seen
        return published.instant


def witness(document: Document, sources: Sources, seen: Mapping[str, datetime] | None = None) -> Witness:
    """Read what a document says about itself."""
    publisher = publisher_of(document, sources)
    named = [canonical(credit.name, sources) for credit in document.credits if credit.kind in _OF_WORDS]
    addresses = [host(credit.name) for credit in document.credits if credit.kind is CreditKind.CANONICAL]
    credited = tuple(dict.fromkeys(name for name in (*named, *addresses) if name and name != publisher))
    own_dateline = bool(document.publisher) and f"({document.publisher})" in document.text[:HEAD_CHARS]
    return Witness(document, publisher, credited, own_dateline, (seen or {}).get(document.document_id))


def direction(one: Witness, other: Witness, one_in_other: float, other_in_one: float) -> Direction:
    """Which of the two came first. The shares tell how much of each stands in the other, 0..1."""
    for ground in (_by_credit(one, other), _by_date(one, other), _by_dateline(one, other)):
        for found in ground:
            return found
    return _by_size(one, other, one_in_other, other_in_one)


def credits_rank(copy: Witness, source: Witness) -> int:
    """How near the source stands in the copy's credits: 0 the nearest; NOT_CREDITED where it is not named."""
    names = (source.publisher, host(source.document.url))
    for rank, name in enumerate(copy.credited):
        if name in names:
            return rank
    return len(copy.credited) if _mentions(copy, source) else NOT_CREDITED


def _by_credit(one: Witness, other: Witness) -> Iterator[Direction]:
    """A page that names the other as its source, and is not named by it."""
    forth, back = credits_rank(one, other) < NOT_CREDITED, credits_rank(other, one) < NOT_CREDITED
    if forth != back:
        copy, source = (one, other) if forth else (other, one)
        yield Direction(source.document.document_id, f"{copy.label} credits {source.label}.", CREDITED)


def _by_date(one: Witness, other: Witness) -> Iterator[Direction]:
    first, second = one.instant, other.instant
    if first is None or second is None:
        return
    by_day = any(_known_by_day(side) for side in (one, other))
    if first == second or (by_day and first.date() == second.date()):
        return
    source, copy = (one, other) if first < second else (other, one)
    zoneless = any(_lacks_zone(side) for side in (one, other)) and abs(first - second) < ZONE_SLACK
    reason = f"{source.label} is dated {_moment(source)}, {copy.label} {_moment(copy)}"
    if zoneless:
        reason += "; a zone is not printed"
    yield Direction(source.document.document_id, f"{reason}.", ZONELESS if zoneless else DATED)


def _by_dateline(one: Witness, other: Witness) -> Iterator[Direction]:
    if one.has_own_dateline != other.has_own_dateline:
        source = one if one.has_own_dateline else other
        yield Direction(source.document.document_id, f"{source.label} signs the text as its own.", OWN_DATELINE)


def _by_size(one: Witness, other: Witness, one_in_other: float, other_in_one: float) -> Direction:
    """Without credit and date: what is held whole by a much longer text was put into it; else it was cut from it."""
    if abs(one_in_other - other_in_one) < SAME_SHARE or not min(one_in_other, other_in_one):
        return Direction(None, "Neither a credit nor a date tells which came first.", UNKNOWN)
    held, holder = (one, other) if one_in_other > other_in_one else (other, one)
    if max(one_in_other, other_in_one) / min(one_in_other, other_in_one) >= EMBEDDED_RATIO:
        reason = f"{holder.label} holds the text of {held.label} among much else."
        return Direction(held.document.document_id, reason, BY_SIZE)
    reason = f"What {held.label} has stands in {holder.label}, which has more."
    return Direction(holder.document.document_id, reason, BY_SIZE)


def _mentions(copy: Witness, source: Witness) -> bool:
    """Whether the head or the foot of a text names the other's publisher."""
    name = source.document.publisher
    if not name or copy.publisher == source.publisher:
        return False
    text = copy.document.text
    ends = text[:HEAD_CHARS] + "\n" + text[-TAIL_CHARS:]
    # "Time" and "Metro" are words as well: one word alone is a credit only where it stands as one.
    plain = re.escape(name.strip())
    lone = rf"\({plain}\)|{_CREDITS}{plain}(?!\w)"
    written = rf"(?<!\w){plain}(?!\w)" if " " in name.strip() else lone
    return re.search(written, ends) is not None


def _known_by_day(side: Witness) -> bool:
    published = side.document.published
    return published is not None and published.precision in _DAY_OR_COARSER


def _lacks_zone(side: Witness) -> bool:
    published = side.document.published
    return published is not None and published.offset_minutes is None


def _moment(side: Witness) -> str:
    instant = side.instant
    assert instant is not None
    if _known_by_day(side):
        return f"{instant.day} {instant:%B %Y}"
    moment = f"{instant.day} {instant:%B %Y, %H:%M} UTC"
    published = side.document.published
    return moment if published and instant == published.instant else f"{moment} (first seen)"
