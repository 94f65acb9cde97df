"""A page that asks outright whether the claim is so, and answers yes or no.

In: a figure of the article and a page whose title is a yes-or-no question with the same number and the words of our
sentence. Out: a finding, or None. "No" with a reason after it speaks against the claim; a bare "No" is a denial and
moves nothing (VERDICTS.md section 7). Only the very number counts, so that a question about something near it decides
nothing.
"""

import re

from tasks.claims.answers import is_yes_or_no
from tasks.claims.numbers import numbers
from tasks.model import Document, Finding
from tasks.reading.stems import stems
from tasks.settings import Rules
from tasks.verdicts.side import Side, printed_by
from tasks.vocabulary import Relation

SAME_WORDS = 0.7  # of the stems of our sentence that the question must hold
LEAST_STEMS = 4
LEAST_REASON = 5  # words after "No" that make it more than a bare denial
RULE = "asked outright"
_ANSWER = re.compile(
    r"^\W{0,3}(?P<said>yes|no)\b(?! (?:answer|information|data|evidence|one|records?)\b)", re.IGNORECASE
)


def asked_outright(ours: Side, document: Document, rules: Rules) -> Finding | None:
    """What an answered question with our words and number says."""
    figure, title = ours.claim.figure, document.title or ""
    answer = _ANSWER.match(document.text)
    if figure is None or answer is None or not is_yes_or_no(document):
        return None
    asked = frozenset(stems(title))
    own = frozenset(stems(ours.claim.sentence))
    if len(own) < LEAST_STEMS or len(own & asked) < SAME_WORDS * len(own):
        return None
    if not any(number.value == figure.value for number in numbers(title, 0, rules)):
        return None
    detail = f"The article says “{ours.claim.text}”; {printed_by(document)} asks “{title}” and answers"
    if answer["said"].lower() == "yes":
        return Finding(Relation.CORROBORATES, f"{detail} yes.", RULE)
    reasoned = len(document.text[answer.end() :].split()) >= LEAST_REASON
    relation = Relation.CONTRADICTS if reasoned else Relation.DENIES
    return Finding(relation, f"{detail} no{', and says why' if reasoned else ''}.", RULE)
