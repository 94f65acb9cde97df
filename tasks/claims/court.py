"""What a court did with the people that a number counts: "found 29 of the 34 guilty", "six have been acquitted".

In: the phrases of a sentence and the place of one with a number. Out: the role of the figure, or None. Convicted and
acquitted exclude each other as killed and injured do, so the deed names the count and never the noun beside it: "29
defendants" alone would be held against any other number of defendants. Refuses things ("cleared three mines").
"""

from tasks.claims.casualty_phrase import Phrase

_DEEDS = {
    word: role
    for role, words in {
        "convicted": "convicted convicts convict convicting",
        "acquitted": "acquitted acquits acquit acquitting cleared clears exonerated",
        "charged": "charged charges indicted indicts charging",
        "sentenced": "sentenced sentences jailed jails imprisoned",
    }.items()
    for word in words.split()
}
_SURE = frozenset({"convicted", "acquitted"})  # said of people only
_FOUND = frozenset({"found", "finds", "find", "finding", "declared", "declares"})
_ACCUSED = frozenset("defendants suspects accused men women people officers officials".split())
_REACH = 4  # phrases from a number to the verb or the "guilty" of its clause


def court_deed(row: list[Phrase], place: int) -> str | None:
    """Name what a court did with the people counted at `place`."""
    phrase = row[place]
    if (
        phrase.number is None
        or phrase.number.is_ordinal
        or (phrase.number.value == 1 and _behind(row, place) > place + 1)
    ):
        return None  # "she was one of 29 people convicted" singles somebody out
    if place > 1 and row[place - 1].word == "of" and row[place - 2].is_bare and phrase.det == "the":
        return None  # the whole of "28 of the 34"
    if phrase.words[-2:] == ["walked", "free"]:
        return "acquitted"
    last = _behind(row, place)
    before = row[place - 1] if place else None
    if before is not None and before.kind == "V" and not before.passive and not before.copula:
        if before.word in _FOUND:
            return _guilt(row, place)
        if before.word in _DEEDS:
            return _allowed(_DEEDS[before.word], row, place)
    after = row[last] if last < len(row) else None
    if after is None or after.kind != "V" or after.negated:
        return None
    if after.word in _FOUND:
        return _guilt(row, place)
    is_done = after.word.endswith("ed")
    return _allowed(_DEEDS[after.word], row, place) if is_done and after.word in _DEEDS else None


def _behind(row: list[Phrase], place: int) -> int:
    """The place behind a count and the whole that it is of: "28 of the 34"."""
    of = place + 1
    is_part = of + 1 < len(row) and row[of].word == "of" and row[of + 1].kind == "N"
    return place + 3 if is_part else place + 1


def _guilt(row: list[Phrase], place: int) -> str | None:
    """As in "found 29 of the 34 defendants guilty", "have been found not guilty"."""
    for at in range(place, min(place + _REACH + 1, len(row))):
        phrase = row[at]
        if phrase.kind in {";", ".", "S"}:
            return None
        if phrase.word == "guilty" or "guilty" in phrase.words:
            is_not = (
                "not" in phrase.words
                or phrase.negated
                or (at > 0 and (row[at - 1].negated or row[at - 1].word == "not"))
            )
            return "acquitted" if is_not else "convicted"
    return None


def _allowed(role: str, row: list[Phrase], place: int) -> str | None:
    """A deed that is done to things too needs people beside it."""
    phrase = row[place]
    base = row[place + 2] if _behind(row, place) == place + 3 else None
    people = any(one is not None and (one.is_person or one.word in _ACCUSED) for one in (phrase, base))
    if phrase.is_bare or people:
        return role if role in _SURE or people else None
    return None
