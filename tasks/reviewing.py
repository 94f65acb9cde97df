"""A person's word on a verdict, taken at the desk: `tracewire review` and the flow `review` are this.

In: what was said, as it was typed, and a desk. Out: the word and corrections that were kept, and what came of judging
again. All that can be missing is asked for before anything is opened; raises Misconfigured or Trouble, and then nothing
is kept. Everything said is appended; the earlier verdict stays beside the new one.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass

from tasks.desk import Desk
from tasks.lineage.names import person_key
from tasks.model import Claim, Correction, Joining, ReviewWord, Verdict, Verification
from tasks.rejudge import rejudge
from tasks.replay import SHORT_ID_CHARS, claim_named, versions_of
from tasks.report_files import page_address, write_report
from tasks.reports.safe import line
from tasks.setting_right import NOTHING_SAID, Author, Fix, checked, corrections_of, joinings_of, taken_back
from tasks.store.store import Store
from tasks.trouble import Misconfigured, Trouble
from tasks.vocabulary import Review, ReviewReason, VerdictLabel

MAX_WORDS_CHARS = 1_000
THING = "the review"
_ID = re.compile(r"[0-9a-f]{1,32}")
OnTrouble = Callable[[Trouble], None]


@dataclass(frozen=True, slots=True)
class Typed:
    """A word as it was typed into a command or a form. `claim` may name an article where words of it were missed."""

    claim: str
    is_confirmed: bool | None = None
    person: str = ""
    reason: str = ""
    note: str = ""
    label: str = ""
    fix: Fix = NOTHING_SAID
    is_taken_back: bool = False


@dataclass(frozen=True, slots=True)
class Said:
    """A complete word: who says what of which claim, and why. `review` is None where it is about an input alone."""

    claim: str
    review: Review | None
    person: str
    reason: ReviewReason | None
    note: str
    label: VerdictLabel | None
    fix: Fix
    is_taken_back: bool

    @property
    def why(self) -> str:
        """Reason and note as they are kept."""
        return ": ".join(filter(None, (self.reason, self.note)))


@dataclass(frozen=True, slots=True)
class Kept:
    """What is on the record now. `was` and `now` are set where the claim was judged again."""

    claim_id: str
    word: ReviewWord | None
    corrections: tuple[Correction, ...]
    joinings: tuple[Joining, ...]
    was: Verdict | None
    now: Verdict | None
    told: tuple[str, ...]


def said_of(typed: Typed) -> Said:
    """What must be there before anything is opened: a claim's id, a word, a name, and for an overruling a reason."""
    person, note = (line(words, 2 * MAX_WORDS_CHARS).strip() for words in (typed.person, typed.note))
    claim = typed.claim.strip() if typed.fix.span else typed.claim.strip().lower()
    reason, label, is_confirmed = _reason(typed.reason), typed.label, typed.is_confirmed
    reasons, labels = ", ".join(ReviewReason), ", ".join(VerdictLabel)
    for is_wrong, cause in (
        (not typed.fix.span and not _ID.fullmatch(claim), f"{claim!r} is no id of a claim (up to 32 of 0-9 and a-f)"),
        (is_confirmed is None and not typed.is_taken_back, "is it --confirm or --overrule?"),
        (is_confirmed is not None and typed.is_taken_back, "--take-back stands alone, with --by"),
        (not person, "who says so? Give --by"),
        (is_confirmed is False and not reason, f"why? Give --reason: one of {reasons}"),
        (is_confirmed is not False and bool(reason), "only who overrules gives a --reason; say more with --note"),
        (is_confirmed is not False and bool(label), "only who overrules can give another --label"),
        (bool(reason) and reason not in set(ReviewReason), f"--reason is one of {reasons}"),
        (reason == ReviewReason.OTHER and not note, "what is it? Give --note"),
        (bool(label) and label not in set(VerdictLabel), f"--label is one of {labels}"),
        (max(len(person), len(note)) > MAX_WORDS_CHARS, f"a name or note has at most {MAX_WORDS_CHARS:,} characters"),
    ):
        if is_wrong:
            raise Misconfigured(THING, cause, "`tracewire review --help` shows the words")
    why = ReviewReason(reason) if reason else None
    checked(typed.fix, why)
    is_word = not typed.is_taken_back and not typed.fix.span  # words that were missed had no verdict to overrule
    review = (Review.CONFIRMED if is_confirmed else Review.OVERRULED) if is_word else None
    return Said(
        claim, review, person, why, note, VerdictLabel(label) if label else None, typed.fix, typed.is_taken_back
    )


def _reason(typed: str) -> str:
    """The reason that is meant: whole, or by a part that only one has ("misread", "copy")."""
    plain = " ".join(typed.lower().split())
    found = [reason.value for reason in ReviewReason if plain and plain in reason]
    return found[0] if len(found) == 1 else plain


def take(said: Said, desk: Desk, on_trouble: OnTrouble) -> Kept:
    """Append the word and what it sets right, and judge the article again where something was set right."""
    if desk.path is None:
        raise Misconfigured(THING, "nothing is kept in memory", "Give a store that is a file")
    author = Author(said.person, said.why or "taken back", desk.now)
    with Store.open(desk.path) as store:
        held, claim, verdict = _held(store, said)
        word = _word(said, verdict, desk) if said.review and verdict else None
        if said.is_taken_back and claim is not None:
            corrections = taken_back(store.corrections(), claim, held.document, author)
        else:
            corrections = corrections_of(said.fix, claim, held, author, desk.settings)
        joinings = joinings_of(said.fix, claim, held, author)
        with store.unit(desk.run_id, now=desk.now) as unit:
            if word:
                unit.put_review(word)
            for correction in corrections:
                unit.put_correction(correction)
            for joining in joinings:
                unit.put_joining(joining)
        told = _told(store, said, word)
    claim_id = claim.claim_id if claim else corrections[0].claim_id
    if not (corrections or joinings):
        _show(held, desk, on_trouble)
        return Kept(claim_id, word, (), (), None, None, told)
    again = _judged_again(desk, held, on_trouble)
    now = next((one for one in again.verdicts if one.claim_id == claim_id), None) if again else None
    _show(again or held, desk, on_trouble)
    return Kept(claim_id, word, corrections, joinings, verdict, now, (*told, *_outcome(verdict, now)))


def _held(store: Store, said: Said) -> tuple[Verification, Claim | None, Verdict | None]:
    """The article as it was judged last, the claim in it, and its newest verdict."""
    if said.fix.span:
        return _article(store, said.claim), None, None
    claim_id = claim_named(store, said.claim)
    verdict_ids = versions_of(store, claim_id)
    held = store.verification_with(verdict_ids[0]) if verdict_ids else None
    if held is None:
        raise Trouble(f"claim {said.claim}", "it was read from a page and never judged", "Verify that page")
    claim = next(one for one in held.claims if one.claim_id == claim_id)
    return held, claim, next(one for one in held.verdicts if one.verdict_id == verdict_ids[0])


def _article(store: Store, name: str) -> Verification:
    """The article of that claim, or of that address or id."""
    claim_ids = store.claim_ids(name.lower()) if _ID.fullmatch(name.lower()) else ()
    verdict_ids = store.verdicts_of(claim_ids[0]) if len(claim_ids) == 1 else ()
    held = store.verification_with(verdict_ids[0]) if verdict_ids else None
    found = (held.document,) if held else store.documents_named(name)
    newest = next((judged for one in found if (judged := _newest(store, one.document_id))), None)
    if newest is None:
        cause = "the store holds no judged article of that address or id, and no claim"
        raise Trouble(f"article {name}", cause, "Verify it first")
    return newest


def _newest(store: Store, document_id: str) -> Verification | None:
    return store.standing.newest(document_id) or store.verification(document_id)


def _word(said: Said, verdict: Verdict, desk: Desk) -> ReviewWord:
    return ReviewWord(
        verdict_id=verdict.verdict_id,
        claim_id=verdict.claim_id,
        review=said.review.value if said.review else "",
        reviewer=said.person,
        reason=said.why,
        reviewed_at=desk.now,
        label=said.label.value if said.label else None,
    )


def _told(store: Store, said: Said, word: ReviewWord | None) -> tuple[str, ...]:
    if word is None:
        return (f"kept: what {said.person} {'took back' if said.is_taken_back else 'set right'}.",)
    told = [f"kept: verdict {word.verdict_id[:SHORT_ID_CHARS]} is {word.review}, says {said.person}."]
    others = [one for one in store.last_words([word.claim_id]) if one.verdict_id == word.verdict_id]
    own = person_key(said.person)
    differing = [one.reviewer for one in others if person_key(one.reviewer) != own and one.review != word.review]
    if differing:
        told.append(f"{', '.join(sorted(differing))} said otherwise; both words stand.")
    return tuple(told)


def _show(verification: Verification, desk: Desk, on_trouble: OnTrouble) -> None:
    """Write the report page anew where people have one: the word stands on it from now on."""
    if page_address(verification.document, desk.settings) is None:
        return
    try:
        write_report(verification, desk)
    except Trouble as trouble:  # what is kept is kept
        on_trouble(trouble)


def _judged_again(desk: Desk, held: Verification, on_trouble: OnTrouble) -> Verification | None:
    """Judge the article again and record it: also where the outcome is the same, it rests on another input now."""
    desk.open_library(on_trouble)
    for again in rejudge(desk, [held.document.document_id], on_trouble, is_kept=False):
        desk.record(again.now)
        return again.now
    return None


def _outcome(was: Verdict | None, now: Verdict | None) -> tuple[str, ...]:
    if now is None:
        step = "`tracewire rejudge` judges its article again"
        return (f"what was set right is kept, and the claim could not be judged again just now: {step}.",)
    told = f"judged again, verdict {now.verdict_id[:SHORT_ID_CHARS]}: {now.shown_as}"
    if was is None:
        return (f"{told}. The claim is {now.claim_id[:SHORT_ID_CHARS]}.",)
    if was.verdict_id == now.verdict_id:
        return ("judged again: the verdict is the same.",)
    return (f"{told}. Before: {was.shown_as}.",)
