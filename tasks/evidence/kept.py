"""What lay before the judge, packed to be kept, and unpacked to judge again.

In: the evidence of one article. Out: a `Search` (ids, places and scores of its candidates, the rarity of each stem that
was weighed; texts are kept as documents); and from that, the documents and a reader of claims the very same evidence,
whatever the index holds by now.
"""

from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import replace

from tasks.evidence.library import Evidence, passages_of
from tasks.evidence.rarity import rarity_of
from tasks.model import Candidate, Claim, Document, Passage, Search, Searched, Sought

ReadClaims = Callable[[Document], tuple[Claim, ...]]


def search_of(evidence: Evidence) -> Search:
    """Pack it; to be asked after judging, when every stem that counts has been looked up."""
    groups: dict[int, tuple[list[str], tuple[Candidate, ...]]] = {}
    for claim_id, found in evidence.candidates.items():
        groups.setdefault(id(found) if found else 0, ([], found))[0].append(claim_id)
    bare: dict[int, Passage] = {}
    by_rarity: dict[float, list[str]] = defaultdict(list)
    for stem, rarity in evidence.rarity.items():
        by_rarity[rarity].append(stem)
    return Search(
        sought=tuple(
            Sought(tuple(claim_ids), tuple(_wordless(candidate, bare) for candidate in found))
            for claim_ids, found in groups.values()
        ),
        documents=tuple(sorted(evidence.documents)),
        rarity=tuple((rarity, tuple(sorted(stems))) for rarity, stems in sorted(by_rarity.items())),
        unseen=rarity_of(evidence.searched.passages, 0),
        seen=tuple(sorted((key, instant) for key, instant in evidence.seen.items() if key in evidence.documents)),
        joinings=evidence.joinings,
        corrections=evidence.corrections,
    )


def evidence_of(
    search: Search, documents: Mapping[str, Document], read_claims: ReadClaims, searched: Searched, claim_id: str
) -> Evidence:
    """Unpack what was found for one claim; `documents` must hold every document of the search."""
    held = {key: documents[key] for key in search.documents}
    words: dict[str, tuple[Passage, ...]] = {}
    candidates: dict[str, tuple[Candidate, ...]] = {}
    for sought in search.sought:
        if claim_id not in sought.claim_ids:
            continue
        found = tuple(_with_words(candidate, words, held) for candidate in sought.found)
        candidates[claim_id] = found
    spoken = sorted({candidate.passage.document_id for candidate in candidates.get(claim_id, ())})
    return Evidence(
        candidates=candidates,
        documents=held,
        claims={key: read_claims(held[key]) for key in spoken},
        searched=searched,
        rarity=_KeptRarity(search),
        seen=dict(search.seen),
        joinings=search.joinings,
        corrections=search.corrections,
    )


def without(evidence: Evidence, document_ids: frozenset[str]) -> Evidence:
    """The same evidence as if these documents had never been held."""
    return replace(
        evidence,
        candidates={
            claim_id: tuple(c for c in found if c.passage.document_id not in document_ids)
            for claim_id, found in evidence.candidates.items()
        },
        documents={key: held for key, held in evidence.documents.items() if key not in document_ids},
        claims={key: claims for key, claims in evidence.claims.items() if key not in document_ids},
    )


class _KeptRarity(dict[str, float]):
    """Stem -> rarity as it was then; a stem that was not weighed then counts as one that no passage held."""

    def __init__(self, search: Search) -> None:
        super().__init__((stem, rarity) for rarity, stems in search.rarity for stem in stems)
        self._unseen = search.unseen

    def __missing__(self, stem: str) -> float:
        return self._unseen


def _wordless(candidate: Candidate, bare: dict[int, Passage]) -> Candidate:
    """The candidate without its text; many claims find one passage, so each is stripped once.

    By the identity of the passage: to hash it is to hash its text.
    """
    passage = candidate.passage
    stripped = bare.get(id(passage))
    if stripped is None:
        stripped = Passage(passage.document_id, passage.index, passage.start, passage.end, "")
        bare[id(passage)] = stripped
    return Candidate(
        stripped,
        candidate.search_score,
        candidate.coverage,
        candidate.token_set,
        candidate.document_coverage,
        candidate.event_share,
    )


def _with_words(
    candidate: Candidate, words: dict[str, tuple[Passage, ...]], documents: Mapping[str, Document]
) -> Candidate:
    """The window of that number, where it is still cut alike; else the stretch of text that it was."""
    kept, document = candidate.passage, documents[candidate.passage.document_id]
    if kept.document_id not in words:
        words[kept.document_id] = passages_of(document)
    windows = words[kept.document_id]
    if kept.index < len(windows) and (windows[kept.index].start, windows[kept.index].end) == (kept.start, kept.end):
        return replace(candidate, passage=windows[kept.index])
    return replace(candidate, passage=replace(kept, text=document.text[kept.start : kept.end]))
