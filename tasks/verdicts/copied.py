"""The same sentence with another value: a copy in which something was changed.

In: two sides. Out: whether their sentences are one but for the value. Time does not part them: who copies a sentence
copies its moment too. Refuses dates that two daily reports in one form count from their own days.
"""

import re

from tasks.reading.stems import stems
from tasks.verdicts.own_time import each_of_its_own_time
from tasks.verdicts.side import Side

ALTERED = "altered copy"  # the rule name of such a contradiction
SAME_WORDS = 0.85  # of all stems of both sentences
_TIME_WORD = re.compile(
    r"\b(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|\b(?:today|yesterday|tonight|morning|afternoon|evening|night|noon)\b"
    r"|\b(?:this|last|next) (?:week|month|year)\b"
)
_HEDGES = frozenset(stems("fewer less more least most over under nearly almost about around roughly some up"))
MIN_STEMS = 6  # shorter sentences are alike by chance
MIN_WORDS = 8  # of a sentence of fewer stems, without its value


def is_altered(ours: Side, theirs: Side, changed: frozenset[str] = frozenset()) -> bool:
    """Whether one sentence was made from the other: all else is the same, the other numbers and times included.

    `changed` are stems in which they are known to differ: "of the missing" for "of the dead".
    """
    # The words first: most sentences are of something else, and two sets tell it without another expression.
    if ours.numerals != theirs.numerals or not _is_alike(ours, theirs, changed):
        return False
    if ours.family != "date" and _times(ours) != _times(theirs):
        return False  # "on Saturday" and "on Monday": two reports in one form
    if ours.family == "date" and _of_a_series(ours, theirs):
        return False
    return not _prints_both(ours, theirs) and not each_of_its_own_time(ours, theirs)


def _is_alike(ours: Side, theirs: Side, changed: frozenset[str]) -> bool:
    every = ours.words | theirs.words
    if len(every) < MIN_STEMS:
        return _word_for_word(ours, theirs)
    like = every - changed - _HEDGES
    return len(ours.words & theirs.words & like) >= SAME_WORDS * len(like)


def _prints_both(ours: Side, theirs: Side) -> bool:
    """As in "jailed for six years, one year less than sought": one sentence, and neither number is the other's."""
    left, right = ours.claim.text.lower(), theirs.claim.text.lower()
    return left != right and _holds(ours.claim.sentence, right) and _holds(theirs.claim.sentence, left)


def _holds(sentence: str, words: str) -> bool:
    return re.search(rf"(?<!\w){re.escape(words)}(?!\w)", sentence, re.IGNORECASE) is not None


def _word_for_word(ours: Side, theirs: Side) -> bool:
    """A sentence of few stems must be the same to the word, the value aside."""
    left, right = _around(ours), _around(theirs)
    return left == right and len(left) >= MIN_WORDS


def _around(side: Side) -> list[str]:
    claim = side.claim
    start, end = claim.start - claim.sentence_start, claim.end - claim.sentence_start
    return (claim.sentence[:start] + claim.sentence[end:]).lower().split()


def _of_a_series(ours: Side, theirs: Side) -> bool:
    """As in "said on Friday" of Friday's report and "said on Saturday" of Saturday's: each counts from its own day."""
    left, right = ours.claim.when, theirs.claim.when
    first, second = ours.day, theirs.day
    if left is None or right is None or first is None or second is None or first == second:
        return False
    return left.start - first == right.start - second


def _times(side: Side) -> list[str]:
    return sorted(word.lower() for word in _TIME_WORD.findall(side.claim.sentence))
