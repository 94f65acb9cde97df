"""The verb that a date belongs to: a past, a form behind a modal, a present that is on the calendar.

In: the tokens of a sentence and the place of a date among them. Out: the verb in plain form and its token. A participle
that only describes a noun ("the suspected balloon") is no verb; to have been somewhere is to have visited it.
"""

from typing import Final

from tasks.claims.event_words import AUXILIARIES, EVENT_NOUNS, PARTICLES, past_form, plain_verb, singular
from tasks.claims.when_numbers import Token

CLAUSE_TOKENS = 30  # how far a date may stand from its verb
_MODAL: Final = frozenset(
    {
        "did",
        "not",
        "n't",
        "does",
        "do",
        "will",
        "'ll",
        "’ll",
        "to",
        "would",
        "shall",
        "may",
        "might",
        "could",
        "can",
        "should",
        "must",
    }
)
# Present forms that news uses of what is on the calendar; other words in -s are nouns.
_PRESENTS: Final = frozenset(
    """begins starts opens ends meets visits arrives leaves travels flies returns hosts holds votes expires closes
    falls comes goes takes runs marks celebrates faces heads becomes dates stays lasts says is are start begin open
    end meet visit leave arrive return expire vote""".split()
)  # fmt: skip


def verb_left(tokens: tuple[Token, ...], first: int, left: int) -> tuple[str, int] | None:
    """The nearest verb before a date, back to the beginning of its clause."""
    ending = tokens[first - 2].text if first - 2 >= left and tokens[first - 1].letter == "i" else ""
    if ending.endswith("ing") and ending[0].islower():  # "Beijing" is no verb
        return plain_verb(tokens[first - 2].text), first - 2  # "seven days of mourning, ending on Saturday"
    for index in range(first - 1, left - 1, -1):
        if (verb := _verb_at(tokens, index)) is not None:
            return verb, index
    return None


def copula_left(tokens: tuple[Token, ...], first: int, left: int) -> tuple[str, int] | None:
    """As in "who had not been to China since 2019": to have been somewhere is to have visited."""
    for index in range(first - 1, left - 1, -1):
        if tokens[index].text in {"is", "are", "was", "were", "been"}:
            if tokens[index].text == "been" and tokens[index + 1].text == "to":
                return "visit", index
            nouns = (singular(token.text.lower()) for token in reversed(tokens[index:first]))
            return next((noun for noun in nouns if noun in EVENT_NOUNS), "be"), index
    return None


def verb_right(tokens: tuple[Token, ...], last: int, right: int) -> tuple[str, int] | None:
    """The first verb behind a date."""
    for index in range(last + 1, min(right, last + CLAUSE_TOKENS) + 1):
        if (verb := _verb_at(tokens, index)) is not None:
            return verb, index
    return None


def _verb_at(tokens: tuple[Token, ...], index: int) -> str | None:
    """The plain form of a verb at a token, or None where there is none: a past, a form behind a modal, "is due"."""
    token = tokens[index]
    word = token.text.lower()
    if not token.text[0].islower() or token.letter not in "xEAbluNgs" or word in AUXILIARIES:
        return None
    if word == "due":
        return "arrive"
    if (particle := PARTICLES.get((plain_verb(word), tokens[index + 1].text if index + 1 < len(tokens) else ""))) and (
        past_form(word) or word in _PRESENTS
    ):
        return particle
    before = tokens[index - 1].text.lower() if index else ""
    if before in _MODAL and token.letter == "x" and not word.endswith(("ly", "ing")) and past_form(word) is None:
        return plain_verb(word)
    if (verb := past_form(word)) and not _is_adjective(tokens, index):
        return verb
    return plain_verb(word) if word in _PRESENTS else None


def _is_adjective(tokens: tuple[Token, ...], index: int) -> bool:
    """Whether an -ed form stands before a noun: "the suspected balloon", "an armed man"."""
    before = tokens[index - 1].text.lower() if index else ""
    after = tokens[index + 1] if index + 1 < len(tokens) else None
    if before in {"a", "an", "the", "of", "its", "his", "her", "their", "suspected", "-"}:
        return after is not None and (
            after.letter == "x"
            and after.text[0].isalpha()
            and after.text.lower() not in {"by", "when", "as", "at", "with", "from", "near", "and", "that", "who"}
        )
    return False
