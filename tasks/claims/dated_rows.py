"""Dated rows of a list, and "the first, on 3 May": what happened where no verb of its own says it.

In: a sentence with the place of its date. Out: the event in plain form, None where this is no such row. Rows are told
as headlines are ("Control tower warns of birds") or in fields ("9 May 2019, telephone, one hour"); "the first" and "the
longest of the talks" stand for a noun before. Refuses sentences that run on as prose.
"""

import re
from typing import Final

from tasks.claims.deed_words import IDIOMS, NOMINALS, WAYS
from tasks.claims.event_words import BASE_VERBS, EVENT_NOUNS, past_form, plain_verb, singular
from tasks.claims.name_words import PERSON_TITLES
from tasks.claims.when_lexicon import lex
from tasks.claims.when_numbers import Token

TIMELINE_RULE: Final = "row of a timeline"
VERB_TOKENS = 8  # a headline comes to its verb soon
_OPENING = re.compile(r"\W{0,4}(?:\d{1,2}[.)] )?")
_FIELD = re.compile(r" ?[,:;–—-] ?")
_RUNS_ON = re.compile(r"[.!?]\W{0,2}$")
_KNOWN: Final = BASE_VERBS | frozenset(NOMINALS.values()) | frozenset(IDIOMS)
_ONE_OF = re.compile(
    r"(?:^|; |, and |, but )[Tt]he (?:very )?(?:first|second|third|fourth|fifth|last|latest|next|previous|longest|"
    r"shortest|other|most recent)(?: one| two)?(?: of (?:the|those|these|their|his|her) (?P<noun>[a-z -]{3,40}?))?"
    r"(?:,| on | in | was | came | took | lasted | went | ran )"
)
# With these the deed itself is not told: "the first went on for two hours".
VERBS_OF_ONE: Final = frozenset({"go", "be", "run", "last", "come", "take", "hold", "end", "begin", "start", "happen"})
_NAME = re.compile(r"\b[A-Z][\w’'-]+(?: [A-Z][\w’'-]+){0,2}")


def row_event(sentence: str, start: int, end: int, rule: str) -> str | None:
    """What a row tells of the date that it opens with."""
    if rule != TIMELINE_RULE:
        opening = _OPENING.match(sentence)
        field = _FIELD.match(sentence, end)
        if opening is None or start > opening.end() or field is None:
            return None
        if _RUNS_ON.search(sentence) and field.group().strip() == ",":
            return None  # "Monday, the day of the vote, was quiet."
    tokens = lex(sentence[end:]).tokens
    return _way(tokens) or _headline_verb(tokens) or _first_noun(tokens)


def _way(tokens: tuple[Token, ...]) -> str | None:
    words = [token.text.lower() for token in tokens]
    for way, event in WAYS:
        is_phrase = way[0] in {"in", "face"}
        if is_phrase and any(tuple(words[place : place + len(way)]) == way for place in range(len(words))):
            return event
        if not is_phrase and not set(way).isdisjoint(words):
            return event
    return None


def _headline_verb(tokens: tuple[Token, ...]) -> str | None:
    for index, token in enumerate(tokens[:VERB_TOKENS]):
        word = token.text.lower()
        if not index or not token.text[0].islower() or token.letter not in "xEAbluNgs":
            continue
        plain = past_form(word) or (plain_verb(word) if word.endswith("s") else None)
        if plain in _KNOWN and not (word in EVENT_NOUNS or singular(word) in EVENT_NOUNS):
            after = tokens[index + 1].text.lower() if index + 1 < len(tokens) else ""
            return next((meaning for rest, meaning in IDIOMS.get(plain, ()) if rest == (after,)), plain)
    return None


def _first_noun(tokens: tuple[Token, ...]) -> str | None:
    nouns = (singular(token.text.lower()) for token in tokens)
    return next((noun for noun in nouns if noun in EVENT_NOUNS), None)


def one_of_them(sentence: str, before: str, start: int) -> str | None:
    """What "the first, on 3 May" is one of: the noun behind "of", else the last event noun of the sentence before."""
    told = [hit for hit in _ONE_OF.finditer(sentence) if hit.start() < start]
    if not told:
        return None
    noun = told[-1].group("noun")
    words = (noun or before).split()
    for word in reversed(words):
        printed = word.strip(".,;:’'”\"").lower()
        plain = singular(printed)
        if plain in EVENT_NOUNS or printed in EVENT_NOUNS:
            return "phone" if plain == "call" else plain  # a call of two, and not what somebody calls for
    return None


def named_in(title: str) -> frozenset[str]:
    """The names of a list's title, lower-cased and without titles of persons: who met whom in all its rows."""
    found: set[str] = set()
    for hit in _NAME.finditer(title):
        words = [word for word in hit.group().lower().split() if word not in PERSON_TITLES]
        if words and (hit.start() or len(words) > 1):
            found.add(" ".join(words))
    return frozenset(found)
