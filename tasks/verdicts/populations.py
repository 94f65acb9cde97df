"""Who is counted: North Korean soldiers are not Ukrainian ones, children are not all the dead.

In: two figures with population or unit as printed. Out: whether they surely differ, and whether they surely agree.
"""

from functools import lru_cache

from tasks.model import Figure
from tasks.reading.stems import stems
from tasks.settings import Sources

# Words that restrict nothing: whoever they are, they are people.
ANYBODY = frozenset(
    stems(
        "people persons individuals victims others dead lives residents locals inhabitants casualties deaths "
        "fatalities bodies souls humans those total number toll count figure"
    )
)
# Groups that are part of a population; two of different lines never count the same people.
GROUPS = (
    "children child kids minors infants babies boys girls",
    "women woman females mothers",
    "men man males",
    "soldiers troops servicemen military army fighters forces",
    "police officers policemen",
    "firefighters firemen",
    "rescuers responders paramedics medics",
    "civilians",
    "passengers",
    "crew members pilots attendants",
    "students pupils",
    "foreigners nationals",
    "workers employees staff",
    "militants insurgents rebels terrorists gunmen attackers",
    "journalists reporters",
    "prisoners hostages captives",
)


@lru_cache(maxsize=1)
def _group_of() -> dict[str, int]:
    return {stem: number for number, line in enumerate(GROUPS) for stem in stems(line)}


def populations_conflict(ours: Figure, theirs: Figure, sources: Sources) -> bool:
    """Two nationalities that share nothing, or two groups of which neither is the other."""
    left, right = _parts(ours, sources), _parts(theirs, sources)
    return bool((left[0] and right[0] and not left[0] & right[0]) or (left[1] and right[1] and not left[1] & right[1]))


def same_population(ours: Figure, theirs: Figure, sources: Sources) -> bool:
    """The same group word on both sides, or none on either; a nationality named on one side only is no difference."""
    left, right = _parts(ours, sources), _parts(theirs, sources)
    return left[1] == right[1]


def _parts(figure: Figure, sources: Sources) -> tuple[frozenset[str], frozenset[int]]:
    return _read(f"{figure.population or ''} {figure.unit or ''}".strip().lower(), sources)


def _read(text: str, sources: Sources) -> tuple[frozenset[str], frozenset[int]]:
    words = text.split()
    nations: set[str] = set()
    for size in (3, 2, 1):
        for start in range(len(words) - size + 1):
            place = sources.places_by_alias.get(" ".join(words[start : start + size]))
            if place and not any(place.name in known for known in nations):
                nations.add(place.name)
    groups = {_group_of()[stem] for stem in stems(text) if stem in _group_of()}
    # "North Korea" holds "Korea"; the longer name was found first and stands alone.
    return frozenset(nations), frozenset(groups)
