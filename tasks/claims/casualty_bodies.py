"""What was done with the dead: recovered, identified, autopsied, handed over. None of these counts who was killed.

In: the phrases of a sentence and a noun phrase of bodies. Out: the role that the verb beside it gives, or None.
"""

from tasks.claims.casualty_phrase import Phrase

BODIES = frozenset({"body", "bodies", "corpse", "corpses", "cadavers", "remains"})
_DONE: dict[str, str] = {
    word: role
    for role, words in {
        "recovered": """recovered recover recovers recovering retrieved retrieve retrieving pulled pulling brought
            removed removing fished taken collected extracted""",
        "identified": "identified identify identifying identifies named",
        "autopsied": "examined examine examining autopsied",
        "handed_over": "handed handing returned returning released received repatriated claimed",
    }.items()
    for word in words.split()
}
_PARTICLES = frozenset({"up", "out", "back", "over", "down", "from"})
_REACH = 4  # phrases from the bodies to the verb that they are the subject of


def deed_on(row: list[Phrase], place: int) -> str | None:
    """What the verb beside this noun phrase of bodies did with them."""
    before = place - 1
    is_back = False
    while before >= 0 and _is_particle(row[before]):
        is_back = is_back or row[before].word == "back"
        before -= 1
    if before >= 0 and row[before].kind == "V" and not row[before].negated and not row[before].passive:
        if is_back and row[before].word in {"taken", "took", "brought"}:
            return "handed_over"
        role = _DONE.get(row[before].word)
        if role is not None:
            return role
    for at in range(place + 1, min(place + 1 + _REACH, len(row))):
        phrase = row[at]
        if phrase.kind == "V" and phrase.copula and not phrase.negated:
            continue  # "are still without a name"
        if phrase.kind in {"V", "R"}:
            is_done = phrase.kind == "R" or phrase.passive or not phrase.finite
            if phrase.negated or not is_done:
                return None
            return _DONE.get(phrase.word)
        if phrase.word == "without" and at + 1 < len(row) and row[at + 1].word in {"name", "names", "identity"}:
            return "not_identified"
        if phrase.kind not in {"N", "P", "Q"}:
            return None
    return None


def _is_particle(phrase: Phrase) -> bool:
    """As "up" in "brought up the remains", "back" in "taken back 209 bodies"."""
    return phrase.kind == "Q" or (phrase.kind in {"P", "N"} and phrase.word in _PARTICLES and len(phrase.words) <= 1)


def is_recovery(verb: Phrase) -> bool:
    """As in "28 of the 67 people have been recovered dead"."""
    return verb.kind == "V" and _DONE.get(verb.word) == "recovered" and not verb.negated
