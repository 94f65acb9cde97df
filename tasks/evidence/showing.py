"""Which windows of the documents found are shown for a claim, and in which order.

In: the documents found for one sentence, nearest first, each with its windows, best first; all windows of the nearest
one; how telling each term is. Out: windows with their documents, as many as are wanted. Nothing is searched here.

A window is three sentences, and what a claim puts into one sentence a page often tells in several: who it was at the
top, when it was in the dateline, how many further down. The best three windows are then three neighbours that say the
same. So a page's next window is the one that says most of what the windows before it leave out (a set cover), and a
page that clearly leads is heard with a few of its windows before the tenth page is heard once.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from tasks.evidence.index import Hit

EVENT_WEIGHT = 3.0  # of the event against the claim's own words, when documents are ranked
FIRST_DOCUMENTS = 10  # places in which as many outlets as can be are heard once
# The numbers below were chosen on one half of WiCE (by the hash of the claim) and measured on the other.
LEADS = 1.1  # times the rank of the next document: then this is the page, and not one of many on the event
AHEAD = 3  # of the leading document's further windows shown among the first ten
COMPLEMENTS, OWN_WINDOWS, BESIDE_WINDOWS = 6, 10, 8  # of the nearest document: "it was first awarded" names nothing
NEXT_DOCUMENTS, NEXT_COMPLEMENTS = 4, 2

Shown = tuple[Hit, "Found"]


@dataclass(slots=True)
class Found:
    """The windows of one document for one sentence, best first."""

    hits: list[Hit] = field(default_factory=list)
    event: float = 0.0
    coverage: float = 0.0
    own: float = 0.0  # the best window's score as a share of what the query could reach

    @property
    def rank(self) -> float:
        """How near the document is: its best window, and its likeness to the article's event."""
        return self.own + EVENT_WEIGHT * self.event

    @property
    def best(self) -> Hit:
        """Its best window."""
        return self.hits[0]


def shown(kept: Sequence[Found], page: Sequence[Hit], weights: Mapping[str, int], most: int) -> list[Shown]:
    """At most so many windows of these documents; `page` are all of the first one's, `weights` of the claim's terms."""
    if not kept:
        return []
    chosen: dict[tuple[str, int], Shown] = {}
    silent = {known.best.document_id for known in kept}

    def show(known: Found, *hits: Hit) -> None:
        """A place is kept for each page that has not spoken; the rest is for who comes first."""
        for hit in hits:
            key = hit.document_id, hit.passage_index
            if key not in chosen and (hit.document_id in silent or len(chosen) + len(silent) < most):
                chosen[key] = hit, known
                silent.discard(hit.document_id)

    nearest = kept[0]
    page = _as_found(nearest, page)
    further = list(complements(nearest.best, page, weights, COMPLEMENTS))
    further += [hit for hit in page[:OWN_WINDOWS] if hit not in further and hit is not nearest.best]
    ahead = further[:AHEAD] if _leads(kept) else []
    show(nearest, nearest.best, *ahead)
    for known in kept[: FIRST_DOCUMENTS - len(ahead)]:
        show(known, known.best)
    show(nearest, *further, *_beside(nearest.hits[:BESIDE_WINDOWS], page))
    for known in kept[1 : 1 + NEXT_DOCUMENTS]:
        show(known, *complements(known.best, known.hits, weights, NEXT_COMPLEMENTS))
    # Then the best of what is left, whoever says it.
    rest = [(hit, known) for known in kept for hit in known.hits[1:]]
    rest.sort(key=lambda pair: (-pair[0].score, pair[0].document_id, pair[0].passage_index))
    for hit, known in rest:
        show(known, known.best, hit)
    for known in kept:
        show(known, known.best)
    return list(chosen.values())[:most]


def complements(first: Hit, page: Sequence[Hit], weights: Mapping[str, int], limit: int) -> Iterator[Hit]:
    """The windows of a page that say, one after the other, most of what those before them leave out.

    The weights are whole numbers, so that their sums do not depend on an order.
    """
    missing = weights.keys() - first.terms
    saying = [(hit, said) for hit in page if (said := missing & hit.terms)]
    for _ in range(limit):
        if not saying:
            return
        best, told = max(saying, key=lambda pair: sum(weights[term] for term in pair[1]))
        yield best
        saying = [(hit, left) for hit, said in saying if (left := said - told)]


def _leads(kept: Sequence[Found]) -> bool:
    """Whether the first document is the page that speaks of it, rather than one of many."""
    return len(kept) == 1 or kept[0].rank >= LEADS * kept[1].rank


def _as_found(nearest: Found, page: Sequence[Hit]) -> list[Hit]:
    """The windows of the nearest document with the scores under which they were found, where they were."""
    known = {hit.passage_index: hit for hit in nearest.hits}
    return [known.get(hit.passage_index, hit) for hit in page]


def _beside(best: Sequence[Hit], page: Sequence[Hit]) -> list[Hit]:
    """The windows right before and after these."""
    places = {hit.passage_index + step for hit in best for step in (-1, 1)}
    return [hit for hit in page if hit.passage_index in places]
