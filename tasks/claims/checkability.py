"""Whether a sentence states something that can be checked at all.

In: a sentence. Out: why it cannot be ("forecast", "opinion", "question"), or None. A wrong reason hides a claim
from everybody, so a sentence is set aside only if nothing in it is told as a fact: one clause in the past or the
perfect keeps it checkable, whatever else is hoped or feared beside it. A plan with its date ("will meet on 22
June") is an announcement, not a forecast. Words between quotation marks are somebody's and do not count, unless
they are all there is.
"""

import re

from tasks.claims.cues import CUES
from tasks.claims.tags import tag
from tasks.claims.words import Word, words
from tasks.model import Sentence

_PLAIN = re.compile(r"[a-z]{1,20}")
_QUOTED = re.compile(r"[“\"][^“”\"]{1,1500}[”\"]")
# A sentence without one of these words is neither forecast nor opinion: most are done with here.
_HINTS = frozenset(
    """could may might expected likely unlikely projected forecast predicted poised bound feared predict predicts
    forecasts project projects expect expects anticipate anticipates will by i we right my our should ought
    deserve deserves disgrace disgraceful outrage outrageous shame shameful wonderful beautiful terrible
    horrible awful amazing fantastic ridiculous absurd brilliant stupid pathetic best worst greatest finest
    unacceptable inexcusable delicious boring inspiring heartless naive foolish laughable masterpiece farce
    joke travesty""".split()
)
_CLOSING = " \"'”’)]»"
# What turns the verb after it into a guess about what is not yet known.
# Not "may not" (permission), "may be" and "may have" (about what is or was), nor a clause that only describes a noun.
_GUESSES = re.compile(
    r"(?<!that )(?<!which )(?<!who )\b(?:could|may|might)\b(?! (?:not|be|have|yet|also be|well be|well have)\b)"
)
_EXPECTED = re.compile(
    r"\b(?:is|are|was|were|be|being|been)?\s?(?:widely |generally )?"
    r"(?:expected|likely|unlikely|projected|forecast|predicted|poised|bound|thought likely|feared) to\b"
    r"|\b(?:predict|predicts|predicted|forecast|forecasts|project|projects|expect|expects|anticipate|anticipates)\b",
    re.IGNORECASE,
)
_OUTCOME = re.compile(
    r"\bwill (?:probably |likely |almost certainly |soon |eventually )?"
    r"(?:rise|fall|grow|reach|exceed|double|triple|increase|decrease|drop|climb|soar|shrink|win|lose|collapse|die|kill|cost)\b"
    r"|\bby (?:20[3-9]\d|the end of the (?:decade|century)|mid-century)\b",
    re.IGNORECASE,
)
# What is expected of a figure that is told: "2,100 people, a number that is expected to rise", "a toll likely to rise".
_ASIDES = re.compile(
    r", (?:a|the|and (?:the|that)|but (?:the|that)|though (?:the|that)) "
    r"(?:number|figure|toll|count|total|tally|sum|share|rate)s? (?:that |which |officials |authorities )?"
    r"[^,;:.“”\"]{0,30}\b(?:expected|likely|feared|bound|set|could|may|might) [^,;:.“”\"]{1,60}"
    r"|, which [^,;:.“”\"]{0,40}\b(?:expected|expects?|likely|feared|bound|set|could|may|might) [^,;:.“”\"]{1,60}",
    re.IGNORECASE,
)
_VIEWS = re.compile(
    r"\b(?:I|we) (?:think|believe|feel|hope|guess|suspect|doubt|love|hate|want|wish)\b"
    r"|\bin (?:my|our) (?:view|opinion)\b"
    r"|\b(?:should|ought to|deserves? to|has no right to)\b(?! have\b)",
    re.IGNORECASE,
)
_JUDGED = re.compile(
    r"\b(?:is|are|was|were|remains|seems|looks|feels) (?:simply |truly |really |very |so |nothing short of |by far )?"
    r"(?:an? |the )?(?:absolute |utter |complete )?"
    r"(?:disgrace|disgraceful|outrage|outrageous|shame|shameful|wonderful|beautiful|terrible|horrible|awful|amazing"
    r"|fantastic|ridiculous|absurd|brilliant|stupid|pathetic|best|worst|greatest|finest|unacceptable|inexcusable|delicious|boring"
    r"|inspiring|heartless|naive|foolish|laughable|masterpiece|farce|joke|travesty)\b",
    re.IGNORECASE,
)
_HAVE = frozenset("has have had".split())
_BE = frozenset("is are was were".split())
_ADVERBIAL = 3  # words between an auxiliary and its participle


def not_checkable(sentence: Sentence) -> str | None:
    """Say why a sentence cannot be checked, or None where it can."""
    text = sentence.text
    if text.rstrip(_CLOSING).endswith("?"):
        return "question"
    if _HINTS.isdisjoint(_PLAIN.findall(text.lower())):
        return None
    bare = _ASIDES.sub(" ", _QUOTED.sub(" ", text))
    own = bare if len(bare.strip(_CLOSING + ".,")) > len(text) // 4 else text
    guessed = _is_guess(own)
    judged = not guessed and (_VIEWS.search(own) is not None or _JUDGED.search(own) is not None)
    if not guessed and not judged:
        return None
    if _tells_fact(own, judged=judged):
        return None
    return "forecast" if guessed else "opinion"


def _is_guess(text: str) -> bool:
    return any(pattern.search(text) is not None for pattern in (_EXPECTED, _OUTCOME, _GUESSES))


def _tells_fact(text: str, *, judged: bool) -> bool:
    """Whether some clause, reporting verbs left out, is told as having happened or as being so now with a number."""
    cut = words(text)
    letters = tag(cut)
    for at, word in enumerate(cut):
        if letters[at] == "X" and word.lower in _HAVE and _participle_after(cut, letters, at):
            return not _is_modal_before(cut, at)
        if word.lower in _BE and not _is_guess_after(cut, at) and not judged:
            return True
        if letters[at] == "E" and _is_past_verb(cut, letters, at):
            return True
        if letters[at] == "V" and word.lower in _PASTS and not _is_modal_before(cut, at):
            return True
    return judged and any(letter == "U" for letter in letters)


def _participle_after(cut: list[Word], letters: str, at: int) -> bool:
    return any(
        letters[k] in "EV" or cut[k].lower in {"been", "had"} for k in range(at + 1, min(len(cut), at + 1 + _ADVERBIAL))
    )


def _is_modal_before(cut: list[Word], at: int) -> bool:
    return any(word.lower in _MODALS for word in cut[max(0, at - _ADVERBIAL) : at])


def _is_guess_after(cut: list[Word], at: int) -> bool:
    return any(word.lower in _LIKELY for word in cut[at + 1 : at + 1 + _ADVERBIAL])


def _is_past_verb(cut: list[Word], letters: str, at: int) -> bool:
    """An -ed form after its subject is a past tense, unless it reports or stands after "be" or a modal."""
    lower = cut[at].lower
    if lower in CUES or lower in _LIKELY or at == 0 or _is_modal_before(cut, at):
        return False
    before = letters[at - 1]
    followed = at + 1 < len(cut) and letters[at + 1] in "DIUNnTOA,."
    return (
        before in "nNPTUA" and followed and cut[at - 1].lower not in {"be", "been", "being"} and lower not in _REDUCED
    )


_MODALS = frozenset("could may might would will should must can to shall".split())
_LIKELY = frozenset("expected likely unlikely projected forecast predicted poised bound feared set due".split())
_PASTS = frozenset(
    """went came took made gave got saw began became left held kept brought met ran led stood lost paid sent built fell
    rose won hit broke drew drove grew spoke threw wore chose fought caught bought sought""".split()
)
_REDUCED = frozenset("based located compared related linked aged named called used needed".split())
