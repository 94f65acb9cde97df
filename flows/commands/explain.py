"""`tracewire explain` and `tracewire replay`: what is behind a verdict, and whether it still comes out.

In: an id or its beginning. Out: the exit status: 1 where the store does not hold it, or a replay came out otherwise.
"""

import re
import sys
from pathlib import Path

from flows.commands.progress import PIPED_COLUMNS, print_json, tell
from flows.commands.verify import writable, write_html
from tasks.desk import MEMORY, Desk
from tasks.replay import (
    CLAIM_IDS,
    VERDICT_IDS,
    as_recorded,
    claim_named,
    explain,
    kept,
    removed_from,
    replay,
    verdict_named,
)
from tasks.reports.record import correction_json, word_json
from tasks.reports.reviewed import set_right, standing, told
from tasks.reports.safe import line
from tasks.revisits import traced
from tasks.settings import Settings, load
from tasks.store.records import Judged
from tasks.store.store import Store
from tasks.trouble import Misconfigured, Trouble
from tasks.verdicts.corrections import of_claim
from tasks.vocabulary import Review

MAX_WORD_CHARS = 600
_ID = re.compile(r"[0-9a-f]{1,32}")


def run_explain(
    claim: str | None, config: Path | None, store: str | None, *, as_json: bool, html: Path | None = None
) -> int:
    """Explain the newest verdict of a claim, or list what was judged last; `html`: the report of its article too."""
    settings = load(config)
    writable("--html", html)
    if html and claim is None:
        raise Misconfigured(f"--html {html}", "no claim is named, so no article", "Give the id of a claim.")
    with opened(settings, store) as held:
        if claim is None:
            return _list(held.newest_verdicts(), as_json=as_json)
        claim_id = claim_named(held, checked_id("claim", claim))
        verdict_ids = held.verdicts_of(claim_id)
        if not verdict_ids:
            raise Trouble(f"claim {claim}", "it was read from a page and never judged", "Verify that page")
        verification = held.verification_with(verdict_ids[0])
        gone = removed_from(held, verification) if verification and verification.search is None else ()
        found = None if gone else kept(held, settings, verdict_ids[0])
        words = held.review_words([claim_id])
        last = held.last_words([claim_id])
    verification = found.verification if found else verification
    assert verification is not None  # else `kept` has said so
    if html:
        desk = Desk(settings, store, flow="explain")
        write_html(html, traced(verification, desk), desk)
    explanation = explain(found) if found else as_recorded(verification, verdict_ids[0])
    search = verification.search
    right = of_claim(search.corrections if search else (), explanation.claim)
    from tasks.reports.explanation import explanation_json  # noqa: PLC0415 -- with what it prints

    if as_json:
        removed = [{"address": stone.address, "notice": stone.notice} for stone in gone]
        said = {
            "reviews": [word_json(word) for word in words],
            "corrections": [correction_json(word) for word in right],
            "removed": removed,
        }
        print_json(explanation_json(explanation) | said)
        return 0
    from rich.text import Text  # noqa: PLC0415 -- JSON needs no terminal

    from tasks.reports.explanation_view import explanation_view  # noqa: PLC0415

    show(explanation_view(explanation))
    for stone in gone:
        show(
            Text(line(f"{stone.address}: {stone.notice.strip('[]')}; it stands as it was judged then", MAX_WORD_CHARS))
        )
    for word in words:
        show(Text(line(f"{told(word, verdict_ids[0])}.", MAX_WORD_CHARS)))
    for fix in right:
        show(Text(line(f"{set_right(fix)}.", MAX_WORD_CHARS)))
    if standing(last, verdict_ids[0]) is Review.DIFFERING:
        show("Reviewers differ, and both words stand.")
    return 0


def run_replay(verdict: str, config: Path | None, store: str | None, *, as_json: bool) -> int:
    """Judge again from what is kept, or from a pack alone; 0 where the same record came out."""
    from flows.commands.pack import is_pack, run_replay_pack  # noqa: PLC0415 -- it asks for the store as this does

    if is_pack(verdict):
        return run_replay_pack(Path(verdict), config, as_json=as_json)
    settings = load(config)
    with opened(settings, store) as held:
        found = kept(held, settings, verdict_named(held, checked_id("verdict", verdict, VERDICT_IDS)))
    replayed = replay(found)
    from tasks.reports.replayed import replayed_json, replayed_view  # noqa: PLC0415 -- with what it prints

    if as_json:
        print_json(replayed_json(replayed))
    else:
        show(replayed_view(replayed))
    return 0 if replayed.is_same else 1


def opened(settings: Settings, store: str | None) -> Store:
    """The store that is asked, which must be there: a question never makes one."""
    path = Desk(settings, a_file(store)).path
    if path is None or not path.exists():
        raise Trouble(str(path), "there is no store yet", "Run `tracewire verify ARTICLE`, or give --store FILE")
    return Store.open(path)


def a_file(store: str | None) -> str | None:
    """The store that was asked for, if it can hold anything from before."""
    if store == MEMORY:
        raise Misconfigured("--store :memory:", "there is nothing in it", "Give a file, or leave the option out")
    return store


def show(renderable: object) -> None:
    """Print for a person; in a pipe with a fixed width."""
    from rich.console import Console  # noqa: PLC0415 -- JSON needs no terminal

    width = None if sys.stdout.isatty() else PIPED_COLUMNS
    Console(highlight=False, width=width).print(renderable)


def checked_id(what: str, prefix: str, where: str = CLAIM_IDS) -> str:
    """An id as it is printed: up to 32 hexadecimal digits."""
    plain = prefix.strip().lower()
    if not _ID.fullmatch(plain):
        raise Misconfigured(f"{what} {prefix}", "is no id (up to 32 of 0-9 and a-f)", where)
    return plain


def _list(judged: tuple[Judged, ...], *, as_json: bool) -> int:
    if not judged:
        raise Trouble("the store", "holds no verdict yet", "Run `tracewire verify ARTICLE` first")
    if as_json:
        print_json(
            [{"claim_id": j.claim_id, "verdict_id": j.verdict_id, "verdict": j.label, "shown_as": j.shown_as,
              "sentence": j.sentence} for j in judged]
        )  # fmt: skip
        return 0
    from rich.table import Table  # noqa: PLC0415 -- JSON needs no terminal
    from rich.text import Text  # noqa: PLC0415

    table = Table("claim", "verdict", "sentence", box=None, padding=(0, 2, 0, 0))
    for one in judged:
        table.add_row(one.claim_id[:8], Text(line(one.shown_as, 60)), Text(line(one.sentence or "", 100)))
    show(table)
    tell("`tracewire explain CLAIM` shows what is behind one of them.")
    return 0
