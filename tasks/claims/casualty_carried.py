"""Places with numbers whose meaning stands before them: "Suzu accounted for 91, Wajima for 81", "Suzu 91; Wajima 81".

In: the phrases of a sentence, what is bound already, and the last figure of the sentences before. Out: `Bound`s with
the role carried over and the place as a place. One such pair needs a verb that says so; two in a row say it themselves.
"""

from bisect import bisect_left
from itertools import pairwise
from typing import NamedTuple

from tasks.claims.casualty_bound import Bound
from tasks.claims.casualty_phrase import Phrase
from tasks.claims.casualty_words import ROLE_NOUNS
from tasks.claims.people_words import NOT_PEOPLE
from tasks.claims.words import Word
from tasks.model import Number

_SHARING = frozenset("accounted accounts account accounting".split())
_COUNTING = frozenset("counts counted mourns mourned".split())
_HAVING = frozenset("had has lost suffered recorded registered saw".split())
_THE_COUNTED = frozenset("names deaths dead victims cases fatalities bodies them those total injured missing".split())
_OPENS = frozenset({",", "C", ";", "."})
_AFTER_COMMA = 3  # phrases from a number back to its place in "Wajima, with 69"
_MIN_PAIRS = 2
_LEADS = frozenset({"for", "with"})


class Pair(NamedTuple):
    """The places in the row of a number and of the name before it, and whether a verb ties the two."""

    number: int
    name: int
    is_said: bool


def may_carry(words: list[Word], numbers: tuple[Number, ...]) -> bool:
    """Whether a sentence is worth reading for such pairs: two numbers right behind names, or the verb."""
    if not numbers:
        return False
    if not (_SHARING | _COUNTING).isdisjoint([word.lower for word in words]):
        return True
    starts = [word.start for word in words]
    behind = 0
    for number in numbers:
        at = bisect_left(starts, number.start) - 1
        if at >= 0 and words[at].lower in _LEADS:
            at -= 1
        if at >= 0 and words[at].lower == ",":
            at -= 1
        if at >= 0 and words[at].text[:1].isupper():
            behind += 1
    return behind >= _MIN_PAIRS


def carried(row: list[Phrase], bounds: list[Bound], role_before: str | None, value_before: float | None) -> list[Bound]:
    """Bind each number of such a list to the role that the words before it counted."""
    pairs = [pair for at in range(1, len(row)) if (pair := _pair(row, at)) is not None]
    if not pairs or (len(pairs) < _MIN_PAIRS and not pairs[0].is_said):
        return []
    held = {bound.place: bound for bound in bounds}
    own = [bound for bound in bounds if bound.place < pairs[0].number and row[bound.place].number is not None]
    role = own[-1].role if own else _header(row, pairs[0].name) or role_before
    if role is None:
        return []
    whole = _value(row, own[-1]) if own else value_before
    found: list[Bound] = []
    for pair in pairs:
        name = " ".join(row[pair.name].words)
        if pair.number in held:
            held[pair.number].place_name = held[pair.number].place_name or name
            continue
        found.append(Bound(pair.number, role, pair.number, is_part=True, base_value=whole, place_name=name))
    total = sum(_value(row, bound) or 0 for bound in found)
    for bound in found:
        if whole is not None and total > whole:
            bound.base_value = None
    return found


def respective(row: list[Phrase], bounds: list[Bound]) -> None:
    """As in "Wajima and Suzu, with 81 and 71 dead respectively": the first number is the first place's."""
    counted = [bound for bound in bounds if bound.derived_from is None and row[bound.place].number is not None]
    places = sorted({bound.place for bound in counted})
    first = places[0] if places else 0
    names = [at for at in range(first) if row[at].kind == "N" and _is_place(row, at, is_listed=False)]
    if len(places) < _MIN_PAIRS or len(names) != len(places) or len({bound.role for bound in counted}) != 1:
        return
    if any(right - left != _MIN_PAIRS and right - left != _AFTER_COMMA for left, right in pairwise(names)):
        return
    named = dict(zip(places, names, strict=True))
    for bound in counted:
        bound.place_name, bound.is_part = " ".join(row[named[bound.place]].words), True


def _value(row: list[Phrase], bound: Bound) -> float | None:
    number = row[bound.place].number
    return bound.value if bound.value is not None else number.value if number else None


def _header(row: list[Phrase], end: int) -> str | None:
    """As in "Deaths by town: Paiporta 45", "Bodies recovered: ..."; "lost the most, with 45" counts the dead."""
    colon = next((at for at in range(end) if row[at].word == ":"), None)
    head = row[:colon] if colon is not None else []
    fates = [phrase.role for phrase in head if phrase.kind in {"V", "R"} and phrase.role is not None]
    nouns = [ROLE_NOUNS[phrase.word] for phrase in head if phrase.kind == "N" and phrase.word in ROLE_NOUNS]
    if fates or nouns:
        return (fates or nouns)[-1]
    lost = any(left.word == "lost" and right.det == "the" for left, right in pairwise(row))
    return "killed" if lost else None


def _pair(row: list[Phrase], at: int) -> Pair | None:
    phrase = row[at]
    if phrase.kind != "N" or phrase.number is None or not phrase.is_bare or phrase.number.is_percent:
        return None
    before = row[at - 1]
    if before.kind == "N":
        return Pair(at, at - 1, False) if _is_place(row, at - 1) and _ends(row, at) else None
    if before.kind == "V":
        is_said = before.word in _COUNTING or (before.word in _HAVING and _of_the_counted(row, at))
        return Pair(at, at - 2, True) if is_said and at > 1 and _is_place(row, at - 2) else None
    if before.kind != "P" or before.word not in _LEADS or at <= 1:
        return None
    earlier = row[at - 2]
    if earlier.kind == "V" and earlier.word in _SHARING:
        return Pair(at, at - 3, True) if at > _AFTER_COMMA - 1 and _is_place(row, at - 3) else None
    if earlier.kind == "N" and before.word == "for":
        return Pair(at, at - 2, False) if _is_place(row, at - 2) else None
    if earlier.kind == "," and before.word == "with":
        name = at - 3
        if name > 1 and row[name].kind == "N" and not row[name].is_named:
            name = _subject_of_most(row, name)
        return Pair(at, name, False) if name >= 0 and _is_place(row, name, is_listed=False) else None
    return None


def _subject_of_most(row: list[Phrase], at: int) -> int:
    """As in "Paiporta lost the most, with 45": the place is the subject."""
    while at > 0 and row[at].kind == "N" and not row[at].words:
        at -= 1
    return at - 1 if row[at].kind == "V" and row[at].word in _HAVING else -1


def _of_the_counted(row: list[Phrase], at: int) -> bool:
    return at + 2 < len(row) and row[at + 1].word == "of" and row[at + 2].word in _THE_COUNTED


def _is_place(row: list[Phrase], at: int, *, is_listed: bool = True) -> bool:
    """Whether a name that no number and no person shares stands here, at the head of its clause where it is listed."""
    if at < 0:
        return False
    phrase = row[at]
    if phrase.kind != "N" or phrase.number is not None or phrase.is_person or phrase.is_pronoun or phrase.det:
        return False
    if phrase.word in NOT_PEOPLE or phrase.word in ROLE_NOUNS or not phrase.word[:1].isalpha():
        return False
    if not (phrase.is_named or at == 0):
        return False
    return not is_listed or at == 0 or row[at - 1].kind in _OPENS


def _ends(row: list[Phrase], at: int) -> bool:
    """Whether the pair is over after its number."""
    return at + 1 >= len(row) or row[at + 1].kind in _OPENS or row[at + 1].kind in {"P", ")"}
