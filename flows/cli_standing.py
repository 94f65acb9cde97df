"""Verbs of the `tracewire` command that speak of verdicts after the day they were given."""

from typing import Annotated

import typer

from flows.options import Config, StoreFile


def reverify(
    since: Annotated[
        str | None,
        typer.Option(help="Evidence from then on is new: 2026-01-31, or unit:812; else since the last time."),
    ] = None,
    store: StoreFile = None,
    as_json: Annotated[
        bool, typer.Option("--json", help="One JSON list of changed verdicts, and nothing else.")
    ] = False,
    config: Config = None,
) -> None:
    """Judge standing verdicts again where new evidence may speak to them, and say what changed and why."""
    from flows.commands.standing import run_reverify  # noqa: PLC0415 -- help must not wait for imports

    raise typer.Exit(run_reverify(since, config, store, as_json=as_json))


def rejudge(
    since: Annotated[str | None, typer.Option(help="Every article verified from then on: 2026-01-31.")] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Compare only; record nothing.")] = False,
    store: StoreFile = None,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object, and nothing else.")] = False,
    config: Config = None,
) -> None:
    """Judge verified articles again after rules or the reader changed, and hold old verdicts beside new ones."""
    from flows.commands.standing import RejudgeRequest, run_rejudge  # noqa: PLC0415 -- see above

    raise typer.Exit(run_rejudge(RejudgeRequest(since, dry_run, store, as_json, config)))


def history(
    claim: Annotated[str, typer.Argument(help="Id of a claim, or its first letters.")],
    as_of: Annotated[
        str | None,
        typer.Option("--as-of", help="Only what had been said by then: 2025-09-05, or with time and offset."),
    ] = None,
    store: StoreFile = None,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object, and nothing else.")] = False,
    config: Config = None,
) -> None:
    """Show every verdict of a claim with its day, the newest first, and what changed between them."""
    from flows.commands.standing import run_history  # noqa: PLC0415 -- see above

    raise typer.Exit(run_history(claim, config, store, as_json=as_json, as_of=as_of))


def follow(
    phrase: Annotated[
        str | None,
        typer.Argument(help='What is counted, of whom, where: "killed, Port Halden".', show_default=False),
    ] = None,
    owner: Annotated[str, typer.Option(help="Whose figure it is: who is told when it moves.")] = "",
    figure: Annotated[
        float | None, typer.Option(help="The figure that the house prints, held beside the counters'.")
    ] = None,
    is_list: Annotated[bool, typer.Option("--list", help="What is followed, and how it stood last.")] = False,
    is_look: Annotated[bool, typer.Option("--look", help="Look now, and show what moved.")] = False,
    stop: Annotated[str | None, typer.Option(help="Follow it no more: its id, or its phrase.")] = None,
    store: StoreFile = None,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON list, and nothing else.")] = False,
    config: Config = None,
) -> None:
    """Follow a figure: its owner is told when a counter moves it, counters part, or it is taken back."""
    from flows.commands.follow import FollowRequest, run_follow  # noqa: PLC0415 -- see above

    raise typer.Exit(run_follow(FollowRequest(phrase, owner, figure, is_list, is_look, stop, store, as_json, config)))
