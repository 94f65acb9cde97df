"""The minutes of a timeline: rows that open with a bare clock time below the day they are of.

In: the sentences of an article. Out: for each row its minute of the day and where it is printed. "08:57 Control tower
warns of birds" is read only where a neighbouring row opens so too, with no earlier minute above a later one: a
single "12:30 Flight" may be a number of a train. A line that is nothing but a date is the day of the rows below it.
"""

import re
from itertools import pairwise
from typing import NamedTuple

from tasks.model import Sentence, Timex, When
from tasks.vocabulary import Granularity

_ROW = re.compile(
    r"(?:[-•*] ?)?(\d{1,2})[:.](\d{2})(?: ?([ap])\.?m\.?)?(?: ?(?:GMT|UTC|local time))?[:,]? ?[-–—]? ?(?=[A-Z])"
)
_LABEL_CHARS = 12  # what may stand beside the date of a line that is a day: "Timeline, 3 May"
HOUR, NOON = 60, 12


class RowClock(NamedTuple):
    """Where in its sentence a row prints its minute, and which minute of the day that is."""

    start: int
    end: int
    minute: int


def row_clocks(sentences: tuple[Sentence, ...]) -> dict[int, RowClock]:
    """The rows of timelines, by the index of their sentence."""
    read = {sentence.index: clock for sentence in sentences if (clock := _clock(sentence.text)) is not None}
    kept: dict[int, RowClock] = {}
    for first, second in pairwise(sorted(read)):
        if second == first + 1 and read[first].minute <= read[second].minute:
            kept[first], kept[second] = read[first], read[second]
    return kept


def _clock(text: str) -> RowClock | None:
    row = _ROW.match(text)
    if row is None:
        return None
    hour, minute, half = int(row.group(1)), int(row.group(2)), row.group(3)
    if half:
        hour = hour % NOON + (NOON if half == "p" else 0)
    if hour >= 24 or minute >= HOUR:  # noqa: PLR2004 - hours of a day
        return None
    end = row.end(3) + (text[row.end(3) :].lower().startswith((".m.", "m.")) and 2) if half else row.end(2)
    return RowClock(row.start(1), end, hour * HOUR + minute)


def is_day_line(sentence: Sentence, found: list[Timex]) -> When | None:
    """The day that a line names and says nothing else."""
    if len(found) != 1 or found[0].type != "DATE" or len(sentence.text) - len(found[0].text) > _LABEL_CHARS:
        return None
    when = found[0].when
    return when if when is not None and when.start == when.end else None


def row_timex(sentence: Sentence, row: RowClock, day: When, zone: str | None) -> Timex:
    """The minute of a row on its day."""
    start, end = sentence.start + row.start, sentence.start + row.end
    text = sentence.text[row.start : row.end]
    value = f"{day.start.isoformat()}T{row.minute // HOUR:02d}:{row.minute % HOUR:02d}"
    when = When(
        start=day.start,
        end=day.start,
        granularity=Granularity.MINUTE,
        clock=(row.minute, row.minute),
        zone=zone,
        approximate=False,
        text=text,
        rule="row of a timeline",
        timex=value,
    )
    return Timex(start, end, text, "TIME", value, day.timex, None, when, "row of a timeline")
