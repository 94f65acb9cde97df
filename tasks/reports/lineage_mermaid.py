"""The chain and the families as mermaid text, to paste where mermaid is drawn.

In: a `Trace`. Out: a flowchart; arrows point at what a text was taken from. In a label only letters, digits and a few
marks are left, so that no text from outside is read as syntax.
"""

from tasks.lineage.trace import Trace
from tasks.reports.safe import line
from tasks.reports.tree import named, percent

MAX_NODES = 60
MAX_LABEL_CHARS = 60
_PLAIN = " .,:-%"


def lineage_mermaid(trace: Trace) -> str:
    """Write one article's graph."""
    nodes: dict[str, str] = {}
    arrows: list[str] = []

    def node(key: str, words: str) -> str:
        if key not in nodes:
            nodes[key] = f"n{len(nodes)}"
            lines.append(f'{nodes[key]}["{_label(words)}"]')
        return nodes[key]

    lines: list[str] = []
    previous = ""
    for one in trace.chain:
        known = one.link.document_id
        current = node(known or f"name:{one.link.name}", _page(trace, known) if known else one.link.name)
        if previous and current != previous:
            arrows.append(f'{previous} -->|"{_label(f"taken from {percent(one.confidence)}")}"| {current}')
        previous = current
    drawn = set(nodes)
    for family in trace.families:
        if len(family.members) == 1 or len(nodes) >= MAX_NODES:
            continue
        lines.append(f'subgraph f{len(lines)}["{_label("this article’s family" if family.is_own else "family")}"]')
        for member in family.members:
            if len(nodes) < MAX_NODES:
                node(member.document.document_id, _page(trace, member.document.document_id))
        lines.append("end")
        for member in family.members:
            ends = (member.document.document_id, member.edge.to_id if member.edge else "")
            if all(end in nodes for end in ends) and not drawn.issuperset(ends):
                words = _label(f"{member.kind} {percent(member.edge.confidence if member.edge else None)}")
                arrows.append(f'{nodes[ends[0]]} -->|"{words}"| {nodes[ends[1]]}')
    return "flowchart LR\n" + "\n".join(f"  {row}" for row in (*lines, *arrows))


def _page(trace: Trace, document_id: str) -> str:
    document = trace.documents.get(document_id)
    if document is None:
        return "a page"
    day = document.civil_day
    return f"{named(document)}{f' {day.day} {day:%b %Y}' if day else ''}"


def _label(words: str) -> str:
    return "".join(char if char.isalnum() or char in _PLAIN else " " for char in line(words, MAX_LABEL_CHARS)).strip()
