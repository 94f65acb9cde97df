"""What people said, as questions of an open store: of pages, of verdicts, and what they set right.

A part of `Store` (tasks/store/store.py), cut off by noun; the statements stand in joining_reads and review_reads.
"""

from collections.abc import Collection
from pathlib import Path

import duckdb

from tasks.model import Claim, Correction, Document, Joining, ReviewWord
from tasks.store import joining_reads, review_reads
from tasks.store.connection import translated
from tasks.store.records import Agreement


class PeopleReads:
    """Reads that every store has; the store gives connection and path."""

    _connection: duckdb.DuckDBPyConnection
    _path: Path | None

    def joinings(self) -> tuple[Joining, ...]:
        """What people said of two pages, the oldest word first."""
        with translated(self._path):
            return joining_reads.joinings(self._connection)

    def documents_named(self, name: str) -> tuple[Document, ...]:
        """The prints that a person may mean: address, id or its beginning, or the id it came with; newest first."""
        with translated(self._path):
            return joining_reads.documents_named(self._connection, name)

    def review_words(self, claim_ids: Collection[str] | None = None) -> tuple[ReviewWord, ...]:
        """What people said of verdicts, the oldest word first, replaced ones too: of these claims, or all."""
        with translated(self._path):
            return review_reads.words(self._connection, claim_ids)

    def last_words(self, claim_ids: Collection[str] | None = None) -> tuple[ReviewWord, ...]:
        """Of each reviewer the last word on each verdict, the oldest first: of these claims, or all."""
        with translated(self._path):
            return review_reads.last_words(self._connection, claim_ids)

    def agreement(self) -> tuple[Agreement, ...]:
        """How often people and the machine agree, by month, label, rule and kind of claim."""
        with translated(self._path):
            return review_reads.agreement(self._connection)

    def claims_judged(self, verdict_ids: Collection[str]) -> dict[str, Claim]:
        """The claim of each of these verdicts, as it was read when it was judged; by id of the verdict."""
        with translated(self._path):
            return review_reads.claims_judged(self._connection, verdict_ids)

    def waiting_for_review(self, below: float) -> tuple[str, ...]:
        """Ids of the newest verdicts that need a person, or support a claim less surely than that; reviewed or not."""
        with translated(self._path):
            return review_reads.waiting(self._connection, below)

    def corrections(self) -> tuple[Correction, ...]:
        """What people set right about claims, the oldest first, taken back or not."""
        with translated(self._path):
            return review_reads.corrections(self._connection)
