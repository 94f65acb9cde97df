"""Verbs of the `tracewire` command that look after what is kept: `pack` for others."""

from pathlib import Path
from typing import Annotated

import typer

from flows.options import Config, StoreFile


def pack(
    what: Annotated[
        str | None,
        typer.Argument(help="A verified article, by its address or id, or a run by its id.", show_default=False),
    ] = None,
    to: Annotated[Path | None, typer.Option("--to", help="Folder or .zip file to make; must not be there yet.")] = None,
    with_notes: Annotated[
        bool, typer.Option("--with-notes", help="Internal notes as well: reviews and joinings, with names.")
    ] = False,
    timestamp: Annotated[
        str | None, typer.Option("--timestamp", help="Address of an RFC 3161 authority that stamps the manifest.")
    ] = None,
    verify: Annotated[
        Path | None, typer.Option("--verify", help="Check a pack: names each file that differs, is missing or extra.")
    ] = None,
    tsa_certificate: Annotated[
        Path | None,
        typer.Option("--tsa-certificate", help="PEM of the authority's root, to check a time stamp's signature too."),
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="With --verify: one JSON object, and nothing else.")] = False,
    store: StoreFile = None,
    config: Config = None,
) -> None:
    """Pack an article with all that its verdicts rest on: report, records, searches, bytes of every page, hashes."""
    from flows.commands.pack import PackRequest, run_pack  # noqa: PLC0415 -- help must not wait for imports

    request = PackRequest(what, to, with_notes, timestamp, verify, tsa_certificate, as_json, store, config)
    raise typer.Exit(run_pack(request))
