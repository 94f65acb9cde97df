"""Whether two pages tell of one happening, where few are dead or hurt and every city has its like.

In: two documents, their likeness of words (events.py), the rarity of words. Out: log-odds, from a logistic regression
over named features (weights in resemblance_weights.py, by tests/benchmarks/fit_resemblance.py). Words of two shootings
are alike; what tells them apart is who (names in full, ages), where (streets), and when (days apart, weekdays, dates).
Of reports of two shootings that a search brings together 1 % have log-odds above -1.3, of reports of one 94 %.
"""

import math
import re
from collections.abc import Mapping
from functools import lru_cache
from typing import NamedTuple

from tasks.model import Document
from tasks.verdicts.events import Profile, Profiles, held_share, likenesses, name_rarity, profile
from tasks.verdicts.likeness import Rarity
from tasks.verdicts.resemblance_weights import EVENT_INTERCEPT, EVENT_WEIGHTS

CHARS = 4_000  # of a page: who, where and when stand in its first half
WHEN_CHARS = 1_500  # the weekday of the happening stands in the lead
WEEK_DAYS, NEAR_DAYS = 6, 2
UNKNOWN_DAYS = 7  # between two pages of which one has no date
MAX_SHARED, MAX_DATES = 3, 2
MAX_RARE = 40.0  # in units of rarity (inverse document frequency)
_AGE = re.compile(r"\b(\d{1,2})-year-old|, (\d{1,2}),|\bages? (\d{1,2})\b")
_STREET = re.compile(
    r"\b([A-Z][\w.'-]{1,20}|\d{1,3}(?:st|nd|rd|th)) (?:Street|St\b|Avenue|Ave\b|Road|Rd\b|Drive|Dr\b|Boulevard|Blvd\b|"
    r"Lane|Court|Place|Parkway|Highway|Terrace|Circle)"
)
_FULL_NAME = re.compile(r"\b[A-Z][a-z’'-]{1,20}(?: [A-Z]\.?)? [A-Z][a-zA-Z’'-]{2,20}\b")
_WEEKDAY = re.compile(r"\b(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b")
_DATE = re.compile(r"\b(Jan|Feb|March|April|May|June|July|Aug|Sept|Oct|Nov|Dec)[a-z]{0,6}\.? (\d{1,2})\b")


class Printed(NamedTuple):
    """Who, where and when, as one page prints it."""

    names: frozenset[str]
    ages: frozenset[str]
    streets: frozenset[str]
    weekdays: frozenset[str]
    dates: frozenset[str]


class Particulars(NamedTuple):
    """What a page is about, and its who, where and when."""

    about: Profile
    printed: Printed


class OneEvent(dict[str, float]):
    """Document id -> log-odds that it tells of the article's happening; reckoned when first asked for."""

    def __init__(
        self,
        document: Document,
        references: Mapping[str, Document],
        events: Mapping[str, float],
        rarity: Rarity,
        profiles: Profiles | None = None,
    ) -> None:
        super().__init__()
        self._document, self._references, self._events, self._rarity = document, references, events, rarity
        everyone = {**references, document.document_id: document}
        self._profiles = Profiles(everyone, rarity) if profiles is None else profiles

    def __missing__(self, key: str) -> float:
        ours, theirs = self._told(self._document), self._told(self._references[key])
        found = event_features(ours, theirs, self._events[key], self._rarity)
        odds = EVENT_INTERCEPT + sum([EVENT_WEIGHTS.get(name, 0.0) * value for name, value in found.items()])
        self[key] = odds
        return odds

    def _told(self, held: Document) -> tuple[Document, Particulars]:
        return held, Particulars(self._profiles[held.document_id], _printed(held))


def particulars(document: Document, rarity: Rarity) -> Particulars:
    """Read one page."""
    return Particulars(profile(document, rarity), _printed(document))


@lru_cache(maxsize=1024)
def _printed(document: Document) -> Printed:
    """Title and first half of a page; the same page speaks to article after article."""
    text = f"{document.title or ''} . {document.text[:CHARS]}"
    return Printed(
        names=frozenset(hit.group().lower() for hit in _FULL_NAME.finditer(text)),
        ages=frozenset(next(group for group in hit.groups() if group) for hit in _AGE.finditer(text)),
        streets=frozenset(hit.group(1).lower() for hit in _STREET.finditer(text)),
        weekdays=frozenset(hit.group() for hit in _WEEKDAY.finditer(text[:WHEN_CHARS])),
        dates=frozenset(f"{hit.group(1)[:3]} {hit.group(2)}" for hit in _DATE.finditer(text)),
    )


def event_features(
    left: tuple[Document, Particulars], right: tuple[Document, Particulars], event: float, rarity: Rarity
) -> dict[str, float]:
    """What speaks for one happening and against it, by name."""
    (first, (about, one)), (second, (their_about, other)) = left, right
    apart = days_apart(first, second)
    words, names = likenesses(about, their_about)
    rare = sum(name_rarity(name, rarity) for name in sorted(set(about.names) & set(their_about.names)))
    return {
        "likeness": event,
        "words": words,
        "names": names,
        "names held": held_share(about.names, their_about.names),
        "rare names": min(rare, MAX_RARE) / MAX_RARE,
        "full names shared": float(min(len(one.names & other.names), MAX_SHARED)),
        "ages shared": float(min(len(one.ages & other.ages), MAX_SHARED)),
        "other ages": _differ(one.ages, other.ages),
        "streets shared": float(min(len(one.streets & other.streets), MAX_DATES)),
        "other streets": _differ(one.streets, other.streets),
        "same weekday": float(apart <= WEEK_DAYS and bool(one.weekdays & other.weekdays)),
        "other weekday": float(apart <= WEEK_DAYS) * _differ(one.weekdays, other.weekdays),
        "dates shared": float(min(len(one.dates & other.dates), MAX_DATES)),
        "days apart": math.log1p(apart),
        "within two days": float(apart <= NEAR_DAYS),
    }


def days_apart(left: Document, right: Document) -> int:
    """Days between two publications."""
    first, second = left.civil_day, right.civil_day
    return abs((first - second).days) if first and second else UNKNOWN_DAYS


def _differ(left: frozenset[str], right: frozenset[str]) -> float:
    """Both name some, and none is shared."""
    return float(bool(left and right) and not left & right)
