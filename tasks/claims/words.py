"""Words of a text with their places: what names, anchors and attribution are read from.

In: a text and the offset at which it starts. Out: a list of `Word`s, punctuation marks being words of their own and a
possessive 's split off ("Kim's" gives "Kim", "'s"). Linear in the length of the text.
"""

import re
from bisect import bisect_left
from functools import lru_cache
from typing import NamedTuple

from tasks.model import Document

# Initials with points ("U.S."), a possessive 's, words with inner marks ("co-operation", "O'Neill", "1,437"), one mark.
_WORD = re.compile(
    r"(?:[^\W\d_]\.){2,8}|[’']s\b|[^\W_]{1,80}(?:(?:[-.,/&‐‑]|[’'](?!s\b))(?=[^\W_])[^\W_]{1,80}){0,12}|-{2,3}|\S"
)
CAPITALS_SHARE = 0.6  # of the longer words
_LONGER_CHARS = 4
_TEXTS_KEPT = 4  # an article is read layer after layer; nothing is gained by remembering the one before last

STOP_WORDS = frozenset(
    """
    a about above across after again against ago all almost along already also although always am among an and another
    any anyone anything are around as at away back be became because become been before behind being below between
    both but by can cannot could did do does doing done down during each either else enough even ever every everyone
    few for former from further get gets getting got had has have having he her here hers herself him himself his how
    however i if in indeed instead into is it its itself just keep kept last later latest least less like likely made
    make makes many may me meanwhile might mine more most much must my myself near nearly neither never new next no
    nobody none nor not nothing now of off often on once one only onto or other others our ours ourselves out over own
    part per perhaps put quite rather same say saying says said seem seemed seems several shall she should since so
    some something soon still such take taken tell than that the their theirs them themselves then there these they
    this those though through thus to today together told too took toward towards under until up upon us use used very
    via was we well went were what whatever when where whether which while who whom whose why will with within without
    would yes yet you your according added told reported also amid two three four five six seven eight nine ten first
    second monday tuesday wednesday thursday friday saturday sunday january february march april june july august
    september october november december mr mrs ms
    """.split()
)


class Word(NamedTuple):
    """A word or a mark; `start` and `end` point into the whole text, `lower` has its apostrophes straightened."""

    start: int
    end: int
    text: str
    lower: str


def words(text: str, offset: int = 0) -> list[Word]:
    """Cut a text into words and marks."""
    lower = text.replace("’", "'").lower()
    if len(lower) != len(text):  # a few letters of other alphabets grow when lower-cased
        lower = "".join(letter.lower() if len(letter.lower()) == 1 else letter for letter in text.replace("’", "'"))
    make = tuple.__new__  # an article has a thousand words, and this takes half the time of Word(...)
    spans = [hit.span() for hit in _WORD.finditer(text)]
    return [make(Word, (start + offset, end + offset, text[start:end], lower[start:end])) for start, end in spans]


@lru_cache(maxsize=_TEXTS_KEPT)
def document_words(text: str) -> tuple[list[Word], list[int]]:
    """All words of a text with the list of their starts, cut once for every layer that asks."""
    cut = words(text)
    return cut, [word.start for word in cut]


@lru_cache(maxsize=_TEXTS_KEPT)
def in_capitals(text: str) -> bool:
    """Whether a text is printed in capitals throughout, as old wire copy is: then they mark no names."""
    cut, _ = document_words(text)
    longer = [word.text for word in cut if len(word.text) >= _LONGER_CHARS and word.text.isalpha()]
    return bool(longer) and sum(text.isupper() for text in longer) > CAPITALS_SHARE * len(longer)


def words_between(document: Document, start: int, end: int) -> list[Word]:
    """The words of a stretch of a document, offsets into the document."""
    cut, starts = document_words(document.text)
    return cut[bisect_left(starts, start) : bisect_left(starts, end)]
