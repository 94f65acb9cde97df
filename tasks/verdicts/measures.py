"""What a figure measures: killed people, hours, kilometres, euros, seats.

In: a figure. Out: its `Measure`, and whether two measures can be one. Hours become minutes and miles kilometres, at the
precision printed; currencies are never turned into each other.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from types import MappingProxyType

from tasks.claims.people_words import PEOPLE
from tasks.model import Figure
from tasks.reading.stems import stems
from tasks.vocabulary import PEOPLE_ROLES, Hedge

# Units of one kind, each in the smallest of them.
UNITS: dict[str, dict[str, float]] = {
    "duration": {
        "second": 1, "minute": 60, "hour": 3_600, "day": 86_400, "week": 604_800, "month": 2_629_800,
        "year": 31_557_600, "decade": 315_576_000,
    },
    "distance": {
        "millimetre": 0.001, "centimetre": 0.01, "inch": 0.0254, "foot": 0.3048, "yard": 0.9144, "metre": 1,
        "km": 1_000, "mile": 1_609.344, "nautical_mile": 1_852,
    },
    "area": {
        "acre": 4_046.86, "hectare": 10_000, "square km": 1_000_000, "square mile": 2_589_988, "square metre": 1,
        "square foot": 0.0929,
    },
    "weight": {"gram": 1, "ounce": 28.35, "pound": 453.6, "kg": 1_000, "tonne": 1_000_000},
    "speed": {"kmh": 1, "mph": 1.609344, "knot": 1.852},
    "volume": {"litre": 1, "gallon": 3.785, "barrel": 158.99},
    "energy": {"megawatt": 1, "gigawatt": 1_000},
}  # fmt: skip
OTHER_MEASURES = frozenset({"money", "share", "magnitude", "temperature", "ratio", "rank", "label"})
# Who is treated is hurt, who fled is displaced: the same number may stand for either.
LIKE_ROLES = {
    "injured": "hospitalised", "hospitalised": "injured", "displaced": "evacuated", "evacuated": "displaced",
    "rescued": "survived", "survived": "rescued",
}  # fmt: skip
# A noun that no reader of measures knows may still be the measure ("the temblor's 7.6").
MAYBE_THINGS = frozenset({"people", "magnitude", "rank", "ratio"})
JUDGED = frozenset({"convicted", "acquitted"})  # a court does the one or the other
# Words for people that say nothing of what happened to them.
ANYBODY = frozenset(
    stems(
        "people person persons individual victim other life dead death casualty fatality body soul human man toll "
        "number count figure total resident passenger civilian"
    )
)


@dataclass(frozen=True, slots=True)
class Measure:
    """`kind` is "people", a kind of UNITS, one of OTHER_MEASURES, or "things"; `nouns` are stems of what is counted.

    `things` are the names in sources.toml of what a free noun may stand for: homes and households are one thing.
    """

    kind: str
    role: str
    unit: str | None
    nouns: frozenset[str]
    things: frozenset[str] = frozenset()

    @property
    def is_anybody(self) -> bool:
        """A number of people of whom the figure itself does not say what happened to them."""
        return self.kind == "things" and (bool(self.nouns & ANYBODY) or not self.nouns)

    @property
    def names_people(self) -> bool:
        """A number of soldiers, suspects, residents: persons whose noun tells who they are, not what befell them."""
        return self.kind == "things" and (self.role in PEOPLE or not self.things.isdisjoint(PEOPLE))


# "2,000 dead" is a number of killed, whatever reader took the noun for a free one.
ROLE_NOUNS = {
    "dead": "killed", "deaths": "killed", "death": "killed", "fatalities": "killed", "lives": "killed",
    "wounded": "injured", "injuries": "injured", "hurt": "injured", "prisoners": "detained", "captives": "detained",
    "cases": "infected", "crowd": "attended", "attendance": "attended", "spectators": "attended",
    # What was done to somebody, told as a noun, counts those to whom it was done: "4,500 rescues", "63 arrests".
    "killings": "killed", "drownings": "killed", "executions": "killed", "rescues": "rescued", "arrests": "detained",
    "detentions": "detained", "abductions": "abducted", "kidnappings": "abducted", "evacuations": "evacuated",
    "infections": "infected", "disappearances": "missing", "hospitalisations": "hospitalised",
    "hospitalizations": "hospitalised", "identifications": "identified", "autopsies": "autopsied",
    "attendees": "attended", "evacuees": "evacuated", "detainees": "detained", "survivors": "survived",
}  # fmt: skip
NO_THINGS: Mapping[str, frozenset[str]] = MappingProxyType({})


def measure_of(figure: Figure, asked: str = "", things: Mapping[str, frozenset[str]] = NO_THINGS) -> Measure:
    """Read role, unit and population of a figure.

    `asked` is what the question above it asks the number of; `things` names, for a word, the things it may stand for.
    """
    population = f"{figure.population or ''} {asked}".strip() or None
    measure = _measure(ROLE_NOUNS.get(figure.role, figure.role), figure.unit, population)
    if measure.kind != "things" or not things:
        return measure
    # The words of the table are plurals; "a 30-vehicle convoy" prints the singular.
    named = things.get(measure.role) or things.get(f"{measure.role}s")
    return replace(measure, things=named) if named else measure


def one_thing(ours: Measure, theirs: Measure) -> bool:
    """Whether two free nouns count one thing: by the very same noun, or by another word for it."""
    return bool(ours.nouns & theirs.nouns or ours.things & theirs.things)


@lru_cache(maxsize=8192)
def _measure(role: str, unit: str | None, population: str | None) -> Measure:
    if role in PEOPLE_ROLES or role == "not_identified":
        return Measure("people", role, unit, frozenset(stems(f"{unit or ''} {population or ''}")))
    kind = role if role in UNITS or role in OTHER_MEASURES else "things"
    nouns = frozenset(stems(f"{role if kind == 'things' else ''} {unit or ''} {population or ''}"))
    return Measure(kind, role, unit, nouns)


def comparable(ours: Measure, theirs: Measure) -> bool:
    """Whether figures of two measures can be one figure at all: hours never are people."""
    if ours.kind != theirs.kind:
        return comparable_kinds(ours.kind, theirs.kind)
    if ours.kind == "people":
        return ours.role == theirs.role or LIKE_ROLES.get(ours.role) == theirs.role
    if ours.kind in {"money", "label"}:
        return ours.unit == theirs.unit
    return not (ours.role in JUDGED and theirs.role in JUDGED and ours.role != theirs.role)


def comparable_kinds(ours: str, theirs: str) -> bool:
    """Whether anything of two kinds can be: of one kind, or a free noun beside a kind that it may stand for."""
    if ours == theirs:
        return True
    return (ours == "things" and theirs in MAYBE_THINGS) or (theirs == "things" and ours in MAYBE_THINGS)


def in_unit_of(theirs: Figure, ours: Figure) -> Figure:
    """Their figure in our unit; a converted number is as exact as it was printed, so 30 miles is 48 km, not 40."""
    if ours.role == theirs.role == "temperature":
        return _in_scale_of(theirs, ours)
    units = UNITS.get(ours.role)
    if theirs.unit == ours.unit or units is None or theirs.role != ours.role:
        return theirs
    if theirs.unit not in units or ours.unit not in units:
        return theirs
    return _scaled(theirs, units[theirs.unit] / units[ours.unit], 0.0, ours.unit)


def _in_scale_of(theirs: Figure, ours: Figure) -> Figure:
    """Degrees of one scale in the other; where one side names none, in that which brings them together."""
    if theirs.unit == ours.unit:
        return theirs
    to_celsius, to_fahrenheit = (5 / 9, -160 / 9), (9 / 5, 32.0)
    if {theirs.unit, ours.unit} == {"fahrenheit", "celsius"}:
        return _scaled(theirs, *(to_celsius if ours.unit == "celsius" else to_fahrenheit), ours.unit)
    ways = [theirs, *(_scaled(theirs, *way, ours.unit) for way in (to_celsius, to_fahrenheit))]
    return min(ways, key=lambda figure: abs(figure.value - ours.value))


def _scaled(figure: Figure, factor: float, more: float, unit: str | None) -> Figure:
    """The figure times a factor and more, as exact as it was printed; of rounding and hedge the wider wins."""
    step = printed_step(figure.value) / 2
    hedge = figure.value - figure.low if figure.low and figure.hedge in {Hedge.ABOUT, Hedge.ROUNDED} else 0.0
    slack = max(0.0, step - hedge)
    return replace(
        figure,
        value=figure.value * factor + more,
        low=None if figure.low is None else (figure.low - slack) * factor + more,
        high=None if figure.high is None else (figure.high + slack) * factor + more,
        unit=unit,
        hedge=Hedge.ABOUT if figure.hedge is Hedge.EXACT else figure.hedge,
    )


def printed_step(value: float) -> float:
    """The place of the last digit that is not zero: 10 for 30, 0.1 for 7.6, 1 for 48."""
    if value == 0:
        return 1.0
    step = 1.0
    while value % (step * 10) == 0 and step < 1e12:  # noqa: PLR2004  no printed number is that round
        step *= 10
    while round(value / step, 6) % 1 and step > 1e-6:  # noqa: PLR2004  nor that fine
        step /= 10
    return step
