"""What befell people said by a turn of phrase: "lost their lives", "claimed 12 lives", "was taken to hospital".

In: the phrases of a sentence and the place of a verb that counts nobody by itself. Out: `Bound`s.
"""

from tasks.claims.casualty_bound import Bound, bound
from tasks.claims.casualty_clauses import follows_passive, objects, subjects
from tasks.claims.casualty_phrase import Phrase
from tasks.claims.casualty_words import LIFE_TAKERS

_HOSPITAL = frozenset("hospital hospitals clinic clinics centre center infirmary medical care er icu".split())
_SUFFER = frozenset("suffers sustains suffered sustained suffering sustaining suffer have has had received".split())
_FALLING = frozenset("fell fallen fall plunged plunges jumped leapt leaped plummeted falls tumbled".split())
_PULLED = frozenset("pulled pulling brought dug plucked freed".split())
_AFTER_SPEAKER = 3  # phrases before "had lost": who, "said", "it"
_FIGHTING = frozenset({"fighting", "fights", "fought"})
_LEAVING = frozenset({"left", "leaves", "leaving"})
_WOUNDS = frozenset({"injuries", "injury", "wounds", "wound", "burns"})
_TO_SAFETY = frozenset({"safety", "alive", "rubble"})


def by_idiom(row: list[Phrase], place: int) -> list[Bound]:
    """Read an idiom of harm or rescue: "lost their lives", "suffered burns", "carrying 60 passengers"."""
    verb = row[place]
    after = row[place + 1] if place + 1 < len(row) else None
    rest = row[place + 1 : place + 8]
    if verb.word in {"lost", "lose", "loses", "losing"} and after is not None and after.kind == "N":
        if after.word in {"life", "lives"} and after.number is None and after.det:
            return bound(row, subjects(row, place), "killed", place)
        if after.word in {"life", "lives"} or (after.is_person and after.number is not None):
            return bound(row, objects(row, place), "killed", place)
        if after.is_bare and _is_own_loss(row, place):
            return bound(row, [place + 1], "killed", place)
    if (
        after is not None
        and after.kind == "N"
        and (
            (after.word == "suicide" and verb.word.startswith("commit"))
            or (after.word == "life" and "own" in after.words and verb.word in {"took", "taking", "take", "taken"})
        )
    ):
        return bound(row, subjects(row, place) or _controlled(row, place), "killed", place)
    if verb.word in {"blew", "blown"} and after is not None and after.word in {"himself", "herself"}:
        return bound(row, [place + 1], "killed", place)
    if (
        verb.word in _FALLING
        and after is not None
        and after.word == "to"
        and len(rest) > 1
        and rest[1].word in {"death", "deaths"}
    ):
        return bound(row, subjects(row, place), "killed", place)
    if verb.word in LIFE_TAKERS and after is not None and after.kind == "N" and after.word in {"lives", "life"}:
        return bound(row, _lives(row, place + 1), "killed", place)
    suffers = verb.word in _SUFFER and after is not None and after.kind == "N" and after.number is None
    fights = verb.word in _FIGHTING and len(rest) > 1 and rest[0].word == "for" and rest[1].word in {"life", "lives"}
    if fights or (suffers and after is not None and _WOUNDS & set(after.words)):
        return bound(row, subjects(row, place), "injured", place)
    if verb.word in {"carrying", "carried", "carries", "carry"}:
        people = [at for at in objects(row, place) if row[at].is_person and row[at].number is not None]
        return bound(row, people, "aboard", place)
    return _by_rescue(row, place, rest)


def _controlled(row: list[Phrase], place: int) -> list[int]:
    """The subject of the main verb, for "before committing suicide"."""
    for at in range(place - 1, -1, -1):
        if row[at].kind == "V" and row[at].finite:
            return subjects(row, at)
    return []


def _by_rescue(row: list[Phrase], place: int, rest: list[Phrase]) -> list[Bound]:
    verb = row[place]
    nouns = {word for phrase in rest if phrase.kind == "N" for word in phrase.words}
    is_passive = verb.passive or follows_passive(row, place - 1)
    people = subjects(row, place) if is_passive else [at for at in objects(row, place) if row[at].is_person]
    if verb.word in {"taken", "took", "taking"} and {"custody", "hostage", "captive", "prisoner"} & nouns:
        return bound(row, people, "detained" if nouns & {"custody", "prisoner"} else "abducted", place)
    fates = {phrase.word for phrase in rest if phrase.kind == "R"}
    if verb.word in _PULLED and (nouns | fates) & _TO_SAFETY and not nouns & _HOSPITAL:
        return bound(row, people, "rescued", place)
    if verb.word in _LEAVING and (hurt := _with_wounds(row, place)):
        return bound(row, hurt, "injured", place)
    if verb.word in {"taken", "rushed", "transported", "airlifted", "flown", "admitted", "brought", "treated", "took"}:
        return bound(row, people, "hospitalised", place) if nouns & _HOSPITAL or verb.word == "treated" else []
    if verb.word in {"went", "going"} and nouns & {"hospital", "hospitals"}:
        return bound(row, subjects(row, place), "hospitalised", place)
    if verb.word in {"forced", "driven"} and nouns & {"homes", "home", "houses"}:
        return bound(row, people, "displaced", place)
    if verb.word == "tested" and "positive" in nouns:
        return bound(row, subjects(row, place), "infected", place)
    return []


def _is_own_loss(row: list[Phrase], place: int) -> bool:
    """As in "lost two of its own men"; "Moscow said it had lost 60" after a verb of saying and beside other losses."""
    of = row[place + 3] if place + 3 < len(row) and row[place + 2].word == "of" else None
    if of is not None:
        return bool(of.is_person)
    owner = row[place - 1]
    ends = place + 2 >= len(row) or row[place + 2].kind not in {"N", "P", "V"}
    is_said = place >= _AFTER_SPEAKER and owner.word == "it" and row[place - 2].kind in {"V", "S", "L"}
    teller = row[place - _AFTER_SPEAKER] if is_said else owner
    told = teller if teller.kind != "V" else row[place - _AFTER_SPEAKER - 1]  # "said that it had"
    return ends and is_said and row[place].perfect and told.kind == "N" and not told.is_person


def _with_wounds(row: list[Phrase], place: int) -> list[int]:
    """As in "left 17 others with burns"."""
    found = objects(row, place)
    after = found[-1] + 1 if found else len(row)
    is_with = after + 1 < len(row) and row[after].word == "with" and not _WOUNDS.isdisjoint(row[after + 1].words)
    return found if is_with else []


def _lives(row: list[Phrase], place: int) -> list[int]:
    if row[place].number is not None:
        return [place]
    of = place + 1
    if of + 1 < len(row) and row[of].word == "of" and row[of + 1].kind == "N":
        return [of + 1, *[at for at in objects(row, of) if at != of + 1]]
    return []
