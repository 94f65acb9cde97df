"""A ledger of dated meetings and visits, from which a count can be checked: who met whom, or went where, on which day.

In: the claims of any number of articles. Out: entries in the order of their days, and for one count of meetings what
the ledger says of it: a meeting in between speaks against "the first since", the last one in the implied year for it.
Of "the third this year" `meetings_in` tells how many the ledger has. An empty ledger says nothing, for what was not
printed may have happened. Refuses plans, denials and negations, and
sentences with so many names that nobody can tell who met whom.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from tasks.model import Claim, When
from tasks.settings import Sources
from tasks.vocabulary import ClaimKind, Granularity, Relation

# Plain verbs of dated events -> the kind of happening they are; "hold" counts with what is held in the sentence.
_KINDS = {
    **dict.fromkeys("meet talk sit confer summit receive host".split(), "meet"),
    **dict.fromkeys("visit travel go arrive reach fly land come tour".split(), "visit"),
    **dict.fromkeys("speak phone call".split(), "call"),
}
_HELD_WORDS = ("talks", "summit", "meeting")
_SAME = {"talks": "meet", "host": "meet", "contact": "contact"}
_YEAR = re.compile(r"\b(?:1[89]|20)\d\d\b")
_OTHERS_ALLOWED = 1  # persons of a sentence beside those who are counted
_DAYS = frozenset({Granularity.DAY, Granularity.PART_OF_DAY, Granularity.MINUTE})
NEWS_DAYS = 7  # a weekday or "May 4" in news of that week has the year of its page
SAME_MEETING_DAYS = 3  # the days of one round of talks
SAME_VISIT_DAYS = 21  # a reported visit is talked of for some weeks before and after, under many dates


@dataclass(frozen=True, slots=True)
class DatedMeeting:
    """One dated meeting, visit or call as an article printed it; `places` are countries."""

    kind: str
    names: frozenset[str]
    places: frozenset[str]
    when: When
    document_id: str
    claim_id: str
    sentence: str


def ledger(claims: Iterable[Claim], sources: Sources) -> tuple[DatedMeeting, ...]:
    """Enter every dated meeting, visit and call of these claims, earliest first."""
    entries = [entry for claim in claims if (entry := _entry(claim, sources)) is not None]
    return tuple(
        sorted(entries, key=lambda entry: (entry.when.start, entry.when.end, entry.document_id, entry.claim_id))
    )


def check_count(
    claim: Claim, entries: tuple[DatedMeeting, ...], published: date | None, sources: Sources
) -> tuple[Relation, str, DatedMeeting] | None:
    """Hold "the first since" against the ledger: CONTRADICTS, CORROBORATES, or None where it holds nothing about it."""
    reference = claim.event_when.start if claim.event_when else published
    if claim.figure is None or claim.figure.role != "since_previous" or claim.when is None or reference is None:
        return None
    of_these = [entry for entry in entries if _is_of(entry, claim, sources)]
    before = [entry for entry in of_these if entry.when.end < reference - timedelta(days=SAME_VISIT_DAYS)]
    # Only a year that is printed may contradict: "in May" of a history may have been read as this year's.
    between = [entry for entry in before if entry.when.start > claim.when.end and _YEAR.search(entry.when.text)]
    if between:
        return Relation.CONTRADICTS, f"{_said(between[-1])} lies after {claim.when.start.year}", between[-1]
    there = [entry for entry in before if entry.when.start <= claim.when.end and entry.when.end >= claim.when.start]
    if there:
        return Relation.CORROBORATES, f"{_said(there[-1])} is the last one that was found", there[-1]
    return None


def is_dated_surely(entry: DatedMeeting, published: date | None) -> bool:
    """Whether a day can be relied on: its year is printed, or its page is news of that day."""
    if entry.when.granularity not in _DAYS:
        return False
    if _YEAR.search(entry.when.text):
        return True
    return published is not None and timedelta(0) <= published - entry.when.start <= timedelta(days=NEWS_DAYS)


def meetings_in(
    claim: Claim, entries: Iterable[DatedMeeting], first: date | None, last: date, sources: Sources
) -> tuple[tuple[DatedMeeting, ...], ...]:
    """The meetings that a count counts, from `first` to `last`, each with all its prints, earliest first.

    Two prints a few days apart are one meeting: talks run on into the next day, and a zone may part their days.
    """
    found: list[list[DatedMeeting]] = []
    for entry in entries:
        if not _is_of(entry, claim, sources) or entry.when.start > last or (first and entry.when.start < first):
            continue
        reach = timedelta(days=SAME_VISIT_DAYS if entry.kind == "visit" else SAME_MEETING_DAYS)
        if found and entry.when.start - found[-1][-1].when.end <= reach:
            found[-1].append(entry)
        else:
            found.append([entry])
    return tuple(tuple(group) for group in found)


def _entry(claim: Claim, sources: Sources) -> DatedMeeting | None:
    happening = claim.happening
    if claim.kind is not ClaimKind.DATE or claim.when is None or happening is None:
        return None
    if happening.status != "held" or claim.is_negated or claim.not_checkable is not None:
        return None
    kind = _KINDS.get(happening.event)
    if happening.event == "hold" and any(word in claim.sentence for word in _HELD_WORDS):
        kind = "meet"
    if kind is None:
        return None
    names = happening.participants | claim.anchors.names
    persons = frozenset(name for name in names if name not in sources.by_alias)
    places = frozenset(_country(place, sources) for place in claim.anchors.places)
    return DatedMeeting(kind, persons, places, claim.when, claim.document_id, claim.claim_id, claim.sentence)


def _is_of(entry: DatedMeeting, claim: Claim, sources: Sources) -> bool:
    """Whether an entry is of the counted kind and has its participants and, for visits, its destination."""
    happening = claim.happening
    if happening is None or not happening.participants or entry.kind != _SAME.get(happening.event, happening.event):
        return False
    grounds = {name for name in happening.participants if name in sources.places_by_alias}
    persons = happening.participants - grounds
    if not persons or (entry.kind == "meet" and len(persons) < 2):  # noqa: PLR2004  it takes two to meet
        return False
    named = {person for person in persons for name in entry.names if _same_person(person, name)}
    return named == persons and grounds <= entry.places and len(entry.names) <= len(persons) + _OTHERS_ALLOWED


def _same_person(left: str, right: str) -> bool:
    """A short form is the person whose name holds it as a word of its own: "kim" and "kim jong un"."""
    return left == right or left in right.split() or right in left.split()


def _country(place: str, sources: Sources) -> str:
    current, seen = place.lower(), set[str]()
    while (known := sources.places_by_alias.get(current)) and known.within and current not in seen:
        seen.add(current)
        current = known.within.lower()
    return current


def _said(entry: DatedMeeting) -> str:
    names = " and ".join(sorted(name.title() for name in entry.names)) or "somebody"
    day = entry.when.text or entry.when.start.isoformat()
    noun = {"meet": "a meeting", "visit": "a visit", "call": "a call"}[entry.kind]
    return f"{noun} of {names} ({day})"
