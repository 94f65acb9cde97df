"""The counts read from a text are exactly those a fact-checker marked."""

from datetime import UTC, date, datetime
from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tasks.claims.anchors import anchors
from tasks.claims.checkability import not_checkable
from tasks.claims.context import Reading, SentenceContext
from tasks.claims.meeting import meeting_claims
from tasks.claims.meeting_earlier import so_long_before
from tasks.claims.meeting_words import MAX_SENTENCE_CHARS, cardinal, ordinal
from tasks.claims.numbers import numbers
from tasks.claims.when import timexes
from tasks.model import Claim, Document, Published, Sentence
from tasks.reading.sentences import sentences
from tasks.settings import Rules, Settings, load
from tasks.vocabulary import ClaimKind, Hedge, Precision
from tests.support import CASES, cases, named

RULES = Rules()


@cache
def configured() -> Settings:
    """The shipped configuration, read once: its places and sources are part of what is tested."""
    return load(CASES.parents[1] / "config")


def read(text: str, published: str | None = "2025-09-05") -> list[Claim]:
    """The counts of a text, read with the real layers below them."""
    instant = datetime.fromisoformat(published).replace(hour=12, tzinfo=UTC) if published else None
    when = Published(instant, Precision.DAY, "given", published or "") if instant else None
    document = Document("id", "id", text, published=when)
    prose = sentences(document)
    times = timexes(prose, when, None, configured().sources)
    reading = Reading(document, prose, (), times, ())
    return [claim for sentence in prose for claim in meeting_claims(_context(reading, sentence))]


def _context(reading: Reading, sentence: Sentence) -> SentenceContext:
    sources = configured().sources
    before = reading.sentences[max(0, sentence.index - 3) : sentence.index]
    return SentenceContext(
        reading=reading,
        sentence=sentence,
        numbers=tuple(numbers(sentence.text, sentence.start, RULES)),
        timexes=tuple(timex for timex in reading.timexes if sentence.start <= timex.start < sentence.end),
        attributions=(),
        anchors=anchors(sentence, before, reading.document, sources),
        not_checkable=not_checkable(sentence),
        rules=RULES,
        sources=sources,
    )


def summary(claim: Claim) -> str:
    """A claim in the words of the cases file."""
    assert claim.figure is not None
    assert claim.happening is not None
    figure, happening = claim.figure, claim.happening
    year = claim.when.start.year if claim.when else "-"
    scope = figure.population or "-"
    return f"{figure.role} {figure.value:g} {figure.unit}: {happening.event}, {scope}, {year}, {happening.status}"


@pytest.mark.parametrize("case", cases("meeting.toml"), ids=named)
def test_reads_every_count_and_nothing_else(case):
    """The claims of a text are those of the cases file, in its order."""
    found = read(case["text"], case.get("published", "2025-09-05"))
    assert [summary(claim) for claim in found] == case["claims"]
    assert all(claim.kind is ClaimKind.COUNT for claim in found)
    assert all(case["text"][claim.start : claim.end] == claim.text for claim in found)


def test_the_hedge_of_a_span_is_kept():
    """More than six years is not six years."""
    (claim,) = read("It was Kim Jong Un's first trip to China in more than six years.")
    assert claim.figure is not None
    assert (claim.figure.value, claim.figure.hedge, claim.figure.high) == (6, Hedge.MORE_THAN, None)


def test_the_counted_meeting_has_its_day():
    """The day of the reported meeting stands beside the count; the earlier one is implied."""
    (claim,) = read("Xi Jinping and Kim Jong Un met on Thursday for the first time in six years.")
    assert claim.event_when is not None
    assert claim.event_when.start == date(2025, 9, 4)
    assert claim.when is not None
    assert (claim.when.start.year, claim.when.approximate) == (2019, True)


def test_without_a_date_the_year_is_still_known():
    """A page without a date implies no span, and the year stays comparable."""
    (claim,) = read("Kim Jong Un had not been to China since 2019.", None)
    assert claim.when is not None
    assert claim.when.start.year == 2019


@pytest.mark.parametrize("n", range(2, 13))
def test_every_ordinal_reads_alike(n):
    """Digits and words give one number."""
    words = "second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth".split()
    ending = {2: "nd", 3: "rd"}.get(n, "th")
    for printed in (words[n - 2], f"{n}{ending}"):
        (claim,) = read(f"It was the {printed} meeting between Emmanuel Macron and Olaf Scholz.")
        assert claim.figure is not None
        assert claim.figure.value == n


@given(st.integers(1, 90), st.sampled_from(["years", "decades", "months"]))
def test_contrast_pairs_differ_only_in_their_number(count, unit):
    """Whatever the number, the same sentence gives the same claim with that number."""
    found = read(f"Xi Jinping and Kim Jong Un met for the first time in {count} {unit}.")
    assert len(found) == 1
    assert found[0].figure is not None
    assert found[0].figure.value == count * (10 if unit == "decades" else 1)
    assert found[0].happening is not None
    assert found[0].happening.participants == {"xi jinping", "kim jong un"}


def test_no_calendar_holds_it():
    """A span older than the calendar has no earlier year."""
    assert so_long_before(date(2025, 9, 5), 99, "century") is None
    assert so_long_before(None, 6, "year") is None


@pytest.mark.parametrize("text", ["12th", "fourth", "twentieth"])
def test_ordinals(text):
    assert ordinal(text) is not None


def test_small_numbers():
    assert (cardinal("a dozen"), cardinal("17"), cardinal("umpteen"), ordinal("umpteenth")) == (12, 17, None, None)


@pytest.mark.parametrize("piece", ["first in ", "not since ", "last met ", "the third ", "met twice ", "two ", "a "])
def test_long_strings_are_refused_or_read(piece):
    """Nothing that a page can hold makes the patterns run away."""
    text = "He " + piece * (MAX_SENTENCE_CHARS // len(piece))
    assert isinstance(read(text), list)
