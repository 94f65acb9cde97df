"""Who met whom, who visited what: the participants of a counted happening and the scope of its count.

In: a sentence in its context and the place of the count in it. Out: canonical lower-cased participants (persons by the
fullest form that the article prints, countries by their name, a capital by its country) and a short scope such as
"kim+xi" or "kim+china". "The two", "they" and "both" are the two persons last named before; "he" the last one.
"""

import re
from dataclasses import dataclass

from tasks.claims.anchors import canonical
from tasks.claims.context import SentenceContext
from tasks.claims.meeting_words import Hit
from tasks.claims.name_words import SENTENCE_OPENERS
from tasks.claims.names import Cast, Name, cast
from tasks.claims.words import STOP_WORDS
from tasks.model import Sentence
from tasks.settings import Sources

MAX_NEAR = 3  # with more persons in a sentence, only the nearest two take part
PAIR = 2
MAX_INITIALS = 4  # "DJT"; longer capitals are datelines
_LOOK_BACK = 6  # sentences in which "the two leaders" may have been named
_NEAR_CHARS = 60  # between a count of visits and where they went
_NO_PERSON = frozenset(
    """day war hall park house estate palace square conference summit treaty street river bridge airport station bay
    cosmodrome spaceport peninsula strait sea ocean island mountain people victory forum games olympics cup""".split()
)
_PLURAL = re.compile(
    r"\b(?:they|their|them|the (?:two|three|pair|duo|leaders|presidents|men)|both|the two \w+)\b", re.IGNORECASE
)
_SINGULAR = re.compile(r"\b(?:he|his|him|she|her)\b", re.IGNORECASE)
_PRONOUN_FIRST = re.compile(r"\W{0,3}(?:he|she|his|her)\b", re.IGNORECASE)
_AFTER_PREPOSITION = re.compile(
    r"\b(?:with|of|by|to|from|for|against|than|under|like|before|after)\s(?:[\w'’.-]{1,20}\s){0,4}$", re.IGNORECASE
)
_GROUND_WORD = re.compile(
    r"\b(?:in|at|near|from|to|before|after|since|during|until|the|outside|around)\s$", re.IGNORECASE
)
_THERE = re.compile(r"\b(?:the country|the city|the capital|there)\b", re.IGNORECASE)
_THERE_CHARS = 12
_WHERE = re.compile(r"\b(?:in|at|near|to|from|of|outside|on)\s(?:the\s)?$", re.IGNORECASE)
_OFFICE = re.compile(
    r"\s(?:leader|president|prime minister|premier|chancellor|foreign minister|defen[cs]e minister|king|queen|emperor|"
    r"head of state|official|delegation|envoy)\b",
    re.IGNORECASE,
)
_OPENING = re.compile(
    r"(?P<name>[A-Z][a-z]{2,20})(?:['’]s\b|\s(?:has|had|and|met|visited|will|is|was|last|held|spoke|made|would|did)\b)"
)
_SAID_AFTER = re.compile(r"\s(?:said|says|added|told|wrote|reported|noted)\b", re.IGNORECASE)
_SAID_BEFORE = re.compile(r"[,”\"]\s(?:said|says|added|wrote|according to)\s(?:[\w'’-]{1,20}\s){0,3}$", re.IGNORECASE)
_TOWARDS = re.compile(
    r"\b(?:to|in|into|onto|visited|visit|visiting|visits|from|left|of|toured)\s(?:the\s)?$", re.IGNORECASE
)
# Family names that stand first, for articles that never print one alone.
_FAMILY_FIRST = frozenset(
    """kim xi lee park choe choi jung jeong kang cho yoon yun moon han oh shin seo kwon hwang ahn song hong wang li
    zhang liu chen yang huang zhao wu zhou xu sun ma zhu hu guo he lin gao luo zheng liang xie tang cai deng peng
    tsai lai nguyen tran pham hun""".split()
)
_WORD = re.compile(r"(?:[^\W\d_]\.){2,6}|[\w'’-]+")


@dataclass(frozen=True, slots=True)
class _Person:
    start: int  # in the document
    name: str
    is_subject: bool  # not the object of a preposition: "with Putin" tells whom he met, not whom "he" is


@dataclass(frozen=True, slots=True)
class _Ground:
    start: int  # in the sentence
    end: int
    country: str
    before: str  # the words before it


def participants(context: SentenceContext, hit: Hit) -> frozenset[str]:
    """Who takes part in what is counted."""
    here = _persons(context, context.sentence)
    names = [person.name for person in here]
    if hit.event == "visit":
        # A destination alone would be anybody's visit, so it stands beside a visitor or not at all.
        visitor = _visitor(context, here, hit) or _office_holder(context)
        return frozenset([*visitor, *_destination(context, hit)]) if visitor else frozenset()
    people = _meeting(context, here, hit)
    if not people and not names:
        places = _places(context.sentence, context.sources)
        people = list(dict.fromkeys(found.country for found in places if not _WHERE.search(found.before)))
    return frozenset(people) if len(people) >= PAIR or here else frozenset()


def scope(context: SentenceContext, hit: Hit, names: frozenset[str]) -> str | None:
    """The scope of a count: whose it is, and since when or in which period where that is printed."""
    alone = {name.text.lower() for name in cast(context.document).names if " " not in name.text}
    short = sorted(name if name in context.sources.places_by_alias else _short(name, alone) for name in names)
    parts = ["+".join(short)] if short else []
    if hit.since:
        parts.append(hit.since)
    return " ".join(parts) or None


def _meeting(context: SentenceContext, here: list[_Person], hit: Hit) -> list[str]:
    """All persons of the sentence, or the nearest two of many; "they" and "the two" reach back for who is missing."""
    start = context.sentence.start + hit.start
    distinct = list(dict.fromkeys(person.name for person in here))
    if len(distinct) > MAX_NEAR:
        nearest = sorted(here, key=lambda person: (abs(person.start - start), person.start))
        distinct = list(dict.fromkeys(person.name for person in nearest))[:PAIR]
    if len(distinct) >= PAIR:
        return distinct
    if _PLURAL.search(context.sentence.text):
        distinct += [name for name in _before(context, everybody=True) if name not in distinct][: PAIR - len(distinct)]
    elif _SINGULAR.search(context.sentence.text):
        distinct += [name for name in _before(context) if name not in distinct][:1]
    return distinct


def _visitor(context: SentenceContext, here: list[_Person], hit: Hit) -> list[str]:
    """Whose visit it is: the subject last named before the count, else the one that a pronoun stands for."""
    start = context.sentence.start + hit.start
    before = [person for person in here if person.start < start]
    subjects = [person for person in before if person.is_subject] or before
    if subjects:
        return [subjects[-1].name]
    if (_SINGULAR.search(context.sentence.text) or not here) and (earlier := _before(context)):
        return earlier[:1]
    return [here[0].name] if here else []


def _office_holder(context: SentenceContext) -> list[str]:
    """The country of "a Syrian leader" or "no Japanese prime minister", where no name is given."""
    places = _places(context.sentence, context.sources)
    return [found.country for found in places if _OFFICE.match(context.sentence.text, found.end)][:1]


def _before(context: SentenceContext, *, everybody: bool = False) -> list[str]:
    """Subjects (or everybody) of the sentences before, the nearest first; one about "he" gives way to whom it means."""
    found: list[str] = []
    for sentence in reversed(context.before(_LOOK_BACK)):
        if _PRONOUN_FIRST.match(sentence.text):
            continue
        people = _persons(context, sentence)
        subjects = [person.name for person in people if everybody or person.is_subject]
        found += [name for name in subjects if name not in found]
    return found


def _persons(context: SentenceContext, sentence: Sentence) -> list[_Person]:
    """Persons named in a sentence; bodies, places and configured sources left out."""
    people, sources, text = cast(context.document), context.sources, context.document.text
    opening = _opening_name(sentence)
    found = [_Person(sentence.start, opening.lower(), is_subject=True)] if opening else []
    named = [
        _Person(
            name.start,
            canonical(name.text, name.start, context.document, sources),
            _AFTER_PREPOSITION.search(text[max(sentence.start, name.start - 60) : name.start]) is None,
        )
        for name in people.between(sentence.start, sentence.end)
        if _is_person(name, sources)
        and not _is_ground(name, text, people)
        and (name.start == sentence.start or not _only_speaks(text, name, sentence))
    ]
    return named if named and named[0].start == sentence.start else found + named


def _is_person(name: Name, sources: Sources) -> bool:
    lower = name.text.lower()
    if name.kind not in {"person", "name"} or lower in sources.places_by_alias or lower in sources.by_alias:
        return False
    return _NO_PERSON.isdisjoint(lower.split()) and not lower.endswith(("ese", "ian", "ish"))


def _opening_name(sentence: Sentence) -> str | None:
    """A name that opens a sentence and that no other place of the article tells to be one: "Modi has visited ..."."""
    found = _OPENING.match(sentence.text)
    if found is None:
        return None
    lower = found["name"].lower()
    return None if lower in STOP_WORDS or lower in SENTENCE_OPENERS or lower.endswith("s") else found["name"]


def _only_speaks(text: str, name: Name, sentence: Sentence) -> bool:
    """Whether a name stands behind what it says: "..., Haskel said" or "..., said Lim Eul-chul, a professor"."""
    after = text[name.end : min(sentence.end, name.end + 12)]
    before = text[max(sentence.start, name.start - 40) : name.start]
    closes = _SAID_AFTER.match(after) is not None and text[sentence.start : name.start].rstrip().endswith(
        (",", "”", '"')
    )
    return closes or _SAID_BEFORE.search(before) is not None


def _is_ground(name: Name, text: str, people: Cast) -> bool:
    """A dateline, or a single name that shortens nobody's and stands where places stand ("Before Woodside")."""
    if name.text.isupper() and len(name.text) > MAX_INITIALS:
        return True
    if name.kind == "person" or people.kind_of(name.text) == "person":
        return False
    return _GROUND_WORD.search(text[max(0, name.start - 14) : name.start]) is not None


def _destination(context: SentenceContext, hit: Hit) -> list[str]:
    """The country gone to: a place after a word of going, in the count or just behind it, else just before it."""
    reached = [found for found in _places(context.sentence, context.sources) if _TOWARDS.search(found.before)]
    after = [found.country for found in reached if hit.start <= found.start <= hit.end + _NEAR_CHARS]
    # "the country" and "there" are where somebody was going, however far back in the sentence.
    reach = hit.start if _THERE.search(context.sentence.text, hit.start, hit.end + _THERE_CHARS) else _NEAR_CHARS
    before = [found.country for found in reached if hit.start - reach <= found.start < hit.start]
    return after[:1] or before[-1:]


def _places(sentence: Sentence, sources: Sources) -> list[_Ground]:
    """Configured places of a sentence, each as its country; demonyms included."""
    found: list[_Ground] = []
    words = list(_WORD.finditer(sentence.text))
    position = 0
    while position < len(words):
        for size in (4, 3, 2, 1):
            run = words[position : position + size]
            if len(run) < size or not run[0].group()[0].isupper():
                continue
            text = sentence.text[run[0].start() : run[-1].end()].lower().replace("’", "'")
            place = sources.places_by_alias.get(text.removesuffix("'s").removesuffix("'"))
            if place is not None:
                start = run[0].start()
                before = sentence.text[max(0, start - 20) : start]
                found.append(_Ground(start, run[-1].end(), _country(place.name, sources), before))
                position += size - 1
                break
        position += 1
    return found


def _country(name: str, sources: Sources) -> str:
    current, seen = name.lower(), set[str]()
    while (place := sources.places_by_alias.get(current)) and place.within and current not in seen:
        seen.add(current)
        current = place.within.lower()
    return current


def _short(name: str, alone: set[str]) -> str:
    """The part of a name that the article prints alone ("Kim", "Putin"), else its last word."""
    words = name.split()
    first_is_family = words[0] in alone or words[0] in _FAMILY_FIRST
    return words[0] if first_is_family and words[-1] not in alone else words[-1]
