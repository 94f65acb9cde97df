"""The words of meetings, visits and calls, of how often, and of how long ago.

Plain tables and the patterns made of them; a journalist may add a noun or a verb. Patterns are bounded and read one
sentence of at most 2,000 characters. Nothing here decides what is claimed; meeting_since.py and meeting_times.py do.
"""

import re
from dataclasses import dataclass
from typing import Final

from tasks.claims.number_words import ORDINALS, TENS, UNITS
from tasks.model import When

MAX_SENTENCE_CHARS: Final = 2_000  # longer "sentences" are markup accidents; this also bounds every pattern


@dataclass(frozen=True, slots=True)
class Hit:
    """A count that was read; offsets point into the sentence. `year_span` is the stretch that says when or how long."""

    start: int
    end: int
    role: str  # ordinal | cardinal | since_previous | attended
    value: float
    event: str
    unit: str
    when: When | None = None
    number: tuple[int, int] | None = None  # where the number stands, for its hedge
    since: str | None = None  # the period counted over, as printed: "since January 2021", "this year"
    is_negated: bool = False


UNNAMED: Final = "time"  # the event of a "first time" whose verb was not found

# Nouns of a happening -> its name; what bears one name is one kind. Longer phrases first.
NOUNS: Final = {
    "phone call": "call", "telephone call": "call", "phone calls": "call", "telephone calls": "call",
    "video call": "call", "video calls": "call", "video conference": "call", "video conferences": "call",
    "phone conversation": "call", "phone conversations": "call", "telephone conversation": "call",
    "round of talks": "talks", "rounds of talks": "talks", "round of negotiations": "talks",
    "rounds of negotiations": "talks", "round of peace talks": "talks", "rounds of peace talks": "talks",
    "meeting": "meet", "meetings": "meet", "summit": "meet", "summits": "meet", "encounter": "meet",
    "encounters": "meet", "get-together": "meet", "sit-down": "meet", "tete-a-tete": "meet", "face-to-face": "meet",
    "audience": "meet", "talks": "meet", "conversation": "contact", "conversations": "contact",
    "exchange": "contact", "exchanges": "contact", "contact": "contact", "contacts": "contact",
    "call": "call", "calls": "call", "visit": "visit", "visits": "visit", "trip": "visit", "trips": "visit",
    "journey": "visit", "journeys": "visit", "tour": "visit", "stopover": "visit", "pilgrimage": "visit",
    "absence": "visit", "negotiations": "talks", "appearance": "appear", "appearances": "appear",
}  # fmt: skip
# Past forms and participles of a happening -> its name; "been" needs "to" or "in" after it.
VERBS: Final = {
    "met": "meet", "meet": "meet", "meeting": "meet", "meets": "meet", "visited": "visit", "visit": "visit",
    "visiting": "visit", "travelled": "visit", "traveled": "visit", "travel": "visit", "gone": "visit",
    "went": "visit", "come": "visit", "came": "visit", "been": "visit", "journeyed": "visit", "flown": "visit",
    "returned": "visit", "set foot": "visit", "toured": "visit", "spoken": "call", "spoke": "call",
    "talked": "call", "telephoned": "call", "phoned": "call", "hosted": "host", "received": "host",
    "welcomed": "host", "appeared": "appear", "appear": "appear", "seen": "appear", "photographed": "appear",
    "conferred": "meet", "convened": "meet", "held talks": "meet", "hold talks": "meet", "sat down": "meet",
    "sit down": "meet", "come face to face": "meet", "came face to face": "meet", "shaken hands": "meet",
    "shook hands": "meet", "negotiated": "talks", "summoned": "summon",
}  # fmt: skip
# What is met in English without anybody meeting: nothing of this is a meeting.
_MET_THINGS: Final = (
    "deadline|deadlines|need|needs|target|targets|goal|goals|requirement|requirements|criteria|criterion|standard|"
    "standards|demand|demands|challenge|challenges|expectation|expectations|condition|conditions|obligation|"
    "obligations|cost|costs|fate|resistance|opposition|approval|quota|quotas|test|threshold|threshold|payment|"
    "payments|commitment|commitments|pledge|pledges|promise|promises|bill|bills|rise|match|order|orders|end|ends|"
    "death|deaths|silence|criticism|scepticism|skepticism|applause|shortfall|definition|terms|objective|objectives"
)
NOT_A_MEETING: Final = re.compile(
    rf"\b(?:meet|meets|met|meeting)\s(?:with\s)?(?:[\w'’-]+\s){{0,4}}?(?:{_MET_THINGS})\b", re.IGNORECASE
)
# Where clubs meet, rounds are rounds of play: one plain word of sport, or two that politics knows as well.
_SPORT: Final = re.compile(
    r"\b(?:derby|fixture|striker|midfielder|goalkeeper|batsman|wickets?|innings|touchdown|semi-?finals?|quarter-?finals?|"
    r"knockout|playoffs?|referee|kick-?off|round of 16|top seed|teammates?|cup tie|of the cup|in the league|"
    r"premier league|this season|last season|title race|grand slam|head coach|the two clubs|both clubs)\b",
    re.IGNORECASE,
)
_MAYBE_SPORT: Final = re.compile(
    r"\b(?:season|goals?|scored|league|cup|championship|title|tournament|match|matches|clubs?|teams?|players?|coach|"
    r"tennis|boxing|unbeaten|win|wins|defeat|beat|draw|fans)\b",
    re.IGNORECASE,
)


def is_sport(text: str) -> bool:
    """Whether a sentence speaks of play rather than politics: "the Arab League met" is none."""
    return _SPORT.search(text) is not None or len({word.lower() for word in _MAYBE_SPORT.findall(text)}) > 1


_CARDINALS: Final = (
    {**UNITS, **TENS}
    | {"a": 1, "an": 1, "twice": 2, "once": 1, "thrice": 3, "a dozen": 12}
    | {"two dozen": 24, "half a": 0.5, "a quarter of a": 0.25}
)  # fmt: skip
MONTHS: Final = {
    name: number
    for number, names in enumerate(
        """jan january|feb february|mar march|apr april|may|jun june|jul july|aug august|sep sept september|
        oct october|nov november|dec december""".split("|"),
        start=1,
    )
    for name in names.split()
}

ORDINAL: Final = "(?:" + "|".join(sorted(ORDINALS, key=len, reverse=True)) + r"|\d{1,3}(?:st|nd|rd|th))"
CARDINAL: Final = (
    r"(?:(?<![\d.,])\d{1,3}|"
    + "|".join(w for w in sorted({**UNITS, **TENS}, key=len, reverse=True))
    + "|a dozen|two dozen)"
)
HEDGE: Final = (
    r"(?:(?:more than|less than|at least|at most|nearly|almost|about|around|over|just over|just under|roughly|some|"
    r"only|well over|close to|as many as|up to|the past|the last|the)\s){0,3}"
)
UNIT: Final = r"(?:years?|months?|weeks?|days?|decades?|centur(?:y|ies))"
DURATION: Final = (
    rf"{HEDGE}(?P<count>(?:half a|a quarter of a|a|an|{CARDINAL}))(?:\sand a half)?"
    rf"[\s-](?P<unit>{UNIT})(?!-|\sold)\b"
)
MONTH: Final = "(?:" + "|".join(sorted(MONTHS, key=len, reverse=True)) + r")\.?"
# A date as far as its year: "2019", "January 2019", "20 June 2019", "June 20, 2019", "early 2019".
DATED: Final = (
    r"(?:(?:early|late|mid|the (?:end|spring|summer|autumn|fall|winter) of)[\s-])?(?:\d{1,2}\s)?"
    rf"(?:(?P<month>{MONTH})\s)?"
    r"(?:\d{1,2},?\s)?(?:of\s)?(?P<year>(?:1[89]|20)\d\d)(?:[-–](?P<until>\d\d))?(?!-year)\b"
)
NOUN: Final = "(?:" + "|".join(sorted(NOUNS, key=len, reverse=True)) + ")"
# "been" is a visit only where it goes somewhere: "been to China", not "been seen".
# (IGNORECASE is switched off there for the capital of a place.)
VERB: Final = (
    "(?:"
    + "|".join(sorted(VERBS.keys() - {"been"}, key=len, reverse=True))
    + r"|been(?=\s(?:to|there|back)\b|\sin\s(?:the\s)?(?:(?-i:[A-Z])|country|city|capital)))"
)
# Words of a noun phrase between its number and its noun; a preposition would begin another phrase.
MODIFIERS: Final = (
    r"(?:(?!(?:of|in|to|at|on|for|from|since|and|or|time|times|day|days|with|by|that|who|which|people|had|has|have|"
    rf"held|were|was|is|are|{CARDINAL}|{ORDINAL})\b)"
    r"[\w'’-]{1,24}\s){0,4}?"
)


def cardinal(text: str) -> float | None:
    """The value of a small cardinal as printed, else None."""
    lower = " ".join(text.lower().split())
    return float(lower) if lower.isdecimal() else _CARDINALS.get(lower)


def ordinal(text: str) -> int | None:
    """The value of an ordinal as printed ("fourth", "12th"), else None."""
    lower = text.lower()
    digits = lower[:-2]
    return int(digits) if digits.isdecimal() else ORDINALS.get(lower)


def noun_event(text: str) -> str | None:
    """The happening that a noun names."""
    return NOUNS.get(" ".join(text.lower().split()))


def verb_event(text: str) -> str | None:
    """The happening that a verb names."""
    return VERBS.get(" ".join(text.lower().split()))
