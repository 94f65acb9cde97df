"""As-of: the moment at which a figure was said to hold, and on what that rests (VERDICTS.md section 4).

In: a claim with a figure and its sentence. Out: an interval of instants (aware UTC, civil days taken in the page's own
offset), with its basis: TEXT where the sentence dates the count itself ("as of Tuesday morning", "stood at 202 on
Tuesday", "158 a day before", "in April it had said"), STATEMENT where it dates what the source said, PUBLICATION else.
A date that belongs to the event ("Tuesday's floods", "were killed on Sunday") dates no count. None where a look back
gives no date: such a figure never contradicts.
"""

import re
from datetime import UTC, datetime, time, timedelta, timezone
from typing import Final

from tasks.claims.context import SentenceContext
from tasks.claims.event_clause import clause_at
from tasks.claims.event_words import is_saying
from tasks.model import AsOf, Claim, Timex, When, civil
from tasks.vocabulary import AsOfBasis, Granularity, Precision

_SUPERSEDED = re.compile(
    r"(?:\b(?:earlier|previous|initial|original|preliminary) (?:reports?|estimates?|counts?|tall(?:y|ies)|tolls?|"
    r"figures?|accounts?)\b[^.;:]{0,60}|\b(?:previously|initially|originally|at first) (?:[a-z]{1,12} ){0,2}(?:thought|"
    r"believed|reported|said|estimated|put|given|announced|feared|counted|suggested)\b[^.;:]{0,60}|"
    r"\b(?:instead of|rather than|down from|up from|(?:dropped|fallen|fell|reduced|lowered|revised|cut|risen|rose|"
    r"decreased|increased|climbed|jumped)(?: down| up)? from) (?:the |an? )?(?:[a-z]{2,12} ){0,2})\Z",
    re.IGNORECASE,
)
HEAD_CHARS = 600  # of a bulletin, before its rows
_HEAD = re.compile(
    r"^(?:(?:Data|Figures|Situation|Status|Information|Numbers|Counts|Update|Position|Report)\s)?"
    r"(?:as of|as at|correct (?:as )?(?:of|at)|valid (?:as )?(?:of|at))\b[^\n]{3,80}$",
    re.IGNORECASE | re.MULTILINE,
)
_ROW = re.compile(r"[A-Z][^:.;\n]{1,90}:\s{0,3}\S")
FIGURE_CHARS = 40  # how far behind a figure its own date may stand ("158 a day before")
LONG_CHARS = 240  # from "put" to "at 202"
LEAD_CHARS = 24  # how far before a date "as of" or "by" may stand
LAST_MINUTE = 1_439
_AS_OF = re.compile(r"\b(?:as of|as at)\s(?:\w{1,12}\s){0,2}\Z", re.IGNORECASE)
_BY = re.compile(r"\b(?:by|until)\s(?:\w{1,12}\s)?\Z", re.IGNORECASE)
_AGAINST = re.compile(
    r"\b(?:against|from|than|compared (?:with|to)|the figure of|previous)\s(?:the\s)?"
    r"(?:(?:at least|about|some|around|nearly|only|given|count of)\s)?\Z",
    re.IGNORECASE,
)
# "put the number killed at 202 on Tuesday", "raised it to 52 by noon": the date right behind the figure counts it.
_PUT_AT = re.compile(
    r"\b(?:put|puts|stood|stands|raised|lifted|revised|brought|rose|risen|climbed|updated|reached|grew|grown|cut)\b"
    r"[^;]{0,200}\b(?:at|to|reached)\s(?:(?:at least|about|some|around|nearly|more than)\s)?\Z",
    re.IGNORECASE,
)
# What a figure does when it is counted; a date with one of these is the date of the count.
_COUNTING: Final = frozenset(
    """be have remain stand stay total number rise climb jump increase grow put count raise revise update list estimate
    amount compile tally compare lack""".split()
)  # fmt: skip
# What a source does with a figure beside saying it; what it held to be so in January is its count of January.
_TELLING: Final = frozenset(
    "confirm speak acknowledge admit publish disclose believe assess reckon think assume calculate".split()
)
_COARSE: Final = frozenset({Granularity.DECADE, Granularity.CENTURY, Granularity.YEAR, Granularity.SPAN})
# "the coast guard said when it ended its search on Friday", "when it was contained on Friday it had burned 6,300".
_WHEN = re.compile(r"\b(?:when|once|by the time)\s[^,;:.“”\"]{1,80}\Z", re.IGNORECASE)
_SAID_WHEN = re.compile(
    r"\b(?:said|says|reported|announced|confirmed|added|told\s\w{1,20})\s(?:when|once)\s[^,;:.“”\"]{1,80}\Z",
    re.IGNORECASE,
)
# "The toll of the crash on Friday has risen to 250": a past day goes with no perfect, so it is the crash's.
_PERFECT = re.compile(r"^[^,;:.“”\"]{0,60}\b(?:has|have)\s(?:\w{1,12}\s){0,2}\w{2,14}\b", re.IGNORECASE)
_NEXT = re.compile(r"[,;:]|\band\b")  # "stood at 38 and on Friday at 28": the date is the next figure's
_NEXT_FIGURE = re.compile(r"\s(?:at|to|by|it was|there were)?\s?(?:about\s|some\s|at least\s)?\d")
# "the 1,900 that circulated last Friday": a figure that is told of was given when it says.
_GIVEN_THEN = re.compile(
    r"(?:\s[\w’'-]{1,20}){0,2}\s(?:that|which)(?:\s(?:had|has|was|were|been|first|widely)){0,3}\s(?:circulated|given|cited|"
    r"quoted|reported|announced|published|issued|released|mentioned|printed|spread)(?:\s[\w’'-]{1,20}){0,4}\s\Z",
    re.IGNORECASE,
)
_HAD = re.compile(r"\bhad\b", re.IGNORECASE)
_PLUPERFECT = re.compile(
    r"\bhad\s(?:\w{1,12}\s){0,2}(?:said|put|spoken|reported|estimated|told|counted|given|announced|listed|stood)\b",
    re.IGNORECASE,
)


def as_of(claim: Claim, context: SentenceContext) -> AsOf | None:
    """The moment of a figure: the date of the count, else of the statement, else publication."""
    dates = [timex for timex in context.timexes if _may_date(timex, context)]
    for basis, found in (
        (AsOfBasis.TEXT, _stated(dates, context)),
        (AsOfBasis.TEXT, _beside(claim, dates, context)),
        (AsOfBasis.STATEMENT, _given_then(claim, context)),
        (AsOfBasis.TEXT, _up_to(claim, dates, context)),
        (AsOfBasis.TEXT, _had_by_then(claim, context)),
        (AsOfBasis.STATEMENT, _said_when(context)),
        *_by_clause(claim, dates, context),
    ):
        if found is not None and found.when is not None:
            return _interval(found.when, basis, context)
    if claim.is_retrospective or (not dates and _PLUPERFECT.search(claim.sentence)) or _is_past_count(claim):
        return None
    return _headed(context) or _publication(context)


def _is_past_count(claim: Claim) -> bool:
    """As in "earlier reports spoke of 115", "97 instead of the 115", "dropped from 115 to 97"."""
    return _SUPERSEDED.search(claim.sentence[: claim.start - claim.sentence_start]) is not None


def _headed(context: SentenceContext) -> AsOf | None:
    """What a bulletin's head dates all its rows to: "Data as of 23 February 2026, 24:00" on a line of its own."""
    if _ROW.match(context.sentence.text) is None:
        return None
    text = context.document.text
    head = _HEAD.search(text, 0, HEAD_CHARS)
    if head is None:
        return None
    dated = [t for t in context.reading.timexes if head.start() <= t.start < head.end() and t.when is not None]
    found = max(dated, key=lambda timex: timex.end - timex.start, default=None)
    return None if found is None or found.when is None else _interval(found.when, AsOfBasis.TEXT, context)


def _may_date(timex: Timex, context: SentenceContext) -> bool:
    """A past date that stands for itself: "Tuesday's floods" and "the Jan. 1 shock" date the event, not the count."""
    if not _is_past(timex, context):
        return False
    after = context.document.text[timex.end : min(timex.end + 2, context.sentence.end)]
    if after[:1] in {"'", "’"}:
        return False
    clause = _clause(timex, context)
    return clause is None or not clause[1]


def _is_past(timex: Timex, context: SentenceContext) -> bool:
    """A date or hour, fine enough to order counts by, that is not still to come."""
    if timex.type not in {"DATE", "TIME"} or timex.when is None or timex.when.granularity in _COARSE:
        return False
    today = context.document.civil_day
    return today is None or timex.when.start <= today


def _clause(timex: Timex, context: SentenceContext) -> tuple[str, bool] | None:
    """The event that a date belongs to, and whether it only stands before that noun."""
    offset = context.sentence.start
    clause = clause_at(context.sentence.text, timex.start - offset, timex.end - offset)
    return (clause.event, clause.is_noun_behind) if clause else None


def _stated(dates: list[Timex], context: SentenceContext) -> Timex | None:
    """As in "as of Saturday" holds for every figure of its sentence."""
    return next((timex for timex in dates if _AS_OF.search(_lead(timex, context))), None)


def _beside(claim: Claim, dates: list[Timex], context: SentenceContext) -> Timex | None:
    """The date right behind a figure: "against 158 a day before", "up from 323 on Monday", "put at 202 on Tuesday"."""
    text = context.document.text
    before = text[context.sentence.start : claim.start]
    if not (_AGAINST.search(before[-FIGURE_CHARS:]) or _PUT_AT.search(before[-LONG_CHARS:])):
        return None
    for timex in dates:
        between = text[claim.end : timex.start]
        if 0 <= timex.start - claim.end <= FIGURE_CHARS and not _NEXT.search(between):
            return timex
    return None


def _given_then(claim: Claim, context: SentenceContext) -> Timex | None:
    """As in "the 1,900 that circulated last Friday": the date of the figure, and of no other in the sentence."""
    text = context.document.text
    return next(
        (timex for timex in _dates_of_moments(context) if _GIVEN_THEN.match(text[claim.end : timex.start])),
        None,
    )


def _up_to(claim: Claim, dates: list[Timex], context: SentenceContext) -> Timex | None:
    """As in "had completed 195 autopsies by 8 p.m." and "By Tuesday evening 3,000 had left"."""
    for timex in dates:
        if not _BY.search(_lead(timex, context)):
            continue
        between = context.document.text[timex.end : claim.start]
        if timex.start > claim.start or (len(between) <= FIGURE_CHARS and not re.search(r"[;:]", between)):
            return timex
    return None


def _had_by_then(claim: Claim, context: SentenceContext) -> Timex | None:
    """As in "when it was contained on Friday it had burned 6,300": what had happened by a dated moment."""
    text = context.document.text
    for timex in _dates_of_moments(context):
        opens = _WHEN.search(text[context.sentence.start : timex.start])
        if opens and timex.end <= claim.start and _HAD.search(text[timex.end : claim.start]):
            return timex
    return None


def _said_when(context: SentenceContext) -> Timex | None:
    """As in "six are missing, the coast guard said when it ended its search on Friday"."""
    text = context.document.text
    return next(
        (
            timex
            for timex in _dates_of_moments(context)
            if _SAID_WHEN.search(text[context.sentence.start : timex.start])
        ),
        None,
    )


def _dates_of_moments(context: SentenceContext) -> list[Timex]:
    """Dates of what happened when something was counted or said: they belong to another verb, and still date it."""
    return [timex for timex in context.timexes if _is_past(timex, context)]


def _by_clause(claim: Claim, dates: list[Timex], context: SentenceContext) -> list[tuple[AsOfBasis, Timex]]:
    """Dates whose verb counts or says, those that count first, the nearest to the figure before the others."""
    found: list[tuple[int, int, AsOfBasis, Timex]] = []
    text = context.document.text
    for timex in dates:
        if _AGAINST.search(_compared_lead(timex, claim, text)) or _is_of_next(timex, claim, text):
            continue
        clause = _clause(timex, context)
        distance = max(timex.start - claim.end, claim.start - timex.end)
        if clause is None or _PERFECT.search(text[timex.end : max(claim.start, timex.end)]):
            continue
        if clause[0] in _COUNTING:
            found.append((0, distance, AsOfBasis.TEXT, timex))
        elif is_saying(clause[0]) or clause[0] in _TELLING:
            found.append((1, distance, AsOfBasis.STATEMENT, timex))
    found.sort(key=lambda entry: (entry[0], entry[1], entry[3].start))
    return [(basis, timex) for _, _, basis, timex in found]


def _is_of_next(timex: Timex, claim: Claim, text: str) -> bool:
    """As in "on Saturday it had stood at 38 and on Friday at 28": the second date is the second figure's."""
    if timex.start <= claim.end or not _NEXT.search(text[claim.end : timex.start]):
        return False
    return _NEXT_FIGURE.match(text[timex.end : timex.end + FIGURE_CHARS]) is not None


def _compared_lead(timex: Timex, claim: Claim, text: str) -> str:
    """The words before the figure that a date belongs to, where that is another figure than the claim's own."""
    if timex.start <= claim.end:
        return ""
    between = text[claim.end : timex.start]
    hit = re.search(r"\d[\d,.]{0,12}\s?\Z|\d[\d,.]{0,12}\s(?:on\s)?\Z", between)
    return between[: hit.start()] if hit else ""


def _lead(timex: Timex, context: SentenceContext) -> str:
    return context.document.text[max(context.sentence.start, timex.start - LEAD_CHARS) : timex.start]


def _interval(when: When, basis: AsOfBasis, context: SentenceContext) -> AsOf | None:
    """The instants of a civil interval in the page's offset, never later than the page itself."""
    published = context.document.published
    offset = timezone(timedelta(minutes=(published.offset_minutes or 0) if published else 0))
    first, last = when.clock or (0, LAST_MINUTE)
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
    end = day + timedelta(days=length) - timedelta(minutes=1)
    return AsOf(day.astimezone(UTC), end.astimezone(UTC), AsOfBasis.PUBLICATION)
