"""Quantities that a checker would check: money, shares, distances, areas, magnitudes, durations, and counted things.

In: one sentence with its numbers. Out: claims whose figure carries role and unit. Refuses numbers that nothing says the
meaning of, and moments ("three weeks ago"), which the readers of dates have. People harmed are casualty.py's; the
composer drops here what it has read there.
"""

from bisect import bisect_right
from collections.abc import Callable
from dataclasses import replace
from functools import cache

from tasks.claims.casualty_phrase import Phrase
from tasks.claims.casualty_words import TOPPING
from tasks.claims.context import SentenceContext
from tasks.claims.event_words import past_form
from tasks.claims.number_words import CURRENCY_WORDS
from tasks.claims.number_words import UNITS as SMALL_NUMBERS
from tasks.claims.quantity_elided import Around, is_noun
from tasks.claims.quantity_labels import labels
from tasks.claims.quantity_lasting import lasting
from tasks.claims.quantity_nouns import Meaning, noun_of
from tasks.claims.quantity_results import results
from tasks.claims.quantity_rows import labelled
from tasks.claims.quantity_shared import is_of_before, shared_meaning
from tasks.claims.quantity_spoken import Spoken, spoken
from tasks.claims.quantity_words import (
    MAGNITUDE_WORDS,
    NO_RANKS,
    NO_ROOMS,
    PARTS_OF_TIME,
    PER_AREA,
    PER_HOUR,
    SCALES,
    SEATED,
    SQUARE,
    UNITS,
)
from tasks.claims.rows import row_of
from tasks.claims.words import Word, words_between
from tasks.model import Claim, Figure, Number, Sentence
from tasks.vocabulary import ClaimKind, Hedge, Party

MAX_SENTENCE_CHARS = 2_000  # longer "sentences" are accidents of markup
LAST_OF_MONTH = 31
MAGNITUDE_REACH = 3  # words between "magnitude" and its number: "a magnitude of some 7.6"


SCALE_REACH = 7  # words from a number to the "scale" it stands on
_PERCENT = 100.0
# A basis point is a hundredth of a percentage point.
_OF_TWO_WORDS = {
    "nautical": ("mile", "distance", "nautical_mile", 1.0),
    "basis": ("point", "share", "percent", 1 / _PERCENT),
}
# What follows an ordinal without being its noun: "the second he gave", "the third is", "fourth in the table".
_NO_NOUNS = frozenset(
    "of in he she it they we you who that which is was are were has had have will would after".split()
)


def quantity_claims(context: SentenceContext) -> list[Claim]:
    """Read each number that measures or counts something by name."""
    sentence = context.sentence
    if len(sentence.text) > MAX_SENTENCE_CHARS:
        return []
    told = [
        _told(context, quantity)
        for quantity in (*spoken(sentence.text), *labels(sentence.text), *results(sentence.text))
    ]
    if not context.numbers:
        return told
    words = words_between(context.document, sentence.start, sentence.end)
    moments = [(timex.start, timex.end) for timex in context.timexes if timex.when is not None]

    @cache
    def row() -> list[Phrase]:  # only some numbers ask for it
        return row_of(context.document, sentence, context.numbers).phrases

    around = Around(lambda: _row_before(context), lambda value: _named_before(context, value))

    def meaning_of(number: Number) -> Meaning | None:
        return _meaning(number, words, row, around) or labelled(number, context)

    before: tuple[Number, Meaning] | None = None  # the last number that was read
    claims: list[Claim] = told
    spans = [(claim.start, claim.end) for claim in told]
    moments += spans
    read_to = sentence.start
    for number in context.numbers:
        if number.start < read_to or any(start < number.end and number.start < end for start, end in moments):
            continue
        meaning = meaning_of(number)
        shared = shared_meaning(number, context, meaning, before, meaning_of)
        if (meaning := shared or meaning) is not None:
            figure = _figure(_topped(number, words), meaning, _what_lasts(number, words, meaning))
            read_to = meaning.end if meaning.factor != 1 else read_to
            end = _end_of(meaning, number, words)
            is_then = shared is not None and is_of_before(number, context)
            claims.append(context.claim(ClaimKind.QUANTITY, number.start, end, figure=figure, is_retrospective=is_then))
            before = number, meaning
    return claims


def _end_of(meaning: Meaning, number: Number, words: list[Word]) -> int:
    """Where the claim's words end: with the noun that is counted, not with the verb behind it."""
    first, last = (bisect_right(words, end, key=lambda word: word.end) for end in (number.end, meaning.end))
    named = [word.end for word in words[first:last] if word.lower == meaning.unit]
    if not named and meaning.unit is None and first < last and past_form(words[first].lower):
        return number.end  # "a crowd of 61,400 filled the park"
    return named[-1] if named else meaning.end


def _topped(number: Number, words: list[Word]) -> Number:
    """As in "the population exceeds 200 million": the verb says "more than"."""
    first = bisect_right(words, number.start, key=lambda word: word.end)
    if number.hedge not in {Hedge.EXACT, Hedge.ROUNDED} or not first or words[first - 1].lower not in TOPPING:
        return number
    return replace(number, low=number.value, high=None, hedge=Hedge.MORE_THAN, open_low=True)


def _told(context: SentenceContext, quantity: Spoken) -> Claim:
    figure = Figure(
        value=quantity.value,
        low=quantity.low,
        high=quantity.high,
        hedge=quantity.hedge,
        role=quantity.role,
        unit=quantity.unit,
        open_low=quantity.hedge is Hedge.MORE_THAN,
        open_high=quantity.hedge is Hedge.NEARLY,
    )
    start = context.sentence.start
    return context.claim(ClaimKind.QUANTITY, start + quantity.start, start + quantity.end, figure=figure)


def _what_lasts(number: Number, words: list[Word], meaning: Meaning) -> str | None:
    if meaning.role != "duration":
        return None
    first = bisect_right(words, number.start, key=lambda word: word.end)
    after = bisect_right(words, meaning.end, key=lambda word: word.end)
    is_joined = 0 < after <= len(words) and words[after - 1].start < number.end
    return lasting(words, first, after, is_joined=is_joined)


def _figure(number: Number, meaning: Meaning, population: str | None) -> Figure:
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
        population=population,
        open_low=number.open_low,
        open_high=number.open_high,
        is_increment=meaning.is_increment,
        is_part=meaning.is_part,
    )


def _row_before(context: SentenceContext) -> list[Phrase]:
    """The phrases of the sentence before."""
    return next((_row(context, sentence) for sentence in context.before()), [])


def _row(context: SentenceContext, sentence: Sentence) -> list[Phrase]:
    numbers = tuple(n for n in context.reading.numbers if sentence.start <= n.start and n.end <= sentence.end)
    return row_of(context.document, sentence, numbers).phrases


def _named_before(context: SentenceContext, value: float) -> str | None:
    """The noun with which the nearest earlier number of this value was printed: "the 216" were "216 victims"."""
    for sentence in reversed(context.reading.sentences[: context.sentence.index]):
        if not any(n.value == value for n in context.reading.numbers if sentence.start <= n.start < sentence.end):
            continue
        for phrase in _row(context, sentence):
            if phrase.number is not None and phrase.number.value == value and not phrase.is_bare and is_noun(phrase):
                return "people" if phrase.role else phrase.word
    return None


def _meaning(number: Number, words: list[Word], row: Callable[[], list[Phrase]], around: Around) -> Meaning | None:
    if number.currency:
        return Meaning("money", number.currency, number.end)
    if number.is_percent:
        return Meaning("share", "percent", number.end)
    after = bisect_right(words, number.end, key=lambda word: word.end)
    if number.is_ordinal:
        return _rank(number, words, after)
    if (exchange := _exchange(number, words, after)) is not None:
        return exchange
    if (magnitude := _magnitude(number, words)) is not None:
        return magnitude
    if (measured := _measure(number, words, after) or _compound(number, words, after)) is not None:
        return measured
    counted = _counted(number, row(), around)
    if number.kind == "fraction":  # "a third of the voters" is a share, and so is "by a fifth"
        end, base = (counted.end, counted.base) if counted is not None else (number.end, None)
        return Meaning("share", "percent", max(end, number.end), base, _PERCENT)
    return counted


def _exchange(number: Number, words: list[Word], after: int) -> Meaning | None:
    """As in "24.6 to the euro", "1.08 against the dollar": what one of a currency costs."""
    following = [word.lower for word in words[after : after + 3]]
    if len(following) < 3 or following[0] not in {"to", "against"} or following[1] != "the":  # noqa: PLR2004
        return None
    currency = CURRENCY_WORDS.get(following[2])
    return Meaning("rate", f"per {currency}", words[after + 2].end) if currency and number.kind == "count" else None


def _magnitude(number: Number, words: list[Word]) -> Meaning | None:
    first = bisect_right(words, number.start, key=lambda word: word.end)
    before = [word.lower for word in words[max(0, first - MAGNITUDE_REACH) : first]]
    if MAGNITUDE_WORDS & set(before) and not {",", ".", "and"} & set(before[-2:]):
        return Meaning("magnitude", "magnitude", number.end)
    following = [word.lower for word in words[first + 1 : first + SCALE_REACH]]
    if "scale" in following and MAGNITUDE_WORDS & set(following) and "on" in following[:2]:
        return Meaning("magnitude", "magnitude", number.end)  # "7 on the country's intensity scale"
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
    if lower in _OF_TWO_WORDS and after + 1 < len(words) and words[after + 1].lower.startswith(_OF_TWO_WORDS[lower][0]):
        _, role, unit, factor = _OF_TWO_WORDS[lower]
        return Meaning(role, unit, words[after + 1].end, None, factor)
    return _single_unit(words, after, lower)


def _single_unit(words: list[Word], after: int, lower: str) -> Meaning | None:
    """A unit of one word, with the area, scale, hour or smaller unit that stands behind it."""
    word = words[after]
    if lower.partition("-")[0] not in UNITS:
        return None
    role, unit = UNITS[lower.partition("-")[0]]
    following = [w.lower for w in words[after + 1 : after + 3]]
    if role == "weight" and len(following) > 1 and following[0] in {"per", "a", "an"} and following[1] in PER_AREA:
        return Meaning("yield", f"{unit}_per_{following[1]}", words[after + 2].end)
    if role == "temperature" and following and following[0] in SCALES:
        return Meaning(role, SCALES[following[0]], words[after + 1].end)
    if unit in PER_HOUR and following in (["per", "hour"], ["an", "hour"]):
        return Meaning("speed", PER_HOUR[unit], words[after + 2].end)
    if (whole := _two_units(words, after, unit)) is not None:
        return whole
    return Meaning(role, unit, word.end)


def _two_units(words: list[Word], after: int, unit: str) -> Meaning | None:
    """As in "two hours and 20 minutes": one duration in the smaller unit."""
    if unit not in PARTS_OF_TIME:
        return None
    smaller, factor = PARTS_OF_TIME[unit]
    following = words[after + 1 : after + 4]
    if following and following[0].lower == "and":
        following = following[1:]
    if len(following) < len(("20", "minutes")):  # or "one hour 52 minutes", at the end of a sentence too
        return None
    amount, name = following[:2]
    value = float(amount.text) if amount.text.isdecimal() else float(SMALL_NUMBERS.get(amount.lower, 0))
    if not value or UNITS.get(name.lower, ("", ""))[1] != smaller:
        return None
    return Meaning("duration", smaller, name.end, None, factor, value)


def _compound(number: Number, words: list[Word], after: int) -> Meaning | None:
    """As in "the 21-member forum", "a three-storey house": what follows the hyphen is counted."""
    if after >= len(words) or words[after].start >= number.end:
        return None
    noun = words[after].lower[number.end - words[after].start :].lstrip("-‑")
    if noun in {"percent", "percentage", "per-cent"}:
        return Meaning("share", "percent", words[after].end)
    if noun in SEATED and (after + 1 >= len(words) or words[after + 1].lower not in NO_ROOMS):
        return Meaning("capacity", noun, words[after].end)
    return Meaning(noun, noun, words[after].end) if noun.isalpha() and noun not in {"year", "old"} else None


def _rank(number: Number, words: list[Word], after: int) -> Meaning | None:
    """As in "a fifth term": ranks above the first, of something named."""
    if (after >= len(words) or not words[after].lower.isalpha()) and _is_minute(number, words, after):
        return Meaning("rank", "minute", number.end)
    if number.value <= 1 or after >= len(words) or not words[after].lower.isalpha():
        return None
    if words[after].lower in {"and", "when", "but", "after"} and _is_minute(number, words, after):
        return Meaning("rank", "minute", number.end)
    noun = words[after].lower
    if noun in NO_RANKS:
        return None
    if noun in _NO_NOUNS:
        return Meaning("rank", None, number.end)
    return Meaning("rank", noun, words[after].end)


def _is_minute(number: Number, words: list[Word], after: int) -> bool:
    """As in "levelled in the 71st": no day of a month, or beside a minute, an ordinal alone is a minute of play."""
    before = [word.lower for word in words[max(0, after - 3) : after - 1]]
    if before != ["in", "the"]:
        return False
    return number.value > LAST_OF_MONTH or any(word.lower in {"minute", "minutes"} for word in words)


def _counted(number: Number, row: list[Phrase], around: Around) -> Meaning | None:
    """As in "some 200 wooden buildings", "two of the suspects", "a town of 25,000", "numbers about 11,000"."""
    place = bisect_right(row, number.start, key=lambda phrase: phrase.start) - 1
    for at in range(max(place, 0), min(place + 2, len(row))):
        if row[at].number == number:
            return noun_of(row, at, around)
    return None
