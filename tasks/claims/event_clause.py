"""The clause that a date belongs to, and what happens in it.

In: the tokens of a sentence and the place of a date among them. Out: the event in plain form ("strike", "collision"),
whether it is denied, and the words of the clause. The rules, in their order: a date before a noun belongs to that
noun ("Tuesday's floods", "the Jan. 1 shock"), a date right behind an event noun to that ("the storm of Oct. 29"),
else it belongs to the nearest verb before it in its clause, else to the first verb after it.
"""

from dataclasses import dataclass
from typing import Final

from tasks.claims.event_words import AUXILIARIES, EVENT_NOUNS, past_form, plain_verb
from tasks.claims.when_lexicon import Token

CLAUSE_TOKENS = 30  # how far a date may stand from its verb
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
_OF: Final = frozenset({"of", "on", "in", "from", "at", "since", "by"})
_MODAL: Final = frozenset(
    {"will", "'ll", "’ll", "to", "would", "shall", "may", "might", "could", "can", "should", "must"}
)
# Present forms that news uses of what is on the calendar; other words in -s are nouns.
_PRESENTS: Final = frozenset(
    """begins starts opens ends meets visits arrives leaves travels flies returns hosts holds votes expires closes
    falls comes goes takes runs marks celebrates faces heads becomes dates stays lasts says is are start begin open
    end meet visit leave arrive return expire vote""".split()
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Clause:
    """What happens at a date: the event in plain form, its negation, and the lower-cased words around it."""

    event: str
    is_negated: bool
    words: frozenset[str]


def clause_of(tokens: tuple[Token, ...], first: int, last: int) -> Clause | None:
    """The event that the date at tokens `first` to `last` belongs to; None where there is none in reach."""
    lefts, rights = _bounds(tokens, first, last)
    words = frozenset(token.text.lower() for token in tokens[lefts : rights + 1])
    found = (
        _premodified(tokens, last, rights)
        or _postmodified(tokens, first, lefts)
        or _verb_left(tokens, first, lefts)
        or _verb_right(tokens, last, len(tokens) - 1)
        or _noun_near(tokens, lefts, rights)
        or _verb_left(tokens, first, 0)
    )
    if found is None:
        return None
    event, position = found
    negated = any(
        token.text.lower() in _NEGATIONS or token.text.lower().endswith(("n't", "n’t"))
        for token in tokens[max(0, position - 3) : position]
    )
    return Clause(event, negated, words)


def _bounds(tokens: tuple[Token, ...], first: int, last: int) -> tuple[int, int]:
    left = first
    while left > 0 and first - left < CLAUSE_TOKENS and tokens[left - 1].text not in _BOUNDARY:
        if tokens[left - 1].text.lower() in _NEW_CLAUSE and left < first:
            break
        left -= 1
    right = last
    while right + 1 < len(tokens) and right - last < CLAUSE_TOKENS and tokens[right + 1].text not in _BOUNDARY:
        right += 1
    return left, right


def _premodified(tokens: tuple[Token, ...], last: int, right: int) -> tuple[str, int] | None:
    """ "Wednesday night's collision", "the Jan. 1 shock": the event noun that the date stands before."""
    position = last + 1
    possessive = position <= right and tokens[position].letter == "'"
    position += possessive
    for index in range(position, min(right + 1, position + NOUN_TOKENS)):
        word = tokens[index].text
        if not word[0].isalpha() and word != "-":
            return None
        lower = word.lower()
        if lower in EVENT_NOUNS and (possessive or index <= position + 2):
            return _singular(lower), index
        if not possessive and (tokens[index].letter != "x" or past_form(lower) or lower in AUXILIARIES):
            return None
    return None


def _postmodified(tokens: tuple[Token, ...], first: int, left: int) -> tuple[str, int] | None:
    """ "the storm of Oct. 29", "the earthquakes of 2016", "the vote on Thursday"."""
    if first - 2 < left or tokens[first - 1].text.lower() not in {"of", "in"}:
        return None
    noun = tokens[first - 2].text.lower()
    if _singular(noun) in EVENT_NOUNS and tokens[first - 1].text.lower() == "of":
        return _singular(noun), first - 2
    return None


def _verb_left(tokens: tuple[Token, ...], first: int, left: int) -> tuple[str, int] | None:
    for index in range(first - 1, left - 1, -1):
        word = tokens[index].text.lower()
        if (
            index
            and tokens[index - 1].text.lower() in _MODAL
            and tokens[index].letter not in "Td"
            and word not in AUXILIARIES
            and word[0].isalpha()
        ):
            if tokens[index - 1].text.lower() != "to" or not tokens[index].text[0].isupper():
                return plain_verb(word), index
        if tokens[index].text[0].islower() and (verb := past_form(word)) and not _is_adjective(tokens, index):
            return verb, index
        if word in _PRESENTS and tokens[index].text[0].islower() and word not in AUXILIARIES:
            return plain_verb(word), index
    return None


def _verb_right(tokens: tuple[Token, ...], last: int, right: int) -> tuple[str, int] | None:
    for index in range(last + 1, min(right, last + CLAUSE_TOKENS) + 1):
        word = tokens[index].text.lower()
        if tokens[index].text[0].isupper():
            continue
        if (
            index > last + 1
            and tokens[index - 1].text.lower() in _MODAL - {"to"}
            and word not in AUXILIARIES
            and word[0].isalpha()
        ):
            return plain_verb(word), index
        if (verb := past_form(word)) and not _is_adjective(tokens, index):
            return verb, index
        if word in _PRESENTS and word not in AUXILIARIES:
            return plain_verb(word), index
    return None


def _is_adjective(tokens: tuple[Token, ...], index: int) -> bool:
    """Whether an -ed form stands before a noun: "the suspected balloon", "an armed man"."""
    before = tokens[index - 1].text.lower() if index else ""
    after = tokens[index + 1] if index + 1 < len(tokens) else None
    if before in {"a", "an", "the", "of", "its", "his", "her", "their", "suspected", "-"}:
        return after is not None and (
            after.letter == "x"
            and after.text[0].isalpha()
            and after.text.lower()
            not in {"by", "when", "as", "at", "with", "with", "from", "near", "and", "that", "who"}
        )
    return False


def _noun_near(tokens: tuple[Token, ...], left: int, right: int) -> tuple[str, int] | None:
    for index in range(left, right + 1):
        word = tokens[index].text.lower()
        if word in EVENT_NOUNS or _singular(word) in EVENT_NOUNS:
            return _singular(word), index
    for index in range(left, right + 1):
        if tokens[index].text.lower() in {"is", "are", "was", "were", "had", "has", "have"}:
            return "be", index
    return None


def _singular(noun: str) -> str:
    if noun in {"talks", "elections", "floods", "polls"} or noun.endswith("ss"):
        return noun.removesuffix("s") if noun != "polls" else "poll"
    plain = noun.removesuffix("s")
    return plain if plain in EVENT_NOUNS else noun
