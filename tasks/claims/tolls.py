"""Bodies that put a figure on something: "put the toll at 202", "raised the number to 128", "counted 300 dead".

In: the nodes of a stretch. Out: `Reported` readings whose content holds the figure. Unlike other reported speech
these need no model: a speaker before the verb, a counting noun and a number after it leave no other reading.
"""

from tasks.claims.contents import sentence_end
from tasks.claims.phrases import Node, Range, head_of, subject_before
from tasks.claims.readings import Reported
from tasks.claims.speaker_words import speaker_class

REACH = 22  # nodes between the verb and its figure
_VERBS = {
    form: lemma
    for lemma, forms in {
        "put": "put puts putting",
        "raise": "raise raises raised raising",
        "lower": "lower lowers lowered lowering",
        "cut": "cut cuts cutting",
        "revise": "revise revises revised revising",
        "update": "update updates updated updating",
        "increase": "increase increases increased increasing",
        "reduce": "reduce reduces reduced reducing",
        "place": "place places placed placing",
        "set": "set sets setting",
        "double": "doubled",
        "triple": "tripled",
        "halve": "halved",
        "give": "give gives gave giving",
    }.items()
    for form in forms.split()
}
_COUNTERS = frozenset(
    "count counts counted estimate estimates estimated record recorded records register registered".split()
)
TOLL_VERBS = frozenset(_VERBS) | _COUNTERS
_NOUNS = frozenset("count estimate record register counts estimates records registers".split())
_MEASURES = frozenset(
    """toll tolls number numbers figure figures count tally total totals losses casualties estimate list register deaths
    death dead injured missing magnitude size damage cost strength turnout share""".split()
)
_LINKS = frozenset({"at", "to", "as", "of"})


def toll(nodes: list[Node], at: int, floor: int) -> Reported | None:
    """Read a figure that a body puts on something, at the verb at `at`; None where it is no such verb or subject."""
    lower = nodes[at].lower
    if at == floor or (lower not in _VERBS and lower not in _COUNTERS):
        return None
    first, end = at, sentence_end(nodes, at)
    while first > floor and (nodes[first - 1].tag in "XA" or nodes[first - 1].lower in {"more", "than"}):
        first -= 1
    if first == at and lower in _NOUNS and not (nodes[at - 1].tag == "P" or nodes[at - 1].lower.endswith("s")):
        return None
    start = _figure(nodes, at, end)
    if start is None or first == floor or any(node.lower in {"been", "was", "were"} for node in nodes[first:at]):
        return None
    source = _speaker(nodes, first, floor)
    if source is None:
        return None
    lemma = _VERBS.get(lower, lower)
    return Reported((first, at + 1), source, [(start, end)], "right", lemma, "ed", "call", "toll")


def _figure(nodes: list[Node], at: int, end: int) -> int | None:
    """Where the content begins if a measure and a number follow (for verbs of counting a number alone)."""
    measured = nodes[at].lower in _COUNTERS
    limit = min(end, at + REACH)
    for ahead in range(at + 1, limit):
        node = nodes[ahead]
        if node.tag in "QSP." or node.text == ";":
            return None
        measured = measured or node.lower in _MEASURES
        if node.tag == "U" and measured:
            links = nodes[at].lower in _COUNTERS or any(n.lower in _LINKS for n in nodes[at + 1 : ahead])
            return at + 1 if links else None
    return None


def _speaker(nodes: list[Node], first: int, floor: int) -> Range | None:
    before = nodes[first - 1]
    source = subject_before(nodes, first - 1, floor) if before.tag != "C" else None
    if source is None:
        return None
    head = nodes[head_of(nodes, source)]
    if head.tag == "N" or head.lower in {"he", "she", "it", "they", "who", "which"}:
        return source
    return source if speaker_class(head.lower) != "other" else None
