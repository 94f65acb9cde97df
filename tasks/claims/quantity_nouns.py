"""What a bare number counts: "two of the three runways", "a town of 25,000", "the hall holds 7,500".

In: the phrases of a sentence and the place of one with a number. Out: its `Meaning`, or None where nothing says what
is counted: a place beside it ("Suzu 91"), a verb of telling or moving, a referent named before ("the two leaders").
"""

from typing import NamedTuple

from tasks.claims.casualty_phrase import ADDING, Phrase
from tasks.claims.casualty_words import TOLL_NOUNS, TOPPING
from tasks.claims.court import court_deed
from tasks.claims.event_words import past_form
from tasks.claims.people_words import PEOPLE
from tasks.claims.quantity_elided import BEING, Around, elided, is_noun, is_there
from tasks.claims.quantity_words import (
    BY_THE_NUMBER,
    CARRYING,
    HOLDING_VERBS,
    MOVING_VERBS,
    NO_STATES,
    NO_UNITS,
    PARTS_OF_DAY,
    REACHING_VERBS,
    ROOM_HOLDS,
    ROOM_NOUNS,
    ROOM_VERBS,
)

FULL_HOUSE = 100  # a case is heard before 12 people
_WATCHING = frozenset("people fans spectators supporters onlookers".split())
SMALL = 4  # "the two", "the four" stand for persons already named
_KNOWN = frozenset({"the", "these", "those", "their", "its", "his", "her", "our", "both", "all"})
_MANY = frozenset({"people", "men", "women", "children"})
_THEM = frozenset({"them", "those", "these"})
_MORE = ADDING - {"other", "others", "new"}
_CAN = frozenset({"can", "could"})
_HAVING = frozenset({"has", "have", "had"})  # "the mayor has five" counts no mayors
_COMING = frozenset("came attended marched gathered queued flocked demonstrated protested rallied".split())
_SAID_OF = frozenset("known confirmed suspected registered recorded reported".split())
_HUNG = frozenset({"last", "next", "each", "this", "that", "guilty"})  # "900,000 doses last Saturday"
_EACH_TIME = frozenset({"new", "weekly", "daily", "monthly"})  # "weekly cases fell to 187": none of all so far
_COUNTS = frozenset({"number", "total", "count"})


class Meaning(NamedTuple):
    """What a number measures or counts, its unit, where the claim's words end, and what it is a part of."""

    role: str
    unit: str | None
    end: int
    base: float | None = None
    factor: float = 1.0  # "two hours and 20 minutes" is kept in minutes: 60 times two ...
    more: float = 0.0  # ... and 20
    is_increment: bool = False  # "3,000 more soldiers"
    is_part: bool = False  # "902 of the cases", whose total stands elsewhere


def noun_of(row: list[Phrase], place: int, around: Around) -> Meaning | None:
    """Find what the number of this phrase counts."""
    phrase = row[place]
    if _is_refused_harm(row, place) or _is_hour(row, place) or _is_known(row, place):
        return None
    if (held := _held(row, place)) is not None:
        return held
    if (deed := court_deed(row, place)) is not None:
        return Meaning(deed, None, phrase.end, _base(row, place))
    if _before_a_crowd(row, place):
        return Meaning("attended", None, phrase.end)
    if phrase.words and not phrase.is_bare and not _is_followed_by_verb(phrase):
        own = _by_its_own_noun(phrase)
        return own._replace(base=_out_of(row, place)) if own is not None and own.base is None else own
    if _is_out_of(row, place - 1):
        return None  # the 2,340 of "630 jobs survive out of 2,340": all that the 630 are a part of
    if phrase.governor == "of" and (place == 1 or row[place - 2].is_bare):
        return None  # the base of "two of the four", "of the 28, one was in the cockpit"
    after = row[place + 1] if place + 1 < len(row) else None
    if _is_out_of(row, place + 2) and place + 3 < len(row) and row[place + 3].kind == "N":
        return _of_group([*row[: place + 1], *row[place + 2 :]], place, around)
    if after is not None and after.word in {"of", "among"} and place + 2 < len(row) and row[place + 2].kind == "N":
        return _of_group(row, place, around)
    return _bare(row, place, around, after)


def _bare(row: list[Phrase], place: int, around: Around, after: Phrase | None) -> Meaning | None:
    """A number without a noun of its own: "82 were men", "15,600 have no power", "numbers about 11,000"."""
    phrase = row[place]
    if (told := _told_of(row, place)) is not None:
        return told
    if _come(row, place) or _number_of(row, place):
        return Meaning("people", None, phrase.end)
    noun = _predicate(row, place + 2) if after is not None and after.kind == "V" and after.word in BEING else None
    if noun is not None and noun.words and (is_noun(noun) or noun.is_named):
        return _named(noun, phrase)
    if (word := elided(row, place, around)) is not None and word not in NO_UNITS:
        return Meaning(word, None, phrase.end)
    if noun is None and after is not None and after.kind in {"V", "R"} and not after.copula and not phrase.governor:
        return Meaning(after.word, None, phrase.end) if after.word not in NO_STATES else None
    return _named(noun or _beside(row, place), phrase)


def _is_followed_by_verb(phrase: Phrase) -> bool:
    """As in "a crowd of 61,400 filled Alder Park": a past with no plural behind it is a verb, and no part of a noun."""
    many = phrase.number is not None and phrase.number.value > 1 and not phrase.number.is_ordinal
    return (
        many
        and past_form(phrase.words[0]) is not None
        and _up_to_plural(phrase.words[1:]) is not None
        and not any(word.endswith("s") or word in PEOPLE for word in phrase.words[1:])
    )


def _is_out_of(row: list[Phrase], place: int) -> bool:
    """Whether the "of" of "out of" stands here."""
    return 0 < place < len(row) and row[place].word == "of" and row[place - 1].word == "out"


def _out_of(row: list[Phrase], place: int) -> float | None:
    """The whole of "630 jobs survive out of 2,340", "14 votes out of 20": one verb may stand between."""
    at = place + 2 if place + 1 < len(row) and row[place + 1].kind == "V" else place + 1
    whole = row[at + 2] if _is_out_of(row, at + 1) and at + 2 < len(row) else None
    return whole.number.value if whole is not None and whole.number is not None else None


def _base(row: list[Phrase], place: int) -> float | None:
    """The whole of "29 of the 34 defendants"."""
    whole = row[place + 2] if place + 2 < len(row) and row[place + 1].word == "of" else None
    return whole.number.value if whole is not None and whole.number is not None else None


def _before_a_crowd(row: list[Phrase], place: int) -> bool:
    """As in "won 3-2 before 71,304 people", "in front of 4,210 fans": those who watched."""
    phrase = row[place]
    if place == 0 or phrase.number is None or phrase.number.value < FULL_HOUSE or phrase.word not in _WATCHING:
        return False
    is_clause = place + 1 < len(row) and row[place + 1].kind in {"V", "R"}
    is_front = place > 1 and row[place - 1].word == "of" and row[place - 2].word == "front"
    return is_front or (row[place - 1].word == "before" and not is_clause)


def _come(row: list[Phrase], place: int) -> bool:
    """As in "180,000 came to see the cup": only people come, march and queue."""
    is_subject = not row[place].governor and place + 1 < len(row) and row[place + 1].kind == "V"
    return is_subject and row[place + 1].word in _COMING


def _is_known(row: list[Phrase], place: int) -> bool:
    """As in "the two leaders", "the main one": named already, and no count."""
    phrase = row[place]
    if phrase.number is None:
        return False
    is_the_one = phrase.number.value == 1 and place > 0 and row[place - 1].kind == "N"
    return is_the_one or (phrase.det in _KNOWN and phrase.number.value <= SMALL)


def _by_its_own_noun(phrase: Phrase) -> Meaning | None:
    """As in "some 200 wooden buildings"."""
    if phrase.word in BY_THE_NUMBER:
        return None
    if phrase.is_named and not phrase.word.endswith("s"):
        return None  # "11 News Jennifer Browne": a name, and nothing is counted by a name
    words = phrase.words[:-1] if len(phrase.words) > 1 and phrase.words[-1] in _HUNG else phrase.words
    if phrase.number is not None and phrase.number.value > 1:
        words = _up_to_plural(words)
    head = next((word for word in reversed(words) if word[0].isalpha()), "")
    adds = not _MORE.isdisjoint(phrase.words) or phrase.det == "another"
    return Meaning(head, head, phrase.end, is_increment=adds) if head and head not in NO_UNITS else None


def _up_to_plural(words: list[str]) -> list[str]:
    """As in "400,000 passengers use", "34 hospitals used paper": what is counted is a plural, and no verb."""
    if not words or words[-1] in PEOPLE:
        return words
    last = None
    for place, word in enumerate(words):
        if last is not None and past_form(word) is not None:
            break  # the verb: a plural behind it is its object
        if (word.endswith("s") and not word.endswith("ss") and word.isalpha()) or word in _MANY:
            last = place
    return words if last is None else words[: last + 1]


def _is_hour(row: list[Phrase], place: int) -> bool:
    """As in "three minutes past nine", "by six in the morning": an hour of the clock, and no count."""
    if not row[place].is_bare:
        return False
    before = row[place - 1] if place else None
    after = [phrase.word for phrase in row[place + 1 : place + 3]]
    return (before is not None and before.word == "past") or (
        len(after) > 1 and after[0] == "in" and after[1] in PARTS_OF_DAY
    )


def _held(row: list[Phrase], place: int) -> Meaning | None:
    """What a place has room for and a vehicle has on board: "the hall seats 6,200", "which carried 64"."""
    phrase = row[place]
    if not (phrase.is_bare or phrase.is_person) or place == 0 or phrase.is_named:
        return None
    before = row[place - 1]
    may = row[place - 2].modal if place > 1 and row[place - 2].kind == "V" else before.modal
    if before.kind == "N" and may in _CAN:
        verb, holder = before.word, ""  # "a venue that can hold": a verb that looks like a noun
    elif before.kind == "N" and len(before.words) > 1:  # a verb that looks like the noun's last word
        verb, holder = before.word, before.words[-2]
    elif before.kind == "V":
        verb, holder = before.word, _holder(row, place - 2)
    elif before.kind == "P" and before.word == "of" and place > 1 and row[place - 2].word == "capacity":
        return Meaning("capacity", None, phrase.end)
    else:
        return None
    if verb in ROOM_VERBS or (verb in ROOM_HOLDS and (holder in ROOM_NOUNS or may in _CAN)):
        return Meaning("capacity", None, phrase.end)
    if verb in CARRYING and phrase.is_bare:
        return Meaning("aboard", None, phrase.end)
    return None


def _holder(row: list[Phrase], place: int) -> str:
    """The noun that holds: the subject, or what "which" and "that" stand for."""
    while place > 0 and (row[place].kind in {"L", ","} or (row[place].kind == "N" and row[place].governor)):
        place -= 2 if row[place].kind == "N" else 1
    return row[place].word if place >= 0 and row[place].kind == "N" else ""


def _is_refused_harm(row: list[Phrase], place: int) -> bool:
    """As in "Not since 2016 has a quake killed more than 100 people": casualty.py has read it, and said no."""
    before = row[place - 1] if place else None
    return before is not None and before.kind == "V" and before.role is not None and row[place].is_person is True


def _of_group(row: list[Phrase], place: int, around: Around) -> Meaning | None:
    """As in "two of the three runways", "two of the four have admitted", "more than 100 of them"."""
    phrase, group = row[place], row[place + 2]
    base = group.number.value if group.number else None
    if base is None and phrase.number is not None and phrase.number.value == 1:
        return None  # "one of the neighbours" is somebody, no count
    if group.is_pronoun or group.word in _THEM:
        return Meaning(_they(row, place), None, phrase.end) if group.word in _THEM else None
    if not group.words and base is not None and (noun := around.named(base)) is not None:
        return Meaning(noun, None, phrase.end, base)  # "two of the four", who were suspects when first counted
    state = row[place + 3] if place + 3 < len(row) else None
    if not group.words and state is not None and state.kind == "V":
        return Meaning(state.word, None, phrase.end, base) if state.word not in NO_STATES else None
    named = _named(group, phrase)
    is_part = base is None and group.det == "the"
    return None if named is None else named._replace(base=base, is_part=is_part)


def _they(row: list[Phrase], place: int) -> str:
    """As in "on Kestrel messages: 2.6 million of them": what stands right before the break; else people."""
    if place > 1 and row[place - 1].kind in {";", ","}:
        noun = row[place - 2]
        if noun.kind == "N" and noun.words and noun.word.endswith("s") and not noun.is_person:
            return noun.word
    return "people"


def _predicate(row: list[Phrase], place: int) -> Phrase | None:
    """As in "82 were men", "28 is also the number of passengers"."""
    if place >= len(row) or row[place].kind != "N" or row[place].number is not None:
        return None
    if row[place].word in _COUNTS and place + 2 < len(row) and row[place + 1].word == "of":
        return row[place + 2]
    return row[place]


def _beside(row: list[Phrase], place: int) -> Phrase | None:
    """The noun or holding verb before the number, or the noun after it."""
    if row[place].det in _KNOWN:
        return None  # "the record of the other five": they have been counted before
    before = row[place - 1] if place else None
    owner = row[place - 2] if place > 1 else None
    after = row[place + 1] if place + 1 < len(row) else None
    if (mover := _mover(row, place)) is not None:
        return _that_moves(row, mover - 1)
    if before is not None and before.kind == "P" and owner is not None and owner.kind == "N":
        return _subject(row, place - 2) if owner.is_named else owner
    if before is not None and before.kind == "V" and before.word in REACHING_VERBS | TOPPING:
        return _that_moves(row, place - 2)
    if before is not None and before.kind == "V" and before.copula and before.word not in _HAVING:
        return None if is_there(row, place) else _subject(row, place - 2)
    if before is not None and before.kind == "N":
        if before.number is not None or row[place].det == "another":
            return None  # "three times the 1,100", "a second round another ten"
        return None if before.is_named or _opens_with_name(before, place) else before
    if before is not None and before.kind == "V" and before.word in HOLDING_VERBS:
        return before
    if after is None or after.kind != "N" or after.number is not None:
        return None
    return after if after.is_person or not after.det else None  # "for ten the sex is not known"


def _mover(row: list[Phrase], place: int) -> int | None:
    """The verb of "fell to 187", "fell from 541", and of both ends of "fell from 541 to 187"."""
    at = place
    if at > 2 and row[at - 1].word == "to" and row[at - 2].is_bare and row[at - 3].word == "from":  # noqa: PLR2004
        at -= 2
    is_end = at > 1 and row[at - 1].word in {"to", "at", "from"} and row[at - 2].word in MOVING_VERBS
    return at - 2 if is_end else None


def _number_of(row: list[Phrase], place: int) -> str | None:
    """As in "the number of those who needed treatment has risen to 19": people, whatever verb tells of them."""
    mover = _mover(row, place)
    for at in range(mover - 1 if mover is not None else -1, -1, -1):
        if row[at].kind in {";", ".", "S", ","}:
            return None
        if row[at].word in _COUNTS and at + 2 < len(row) and row[at + 1].word == "of":
            return "people" if row[at + 2].word in _THEM and row[at + 3].kind == "L" else None
    return None


def _told_of(row: list[Phrase], place: int) -> Meaning | None:
    """As in "there were 96 known cases": what is said of the counted stands before their noun."""
    if place + 2 >= len(row) or row[place + 1].word not in _SAID_OF or row[place + 1].copula or row[place + 1].aux:
        return None
    noun = row[place + 2]
    is_own = place == 0 or (row[place - 1].kind == "V" and row[place - 1].copula) or row[place - 1].kind == "P"
    if not is_own or noun.kind != "N" or noun.det or noun.number is not None or not noun.word.endswith("s"):
        return None
    return Meaning(noun.word, noun.word, noun.end)


def _that_moves(row: list[Phrase], place: int) -> Phrase | None:
    """The subject of a verb of reaching; a toll that nothing says the people of is casualty.py's to read or leave."""
    subject = _subject(row, place)
    return None if subject is None or subject.word in TOLL_NOUNS | _COUNTS else subject


def _subject(row: list[Phrase], place: int) -> Phrase | None:
    """The noun of which a bare number is said: "the population at independence was 45.1 million"."""
    while place > 1 and row[place].kind == "N" and row[place - 1].kind == "P" and row[place - 2].kind == "N":
        if row[place - 2].word in _COUNTS and row[place - 1].word == "of":
            break  # "the number of jobs" counts jobs
        place -= 2
    subject = row[place] if place >= 0 and row[place].kind == "N" else None
    return None if subject is None or subject.is_named else subject


def _opens_with_name(noun: Phrase, place: int) -> bool:
    """A lone word at the head of a sentence may be a name, as in "Suzu 91"; a plural is a noun."""
    is_lone = place == 1 and len(noun.words) == 1 and not noun.det and noun.is_person is None
    return is_lone and not noun.word.endswith("s")


def _named(noun: Phrase | None, phrase: Phrase) -> Meaning | None:
    """The meaning that a noun or a holding verb gives; pronouns and empty nouns give none."""
    if noun is None or not noun.word or not noun.word[0].isalpha() or noun.is_pronoun:
        return None
    word = noun.word
    if word == "numbers" and len(noun.words) > 1:
        word = noun.words[-2]  # "the contingent numbers 11,000"
    if word in NO_UNITS or (noun.kind == "N" and not noun.words) or (noun.kind == "V" and word not in HOLDING_VERBS):
        return None
    return Meaning(word, None, phrase.end, is_increment=not _EACH_TIME.isdisjoint(noun.words))
