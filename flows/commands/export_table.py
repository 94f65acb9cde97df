"""`tracewire export --format csv|parquet`: claims with their verdicts as one table, for spreadsheets and analysis.

In: a `TableRequest`. Out: the exit status. An existing file is left alone without `--force`.
"""

import shutil
import sys
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from flows.commands.explain import opened
from flows.commands.progress import tell
from flows.commands.verify import readable_date, writable
from tasks.desk import Desk
from tasks.settings import load
from tasks.store.export_table import Chosen, Format, write_table
from tasks.store.store import Store
from tasks.trouble import Misconfigured, Trouble

STDOUT: Final = Path("-")


@dataclass(frozen=True, slots=True)
class TableRequest:
    """What was asked for, as it was typed."""

    kind: Format
    output: Path
    since: str | None = None
    article: str | None = None
    reviewed_only: bool = False
    force: bool = False
    store: str | None = None
    config: Path | None = None


def run_table(request: TableRequest) -> int:
    """Write what was chosen; returns the exit status."""
    settings = load(request.config)
    _free(request.output, force=request.force)
    if request.kind == "parquet" and request.output == STDOUT and sys.stdout.isatty():
        raise Misconfigured("-o -", "a terminal cannot show Parquet", "Give a file")
    since = readable_date("--since", request.since, datetime.now(UTC))
    with opened(settings, request.store) as held:  # also brings an older store up to date
        articles = None if request.article is None else _articles(held, request.article)
    path = Desk(settings, request.store).path
    assert path is not None
    count = _write(request, path, Chosen(None if since is None else since.instant, articles, request.reviewed_only))
    tell(f"{count:,} claims exported{'' if request.output == STDOUT else f' to {request.output}'}.")
    return 0


def _free(output: Path, *, force: bool) -> None:
    """Misconfigured where the file cannot be written, or is there already and nobody said that it may go."""
    if output == STDOUT:
        return
    writable("-o", output)
    if output.exists() and not force:
        raise Misconfigured(f"-o {output}", "is there already", "Give another file, or --force to write over it")


def _articles(store: Store, name: str) -> tuple[str, ...]:
    found = tuple(document.document_id for document in store.documents_named(name))
    if not found:
        raise Trouble(f"article {name}", "the store holds none of that address or id", "`tracewire explain` lists some")
    return found


def _write(request: TableRequest, store: Path, chosen: Chosen) -> int:
    if request.output != STDOUT:
        return write_table(store, request.output, request.kind, chosen)
    with TemporaryDirectory(prefix="tracewire-") as folder:
        file = Path(folder) / f"claims.{request.kind}"
        count = write_table(store, file, request.kind, chosen)
        with file.open("rb") as written:
            shutil.copyfileobj(written, sys.stdout.buffer)
    sys.stdout.flush()
    return count
