"""`tracewire follow`: a figure that the house keeps an eye on, with an owner who is told when it moves.

In: a `FollowRequest`. Out: the exit status. Figures are looked at whenever standing claims are (`tracewire reverify`,
its deployment), and here with `--look`.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from rich.text import Text

from flows.commands.explain import show
from flows.commands.progress import print_json, tell
from tasks.desk import MEMORY, Desk
from tasks.following import Told, begin, listed, look, stop, told_json
from tasks.reports.record import instant_text
from tasks.reports.safe import line
from tasks.settings import load
from tasks.trouble import Misconfigured

SHORT_ID_CHARS = 8


@dataclass(frozen=True, slots=True)
class FollowRequest:
    """What was asked for, as it was typed."""

    phrase: str | None = None
    owner: str = ""
    figure: float | None = None
    is_list: bool = False
    is_look: bool = False
    stop: str | None = None
    store: str | None = None
    as_json: bool = False
    config: Path | None = None


def run_follow(request: FollowRequest) -> int:
    """Begin, stop, list or look."""
    asked = [request.phrase is not None, request.is_list, request.is_look, request.stop is not None]
    if sum(asked) != 1:
        cause = "more than one thing is asked for" if sum(asked) else "no figure is named"
        step = 'Give one of: "killed, Port Halden" --owner NAME, --list, --look, --stop ID'
        raise Misconfigured("tracewire follow", cause, step)
    if request.store == MEMORY:
        raise Misconfigured("--store :memory:", "nothing is kept in it", "Give a file, or leave the option out")
    with Desk(load(request.config), request.store, flow="follow") as desk:
        if request.stop is not None:
            ended = stop(desk, request.stop)
            tell(f"stopped: “{line(ended.phrase)}” is no longer followed for {line(ended.owner)}.")
            return 0
        if request.phrase is not None:
            found: Sequence[Told] = (begin(desk, request.phrase, request.owner, request.figure),)
        else:
            found = look(desk) if request.is_look else listed(desk)
    if request.as_json:
        print_json([told_json(one) for one in found])
        return 0
    for one in found:
        show_told(one)
    if not found:
        tell("no followed figure has moved." if request.is_look else "nobody follows a figure yet.")
    return 0


def show_told(one: Told) -> None:
    """A followed figure for a person: whose it is, what moved, how it stands."""
    follow = one.follow
    house = f", house figure {follow.house:,.10g}" if follow.house is not None else ""
    show(Text(f"{follow.follow_id[:SHORT_ID_CHARS]}  “{line(follow.phrase)}” for {line(follow.owner)}{house}", "bold"))
    when = f" ({instant_text(one.found_at)})" if one.found_at else ""
    for alert in one.alerts:
        show(Text(f"    {alert.kind}: {line(alert.sentence, 600)}{when}", "yellow"))
    for words in one.lines:
        show(Text(f"    {line(words, 300)}"))
    if not one.state:
        show(Text("    no figure of it is held yet", "dim"))
