"""A sentence as a row of phrases.

In: the units of casualty_tags.py. Out: `Phrase`s in the order of the text; adverbs, days and bare digits are dropped.
Not a parser: it finds where a phrase begins and ends, no more.
"""

from tasks.claims.casualty_nouns import noun_phrase
from tasks.claims.casualty_phrase import Phrase
from tasks.claims.casualty_resolve import Unit
from tasks.claims.casualty_verbs import verb_group
from tasks.claims.casualty_words import FATALLY, MANNERS, ROLE_PHRASES, VERBS

_NEARLY = frozenset({"almost", "nearly", "narrowly", "barely"})
_LONG_DASHES = frozenset({"—", "–", "--", "-"})
# Their full stop ends no sentence: "stood at 206 on Jan. 10, including 91 people in one city".
_SHORT_DAYS = frozenset(
    "jan feb mar apr jun jul aug sep sept oct nov dec mon tue tues wed thu thur thurs fri sat".split()
)


def phrases(tagged: list[Unit], *, is_shouted: bool) -> list[Phrase]:
    """Cut a row of units into phrases. `is_shouted`: the text is all capitals, so that capitals mean nothing."""
    row: list[Phrase] = []
    place = 0
    while place < len(tagged):
        if _shortens(tagged, place):
            place += 1
            continue
        phrase = _at(tagged, place, is_shouted=is_shouted)
        if phrase is None:
            if tagged[place].tag in "TK" and row and row[-1].kind in {"P", "B"} and row[-1].last == place:
                row.pop()  # "on Saturday", "in 2013": the preposition governs nothing that is left
            place += 1
            continue
        if phrase.kind == "N" and row and row[-1].kind in {"P", "B"}:
            phrase.governor = row[-1].word
        if phrase.kind == "V":
            phrase.nearly = any(
                unit.tag == "A" and unit.lower in _NEARLY for unit in tagged[max(phrase.first - 1, 0) : phrase.last]
            )
            phrase.fatal = any(unit.lower in FATALLY for unit in tagged[max(phrase.first - 1, 0) : phrase.last + 1])
        row.append(phrase)
        place = phrase.last
    _pair_dashes(row)
    return row


def _shortens(tagged: list[Unit], place: int) -> bool:
    """A full stop that belongs to a month or a day, with more of the sentence behind it."""
    return tagged[place].text == "." and 0 < place < len(tagged) - 1 and tagged[place - 1].lower in _SHORT_DAYS


def _pair_dashes(row: list[Phrase]) -> None:
    """Two dashes set off what stands between them as two commas would: "Four people — one a child — were hurt"."""
    dashes = [phrase for phrase in row if phrase.kind == ";" and phrase.word in _LONG_DASHES]
    for left, right in zip(dashes[::2], dashes[1::2], strict=False):
        left.kind = right.kind = ","


def _at(tagged: list[Unit], place: int, *, is_shouted: bool) -> Phrase | None:
    unit = tagged[place]
    if unit.lower in ROLE_PHRASES and (role_phrase := _role_phrase(tagged, place)) is not None:
        return role_phrase
    if unit.lower in MANNERS and _stands_alone(tagged, place):
        return Phrase("R", place, place + 1, unit.start, unit.end, word=unit.lower, role=MANNERS[unit.lower])
    if unit.tag in "DX#RMI'":
        return noun_phrase(tagged, place, is_shouted=is_shouted)
    if unit.tag in "UONVEG" or (unit.lower == "to" and _is_infinitive(tagged, place)):
        return verb_group(tagged, place)
    if unit.tag in "PBCLS,.();:Q":
        kind = ";" if unit.tag in ";:" else unit.tag
        return Phrase(kind, place, place + 1, unit.start, unit.end, word=unit.lower)
    return None


def _stands_alone(tagged: list[Unit], place: int) -> bool:
    """As in "one fatally", "three of them seriously": the verb is understood."""
    before = tagged[place - 1] if place else None
    after = tagged[place + 1] if place + 1 < len(tagged) else None
    return (
        before is not None
        and (before.tag in "#X" or before.lower in {"them", "whom"})
        and (after is None or after.tag in ",.;:C)")
    )


def _is_infinitive(tagged: list[Unit], place: int) -> bool:
    after = tagged[place + 1] if place + 1 < len(tagged) else None
    if after is None or after.tag not in "EVUG":
        return False
    verb = VERBS.get(after.lower)
    return (verb is not None and verb.form == "base") or after.tag in "VU"


def _role_phrase(tagged: list[Unit], place: int) -> Phrase | None:
    for words, role in ROLE_PHRASES.get(tagged[place].lower, ()):
        if all(place + step < len(tagged) and tagged[place + step].lower == word for step, word in enumerate(words)):
            last = place + len(words)
            return Phrase("R", place, last, tagged[place].start, tagged[last - 1].end, word=" ".join(words), role=role)
    return None
