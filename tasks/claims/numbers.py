"""Numbers as printed, with the interval that their words allow (VERDICTS.md section 5).

In: a text, the offset at which it starts, the thresholds. Out: `Number`s in the order of the text, hedges, signs and
currencies folded in: "at least 1,400", "between ten and twelve", "a third of", "$2.3 million", "dozens".
Refuses years, clock times, dates, ages, roads, flights, addresses and scores: they count nothing (number_context.py).
"""

import re

from tasks.claims.number_context import counts_nothing
from tasks.claims.number_intervals import MOST_SCALED, interval_of, lower_value
from tasks.claims.number_tokens import Core, Token, core_at, cut, word_at
from tasks.claims.number_words import (
    CURRENCY_CODES,
    CURRENCY_SIGNS,
    CURRENCY_WORDS,
    FILLERS,
    FRACTION_SIGNS,
    FRACTIONS,
    HEDGES_AFTER,
    HEDGES_BEFORE,
    LONGEST_HEDGE,
    ORDINALS,
    PERCENT_WORDS,
    PLURAL_SCALES,
    SCALES,
    SMALL_VAGUE,
    SPANS,
    TENS,
    UNITS,
)
from tasks.model import Number
from tasks.settings import Rules
from tasks.vocabulary import Hedge

MAX_SENTENCE_CHARS = 2_000  # longer "sentences" are accidents of markup
WIDEST_OR = 3.0  # "10 or 12", "two or three"; "5 or 500" is no range
MOST_FILLERS = 2

_DIGIT = re.compile(r"[0-9½¼¾⅓⅔]")
_LETTERS = re.compile(r"[a-z]{1,60}")
_NUMBER_WORDS = frozenset(
    {
        *UNITS,
        *TENS,
        *SCALES,
        *ORDINALS,
        *FRACTIONS,
        *PLURAL_SCALES,
        *SPANS,
        "tens",
        "couple",
        "few",
        "handful",
        "number",
    }
    | {phrase[0] for phrase in SMALL_VAGUE if len(phrase) == 1}
)


def numbers(text: str, offset: int, rules: Rules) -> tuple[Number, ...]:
    """Read every number of a sentence that counts, measures or ranks something."""
    if len(text) > MAX_SENTENCE_CHARS or not _might_hold(text):
        return ()
    tokens = cut(text)
    found: list[Number] = []
    place, free = 0, 0  # tokens before `free` belong to a number already read
    while place < len(tokens):
        core = _core(tokens, place)
        if core is None:
            place += 1
            continue
        if counts_nothing(tokens, core):
            place = core.last
            continue
        number, place = _number(text, tokens, core, free, rules, offset)
        free = place
        found.append(number)
    return tuple(found)


def _might_hold(text: str) -> bool:
    """Whether a number can be in a text at all; most sentences have none."""
    return _DIGIT.search(text) is not None or not _NUMBER_WORDS.isdisjoint(_LETTERS.findall(text.lower()))


def _core(tokens: list[Token], place: int) -> Core | None:
    token = tokens[place]
    lower = token.lower
    if token.is_digits or lower in _STARTERS or lower in FRACTION_SIGNS:
        return core_at(tokens, place)
    return None


_STARTERS = frozenset(
    {*UNITS, *TENS, *ORDINALS, *FRACTIONS, *PLURAL_SCALES, "a", "an", "half", "tens", "several", "few", "many", "some"}
    | {phrase[0] for phrase in SMALL_VAGUE}
)


def _number(text: str, tokens: list[Token], core: Core, free: int, rules: Rules, offset: int) -> tuple[Number, int]:
    """Fold range, hedge, percent sign and currency into one number; also the token after it."""
    upper = _upper_end(tokens, core)
    last = upper.last if upper else core.last
    first, hedge, is_clear = _hedge_before(tokens, core.first, free)
    if upper is not None and first - 1 >= free and word_at(tokens, first - 1) == "from":
        first -= 1
    if hedge is None and core.kind != "ordinal":
        last, hedge = _hedge_after(tokens, last)
    is_article = tokens[core.first].lower == "a" and core.last == core.first + 1
    if hedge is None and is_article:
        hedge = _hedge_after(tokens, last + 1)[1]  # "a week or more"
    first, last, currency = _currency(tokens, first if is_clear else core.first, core, last, free)
    if not is_clear:
        first = min(first, _hedge_before(tokens, core.first, free)[0])
    if currency and hedge is None:
        first, hedge, _ = _hedge_before(tokens, first, free)
    is_percent, last = _percent(tokens, last)
    is_percent = is_percent or core.kind == "share"
    value, low, high, hedge, opens = interval_of(
        core, upper, hedge, rules, is_exact=(is_percent and core.kind != "share") or core.kind == "ordinal"
    )
    kind = "money" if currency else "percent" if is_percent else core.kind
    start, end = tokens[first].start, tokens[last - 1].end
    number = Number(
        start=offset + start,
        end=offset + end,
        text=text[start:end],
        value=value,
        low=low,
        high=high,
        hedge=hedge,
        open_low=opens[0],
        open_high=opens[1],
        is_ordinal=core.kind == "ordinal",
        is_percent=is_percent,
        currency=currency,
        kind=kind,
    )
    return number, last


def _upper_end(tokens: list[Token], core: Core) -> Core | None:
    """The second number of a range: "between 10 and 12", "10 to 12", "10-12", "two or three", "2 to 3 million"."""
    if core.kind not in {"count", "fraction"} or core.vague:
        return None
    joint = word_at(tokens, core.last)
    place = core.last + 1
    before = word_at(tokens, core.first - 1)
    is_between = before == "between" or word_at(tokens, core.first - 2) == "between"
    if joint in {"%", "percent", "per"}:
        return None
    if joint == "and" and not is_between:
        return None
    if joint not in {"and", "to", "or", "-", "–", "—"} or place >= len(tokens):
        return None
    if (
        joint in {"-", "–", "—"}
        and word_at(tokens, core.last) != "to"
        and not (tokens[core.last].glued and tokens[place].glued)
    ):
        return None
    if joint == "to" and before == "from" and not _is_change(tokens, core.first - 2):
        joint = "-"
    elif joint == "to" and before in {
        "from",
        "by",
        "rose",
        "up",
        "jumped",
        "climbed",
        "fell",
        "down",
        "rises",
        "climbs",
    }:
        return None
    while word_at(tokens, place) in CURRENCY_SIGNS:
        place += 1
    upper = core_at(tokens, place) if place < len(tokens) else None
    if upper is None or upper.kind != core.kind or upper.vague or upper.interval:
        return None
    low = lower_value(core, upper)
    if upper.value <= low or (joint == "or" and upper.value > WIDEST_OR * low):
        return None
    return upper


def _is_change(tokens: list[Token], place: int) -> bool:
    """Whether "from 10 to 52" tells a movement; "ranges from 40 to 60" and "from 12 to 15 people died" tell a range."""
    return place >= 0 and word_at(tokens, place) not in {
        ",",
        "range",
        "ranges",
        "ranged",
        "ranging",
        ".",
        ";",
        ":",
        "said",
    }


def _hedge_before(tokens: list[Token], first: int, free: int) -> tuple[int, Hedge | None, bool]:
    """The first token with its hedge, the hedge, and whether nothing stood between the two."""
    place = first
    if word_at(tokens, place - 1) == "between" and place - 1 >= free:
        return place - 1, None, True
    for fillers in range(MOST_FILLERS + 1):
        for length in range(min(LONGEST_HEDGE, place - free), 0, -1):
            phrase = tuple(token.lower for token in tokens[place - length : place])
            if phrase in HEDGES_BEFORE and not _is_no_hedge(tokens, place - length, phrase):
                return place - length, HEDGES_BEFORE[phrase], fillers == 0
        if place - 1 < free or word_at(tokens, place - 1) not in FILLERS | {"a", "an", "of"} | set(CURRENCY_SIGNS):
            break
        place -= 1
    return first, None, True


_RISING = frozenset(
    """rose rise rises risen rising inch inches inched inching climb climbs climbed climbing edge edges edged edging
    tick ticks ticked ticking creep creeps crept creeping jump jumps jumped jumping go goes went gone going move moves
    moved moving shoot shoots shot shooting bump bumped nudge nudged push pushes pushed pushing bring brings brought
    bringing soar soared come came add adds added adding""".split()
)
# "Handed over 205 people": the particle of the verb, no hedge.
_HANDING = frozenset("hand hands handed handing turned turning hands signed".split())
_EXTENDING = frozenset("spread scattered distributed divided split fly flying flew flown flies cruising".split())


def _is_no_hedge(tokens: list[Token], first: int, phrase: tuple[str, ...]) -> bool:
    """As in "spread over five towns", "fly above 200 feet", "reached the maximum of 7", "the rate inched up to 3.9".

    Where, how much at most, and how high something has risen.
    """
    before = word_at(tokens, first - 1)
    if phrase == ("up", "to"):
        return before in _RISING
    if phrase == ("over",) and before in _HANDING:
        return True
    if phrase in {("over",), ("above",), ("below",), ("under",), ("around",)}:
        return before in _EXTENDING
    return phrase == ("maximum",) and before == "the"


def _hedge_after(tokens: list[Token], last: int) -> tuple[int, Hedge | None]:
    for phrase, hedge in HEDGES_AFTER.items():
        if all(word_at(tokens, last + step) == part for step, part in enumerate(phrase)):
            if phrase[0] in {"odd", "plus"} and not tokens[last].glued and phrase[0] == "plus":
                continue
            return last + len(phrase), hedge
    return last, None


def _percent(tokens: list[Token], last: int) -> tuple[bool, int]:
    if word_at(tokens, last) in PERCENT_WORDS:
        return True, last + 1
    if word_at(tokens, last) == "per" and word_at(tokens, last + 1) == "cent":
        return True, last + 2
    return False, last


def _currency(tokens: list[Token], first: int, core: Core, last: int, free: int) -> tuple[int, int, str | None]:
    before = core.first - 1
    if before >= free and word_at(tokens, before) in CURRENCY_SIGNS:
        start = before
        if start - 1 >= free and tokens[start].glued and tokens[start - 1].lower in {"us", "a", "c", "hk", "nz", "s"}:
            start -= 1
        return min(first, start), last, CURRENCY_SIGNS[word_at(tokens, before)]
    if before >= free and word_at(tokens, before) in CURRENCY_CODES and tokens[before].text.isupper():
        return min(first, before), last, word_at(tokens, before).upper()
    after = word_at(tokens, last)
    skip = 1 if after in {"us", "u.s", "canadian", "australian", "-"} else 0
    noun = word_at(tokens, last + skip)
    if noun not in CURRENCY_WORDS or core.kind == "ordinal":
        return first, last, None
    is_other_word = noun in {"won", "real", "rand", "crown", "crowns"} and core.value < MOST_SCALED
    is_weight = noun in {"pound", "pounds"} and word_at(tokens, last + skip + 1) == "of"
    if is_other_word or is_weight or noun in {"cent", "cents", "pence"}:
        return first, last, None
    return first, last + skip + 1, CURRENCY_WORDS[noun]
