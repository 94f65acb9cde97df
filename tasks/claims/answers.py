"""Pages that answer a question: "How many people were killed in 2018?" above, "558" below.

In: a page whose title is a question, its numbers, and what was read of it. Out: the claim that question and answer make
together, at the place of the answer's number. Refuses pages whose title asks nothing, and answers of which another
reader has made something.
"""

import re
from collections.abc import Callable, Iterator, Sequence

from tasks.model import Claim, Document, Number, Timex

MAX_ANSWER_CHARS = 400  # a longer text speaks for itself
MAX_QUESTION_CHARS = 300
_HOW_MANY = re.compile(r"\bhow many\s+(?P<asked>[^?]{3,200})", re.IGNORECASE)
_WHAT_IS = re.compile(
    r"\b(?:what|how (?:large|big|high|much))\b[^?]{0,80}?\b(?P<asked>(?:[a-z]{3,15} )?(?:population|number|toll|total|"
    r"area|distance|length|height|depth|budget|revenue|turnout|audience|capacity|workforce))\b",
    re.IGNORECASE,
)
_YES_OR_NO = re.compile(
    r"^\W{0,3}(?:[\w' ]{0,40}, )?(?:did|do|does|is|are|was|were|has|have|had|will|can|could)\b", re.IGNORECASE
)
_NO = re.compile(r"^\W{0,3}no\b(?! (?:answer|information|data|evidence|one|records?)\b)", re.IGNORECASE)
_ASKS = re.compile(
    r"\?\s*$|^\W{0,3}(?:how|what|when|where|who|which|did|do|does|is|are|was|were|has|have|will)\b", re.IGNORECASE
)
_NOUN_WORDS = 2  # after "how many" the counted noun and a word before it: "urban residents"

Read = Callable[[str], Sequence[Claim]]  # what a statement says, by every reader


def is_question(title: str | None) -> bool:
    """Whether a title asks for something."""
    return bool(title) and len(title or "") <= MAX_QUESTION_CHARS and _ASKS.search(title or "") is not None


def answers_title(claim: Claim, document: Document) -> bool:
    """Whether a claim stands where the answer to an asking title does: in the title or the first sentence below it."""
    return claim.sentence_index <= 1 and is_question(document.title)


def asked_for(document: Document) -> str:
    """What the title asks the number of: "urban residents" of "How many urban residents does ... have?"."""
    if not is_question(document.title):
        return ""
    hit = _HOW_MANY.search(document.title or "")
    return " ".join(hit["asked"].split()[:_NOUN_WORDS]) if hit else ""


def is_yes_or_no(document: Document) -> bool:
    """Whether the title asks for a yes or a no."""
    return is_question(document.title) and _YES_OR_NO.search(document.title or "") is not None


def is_answered_no(document: Document) -> bool:
    """A yes-or-no question, and "No" before anything else: what follows is not what was asked."""
    return is_yes_or_no(document) and _NO.search(document.text) is not None


def statements(
    document: Document, numbers: Sequence[Number], timexes: Sequence[Timex], taken: Sequence[Claim]
) -> Iterator[tuple[Number, str]]:
    """The first number of the answer that nobody has read, with the statement that it makes of the question."""
    if not is_question(document.title) or len(document.text) > MAX_ANSWER_CHARS:
        return
    for number in numbers:
        if any(time.start <= number.start and number.end <= time.end for time in timexes):
            continue
        if number.is_percent or number.is_ordinal or number.currency:
            return
        if any(claim.figure and claim.start <= number.start < claim.end for claim in taken):
            return
        if (said := _statement(document.title or "", number.text)) is not None:
            yield number, said
        return


def _statement(question: str, number: str) -> str | None:
    """Put the number into the question: "How many people died there?" with 558: "558 people died there."."""
    if hit := _HOW_MANY.search(question):
        return f"{number} {hit['asked'].strip()}."
    if hit := _WHAT_IS.search(question):
        asked = hit["asked"].strip()
        return f"There was a {asked} of {number}."
    return None
