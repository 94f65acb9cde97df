"""How sure a verdict is, to order what a person sees first; never printed as a chance of truth.

In: the label and the matches. Out: 0 to 1, by a logistic function of named features. The weights are set by hand from
the order in which an editor would look, not yet calibrated on held-back events.
"""

import math

from tasks.model import Match
from tasks.vocabulary import Relation, VerdictLabel

BIAS = -1.2
WEIGHTS = {
    "deciding families, at most four": 0.55,
    "best coverage of the claim by a passage": 1.8,
    "both sides exact": 0.5,
    "evidence on the other side": -0.9,
}
_DECIDES = {
    VerdictLabel.SUPPORTED: Relation.CORROBORATES,
    VerdictLabel.REFUTED: Relation.CONTRADICTS,
    VerdictLabel.DISPUTED: Relation.CONTRADICTS,
    VerdictLabel.MISFRAMED: Relation.SAME_NUMBER_OTHER_MEASURE,
    VerdictLabel.CONSISTENT: Relation.CONSISTENT,
}
_MAX_FAMILIES = 4


def confidence(label: VerdictLabel, matches: tuple[Match, ...]) -> float:
    """Weigh the features of the matches that decided."""
    relation = _DECIDES.get(label)
    if relation is None:
        return 0.5
    deciding = [match for match in matches if match.relation is relation]
    exact = [
        match
        for match in deciding
        if match.their_claim
        and match.their_claim.figure
        and match.their_claim.figure.low == match.their_claim.figure.high
    ]
    other = Relation.CORROBORATES if relation is Relation.CONTRADICTS else Relation.CONTRADICTS
    features = {
        "deciding families, at most four": min(len(deciding), _MAX_FAMILIES),
        "best coverage of the claim by a passage": max((match.coverage for match in deciding), default=0.0),
        "both sides exact": float(bool(exact)),
        "evidence on the other side": float(any(match.relation is other for match in matches)),
    }
    score = BIAS + sum(WEIGHTS[name] * value for name, value in features.items())
    return round(1 / (1 + math.exp(-score)), 3)
