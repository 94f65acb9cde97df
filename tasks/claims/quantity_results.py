"""Results told as two numbers: a vote of "14 to 9", "by 212 votes to 198", "51-49", a match won "4-1".

In: one sentence as text. Out: two `Spoken`s a result, of role votes or score, exact. Refuses a score that is not of
the end ("led 2-0 at the break", sets in a row, "on aggregate") and pairs whose meaning nothing says: a range rises
("9 to 14 years") and has no vote beside it.
"""

import re

from tasks.claims.number_words import TENS, UNITS
from tasks.claims.quantity_spoken import Spoken
from tasks.vocabulary import Hedge

VOTES, SCORE, PENALTIES = "votes", "score", "penalties"
_WORDS = "|".join(sorted({*UNITS, *TENS} - {"a", "an"}, key=len, reverse=True))
_NUMBER = rf"(?:\d{{1,3}}(?:,\d{{3}})?|(?:{'|'.join(TENS)})-(?:{'|'.join(UNITS)})|{_WORDS})"
_CUES = re.compile(r"\d[-–]\d|\bto\b|\bagainst\b", re.IGNORECASE)
_VOTING = re.compile(
    r"\b(?:vot(?:e|es|ed|ing)|ballots?|motion|bill|council|councillors|senate|senators|jury|jurors|court|judges|justices"
    r"|parliament|lawmakers|legislators|committee|assembly|board|congress|commission|cabinet|MPs|panel|ruling)\b",
    re.IGNORECASE,
)
_DECIDED = (
    r"\b(?:vot(?:e|es|ed|ing)|approv(?:es|ed|ing|al)|pass(?:es|ed|age)|reject(?:s|ed|ion)|defeat(?:s|ed)|carried|split"
    r"|rul(?:es|ed|ing)|decid(?:es|ed)|decision|margin|adopt(?:s|ed)|back(?:s|ed)|confirm(?:s|ed)|agreed|upheld|struck"
    r"|blocked|convict(?:s|ed)|acquit(?:s|ted)|verdict|elected|overr(?:ode|ides|idden))\b"
)
_VOTE = re.compile(
    rf"{_DECIDED}(?:\s[\w’'-]{{1,24}},?){{0,6}}?\s(?:by\s)?(?P<first>{_NUMBER})(?P<unit>\svotes)?"
    rf"(?P<joint>\sto\s|[-–])(?P<second>{_NUMBER})(?!\s?(?:%|per\s?cent|[-–]?years?\b|million|billion)|[-–,.:]?\d)\b",
    re.IGNORECASE,
)
_FOR_AND_AGAINST = re.compile(
    rf"\b(?P<first>{_NUMBER})\s(?:[a-zA-Z]{{2,14}}\s)?(?:voted\s|voting\s|votes?\s)?(?:in favou?r|for|yes)\b"
    rf"[^.;:]{{0,40}}?"
    rf"\b(?P<second>{_NUMBER})\s(?:[a-zA-Z]{{2,14}}\s)?(?:voted\s|voting\s)?(?:against|no)\b",
    re.IGNORECASE,
)
_WON = re.compile(
    r"\b(?:beat|beats|beaten|beating|won|wins?|winning|lost|loses?|losing|defeat(?:s|ed|ing)?|dr[ae]w|draws|drawn|drawing"
    r"|victory|victories|triumph(?:s|ed)?|thrash(?:es|ed|ing)|edg(?:es|ed)|overc[ao]mes?|down(?:s|ed)|rout(?:s|ed)"
    r"|ended|finished|final score|result|full[- ]time)\b",
    re.IGNORECASE,
)
_PAIR = re.compile(r"(?<![\d.,:/–-])(?P<first>\d{1,3})[-–](?P<second>\d{1,3})(?![\d/:%–-]|[.,]\d)")
_TOLD_PAIR = re.compile(
    rf"\b(?P<first>{_NUMBER})\s(?:goals?|points?|runs|tries|games|sets|frames|legs)\sto\s(?P<second>{_NUMBER})\b",
    re.IGNORECASE,
)
_PENALTIES = re.compile(r"^\s(?:on|in a|after|in the)\s(?:penalt|shoot-?out|spot-?kicks)", re.IGNORECASE)
# What is not the end of a match, and what is hung on another noun ("a 3-2 vote", "a 10-12 hour wait").
_ON_THE_WAY = re.compile(
    r"\b(?:led|lead|leading|leads|ahead|up|down|trailed|trailing|behind|make it|made it|making it"
    r"|level|at)\s(?:\w+\s){0,2}$",
    re.IGNORECASE,
)
_NOT_THE_END = re.compile(
    r"^\s?(?:on aggregate|aggregate|lead\b|at (?:half|the break|the interval)|vote|"
    r"split|majority|hours?|minutes?|days?|years?|weeks?|months?|people|percent|per cent|formation)",
    re.IGNORECASE,
)


def results(text: str) -> list[Spoken]:
    """Read the two numbers of each vote and of each end of a match."""
    if _CUES.search(text) is None:
        return []
    if _VOTING.search(text) is not None:
        voted = [hit for hit in _VOTE.finditer(text) if _is_vote(hit)] or list(_FOR_AND_AGAINST.finditer(text))
        if voted:
            return [told for hit in voted for told in _both(hit, VOTES)]
    if _WON.search(text) is None:
        return []
    pairs = [pair for pair in _PAIR.finditer(text) if not _ON_THE_WAY.search(text[: pair.start()])]
    shot = [pair for pair in pairs if _PENALTIES.match(text[pair.end() :])]
    played = [pair for pair in pairs if pair not in shot and not _NOT_THE_END.match(text[pair.end() :])]
    found = [told for pair in shot[:1] for told in _both(pair, PENALTIES)]
    if len(played) == 1 and len(shot) <= 1:  # several are sets
        found += _both(played[0], SCORE)
    if not pairs and (goals := _TOLD_PAIR.search(text)) is not None:
        found = _both(goals, SCORE)
    return sorted(found)


def _is_vote(hit: re.Match[str]) -> bool:
    """A pair joined by "to" without the word votes falls, or it is a range."""
    return bool(hit["unit"]) or hit["joint"].strip() != "to" or _value(hit["first"]) > _value(hit["second"])


def _both(hit: re.Match[str], role: str) -> list[Spoken]:
    return [
        Spoken(hit.start(group), hit.end(group), role, role, value, value, value, Hedge.EXACT)
        for group in ("first", "second")
        for value in (_value(hit[group]),)
    ]


def _value(words: str) -> float:
    plain = words.lower().replace(",", "")
    if plain.isdecimal():
        return float(plain)
    return float(sum(TENS.get(word, 0) or UNITS.get(word, 0) for word in plain.split("-")))
