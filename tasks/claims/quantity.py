"""Quantities that a checker would check: money, shares, distances, areas, magnitudes, durations, and counted things.

In: one sentence with its numbers. Out: claims whose figure carries role and unit. Refuses numbers that nothing says the
meaning of, and moments ("three weeks ago"), which the readers of dates have. People harmed are casualty.py's; the
composer drops here what it has read there.
"""

from bisect import bisect_right
from collections.abc import Callable
from functools import cache
from typing import NamedTuple

from tasks.claims.casualty_phrase import Phrase
from tasks.claims.context import SentenceContext
from tasks.claims.number_words import UNITS as SMALL_NUMBERS
from tasks.claims.quantity_words import (
    BY_THE_NUMBER,
    MAGNITUDE_WORDS,
    NO_RANKS,
    PARTS_OF_TIME,
    PER_HOUR,
    SQUARE,
    UNITS,
)
from tasks.claims.rows import row_of
from tasks.claims.words import Word, words_between
from tasks.model import Claim, Figure, Number
from tasks.vocabulary import ClaimKind, Party

MAX_SENTENCE_CHARS = 2_000  # longer "sentences" are accidents of markup
SMALL = 4  # "the two", "the four" stand for persons already named
MAGNITUDE_REACH = 3  # words between "magnitude" and its number: "a magnitude of some 7.6"


_KNOWN = frozenset({"the", "these", "those", "their", "its", "his", "her", "our", "both", "all"})


class Meaning(NamedTuple):
    """What a number measures or counts, its unit, where the claim's words end, and what it is a part of."""

    role: str
    unit: str | None
    end: int
    base: float | None = None
    factor: float = 1.0  # "two hours and 20 minutes" is kept in minutes: 60 times two ...
    more: float = 0.0  # ... and 20


def quantity_claims(context: SentenceContext) -> list[Claim]:
    """Read each number that measures or counts something by name."""
    sentence = context.sentence
    if not context.numbers or len(sentence.text) > MAX_SENTENCE_CHARS:
        return []
    words = words_between(context.document, sentence.start, sentence.end)
    moments = [(timex.start, timex.end) for timex in context.timexes if timex.when is not None]

    @cache
    def row() -> list[Phrase]:  # only some numbers ask for it
        return row_of(context.document, sentence, context.numbers).phrases

    claims: list[Claim] = []
    read_to = sentence.start
    for number in context.numbers:
        if number.start < read_to or any(start <= number.start and number.end <= end for start, end in moments):
            continue
        if (meaning := _meaning(number, words, row)) is not None:
            figure = _figure(number, meaning)
            read_to = meaning.end if meaning.factor != 1 else read_to
            claims.append(context.claim(ClaimKind.QUANTITY, number.start, meaning.end, figure=figure))
    return claims


def _figure(number: Number, meaning: Meaning) -> Figure:
    def kept(value: float | None) -> float | None:
        return None if value is None else value * meaning.factor + meaning.more

    return Figure(
        value=number.value * meaning.factor + meaning.more,
        low=kept(number.low),
        high=kept(number.high),
        hedge=number.hedge,
        role=meaning.role,
        party=Party.UNKNOWN,
        unit=meaning.unit,
        base=meaning.base,
        open_low=number.open_low,
        open_high=number.open_high,
    )


def _meaning(number: Number, words: list[Word], row: Callable[[], list[Phrase]]) -> Meaning | None:
    if number.currency:
        return Meaning("money", number.currency, number.end)
    if number.is_percent:
        return Meaning("share", "percent", number.end)
    after = bisect_right(words, number.end, key=lambda word: word.end)
    if number.is_ordinal:
        return _rank(number, words, after)
    if (magnitude := _magnitude(number, words)) is not None:
        return magnitude
    if (measured := _measure(number, words, after) or _compound(number, words, after)) is not None:
        return measured
    return _counted(number, row())


def _magnitude(number: Number, words: list[Word]) -> Meaning | None:
    first = bisect_right(words, number.start, key=lambda word: word.end)
    before = [word.lower for word in words[max(0, first - MAGNITUDE_REACH) : first]]
    if MAGNITUDE_WORDS & set(before) and not {",", ".", "and"} & set(before[-2:]):
        return Meaning("magnitude", "magnitude", number.end)
    return None


def _measure(number: Number, words: list[Word], after: int) -> Meaning | None:
    """As in "340 km", "40km", "five square miles", "60 miles per hour", "a two-day stay"."""
    if after >= len(words):
        return None
    word = words[after]
    lower = word.lower[max(number.end - word.start, 0) :].lstrip("-‑") or word.lower
    if lower.partition("-")[0] == "magnitude":
        return Meaning("magnitude", "magnitude", word.end)
    if lower in SQUARE and after + 1 < len(words) and words[after + 1].lower in UNITS:
        return Meaning("area", f"square {UNITS[words[after + 1].lower][1]}", words[after + 1].end)
    if lower.partition("-")[0] not in UNITS:
        return None
    role, unit = UNITS[lower.partition("-")[0]]
    following = [w.lower for w in words[after + 1 : after + 3]]
    if unit in PER_HOUR and following in (["per", "hour"], ["an", "hour"]):
        return Meaning("speed", PER_HOUR[unit], words[after + 2].end)
    if (whole := _two_units(words, after, unit)) is not None:
        return whole
    return Meaning(role, unit, word.end)


def _two_units(words: list[Word], after: int, unit: str) -> Meaning | None:
    """As in "two hours and 20 minutes": one duration in the smaller unit."""
    if unit not in PARTS_OF_TIME or after + 3 >= len(words):
        return None
    smaller, factor = PARTS_OF_TIME[unit]
    joint, amount, name = words[after + 1 : after + 4]
    value = float(amount.text) if amount.text.isdigit() else float(SMALL_NUMBERS.get(amount.lower, 0))
    if joint.lower != "and" or not value or UNITS.get(name.lower, ("", ""))[1] != smaller:
        return None
    return Meaning("duration", smaller, name.end, None, factor, value)


def _compound(number: Number, words: list[Word], after: int) -> Meaning | None:
    """As in "the 21-member forum", "a three-storey house": what follows the hyphen is counted."""
    if after >= len(words) or words[after].start >= number.end:
        return None
    noun = words[after].lower[number.end - words[after].start :].lstrip("-‑")
    return Meaning(noun, noun, words[after].end) if noun.isalpha() and noun not in {"year", "old"} else None


def _rank(number: Number, words: list[Word], after: int) -> Meaning | None:
    """As in "a fifth term": ranks above the first, of something named."""
    if number.value <= 1 or after >= len(words) or not words[after].lower.isalpha():
        return None
    noun = words[after].lower
    if noun in NO_RANKS:
        return None
    return Meaning("rank", noun if noun not in {"of", "in"} else None, words[after].end if noun != "of" else number.end)


def _counted(number: Number, row: list[Phrase]) -> Meaning | None:
    """As in "some 200 wooden buildings", "two of the suspects", "a town of 25,000", "numbers about 11,000"."""
    place = bisect_right(row, number.start, key=lambda phrase: phrase.start) - 1
    for at in range(max(place, 0), min(place + 2, len(row))):
        if row[at].number == number:
            return _noun_of(row, at)
    return None


def _noun_of(row: list[Phrase], place: int) -> Meaning | None:
    phrase = row[place]
    if phrase.det in _KNOWN and phrase.number is not None and phrase.number.value <= SMALL:
        return None  # "the two leaders" are named already
    if phrase.words and not phrase.is_bare:
        head = phrase.word
        if head in BY_THE_NUMBER:
            return None
        head = next((word for word in reversed(phrase.words) if word[0].isalpha()), "")
        return Meaning(head, head, phrase.end) if head else None
    after = row[place + 1] if place + 1 < len(row) else None
    second = row[place + 2] if place + 2 < len(row) else None
    before = row[place - 1] if place else None
    owner = row[place - 2] if place > 1 else None
    noun: Phrase | None = None
    base: float | None = None
    if phrase.governor == "of" and owner is not None and owner.is_bare:
        return None  # the base of "two of the four"
    if after is not None and after.word in {"of", "among"} and second is not None and second.kind == "N":
        noun, base = second, second.number.value if second.number else None
        if not second.words and place + 3 < len(row) and row[place + 3].kind == "V":
            noun = row[place + 3]
    elif after is not None and after.kind == "V" and after.copula and second is not None and second.kind == "N":
        noun = second
    elif after is not None and after.kind in {"V", "R"} and not after.copula:
        return Meaning(after.word, None, phrase.end)
    elif before is not None and before.kind == "P" and owner is not None and owner.kind == "N":
        noun = owner
    elif before is not None and before.kind in {"V", "N"}:
        noun = before
    elif after is not None and after.kind == "N":
        noun = after
    if noun is None or not noun.word or not noun.word[0].isalpha():
        return None
    return Meaning(noun.word, None, phrase.end, base)
