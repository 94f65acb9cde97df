"""How often something other than a meeting was done: "hugged him twice", "was hit three times", "elected five times".

In: the text of one sentence. Out: hits of role cardinal whose event is the plain verb. The verb is the last past before
the count, at most a few words back and in the same clause. Refuses what changes ("rose three times") and comparisons
("five times as large"), which are factors, and rates ("twice a week").
"""

import re
from collections.abc import Iterator

from tasks.claims.event_words import AUXILIARIES, BASE_VERBS, past_form
from tasks.claims.meeting_words import CARDINAL, ORDINAL, VERBS, Hit, cardinal, ordinal

REACH_WORDS = 5  # from the verb to its count: "hugged the president of Osk twice"
NTH_REACH_WORDS = 9  # "to win the women's Copa del Estrecho for the third time"
_CUES = (" time", "twice", "thrice", " times")
_OFTEN = re.compile(
    rf"(?P<before>(?:[\w'’-]{{1,24}}\s){{1,{REACH_WORDS}}})(?P<count>twice|thrice|(?P<n>{CARDINAL})\s(?:separate\s)?times)\b"
    r"(?!\s(?:an?|per|each|every)\s(?:day|night|week|month|quarter|season|year|decade)\b)"
    r"(?!\s(?:as|the|more|less|faster|larger|bigger|higher|greater|over|its|their|that|what|those|smaller|fewer|lower)\b)",
    re.IGNORECASE,
)
_FIRST_COUNT = re.compile(
    rf"(?:^|[,;]\s|\band\s)(?P<count>twice|thrice|(?P<n>{CARDINAL})\s(?:separate\s)?times)\s"
    rf"(?P<after>(?:[\w'’-]{{1,24}}\s?){{1,{REACH_WORDS}}})",
    re.IGNORECASE,
)
# "Won the cup for the third time", "is on strike for the second time": as often, the reported one among them.
_NTH = re.compile(
    rf"(?P<before>(?:[\w'’-]{{1,24}},?\s){{1,{NTH_REACH_WORDS}}})for\s(?:only\s|just\s)?(?:the|a)\s(?P<nth>{ORDINAL})\s"
    r"(?:straight\s|consecutive\s|successive\s)?time\b",
    re.IGNORECASE,
)
_WORD = re.compile(r"[\w'’-]+")
# What changes by a factor: "rose three times" says how much, not how often.
_CHANGES = frozenset(
    """increase grow rise multiply expand jump cut drop fall reduce shrink raise climb cost say tell think believe
    know base name estimate number count total""".split()
)
_COMPARES = frozenset("as more less over its their what those a an per each every faster larger higher".split())
_ENDS_CLAUSE = frozenset(
    {"and", "or", "but", "when", "while", "which", "who", "that", "than", "nearly", "almost", "about"}
)


def repeat_hits(text: str) -> Iterator[Hit]:
    """Yield each count of how often something was done."""
    lower = text.lower()
    if not any(cue in lower for cue in _CUES):
        return
    for found in _OFTEN.finditer(text):
        value = cardinal(found["n"] or found["count"])
        verb = _verb(found["before"])
        if value is None or verb is None:
            continue
        start = found.start("before") + verb[0]
        yield Hit(start, found.end("count"), "cardinal", value, verb[1], "times", None, found.span("count"))
    for found in _NTH.finditer(text):
        nth, verb = ordinal(found["nth"]), _verb_of_nth(found["before"])
        if nth is not None and nth > 1 and verb is not None:
            start = found.start("before") + verb[0]
            yield Hit(start, found.end(), "ordinal", nth, verb[1], "times", None, found.span("nth"))
    for found in _FIRST_COUNT.finditer(text):  # "Three times the crew radioed for help"
        value = cardinal(found["n"] or found["count"])
        if value is not None and (told := _first_verb(found["after"])) is not None:
            yield Hit(
                found.start("count"),
                found.start("after") + told[0],
                "cardinal",
                value,
                told[1],
                "times",
                None,
                found.span("count"),
            )


def _first_verb(after: str) -> tuple[int, str] | None:
    """Where the first past of a stretch ends, and its plain form, or the meeting that it is."""
    for word in _WORD.finditer(after):
        lower = word.group().lower()
        if lower in _ENDS_CLAUSE or lower in _COMPARES:
            return None
        if lower not in AUXILIARIES and (plain := VERBS.get(lower) or past_form(lower)) is not None:
            return None if plain in _CHANGES else (word.end(), plain)
    return None


def _verb_of_nth(before: str) -> tuple[int, str] | None:
    """Where the last verb of a stretch stands, a past or an infinitive, and its plain form; no meeting."""
    words = list(_WORD.finditer(before))
    for place in range(len(words) - 1, -1, -1):
        lower = words[place].group().lower()
        if lower in VERBS or lower in {"when", "while", "which", "who", "that", "than"}:
            return None
        if place and words[place - 1].group().lower() == "to" and lower in BASE_VERBS:
            return words[place].start(), lower
        if lower not in AUXILIARIES and (plain := past_form(lower)) is not None:
            return words[place].start(), plain
    return None


def _verb(before: str) -> tuple[int, str] | None:
    """Where the last past of a stretch stands, and its plain form."""
    for word in reversed(list(_WORD.finditer(before))):
        lower = word.group().lower()
        if lower in _ENDS_CLAUSE or lower in VERBS or lower in AUXILIARIES:
            return None
        if (plain := past_form(lower)) is not None:
            return None if plain in _CHANGES else (word.start(), plain)
    return None
