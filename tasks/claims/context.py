"""What every claim kind gets to see: the layers already read from an article, sentence by sentence.

In: a document and its sentences, numbers, times and attributions. Out: for each sentence one `SentenceContext`,
whose `claim()` fills in everything that all kinds share (id, attribution, anchors, checkability).
"""

from dataclasses import dataclass

from tasks.model import (
    Anchors,
    Attribution,
    Claim,
    Document,
    Figure,
    Happening,
    Number,
    Quote,
    Sentence,
    Timex,
    When,
    content_id,
)
from tasks.settings import Rules, Sources
from tasks.vocabulary import ClaimKind

EXTRACTOR = "5"  # goes up whenever the same text may give other claims, so that old and new can be compared


@dataclass(frozen=True, slots=True)
class Reading:
    """All layers of one article, in the order of its text."""

    document: Document
    sentences: tuple[Sentence, ...]
    numbers: tuple[Number, ...]
    timexes: tuple[Timex, ...]
    attributions: tuple[Attribution, ...]
    claims: tuple[Claim, ...] = ()


@dataclass(frozen=True, slots=True)
class SentenceContext:
    """One sentence with the numbers, times and attributions that lie in it, and the article around it."""

    reading: Reading
    sentence: Sentence
    numbers: tuple[Number, ...]
    timexes: tuple[Timex, ...]
    attributions: tuple[Attribution, ...]
    anchors: Anchors
    not_checkable: str | None
    rules: Rules
    sources: Sources

    @property
    def document(self) -> Document:
        """The article."""
        return self.reading.document

    def before(self, count: int = 1) -> tuple[Sentence, ...]:
        """The sentences just before this one, nearest last."""
        return self.reading.sentences[max(0, self.sentence.index - count) : self.sentence.index]

    def claim(
        self,
        kind: ClaimKind,
        start: int,
        end: int,
        *,
        figure: Figure | None = None,
        when: When | None = None,
        quote: Quote | None = None,
        happening: Happening | None = None,
        event_when: When | None = None,
        not_checkable: str | None = None,
        is_retrospective: bool = False,
        is_negated: bool = False,
        anchors: Anchors | None = None,
    ) -> Claim:
        """Make a claim of this sentence; `start` and `end` are document offsets of the claim's own words."""
        holding = self._holding(start, end)
        chain = _chain(holding)
        if figure is not None:
            value: object = (figure.value, figure.low, figure.high, figure.role, figure.party)
        elif when is not None:
            value = (when.start, when.end, when.clock)
        else:
            value = quote.text if quote else None
        role = figure.role if figure else (happening.event if happening else "")
        return Claim(
            claim_id=content_id(self.document.document_id, start, end, kind, role, value),
            document_id=self.document.document_id,
            kind=kind,
            start=start,
            end=end,
            text=self.document.text[start:end],
            sentence=self.sentence.text,
            sentence_start=self.sentence.start,
            sentence_end=self.sentence.end,
            sentence_index=self.sentence.index,
            figure=figure,
            when=when,
            quote=quote,
            happening=happening,
            attribution=chain,
            own_voice=holding is None,
            anchors=anchors or self.anchors,
            event_when=event_when,
            is_headline=self.sentence.is_headline,
            is_retrospective=is_retrospective,
            is_negated=is_negated,
            not_checkable=not_checkable or self.not_checkable,
            extractor=EXTRACTOR,
        )

    def _holding(self, start: int, end: int) -> Attribution | None:
        """The narrowest attribution whose content holds the claim, or None where the paper itself says it."""
        holding = [
            (content_end - content_start, place, attribution)
            for place, attribution in enumerate(self.attributions)
            for content_start, content_end in attribution.content
            if content_start <= start and end <= content_end
        ]
        return min(holding, key=lambda found: found[:2])[2] if holding else None


def _chain(attribution: Attribution | None) -> tuple[str, ...]:
    """Who says it, outermost first; empty where nobody is named."""
    if attribution is None:
        return ()
    return attribution.chain or ((attribution.name,) if attribution.name else ())
