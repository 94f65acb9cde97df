"""How many times: "their fourth meeting", "the third time they met", "met twice", "four rounds of talks".

In: the text of one sentence. Out: hits of role ordinal or cardinal with the happening they count and, where it is
printed, the period they count over ("since January 2021", "this year"). Refuses ordinals of anything that is no
meeting, visit or call (the second day, a first lady, World War II), and clubs that meet.
"""

import re
from collections.abc import Iterator

from tasks.claims.event_words import past_form
from tasks.claims.meeting_words import (
    CARDINAL,
    MODIFIERS,
    NOUN,
    ORDINAL,
    VERB,
    Hit,
    cardinal,
    noun_event,
    ordinal,
    verb_event,
)

# Cheap stems, one of which stands in every sentence with a count of ours.
_STEMS = (
    *(
        "meet",
        "met ",
        "met.",
        "met,",
        "summit",
        "talk",
        "visit",
        "trip",
        "call",
        "conversation",
        "exchange",
        "conference",
        "tour",
    ),
    *("journey", "negotiat", "contact", "encounter", "appear", "audience", "face-to-face", "seen", "spoke", "travel"),
    *("been ", "host", "receiv", "get-together", "sit-down", "pilgrimage", "stopover", "welcom", "came", "come"),
)
_REPEATED = ("twice", "thrice", " times", "never", " once")
# "twice a week" is how often, and "once the war began" is when: neither counts what was held.
_COUNT = (
    rf"(?P<count>twice|thrice|(?:only|just|exactly|but)\sonce|(?P<n>{CARDINAL})\s(?:more\s|separate\s)?times)"
    r"\b(?!\s(?:an?|per|each|every)\s(?:day|night|week|month|quarter|season|year|decade)\b)"
)
_POSSESSIVE = r"(?:their|his|her|its|our|[\w-]{2,30}['’]s?)"
_NTH_NOUN = re.compile(
    rf"\b(?P<nth>{ORDINAL})(?:[\s-]ever)?\s(?P<mods>{MODIFIERS})(?P<noun>{NOUN})\b(?P<more>\s(?:(?:ever|between|with|to|by)\b|of\s(?:the\stwo|(?-i:[A-Z]))))?",
    re.IGNORECASE,
)
_NTH_TIME = re.compile(
    rf"\b(?P<nth>{ORDINAL})\stime\b(?!\s(?:buyers?|voters?|offenders?|visitors?|authors?))", re.IGNORECASE
)
_NTH_OWN = re.compile(
    rf"\b(?P<own>{_POSSESSIVE})\s(?:only\s|just\s)?(?P<nth>{ORDINAL})\b(?=\s*(?:[,.;:—–)]|$)|\s(?:in|since|there|this|within|to|with|and|as)\b)",
    re.IGNORECASE,
)
_AND_NTH = re.compile(
    rf"\b(?:and|but)\s(?:only\s|just\s)?the\s(?P<nth>{ORDINAL})\b(?=\s*(?:[,.;:—–)]|$)|\s(?:in|across|at|since|within|to|this|face)\b)",
    re.IGNORECASE,
)
_TIMES = re.compile(
    rf"\b(?P<verb>{VERB})\b(?P<mid>[^.;:!?]{{0,60}}?)\s{_COUNT}"
    r"(?!\s(?:as|the|more|less|faster|larger|bigger|higher|greater|over|its|their|that)\b)",
    re.IGNORECASE,
)
_HELD_TIMES = re.compile(
    rf"\b(?P<noun>{NOUN})\b[^.;:!?]{{0,60}}?"
    rf"\b(?:taken place|took place|been held|(?:was|were) held|convened)\s{_COUNT}",
    re.IGNORECASE,
)
_NEVER_BEFORE = re.compile(
    rf"\bnever\s(?:before\s)?(?!gone|come|came|went)(?P<verb>{VERB})\b(?P<mid>[^.;:!?]{{0,80}}?)"
    r"\b(?:before|until (?:then|now|this week))\b",
    re.IGNORECASE,
)
_PLURAL = re.compile(rf"(?<!\bthe\s)\b(?P<n>{CARDINAL})\s(?P<mods>{MODIFIERS})(?P<noun>{NOUN})\b", re.IGNORECASE)
_VERB_FOLLOWS = re.compile(r"\b(?:would|will|could|should|must|can|to|we|they|i|you|he|she|who)\s$", re.IGNORECASE)
_IN_PERSON = re.compile(r"\s(?:in person|in the same room|across a table|face[\s-]to[\s-]face)\b", re.IGNORECASE)
_HELD_BEFORE = re.compile(
    r"\b(?:held|hold|holding|had|have|has|made|paid|hosted|after|following|during|in|their|his|her|were|been)\s"
    r"(?:[\w'’,-]{1,20}\s){0,6}$",
    re.IGNORECASE,
)
_HELD_AFTER = re.compile(r"\s(?:between|with|since|in person|this year|took place|were held|have)\b", re.IGNORECASE)
_HELD_LATER = re.compile(
    r"[^.;:!?]{0,50}\s(?:(?:were|had been|have been) held|took place|have taken place)\b", re.IGNORECASE
)
_SINCE = re.compile(
    r"\b(?:since\s[^.;:!?]{0,70}?\b(?:(?:1[89]|20)\d\d|president|office|power)\b|(?:this|of the) year|this month|"
    r"this week|so far this year|in the (?:past|last) (?:\w{2,6} )?(?:year|months|years|weeks|days)|"
    r"in (?:1[89]|20)\d\d|in all)\b",
    re.IGNORECASE,
)
_NEGATED = re.compile(
    r"(?:\bnot|n['’]t)\s(?:be\s|been\s|yet\s)?(?:the\s|their\s|his\s|her\s|(?:[A-Z][\w-]{1,20}\s){0,2}[A-Z][\w-]{1,20}['’]s?\s)?$",
    re.IGNORECASE,
)
_VERB = re.compile(rf"\b{VERB}\b", re.IGNORECASE)
_NOUN = re.compile(rf"\b{NOUN}\b", re.IGNORECASE)
_SINGULAR_ONE = frozenset({"one", "1", "a", "an"})
_AUXILIARIES = frozenset({"had", "was", "were"})  # "the fifth time that the ministers had met": the verb comes behind
_LOOK_AHEAD_CHARS = 90  # from "the second time" to its verb: "the second time in a year that the two leaders have met"


def times_hits(text: str) -> Iterator[Hit]:
    """Yield each count of meetings, visits or calls of a sentence."""
    lower = text.lower()
    if any(word in lower for word in _REPEATED):
        yield from _times(text)
    if not any(stem in lower for stem in _STEMS):
        return
    nth = list(_ordinals(text))
    yield from nth
    yield from _elliptical(text, nth)
    yield from _cardinals(text)


def _ordinals(text: str) -> Iterator[Hit]:
    for found in _NTH_NOUN.finditer(text):
        value, event = ordinal(found["nth"]), noun_event(found["noun"])
        if value is None or event is None or (value == 1 and not _first_is_counted(text, found)):
            continue
        yield _hit(text, found.start(), found.end("noun"), "ordinal", value, event, found["noun"], found.span("nth"))
    for found in _NTH_TIME.finditer(text):
        value = ordinal(found["nth"])
        event = _verb_of_time(text, found)
        if value is not None and event is not None:
            yield _hit(text, found.start(), found.end(), "ordinal", value, event, "times", found.span("nth"))
    for found in _NTH_OWN.finditer(text):
        value, event = ordinal(found["nth"]), _subject(text, found.start())
        if value is not None and event is not None:
            yield _hit(text, found.start("nth"), found.end(), "ordinal", value, event, "times", found.span("nth"))


def _elliptical(text: str, before: list[Hit]) -> Iterator[Hit]:
    """Read an ordinal without its noun, as in: their seventh conversation and only the second across a table."""
    for found in _AND_NTH.finditer(text):
        earlier = [hit for hit in before if hit.end <= found.start()]
        value = ordinal(found["nth"])
        if not earlier or value is None:
            continue
        event = "meet" if _IN_PERSON.match(text, found.end()) else earlier[-1].event
        yield _hit(text, found.start("nth"), found.end(), "ordinal", value, event, "times", found.span("nth"))


def _times(text: str) -> Iterator[Hit]:
    for found in _TIMES.finditer(text):
        value = _how_often(found)
        event = verb_event(found["verb"])
        if value is None or event is None or (found["verb"].lower() == "been" and not _goes_somewhere(found["mid"])):
            continue
        if _other_deed(found["mid"]):
            continue  # "who had come to the airport, hugged him twice"
        yield _hit(text, found.start(), found.end(), "cardinal", value, event, "times", found.span("count"))
    for found in _HELD_TIMES.finditer(text):
        value, event = _how_often(found), noun_event(found["noun"])
        if value is not None and event is not None:
            yield _hit(text, found.start(), found.end(), "cardinal", value, event, "times", found.span("count"))
    for found in _NEVER_BEFORE.finditer(text):
        event = verb_event(found["verb"])
        if event is not None:
            yield Hit(found.start(), found.end(), "ordinal", 1, event, "times")


def _how_often(found: re.Match[str]) -> float | None:
    """The number in "twice", "only once", "seven times"."""
    return cardinal(found["n"] or found["count"].split()[-1])


def _cardinals(text: str) -> Iterator[Hit]:
    read = list(_PLURAL.finditer(text))
    plurals = [found for found in read if not _is_singular(found)]
    for found in read:
        value, event = cardinal(found["n"]), noun_event(found["noun"])
        if value is None or event is None or event == "appear" or not _are_held(text, found):
            continue
        # "one meeting" is an article but in a list of counts: "three calls, two conferences and one meeting".
        if _is_singular(found) and not plurals:
            continue
        if not _is_singular(found) and not found["noun"].lower().endswith("s") and " of " not in found["noun"]:
            continue
        if _IN_PERSON.match(text, found.end()):
            event = "meet"
        yield _hit(text, found.start(), found.end(), "cardinal", value, event, found["noun"].lower(), found.span("n"))


def _hit(
    text: str, start: int, end: int, role: str, value: float, event: str, unit: str, number: tuple[int, int]
) -> Hit:
    since = _SINCE.search(re.split(r"[;:!?]", text[end : end + 110])[0])
    negated = _NEGATED.search(text[max(0, start - 60) : start]) is not None
    scope = since.group().lower() if since else None
    return Hit(start, end, role, value, event, unit.lower(), None, number, scope, negated)


def _first_is_counted(text: str, found: re.Match[str]) -> bool:
    """A "first meeting" says that there was none before only where it is somebody's, or ever, or with whom."""
    before = text[max(0, found.start() - 32) : found.start()]
    if _VERB_FOLLOWS.search(before):
        return False
    if found["more"] or "ever" in found.group().lower():
        return True
    return re.search(rf"(?:^|\s){_POSSESSIVE}\s(?:very\s)?$", before, re.IGNORECASE) is not None


def _verb_of_time(text: str, found: re.Match[str]) -> str | None:
    """The happening of "the second time": the first verb after it in its clause, else the last one before it."""
    is_adverb = re.search(
        r"\bfor\s(?:the|a|only the)\s$", text[max(0, found.start() - 16) : found.start()], re.IGNORECASE
    )
    tail = re.split(r"[.;:!?]", text[found.end() : found.end() + _LOOK_AHEAD_CHARS])[0]
    for word in () if is_adverb else re.finditer(r"[\w'’-]+", tail):
        if (meeting := _VERB.match(tail, word.start())) is not None:
            return verb_event(meeting.group())
        if word.group().lower() not in _AUXILIARIES and past_form(word.group().lower()) is not None:
            return None  # the first time that something else happened
    window = text[max(0, found.start() - 90) : found.start()]
    named = [(hit.start(), verb_event(hit.group())) for hit in _VERB.finditer(window)]
    named += [(hit.start(), noun_event(hit.group())) for hit in _NOUN.finditer(window)]
    return max(named, key=lambda pair: pair[0])[1] if named else None


def _subject(text: str, stop: int) -> str | None:
    """The happening that "was their sixth": the noun, or else the verb, earlier in the sentence."""
    window = text[max(0, stop - 200) : stop]
    nouns = [noun_event(hit.group()) for hit in _NOUN.finditer(window)]
    if nouns:
        return nouns[0]
    verbs = [verb_event(hit.group()) for hit in _VERB.finditer(window)]
    return verbs[-1] if verbs else None


def _are_held(text: str, found: re.Match[str]) -> bool:
    """Whether somebody held what is counted: "had held three calls", "four meetings with", not "300 boat trips"."""
    return bool(
        _HELD_BEFORE.search(text[max(0, found.start() - 60) : found.start()])
        or _HELD_AFTER.match(text[found.end() : found.end() + 24])
        or _HELD_LATER.match(text[found.end() : found.end() + 80])
    )


def _other_deed(mid: str) -> bool:
    """Whether another verb stands nearer to the count."""
    *_, last = re.split(r"[,;]|\band\b", mid)
    return last != mid and any(past_form(word) is not None for word in last.lower().split())


def _goes_somewhere(mid: str) -> bool:
    return re.match(r"\s(?:to|in|there|back|abroad)\b", mid, re.IGNORECASE) is not None


def _is_singular(found: re.Match[str]) -> bool:
    return found["n"].lower() in _SINGULAR_ONE
