"""`tracewire ledger "killed, North Korean troops"`: every figure ever read for one quantity, a line a counter.

In: a phrase, a store or archives. Out: the exit status: 1 where nothing matches, with the word that nothing holds.
"""

import json
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from flows.commands.explain import show
from flows.commands.progress import PIPED_COLUMNS, progress, tell
from tasks import pipeline
from tasks.desk import Desk
from tasks.lineage.copies import copy_edges
from tasks.lineage.origins import families
from tasks.lineage.people import with_people
from tasks.model import Claim, Document, Joining
from tasks.reports.ledger_lines import Ledger, build_ledger
from tasks.reports.ledger_match import Matched, Printed, is_about, matching
from tasks.reports.ledger_query import Wanted, read_phrase
from tasks.settings import Settings, load
from tasks.store.store import Store
from tasks.trouble import Misconfigured, Trouble, Unavailable
from tasks.verdicts.retractions import TAKES_BACK

MAX_CHART_COLUMNS = 110


@dataclass(frozen=True, slots=True)
class LedgerRequest:
    """What was asked for, as it was typed."""

    phrase: str
    archives: tuple[Path, ...] = ()
    store: str | None = None
    svg: Path | None = None
    as_json: bool = False
    config: Path | None = None


@dataclass(frozen=True, slots=True)
class _Held:
    """What there is to look through: figures of the role, and documents that may take one back."""

    printed: tuple[Printed, ...]
    notices: dict[str, Document]
    joinings: tuple[Joining, ...] = ()


def run_ledger(request: LedgerRequest) -> int:
    """Show the ledger; returns the exit status."""
    settings = load(request.config)
    wanted = read_phrase(request.phrase, settings.sources)
    if not wanted.roles and not wanted.nouns:
        raise Misconfigured(
            f"the phrase {request.phrase!r}", "names nothing that is counted", 'Write "killed, Port Halden" or the like'
        )
    with Desk(settings, request.store, request.archives, flow="ledger") as desk:
        held = _held(desk, wanted)
    matched, refused = matching(held.printed, wanted, settings.sources)
    if not matched:
        raise Trouble(f"the phrase {wanted.phrase!r}", *_why_none(held.printed, wanted, settings))
    ledger = _ledger(wanted, matched, refused, held, settings)
    if request.svg:
        _write_svg(ledger, request.svg)
    if request.as_json:
        from tasks.reports.ledger_view import ledger_json  # noqa: PLC0415 -- with what it prints

        sys.stdout.write(json.dumps(ledger_json(ledger), ensure_ascii=False) + "\n")
        return 0
    from rich.console import Console  # noqa: PLC0415 -- JSON needs no terminal

    from tasks.reports.ledger_view import ledger_view  # noqa: PLC0415

    width = Console().width if sys.stdout.isatty() else PIPED_COLUMNS
    show(ledger_view(ledger, min(width, MAX_CHART_COLUMNS)))
    return 0


def _held(desk: Desk, wanted: Wanted) -> _Held:
    """The store's figures, where there is one, and those of the archives, each document once."""
    if not desk.archives and (desk.path is None or not desk.path.exists()):
        raise Trouble(
            str(desk.path or desk.store_path),
            "there is no store yet",
            "Run `tracewire refresh`, or give --archive PAGES",
        )
    found: list[tuple[Claim, Document]] = []
    notices: dict[str, Document] = {}
    joinings: tuple[Joining, ...] = ()
    if desk.path is not None and desk.path.exists():
        with Store.open(desk.path) as store:
            found, notices = _stored(store, wanted)
            joinings = store.joinings()
    known = {document.document_id for _, document in found}
    with progress("reading pages") as done:
        for document in desk.archived(lambda trouble: tell(f"left out: {trouble}"), done):
            if TAKES_BACK.search(document.text):
                notices.setdefault(document.document_id, document)
            if document.document_id not in known:
                known.add(document.document_id)
                found += [(claim, document) for claim in pipeline.extract_claims(document, desk.settings).claims]
    return _Held(tuple(Printed(c, c.figure, document) for c, document in found if c.figure), notices, joinings)


def _stored(store: Store, wanted: Wanted) -> tuple[list[tuple[Claim, Document]], dict[str, Document]]:
    roles, nouns = wanted.stored_roles if wanted.roles else (), wanted.noun_prefixes
    found = list(store.figures(roles, nouns, [term.pattern for term in wanted.terms]))
    if not found:  # of the role alone, to be able to say which word nothing holds
        found = list(store.figures(roles, nouns, most=500))
    publishers = sorted({document.publisher for _, document in found if document.publisher})
    return found, store.notices(publishers, TAKES_BACK.pattern)


def _ledger(
    wanted: Wanted,
    matched: Sequence[Matched],
    refused: Mapping[str, int],
    held: _Held,
    settings: Settings,
) -> Ledger:
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


def _why_none(printed: Sequence[Printed], wanted: Wanted, settings: Settings) -> tuple[str, str]:
    """The cause and the next step, where no figure matches."""
    counted = ", ".join(wanted.roles) or ", ".join(sorted(wanted.nouns))
    if not printed:
        return f"no figure of “{counted}” is held", "Run `tracewire refresh`, or give --archive PAGES"
    _, refused = matching(printed, wanted, settings.sources)
    if not refused:
        return f"no figure of “{counted}” is held", "Name what is counted first: killed, injured, deployed, a noun"
    reason, count = max(refused.items(), key=lambda pair: pair[1])
    cause = f"of {sum(refused.values())} figures of “{counted}” none matches ({count} {reason})"
    return cause, "Leave a word out, or use the word that the pages print"


def _write_svg(ledger: Ledger, path: Path) -> None:
    from tasks.reports.step_svg import svg_chart  # noqa: PLC0415 -- only where it is asked for

    try:
        path.write_text(svg_chart(ledger), encoding="utf-8")
    except OSError as error:
        raise Unavailable(str(path), f"cannot be written: {error.strerror}", "Give another file with --svg") from error
    tell(f"{path}: the chart")
