"""Parts of a group that is named by its fate: "two nurses were among those killed", "the dead are 85 women and 84 men".

In: the phrases of a sentence, a noun phrase of it and what is bound. Out: `Bound`s marked as parts.
"""

from dataclasses import dataclass

from tasks.claims.casualty_bound import Bound
from tasks.claims.casualty_clauses import conjuncts_before, objects
from tasks.claims.casualty_phrase import Phrase

THEM = frozenset({"them", "those", "these", "whom", "us"})
INCLUDING = frozenset({"including", "among", "amongst"})
STATES = frozenset("killed injured missing survived detained abducted".split())


@dataclass(frozen=True, slots=True)
class Before:
    """The last figure of the sentences before: what "of them" and "it stood at" speak of."""

    role: str
    value: float | None
    toll_role: str | None = None  # of the last toll: "it stood at 133" goes back to it past other figures


def part_of(row: list[Phrase], place: int, of: Bound, place_name: str | None = None) -> Bound:
    """Bind a noun phrase as a part of another figure, with its role and its number as the base."""
    number = row[of.place].number
    value = of.value if of.value is not None else (number.value if number else None)
    return Bound(place, of.role, place, is_part=True, base_value=value, place_name=place_name)


def among(row: list[Phrase], place: int, held: dict[int, Bound], before: Before | None) -> list[Bound]:
    """As in "Three children were among the dead"."""
    del before
    phrase = row[place]
    if place - 2 in held and row[place - 2].governor in INCLUDING and row[place - 1].copula and phrase.counts:
        return [part_of(row, place, held[place - 2])]  # "among the 52 dead were 14 children"
    if not phrase.counts or place + 3 >= len(row) or row[place + 1].kind != "V" or row[place + 2].word not in INCLUDING:
        return []
    group = row[place + 3]
    if group.kind == "N" and place + 3 in held:
        return [part_of(row, place, held[place + 3])]
    if (role := _fate_of_group(row, place + 3)) is not None:
        return [Bound(at, role, place + 3, is_part=True) for at in conjuncts_before(row, place) if row[at].counts]
    return []


def among_them(row: list[Phrase], place: int, held: dict[int, Bound], before: Before | None) -> list[Bound]:
    """As in "Among the dead were three Germans and a Briton"."""
    del held, before
    verb = row[place - 1] if place else None
    if not row[place].counts or verb is None or verb.kind != "V" or not verb.copula or verb.negated:
        return []
    group = next((at for at in range(place - 1, 0, -1) if row[at].kind == "N"), 0)
    if row[group - 1].word not in INCLUDING or (role := _fate_of_group(row, group)) is None:
        return []
    return [
        Bound(at, role, group, is_part=True, value=1 if row[at].is_guess else None)
        for at in objects(row, place - 1)
        if row[at].counts or row[at].is_guess
    ]


def _fate_of_group(row: list[Phrase], place: int) -> str | None:
    """What befell "the dead", "those killed", "the people hurt" as a group whose number is not told."""
    group = row[place]
    if group.kind != "N" or group.number is not None:
        return None
    if group.role in STATES:
        return group.role
    fate = row[place + 1] if place + 1 < len(row) else None
    is_group = group.word in THEM or (group.is_person and group.det == "the")
    if fate is None or not is_group or fate.kind not in {"V", "R"} or fate.finite or fate.negated or fate.modal:
        return None
    return fate.role if fate.role in STATES else None


def predicate(row: list[Phrase], place: int, held: dict[int, Bound], before: Before | None) -> list[Bound]:
    """As in "The dead are 85 women and 84 men", "the injured included two nurses"."""
    del held, before
    group = row[place]
    if group.governor:
        return []
    is_group = (
        group.number is None
        and group.det in {"the", ""}
        and group.word != ""
        and (group.role in STATES and group.word in {"dead", "injured", "wounded", "missing", "killed", "fatalities"})
    )
    verb = row[place + 1] if place + 1 < len(row) else None
    if not is_group or verb is None or verb.kind != "V" or verb.negated:
        return []
    includes = verb.word in {"include", "included", "includes"}
    if not (verb.copula or includes):
        return []
    return [Bound(at, group.role or "", place, is_part=True) for at in objects(row, place + 1) if row[at].counts]
