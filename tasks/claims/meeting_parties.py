"""Who met whom, who visited what: the participants of a counted happening and the scope of its count.

In: a sentence in its context and the place of the count in it. Out: canonical lower-cased participants (persons by the
fullest form that the article prints, countries by their name, a capital by its country) and a short scope such as
"kim+xi" or "kim+china". "The two", "they" and "both" are the two persons last named before; "he" the last one.
"""

import re

from tasks.claims.anchors import canonical
from tasks.claims.context import SentenceContext
from tasks.claims.meeting_words import Hit
from tasks.claims.names import Name, cast
from tasks.model import Sentence
from tasks.settings import Sources

MAX_NEAR = 3  # with more persons in a sentence, only the nearest two take part
_LOOK_BACK = 3  # sentences in which "the two leaders" may have been named
_NO_PERSON = frozenset(
    """day war hall park house estate palace square conference summit treaty street river bridge airport station bay
    cosmodrome spaceport peninsula strait sea ocean island mountain people victory forum games olympics cup""".split()
)
_PLURAL = re.compile(
    r"\b(?:they|their|them|the (?:two|three|pair|duo|leaders|presidents|men)|both|the two \w+)\b", re.IGNORECASE
)
_SINGULAR = re.compile(r"\b(?:he|his|him|she|her)\b", re.IGNORECASE)
_DESTINATION = re.compile(r"\b(?:to|in|visited|visit|visiting|from|left|of|toured|at|onto)\s(?:the\s)?$", re.IGNORECASE)
_GIVEN_FIRST = re.compile(r"\W")


def participants(context: SentenceContext, hit: Hit) -> frozenset[str]:
    """Who takes part in what is counted."""
    sentence, sources = context.sentence, context.sources
    here = _persons(context, sentence)
    goes = hit.event == "visit"
    people = _visitor(context, here, hit) if goes else _meeting(context, here, hit)
    places = _destinations(context, sentence, hit) if goes else ()
    if not people and not goes:
        places = _countries(sentence, sources)
    return frozenset(people) | frozenset(places)


def scope(context: SentenceContext, hit: Hit, names: frozenset[str]) -> str | None:
    """The scope of a count: whose it is, and since when or in which period where that is printed."""
    people = cast(context.document)
    short = sorted({_short(name, people.by_part) for name in names})
    parts = ["+".join(short)] if short else []
    if hit.since:
        parts.append(hit.since)
    return " ".join(parts) or None


def _meeting(context: SentenceContext, here: list[tuple[int, str]], hit: Hit) -> set[str]:
    """All persons of the sentence, or the nearest two of many; "they" and "the two" reach back for who is missing."""
    start = context.sentence.start + hit.start
    names = [name for _, name in here]
    distinct = list(dict.fromkeys(names))
    if len(distinct) > MAX_NEAR:
        nearest = sorted(here, key=lambda pair: abs(pair[0] - start))
        distinct = list(dict.fromkeys(name for _, name in nearest))[:2]
    if len(distinct) < 2 and _PLURAL.search(context.sentence.text):
        distinct += [name for name in _before(context) if name not in distinct][: 2 - len(distinct)]
    elif len(distinct) < 2 and _SINGULAR.search(context.sentence.text):
        distinct += [name for name in _before(context) if name not in distinct][:1]
    return set(distinct)


def _visitor(context: SentenceContext, here: list[tuple[int, str]], hit: Hit) -> set[str]:
    """Whose visit it is: the owner just before ("Putin's first"), else the person last named before the count."""
    start = context.sentence.start + hit.start
    before = [name for place, name in here if place < start]
    if before:
        return {before[-1]}
    if _SINGULAR.search(context.sentence.text) or not here:
        earlier = _before(context)
        if earlier:
            return {earlier[0]}
    return {here[0][1]} if here else set()


def _before(context: SentenceContext) -> list[str]:
    """Persons of the sentences before, the nearest sentence first and in the order of each."""
    found: list[str] = []
    for sentence in reversed(context.before(_LOOK_BACK)):
        found += [name for _, name in _persons(context, sentence) if name not in found]
    return found


def _persons(context: SentenceContext, sentence: Sentence) -> list[tuple[int, str]]:
    """Persons named in a sentence as (place, canonical name), bodies, places and configured sources left out."""
    people, sources = cast(context.document), context.sources
    return [
        (name.start, canonical(name.text, name.start, context.document, sources))
        for name in people.between(sentence.start, sentence.end)
        if _is_person(name, sources)
    ]


def _is_person(name: Name, sources: Sources) -> bool:
    lower = name.text.lower()
    if name.kind not in {"person", "name"} or lower in sources.places_by_alias or lower in sources.by_alias:
        return False
    return _NO_PERSON.isdisjoint(lower.split()) and not lower.endswith(("ese", "ian", "ish"))


def _destinations(context: SentenceContext, sentence: Sentence, hit: Hit) -> set[str]:
    """Countries that are gone to: a place after a preposition of going, the nearest one after the count first."""
    found = [
        (place, country)
        for place, country, before in _places(sentence, context.sources)
        if _DESTINATION.search(before) or place < hit.end
    ]
    after = [country for place, country in found if place >= hit.start]
    if after:
        return {after[0]}
    return {found[-1][1]} if found and _DESTINATION.search(sentence.text[: found[-1][0]]) else set()


def _countries(sentence: Sentence, sources: Sources) -> set[str]:
    return set(dict.fromkeys(country for _, country, _ in _places(sentence, sources)))


def _places(sentence: Sentence, sources: Sources) -> list[tuple[int, str, str]]:
    """Configured places as (offset in the sentence, country, the words before), demonyms included."""
    found: list[tuple[int, str, str]] = []
    words = list(re.finditer(r"(?:[^\W\d_]\.){2,6}|[\w'’-]+", sentence.text))
    position = 0
    while position < len(words):
        for size in (4, 3, 2, 1):
            run = words[position : position + size]
            if len(run) < size or not run[0].group()[0].isupper():
                continue
            text = sentence.text[run[0].start() : run[-1].end()]
            place = sources.places_by_alias.get(text.lower().removesuffix("'s").removesuffix("’s"))
            if place is not None:
                found.append((run[0].start(), _country(place.name, sources), sentence.text[: run[0].start()][-20:]))
                position += size - 1
                break
        position += 1
    return found


def _country(name: str, sources: Sources) -> str:
    seen: set[str] = set()
    current = name.lower()
    while (place := sources.places_by_alias.get(current)) and place.within and current not in seen:
        seen.add(current)
        current = place.within.lower()
    return current


def _short(name: str, by_part: dict[str, tuple[tuple[int, str, str], ...]]) -> str:
    """The part of a name that the article uses alone; else the family name by position."""
    del by_part
    words = name.split()
    return words[0] if len(words) in (2, 3) and len(words[0]) <= 4 and words[0] not in _WESTERN_GIVEN else words[-1]


_WESTERN_GIVEN = frozenset(
    "joe jon tom tim ben dan sam max jim bob ron ted lee amy ann eva mia kim-ann raul lula jair olaf".split()
)
