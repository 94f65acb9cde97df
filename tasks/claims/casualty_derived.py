"""Figures that follow from what is printed: the sum of a list, "all but one of 242", "only one survived".

In: the phrases of a sentence and what is bound. Out: `Bound`s with a value of their own and the words they rest on.
Arithmetic only: a number that would need a guess is not derived.
"""

from itertools import pairwise

from tasks.claims.casualty_bound import Bound
from tasks.claims.casualty_phrase import Phrase
from tasks.vocabulary import Hedge, Party

_OPPOSITE = {"killed": "survived", "survived": "killed"}


def all_but(row: list[Phrase], bounds: list[Bound]) -> list[Bound]:
    """Turn "all but five of the 179" into 174, and keep the five as what they are where English says it."""
    found: list[Bound] = []
    for bound in bounds:
        phrase = row[bound.place]
        base = row[bound.base].number if bound.base is not None else None
        if not phrase.all_but or phrase.number is None:
            continue
        if base is None:
            bound.role = ""  # "all but one of his daughters": nothing says how many there were
            continue
        words = f"all but {phrase.number.value:g} of {base.value:g}"
        bound.value, bound.derived_from = base.value - phrase.number.value, words
        if bound.role == "identified":
            found.append(Bound(bound.place, "not_identified", bound.cue, bound.base))
        if bound.role in _OPPOSITE:
            found.append(
                Bound(
                    bound.place,
                    _OPPOSITE[bound.role],
                    bound.cue,
                    bound.base,
                    value=phrase.number.value,
                    derived_from=words,
                )
            )
    return found


def rest_died(row: list[Phrase], bounds: list[Bound]) -> list[Bound]:
    """As in "Only one of the 242 survived": 241 died."""
    found: list[Bound] = []
    for bound in bounds:
        phrase = row[bound.place]
        base = row[bound.base].number if bound.base is not None else None
        is_exact = phrase.number is None or phrase.number.hedge is Hedge.EXACT
        if bound.role != "survived" or base is None or bound.derived_from or phrase.all_but or not is_exact:
            continue
        survived = phrase.number.value if phrase.number else phrase.implied
        if survived is None or base.value <= survived:
            continue
        words = f"{survived:g} of {base.value:g} survived"
        found.append(
            Bound(bound.place, "killed", bound.cue, bound.base, value=base.value - survived, derived_from=words)
        )
    return found


def them_all(row: list[Phrase], bounds: list[Bound]) -> list[Bound]:
    """As in "shot three of his professors, killing them all": they are three."""
    found: list[Bound] = []
    for place, phrase in enumerate(row):
        verb = row[place - 1] if place else phrase
        if phrase.word != "them" or verb.kind != "V" or verb.role not in _OPPOSITE | {"abducted": "", "injured": ""}:
            continue
        before = [other for other in row[: place - 1] if other.counts and other.number is not None]
        if before and before[-1].number is not None and not verb.negated and not verb.modal and not verb.infinitive:
            value = before[-1].number.value
            found.append(Bound(place, verb.role or "", place - 1, value=value, derived_from=f"them: {value:g}"))
    return [new for new in found if all(new.place != bound.place for bound in bounds)]


def sums(row: list[Phrase], bounds: list[Bound]) -> list[Bound]:
    """As in "31 villagers and seven soldiers were killed": 38, of one verb and named side by side."""
    groups: dict[tuple[int, str], list[Bound]] = {}
    for bound in bounds:
        if not bound.is_retrospective and not bound.is_increment and bound.derived_from is None:
            groups.setdefault((bound.cue, bound.role), []).append(bound)
    found: list[Bound] = []
    for (cue, role), together in sorted(groups.items()):
        # A dead attacker is kept apart: "the bomber and three guards" is not a toll of four.
        group = [bound for bound in together if row[bound.place].party is not Party.PERPETRATOR]
        if len(group) <= 1 or not _side_by_side(row, group):
            continue
        values = [_value(row, bound) for bound in group]
        if any(value is None or value <= 0 for value in values):
            continue
        words = " + ".join(f"{value:g}" for value in values)
        last = row[group[-1].place].end
        party = row[group[0].place].party
        total = Bound(
            group[0].place, role, cue, value=sum(v for v in values if v), derived_from=words, end=last, party=party
        )
        total.is_part = row[cue].governor in {"among", "amongst"}  # "were among those killed": not all of them
        found.append(total)
        for bound in group:
            bound.is_part = True
            if bound.base is None or row[bound.base].number is None:
                bound.base_value = total.value
    return found


def _value(row: list[Phrase], bound: Bound) -> float | None:
    number = row[bound.place].number
    if number is None:
        return float(row[bound.place].implied or 0)
    return number.value if number.low == number.high == number.value or number.hedge == "rounded" else None


def _side_by_side(row: list[Phrase], group: list[Bound]) -> bool:
    """Nothing but marks, "and" and what belongs to each noun stands between them; no name that repeats one of them."""
    for left, right in pairwise(group):
        between = row[left.place + 1 : right.place]
        if any(phrase.kind in {"V", "R", "S", "L", ";", "."} for phrase in between):
            return False
        if not any(phrase.kind in {"C", ","} for phrase in between):
            return False
        if row[right.place].is_named and not any(phrase.kind == "C" for phrase in between):
            return False
    return True
