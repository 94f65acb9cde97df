"""Words told apart by what stands beside them: "the murder of", "arrest 12", "a shot", "since been freed", "no one".

In: the units of casualty_tags.py. Out: the same units, some with another class.
"""

from typing import NamedTuple

from tasks.claims.casualty_words import (
    COUNT_NOUNS,
    HARM_VERBS,
    LIFE_TAKERS,
    ROLE_ADJECTIVES,
    TOLL_NOUNS,
    TOLL_RISERS,
    VERBS,
)
from tasks.claims.people_words import PEOPLE
from tasks.model import Number

_NOUN_FORMS = frozenset({"base", "s", "ing"})
_MOVED = TOLL_NOUNS | COUNT_NOUNS | {"deaths", "fatalities", "casualties", "injuries", "arrests"}
_DAY_PARTS = frozenset("morning afternoon evening night".split())
_MOMENTS = frozenset("week month year night summer winter spring autumn fall weekend decade".split())
MOVERS = TOLL_RISERS | LIFE_TAKERS
_SMALL_WORDS = frozenset({"no", "not", "last", "next", "since", "neither", "aboard"})


class Unit(NamedTuple):
    """A word, mark or whole number with its class."""

    tag: str
    lower: str
    text: str
    start: int
    end: int
    number: Number | None = None


def resolved(tagged: list[Unit]) -> list[Unit]:
    """Tell verbs from the nouns that look like them by what stands beside: "the murder of", "arrest 12", "a shot"."""
    for place, unit in enumerate(tagged):
        if unit.tag == "E" and _is_noun(tagged, place):
            tagged[place] = unit._replace(tag="R" if unit.lower in ROLE_ADJECTIVES else "X")
        elif _is_plain_noun(tagged, place):
            tagged[place] = unit._replace(tag="X")
        elif (
            unit.lower == "past"
            and place + 1 < len(tagged)
            and tagged[place + 1].tag == "#"
            and (place and tagged[place - 1].tag == "V")
        ):
            tagged[place] = unit._replace(tag="P")
        elif unit.lower in _DAY_PARTS and place and tagged[place - 1].tag == "T":
            tagged[place] = unit._replace(tag="T")
        elif unit.tag in "VEG" and _is_adjective(tagged, place):
            tagged[place] = unit._replace(tag="R" if unit.lower in ROLE_ADJECTIVES else "X")
        elif unit.tag == "X" and unit.lower in MOVERS and _moves(tagged, place):
            tagged[place] = unit._replace(tag="V")
        elif (
            unit.lower == "well"
            and 0 < place < len(tagged) - 1
            and tagged[place - 1].lower == "as" == tagged[place + 1].lower
        ):
            tagged[place - 1] = tagged[place - 1]._replace(tag="A")
            tagged[place] = unit._replace(tag="C", lower="and")
            tagged[place + 1] = tagged[place + 1]._replace(tag="A")
        elif unit.tag == "X" and place and tagged[place - 1].lower == "to" and _starts_object(tagged, place + 1):
            tagged[place] = unit._replace(tag="V")
        elif unit.lower == "her" and place + 1 < len(tagged) and tagged[place + 1].tag not in "X#RTM":
            tagged[place] = unit._replace(tag="I")
        elif unit.lower in {"march", "may"} and unit.tag in "TO" and unit.text.islower() == (unit.tag == "T"):
            tagged[place] = unit._replace(tag="X" if unit.tag == "T" else "T")
        elif unit.lower == "that" and place and tagged[place - 1].tag == "V":
            tagged[place] = unit._replace(tag="S")
        elif unit.lower in _SMALL_WORDS and _small_word(tagged, place):
            pass
        elif unit.lower in {"after", "before", "since", "until"} and _starts_noun(tagged, place + 1):
            tagged[place] = unit._replace(tag="B")
    return tagged


def _small_word(tagged: list[Unit], place: int) -> bool:
    """Settle one of a few small words by what stands beside it; say whether that was done."""
    unit = tagged[place]
    if unit.lower in {"no", "not"} and _is_no_one(tagged, place):
        tagged[place] = unit._replace(tag="I", lower="nobody", end=tagged[place + 1].end)
        tagged[place + 1] = tagged[place + 1]._replace(tag="A", number=None)
    elif unit.lower in {"last", "next"} and _is_moment(tagged, place):
        tagged[place], tagged[place + 1] = unit._replace(tag="T"), tagged[place + 1]._replace(tag="T")
    elif unit.lower == "since" and _is_ever_since(tagged, place):
        tagged[place] = unit._replace(tag="A")
    elif unit.lower == "aboard" and place and tagged[place - 1].tag == "X" and not _starts_noun(tagged, place + 1):
        tagged[place] = unit._replace(tag="R")  # "with 64 people aboard collided"
    elif unit.lower == "neither" and _is_neither(tagged, place):
        tagged[place] = unit._replace(tag="I", lower="nobody")
    else:
        return False
    return True


def _is_ever_since(tagged: list[Unit], place: int) -> bool:
    """As in "12 have since been freed"."""
    return 0 < place < len(tagged) - 1 and tagged[place - 1].tag == "U" and tagged[place + 1].tag in "UEV"


def _is_moment(tagged: list[Unit], place: int) -> bool:
    """As in "killed 40 pupils last week", where the moment is no word of the noun before it."""
    if place + 1 >= len(tagged) or tagged[place + 1].lower not in _MOMENTS:
        return False
    return place > 0 and tagged[place - 1].tag != "D" and (place + 2 >= len(tagged) or tagged[place + 2].tag != "'")


def _is_no_one(tagged: list[Unit], place: int) -> bool:
    """As in "no one was hurt", "not one of the 33 crew survived"."""
    if place + 1 >= len(tagged) or tagged[place + 1].lower != "one":
        return False
    return tagged[place].lower == "no" or (place + 2 < len(tagged) and tagged[place + 2].lower == "of")


def _is_neither(tagged: list[Unit], place: int) -> bool:
    """As in "neither of the two survived", "neither was hurt"; not "neither he nor she"."""
    return place + 1 < len(tagged) and (tagged[place + 1].lower == "of" or tagged[place + 1].tag in "UE")


def _is_plain_noun(tagged: list[Unit], place: int) -> bool:
    """As in "Friday's blast", "the remains of 12 men"."""
    unit = tagged[place]
    if unit.tag == "T":
        return place + 1 < len(tagged) and tagged[place + 1].tag == "'"
    return unit.lower == "remains" and place > 0 and tagged[place - 1].tag == "D"


def _is_adjective(tagged: list[Unit], place: int) -> bool:
    """A participle between a preposition or number and a noun: "of confirmed deaths", "12 armed men"."""
    if not place or place + 1 >= len(tagged) or tagged[place + 1].tag not in "XR":
        return False
    before = tagged[place - 1]
    unit = tagged[place]
    if not unit.lower.endswith(("ed", "n", "t")) or before.lower in {"to", "as", "than"}:
        return False
    if unit.tag == "E":
        return before.tag == "P" and tagged[place + 1].tag == "X" and tagged[place + 1].text.islower()
    noun = tagged[place + 1].lower
    is_noun = noun in PEOPLE or noun.endswith("s") or before.tag != "#"
    return before.tag in "PD#" and unit.lower.endswith("ed") and is_noun


def _starts_object(tagged: list[Unit], place: int) -> bool:
    """After "to" and an unknown word: "to frequent the farm" has a verb, "to hospital" a noun."""
    return place < len(tagged) and tagged[place].tag == "D" and tagged[place].lower not in {"both", "all", "each"}


def _moves(tagged: list[Unit], place: int) -> bool:
    """Whether a word that may be a verb of a toll is one: "toll climbs past 2,000", "cost 12 lives"."""
    if _starts_noun(tagged, place + 1):
        return True
    counts = place and tagged[place - 1].lower in _MOVED
    return (
        bool(counts) and place + 1 < len(tagged) and (tagged[place + 1].tag == "P" or tagged[place + 1].lower == "past")
    )


def _starts_noun(tagged: list[Unit], place: int) -> bool:
    return place < len(tagged) and tagged[place].tag in "DX#TKM"


def _is_noun(tagged: list[Unit], place: int) -> bool:
    unit = tagged[place]
    verb = VERBS.get(unit.lower)
    form = verb.form if verb else HARM_VERBS[unit.lower]
    before = tagged[place - 1] if place else Unit(".", "", "", 0, 0)
    after = tagged[place + 1] if place + 1 < len(tagged) else None
    if before.lower == "whose":
        return True
    if unit.lower == "shot" and before.lower in {"a", "gun", "the", "single", "one", "fatal"}:
        return after is None or after.tag not in "X#"
    if form not in _NOUN_FORMS or (verb and verb.frame == "i") or before.tag in "ONUI" or before.lower == "to":
        return False
    if before.tag in "D'P" and (before.tag != "P" or form == "base"):
        return True
    return not _counts_someone(after)


def _counts_someone(after: Unit | None) -> bool:
    """Whether an object may start here."""
    if after is None:
        return False
    return (
        after.tag in "#DI"
        or after.lower in PEOPLE
        or (after.tag in "XR" and after.text[:1].isupper())
        or after.tag == "R"
        or after.lower.endswith(("-old", "-olds"))
    )
