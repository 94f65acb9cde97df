"""What makes a number count nothing: years, clock times, dates, ages, roads, flights, addresses, scores, calibres.

In: tokens and a bare number among them. Out: whether its surroundings say that it is a name or a moment, not a figure.
The surroundings decide, never the size: "2015 people were killed" is a figure, "in 2015 people were killed" is a year.
"""

import re

from tasks.claims.number_tokens import Core, Token, word_at
from tasks.claims.number_words import (
    AGE_BEFORE,
    CLOCK_AFTER,
    CURRENCY_CODES,
    CURRENCY_SIGNS,
    DAY_TELLERS,
    LABEL_WORDS,
    LABEL_WORDS_WITH_NOUNS,
    MONTHS,
    ONE_AFTER,
    ONE_BEFORE,
    STREET_WORDS,
    UNITS,
    YEAR_BEFORE,
)
from tasks.claims.people_words import PEOPLE, is_one_person
from tasks.claims.when_words import WEEKDAYS

_YEARS = (1000, 2199)
_YEAR_DIGITS = 4
_SHORT_YEAR_DIGITS = 2
_DAYS_IN_MONTH = 31
_LAST_HOUR = 24
_LAST_MINUTE = 59
_OLDEST = 120  # years
_DASHES = frozenset("-‐‑–—/")
_JOINS = frozenset({"and", ",", "to", "or", "between", "from"})
_LONGEST_AGES = 24  # tokens of a list of ages
_SPANS_OF_LIFE = frozenset({"year", "years", "month", "months", "week", "weeks"})
_NO_NAMES = MONTHS | CURRENCY_CODES | frozenset(WEEKDAYS)
# What "214 mm" is said of: rain, depth, size; of a weapon it is a calibre.
_MEASURED = frozenset(
    "of in fell over per deep thick long wide across high tall above below within rain rainfall snow , .".split()
)
_LONGEST_MODEL = 1000  # the numbers of models and ships are small
_LONGEST_NAME = 4  # capitals before such a number
_STREET_REACH = 6  # tokens between a house number and its "Street"
_PEOPLE_OF_AGE = frozenset(
    "children people those adults anyone women men boys girls youths persons kids everyone".split()
)
_PLURAL = re.compile(r"[a-z]{2,40}s$|people$|men$|women$|children$|troops$|police$", re.IGNORECASE)
_NOT_PLURALS = frozenset("was is has its this as us his series thus across news always perhaps besides towards".split())


def counts_nothing(tokens: list[Token], core: Core) -> bool:
    """Say whether a bare number names a thing or a moment instead of counting."""
    if core.kind == "ordinal":
        return _is_date_ordinal(tokens, core)
    if core.kind == "fraction" or core.vague or core.interval:
        return False
    checks = [_is_age, _is_label]
    if tokens[core.first].is_digits:
        checks += [_is_clock, _is_day, _is_year, _is_address, _is_code, _is_picture_counter]
    elif core.value == 1:
        checks.append(_is_no_count_one)
    return any(check(tokens, core) for check in checks)


def _is_no_count_one(tokens: list[Token], core: Core) -> bool:
    before, after = word_at(tokens, core.first - 1), word_at(tokens, core.last)
    if before == "the" and word_at(tokens, core.first - 2) == "of":
        return True
    if before == "no":
        return True
    return (
        before in ONE_AFTER - {"the", "which"} or after in ONE_BEFORE or (after == "-" and _is_adverb_one(tokens, core))
    )


def _is_adverb_one(tokens: list[Token], core: Core) -> bool:
    return word_at(tokens, core.last + 1) in {"on", "off", "time", "way", "sided", "another"}


def _is_date_ordinal(tokens: list[Token], core: Core) -> bool:
    before, after = word_at(tokens, core.first - 1), word_at(tokens, core.last)
    if before in MONTHS or after in MONTHS:
        return True
    if after == "of" and word_at(tokens, core.last + 1) in MONTHS:
        return True
    if before == "at" or after in STREET_WORDS:
        return True
    if before in {"a", "per", "split", "every"} and tokens[core.first].lower == "second":
        return True
    named = tokens[core.first].is_digits and core.last + 1 < len(tokens) and tokens[core.last].text[:1].isupper()
    return named and word_at(tokens, core.last + 1) in STREET_WORDS


def _is_age(tokens: list[Token], core: Core) -> bool:
    if core.value > _OLDEST:
        return False
    before, after = word_at(tokens, core.first - 1), word_at(tokens, core.last)
    if before in AGE_BEFORE or (before in _JOINS and _continues_ages(tokens, core)):
        return True
    if after == "-" or (after == "year" and word_at(tokens, core.last + 1) == "-"):
        is_hung = word_at(tokens, core.last + 1) in {"and", "or", "to", ","}  # "a 12- and 16-year-old"
        rest = [word_at(tokens, core.last + step) for step in range(1, 9 if is_hung else 5)]
        return ("old" in rest or "olds" in rest) and bool({"year", "years", "month", "week", "day"} & {after, *rest})
    if before == "of" and word_at(tokens, core.first - 2) in AGE_BEFORE:
        return True
    if after in _SPANS_OF_LIFE and word_at(tokens, core.last + 1) in {"old", "of"}:
        return word_at(tokens, core.last + 1) == "old" or word_at(tokens, core.last + 2) == "age"
    if before == "than" and word_at(tokens, core.first - 2) in {"younger", "older"}:
        return True
    if before in {"under", "over", "above", "below"} and word_at(tokens, core.first - 2) in _PEOPLE_OF_AGE:
        return not _counts_a_noun(tokens, core)
    if before == "of" and word_at(tokens, core.first - 2) in {"man", "woman", "boy", "girl", "child", "teenager"}:
        return True
    return _is_set_off_age(tokens, core) or _is_decade_of_life(tokens, core)


def _continues_ages(tokens: list[Token], core: Core) -> bool:
    """As in "ages 13, 17 and 19": back over numbers, commas and "and" to the word "ages"."""
    place = core.first - 1
    floor = max(0, place - _LONGEST_AGES)
    while place >= floor and (tokens[place].is_digits or word_at(tokens, place) in _JOINS):
        place -= 1
    return word_at(tokens, place) in AGE_BEFORE


def _is_set_off_age(tokens: list[Token], core: Core) -> bool:
    """As in "Maria Lopez, 27, of Springfield", "John Smith (27)": between marks after a name or a person."""
    if core.last - core.first != 1 or not tokens[core.first].is_digits:
        return False
    before, after = word_at(tokens, core.first - 1), word_at(tokens, core.last)
    if before == "(" and after == ")":
        return True
    if before != "," or after not in {",", ".", "and", ";", ")", "of", ""}:
        return False
    if after == "of" and word_at(tokens, core.last + 1) in {"them", "whom", "these", "those"}:
        return False
    place = core.first - 1  # of the comma
    is_junior = place > 1 and tokens[place - 1].text == "."  # "Ann Lee Jr., 27,"
    name = tokens[place - 2 if is_junior else place - 1]
    if name.text[:1].isupper():
        return True
    # "his wife, 43, was wounded": one person with an age; "soldiers, 43 of them" is a count.
    return is_one_person(name.lower) and float(tokens[core.first].text.replace(",", "")) <= _OLDEST


def _is_decade_of_life(tokens: list[Token], core: Core) -> bool:
    """As in "in her 20s", "the 1990s"."""
    after = core.last
    glued_s = word_at(tokens, after) == "s" and tokens[after].glued
    return glued_s or (word_at(tokens, after) == "'s" and tokens[after].glued)


def _is_picture_counter(tokens: list[Token], core: Core) -> bool:
    """As in "7 of 9 Rescuers search the site", "Image 3 of 12": which picture of how many, before its caption.

    The capital must be that of a first word: "7 of 9 Kenyans were held" counts.
    """
    first = core.first if word_at(tokens, core.last) == "of" else core.first - 2
    last = first + 2
    if first < 0 or last >= len(tokens) or word_at(tokens, first + 1) != "of":
        return False
    if not (tokens[first].is_digits and tokens[last].is_digits) or core.last - core.first != 1:
        return False
    if word_at(tokens, first - 1) in _PICTURES:
        return True
    after = tokens[last + 1].text if last + 1 < len(tokens) else ""
    second = tokens[last + 2].text if last + 2 < len(tokens) else ""
    if second[:1].isupper() and after[:1].isupper():
        return False  # "3 of 5 Suspects Arrested in Osk": a headline in capitals
    begins = after[:1].isupper() and after.lower() in _FIRST_WORDS
    return first == 0 and (not after or begins)


_FIRST_WORDS = frozenset(PEOPLE) | frozenset(
    "a an the this these people men women rescuers firefighters police".split()
)
_PICTURES = frozenset({"image", "photo", "picture", "slide", "photograph", "video", "graphic"})


def _is_label(tokens: list[Token], core: Core) -> bool:
    before = word_at(tokens, core.first - 1)
    place = core.first - 1
    if before in {".", "#", "-", ","} and word_at(tokens, place - 1) in {"no", "nos", "article", "articles"}:
        return before != "," or word_at(tokens, place - 1) == "articles"
    if before not in LABEL_WORDS:
        return _is_part_of_name(tokens, core)
    if before in {"day", "week"} and word_at(tokens, core.first - 2) in DAY_TELLERS:
        return False
    if before in LABEL_WORDS_WITH_NOUNS:
        return not _counts_a_noun(tokens, core)
    return tokens[core.first].is_digits or tokens[place].text[:1].isupper() or before in {"article", "phase", "chapter"}


def _is_part_of_name(tokens: list[Token], core: Core) -> bool:
    """As in "an ATR 72 aircraft", "12 Leopard 2 tanks", "the packed Marisol 1 vessel": a name of its own in a phrase.

    "In Osk 40 people" has no determiner, "gave the Reds 40 points" a plural that is counted.
    """
    at = core.first - 1
    if core.last - core.first != 1 or not tokens[core.first].is_digits or core.value >= _LONGEST_MODEL:
        return False
    while at >= 0 and core.first - at <= _LONGEST_NAME and _is_capital(tokens[at]):
        at -= 1
    name = tokens[at + 1 : core.first]
    if not name or at < 0 or name[-1].lower in _NO_NAMES or not _noun_follows(tokens, core):
        return False
    if word_at(tokens, at) in {"a", "an"} or (tokens[at].is_digits and float(_digits(tokens[at])) < _LONGEST_MODEL):
        return True
    if tokens[at].lower in UNITS and tokens[at].lower not in ONE_AFTER:
        return True
    described = at - 1 if tokens[at].text.islower() and tokens[at].text.isalpha() else at
    determined = word_at(tokens, at) == "the" or (described >= 0 and word_at(tokens, described) in {"a", "an", "the"})
    return determined and (core.value == 1 or not _counts_a_noun(tokens, core))


def _is_capital(token: Token) -> bool:
    return token.text[:1].isupper() and token.text.isalpha() and token.lower not in {"a", "an", "the", *UNITS}


def _noun_follows(tokens: list[Token], core: Core) -> bool:
    after = core.last
    return after < len(tokens) and tokens[after].text.isalpha() and tokens[after].text.islower()


def _digits(token: Token) -> str:
    return re.sub(r"[^\d.]", "", token.text) or "0"


def _is_clock(tokens: list[Token], core: Core) -> bool:
    after = word_at(tokens, core.last)
    if after == ":" and core.last + 1 < len(tokens) and tokens[core.last].glued:
        return tokens[core.last + 1].is_digits and tokens[core.last + 1].glued
    if word_at(tokens, core.first - 1) == ":" and tokens[core.first].glued and core.value <= _LAST_MINUTE:
        return core.first > 1 and tokens[core.first - 2].is_digits
    if core.value > _LAST_HOUR * 100:
        return False
    if after in CLOCK_AFTER:
        return True
    if after in {"a", "p"} and word_at(tokens, core.last + 1) == "." and word_at(tokens, core.last + 2) == "m":
        return True
    is_four = (
        len(tokens[core.first].text) == _YEAR_DIGITS and "." not in tokens[core.first].text
    )  # "0930", "1600 hours"
    return is_four and (after in {"hours", "local"} or tokens[core.first].text[0] == "0")


def _is_day(tokens: list[Token], core: Core) -> bool:
    if core.value > _DAYS_IN_MONTH or core.last - core.first != 1 or "." in tokens[core.first].text:
        return False
    before, after = word_at(tokens, core.first - 1), word_at(tokens, core.last)
    if before == "." and word_at(tokens, core.first - 2) in MONTHS:
        return True
    if before in MONTHS and word_at(tokens, core.first - 2) == "in" and _counts_a_noun(tokens, core):
        return False  # "In August 19 civilians were killed": a day follows "on"
    if before in MONTHS - {"may", "march"} or (before in {"may", "march"} and tokens[core.first - 1].text[0].isupper()):
        return True
    if after in MONTHS and not (after == "may" and tokens[core.last].text.islower()):
        return True
    if before in {"and", "to", "-", "–", "or"} and core.first > 1 and tokens[core.first - 2].is_digits:
        return word_at(tokens, core.first - 3) in MONTHS or after in MONTHS
    joins = {"and", "to", "-", "–", "or"}
    return (
        after in joins
        and core.last + 2 < len(tokens)
        and tokens[core.last + 1].is_digits
        and (word_at(tokens, core.last + 2) in MONTHS)
    )


def _is_year(tokens: list[Token], core: Core) -> bool:
    text = tokens[core.first].text
    if core.last - core.first != 1 or len(text) != _YEAR_DIGITS or not _YEARS[0] <= core.value <= _YEARS[1]:
        return _is_short_year(tokens, core)
    before = word_at(tokens, core.first - 1)
    if before in CURRENCY_SIGNS:
        return False
    if before in YEAR_BEFORE or before in MONTHS or word_at(tokens, core.last) in _DASHES:
        return not (before in {"about", "around", "and", "the", "to", "for", "of"} and _counts_a_noun(tokens, core))
    return not _counts_a_noun(tokens, core)


def _is_short_year(tokens: list[Token], core: Core) -> bool:
    """As in "the 1950-53 war", "JAN 90", "the class of '97"."""
    before = word_at(tokens, core.first - 1)
    if (
        before in _DASHES
        and tokens[core.first].glued
        and core.first > 1
        and len(tokens[core.first - 2].text) == _YEAR_DIGITS
    ):
        return tokens[core.first - 2].is_digits
    if before in MONTHS and word_at(tokens, core.first - 2) == "in" and _counts_a_noun(tokens, core):
        return False
    return len(tokens[core.first].text) == _SHORT_YEAR_DIGITS and (before in MONTHS or before in {"'", "’"})


def _is_address(tokens: list[Token], core: Core) -> bool:
    """As in "the 4200 block of", "1234 Main Street"."""
    if word_at(tokens, core.last) == "block" or (
        word_at(tokens, core.last) == "-" and word_at(tokens, core.last + 1) == "block"
    ):
        return True
    for place in range(core.last, min(core.last + _STREET_REACH, len(tokens))):
        if not tokens[place].text[:1].isupper() and tokens[place].text not in {".", "-"}:
            return False
        if place > core.last and tokens[place].lower in STREET_WORDS:
            return not tokens[place].text.isupper() or len(tokens[place].text) <= _SHORT_YEAR_DIGITS
    return False


def _is_code(tokens: list[Token], core: Core) -> bool:
    """As in "M-16", "Il-96", "737-800", "252-972-1411", "7C2216", ".45-calibre", "9mm", "T20"; also scores, "3-2"."""
    token = tokens[core.first]
    before, after = word_at(tokens, core.first - 1), word_at(tokens, core.last)
    if token.glued and (before in {"-", "_", "@", "/", "."} or before[-1:].isalpha()):
        earlier = word_at(tokens, core.first - 2)
        spelled = before[-1:].isalpha() or (earlier and not earlier[-1].isdigit() and tokens[core.first - 1].glued)
        if spelled and earlier not in CURRENCY_SIGNS and before not in {"s", "us", "a", "c", "hk", "nt"}:
            return True
    if after == "mm":
        return before in {"a", "an"} or word_at(tokens, core.last + 1) not in _MEASURED  # "armed with a 9mm pistol"
    if after in {"caliber", "calibre", "x"} or (
        after == "-" and word_at(tokens, core.last + 1) in {"caliber", "calibre"}
    ):
        return True
    if after[:1].isalpha() and core.last < len(tokens) and tokens[core.last].glued and tokens[core.last].text.isupper():
        return core.last - core.first == 1 and len(after) == 1
    return _is_score(tokens, core)


def _is_score(tokens: list[Token], core: Core) -> bool:
    """Digits joined to digits by a dash count something only as a rising range before a noun ("10-15 people")."""
    for here, there, rising in ((core.last, core.last + 1, True), (core.first - 1, core.first - 2, False)):
        if word_at(tokens, here) not in {"-", "–", "/"} or not 0 <= there < len(tokens) or not tokens[there].is_digits:
            continue
        left, right = (core.first, there) if rising else (there, core.first)
        if not (tokens[here].glued and tokens[right].glued):
            continue
        low, high = (float(re.sub(r"[^\d.]", "", tokens[place].text)) for place in (left, right))
        if low >= high or word_at(tokens, right + 1) in {"-", "/"} or word_at(tokens, left - 1) in {"-", "/"}:
            return True
        if word_at(tokens, here) == "/" or word_at(tokens, left - 1) in LABEL_WORDS:
            return True
    return False


def _counts_a_noun(tokens: list[Token], core: Core) -> bool:
    """Whether a plural stands within two words after the number, on this side of any mark."""
    for place in range(core.last, min(core.last + 2, len(tokens))):
        word = tokens[place].lower
        if not word.isalpha():
            return False
        if _PLURAL.match(word) and word not in _NOT_PLURALS:
            return True
    return False
