"""`tracewire ledger "killed, North Korean troops"`: every figure ever read for one quantity, a line a counter.

In: a phrase, a store or archives. Out: the exit status: 1 where nothing matches, with the word that nothing holds.
"""

import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from flows.commands.explain import show
from flows.commands.progress import PIPED_COLUMNS, print_json, progress, tell
from tasks import pipeline
from tasks.desk import Desk
from tasks.model import Claim, Document, Joining
from tasks.quantity import HeldFigures, figures_of, ledger_of, stored, wanted_of
from tasks.reports.ledger_lines import Ledger
from tasks.reports.ledger_match import Printed, matching
from tasks.reports.ledger_query import Wanted
from tasks.settings import Settings, load
from tasks.store.store import Store
from tasks.trouble import Trouble, Unavailable
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


def run_ledger(request: LedgerRequest) -> int:
    """Show the ledger; returns the exit status."""
    settings = load(request.config)
    wanted = wanted_of(request.phrase, settings)
    with Desk(settings, request.store, request.archives, flow="ledger") as desk:
        held = _held(desk, wanted)
    matched, refused = matching(held.printed, wanted, settings.sources)
    if not matched:
        raise Trouble(f"the phrase {wanted.phrase!r}", *_why_none(held.printed, wanted, settings))
    ledger = ledger_of(wanted, matched, refused, held, settings)
    if request.svg:
        _write_svg(ledger, request.svg)
    if request.as_json:
        from tasks.reports.ledger_view import ledger_json  # noqa: PLC0415 -- with what it prints

        print_json(ledger_json(ledger))
        return 0
    from rich.console import Console  # noqa: PLC0415 -- JSON needs no terminal

    from tasks.reports.ledger_view import ledger_view  # noqa: PLC0415

    width = Console().width if sys.stdout.isatty() else PIPED_COLUMNS
    show(ledger_view(ledger, min(width, MAX_CHART_COLUMNS)))
    return 0


def _held(desk: Desk, wanted: Wanted) -> HeldFigures:
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
            found, notices = stored(store, wanted)
            joinings = store.joinings()
    known = {document.document_id for _, document in found}
    with progress("reading pages") as done:
        for document in desk.archived(lambda trouble: tell(f"left out: {trouble}"), done):
            if TAKES_BACK.search(document.text):
                notices.setdefault(document.document_id, document)
            if document.document_id not in known:
                known.add(document.document_id)
                found += [(claim, document) for claim in pipeline.extract_claims(document, desk.settings).claims]
    return figures_of(found, notices, joinings)


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
