"""The verb that a date belongs to: a past, a form behind a modal, a present that is on the calendar.

In: the tokens of a sentence and the place of a date among them. Out: the verb in plain form and its token. A participle
that only describes a noun ("the suspected balloon") is no verb; to have been somewhere is to have visited it.
"""

from typing import Final

from tasks.claims.deed_words import DATED_NOMINALS, IDIOMS, NOMINALS
from tasks.claims.event_words import AUXILIARIES, EVENT_NOUNS, past_form, plain_verb, singular
from tasks.claims.when_numbers import Token

CLAUSE_TOKENS = 30  # how far a date may stand from its verb
IDIOM_GAP = 5  # words of the object inside an idiom
GERUND_CHARS = 6  # "lifting"; "king" and "thing" are none
# Verbs that only say how a deed stands: "started lifting the wreck" is of the lifting.
ASPECTS: Final = frozenset({"begin", "start", "resume", "continue", "finish", "stop", "cease", "keep"})
_NO_GERUNDS: Final = frozenset(
    """building morning evening during meaning clothing housing wedding string spring bring ceiling nothing something
    anything everything according including following regarding concerning pending outstanding remaining surrounding
    existing leading missing ongoing upcoming being having footing setting sibling lightning shilling darling
    pudding offspring underlying""".split()
)
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
        if (verb := verb_at(tokens, index)) is not None:
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
        if (verb := verb_at(tokens, index)) is not None:
            return verb, index
    return None


def verb_at(tokens: tuple[Token, ...], index: int) -> str | None:
    """The plain form of a verb at a token, or None where there is none: a past, a form behind a modal, "is due"."""
    token = tokens[index]
    word = token.text.lower()
    if not token.text[0].islower() or token.letter not in "xEAbluNgs" or word in AUXILIARIES:
        return None
    if word == "due":
        return "arrive"
    before = tokens[index - 1].text.lower() if index else ""
    if before in _MODAL and token.letter == "x" and not word.endswith(("ly", "ing")) and past_form(word) is None:
        return _with_its_words(tokens, index, plain_verb(word))
    if (verb := past_form(word)) and not _is_adjective(tokens, index):
        return _with_its_words(tokens, index, verb)
    return _with_its_words(tokens, index, plain_verb(word)) if word in _PRESENTS else None


def _with_its_words(tokens: tuple[Token, ...], index: int, verb: str) -> str:
    """What a verb means with what follows: "taken into custody", "began lifting", else the verb itself."""
    if (meaning := _meant(tokens, index, verb)) is not None:
        return meaning
    if verb in _DOING and (deed := _deed_done(tokens, index)) is not None:
        return deed
    after = tokens[index + 1].text if index + 1 < len(tokens) else ""
    if verb in ASPECTS and is_gerund(after):
        return plain_verb(after)
    return verb


# "Made its announcement", "gave her resignation": the noun behind says what was done.
_DOING: Final = frozenset({"make", "give", "hand", "issue"})
_OWNING: Final = frozenset({"its", "his", "her", "their", "the", "an", "a"})


def _deed_done(tokens: tuple[Token, ...], index: int) -> str | None:
    words = [token.text.lower() for token in tokens[index + 1 : index + 3]]
    noun = words[1] if len(words) > 1 and words[0] in _OWNING else ""
    return NOMINALS[noun] if noun in DATED_NOMINALS else None


def _meant(tokens: tuple[Token, ...], index: int, verb: str) -> str | None:
    """The meaning of an idiom that begins here; its object may stand between: "gave the vaccine the green light"."""
    for rest, meaning in IDIOMS.get(verb, ()):
        gap = IDIOM_GAP if len(rest) > 1 else 0
        for place in range(index + 1, min(index + 2 + gap, len(tokens) - len(rest) + 1)):
            if all(tokens[place + ahead].text.lower() == word for ahead, word in enumerate(rest)):
                return meaning
            if tokens[place].letter in "_,":
                break
    return None


def is_gerund(word: str) -> bool:
    """Whether a word is the -ing form of a deed: "lifting"; "building" and "morning" are things."""
    return word.endswith("ing") and len(word) >= GERUND_CHARS and word.islower() and word not in _NO_GERUNDS


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
