"""An article with its layers coloured, for a person who wants to see what was read where.

In: a `Reading`. Out: rich text: the article as it came, furniture dimmed, times, figures, sources, cues and quotations
each in its colour, with a legend.
"""

from rich.console import Group, RenderableType
from rich.text import Text

from tasks.claims.context import Reading
from tasks.reports.safe import line

LAYERS = {
    "furniture": "dim",
    "what is said": "italic",
    "source": "bold green",
    "cue": "green",
    "time": "cyan",
    "number": "magenta",
    "figure": "bold red",
    "quotation": "yellow",
}
MAX_CHARS = 200_000


def coloured(reading: Reading) -> RenderableType:
    """The whole article."""
    shown = reading.document.text[:MAX_CHARS]
    text = Text("".join(char if char == "\n" or line(char, 1) else " " for char in shown))
    for layer, start, end in _spans(reading):
        text.stylize(LAYERS[layer], start, min(end, len(shown)))
    legend = Text()
    for layer, style in LAYERS.items():
        legend.append(layer, style=style)
        legend.append("  ")
    return Group(Text(line(reading.document.title or reading.document.source_id), style="bold"), legend, Text(), text)


def _spans(reading: Reading) -> list[tuple[str, int, int]]:
    """The layers from the widest to the narrowest, so that the narrow ones show."""
    spans = [("furniture", piece.start, piece.end) for piece in reading.document.furniture]
    for attribution in reading.attributions:
        spans += [("what is said", start, end) for start, end in attribution.content]
        spans.append(("cue", *attribution.cue))
        if attribution.source:
            spans.append(("source", *attribution.source))
    spans += [("quotation", claim.start, claim.end) for claim in reading.claims if claim.quote]
    spans += [("number", number.start, number.end) for number in reading.numbers]
    spans += [("time", timex.start, timex.end) for timex in reading.timexes]
    spans += [("figure", claim.start, claim.end) for claim in reading.claims if claim.figure]
    return spans
