"""Figures of another time: the dead of 1997 in a report of today.

In: a claim and its document. Out: the earlier years that its clause speaks of, and whether the text itself dates the
figure to a moment that had passed when it was printed.
"""

import re
from collections.abc import Mapping
from datetime import timedelta

from tasks.claims.answers import answers_title
from tasks.model import Claim, Document, Match
from tasks.verdicts.likeness import Clause, clause
from tasks.vocabulary import FALLING_ROLES, AsOfBasis, Relation

_YEAR = re.compile(r"\b(?:1[6-9]\d\d|20\d\d)\b")
_LAST_YEAR = re.compile(r"(?<!than )(?<!of )\blast year\b", re.IGNORECASE)
_COMPARED = re.compile(r"\b(?:since|than(?: in)?|before|until)(?: the)?(?: [A-Za-z-]{1,20}){0,4} $")
# The pluperfect of counting tells an earlier state; that of what was counted ("had been killed") does not.
_HAD_STOOD = re.compile(
    r"\bhad (?:[a-z]{1,12}ly |already |earlier |still |once |more than |at first ){0,2}(?:stood|put|said|spoken|told|"
    r"reported|estimated|counted|numbered|listed|been put|been listed|been estimated|given|reached|doubled|tripled|"
    r"risen)\b",
    re.IGNORECASE,
)
# "At dusk three people had still been listed as missing": what had been so is so no more.
_HAD = r"had (?:(?:still|then|once|initially|at first|at one point) ){0,2}(?:been|remained|stayed|numbered)\b"
_HAD_BEEN_AFTER = re.compile(rf"\A(?: (?!and\b)[a-z’'-]{{1,15}}){{0,4}} {_HAD}(?!(?: [a-z’'-]{{1,15}}){{0,4}} since\b)")
_HAD_BEEN_BEFORE = re.compile(rf"\b{_HAD}(?: (?!and\b)[a-z’'-]{{1,15}}){{0,3}} \Z")
HISTORY_AFTER = timedelta(days=3)  # "on Monday it had said" is still this week's news


def past_years(claim: Claim, document: Document, words: Clause) -> frozenset[int]:
    """Years before the publication's that the claim's own clause is about.

    A year after the figure that only measures it ("the most since 1996") is not its year.
    """
    day = document.civil_day
    if day is None:
        return frozenset()
    before, own, after = words
    found = [int(hit.group()) for part in (before, own) for hit in _YEAR.finditer(part)]
    found += [int(hit.group()) for hit in _YEAR.finditer(after) if not _COMPARED.search(after[: hit.start()])]
    if claim.event_when is not None and claim.event_when.start.year == claim.event_when.end.year:
        found.append(claim.event_when.start.year)
    if _LAST_YEAR.search(f"{before}{own}"):
        found.append(day.year - 1)
    if day.year in found:
        return frozenset()
    return frozenset(year for year in found if year < day.year)


def names_year(claim: Claim, document: Document, years: frozenset[int]) -> bool:
    """Whether a page without a date, of which nobody knows what is past to it, speaks of one of these years.

    Where its title asks, the years asked about are those of the answer.
    """
    if document.civil_day is not None:
        return False
    asked = document.title or "" if answers_title(claim, document) else ""
    return any(int(hit.group()) in years for hit in _YEAR.finditer(f"{claim.sentence} {asked}"))


def is_history(claim: Claim, document: Document) -> bool:
    """Whether the text dates the figure itself to a moment that had passed: what came later does not overtake it."""
    figure, published = claim.figure, document.published
    if _HAD_STOOD.search(clause(claim)[0]):
        return True
    if figure is None or figure.as_of is None or published is None or figure.as_of.basis is AsOfBasis.PUBLICATION:
        return False
    return figure.as_of.end < published.instant - HISTORY_AFTER


def told_as_past(claim: Claim, match: Match, documents: Mapping[str, Document]) -> bool:
    """Whether a later page bears out a state in its own voice as one that had been: people may be found, or go home."""
    theirs, ours = match.their_claim, claim.figure
    if match.relation is not Relation.CORROBORATES or theirs is None or ours is None or ours.role not in FALLING_ROLES:
        return False
    if theirs.attribution or theirs.figure is None or theirs.figure.role != ours.role:
        return False
    printed = documents[match.document_id].published
    if printed is None or ours.as_of is None or printed.instant <= ours.as_of.end:
        return False
    before, _, after = clause(theirs)
    return bool(_HAD_BEEN_AFTER.match(after) or _HAD_BEEN_BEFORE.search(before))
