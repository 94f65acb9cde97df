"""Who says what in an article: source, cue and content of each piece of reported speech, and the chain of tellers.

In: a document, its sentences, the configured names. Out: `Attribution`s in the order of their cues, offsets into the
document's text. Quotations that run on over sentences and paragraphs stay with their speaker.
"""

from tasks.claims.phrases import Node, Range
from tasks.claims.reported import Reported, reported
from tasks.claims.stretches import Stretch, stretches
from tasks.model import Attribution, Document, Sentence
from tasks.settings import Sources


def attributions(document: Document, sentences: tuple[Sentence, ...], sources: Sources) -> tuple[Attribution, ...]:
    """Read the attributions of a document."""
    del sources
    found: list[Attribution] = []
    open_quote: Attribution | None = None
    previous: Stretch | None = None
    for stretch in stretches(document, sentences):
        hits = reported(stretch.nodes)
        for hit in hits:
            found.append(_attribution(document, stretch.nodes, hit))
        if stretch.quotation is not None:
            continue
        alone = [node for node in stretch.nodes if node.tag not in ".,M"]
        if not hits and open_quote and previous and alone and all(node.tag == "Q" for node in alone):
            if stretch.paragraph == previous.paragraph or _runs_on(previous):
                grown = tuple((node.start, node.end) for node in alone)
                at = next(i for i in range(len(found) - 1, -1, -1) if found[i].cue == open_quote.cue)
                open_quote = found[at] = Attribution(
                    open_quote.cue, open_quote.content + grown, open_quote.source, open_quote.name, open_quote.kind
                )
                previous = stretch
                continue
        open_quote = found[-1] if hits and found[-1].kind == "direct" else None
        previous = stretch
    return tuple(found)


def _runs_on(stretch: Stretch) -> bool:
    return stretch.nodes[-1].tag == "Q"


def _attribution(document: Document, nodes: list[Node], hit: Reported) -> Attribution:
    spans = tuple(_span(nodes, span) for span in hit.content)
    quoted = [node.tag in "Qq" for first, last in hit.content for node in nodes[first:last] if node.tag not in ",.M"]
    kind = "direct" if quoted and all(quoted) else "mixed" if any(quoted) else "indirect"
    source = _span(nodes, hit.source) if hit.source else None
    name = document.text[source[0] : source[1]] if source else None
    return Attribution(_span(nodes, hit.cue), spans, source, name, kind, (name,) if name else ())


def _span(nodes: list[Node], span: Range) -> tuple[int, int]:
    return nodes[span[0]].start, nodes[span[1] - 1].end
