"""Temporal expressions: every date, time, duration and set of an article, with its place on the calendar.

In: the sentences of an article, when it was published and its dateline. Out: `Timex` records in the order of the
text, with TIMEX3 type and value and, where the words name a stretch of the calendar, the civil days as `When`.
Weekdays and dates without a year are resolved by the tense of their clause against the dateline's or the
publication's civil day in the outlet's zone; "the day before" and "two years earlier" against the last date named.
Where there is no date to count from they stay unresolved: `when` None, anchor "none".
"""

import re
from dataclasses import replace
from datetime import date

from tasks.claims.calendar_span import unit_span
from tasks.claims.when_clock import clock_value, narrowed, with_part, within_part
from tasks.claims.when_grammar import read_at
from tasks.claims.when_lexicon import Lexed, lex
from tasks.claims.when_numbers import Token
from tasks.claims.when_reckoning import Read, Reckoner
from tasks.claims.when_relative import whole_unit
from tasks.claims.when_rules import DAYS, TABLE, TIMES
from tasks.model import Published, Sentence, Timex, When, civil
from tasks.settings import Sources
from tasks.vocabulary import Granularity, Precision

MAX_SENTENCE_CHARS = 2_000  # longer "sentences" are markup accidents
STORY_YEARS = 6  # so many years printed, ...
STORY_SENTENCES = 8  # ... one at least in so many sentences, ...
STORY_AGE_YEARS = 3  # ... and half of them so far back: the text is a history, not news
_YEAR = re.compile(r"\b(1[0-9]{3}|20[0-9]{2})\b(?!,\d)")
STORY_DAYS = 8  # at most one weekday, "today" or "yesterday" to so many years
_NEWS_DAY = re.compile(r"\b(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b|\b(?:to|yester)day\b")
DATELINE_SENTENCES = 8  # headline, caption and the lines of a press release may stand before it
DATELINE_CHARS = 250
_DATELINE_MARKS = ("—", "–", "--", " - ", "_ ", ")")
DATELINE_DAYS = 3  # an older dateline than that is another article's
_DATELINE = re.compile(
    r"[A-Z][A-Z .'’/-]{2,40}(?:,\s[A-Z][\w .]{1,30}){0,2}"
    r"(?:,?\s(?:[A-Z][a-z]{2,8}\.?\s\d{1,2}(?:,\s\d{4})?|\d{1,2}\s[A-Z][A-Za-z]{2,8}\.?(?:\s\d{2,4})?))?"
    r"(?:\s\([\w .&/-]{1,60}\))?\s?(?:—|–|--|-|_)\s"
)
# A press release: "For Immediate Release KABUL, Afghanistan (Oct. 9, 2012)".
_RELEASE = re.compile(
    r"(?:[^()]{0,200}\s)?[A-Z]{3,20}(?:\s[A-Z]{3,20})?,\s[A-Z][a-z]{2,20}(?:\s[A-Z][a-z]{2,20})?\s"
    r"\([A-Z][a-z]{2,8}\.?\s\d{1,2}(?:,\s\d{4})?\)\s?(?:[-–—]{1,2}\s)?"
)
_HEADS = re.compile("[" + re.escape("".join(sorted({*TABLE.rules, *"ebATEpk"}))) + "]")
_MODS = {"early": "START", "late": "END", "mid": "MID", "earlier": "START", "later": "END"}


def timexes(
    sentences: tuple[Sentence, ...], published: Published | None, dateline: str | None, sources: Sources
) -> tuple[Timex, ...]:
    """Read every temporal expression of an article."""
    day, anchor = _document_day(published, dateline)
    reckoner = Reckoner(day, anchor)
    reckoner.is_story = _is_story(sentences, day)
    zone = _zone(dateline, sources)
    found: list[Timex] = []
    if (dated := _dateline_day(sentences, reckoner)) is not None:
        reckoner.day, reckoner.anchor = dated, "dateline"
    for sentence in sentences:
        if len(sentence.text) > MAX_SENTENCE_CHARS:
            continue
        reckoner.paragraph, reckoner.sentence = sentence.paragraph, sentence.index
        found.extend(_sentence_timexes(sentence, reckoner, zone))
    return tuple(found)


def _document_day(published: Published | None, dateline: str | None) -> tuple[date | None, str]:
    """The civil day that relative words are counted from, and where it was printed."""
    day = None
    if published is not None and published.precision in {Precision.SECOND, Precision.MINUTE, Precision.DAY}:
        day = civil(published).date()
    if dateline and any(char.isdigit() for char in dateline):
        read = _sentence_timexes(Sentence(0, 0, len(dateline), dateline, 0), Reckoner(day, "published"), None)
        printed = next((timex.when for timex in read if timex.when and timex.when.start == timex.when.end), None)
        if printed is not None:
            return printed.start, "dateline"
    return day, "published"


def _dateline_day(sentences: tuple[Sentence, ...], reckoner: Reckoner) -> date | None:
    """The day printed in a dateline that opens the prose: "WAJIMA, Japan, Jan 2 (Harbour Wire) —"."""
    for sentence in sentences[:DATELINE_SENTENCES]:
        opening = dateline_end(sentence.text)
        if not opening:
            continue
        piece = Sentence(0, 0, opening, sentence.text[:opening], 0)
        for timex in _sentence_timexes(piece, Reckoner(reckoner.day, reckoner.anchor), None):
            if timex.when is not None and timex.when.start == timex.when.end and timex.type == "DATE":
                near = reckoner.day is None or abs((timex.when.start - reckoner.day).days) <= DATELINE_DAYS
                return timex.when.start if near else None
    return None


def dateline_end(text: str) -> int:
    """Where the dateline at the beginning of a sentence ends; 0 where there is none."""
    head = text[:DATELINE_CHARS]
    if not any(mark in head for mark in _DATELINE_MARKS):
        return 0
    hit = _DATELINE.match(text) or _RELEASE.match(text)
    return hit.end() if hit else 0


def _is_story(sentences: tuple[Sentence, ...], day: date | None) -> bool:
    """Whether a text tells of a past that keeps its own calendar: many years are printed, most of them long gone."""
    printed = sorted(int(year) for sentence in sentences for year in _YEAR.findall(sentence.text[:MAX_SENTENCE_CHARS]))
    if len(printed) < STORY_YEARS or len(printed) * STORY_SENTENCES < len(sentences):
        return False
    named = sum(len(_NEWS_DAY.findall(sentence.text[:MAX_SENTENCE_CHARS])) for sentence in sentences)
    if STORY_DAYS * named > len(printed):
        return False  # news names its days by their weekday
    return day is None or printed[len(printed) // 2] <= day.year - STORY_AGE_YEARS


def _zone(dateline: str | None, sources: Sources) -> str | None:
    """The zone of the place in the dateline, where sources.toml knows it."""
    if not dateline:
        return None
    for piece in dateline.split(","):
        place = sources.places_by_alias.get(piece.strip().lower())
        if place and place.zone:
            return place.zone
    return None


def _sentence_timexes(sentence: Sentence, reckoner: Reckoner, zone: str | None) -> list[Timex]:
    lexed = lex(sentence.text)
    found: list[Timex] = []
    position = 0
    while (head := _HEADS.search(lexed.letters, position)) is not None:
        position = head.start()
        hit = (
            _modified(lexed, position, reckoner)
            or _part_of_date(lexed, position, reckoner)
            or read_at(lexed, position, reckoner, TABLE)
        )
        if hit is None:
            position += 1
            continue
        after, read = _with_day(lexed, hit, reckoner)
        first, read = _hedged(lexed, position, after, read)
        start, end = lexed.tokens[first].start + sentence.start, lexed.tokens[after - 1].end + sentence.start
        text = sentence.text[start - sentence.start : end - sentence.start]
        found.append(_timex(read, start, end, text, zone))
        reckoner.name(read, start, has_year=read.anchor == "text")
        position = after
    return found


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
_INEXACT = frozenset({"APPROX", "LESS_THAN", "MORE_THAN", "EQUAL_OR_LESS", "EQUAL_OR_MORE"})
_ABOUT = frozenset({"about", "around", "roughly", "approximately", "some", "circa"})


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
    return hit[0], _narrow(hit[1], mod)


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
    for words in (("local",), ("time",), (",", "on")):
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


def _timex(read: Read, start: int, end: int, text: str, zone: str | None) -> Timex:
    when = None
    if read.span is not None:
        granularity = read.span.granularity
        if read.clock is not None:
            granularity = Granularity.MINUTE if read.clock[0] == read.clock[1] else Granularity.PART_OF_DAY
        when = When(
            start=read.about or read.span.start,
            end=read.about or read.span.end,
            granularity=granularity,
            clock=read.clock,
            zone=read.zone or zone,
            approximate=read.mod in _INEXACT or read.about is not None,
            text=text,
            rule=read.rule,
            timex=read.value,
        )
    anchor = f"text:{start}" if read.anchor == "text" else read.anchor
    return Timex(start, end, text, read.type, read.value, anchor, read.mod, when, read.rule)
