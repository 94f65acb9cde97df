"""What a bare number measures where the number beside it says so: "from 3.3 to 2.9 percent", "9 million, up from 7".

In: a bare number, its sentence, what the numbers around it mean. Out: the `Meaning` that it shares, or None. Two
numbers of one movement or comparison measure one thing; bare millions are money where the last millions told were money
and nothing else has been counted in millions since. What something rose from, or is held against, is of before.
"""

import re
from collections.abc import Callable

from tasks.claims.context import SentenceContext
from tasks.claims.quantity_nouns import Meaning
from tasks.model import Number

SENTENCES_OF_MONEY = 2  # back to the sum whose currency bare millions share
NOUN_CHARS = 20  # behind a number, within which a noun of its own begins
_MILLIONS = re.compile(r"(?:million|billion|trillion|[mb]n)\b")
_TO = re.compile(r"\s(?:to|and|or)\s")
# "Up from", "against", "compared with": what stands between two numbers of one comparison.
_FROM = (
    r"(?:from|against|compared (?:with|to)|instead of|rather than|versus|vs\.?|(?:higher|lower|more|less|fewer) than)"
)
_LOOSELY = r"\s(?:just |about |some |the |only )?$"
_HELD_AGAINST = re.compile(rf"^[^.;:\d]{{0,40}}?\b{_FROM}{_LOOSELY}", re.IGNORECASE)
_FROM_BEFORE = re.compile(rf"\b(?:from|against|compared with|instead of){_LOOSELY}", re.IGNORECASE)
# Millions of something named: "1.3 million phones"; behind "71 million a year ago" nothing is.
_OF_A_THING = re.compile(
    r"\s(?!(?:a|an|in|at|on|for|to|from|by|and|that|last|this|it|the|over|after|under|with|more|less)\b)[a-z]|-"
)


def shared_meaning(
    number: Number,
    context: SentenceContext,
    own: Meaning | None,
    before: tuple[Number, Meaning] | None,
    meaning_of: Callable[[Number], Meaning | None],
) -> Meaning | None:
    """Find what a bare number measures by the number beside it; `own` is what its own words say."""
    if number.kind != "count" or number.is_ordinal or (own is not None and own.unit is not None):
        return None
    text = context.document.text
    after = next((other for other in context.numbers if other.start >= number.end), None)
    if after is not None and _TO.fullmatch(text[number.end : after.start]) and _is_led(text, number, after):
        meaning = meaning_of(after)
        if meaning is not None and _measures(meaning):
            return meaning._replace(end=number.end)
    if before is not None and _measures(before[1]) and _is_compared(text, before[1].end, number):
        return before[1]._replace(end=number.end, base=None)
    return _millions_of_money(number, context)


def _is_compared(text: str, start: int, number: Number) -> bool:
    """Whether a number is held against the one that ends at `start`, with no noun of its own."""
    is_held = _HELD_AGAINST.search(text[start : number.start]) is not None
    return is_held and not _OF_A_THING.match(text[number.end :][:NOUN_CHARS])


def _is_led(text: str, number: Number, after: Number) -> bool:
    """A movement says "from"; a sum may also follow "to" alone."""
    return after.currency is not None or text[: number.start].endswith("from ")


def _measures(meaning: Meaning) -> bool:
    """Shares, money, measures and things by their noun; no rank, label or deed."""
    return meaning.unit is not None and meaning.role not in {"rank", "label", "age"}


def _millions_of_money(number: Number, context: SentenceContext) -> Meaning | None:
    text = context.document.text
    if not _MILLIONS.search(number.text) or _OF_A_THING.match(text[number.end :][:NOUN_CHARS]):
        return None
    first = min((s.start for s in context.before(SENTENCES_OF_MONEY)), default=context.sentence.start)
    for told in reversed([n for n in context.reading.numbers if first <= n.start < number.start]):
        if told.currency:
            return Meaning("money", told.currency, number.end)
        if _MILLIONS.search(told.text) and _OF_A_THING.match(text[told.end :][:NOUN_CHARS]):
            return None
    return None


def is_of_before(number: Number, context: SentenceContext) -> bool:
    """Whether the number is what something rose from or is held against, and so of an earlier time."""
    return _FROM_BEFORE.search(context.document.text[context.sentence.start : number.start]) is not None
