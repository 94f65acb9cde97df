"""How long since the last time: "first in six years", "not since 2019", "last met in June 2019".

In: the text of one sentence, its times (offsets into the sentence), the day it speaks from. Out: hits of role
since_previous, whose value is the time gone by, in the unit printed (years for a year), and whose `when` is the earlier
time that is implied. A "since" that opens a clause ("since he took office in 2021") names the period that is counted
over and implies nothing of that year, so it is left to meeting_times.py.
"""

import re
from collections.abc import Iterator, Sequence
from datetime import date

from tasks.claims.event_words import past_form
from tasks.claims.meeting_earlier import date_after, so_long_before, time_gone
from tasks.claims.meeting_events import (
    compared_before,
    event_before,
    event_in,
    event_noun,
    event_of_first,
    last_past,
    low_of,
    negated_event,
)
from tasks.claims.meeting_words import CARDINAL, DURATION, NOUN, UNNAMED, VERB, Hit, cardinal, noun_event, verb_event
from tasks.model import Timex, When

_LONG_UNITS = {"decade": 10, "century": 100}  # in years
_RANKS = tuple(
    """deadliest worst biggest largest highest lowest strongest heaviest bloodiest fastest longest costliest wettest
    driest hottest coldest warmest smallest weakest steepest sharpest slowest closest narrowest""".split()
)
_RANK = "|".join(_RANKS)
# Cheap words that must stand in a sentence before its patterns are tried.
_NEGATIONS = ("not", "n't", "n’t", "never", "no ", "neither", "none")
_GAPS = ("absence", "gap", "break", "hiatus")
_SINGLE = r"(?<!one of the )(?<!some of the )(?<!among the )"  # several of the deadliest are no first
_RUN = r"(?:[\s,][^.;:!?\s]{1,30}){0,12}?"  # a few words of the same clause
_NOT = (
    r"(?:has|have|had|did|was|were)(?:n['’]t|\snot|\snever)|\bnever|"
    r"(?:\bno|\bneither|\bnone)\b[^.;:]{0,40}?\s(?:has|have|had)"
)

_FIRST_IN = re.compile(
    rf"{_SINGLE}\b(?:first|{_RANK})\b(?P<mid>{_RUN})[\s,]{{1,2}}(?:in|for|after)\s(?P<when>{DURATION})", re.IGNORECASE
)
_FIRST_SINCE = re.compile(rf"{_SINGLE}\b(first|{_RANK})\b(?P<mid>{_RUN})[\s,]{{1,2}}(?=since\b)", re.IGNORECASE)
_NOT_SINCE = re.compile(
    rf"\b(?:{_NOT})\s(?:(?:yet|personally|officially|publicly|formally)\s)?(?P<verb>set foot|held talks|[a-z]{{3,14}})"
    rf"\b(?P<mid>[^.;:!?]{{0,80}}?)[\s,]{{1,2}}(?:(?=since\b)|(?:for|in)\s(?P<when>{DURATION}))",
    re.IGNORECASE,
)
_LAST_VERB = re.compile(rf"\blast\s(?P<verb>{VERB}|was|were|saw|held|there)\b(?P<mid>[^.;:!?]{{0,60}}?)", re.IGNORECASE)
_LAST_NOUN = re.compile(
    rf"\b(?:last|previous|most recent|latest)\s(?:[a-z-]{{3,14}}\s){{0,2}}?(?P<noun>{NOUN}|one|time)\b"
    r"(?P<mid>[^.;:!?]{0,60}?\b(?:was|were|took place|came|happened|dates? (?:from|back to)|had been|fell)\b"
    r"[^.;:!?]{0,60}?)",
    re.IGNORECASE,
)
_NONE_SINCE = re.compile(
    r"\b(?:has|have|had)\sbeen\sno\s(?:[a-z-]{2,16}\s){0,2}?(?P<noun>[a-z-]{3,16})(?P<mid>(?:\s[^.;:!?\s]{1,24}){0,9}?)"
    r"[\s,]{1,2}(?=since\b)",
    re.IGNORECASE,
)
_NOT_SINCE_FIRST = re.compile(r"\bnot\s(?=since\b)", re.IGNORECASE)
# "was last in Osk ten years ago", "had last been there in 2018"
_LAST_THERE = re.compile(
    r"\b(?:was|were|has been|had been|have been)\slast\s"
    r"(?P<verb>in(?=\s(?:the\s)?(?:(?-i:[A-Z])|country|city|capital))|there)\b(?P<mid>[^.;:!?]{0,60}?)",
    re.IGNORECASE,
)
# "So many", "a deadlier one", "more lives": a superlative, and the "since" of one may name the last by a clause.
_COMPARED = re.compile(
    r"\bso (?:many|much|few|large|high|big|bad|strong|severe)\b|\bsuch an?\b|\b(?:more|fewer|worse|better)\b|"
    r"\b(?:deadli|bloodi|costli|heavi|bigg|larg|high|low|strong|long|fast|hott|cold|wett|dri)er\b",
    re.IGNORECASE,
)
_SEEN = re.compile(r"^[^.;!?]{0,60}?\bseen (?=(?:an?|any|such|so)\b)", re.IGNORECASE)
_TURNED = re.compile(r"\b(?:has|have|had|did)\s(?P<tail>[^.;!?]{3,100})", re.IGNORECASE)
_GONE_BY = re.compile(
    rf"\b(?P<when>{DURATION})\s(?:since|after)\s(?P<rest>[^.;:!?]{{0,60}}?\blast\b[^.;:!?]{{0,40}})", re.IGNORECASE
)
# "Higher than at any time in 13 years", "than in any year since 2008": a superlative told as a comparison.
_THAN_EVER = re.compile(
    rf"\b(?P<most>more|fewer|less|(?:[a-z]{{3,12}}er))\b(?P<mid>{_RUN})[\s,]{{1,2}}than\s(?:at|in|on|during)\s"
    rf"any\s(?:other\s)?(?:time|point|stage|moment|year|month|week|day|quarter|season|winter|summer)\s"
    rf"(?:(?:in|for|over)\s(?P<when>{DURATION})|(?=since\b))",
    re.IGNORECASE,
)
# "A six-year low", "an 18-month high".
_LOW = re.compile(
    r"\b(?:an?|its|their|the)\s(?:(?:nearly|almost|about|around|over|more than|fresh|new)\s)?"
    rf"(?P<when>(?P<count>{CARDINAL})-(?P<unit>year|month|week|decade))\s(?P<most>low|high)s?\b",
    re.IGNORECASE,
)
_ABSENCE = re.compile(
    rf"\b(?P<noun>absence|gap|break|hiatus)\b[^.;:!?]{{0,30}}?\sof\s(?P<when>{DURATION})", re.IGNORECASE
)
_AGO = re.compile(rf"{DURATION}\s(?:ago|earlier|before)\b", re.IGNORECASE)
# "since" and then no more than a few words that are no clause: a date, or the name of what happened then.
_SINCE_DATE = re.compile(r"since\s(?:at least\s|about\s|around\s)?", re.IGNORECASE)
_CLAUSE = re.compile(
    r"^(?:it|he|she|they|we|i|[a-z]{2,14}ing)\b|\b(?:is|are|was|were|has|have|had)\b",
    re.IGNORECASE,
)
_WORD = re.compile(r"[a-z'’-]+")
MAX_SINCE_CHARS = 90  # from "since" to its year: "since the school siege at Beslan in September 2004"


def since_hits(text: str, timexes: Sequence[Timex], reference: date | None) -> Iterator[Hit]:
    """Yield each statement of how long ago the last time was; `timexes` have offsets into `text`."""
    lower = text.lower()
    since = "since" in lower
    if "first" in lower or any(rank in lower for rank in _RANKS):
        for found in _FIRST_IN.finditer(text):
            yield _by_duration(found, event_of_first(text, found.start(), found["mid"], found.end()), reference)
        for found in _FIRST_SINCE.finditer(text) if since else ():
            event = event_of_first(text, found.start(), found["mid"], found.end())
            # "The deadliest since a jet went down" names the last one; "the first since he took office" does not.
            clauses = found.group(1).lower() != "first"
            yield from _by_since(text, found.start(), found.end(), event, timexes, reference, clauses=clauses)
    for found in _THAN_EVER.finditer(text) if " than " in lower else ():
        event = compared_before(text, found.start(), found["mid"])
        if found["when"]:
            yield _by_duration(found, event, reference)
        else:
            yield from _by_since(text, found.start(), found.end(), event, timexes, reference)
    for found in _LOW.finditer(text) if "low" in lower or "high" in lower else ():
        yield _by_duration(found, low_of(text, found.start("when")), reference)
    if any(word in lower for word in _NEGATIONS):
        yield from _negated(text, timexes, reference)
    if "last" in lower or "previous" in lower or "most recent" in lower:
        for pattern in (_LAST_VERB, _LAST_NOUN, _LAST_THERE):
            for found in pattern.finditer(text):
                yield from _last_time(text, found, timexes, reference)
        for found in _GONE_BY.finditer(text) if since or "after" in lower else ():
            yield _by_duration(found, event_in(found["rest"]) or "visit", reference)
    for found in _ABSENCE.finditer(text) if any(word in lower for word in _GAPS) else ():
        absent = noun_event(found["noun"]) or event_before(text, found.start())
        if absent:
            yield _by_duration(found, absent, reference)


def _negated(text: str, timexes: Sequence[Timex], reference: date | None) -> Iterator[Hit]:
    """Yield "had not been to China since 2019" and "not since 1997 have ..."."""
    for found in _NOT_SINCE.finditer(text):
        event = negated_event(found["verb"], found["mid"])
        subject = found.group() if found.group()[0] in "Nn" and verb_event(found["verb"]) is None else ""
        if (named := event_noun(subject)) is not None:  # "no attack has claimed more lives since": it counts attacks
            event = named
        if event is None:
            continue
        if found["when"]:
            yield _by_duration(found, event, reference)
        else:
            clauses = _COMPARED.search(found.group()) is not None
            yield from _by_since(text, found.start(), found.end(), event, timexes, reference, clauses=clauses)
    for found in _NONE_SINCE.finditer(text):
        event = noun_event(found["noun"]) or found["noun"].lower()
        yield from _by_since(text, found.start(), found.end(), event, timexes, reference)
    for found in _NOT_SINCE_FIRST.finditer(text):
        rest = text[found.end() : found.end() + 200]
        if (turned := _TURNED.search(rest)) is not None:
            rest = _SEEN.sub("", turned["tail"])
        event = event_in(rest) or event_noun(rest) or last_past(rest) or UNNAMED
        clauses = turned is not None and _COMPARED.search(rest) is not None
        yield from _by_since(text, found.start(), found.end(), event, timexes, reference, clauses=clauses)


def _by_duration(found: re.Match[str], event: str, reference: date | None) -> Hit:
    half = 0.5 if " and a half" in found["when"].lower() else 0.0
    return _gone(found.start(), found.end(), found, event, reference, half)


def _gone(start: int, end: int, found: re.Match[str], event: str, reference: date | None, half: float = 0) -> Hit:
    """A stretch of time as printed, decades and centuries in years."""
    count, unit = (cardinal(found["count"]) or 1.0) + half, _singular(found["unit"])
    when = so_long_before(reference, count, unit)
    factor = _LONG_UNITS.get(unit)
    value, name = (count * factor, "years") if factor else (count, unit + "s")
    return Hit(start, end, "since_previous", value, event, name, when, found.span("count"))


def _by_date(start: int, end: int, event: str, when: When, reference: date | None) -> Iterator[Hit]:
    """The time from an earlier date to the day the sentence speaks from; without that day, only the year."""
    if reference is None:
        yield Hit(start, end, "since_previous", float(when.start.year), event, "year", when)
    elif (gone := time_gone(when, reference)) is not None:
        yield Hit(start, end, "since_previous", gone[0], event, gone[1], when)


def _by_since(
    text: str,
    start: int,
    since: int,
    event: str,
    timexes: Sequence[Timex],
    reference: date | None,
    *,
    clauses: bool = False,
) -> Iterator[Hit]:
    opening = _SINCE_DATE.match(text, since)
    if opening is None:
        return
    after = opening.end()
    stop = after + MAX_SINCE_CHARS
    dated = date_after(text, after, stop, timexes)
    if dated is None or (not clauses and _is_clause(text[after : dated[0]])):
        return
    yield from _by_date(start, dated[1], event, dated[2], reference)


def _is_clause(between: str) -> bool:
    """Whether "since" opens a clause, which says when counting began and not when the last time was."""
    return _CLAUSE.search(between) is not None or any(past_form(word) for word in _WORD.findall(between))


def _last_time(text: str, found: re.Match[str], timexes: Sequence[Timex], reference: date | None) -> Iterator[Hit]:
    groups = found.groupdict()
    named = (groups.get("verb") or groups.get("noun") or "").lower()
    event = verb_event(named) or noun_event(named)
    if event is None:
        around = found["mid"] + text[found.end() : found.end() + 60]
        event = {"saw": "meet", "was": "visit", "were": "visit", "there": "visit", "in": "visit"}.get(
            named
        ) or event_in(around)
        event = event or event_before(text, found.start())
    if event is None:
        return
    stop = min(len(text), found.end() + 60)
    dated = date_after(text, found.end(), stop, timexes)
    ago = _AGO.search(text, found.end(), stop)
    if ago is not None and (dated is None or ago.start() <= dated[0]):
        yield _gone(found.start(), ago.end(), ago, event, reference)
    elif dated is not None:
        yield from _by_date(found.start(), dated[1], event, dated[2], reference)


def _singular(unit: str) -> str:
    lower = unit.lower()
    return "century" if lower.startswith("centur") else lower.rstrip("s")
