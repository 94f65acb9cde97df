"""No pattern of the reading rooms can be worn out: each is run over strings made against it.

One that tries every way to cut a string hangs here and is killed by the timeout of the run; the measured growth is
the work of `python -m tests.benchmarks.reading_speed`.
"""

import re

import pytest

from tasks.reading.bylines import byline_at, whole_byline
from tasks.reading.headlines import starts_with
from tasks.reading.signing_off import kind_signing_off
from tasks.vocabulary import FurnitureKind
from tests.benchmarks.pumps import Pump, patterns, pumps

CHARS = 400


@pytest.mark.parametrize("room", ["tasks.reading", "tasks.claims"])
def test_no_pattern_is_worn_out(room):
    """Every compiled pattern ends on what repeats its own parts without an end that it could match."""
    known = patterns(room)
    assert len(known) > 50
    for pattern in known.values():
        for pump in pumps(pattern):
            list(pattern.finditer(pump.of(CHARS)))
            pattern.fullmatch(pump.of(CHARS))  # asked for the whole line, a pattern tries again where search would stop


def test_pumps_find_what_backtracks():
    """For a repetition within a repetition, a string of the inner one without an end is among those tried."""
    made = pumps(re.compile("(?:B[a-c]{1,20} ?){1,4}!"))
    assert Pump("", "Ba", "\x00") in made
    assert Pump("B", "a", "\x00") in made


def test_a_line_of_dots_under_a_label_is_no_date():
    """Found in a page: eleven runs of dots after "posted" kept a reader busy for ever."""
    line = "posted as" + " .........." * 11 + " SALVADORAN .......... brother to ............"
    assert whole_byline(line) is None
    assert whole_byline("Posted " + "abcde" * 60 + "!") is None


@pytest.mark.parametrize(
    "line",
    [
        "Posted 3:40 p.m. Jan. 5, 2024", "Published: Monday, 2 September 2025 at 10:35 GMT", "Updated 2024-01-05",
        "Posted on Oct 12th, 2023 | 9:05 AM EST", "Published 5 hours ago", "Posted: 01/05/2024 - 7:3 PM",
    ],
)  # fmt: skip
def test_lines_of_label_and_date_still_read(line):
    found = whole_byline(line)
    assert found is not None
    assert found.end == len(line)


def test_kickers_bylines_and_credits_still_read():
    """What those patterns are for, beside what wore them out."""
    assert starts_with("JAPAN QUAKE: Toll rises to nine in Halden", "Toll rises to nine in Halden") > 0
    glued = byline_at("By ADA BRANDT and JOHN ROEAssociated Press")
    assert glued is not None
    assert glued.name == "ADA BRANDT and JOHN ROE, Associated Press"
    line = "Ada Brandt reported from Halden, Jon Roe from Port Selwyn, and M. van Dijk from The Hague."
    assert kind_signing_off(line) is FurnitureKind.REPORTING_CREDIT
    assert kind_signing_off("A" * 400) is None
