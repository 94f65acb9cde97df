"""Own-words records for the tests of the store: a full one of each kind."""

from datetime import UTC, date, datetime

from tasks.model import (
    Anchors,
    AsOf,
    ChainLink,
    Claim,
    Credit,
    Document,
    Earliest,
    Edge,
    Family,
    Figure,
    Finding,
    Furniture,
    Happening,
    Independence,
    Lineage,
    Match,
    Origin,
    Published,
    Quote,
    Searched,
    SelfCheck,
    Verdict,
    Verification,
    When,
)
from tasks.vocabulary import (
    AsOfBasis,
    CitedSource,
    ClaimKind,
    CreditKind,
    EdgeKind,
    FurnitureKind,
    Granularity,
    Hedge,
    Party,
    Precision,
    Relation,
    Temporal,
    VerdictLabel,
)

NOW = datetime(2025, 9, 5, 9, 30, 0, 123457, tzinfo=UTC)
PUBLISHED = Published(NOW, Precision.MINUTE, "meta", "5 September 2025 05:30 EDT", -240)


def article(document_id: str = "d1", text: str = "At least nine people died.", **changes: object) -> Document:
    fields: dict[str, object] = {
        "source_id": "harbour-1",
        "url": f"https://harbour.example/{document_id}",
        "publisher": "Harbour Wire",
        "byline": "Ana Reed",
        "title": "Nine die",
        "published": PUBLISHED,
        "modified": PUBLISHED,
        "dateline": "Port Ash",
        "credits": (Credit("Harbour Wire", CreditKind.AGENCY, "(Harbour Wire)", 0.9),),
        "furniture": (Furniture(0, 8, FurnitureKind.HEADLINE_COPY),),
        "owner": "Harbour Group",
        "tier": 2,
        **changes,
    }
    return Document(document_id=document_id, text=text, **fields)  # type: ignore[arg-type]  # a test's shorthand


def figure_claim(claim_id: str = "c1", document_id: str = "d1", value: float = 9) -> Claim:
    when = When(
        date(2025, 9, 4), date(2025, 9, 4), Granularity.DAY, (480, 500), "Asia/Seoul", True, "Thursday", "r", "T"
    )
    return Claim(
        claim_id=claim_id,
        document_id=document_id,
        kind=ClaimKind.CASUALTY,
        start=0,
        end=26,
        text="At least nine people died.",
        sentence="At least nine people died.",
        sentence_start=0,
        sentence_end=26,
        sentence_index=0,
        figure=Figure(
            value=value,
            low=value,
            high=None,
            hedge=Hedge.AT_LEAST,
            role="killed",
            party=Party.VICTIM,
            unit="people",
            base=15_000,
            place="port ash",
            population="soldiers",
            as_of=AsOf(NOW, NOW, AsOfBasis.TEXT),
            derived_from="only one of ten survived",
            is_part=True,
        ),
        when=when,
        quote=Quote("We saw nine.", None),
        happening=Happening("meet", frozenset({"kim", "xi"}), "planned"),
        attribution=("Harbour Wire", "the ministry"),
        own_voice=False,
        anchors=Anchors(frozenset({"kim", "xi"}), frozenset({"beijing"}), frozenset({"die"})),
        event_when=when,
        is_retrospective=True,
        not_checkable="forecast",
    )


def judged(document: Document | None = None, claim: Claim | None = None, verdict_id: str = "v1") -> Verification:
    document = document or article()
    claim = claim or figure_claim()
    theirs = figure_claim("c2", "d2", 11)
    cited = article("d2", "Eleven people died.", published=None, modified=None, credits=(), furniture=())
    finding = Finding(Relation.LATER_FIGURE, "article says 9; Hill News says 11", "later", None)
    match = Match(claim.claim_id, "d2", Relation.LATER_FIGURE, finding, 0, 19, "Eleven people died.", 0.8, theirs, 0.5)
    verdict = Verdict(
        verdict_id=verdict_id,
        claim_id=claim.claim_id,
        label=VerdictLabel.SUPPORTED,
        temporal=Temporal.UPDATED_SINCE,
        cited_source=CitedSource.NOT_CHECKED,
        independence=Independence(
            2,
            (Origin("o1", "the ministry", "named source", ("d2", "d3")),),
            1,
            2,
            False,
            Earliest("d2", "hill-1", None, PUBLISHED, "meta"),
        ),
        searched=Searched(3, 61_200, None, NOW, NOW),
        confidence=0.75,
        shown_as="Also reported by 2 newsrooms",
        explanation="Two newsrooms.",
        needs_person=True,
        matches=(match,),
        flags=("outlier",),
        rules_hash="abc",
        program="0.1.0",
    )
    return Verification(
        document=document,
        claims=(claim,),
        verdicts=(verdict,),
        lineage=Lineage(
            (ChainLink("Harbour Wire", "byline", None, "d1"), ChainLink("the ministry", "said")),
            (Edge("d1", "d2", EdgeKind.COPIED_FROM, "97 of 100 shingles", 0.9, 0.97, 0.4),),
            (Family("f1", ("d1", "d2")),),
        ),
        self_check=(SelfCheck("headline says 9, body 11", ((0, 4), (5, 9))),),
        cited=(cited,),
        sentences_checked=1,
        sentences=2,
        notes=("images",),
    )
