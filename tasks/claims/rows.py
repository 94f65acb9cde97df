"""The phrases of a sentence, cut once for every reader of figures that asks.

In: a document, a sentence of it and the numbers in the sentence. Out: its phrases and its lower-cased words.
"""

from functools import lru_cache
from typing import NamedTuple

from tasks.claims.casualty_phrase import Phrase
from tasks.claims.casualty_phrases import phrases
from tasks.claims.casualty_tags import units
from tasks.claims.words import words_between
from tasks.model import Document, Number, Sentence

_ROWS_KEPT = 64  # sentences: a reader looks back a few, and each is asked for twice


class Row(NamedTuple):
    """The phrases of one sentence, in order; readers never change them."""

    phrases: list[Phrase]
    lowers: frozenset[str]


def row_of(document: Document, sentence: Sentence, numbers: tuple[Number, ...]) -> Row:
    """Cut a sentence into phrases."""
    return _row(document, sentence.start, sentence.end, numbers, sentence.text.isupper())


@lru_cache(maxsize=_ROWS_KEPT)
def _row(document: Document, start: int, end: int, numbers: tuple[Number, ...], is_shouted: bool) -> Row:  # noqa: FBT001 - lru_cache keys are positional
    words = words_between(document, start, end)
    row = phrases(units(words, numbers), is_shouted=is_shouted)
    return Row(row, frozenset(word.lower for word in words))
