"""Pairs made by machine: one claim, one page, and what the page does to the claim.

Hedge x role x time x wording x scope over invented disasters. The claim's sentence and the page's are of different
wordings; wordings are in two halves, and `--half` picks the one that was never looked at while rules were written.
A pair is right if the verdict is among those that its row allows; a false contradiction is REFUTED, DISPUTED or
MISFRAMED where the row does not allow it. Everything is read from text.
"""

import argparse
import itertools
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import NamedTuple

from tasks import pipeline
from tasks.evidence.library import ArchiveShelf, Library
from tasks.model import Document, RawPage
from tasks.reading.page import PageText
from tasks.settings import Settings, load
from tasks.vocabulary import VerdictLabel

NOW = datetime(2026, 1, 1, tzinfo=UTC)
SUPPORT = frozenset({"supported"})
AGAINST = frozenset({"refuted", "disputed"})
OTHER = frozenset({"misframed", "unverified", "consistent", "refuted"})
OPEN = frozenset({"unverified", "consistent"})
NEAR = frozenset({"consistent", "unverified"})
CONTRADICTIONS = {VerdictLabel.REFUTED, VerdictLabel.DISPUTED, VerdictLabel.MISFRAMED}

EVENTS = (
    ("the ferry Aurora sank off Port Halden", "the coast guard of Halden", "the sinking of the ferry Aurora"),
    ("an explosion tore through the fireworks market of Marlow Bay", "the fire service of Marlow Bay",
     "the explosion at the market of Marlow Bay"),
    ("a landslide buried the village of Quellby", "the Quellby district office", "the landslide at Quellby"),
    ("a passenger train left the rails near Osterwick", "the Osterwick railway police",
     "the derailment near Osterwick"),
)  # fmt: skip
FILLER = (
    "Rescue crews worked through the night under floodlights while relatives waited behind a cordon. The mayor "
    "called it the darkest hour that the town has known."
)
ROLES = {
    "killed": ("were killed", "died", "lost their lives", "are dead"),
    "injured": ("were injured", "were hurt", "suffered injuries", "were wounded"),
    "missing": ("are missing", "remain missing", "are unaccounted for", "have not been found"),
}
HEDGES = {"": "", "about": "about ", "at least": "at least ", "more than": "more than ", "nearly": "nearly "}
# Sentence shapes: {n} people, {did}, {when} the event, {who} says so. The second half is held out.
SHAPES = (
    "{N} people {did} when {event} on {day}, {who} said.",
    "{Who} said that {n} people {did} after {event} on {day}.",
    "According to {who}, {n} people {did} when {event} on {day}.",
    "{N} people {did}, {who} confirmed, after {event} on {day}.",
)
OTHERS = {"killed": "injured", "injured": "killed", "missing": "killed"}


class Contrast(NamedTuple):
    """Texts of both sides with their times of publication, and the verdicts that are right."""

    row: str
    ours: str
    theirs: str
    value: float
    role: str
    allowed: frozenset[str]
    their_hour: int
    their_day: int


def contrasts(half: int) -> Iterator[Contrast]:
    """All pairs: each row of the table below in every wording of one half."""
    shapes = SHAPES[:2] if half == 1 else SHAPES[2:]
    turns = itertools.count()
    for event, role in itertools.product(EVENTS, ROLES):
        words = ROLES[role][:2] if half == 1 else ROLES[role][2:]
        for shape, said in itertools.product(shapes, words):
            for value in (3, 44, 128, 2_000):
                yield from _rows(event, role, shape, said, value, next(turns))


def _rows(event: tuple[str, str, str], role: str, shape: str, said: str, value: int, turn: int) -> Iterator[Contrast]:
    other_shape = SHAPES[(SHAPES.index(shape) + 1) % len(SHAPES)]
    other_said = ROLES[role][(ROLES[role].index(said) + 1) % 4]
    ours = _sentence(shape, event, str(f"{value:,}"), said)
    swapped = ROLES[OTHERS[role]][turn % 4]
    same = value + (value // 20 if value > 1_000 else 0)
    rows = (
        ("same figure", f"{value:,}", other_said, SUPPORT, 12, 3),
        ("about the same", f"about {value:,}", other_said, SUPPORT, 12, 3),
        ("at least the same", f"at least {value:,}", other_said, SUPPORT, 12, 3),
        ("another figure", f"{_changed(value, turn):,}", other_said, AGAINST, 12, 3),
        ("another role", f"{value:,}", swapped, OTHER, 12, 3),
        ("lower, a day before", f"{max(1, value // 2):,}", other_said, OPEN, 12, 2),
        ("within a rounding", f"about {same:,}", other_said, SUPPORT | NEAR, 12, 3),
    )
    for name, number, did, allowed, hour, day in rows:
        yield Contrast(name, ours, _sentence(other_shape, event, number, did), value, role, allowed, hour, day)
    part = f"In the harbour quarter alone, {max(1, value // 3):,} people {other_said}, {event[1]} said."
    yield Contrast("a part", ours, f"{event[0][0].upper()}{event[0][1:]} on Monday. {part}", value, role, OPEN, 12, 3)
    past = f"It recalls {event[2]} of 1987, in which {value + 7:,} people {_past(role)}."
    yield Contrast("an older event", ours, past, value, role, OPEN, 12, 3)


def _past(role: str) -> str:
    return {"killed": "were killed", "injured": "were injured", "missing": "went missing"}[role]


def _changed(value: int, turn: int) -> int:
    if value > 1_000:
        return value * 2 if turn % 2 else value // 3
    return value + 1 if turn % 2 else max(2, value - 1)


def _sentence(shape: str, event: tuple[str, str, str], number: str, did: str) -> str:
    text = shape.format(
        n=number, N=number, did=did, event=event[0], day="Monday", who=event[1], Who=event[1][0].upper() + event[1][1:]
    )
    return text[0].upper() + text[1:]


def verdict_of(contrast: Contrast, settings: Settings) -> VerdictLabel | None:
    """Read and judge both sides; None where the claim itself was not read."""
    shelf = ArchiveShelf(settings)
    shelf.add([_page("page", contrast.theirs, contrast.their_day, contrast.their_hour, settings)])
    library = Library([(shelf, shelf.index)], 0, settings)
    article = _page("article", contrast.ours, 3, 12, settings)
    verification = pipeline.verify(article, library, settings)
    labels = {verdict.claim_id: verdict.label for verdict in verification.verdicts}
    for claim in verification.claims:
        if claim.figure and claim.figure.role == contrast.role and claim.figure.value == contrast.value:
            return labels[claim.claim_id]
    return None


def _page(source_id: str, sentence: str, day: int, hour: int, settings: Settings) -> Document:
    raw = RawPage(
        source_id=source_id,
        publisher={"page": "Harbour Wire", "article": "Morning Ledger"}[source_id],
        published_raw=f"2025-06-{day:02d}T{hour:02d}:00:00+02:00",
        text=f"{sentence} {FILLER if source_id == 'article' else ''}".strip(),
    )
    return pipeline.read_page(raw, _no_html, settings, NOW)


def _no_html(*_: object) -> PageText:
    raise AssertionError("a pair is plain text")


def main() -> None:
    """Print one line a row of the table, and the sums."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--half", type=int, choices=(1, 2), default=2, help="2: the wordings held out")
    parser.add_argument("--errors", type=int, default=0)
    parser.add_argument("--every", type=int, default=1, help="take every Nth pair")
    options = parser.parse_args()
    settings = load()
    asked: Counter[str] = Counter()
    right: Counter[str] = Counter()
    unread: Counter[str] = Counter()
    false: Counter[str] = Counter()
    shown = 0
    for contrast in itertools.islice(contrasts(options.half), 0, None, options.every):
        label = verdict_of(contrast, settings)
        asked[contrast.row] += 1
        unread[contrast.row] += label is None
        right[contrast.row] += label is not None and label.value in contrast.allowed
        false[contrast.row] += label is not None and label in CONTRADICTIONS and label.value not in contrast.allowed
        if label is not None and label.value not in contrast.allowed and shown < options.errors:
            shown += 1
            print(f"[{contrast.row}] {label}\n   {contrast.ours}\n   {contrast.theirs}")
    for row, count in asked.items():
        print(
            f"{row:20} {right[row]:4} of {count:4} right, {unread[row]:3} not read, {false[row]:3} false contradictions"
        )
    every, hits = sum(asked.values()), sum(right.values())
    read = every - sum(unread.values())
    print(
        f"all {every}: right {100 * hits / every:.1f} %, of those read {100 * hits / read:.1f} %;"
        f" false contradictions {100 * sum(false.values()) / every:.2f} %"
    )


if __name__ == "__main__":
    main()
