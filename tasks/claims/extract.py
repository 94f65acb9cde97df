"""From a document to its claims: every layer read once, then each claim kind over each sentence.

In: a document, the names that mean the same source or place, the thresholds. Out: a `Reading` with sentences, numbers,
times, attributions and claims, in the order of the text. A new claim kind is one module and one line in EXTRACTORS.
"""

from bisect import bisect_left
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Protocol, TypeVar

from tasks.claims.anchors import anchors
from tasks.claims.answers import statements
from tasks.claims.as_of import as_of
from tasks.claims.attribution import attributions
from tasks.claims.casualty import casualty_claims
from tasks.claims.checkability import not_checkable
from tasks.claims.clock_day import on_the_day_of_the_event
from tasks.claims.context import EXTRACTOR, Reading, SentenceContext
from tasks.claims.counted_before import counted_before
from tasks.claims.dated_event import dated_event_claims
from tasks.claims.listed import listed_claims
from tasks.claims.meeting import meeting_claims
from tasks.claims.numbers import numbers
from tasks.claims.quantity import quantity_claims
from tasks.claims.quote import quote_claims
from tasks.claims.when import timexes
from tasks.model import Attribution, Claim, Document, Sentence, content_id
from tasks.reading.sentences import sentences
from tasks.settings import Rules, Settings, Sources
from tasks.vocabulary import ClaimKind

EXTRACTORS: tuple[Callable[[SentenceContext], list[Claim]], ...] = (
    casualty_claims,
    listed_claims,
    meeting_claims,
    dated_event_claims,
    quantity_claims,
    quote_claims,
)
# Readers of one kind that may read one number twice: a count of meetings and the thing that is counted.
_READ_SIDE_BY_SIDE = frozenset({ClaimKind.COUNT, ClaimKind.QUANTITY, ClaimKind.DATE, ClaimKind.QUOTE})
CONTEXT_SENTENCES = 3  # how far back a pronoun or a place may reach


def reader_of(settings: Settings) -> str:
    """What read a claim: the version of the extractor and the names and thresholds that it read with."""
    return f"{EXTRACTOR}/{settings.reading_hash}"


class _Span(Protocol):
    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...


_S = TypeVar("_S", bound=_Span)


def read_claims(document: Document, sources: Sources, rules: Rules) -> Reading:
    """Read all layers of one document."""
    reading = read_layers(document, sources, rules)
    read = contexts(reading, sources, rules)
    claims = [claim for context in read for claim in _claims_of(context)]
    claims += [_with_as_of(claim, context) for context, claim in counted_before(read, claims)]
    claims += _answered(reading, claims, sources, rules)
    claims = on_the_day_of_the_event(claims, document.civil_day)
    return replace(reading, claims=tuple(sorted(claims, key=lambda claim: (claim.start, claim.end, claim.kind))))


def _answered(reading: Reading, taken: Sequence[Claim], sources: Sources, rules: Rules) -> list[Claim]:
    """What a question in the title and a bare number below it say together, at the place of the number."""
    document = reading.document
    found: list[Claim] = []
    for number, said in statements(document, reading.numbers, reading.timexes, taken):
        told = read_claims(replace(document, text=said, title=None), sources, rules).claims
        sentence = next((s for s in reading.sentences if s.start <= number.start < s.end), None)
        same = [claim for claim in told if claim.figure and claim.figure.value == number.value]
        # "201 people were killed in custody" asks for the dead, whoever held them.
        meant = max(same, key=lambda claim: bool(claim.figure and claim.figure.role == "killed"), default=None)
        if meant is None or sentence is None:
            continue
        found.append(
            replace(
                meant,
                claim_id=content_id(document.document_id, number.start, number.end, meant.kind, said),
                start=number.start,
                end=number.end,
                text=number.text,
                sentence=sentence.text,
                sentence_start=sentence.start,
                sentence_end=sentence.end,
                sentence_index=sentence.index,
            )
        )
    return found


def read_layers(document: Document, sources: Sources, rules: Rules) -> Reading:
    """Read everything below the claims: sentences, numbers, times, attributions."""
    prose = sentences(document)
    return Reading(
        document=document,
        sentences=prose,
        numbers=tuple(number for sentence in prose for number in numbers(sentence.text, sentence.start, rules)),
        timexes=timexes(prose, document.published, document.dateline, sources),
        attributions=attributions(document, prose, sources),
    )


def contexts(reading: Reading, sources: Sources, rules: Rules) -> list[SentenceContext]:
    """Give each sentence its own layers; an attribution belongs to every sentence that its content reaches."""
    number_starts = [number.start for number in reading.numbers]
    timex_starts = [timex.start for timex in reading.timexes]
    spoken = _attributions_by_sentence(reading.sentences, reading.attributions)
    return [
        SentenceContext(
            reading=reading,
            sentence=sentence,
            numbers=_within(reading.numbers, number_starts, sentence),
            timexes=_within(reading.timexes, timex_starts, sentence),
            attributions=spoken[sentence.index],
            anchors=anchors(
                sentence,
                reading.sentences[max(0, sentence.index - CONTEXT_SENTENCES) : sentence.index],
                reading.document,
                sources,
            ),
            not_checkable=not_checkable(sentence),
            rules=rules,
            sources=sources,
        )
        for sentence in reading.sentences
    ]


def _claims_of(context: SentenceContext) -> list[Claim]:
    """All kinds over one sentence; a stretch that one kind has read is not read again by a later, vaguer one."""
    taken: list[Claim] = []
    for extractor in EXTRACTORS:
        earlier = tuple(taken)
        for claim in extractor(context):
            if any(_same_number(claim, other) or _says_more(other, claim) for other in earlier):
                continue
            if _is_mere_share(claim, context):
                continue
            taken.append(_with_as_of(claim, context))
    return taken


def _is_mere_share(claim: Claim, context: SentenceContext) -> bool:
    """As in "52 % of the population lives in towns": a share is a number of people only with its base."""
    if claim.kind is not ClaimKind.CASUALTY or claim.figure is None:
        return False
    shares = [n for n in context.numbers if n.is_percent and claim.start <= n.start < claim.end]
    return any(number.value == claim.figure.value for number in shares)


def _says_more(count: Claim, rank: Claim) -> bool:
    """As in "the deadliest fire since 1994", told whole by the count of years; "deadliest fire" alone is no claim."""
    if count.figure is None or rank.figure is None or count.figure.role != "since_previous":
        return False
    return rank.figure.role == "rank" and count.start <= rank.start and rank.end <= count.end


def _same_number(claim: Claim, other: Claim) -> bool:
    """Two readings of one printed number, by two readers; the first in EXTRACTORS wins."""
    if claim.figure is None or other.figure is None or (claim.kind == other.kind and claim.kind in _READ_SIDE_BY_SIDE):
        return False
    overlap = claim.start < other.end and other.start < claim.end
    return overlap and claim.figure.value == other.figure.value


def _with_as_of(claim: Claim, context: SentenceContext) -> Claim:
    if claim.figure is None or claim.figure.as_of is not None or claim.kind is ClaimKind.QUOTE:
        return claim
    return replace(claim, figure=replace(claim.figure, as_of=as_of(claim, context)))


def _within(spans: Sequence[_S], starts: Sequence[int], sentence: Sentence) -> tuple[_S, ...]:
    first = bisect_left(starts, sentence.start)
    last = bisect_left(starts, sentence.end)
    return tuple(span for span in spans[first:last] if span.end <= sentence.end)


def _attributions_by_sentence(
    prose: Sequence[Sentence], spoken: Sequence[Attribution]
) -> dict[int, tuple[Attribution, ...]]:
    ends = [sentence.end for sentence in prose]
    found: dict[int, list[Attribution]] = {sentence.index: [] for sentence in prose}
    for attribution in spoken:
        spans = (attribution.cue, *attribution.content)
        for index in sorted({i for span in spans for i in _sentences_over(prose, ends, span)}):
            found[index].append(attribution)
    return {index: tuple(reaching) for index, reaching in found.items()}


def _sentences_over(prose: Sequence[Sentence], ends: Sequence[int], span: tuple[int, int]) -> list[int]:
    position = bisect_left(ends, span[0] + 1)
    over: list[int] = []
    while position < len(prose) and prose[position].start < span[1]:
        over.append(prose[position].index)
        position += 1
    return over
