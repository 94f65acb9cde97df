"""Word classes for the casualty readers: closed lists, the verbs of casualty_words.py, and endings for the rest.

In: the words of a sentence and the numbers in it. Out: `Unit`s, a number with its hedge being one unit. Classes:
D determiner, # number, X noun or adjective, M money or measure (nobody), R role adjective, E event verb, V other verb,
U auxiliary, O modal, N not, A adverb, P preposition, C and/or/but, L who/which/that, S subordinator, I pronoun,
T time word, K other digits, comma, '.', Q quotation mark, ( ) brackets, ': ; –' breaks.
"""

import re
from functools import lru_cache

from tasks.claims.casualty_resolve import Unit, resolved
from tasks.claims.casualty_words import (
    HARM_VERBS,
    ROLE_ADJECTIVES,
    VERBS,
)
from tasks.claims.people_words import PEOPLE
from tasks.claims.words import Word
from tasks.model import Number

_CLASSES: dict[str, str] = {}
for _letter, _block in {
    "D": """a an the this these those his her its their our my your both all each every no another any some such
        half many most several few numerous various countless""",
    "I": """he she they it we you him them us me himself herself themselves itself i who's none nobody everyone
        everybody someone somebody anyone anybody""",
    "U": """is are was were be been being am has have had having do does did isn't aren't wasn't weren't hasn't
        haven't hadn't don't doesn't didn't get gets got getting gotten became become remain remains
        remained stayed lay lies he's she's they're they've""",
    "O": """will would shall should can could may might must cannot can't couldn't won't wouldn't shouldn't""",
    "N": "not never n't neither nor",
    "A": """also later then now still again once just only even already soon reportedly allegedly apparently so
        far instead too very badly seriously critically severely slightly fatally mortally lightly
        gravely well ever often always almost nearly mostly mainly together there here alone yet
        however first themselves meanwhile presumably actually initially currently previously
        recently immediately instantly simultaneously accidentally subsequently else respectively
        apiece elsewhere earlier responsible present available involved able unable likely aware""",
    "P": """of at in from with on to by near behind under against among amongst between during through
        throughout across within without over into onto toward towards outside inside around amid
        despite per upon beyond above below off as than up out down about like following including
        excluding except besides beside aboard along for via involving""",
    "C": "and or but & plus",
    "L": "who which whom whose that where",
    "S": """because while when whenever whereas if unless although though whether how why what after before
        since until till lest once""",
    "T": """monday tuesday wednesday thursday friday saturday sunday january february march april june july
        august september october november december jan feb mar apr jun jul aug sept sep oct nov dec
        today yesterday tonight tomorrow overnight midday noon midnight dawn dusk mon tue tues wed
        thu thurs fri sat sun ago""",
    "V": """spent spoken bore bears say says saying said told tell tells reported confirmed confirms confirm announced
        announces announce believed believe believes feared thought thinks think known knew knows know
        estimated showed shown suggested suggests suggest claimed claim added adds warned warns
        stated noted denied denies deny denying put accused accuses insisted insists went go goes
        going gone came come comes coming took take takes taking taken made make makes making gave
        give gives giving given saw see sees seen began begins begin begun left leave leaves leaving
        held holding kept keep keeps brought bring brings bringing ran running led leading lost lose
        loses losing sent fell fall falls fallen fired rose rise rises broke drove drives driven
        blew blown flew flown fought caught catch catches found find finds finding became becomes
        hit hits opened opens tried tries used uses pronounced declared presumed listed charged
        charges suffered suffer suffers suffering sustained sustain sustains sustaining attacked
        bombed exploded explodes struck destroyed destroy destroys collapsed crashed crashes burned
        stood stands stand lived worked want wants wanted needed called met meets spoke speaks
        include includes included remain recovered recover recovers recovering treated treating
        pulled pulls pulling transported rushed airlifted admitted counted counts counting carrying
        carried carries carry dug buried discovered discover discovers discovering forced tested
        responded respond responding fleeing identified expected appeared appears seems seemed
        occurred happened continue continues continued helped asked asks ask started starts stopped
        turned turns ended ends join joined joins reports claims puts leads holds shows fears
        strikes located contacted reached compare compares compared cut cuts dropped lack lacks lacked await
        awaits awaited risen grown maintain maintains""",
}.items():
    for _word in _block.split():
        _CLASSES.setdefault(_word, _letter)
_MARKS = {",": ",", ".": ".", "!": ".", "?": ".", ";": ";", ":": ":", "(": "(", ")": ")", "[": "(", "]": ")",
          "—": ";", "–": ";", "-": ";", '"': "Q", "“": "Q", "”": "Q", "‘": "Q", "’": "Q", "'": "Q", "...": ";",
          "…": ";", "/": "C", "--": ";", "|": ";"}  # fmt: skip
_GLUED = re.compile(r"([A-Za-z]{2,40}[a-z])\.([A-Z][A-Za-z'’-]{0,40})$")
_SHORTEST_ENDING = 5
_SHORT_TIMES = frozenset("jan feb mar apr jun jul aug sept sep oct nov dec mon tue tues wed thu thurs fri sat".split())
_NOT_LY = frozenset("tally family rally italy july ally bully assembly supply reply only elderly anomaly fly".split())
_NOT_ED = frozenset(
    "hundred improvised united red bed shed speed indeed need seed weed armed aged unarmed masked uniformed".split()
)
_NOT_ING = frozenset(
    """building morning evening king ring thing something nothing anything everything spring wing string ceiling
        wedding meeting bombing shooting beijing hearing briefing during being landing crossing offering
        gathering sibling siblings housing clothing outing funding training fighting""".split()
)


def units(words: list[Word], numbers: tuple[Number, ...]) -> list[Unit]:
    """Give each word its class; a number swallows its hedge, sign and scale words."""
    starts = {number.start: number for number in numbers}
    make = tuple.__new__
    tagged: list[Unit] = []
    place, count = 0, len(words)
    while place < count:
        word = words[place]
        number = starts.get(word.start) if starts else None
        if number is not None and (last := _end_of_number(words, place, number)):
            tagged.append(_number_unit(number))
            place = last
            continue
        if word.text == "US":
            tagged.append(Unit("X", word.lower, word.text, word.start, word.end))
        elif "." in word.text:
            tagged += _unglued(word)
        else:
            start, end, text, lower = word
            tagged.append(make(Unit, (_tag(lower), lower, text, start, end, None)))
        place += 1
    return resolved(_without_hung(_without_short_names(_without_short_points(tagged))))


def _without_short_points(tagged: list[Unit]) -> list[Unit]:
    """Drop the point of "Jan. 10", which ends no clause."""
    if all(unit.lower not in _SHORT_TIMES for unit in tagged):
        return tagged
    return [
        unit
        for place, unit in enumerate(tagged)
        if not (
            unit.text == "."
            and 0 < place < len(tagged) - 1
            and tagged[place - 1].lower in _SHORT_TIMES
            and tagged[place - 1].end == unit.start
        )
    ]


def _without_hung(tagged: list[Unit]) -> list[Unit]:
    """Read "a 12- and 16-year-old" as "a 16-year-old": the first age hangs in the air."""
    for place in range(len(tagged) - 3, 0, -1):
        is_hung = tagged[place].tag == "K" and tagged[place + 1].text == "-" and tagged[place + 2].tag == "C"
        if is_hung and tagged[place + 1].start == tagged[place].end:
            return tagged[:place] + tagged[place + 3 :]
    return tagged


def _without_short_names(tagged: list[Unit]) -> list[Unit]:
    """Drop "(IMU)" after the name that it stands for."""
    if all(unit.text != "(" for unit in tagged):
        return tagged
    kept: list[Unit] = []
    place = 0
    while place < len(tagged):
        inside = tagged[place + 1] if place + 2 < len(tagged) else None
        if (
            inside is not None
            and tagged[place].text == "("
            and tagged[place + 2].text == ")"
            and inside.text.isupper()
            and inside.text.isalpha()
            and kept
            and kept[-1].text[:1].isupper()
        ):
            place += 3
            continue
        kept.append(tagged[place])
        place += 1
    return kept


def _unglued(word: Word) -> list[Unit]:
    """A word, or the two that a missing space has run together: "wounded.The standoff"."""
    cut = _GLUED.match(word.text)
    if cut is None:
        return [Unit(_tag(word.lower), word.lower, word.text, word.start, word.end)]
    middle = word.start + cut.end(1)
    left = Word(word.start, middle, cut.group(1), cut.group(1).lower())
    right = Word(middle + 1, word.end, cut.group(2), cut.group(2).lower())
    stop = Unit(".", ".", ".", middle, middle + 1)
    return [*_unglued(left), stop, *_unglued(right)]


def _number_unit(number: Number) -> Unit:
    tag = "M" if number.currency else "X" if number.is_ordinal else "#"
    return Unit(tag, number.text.lower(), number.text, number.start, number.end, None if tag != "#" else number)


def _end_of_number(words: list[Word], place: int, number: Number) -> int | None:
    """The word after the number, or None where a word runs on past it ("three-member", "40km")."""
    while place < len(words) and words[place].end < number.end:
        place += 1
    if place < len(words) and words[place].end == number.end:
        return place + 1
    return None


@lru_cache(maxsize=20_000)
def _tag(lower: str) -> str:
    if (tag := _CLASSES.get(lower)) is not None:
        return tag
    if lower in VERBS or lower in HARM_VERBS:
        return "E"
    if lower in ROLE_ADJECTIVES:
        return "R"
    if not lower[0].isalpha():
        return _tag_of_mark(lower)
    if lower in PEOPLE or len(lower) < _SHORTEST_ENDING or "-" in lower:
        return "X"
    return _tag_by_ending(lower)


def _tag_of_mark(lower: str) -> str:
    if lower == "'s":
        return "'"
    if not lower[0].isdigit():
        return _MARKS.get(lower, "Q")
    if lower.endswith(("old", "olds")):
        return "X"
    if not lower[-1].isalpha():
        return "K"
    return "X" if "-" in lower else "M"


def _tag_by_ending(lower: str) -> str:
    if lower.endswith("ly") and lower not in _NOT_LY:
        return "A"
    if lower.endswith("ed") and lower not in _NOT_ED:
        return "V"
    return "G" if lower.endswith("ing") and lower not in _NOT_ING else "X"
