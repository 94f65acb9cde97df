"""No pattern of the reading rooms can be worn out: each is run over strings made against it.

One that tries every way to cut a string hangs here and is killed by the timeout of the run; the measured growth is
the work of `python -m tests.benchmarks.reading_speed`.
"""

import re

import pytest

from tasks.reading.bylines import byline_at
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


def test_pumps_find_what_backtracks():
    """For a repetition within a repetition, a string of the inner one without an end is among those tried."""
    made = pumps(re.compile("(?:B[a-c]{1,20} ?){1,4}!"))
    assert Pump("", "Ba", "\x00") in made
    assert Pump("B", "a", "\x00") in made


def test_kickers_bylines_and_credits_still_read():
    """What those patterns are for, beside what wore them out."""
    assert starts_with("JAPAN QUAKE: Toll rises to nine in Halden", "Toll rises to nine in Halden") > 0
    glued = byline_at("By ADA BRANDT and JOHN ROEAssociated Press")
    assert glued is not None
    assert glued.name == "ADA BRANDT and JOHN ROE, Associated Press"
    line = "Ada Brandt reported from Halden, Jon Roe from Port Selwyn, and M. van Dijk from The Hague."
    assert kind_signing_off(line) is FurnitureKind.REPORTING_CREDIT
    assert kind_signing_off("A" * 400) is None
