"""Verbs of the `tracewire` command that run by themselves or speak of what did: `up`, `nightly`, `digest`."""

from typing import Annotated

import typer

from flows.options import Config, StoreFile


def up(
    host: Annotated[str, typer.Option(help="Address to listen at; 127.0.0.1 is this machine only.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(help="Port of the Prefect server and its UI.")] = 4200,
    reports_port: Annotated[int, typer.Option(help="Port of the report pages.")] = 4201,
    config: Config = None,
) -> None:
    """Start the Prefect server if none is there, serve all deployments and the report pages, until Ctrl-C."""
    from flows.commands.up import UpRequest, run_up  # noqa: PLC0415 -- help must not wait for imports

    raise typer.Exit(run_up(UpRequest(host, port, reports_port, config)))


def nightly(
    config: Config = None,
    store: StoreFile = None,
    with_refresh: Annotated[
        bool, typer.Option("--refresh/--no-refresh", help="Poll the feeds that are due before anything is verified.")
    ] = True,
) -> None:
    """Poll the feeds and verify every new article of the watched ones; a killed night goes on where it was."""
    from flows.commands.nightly import run_nightly  # noqa: PLC0415 -- help must not wait for imports

    raise typer.Exit(run_nightly(config, store, with_refresh=with_refresh))


def digest(
    send: Annotated[bool, typer.Option("--send", help="Send it by the roads that settings.toml names.")] = False,
    dismiss: Annotated[str | None, typer.Option(help="Put this item away; needs --by and --reason.")] = None,
    snooze: Annotated[str | None, typer.Option(help="Put this item off; needs --until, --by and --reason.")] = None,
    until: Annotated[str | None, typer.Option(help="When it comes back: 2026-01-31, or with time and offset.")] = None,
    by: Annotated[str, typer.Option(help="Who decides.")] = "",
    reason: Annotated[str, typer.Option(help="Why.")] = "",
    store: StoreFile = None,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object, and nothing else.")] = False,
    config: Config = None,
) -> None:
    """Show what needs a person, by story and figure, ours first; also writes it as a page beside the reports."""
    from flows.commands.digest import DigestRequest, run_digest  # noqa: PLC0415 -- help must not wait for imports

    request = DigestRequest(send, dismiss, snooze, until, by, reason, store, as_json, config)
    raise typer.Exit(run_digest(request))
