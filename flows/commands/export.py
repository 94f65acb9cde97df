"""`tracewire export`: reviewed verdicts as ClaimReview, a JSON object a line.

In: whose word it is, which verdicts. Out: the exit status. Only verdicts that a person confirmed, unless all are asked
for: then standard error says that they are leads of a machine.
"""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from flows.commands.explain import opened
from flows.commands.progress import print_json, tell
from tasks.model import Verification
from tasks.report_files import page_address
from tasks.reports.claim_review import Author, claim_review
from tasks.settings import Settings, load
from tasks.store.store import Store
from tasks.trouble import Misconfigured
from tasks.vocabulary import Review, VerdictLabel

MOST = 10_000


@dataclass(frozen=True, slots=True)
class ExportRequest:
    """What was asked for, as it was typed."""

    author: str = ""
    with_machine: bool = False
    author_type: str = "Organization"
    store: str | None = None
    config: Path | None = None


def run_export(request: ExportRequest) -> int:
    """Print them, the oldest word first."""
    settings = load(request.config)
    author = _author(request, settings)
    count = 0
    with opened(settings, request.store) as store:
        for verdict_id, reviewed_at in _chosen(store, with_machine=request.with_machine):
            verification = store.verification_with(verdict_id)
            if verification is None:
                continue
            verdict = next(one for one in verification.verdicts if one.verdict_id == verdict_id)
            if verdict.label in {VerdictLabel.NOT_CHECKABLE, VerdictLabel.UNVERIFIED}:
                continue
            written = claim_review(
                verification, verdict, author=author, reviewed_at=reviewed_at, url=_served(verification, settings)
            )
            print_json(written)
            count += 1
    if not count:
        tell("nothing to export: no verdict is confirmed yet (tracewire review CLAIM --confirm --by NAME).")
    elif request.with_machine:
        tell(f"{count} verdicts; what no person confirmed is a lead of a machine, not a review.")
    return 0


def _author(request: ExportRequest, settings: Settings) -> Author:
    """Who answers for the reviews: the one named, else the publisher of the settings."""
    publisher = settings.publisher
    name = " ".join(request.author.split()) or publisher.name
    if not name:
        raise Misconfigured(
            "tracewire export",
            "whose word is it?",
            "Give --author, the newsroom that answers for it, or [publisher] name in settings.toml.",
        )
    is_configured = name == publisher.name
    return Author(name, publisher.type, publisher.url or None) if is_configured else Author(name, request.author_type)


def _served(verification: Verification, settings: Settings) -> str | None:
    """Where the report is reached on the web; a file of this machine is no address for others."""
    address = page_address(verification.document, settings)
    return address if address and address.startswith("http") else None


def _chosen(store: Store, *, with_machine: bool) -> list[tuple[str, datetime]]:
    """A verdict that anybody overrules is no review to publish, and neither is one that a later verdict replaced."""
    words = [word for word in store.last_words() if word.verdict_id in store.standing.versions(word.claim_id)[:1]]
    overruled = {word.verdict_id for word in words if word.review == Review.OVERRULED}
    chosen = {word.verdict_id: word.reviewed_at for word in words if word.verdict_id not in overruled}
    if with_machine:
        for judged in store.newest_verdicts(limit=MOST):
            if judged.verdict_id not in overruled and judged.judged_at is not None:
                chosen.setdefault(judged.verdict_id, judged.judged_at)
    return sorted(chosen.items(), key=lambda pair: (pair[1], pair[0]))
