"""Figures that lean on another: "including three children", "20 of them in Anamizu", "69 were in Wajima, 38 in Suzu".

In: the phrases of a sentence, what is bound already, and the last figure of the sentences before. Out: more `Bound`s,
with the figure that they are a part of as base. Also those without a cue of their own in a list of places.
"""

from tasks.claims.casualty_bound import Bound
from tasks.claims.casualty_clauses import MOST_LISTED, next_in_list, objects, whole
from tasks.claims.casualty_groups import INCLUDING, STATES, THEM, Before, among, among_them, part_of, predicate
from tasks.claims.casualty_phrase import Phrase
from tasks.claims.casualty_places import place_after

_OTHER_ONES = frozenset("""second third fourth fifth sixth seventh other latter next""".split())
_REACH = 40  # phrases from a figure to one that leans on it
_IN = frozenset({"in", "at", "on", "from", "near", "outside"})
_OPENS = frozenset({"of", "among"})
_THE_COUNTED = THEM | {"victims"}
_ADDING_UP = frozenset({"counting", "including", "adding"})


def parts(row: list[Phrase], bounds: list[Bound], before: Before | None) -> list[Bound]:
    """Read the figures that take their role from another one."""
    found: list[Bound] = []
    held = {bound.place: bound for bound in bounds}
    for place, phrase in enumerate(row):
        if phrase.kind != "N" or place in held or not (phrase.counts or phrase.role):
            continue
        if _is_share_of_unknown(row, place):
            continue
        for reader in _READERS:
            if news := reader(row, place, held, before):
                for bound in news:
                    if bound.place not in held:
                        held[bound.place] = bound
                        found.append(bound)
                break
    return found


def _is_share_of_unknown(row: list[Phrase], place: int) -> bool:
    """As in "a quarter of the dead": no number of people without the number of the dead."""
    number = row[place].number
    if number is None or number.kind not in {"fraction", "percent"}:
        return False
    base = whole(row, place)[1]
    return base is None or row[base].number is None


def _left(row: list[Phrase], place: int, held: dict[int, Bound]) -> Bound | None:
    """The nearest figure before this phrase, in this sentence."""
    for at in range(place - 1, max(-1, place - _REACH), -1):
        if at in held and row[at].number is not None:
            return held[at]
    return None


def _included(row: list[Phrase], place: int, held: dict[int, Bound], before: Before | None) -> list[Bound]:
    """As in "12 people, including three children"; "12 people, among them a police officer"."""
    del before
    phrase = row[place]
    if not phrase.counts:
        return []
    cue = place - 1
    if row[cue].kind == "N" and row[cue].word in THEM:
        cue -= 1
    if cue >= 1 and row[cue].word != "including" and row[cue - 1].kind == "N" and row[cue - 1].is_bare:
        return []  # "14 among the 90" is a part of 90
    if cue < 1 or row[cue].kind != "P" or row[cue].word not in INCLUDING or phrase.role in STATES:
        return []
    of = _left(row, cue, held)
    if of is None or any(row[at].kind in {";", "."} for at in range(of.place, cue)):
        return []
    if _is_more_than(row, place, of):
        return []  # "300 dead and wounded among 11,000 soldiers": the larger number is the whole
    found = [at for at in objects(row, cue) if row[at].counts and row[at].is_person is not False]
    return [part_of(row, at, of) for at in found or [place]]


def _is_more_than(row: list[Phrase], place: int, of: Bound) -> bool:
    """Whether a number is larger than the figure that it would be a part of."""
    part, whole_of = row[place].number, row[of.place].number
    return part is not None and whole_of is not None and part.value > whole_of.value


def _of_them(row: list[Phrase], place: int, held: dict[int, Bound], before: Before | None) -> list[Bound]:
    """As in "20 of them in Anamizu", "two of whom were children"."""
    phrase = row[place]
    if phrase.number is None or place + 2 >= len(row) or row[place + 1].word != "of":
        return []
    group = row[place + 2]
    if group.kind not in {"N", "L"} or not (group.word in THEM or (group.kind == "N" and group.role in STATES)):
        return []
    if group.kind == "N" and group.role in STATES and group.number is None:
        return [Bound(place, group.role or "", place + 2, base=place + 2, is_part=True)]
    if (of := _left(row, place, held)) is not None:
        fate = row[place + 3] if place + 3 < len(row) else None
        if fate and fate.kind in {"V", "R"} and fate.role and not fate.finite and not fate.negated:
            return [Bound(place, fate.role, place + 3, base=of.place)]  # "and 66 of them identified"
        return [part_of(row, place, of, place_after(row, place + 2, with_origin=True))]
    if before is None or any(other.number is not None and other.is_person for other in row[:place]):
        return []
    name = place_after(row, place + 2, with_origin=True)
    return [Bound(place, before.role, place, is_part=True, base_value=before.value, place_name=name)]


def _of_those(row: list[Phrase], place: int, held: dict[int, Bound], before: Before | None) -> list[Bound]:
    """As in "Of those, 69 were in Wajima": the sentence opens with what the numbers are parts of."""
    phrase = row[place]
    if place <= 1 or row[0].word not in _OPENS or row[1].kind != "N" or not phrase.counts or phrase.number is None:
        return []
    if not (row[1].word in _THE_COUNTED or row[1].number is not None or row[1].role in STATES):
        return []
    fate = row[2] if row[2].kind in {"V", "R"} and not row[2].finite and (1 in held or row[2].role in STATES) else None
    if any(row[at].kind in {"V", "R", ".", ";"} and row[at] is not fate for at in range(1, place)):
        return []
    states = [phrase.role for phrase in (row[1], fate) if phrase is not None and phrase.role in STATES]
    if 1 in held and (not states or row[1].role != held[1].role):
        states = [held[1].role]  # "of the 28 bodies recovered"
    role = states[0] if states else (before.role if before else None)
    if role is None or _is_more_than(row, place, Bound(1, role, 1)):
        return []
    value = row[1].number.value if row[1].number else (before.value if before else None)
    return [
        Bound(place, role, place, is_part=True, base_value=value, place_name=place_after(row, place, with_origin=True))
    ]


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
    bound = part_of(row, place, of, name)
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
    return [part_of(row, place, total, place_after(row, place))] if place < comma and total is not None else []


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
            return [part_of(row, at, bound) for at in run]
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


def _in_another(row: list[Phrase], place: int, held: dict[int, Bound], before: Before | None) -> list[Bound]:
    """As in "Forty were killed in the first attack and 15 in the second": the verb is left out."""
    del before
    phrase = row[place]
    if place == 0 or not phrase.is_bare or phrase.number is None or row[place - 1].kind not in {"C", ",", ";"}:
        return []
    group = row[place + 2] if place + 2 < len(row) and row[place + 1].word in _IN else None
    of = _left(row, place, held)
    if (
        group is None
        or of is None
        or row[of.cue].kind != "V"
        or group.kind != "N"
        or group.det not in {"the", "another"}
    ):
        return []
    is_other = group.det == "another" or not _OTHER_ONES.isdisjoint(group.words)
    return [Bound(place, of.role, place)] if is_other and not of.is_part else []


def _any_place_after(row: list[Phrase], place: int) -> bool:
    at = place + 1
    return at + 1 < len(row) and row[at].kind == "P" and row[at].word in _IN and row[at + 1].kind == "N"


_READERS = (
    _included,
    _of_bound,
    _of_them,
    _of_those,
    among,
    among_them,
    predicate,
    _in_place,
    _in_another,
    _counting,
    _gap,
    _left_out,
    _against,
    _answer,
    _adds_up,
)
