"""What changed between two judgements of one article, and why, in words that a reporter can paste.

In: the verdicts as they were and as they are now, with the documents behind them. Out: a `Change` for each claim whose
outcome differs, and for each a sentence and a draft of a correction. Pure. What differs only in how much was searched,
or in how sure the machine is, is no change.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from tasks.model import Claim, Document, Match, Verdict
from tasks.reports.safe import line
from tasks.verdicts.wording import figure_words
from tasks.vocabulary import Relation, VerdictLabel

MOVED = frozenset({Relation.CONTRADICTS, Relation.LATER_FIGURE})  # where another figure is news of its own

QUOTED_CHARS = 240
# What may stand behind a verdict that turned: what speaks against it first, what bears it out last.
TELLING = (
    Relation.RETRACTED, Relation.CONTRADICTS, Relation.DENIES, Relation.LATER_FIGURE,
    Relation.SAME_NUMBER_OTHER_MEASURE, Relation.CORROBORATES,
)  # fmt: skip
AGAINST = frozenset({VerdictLabel.REFUTED, VerdictLabel.DISPUTED, VerdictLabel.MISFRAMED})


@dataclass(frozen=True, slots=True)
class Change:
    """One claim whose verdict came out otherwise; `why` are the matches that the earlier one had not, telling first."""

    claim: Claim
    was: Verdict
    now: Verdict
    why: tuple[Match, ...] = ()


def changes(claims: Sequence[Claim], was: Sequence[Verdict], now: Sequence[Verdict]) -> tuple[Change, ...]:
    """The claims that were judged both times and came out otherwise, in the order of the text."""
    before, after = ({verdict.claim_id: verdict for verdict in verdicts} for verdicts in (was, now))
    return tuple(
        Change(
            claim, before[claim.claim_id], after[claim.claim_id], _new(before[claim.claim_id], after[claim.claim_id])
        )
        for claim in claims
        if claim.claim_id in before
        and claim.claim_id in after
        and outcome(before[claim.claim_id]) != outcome(after[claim.claim_id])
    )


def outcome(verdict: Verdict) -> tuple[object, ...]:
    """What a reader would call the verdict: label, standing in time, other figures, named source, origins, urgency."""
    held = verdict.independence
    return (
        verdict.label, verdict.temporal, verdict.cited_source, verdict.cause, verdict.needs_person, held.low, held.high,
        held.circular, tuple(sorted(origin.name for origin in held.origins)), _figures(verdict),
    )  # fmt: skip


def _figures(verdict: Verdict) -> tuple[tuple[str, float | None, float | None], ...]:
    """What other figures its evidence gives: a verdict that was overtaken at 600 is overtaken anew at 2,000."""
    found = {
        (match.relation.value, figure.low, figure.high)
        for match in verdict.matches
        if match.relation in MOVED and match.their_claim and (figure := match.their_claim.figure)
    }
    return tuple(sorted(found, key=repr))


def sentence_of(change: Change, documents: Mapping[str, Document]) -> str:
    """What changed and why, in one paragraph: both verdicts, and the new evidence with publisher and day."""
    was, now = change.was, change.now
    if was.label is now.label and was.shown_as == now.shown_as:
        said = f"“{line(change.claim.text, QUOTED_CHARS)}” is still {now.shown_as}; {_otherwise(was, now)}"
    else:
        said = f"“{line(change.claim.text, QUOTED_CHARS)}” was {was.shown_as} and is {now.shown_as} now"
    reasons = "; ".join(_reason(match, documents) for match in change.why[:2])
    return f"{said}: {reasons}." if reasons else f"{said}. {line(now.explanation, 400)}"


def correction_of(change: Change, documents: Mapping[str, Document], article: Document) -> str:
    """A draft of a correction, of an update where time went on; empty where nothing speaks against what it prints."""
    if (update := _update_of(change, documents, article)) is not None:
        return update
    if change.now.label not in AGAINST and not change.now.needs_person:
        return ""
    against = [match for match in change.why if match.relation is not Relation.CORROBORATES]
    if not against:
        return ""
    match, theirs = against[0], documents.get(against[0].document_id)
    day = f" of {_day(article.published.instant)}" if article.published else ""
    said = match.their_claim.text if match.their_claim else match.passage
    who = _who(match, theirs)
    verb = "took that back" if match.relation is Relation.RETRACTED else f"says “{line(said, QUOTED_CHARS)}”"
    printed = line(change.claim.text, QUOTED_CHARS)
    return f"Correction (draft): an article{day} said “{printed}”. {who[:1].upper()}{who[1:]} {verb}{_on(theirs)}."


def _update_of(change: Change, documents: Mapping[str, Document], article: Document) -> str | None:
    """Both figures, days and sources, where what was right has become an older figure; None where it is not so."""
    match = change.why[0] if change.why else None
    ours, theirs = change.claim.figure, match.their_claim if match else None
    if match is None or match.relation is not Relation.LATER_FIGURE or not (ours and theirs and theirs.figure):
        return None
    page = documents.get(match.document_id)
    as_of = theirs.figure.as_of
    since = as_of.start if as_of else page.published.instant if page and page.published else None
    printed = f"On {_day(article.published.instant)} we wrote" if article.published else "We wrote"
    said_by = line(theirs.attribution[-1], 80) if theirs.attribution else ""
    who = f"{said_by}, as {_who(match, page)} reports," if said_by else _who(match, page)
    return (
        f"Update (draft): {printed} {figure_words(ours)}{_citing(change.claim)}; "
        f"{f'since {_day(since)} ' if since else ''}{who} says {figure_words(theirs.figure)}."
    )


def _citing(claim: Claim) -> str:
    return f", citing {line(claim.attribution[-1], 80)}" if claim.attribution else ""


def _new(was: Verdict, now: Verdict) -> tuple[Match, ...]:
    known = {(match.document_id, match.relation) for match in was.matches}
    found = [
        match for match in now.matches if match.relation in TELLING and (match.document_id, match.relation) not in known
    ]
    return tuple(sorted(found, key=lambda match: (TELLING.index(match.relation), -match.coverage, match.document_id)))


def _otherwise(was: Verdict, now: Verdict) -> str:
    if (was.independence.low, was.independence.high) != (now.independence.low, now.independence.high):
        return f"its origins were {_origins(was)} and are {_origins(now)} now"
    if fresh := sorted(set(_figures(now)) - set(_figures(was)), key=repr):
        relation = "a later figure" if fresh[0][0] == Relation.LATER_FIGURE else "another figure"
        return f"{relation} has come"
    if was.needs_person != now.needs_person:
        return "it needs a person now" if now.needs_person else "it needs nobody any more"
    return "what stands behind it is another"


def _origins(verdict: Verdict) -> str:
    low, high = verdict.independence.low, verdict.independence.high
    return str(low) if low == high else f"{low} to {high}"


def _reason(match: Match, documents: Mapping[str, Document]) -> str:
    theirs = documents.get(match.document_id)
    words = line(match.their_claim.sentence if match.their_claim else match.passage, QUOTED_CHARS)
    return f"{_who(match, theirs)} wrote{_on(theirs)} “{words}”"


def _who(match: Match, document: Document | None) -> str:
    if document is None:
        return f"the page {match.document_id[:8]}"
    return line(document.publisher or document.url or "an unknown publisher", 80)


def _on(document: Document | None) -> str:
    return f" on {_day(document.published.instant)}" if document and document.published else " on an unknown day"


def _day(instant: datetime) -> str:
    return f"{instant.day} {instant:%B %Y}"
