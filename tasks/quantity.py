"""The ledger of one quantity out of what is held: what `tracewire ledger` shows and what a follower is told by.

In: a phrase as it was read, an open store. Out: figures with their documents, and the ledger that they make. The store
narrows down by role and words; what a figure is of is decided by tasks/reports/ledger_match.py.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from tasks import pipeline
from tasks.lineage.copies import copy_edges
from tasks.lineage.origins import families
from tasks.lineage.people import with_people
from tasks.model import Claim, Document, Joining
from tasks.reports.ledger_lines import Ledger, build_ledger
from tasks.reports.ledger_match import Matched, Printed, is_about, matching
from tasks.reports.ledger_query import Wanted, read_phrase
from tasks.settings import Settings
from tasks.store.store import Store
from tasks.trouble import Misconfigured
from tasks.verdicts.retractions import TAKES_BACK


@dataclass(frozen=True, slots=True)
class HeldFigures:
    """What there is to look through: figures of the role, and documents that may take one back."""

    printed: tuple[Printed, ...]
    notices: dict[str, Document]
    joinings: tuple[Joining, ...] = ()


def wanted_of(phrase: str, settings: Settings) -> Wanted:
    """Read a phrase; Misconfigured where it names nothing that is counted."""
    wanted = read_phrase(phrase, settings.sources)
    if not wanted.roles and not wanted.nouns:
        raise Misconfigured(
            f"the phrase {phrase!r}", "names nothing that is counted", 'Write "killed, Port Halden" or the like'
        )
    return wanted


def stored(store: Store, wanted: Wanted) -> tuple[list[tuple[Claim, Document]], dict[str, Document]]:
    """The store's figures of the quantity (of the role alone, where none holds the words), and notices about them."""
    roles, nouns = wanted.stored_roles if wanted.roles else (), wanted.noun_prefixes
    found = list(store.figures(roles, nouns, [term.pattern for term in wanted.terms]))
    if not found:  # of the role alone, to be able to say which word nothing holds
        found = list(store.figures(roles, nouns, most=500))
    publishers = sorted({document.publisher for _, document in found if document.publisher})
    return found, store.notices(publishers, TAKES_BACK.pattern)


def figures_of(
    found: Sequence[tuple[Claim, Document]], notices: dict[str, Document], joinings: tuple[Joining, ...]
) -> HeldFigures:
    """Those of the claims that carry a figure."""
    printed = tuple(Printed(claim, claim.figure, document) for claim, document in found if claim.figure)
    return HeldFigures(printed, notices, joinings)


def ledger_in(store: Store, wanted: Wanted, settings: Settings) -> Ledger:
    """The ledger of what the store holds; without lines where nothing matches."""
    held = figures_of(*stored(store, wanted), store.joinings())
    matched, refused = matching(held.printed, wanted, settings.sources)
    return ledger_of(wanted, matched, refused, held, settings)


def ledger_of(
    wanted: Wanted,
    matched: Sequence[Matched],
    refused: Mapping[str, int],
    held: HeldFigures,
    settings: Settings,
) -> Ledger:
    """Put matched figures on their lines: copies count once, what was taken back is marked."""
    documents = {one.printed.document.document_id: one.printed.document for one in matched}
    copied = copy_edges(tuple(documents[key] for key in sorted(documents)), settings.rules, settings.sources)
    edges = with_people(copied, documents, held.joinings)
    family = {key: one.family_id for one in families(sorted(documents), edges) for key in one.documents}
    notices = held.notices
    about = [notices[key] for key in sorted(notices) if is_about(notices[key], wanted)]
    withdrawn = pipeline.withdrawals_of(about, settings)
    return build_ledger(
        wanted,
        matched,
        refused,
        family_of=lambda key: family.get(key, key),
        withdrawn=withdrawn,
        documents=documents,
        rules=settings.rules,
        sources=settings.sources,
    )
