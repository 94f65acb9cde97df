"""The same sentence with another value: a copy in which something was changed.

In: two sides. Out: whether their sentences are one but for the value. Time does not part them: who copies a sentence
copies its moment too.
"""

import re

from tasks.verdicts.side import Side

ALTERED = "altered copy"  # the rule name of such a contradiction
SAME_WORDS = 0.85  # of all stems of both sentences
_TIME_WORD = re.compile(
    r"\b(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|\b(?:today|yesterday|tonight|morning|afternoon|evening|night|noon)\b"
    r"|\b(?:this|last|next) (?:week|month|year)\b"
)
MIN_STEMS = 6  # shorter sentences are alike by chance


def is_altered(ours: Side, theirs: Side) -> bool:
    """Whether one sentence was made from the other: all else is the same, the other numbers and times included."""
    if ours.numerals != theirs.numerals:
        return False
    if ours.family != "date" and _times(ours) != _times(theirs):
        return False  # "on Saturday" and "on Monday": two reports in one form
    every = ours.words | theirs.words
    return len(every) >= MIN_STEMS and len(ours.words & theirs.words) >= SAME_WORDS * len(every)


def _times(side: Side) -> list[str]:
    return sorted(word.lower() for word in _TIME_WORD.findall(side.claim.sentence))
