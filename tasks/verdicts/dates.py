"""Did the same thing happen on the same day? VERDICTS.md section 6.

In: two dated happenings. Out: a finding. The claimed date is never part of the gate, or no wrong date could be found.
"""

import re
from datetime import date

from tasks.claims.event_words import SUDDEN
from tasks.model import Document, Finding, When
from tasks.reading.stems import stems
from tasks.settings import Rules
from tasks.verdicts.copied import is_altered
from tasks.verdicts.deeds import MEETINGS, of_one_happening
from tasks.verdicts.edges_of_time import NEAR_CHARS, edge_of
from tasks.verdicts.likeness import Rarity
from tasks.verdicts.own_time import each_of_its_own_time
from tasks.verdicts.same_happening import (
    COUNTING,
    EMPTY_VERBS,
    REPORTING,
    date_bonus,
    date_resemblance,
)
from tasks.verdicts.side import Side
from tasks.verdicts.wording import source_words, when_words
from tasks.vocabulary import Granularity, Relation

_YEAR = re.compile(r"\b(?:1[89]|20)\d\d\b")
UNSURE = "it is not sure that both mean the same happening"
CONTESTS = frozenset("win lose beat defeat score play race compete finish qualify run vote elect host".split())
PAIR = 2
SLIP_DAYS = 10  # a wrong weekday, or a week taken for another
FEW_DAYS = 3  # "last week" says little of Tuesday
MUCH_COARSER = 40  # a year says little of a day; a month says enough
EVENING_MINUTES = 18 * 60
HALF_DAY_MINUTES = 12 * 60
_CLOCK_OF_WORDS = re.compile(r"\b(?:past|to|before|after)\b|o[’']clock", re.IGNORECASE)
_HALF_OF_DAY = re.compile(r"\b(?:[ap]\.?m\b|noon|midday|midnight|morning|afternoon|evening|night|dawn)", re.IGNORECASE)
ROUND_MINUTES = 5  # times are rounded to them
EXACT_MINUTES = 2  # between two clocks
_FIRST_SET = re.compile(
    r"\b(?:first|initially|originally|at first) (?:[a-z]{2,15} ){0,2}(?:until|for|on|by|through|to)\b"
)
_NOT_AS = re.compile(
    r",? (?:and )?not (?:at |on |in |until )?([^,.;]{3,30}?)(?:,? (?:as|like)\b|,? which\b|[,.;]|$)", re.IGNORECASE
)
_NEAR_DAYS = 1  # one day apart may be a zone: a person looks
_ABOUT_DAYS = 7  # "about three weeks ago"


def compare_dates(ours: Side, theirs: Side, event: float, rarity: Rarity, rules: Rules) -> Finding:
    """Gate on event and happening, then compare at shared granularity."""
    left, right = ours.claim.when, theirs.claim.when
    if left is None or right is None:
        raise TypeError("a claim without a date cannot be compared as a date")
    if edge_of(ours.claim) != edge_of(theirs.claim):
        return _shut("edge", "one dates the end of a stretch of time, the other does not")
    if theirs.is_rejected:
        return _shut("rejected", "the page itself does not hold it to be so")
    if event < rules.event_agrees:
        return _shut("event", f"the articles share {event:.2f} of their words by weight")
    relation, how = compare_whens(left, right, rules, one_zone=one_zone(ours.document, theirs.document))
    if event >= rules.event_conflicts and _denied_there(ours, theirs):
        return _finding(Relation.CONTRADICTS, ours, theirs, "the page names ours as wrong")
    if relation is Relation.CONSISTENT and not _touch(left, right) and is_altered(ours, theirs):
        return _finding(Relation.CONTRADICTS, ours, theirs, "the same sentence, and the dates lie a day apart")
    if relation is Relation.CORROBORATES:
        return _agreeing(ours, theirs, event, rarity, how, rules)
    if relation is Relation.CONSISTENT:
        surely_near = date_resemblance(ours, theirs, event, rarity) >= rules.odds_compatible
        return _finding(relation, ours, theirs, how) if surely_near else _shut("happening", UNSURE)
    return _differing(ours, theirs, event, rarity, how, rules)


def _denied_there(ours: Side, theirs: Side) -> bool:
    """As in "at 6:45 a.m., not 6:52 as first reported": a page names our very time to deny it."""
    claim, when = theirs.claim, ours.claim.when
    led = _NOT_AS.match(claim.sentence[claim.end - claim.sentence_start :])
    if led is None or when is None or when.start != when.end:
        return False
    denied = led.group(1).lower()
    if when.granularity is Granularity.MINUTE and when.clock is not None:
        return any(re.search(rf"\b{printed}\b", denied) is not None for printed in _clock_forms(when.clock[0]))
    named = any(re.search(rf"\b{printed}\b", denied) is not None for printed in _day_forms(when.start))
    return named and _same_deed(ours, theirs)  # a weekday is named of much else


def _clock_forms(minute: int) -> tuple[str, ...]:
    hour, rest = divmod(minute, 60)
    return tuple(f"{shown}[:.]{rest:02d}" for shown in sorted({str(hour), f"{hour:02d}", str(hour % 12 or 12)}))


def _day_forms(day: date) -> tuple[str, ...]:
    month = f"{day:%B}".lower()
    return f"{day:%A}".lower(), f"{day.day} {month}", f"{month} {day.day}"


def _differing(ours: Side, theirs: Side, event: float, rarity: Rarity, how: str, rules: Rules) -> Finding:
    """Two dates that cannot both be: a changed copy, a plan put off, a slip, or two happenings."""
    left, right = ours.claim.when, theirs.claim.when
    if left is None or right is None:
        raise TypeError("a claim without a date cannot be compared as a date")
    if is_altered(ours, theirs):
        return _finding(Relation.CONTRADICTS, ours, theirs, f"the same sentence, and {how}")
    if why := _of_two(ours, theirs):
        return _shut("happening", why)
    # Words are weighed last: most dates of two pages are of different deeds, and that costs nothing to see.
    if (
        event < rules.event_conflicts
        or not _same_deed(ours, theirs)
        or (score := date_resemblance(ours, theirs, event, rarity)) < rules.odds_compatible
    ):
        return _shut("happening", UNSURE)
    if left.clock and right.clock and left.start == right.start and _of_two_sources(ours, theirs):
        return _shut("counter", "each gives the hour of its own source")
    by_the_clock = left.granularity is right.granularity is Granularity.MINUTE and left.start == right.start
    inside = (right.start - left.end).days < _days(left) and (left.start - right.end).days < _days(right)
    if inside and not by_the_clock:
        return _shut("happening", "one of the dates is a longer time beside the other")
    if (moved := _moved(ours, theirs)) is not None:
        return moved
    # Two hours of one day for one deed of the same people need no likeness of words beside.
    if score < (rules.odds_compatible if by_the_clock else rules.date_odds_conflicts):
        return _shut("happening", UNSURE)
    if not _one_slip(left, right):
        return _shut("happening", "dates so far apart may be of two happenings")
    return _finding(Relation.CONTRADICTS, ours, theirs, how)


def _of_two_seasons(ours: Side, theirs: Side) -> bool:
    """Cups, races and elections come round: another year is another winner's, unless everybody named is the same."""
    left, right = ours.claim.happening, theirs.claim.happening
    if left is None or right is None or left.event not in CONTESTS:
        return False
    if not any(when and when.granularity is Granularity.YEAR for when in (ours.claim.when, theirs.claim.when)):
        return False
    told = (left.participants, theirs.words), (right.participants, ours.words)
    return any(words.isdisjoint(stems(name)) for people, words in told for name in people)


def _named_in_both(ours: Side, theirs: Side) -> bool:
    """Whether somebody or something named takes part in both."""
    left, right = ours.claim.happening, theirs.claim.happening
    if left is None or right is None:
        return False
    people = left.participants, right.participants
    return any(_one_name(mine, other) for mine in people[0] for other in people[1])


def _moved(ours: Side, theirs: Side) -> Finding | None:
    """What was planned was put off, before or after."""
    if _was_first(theirs) and not _was_first(ours):
        return _finding(Relation.EARLIER_FIGURE, ours, theirs, "the page itself calls it the day first set")
    if _put_off(ours, theirs):
        return _finding(Relation.LATER_FIGURE, ours, theirs, "a later page names another day for what was planned")
    if _put_off(theirs, ours):
        return _finding(Relation.EARLIER_FIGURE, ours, theirs, "an earlier page names the day first planned")
    return None


def _of_two(ours: Side, theirs: Side) -> str | None:
    """Why the two dates are surely of two happenings, if they are: what is said daily, what comes every month."""
    if ours.claim.happening is not None and ours.claim.happening.event in REPORTING | COUNTING:
        return "somebody says something every day"
    if not ours.names & theirs.names and len(set(_YEAR.findall(theirs.claim.sentence))) > 1:
        return "their sentence names several years, and not surely of this"
    if each_of_its_own_time(ours, theirs):
        return "the pages are months apart, and each dates the news of its own time"
    if _of_two_seasons(ours, theirs):
        return "what one won or lost in one year another did in another"
    return None


def _agreeing(ours: Side, theirs: Side, event: float, rarity: Rarity, how: str, rules: Rules) -> Finding:
    """The same date of, most likely, the same happening; a year says too little of a day."""
    left, right = ours.claim.when, theirs.claim.when
    if left is None or right is None:
        raise TypeError("a claim without a date cannot be compared as a date")
    if not _same_two(ours, theirs):
        return _shut("participants", "the article tells of a meeting, and not surely of this one")
    if _told_of_it(ours, theirs):
        return _shut("happening", "one of the dates is of what somebody said")
    score = date_resemblance(ours, theirs, event, rarity)
    bonus = date_bonus(ours, theirs, left) if _exact(left, right) else 0.0
    if score + bonus < rules.date_odds_agrees or (event < rules.event_conflicts and not _same_deed(ours, theirs)):
        return _shut("happening", UNSURE)
    if _days(right) > MUCH_COARSER * _days(left) or (_days(left) == 1 and _days(right) > FEW_DAYS):
        return _finding(Relation.CONSISTENT, ours, theirs, "theirs names no more than the longer time around it")
    if left.clock and not right.clock and left.granularity is Granularity.MINUTE:
        return _finding(Relation.CONSISTENT, ours, theirs, "only the article gives the hour")
    return _finding(Relation.CORROBORATES, ours, theirs, how)


def _of_two_sources(ours: Side, theirs: Side) -> bool:
    """As in "flight trackers showed" and "by the Kremlin's account": the second says nothing of the first."""
    return bool(ours.counter and theirs.counter) and ours.counter != theirs.counter


def _told_of_it(ours: Side, theirs: Side) -> bool:
    """The day of a statement about a sudden event is not the day of the event, though both may be one."""
    left, right = ours.claim.happening, theirs.claim.happening
    verbs = (left.event if left else "", right.event if right else "")
    return any(one in SUDDEN and other in REPORTING for one, other in (verbs, verbs[::-1]))


def _touch(left: When, right: When) -> bool:
    """Whether the two stretches share a day."""
    return left.start <= right.end and right.start <= left.end


def _same_two(ours: Side, theirs: Side) -> bool:
    """Who met whom: a day on which one of the two met somebody else, or only stood by, dates no meeting of both."""
    left, right = ours.claim.happening, theirs.claim.happening
    if left is None or left.event not in MEETINGS or len(left.participants) < PAIR:
        return True
    if right is None or right.event not in MEETINGS:
        return False
    shared = sum(any(_one_name(mine, other) for other in right.participants) for mine in left.participants)
    return shared >= PAIR


def _one_name(mine: str, other: str) -> bool:
    """As in "xi" and "xi jinping"."""
    left, right = set(mine.split()), set(other.split())
    return left <= right or right <= left


def _same_deed(ours: Side, theirs: Side) -> bool:
    """One verb, or two that mean one happening, and nobody but the same people in it."""
    left, right = ours.claim.happening, theirs.claim.happening
    if left is None or right is None or not of_one_happening(left.event, right.event):
        return False
    if left.event in EMPTY_VERBS and not left.participants & right.participants:
        return False
    return _same_participants(ours, theirs)


def _put_off(ours: Side, theirs: Side) -> bool:
    """What is planned may be put off: a page of a later day then tells the newer plan."""
    planned = ours.claim.happening is not None and ours.claim.happening.status == "planned"
    first, second = ours.document.civil_day, theirs.document.civil_day
    return planned and first is not None and second is not None and second > first


def _was_first(theirs: Side) -> bool:
    """As in "first shut until 1 January and then until 7 January": the day that was set before another."""
    claim = theirs.claim
    start = claim.start - claim.sentence_start
    return _FIRST_SET.search(claim.sentence[max(0, start - NEAR_CHARS) : start]) is not None


def _exact(ours: When, theirs: When) -> bool:
    """The very same stretch of the calendar."""
    return ours.start == theirs.start and ours.end == theirs.end


def _days(when: When) -> int:
    return (when.end - when.start).days + 1


def _same_participants(ours: Side, theirs: Side) -> bool:
    """Who spoke on Monday is not who spoke on Tuesday; where nobody is named, the clause must do."""
    left, right = ours.claim.happening, theirs.claim.happening
    if left is None or right is None:
        return False
    if left.participants and right.participants:
        return _named_in_both(ours, theirs)
    return left.event not in REPORTING


def compare_whens(ours: When, theirs: When, rules: Rules, *, one_zone: bool = False) -> tuple[Relation, str]:
    """Two intervals at the coarser of their granularities.

    A day apart may be a time zone, unless both pages print the same one and no night lies between (`one_zone`).
    """
    if ours.clock and theirs.clock and ours.start == theirs.start:
        apart = max(ours.clock[0] - theirs.clock[1], theirs.clock[0] - ours.clock[1], 0)
        slack = _slack(ours, theirs, rules)
        if apart <= slack:
            return Relation.CORROBORATES, "the times agree"
        if abs(apart - HALF_DAY_MINUTES) <= slack and (_leaves_half_open(ours) or _leaves_half_open(theirs)):
            return Relation.CONSISTENT, "the times agree if both are of the same half of the day"
        return Relation.CONTRADICTS, f"the times lie {apart} minutes apart"
    if _within(ours, theirs) or _within(theirs, ours):
        return Relation.CORROBORATES, "the dates agree"
    if ours.start <= theirs.end and theirs.start <= ours.end:
        return Relation.CONSISTENT, "the dates overlap"
    apart_days = max((ours.start - theirs.end).days, (theirs.start - ours.end).days)
    hedged = ours.approximate or theirs.approximate
    if one_zone and not hedged and not _over_night(*sorted((ours, theirs), key=lambda when: when.start)):
        return Relation.CONTRADICTS, f"the dates lie {apart_days} day{'' if apart_days == 1 else 's'} apart"
    if apart_days <= (_ABOUT_DAYS if hedged else _NEAR_DAYS):
        return Relation.CONSISTENT, "the dates lie a day apart, which may be a time zone"
    return Relation.CONTRADICTS, f"the dates lie {apart_days} days apart"


def _leaves_half_open(when: When) -> bool:
    """As in "eight minutes to seven", "at six o'clock": of the morning or the evening, where neither is said."""
    return _CLOCK_OF_WORDS.search(when.text) is not None and _HALF_OF_DAY.search(when.text) is None


def _slack(ours: When, theirs: When, rules: Rules) -> int:
    """How far two times may lie apart: 9:03 and 9:07 are both meant to the minute, 9:05 is as good as either."""
    if ours.approximate or theirs.approximate:
        return rules.clock_hedged_minutes
    to_the_minute = all(when.clock and when.clock[0] % ROUND_MINUTES for when in (ours, theirs))
    return EXACT_MINUTES if to_the_minute else rules.clock_minutes


def _over_night(first: When, second: When) -> bool:
    """An evening or night runs on into the next day."""
    evening = first.clock is not None and first.clock[1] >= EVENING_MINUTES
    return evening and (second.start - first.end).days == 1


def one_zone(ours: Document, theirs: Document) -> bool:
    """Whether both pages print when they came out in one zone."""
    first, second = ours.published, theirs.published
    known = first is not None and second is not None and first.offset_minutes is not None
    return known and first is not None and second is not None and first.offset_minutes == second.offset_minutes


def _one_slip(ours: When, theirs: When) -> bool:
    """Meetings and visits recur, so dates far apart are two of them, unless one slip of the pen parts the dates."""
    apart = max((ours.start - theirs.end).days, (theirs.start - ours.end).days)
    if ours.granularity is theirs.granularity is Granularity.YEAR:
        wrong = sum(mine != other for mine, other in zip(str(ours.start.year), str(theirs.start.year), strict=True))
        return wrong == 1 or sorted(str(ours.start.year)) == sorted(str(theirs.start.year))
    same_month = ours.start.month == theirs.start.month
    same_day = ours.start.day == theirs.start.day and ours.end.day == theirs.end.day
    return apart <= SLIP_DAYS or (same_month and same_day) or (same_day and ours.start.year == theirs.start.year)


def _within(inner: When, outer: When) -> bool:
    return outer.start <= inner.start and inner.end <= outer.end


def _shut(test: str, detail: str) -> Finding:
    return Finding(Relation.UNRELATED, f"Not surely the same happening: {detail}.", "same-happening gate", test)


def _finding(relation: Relation, ours: Side, theirs: Side, how: str) -> Finding:
    left, right = ours.claim.when, theirs.claim.when
    detail = (
        f"The article dates it {when_words(left) if left else ''}{source_words(ours.claim)}; "
        f"{theirs.speaker} dates it {when_words(right) if right else ''}{source_words(theirs.claim)}: {how}."
    )
    return Finding(relation, detail, "dates compared")
