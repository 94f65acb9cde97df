"""The real layers of a text, read for a test: contexts of its sentences without the claim kinds."""

from datetime import datetime

from tasks.claims.anchors import anchors
from tasks.claims.context import Reading, SentenceContext
from tasks.claims.numbers import numbers
from tasks.claims.when import timexes
from tasks.model import Claim, Document, Furniture, Published
from tasks.reading.sentences import sentences
from tasks.settings import Rules, Sources
from tasks.vocabulary import Precision


def reading_of(
    text: str,
    published: str | None,
    *,
    claims: tuple[Claim, ...] = (),
    furniture: tuple[Furniture, ...] = (),
    title: str | None = None,
) -> Reading:
    """Sentences, numbers and times of a text printed at an instant with its offset."""
    printed = datetime.fromisoformat(published) if published else None
    when = None
    if printed is not None and published is not None:
        offset = printed.utcoffset()
        minutes = int(offset.total_seconds() // 60) if offset is not None else 0
        when = Published(printed, Precision.MINUTE, "given", published, minutes)
    document = Document("id", "id", text, title=title, published=when, furniture=furniture)
    prose = sentences(document)
    counted = tuple(number for sentence in prose for number in numbers(sentence.text, sentence.start, Rules()))
    return Reading(document, prose, counted, timexes(prose, when, None, Sources()), (), claims)


def contexts_of(text: str, published: str | None) -> list[SentenceContext]:
    """One context a sentence, without attributions."""
    reading = reading_of(text, published)
    return [
        SentenceContext(
            reading=reading,
            sentence=sentence,
            numbers=tuple(n for n in reading.numbers if sentence.start <= n.start and n.end <= sentence.end),
            timexes=tuple(t for t in reading.timexes if sentence.start <= t.start and t.end <= sentence.end),
            attributions=(),
            anchors=anchors(
                sentence, reading.sentences[max(0, sentence.index - 3) : sentence.index], reading.document, Sources()
            ),
            not_checkable=None,
            rules=Rules(),
            sources=Sources(),
        )
        for sentence in reading.sentences
    ]
