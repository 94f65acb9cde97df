"""Verbs of the `tracewire` command about where evidence comes from: `init`, and `feeds` with its own three."""

from pathlib import Path
from typing import Annotated

import typer

from flows.options import Config

feeds = typer.Typer(name="feeds", help="Look at the configured feeds, or add one.", no_args_is_help=True)

Names = Annotated[list[str] | None, typer.Argument(help="Names of feeds; all that are enabled if none is given.")]
AsJson = Annotated[bool, typer.Option("--json", help="One JSON list, and nothing else.")]


@feeds.command("list")
def list_feeds(as_json: AsJson = False, config: Config = None) -> None:
    """Name every configured feed."""
    from flows.commands.feeds import run_feeds_list  # noqa: PLC0415 -- help must not wait for imports

    raise typer.Exit(run_feeds_list(config, as_json=as_json))


@feeds.command()
def check(names: Names = None, as_json: AsJson = False, config: Config = None) -> None:
    """Ask each feed once: does it answer, how new is it, are its dates sane, does it credit? Nothing is stored."""
    from flows.commands.feeds import run_feeds_check  # noqa: PLC0415 -- help must not wait for imports

    raise typer.Exit(run_feeds_check(config, names or [], as_json=as_json))


@feeds.command()
def add(
    url: Annotated[str, typer.Argument(help="Address of a feed, or of a page that names one.")],
    name: Annotated[str, typer.Option(help="What it is called in reports; the publisher if not given.")] = "",
    publisher: Annotated[str, typer.Option(help="Whose words its items are; the feed's title if not given.")] = "",
    role: Annotated[str, typer.Option(help="reference (evidence), watch (checked at night) or both.")] = "reference",
    tier: Annotated[int, typer.Option(help="1 record, 2 agency or broadcaster, 3 other, 4 aggregator.")] = 3,
    config: Config = None,
) -> None:
    """Find the feed at an address, or of a page, and add it to feeds.toml; its comments stay."""
    from flows.commands.feeds import AddRequest, run_feeds_add  # noqa: PLC0415 -- help must not wait for imports

    raise typer.Exit(run_feeds_add(AddRequest(url, name, publisher, role, tier, config)))


def init(
    folder: Annotated[Path, typer.Argument(help="Folder for the four files; made where there is none.")],
    backfill: Annotated[
        list[str] | None,
        typer.Option(help="An archive (file, folder) or the address of a sitemap to begin with. Repeatable."),
    ] = None,
) -> None:
    """Write a commented configuration of your own into a folder; nothing is ever overwritten."""
    from flows.commands.feeds import run_init  # noqa: PLC0415 -- help must not wait for imports

    raise typer.Exit(run_init(folder, backfill or []))
