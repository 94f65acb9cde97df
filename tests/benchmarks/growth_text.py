"""Texts for an archive of any size: the real ones of the gold sets first, then synthetic ones made of them.

In: the folder of gold data. Out: documents without end, the same at each run. A synthetic document is a real one of
which each word is replaced, with a chance of one in three, by another word of the same texts: lists of documents grow
as they would with news, sentences keep their length and their numbers, and hardly any text is a copy of another. What
it says means nothing, so verdicts over it are not looked at, only what they cost.
"""

import json
import random
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from tasks.model import Document, Published, content_id
from tasks.vocabulary import Precision
from tests.benchmarks.retrieval import pool

FIRST_DAY = datetime(2014, 1, 1, tzinfo=UTC)
DAYS = 1_000  # within the window of days that a search looks at, so that all of the archive is searched
OUTLETS = 400
REPLACED = 1 / 3
WORDS_OF = 600  # documents whose words are drawn from
MIN_CHARS = 300
ASKED_CHARS = 1_500  # an article worth verifying, not a note


@dataclass(frozen=True, slots=True)
class Texts:
    """Articles to verify, and real documents to fill the archive with; none is in both."""

    asked: tuple[Document, ...]
    real: tuple[Document, ...]


def texts(data: Path, asked: int) -> Texts:
    """Read the gold sets; the articles to verify are drawn among those on incidents that several outlets report."""
    chance = random.Random(31)
    several = [
        str(article["doc_id"])
        for line in (data / "gva_multisource" / "dev.jsonl").open(encoding="utf-8")
        for articles in [json.loads(line)["articles"]]
        if len(articles) > 1
        for article in articles
        if len(article["text"]) >= ASKED_CHARS
    ]
    drawn = set(chance.sample(several, min(asked, len(several))))
    documents = [document for document in pool(data) if len(document.text) >= MIN_CHARS]
    chance.shuffle(documents)
    return Texts(
        asked=tuple(placed(one, 0, chance) for one in documents if one.source_id in drawn),
        real=tuple(one for one in documents if one.source_id not in drawn),
    )


def placed(document: Document, turn: int, chance: random.Random) -> Document:
    """The same text as a page of some outlet on some day."""
    name = f"{document.source_id}/{turn}"
    outlet = chance.randrange(OUTLETS)
    day = FIRST_DAY + timedelta(days=chance.randrange(DAYS))
    return replace(
        document,
        document_id=content_id(document.text, name),
        source_id=name,
        url=f"https://outlet-{outlet}.example/{content_id(name)}",
        publisher=f"Outlet {outlet}",
        published=Published(day, Precision.DAY, "archive", day.date().isoformat(), 0),
    )


def archive(real: tuple[Document, ...]) -> Iterator[Document]:
    """Documents without end: the real ones once, then synthetic ones; `source_id` ends in the turn, 0 being real."""
    chance = random.Random(32)
    words = [word for document in real[:WORDS_OF] for word in document.text.split()]
    turn = 0
    while real:
        for document in real:
            changed = document if not turn else _synthetic(document, words, chance)
            yield placed(changed, turn, chance)
        turn += 1


def _synthetic(document: Document, words: list[str], chance: random.Random) -> Document:
    return replace(
        document,
        text=_changed(document.text, words, chance),
        title=_changed(document.title, words, chance) if document.title else None,
    )


def _changed(text: str, words: list[str], chance: random.Random) -> str:
    return " ".join(
        chance.choice(words) if chance.random() < REPLACED and "\n" not in word else word for word in text.split(" ")
    )
