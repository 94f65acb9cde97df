"""The day of the sudden event that a group of pages is about, from all of them together.

In: what the pages about the article's event say of its day. Out: a `MainDay`, and what each page does to a claim that
dates the event, or counts the days since. One page says "crashed on Wednesday", the next "Wednesday's disaster", the
third "the 67 killed last Wednesday": no two share a verb, and yet they tell one day. Quakes, crashes, floods and
attacks happen once; meetings, arrests and announcements recur, and are left to dates.py.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from tasks.claims.event_words import LIKELY, SUDDEN
from tasks.model import Claim, Document, Finding, When
from tasks.verdicts.side import Side, printed_by
from tasks.verdicts.wording import clock_words, day_words
from tasks.vocabulary import Granularity, Relation

FAMILIES = 2  # that tell one day
SHARE = 0.5  # of those that tell any
NEWS_DAYS = 45  # before a page's publication: farther back lie other events
SLIP_DAYS = 10  # a wrong weekday, or a week taken for another
_FINE = frozenset({Granularity.DAY, Granularity.PART_OF_DAY, Granularity.MINUTE})
_ANOTHER = re.compile(
    r"\b(?:aftershocks?|another|again|second|third|previous|earlier|since|anniversary|first|new|fresh|later|"
    r"expected|forecast|would|will|until)\b",
    re.IGNORECASE,
)
_BEHIND = re.compile(
    r"^\W{0,3}(?:after|since|on from|from|into) (?:the |a |an |its |their |this )?(?:[\w’'-]{1,20} ){0,3}?"
    r"(?:crash|collision|quake|earthquake|shock|floods?|attack|disaster|storm|shooting|explosion|blast|ground|accident)\b"
)
NEAR_MINUTES = 2  # a jet leaves the runway in one minute and comes to rest in another
MOST_MINUTES = 90  # an attack or a storm goes on, and another of its minutes is another part of it
_DAYS = {"day": 1, "week": 7}


@dataclass(frozen=True, slots=True)
class MainDay:
    """The day, and the claim by which each page (by document id) tells it."""

    day: date
    told: Mapping[str, Claim]
    others: frozenset[date]  # days that some page tells instead: over a zone, or in error
    minute: int | None = None  # of that day, where the pages agree on one
    timed: Mapping[str, Claim] = field(default_factory=dict)  # the claim by which each page tells the minute
    other_minutes: frozenset[int] = frozenset()


def main_day(pages: Iterable[tuple[Document, str, Sequence[Claim]]]) -> MainDay | None:
    """Take the votes of pages (document, family, claims) on the day; None where they do not agree on one."""
    votes: dict[date, dict[str, Claim]] = {}
    families: dict[date, set[str]] = {}
    voters: set[str] = set()
    voices: list[Voice] = []
    for document, family, claims in pages:
        for claim in claims:
            if claim.when is not None and tells_main(claim) and _is_news(claim.when, document):
                votes.setdefault(claim.when.start, {}).setdefault(document.document_id, claim)
                families.setdefault(claim.when.start, set()).add(family)
                voters.add(family)
                voices.append((document.document_id, family, claim))
    if not families:
        return None
    day = max(sorted(families), key=lambda known: len(families[known]))
    if len(families[day]) < FAMILIES or len(families[day]) < SHARE * len(voters):
        return None
    minute, timed, other_minutes = _main_minute(day, voices)
    return MainDay(day, votes[day], frozenset(families) - {day}, minute, timed, other_minutes)


Voice = tuple[str, str, Claim]  # document id, family, a claim that tells the event


def _main_minute(day: date, voices: Sequence[Voice]) -> tuple[int | None, dict[str, Claim], frozenset[int]]:
    """The minute of the event that the pages agree on, as they agree on its day."""
    families: dict[int, set[str]] = {}
    timed: dict[int, dict[str, Claim]] = {}
    for document_id, family, claim in voices:
        when = claim.when
        if when is None or when.granularity is not Granularity.MINUTE or when.clock is None or when.start != day:
            continue
        families.setdefault(when.clock[0], set()).add(family)
        timed.setdefault(when.clock[0], {}).setdefault(document_id, claim)
    if not families:
        return None, {}, frozenset()
    minute = max(sorted(families), key=lambda known: len(families[known]))
    voters = set().union(*families.values())
    if len(families[minute]) < FAMILIES or len(families[minute]) < SHARE * len(voters):
        return None, {}, frozenset()
    return minute, timed[minute], frozenset(families) - {minute}


def tells_main(claim: Claim) -> bool:
    """Whether a dated happening is of the sudden kind, and neither a plan nor another one of its kind."""
    happening, when = claim.happening, claim.when
    if happening is None or when is None or claim.figure is not None or happening.status != "held":
        return False
    if when.granularity not in _FINE or (when.end - when.start).days > 1 or when.approximate:
        return False
    return happening.event in SUDDEN | LIKELY and not _ANOTHER.search(_around(claim))


def _around(claim: Claim) -> str:
    start, end = claim.start - claim.sentence_start, claim.end - claim.sentence_start
    return claim.sentence[max(0, start - 60) : end + 12]


def _is_news(when: When, document: Document) -> bool:
    day = document.civil_day
    return day is None or timedelta(0) <= day - when.start <= timedelta(days=NEWS_DAYS) or when.granularity in _FINE


def against_main(ours: Side, page: Document, known: MainDay) -> tuple[Claim, Finding] | None:
    """What one page's day of the event does to a claim that dates it or counts from it; None where it does nothing."""
    if (on_the_minute := _against_minute(ours, page, known)) is not None:
        return on_the_minute
    theirs = known.told.get(page.document_id)
    if theirs is None:
        return None
    told = _told_by(ours)
    if told is None or abs((told - known.day).days) > SLIP_DAYS:
        return None
    if told == known.day and ours.claim.when is not None and ours.claim.when.granularity is Granularity.MINUTE:
        return None  # the day alone says nothing of the minute
    if told == known.day:
        return theirs, _finding(Relation.CORROBORATES, ours, page, told, known.day, "the days agree")
    if told in known.others or (ours.claim.figure is not None and abs((told - known.day).days) == 1):
        return None
    apart = abs((told - known.day).days)
    how = f"the days lie {apart} day{'' if apart == 1 else 's'} apart"
    return theirs, _finding(Relation.CONTRADICTS, ours, page, told, known.day, how)


def _against_minute(ours: Side, page: Document, known: MainDay) -> tuple[Claim, Finding] | None:
    """What a page's minute of the event does to a claim that gives the minute; minutes some page gives may be right."""
    when, theirs = ours.claim.when, known.timed.get(page.document_id)
    if theirs is None or known.minute is None or when is None or when.clock is None or not tells_main(ours.claim):
        return None
    if when.granularity is not Granularity.MINUTE or when.start != known.day:
        return None
    apart = abs(when.clock[0] - known.minute)
    if apart <= NEAR_MINUTES or apart > MOST_MINUTES or when.clock[0] in known.other_minutes:
        return None
    detail = (
        f"The article puts the event at {clock_words(when.clock[0])}; {printed_by(page)} puts it at "
        f"{clock_words(known.minute)}: the times lie {apart} minutes apart."
    )
    return theirs, Finding(Relation.CONTRADICTS, detail, "minute of the event")


def _told_by(ours: Side) -> date | None:
    """The day on which a claim puts the event: its date, or its publication less the days that have passed."""
    claim = ours.claim
    if claim.figure is None:
        return claim.when.start if claim.when is not None and tells_main(claim) else None
    figure, published = claim.figure, ours.document.civil_day
    if published is None or figure.role != "duration" or figure.unit not in _DAYS or figure.low != figure.high:
        return None
    if not _BEHIND.match(claim.sentence[claim.end - claim.sentence_start :]):
        return None
    return published - timedelta(days=int(figure.value) * _DAYS[figure.unit])


def _finding(relation: Relation, ours: Side, page: Document, told: date, known: date, how: str) -> Finding:
    day = day_words(told)
    said = f"puts the event on {day}"
    if ours.claim.figure is not None:
        said = f"counts “{ours.claim.text}” since the event, which makes it {day}"
    detail = f"The article {said}; {printed_by(page)} puts it on {day_words(known)}: {how}."
    return Finding(relation, detail, "day of the event")
