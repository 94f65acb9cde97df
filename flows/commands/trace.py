"""`tracewire trace`: where an article and its claims came from, on the road that `verify` takes.

In: a `TraceRequest`. Out: the exit status. The article is read, searched for, traced and kept exactly as by `verify`;
only what is shown differs: a tree, JSON, mermaid, and files with a drawing (SVG) or the provenance (PROV-JSON).
"""

import sys
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from flows.commands.progress import PIPED_COLUMNS, print_json, progress, tell
from flows.commands.verify import (
    Failures,
    VerifyRequest,
    answering_server,
    cut_off_of,
    gather_evidence,
    numbered,
    one_standard_input,
    readable_date,
    verified,
    writable,
    write_html,
)
from tasks.desk import Desk
from tasks.lineage.trace import Trace
from tasks.reports.lineage_mermaid import lineage_mermaid
from tasks.reports.lineage_svg import lineage_svg
from tasks.reports.trace_record import trace_record
from tasks.revisits import traced
from tasks.settings import load
from tasks.trouble import Misconfigured, Unavailable


@dataclass(frozen=True, slots=True)
class TraceRequest:
    """What was asked for, as it was typed; `articles` holds what it shares with `verify`."""

    articles: VerifyRequest
    as_mermaid: bool = False
    svg: Path | None = None
    prov: Path | None = None


def run_trace(request: TraceRequest) -> int:
    """Trace everything that was asked for; returns the exit status."""
    asked = request.articles
    if not asked.articles and asked.articles_file is None:
        raise Misconfigured("tracewire trace", "no article was given", "Give a URL, a file, - or --articles FILE.")
    if asked.as_json and request.as_mermaid:
        raise Misconfigured("tracewire trace", "--json and --mermaid are both asked for", "Give one of them.")
    for option, path in (("--svg", request.svg), ("--prov", request.prov), ("--html", asked.html)):
        writable(option, path)
    settings = load(asked.config)
    now = datetime.now(UTC)
    cut_off = cut_off_of(asked.as_of, now)
    readable_date("--published", asked.published, now)
    failures = Failures()
    address = answering_server()
    one_standard_input((*asked.articles, *asked.against))
    with Desk(settings, asked.store, asked.archives, asked.against, flow="trace", now=now) as desk:
        gather_evidence(desk, cut_off)
        with progress("tracing articles") as done:
            for count, verification in enumerate(verified(desk, asked, cut_off, failures, address), start=1):
                found = traced(verification, desk)
                _show(found, request)
                _write(found, request, count)
                if asked.html:
                    write_html(numbered(asked.html, count), found, desk)
                done(count)
    return 1 if failures.count else 0


def _show(found: Trace, request: TraceRequest) -> None:
    if request.articles.as_json:
        print_json(trace_record(found))
        sys.stdout.flush()
        return
    if request.as_mermaid:
        sys.stdout.write(lineage_mermaid(found) + "\n")
        return
    from rich.console import Console  # noqa: PLC0415 -- JSON needs no terminal

    from tasks.reports.tree import tree  # noqa: PLC0415

    width = None if sys.stdout.isatty() else PIPED_COLUMNS
    Console(highlight=False, width=width).print(tree(found))


def _write(found: Trace, request: TraceRequest, count: int) -> None:
    """The files that were asked for: one an article, numbered from the second on."""
    written: list[tuple[Path | None, Callable[[Trace], str]]] = [(request.svg, lineage_svg), (request.prov, _prov)]
    for path, render in written:
        if path is None:
            continue
        target = numbered(path, count)
        try:
            target.write_text(render(found), encoding="utf-8", errors="backslashreplace")
        except OSError as error:
            raise Unavailable(str(target), f"cannot be written: {error.strerror}", "Give another file") from error
        tell(f"wrote {target}")


def _prov(found: Trace) -> str:
    from tasks.reports.prov import prov_json  # noqa: PLC0415 -- the prov package is only for who asks for it

    return prov_json(found)
