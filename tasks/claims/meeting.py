"""Counts of meetings, visits and calls: who with whom, which number, and how long since the last time.

In: one sentence in its context. Out: claims of kind COUNT whose figure is an ordinal ("their fourth meeting"), a
cardinal ("met twice this year"), the time since the previous one ("first in six years", with `when` the implied
earlier year), or how many leaders or delegations attended. `happening` says what and who, held, planned or denied;
`figure.population` is the scope ("kim+xi").
What is no meeting is counted too where it is said how often ("hit twice"), or how long since the last.
Refuses sports fixtures and everything that is met without anybody meeting (deadlines, needs, targets).
"""

import re
from dataclasses import replace
from datetime import date

from tasks.claims.context import SentenceContext
from tasks.claims.meeting_attendance import attendance_hits
from tasks.claims.meeting_parties import participants, scope
from tasks.claims.meeting_repeats import repeat_hits
from tasks.claims.meeting_since import since_hits
from tasks.claims.meeting_times import times_hits
from tasks.claims.meeting_words import MAX_SENTENCE_CHARS, NOT_A_MEETING, NOUNS, UNNAMED, VERBS, Hit, is_sport
from tasks.model import Claim, Figure, Happening, Timex, When
from tasks.vocabulary import ClaimKind, Granularity, Hedge

MEETINGS = frozenset(NOUNS.values()) | frozenset(VERBS.values())
ATTENDED = "attended"
_PLANNED = re.compile(
    r"\b(?:will|would|shall|plans? to|planned|is to|are to|due to|set to|expected to|scheduled|may(?!\s\d)|might|could|"
    r"hopes? to)\b",
    re.IGNORECASE,
)
_TOGETHER = re.compile(r"\b(?:together|side by side|in public|jointly)\b", re.IGNORECASE)
_DENIED = re.compile(r"\b(?:denied|denies|deny|did not meet|have not met at all|rejected reports)\b", re.IGNORECASE)
_COUNTS_BACK = re.compile(r"\b(?:first|deadliest|worst|biggest|largest)\b", re.IGNORECASE)
_ASIDE = re.compile(
    r"\b(?:who|which|whose|when|since|after|before|until|till|from|born|founded|between|by)\b[^,;:]{0,60}$",
    re.IGNORECASE,
)
_DAY = frozenset({Granularity.DAY, Granularity.PART_OF_DAY, Granularity.MINUTE})
_PLANNED_REACH = 60  # characters before a count in which "will" still governs it


def meeting_claims(context: SentenceContext) -> list[Claim]:
    """Read each count of meetings, visits and calls of a sentence."""
    text = context.sentence.text
    if len(text) > MAX_SENTENCE_CHARS:
        return []
    timexes = [_local(timex, context.sentence.start) for timex in context.timexes]
    reference = _reference(context, timexes)
    read = (*since_hits(text, timexes, reference), *times_hits(text), *repeat_hits(text), *attendance_hits(text))
    hits = [hit for hit in read if _counts(hit, text)]
    return [_claim(context, hit, timexes) for hit in _distinct(hits)]


def _counts(hit: Hit, text: str) -> bool:
    """Whether people met: not a club, not a deadline."""
    if hit.unit in {"days", "weeks"} and _status(hit, text) == "planned":
        return False  # "their first debate in two weeks" is two weeks off
    if hit.role == ATTENDED:
        return True
    if hit.event not in MEETINGS:
        return hit.role in {"since_previous", "cardinal", "ordinal"} and hit.event != UNNAMED
    if is_sport(text) or (hit.event == "appear" and not _TOGETHER.search(text)):
        return False
    return hit.event != "meet" or NOT_A_MEETING.search(text) is None


def _distinct(hits: list[Hit]) -> list[Hit]:
    """One hit a stretch: what says how long ago wins over a bare "first", a longer reading over a shorter."""
    kept: list[Hit] = []
    for hit in sorted(hits, key=lambda hit: (hit.role != "since_previous", hit.start - hit.end, hit.start)):
        if all(hit.end <= other.start or other.end <= hit.start or _apart(hit, other) for other in kept):
            kept.append(hit)
    return sorted(kept, key=lambda hit: (hit.start, hit.end))


def _apart(hit: Hit, other: Hit) -> bool:
    """Two counts with numbers of their own in one stretch: "their seventh ... and the second in"."""
    numbers = (hit.number, other.number)
    if None in numbers or hit.role == other.role == "since_previous":
        return False
    return hit.number != other.number and hit.role == other.role


def _claim(context: SentenceContext, hit: Hit, timexes: list[Timex]) -> Claim:
    start = context.sentence.start
    # Firsts of other things have no participants of their own; the names of the sentence tie them to their event.
    names = participants(context, hit) if hit.event in MEETINGS else frozenset[str]()
    status = _status(hit, context.sentence.text)
    figure = replace(_figure(context, hit), population=hit.unit if hit.role == ATTENDED else scope(context, hit, names))
    return context.claim(
        ClaimKind.COUNT,
        start + hit.start,
        start + hit.end,
        figure=figure,
        when=hit.when,
        happening=Happening(hit.event, names, status),
        event_when=_event_when(hit, timexes),
        is_negated=hit.is_negated,
    )


def _figure(context: SentenceContext, hit: Hit) -> Figure:
    """The number as printed with the hedge that stands beside it; years counted from a date are exact."""
    if hit.number is not None:
        first, last = (context.sentence.start + place for place in hit.number)
        for number in context.numbers:
            if number.start < last and first < number.end and number.value:
                share = hit.value / number.value
                return Figure(
                    value=hit.value,
                    low=None if number.low is None else number.low * share,
                    high=None if number.high is None else number.high * share,
                    hedge=number.hedge,
                    role=hit.role,
                    unit=hit.unit,
                    open_low=number.open_low,
                    open_high=number.open_high,
                )
    return Figure(value=hit.value, low=hit.value, high=hit.value, hedge=Hedge.EXACT, role=hit.role, unit=hit.unit)


def _status(hit: Hit, text: str) -> str:
    if hit.is_negated or _DENIED.search(text):
        return "denied"
    before = text[max(0, hit.start - _PLANNED_REACH) : hit.end]
    return "planned" if _PLANNED.search(before) else "held"


def _event_when(hit: Hit, timexes: list[Timex]) -> When | None:
    """When the counted one happened: the day nearest to the count that is no part of it."""
    days = [
        timex
        for timex in timexes
        if timex.when is not None and timex.when.granularity in _DAY and not (hit.start <= timex.start < hit.end)
    ]
    return min(days, key=lambda timex: abs(timex.start - hit.end)).when if days else None


def _reference(context: SentenceContext, timexes: list[Timex]) -> date | None:
    """The day from which a sentence counts back: the date it gives what it counts, if that is past, else publication.

    "In June 2019 he went to Pyongyang, the first visit since 2005" counts from 2019. A date in a side clause ("who took
    office in 2000") is not that of the visit.
    """
    today, text = context.document.civil_day, context.sentence.text
    counted = _COUNTS_BACK.search(text)
    if today is None or counted is None:
        return today
    for timex in reversed(timexes):
        if (
            timex.when is None
            or timex.end > counted.start()
            or timex.when.granularity not in _DAY | {Granularity.MONTH}
        ):
            continue
        if timex.when.end < today and timex.when.end.year < today.year and not _ASIDE.search(text[: timex.start]):
            return timex.when.end
    return today


def _local(timex: Timex, start: int) -> Timex:
    return replace(timex, start=timex.start - start, end=timex.end - start)
