"""How surely two figures are one and the same figure, from everything but their values.

In: two sides, how surely their articles are about one event, the rarity of words. Out: log-odds, from a logistic
regression over named features (weights in resemblance_weights.py, written by tests/benchmarks/fit_resemblance.py). The
score opens or shuts the same-figure gate; arithmetic decides whether the figures agree.
"""

import math
import re

from tasks.model import Figure
from tasks.settings import Rules, Sources
from tasks.verdicts.likeness import Alike, Rarity, overlap
from tasks.verdicts.measures import Measure, one_thing
from tasks.verdicts.places import same_place
from tasks.verdicts.populations import same_population
from tasks.verdicts.rates import one_rate
from tasks.verdicts.resemblance_weights import FEW_INTERCEPT, FEW_WEIGHTS, INTERCEPT, WEIGHTS
from tasks.verdicts.side import Side

# Below 0.15 lie 5 % of the pairs of reports of one shooting and 96 % of those of two.
EVENT_SURE, EVENT_DOUBTED = 0.20, 0.10
MONTH_DAYS = 30
_OTHERS = re.compile(r"\b(?:others?|more|additional|another)\b", re.IGNORECASE)
EVENT_CEILING = 0.5  # above this, two articles are as surely of one event as they can be
# Between two figures of different things in reports of one event, how often small and round numbers coincide.
CHANCES = {0.0: 0.5, 1.0: 1.0, 2.0: 0.5, 3.0: 0.33}  # most reports of any event have a single dead or hurt person
CHANCE_OF_SMALL = 0.3
CHANCE_LEAST = 0.01
MAX_SHARED = 2
ANOTHER_WORD = 0.5  # of what the very same noun is worth
MOST_ODDS = 5.0  # above this, two pages are as surely of one event as they can be
TOLLS = frozenset({"killed", "injured", "killed_or_injured"})
LEAD = 2  # headline and first sentences tell of the whole


def resemblance(ours: Side, theirs: Side, alike: Alike, rarity: Rarity, sources: Sources) -> float:
    """The log-odds that both are the same figure, whatever their values."""
    if alike.odds is not None:
        found = few_features(ours, theirs, alike.odds, rarity, sources)
        return FEW_INTERCEPT + sum([FEW_WEIGHTS.get(name, 0.0) * value for name, value in found.items() if value])
    found = features(ours, theirs, alike.event, rarity, sources)
    return INTERCEPT + sum([WEIGHTS.get(name, 0.0) * value for name, value in found.items() if value])


def features(ours: Side, theirs: Side, event: float, rarity: Rarity, sources: Sources) -> dict[str, float]:
    """What speaks for and against, by name."""
    left, right = ours.claim.figure, theirs.claim.figure
    one, other = ours.measure, theirs.measure
    if left is None or right is None or one is None or other is None:
        raise TypeError("resemblance is of figures")
    people = one.kind == other.kind == "people"
    measured = one.kind == other.kind not in {"people", "things"}
    things = not people and not measured
    clause = overlap(ours.frame, theirs.frame, rarity)
    sentence = overlap(ours.words, theirs.words, rarity)
    near = overlap(ours.beside, theirs.beside, rarity)
    own_groups = same_population(ours.population, theirs.population)
    return {
        "event, people": min(event, EVENT_CEILING) * people,
        "event, measured": min(event, EVENT_CEILING) * measured,
        "event, things": min(event, EVENT_CEILING) * things,
        "another event": doubt_of(event) if len(ours.names & theirs.names) < MAX_SHARED else 0.0,
        "months apart, people": months_apart(ours, theirs) * people,
        "same role of people": float(people),
        "same kind of measure": float(measured),
        "same unit": float(measured and one.unit == other.unit),
        "same noun": _same_noun(one, other) * things or float(measured and one_rate(ours, theirs)),
        "people and a word for people": float({one.kind, other.kind} == {"people", "things"}),
        "clause, people": clause * people,
        "clause, measured": clause * measured,
        "clause, things": clause * things,
        "sentence, people": sentence * people,
        "sentence, measured": sentence * measured,
        "sentence, things": sentence * things,
        "beside, people": near * people,
        "beside, measured": near * measured,
        "beside, things": near * things,
        "names shared": float(min(len(ours.names & theirs.names), MAX_SHARED)),
        "no name shared": float(bool(ours.names and theirs.names) and not ours.names & theirs.names),
        "numerals shared": float(min(len(ours.numerals & theirs.numerals), MAX_SHARED)),
        "same place": float(bool(left.place) and same_place(left.place, right.place, sources)),
        "place on one side": float(bool(left.place) != bool(right.place)),
        "another group": float(not own_groups),
        "part of a total": float(ours.is_part != theirs.is_part),
        "another year": float(ours.years != theirs.years),
        "same past year": float(bool(ours.years & theirs.years)),
        "same counter": float(ours.counter is not None and ours.counter == theirs.counter),
        "bound against number": float((left.low is None) != (right.low is None)),
    }


def _same_noun(ours: Measure, theirs: Measure) -> float:
    """The very same noun, or half as surely another word for the same thing: homes are not always households."""
    return float(bool(ours.nouns & theirs.nouns)) or ANOTHER_WORD * one_thing(ours, theirs)


def few_features(ours: Side, theirs: Side, odds: float, rarity: Rarity, sources: Sources) -> dict[str, float]:
    """The same for few dead or hurt, of which every report of its kind has some.

    Who, where and when count most, then what a page leads with or gives as its only number.
    """
    left, right = ours.claim.figure, theirs.claim.figure
    one, other = ours.measure, theirs.measure
    if left is None or right is None or one is None or other is None:
        raise TypeError("resemblance is of figures")
    return {
        "one event": min(max(odds, -MOST_ODDS), MOST_ODDS),
        "same role": float(one.role == other.role),
        "a word for people": float({one.kind, other.kind} == {"people", "things"}),
        "clause": overlap(ours.frame, theirs.frame, rarity),
        "sentence": overlap(ours.words, theirs.words, rarity),
        "beside": overlap(ours.beside, theirs.beside, rarity),
        "same place": float(bool(left.place) and same_place(left.place, right.place, sources)),
        "part of a total": float(ours.is_part != theirs.is_part),
        "another grade": float(ours.is_graded != theirs.is_graded),
        "both are parts": float(ours.is_part and theirs.is_part),
        "same past year": float(bool(ours.years & theirs.years)),
        "same counter": float(ours.counter is not None and ours.counter == theirs.counter),
        "bound against number": float((left.low is None) != (right.low is None)),
        "another scope": float(ours.scope is not theirs.scope),
        "others": float(is_of_others(ours) == is_of_others(theirs)),
        "they lead": float(leads(theirs)),
        "the only number there": float(theirs.is_only),
        "after another number there": float(theirs.is_later),
        "ours is a sum": float(left.derived_from is not None),
        "theirs is a sum": float(right.derived_from is not None),
    }


def is_few(ours: Side, theirs: Side, rules: Rules) -> bool:
    """Whether dead or hurt are counted, and so few of them that other events have as many."""
    left, right = ours.claim.figure, theirs.claim.figure
    if left is None or right is None or ours.measure is None or theirs.measure is None:
        return False
    tolls = bool({ours.measure.role, theirs.measure.role} & TOLLS)
    return tolls and min(left.value, right.value) < rules.distinctive_value


def is_of_others(side: Side) -> bool:
    """As in "three others were hurt"."""
    return _OTHERS.search(side.claim.text) is not None


def leads(side: Side) -> bool:
    """A total in the headline or the first sentences: what the page is about."""
    return side.claim.sentence_index <= LEAD and not side.is_part


def doubt_of(event: float) -> float:
    """How surely two articles are of two events: 0 to 1."""
    return min(max((EVENT_SURE - event) / (EVENT_SURE - EVENT_DOUBTED), 0.0), 1.0)


def months_apart(ours: Side, theirs: Side) -> float:
    """How far the two publications lie apart, 1 for a month or more; 0 where one has no date."""
    first, second = ours.day, theirs.day
    if first is None or second is None:
        return 0.0
    return min(abs((first - second).days) / MONTH_DAYS, 1.0)


def agreement_bonus(figure: Figure) -> float:
    """How much an equal value adds, in log-odds: the rarer a number, the less do two of it meet by chance."""
    return -math.log(chance(figure.value))


def chance(value: float) -> float:
    """How often another figure of the same report has this value by chance: 2 often, 2,000 sometimes, 1,437 never."""
    if value in CHANCES:
        return CHANCES[value]
    digits = f"{value:.10g}".replace(".", "").strip("0")
    by_digits = 10.0 ** -len(digits)
    by_size = 1 / (1 + value) if float(value).is_integer() else 0.0
    return max(min(CHANCE_OF_SMALL, max(by_size, by_digits)), CHANCE_LEAST)
