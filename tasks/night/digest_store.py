"""What the digest is made from and what is kept of it: from the store, and back into it.

In: an open store, settings, an instant. Out: leads, earlier items, decisions, failures, quiet feeds. With a lead comes
what people said of earlier verdicts of its claim; the digest decides whether to ask them again.
"""

import json
from collections.abc import Sequence
from dataclasses import asdict, replace
from datetime import datetime, timedelta

from tasks.lineage.origins import families
from tasks.lineage.voices import voice_of
from tasks.model import Claim, Document, Lineage, Verdict
from tasks.report_files import page_address
from tasks.reports.digest_model import Decision, Digest, Kept, Lead, Quiet, Reviewed, ShownBefore
from tasks.settings import Settings
from tasks.store.records import DigestDecision, DigestItem, FeedPoll
from tasks.store.store import Store
from tasks.store.unit import Unit
from tasks.vocabulary import EdgeKind

JOINING = frozenset({EdgeKind.COPIED_FROM, EdgeKind.REWRITTEN_FROM})


def leads_of(store: Store, settings: Settings, since: datetime) -> tuple[Lead, ...]:
    """The claims of watched articles whose newest verdict, not older than that, needs a person."""
    claims = store.needing(since=since)
    words = store.last_words([claim.claim_id for claim in claims.values()])
    verdicts = store.verdicts_by_id(sorted({*claims, *(word.verdict_id for word in words)}))
    ids = {claim.document_id for claim in claims.values()}
    ids |= {match.document_id for verdict in verdicts.values() for match in verdict.matches}
    documents = store.documents(sorted(ids))
    edges = tuple(edge for edge in store.edges_around(sorted(ids)) if {edge.from_id, edge.to_id} <= ids)
    lineage = Lineage(edges=edges, families=families(sorted(ids), edges))
    found = []
    for key, claim in claims.items():
        if key not in verdicts or claim.document_id not in documents:
            continue
        lead = _lead(claim, verdicts[key], documents, lineage, settings)
        reviewed = (
            Reviewed(_lead(claim, verdicts[word.verdict_id], documents, lineage, settings), word)
            for word in words
            if word.claim_id == claim.claim_id and word.verdict_id in verdicts
        )
        found.append(replace(lead, reviewed=tuple(reviewed)))
    return tuple(sorted(found, key=lambda lead: (lead.document.document_id, lead.claim.start, lead.claim.claim_id)))


def _lead(claim: Claim, verdict: Verdict, documents: dict[str, Document], lineage: Lineage, settings: Settings) -> Lead:
    matches = [match for match in verdict.matches if match.document_id in documents]
    around = {match.document_id: documents[match.document_id] for match in matches}
    roots = {key: lineage.family_of(key) for key in (*around, claim.document_id)}
    document = documents[claim.document_id]
    return Lead(
        claim=claim,
        verdict=verdict,
        document=document,
        evidence=around,
        voices={match.document_id: voice_of(match, roots, documents, settings.sources) for match in matches},
        families=roots,
        page=page_address(document, settings),
    )


def shown_before(store: Store, since: datetime) -> tuple[ShownBefore, ...]:
    """What earlier digests showed, the newest first."""
    return tuple(ShownBefore(_kept(row.item), row.made_at) for row in store.digest_items(since=since))


def decisions_of(store: Store) -> tuple[Decision, ...]:
    """What people dismissed or put off, oldest first."""
    return tuple(
        Decision(_kept(row.item), row.decision, row.decided_by, row.reason, row.decided_at, row.until)
        for row in store.digest_decisions()
    )


def put_digest(unit: Unit, digest: Digest) -> None:
    """Keep what was shown, so that the next digest knows what is new."""
    for item in digest.items:
        unit.put_digest_item(DigestItem(item.item_id, digest.made_at, _text(item.kept)))


def put_decision(unit: Unit, decision: Decision) -> None:
    """Keep what a person said of an item."""
    unit.put_digest_decision(
        DigestDecision(
            item_id=decision.kept.item_id,
            decision=decision.decision,
            decided_by=decision.by,
            reason=decision.reason,
            until=decision.until,
            decided_at=decision.at,
            item=_text(decision.kept),
        )
    )


def quiet_feeds(store: Store, settings: Settings, now: datetime) -> tuple[Quiet, ...]:
    """Enabled feeds that failed last, were never polled, or brought nothing for longer than the settings allow."""
    polls, newest = store.last_polls(), store.newest_items()
    patience = timedelta(hours=settings.digest.quiet_hours)
    return tuple(
        Quiet(feed.name, why)
        for feed in settings.feeds
        if feed.enabled and (why := _why_quiet(polls.get(feed.name), newest.get(feed.name), patience, now))
    )


def _why_quiet(last: FeedPoll | None, newest: datetime | None, patience: timedelta, now: datetime) -> str:
    if last is None:
        return "never polled"
    if last.status == "error":
        times = f", {last.failures} times in a row" if last.failures > 1 else ""
        return f"failed{times}: {(last.trouble or 'no cause was given').removeprefix(f'{last.feed}: ')}"
    if newest is None:
        return "has brought nothing yet"
    if now - newest > patience:
        return f"nothing new since {newest.day} {newest:%B, %H:%M} UTC"
    return ""


def _text(kept: Kept) -> str:
    return json.dumps(asdict(kept), ensure_ascii=False, sort_keys=True)


def _kept(text: str) -> Kept:
    parts = json.loads(text)
    lists: dict[str, tuple[str, ...]] = {
        name: tuple(parts[name]) for name in ("articles", "evidence", "origins", "values")
    }
    return Kept(item_id=parts["item_id"], figure=parts["figure"], **lists)


def item_named(shown: Sequence[ShownBefore], prefix: str) -> tuple[Kept, ...]:
    """The items whose id begins like this, each as it was shown last."""
    found: dict[str, Kept] = {}
    for one in shown:
        if one.kept.item_id.startswith(prefix):
            found.setdefault(one.kept.item_id, one.kept)
    return tuple(found.values())
