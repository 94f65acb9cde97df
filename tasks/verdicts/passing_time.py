"""Whether the news has passed a claim by. VERDICTS.md section 4.

In: a claim, its article, the matches. Out: the `Temporal` axis, and contradictions that are only staleness set aside.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import datetime, timedelta

from tasks.model import Claim, Document, Figure, Finding, Match
from tasks.settings import Rules
from tasks.verdicts.intervals import LOWER, compare_figures
from tasks.verdicts.moments import Order, order_of
from tasks.verdicts.past import is_history, told_as_past
from tasks.vocabulary import CUMULATIVE_ROLES, AsOfBasis, Relation, Temporal

STALE = "out before the article"
UPDATING_TIER = 3  # one tier-4 page alone does not set UPDATED_SINCE


def of_earlier_days(claims: Iterable[Claim]) -> frozenset[str]:
    """The ids of tolls that the article itself has overtaken: "it was 140 on Wednesday", beside 144 of today."""
    dated = [(claim, figure, figure.as_of) for claim in claims if (figure := claim.figure) and figure.as_of]
    return frozenset(
        claim.claim_id
        for claim, figure, moment in dated
        if figure.role in CUMULATIVE_ROLES
        and moment.basis is not AsOfBasis.PUBLICATION
        and any(
            (other.role, other.place, other.population) == (figure.role, figure.place, figure.population)
            and (other.is_part, other.is_increment) == (figure.is_part, figure.is_increment)
            and other.value > figure.value
            and when.start > moment.end
            for _, other, when in dated
        )
    )


def temporal(
    claim: Claim,
    document: Document,
    matches: tuple[Match, ...],
    documents: Mapping[str, Document],
    rules: Rules,
    *,
    is_earlier: bool = False,
) -> Temporal:
    """The first that fits: stale when published, revised down, updated since, undated, current.

    `is_earlier`: the article itself tells a later count beside it.
    """
    if document.published is None and not (claim.figure and claim.figure.as_of):
        return Temporal.UNDATED
    later = [
        match
        for match in matches
        if match.relation is Relation.LATER_FIGURE
        and documents[match.document_id].tier <= UPDATING_TIER
        and not _still_holds(claim, match, rules)
    ]
    if is_earlier or claim.is_retrospective or is_history(claim, document):
        # "In April it had counted 600" says itself that it is an old figure.
        return Temporal.CURRENT
    grace = timedelta(minutes=rules.grace_minutes)
    for match in later:
        theirs = documents[match.document_id].published
        if theirs and document.published and theirs.instant < document.published.instant - grace:
            return Temporal.STALE_WHEN_PUBLISHED
    if not later:
        past = any(told_as_past(claim, match, documents) for match in matches)
        return Temporal.REVISED_DOWN if past else Temporal.CURRENT
    return Temporal.UPDATED_SINCE if any(_higher(claim, match) for match in later) else Temporal.REVISED_DOWN


def outdated(
    claim: Claim, document: Document, matches: tuple[Match, ...], documents: Mapping[str, Document]
) -> tuple[Match, ...]:
    """Read a higher toll out before ours as the later figure, where an even earlier page had printed ours."""
    if claim.figure is None or claim.figure.role not in CUMULATIVE_ROLES or document.published is None:
        return matches
    ours_since = [
        published.instant
        for match in matches
        if match.relation is Relation.CORROBORATES and (published := documents[match.document_id].published)
    ]
    if not ours_since:
        return matches
    first = min(ours_since)
    return tuple(_as_stale(claim, document, match, documents, first) for match in matches)


def _as_stale(
    claim: Claim, document: Document, match: Match, documents: Mapping[str, Document], first: datetime
) -> Match:
    theirs = documents[match.document_id].published
    if (
        match.relation is not Relation.CONTRADICTS
        or theirs is None
        or document.published is None
        or not _higher(claim, match)
        or not first < theirs.instant < document.published.instant
    ):
        return match
    detail = match.finding.detail.removesuffix(".") + "; ours had been printed before that, so it was out of date."
    return replace(
        match, relation=Relation.LATER_FIGURE, finding=Finding(Relation.LATER_FIGURE, detail, STALE, match.finding.gate)
    )


def of_another_day_aside(claim: Claim, matches: tuple[Match, ...], rules: Rules) -> tuple[Match, ...]:
    """Where a page has another count of our very day, the like count of another day bears out nothing.

    "38 identified on Friday" is not borne out by Saturday's 38 where Friday's own count was 28.
    """
    figure = claim.figure
    if figure is None or figure.role not in CUMULATIVE_ROLES or not _says_when(figure):
        return matches
    orders = {id(match): _order(figure, match, rules) for match in matches}
    on_the_day = any(
        match.relation is Relation.CONTRADICTS
        and orders[id(match)] is Order.SAME
        and _says_when(match.their_claim.figure if match.their_claim else None)
        for match in matches
    )
    if not on_the_day:
        return matches
    return tuple(
        _as_another_day(match)
        if match.relation is Relation.CORROBORATES and orders[id(match)] in {Order.EARLIER, Order.LATER}
        else match
        for match in matches
    )


def _says_when(figure: Figure | None) -> bool:
    return figure is not None and figure.as_of is not None and figure.as_of.basis is not AsOfBasis.PUBLICATION


def _order(figure: Figure, match: Match, rules: Rules) -> Order:
    theirs = match.their_claim.figure if match.their_claim else None
    return order_of(figure.as_of, theirs.as_of if theirs else None, rules).order


def _as_another_day(match: Match) -> Match:
    detail = match.finding.detail.removesuffix(".") + "; it holds for another day."
    finding = Finding(Relation.CONSISTENT, detail, "another day", match.finding.gate)
    return replace(match, relation=Relation.CONSISTENT, finding=finding)


def _still_holds(claim: Claim, match: Match, rules: Rules) -> bool:
    """Whether a later figure leaves a bound standing: "at least 217" holds where 219 are counted, and ages with 300."""
    theirs = match.their_claim.figure if match.their_claim else None
    if claim.figure is None or theirs is None or claim.figure.hedge not in LOWER:
        return False
    return compare_figures(claim.figure, theirs, rules).relation is Relation.CORROBORATES


def _higher(claim: Claim, match: Match) -> bool:
    theirs = match.their_claim.figure if match.their_claim else None
    return bool(claim.figure and theirs and theirs.value > claim.figure.value)
