"""Whether a verb says that something happened: not if it is denied, supposed, forecast or only wished.

In: the phrases of a sentence and the place of a verb. Out: yes or no.
"""

from tasks.claims.casualty_phrase import Phrase

_ESCAPING = frozenset("escaped escape escapes escaping avoided avoid avoids avoiding risk risked risking".split())
_REACH = 40  # phrases back to an "if"
_FORECAST = frozenset("will would could can should shall won't wouldn't couldn't can't cannot might may".split())
_KEEPS_INFINITIVE = frozenset("managed went able proceeded continued continue continues helped".split())


def is_doubtful(row: list[Phrase], place: int, *, is_cause: bool = False) -> bool:
    """Say whether the verb at this place is no statement of fact.

    "May have" and "may be" suppose what already is; of a cause ("may leave 20,000 homeless") they forecast.
    """
    verb = row[place]
    if verb.negated or verb.nearly or (place and row[place - 1].word in _ESCAPING):
        return True
    if verb.modal in {"may", "might"} and (verb.perfect or (verb.copula and not is_cause)):
        return False
    if verb.modal in _FORECAST:
        return True
    if verb.infinitive and not verb.perfect:
        before = row[place - 1] if place else None
        return before is None or before.word not in _KEEPS_INFINITIVE
    return _in_condition(row, place)


def _in_condition(row: list[Phrase], place: int) -> bool:
    """Whether the clause begins with "if", "unless", "whether", "without", "not since"."""
    opens = row[0].kind == "V" and not (row[0].word and row[0].word != "had")
    commas = [at for at, phrase in enumerate(row) if phrase.kind == ","] if opens else []
    if row[0].kind == "V" and row[0].word == "had" and row[0].copula and (not commas or place < commas[0]):
        return True  # "Had ten been killed, ..."
    if row[0].kind == "V" and row[0].negated and not row[0].word and (not commas or commas[0] < place):
        return True
    for at in range(place - 1, max(-1, place - _REACH), -1):
        phrase = row[at]
        if phrase.kind == "S":
            return phrase.word in {"if", "unless", "whether", "lest"}
        if phrase.kind in {";", "."}:
            return False
        if phrase.kind == "P" and phrase.word == "without" and at == place - 1:
            return True
    return False
