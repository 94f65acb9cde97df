"""How long since the last time: "first in six years", "not since 2019", "last met in June 2019".

In: the text of one sentence, its times (offsets into the sentence), the day it speaks from. Out: hits of role
since_previous, whose value is the time gone by, in the unit printed (years for a year), and whose `when` is the earlier
time that is implied. A "since" that opens a clause ("since he took office in 2021") names the period that is counted
over and implies nothing of that year, so it is left to meeting_times.py.
"""

import re
from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from tasks.claims.event_words import past_form
from tasks.claims.meeting_words import (
    DATED,
    DURATION,
    MONTHS,
    NOUN,
    VERB,
    Hit,
    cardinal,
    noun_event,
    verb_event,
)
from tasks.model import Timex, When
from tasks.vocabulary import Granularity

_DAYS = {"day": 1, "week": 7, "month": 30.44, "year": 365.25, "decade": 3652.5, "century": 36525}
_DAY_GRAINS = frozenset({Granularity.DAY, Granularity.PART_OF_DAY, Granularity.MINUTE})
_RANK = r"deadliest|worst|biggest|largest|highest|lowest|strongest|heaviest|bloodiest|fastest|longest"
_RUN = r"(?:[\s,][^.;:!?\s]{1,30}){0,9}?"  # a few words of the same clause
_NOT = r"(?:has|have|had|did|was|were)(?:n['’]t|\snot|\snever)|\bnever|(?:\bno|\bneither|\bnone)\b[^.;:]{0,40}?\s(?:has|have|had)"

_FIRST_IN = re.compile(
    rf"\b(?:first|{_RANK})\b(?P<mid>{_RUN})[\s,]{{1,2}}(?:in|for|after)\s(?P<when>{DURATION})", re.IGNORECASE
)
_FIRST_SINCE = re.compile(rf"\b(?:first|{_RANK})\b(?P<mid>{_RUN})[\s,]{{1,2}}(?=since\b)", re.IGNORECASE)
_NOT_SINCE = re.compile(
    rf"\b(?:{_NOT})\s(?:(?:yet|personally|officially|publicly|formally)\s)?(?P<verb>set foot|held talks|[a-z]{{3,14}})"
    rf"\b(?P<mid>[^.;:!?]{{0,80}}?)[\s,]{{1,2}}(?:(?=since\b)|(?:for|in)\s(?P<when>{DURATION}))",
    re.IGNORECASE,
)
_LAST_VERB = re.compile(rf"\blast\s(?P<verb>{VERB}|was|were|saw|held|there)\b(?P<mid>[^.;:!?]{{0,60}}?)", re.IGNORECASE)
_LAST_NOUN = re.compile(
    rf"\b(?:last|previous|most recent|latest)\s(?:[a-z-]{{3,14}}\s){{0,2}}?(?P<noun>{NOUN}|one|time)\b"
    r"(?P<mid>[^.;:!?]{0,60}?\b(?:was|were|took place|came|happened|dates? (?:from|back to)|had been|fell)\b[^.;:!?]{0,60}?)",
    re.IGNORECASE,
)
_GONE_BY = re.compile(
    rf"\b(?P<when>{DURATION})\s(?:since|after)\s(?P<rest>[^.;:!?]{{0,60}}?\blast\b[^.;:!?]{{0,40}})", re.IGNORECASE
)
_ABSENCE = re.compile(
    rf"\b(?P<noun>absence|gap|break|hiatus)\b[^.;:!?]{{0,30}}?\sof\s(?P<when>{DURATION})", re.IGNORECASE
)
_DATED = re.compile(DATED, re.IGNORECASE)
_AGO = re.compile(rf"{DURATION}\s(?:ago|earlier|before)\b", re.IGNORECASE)
# "since" and then no more than a few words that are no clause: a date, or the name of what happened then.
_SINCE_DATE = re.compile(r"since\s(?:at least\s|about\s|around\s)?", re.IGNORECASE)
_CLAUSE_VERB = re.compile(
    r"\b(?:became|took|takes|came|entered|began|started|ended|left|opened|closed|won|returned|assumed|resigned|died|"
    r"was|were|is|are|has|have|had|launched|invaded|seized|broke|fell|split|signed|moved|joined)\b",
    re.IGNORECASE,
)
_WORD = re.compile(r"[\w'’-]+")
_HELD = re.compile(r"\b(?:held|hold)\b", re.IGNORECASE)
MAX_SINCE_CHARS = 90  # from "since" to its year: "since the school siege at Beslan in September 2004"


def since_hits(text: str, timexes: Sequence[Timex], reference: date | None) -> Iterator[Hit]:
    """Yield each statement of how long ago the last time was; `timexes` have offsets into `text`."""
    for found in _FIRST_IN.finditer(text):
        event = _event_of_first(text, found.start(), found["mid"])
        yield _by_duration(found, event, reference)
    for found in _FIRST_SINCE.finditer(text):
        event = _event_of_first(text, found.start(), found["mid"])
        yield from _by_since(text, found.start(), found.end(), event, timexes, reference)
    for found in _NOT_SINCE.finditer(text):
        event = _negated_event(found["verb"], found["mid"])
        if event is None:
            continue
        if found["when"]:
            yield _by_duration(found, event, reference)
        else:
            yield from _by_since(text, found.start(), found.end(), event, timexes, reference)
    for pattern in (_LAST_VERB, _LAST_NOUN):
        for found in pattern.finditer(text):
            yield from _last_time(text, found, timexes, reference)
    for found in _GONE_BY.finditer(text):
        yield _by_duration(found, _event_in(found["rest"]) or "visit", reference)
    for found in _ABSENCE.finditer(text):
        event = noun_event(found["noun"]) or _event_before(text, found.start())
        if event:
            yield _by_duration(found, event, reference)


def _by_duration(found: re.Match[str], event: str, reference: date | None) -> Hit:
    count = cardinal(found["count"]) or 1.0
    unit = _singular(found["unit"])
    if " and a half" in found["when"].lower():
        count += 0.5
    when = _before(reference, count, unit) if reference else None
    value, name = (
        (count * 10, "years")
        if unit == "decade"
        else (count * 100, "years")
        if unit == "century"
        else (count, unit + "s")
    )
    return Hit(found.start(), found.end(), "since_previous", value, event, name, when, found.span("count"))


def _by_since(
    text: str, start: int, since: int, event: str, timexes: Sequence[Timex], reference: date | None
) -> Iterator[Hit]:
    opening = _SINCE_DATE.match(text, since)
    if opening is None:
        return
    after = opening.end()
    stop = after + MAX_SINCE_CHARS
    dated = _date_after(text, after, stop, timexes)
    if dated is None or _CLAUSE_VERB.search(text, after, dated[0]):
        return
    yield from _by_date(start, dated[1], event, dated[2], reference)


def _last_time(text: str, found: re.Match[str], timexes: Sequence[Timex], reference: date | None) -> Iterator[Hit]:
    groups = found.groupdict()
    named = (groups.get("verb") or groups.get("noun") or "").lower()
    event = verb_event(named) or noun_event(named)
    if event is None:
        around = found["mid"] + text[found.end() : found.end() + 60]
        event = {"saw": "meet", "was": "visit", "were": "visit", "there": "visit"}.get(named) or _event_in(around)
        event = event or _event_before(text, found.start())
    if event is None:
        return
    stop = min(len(text), found.end() + 60)
    dated = _date_after(text, found.end(), stop, timexes)
    ago = _AGO.search(text, found.end(), stop)
    if ago is not None and (dated is None or ago.start() <= dated[0]):
        count, unit = cardinal(ago["count"]) or 1.0, _singular(ago["unit"])
        when = _before(reference, count, unit) if reference else None
        factor = {"decade": 10, "century": 100}.get(unit)
        value, name = (count * factor, "years") if factor else (count, unit + "s")
        yield Hit(found.start(), ago.end(), "since_previous", value, event, name, when, ago.span("count"))
    elif dated is not None:
        yield from _by_date(found.start(), dated[1], event, dated[2], reference)


def _by_date(start: int, end: int, event: str, when: When, reference: date | None) -> Iterator[Hit]:
    """The time from an earlier date to the day the sentence speaks from, in the coarsest unit that is not nothing."""
    if reference is None:
        yield Hit(start, end, "since_previous", float(when.start.year), event, "year", when)
        return
    if when.start >= reference:
        return
    years = reference.year - when.start.year
    months = years * 12 + reference.month - when.start.month
    if years >= 1 and (months >= 12 or when.granularity is Granularity.YEAR):
        yield Hit(start, end, "since_previous", float(years), event, "years", when)
    elif months >= 1 and when.granularity is not Granularity.YEAR:
        yield Hit(start, end, "since_previous", float(months), event, "months", when)
    elif when.granularity in _DAY_GRAINS:
        yield Hit(start, end, "since_previous", float((reference - when.start).days), event, "days", when)


def _date_after(text: str, start: int, stop: int, timexes: Sequence[Timex]) -> tuple[int, int, When] | None:
    """The first date between two places: one that the reader of times resolved, else a plain year."""
    for timex in timexes:
        if start <= timex.start <= stop and timex.when is not None and timex.type == "DATE":
            return timex.start, timex.end, timex.when
    found = _DATED.search(text, start, min(len(text), stop + 12))
    if found is None:
        return None
    year, month = int(found["year"]), MONTHS.get((found["month"] or "").lower().rstrip("."))
    if month is None:
        return found.start(), found.end(), _year(year, found.group())
    last = date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)
    when = When(date(year, month, 1), last, Granularity.MONTH, text=found.group(), rule="month of a last time")
    return found.start(), found.end(), when


def _before(reference: date, count: float, unit: str) -> When:
    """The year (or month) that lies so long before a day; "six years" before 2025 is 2019."""
    then = reference - timedelta(days=count * _DAYS[unit])
    if unit in {"year", "decade", "century"} and count == int(count):
        years = int(count) * {"year": 1, "decade": 10, "century": 100}[unit]
        return _year(max(1, reference.year - years), "", approximate=True)
    if unit == "month":
        first = then.replace(day=1)
        last = (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)
        return When(first, last, Granularity.MONTH, approximate=True, rule="so long before")
    return When(then, then, Granularity.DAY, approximate=True, rule="so long before")


def _year(year: int, text: str, *, approximate: bool = False) -> When:
    rule = "so long before" if approximate else "year of a last time"
    return When(
        date(year, 1, 1),
        date(year, 12, 31),
        Granularity.YEAR,
        approximate=approximate,
        text=text,
        rule=rule,
        timex=str(year),
    )


def _event_of_first(text: str, start: int, mid: str) -> str:
    """What was the first: the noun after it ("first visit to"), the verb of "first time", else a plain word for it."""
    words = mid.lower().split()
    if (inside := _event_in(mid)) is not None and (not words or words[0] != "time" or _verb_in(mid)):
        return inside
    if words and words[0] == "time":
        return _event_before(text, start) or _verb_before(text, start) or "time"
    head = _head(mid)
    return head or _event_before(text, start) or "time"


def _negated_event(verb: str, mid: str) -> str | None:
    lower = verb.lower()
    if lower == "been":
        return "visit" if re.match(r"\s(?:to|in|back|there|abroad)\b", mid, re.IGNORECASE) else None
    if lower == "held":
        return _event_in(mid)
    if lower == "seen" and not mid.strip().startswith(("in public", "together")):
        return "meet"
    return verb_event(lower) or past_form(lower)


def _event_in(text: str) -> str | None:
    """The first meeting, visit or call named in a stretch, noun or verb."""
    noun, verb = _NOUN.search(text), _VERB.search(text)
    if noun and (not verb or noun.start() <= verb.start()):
        return noun_event(noun.group())
    return verb_event(verb.group()) if verb else None


def _verb_in(text: str) -> bool:
    return _VERB.search(text) is not None


def _event_before(text: str, start: int) -> str | None:
    """The last meeting, visit or call named shortly before a place."""
    window = text[max(0, start - 160) : start]
    found = [(hit.start(), noun_event(hit.group())) for hit in _NOUN.finditer(window)]
    found += [(hit.start(), verb_event(hit.group())) for hit in _VERB.finditer(window)]
    return max(found, key=lambda pair: pair[0])[1] if found else None


def _verb_before(text: str, start: int) -> str | None:
    """The last word before a place that can be a past: "beat ... for the first time"."""
    for word in reversed(_WORD.findall(text[max(0, start - 60) : start].lower())):
        if (plain := past_form(word)) is not None:
            return plain
    return None


def _head(mid: str) -> str | None:
    """The head of the noun phrase after "first": its last word before a preposition."""
    words: list[str] = []
    for word in _WORD.findall(mid.lower()):
        if word in {"of", "in", "to", "at", "on", "for", "by", "from", "involving", "that", "the", "since", "against"}:
            break
        words.append(word)
    return words[-1] if words else None


def _singular(unit: str) -> str:
    lower = unit.lower()
    return "century" if lower.startswith("centur") else lower.rstrip("s")


_NOUN = re.compile(rf"\b{NOUN}\b", re.IGNORECASE)
_VERB = re.compile(rf"\b{VERB}\b", re.IGNORECASE)
