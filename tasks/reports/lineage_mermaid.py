"""The chain and the families as mermaid text, to paste where mermaid is drawn.

In: a `Trace`. Out: a flowchart; arrows point at what a text was taken from, dotted ones at what was told again.
"""

from tasks.lineage.trace import Link, Trace
from tasks.reports.mermaid import Graph
from tasks.reports.tree import named, percent

MAX_NODES = 60


def lineage_mermaid(trace: Trace) -> str:
    """Write one article's graph."""
    graph = Graph(MAX_NODES)
    drawn: set[str] = set()
    previous = ""
    for number, one in enumerate((*trace.chain, *trace.retold)):
        current = _station(graph, one, trace)
        is_retold = number == len(trace.chain)
        if previous and current != previous:
            how = "told again from" if is_retold else "taken from"
            graph.arrow(previous, f"{how} {percent(one.confidence)}", current, is_dotted=is_retold)
        drawn.add(current)
        previous = current
    for family in trace.families:
        if len(family.members) == 1 or graph.is_full:
            continue
        pages = [(member.document.document_id, _page(trace, member.document.document_id)) for member in family.members]
        graph.group("this article’s family" if family.is_own else "family", pages)
        for member in family.members:
            ends = (member.document.document_id, member.edge.to_id if member.edge else "")
            if all(end in graph for end in ends) and not drawn.issuperset(ends):
                sure = percent(member.edge.confidence if member.edge else None)
                graph.arrow(ends[0], f"{member.kind} {sure}", ends[1])
    return graph.text()


def _station(graph: Graph, one: Link, trace: Trace) -> str:
    known = one.link.document_id
    return graph.node(known or f"name:{one.link.name}", _page(trace, known) if known else one.link.name)


def _page(trace: Trace, document_id: str) -> str:
    document = trace.documents.get(document_id)
    if document is None:
        return "a page"
    day = document.civil_day
    return f"{named(document)}{f' {day.day} {day:%b %Y}' if day else ''}"
