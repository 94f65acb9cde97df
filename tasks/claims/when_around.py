"""What stands around a phrase of time and belongs to it: hedges, "early" and "the end of", the day of a clock time.

In: the letters of a sentence and a place in them. Out: the whole phrase that begins there, with its reading.
"""

from dataclasses import replace
from typing import Final

from tasks.claims.calendar_span import Span, unit_span
from tasks.claims.when_clock import clock_value, narrowed, with_part, within_part
from tasks.claims.when_grammar import read_at
from tasks.claims.when_lexicon import Lexed
from tasks.claims.when_numbers import Token
from tasks.claims.when_reckoning import Read, Reckoner
from tasks.claims.when_relative import whole_unit
from tasks.claims.when_rules import DAYS, TABLE, TIMES
from tasks.vocabulary import Granularity

# The letters that a phrase of time may begin with.
HEADS: Final = frozenset({*TABLE.rules, *"ebATEpk"})
HEDGE_WORDS = 3  # the longest hedge, "no more than"
_HEDGES = (
    (("no", "more", "than"), "EQUAL_OR_LESS"),
    (("no", "less", "than"), "EQUAL_OR_MORE"),
    (("no", "fewer", "than"), "EQUAL_OR_MORE"),
    (("more", "than"), "MORE_THAN"),
    (("less", "than"), "LESS_THAN"),
    (("fewer", "than"), "LESS_THAN"),
    (("at", "least"), "EQUAL_OR_MORE"),
    (("nearly",), "LESS_THAN"),
    (("almost",), "LESS_THAN"),
)
_ABOUT = frozenset({"about", "around", "roughly", "approximately", "some", "circa"})
_MODS = {"early": "START", "late": "END", "mid": "MID", "earlier": "START", "later": "END"}


def phrase_at(lexed: Lexed, position: int, reckoner: Reckoner) -> tuple[int, int, Read] | None:
    """The phrase of time at a token: its first token (a hedge may lie before), the one behind it, and its reading."""
    hit = (
        _modified(lexed, position, reckoner)
        or _part_of_date(lexed, position, reckoner)
        or read_at(lexed, position, reckoner, TABLE)
    )
    if hit is None:
        return None
    after, read = _with_day(lexed, hit, reckoner)
    first, read = _hedged(lexed, position, after, read)
    return first, after, read


def _hedged(lexed: Lexed, first: int, after: int, read: Read) -> tuple[int, Read]:
    """A quantity of time takes the hedge before it ("more than two weeks"); "about" stays outside, as in TimeML."""
    first = _without_article(lexed, first, after, read)
    if not first:
        return first, read
    words = [token.text.lower() for token in lexed.tokens[max(0, first - HEDGE_WORDS) : first]]
    if lexed.letters[first] in "najy" and read.rule in {"duration", "counted_from"}:
        if words[-1] == "over" and (lexed.letters[first] == "a" or words[-2:-1] in (["for"], ["in"], ["than"])):
            return first - 1, replace(read, mod="MORE_THAN")
        for hedge, mod in _HEDGES:
            opening = first - len(hedge)
            compared = opening > 0 and lexed.letters[opening - 1] in "nyj"  # "four more than a day earlier"
            if tuple(words[-len(hedge) :]) == hedge and not compared:
                return opening, replace(read, mod=mod)
    near = words[-1] in {"before", "after"} and words[-2:-1] in (["shortly"], ["just"], ["soon"], ["minutes"])
    if (words[-1] in _ABOUT or near) and read.mod is None:
        return first, replace(read, mod="APPROX")
    return first, read


def _without_article(lexed: Lexed, first: int, after: int, read: Read) -> int:
    """An article belongs to the noun, not to a number of units before it ("a two-week trip")."""
    letters = lexed.letters[first:after]
    if read.rule in {"duration", "the_units"} and letters[0] in "aT" and letters[1:2] in {"n", "j", "y"}:
        unit = lexed.tokens[after - 1].value
        if isinstance(unit, tuple) and unit[1] == 1:
            return first + 1
    if read.rule.startswith("weekday") and letters[:2] == "Td":
        return first + 1  # "the Thursday morning shooting"
    if read.rule == "quarter" and (letters[0] == "=" or (letters[0] == "T" and "-" in letters)):
        return first + 1
    return first


def _modified(lexed: Lexed, position: int, reckoner: Reckoner) -> tuple[int, Read] | None:
    """As in "early on Sept 2", "the end of 1990", "earlier this year", "late Thursday night", "around Nov. 1"."""
    letters, tokens = lexed.letters, lexed.tokens
    letter = letters[position]
    if letter in "ebA":
        inner = position + 1 + (letters[position + 1 : position + 2] in {"-", "i"})
        mod = _MODS.get(tokens[position].text.lower())
        if mod is None or inner >= len(letters) or letters[inner] in "jna":
            return None
    elif letter in "TE":
        opening = position + (letter == "T")
        if letters[opening : opening + 2] != "EO":
            return None
        inner, mod = opening + 2, str(tokens[opening].value)
        if whole := whole_unit(lexed, inner, reckoner):
            return whole[0], _narrow(whole[1], mod)
    else:
        return None
    hit = read_at(lexed, inner, reckoner, TABLE) if inner < len(letters) else None
    if hit is None or hit[1].type not in {"DATE", "TIME"} or hit[1].value.endswith("_REF"):
        return None
    return hit[0], _narrow(_on_its_side(hit[1], tokens[position].text.lower(), reckoner), mod)


def _on_its_side(read: Read, word: str, reckoner: Reckoner) -> Read:
    """As in "earlier this year", which ends with the day of publication; "later this year" begins with it."""
    day, span = reckoner.day, read.span
    if word not in {"earlier", "later"} or day is None or span is None or not span.start <= day <= span.end:
        return read
    if span.start == span.end:
        return read
    side = (
        Span(span.start, day, span.granularity, span.value)
        if word == "earlier"
        else Span(day, span.end, span.granularity, span.value)
    )
    return replace(read, span=side)


def _with_day(lexed: Lexed, hit: tuple[int, Read], reckoner: Reckoner) -> tuple[int, Read]:
    """A clock time takes the day printed right behind it: "9:07 a.m. on Sunday", "4 p.m. local time, Sept. 2"."""
    after, read = hit
    if read.clock is None or read.clock[0] != read.clock[1] or read.rule.startswith("clock_day"):
        return hit
    if (day := _day_behind(lexed, after, reckoner)) is not None:
        return day[0], _on_day(read, day[1])
    if lexed.letters[after : after + 1] in {"&", "~", "-"}:  # "between noon and 3 p.m. Sunday"
        other = read_at(lexed, after + 1, reckoner, TIMES)
        shared = _day_behind(lexed, other[0], reckoner) if other is not None else None
        if shared is not None:
            return after, _on_day(read, shared[1])
    return hit


def _day_behind(lexed: Lexed, after: int, reckoner: Reckoner) -> tuple[int, Read] | None:
    """The day printed right behind a clock time, with what may stand between."""
    inner = after
    if lexed.letters[inner : inner + 4] in {"_nz_", "_cz_"}:
        inner += 4  # "10:35 a.m. (0735 GMT) Friday"
    for words in (("local", "hours", "hrs"), ("time",), (",", "on")):
        if inner < len(lexed.tokens) and lexed.tokens[inner].text.lower() in words:
            inner += 1
    found = read_at(lexed, inner, reckoner, DAYS) if inner < len(lexed.letters) else None
    if found is None or found[1].span is None or found[1].span.granularity is not Granularity.DAY:
        return None
    return found


def _on_day(read: Read, day: Read) -> Read:
    """A clock time on a day; the part of that day decides between the two halves ("12:02 Sunday morning")."""
    minutes = read.clock[0] if read.clock else 0
    if day.clock is not None:
        minutes = within_part(minutes, day.clock)
    value = clock_value(minutes)
    if read.value.endswith("T24:00"):
        value = "T24:00"
    return replace(
        day, type="TIME", value=day.value[:10] + value, rule="clock_day", clock=(minutes, minutes), zone=read.zone
    )


def _part_of_date(lexed: Lexed, position: int, reckoner: Reckoner) -> tuple[int, Read] | None:
    """What is said of a day printed behind it: "the night of 13 February", "the week of May 6"."""
    letters = lexed.letters
    if letters[position] == "k" or letters[position + 2 : position + 4] == "uO":
        small = _small_hours(lexed, position, reckoner)
        if small is not None:
            return small
    opening = position + (letters[position] == "T")
    opening += letters[opening : opening + 1] == "e"
    linked = letters[opening : opening + 2]
    behind = opening + 2
    if linked == "pu" and letters[behind : behind + 1] == "O":  # "the early morning hours of Nov. 28"
        linked, behind = "pO", behind + 1
    if linked not in {"pO", "pb", "pA", "uO", "ub", "uA"} or behind >= len(letters):
        return None
    found = read_at(lexed, behind, reckoner, DAYS)
    if found is None or found[1].span is None or found[1].span.granularity is not Granularity.DAY:
        return None
    after, read = found
    value = lexed.tokens[opening].value
    step = {"O": 0, "b": -1, "A": 1}[linked[1]]
    if linked[0] == "p":
        if ":" in str(value) or read.type != "DATE":
            return None
        day = unit_span(found[1].span.start, "D", step)
        return after, with_part(replace(read, span=day, value=day.value), lexed.tokens[opening])
    unit = {("D", 1): "D", ("W", 1): "W"}.get(value) if isinstance(value, tuple) else None
    if (
        letters[position] != "T"
        or unit is None
        or lexed.tokens[opening + 1].text == "earlier"
        or (unit == "W" and step)
    ):
        return None
    span = unit_span(found[1].span.start, unit, step)
    return after, replace(read, value=span.value, span=span, rule=f"{read.rule}_from")


def _small_hours(lexed: Lexed, position: int, reckoner: Reckoner) -> tuple[int, Read] | None:
    """As in "the small hours of Wednesday", "in the early hours of Sept. 2", "overnight on Tuesday"."""
    words = [token.text.lower() for token in lexed.tokens[position : position + 4]]
    if words[:1] == ["overnight"]:
        behind = position + 1 + (words[1:2] == ["on"])
        part = Token("night", 0, 0, "p", "NI")
    elif words[0] == "the" and words[1:2] in (["small"], ["early"], ["wee"]) and words[2:4] == ["hours", "of"]:
        behind, part = position + 4, Token("hours", 0, 0, "p", "SH")
    else:
        return None
    found = read_at(lexed, behind, reckoner, DAYS) if behind < len(lexed.letters) else None
    if found is None or found[1].type != "DATE" or found[1].span is None:
        return None
    return (found[0], with_part(found[1], part)) if found[1].span.granularity is Granularity.DAY else None


def _narrow(read: Read, mod: str) -> Read:
    """The reading with its modifier; the minutes of a day are cut with it."""
    clock = read.clock
    if mod in {"START", "END"} and read.span and read.span.granularity is Granularity.DAY:
        clock = narrowed(read.clock, mod)
    return replace(read, rule=f"{read.rule}_{mod.lower()}", mod=mod, clock=clock)
