"""Dates of publication: the table of strings, and what no string may do."""

from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tasks.model import civil
from tasks.reading.published import ZONES, parse_published, why_unread
from tests.support import cases, named

NOW = datetime(2026, 11, 25, 12, tzinfo=UTC)


@pytest.mark.parametrize("case", cases("published.toml"), ids=named)
def test_reads_a_date_or_none(case):
    """Each string gives the instant, precision and zone that it prints, or nothing."""
    published = parse_published(case["raw"], "feed", now=NOW)
    if not case["want"]:
        assert published is None
        return
    assert published is not None
    assert published.instant == datetime.fromisoformat(case["want"]).replace(tzinfo=UTC)
    assert published.precision == case["precision"]
    assert published.offset_minutes == case.get("offset")
    assert (published.raw, published.basis) == (case["raw"], "feed")


def test_table_is_large_enough():
    assert len(cases("published.toml")) >= 60


@given(st.text(max_size=60))
def test_never_raises_and_never_invents(raw):
    """Whatever the string, what comes out is None or within the years that a page of the web can have."""
    published = parse_published(raw, "feed", now=NOW)
    assert published is None or datetime(1989, 12, 31, tzinfo=UTC) < published.instant <= NOW + timedelta(days=1)


@given(
    st.datetimes(datetime(1991, 1, 1), datetime(2026, 11, 1)),  # noqa: DTZ001 -- hypothesis wants naive bounds
    st.integers(-48, 56).map(lambda quarter: quarter * 15),
)
def test_iso_and_rfc_shapes_agree(moment, minutes):
    """The same moment in ISO 8601 and in RFC 5322 gives the same record."""
    moment = moment.replace(microsecond=0, tzinfo=timezone(timedelta(minutes=minutes)))
    one = parse_published(moment.isoformat(), "feed", now=NOW)
    two = parse_published(moment.strftime("%a, %d %b %Y %H:%M:%S %z"), "feed", now=NOW)
    assert one is not None
    assert two is not None
    assert one.instant == two.instant == moment
    assert one.offset_minutes == two.offset_minutes == minutes
    assert civil(one).replace(tzinfo=None) == moment.replace(tzinfo=None)


def test_zones_are_whole_quarters():
    assert all(abs(minutes) <= 14 * 60 and minutes % 15 == 0 for minutes in ZONES.values())


@pytest.mark.parametrize(
    ("raw", "reason"),
    [
        ("04/09/2025", "exchanged"),
        ("Thu, 05 Sep 2025 05:30:00 GMT", "Friday"),
        ("2025-13-01", "no such day"),
        ("2025-09-05T25:00:00Z", "no such time"),
        ("2025-09-05T05:30:00+25:00", "no such zone"),
        ("5 September 2025 14:30 GMT+30", "no such zone"),
        ("2999-12-31", "future"),
        ("1970-01-01", "before the web"),
        ("Sept. 4", "year"),
        ("x" * 200, "too long"),
        ("5 September 2025", None),
    ],
)
def test_says_why_a_string_names_no_moment(raw, reason):
    said = why_unread(raw, now=NOW)
    assert said is None if reason is None else said is not None and reason in said
