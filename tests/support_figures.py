"""How tests of figures read one text: sentences, numbers, then one extractor, with nothing else beside them."""

from collections.abc import Callable

from tasks.claims.context import Reading, SentenceContext
from tasks.claims.numbers import numbers
from tasks.model import Anchors, Claim, Document
from tasks.reading.sentences import sentences
from tasks.settings import Rules, Sources

RULES, SOURCES = Rules(), Sources()


def read(text: str, extractor: Callable[[SentenceContext], list[Claim]]) -> list[Claim]:
    """The claims of one kind in a text, in its order."""
    document = Document("id", "id", text)
    prose = sentences(document)
    found = tuple(number for s in prose for number in numbers(s.text, s.start, RULES))
    reading = Reading(document, prose, found, (), ())
    claims: list[Claim] = []
    for sentence in prose:
        inside = tuple(n for n in found if sentence.start <= n.start and n.end <= sentence.end)
        context = SentenceContext(reading, sentence, inside, (), (), Anchors(), None, RULES, SOURCES)
        claims += extractor(context)
    return claims


def summary(claim: Claim) -> str:
    """A claim in one line: words | role value hedge party, then what else is known."""
    figure = claim.figure
    assert figure is not None
    bits = [f"{figure.role} {figure.value:g} {figure.hedge.value} {figure.party.value}"]
    bits += [f"base {figure.base:g}"] if figure.base is not None else []
    bits += [f"in {figure.place}"] if figure.place else []
    bits += [f"of {figure.population}"] if figure.population else []
    bits += [f"unit {figure.unit}"] if figure.unit else []
    bits += ["part"] if figure.is_part else []
    bits += ["increase"] if figure.is_increment else []
    bits += ["earlier"] if claim.is_retrospective else []
    bits += ["denied"] if claim.is_negated else []
    bits += [f"from {figure.derived_from}"] if figure.derived_from else []
    return f"{claim.text} | {', '.join(bits)}"
