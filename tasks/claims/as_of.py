"""As-of: the moment at which a figure was said to hold, and on what that rests (VERDICTS.md section 4).

In: a claim with a figure and its sentence. Out: an interval of instants (aware UTC, civil days taken in the page's own
offset), with its basis: TEXT where the sentence dates the count itself ("as of Tuesday morning", "stood at 202 on
Tuesday", "158 a day before", "in April it had said"), STATEMENT where it dates what the source said, PUBLICATION else.
None where a look back gives no date: such a figure never contradicts.
"""

import re
from datetime import UTC, datetime, time, timedelta, timezone
from typing import Final

from tasks.claims.context import SentenceContext
from tasks.model import AsOf, Claim, Timex, When, civil
from tasks.vocabulary import AsOfBasis, Granularity, Precision

FIGURE_CHARS = 40  # how far behind a figure its own date may stand ("158 a day before")
CUE_CHARS = 60  # how far a date may stand from the verb of saying or counting
_OPENING = re.compile(r"\b(?:as of|as at|by|until|up to|so far|since)\s+(?:\w+\s+)?\Z", re.IGNORECASE)
_AS_OF = re.compile(r"\b(?:as of|as at)\s+(?:\w+\s+){0,2}\Z", re.IGNORECASE)
_BY = re.compile(r"\b(?:by|until)\s+(?:\w+\s+)?\Z", re.IGNORECASE)
_AGAINST = re.compile(
    r"\b(?:against|from|than|compared (?:with|to)|up from|down from|and)\s+(?:the\s+)?(?:at least|about|some|around|nearly|only)?\s*\Z",
    re.IGNORECASE,
)
_COUNTING = re.compile(
    r"\b(?:said|says|told|reported|announced|put|raised|lifted|revised|counted|stood|rose|risen|climbed|reached|"
    r"updated|confirmed|gave|given|spoke|spoken|estimated|estimates|toll|count|counts|tally|listed|listing|published|"
    r"acknowledged|admitted|disclosed|brought|added|showed|was|were|had|completed|identified|informed)\b",
    re.IGNORECASE,
)
_HAPPENING_GRANULARITY: Final = frozenset({Granularity.DECADE, Granularity.CENTURY})
_TOLL = re.compile(r"\b(?:toll|count|tally|number|total|figure|list)\b", re.IGNORECASE)
_PLUPERFECT = re.compile(
    r"\bhad\s+(?:\w+\s+)?(?:said|put|spoken|reported|estimated|told|counted|given|announced)\b", re.IGNORECASE
)
_SAYING = re.compile(
    r"\b(?:said|says|told|reported|announced|confirmed|spoke|spoken|estimated|acknowledged|admitted|added|stated|"
    r"according to|published|disclosed|put|raised|lifted|revised|updated)\b",
    re.IGNORECASE,
)


def as_of(claim: Claim, context: SentenceContext) -> AsOf | None:
    """The moment of a figure: the date of the count, else of the statement, else publication."""
    dates = [timex for timex in context.timexes if _is_moment(timex)]
    text = context.document.text
    found = _own_date(claim, dates, text, context) or _count_date(claim, dates, text, context)
    if found is not None:
        return _interval(found.when, AsOfBasis.TEXT, context) if found.when else None
    if (said := _statement_date(claim, dates, text, context)) is not None and said.when:
        return _interval(said.when, AsOfBasis.STATEMENT, context)
    if claim.is_retrospective and not dates:
        return None
    if _PLUPERFECT.search(claim.sentence) and not dates:
        return None
    return _publication(context)


def _is_moment(timex: Timex) -> bool:
    return (
        timex.type in {"DATE", "TIME"}
        and timex.when is not None
        and timex.when.granularity not in _HAPPENING_GRANULARITY
    )


def _own_date(claim: Claim, dates: list[Timex], text: str, context: SentenceContext) -> Timex | None:
    """The date right at the figure: "158 a day before", "323 on Monday", "66,400 ... as of Saturday"."""
    for timex in dates:
        lead = text[max(context.sentence.start, timex.start - CUE_CHARS) : timex.start]
        if _AS_OF.search(lead):
            return timex
    before = text[max(context.sentence.start, claim.start - FIGURE_CHARS) : claim.start]
    if _AGAINST.search(before):
        for timex in dates:
            if 0 <= timex.start - claim.end <= FIGURE_CHARS and not _COUNTING.search(text[claim.end : timex.start]):
                return timex
    return None


def _count_date(claim: Claim, dates: list[Timex], text: str, context: SentenceContext) -> Timex | None:
    """The date of a count: "stood at 202 on Tuesday afternoon", "had completed 195 autopsies by 8 p.m."."""
    for timex in dates:
        lead = text[max(context.sentence.start, timex.start - CUE_CHARS) : timex.start]
        if _BY.search(lead) and timex.start > claim.start and timex.when and not _is_ahead(timex.when, context):
            return timex
    if not _TOLL.search(claim.sentence):
        return None
    for timex in dates:
        if timex.when and not _is_ahead(timex.when, context) and _near_count(timex, text, context):
            return timex
    return None


def _near_count(timex: Timex, text: str, context: SentenceContext) -> bool:
    lead = text[max(context.sentence.start, timex.start - CUE_CHARS) : timex.start]
    return bool(_COUNTING.search(lead) or _TOLL.search(lead))


def _statement_date(claim: Claim, dates: list[Timex], text: str, context: SentenceContext) -> Timex | None:
    """The date of what the source said: the one nearest a verb of speech, with no comma's clause between."""
    best: tuple[int, Timex] | None = None
    for timex in dates:
        if timex.when is None or _is_ahead(timex.when, context):
            continue
        for cue in _SAYING.finditer(text, context.sentence.start, context.sentence.end):
            gap = text[min(cue.end(), timex.end) : max(cue.start(), timex.start)]
            distance = max(timex.start - cue.end(), cue.start() - timex.end)
            if (
                0 <= distance <= CUE_CHARS
                and not re.search(r"[;:—]|\b(?:who|which|that|when|after|before)\b", gap)
                and (best is None or distance < best[0])
            ):
                best = distance, timex
    return best[1] if best else None


def _is_ahead(when: When, context: SentenceContext) -> bool:
    today = context.document.civil_day
    return today is not None and when.start > today


def _interval(when: When, basis: AsOfBasis, context: SentenceContext) -> AsOf | None:
    """The instants of a civil interval in the page's offset, never later than the page itself."""
    published = context.document.published
    offset = timezone(timedelta(minutes=(published.offset_minutes or 0) if published else 0))
    first, last = when.clock or (0, 1_439)
    start = datetime.combine(when.start, time(first // 60, first % 60), offset).astimezone(UTC)
    end = datetime.combine(when.end, time(last // 60, last % 60), offset).astimezone(UTC)
    if published is not None and published.precision in {Precision.SECOND, Precision.MINUTE}:
        end = max(start, min(end, published.instant))
    return AsOf(start, end, basis)


def _publication(context: SentenceContext) -> AsOf | None:
    published = context.document.published
    if published is None:
        return None
    if published.precision in {Precision.SECOND, Precision.MINUTE}:
        return AsOf(published.instant, published.instant, AsOfBasis.PUBLICATION)
    day = civil(published).replace(hour=0, minute=0, second=0, microsecond=0)
    length = {Precision.DAY: 1, Precision.MONTH: 31}.get(published.precision, 366)
    return AsOf(day.astimezone(UTC), (day + timedelta(days=length, minutes=-1)).astimezone(UTC), AsOfBasis.PUBLICATION)
