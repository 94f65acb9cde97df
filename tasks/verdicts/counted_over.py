"""The period over which a count counts: "their second visit this year", "three calls since May", "twice on Monday".

In: a claim and the day of its page. Out: the period as a small key, and whether two counts surely count over one. A
count over another period says nothing against ours: the fifth visit since she took office may be the second this year.
"""

import re
from datetime import date

from tasks.model import Claim
from tasks.verdicts.likeness import clause

_THIS = re.compile(
    r"\b(?:so far |already )?(?P<this>this|last|of the|in the past|in the last) (?P<unit>year|month|week|season)\b",
    re.IGNORECASE,
)
_SINCE_YEAR = re.compile(r"\bsince\b[^,;:.]{0,40}?\b(?P<year>(?:19|20)\d\d)\b", re.IGNORECASE)
_SINCE = re.compile(r"\bsince\s(?P<words>[^,;:.]{2,60})", re.IGNORECASE)
_OFFICE = re.compile(
    r"\b(?:office|president|power|elected|election|inaugurat\w+|government|prime minister|chancellor)\b", re.IGNORECASE
)
_IN_YEAR = re.compile(r"\b(?:in|during|of) (?P<year>(?:19|20)\d\d)\b", re.IGNORECASE)
_AND = re.compile(r"\b(?:and|but)\b", re.IGNORECASE)
_MONTHS = "january|february|march|april|may|june|july|august|september|october|november|december"
_SINCE_MONTH = re.compile(rf"\bsince (?:early |late |mid-)?(?P<month>{_MONTHS})\b", re.IGNORECASE)
_IN_SPAN = re.compile(r"\bin (?:as many|the (?:past|last) \w+|\w+) (?P<unit>days|weeks|months|years)\b", re.IGNORECASE)
_DAY = re.compile(
    r"\b(?:on |last |this )?(?P<day>monday|tuesday|wednesday|thursday|friday|saturday|sunday|today|yesterday)\b",
    re.IGNORECASE,
)


def period_of(claim: Claim, published: date | None) -> frozenset[str]:
    """Every mark of a period in the clause of a count, brought to one form."""
    before, own, after = clause(claim)
    # "The eighth call since 2021 and the third meeting": each has its own period.
    words = f"{_AND.split(before)[-1]} {own} {_AND.split(after)[0]}"
    found: set[str] = set()
    year = str(published.year) if published else "this"
    for named in _THIS.finditer(words):
        is_year = named["unit"].lower() == "year" and named["this"].lower() in {"this", "of the"}
        found.add(f"in {year}" if is_year else f"{named['this']} {named['unit']}".lower())
    if hit := _SINCE_YEAR.search(words):
        found.add(f"since {hit['year']}")
    elif hit := _SINCE_MONTH.search(words):
        # "since January" is this year, as "this year" is.
        found.add(f"in {year}" if hit["month"].lower() == "january" else f"since {hit['month'].lower()}")
    elif hit := _SINCE.search(words):
        found.add("since office" if _OFFICE.search(hit["words"]) else f"since {hit['words'].lower().strip()}")
    found |= {f"in {hit['year']}" for hit in _IN_YEAR.finditer(words)}
    found |= {f"in {hit['unit'].lower()}" for hit in _IN_SPAN.finditer(words)}
    if claim.figure is not None and claim.figure.role == "cardinal":
        found |= {f"on {hit['day'].lower()}" for hit in _DAY.finditer(words)}
    return frozenset(found)


def same_period(ours: Claim, theirs: Claim, days: tuple[date | None, date | None]) -> bool:
    """Whether both surely count over one period, or neither names one."""
    return period_of(ours, days[0]) == period_of(theirs, days[1])
