"""How sure a verdict is, to order what a person sees and send the shaky to review; never printed as a chance of truth.

In: the label and the matches. Out: 0 to 1, by a logistic regression over named features (weights in
confidence_weights.py, written by tests/benchmarks/fit_confidence.py, which prints how well it is calibrated on events
that it was not fitted on). It says how often verdicts that look like this one were right in the benchmarks, whose
articles hold more wrong figures than newspapers do.
"""

import math
from collections.abc import Sequence

from tasks.model import Match
from tasks.verdicts.confidence_weights import INTERCEPT, WEIGHTS
from tasks.vocabulary import Relation, VerdictLabel

DECIDES = {
    VerdictLabel.SUPPORTED: Relation.CORROBORATES,
    VerdictLabel.REFUTED: Relation.CONTRADICTS,
    VerdictLabel.DISPUTED: Relation.CONTRADICTS,
    VerdictLabel.MISFRAMED: Relation.SAME_NUMBER_OTHER_MEASURE,
    VerdictLabel.CONSISTENT: Relation.CONSISTENT,
}
MAX_PAGES = 4  # more pages that say one thing add little
MAX_DIGITS = 4.0  # log10 of a number: larger ones are no rarer
UNDECIDED = 0.5  # nothing was found that decides


def confidence(label: VerdictLabel, matches: Sequence[Match]) -> float:
    """Weigh the features of the matches that decided."""
    if label not in DECIDES:
        return UNDECIDED
    found = features(label, matches)
    score = INTERCEPT + sum([WEIGHTS.get(name, 0.0) * value for name, value in found.items() if value])
    return round(1 / (1 + math.exp(-score)), 3)


def features(label: VerdictLabel, matches: Sequence[Match]) -> dict[str, float]:
    """What speaks for the verdict being right, by name."""
    deciding = [match for match in matches if match.relation is DECIDES[label]]
    against = Relation.CORROBORATES if DECIDES[label] is Relation.CONTRADICTS else Relation.CONTRADICTS
    figures = [match.their_claim.figure for match in deciding if match.their_claim and match.their_claim.figure]
    pages = {match.document_id for match in deciding}
    moved = {Relation.LATER_FIGURE, Relation.EARLIER_FIGURE}
    return {
        f"the verdict is {label}": 1.0,
        f"pages that decide, at most four; {label}": float(min(len(pages), MAX_PAGES)),
        "share of the claim's words in the best page": max((match.coverage for match in deciding), default=0.0),
        "an exact number decides": float(any(figure.low == figure.high for figure in figures)),
        "digits of the number that decides": max((_digits(figure.value) for figure in figures), default=0.0),
        "a date or quotation decides": float(bool(deciding) and not figures),
        "a page speaks on the other side": float(any(match.relation is against for match in matches)),
        "a page tells of another moment": float(any(match.relation in moved for match in matches)),
    }


def _digits(value: float) -> float:
    return min(math.log10(max(abs(value), 1.0)), MAX_DIGITS)
