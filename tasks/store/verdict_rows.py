"""Verdicts, matches, edges and verifications as rows, and rows as records.

In: records of tasks/model.py and the `record_id` of the claims they speak of. Out: tuples in the column order of
schema/*.sql, without `unit_no`; and back.
"""

import zlib
from collections.abc import Mapping

from tasks.model import (
    ChainLink,
    Claim,
    Earliest,
    Edge,
    Family,
    Finding,
    Independence,
    Match,
    Origin,
    Search,
    Searched,
    SelfCheck,
    Verdict,
    Verification,
    content_id,
)
from tasks.store import codec
from tasks.store.rows import Row, instant
from tasks.vocabulary import CitedSource, EdgeKind, Relation, Review, Temporal, VerdictLabel

ZLIB_LEVEL = 6
VERDICTS = """
select verdict_id, claim_id, label, temporal, cited_source, families, origins, origins_low, origins_high, is_circular,
    earliest, searched_feeds, searched_passages, epoch_us(searched_from), epoch_us(searched_to), epoch_us(cut_off),
    confidence, shown_as, explanation, needs_person, review, cause, flags, rules_hash, program
from verdicts
"""
MATCHES = """
select verdict_id, claim_id, document_id, relation, finding_relation, detail, rule, gate, start_char, end_char,
    passage, score, coverage, their_record
from matches
"""
EDGES = """
select edge_id, from_id, to_id, kind, evidence, confidence, contains_ab, contains_ba
from edges
"""


def verdict_row(verdict: Verdict, claim_record: str | None) -> Row:
    """The row of `verdicts`."""
    independence, searched = verdict.independence, verdict.searched
    return (
        verdict.verdict_id,
        verdict.claim_id,
        claim_record,
        verdict.label.value,
        verdict.temporal.value,
        verdict.cited_source.value,
        independence.families,
        codec.encode(independence.origins),
        independence.low,
        independence.high,
        independence.circular,
        independence.earliest and codec.encode(independence.earliest),
        searched.feeds,
        searched.passages,
        searched.start,
        searched.end,
        searched.cut_off,
        verdict.confidence,
        verdict.shown_as,
        verdict.explanation,
        verdict.needs_person,
        verdict.review.value,
        verdict.cause,
        list(verdict.flags),
        verdict.rules_hash,
        verdict.program,
    )


def verdict(row: Row, matches: tuple[Match, ...]) -> Verdict:
    """The verdict of a row of VERDICTS, with the matches that it rests on."""
    return Verdict(
        verdict_id=row[0],
        claim_id=row[1],
        label=VerdictLabel(row[2]),
        temporal=Temporal(row[3]),
        cited_source=CitedSource(row[4]),
        independence=Independence(
            families=row[5],
            origins=codec.decode(tuple[Origin, ...], row[6]),
            low=row[7],
            high=row[8],
            circular=row[9],
            earliest=None if row[10] is None else codec.decode(Earliest, row[10]),
        ),
        searched=Searched(row[11], row[12], instant(row[13]), instant(row[14]), instant(row[15])),
        confidence=row[16],
        shown_as=row[17],
        explanation=row[18],
        needs_person=row[19],
        matches=matches,
        review=Review(row[20]),
        cause=row[21],
        flags=tuple(row[22]),
        rules_hash=row[23],
        program=row[24],
    )


def match_row(verdict_id: str, position: int, match: Match, their_record: str | None) -> Row:
    """The row of `matches`."""
    finding = match.finding
    return (
        verdict_id,
        position,
        match.claim_id,
        match.document_id,
        match.relation.value,
        finding.relation.value,
        finding.detail,
        finding.rule,
        finding.gate,
        match.start,
        match.end,
        match.passage,
        match.score,
        match.coverage,
        their_record,
    )


def match(row: Row, claims: Mapping[str, Claim]) -> Match:
    """The match of a row of MATCHES; `claims` holds the claims compared with, by record_id."""
    return Match(
        claim_id=row[1],
        document_id=row[2],
        relation=Relation(row[3]),
        finding=Finding(Relation(row[4]), row[5], row[6], row[7]),
        start=row[8],
        end=row[9],
        passage=row[10],
        score=row[11],
        coverage=row[12],
        their_claim=None if row[13] is None else claims[row[13]],
    )


def edge_row(edge: Edge) -> Row:
    """The row of `edges`; its first value is the hash of all others."""
    row = (
        edge.from_id,
        edge.to_id,
        edge.kind.value,
        edge.evidence,
        float(edge.confidence),
        edge.contains_ab,
        edge.contains_ba,
    )
    return (content_id(repr(row)), *row)


def edge(row: Row) -> Edge:
    """The edge of a row of EDGES."""
    return Edge(row[1], row[2], EdgeKind(row[3]), row[4], row[5], row[6], row[7])


def verification_row(verification: Verification, reader: str, claim_records: list[str], edge_ids: list[str]) -> Row:
    """The row of `verifications`; its first value is the hash of all others."""
    row = (
        verification.document.document_id,
        reader,
        claim_records,
        [verdict.verdict_id for verdict in verification.verdicts],
        [document.document_id for document in verification.cited],
        edge_ids,
        codec.encode(verification.lineage.chain),
        codec.encode(verification.lineage.families),
        codec.encode(verification.self_check),
        verification.sentences_checked,
        verification.sentences,
        list(verification.notes),
    )
    return (content_id(repr(row)), *row)


def search_row(verification_id: str, search: Search) -> Row:
    """The row of `searches`: some 20 KB an article, most of it scores and stems."""
    return verification_id, zlib.compress(codec.encode(search).encode("utf-8", "surrogatepass"), ZLIB_LEVEL)


def search(packed: bytes) -> Search:
    """The search of a row of `searches`."""
    return codec.decode(Search, zlib.decompress(packed).decode("utf-8", "surrogatepass"))


def chain(text: str) -> tuple[ChainLink, ...]:
    """The chain of publication of a verification."""
    return codec.decode(tuple[ChainLink, ...], text)


def families(text: str) -> tuple[Family, ...]:
    """The families of a verification."""
    return codec.decode(tuple[Family, ...], text)


def self_check(text: str) -> tuple[SelfCheck, ...]:
    """The findings of a verification's article held against itself."""
    return codec.decode(tuple[SelfCheck, ...], text)
