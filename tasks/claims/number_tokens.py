"""The pieces that numbers are read from, and one number's worth: digits, words, scales, fractions, ordinals.

In: a text, or its tokens and a place. Out: tokens; a `Core`, the bare number without hedge, percent sign or currency.
Refuses nothing: what counts nothing (a year, an age) is for number_context.py to say.
"""

import re
from typing import NamedTuple

from tasks.claims.number_words import (
    CURRENCY_CODES,
    CURRENCY_SIGNS,
    FEW_WORDS,
    FRACTION_SIGNS,
    FRACTIONS,
    MONEY_SCALES,
    ORDINALS,
    PLURAL_SCALES,
    SCALES,
    SMALL_VAGUE,
    SPANS,
    TENS,
    UNITS,
)
from tasks.claims.people_words import PEOPLE

# Thousands with commas (or the thin and no-break spaces of careful typography), plain digits, a word, one mark.
_TOKEN = re.compile(
    r"\d{1,3}(?:,\d{3}){1,5}(?:\.\d{1,6})?(?!\d)|\d{1,3}(?:[\u00a0\u2009\u202f]\d{3}){1,5}(?!\d)|\d{1,12}(?:\.\d{1,6})?|"
    r"\.\d{1,6}|[^\W\d_]{1,60}(?:[’'][^\W\d_]{1,12})?|\S"
)
_SUFFIX = frozenset({"st", "nd", "rd", "th", "d"})  # "3d" is old newswire for "3rd"
# "Scores" counts before these; else a team does.
_AFTER_SCORES = frozenset("of more were dead wounded injured killed missing hurt others feared".split())
_DASHES = frozenset("-‐‑–")
_VAGUE_TENS = 10  # "tens of thousands"
_BELOW_HUNDRED = 100
_A_MILLION = 1_000_000
_TEN = 10  # units are below it


class Token(NamedTuple):
    """A piece of the text; `glued` says that it touches the one before."""

    start: int
    end: int
    text: str
    lower: str
    glued: bool

    @property
    def is_digits(self) -> bool:
        """Whether it is printed in digits."""
        return self.lower[-1] in "0123456789"


class Core(NamedTuple):
    """A bare number over tokens first..last (last exclusive). `vague` names the word whose interval it has."""

    value: float
    first: int
    last: int
    kind: str = "count"
    vague: str | None = None
    vague_times: float = 1
    interval: tuple[float, float] | None = None
    is_round_word: bool = False  # "two dozen" and "half a million" are not meant to the last one
    scale: float = 1


HALVED = frozenset("mile kilometre kilometer metre meter hour day tonne ton hectare acre litre liter".split())
_PERCENT = frozenset({"percent", "per", "percentage", "point"})
_COMPARED = frozenset("more less fewer higher lower larger smaller cheaper dearer".split())
# Behind "four goals in five" these make no share of it.
_MEASURED_BY = frozenset(
    """minutes hours days weeks months years games matches starts seasons cities countries languages towns places states
    districts regions sets attempts races tests elections villages of sites schools hospitals km miles metres
    different other more separate or to and hundred thousand million""".split()
)
_FEWEST_PARTS = 3
_ALL = 100.0
_MOST_PARTS = 20  # "two in 2019" is no share
_SHARED_OUT = frozenset(
    {
        *PEOPLE,
        *"""of households homes families voters cases firms jobs schools hospitals businesses companies buildings houses
        pupils respondents trains flights calls births deaths shops farms employers taxpayers owners buyers
        users""".split(),
    }
)
_AFTER_A_PAIR = frozenset({"was", "is", "has", "does", "dies", "'s"})  # "a couple was killed"


def cut(text: str) -> list[Token]:
    """Cut a text into tokens."""
    lower = text.lower().replace("’", "'")
    if len(lower) != len(text):  # a few letters of other alphabets grow when lower-cased
        lower = "".join(letter.lower() if len(letter.lower()) == 1 else letter for letter in text.replace("’", "'"))
    make = tuple.__new__  # every sentence with a number is cut, and this takes half the time of Token(...)
    tokens: list[Token] = []
    before = -1
    for hit in _TOKEN.finditer(text):
        start, end = hit.span()
        tokens.append(make(Token, (start, end, text[start:end], lower[start:end], start == before)))
        before = end
    return tokens


def word_at(tokens: list[Token], place: int) -> str:
    """The lower-cased token at a place, "" outside the text."""
    return tokens[place].lower if 0 <= place < len(tokens) else ""


def core_at(tokens: list[Token], place: int) -> Core | None:
    """Read the number that begins at this token, if one does."""
    token = tokens[place]
    if token.is_digits:
        shared = _in_so_many(tokens, place) if word_at(tokens, place + 1) == "in" else None
        return shared or _digits(tokens, place)
    if token.lower in FRACTION_SIGNS:
        return Core(FRACTION_SIGNS[token.lower], place, place + 1, "fraction")
    for reader in (_vague, _fraction, _ordinal, _words):
        if (core := reader(tokens, place)) is not None:
            return core
    return None


def _digits(tokens: list[Token], place: int) -> Core | None:
    token = tokens[place]
    value = float(re.sub(r"[^\d.]", "", token.text))
    after = place + 1
    following = tokens[after] if after < len(tokens) else None
    if following and following.glued and following.lower in _SUFFIX:
        return Core(value, place, after + 1, "ordinal")
    if following and following.glued and following.lower in FRACTION_SIGNS:
        value, after = value + FRACTION_SIGNS[following.lower], after + 1
    elif following and following.text == "/" and following.glued and after + 1 < len(tokens):
        return _slashed(tokens, place, value)
    return _scaled(tokens, place, after, value)


def _slashed(tokens: list[Token], place: int, value: float) -> Core | None:
    """As in "1/2 of the fleet"; other slashes are dates and labels."""
    below = tokens[place + 2]
    if below.text in {"2", "3", "4", "5"} and value < float(below.text) and word_at(tokens, place + 3) in {"of", "the"}:
        return Core(value / float(below.text), place, place + 3, "fraction")
    return None


def _scaled(tokens: list[Token], first: int, after: int, value: float) -> Core:
    """Multiply by the scale words that follow: "2.3 million", "1.5bn", "12 hundred", "three and a half thousand"."""
    scale = 1.0
    is_round = False
    if value >= _A_MILLION and "," in tokens[first].text and word_at(tokens, after) in SCALES:
        return Core(
            value, first, after + 1
        )  # "206,139,587 million": the digits are written out, and the word is a slip
    part, after = _and_a_part(tokens, after)
    value += part
    if word_at(tokens, after) in {"-", "‑"} and word_at(tokens, after + 1) in SCALES:
        after += 1
    while (word := word_at(tokens, after)) in SCALES or (
        word in MONEY_SCALES and tokens[after].glued and (_has_sign(tokens, first) or _counts_many(tokens, after + 1))
    ):
        step = SCALES.get(word) or MONEY_SCALES[word]
        is_round = is_round or word == "dozen"
        scale, after = scale * step, after + 1
    return Core(round(value * scale, 6), first, after, is_round_word=is_round, scale=scale)


def _has_sign(tokens: list[Token], place: int) -> bool:
    """A sign of money, or its code in capitals: "EUR 84m" is no length."""
    before = word_at(tokens, place - 1)
    return before in CURRENCY_SIGNS or (before in CURRENCY_CODES and tokens[place - 1].text.isupper())


def _counts_many(tokens: list[Token], place: int) -> bool:
    """As in "1.5m people": a suffix before a plural is a scale; "5m deep" is a length."""
    word = word_at(tokens, place)
    return word.endswith("s") or word in {"people", "men", "women", "children"}


def _and_a_part(tokens: list[Token], place: int) -> tuple[float, int]:
    """What "and a half", "and a quarter", "and three quarters" add to the number before, and the token behind it."""
    if word_at(tokens, place) != "and":
        return 0.0, place
    many = {"a": 1.0, "one": 1.0, "two": 2.0, "three": 3.0}.get(word_at(tokens, place + 1))
    dash = 1 if word_at(tokens, place + 2) in _DASHES else 0
    part = FRACTIONS.get(word_at(tokens, place + 2 + dash), 0.0)
    if many is None or not part or word_at(tokens, place + 3 + dash) == "of":
        return 0.0, place
    return many * part, place + 3 + dash


def _words(tokens: list[Token], place: int) -> Core | None:
    """As in "a hundred and four", "twenty-six", "two and a half million", "half a dozen"."""
    word = tokens[place].lower
    if word == "half" and word_at(tokens, place + 1) in {"a", "-"} and word_at(tokens, place + 2) in SCALES:
        scale = SCALES[word_at(tokens, place + 2)]
        return Core(scale / 2, place, place + 3, is_round_word=True, scale=scale)
    halved = word_at(tokens, place + 2)
    if word == "half" and word_at(tokens, place + 1) in {"a", "an"} and (halved in HALVED or halved in _PERCENT):
        return Core(0.5, place, place + 2)
    if word == "a" and word_at(tokens, place + 1) == "couple":
        if not _is_loose_couple(tokens, place + 2):
            return None  # a man and a woman
        last = place + (3 if word_at(tokens, place + 2) == "of" else 2)
        return Core(2, place, last, interval=(2, 3))
    if word in {"a", "an"}:
        if word_at(tokens, place + 1) in SPANS and (part := _and_a_part(tokens, place + 2)[0]):
            return Core(1 + part, place, place + 1)  # "a year and a half"
        if word_at(tokens, place + 1) in SPANS and _is_measured(tokens, place):
            return Core(1, place, place + 1)
        if word_at(tokens, place + 1) not in SCALES:
            return None
        core = _chain(tokens, place + 1, 1.0)
        return core._replace(first=place) if core else None
    if word in UNITS or word in TENS:
        return _chain(tokens, place, None)
    return None


def _is_loose_couple(tokens: list[Token], place: int) -> bool:
    """As in "a couple of", "a couple more", "a couple hundred"; "a couple died" speaks of a pair."""
    after = word_at(tokens, place)
    return after in {"of", "more", "dozen", *SCALES} or (_counts_many(tokens, place) and after not in _AFTER_A_PAIR)


def _is_measured(tokens: list[Token], place: int) -> bool:
    """As in "about a week", "nearly a year", "a week or more": the article counts."""
    before, after = word_at(tokens, place - 1), word_at(tokens, place + 2)
    hedged = before in {"about", "almost", "nearly", "least", "around", "roughly", "over"} or (
        before == "than" and word_at(tokens, place - 2) in {"more", "less"}
    )
    return hedged or (after == "or" and word_at(tokens, place + 3) in {"more", "so"})


def _chain(tokens: list[Token], place: int, start: float | None) -> Core | None:
    """Units, tens and scales in the order in which English says them."""
    total, current, after = 0.0, start, place
    scale, is_round = 1.0, False
    while after < len(tokens):
        word = tokens[after].lower
        if word in SCALES:
            if current is None:
                break
            step = SCALES[word]
            is_round, scale, after = is_round or word == "dozen", step, after + 1
            if step == _BELOW_HUNDRED or word == "dozen":
                current *= step
            else:
                total, current = total + current * step, 0.0
            continue
        if (below := _below_hundred(tokens, after)) and (current is None or current % _BELOW_HUNDRED == 0):
            current, after = (current or 0) + below[0], below[1]
        elif word == "and" and current is not None and scale > 1 and not is_round and current % _BELOW_HUNDRED == 0:
            below = _below_hundred(tokens, after + 1)
            if not below or 0 < SCALES.get(word_at(tokens, below[1]), 0) <= scale:
                break
            current, after = current + below[0], below[1]
        elif current is not None and (part := _and_a_part(tokens, after))[0]:
            current, after = current + part[0], part[1]
        elif word in {"-", "‑"} and current is not None and word_at(tokens, after + 1) in SCALES:
            after += 1
        else:
            break
    if current is None:
        return None
    return Core(total + current, place, after, is_round_word=is_round, scale=scale)


def _below_hundred(tokens: list[Token], place: int) -> tuple[float, int] | None:
    word = word_at(tokens, place)
    if word in UNITS:
        return UNITS[word], place + 1
    if word not in TENS:
        return None
    dash = 1 if word_at(tokens, place + 1) in {"-", "‑"} else 0
    unit = UNITS.get(word_at(tokens, place + 1 + dash), 0)
    if 0 < unit < _TEN and (dash or tokens[place + 1].text.islower() == tokens[place].text.islower()):
        return TENS[word] + unit, place + 2 + dash
    return TENS[word], place + 1


def _vague(tokens: list[Token], place: int) -> Core | None:
    word = tokens[place].lower
    if word in {"tens", "hundreds"} and word_at(tokens, place + 1) == "of":
        base = word_at(tokens, place + 2)
        if base in PLURAL_SCALES and base not in {"dozens", "scores"}:
            times = _VAGUE_TENS if word == "tens" else _BELOW_HUNDRED
            return Core(times * PLURAL_SCALES[base], place, place + 3, vague=base, vague_times=times)
    if word in PLURAL_SCALES and (word != "scores" or word_at(tokens, place + 1) in _AFTER_SCORES):
        return Core(PLURAL_SCALES[word], place, place + 1, vague=word)
    skip = 1 if word == "a" else 0
    few = word_at(tokens, place + skip)
    scale = word_at(tokens, place + skip + 1)
    if few in FEW_WORDS and scale in SCALES and not (few == "some" and not skip and scale == "dozen"):
        return Core(SCALES[scale], place, place + skip + 2, vague=scale + "s")
    for phrase, interval in SMALL_VAGUE.items():
        if word == phrase[0] and all(word_at(tokens, place + step) == part for step, part in enumerate(phrase)):
            return Core(interval[0], place, place + len(phrase), interval=interval)
    return None


def _fraction(tokens: list[Token], place: int) -> Core | None:
    """As in "a third of", "two-thirds", "half the seats"; a plain "third" is an ordinal, a "second half" a time."""
    word = tokens[place].lower
    if word == "half":
        is_share = word_at(tokens, place + 1) in {"of", "the", "its", "their"}
        before = word_at(tokens, place - 1)
        return Core(0.5, place, place + 1, "fraction") if is_share and before not in {"first", "second"} else None
    many = 1.0 if word in {"a", "one"} else float(UNITS.get(word, 0))
    if not many:
        return None
    dash = 1 if word_at(tokens, place + 1) in _DASHES else 0
    if word != "a" and "in" in {word_at(tokens, place + 1), word_at(tokens, place + 2)}:
        shared = _in_so_many(tokens, place)
        if shared is not None or word_at(tokens, place + 1) == "in":
            return shared
    below = word_at(tokens, place + 1 + dash)
    if below not in FRACTIONS or (many > 1) != below.endswith("s"):
        return None
    last = place + 2 + dash
    part = many * FRACTIONS[below]
    if [word_at(tokens, last), word_at(tokens, last + 1)] in (["of", "a"], ["of", "an"]):
        whole = word_at(tokens, last + 2)
        if whole in SCALES:  # "a quarter of a million"
            return Core(part * SCALES[whole], place, last + 3, is_round_word=True, scale=SCALES[whole])
        if whole in HALVED or whole in _PERCENT:  # "three quarters of an hour", "a quarter of a percentage point"
            return Core(part, place, last + 2)
    if word_at(tokens, last) not in {"of", "the"} and not dash and not _is_by_so_much(tokens, place, last):
        return None
    return Core(part, place, last, "fraction")


def _is_by_so_much(tokens: list[Token], place: int, last: int) -> bool:
    """As in "rose by almost a fifth", "a third more than": how much something changes or differs."""
    before = [word_at(tokens, place - step) for step in (1, 2)]
    is_by = before[0] == "by" or (before[1] == "by" and before[0] in {"about", "almost", "nearly", "around", "over"})
    return is_by or word_at(tokens, last) in _COMPARED


def _in_so_many(tokens: list[Token], place: int) -> Core | None:
    """As in "one in five of the passengers", "two in five voters": a share, loose by half a step of its denominator."""
    many, below = (_small(word_at(tokens, place + step)) for step in (0, 2))
    if word_at(tokens, place + 1) != "in":  # "one train in three was running"
        below = _small(word_at(tokens, place + 3))
        is_share = word_at(tokens, place + 1).isalpha() and word_at(tokens, place + 4) not in _MEASURED_BY
        is_share = is_share and below >= _FEWEST_PARTS and (many == 1 or word_at(tokens, place + 1).endswith("s"))
        return Core(_ALL * many / below, place, place + 4, "share") if 0 < many < below <= _TEN and is_share else None
    if not 0 < many < below <= _MOST_PARTS or word_at(tokens, place + 3) not in _SHARED_OUT:
        return None
    return Core(_ALL * many / below, place, place + 3, "share")


def _small(word: str) -> float:
    return UNITS.get(word, 0) or (float(word) if word.isdecimal() else 0)


def _ordinal(tokens: list[Token], place: int) -> Core | None:
    word = tokens[place].lower
    if word in ORDINALS:
        return Core(ORDINALS[word], place, place + 1, "ordinal")
    if word in TENS and word_at(tokens, place + 1) in {"-", "‑"}:
        unit = ORDINALS.get(word_at(tokens, place + 2), 0)
        if 0 < unit < _TEN:
            return Core(TENS[word] + unit, place, place + 3, "ordinal")
    return None
