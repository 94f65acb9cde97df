"""Who is counted: North Korean soldiers are not Ukrainian ones, children are not all the dead.

In: two figures with population or unit as printed. Out: whether they surely differ, and whether they surely agree.
"""

from dataclasses import dataclass, replace
from functools import lru_cache

from tasks.model import Figure
from tasks.reading.stems import stems
from tasks.settings import Sources
from tasks.vocabulary import PEOPLE_ROLES

# Groups that are part of a population; two of different lines never count the same people.
GROUPS = (
    "children child kids minors infants babies boys girls juveniles toddlers",
    "women woman females mothers",
    "men man males",
    "soldiers troops servicemen military army fighters forces",
    "police officers policemen cops troopers",
    "firefighters firemen",
    "rescuers responders paramedics medics",
    "civilians",
    "passengers",
    "crew pilots attendants",
    "students pupils",
    "foreigners nationals",
    "workers employees staff",
    "militants insurgents rebels terrorists gunmen attackers",
    "journalists reporters",
    "prisoners hostages captives",
    "adults adult",
)

GENERIC = frozenset({GROUPS.index("women woman females mothers"), GROUPS.index("men man males")})


# Those of whom a part has another fate: "133 of the dead are identified" says nothing of the missing.
FATES = {
    "the dead": "dead", "the killed": "dead", "the deaths": "dead", "the fatalities": "dead", "the bodies": "dead",
    "the missing": "missing", "the wounded": "hurt", "the injured": "hurt", "the survivors": "alive",
}  # fmt: skip


@lru_cache(maxsize=1)
def _group_of() -> dict[str, int]:
    return {stem: number for number, line in enumerate(GROUPS) for stem in stems(line)}


@dataclass(frozen=True, slots=True)
class Population:
    """The nationalities and the groups (numbers of lines of GROUPS) that a figure names."""

    nations: frozenset[str] = frozenset()
    groups: frozenset[int] = frozenset()
    fate: str | None = None  # of the whole that the figure is a part of


def counted(figure: Figure) -> str:
    """Who or what a figure counts, as printed; "people" where the words name nobody: "three dead"."""
    return figure.population or figure.unit or "people"


def populations_conflict(ours: Population, theirs: Population) -> bool:
    """Two nationalities that share nothing, two groups of which neither is the other, or parts of two fates."""
    return bool(
        (ours.nations and theirs.nations and not ours.nations & theirs.nations)
        or (ours.groups and theirs.groups and not ours.groups & theirs.groups and not _may_be_adults(ours, theirs))
        or (ours.fate and theirs.fate and ours.fate != theirs.fate)
    )


def _may_be_adults(ours: Population, theirs: Population) -> bool:
    """Adults are no children, and may be women, officers or passengers."""
    children, adults = _group_of()["child"], _group_of()["adult"]
    return adults in ours.groups | theirs.groups and children not in ours.groups | theirs.groups


def same_population(ours: Population, theirs: Population) -> bool:
    """The same group word on both sides, or none on either; a nationality named on one side only is no difference."""
    return ours.groups == theirs.groups


def population_of(figure: Figure, sources: Sources, words: str = "") -> Population:
    """Read whom a figure counts, from its population, its unit, the noun that it takes for a role, and `words`."""
    role = "" if figure.role in PEOPLE_ROLES or figure.unit else figure.role
    text = f"{figure.population or ''} {figure.unit or ''} {role} {words}".strip().lower()
    found = _read(text, sources) if text else Population()
    fate = FATES.get(figure.population or "")
    return replace(found, fate=fate) if fate else found


def _read(text: str, sources: Sources) -> Population:
    words = text.split()
    nations: set[str] = set()
    for size in (3, 2, 1):
        for start in range(len(words) - size + 1):
            place = sources.places_by_alias.get(" ".join(words[start : start + size]))
            # "North Korea" holds "Korea"; the longer name was found first and stands alone.
            if place and not any(place.name in known for known in nations):
                nations.add(place.name)
    return Population(frozenset(nations), groups_of(text))


@lru_cache(maxsize=8_192)
def groups_of(text: str) -> frozenset[int]:
    """The groups (numbers of lines of GROUPS) that these words name."""
    return frozenset(_group_of()[stem] for stem in stems(text) if stem in _group_of())
