"""Factors and labels have no noun of their own: "has doubled", "Article 12"; a report has several of each.

In: two sides of one measure. Out: why they may be of two things, or None: "spending on roads has doubled" and "spending
on schools has tripled". Where the words differ on both sides two things are told, or one in other words; neither is
sure enough to contradict.
"""

from tasks.claims.answers import answers_title
from tasks.reading.stems import stems
from tasks.verdicts.counted_over import same_period
from tasks.verdicts.side import Side

SINGLE_LABELS = frozenset({"flight"})  # one crash has one flight; a treaty has many articles and a house many rooms


def of_several(ours: Side, theirs: Side) -> str | None:
    """Why two factors or two labels say nothing against each other."""
    if answers_title(theirs.claim, theirs.document):
        return None  # the answer to a question is of what was asked
    kind = ours.measure.kind if ours.measure else ""
    if kind == "ratio" and not same_period(ours.claim, theirs.claim, (ours.day, theirs.day)):
        return "Not surely the same figure: the two changes are over two stretches of time."
    is_single = ours.claim.figure is not None and ours.claim.figure.unit in SINGLE_LABELS
    if kind in {"ratio", "label"} and not is_single and _both_differ(ours, theirs):
        return "Not surely the same figure: each sentence has words of its own, and may speak of another thing."
    return None


def _both_differ(ours: Side, theirs: Side) -> bool:
    """Whether each clause has words that the other's sentence has not, beside the figures' own."""
    own = frozenset(stems(f"{ours.claim.text} {theirs.claim.text}"))
    return bool(_words(ours) - theirs.words - own) and bool(_words(theirs) - ours.words - own)


def _words(side: Side) -> frozenset[str]:
    return frozenset(stem for stem in side.frame if stem.isalpha())
