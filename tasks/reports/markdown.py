"""What the Prefect UI shows of one article: a summary, the sources as a mermaid graph, the verdicts as a table.

In: a `Verification`. Out: markdown and flat table rows. Every piece of outside text is escaped; links are only ours and
only http(s); no pictures, no style, no HTML.
"""

import re
from collections.abc import Mapping
from typing import Any

from tasks.model import Claim, Document, Verdict, Verification
from tasks.reports.mermaid import Graph
from tasks.reports.safe import line, markdown
from tasks.reports.terminal import summary
from tasks.verdicts.wording import source_words, value_words
from tasks.vocabulary import EdgeKind, VerdictLabel

MAX_SLUG_CHARS = 40
MAX_NODES = 24  # a graph with more is a carpet
MAX_CELL_CHARS = 240
_NOT_SLUG = re.compile(r"[^a-z0-9]+")
_ARROW_WORDS = {
    EdgeKind.COPIED_FROM: "copied from",
    EdgeKind.REWRITTEN_FROM: "rewritten from",
    EdgeKind.CREDITS: "credits",
    EdgeKind.CITES: "cites",
    EdgeKind.VERSION_OF: "version of",
    EdgeKind.SAME_AS: "the same, says a person",
    EdgeKind.NOT_SAME_AS: "not the same, says a person",
}


def markdown_report(verification: Verification) -> str:
    """The whole artifact."""
    document = verification.document
    parts = [f"# {markdown(document.title or 'Article without a title')}", markdown(summary(verification), 1_000)]
    if document.url:
        parts.append(f"Source: `{_code(document.url)}`")
    parts.append("## Claims\n\n" + _claim_table(verification))
    parts.append("## Sources\n\n" + mermaid(verification))
    if verification.self_check:
        parts.append(
            "## In the article itself\n\n" + "\n".join(f"- {markdown(c.finding)}" for c in verification.self_check)
        )
    details = [block for block in _evidence_blocks(verification) if block]
    if details:
        parts.append("## Evidence\n\n" + "\n\n".join(details))
    return "\n\n".join(parts) + "\n"


def claim_rows(verification: Verification) -> list[dict[str, Any]]:
    """One flat row a claim; nested values would show as [object Object]."""
    return [
        {
            "claim": line(value_words(claim) + source_words(claim), MAX_CELL_CHARS),
            "verdict": verdict.label.value,
            "in words": line(verdict.shown_as, MAX_CELL_CHARS),
            "temporal": verdict.temporal.value,
            "families": verdict.independence.families,
            "origins": f"{verdict.independence.low}-{verdict.independence.high}",
            "needs a person": "yes" if verdict.needs_person else "",
            "sentence": line(claim.sentence, MAX_CELL_CHARS),
            "claim id": claim.claim_id,
        }
        for claim, verdict in _pairs(verification)
    ]


def mermaid(verification: Verification) -> str:
    """The chain of publication and the documents that speak to the claims, as a graph."""
    graph = Graph(MAX_NODES)
    documents = {document.document_id: document for document in (*verification.cited, verification.document)}
    own = verification.document
    article = previous = graph.node(own.document_id, f"this article: {own.publisher or 'unknown'}")
    for link in verification.lineage.chain[1:]:
        current = graph.node(link.document_id or f"name:{link.name}", link.name)
        if current != previous:
            graph.arrow(previous, "from", current)
        previous = current
    for edge in verification.lineage.edges:
        if graph.is_full:
            break
        if edge.from_id in documents and edge.to_id in documents:
            left, right = (graph.node(key, _named(documents[key])) for key in (edge.from_id, edge.to_id))
            graph.arrow(left, _ARROW_WORDS[edge.kind], right)
    for document_id, relation in _speaking(verification).items():
        if graph.is_full:
            break
        graph.arrow(graph.node(document_id, _named(documents[document_id])), relation, article, is_dotted=True)
    return f"```mermaid\n{graph.text()}\n```"


def slug(document: Document) -> str:
    """A key of letters, digits and dashes, one an article, so that its runs share a history page."""
    words = _NOT_SLUG.sub("-", (document.title or "article").lower()).strip("-")[:MAX_SLUG_CHARS].strip("-")
    return f"{words or 'article'}-{document.document_id[:8]}"


def _claim_table(verification: Verification) -> str:
    rows = ["| claim | verdict | origins | |", "| --- | --- | --- | --- |"]
    for claim, verdict in _pairs(verification):
        span = verdict.independence
        origins = f"{span.low}" if span.low == span.high else f"{span.low}-{span.high}"
        mark = "needs you" if verdict.needs_person else ""
        rows.append(
            f"| {markdown(value_words(claim) + source_words(claim), MAX_CELL_CHARS)} "
            f"| {markdown(verdict.shown_as, MAX_CELL_CHARS)} | {origins} | {mark} |"
        )
    return "\n".join(rows)


def _evidence_blocks(verification: Verification) -> list[str]:
    urls: Mapping[str, str | None] = {document.document_id: document.url for document in verification.cited}
    blocks: list[str] = []
    for claim, verdict in _pairs(verification):
        if verdict.label in {VerdictLabel.UNVERIFIED, VerdictLabel.NOT_CHECKABLE}:
            continue
        rows = [f"**{markdown(value_words(claim))}**: {markdown(claim.sentence)}"]
        rows += [
            f"- {match.relation.value.replace('_', ' ')}: {markdown(match.finding.detail)}"
            + (f" `{_code(url)}`" if (url := urls.get(match.document_id)) else "")
            for match in verdict.matches
            if match.relation.value != "unrelated"
        ]
        blocks.append("\n".join(rows))
    return blocks


def _pairs(verification: Verification) -> list[tuple[Claim, Verdict]]:
    verdicts = {verdict.claim_id: verdict for verdict in verification.verdicts}
    pairs = [(claim, verdicts[claim.claim_id]) for claim in verification.claims if claim.claim_id in verdicts]
    return sorted(pairs, key=lambda pair: (not pair[1].needs_person, pair[0].start))


def _speaking(verification: Verification) -> dict[str, str]:
    found: dict[str, str] = {}
    for verdict in verification.verdicts:
        for match in verdict.matches:
            if match.relation.value in {"corroborates", "contradicts"}:
                found.setdefault(match.document_id, match.relation.value)
    return dict(sorted(found.items()))


def _named(document: Document) -> str:
    day = document.civil_day
    return f"{document.publisher or document.url or 'unknown'}{f' {day:%d %b %Y}' if day else ''}"


def _code(url: str) -> str:
    """An address as code: visible, not a link, and unable to leave the code span."""
    return line(url, 300).replace("`", "%60").replace("|", "%7C")
