"""A number of people bound to what befell them.

In: phrases and the places that a cue speaks of. Out: `Bound`s. Refuses whatever is not people, and shares of no base.
"""

from dataclasses import dataclass

from tasks.claims.casualty_clauses import whole
from tasks.claims.casualty_phrase import Phrase
from tasks.vocabulary import Party

_PERSON_ONLY = frozenset(
    """rescued evacuated deployed identified missing detained displaced trapped hospitalised attended survived aboard
    abducted infected affected released""".split()
)
_NUMBER_ONLY = frozenset({"identified", "released", "deployed", "attended", "evacuated", "displaced"})
# What only people are, so that their object is a person even if the noun is not known.
_SURE_VERBS = frozenset("kill murder assassinate wound injure shoot stab massacre kidnap abduct arrest detain".split())
_REFLEXIVE = frozenset({"himself", "herself"})


@dataclass(slots=True)
class Bound:
    """A noun phrase with the role that a cue gives it."""

    place: int  # in the row
    role: str
    cue: int
    base: int | None = None  # place of the phrase whose number it is a part of
    is_part: bool = False
    party: Party | None = None
    value: float | None = None  # where it is not the number of the phrase: derived, or of the base
    derived_from: str | None = None
    base_value: float | None = None
    place_name: str | None = None
    is_increment: bool = False
    is_retrospective: bool = False
    is_topped: bool = False  # "tops 100": more than the number
    end: int | None = None  # where the claim's words end, if not with the phrase


def bound(row: list[Phrase], places: list[int], role: str, cue: int) -> list[Bound]:
    """Bind the role to those of the noun phrases that count people, each with the base that it is a part of."""
    found: list[Bound] = []
    for place in places:
        at, base = whole(row, place)
        phrase = row[at]
        if phrase.is_guess and row[cue].lemma in _SURE_VERBS:
            found.append(Bound(at, role, cue, base, value=1))
            continue
        if phrase.number is not None and phrase.number.is_percent and (base is None or row[base].number is None):
            continue
        if not phrase.counts or not _are_people(row, at, base, role):
            continue
        party = Party.PERPETRATOR if phrase.word in _REFLEXIVE and _has_attacker(row, at) else None
        found.append(Bound(at, role, cue, base, party=party))
    return found


def _has_attacker(row: list[Phrase], place: int) -> bool:
    """Whether the one who dies by his own hand has harmed others: "killed two before shooting himself"."""
    for phrase in row[:place]:
        if phrase.kind == "N" and phrase.party is Party.PERPETRATOR:
            return True
        if phrase.kind in {"S", "B"} and phrase.word == "before":
            return True
    harm = [
        phrase
        for phrase in row[:place]
        if phrase.kind == "V" and phrase.role in {"killed", "injured", "shot", "stabbed"}
    ]
    return len(harm) > 1


def _are_people(row: list[Phrase], place: int, base: int | None, role: str) -> bool:
    phrase = row[place]
    of = row[base] if base is not None else None
    if of is not None and of.is_person is False and phrase.is_person is not True:
        return False
    if phrase.number is None and role in _NUMBER_ONLY:
        return False
    if phrase.is_person or phrase.is_bare or (of is not None and of.is_person):
        return True
    if phrase.number is None:
        return phrase.implied is not None
    return role not in _PERSON_ONLY or phrase.is_named


def settled(found: list[Bound]) -> list[Bound]:
    """One number has one fate: the worst where one includes the other ("shot and killed", "injured, later died")."""
    by_place: dict[int, list[Bound]] = {}
    for bound in found:
        if bound.role:
            by_place.setdefault(bound.place, []).append(bound)
    kept: list[Bound] = []
    for place in sorted(by_place):
        roles = {bound.role for bound in by_place[place]}
        hidden: set[str] = set()
        if "rescued" in roles:
            hidden |= {"survived"}
        if "killed" in roles:
            hidden |= {"shot", "stabbed", "injured", "hospitalised"}
        if "killed_or_injured" in roles:
            hidden |= {"killed", "injured"}
        if "injured" in roles:
            hidden |= {"shot", "stabbed"}
        if roles & {"shot", "stabbed"}:
            hidden |= {"hospitalised"}
        seen: set[str] = set()
        for bound in by_place[place]:
            if bound.role not in hidden and bound.role not in seen:
                seen.add(bound.role)
                kept.append(bound)
    return kept
