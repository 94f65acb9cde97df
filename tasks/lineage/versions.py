"""Silent edits: the prints of one page held against each other, and whether the page owns up to what it changed.

In: prints of one address with their claims and when we held them. Out: what changed from each to the next, up to when
the older one stood, and the notes of correction that came with the newer. A figure, date or quotation that changed
without a note that speaks of it is flagged; commas are not looked at.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import pairwise

from tasks.lineage.changes import Change, changes
from tasks.model import Claim, Document
from tasks.vocabulary import FurnitureKind

MAX_NOTE_CHARS = 400
_LINE = re.compile(r"[^\n]{1,2000}")
_PAGE = r"(?:story|article|report|page|item|headline|post|piece|dispatch|version)"
_CHANGED = r"(?:updated|amended|corrected|changed|edited|clarified|revised)"
# What a page says of itself; "initial reports said" is the news talking, and a stamp of the hour says nothing.
_NOTE = re.compile(
    rf"^\W{{0,3}}(?:corrections?|clarification|corrects|corrected|editor[’']?s? note)\b"
    rf"|\b(?:earlier|previous|original|initial|first) versions? of (?:this|the|our) {_PAGE}\b"
    rf"|\b(?:this|the) {_PAGE} (?:has been|was|is|has since been) {_CHANGED}\b"
    rf"|\b(?:this|an earlier) {_PAGE} (?:corrects|fixes|incorrectly|wrongly|mistakenly|misstated)\b"
    r"|\bwe (?:earlier |previously |originally )?(?:incorrectly|wrongly|mistakenly) (?:said|reported|gave|wrote)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Held:
    """A print of a page with the claims read from it; `seen` (aware UTC) is when we first held it."""

    document: Document
    claims: tuple[Claim, ...]
    seen: datetime


@dataclass(frozen=True, slots=True)
class Revision:
    """Two prints of one page that follow each other, and what changed between them.

    `until` says up to when the older one stood: the page's own time of change, or between which two looks of ours.
    """

    older: Document
    newer: Document
    until: str
    changes: tuple[Change, ...]
    notes: tuple[str, ...] = ()

    @property
    def is_silent(self) -> bool:
        """Whether anything that a reader may have relied on changed without a word."""
        return any(change.is_silent for change in self.changes)


def revisions(prints: Sequence[Held]) -> tuple[Revision, ...]:
    """What changed from each print of a page to the next, in the order in which we held them."""
    ordered = sorted(prints, key=lambda held: (held.seen, held.document.document_id))
    return tuple(
        revision(older, newer) for older, newer in pairwise(ordered) if older.document.text != newer.document.text
    )


def revision(older: Held, newer: Held) -> Revision:
    """What changed from one print to the next."""
    notes = correction_notes(older.document, newer.document)
    return Revision(
        older=older.document,
        newer=newer.document,
        until=_until(older, newer),
        changes=changes(_in_the_story(older), _in_the_story(newer), notes),
        notes=notes,
    )


def correction_notes(older: Document, newer: Document) -> tuple[str, ...]:
    """The notes of correction or change that the newer print has and the older had not."""
    known = " ".join(older.text.split())
    spans = [(piece.start, piece.end) for piece in newer.furniture if piece.kind is FurnitureKind.CORRECTION]
    lines = [newer.text[start:end] for start, end in spans]
    lines += [line for line in _LINE.findall(newer.text) if len(line) <= 2 * MAX_NOTE_CHARS and _NOTE.search(line)]
    notes = (" ".join(line.split()) for line in lines)
    return tuple(dict.fromkeys(note[:MAX_NOTE_CHARS] for note in notes if note and note not in known))


def _in_the_story(held: Held) -> list[Claim]:
    """The claims that are not those of a note: what it takes back, or puts right, is told by the story itself."""
    text = held.document.text
    spans = [(piece.start, piece.end) for piece in held.document.furniture if piece.kind is FurnitureKind.CORRECTION]
    spans += [line.span() for line in _LINE.finditer(text) if _NOTE.match(line.group())]
    return [
        claim
        for claim in held.claims
        if not _NOTE.search(claim.sentence) and not any(start <= claim.start < end for start, end in spans)
    ]


def _until(older: Held, newer: Held) -> str:
    """Up to when the older print stood: the page's own later date where it gives one, else between two looks."""
    before, after = _claimed(older.document), _claimed(newer.document)
    if after is not None and (before is None or after > before) and after <= newer.seen:
        return f"until {_moment(after)} (the page's own date of change)"
    return f"until some time between {_moment(older.seen)} and {_moment(newer.seen)} (when we looked)"


def _claimed(document: Document) -> datetime | None:
    published = document.modified or document.published
    return published.instant if published else None


def _moment(instant: datetime) -> str:
    utc = instant.astimezone(UTC)
    return f"{utc.day} {utc:%B %Y, %H:%M} UTC"
