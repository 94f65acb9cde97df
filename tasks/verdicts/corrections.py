"""What people set right about the inputs of a verdict: a figure, a page of another event, a tier, a claim missed.

In: all corrections that are kept, an article's reading, its evidence. Out: the claims as they are to be judged, the
evidence without what does not belong to them, and a sentence on each correction for the verdict that rests on it. The
rule: of each person the latest word on one thing counts; where all who spoke agree, it is so; where they differ, the
machine's own reading stands and both words are told. Pure.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from tasks.claims.context import Reading
from tasks.lineage.names import canonical, person_key, publisher_of
from tasks.model import Candidate, Claim, Correction, Document
from tasks.settings import Settings
from tasks.trouble import Misconfigured
from tasks.verdicts.corrected_claims import missed, with_value
from tasks.vocabulary import ClaimKind, CorrectedInput

OF = " of "  # "4 of harbour herald": the tier and whose it is
Key = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Standing:
    """The words of people on one thing; `agreed` is None where they differ."""

    words: tuple[Correction, ...]

    @property
    def agreed(self) -> Correction | None:
        """What all who spoke say."""
        return self.words[-1] if len({_plain(word.value) for word in self.words}) == 1 else None


def of_article(corrections: Iterable[Correction], document: Document) -> tuple[Correction, ...]:
    """The latest word of each person on each thing about this article, whichever print of it; oldest first."""
    last: dict[tuple[Key, str], Correction] = {}
    for word in corrections:
        if word.document_id == document.document_id or (word.address and word.address == document.address):
            last[_thing(word), person_key(word.person)] = word
    return tuple(word for word in last.values() if not word.is_taken_back)


def of_claim(corrections: Iterable[Correction], claim: Claim) -> tuple[Correction, ...]:
    """The words that were said of this claim, or of another print of it."""
    return tuple(word for word in corrections if _place((claim,), word) is not None)


def standings(corrections: Iterable[Correction]) -> tuple[Standing, ...]:
    """The words of one article, thing by thing."""
    by_thing: dict[Key, list[Correction]] = defaultdict(list)
    for word in corrections:
        by_thing[_thing(word)].append(word)
    return tuple(Standing(tuple(words)) for words in by_thing.values())


def corrected(reading: Reading, corrections: Sequence[Correction], settings: Settings) -> Reading:
    """The article's claims as people read them; the very same reading where nobody spoke. Twice is once."""
    claims = list(reading.claims)
    for standing in standings(corrections):
        word = standing.agreed
        if word is None:
            continue
        if word.input is CorrectedInput.FIGURE and (place := _place(claims, word)) is not None:
            claims[place] = _with_value(claims[place], word, settings)
        elif word.input is CorrectedInput.CLAIM and (found := _missed(reading, word, settings)) is not None:
            claims += [found] if not any(is_read_too(claim, found) for claim in claims) else []
    if claims == list(reading.claims):
        return reading
    return replace(reading, claims=tuple(sorted(claims, key=lambda claim: (claim.start, claim.end, claim.kind))))


@dataclass(frozen=True, slots=True)
class Admitted:
    """The evidence that may speak to the claims, and what is told of corrections, by claim."""

    candidates: Mapping[str, tuple[Candidate, ...]]
    documents: Mapping[str, Document]
    told: Mapping[str, tuple[str, ...]]


def admitted(
    claims: Sequence[Claim],
    candidates: Mapping[str, tuple[Candidate, ...]],
    documents: Mapping[str, Document],
    corrections: Sequence[Correction],
    settings: Settings,
) -> Admitted:
    """Leave out pages of another event, one claim each, and trust sources as people say."""
    kept, held = dict(candidates), dict(documents)
    told: dict[str, list[str]] = defaultdict(list)
    for standing in standings(corrections):
        word = standing.agreed or standing.words[-1]
        if word.input is CorrectedInput.TIER:
            meant = _documents_of(word, documents, settings)
            if standing.agreed:
                held |= {key: replace(documents[key], tier=int(word.value.partition(OF)[0])) for key in meant}
            for claim in claims:
                if meant & {one.passage.document_id for one in candidates.get(claim.claim_id, ())}:
                    told[claim.claim_id].append(_told(standing))
            continue
        place = _place(claims, word)
        if place is None:
            continue
        claim_id = claims[place].claim_id
        told[claim_id].append(_told(standing))
        if word.input is CorrectedInput.PAGE:
            kept[claim_id] = tuple(
                one for one in kept.get(claim_id, ()) if not _is_page(documents[one.passage.document_id], word)
            )
    return Admitted(kept, held, {claim_id: tuple(words) for claim_id, words in told.items()})


def _thing(word: Correction) -> Key:
    """What the word is about: the claim's input, or for a tier the source alone."""
    if word.input is CorrectedInput.TIER:
        return word.input, word.value.partition(OF)[2]
    place = (word.input, word.kind, word.sentence, word.words)
    return (*place, word.page_address or word.page or "") if word.input is CorrectedInput.PAGE else place


def _plain(value: str) -> str:
    return " ".join(value.lower().split())


def _place(claims: Sequence[Claim], word: Correction) -> int | None:
    """Which claim is meant: by its id, and in another print of the article by its words in their sentence."""
    for place, claim in enumerate(claims):
        if claim.claim_id == word.claim_id:
            return place
    for place, claim in enumerate(claims):
        if (claim.kind, claim.sentence, claim.text) == (word.kind, word.sentence, word.words):
            return place
    return None


def _with_value(claim: Claim, word: Correction, settings: Settings) -> Claim:
    try:
        return with_value(claim, word.value, settings.rules)
    except Misconfigured:  # it was read when it was said; a later reader that cannot leaves its own reading
        return claim


def _missed(reading: Reading, word: Correction, settings: Settings) -> Claim | None:
    try:
        return missed(reading, word.words, word.kind, word.value, settings.sources, settings.rules)
    except Misconfigured:  # this print has the words no more
        return None


def is_read_too(claim: Claim, found: Claim) -> bool:
    """Whether a reader has it: the same kind, the same number or day or words, at that place."""
    overlap = claim.start < found.end and found.start < claim.end
    said = [one.figure.value if one.figure else one.when or one.kind for one in (claim, found)]
    return claim.kind is found.kind and overlap and said[0] == said[1]


def _documents_of(word: Correction, documents: Mapping[str, Document], settings: Settings) -> frozenset[str]:
    name = canonical(word.value.partition(OF)[2], settings.sources)
    return frozenset(key for key, held in documents.items() if publisher_of(held, settings.sources) == name)


def _is_page(document: Document, word: Correction) -> bool:
    return document.document_id == word.page or bool(word.page_address and document.address == word.page_address)


def _told(standing: Standing) -> str:
    """What a verdict says of it: without names and notes, which stand with the words themselves."""
    word = standing.words[-1]
    tier, _, source = word.value.partition(OF)
    if standing.agreed is None:
        said = ", ".join(one.value.partition(OF)[0] for one in standing.words)
        what = f"how far {source} is to be trusted" if source else "what is read here"
        return f"reviewers differ on {what} ({said}): it stands as the machine has it"
    if word.input is CorrectedInput.FIGURE:
        return f"a reviewer set the {'day' if word.kind is ClaimKind.DATE else 'figure'} read here to {word.value}"
    if word.input is CorrectedInput.TIER:
        return f"{source} counts as tier {tier} here, by a reviewer's word"
    if word.input is CorrectedInput.PAGE:
        return f"left out as telling of another event, by a reviewer's word: {word.page_address or 'a page'}"
    return "a reviewer named these words as a claim"
