"""What people said of a verdict, as pages show it: who, when, why, and whether they agree.

In: the words on a claim, each of its own verdict. Out: a `Review`, sentences. A word on an earlier
version of the verdict is shown as one and does not count for the newest.
"""

from collections.abc import Iterable

from tasks.model import Correction, ReviewWord
from tasks.vocabulary import CorrectedInput, Review


def standing(words: Iterable[ReviewWord], verdict_id: str) -> Review:
    """Whose word this verdict carries: the machine's where nobody spoke; where people differ, that."""
    said = {word.review for word in words if word.verdict_id == verdict_id}
    if len(said) > 1:
        return Review.DIFFERING
    return Review(said.pop()) if said else Review.MACHINE


def told(word: ReviewWord, verdict_id: str) -> str:
    """One word as a sentence, in the words of the person: "Ada Quill overruled it on 25 November 2026: wrong event"."""
    what = "it" if word.verdict_id == verdict_id else "an earlier version of it"
    day = word.reviewed_at
    instead = f" as {word.label.replace('_', ' ')}" if word.label else ""
    why = f": {word.reason}" if word.reason else ""
    return f"{word.reviewer} {word.review} {what}{instead} on {day.day} {day:%B %Y}{why}"


def set_right(word: Correction) -> str:
    """A correction as a sentence: "Ada Quill set the figure to 14 on 25 November 2026: number misread"."""
    day = word.said_at
    what = {
        CorrectedInput.FIGURE: f"set the figure or day to {word.value}",
        CorrectedInput.PAGE: f"left out {word.page_address or word.page or 'a page'}",
        CorrectedInput.TIER: f"set the tier to {word.value}",
        CorrectedInput.CLAIM: "named these words as a claim",
    }[word.input]
    return f"{word.person} {what} on {day.day} {day:%B %Y}: {word.reason}"
