"""Temporal expressions: every date, time, duration and set of an article, with its place on the calendar.

In: the sentences of an article, when it was published and its dateline. Out: `Timex` records in the order of the
text, with TIMEX3 type and value and, where the words name a stretch of the calendar, the civil days as `When`.
Weekdays and dates without a year are resolved by the tense of their clause against the dateline's or the
publication's civil day in the outlet's zone; "the day before" and "two years earlier" against the last date named.
Where there is no date to count from they stay unresolved: `when` None, anchor "none".
"""

import re
from datetime import date

from tasks.claims.when_around import HEADS, phrase_at
from tasks.claims.when_datelines import dateline_end
from tasks.claims.when_lexicon import lex
from tasks.claims.when_reckoning import Read, Reckoner
from tasks.claims.when_rows import is_day_line, row_clocks, row_timex
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
DATELINE_DAYS = 3  # an older dateline than that is another article's
_HEADS = re.compile("[" + re.escape("".join(sorted(HEADS))) + "]")


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
    rows = row_clocks(sentences)
    rows_day: When | None = None
    for sentence in sentences:
        if len(sentence.text) > MAX_SENTENCE_CHARS:
            continue
        reckoner.paragraph, reckoner.sentence = sentence.paragraph, sentence.index
        read = _sentence_timexes(sentence, reckoner, zone)
        rows_day = is_day_line(sentence, read) or rows_day
        if (row := rows.get(sentence.index)) is not None and rows_day is not None:
            read = [
                row_timex(sentence, row, rows_day, zone),
                *(one for one in read if one.start >= row.end + sentence.start),
            ]
        found.extend(read)
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
        hit = phrase_at(lexed, position, reckoner)
        if hit is None:
            position += 1
            continue
        first, after, read = hit
        start, end = lexed.tokens[first].start + sentence.start, lexed.tokens[after - 1].end + sentence.start
        text = sentence.text[start - sentence.start : end - sentence.start]
        found.append(_timex(read, start, end, text, zone))
        reckoner.name(read, start, has_year=read.anchor == "text")
        position = after
    named = reckoner.named_day
    # With a second time in the sentence it is not plain which of its words happened on that day.
    if len(found) == 1 and named is not None and named.start == found[0].start and named.sentence == reckoner.sentence:
        reckoner.remember((token.text for token in lexed.tokens if token.letter == "x"), named)
    return found


_INEXACT = frozenset({"APPROX", "LESS_THAN", "MORE_THAN", "EQUAL_OR_LESS", "EQUAL_OR_MORE"})


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
