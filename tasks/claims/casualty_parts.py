"""Figures that lean on another: "including three children", "20 of them in Anamizu", "69 were in Wajima, 38 in Suzu".

In: the phrases of a sentence, what is bound already, and the last figure of the sentences before. Out: more `Bound`s,
with the figure that they are a part of as base. Also those without a cue of their own in a list of places.
"""

from dataclasses import dataclass

from tasks.claims.casualty_bound import Bound
from tasks.claims.casualty_clauses import MOST_LISTED, next_in_list, objects, whole
from tasks.claims.casualty_phrase import Phrase
from tasks.claims.casualty_places import place_after

_REACH = 40  # phrases from a figure to one that leans on it
_THEM = frozenset({"them", "those", "these", "whom", "us"})
_IN = frozenset({"in", "at", "on", "from", "near", "outside"})
_INCLUDING = frozenset({"including", "among", "amongst"})
_ADDING_UP = frozenset({"counting", "including", "adding"})
_STATES = frozenset("killed injured missing survived detained abducted".split())


@dataclass(frozen=True, slots=True)
class Before:
    """The last figure of the sentences before: what "of them" and "it stood at" speak of."""

    role: str
    value: float | None
    toll_role: str | None = None  # of the last toll: "it stood at 133" goes back to it past other figures


def parts(row: list[Phrase], bounds: list[Bound], before: Before | None) -> list[Bound]:
    """Read the figures that take their role from another one."""
    found: list[Bound] = []
    held = {bound.place: bound for bound in bounds}
    for place, phrase in enumerate(row):
        if phrase.kind != "N" or place in held or not (phrase.counts or phrase.role):
            continue
        for reader in _READERS:
            if news := reader(row, place, held, before):
                for bound in news:
                    if bound.place not in held:
                        held[bound.place] = bound
                        found.append(bound)
                break
    return found


def _left(row: list[Phrase], place: int, held: dict[int, Bound]) -> Bound | None:
    """The nearest figure before this phrase, in this sentence."""
    for at in range(place - 1, max(-1, place - _REACH), -1):
        if at in held and row[at].number is not None:
            return held[at]
    return None


def _part(row: list[Phrase], place: int, of: Bound, place_name: str | None = None) -> Bound:
    number = row[of.place].number
    value = of.value if of.value is not None else (number.value if number else None)
    return Bound(place, of.role, place, is_part=True, base_value=value, place_name=place_name)


def _included(row: list[Phrase], place: int, held: dict[int, Bound], before: Before | None) -> list[Bound]:
    """As in "12 people, including three children"; "12 people, among them a police officer"."""
    del before
    phrase = row[place]
    if not phrase.counts:
        return []
    cue = place - 1
    if row[cue].kind == "N" and row[cue].word in _THEM:
        cue -= 1
    if cue >= 1 and row[cue].word != "including" and row[cue - 1].kind == "N" and row[cue - 1].is_bare:
        return []  # "14 among the 90" is a part of 90
    if cue < 1 or row[cue].kind != "P" or row[cue].word not in _INCLUDING or phrase.role in _STATES:
        return []
    of = _left(row, cue, held)
    if of is None or any(row[at].kind in {";", "."} for at in range(of.place, cue)):
        return []
    found = [at for at in objects(row, cue) if row[at].counts and row[at].is_person is not False]
    return [_part(row, at, of) for at in found or [place]]


def _of_them(row: list[Phrase], place: int, held: dict[int, Bound], before: Before | None) -> list[Bound]:
    """As in "20 of them in Anamizu", "two of whom were children"."""
    phrase = row[place]
    if phrase.number is None or place + 2 >= len(row) or row[place + 1].word != "of":
        return []
    group = row[place + 2]
    if group.kind not in {"N", "L"} or not (group.word in _THEM or (group.kind == "N" and group.role in _STATES)):
        return []
    if group.kind == "N" and group.role in _STATES and group.number is None:
        return [Bound(place, group.role or "", place + 2, base=place + 2, is_part=True)]
    if (of := _left(row, place, held)) is not None:
        return [_part(row, place, of, place_after(row, place + 2, with_origin=True))]
    if before is None or any(other.number is not None and other.is_person for other in row[:place]):
        return []
    name = place_after(row, place + 2, with_origin=True)
    return [Bound(place, before.role, place, is_part=True, base_value=before.value, place_name=name)]


def _of_those(row: list[Phrase], place: int, held: dict[int, Bound], before: Before | None) -> list[Bound]:
    """As in "Of those, 69 were in Wajima": the sentence opens with what the numbers are parts of."""
    phrase = row[place]
    if place <= 1 or row[0].word != "of" or row[1].kind != "N" or not phrase.counts or phrase.number is None:
        return []
    if not (row[1].word in _THEM or row[1].number is not None or row[1].role in _STATES) or place == 1:
        return []
    fate = row[2] if row[2].kind in {"V", "R"} and row[2].role in _STATES and not row[2].finite else None
    if any(row[at].kind in {"V", "R", ".", ";"} and row[at] is not fate for at in range(1, place)):
        return []
    states = [phrase.role for phrase in (row[1], fate) if phrase is not None and phrase.role in _STATES]
    role = states[0] if states else (before.role if before else None)
    if role is None:
        return []
    value = row[1].number.value if row[1].number else (before.value if before else None)
    del held
    return [
        Bound(place, role, place, is_part=True, base_value=value, place_name=place_after(row, place, with_origin=True))
    ]


def _among(row: list[Phrase], place: int, held: dict[int, Bound], before: Before | None) -> list[Bound]:
    """As in "Three children were among the dead"."""
    del before
    phrase = row[place]
    if place - 2 in held and row[place - 2].governor in _INCLUDING and row[place - 1].copula and phrase.counts:
        return [_part(row, place, held[place - 2])]  # "among the 52 dead were 14 children"
    if (
        not phrase.counts
        or place + 3 >= len(row)
        or row[place + 1].kind != "V"
        or row[place + 2].word not in _INCLUDING
    ):
        return []
    group = row[place + 3]
    if group.kind == "N" and place + 3 in held:
        return [_part(row, place, held[place + 3])]
    if group.kind == "N" and group.role in _STATES:
        return [Bound(place, group.role or "", place + 3, is_part=True)]
    return []


def _predicate(row: list[Phrase], place: int, held: dict[int, Bound], before: Before | None) -> list[Bound]:
    """As in "The dead are 85 women and 84 men", "the injured included two nurses"."""
    del held, before
    group = row[place]
    if group.governor:
        return []
    is_group = (
        group.number is None
        and group.det in {"the", ""}
        and group.word != ""
        and (group.role in _STATES and group.word in {"dead", "injured", "wounded", "missing", "killed", "fatalities"})
    )
    verb = row[place + 1] if place + 1 < len(row) else None
    if not is_group or verb is None or verb.kind != "V" or verb.negated:
        return []
    includes = verb.word in {"include", "included", "includes"}
    if not (verb.copula or includes):
        return []
    return [Bound(at, group.role or "", place, is_part=True) for at in objects(row, place + 1) if row[at].counts]


def _in_place(row: list[Phrase], place: int, held: dict[int, Bound], before: Before | None) -> list[Bound]:
    """As in "69 were in Wajima, 38 in Suzu and 11 in Anamizu": a number and a place in a list whose role is known."""
    del before
    phrase = row[place]
    if phrase.number is None or not (phrase.is_bare or phrase.is_person):
        return []
    if place == 0 or row[place - 1].kind not in {",", "C", ";"} or (of := _left(row, place, held)) is None:
        return []
    name = place_after(row, place, with_origin=True)
    if name is None and not (of.is_part and _any_place_after(row, place)):
        return []
    if any(row[at].kind in {".", "S", "L"} for at in range(of.place, place)):
        return []
    bound = _part(row, place, of, name)
    if of.is_part:
        bound.base_value = of.base_value
    elif row[place - 1].kind != ";" and of.place_name is None and not _after_colon(row, of.place, place):
        bound.is_part, bound.base_value = False, None
    return [bound]


def _counting(row: list[Phrase], place: int, held: dict[int, Bound], before: Before | None) -> list[Bound]:
    """As in "Counting seven people in Murcia and one in Cuenca, 226 have died": parts told before their total."""
    del before
    phrase = row[place]
    if row[0].word not in _ADDING_UP or phrase.number is None or not (phrase.is_bare or phrase.is_person):
        return []
    comma = next((at for at in range(1, len(row)) if row[at].kind == ","), len(row))
    total = next((held[at] for at in sorted(held) if at > comma and row[at].number is not None), None)
    return [_part(row, place, total, place_after(row, place))] if place < comma and total is not None else []


def _after_colon(row: list[Phrase], start: int, end: int) -> bool:
    return any(row[at].word == ":" for at in range(start, end))


def _gap(row: list[Phrase], place: int, held: dict[int, Bound], before: Before | None) -> list[Bound]:
    """As in "Suzu has lost 91 people and Wajima 81": the verb is left out."""
    del before
    phrase = row[place]
    if not phrase.is_bare or place <= 1 or row[place - 1].kind != "N" or not row[place - 1].is_named:
        return []
    if row[place - 2].kind not in {"C", ","} or (of := _left(row, place - 1, held)) is None:
        return []
    if row[of.cue].kind != "V" or of.place < of.cue or of.cue == 0:
        return []  # "Three shot at a mall - Action News 5": only an object is left with its verb
    of.is_part = True  # both are parts of a whole
    return [Bound(place, of.role, place, is_part=True, place_name=" ".join(row[place - 1].words))]


def _of_bound(row: list[Phrase], place: int, held: dict[int, Bound], before: Before | None) -> list[Bound]:
    """As in "six of the 80 people in hospital were children": a part of a number whose role is known."""
    del before
    phrase = row[place]
    at, base = whole(row, place)
    if at != place or base is None or base not in held or not (phrase.is_bare or phrase.is_person):
        return []
    if phrase.number is None or phrase.governor == "of":
        return []
    return [Bound(place, held[base].role, place, base=base, is_part=True)]


def _against(row: list[Phrase], place: int, held: dict[int, Bound], before: Before | None) -> list[Bound]:
    """As in "102 could not be contacted, against 323 on Monday", "died, up from 12": the figure of an earlier day."""
    del before
    phrase = row[place]
    if not phrase.is_bare or place <= 1 or (of := _left(row, place, held)) is None:
        return []
    is_earlier = phrase.governor == "against" or (phrase.governor == "from" and row[place - 2].word in {"up", "down"})
    return [Bound(place, of.role, place, is_retrospective=True)] if is_earlier else []


def _adds_up(row: list[Phrase], place: int, held: dict[int, Bound], before: Before | None) -> list[Bound]:
    """As in "13 bodies: eight guerrillas, four soldiers and a nurse": a list whose sum is a figure of the sentence."""
    del before
    run, at = [place], place
    while len(run) < MOST_LISTED and (following := next_in_list(row, at)) is not None and following not in held:
        run.append(following)
        at = following
    if len(run) <= 1 or not row[place].counts or any(row[at].governor for at in run):
        return []
    values = [_count_of(row[at]) for at in run]
    are_names = any(row[at].number is None and not row[at].is_person for at in run)
    for bound in held.values():
        number = row[bound.place].number
        if are_names and not (bound.place == place - 2 and row[place - 1].kind in {",", ";"}):
            continue  # "two dead - NBC12 - Richmond": only names right behind the number are its people
        if number is not None and bound.derived_from is None and number.value == sum(values) and bound.place < place:
            return [_part(row, at, bound) for at in run]
    return []


def _count_of(phrase: Phrase) -> float:
    return phrase.number.value if phrase.number is not None else float(phrase.implied or 0)


def _answer(row: list[Phrase], place: int, held: dict[int, Bound], before: Before | None) -> list[Bound]:
    """As in "At least 565", said after "How many were hurt?"."""
    del held
    is_all = place == 0 and all(phrase.kind in {".", "Q"} for phrase in row[1:])
    return [Bound(place, before.role, place)] if is_all and before is not None and row[place].is_bare else []


def _left_out(row: list[Phrase], place: int, held: dict[int, Bound], before: Before | None) -> list[Bound]:
    """As in "133 had been identified and 62 had not"."""
    del before
    phrase = row[place]
    verb = row[place + 1] if place + 1 < len(row) else None
    if not phrase.is_bare or verb is None or verb.kind != "V" or not verb.negated or not verb.copula:
        return []
    of = _left(row, place, held)
    return (
        [] if of is None or row[place - 1].kind not in {"C", ",", ";"} else [Bound(place, f"not_{of.role}", place + 1)]
    )


def _any_place_after(row: list[Phrase], place: int) -> bool:
    at = place + 1
    return at + 1 < len(row) and row[at].kind == "P" and row[at].word in _IN and row[at + 1].kind == "N"


def part_the_shot(row: list[Phrase], bounds: list[Bound]) -> None:
    """As in "one dead, three others shot": named after the dead and beside them, the shot are hurt."""
    dead = [bound.place for bound in bounds if bound.role == "killed" and not bound.is_part]
    for bound in bounds:
        if bound.role in {"shot", "stabbed"} and any(place < bound.place for place in dead):
            between = row[min(dead) : bound.place]
            if all(phrase.kind not in {"S", "L", "."} for phrase in between):
                bound.role = "injured"


def link_bases(row: list[Phrase], bounds: list[Bound]) -> None:
    """Give a figure its base where another phrase names it: "of the 15,000, 2,000 were killed", "600 of them dead"."""
    first = row[1] if len(row) > 1 and row[0].word == "of" and row[1].kind == "N" else None
    for bound in bounds:
        if bound.base_value is not None or bound.derived_from is not None or row[bound.place].number is None:
            continue
        group = row[bound.base] if bound.base is not None else None
        if group is not None and group.word in _THEM:
            before = [other for other in bounds if other.place < bound.place and row[other.place].number is not None]
            number = row[before[-1].place].number if before else None
            if number is not None:
                bound.base_value, bound.is_part = number.value, before[-1].role == bound.role
        elif group is None and first is not None and first.number is not None and bound.place > 1:
            bound.base_value = first.number.value


_READERS = (
    _included,
    _of_bound,
    _of_them,
    _of_those,
    _among,
    _predicate,
    _in_place,
    _counting,
    _gap,
    _left_out,
    _against,
    _answer,
    _adds_up,
)
