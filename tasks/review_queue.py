"""What waits for a person's word: verdicts that need one, and supported claims of which the machine is not sure.

In: a desk. Out: rows, what needs a person first, then the shakiest. A claim that somebody reviewed waits no more while
its verdict comes out as it was then; how many passages were searched is no difference. Raises Trouble without a store.
"""

from dataclasses import dataclass

from tasks.desk import Desk
from tasks.model import Claim, Document, Verdict
from tasks.report_files import page_address
from tasks.reports.changes import outcome
from tasks.store.store import Store
from tasks.trouble import Trouble
from tasks.vocabulary import VerdictLabel


@dataclass(frozen=True, slots=True)
class Waiting:
    """One claim that waits, with why, and the address of its report where one was written."""

    claim: Claim
    verdict: Verdict
    document: Document
    why: str
    page: str | None


def review_queue(desk: Desk) -> tuple[Waiting, ...]:
    """All that waits, in the order in which it should be looked at."""
    below = desk.settings.digest.review_below
    if desk.path is None or not desk.path.exists():
        raise Trouble("the review", "there is no store yet", "Run `tracewire verify ARTICLE` first")
    with Store.open(desk.path) as store:
        verdicts = store.verdicts_by_id(store.waiting_for_review(below))
        words = store.last_words([verdict.claim_id for verdict in verdicts.values()])
        reviewed = store.verdicts_by_id(sorted({word.verdict_id for word in words}))
        claims = store.claims_judged(list(verdicts))
        documents = store.documents(sorted({claim.document_id for claim in claims.values()}))
    settled = {(verdict.claim_id, outcome(verdict)) for verdict in reviewed.values()}
    found = []
    for key, verdict in verdicts.items():
        claim = claims.get(key)
        document = documents.get(claim.document_id) if claim else None
        if claim is None or document is None or (verdict.claim_id, outcome(verdict)) in settled:
            continue
        page = page_address(document, desk.settings)
        found.append(Waiting(claim, verdict, document, _why(verdict, below), page))
    return tuple(sorted(found, key=_urgency))


def _why(verdict: Verdict, below: float) -> str:
    if verdict.needs_person:
        return "needs a person"
    return f"supported, and not surely: {verdict.confidence:.2f} of {below:g} asked for"


def _urgency(one: Waiting) -> tuple[object, ...]:
    """Who needs a person is surest first, for it is likely to be right that something is wrong; then the shakiest."""
    needs, sure = one.verdict.needs_person, one.verdict.confidence
    is_shaky = one.verdict.label is VerdictLabel.SUPPORTED
    return (not needs, sure if is_shaky else -sure, one.document.document_id, one.claim.start, one.claim.claim_id)
