"""The same-figure gate: do two figures count the same thing? See VERDICTS.md section 2.

In: two sides and how alike their articles and clauses are. Out: a `Gate`: closed with the name of the test that failed,
open for agreement only, or open for conflict too. What agrees vouches for itself (the same rare number about like
things is hardly chance), so agreement needs less likeness than a contradiction, which costs a reporter's reputation.
"""

from collections.abc import Callable
from dataclasses import dataclass
from enum import IntEnum

from tasks.model import Figure
from tasks.settings import Rules, Sources
from tasks.verdicts.likeness import Rarity, overlap
from tasks.verdicts.past import past_years
from tasks.verdicts.places import main_places, places_conflict, same_place
from tasks.verdicts.populations import populations_conflict, same_population
from tasks.verdicts.side import Side
from tasks.vocabulary import PEOPLE_ROLES, ClaimKind, Party


class Opening(IntEnum):
    """How far the gate is open."""

    CLOSED = 0
    AGREEMENT = 1
    CONFLICT = 2


@dataclass(frozen=True, slots=True)
class Gate:
    """The outcome: `failed` names the first test that was not passed, `detail` says it with both sides."""

    opening: Opening
    failed: str | None = None
    detail: str = ""
    event: float = 0.0
    frame: float = 0.0


@dataclass(frozen=True, slots=True)
class Pair:
    """Two sides under comparison with what every test may need."""

    ours: Side
    theirs: Side
    event: float
    frame: float
    rules: Rules
    sources: Sources


_Test = Callable[[Pair], tuple[Opening, str]]


def figure_gate(ours: Side, theirs: Side, event: float, rarity: Rarity, rules: Rules, sources: Sources) -> Gate:
    """Run the tests in order; the gate is as open as the narrowest of them."""
    pair = Pair(ours, theirs, event, overlap(ours.frame, theirs.frame, rarity), rules, sources)
    opening, narrowed, why = Opening.CONFLICT, None, ""
    for name, test in FIGURE_TESTS:
        reached, detail = test(pair)
        if reached is Opening.CLOSED:
            return Gate(Opening.CLOSED, name, detail, pair.event, pair.frame)
        if reached < opening:
            opening, narrowed, why = reached, name, detail
    return Gate(opening, narrowed, why, pair.event, pair.frame)


def _event(pair: Pair) -> tuple[Opening, str]:
    """Both articles are about one event: their words are alike, or the clauses are and share a name."""
    shared = pair.ours.claim.anchors.names & pair.theirs.claim.anchors.names
    shared |= pair.ours.claim.anchors.places & pair.theirs.claim.anchors.places
    detail = f"the articles share {pair.event:.2f} of their words by weight"
    if pair.event >= pair.rules.event_conflicts:
        return Opening.CONFLICT, detail
    if pair.event >= pair.rules.event_agrees or (shared and pair.frame >= pair.rules.frame_conflicts):
        return Opening.AGREEMENT, detail
    return Opening.CLOSED, f"another event: {detail}"


def _time(pair: Pair) -> tuple[Opening, str]:
    """The dead of 1997 are not those of this week: a past year on one side must be the other's too."""
    ours, theirs = (past_years(side.claim, side.document) for side in (pair.ours, pair.theirs))
    if bool(ours) == bool(theirs) and (not ours or ours & theirs):
        return Opening.CONFLICT, ""
    named = ", ".join(str(year) for year in sorted(ours ^ theirs))
    return Opening.CLOSED, f"one of the two speaks of {named}"


def _single(pair: Pair) -> tuple[Opening, str]:
    """One person singled out is not the count of all."""
    ours, theirs = _figures(pair)
    if (ours.value == 1) != (theirs.value == 1) and ours.role in PEOPLE_ROLES:
        return Opening.CLOSED, "one of the two speaks of a single person"
    return Opening.CONFLICT, ""


def _role(pair: Pair) -> tuple[Opening, str]:
    """Killed is not wounded; a free noun must be the same noun or stand in the same clause with the same unit."""
    ours, theirs = _figures(pair)
    if ours.role == theirs.role:
        return Opening.CONFLICT, ""
    if ours.role in PEOPLE_ROLES and theirs.role in PEOPLE_ROLES:
        return Opening.CLOSED, f"{_words(ours.role)} is not {_words(theirs.role)}"
    if ours.unit and ours.unit == theirs.unit and pair.frame >= _needed(pair):
        return Opening.AGREEMENT, f"one counts {_words(ours.role)}, the other {_words(theirs.role)}"
    return Opening.CLOSED, f"{_words(ours.role)} is not {_words(theirs.role)}"


def _party(pair: Pair) -> tuple[Opening, str]:
    ours, theirs = _figures(pair)
    known = {ours.party, theirs.party} - {Party.UNKNOWN}
    if len(known) < 2:  # noqa: PLR2004  two parties that are both known and differ
        return Opening.CONFLICT, ""
    if Party.PERPETRATOR in known:
        return Opening.CLOSED, f"one counts {ours.party}, the other {theirs.party}"
    return Opening.AGREEMENT, f"one counts {ours.party}, the other {theirs.party}"


def _increment(pair: Pair) -> tuple[Opening, str]:
    """New ones are not the total."""
    ours, theirs = _figures(pair)
    if ours.is_increment != theirs.is_increment:
        return Opening.CLOSED, "one counts new ones only, the other all"
    return Opening.CONFLICT, ""


def _population(pair: Pair) -> tuple[Opening, str]:
    ours, theirs = _figures(pair)
    if populations_conflict(ours, theirs, pair.sources):
        return Opening.CLOSED, f"{ours.population or ours.unit} are not {theirs.population or theirs.unit}"
    if same_population(ours, theirs, pair.sources):
        return Opening.CONFLICT, ""
    return Opening.AGREEMENT, f"{ours.population or ours.unit} may not be {theirs.population or theirs.unit}"


def _place(pair: Pair) -> tuple[Opening, str]:
    """A regional part is not the national total; a place that is the whole event's own is no restriction."""
    ours, theirs = _figures(pair)
    if places_conflict(ours.place, theirs.place, pair.sources):
        return Opening.CLOSED, f"{ours.place} is not {theirs.place}"
    if same_place(ours.place, theirs.place, pair.sources):
        return Opening.CONFLICT, ""
    named = ours.place or theirs.place
    if named and named.lower() in main_places(pair.ours.document) & main_places(pair.theirs.document):
        return Opening.CONFLICT, ""
    return (
        Opening.AGREEMENT,
        f"one counts {ours.place or 'no place named'}, the other {theirs.place or 'no place named'}",
    )


def _part(pair: Pair) -> tuple[Opening, str]:
    ours, theirs = _figures(pair)
    if ours.is_part == theirs.is_part:
        return Opening.CONFLICT, ""
    return Opening.AGREEMENT, "one is a part of a total, the other may be the total"


def _frame(pair: Pair) -> tuple[Opening, str]:
    """A free noun (hours, seats, euros) is tied to its thing only by the words around it."""
    if pair.ours.claim.kind is ClaimKind.CASUALTY and pair.theirs.claim.kind is ClaimKind.CASUALTY:
        return Opening.CONFLICT, ""
    detail = f"the clauses share {pair.frame:.2f} of their words by weight"
    if pair.frame >= pair.rules.frame_conflicts and len(pair.ours.frame & pair.theirs.frame) > 2:  # noqa: PLR2004
        return Opening.CONFLICT, detail
    if pair.frame >= _needed(pair):
        return Opening.AGREEMENT, detail
    return Opening.CLOSED, detail


def _needed(pair: Pair) -> float:
    """The very same telling number in a report of the same event needs fewer words around it."""
    ours, theirs = _figures(pair)
    telling = ours.value >= pair.rules.distinctive_value or not float(ours.value).is_integer()
    if telling and ours.value == theirs.value and pair.event >= pair.rules.event_conflicts:
        return pair.rules.frame_agrees / 2
    return pair.rules.frame_agrees


def _figures(pair: Pair) -> tuple[Figure, Figure]:
    ours, theirs = pair.ours.claim.figure, pair.theirs.claim.figure
    if ours is None or theirs is None:
        raise TypeError("figure_gate compares claims with figures")
    return ours, theirs


def _words(role: str) -> str:
    return role.replace("_", " ")


FIGURE_TESTS: tuple[tuple[str, _Test], ...] = (
    ("event", _event),
    ("time", _time),
    ("role", _role),
    ("single", _single),
    ("party", _party),
    ("increment", _increment),
    ("population", _population),
    ("place", _place),
    ("part", _part),
    ("frame", _frame),
)
