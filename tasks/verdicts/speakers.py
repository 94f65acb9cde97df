"""The same words in another's mouth: a quotation that one page gives to Voss and another to Brandt.

In: a quoted claim and a quotation of another page. Out: a finding where the words are the same and two persons are
named in full who share no name; else None. A body may speak through a person, and a title stands for its holder, so
that only two full names can differ for sure.
"""

import re
from functools import lru_cache

from tasks.claims.speaker_words import BODIES
from tasks.model import Claim, Finding
from tasks.verdicts.side import Side
from tasks.vocabulary import Relation

ANOTHER = "another speaker"
LEAST_WORDS = 5  # fewer are said by many: "we are very sorry"
FULL_NAME = 2  # words, at least
_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")


def by_another(ours: Side, theirs: Claim, their_side: str) -> Finding | None:
    """Whether the page has these words as another person's."""
    claim = ours.claim
    if claim.quote is None or theirs.quote is None:
        return None
    if len(_words(claim.quote.text)) < LEAST_WORDS or _text(claim.quote.text) not in _text(theirs.quote.text):
        return None
    left, right = claim.quote.speaker, theirs.quote.speaker
    if not (left and right and _is_full_name(left) and _is_full_name(right)) or set(_words(left)) & set(_words(right)):
        return None
    if not (_names(claim, left) and _names(theirs, right)):
        return None  # "he said": who that is, is only a likely reading
    detail = f"The article gives “{claim.quote.text}” to {left}; {their_side} gives the same words to {right}."
    return Finding(Relation.SAME_NUMBER_OTHER_MEASURE, detail, ANOTHER)


def _names(claim: Claim, name: str) -> bool:
    """Whether the sentence itself prints the surname."""
    return _words(name)[-1] in _words(claim.sentence)


def _is_full_name(name: str) -> bool:
    """Two words or more, each with a capital, none of them that of a body."""
    parts = name.split()
    capital = all(
        part[0].isupper() for part in parts if part not in {"de", "van", "von", "bin", "al", "el", "du", "da"}
    )
    return len(parts) >= FULL_NAME and capital and not {part.lower() for part in parts} & BODIES


@lru_cache(maxsize=8_192)
def _words(text: str) -> tuple[str, ...]:
    """Each quotation is laid beside many."""
    return tuple(_WORD.findall(text.lower().replace("’", "'")))


@lru_cache(maxsize=8_192)
def _text(text: str) -> str:
    """The words with single spaces between and around."""
    return f" {' '.join(_words(text))} "
