"""A count of meetings held against the dated meetings that the pages found print, where no page counts them itself.

In: a count ("third meeting this year", "first since 2019"), the ledger of dated meetings, the pages. Out: matches, one
a page, whose finding lists the meetings. More meetings in the time counted than the article counts speak
against it. As many or fewer say nothing for sure, for what no page here prints may have happened; the finding then says
how many were found. Refuses counts over a time that is not printed as a stretch of the calendar, plans and denials.
"""

import re
from collections.abc import Mapping, Sequence
from datetime import date

from tasks.claims.meeting_ledger import DatedMeeting, check_count, is_dated_surely, meetings_in
from tasks.model import Claim, Document, Finding, Match
from tasks.settings import Sources
from tasks.verdicts.side import Side, printed_by
from tasks.verdicts.wording import count_words, day_words
from tasks.vocabulary import Relation

RULE = "meetings counted"
MAX_LISTED = 8  # meetings that a finding names
_MONTHS = "january february march april may june july august september october november december".split()
_SINCE = re.compile(r"\bsince (?:(?P<month>[a-z]{3,9}) )?(?P<year>(?:19|20)\d\d)$", re.IGNORECASE)
_IN_YEAR = re.compile(r"\bin (?P<year>(?:19|20)\d\d)$")


def ledger_matches(
    ours: Side,
    entries: tuple[DatedMeeting, ...],
    documents: Mapping[str, Document],
    claims: Mapping[str, Claim],
    sources: Sources,
) -> tuple[Match, ...]:
    """What the dated meetings say of one count; `claims` are those behind the entries, by id."""
    claim, published = ours.claim, ours.document.civil_day
    if ours.family != "count" or claim.is_negated or (claim.happening and claim.happening.status != "held"):
        return ()
    told = check_count(claim, entries, published, sources)
    if told is not None:
        relation, how, entry = told
        detail = f"The article says {count_words(claim)}; {printed_by(documents[entry.document_id])} has {how}."
        return (Match.reckoned(claim, claims[entry.claim_id], Finding(relation, detail, RULE)),)
    return _counted(ours, entries, documents, claims, sources)


def _counted(
    ours: Side,
    entries: tuple[DatedMeeting, ...],
    documents: Mapping[str, Document],
    claims: Mapping[str, Claim],
    sources: Sources,
) -> tuple[Match, ...]:
    claim = ours.claim
    last = claim.event_when.start if claim.event_when else ours.document.civil_day
    if claim.figure is None or claim.figure.role not in {"ordinal", "cardinal"} or last is None:
        return ()
    scope = _scope(claim.figure.population or "", last)
    sure = [entry for entry in entries if is_dated_surely(entry, documents[entry.document_id].civil_day)]
    if scope is not None:
        last = min(last, scope[1])
    meetings = meetings_in(claim, sure, scope[0] if scope else None, last, sources)
    if not meetings:
        return ()
    # The meeting that the article reports counts too, whether or not another page dates it.
    reported = claim.event_when is not None and not any(_holds(group, claim.event_when.start) for group in meetings)
    found = len(meetings) + reported
    relation = Relation.CONTRADICTS if scope and found > claim.figure.value else Relation.CONSISTENT
    finding = Finding(relation, _detail(ours, meetings, documents, found, reported=reported), RULE)
    first = {entry.document_id: entry for group in reversed(meetings) for entry in reversed(group)}
    return tuple(Match.reckoned(claim, claims[first[key].claim_id], finding) for key in sorted(first))


def _scope(words: str, last: date) -> tuple[date, date] | None:
    """The first and last day over which the article counts, where it prints them."""
    if words.endswith("this year"):
        return date(last.year, 1, 1), last
    if words.endswith("this month"):
        return last.replace(day=1), last
    if hit := _SINCE.search(words):
        month = (hit["month"] or "january").lower()
        return (date(int(hit["year"]), _MONTHS.index(month) + 1, 1), last) if month in _MONTHS else None
    if hit := _IN_YEAR.search(words):
        return date(int(hit["year"]), 1, 1), date(int(hit["year"]), 12, 31)
    return None


def _holds(group: Sequence[DatedMeeting], day: date) -> bool:
    """Whether one of the prints of a meeting is of this day or a neighbour of it."""
    return any(abs((entry.when.start - day).days) <= 1 or entry.when.start <= day <= entry.when.end for entry in group)


def _detail(
    ours: Side,
    meetings: Sequence[Sequence[DatedMeeting]],
    documents: Mapping[str, Document],
    found: int,
    *,
    reported: bool,
) -> str:
    listed = [
        f"{day_words(group[0].when.start)} ({documents[group[0].document_id].publisher or 'an unnamed page'})"
        for group in meetings[:MAX_LISTED]
    ]
    if len(meetings) > MAX_LISTED:
        listed.append(f"{len(meetings) - MAX_LISTED} more")
    if reported and ours.claim.event_when is not None:
        listed.append(f"{day_words(ours.claim.event_when.start)} (the article's own)")
    said = f"The article says {count_words(ours.claim)}; the pages found date {found}: {', '.join(listed)}"
    value = ours.claim.figure.value if ours.claim.figure else 0
    if found > value:
        return f"{said}; that is more than the article counts."
    if found == value:
        return f"{said}; as many, though there may have been others that no page here dates."
    return f"{said}; it cannot be counted here, for pages may be missing."
