"""Documents and claims as rows, and rows as documents and claims.

In: records of tasks/model.py. Out: tuples in the column order of schema/*.sql, without `unit_no`; and back, so that
what was read equals what was written. Instants come back as microseconds (`epoch_us`): the DuckDB of the lowest
version that we allow needs pytz to hand out a timestamp with its zone, and this way nothing does.
"""

from datetime import UTC, datetime, timedelta
from typing import Any

from tasks.model import (
    Anchors,
    AsOf,
    Claim,
    Credit,
    Document,
    Figure,
    Furniture,
    Happening,
    Published,
    Quote,
    When,
    content_id,
)
from tasks.store import codec
from tasks.vocabulary import AsOfBasis, ClaimKind, Hedge, Party, Precision

Row = tuple[Any, ...]

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)

DOCUMENTS = """
select document_id, source_id, text, url, publisher, byline, title, epoch_us(published_at), published_precision,
    published_basis, published_raw, published_offset_minutes, modified, dateline, language, credits, furniture,
    owner, tier
from documents
"""
CLAIMS = """
select claim_id, document_id, kind, start_char, end_char, text, sentence, sentence_start, sentence_end,
    sentence_index, value, low, high, hedge, role, party, unit, base, place, population, epoch_us(as_of_start),
    epoch_us(as_of_end), as_of_basis, derived_from, open_low, open_high, is_increment, is_part, happens, event_when,
    quote_text, quote_speaker, happening, attribution, own_voice, anchors, is_headline, is_retrospective, is_negated,
    not_checkable, extractor
from claims
"""
_NO_FIGURE: Row = (None,) * 18


def instant(microseconds: int | None) -> datetime | None:
    """An instant (aware UTC) from microseconds since 1970, exact over the whole calendar."""
    return None if microseconds is None else _EPOCH + timedelta(microseconds=microseconds)


def certain(microseconds: int) -> datetime:
    """The same of a column that is never null."""
    return _EPOCH + timedelta(microseconds=microseconds)


def document_row(document: Document, seen_at: datetime) -> Row:
    """The row of `documents`."""
    published = document.published
    return (
        document.document_id,
        seen_at,
        document.source_id,
        document.url,
        document.publisher,
        document.owner,
        document.tier,
        document.title,
        document.byline,
        document.dateline,
        document.language,
        published and published.instant,
        published and published.precision.value,
        published and published.basis,
        published and published.raw,
        published and published.offset_minutes,
        document.modified and codec.encode(document.modified),
        codec.encode(document.credits),
        codec.encode(document.furniture),
        document.text,
    )


def document(row: Row) -> Document:
    """The document of a row of DOCUMENTS."""
    (
        document_id, source_id, text, url, publisher, byline, title, published_us, precision, basis, raw, offset,
        modified, dateline, language, credits_json, furniture_json, owner, tier,
    ) = row  # fmt: skip
    published_at = instant(published_us)
    return Document(
        document_id=document_id,
        source_id=source_id,
        text=text,
        url=url,
        publisher=publisher,
        byline=byline,
        title=title,
        published=None if published_at is None else Published(published_at, Precision(precision), basis, raw, offset),
        modified=None if modified is None else codec.decode(Published, modified),
        dateline=dateline,
        language=language,
        credits=codec.decode(tuple[Credit, ...], credits_json),
        furniture=codec.decode(tuple[Furniture, ...], furniture_json),
        owner=owner,
        tier=tier,
    )


def reading_id(document_id: str, reader: str) -> str:
    """The id of one document read by one reader."""
    return content_id("reading", document_id, reader)


def claim_row(claim: Claim) -> Row:
    """The row of `claims`; its first value is the hash of all others."""
    quote = claim.quote
    row = (
        claim.claim_id,
        claim.document_id,
        claim.kind.value,
        claim.start,
        claim.end,
        claim.text,
        claim.sentence,
        claim.sentence_start,
        claim.sentence_end,
        claim.sentence_index,
        *(_NO_FIGURE if claim.figure is None else _figure_columns(claim.figure)),
        claim.when and codec.encode_shared(claim.when),
        claim.event_when and codec.encode_shared(claim.event_when),
        quote and quote.text,
        quote and quote.speaker,
        claim.happening and codec.encode_shared(claim.happening),
        list(claim.attribution),
        claim.own_voice,
        codec.encode_shared(claim.anchors),
        claim.is_headline,
        claim.is_retrospective,
        claim.is_negated,
        claim.not_checkable,
        claim.extractor,
    )
    return (content_id(repr(row)), *row)


def _figure_columns(figure: Figure) -> Row:
    as_of = figure.as_of
    return (
        _number(figure.value),
        _number(figure.low),
        _number(figure.high),
        figure.hedge.value,
        figure.role,
        figure.party.value,
        figure.unit,
        _number(figure.base),
        figure.place,
        figure.population,
        as_of and as_of.start.astimezone(UTC),
        as_of and as_of.end.astimezone(UTC),
        as_of and as_of.basis.value,
        figure.derived_from,
        figure.open_low,
        figure.open_high,
        figure.is_increment,
        figure.is_part,
    )


def _number(value: float | None) -> float | None:
    """A double, so that 9 and 9.0 are one record."""
    return None if value is None else float(value)


def claim(row: Row) -> Claim:
    """The claim of a row of CLAIMS."""
    when, event_when, quote_text, quote_speaker, happening, attribution, own_voice, anchors = row[28:36]
    return Claim(
        claim_id=row[0],
        document_id=row[1],
        kind=ClaimKind(row[2]),
        start=row[3],
        end=row[4],
        text=row[5],
        sentence=row[6],
        sentence_start=row[7],
        sentence_end=row[8],
        sentence_index=row[9],
        figure=_figure(row[10:28]),
        when=None if when is None else codec.shared(When, when),
        quote=None if quote_text is None else Quote(quote_text, quote_speaker),
        happening=None if happening is None else codec.shared(Happening, happening),
        attribution=tuple(attribution),
        own_voice=own_voice,
        anchors=codec.shared(Anchors, anchors),
        event_when=None if event_when is None else codec.shared(When, event_when),
        is_headline=row[36],
        is_retrospective=row[37],
        is_negated=row[38],
        not_checkable=row[39],
        extractor=row[40],
    )


def _figure(columns: Row) -> Figure | None:
    (
        value, low, high, hedge, role, party, unit, base, place, population, as_of_start, as_of_end, as_of_basis,
        derived_from, open_low, open_high, is_increment, is_part,
    ) = columns  # fmt: skip
    if hedge is None:
        return None
    start, end = instant(as_of_start), instant(as_of_end)
    return Figure(
        value=value,
        low=low,
        high=high,
        hedge=Hedge(hedge),
        role=role,
        party=Party(party),
        unit=unit,
        base=base,
        place=place,
        population=population,
        as_of=None if start is None or end is None else AsOf(start, end, AsOfBasis(as_of_basis)),
        derived_from=derived_from,
        open_low=open_low,
        open_high=open_high,
        is_increment=is_increment,
        is_part=is_part,
    )
