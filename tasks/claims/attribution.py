"""Who says what in an article: source, cue and content of each piece of reported speech, and the chain of tellers.

In: a document, its sentences, the configured names. Out: `Attribution`s in the order of their cues, offsets into the
document's text. Quotations that run on over sentences and paragraphs stay with their speaker; what stands inside
another's words is told by both ("Kim said, according to KCNA" has the chain KCNA, Kim). The page's own publisher is no
teller of its own story.
"""

from bisect import bisect_right
from dataclasses import replace

from tasks.claims.phrases import Node, Range
from tasks.claims.reported import Reported, reported
from tasks.claims.sources_named import Speakers, speakers
from tasks.claims.stretches import Stretch, stretches
from tasks.model import Attribution, Document, Sentence
from tasks.settings import Sources

MAX_CHAIN = 4


def attributions(document: Document, sentences: tuple[Sentence, ...], sources: Sources) -> tuple[Attribution, ...]:
    """Read the attributions of a document."""
    memory = speakers(document, sources)
    starts = [sentence.start for sentence in sentences]
    found: list[Attribution] = []
    last_direct: int | None = None
    previous: Stretch | None = None
    for stretch in stretches(document, sentences):
        hits = reported(stretch.nodes, inside=stretch.quotation is not None)
        if not hits and stretch.quotation is None and last_direct is not None and _continues(stretch, previous):
            grown = tuple((node.start, node.end) for node in stretch.nodes if node.tag == "Q")
            found[last_direct] = replace(found[last_direct], content=found[last_direct].content + grown)
            previous = stretch
            continue
        for hit in hits:
            found.append(_attribution(memory, stretch.nodes, hit, sentences, starts))
        if stretch.quotation is None:
            direct = [i for i in range(len(found) - len(hits), len(found)) if found[i].kind == "direct"]
            last_direct = direct[-1] if direct else None
            previous = stretch
    return _chained(found, document)


def _continues(stretch: Stretch, previous: Stretch | None) -> bool:
    """Whether a stretch is nothing but quotation and goes on with the speech before it."""
    if previous is None or any(node.tag not in "Q.,M" for node in stretch.nodes):
        return False
    return stretch.paragraph == previous.paragraph or previous.nodes[-1].tag == "Q"


def _attribution(
    memory: Speakers, nodes: list[Node], hit: Reported, sentences: tuple[Sentence, ...], starts: list[int]
) -> Attribution:
    spans = tuple(_span(nodes, span) for span in hit.content)
    quoted = [node.tag in "Qq" for first, last in hit.content for node in nodes[first:last] if node.tag not in ",.M"]
    kind = "direct" if quoted and all(quoted) else "mixed" if any(quoted) else "indirect"
    source = _span(nodes, hit.source) if hit.source else None
    name = None
    if hit.source is not None:
        sentence = max(0, bisect_right(starts, nodes[hit.cue[0]].start) - 1)
        name = memory.resolve(nodes, hit.source, sentence, sentences)
    return Attribution(_span(nodes, hit.cue), spans, source, name, kind, (name,) if name else ())


def _span(nodes: list[Node], span: Range) -> tuple[int, int]:
    return nodes[span[0]].start, nodes[span[1] - 1].end


def _chained(found: list[Attribution], document: Document) -> tuple[Attribution, ...]:
    """Put the tellers of what holds an attribution before its own source, outermost first."""
    own = (document.publisher or "").lower()
    chained = []
    for attribution in found:
        holders = [other for other in found if other is not attribution and _holds(other, attribution)]
        holders.sort(key=lambda other: -sum(end - start for start, end in other.content))
        names = [other.name for other in holders] + [attribution.name]
        chain: list[str] = []
        for name in names:
            if name and name.lower() != own and name not in chain:
                chain.append(name)
        chained.append(replace(attribution, chain=tuple(chain[-MAX_CHAIN:])))
    return tuple(chained)


def _holds(outer: Attribution, inner: Attribution) -> bool:
    """Whether the cue and the source of one stand in what the other says."""
    return any(start <= inner.cue[0] and inner.cue[1] <= end for start, end in outer.content) and (
        inner.source is None or any(start <= inner.source[0] and inner.source[1] <= end for start, end in outer.content)
    )
