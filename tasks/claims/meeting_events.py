"""What a count is about: the meeting, visit or call, else the plain word of whatever was the first.

In: the stretches of a sentence around a count. Out: the name of a happening as meeting_words.py has it, else a plain
verb or noun ("win", "crash"), else None.
"""

import re

from tasks.claims.event_words import AUXILIARIES, EVENT_NOUNS, SUDDEN, past_form, singular
from tasks.claims.meeting_words import NOUN, ORDINAL, UNNAMED, VERB, noun_event, verb_event

_NOUN = re.compile(rf"\b{NOUN}\b", re.IGNORECASE)
_VERB = re.compile(rf"\b{VERB}\b", re.IGNORECASE)
_WORD = re.compile(r"[\w'’-]+")
_THAT = re.compile(r"\sthat\s(?P<clause>[^.,;:!?]{1,80})", re.IGNORECASE)
_SOMEBODY = re.compile(r"\s(?:each other|one another|him|her|them|[A-Z])")
_ARTICLE = re.compile(r"^\s(?:a|an|any|such a|such|the|another)\b", re.IGNORECASE)
_IS_THE = re.compile(
    r"(?:^|[,;:]\s)(?:(?:the|this|its|their|our|a|an)\s)?(?:number of\s)?(?P<subject>(?:[\w'’-]{1,24}\s){1,8}?)"
    r"(?:is|was|are|were|has been|hits?|reach(?:ed|es)|touched|(?:fell|rose|dropped|climbed|sank|slid"
    r"|jumped|falls|rises|rising|falling|down|up) to)"
    r"\s(?:now\s|at\s|still\s)?(?:the|its|their|a)\s$",
    re.IGNORECASE,
)
# "The worst outbreak the country has seen", "the best year anyone had known": a clause about the noun, without "that".
_ABOUT_IT = re.compile(
    r"\s(?:the|a|an|any|anyone|anybody|it|he|she|they|we|its|his|her|their|our|this|these|[A-Z][\w’'-]{1,24})"
    r"(?:\s[\w’'-]{1,24}){0,5}?\s(?:has|have|had|ever)\b"
)
_NAMES = frozenset({"Tour", "Call", "Exchange"})  # with a capital these are names
_ONE_OF_THEM = (" its ", " their ", " his ", " her ", ", the ", " and the ")
_EARLIER_RANK = re.compile(rf"\b{ORDINAL}\s(?P<noun>[\w’'-]{{2,24}})", re.IGNORECASE)
_IS_SO = re.compile(
    r"(?:^|[,;:]\s)(?:(?:the|this|its|their|our)\s)?(?:number of\s)?(?P<subject>(?:[\w’'-]{1,24}\s){1,8}?)"
    r"(?:is|was|are|were|has been|have been|stands?|stood)\s(?:now\s|still\s)?$",
    re.IGNORECASE,
)
_BACK_CHARS = 160  # how far before a count its happening may stand
_VERB_BACK_CHARS = 60
_ENDS_PHRASE = frozenset(
    """of in to at on for by from with involving that who which the since against monday tuesday wednesday thursday
    friday saturday sunday this last so""".split()
)


def event_of_first(text: str, start: int, mid: str, end: int) -> str:
    """What was the first: the noun after it ("first visit to"), the verb of "first time", else a plain word for it."""
    words = mid.lower().split()
    about_it = _ABOUT_IT.search(mid) if words and words[0] != "time" else None
    if about_it is not None and about_it.start():
        mid = mid[: about_it.start()]
    if (inside := event_in(mid)) is not None and (not words or words[0] != "time" or _verb_in(mid)):
        return inside
    if words and words[0] == "time":
        clause = _THAT.match(text, end)
        if clause is not None:
            return event_in(clause["clause"]) or last_past(clause["clause"]) or UNNAMED
        return (
            last_past(mid)
            or event_before(text, start)
            or last_past(text[max(0, start - _VERB_BACK_CHARS) : start])
            or UNNAMED
        )
    return _head(mid) or _subject_of(text, start) or event_before(text, start) or _ranked_before(text, start) or UNNAMED


def _ranked_before(text: str, start: int) -> str | None:
    """As in "the club's third cup and its first in 21 years": the noun of the rank before it."""
    before = text[max(0, start - _VERB_BACK_CHARS) : start]
    found = list(_EARLIER_RANK.finditer(before)) if before.endswith(_ONE_OF_THEM) else []
    return found[-1]["noun"].lower() if found else None


def compared_before(text: str, start: int, mid: str) -> str:
    """What is more or higher than it ever was: "people" of "more people are", "prices" of "prices are higher"."""
    counted: list[str] = []
    for word in _WORD.findall(mid.lower()):
        if word in _ENDS_PHRASE or word in AUXILIARIES or past_form(word):
            break
        counted.append(word)
    if counted:
        return counted[-1]
    found = _IS_SO.search(text[max(0, start - _BACK_CHARS) : start])
    return (_head(found["subject"]) if found else None) or UNNAMED


def low_of(text: str, start: int) -> str:
    """What is at its low: "pound" of "the pound fell to a six-year low", where the number begins at `start`."""
    return _subject_of(text, start) or UNNAMED


def _subject_of(text: str, start: int) -> str | None:
    """What is said to be the highest: "the jobless rate is the highest in 50 years" ranks rates."""
    found = _IS_THE.search(text[max(0, start - _BACK_CHARS) : start])
    return _head(found["subject"]) if found else None


def negated_event(verb: str, mid: str) -> str | None:
    """What "had not ..." says did not happen: "been" is a visit only where it goes somewhere."""
    lower = verb.lower()
    if lower == "been":
        return "visit" if re.match(r"\s(?:to|in|back|there|abroad)\b", mid, re.IGNORECASE) else None
    if lower == "held":
        return event_in(mid)
    if lower == "seen" and not mid.strip().startswith(("in public", "together")):
        # People see each other; a country that "had not seen a flood" has had none.
        return "meet" if _SOMEBODY.match(mid) else _head(_ARTICLE.sub("", mid, count=1))
    return verb_event(lower) or past_form(lower)


def event_in(text: str) -> str | None:
    """The first meeting, visit or call named in a stretch, noun or verb."""
    noun, verb = _NOUN.search(text), _VERB.search(text)
    if noun and noun.group() in _NAMES:  # "to win the Tour"
        noun = None
    if noun and (not verb or noun.start() <= verb.start()):
        return noun_event(noun.group())
    return verb_event(verb.group()) if verb else None


def event_noun(text: str) -> str | None:
    """The first noun of a happening in a stretch: "attack" of "no attack in Osk has"."""
    for word in _WORD.findall(text.lower()):
        if (noun := singular(word)) in EVENT_NOUNS or noun in SUDDEN:
            return noun
    return None


def event_before(text: str, start: int) -> str | None:
    """The last meeting, visit or call named shortly before a place."""
    window = text[max(0, start - _BACK_CHARS) : start]
    found = [(hit.start(), noun_event(hit.group())) for hit in _NOUN.finditer(window)]
    found += [(hit.start(), verb_event(hit.group())) for hit in _VERB.finditer(window)]
    return max(found, key=lambda pair: pair[0])[1] if found else None


def last_past(text: str) -> str | None:
    """The last word of a stretch that can be a past: "beat ... for the first time"."""
    for word in reversed(_WORD.findall(text.lower())):
        if (plain := past_form(word)) is not None:
            return plain
    return None


def _head(mid: str) -> str | None:
    """The head of the noun phrase after "first": its last word before a preposition."""
    words: list[str] = []
    for word in _WORD.findall(mid.lower()):
        if word in _ENDS_PHRASE:
            break
        words.append(word)
    return words[-1] if words else None


def _verb_in(text: str) -> bool:
    return _VERB.search(text) is not None
