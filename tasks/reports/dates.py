"""Dates of pages in words: the moment, what it rests on, and what there is to doubt about it.

In: what a page claims, and when we first held it where that is known. Out: short English phrases.
"""

from datetime import datetime

from tasks.model import Published, civil
from tasks.reports.safe import line

_BASES = {
    "given": "date given with the command",
    "archive": "date claimed by the archive",
    "feed": "date claimed by the feed",
    "json-ld": "date claimed in the page's metadata",
    "meta": "date claimed in the page's metadata",
    "text": "date printed on the page",
}


def dated(published: Published | None, seen: datetime | None = None) -> str:
    """A date with what it rests on: "4 September 2025, 07:10 UTC (date claimed in the page's metadata)"."""
    if published is None:
        return moment_claimed(published)
    basis = "; ".join(filter(None, [line(date_basis(published)), how_sure(published, seen)]))
    return f"{moment_claimed(published)} ({basis})"


def moment_claimed(published: Published | None) -> str:
    """When a page says that it was published: "5 September 2025, 09:30 UTC"."""
    if published is None:
        return "no date"
    day = civil(published)
    if published.precision in {"second", "minute"}:
        return f"{published.instant.day} {published.instant:%B %Y, %H:%M} UTC"
    return f"{day:%B %Y}" if published.precision == "month" else f"{day.day} {day:%B %Y}"


def how_sure(published: Published | None, seen: datetime | None = None) -> str:
    """What there is to doubt about a date, and when we first held the page; empty where nothing is known of either."""
    doubts: list[str] = []
    if published is not None and published.precision in {"day", "month", "year"}:
        doubts.append(f"known by the {published.precision.value} only")
    elif published is not None and published.offset_minutes is None:
        doubts.append("no zone is printed")
    if seen is not None:
        doubts.append(f"first held by us {seen.day} {seen:%B %Y, %H:%M} UTC")
    return "; ".join(doubts)


def date_basis(published: Published | None) -> str:
    """On what that date rests, in words."""
    return _BASES.get(published.basis, published.basis) if published else "no date is known"
