"""Are two articles, or two statements, about the same thing? Word overlap weighted by rarity.

In: texts and the rarity of each stem in the reference collection. Out: numbers from 0 to 1. Likeness opens or shuts the
same-figure gate; it never decides whether two figures agree.
"""

import math
import re
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from tasks.model import Claim, Document
from tasks.reading.stems import stems

Rarity = Callable[[str], float]  # stem -> inverse document frequency, > 0

LEAD_CHARS = 2_500  # the news is in the lead; a long tail of background blurs what an article is about
FRAME_CHARS = 100  # about sixteen words on either side of a figure
_CLAUSE_END = re.compile(r"[;:—“”\"()]|, (?:and|but|while|whereas) |\. ")


@dataclass(frozen=True, slots=True)
class Profile:
    """What an article is about: stems with weights, and the length of that vector."""

    weights: Mapping[str, float]
    norm: float


def profile(document: Document, rarity: Rarity) -> Profile:
    """Weigh the stems of title and lead by logarithmic frequency and rarity."""
    counts = Counter(stems(document.text[:LEAD_CHARS]))
    counts.update(stems(document.title or ""))
    weights = {stem: (1 + math.log(count)) * rarity(stem) for stem, count in sorted(counts.items())}
    return Profile(weights, math.sqrt(sum(weight * weight for weight in weights.values())))


def cosine(left: Profile, right: Profile) -> float:
    """The cosine of two profiles: 0 for nothing in common, 1 for the same words."""
    if not left.norm or not right.norm:
        return 0.0
    if len(left.weights) > len(right.weights):
        left, right = right, left
    dot = sum(weight * right.weights.get(stem, 0.0) for stem, weight in left.weights.items())
    return dot / (left.norm * right.norm)


def frame(claim: Claim) -> frozenset[str]:
    """The stems of the clause around a claim: what the figure is said to count."""
    start, end = claim.start - claim.sentence_start, claim.end - claim.sentence_start
    before = claim.sentence[max(0, start - FRAME_CHARS) : start]
    after = claim.sentence[end : end + FRAME_CHARS]
    cuts = [match.end() for match in _CLAUSE_END.finditer(before)]
    before = before[cuts[-1] :] if cuts else before
    cut = _CLAUSE_END.search(after)
    after = after[: cut.start()] if cut else after
    return frozenset(stems(f"{before} {claim.sentence[start:end]} {after}"))


def overlap(left: frozenset[str], right: frozenset[str], rarity: Rarity) -> float:
    """The rarity-weighted share of the smaller frame that the other holds."""
    shared = sum(rarity(stem) for stem in sorted(left & right))
    smaller = min(sum(rarity(stem) for stem in sorted(side)) for side in (left, right))
    return shared / smaller if smaller else 0.0
