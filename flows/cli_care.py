"""Verbs of the `tracewire` command that look after what is kept: `pack` for others, `hold` and `forget`."""

from pathlib import Path
from typing import Annotated

import typer

from flows.options import Config, StoreFile
from tasks.trouble import Misconfigured


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


def hold(
    what: Annotated[
        str | None,
        typer.Argument(help="A page's address, or words that every page of a story holds.", show_default=False),
    ] = None,
    owner: Annotated[str, typer.Option(help="Who wants it kept, or lets go of it.")] = "",
    reason: Annotated[str, typer.Option(help="Why.")] = "",
    release: Annotated[str | None, typer.Option("--release", help="Let go of a hold, by its id or words.")] = None,
    as_list: Annotated[
        bool, typer.Option("--list", help="List what is on hold; so it does without arguments.")
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help="With --list: one JSON list, and nothing else.")] = False,
    store: StoreFile = None,
    config: Config = None,
) -> None:
    """Keep a page, or everything of a story: retention lets none of its bytes go, and `forget` asks before it does."""
    from flows.commands.care import HoldRequest, run_hold  # noqa: PLC0415 -- help must not wait for imports

    if as_list and (what or release):
        raise Misconfigured("--list", "only lists", "Leave it out to hold or release something")
    raise typer.Exit(run_hold(HoldRequest(what, owner, reason, release, as_json, store, config)))


def forget(
    address: Annotated[str, typer.Argument(help="Address of the page.")],
    reason: Annotated[str, typer.Option(help="Why; it stands where the text stood.")] = "",
    by: Annotated[str, typer.Option(help="Who decided it; else the name that you are logged in with.")] = "",
    despite_hold: Annotated[
        bool, typer.Option("--despite-hold", help="Also what is on hold: a legal demand outranks it.")
    ] = False,
    store: StoreFile = None,
    config: Config = None,
) -> None:
    """Remove a page's text on legal demand from everything that is kept; says so wherever a verdict rests on it."""
    from flows.commands.care import ForgetRequest, run_forget  # noqa: PLC0415 -- help must not wait for imports

    raise typer.Exit(run_forget(ForgetRequest(address, reason, by, despite_hold, store, config)))
