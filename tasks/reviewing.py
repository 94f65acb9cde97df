"""A person's word on a verdict, taken at the desk: `tracewire review` and the flow `review` are this.

In: what was said, as it was typed, and a desk. Out: the word that was kept, and what to tell the person. All that can
be missing is asked for before anything is opened; raises Misconfigured or Trouble, and then nothing is kept.
"""

import re
from dataclasses import dataclass

from tasks.desk import Desk
from tasks.lineage.names import person_key
from tasks.model import ReviewWord
from tasks.replay import SHORT_ID_CHARS, claim_named
from tasks.store.store import Store
from tasks.trouble import Misconfigured, Trouble
from tasks.vocabulary import Review, ReviewReason, VerdictLabel

MAX_WORDS_CHARS = 1_000
THING = "the review"
_ID = re.compile(r"[0-9a-f]{1,32}")


@dataclass(frozen=True, slots=True)
class Said:
    """A complete word: who says what of which claim, and why."""

    claim: str
    review: Review
    person: str
    reason: ReviewReason | None
    note: str
    label: VerdictLabel | None

    @property
    def why(self) -> str:
        """Reason and note as they are kept."""
        return ": ".join(filter(None, (self.reason, self.note)))


@dataclass(frozen=True, slots=True)
class Kept:
    """The word as it is on the record, and what to say about it."""

    word: ReviewWord
    told: tuple[str, ...]


def said_of(*, claim: str, is_confirmed: bool | None, person: str, reason: str, note: str, label: str) -> Said:
    """What must be there before anything is opened: a claim's id, a word, a name, and for an overruling a reason."""
    person, note, claim = " ".join(person.split()), " ".join(note.split()), claim.strip().lower()
    reasons, labels = ", ".join(ReviewReason), ", ".join(VerdictLabel)
    for is_wrong, cause in (
        (not _ID.fullmatch(claim), f"{claim!r} is no id of a claim (up to 32 of 0-9 and a-f)"),
        (is_confirmed is None, "is it --confirm or --overrule?"),
        (not person, "who says so? Give --by"),
        (is_confirmed is False and not reason, f"why? Give --reason: one of {reasons}"),
        (is_confirmed is True and bool(reason), "who confirms needs no --reason; say more with --note"),
        (is_confirmed is True and bool(label), "who confirms cannot give another --label"),
        (bool(reason) and reason not in set(ReviewReason), f"--reason is one of {reasons}"),
        (reason == ReviewReason.OTHER and not note, "what is it? Give --note"),
        (bool(label) and label not in set(VerdictLabel), f"--label is one of {labels}"),
        (max(len(person), len(note)) > MAX_WORDS_CHARS, f"a name or note has at most {MAX_WORDS_CHARS:,} characters"),
    ):
        if is_wrong:
            raise Misconfigured(THING, cause, "`tracewire review --help` shows the words")
    return Said(
        claim=claim,
        review=Review.CONFIRMED if is_confirmed else Review.OVERRULED,
        person=person,
        reason=ReviewReason(reason) if reason else None,
        note=note,
        label=VerdictLabel(label) if label else None,
    )


def take(said: Said, desk: Desk) -> Kept:
    """Append the word to the newest verdict of the claim."""
    if desk.path is None:
        raise Misconfigured(THING, "nothing is kept in memory", "Give a store that is a file")
    with Store.open(desk.path) as store:
        claim_id = claim_named(store, said.claim)
        verdict_ids = store.verdicts_of(claim_id)
        if not verdict_ids:
            raise Trouble(f"claim {said.claim}", "it was read from a page and never judged", "Verify that page")
        word = ReviewWord(
            verdict_id=verdict_ids[0],
            claim_id=claim_id,
            review=said.review.value,
            reviewer=said.person,
            reason=said.why,
            reviewed_at=desk.now,
            label=said.label.value if said.label else None,
        )
        with store.unit(desk.run_id, now=desk.now) as unit:
            unit.put_review(word)
        others = [one for one in store.last_words([claim_id]) if one.verdict_id == word.verdict_id]
    told = [f"kept: verdict {word.verdict_id[:SHORT_ID_CHARS]} is {word.review}, says {said.person}."]
    own = person_key(said.person)
    differing = [one.reviewer for one in others if person_key(one.reviewer) != own and one.review != word.review]
    if differing:
        told.append(f"{', '.join(sorted(differing))} said otherwise; both words stand.")
    return Kept(word, tuple(told))
