"""Was it said in these words? VERDICTS.md section 6.

In: a quoted claim and a passage of another article. Out: a finding. Words match with punctuation and case set aside;
an elision may leave words out; words changed inside the marks are a finding of their own.
"""

import re

from rapidfuzz import fuzz

from tasks.model import Claim, Finding
from tasks.verdicts.side import Side
from tasks.verdicts.wording import source_words
from tasks.vocabulary import Relation

ALTERED_SCORE = 82.0  # partial_ratio of a quotation in which a word or two were changed
MAX_QUOTE_CHARS = 300  # rapidfuzz's partial ratio explodes with the length of the shorter text
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")
_ELISION = re.compile(r"\.\.\.|…|\[[^\]]{0,40}\]")


def compare_quotes(ours: Side, theirs: Claim | None, passage: str, their_side: str) -> Finding:
    """Look for the quoted words in a passage; `theirs` is the quotation there, where one was read."""
    claim = ours.claim
    if claim.quote is None:
        raise TypeError("a claim without a quotation cannot be compared as one")
    text = " ".join(_words(passage))
    parts = [" ".join(_words(part)) for part in _ELISION.split(claim.quote.text)]
    if _in_order([part for part in parts if part], text):
        return Finding(
            Relation.CORROBORATES, f"{their_side} has the very words “{claim.quote.text}”.", "words verbatim"
        )
    if theirs is None or theirs.quote is None:
        return Finding(Relation.UNRELATED, "The words are not in the passage.", "words verbatim", "words")
    their_words, our_words = " ".join(_words(theirs.quote.text)), " ".join(parts)
    if (
        their_words
        and len(their_words.split()) >= len(our_words.split()) / 2
        and f" {their_words} " in f" {our_words} "
    ):
        return Finding(
            Relation.CORROBORATES, f"{their_side} quotes a part of it: “{theirs.quote.text}”.", "words verbatim in part"
        )
    score = fuzz.ratio(our_words[:MAX_QUOTE_CHARS], their_words[:MAX_QUOTE_CHARS])
    if score < ALTERED_SCORE or not _same_speaker(claim, theirs):
        return Finding(Relation.UNRELATED, "Other words were quoted.", "words verbatim", "words")
    detail = (
        f"The article quotes “{claim.quote.text}”{source_words(claim)}; {their_side} quotes “{theirs.quote.text}”"
        f"{source_words(theirs)}: words inside the quotation marks differ."
    )
    return Finding(Relation.SAME_NUMBER_OTHER_MEASURE, detail, "quoted words changed")


def _words(text: str) -> list[str]:
    return [word.replace("’", "'") for word in _WORD.findall(text.lower())]


def _in_order(parts: list[str], text: str) -> bool:
    position = 0
    padded = f" {text} "
    for part in parts:
        found = padded.find(f" {part} ", position)
        if found < 0:
            return False
        position = found + len(part)
    return bool(parts)


def _same_speaker(ours: Claim, theirs: Claim) -> bool:
    left = (ours.quote.speaker if ours.quote else None) or ""
    right = (theirs.quote.speaker if theirs.quote else None) or ""
    if not left or not right:
        return True
    return bool(set(left.lower().split()) & set(right.lower().split()))
