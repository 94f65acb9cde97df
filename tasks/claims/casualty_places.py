"""Where the counted people were: "died in Wajima", "in the city of Suzu alone", "In Valencia, 202 people died".

In: the phrases of a sentence and a `Bound`. Out: the place as printed, lower-cased, or None.
"""

import re

from tasks.claims.casualty_bound import Bound
from tasks.claims.casualty_clauses import whole
from tasks.claims.casualty_phrase import Phrase
from tasks.claims.casualty_words import VIOLENCE
from tasks.claims.people_words import NOT_PEOPLE
from tasks.vocabulary import Party

_IN = frozenset({"in", "at", "on", "near", "outside"})
# What a name may be "of": "the city of Wajima", "the southern province of Helmand".
_AREAS = frozenset(
    """city cities town towns village villages province provinces region regions district districts state states
    prefecture county municipality island islands suburb suburbs port area community capital commune
    department""".split()
)
# Those of whom "from Wichita" tells where they set out, not where they are.
TRAVELLING = frozenset({"aboard", "deployed", "evacuated", "displaced", "rescued", "hospitalised", "attended"})
_SHARED = 6  # phrases back to the verb that "and" joins to
_CHAIN = 2  # "in an attack in Kabul": the place may follow another phrase with "in"
_ALONE = re.compile(r"[ ,]{0,2}alone\b")


def place_after(row: list[Phrase], place: int, *, with_origin: bool = False) -> str | None:
    """The named place right after a phrase: "12 in Nangarhar", "69 were in Wajima", "91 were from Suzu"."""
    at = place + 1
    if at < len(row) and row[at].kind == "V" and row[at].copula:
        at, with_origin = at + 1, True
    for _ in range(_CHAIN):
        is_in = at + 1 < len(row) and row[at].kind == "P" and row[at + 1].kind == "N"
        if not is_in or (row[at].word not in _IN and not (with_origin and row[at].word == "from")):
            return None
        if (name := _name(row, at + 1)) is not None:
            return name
        at += 2
    return None


def _name(row: list[Phrase], at: int) -> str | None:
    """The name of the place that this noun phrase is, straight or as "the city of Wajima"."""
    if _is_place(row[at]):
        return " ".join(_own(row[at].words))
    is_area = row[at].word in _AREAS and at + 2 < len(row) and row[at + 1].word == "of"
    return " ".join(_own(row[at + 2].words)) if is_area and _is_place(row[at + 2]) else None


def _own(words: list[str]) -> list[str]:
    """Without an owner: "Russia's Kursk region" is the Kursk region."""
    return words[len(words) - words[::-1].index("'s") :] if "'s" in words[:-1] else words


def _is_place(phrase: Phrase) -> bool:
    """A name that may be a place: not "Costa Rica plane crash"."""
    return (
        phrase.kind == "N"
        and phrase.is_named
        and phrase.number is None
        and phrase.word not in VIOLENCE
        and phrase.word not in NOT_PEOPLE
    )


def place_of(row: list[Phrase], bound: Bound) -> str | None:
    """The place that the figure's own phrase, its verb, its subject, or the head of the sentence names."""
    if bound.place_name:
        return bound.place_name
    if _is_base(row, bound.place):
        return None
    name = place_after(row, bound.place, with_origin=bound.is_part and bound.role not in TRAVELLING)
    if name is None and bound.cue != bound.place and row[bound.cue].kind in {"V", "R"}:
        name = place_after(row, bound.cue)
    base = whole(row, bound.place)[1]
    if name is None and base is not None:
        return _of_the_part(row, base)
    if name is None and bound.place > bound.cue:
        name = _happening(row, bound.cue)
    return name or _losing(row, bound) or _opening(row, bound)


def _is_base(row: list[Phrase], place: int) -> bool:
    """As in "two of the other three deaths were in Cuenca", which says where the two were."""
    is_of = place > 1 and row[place].governor == "of" and row[place - 2].is_bare
    return is_of and place + 1 < len(row) and row[place + 1].kind == "V" and row[place + 1].copula


def _of_the_part(row: list[Phrase], base: int) -> str | None:
    """As in "91 of the dead were from Suzu": what is said behind the whole is said of the part."""
    is_said = base + 1 < len(row) and row[base + 1].kind == "V" and row[base + 1].copula
    return place_after(row, base) if is_said else None


def _happening(row: list[Phrase], cue: int) -> str | None:
    """As in "a bomb went off in Kabul, killing 12", "an attack in Kabul killed 12": where the deed happened."""
    verb = row[cue]
    if verb.kind != "V" or verb.passive or verb.infinitive or cue < len("NPN"):
        return None
    at = cue - 1
    if row[at].kind == "C":  # "killed 12 and wounded 30": the first deed says where
        earlier = next((back for back in range(at - 1, max(0, at - _SHARED), -1) if row[back].kind == "V"), None)
        return _happening(row, earlier) if earlier is not None and row[earlier].form == verb.form else None
    if verb.form == "ing":
        if row[at].kind != ",":
            return None
        at -= 1
    if at > 1 and row[at - 1].word == "of" and row[at - 2].word in _AREAS:
        at -= 2  # "in the city of Suzu"
    is_in = at > 0 and row[at - 1].kind == "P" and row[at - 1].word in _IN
    return _name(row, at) if is_in else None


def _losing(row: list[Phrase], bound: Bound) -> str | None:
    """As in "Suzu has lost 91 people"; a country that lost soldiers did not lose them there."""
    verb, subject = row[bound.cue], row[bound.cue - 1] if bound.cue else None
    if subject is None or verb.kind != "V" or verb.word not in {"lost", "loses", "lose"} or bound.cue >= bound.place:
        return None
    is_civil = row[bound.place].party in {None, Party.VICTIM}
    is_name = _is_place(subject) or (bound.cue == 1 and subject.kind == "N" and not subject.det and subject.words)
    return " ".join(subject.words) if is_civil and is_name and subject.is_person is None else None


def _opening(row: list[Phrase], bound: Bound) -> str | None:
    """As in "In Valencia, 202 people died": the head of the sentence, as far as its first clause reaches."""
    if row[0].kind != "P" or row[0].word not in {"in", "near", "outside"} or len(row) < len("NP,"):
        return None
    if any(phrase.kind in {";", ".", "S", "L"} for phrase in row[1 : bound.place]):
        return None
    return _name(row, 1) if bound.cue > 1 else None


def is_alone(text: str, row: list[Phrase], bound: Bound) -> bool:
    """As in "in Wajima alone", "69 in the city alone": one place of several, so a part. `text` is the document's."""
    near = [bound.place, *(at for at in range(bound.place + 1, min(bound.place + 6, len(row))) if row[at].kind == "N")]
    if row[0].kind == "P":
        near += [at for at in range(1, min(4, len(row))) if row[at].kind == "N"]
    return any(_ALONE.match(text, row[at].end) is not None for at in near)
