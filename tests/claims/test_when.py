"""The times read from a text are exactly those a careful reader marks, with the days that they mean."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tasks.claims.calendar_span import easter, month_span, unit_span, weekday_after, weekday_before
from tasks.claims.when import timexes
from tasks.claims.when_lexicon import lex
from tasks.model import Document, Published, Timex
from tasks.reading.sentences import sentences
from tasks.settings import Sources
from tasks.settings_names import Place
from tasks.vocabulary import Precision
from tests.support import cases, named

READ = [case for case in cases("when.toml") if "skip" not in case]


def read(text: str, published: str | None = "2025-09-05", dateline: str | None = None) -> tuple[Timex, ...]:
    """The times of a text printed on a civil day."""
    instant = datetime.fromisoformat(published).replace(hour=12, tzinfo=UTC) if published else None
    when = Published(instant, Precision.DAY, "given", published or "") if instant else None
    return timexes(sentences(Document("id", "id", text)), when, dateline, Sources())


def summary(timex: Timex, wanted: str) -> str:
    """A time in the form of the cases file, as fully as the case asks for."""
    shown = [timex.text, timex.type, timex.value]
    fields = wanted.count("|") + 1
    if fields > 3:
        shown.append(f"{timex.when.start}..{timex.when.end}" if timex.when else "none")
    if fields > 4:
        shown.append("-".join(map(str, timex.when.clock)) if timex.when and timex.when.clock else "none")
    return " | ".join(shown)


@pytest.mark.parametrize("case", READ, ids=named)
def test_reads_every_time_and_nothing_else(case: dict[str, Any]):
    found = read(case["text"], case.get("published", "2025-09-05"))
    wanted = case["times"] + [""] * (len(found) - len(case["times"]))
    assert [summary(timex, text) for timex, text in zip(found, wanted, strict=False)] == case["times"], case["why"]


@pytest.mark.parametrize("case", READ, ids=named)
def test_spans_point_at_the_words(case: dict[str, Any]):
    assert all(case["text"][timex.start : timex.end] == timex.text for timex in read(case["text"]))


def test_modifiers_stay_with_their_date():
    mods = [
        timex.mod for timex in read("In late March, by the end of 2024 and around Nov. 1 it rained for about two days.")
    ]
    assert mods == ["END", "END", "APPROX", "APPROX"]


def test_nothing_is_resolved_without_a_date():
    found = read("He said on Friday that two weeks ago, this week and last May all was well.", None)
    assert found
    assert all(timex.when is None and timex.anchor == "none" for timex in found)


def test_the_civil_day_is_that_of_the_outlet():
    """At 02:00 in Tokyo on Friday it is still Thursday in Greenwich; "Friday" is that day all the same."""
    instant = datetime(2025, 9, 4, 17, 0, tzinfo=UTC)
    when = Published(instant, Precision.MINUTE, "given", "", 9 * 60)
    found = timexes(sentences(Document("id", "id", "It sank on Friday.")), when, None, Sources())
    assert found[0].value == "2025-09-05"


def test_a_coarse_publication_date_resolves_no_weekday():
    """A page that only says 2025 gives no day to count from."""
    when = Published(datetime(2025, 1, 1, tzinfo=UTC), Precision.YEAR, "given", "2025")
    found = timexes(sentences(Document("id", "id", "It sank on Friday.")), when, None, Sources())
    assert found[0].when is None


def test_the_dateline_gives_the_zone():
    sources = Sources(place=(Place(name="Wajima", zone="Asia/Tokyo"),))
    when = Published(datetime(2025, 9, 5, 12, tzinfo=UTC), Precision.DAY, "given", "")
    found = timexes(sentences(Document("id", "id", "It sank on Friday.")), when, "WAJIMA, Japan", sources)
    assert found[0].when is not None
    assert found[0].when.zone == "Asia/Tokyo"


@given(st.dates(min_value=datetime(1990, 1, 1, tzinfo=UTC).date()), st.integers(0, 6))
def test_a_weekday_is_within_a_week(day, weekday):
    """The last such weekday and the next one lie at most six days away and are that weekday."""
    before, after = weekday_before(day, weekday), weekday_after(day, weekday)
    assert before.weekday() == after.weekday() == weekday
    assert timedelta(0) <= day - before < timedelta(days=7)
    assert timedelta(0) <= after - day < timedelta(days=7)


@given(
    st.dates(min_value=datetime(1900, 3, 1, tzinfo=UTC).date()), st.sampled_from(["D", "W", "M", "Q", "Y", "DE", "CE"])
)
def test_a_unit_holds_its_day(day, unit):
    """The unit counted as none away is the one that the day lies in, and the next begins where it ends."""
    here = unit_span(day, unit)
    assert here.start <= day <= here.end
    if here.end.year < 9000 and unit != "CE":
        assert unit_span(day, unit, 1).start == here.end + timedelta(days=1)


@given(st.dates(min_value=datetime(1950, 1, 1, tzinfo=UTC).date(), max_value=datetime(2090, 1, 1, tzinfo=UTC).date()))
def test_a_printed_date_is_read_as_printed(day):
    """Every day of the calendar, in both printed orders, is read as itself whenever it was published."""
    for text in (f"It began on {day:%B} {day.day}, {day.year}.", f"It began on {day.day} {day:%B} {day.year}."):
        assert [timex.value for timex in read(text)] == [day.isoformat()]


@given(st.text(alphabet=" -.,'0123456789abcdMayJunTuesdagolwkyr:", max_size=120))
def test_any_text_is_survived(text):
    """Nothing that is printed makes the reader fail, and every span lies in the text."""
    assert all(0 <= timex.start < timex.end <= len(text) for timex in read(text))
    assert len(lex(text).tokens) == len(lex(text).letters)


@pytest.mark.parametrize("end", ["-", "to", "and", "on", ", on", "local time", "(", "of", "the"])
@pytest.mark.parametrize(
    "opening", ["It opens at 9 a.m.", "It fell on the night", "It shut by noon", "In the small hours"]
)
def test_a_phrase_may_break_off(opening, end):
    """A sentence that ends in the middle of a phrase is read as far as it goes."""
    text = f"{opening} {end}"
    assert all(text[timex.start : timex.end] == timex.text for timex in read(text))


def test_hostile_runs_stay_short():
    """A sentence longer than any sentence is left unread."""
    assert read("one two three and a half " * 200) == ()


@pytest.mark.parametrize(("year", "month", "day"), [(2024, 3, 31), (2025, 4, 20), (1998, 4, 12), (2000, 4, 23)])
def test_easter(year, month, day):
    assert (easter(year).month, easter(year).day) == (month, day)


def test_months_carry_into_years():
    assert month_span(2024, 14).value == "2025-02"
    assert month_span(2024, 0).value == "2023-12"
