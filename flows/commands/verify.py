"""`tracewire verify`: from arguments to verdicts on standard output, plainly or through the flow.

In: a `VerifyRequest`. Out: the exit status. What fails is named on standard error and costs only itself.
"""

import os
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from io import StringIO
from pathlib import Path

from flows.commands.progress import PIPED_COLUMNS, print_json, progress, tell
from flows.commands.server import HOW_TO_GET_UI, answers, server_address
from tasks.acquire.articles import STDIN, read_argument, sentence_page
from tasks.acquire.feeds.archive import archive_pages
from tasks.desk import Desk
from tasks.lineage.trace import Trace
from tasks.model import Published, RawPage, Verification, stated_end
from tasks.reading.published import parse_published, why_unread
from tasks.reports.record import record
from tasks.revisits import traced
from tasks.settings import Settings, load
from tasks.trouble import Misconfigured, Trouble, our_fault

HOW_TO_EXPLAIN = "`tracewire explain CLAIM` with the letters before a claim shows what is behind its verdict."


@dataclass(frozen=True, slots=True)
class VerifyRequest:
    """What was asked for, as it was typed."""

    articles: tuple[str, ...] = ()
    articles_file: Path | None = None
    published: str | None = None
    publisher: str | None = None
    url: str | None = None
    archives: tuple[Path, ...] = ()
    against: tuple[str, ...] = ()
    store: str | None = None
    as_of: str | None = None
    as_json: bool = False
    config: Path | None = None
    html: Path | None = None


class Failures:
    """Troubles told as they come; whether any cost an article decides the exit status."""

    def __init__(self) -> None:
        self.count = 0

    def article(self, trouble: Trouble) -> None:
        """An article could not be verified."""
        self.count += 1
        tell(trouble)

    @staticmethod
    def page(trouble: Trouble) -> None:
        """A reference page could not be read; the run goes on without it."""
        tell(f"left out: {trouble}")


def run_verify(request: VerifyRequest) -> int:
    """Verify everything that was asked for; returns the exit status."""
    if not request.articles and request.articles_file is None:
        raise Misconfigured("tracewire verify", "no article was given", "Give a URL, a file, - or --articles FILE.")
    writable("--html", request.html)
    settings = load(request.config)
    now = datetime.now(UTC)
    cut_off = cut_off_of(request.as_of, now)
    readable_date("--published", request.published, now)
    failures = Failures()
    address = answering_server()
    one_standard_input((*request.articles, *request.against))
    with Desk(settings, request.store, request.archives, request.against, now=now) as desk:
        gather_evidence(desk, cut_off)
        found = verified(desk, request, cut_off, failures, address)
        count = 0
        with progress("verifying articles") as done:
            for count, verification in enumerate(found, start=1):
                _show(verification, desk, as_json=request.as_json, with_ids=desk.path is not None)
                if request.html:
                    write_html(numbered(request.html, count), traced(verification, desk), desk)
                done(count)
    if not request.as_json and desk.path is not None and count:
        tell(HOW_TO_EXPLAIN)
    if not address and not request.as_json:
        tell(HOW_TO_GET_UI)
    return 1 if failures.count else 0


@dataclass(frozen=True, slots=True)
class CheckRequest:
    """One sentence, as it was typed."""

    sentence: str
    published: str | None = None
    publisher: str | None = None
    archives: tuple[Path, ...] = ()
    against: tuple[str, ...] = ()
    store: str | None = None
    as_of: str | None = None
    as_json: bool = False
    config: Path | None = None


def run_check(request: CheckRequest) -> int:
    """Judge one sentence; returns the exit status."""
    settings = load(request.config)
    now = datetime.now(UTC)
    cut_off = cut_off_of(request.as_of, now)
    readable_date("--published", request.published, now)
    page = sentence_page(request.sentence, published=request.published, publisher=request.publisher)
    one_standard_input(request.against)
    with Desk(settings, request.store, request.archives, request.against, flow="check", now=now) as desk:
        gather_evidence(desk, cut_off)
        verification = desk.verify(page, cut_off)
    if not verification.claims:
        raise Trouble("the sentence", "no figure, date, count or quotation was read in it", "Give one that states one")
    _show(verification, desk, as_json=request.as_json)
    return 0


def pages(request: VerifyRequest, settings: Settings, failures: Failures) -> Iterator[RawPage]:
    """Every article that was asked for, in the order given."""
    for argument in request.articles:
        try:
            yield from read_argument(
                argument,
                settings.limits,
                published=request.published,
                publisher=request.publisher,
                url=request.url,
                on_trouble=failures.article,
            )
        except Trouble as trouble:
            failures.article(trouble)
    if request.articles_file is not None:
        try:
            yield from archive_pages(request.articles_file, settings.limits, on_trouble=failures.article)
        except Trouble as trouble:
            failures.article(trouble)


def gather_evidence(desk: Desk, cut_off: datetime | None) -> None:
    """Poll the feeds that are due (not for a day in the past), then put all reference pages on their shelves."""
    if cut_off is None and desk.path is not None and desk.path.exists():
        from tasks.freshness import freshen  # noqa: PLC0415 -- without a store nothing is polled

        with progress("polling feeds that are due") as done:
            freshened = str(freshen(desk, done))
        if freshened:
            tell(freshened)
    with progress("reading reference pages") as done:
        desk.open_library(Failures.page, done)


def answering_server() -> str | None:
    """The address of the Prefect server to run through; one that is named and does not answer is told and passed by."""
    address = server_address()
    if address and not answers(address):
        tell(f"the Prefect server at {address} does not answer; running without it.")
        return None
    return address


def verified(
    desk: Desk, request: VerifyRequest, cut_off: datetime | None, failures: Failures, address: str | None
) -> Iterator[Verification]:
    """Verify and record every article that was asked for, through the flow where a server answers, else plainly."""
    if address:
        return _through_flow(desk, request, cut_off, address, failures)
    return _plainly(desk, request, cut_off, failures)


def _plainly(
    desk: Desk, request: VerifyRequest, cut_off: datetime | None, failures: Failures
) -> Iterator[Verification]:
    """What fails costs only itself."""
    for page in pages(request, desk.settings, failures):
        try:
            verification = desk.verify(page, cut_off)
            desk.record(verification)
        except Trouble as trouble:
            failures.article(trouble)
        except Exception as error:  # noqa: BLE001 -- a fault of ours costs one article, never the night
            failures.article(our_fault(page.url or page.source_id, error))
        else:
            yield verification


def _through_flow(
    desk: Desk, request: VerifyRequest, cut_off: datetime | None, address: str, failures: Failures
) -> Iterator[Verification]:
    os.environ["PREFECT_API_URL"] = address
    os.environ.setdefault("PREFECT_LOGGING_LEVEL", "WARNING")  # what happened is printed here, once
    from flows.verify import verify_page  # noqa: PLC0415 -- prefect costs 1.6 s that a plain run need not pay

    for page in pages(request, desk.settings, failures):
        try:
            yield verify_page(page, desk, cut_off)
        except Trouble as trouble:
            failures.article(trouble)
        except Exception as error:  # noqa: BLE001 -- a fault of ours, or the server's, costs one article
            failures.article(our_fault(page.url or page.source_id, error))


def write_html(path: Path, found: Trace, desk: Desk) -> None:
    """Write the report page of one article."""
    from tasks.report_files import report_of, write_page  # noqa: PLC0415 -- templates are only for who asks for a page

    write_page(path, report_of(found, desk))
    tell(f"wrote {path}")


def numbered(path: Path, count: int) -> Path:
    """The file of the first article, and `name-2.html` and so on for those after it."""
    return path if count == 1 else path.with_name(f"{path.stem}-{count}{path.suffix}")


def writable(option: str, path: Path | None) -> None:
    """Say so before the work rather than after it."""
    if path is None:
        return
    if path.is_dir():
        raise Misconfigured(f"{option} {path}", "is a folder", "Give the path of a file.")
    if not path.absolute().parent.is_dir():
        raise Misconfigured(f"{option} {path}", "its folder does not exist", "Make the folder, or give another file.")


def one_standard_input(arguments: Sequence[str]) -> None:
    """Raise Misconfigured where standard input is asked for twice."""
    if arguments.count(STDIN) > 1:
        raise Misconfigured("-", "standard input can be read once only", "Give one of them as a file")


def _show(verification: Verification, desk: Desk, *, as_json: bool, with_ids: bool = False) -> None:
    if as_json:
        print_json(record(verification))
        sys.stdout.flush()
        return
    from rich.console import Console  # noqa: PLC0415 -- JSON needs no terminal

    from tasks.reports.terminal import terminal  # noqa: PLC0415

    shown = terminal(verification, with_ids=with_ids, feeds=desk.feeds_current)
    if sys.stdout.isatty():
        Console(highlight=False).print(shown)
        return
    page = StringIO()
    Console(file=page, highlight=False, width=PIPED_COLUMNS).print(shown)
    # Padding is for a terminal's background; in a pipe it is noise at the end of every line.
    sys.stdout.write("".join(f"{row.rstrip()}\n" for row in page.getvalue().splitlines()))
    sys.stdout.flush()


def cut_off_of(as_of: str | None, now: datetime) -> datetime | None:
    """The instant given, or the last one of the day, month or year."""
    if as_of is None:
        return None
    published = readable_date("--as-of", as_of, now)
    if published is None:
        return None
    return stated_end(published)


def readable_date(option: str, raw: str | None, now: datetime) -> Published | None:
    """What a date given with an option means; raises Misconfigured where that is not certain."""
    if raw is None:
        return None
    published = parse_published(raw, "given", now=now)
    if published is None:
        raise Misconfigured(
            f"{option} {raw}",
            f"not a date that can be read for certain: {why_unread(raw, now=now)}",
            "Write 2025-09-05 or 2025-09-05T05:30:00-04:00.",
        )
    return published
