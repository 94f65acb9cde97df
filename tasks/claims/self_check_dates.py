"""Dates of one article against each other: weekdays fit, days between dates, anniversaries and ages compute.

In: all layers of one article. Out: findings with both values and their spans. Years are compared with a tolerance of
one where the month is not known: whoever turns 72 in December is 71 in March.
"""

import itertools
import re
from datetime import date
from typing import Final

from tasks.claims.context import Reading
from tasks.claims.when_words import WEEKDAYS
from tasks.model import SelfCheck, Sentence, Timex
from tasks.vocabulary import Granularity

NEAR_DAYS = 180  # a date without its year this near to publication has the year of publication
YEAR_SLACK = 1
CLOCK_STEP_MINUTES = 15  # zones differ by whole quarters of an hour
DAY_NAMES: Final = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_WEEKDAY = re.compile(r"\b(?:Mon|Tues?|Wed(?:nes)?|Thu(?:rs?)?|Fri|Sat(?:ur)?|Sun)(?:day)?\b\.?,?\s")
_PRINTED_YEAR = re.compile(r"\b(?:1[5-9]|20)\d\d\b")
_COUNTED = re.compile(
    r"\s?,\s(?:exactly |just )?(?P<count>\w{1,12}|\d{1,3})\s(?P<unit>days?|weeks?)\s(?P<way>after|before)\s(?:the\s)?\Z"
)
_AGO = re.compile(r"\A\s?,?\s?(?:in|on)?\s?\Z")
_ANNIVERSARY = re.compile(
    r"\b(?P<count>\d{1,3})(?:st|nd|rd|th)\s(?:anniversary|birthday)\s(?:of|since)\s(?P<event>[^.;:!?\"”]{3,90})",
    re.IGNORECASE,
)
_AGE = re.compile(r"\b(?P<age>\d{1,3})[- ]years?[- ]old\b|,\s(?P<bare>\d{2}),")
_BORN = re.compile(r"\bborn\s(?:on\s[\w ,.]{3,20}?\s|in\s[\w ,.]{0,24}?)?(?P<year>1[89]\d\d|20\d\d)\b")
_TWO_CLOCKS = re.compile(
    r"\b(?P<hour>\d{1,2})[:.](?P<minute>\d\d)\s?(?P<half>[ap])\.?m\.?(?:\slocal(?:\stime)?)?,?\s(?:or\s|\()(?P<hour2>\d{1,2}):?(?P<minute2>\d\d)\s(?:GMT|UTC)\b"
)
# Events that a newspaper counts anniversaries of, with the words that name them; all are in any almanac.
DATABLE: Final = tuple(
    (re.compile(words, re.IGNORECASE), year)
    for words, year in (
        (r"(?:end|close) of (?:the )?(?:World War II|Second World War|WWII)", 1945),
        (r"V-?[EJ] Day|victory over (?:Nazi Germany|Japan)", 1945),
        (r"(?:start|outbreak|beginning) of (?:the )?(?:World War II|Second World War|WWII)", 1939),
        (r"(?:end|armistice) of (?:the )?(?:World War I|First World War|WWI)\b", 1918),
        (r"(?:start|outbreak|beginning) of (?:the )?(?:World War I|First World War|WWI)\b", 1914),
        (r"(?:atomic bombing of |bombing of )?(?:Hiroshima|Nagasaki)", 1945),
        (r"D-Day|Normandy landings", 1944),
        (r"liberation of Auschwitz", 1945),
        (r"(?:attack on |bombing of )Pearl Harbor", 1941),
        (r"(?:outbreak|start) of the Korean War", 1950),
        (r"Korean War armistice|(?:end|armistice) of the Korean War", 1953),
        (r"fall of the Berlin Wall", 1989),
        (r"Chernobyl (?:disaster|accident|explosion)", 1986),
        (r"Tiananmen (?:Square )?(?:crackdown|massacre)", 1989),
        (r"founding of the People['’]s Republic of China", 1949),
        (r"(?:Sept(?:ember|\.) 11|9/11) (?:terror(?:ist)? )?attacks", 2001),
        (r"(?:first )?moon landing", 1969),
        (r"Srebrenica (?:massacre|genocide)", 1995),
        (r"Rwandan? genocide|genocide in Rwanda", 1994),
        (r"Good Friday Agreement", 1998),
    )
)
_NUMBERS: Final = {
    word: value
    for value, word in enumerate(
        ("a", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"),
        start=0,
    )
} | {"a": 1}


def weekdays(reading: Reading) -> list[SelfCheck]:
    """As in "Tuesday, Sept. 2": the second of September of that year is a Tuesday."""
    today = reading.document.civil_day
    found: list[SelfCheck] = []
    for timex in reading.timexes:
        named = _WEEKDAY.match(timex.text)
        if (
            named is None
            or timex.when is None
            or timex.when.start != timex.when.end
            or not re.search(r"\d", timex.text)
        ):
            continue
        weekday = WEEKDAYS.get(named.group().strip(" ,.").lower())
        day = timex.when.start
        sure = _PRINTED_YEAR.search(timex.text) is not None or (
            today is not None and abs((day - today).days) <= NEAR_DAYS
        )
        if timex.type == "DATE" and weekday is not None and sure and day.weekday() != weekday:
            found.append(
                SelfCheck(
                    f"“{timex.text}” does not fit: {_shown(day)} is a {DAY_NAMES[day.weekday()]}.",
                    ((timex.start, timex.end),),
                )
            )
    return found


def counted_days(reading: Reading) -> list[SelfCheck]:
    """As in "on Jan. 7, five days after Jan. 1": the days between two dates are as many as the text counts."""
    text = reading.document.text
    found: list[SelfCheck] = []
    days = [timex for timex in reading.timexes if _is_day(timex)]
    for first, second in itertools.pairwise(days):
        hit = _COUNTED.fullmatch(text[first.end : second.start])
        if hit is None or first.when is None or second.when is None:
            continue
        word = hit["count"].lower()
        count = int(word) if word.isdecimal() else _NUMBERS.get(word)
        if count is None:
            continue
        expected = count * (7 if hit["unit"].startswith("week") else 1)
        apart = (first.when.start - second.when.start).days * (1 if hit["way"] == "after" else -1)
        if apart != expected:
            finding = (
                f"The text counts {hit['count']} {hit['unit']} {hit['way']} {second.text}, "
                f"but from {_shown(second.when.start)} to {_shown(first.when.start)} it is {abs(apart)}."
            )
            found.append(SelfCheck(finding, ((first.start, first.end), (second.start, second.end))))
    return found


def years_ago(reading: Reading) -> list[SelfCheck]:
    """As in "in 2009, 16 years ago": the year of publication less the count is the year named."""
    today = reading.document.civil_day
    if today is None:
        return []
    text = reading.document.text
    found: list[SelfCheck] = []
    for first, second in zip(reading.timexes, reading.timexes[1:], strict=False):
        year, counted = (first, second) if second.rule.startswith("counted_from") else (second, first)
        if not counted.rule.startswith("counted_from") or "year" not in counted.text or "ago" not in counted.text:
            continue
        if year.when is None or counted.when is None or not _PRINTED_YEAR.search(year.text):
            continue
        if year.when.granularity not in {Granularity.YEAR, Granularity.MONTH, Granularity.DAY}:
            continue
        if not _AGO.fullmatch(text[first.end : second.start]):
            continue
        apart = abs(year.when.start.year - counted.when.start.year)
        if apart > YEAR_SLACK:
            finding = (
                f"“{counted.text}” from {today.year} is {counted.when.start.year}, but the text gives “{year.text}”."
            )
            found.append(SelfCheck(finding, ((first.start, first.end), (second.start, second.end))))
    return found


def anniversaries(reading: Reading) -> list[SelfCheck]:
    """As in "the 80th anniversary of the end of World War II": year less year is the number counted."""
    found: list[SelfCheck] = []
    for sentence in reading.sentences:
        for hit in _ANNIVERSARY.finditer(sentence.text):
            event = hit["event"]
            year = _year_of_event(event)
            marked = _year_marked(reading, sentence, hit)
            if year is None or not marked:
                continue
            count = int(hit["count"])
            if any(then - year == count for then in marked):
                continue
            span = (sentence.start + hit.start(), sentence.start + hit.end())
            finding = (
                f"“{hit.group().strip()}” would make it {year + count}, but the text speaks of {marked[0]}: "
                f"{marked[0]} less {year} is {marked[0] - year}."
            )
            found.append(SelfCheck(finding, (span,)))
    return found


def _year_of_event(event: str) -> int | None:
    """The year that the text prints with the event, else that of a datable event."""
    if printed := _PRINTED_YEAR.search(event):
        return int(printed.group())
    return next((year for pattern, year in DATABLE if pattern.search(event)), None)


def _year_marked(reading: Reading, sentence: Sentence, hit: re.Match[str]) -> list[int]:
    """In which year the anniversary may fall: that of publication, the next, and any that the sentence names."""
    today = reading.document.civil_day
    named = [
        timex.when.start.year
        for timex in reading.timexes
        if sentence.start <= timex.start < sentence.end and timex.when and not _inside(timex, sentence, hit)
    ]
    if today is None:
        return named
    ahead = [today.year + 1] if re.search(r"\b(?:will|next|upcoming|ahead|plans?|prepar\w+)\b", sentence.text) else []
    behind = [today.year - 1] if today.month == 1 or re.search(r"\b(?:last|had)\b", sentence.text) else []
    return [today.year, *ahead, *behind, *named]


def _inside(timex: Timex, sentence: Sentence, hit: re.Match[str]) -> bool:
    return sentence.start + hit.start() <= timex.start and timex.end <= sentence.start + hit.end()


def ages(reading: Reading) -> list[SelfCheck]:
    """As in "the 71-year-old, born in 1952": the year of publication less the year of birth is the age, or one more."""
    today = reading.document.civil_day
    if today is None:
        return []
    found: list[SelfCheck] = []
    for sentence in reading.sentences:
        born, age = _BORN.search(sentence.text), _AGE.search(sentence.text)
        if born is None or age is None:
            continue
        years = int(age["age"] or age["bare"])
        reached = today.year - int(born["year"])
        if not reached - YEAR_SLACK <= years <= reached:
            spans = tuple((sentence.start + hit.start(), sentence.start + hit.end()) for hit in (born, age))
            finding = (
                f"Born in {born['year']} makes {reached - 1} or {reached} in {today.year}, "
                f"but the text gives the age {years}."
            )
            found.append(SelfCheck(finding, tuple(sorted(spans))))
    return found


def two_clocks(reading: Reading) -> list[SelfCheck]:
    """As in "9:03 a.m., or 00:03 GMT": one minute in two zones differs by whole quarters of an hour."""
    found: list[SelfCheck] = []
    for sentence in reading.sentences:
        for hit in _TWO_CLOCKS.finditer(sentence.text):
            local = (int(hit["hour"]) % 12 + (12 if hit["half"] == "p" else 0)) * 60 + int(hit["minute"])
            utc = int(hit["hour2"]) * 60 + int(hit["minute2"])
            if (local - utc) % CLOCK_STEP_MINUTES:
                span = (sentence.start + hit.start(), sentence.start + hit.end())
                found.append(
                    SelfCheck(
                        f"“{hit.group()}” cannot be one moment: no zone is {abs(local - utc)} minutes off.", (span,)
                    )
                )
    return found


def _is_day(timex: Timex) -> bool:
    return timex.type == "DATE" and timex.when is not None and timex.when.granularity is Granularity.DAY


def _shown(day: date) -> str:
    return f"{day.day} {day:%B %Y}"
