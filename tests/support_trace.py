"""A trace made by hand: an article whose wire copy was cut by one site and told again by another."""

from dataclasses import replace
from datetime import UTC, datetime

from tasks.lineage.trace import Trace, trace
from tasks.lineage.versions import Held, revision
from tasks.model import (
    Anchors,
    ChainLink,
    Claim,
    Credit,
    Document,
    Earliest,
    Edge,
    Family,
    Figure,
    Finding,
    Independence,
    Lineage,
    Match,
    Origin,
    Published,
    Searched,
    Verdict,
    Verification,
)
from tasks.settings import Sources
from tasks.vocabulary import (
    CitedSource,
    ClaimKind,
    CreditKind,
    EdgeKind,
    Hedge,
    Precision,
    Relation,
    Temporal,
    VerdictLabel,
)

POLICE = "Halden police"
TEXT = "Nine people died when a tram left its rails."


def page(name: str, publisher: str | None, hour: int | None = 9, text: str = TEXT) -> Document:
    """A page of 4 March 2025 (None: undated)."""
    published = None
    if hour is not None:
        instant = datetime(2025, 3, 4, hour, tzinfo=UTC)
        published = Published(instant, Precision.MINUTE, "json-ld", instant.isoformat(), 0)
    url = f"https://{name}.example/tram"
    return Document(name, f"{name}-source", text, url=url, publisher=publisher, published=published)


def claim(document: Document, value: float = 9, said_by: tuple[str, ...] = (POLICE,)) -> Claim:
    """A figure of the dead in a document."""
    figure = Figure(value, value, value, Hedge.EXACT, "killed")
    sentence = f"{value:g} people died when a tram left its rails, police said."
    return Claim(
        f"claim-{document.document_id}-{value:g}", document.document_id, ClaimKind.CASUALTY, 0, 8, f"{value:g} people",
        sentence, 0, len(sentence), 0, figure=figure, attribution=said_by, own_voice=not said_by, anchors=Anchors(),
    )  # fmt: skip


def traced(title: str = "Tram leaves rails in Port Halden", publisher: str = "Scoop Barn") -> Trace:
    """The article credits a wire, which is held, was cut by one site and told again by another; a paper is apart."""
    credit = Credit("Selwyn Wire", CreditKind.SOURCE, "Source: Selwyn Wire")
    article = replace(page("article", publisher, 12), title=title, byline="Ada Brandt", credits=(credit,))
    wire, cut, retold = page("wire", "Selwyn Wire"), page("cut", "Mirror", 10), page("retold", "Echo", 11)
    paper = page("paper", "Lantern", None)
    edges = (
        Edge("article", "wire", EdgeKind.COPIED_FROM, "Scoop Barn credits Selwyn Wire.", 0.95, 1.0, 1.0),
        Edge("cut", "wire", EdgeKind.COPIED_FROM, "All of Mirror's text stands in Selwyn Wire's.", 0.85, 1.0, 0.4),
        Edge("retold", "wire", EdgeKind.REWRITTEN_FROM, "Echo tells the story of Selwyn Wire again.", 0.7, 0.1, 0.1),
    )
    ours = claim(article)
    finding = Finding(Relation.CORROBORATES, "both say nine", "figures agree")
    matches = tuple(
        Match(ours.claim_id, one.document_id, Relation.CORROBORATES, finding, 0, 8, "nine people", 90.0, claim(one))
        for one in (paper, retold)
    )
    origin = Origin("o1", POLICE, "named source", ("paper", "retold"))
    wire_published = wire.published
    assert wire_published is not None
    earliest = Earliest("retold", "retold-source", None, wire_published, "date claimed by the page (json-ld)")
    verdict = Verdict(
        "v1", ours.claim_id, VerdictLabel.SUPPORTED, Temporal.CURRENT, CitedSource.NOT_CHECKED,
        Independence(2, (origin,), 1, 2, circular=True, earliest=earliest), Searched(0, 10, None, None, None),
        0.9, "Also reported by 2 newsrooms", "", needs_person=False, matches=matches,
    )  # fmt: skip
    lineage = Lineage(
        chain=(
            ChainLink(publisher, "Source: Selwyn Wire", article.url, "article"),
            ChainLink("Selwyn Wire", "Source: Selwyn Wire", wire.url, "wire"),
            ChainLink("unknown", "byline Ada Brandt"),
        ),
        edges=edges,
        families=(Family("paper", ("paper",)), Family("wire", ("wire", "article", "cut", "retold"))),
    )
    verification = Verification(article, (ours,), (verdict,), lineage, cited=(cut, paper, retold, wire))
    seen = datetime(2025, 3, 4, 10, tzinfo=UTC)
    older = page("older", publisher, 8, text="Eight people died when a tram left its rails.")
    changed = revision(Held(older, (claim(older, 8),), seen), Held(article, (ours,), seen))
    return trace(verification, Sources(), (changed,))
