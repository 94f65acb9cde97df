"""The clause that a date belongs to, and what happens in it.

In: the tokens of a sentence and the place of a date among them. Out: the event in plain form ("strike", "collision"),
whether it is denied, and the words of the clause. The rules, in their order: a date before a noun belongs to that
noun ("Tuesday's floods", "the Jan. 1 shock"), a date right behind an event noun to that ("the storm of Oct. 29"),
else it belongs to the nearest verb before it in its clause, else to the first verb after it.
"""

from bisect import bisect_left
from dataclasses import dataclass
from functools import lru_cache
from operator import attrgetter
from typing import Final

from tasks.claims.event_verbs import ASPECTS, CLAUSE_TOKENS, copula_left, is_gerund, verb_at, verb_left, verb_right
from tasks.claims.event_words import AUXILIARIES, EVENT_NOUNS, past_form, plain_verb, singular
from tasks.claims.when_lexicon import Lexed, lex
from tasks.claims.when_numbers import Token

CLAUSES_KEPT = 4_096  # dated events, and the as-of of every figure, ask for the same dates
COMPOUND_TOKENS = 2  # nouns behind the first of a compound
NOUN_TOKENS = 5  # adjectives between a date and the noun it belongs to
_BOUNDARY: Final = frozenset({";", ":", "—", "–", "“", "”", '"', "(", ")"})
_NEW_CLAUSE: Final = frozenset(
    {
        "who",
        "which",
        "whose",
        "where",
        "when",
        "while",
        "that",
        "but",
        "although",
        "because",
        "after",
        "before",
        "as",
        "if",
    }
)
_NEGATIONS: Final = frozenset({"not", "never", "n't", "no", "nobody", "neither", "without"})
_AFFIRMING: Final = frozenset({"until", "till", "since"})


@dataclass(frozen=True, slots=True)
class Clause:
    """What happens at a date: the event in plain form, its negation, and the first and last token of the clause."""

    event: str
    is_negated: bool
    is_noun_behind: bool  # the date only describes that noun: "Tuesday's floods"
    first: int
    last: int
    is_one_of_list: bool = False  # told by a row of a list, or by "the first" of several


def clause_of(tokens: tuple[Token, ...], first: int, last: int) -> Clause | None:
    """The event that the date at tokens `first` to `last` belongs to; None where there is none in reach."""
    lefts, rights = _bounds(tokens, first, last)
    found = (
        _premodified(tokens, last, rights)
        or _postmodified(tokens, first, lefts)
        or _since(tokens, first, lefts)
        or verb_left(tokens, first, lefts)
        or copula_left(tokens, first, lefts)
        or _subject_of(tokens, lefts, first)
        or verb_right(tokens, last, len(tokens) - 1)
        or _noun_near(tokens, lefts, rights, first, last)
        or verb_left(tokens, first, 0)
    )
    if found is None:
        return None
    event, position = _subject_happening(tokens, found, lefts, first)
    if tokens[first - 1].text.lower() in _AFFIRMING and first:
        return Clause(
            event, is_negated=False, is_noun_behind=False, first=lefts, last=rights
        )  # "did not admit it until April": it did in April
    negated = any(
        token.text.lower() in _NEGATIONS or token.text.lower().endswith(("n't", "n’t"))
        for token in tokens[max(0, position - 3) : position]
    )
    return Clause(event, negated, _premodified(tokens, last, rights) is not None, lefts, rights)


@lru_cache(maxsize=CLAUSES_KEPT)
def clause_at(sentence: str, start: int, end: int) -> Clause | None:
    """The clause of the date that stands at these characters of a sentence."""
    lexed = lex(sentence)
    return clause_of(lexed.tokens, *tokens_between(lexed, start, end))


def tokens_between(lexed: Lexed, start: int, end: int) -> tuple[int, int]:
    """The first and last token of a stretch of a sentence, in characters; (0, 0) where none lies in it."""
    first = min(bisect_left(lexed.tokens, start, key=attrgetter("start")), len(lexed.tokens) - 1)
    last = first
    while last + 1 < len(lexed.tokens) and lexed.tokens[last + 1].end <= end:
        last += 1
    return first, last


def _bounds(tokens: tuple[Token, ...], first: int, last: int) -> tuple[int, int]:
    left = first
    while left > 0 and first - left < CLAUSE_TOKENS and tokens[left - 1].text not in _BOUNDARY:
        if tokens[left - 1].text.lower() in _NEW_CLAUSE and left < first and not _binds(tokens, left - 1):
            break
        left -= 1
    right = last
    while right + 1 < len(tokens) and right - last < CLAUSE_TOKENS and tokens[right + 1].text not in _BOUNDARY:
        right += 1
    return left, right


def _binds(tokens: tuple[Token, ...], index: int) -> bool:
    """Whether a word that may open a clause does not: "as many as", "as of", "before dawn", "after 9 a.m."."""
    word = tokens[index].text.lower()
    if word in {"before", "after"}:
        return index + 1 < len(tokens) and tokens[index + 1].letter in "pdmkncy"
    if word != "as":
        return False
    near = {tokens[place].text.lower() for place in (index - 1, index + 1) if 0 <= place < len(tokens)}
    return bool(near & {"many", "much", "few", "of", "high", "late", "early", "such", "well", "soon"})


_LIGHT_VERBS: Final = frozenset({"hit", "strike", "occur", "happen", "come", "break", "take", "end"}) | ASPECTS
# What is planned, put off or due is the subject: "the lifting of the wreck is planned for Monday".
_PLANNING: Final = frozenset({"plan", "schedule", "set", "expect", "slate", "fix", "postpone", "delay", "arrive"})
_UP_TO: Final = frozenset({"for", "until", "till", "to", "on", "from"})
_RELATIVES: Final = frozenset({"that", "which", "who"})


def _subject_happening(tokens: tuple[Token, ...], found: tuple[str, int], left: int, first: int) -> tuple[str, int]:
    """As in "The earthquake occurred", "The shock hit": what happened is the subject; the verb only says so."""
    verb, position = found
    if verb in _PLANNING and first and position < first and tokens[first - 1].text.lower() in _UP_TO:
        return _subject_of(tokens, _main_clause(tokens, left, position), position) or found
    if verb in ASPECTS and position == left and (noun := _antecedent(tokens, left)) is not None:
        return noun, position
    takes_object = position + 1 < len(tokens) and tokens[position + 1].letter in "T=a"
    if verb not in _LIGHT_VERBS or (takes_object and verb not in {"hit", "strike"}):
        return found
    for index in range(position - 1, max(left, position - 1 - NOUN_TOKENS) - 1, -1):
        noun = singular(tokens[index].text.lower())
        if noun in EVENT_NOUNS and noun not in _PEOPLE_ACTS and tokens[index].text[0].islower():
            return noun, position
        if tokens[index].letter in ",_":
            break
    subject = _subject_of(tokens, _main_clause(tokens, left, position), position)
    return (subject[0], position) if subject and subject[0] not in _PEOPLE_ACTS else found


def _antecedent(tokens: tuple[Token, ...], left: int) -> str | None:
    """As in "the fire, which began on Monday": the event noun right before "which"."""
    place = left - 1
    if place < 1 or tokens[place].text.lower() not in _RELATIVES:
        return None
    place -= 2 if tokens[place - 1].letter == "," else 1
    noun = singular(tokens[place].text.lower()) if place >= 0 else ""
    return noun if noun in EVENT_NOUNS and noun not in _PEOPLE_ACTS else None


def _main_clause(tokens: tuple[Token, ...], left: int, position: int) -> int:
    """Where the clause of a verb behind a relative clause begins: "The fire that emptied Arbona started"."""
    if left and tokens[left - 1].text.lower() in _RELATIVES:
        between = tokens[left:position]
        if not any(token.letter in ",_" or token.text in {"and", "or", "but"} for token in between) and any(
            verb_at(tokens, index) for index in range(left, position)
        ):
            return max(0, left - 1 - NOUN_TOKENS)
    return left


def _subject_of(tokens: tuple[Token, ...], left: int, right: int) -> tuple[str, int] | None:
    """The deed that a clause is about, where its head is a noun or an -ing form: "the takeover of the firm in 2019".

    The head is the last noun before the first preposition, so that the "rescue" of "rescue teams" and the "mission" of
    "the head of the mission" are none.
    """
    start = left
    for index in range(left, right):  # "In Rome, the trial": what stands before a comma is not the subject
        if tokens[index].letter == "," and index - left <= NOUN_TOKENS:
            start = index + 1
    for index in range(start, right):
        word = tokens[index].text.lower()
        opens = index == start or tokens[index - 1].letter in "T="
        if is_gerund(word) and opens and index + 1 < right and tokens[index + 1].text.lower() in _AFTER_GERUND:
            return plain_verb(word), index
        if word in _HEAD_ENDS or word in AUXILIARIES or (index > start and past_form(word)):
            break
    else:
        index = right
    if index <= start:
        return None
    head = tokens[index - 1].text
    noun = singular(head.lower())
    return (noun, index - 1) if noun in EVENT_NOUNS and head[0].islower() else None


_HEAD_ENDS: Final = frozenset(
    """of on in at to by from near between against with over for into that which who under since until during after
    before""".split()
)
_AFTER_GERUND: Final = _HEAD_ENDS | {"the", "a", "an", "its", "their"}


_PEOPLE_ACTS: Final = frozenset({"strike", "fight", "fall", "return", "release", "report", "launch", "game", "session"})


def _since(tokens: tuple[Token, ...], first: int, left: int) -> tuple[str, int] | None:
    """As in "the deadliest crash since 2009", "first visit since July": what is compared is the noun before."""
    if not first or tokens[first - 1].text.lower() != "since":
        return None
    for index in range(first - 2, max(left, first - 14) - 1, -1):
        if singular(tokens[index].text.lower()) in EVENT_NOUNS:
            return singular(tokens[index].text.lower()), index
    return None


def _premodified(tokens: tuple[Token, ...], last: int, right: int) -> tuple[str, int] | None:
    """As in "Wednesday night's collision", "the Jan. 1 shock": the event noun that the date stands before."""
    position = last + 1
    possessive = position <= right and tokens[position].letter == "'"
    position += possessive
    for index in range(position, min(right + 1, position + NOUN_TOKENS)):
        word = tokens[index].text
        if not word[0].isalpha() and word != "-":
            return None
        lower = word.lower()
        if lower in EVENT_NOUNS and (possessive or index <= position + 2):
            return _last_of_compound(tokens, index, right)
        if not possessive and (tokens[index].letter != "x" or past_form(lower) or lower in AUXILIARIES):
            return None
    return _head_noun(tokens, position, right) if possessive else None


def _last_of_compound(tokens: tuple[Token, ...], index: int, right: int) -> tuple[str, int]:
    """As in "Friday's concert hall massacre": the noun that the others describe."""
    for place in range(min(index + COMPOUND_TOKENS, right), index, -1):
        noun = singular(tokens[place].text.lower())
        between = tokens[index + 1 : place]
        if noun in EVENT_NOUNS and all(_is_noun(token) for token in between):
            return noun, place
    return singular(tokens[index].text.lower()), index


def _is_noun(token: Token) -> bool:
    """Whether a word can stand inside a compound."""
    is_word = token.letter == "x" and token.text.isalpha()
    return is_word and not past_form(token.text) and token.text not in _AFTER_NOUN | _HEAD_ENDS


def _head_noun(tokens: tuple[Token, ...], first: int, right: int) -> tuple[str, int] | None:
    """The noun that a possessive date ends in: "Tuesday's torrential rain", "Saturday's figures"."""
    index = first
    while index <= min(right, first + NOUN_TOKENS) and tokens[index].letter == "x" and tokens[index].text[0].isalpha():
        if tokens[index].text.lower() in _AFTER_NOUN or (index > first and past_form(tokens[index].text.lower())):
            break
        index += 1
    return (singular(tokens[index - 1].text.lower()), index - 1) if index > first else None


_AFTER_NOUN: Final = frozenset(
    """is are was were has have had that which who whose will would could may with without into onto against near
    among as than when where while because if but than""".split()
)  # fmt: skip


def _postmodified(tokens: tuple[Token, ...], first: int, left: int) -> tuple[str, int] | None:
    """As in "the storm of Oct. 29", "at their summit on Wednesday"; "launched an attack on Monday" keeps its verb."""
    if first - 2 < left or tokens[first - 1].text.lower() not in {"of", "on"}:
        return None
    noun = singular(tokens[first - 2].text.lower())
    if noun not in EVENT_NOUNS:
        return None
    if tokens[first - 1].text.lower() == "of":
        return noun, first - 2
    led = any(tokens[index].text.lower() in _LEADING for index in range(max(left, first - 2 - NOUN_TOKENS), first - 2))
    return (noun, first - 2) if led else None


_LEADING: Final = frozenset({"at", "during", "after", "before", "following", "since"})


def _noun_near(tokens: tuple[Token, ...], left: int, right: int, first: int, last: int) -> tuple[str, int] | None:
    around = [index for index in range(left, right + 1) if not first <= index <= last]
    for index in around:
        word = tokens[index].text.lower()
        if word in EVENT_NOUNS or singular(word) in EVENT_NOUNS:
            return singular(word), index
    for index in around:
        if tokens[index].text.lower() in {"is", "are", "was", "were", "had", "has", "have"}:
            return "be", index
    return None
