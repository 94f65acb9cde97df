"""How surely two dates are of one happening, from everything but the dates.

In: two sides with dates, how surely their articles are about one event, the rarity of words. Out: log-odds, from a
logistic regression over named features (weights in resemblance_weights.py). The claimed date is never part of it, or no
wrong date could be found; how often two dates of one report coincide by chance is `chance_of_day`.
"""

import math

from tasks.model import When
from tasks.verdicts.deeds import deed_of, of_one_happening
from tasks.verdicts.likeness import Rarity, overlap
from tasks.verdicts.resemblance import EVENT_CEILING, MAX_SHARED
from tasks.verdicts.resemblance_weights import DATE_INTERCEPT, DATE_WEIGHTS
from tasks.verdicts.side import Side
from tasks.vocabulary import Granularity

REPORTING = frozenset(
    {"say", "tell", "announce", "report", "confirm", "state", "declare", "brief", "speak", "publish", "release", "call"}
)
# Who counts does it again and again, and so does everybody else.
COUNTING = frozenset({"count", "estimate", "put", "mention", "reckon", "number"})
# Verbs too empty to be a happening by themselves: "taken alive" and "taken home" share nothing.
EMPTY_VERBS = frozenset("be have do take make get give put set keep bring come go start begin end use see".split())
NEWS_DAYS, BACKGROUND_DAYS = 4, 40  # from publication
CHANCE_OF_MINUTE = ((30, 0.14), (5, 0.05), (1, 0.02))  # of a day: half hours are told of everything
CHANCE_OF_NEWS, CHANCE_OF_BACKGROUND, CHANCE_OF_HISTORY = 0.25, 0.1, 0.03


def date_resemblance(ours: Side, theirs: Side, event: float, rarity: Rarity) -> float:
    """The log-odds that both dates are of one happening, whatever the dates."""
    return DATE_INTERCEPT + sum(
        DATE_WEIGHTS.get(name, 0.0) * value for name, value in date_features(ours, theirs, event, rarity).items()
    )


def date_features(ours: Side, theirs: Side, event: float, rarity: Rarity) -> dict[str, float]:
    """What speaks for and against, by name."""
    left, right = ours.claim.happening, theirs.claim.happening
    verbs = (left.event if left else "", right.event if right else "")
    people = (left.participants if left else frozenset[str](), right.participants if right else frozenset[str]())
    reporting = [verb in REPORTING for verb in verbs]
    return {
        "event": min(event, EVENT_CEILING),
        "same verb": float(bool(verbs[0]) and deed_of(verbs[0]) == deed_of(verbs[1])),
        "verbs of one happening": float(of_one_happening(*verbs)),
        "both of reporting": float(all(reporting)),
        "one of reporting": float(any(reporting) and not all(reporting)),
        "participants shared": float(min(len(people[0] & people[1]), MAX_SHARED)),
        "other participants": float(bool(people[0] and people[1]) and not people[0] & people[1]),
        "names shared": float(min(len(ours.names & theirs.names), MAX_SHARED)),
        "clause": overlap(ours.frame, theirs.frame, rarity),
        "sentence": overlap(ours.words, theirs.words, rarity),
        "beside": overlap(ours.beside, theirs.beside, rarity),
        "numerals shared": float(min(len(ours.numerals & theirs.numerals), MAX_SHARED)),
        "other status": float(_other_status(ours, theirs)),
    }


def _other_status(ours: Side, theirs: Side) -> bool:
    """One denies what the other tells, or plans what the other tells and time does not explain it.

    The very deed that was planned when one page came out has happened when the next one does.
    """
    left, right = ours.claim.happening, theirs.claim.happening
    if left is None or right is None or left.status == right.status:
        return False
    if "denied" in {left.status, right.status} or not of_one_happening(left.event, right.event):
        return True
    early, late = (ours, theirs) if left.status == "planned" else (theirs, ours)
    when, told = early.claim.when, late.day
    return when is None or told is None or told < when.start


def date_bonus(ours: Side, theirs: Side, when: When) -> float:
    """How much an equal date adds, in log-odds: all reports of an event name its day, few name one of long ago.

    An equal minute says more, the less round it is, where the two clauses have a word in common.
    """
    chance = chance_of_day(ours, when)
    other = theirs.claim.when
    by_the_minute = when.granularity is Granularity.MINUTE and other is not None and when.clock == other.clock
    if by_the_minute and when.clock is not None and not ours.frame.isdisjoint(theirs.frame):
        chance = min(chance, next(share for minutes, share in CHANCE_OF_MINUTE if when.clock[0] % minutes == 0))
    return -math.log(chance)


def chance_of_day(ours: Side, when: When) -> float:
    """How often two dates of reports of one event agree although they are of two happenings."""
    published = ours.day
    if published is None:
        return CHANCE_OF_BACKGROUND
    away = min(abs((published - when.start).days), abs((published - when.end).days))
    if away <= NEWS_DAYS:
        return CHANCE_OF_NEWS
    return CHANCE_OF_BACKGROUND if away <= BACKGROUND_DAYS else CHANCE_OF_HISTORY
