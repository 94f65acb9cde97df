"""What befell people said by an adjective or a noun: "12 dead", "three bodies", "the murder of two men".

In: the phrases of a sentence and the place of the adjective or noun. Out: `Bound`s.
"""

from tasks.claims.casualty_bodies import BODIES, deed_on, is_recovery
from tasks.claims.casualty_bound import Bound, bound
from tasks.claims.casualty_clauses import adjacent_subject, objects, subjects, whole
from tasks.claims.casualty_doubt import is_doubtful
from tasks.claims.casualty_phrase import Phrase
from tasks.claims.casualty_words import NOT_BY_NUMBER, NOUNS_OF_OTHERS, WOUNDS
from tasks.claims.people_words import NOT_PEOPLE, PEOPLE, is_plural

_BESIDE = frozenset({"in", "on", "at", "near", "during"})
_FATES = frozenset("murder death assassination killing execution kidnapping abduction arrest".split())
_FOUND = frozenset(
    """found recovered discovered identified pulled retrieved buried dumped washed lay lying located recovering finding
    find seen uncovered taken removed dug""".split()
)
_LIFELESS = frozenset("dead lifeless charred decomposed decomposing bullet-riddled burned mutilated".split())


def by_adjective(row: list[Phrase], place: int) -> list[Bound]:
    """As in "12 dead", "three are missing", "left two people dead", "175 people on board"."""
    role = row[place].role
    if role is None or place == 0:
        return []
    if (both := dead_and_hurt(row, place)) is not None:
        return bound(row, [both], "killed_or_injured", place)
    before = row[place - 1]
    if before.word == "as" and place > 1:
        return _as_such(row, place, role)
    if before.kind == "V":
        if is_doubtful(row, place - 1):
            return []
        if role == "killed" and is_recovery(before):
            role = "recovered"
        return bound(row, subjects(row, place - 1), role, place)
    if before.kind == "N":
        is_of_nobody = row[place].word == "alive" and before.number is None
        if is_of_nobody or _is_only_feared(row, place - 2):
            return []
        if role in {"killed", "missing"} and before.det == "the" and before.number is None and not before.is_person:
            return []
        if role == "aboard" and before.number is not None:
            return bound(row, [place - 1], role, place)  # "179 of the 181 people on board": 181 were
        return bound(row, adjacent_subject(row, place), role, place)
    return []


def _as_such(row: list[Phrase], place: int, role: str) -> list[Bound]:
    """As in "counted 12 as missing", "three had been listed as missing"."""
    cause = row[place - 2]
    if cause.kind == "N":
        return bound(row, [place - 2], role, place) if cause.number is not None else []
    is_said = cause.kind == "V" and cause.passive and not is_doubtful(row, place - 2)
    return bound(row, subjects(row, place - 2), role, place) if is_said else []


def dead_and_hurt(row: list[Phrase], place: int) -> int | None:
    """The number that two fates share, told by the first of them: "4,000 dead and wounded", "12 killed or hurt"."""
    if place + 2 >= len(row) or row[place + 1].word not in {"and", "or"}:
        return None
    first, second = row[place], row[place + 2]
    if {first.role, second.role} != {"killed", "injured"} or not {first.kind, second.kind} <= {"R", "V"}:
        return None
    if first.finite or second.finite or (place + 3 < len(row) and row[place + 3].kind == "N"):
        return None  # "left 12 dead and injured 30"
    at = place - 2 if row[place - 1].kind == "," else place - 1
    if at < 0 or row[at].kind != "N" or row[at].number is None:
        return None
    return at if row[at].is_person or row[at].is_bare else None


def _is_only_feared(row: list[Phrase], verb: int) -> bool:
    """As in "the storm might leave 20,000 homeless"."""
    return (
        verb >= 0
        and row[verb].kind == "V"
        and row[verb].word in {"leave", "make", "render", "find"}
        and is_doubtful(row, verb, is_cause=True)
    )


def by_noun(row: list[Phrase], place: int) -> list[Bound]:
    """As in "12 deaths", "the bodies of 12 people", "the murder of two men", "no injuries"."""
    phrase = row[place]
    if (phrase.role is None and phrase.word not in WOUNDS) or row[place - 1].word == "attempted":
        return []
    if phrase.word in BODIES and ("remaining" in phrase.words or _is_still_sought(row, place)):
        return []  # who is not found yet is not counted yet
    role = (deed_on(row, place) if phrase.word in BODIES else None) or phrase.role
    of = place + 1
    if phrase.word in NOUNS_OF_OTHERS and of + 3 < len(row) and row[of].word in _BESIDE and row[of + 2].word == "of":
        of += 2  # "the murder in Lima of two guides"
    if phrase.number is None and _is_somebodys(phrase):
        return [Bound(place, phrase.role or "", place, value=1)]
    if (
        phrase.word in NOUNS_OF_OTHERS
        and of + 1 < len(row)
        and row[of].word in {"of", "to"}
        and row[of + 1].kind == "N"
    ):
        target = whole(row, of + 1)[0]
        is_bare_loss = phrase.word == "loss" and not row[target].is_person  # "a loss of 35,000": jobs, or votes
        is_harm_to = row[of].word == "to" and "injur" not in phrase.word
        if row[target].counts and phrase.number is None and not is_harm_to and not is_bare_loss:
            return bound(row, [of + 1, *_and_more(row, of + 1)], role or "", place)
    if phrase.word in NOT_BY_NUMBER:
        return []
    if phrase.governor == "with" and phrase.number is None and phrase.word in WOUNDS and place > 1:
        bearer = row[place - 2]  # "three other victims with gunshot wounds", "a man was found with a wound"
        bearers = subjects(row, place - 2) if bearer.kind == "V" and bearer.passive else [place - 2]
        return bound(row, bearers, "injured", place)
    if phrase.number is None and phrase.implied == 1 and not _is_harmed_one(row, place):
        return []
    if phrase.number is not None or phrase.implied is not None:
        is_noun = phrase.is_person is not False or phrase.word in NOUNS_OF_OTHERS or role == "autopsied"
        return [Bound(place, role or "", place, whole(row, place)[1])] if is_noun else []
    return []


def _is_still_sought(row: list[Phrase], place: int) -> bool:
    """As in "three bodies were still missing"."""
    after = row[place + 1 : place + 3]
    return len(after) > 1 and after[0].kind == "V" and after[0].copula and after[1].word in {"missing", "unrecovered"}


def _is_harmed_one(row: list[Phrase], place: int) -> bool:
    """One person's body or fate named by a noun: only where it is found, or the word for it is death or harm."""
    phrase = row[place]
    if phrase.word in {"body", "corpse"}:
        around = {other.word for other in row[max(place - 3, 0) : place + 4] if other.kind == "V"}
        return bool(around & _FOUND) or not set(phrase.words).isdisjoint(_LIFELESS)
    return phrase.role in {"killed", "injured", "missing", "abducted", "survived", "killed_or_injured"}


def _is_somebodys(phrase: Phrase) -> bool:
    """As in "Ana Leal's murder", "the bishop's death"; a body is read by itself."""
    if "'s" not in phrase.words[:-1] or phrase.word not in _FATES:
        return False
    owner = phrase.words[phrase.words.index("'s") - 1]
    return (owner in PEOPLE and not is_plural(owner)) or (phrase.is_owner_named and owner not in NOT_PEOPLE)


def _and_more(row: list[Phrase], place: int) -> list[int]:
    return [at for at in objects(row, place - 1) if at != place]
