"""What lay before the judge goes into a record and comes out the same, whatever the index holds by then."""

from dataclasses import fields, replace
from datetime import UTC, datetime

from tasks.evidence.kept import evidence_of, search_of, without
from tasks.evidence.library import ArchiveShelf, Evidence, Library
from tasks.model import Correction, Document, RawPage
from tasks.pipeline import extract_claims, read_page
from tasks.reading.page import extract
from tasks.settings import Settings
from tasks.vocabulary import CorrectedInput

NOW = datetime(2025, 3, 20, tzinfo=UTC)
SETTINGS = Settings()
TEXTS = {
    "story": "The collapse of the bridge in Port Halden killed 48 people, the fire service said on Tuesday.",
    "harbour": "A bridge fell in Port Halden. It killed 48 people, the fire service said. Divers search the river.",
    "beacon": "At least 48 people were killed when the bridge collapsed in Port Halden, the fire service said.",
}


def read(key: str) -> Document:
    page = RawPage(
        key, url=f"https://{key}.example/", publisher=key.title(), published_raw="2025-03-04", text=TEXTS[key]
    )
    return read_page(page, extract, SETTINGS, NOW)


def gathered() -> tuple[Evidence, str]:
    shelf = ArchiveShelf(SETTINGS)
    shelf.add([read("harbour"), read("beacon")])
    reading = extract_claims(read("story"), SETTINGS)
    evidence = Library([(shelf, shelf.index)], 0, SETTINGS).gather(reading.document, reading.claims)
    assert evidence.rarity["bridg"] > 0
    seen = dict.fromkeys(evidence.documents, NOW)
    claim = next(one for one in reading.claims if one.figure and one.figure.value == 48)
    word = Correction("d", claim.claim_id, CorrectedInput.FIGURE, claim.kind, "s", "w", "48", "Ada", "misread", NOW)
    return replace(evidence, seen=seen, corrections=(word,)), claim.claim_id


def test_what_is_unpacked_is_what_was_packed() -> None:
    """Candidates with their words and scores, documents, claims, rarity of words, first sight."""
    evidence, claim_id = gathered()
    again = evidence_of(
        search_of(evidence),
        evidence.documents,
        lambda document: extract_claims(document, SETTINGS).claims,
        evidence.searched,
        claim_id,
    )
    assert again.candidates == {claim_id: evidence.candidates[claim_id]}
    assert again.documents == evidence.documents
    assert again.claims == evidence.claims
    assert dict(again.rarity) == dict(evidence.rarity)
    assert again.seen == evidence.seen
    assert again.searched == evidence.searched
    assert again.joinings == evidence.joinings
    assert again.corrections == evidence.corrections


def test_a_stem_that_was_not_weighed_counts_as_one_that_nobody_held() -> None:
    evidence, claim_id = gathered()
    again = evidence_of(search_of(evidence), evidence.documents, lambda _: (), evidence.searched, claim_id)
    assert again.rarity["zeppelin"] == evidence.rarity["zeppelin"]


def test_nothing_of_the_evidence_is_forgotten() -> None:
    """A field that is added to `Evidence` must be kept as well, or a replay would judge on less: see kept.py."""
    assert {field.name for field in fields(Evidence)} == {
        "candidates", "documents", "claims", "searched", "rarity", "seen", "joinings", "corrections",
        "reviews",  # words on earlier verdicts: shown beside the new one, heard by no rule, and so not packed
    }  # fmt: skip


def test_a_document_taken_away_is_gone_from_every_part() -> None:
    evidence, claim_id = gathered()
    (gone, stays) = sorted(evidence.documents)
    less = without(evidence, frozenset({gone}))
    assert set(less.documents) == {stays}
    assert set(less.claims) == {stays}
    assert {candidate.passage.document_id for candidate in less.candidates[claim_id]} == {stays}
