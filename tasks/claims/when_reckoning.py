"""From a phrase to the calendar: what relative dates are counted from, and which year or week they fall in.

A `Reckoner` walks through one article. It knows the civil day of publication (or of the dateline) and remembers
the last date that the text named, from which "the day before" and "two years earlier" are counted. Where neither
is known, a relative date stays unresolved and its reading says so ("anchor none").
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Final

from tasks.claims.calendar_span import (
    Span,
    day_span,
    easter,
    month_span,
    nth_weekday,
    season_span,
    unit_span,
    weekday_after,
    weekday_before,
)
from tasks.vocabulary import Granularity

FAR_YEARS = 2  # a year named this far from publication makes the passage a look back, with its own calendar
FAR_DAYS, NEAR_DAYS = 300, 65
SURE_DAYS = 45  # a tense that says past or future outright moves the line so far
FAR_MONTHS, NEAR_MONTHS = 11, 1
EVENT_CHARS = 4  # shorter words name no event
EVENT_SENTENCES = 10  # farther back, "the battle" may well be another


@dataclass(frozen=True, slots=True)
class Read:
    """What a rule made of a phrase: TIMEX3 type, value and mod, and the days (`span`) and minutes (`clock`) meant."""

    type: str
    value: str
    rule: str
    span: Span | None = None
    anchor: str = "none"
    mod: str | None = None
    clock: tuple[int, int] | None = None
    zone: str | None = None
    about: date | None = None  # the very day, where a week is only how finely it was said
    names: bool = True  # whether later relative dates may be counted from this one


@dataclass(frozen=True, slots=True)
class Named:
    """A date that the text has named: its days, where it stands, and whether its year was printed."""

    span: Span
    start: int
    paragraph: int
    sentence: int
    has_year: bool


class Reckoner:
    """The calendar of one article, read from its beginning to its end."""

    def __init__(self, day: date | None, anchor: str) -> None:
        """`day` is the civil day of publication, `anchor` the name of where it came from."""
        self.day = day
        self.anchor = anchor if day else "none"
        self.named: Named | None = None
        self.dated: Named | None = None  # the last one with a printed year
        self.named_day: Named | None = None  # the last single day
        self.quarter: Span | None = None
        self.events: dict[str, Named] = {}  # a word beside a single day, by which a later sentence may point at it
        self.paragraph = 0
        self.sentence = 0
        self.is_story = False  # an account of the past that keeps its own calendar

    # ------------------------------------------------------------------------------------- what is remembered

    def name(self, read: Read, start: int, *, has_year: bool) -> None:
        """Remember a date that was just read at `start`."""
        if read.span is None or not read.names or read.type not in {"DATE", "TIME"}:
            return
        if self.is_story and read.anchor == self.anchor:
            return  # "today" in a history does not carry its dates into the present
        self.named = Named(read.span, start, self.paragraph, self.sentence, has_year)
        if has_year:
            self.dated = self.named
        if read.span.start == read.span.end:
            self.named_day = self.named
        if read.span.granularity is Granularity.QUARTER and (self.day is None or read.span.end < self.day):
            # The quarter that a report is about is the latest full one it names; others are compared with it.
            self.quarter = max(self.quarter or read.span, read.span, key=lambda span: span.start)

    def base(self) -> tuple[date | None, str]:
        """What a season or month without its year is counted from: publication, in a history the last date named."""
        if self.is_story and self.named:
            return self.named.span.start, f"text:{self.named.start}"
        return self.day, self.anchor

    def now(self) -> tuple[date | None, str]:
        """What "yesterday" and "this week" are counted from, in a history too: publication where it is known."""
        return (self.day, self.anchor) if self.day else self.base()

    def last_named(self, unit: str = "Y") -> tuple[Span | None, str]:
        """What "the day before" is counted from: the last date named, else the day of publication.

        Days and weeks are counted from days only: "two weeks earlier" is never two weeks before 2003.
        """
        named = self.named_day if unit in {"D", "W", "FN", "WE"} else self.named
        if named:
            return named.span, f"text:{named.start}"
        return (day_span(self.day), self.anchor) if self.day else (None, "none")

    def remember(self, words: Iterable[str], day: Named) -> None:
        """Keep the words of a sentence that names one day: "the day before the parade" is counted from there."""
        for word in words:
            if len(word) >= EVENT_CHARS and word.islower():
                self.events[word] = day

    def day_of(self, word: str) -> Named | None:
        """The day of what a word names, where the text has told it."""
        day = self.events.get(word)
        return day if day is not None and self.sentence - day.sentence <= EVENT_SENTENCES else None

    # ------------------------------------------------------------------------------------------- which year

    def weekday(self, weekday: int, which: str, way: int) -> Span | None:
        """The day that a weekday's name means. `which` is last, next, this or empty; `way` from the tense."""
        base, _ = self.now()
        if base is None:
            return None
        if which == "last":
            return day_span(weekday_before(base, weekday, strictly=True))
        if which == "next" or way > 0 or (which == "this" and way >= 0):
            return day_span(weekday_after(base, weekday, strictly=which == "next"))
        return day_span(weekday_before(base, weekday))

    def year_for(self, month: int, day: int | None, way: int) -> tuple[int | None, str]:
        """The year of a date printed without one, and what it was counted from."""
        story = self.story_year() if way <= 0 or self.is_story else None
        if story is not None:
            return story
        if self.day is None:
            return None, "none"
        this = self.day
        years = [year for year in (this.year - 1, this.year, this.year + 1) if _exists(year, month, day)]
        if day is None:
            gaps = {year: (year - this.year) * 12 + month - this.month for year in years}
        else:
            gaps = {year: (date(year, month, day) - this).days for year in years}
        past = max((year for year in years if gaps[year] <= 0), default=None)
        future = min((year for year in years if gaps[year] >= 0), default=None)
        if past is not None and future is not None:
            # A date without its year is a near one: a year back is printed "last November", a year ahead "next".
            far, near = (FAR_MONTHS, NEAR_MONTHS) if day is None else (FAR_DAYS, NEAR_DAYS)
            if -gaps[past] >= far + (SURE_DAYS if way < 0 and day else 0) and gaps[future] <= near:
                return future, self.anchor
            if gaps[future] >= far + (SURE_DAYS if way > 0 and day else 0) and -gaps[past] <= near:
                return past, self.anchor
        if way > 0 and future is not None:
            return future, self.anchor
        if (way < 0 or day is None) and past is not None:
            return past, self.anchor
        nearest = min(years, key=lambda year: (abs(gaps[year]), gaps[year] > 0), default=None)
        return nearest, self.anchor

    def story_year(self) -> tuple[int, str] | None:
        """The year of the look back that the text is in, or None where it speaks of its own days."""
        dated = self.dated
        if dated is None:
            return None
        if self.is_story:
            return (self.named or dated).span.start.year, f"text:{dated.start}"
        reach = 1 if dated.span.granularity is Granularity.DAY else 0
        here = dated.paragraph == self.paragraph and self.sentence - dated.sentence <= reach
        far = self.day is None or abs(dated.span.start.year - self.day.year) >= FAR_YEARS
        if here and far and dated.span.granularity in {Granularity.DAY, Granularity.MONTH, Granularity.SEASON}:
            return dated.span.start.year, f"text:{dated.start}"
        return None

    def month(self, month: int, which: str, way: int) -> tuple[Span | None, str]:
        """A month printed without its year; "last March" is the one before this month, "next March" the one after."""
        base, anchor = self.base()
        if base is not None and which in {"last", "next", "this"}:
            step = month - base.month
            if which == "last":
                year = base.year if step < 0 else base.year - 1
            elif which == "next":
                year = base.year if step > 0 else base.year + 1
            else:
                year = base.year
            return month_span(year, month), anchor
        found, anchor = self.year_for(month, None, way)
        return (month_span(found, month) if found else None), anchor

    def season(self, season: str, which: str, way: int) -> tuple[Span | None, str]:
        """A season without its year: the last one begun, the next one, or this year's."""
        base, anchor = self.base()
        if base is None:
            return None, "none"
        years = [season_span(base.year + step, season) for step in (-2, -1, 0, 1)]
        if which == "last":
            return max((span for span in years if span.end < base), key=lambda span: span.start), anchor
        if which == "next" or (way > 0 and which != "this"):
            return min((span for span in years if span.end >= base), key=lambda span: span.start), anchor
        if which == "this":
            inside = [span for span in years if span.start <= base <= span.end]
            return (inside[0] if inside else season_span(base.year, season)), anchor
        return max((span for span in years if span.start <= base), key=lambda span: span.start), anchor

    def holiday(self, rule: object, which: str, way: int) -> tuple[Span | None, str]:
        """The feast of that name which the text means, in the year it means."""
        base, anchor = self.base()
        story = self.story_year()
        if story is not None:
            return day_span(feast(rule, story[0])), story[1]
        if base is None:
            return None, "none"
        days = [feast(rule, base.year + step) for step in (-1, 0, 1)]
        past = [day for day in days if day < base or (day == base and which != "last")]
        ahead = [day for day in days if day >= base]
        if which == "next" or (way > 0 and which != "last"):
            return day_span(min(ahead)), anchor
        if which == "this":
            return day_span(days[1]), anchor
        far_back = bool(past) and (base - max(past)).days >= FAR_DAYS and (min(ahead) - base).days <= NEAR_DAYS
        if not which and (way == 0 or far_back):
            return day_span(min(days, key=lambda day: abs((day - base).days))), anchor
        return day_span(max(past)), anchor


_FEASTS: Final = {
    "thanksgiving": (11, 3, 4),
    "labor": (9, 0, 1),
    "memorial": (5, 0, -1),
    "presidents": (2, 0, 3),
    "columbus": (10, 0, 2),
}


def feast(rule: object, year: int) -> date:
    """The day of a feast in a year: (month, day), the name of a weekday rule, or "easter+N"."""
    if isinstance(rule, tuple):
        return date(year, int(rule[0]), int(rule[1]))
    name = str(rule)
    if name.startswith("easter"):
        return unit_span(easter(year), "D", int(name[6:] or 0)).start
    if name == "election":  # the Tuesday after the first Monday of November
        return unit_span(nth_weekday(year, 11, 0, 1), "D", 1).start
    month, weekday, nth = _FEASTS[name]
    return nth_weekday(year, month, weekday, nth)


def _exists(year: int, month: int, day: int | None) -> bool:
    try:
        date(year, month, day or 1)
    except ValueError:
        return False
    return True
