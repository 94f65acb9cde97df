"""The same-figure gate: do two figures count the same thing? See VERDICTS.md section 2.

In: two sides and how alike their articles are. Out: a `Gate`: closed with the name of the test that failed, open for
agreement only, or open for conflict too, with the log-odds of being one figure. What agrees vouches for itself (the
same rare number about like things is hardly chance), so agreement needs less likeness than a contradiction, which costs
a reporter's reputation.
"""

import math
from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import IntEnum

from tasks.model import Figure
from tasks.reading.stems import stems
from tasks.settings import Rules, Sources
from tasks.verdicts.capacity import CAPACITY
from tasks.verdicts.likeness import Alike, Rarity, clause, overlap
from tasks.verdicts.measures import Measure, comparable, one_thing
from tasks.verdicts.own_time import each_of_its_own_time, of_two_periods
from tasks.verdicts.past import names_year
from tasks.verdicts.places import among_others, main_places, places_conflict, same_place
from tasks.verdicts.populations import counted, populations_conflict, same_population
from tasks.verdicts.resemblance import resemblance
from tasks.verdicts.rise_and_fall import change_of
from tasks.verdicts.side import Side
from tasks.verdicts.sites import same_site
from tasks.verdicts.small_tolls import counts_one_group, is_a_numeral_one, is_its_scene, is_one_of_all, of_one_group
from tasks.vocabulary import AsOfBasis, Party

_DEATH = (
    "kill die dead death died dying fatal fatality toll lose lost claim perish slain murder body corpse massacre drown "
    "execute behead homicide survive slay gun gunned grave funeral bury mourn victim casualty loss"
)
_HARM = "injure injury injured wound wounded hurt shot shoot gunshot hospital treat casualty victim hit stab stable"
# Of killed, hurt or both: words of which one must stand beside "64 people" to make them the dead or the hurt.
HARMED: dict[str, frozenset[str]] = {
    "killed": frozenset(stems(_DEATH)),
    "injured": frozenset(stems(_HARM)),
    "killed_or_injured": frozenset(stems(f"{_DEATH} {_HARM}")),
}
NEXT_WORDS = 5
_JOINTS = frozenset({"and", "but", "that", "while", "which", "who", "said"})
_ANY_HARM = HARMED["killed_or_injured"]
MOST_ODDS = 14.0  # a million to one
SINGLE = "single"  # the test that a person singled out is not the count of all


class Opening(IntEnum):
    """How far the gate is open."""

    CLOSED = 0
    AGREEMENT = 1
    CONFLICT = 2


@dataclass(frozen=True, slots=True)
class Gate:
    """The outcome: `failed` names the first test that was not passed, `detail` says it with both sides.

    `score` is the log-odds of one figure; `frame` the share of the words around both.
    """

    opening: Opening
    failed: str | None = None
    detail: str = ""
    event: float = 0.0
    frame: float = 0.0
    score: float = float("-inf")


@dataclass(frozen=True, slots=True)
class Pair:
    """Two sides under comparison with what every test may need."""

    ours: Side
    theirs: Side
    alike: Alike
    rules: Rules
    sources: Sources

    @property
    def event(self) -> float:
        """How alike the words of both articles are."""
        return self.alike.event


_Test = Callable[[Pair], tuple[Opening, str]]


def figure_gate(ours: Side, theirs: Side, alike: Alike, rarity: Rarity, rules: Rules, sources: Sources) -> Gate:
    """Run the tests in order; the gate is as open as the narrowest of them."""
    pair, event = Pair(ours, theirs, alike, rules, sources), alike.event
    opening, narrowed, why = Opening.CONFLICT, None, ""
    for name, test in FIGURE_TESTS:
        reached, detail = test(pair)
        if reached is Opening.CLOSED:
            frame = overlap(ours.frame, theirs.frame, rarity) if name in REFRAMED and _same_value(pair) else 0.0
            # How near the count of all stands to the one person tells which of the two a page means (slots.py).
            near = resemblance(ours, theirs, alike, rarity, sources) if name == SINGLE else float("-inf")
            return Gate(Opening.CLOSED, name, detail, event, frame, near)
        if reached < opening:
            opening, narrowed, why = reached, name, detail
    frame = overlap(ours.frame, theirs.frame, rarity)
    score = resemblance(ours, theirs, alike, rarity, sources)
    if opening is Opening.CONFLICT and same_site(ours, theirs):
        score = max(score, rules.odds_agrees, rules.odds_conflicts_measured)
    return Gate(opening, narrowed, why, event, frame, score)


def same_statement(ours: Side, theirs: Side) -> bool:
    """One body's count of one people in one role, for moments that touch: no likeness of words makes that surer."""
    left, right = ours.claim.figure, theirs.claim.figure
    if left is None or right is None or left.as_of is None or right.as_of is None:
        return False
    if ours.counter is None or ours.counter != theirs.counter or left.role != right.role:
        return False
    if ours.is_part or theirs.is_part or left.is_increment or right.is_increment:
        return False
    nations = ours.population.nations & theirs.population.nations
    touch = left.as_of.start <= right.as_of.end and right.as_of.start <= left.as_of.end
    stated = AsOfBasis.PUBLICATION not in {left.as_of.basis, right.as_of.basis}
    return bool(nations) and touch and stated


def _measure(pair: Pair) -> tuple[Opening, str]:
    """Killed is not wounded and hours are not people; a number of people may be that of the killed."""
    ours, theirs = pair.ours.measure, pair.theirs.measure
    if ours is None or theirs is None or not comparable(ours, theirs):
        return Opening.CLOSED, f"{_counted(pair.ours)} is not {_counted(pair.theirs)}"
    if ours.kind == theirs.kind == "people" and ours.role != theirs.role:
        return Opening.AGREEMENT, f"one counts {_counted(pair.ours)}, the other {_counted(pair.theirs)}"
    if ours.kind == theirs.kind == "people" or (ours.kind == theirs.kind != "things"):
        return Opening.CONFLICT, ""
    if ours.kind == theirs.kind:
        if one_thing(ours, theirs):
            return Opening.CONFLICT, ""
        return Opening.AGREEMENT, f"one counts {_counted(pair.ours)}, the other {_counted(pair.theirs)}"
    things = ours if ours.kind == "things" else theirs
    if "people" in {ours.kind, theirs.kind} and not _may_be_those(things, pair):
        return Opening.CLOSED, f"{_counted(pair.ours)} is not {_counted(pair.theirs)}"
    return Opening.AGREEMENT, f"one counts {_counted(pair.ours)}, the other {_counted(pair.theirs)}"


def _may_be_those(things: Measure, pair: Pair) -> bool:
    """Whether a free noun may name the people of a role: "1,700 soldiers" are searching, "1,700" are deployed.

    A noun that names persons by what they are may name those of any role but death and harm: pages say those outright.
    """
    if things.is_anybody:
        return _may_be_harmed(pair)
    told, bare = (pair.theirs, pair.ours) if pair.ours.measure is things else (pair.ours, pair.theirs)
    if not things.names_people or told.measure is None or told.measure.role in HARMED:
        return False
    if _figures(pair)[0].value < pair.rules.distinctive_value:
        return False  # two passengers and two rescued meet by chance
    return not _next_to(bare) & (_ANY_HARM - things.nouns - told.frame)


def _next_to(side: Side) -> frozenset[str]:
    """The stems of the few words on either side of a figure, as far as no clause begins or ends between."""
    before, _, after = clause(side.claim)
    near = [*_cut(before.split()[::-1]), *_cut(after.split())]
    return frozenset(stems(" ".join(near)))


def _cut(words: list[str]) -> list[str]:
    """The first few words up to one that joins clauses."""
    ends = (at for at, word in enumerate(words[:NEXT_WORDS]) if word in _JOINTS or word.endswith(","))
    return words[: next(ends, NEXT_WORDS)]


def _may_be_harmed(pair: Pair) -> bool:
    """Whether a sentence that counts "people" says what the other side counts: death or harm.

    "64 people" of a page on a crash are no 64 dead; of other fates pages speak in too many words to ask for one.
    """
    told, bare = pair.ours, pair.theirs
    if told.measure is None or told.measure.kind != "people":
        told, bare = bare, told
    wanted = HARMED.get(told.measure.role) if told.measure else None
    return wanted is None or not wanted.isdisjoint(bare.words)


def _event(pair: Pair) -> tuple[Opening, str]:
    """Both articles are about one event, or the two sentences share names (or a name and a past year)."""
    detail = f"the articles share {pair.event:.2f} of their words by weight"
    dated = pair.ours.years & pair.theirs.years or pair.ours.days & pair.theirs.days  # alike, whatever event that was
    if pair.alike.odds is not None and not dated:
        return _one_of_many(pair, pair.alike.odds)
    if pair.event >= pair.rules.event_conflicts or same_statement(pair.ours, pair.theirs):
        return Opening.CONFLICT, detail
    shared = len(pair.ours.names & pair.theirs.names) + len(pair.ours.years & pair.theirs.years)
    if pair.event >= pair.rules.event_agrees or shared > 1:
        return Opening.AGREEMENT, detail
    return Opening.CLOSED, f"another event: {detail}"


def _one_of_many(pair: Pair, odds: float) -> tuple[Opening, str]:
    """Every city has its shootings: few dead or hurt are of one event only if who, where and when say so."""
    detail = f"by names, places and days the odds of one event are {math.exp(min(odds, MOST_ODDS)):.2g} to 1"
    if odds >= pair.rules.one_event_conflicts or same_statement(pair.ours, pair.theirs):
        return Opening.CONFLICT, detail
    if odds >= pair.rules.one_event_agrees:
        return Opening.AGREEMENT, detail
    return Opening.CLOSED, f"another event: {detail}"


def _time(pair: Pair) -> tuple[Opening, str]:
    """The dead of 1997 are not those of this week: a past year on one side must be the other's too."""
    if _kinds(pair) == {CAPACITY}:
        return Opening.CONFLICT, ""  # a hall holds this year what it held last year
    ours, theirs = pair.ours.years, pair.theirs.years
    days = pair.ours.days, pair.theirs.days
    if all(days) and not days[0] & days[1]:
        return Opening.AGREEMENT, f"one is of {min(days[0])}, the other of {min(days[1])}"
    if ours & theirs or not (ours or theirs):
        return Opening.CONFLICT, ""
    if ours and names_year(pair.theirs.claim, pair.theirs.document, ours):
        return Opening.CONFLICT, ""
    named = ", ".join(str(year) for year in sorted(ours ^ theirs))
    left, right = _figures(pair)
    undated = [side.day for side in (pair.ours, pair.theirs) if not side.years]
    # Any year has a few dead: those of a past one are a page's without a year only if it came out in that year.
    few = pair.alike.odds is not None and not any(day and day.year in ours | theirs for day in undated)
    differ = few or (ours and theirs) or left.value != right.value
    return Opening.CLOSED if differ else Opening.AGREEMENT, f"one of the two speaks of {named}"


def _period(pair: Pair) -> tuple[Opening, str]:
    """Jobs of October are not jobs of May; what is measured again and again is each report's own."""
    ours, theirs = _figures(pair)
    if of_two_periods(ours.as_of, theirs.as_of):
        return Opening.CLOSED, "the two are of different stretches of time"
    if "people" in _kinds(pair) or not each_of_its_own_time(pair.ours, pair.theirs):
        return Opening.CONFLICT, ""
    detail = "the pages are months apart, and each tells of its own time"
    alike = pair.event >= pair.rules.event_far or pair.ours.names & pair.theirs.names
    return (Opening.AGREEMENT if alike and _same_value(pair) else Opening.CLOSED), detail


def _change(pair: Pair) -> tuple[Opening, str]:
    """A share that something rose by is not the share that it fell by; nor is a share that tells no change."""
    if "share" not in {measure.kind for measure in (pair.ours.measure, pair.theirs.measure) if measure}:
        return Opening.CONFLICT, ""
    ours, theirs = change_of(pair.ours.claim), change_of(pair.theirs.claim)
    if ours is theirs:
        return Opening.CONFLICT, ""
    if ours and theirs:
        return Opening.CLOSED, f"one is {ours}, the other {theirs}"
    return Opening.AGREEMENT, f"one is {ours or theirs}, the other may be none"


def _single(pair: Pair) -> tuple[Opening, str]:
    """One person singled out is not the count of all."""
    ours, theirs = _figures(pair)
    alone = pair.ours if ours.value == 1 else pair.theirs
    if _same_slot(pair) and is_a_numeral_one(alone):
        return Opening.CONFLICT, ""  # "two in Andalusia", "one was in Andalusia"
    if (ours.value == 1) != (theirs.value == 1) and "people" in _kinds(pair) and not is_one_of_all(alone):
        return Opening.CLOSED, "one of the two speaks of a single person"
    return Opening.CONFLICT, ""


def _party(pair: Pair) -> tuple[Opening, str]:
    ours, theirs = _figures(pair)
    known = {ours.party, theirs.party} - {Party.UNKNOWN}
    if len(known) < 2:  # noqa: PLR2004  two parties that are both known and differ
        return Opening.CONFLICT, ""
    if known == {Party.VICTIM, Party.COMBATANT}:
        return Opening.CONFLICT, ""  # a fallen soldier is read as either
    if Party.PERPETRATOR in known:
        return Opening.CLOSED, f"one counts {ours.party}, the other {theirs.party}"
    return Opening.AGREEMENT, f"one counts {ours.party}, the other {theirs.party}"


def _increment(pair: Pair) -> tuple[Opening, str]:
    """New ones are not the total."""
    ours, theirs = _figures(pair)
    if ours.is_increment != theirs.is_increment:
        # A page may leave out that 3,000 soldiers are 3,000 more; of the dead it says so.
        opening = Opening.CLOSED if _kinds(pair) == {"people"} else Opening.AGREEMENT
        return opening, "one counts new ones only, the other all"
    return Opening.CONFLICT, ""


def _population(pair: Pair) -> tuple[Opening, str]:
    ours, theirs = _figures(pair)
    if populations_conflict(pair.ours.population, pair.theirs.population):
        return Opening.CLOSED, f"{counted(ours)} are not {counted(theirs)}"
    if pair.alike.odds is not None and counts_one_group(pair.ours, pair.theirs):
        return Opening.AGREEMENT, "one counts a group that may be a part of the other"
    if same_population(pair.ours.population, pair.theirs.population) or of_one_group(pair.ours, pair.theirs):
        return Opening.CONFLICT, ""
    return Opening.AGREEMENT, f"{counted(ours)} may not be {counted(theirs)}"


def _place(pair: Pair) -> tuple[Opening, str]:
    """A regional part is not the national total; a place that is the whole event's own is no restriction."""
    ours, theirs = (replace(one, place=None) if _is_sum(one) else one for one in _figures(pair))
    if places_conflict(ours.place, theirs.place, pair.sources):
        return Opening.CLOSED, f"{ours.place} is not {theirs.place}"
    if same_place(ours.place, theirs.place, pair.sources):
        return Opening.CONFLICT, ""
    if is_its_scene(pair.ours, pair.theirs, pair.alike, pair.rules):
        return Opening.CONFLICT, ""
    if _elsewhere(pair.ours, pair.theirs) or _elsewhere(pair.theirs, pair.ours):
        return Opening.CLOSED, f"{ours.place or theirs.place} is not named beside the other"
    named = ours.place or theirs.place
    of_all = pair.theirs if ours.place else pair.ours
    if named and set(stems(named)) <= pair.ours.words & pair.theirs.words and not among_others(named, of_all.claim):
        return Opening.CONFLICT, ""  # both sentences are about it, wherever it was read
    if named and named.lower() in main_places(pair.ours.document) & main_places(pair.theirs.document):
        return Opening.CONFLICT, ""
    return (
        Opening.AGREEMENT,
        f"one counts {ours.place or 'no place named'}, the other {theirs.place or 'no place named'}",
    )


def _is_sum(figure: Figure) -> bool:
    """As in "94 in Kerr County and 15 elsewhere": the sum of two grounds lies in neither."""
    return figure.derived_from is not None and "+" in figure.derived_from


def _elsewhere(one: Side, other: Side) -> bool:
    """A figure of a named part of the ground, and a part whose sentence names only other ground."""
    if one.claim.figure is None or not one.claim.figure.place or not other.is_part:
        return False
    return bool(other.claim.anchors.places) and not set(stems(one.claim.figure.place)) & other.words


def _part(pair: Pair) -> tuple[Opening, str]:
    ours, theirs = _figures(pair)
    parts = pair.ours.is_part, pair.theirs.is_part
    if any(parts) and _same_slot(pair):
        return Opening.CONFLICT, ""
    if all(parts) and not (ours.place and theirs.place) and not pair.ours.population.groups:
        return Opening.AGREEMENT, "both are parts of a total, and may be two parts"
    if parts[0] == parts[1]:
        return Opening.CONFLICT, ""
    return Opening.AGREEMENT, "one is a part of a total, the other may be the total"


def same_ground(ours: Side, theirs: Side, sources: Sources) -> bool:
    """Whether both figures name where they were counted, and it is one place."""
    left, right = ours.claim.figure, theirs.claim.figure
    if left is None or right is None or not left.place or not right.place:
        return False
    return same_place(left.place, right.place, sources)


def _same_slot(pair: Pair) -> bool:
    """Whether the place picks the part: what is counted of one group in one place has one number."""
    same_groups = pair.ours.population.groups == pair.theirs.population.groups
    return same_groups and same_ground(pair.ours, pair.theirs, pair.sources)


def _figures(pair: Pair) -> tuple[Figure, Figure]:
    ours, theirs = pair.ours.claim.figure, pair.theirs.claim.figure
    if ours is None or theirs is None:
        raise TypeError("figure_gate compares claims with figures")
    return ours, theirs


def _same_value(pair: Pair) -> bool:
    ours, theirs = _figures(pair)
    return ours.value == theirs.value


def _kinds(pair: Pair) -> set[str]:
    return {side.measure.kind for side in (pair.ours, pair.theirs) if side.measure}


def _counted(side: Side) -> str:
    figure = side.claim.figure
    return (figure.role if figure else "nothing").replace("_", " ")


FIGURE_TESTS: tuple[tuple[str, _Test], ...] = (
    ("role", _measure),
    ("event", _event),
    (SINGLE, _single),
    ("party", _party),
    ("increment", _increment),
    ("time", _time),
    ("period", _period),
    ("change", _change),
    ("population", _population),
    ("place", _place),
    ("part", _part),
)
REFRAMED = frozenset({"role", "population", "place"})  # where the very same number is a finding of its own
