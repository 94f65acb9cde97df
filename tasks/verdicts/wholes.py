"""Parts and their wholes: "55 of the 67 killed are identified" is wrong if 64 is printed for 67, whoever counted 55.

In: a claim with a base, and what was found for it and for the figure that is its base. Out: support that says nothing
of the whole set aside where the whole is contradicted, and the verdict on the whole for the verdict on the part.
VERDICTS.md section 5: X is bound to the predicate, Y the base; each is judged, and a reader must see both.
"""

from collections.abc import Sequence
from dataclasses import replace

from tasks.model import Claim, Finding, Match, Verdict, content_id
from tasks.verdicts.wording import number_words
from tasks.vocabulary import Relation, VerdictLabel

BASES = "bases conflict"  # the rule name of a contradiction of the whole
LEANS = frozenset({VerdictLabel.SUPPORTED, VerdictLabel.CONSISTENT, VerdictLabel.UNVERIFIED})


def part_only_aside(matches: Sequence[Match]) -> tuple[Match, ...]:
    """Where some page contradicts the whole, a page that names none bears out the part only."""
    if not any(match.relation is Relation.CONTRADICTS and match.finding.rule == BASES for match in matches):
        return tuple(matches)
    return tuple(_as_part(match) if _names_no_whole(match) else match for match in matches)


def _names_no_whole(match: Match) -> bool:
    theirs = match.their_claim.figure if match.their_claim else None
    if match.relation is not Relation.CORROBORATES:
        return False
    return theirs is None or (theirs.base is None and theirs.population is None)


def _as_part(match: Match) -> Match:
    detail = match.finding.detail.removesuffix(".") + "; of the whole it says nothing."
    return replace(
        match,
        relation=Relation.CONSISTENT,
        finding=Finding(Relation.CONSISTENT, detail, "part without its whole", match.finding.gate),
    )


def with_wrong_wholes(claims: Sequence[Claim], verdicts: Sequence[Verdict]) -> tuple[Verdict, ...]:
    """Tell of each part whose whole, a figure of its own in the same sentence, is refuted."""
    found = {verdict.claim_id: verdict for verdict in verdicts}
    judged: list[Verdict] = []
    for claim, verdict in zip(claims, verdicts, strict=True):
        whole = _whole_of(claim, claims) if verdict.label in LEANS else None
        wrong = found[whole.claim_id] if whole else None
        if wrong is None or claim.figure is None or wrong.label is not VerdictLabel.REFUTED:
            judged.append(verdict)
            continue
        shown = f"The whole of which it is a part differs ({number_words(claim.figure.base or 0)}): {wrong.shown_as}"
        judged.append(
            replace(
                verdict,
                verdict_id=content_id(verdict.verdict_id, VerdictLabel.MISFRAMED, wrong.verdict_id),
                label=VerdictLabel.MISFRAMED,
                shown_as=shown,
                explanation=f"{shown}. {verdict.explanation}",
                needs_person=True,
                cause="its whole is contradicted",
            )
        )
    return tuple(judged)


def _whole_of(claim: Claim, claims: Sequence[Claim]) -> Claim | None:
    """The figure of the same sentence, not far behind or before, that is the claim's base."""
    base = claim.figure.base if claim.figure else None
    if base is None:
        return None
    beside = [
        other
        for other in claims
        if other is not claim
        and other.sentence_start == claim.sentence_start
        and other.figure is not None
        and other.figure.value == base
        and other.not_checkable is None
    ]
    return min(beside, key=lambda other: (abs(other.start - claim.start), other.claim_id), default=None)
