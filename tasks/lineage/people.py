"""What people say of two pages, "the same" or "not the same", made part of lineage.

In: edges found by comparison, the documents, what people said. Out: the edges, with one more for each word that counts
and without those that it overrules. The rule, which every edge made here repeats in its evidence:
- of each person the latest word on two pages counts;
- where all who spoke agree, it is so: "the same" joins, and "not the same" keeps apart, also by way of third pages
  (then the weakest of the joinings on that way is left out);
- where they differ, both words stand, comparison decides, and the number of origins becomes a range.
What a page itself prints is not overruled: two pages that name one source share that origin, whoever calls them two.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from itertools import product

from tasks.lineage.components import Components
from tasks.lineage.names import person_key
from tasks.lineage.rewrites import SURE_REWRITE
from tasks.model import Document, Edge, Joining
from tasks.vocabulary import EdgeKind

SETTLED = 1.0  # confidence of a word that nobody contradicts
DIFFERING = 0.5
FOUND = frozenset({EdgeKind.COPIED_FROM, EdgeKind.REWRITTEN_FROM})
SAID = frozenset({EdgeKind.SAME_AS, EdgeKind.NOT_SAME_AS})
_LEFT_OUT = "; comparison had found: "
_NEVER = datetime.max.replace(tzinfo=UTC)


def latest(joinings: Iterable[Joining]) -> tuple[Joining, ...]:
    """The last word of each person on each two pages, the oldest first."""
    words: dict[tuple[frozenset[str], str], Joining] = {}
    for word in joinings:
        key = frozenset((_page(word.one, word.one_address), _page(word.other, word.other_address)))
        held = words.get((key, person_key(word.person)))
        if held is None or word.said_at >= held.said_at:
            words[key, person_key(word.person)] = word
    return tuple(sorted(words.values(), key=lambda word: (word.said_at, word.person, word.one, word.other)))


def about(joinings: Iterable[Joining], documents: Mapping[str, Document]) -> tuple[Joining, ...]:
    """The words that count and speak of two of these documents."""
    return tuple(word for word in latest(joinings) if any(_pairs(word, _by_page(documents))))


def with_people(
    edges: Sequence[Edge], documents: Mapping[str, Document], joinings: Iterable[Joining]
) -> tuple[Edge, ...]:
    """The edges as people have them; the very same ones where nobody spoke of these documents."""
    said = _said(joinings, documents, edges)
    if not said:
        return tuple(edges)
    kept, left_out = _without_held_apart((*said, *edges))
    told = [_told(edge, left_out) if edge.kind is EdgeKind.NOT_SAME_AS else edge for edge in kept if edge.kind in SAID]
    found = [edge for edge in kept if edge.kind not in SAID]
    return (*found, *sorted(told, key=lambda edge: (edge.from_id, edge.to_id, edge.kind, edge.evidence)))


def is_joining(edge: Edge) -> bool:
    """Whether its two ends are of one family."""
    return edge.kind in FOUND or (edge.kind is EdgeKind.SAME_AS and edge.confidence >= SETTLED)


def held_apart(edges: Iterable[Edge]) -> frozenset[frozenset[str]]:
    """The pairs of documents that people agree to be two reports."""
    return frozenset(
        frozenset((edge.from_id, edge.to_id))
        for edge in edges
        if edge.kind is EdgeKind.NOT_SAME_AS and edge.confidence >= SETTLED
    )


def at_most_joined(edges: Sequence[Edge]) -> tuple[Edge, ...]:
    """The edges if everybody who says "the same" is right where people differ."""
    return tuple(
        replace(edge, confidence=SETTLED) if edge.kind is EdgeKind.SAME_AS else edge
        for edge in edges
        if edge.kind is not EdgeKind.NOT_SAME_AS or edge.confidence >= SETTLED
    )


def least_joined(edges: Sequence[Edge]) -> tuple[Edge, ...]:
    """The edges if no retelling is one, and everybody who says "not the same" is right where people differ."""
    apart = [
        replace(edge, confidence=SETTLED) if edge.kind is EdgeKind.NOT_SAME_AS else edge
        for edge in edges
        if not _is_doubtful(edge) and (edge.kind is not EdgeKind.SAME_AS or edge.confidence >= SETTLED)
    ]
    return tuple(_without_held_apart(apart)[0])


def is_unsure(edges: Iterable[Edge]) -> bool:
    """Whether the two readings above can differ."""
    differing = (edge for edge in edges if edge.kind in SAID and edge.confidence < SETTLED)
    return any(_is_doubtful(edge) for edge in edges) or any(differing)


def _is_doubtful(edge: Edge) -> bool:
    return edge.kind is EdgeKind.REWRITTEN_FROM and edge.confidence < SURE_REWRITE


@dataclass(frozen=True, slots=True)
class _Pages:
    """Documents by their id and by their address."""

    ids: Mapping[str, tuple[str, ...]]

    def of(self, document_id: str, address: str | None) -> tuple[str, ...]:
        return self.ids.get(address, ()) if address else self.ids.get(document_id, ())


def _by_page(documents: Mapping[str, Document]) -> _Pages:
    ids: dict[str, set[str]] = defaultdict(set)
    for key, document in documents.items():
        ids[key].add(key)
        if document.address:
            ids[document.address].add(key)
    return _Pages({name: tuple(sorted(keys)) for name, keys in ids.items()})


def _page(document_id: str, address: str | None) -> str:
    return address or document_id


def _pairs(word: Joining, pages: _Pages) -> Iterator[tuple[str, str]]:
    """The documents at hand of which it speaks; two prints of one page are no pair."""
    ends = pages.of(word.one, word.one_address), pages.of(word.other, word.other_address)
    yield from (pair for pair in product(*ends) if pair[0] != pair[1])


def _said(joinings: Iterable[Joining], documents: Mapping[str, Document], edges: Sequence[Edge]) -> list[Edge]:
    """An edge a person, from the later page to the earlier, as copies point at what they were taken from."""
    pages = _by_page(documents)
    by_pair: dict[tuple[str, str], list[Joining]] = defaultdict(list)
    for word in latest(joinings):
        for one, other in _pairs(word, pages):
            by_pair[min(one, other), max(one, other)].append(word)
    known = {(edge.from_id, edge.to_id) for edge in edges if edge.kind in FOUND}
    said: list[Edge] = []
    for pair, words in sorted(by_pair.items()):
        source, copy = sorted(pair, key=lambda key: (_instant(documents[key]), key))
        if (source, copy) in known:
            source, copy = copy, source
        is_settled = len({word.is_same for word in words}) == 1
        sure = SETTLED if is_settled else DIFFERING
        for word in words:
            kind = EdgeKind.SAME_AS if word.is_same else EdgeKind.NOT_SAME_AS
            said.append(Edge(copy, source, kind, _words(word, is_settled=is_settled), sure))
    return said


def _words(word: Joining, *, is_settled: bool) -> str:
    day = word.said_at.astimezone(UTC)
    what = "the same" if word.is_same else "not the same"
    others = "" if is_settled else "; others say otherwise, so comparison decides and both are counted"
    return f"{word.person} says {what} ({day.day} {day:%B %Y}): {word.reason.strip().rstrip('.')}{others}"


def _without_held_apart(edges: Sequence[Edge]) -> tuple[list[Edge], list[Edge]]:
    """The edges of which none joins what is held apart, surest first to be kept; and those that are left out."""
    apart = [tuple(sorted(pair)) for pair in held_apart(edges)]
    joined = Components()
    dropped: set[Edge] = set()
    ranked = sorted(
        (edge for edge in edges if is_joining(edge)),
        key=lambda edge: (edge.kind is not EdgeKind.SAME_AS, -edge.confidence, edge.from_id, edge.to_id),
    )
    for edge in ranked:
        ends = {joined.find(edge.from_id), joined.find(edge.to_id)}
        if any({joined.find(one), joined.find(other)} == ends for one, other in apart):
            dropped.add(edge)
        else:
            joined.join(edge.from_id, edge.to_id)
    # A "same" that would join, by way of others, what people keep apart is contradicted by them.
    kept = [
        replace(edge, confidence=DIFFERING) if edge in dropped and edge.kind is EdgeKind.SAME_AS else edge
        for edge in edges
        if edge not in dropped or edge.kind is EdgeKind.SAME_AS
    ]
    return kept, [edge for edge in edges if edge in dropped and edge.kind in FOUND]


def _told(word: Edge, left_out: Sequence[Edge]) -> Edge:
    """The word with what it overrules: a joining of just these two."""
    ends = {word.from_id, word.to_id}
    overruled = [edge.evidence.rstrip(". ") for edge in left_out if {edge.from_id, edge.to_id} == ends]
    return replace(word, evidence=f"{word.evidence}{_LEFT_OUT}{overruled[0]}") if overruled else word


def _instant(document: Document) -> datetime:
    return document.published.instant if document.published else _NEVER
