"""The noun that a number leaves out: "12,000 homes lack power and 3,400 running water" counts homes twice.

In: the phrases of a sentence, the place of a bare number among them, the phrases of the sentence before, and the noun
of an earlier number of the same value. Out: a noun, or None. English leaves a noun out where a parallel count has just
named it, where "the 216" or "the four" were counted by name before, and of people whom the sentence before counts.
"""

from collections.abc import Callable
from typing import NamedTuple

from tasks.claims.casualty_phrase import ADDING, Phrase

BEING = frozenset({"is", "are", "was", "were", "be", "been", "remain", "remains", "remained"})
_WHOSE = frozenset({"whom", "which"})


class Around(NamedTuple):
    """What lies about the sentence of a number: the phrases before, and the noun of that very number where named."""

    before: Callable[[], list[Phrase]]
    named: Callable[[float], str | None]


def elided(row: list[Phrase], place: int, around: Around) -> str | None:
    """Find the noun that the bare number at `place` leaves out."""
    phrase = row[place]
    if phrase.det in {"a", "an"}:
        return None  # "the shaking was a 7"
    if phrase.det == "the" and phrase.number is not None:
        return around.named(phrase.number.value) or _some_people(around.before())
    if (fronted := _fronted(row, place)) is not None:
        return fronted
    if (noun := _parallel(row, place)) is not None:
        return noun
    if is_subject(row, place) or is_there(row, place):
        return _people(around.before())
    return None


def is_subject(row: list[Phrase], place: int) -> bool:
    """Whether the number is the subject of the verb after it; behind a preposition it is none, but for "of whom"."""
    if row[place].governor and not (place and row[place - 1].word in _WHOSE):
        return False
    after = _after(row, place)
    return after is not None and (after.kind == "V" or _is_gapped(after))


def is_there(row: list[Phrase], place: int) -> bool:
    """As in "there may be some 11,000", "there are closer to 400": being, and no noun before it."""
    at = place - 1
    if at > 1 and row[at].kind == "P" and row[at - 1].kind == "N" and row[at - 1].word in NEARER:
        at -= 2
    if at < 0 or row[at].kind != "V" or row[at].word not in BEING:
        return False
    while at > 1 and row[at - 1].kind == "N" and row[at - 1].governor:
        at -= 2  # "in Russia as a whole there may be"
    return at == 0 or row[at - 1].kind in {",", ";", "C", "S", "Q"}


NEARER = frozenset({"closer", "nearer", "close"})


def _fronted(row: list[Phrase], place: int) -> str | None:
    """As in "Of the passengers, 173 were local": the group stands first, and what follows are its parts."""
    if len(row) < 3 or row[0].word != "of" or row[1].kind != "N" or row[2].kind != ",":  # noqa: PLR2004
        return None
    group = row[1]
    return group.word if place > 1 and group.words and is_noun(group) and _shape(row, place) else None


def _parallel(row: list[Phrase], place: int) -> str | None:
    """The noun of the nearest count before it that stands as it does: before a verb, or before the same preposition."""
    phrase = row[place]
    shape = _shape(row, place)
    adds = phrase.det == "another" or bool(ADDING & set(phrase.words))
    if shape is None and not adds:
        return None
    for at in range(place - 1, -1, -1):
        other = row[at]
        is_count = other.kind == "N" and other.number is not None and not other.is_bare and is_noun(other)
        if is_count and (adds or _shape(row, at) == shape):
            return other.word
    return None


def _shape(row: list[Phrase], place: int) -> str | None:
    """What follows a count: a verb or the object of one that is left out ("V"), or a preposition."""
    after = _after(row, place)
    if after is None:
        return None
    if after.kind == "V" or _is_gapped(after):
        return "V" if is_subject(row, place) else None
    is_beside = after.kind == "P" and after.word not in {"of", "to"} and not row[place].governor
    return after.word if is_beside else None


def _after(row: list[Phrase], place: int) -> Phrase | None:
    return row[place + 1] if place + 1 < len(row) else None


def _is_gapped(after: Phrase) -> bool:
    """As in "3,400 no running water": the verb is that of the count before."""
    return after.kind == "N" and after.det in {"no", "neither", "none", "a", "an"} and after.number is None


def is_noun(phrase: Phrase) -> bool:
    """Whether its head can be counted: a plural, or a word for people."""
    return bool(phrase.word) and phrase.word[0].isalpha() and (phrase.word.endswith("s") or phrase.is_person is True)


def _some_people(row: list[Phrase]) -> str | None:
    """People, if the sentence before counts any: "the 1,100" are told apart from them, and are people too."""
    return None if _people(row) is None else "people"


def _people(row: list[Phrase]) -> str | None:
    """The people that the sentence before counts; of the dead or the hurt among them only that they are people."""
    for phrase in row:
        if phrase.kind == "N" and phrase.number is not None and phrase.is_person and not phrase.is_bare:
            return "people" if phrase.role else phrase.word
    return None
