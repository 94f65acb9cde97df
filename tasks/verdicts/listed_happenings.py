"""A page that lists dated meetings and calls row by row, against a count of them: the list is counted, kind by kind.

In: a count ("three telephone calls", "their seventh exchange since January 2021", "the second in the same room") and a
page with such a list. Out: a finding, or None. Only a list that is surely of the same two counts: it names both, or it
has the very happening that the article reports as one of its rows. A list that says so much is taken as whole, over the
time from its first row on: as many rows corroborate, another number contradicts; a count over a longer time, or one
whose kind the rows do not tell, is left alone.
"""

import re
from dataclasses import dataclass
from datetime import date

from tasks.claims.meeting_words import MONTH, MONTHS
from tasks.model import Claim, Document, Finding
from tasks.verdicts.side import Side, printed_by
from tasks.verdicts.wording import count_words
from tasks.vocabulary import Relation

RULE = "rows counted"
LEAST_ROWS = 3  # fewer dated lines are no list
MAX_ROW_CHARS = 120
ZONE_DAYS = 1  # one evening is the next day's morning elsewhere
_ROW = re.compile(
    r"^[ \t]*(?:\d{1,2}[.)]|[-•*–])?[ \t]*"
    rf"(?:(?P<day>\d{{1,2}}) (?P<month>{MONTH})|(?P<month2>{MONTH}) (?P<day2>\d{{1,2}}),?)"
    r" (?P<year>(?:19|20)\d\d)\b(?P<rest>[^\n]{0,160})$",
    re.IGNORECASE | re.MULTILINE,
)
_VIDEO = re.compile(r"\bvideo\b|\bvirtual", re.IGNORECASE)
_PHONE = re.compile(r"\b(?:tele)?phone\b|\bcalls?\b|\bcalled\b", re.IGNORECASE)
_PERSON = re.compile(
    r"\bin person\b|\bface[ -]to[ -]face\b|\bmeetings?\b|\bmet\b|\bsummits?\b|\bsame room\b|\bacross a table\b|\bvisit",
    re.IGNORECASE,
)
_NOT_HELD = re.compile(r"\b(?:cancel\w*|postponed|called off|planned|did not take place)\b", re.IGNORECASE)
_NAME = re.compile(r"\b[A-Z][a-z]{2,30}\b")
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_COUNTED = frozenset({"ordinal", "cardinal"})
_KINDS = {
    "call": ("phone", "video"),
    "meet": ("person",),
    "talks": ("person",),
    "contact": ("phone", "video", "person"),
}


@dataclass(frozen=True, slots=True)
class Row:
    """One dated line of a list; `kind` is "phone", "video", "person", or "" where the line does not say."""

    day: date
    kind: str
    text: str
    rest: str


def rows_of(document: Document) -> tuple[Row, ...]:
    """The dated lines of a page, in its order; none where they are too few to be a list."""
    found = [row for hit in _ROW.finditer(document.text) if (row := _row(hit)) is not None]
    return tuple(found) if len(found) >= LEAST_ROWS else ()


def counted_in_rows(ours: Side, document: Document) -> Finding | None:
    """Hold a count against the list that a page prints."""
    claim, figure = ours.claim, ours.claim.figure
    if ours.family != "count" or figure is None or figure.role not in _COUNTED or claim.is_negated:
        return None
    if claim.happening is None or claim.happening.status != "held" or claim.happening.event not in _KINDS:
        return None
    is_ordinal = figure.role == "ordinal"
    last = claim.event_when.start if is_ordinal and claim.event_when else ours.day
    rows = rows_of(document)
    if not rows or last is None or any(not row.kind for row in rows) or not _of_ours(ours, document, rows, last):
        return None
    if any(year < min(row.day.year for row in rows) for year in _years_since(claim)):
        return None  # the article counts from before the list begins
    counted = [row for row in rows if row.kind in _kinds(claim) and (row.day - last).days <= ZONE_DAYS]
    counts = {len(counted)}
    if not is_ordinal:  # "they have held three" may or may not have the reported one among them
        counts.add(sum((last - row.day).days > ZONE_DAYS for row in counted))
    relation = Relation.CORROBORATES if figure.value in counts else Relation.CONTRADICTS
    listed = "; ".join(row.text for row in counted) or "none"
    detail = (
        f"The article says {count_words(claim)}; the list of {printed_by(document)} has {len(counted)} of them up to "
        f"{last.day} {last:%B %Y}: {listed}."
    )
    return Finding(relation, detail, RULE)


def _row(hit: re.Match[str]) -> Row | None:
    month = MONTHS[(hit["month"] or hit["month2"]).lower().rstrip(".")]
    try:
        day = date(int(hit["year"]), month, int(hit["day"] or hit["day2"]))
    except ValueError:  # the calendar has no such day
        return None
    rest = hit["rest"]
    if _NOT_HELD.search(rest):
        return None
    kind = next(
        (name for name, words in (("video", _VIDEO), ("phone", _PHONE), ("person", _PERSON)) if words.search(rest)), ""
    )
    return Row(day, kind, " ".join(hit.group().split())[:MAX_ROW_CHARS], rest)


def _of_ours(ours: Side, document: Document, rows: tuple[Row, ...], last: date) -> bool:
    """Whether the list is of those whom the article counts: it names them, or has the reported happening as a row."""
    people = ours.claim.happening.participants if ours.claim.happening else frozenset[str]()
    text = document.text.lower()
    if len(people) > 1 and all(
        name in text or re.search(rf"\b{re.escape(name.split()[-1])}\b", text) for name in people
    ):
        return True
    article = frozenset(_NAME.findall(ours.document.text))
    return any(abs((row.day - last).days) <= ZONE_DAYS and article & frozenset(_NAME.findall(row.rest)) for row in rows)


def _kinds(claim: Claim) -> tuple[str, ...]:
    """Which kinds of row the claim counts, by its words, else by its event."""
    words = claim.text
    event = claim.happening.event if claim.happening else ""
    if event == "call":
        if _VIDEO.search(words):
            return ("video",)
        return ("phone",) if "phone" in words.lower() else _KINDS[event]
    return _KINDS[event]


def _years_since(claim: Claim) -> list[int]:
    scope = claim.figure.population if claim.figure and claim.figure.population else ""
    return [int(year) for year in _YEAR.findall(scope)]
