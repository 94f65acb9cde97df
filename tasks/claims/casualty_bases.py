"""What figures of one sentence are to each other: parts by manner, bases named elsewhere, shot people beside the dead.

In: the phrases of a sentence and what is bound. Out: nothing new; the `Bound`s learn their base, part and role.
"""

from tasks.claims.casualty_bound import Bound
from tasks.claims.casualty_groups import THEM
from tasks.claims.casualty_phrase import Phrase
from tasks.claims.casualty_words import MANNERS

_OF_WHOM = ["of", "whom"]


def part_the_shot(row: list[Phrase], bounds: list[Bound]) -> None:
    """As in "one dead, three others shot": named after the dead and beside them, the shot are hurt."""
    dead = [bound.place for bound in bounds if bound.role == "killed" and not bound.is_part]
    for bound in bounds:
        if bound.role in {"shot", "stabbed"} and any(place < bound.place for place in dead):
            between = row[min(dead) : bound.place]
            if all(phrase.kind not in {"S", "L", "."} for phrase in between):
                bound.role = "injured"


def part_by_manner(row: list[Phrase], bounds: list[Bound]) -> None:
    """As in "22 people had been injured, five seriously": the manner tells some of those just counted."""
    for bound in bounds:
        if row[bound.cue].kind != "R" or row[bound.cue].word not in MANNERS or not row[bound.place].is_bare:
            continue
        for other in bounds:
            whole_of = row[other.place].number
            number = row[bound.place].number
            is_before = other.place < bound.place and other.role == bound.role
            if is_before and whole_of and number and number.value < whole_of.value:
                bound.is_part, bound.base_value = True, whole_of.value


def link_bases(row: list[Phrase], bounds: list[Bound]) -> None:
    """Give a figure its base where another phrase names it: "of the 15,000, 2,000 were killed", "600 of them dead"."""
    first = row[1] if len(row) > 1 and row[0].word == "of" and row[1].kind == "N" else None
    for bound in bounds:
        if bound.base_value is not None or bound.derived_from is not None or row[bound.place].number is None:
            continue
        group = row[bound.base] if bound.base is not None else None
        after = [phrase.word for phrase in row[bound.place + 1 : bound.place + 3]]
        if (group is not None and group.word in THEM) or (row[bound.place].is_bare and after == _OF_WHOM):
            before = [other for other in bounds if other.place < bound.place and row[other.place].number is not None]
            number = row[before[-1].place].number if before else None
            if number is not None:
                bound.base_value, bound.is_part = number.value, before[-1].role == bound.role
        elif group is None and first is not None and first.number is not None and bound.place > 1:
            bound.base_value = first.number.value
