"""Quantities told without a plain numeral: "in her 90s", "a man of 33", "more than tripled", "deadliest since".

In: one sentence as text. Out: `Spoken`s with offsets into it. An age is in years, a rank is the first of its noun, a
factor is a ratio. Refuses a "first" that nothing limits ("the first floor") and superlatives without a "since".
"""

import re
from typing import NamedTuple

from tasks.vocabulary import Hedge

_WORD = r"[A-Za-z][\w'’-]{0,30}"
_AGE = re.compile(
    r"\b(?:man|woman|boy|girl|child|teenager|passenger|victim|survivor) of (\d{1,2})"
    r"(?=[,.;)]|$|\s(?:and|who|was|were|is|are|had|has|in|from|at|on)\b)"
    r"|\b(?:who is|who was|he is|she is|he was|she was|is now) (\d{2})(?=[,.;]|$)"
)
_DECADE = re.compile(r"\bin (?:his|her|their) (?:early |mid-|late )?([2-9]0)s\b")
_FACTOR = re.compile(
    r"\b(?:(nearly|almost|more than|at least|about|roughly|over)\s)?"
    r"(doubled|tripled|trebled|quadrupled|halved|(?:cut|slashed|reduced) (?:in|by) half)\b"
)
# "2.4x more deadly", "a 12-fold rise"; "three times as likely" is a number with its noun, and is read by quantity.py.
_FOLD = re.compile(r"\b(\d{1,3}(?:\.\d{1,3})?)(?:x|[\s-]?fold)\b(?=\s|[,.;)]|$)", re.IGNORECASE)
_TWICE = re.compile(
    r"\b(?:(nearly|almost|more than|at least|about|roughly|over)\s)?"
    r"(twice(?=\s(?:as|that of|the)\s(?:many|much|high|large|big|likely|long|old|fast|rate|size|number|amount|level|"
    r"average|price|cost|population|speed)\b)|half(?=\sas\s(?:many|much|high|large|big|likely|long|old|fast)\b))"
)
_FACTORS = {"doubled": 2.0, "tripled": 3.0, "trebled": 3.0, "quadrupled": 4.0, "twice": 2.0}  # else half
_HEDGES = {
    "nearly": Hedge.NEARLY, "almost": Hedge.NEARLY, "more than": Hedge.MORE_THAN, "over": Hedge.MORE_THAN,
    "at least": Hedge.AT_LEAST, "about": Hedge.ABOUT, "roughly": Hedge.ABOUT,
}  # fmt: skip
# "first" or a superlative, its noun within a few words, and what it is the first or most of.
_FIRST = re.compile(
    rf"\b(first|deadliest|worst|biggest|largest|highest|strongest|lowest|longest|bloodiest|costliest|heaviest)"
    rf"((?:\s{_WORD}){{1,12}}?)"
    rf"\s(?:since|ever|on record|in (?:its|the country's|modern) history"
    rf"|in (?:(?:more than|nearly|almost|over|at least|about)\s)?(?:\d{{1,3}}|a|{_WORD})"
    rf"\s(?:years|decades|decade|century|months))\b"
)
# "The first head of state to visit": limited by what was done.
_FIRST_TO = re.compile(
    rf"\b(?:the|their|its|our)\sfirst((?:\s{_WORD}){{1,6}}?)\s(?:ever\s)?to\s(?!the\b|an?\b)[a-z]{{2,14}}\b"
)
# "In 2:05:17": hours, minutes and seconds of a race.
_RACE = re.compile(r"\b(?:in|of|with|a|ran|clocked|clocking|record)\s(\d{1,2}):([0-5]\d):([0-5]\d)(?![\d:])")
_CUES = re.compile(
    r":\d\d:\d\d|"
    r"0s\b| of \d|\b(?:is|was|now) \d\d|(?:doub|trip|treb|quadrup)led\b|\dx\b|fold\b|twice|half|halved|st (?:\w|$)"
)
_NOT_RANKED = frozenset("time day week year half person thing floor lady".split())
_LINKS = frozenset("of in on at to by from with for involving and that which a an the".split())
_DECADE_YEARS = 9


class Spoken(NamedTuple):
    """A quantity with its place in the sentence, role, unit and interval."""

    start: int
    end: int
    role: str
    unit: str
    value: float
    low: float | None
    high: float | None
    hedge: Hedge


def spoken(text: str) -> list[Spoken]:
    """Read every such quantity of a sentence."""
    if _CUES.search(text) is None:
        return []
    found = [
        Spoken(m.start(1) if m.group(1) else m.start(2), m.end(), "age", "year", age, age, age, Hedge.EXACT)
        for m in _AGE.finditer(text)
        if (age := float(m.group(1) or m.group(2)))
    ]
    for m in _DECADE.finditer(text):
        low = float(m.group(1))
        high = low + _DECADE_YEARS
        found.append(Spoken(m.start(), m.end(), "age", "year", (low + high) / 2, low, high, Hedge.RANGE))
    found += [_factor(m) for pattern in (_FACTOR, _TWICE) for m in pattern.finditer(text)]
    for m in _RACE.finditer(text):
        seconds = float(int(m.group(1)) * 3600 + int(m.group(2)) * 60 + int(m.group(3)))
        found.append(Spoken(m.start(1), m.end(), "duration", "second", seconds, seconds, seconds, Hedge.EXACT))
    for m in _FOLD.finditer(text):
        times = float(m.group(1))
        found.append(Spoken(m.start(), m.end(), "ratio", "times", times, times, times, Hedge.EXACT))
    ranked = [(m.start(1), m.start(2), m.group(2)) for m in _FIRST.finditer(text)]
    ranked += [(m.start(1) - len("first"), m.start(1), m.group(1)) for m in _FIRST_TO.finditer(text)]
    for start, after, words in sorted(set(ranked)):
        if (noun := _noun(words)) is not None:
            end = after + words.lower().index(noun) + len(noun)
            found.append(Spoken(start, end, "rank", noun, 1.0, 1.0, 1.0, Hedge.EXACT))
    return sorted(found)


def _factor(m: "re.Match[str]") -> Spoken:
    value, hedge = _FACTORS.get(m.group(2), 0.5), _HEDGES.get(m.group(1) or "", Hedge.EXACT)
    low: float | None = value
    high: float | None = value
    if hedge in {Hedge.MORE_THAN, Hedge.AT_LEAST} and value < 1:
        low, hedge = 0.0, Hedge.LESS_THAN  # "more than halved" is less than half
    elif hedge in {Hedge.MORE_THAN, Hedge.AT_LEAST}:
        high = None
    elif hedge is not Hedge.EXACT:
        low = value * 3 / 4
    return Spoken(m.start(), m.end(), "ratio", "times", value, low, high, hedge)


def _noun(words: str) -> str | None:
    """The noun that is ranked: the word before the first link, "attack" of "attack in Russia"."""
    kept: list[str] = []
    for word in words.lower().split():
        if word in _LINKS or (kept and word.endswith("ing")):
            break
        kept.append(word)
    return kept[-1] if kept and kept[-1].isalpha() and kept[-1] not in _NOT_RANKED else None
