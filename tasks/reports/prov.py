"""An article's provenance as W3C PROV-JSON, for tools that read the standard.

In: a `Trace`. Out: JSON text. Pages are entities, publishers and writers agents; a copy is a `wasDerivedFrom` of type
prov:Quotation (PROV-DM 5.2.3: repeating some or all of a text), a rewrite a plain derivation, a later print of one page
a prov:Revision; each derivation carries its evidence and how sure it is. Claims are entities quoted from the article
and attributed to those who are said to have said them, outermost first. No clock is read: the same trace, the same
bytes.
"""

import json
from functools import partial
from typing import Any, Final

from prov.constants import PROV_LABEL, PROV_TYPE
from prov.identifier import QualifiedName
from prov.model import ProvDocument

from tasks.lineage.trace import Trace
from tasks.model import Document, Edge, content_id
from tasks.reports.record import published_text
from tasks.verdicts.wording import source_words, value_words
from tasks.vocabulary import EdgeKind

NAMESPACE: Final = "https://tracewire.example/ns#"  # names of ours; nothing is to be fetched there
_TYPES = {
    EdgeKind.COPIED_FROM: "Quotation",
    EdgeKind.VERSION_OF: "Revision",
}


def prov_json(trace: Trace) -> str:
    """Write one article's provenance."""
    book = _Book(trace)
    book.chain()
    book.families()
    book.revisions()
    book.claims()
    parsed = json.loads(book.document.serialize(format="json") or "{}")
    return json.dumps(parsed, ensure_ascii=False, indent=2, sort_keys=True) + "\n"


class _Book:
    """The PROV document as it grows; every entity and agent stands in it once."""

    def __init__(self, trace: Trace) -> None:
        self.trace = trace
        self.document = ProvDocument()
        self.space = self.document.add_namespace("tw", NAMESPACE)
        self.prov = partial(QualifiedName, PROV_TYPE.namespace)
        self._known: set[str] = set()
        self._derived: set[tuple[str, str]] = set()

    def chain(self) -> None:
        """Each station derives from the next."""
        previous = self._page(self.trace.document)
        for link in self.trace.chain[1:]:
            current = self._page(link.document) if link.document else self._unheld(link.link.name)
            self._derive(previous, current, link.link.evidence, link.confidence, "Quotation")
            previous = current

    def families(self) -> None:
        """Every edge between two pages of the families that are shown."""
        documents = {
            member.document.document_id: member.document for family in self.trace.families for member in family.members
        }
        for edge in self.trace.verification.lineage.edges:
            if edge.from_id in documents and edge.to_id in documents:
                self._edge(edge, documents[edge.from_id], documents[edge.to_id])

    def revisions(self) -> None:
        """Each print of the page revises the one before."""
        for revision in self.trace.revisions:
            changed = "; ".join(change.detail for change in revision.changes) or "no claim changed"
            newer, older = self._page(revision.newer), self._page(revision.older)
            self._derive(newer, older, f"{revision.until}: {changed}", None, "Revision")

    def claims(self) -> None:
        """What the article claims, and who is said to have said it."""
        article = self._page(self.trace.document)
        for one in self.trace.claims:
            said = f"{value_words(one.claim)}{source_words(one.claim)}"
            claim = self._entity(
                f"claim-{one.claim.claim_id}",
                {PROV_TYPE: self.space["Claim"], PROV_LABEL: said, self.prov("value"): one.claim.sentence},
            )
            self._derive(claim, article, "stands in the article", 1.0, "Quotation")
            for place, name in enumerate(one.claim.attribution):
                self._attribute(claim, self._agent(name), {self.space["position"]: place})

    def _edge(self, edge: Edge, copy: Document, source: Document) -> None:
        self._derive(self._page(copy), self._page(source), edge.evidence, edge.confidence, _TYPES.get(edge.kind))

    def _page(self, document: Document) -> QualifiedName:
        attributes: dict[Any, Any] = {PROV_TYPE: self.space["Article"]}
        shown = {
            PROV_LABEL: document.title,
            self.space["url"]: document.url,
            self.space["published"]: published_text(document.published),
            self.space["publishedBasis"]: document.published.basis if document.published else None,
        }
        attributes |= {name: value for name, value in shown.items() if value}
        fresh = f"page-{document.document_id}" not in self._known
        page = self._entity(f"page-{document.document_id}", attributes)
        if fresh and document.publisher:
            self._attribute(page, self._agent(document.publisher, "Organization"), {self.space["role"]: "publisher"})
        if fresh and document.byline:
            self._attribute(page, self._agent(document.byline, "Person"), {self.space["role"]: "byline"})
        return page

    def _unheld(self, name: str) -> QualifiedName:
        """A station of which only the name is known."""
        key = f"print-{content_id(name)}"
        fresh = key not in self._known
        entity = self._entity(key, {PROV_TYPE: self.space["UnheldPrint"], PROV_LABEL: f"the text as {name} had it"})
        if fresh:
            self._attribute(entity, self._agent(name), {self.space["role"]: "publisher"})
        return entity

    def _agent(self, name: str, kind: str | None = None) -> QualifiedName:
        key = f"agent-{content_id(name.lower())}"
        agent: QualifiedName = self.space[key]
        if key not in self._known:
            self._known.add(key)
            types: dict[Any, Any] = {PROV_TYPE: self.prov(kind)} if kind else {}
            self.document.agent(agent, {**types, PROV_LABEL: name})
        return agent

    def _entity(self, key: str, attributes: dict[Any, Any]) -> QualifiedName:
        entity: QualifiedName = self.space[key]
        if key not in self._known:
            self._known.add(key)
            self.document.entity(entity, attributes)
        return entity

    def _attribute(self, entity: QualifiedName, agent: QualifiedName, attributes: dict[Any, Any]) -> None:
        self.document.wasAttributedTo(entity, agent, other_attributes=attributes)

    def _derive(
        self, copy: QualifiedName, source: QualifiedName, evidence: str, confidence: float | None, kind: str | None
    ) -> None:
        if copy == source or (str(copy), str(source)) in self._derived:
            return
        self._derived.add((str(copy), str(source)))
        attributes: dict[Any, Any] = {self.space["evidence"]: evidence}
        if kind:
            attributes[PROV_TYPE] = self.prov(kind)
        if confidence is not None:
            attributes[self.space["confidence"]] = confidence
        self.document.wasDerivedFrom(copy, source, other_attributes=attributes)
