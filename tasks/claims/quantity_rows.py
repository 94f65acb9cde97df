"""What the number of a labelled row counts: "Attendance: 71,304", "Passengers, total: 3,412,000", "Against: 81".

In: a number right behind a label and a colon, with its sentence. Out: its `Meaning`, or None. The head of the label is
counted: its last noun before the first comma, preposition or participle ("Vehicles affected, worldwide"). For and
against are votes. A row takes its per cent from the heading above it ("Annual change, per cent").
"""

import re

from tasks.claims.context import SentenceContext
from tasks.claims.event_words import past_form
from tasks.claims.number_words import LABEL_WORDS
from tasks.claims.quantity_nouns import Meaning
from tasks.claims.quantity_words import NO_UNITS
from tasks.model import Number

ROWS_BELOW_HEADING = 15  # a table of a press release is no longer
MAX_HEADING_CHARS = 120
MOST_PER_CENT = 300  # what rises fourfold is told as a factor
_LABEL = re.compile(r"^((?:[A-Z]|of which )[^:.;\n]{1,90}):\s{0,3}[-−–+]?$")
_ENDS_ROW = re.compile(r"^\s{0,2}(?:$|[.;(\n,/])")
_OPENING = re.compile(r"^(?:Total |Estimated |of which )?(?:[Nn]umber of )?")
_HEAD = re.compile(
    r"^((?:[\w’'-]{1,25} ){0,6}?[\w’'-]{1,25})(?:,| (?:of|in|on|at|with|without|for|to|by|from|per|under)\b| \(|$)"
)
_VOTES = re.compile(
    r"^(?:(?:Votes? )?(?:[Ff]or|[Aa]gainst|[Ii]n favou?r|[Ii]n support)(?: (?:the|it)\b.{0,40})?"
    r"|Yes|No|Ayes?|Noes|Nays?|Accepting|Rejecting|Abstaining|Abstentions?|Abstained)(?: votes)?$"
)
_PER_CENT = re.compile(r"\b(?:per cent|percent|percentage|in %)|\(%\)", re.IGNORECASE)
_PROSE_END = re.compile(r"[.!?”\"]$")


def labelled(number: Number, context: SentenceContext) -> Meaning | None:
    """Find what the first number of a row counts or measures."""
    text, start = context.sentence.text, number.start - context.sentence.start
    label = _LABEL.match(text[:start])
    if label is None or number.is_ordinal or not _ENDS_ROW.match(text[number.end - context.sentence.start :]):
        return None
    if _VOTES.match(label.group(1)):
        return Meaning("votes", "votes", number.end)
    if number.kind == "count" and number.value <= MOST_PER_CENT and _is_under_per_cent(context):
        return Meaning("share", "percent", number.end)
    noun = _head(label.group(1))
    return Meaning(noun, noun, number.end) if noun and noun not in NO_UNITS | LABEL_WORDS else None


def _head(label: str) -> str:
    """As in "Closed sales, existing homes": sales; "Amendments put to the vote", "Crashes reported"."""
    found = _HEAD.match(_OPENING.sub("", label, count=1))
    words = found.group(1).lower().split() if found else []
    for place in range(1, len(words)):
        if words[place].endswith("ing") and words[place - 1].endswith("s"):
            words = words[:place]  # "Hospitals receiving cases"
            break
    while len(words) > 1 and (past_form(words[-1]) is not None or words[-1] in {"total", "put"}):
        words.pop()
    return words[-1] if words and words[-1].isalpha() else ""


def _is_under_per_cent(context: SentenceContext) -> bool:
    """Whether the rows here stand below a heading that says per cent; prose in between ends the table."""
    for sentence in reversed(context.before(ROWS_BELOW_HEADING)):
        if _PROSE_END.search(sentence.text) or len(sentence.text) > MAX_HEADING_CHARS:
            return False
        if ":" not in sentence.text:
            return _PER_CENT.search(sentence.text) is not None
    return False
