"""An index of report pages: what was verified in a night, the articles that need a person first.

In: one `Row` a report, made from its verification or by hand, and the headings to put them under. Out: one HTML page of
the same making as the reports (nothing loaded, the same style).
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from tasks import __version__
from tasks.model import Verification
from tasks.reports.dates import moment_claimed
from tasks.reports.page import moment
from tasks.reports.templating import rendered
from tasks.reports.verdict_words import VERDICTS, Count, tally
from tasks.verdicts.wording import source_words, value_words

MAX_LINES = 3  # claims of one article told in the index; its report has all
NEEDS, REST = "Needs a person", "Nothing asks for a person"
# A page beside the index, or on the server that holds them: never another scheme, never up a folder.
_HREF = re.compile(
    r"(?:https?://[A-Za-z0-9.:\[\]-]+/)?(?:[A-Za-z0-9_~-][A-Za-z0-9._~-]*/)*[A-Za-z0-9_~-][A-Za-z0-9._~-]*(?:#[A-Za-z0-9-]+)?"
)


@dataclass(frozen=True, slots=True)
class Row:
    """One line of an index. `href` is the report's file beside the index, or its http(s) address; "" for none."""

    title: str
    about: str
    href: str = ""
    lines: tuple[str, ...] = ()
    tally: tuple[Count, ...] = ()


@dataclass(frozen=True, slots=True)
class Group:
    """Rows under a heading."""

    heading: str
    rows: tuple[Row, ...]


def row_of(verification: Verification, href: str = "") -> Row:
    """An article in the index: who printed it when, and the claims that need a person."""
    document = verification.document
    claims = {claim.claim_id: claim for claim in verification.claims}
    urgent = sorted((one for one in verification.verdicts if one.needs_person), key=lambda one: -one.confidence)
    told = [
        f"{value_words(claims[one.claim_id])}{source_words(claims[one.claim_id])}: {one.shown_as}"
        for one in urgent[:MAX_LINES]
        if one.claim_id in claims
    ]
    more = len(urgent) - MAX_LINES
    return Row(
        title=document.title or "Article without a title",
        about=f"{document.publisher or 'Publisher unknown'}, {moment_claimed(document.published)}",
        href=href,
        lines=(*told, f"and {more} more") if more > 0 else tuple(told),
        tally=tally(verification),
    )


def by_need(rows: Sequence[tuple[Verification, Row]]) -> tuple[Group, ...]:
    """The articles that need a person, the one with the most such claims first; then the others as they came."""
    urgent = [(sum(v.needs_person for v in one.verdicts), place, row) for place, (one, row) in enumerate(rows)]
    needs = tuple(row for count, _, row in sorted(urgent, key=lambda entry: (-entry[0], entry[1])) if count)
    rest = tuple(row for count, _, row in urgent if not count)
    return tuple(group for group in (Group(NEEDS, needs), Group(REST, rest)) if group.rows)


def index_page(title: str, groups: Sequence[Group], *, written: datetime, lede: str = "") -> str:
    """Write the index."""
    counts: Counter[str] = Counter()
    for group in groups:
        for row in group.rows:
            counts.update({one.shown.style: one.count for one in row.tally})
    return rendered(
        "index.html",
        program=__version__,
        written=moment(written),
        title=title,
        lede=lede,
        tally=tuple(Count(shown, counts[shown.style]) for shown in VERDICTS.values() if counts[shown.style]),
        groups=[
            {"key": f"group-{number}", "heading": group.heading, "rows": [_linked(row) for row in group.rows]}
            for number, group in enumerate(groups, 1)
        ],
    )


def _linked(row: Row) -> Row:
    """The same row, without a link that is none of ours."""
    if _HREF.fullmatch(row.href):
        return row
    return Row(row.title, row.about, "", row.lines, row.tally)
