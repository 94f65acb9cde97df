"""A clock time without a day, in the telling of a sudden event, is of the event's day and not of the page's.

In: the claims of one page and its day. Out: the same claims; "the pilot declared an emergency at 8:59 a.m." of a report
two days later is dated to the day of the crash that the page itself names. Refuses times of statements and of tolls
("the count stood at 40 at noon"), which are those of the page's own day, and pages that name no day of a sudden event.
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from tasks.claims.event_words import LIKELY, SUDDEN
from tasks.model import Claim
from tasks.vocabulary import ClaimKind, Granularity

MOST_DAYS = 21  # between the event and a page that still tells its minutes
_DAYS = frozenset({Granularity.DAY, Granularity.PART_OF_DAY, Granularity.MINUTE})
_DAY_WORD = re.compile(
    r"\b(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)\b|today|yesterday|tomorrow|tonight"
    r"|this|last|next|day|days|week|Jan|Feb|March|April|May|June|July|Aug|Sept|Oct|Nov|Dec|(?:19|20)\d\d)",
    re.IGNORECASE,
)
# The words of how a disaster begins: they are said of its own minutes.
_ONSET = re.compile(
    r"\b(?:mayday|distress|alarms?|sirens?|first (?:emergency )?calls?|emergency calls?|declared an emergency"
    r"|called for help|control tower|gunfire|shots (?:were )?fired|evacuation order)\b",
    re.IGNORECASE,
)
# What is said, counted or found at an hour is of the day of the report.
_OF_THE_PAGE = frozenset(
    "say tell announce report confirm state brief speak publish release stand rise put count number climb update "
    "identify find recover meet hold end".split()
)


def on_the_day_of_the_event(claims: Sequence[Claim], published: date | None) -> list[Claim]:
    """Date the bare clock times of the event itself to its day."""
    day = _day_of_event(claims, published)
    if day is None or published is None:
        return list(claims)
    return [_moved(claim, day) if _is_bare(claim, published) and _tells_it(claim) else claim for claim in claims]


def _day_of_event(claims: Sequence[Claim], published: date | None) -> date | None:
    """The day before publication on which the page says that something sudden happened; the one it names most."""
    if published is None:
        return None
    days: Counter[date] = Counter()
    for claim in claims:
        happening, when = claim.happening, claim.when
        if claim.kind is not ClaimKind.DATE or happening is None or when is None or happening.status != "held":
            continue
        if (
            happening.event in SUDDEN
            and when.granularity in _DAYS
            and not when.approximate
            and _DAY_WORD.search(when.text)
        ):
            days[when.start] += 1
    named = [day for day in days if timedelta(0) < published - day <= timedelta(days=MOST_DAYS)]
    return max(sorted(named), key=lambda day: days[day], default=None)


def _is_bare(claim: Claim, published: date) -> bool:
    """A minute that names no day and was taken for one of the page's own day."""
    when = claim.when
    if claim.kind is not ClaimKind.DATE or when is None or when.granularity is not Granularity.MINUTE:
        return False
    return when.start == published and not _DAY_WORD.search(when.text) and not _DAY_WORD.search(claim.text)


def _tells_it(claim: Claim) -> bool:
    """Whether the clause is of the event: it begins it, or the verb is one of sudden events."""
    happening = claim.happening
    if happening is None or happening.status != "held" or happening.event in _OF_THE_PAGE:
        return False
    return happening.event in SUDDEN | LIKELY or _ONSET.search(claim.sentence) is not None


def _moved(claim: Claim, day: date) -> Claim:
    if claim.when is None:
        return claim
    when = replace(claim.when, start=day, end=day, rule=f"{claim.when.rule} of the event")
    return replace(claim, when=when, event_when=when)
