"""From pairs to edges: each copy points at what it was taken from, not at every other copy of the same text.

In: the pairs of a set of documents, and what each document says of itself. Out: edges, from copy to source. A text with
a hundred copies has a hundred edges, not five thousand; a text made of two others has two. Whatever the pairs connect
the edges connect as well.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime

from tasks.lineage.components import Components
from tasks.lineage.direction import Witness, credits_rank
from tasks.lineage.pairs import EDGE_KINDS, Pair
from tasks.model import Edge

_NEVER = datetime.max.replace(tzinfo=UTC)


def edges_of(found: Sequence[Pair], witnesses: Mapping[str, Witness]) -> tuple[Edge, ...]:
    """The edges behind these pairs, in the order of the copies' ids."""
    paired = {frozenset(pair.ids) for pair in found}
    by_copy: dict[str, list[tuple[str, Pair]]] = defaultdict(list)
    for pair in found:
        source = _source(pair, witnesses)
        by_copy[pair.a if source == pair.b else pair.b].append((source, pair))
    edges: dict[tuple[str, str], Edge] = {}
    joined = Components()
    for copy, taken_from in sorted(by_copy.items()):
        ranked = sorted(taken_from, key=lambda item: _nearness(copy, item[0], item[1], witnesses))
        kept: list[str] = []
        for source, pair in ranked:
            if any(frozenset((source, other)) in paired for other in kept):
                continue  # another print of a source that is held already
            kept.append(source)
            edges[copy, source] = _edge(copy, source, pair)
            joined.join(copy, source)
    for pair in found:
        if not joined.same(*pair.ids):  # sources that name each other in a circle may leave one outside
            source = _source(pair, witnesses)
            copy = pair.a if source == pair.b else pair.b
            edges[copy, source] = _edge(copy, source, pair)
            joined.join(copy, source)
    return tuple(edges[key] for key in sorted(edges))


def _source(pair: Pair, witnesses: Mapping[str, Witness]) -> str:
    """Which end an edge points at; where nothing tells, the earlier id by date and name, so that it is always one."""
    if pair.source_id is not None:
        return pair.source_id
    return min(pair.ids, key=lambda key: (witnesses[key].instant or _NEVER, key))


def _nearness(
    copy: str, source: str, pair: Pair, witnesses: Mapping[str, Witness]
) -> tuple[bool, int, float, datetime, str]:
    """A copy before a rewrite; then whom it credits first, who holds most of it, who was first."""
    share = pair.contains_ab if copy == pair.a else pair.contains_ba
    rank = credits_rank(witnesses[copy], witnesses[source])
    return pair.kind == "rewrite", rank, -round(share, 1), witnesses[source].instant or _NEVER, source


def _edge(copy: str, source: str, pair: Pair) -> Edge:
    forth = copy == pair.a
    return Edge(
        from_id=copy,
        to_id=source,
        kind=EDGE_KINDS[pair.kind],
        evidence=pair.reason,
        confidence=pair.confidence,
        contains_ab=pair.contains_ab if forth else pair.contains_ba,
        contains_ba=pair.contains_ba if forth else pair.contains_ab,
    )
