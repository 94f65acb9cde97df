"""Is everything in order? Store, index, readers' copy, feeds, disk and clock, looked at one by one.

In: settings, the path of a store, now. Out: one `Check` for each thing, each with a sentence that says what was looked
at and found. What is derived (search index, readers' copy) is made again where it is missing, behind or broken; the
store itself is never touched unless the person asks for the last copy to be put in its place.
"""

import shutil
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from tasks.desk import ANSWERED, Desk, current_of, is_overdue
from tasks.evidence.store_shelf import index_of, stands_at
from tasks.forgetting import finish
from tasks.settings import Settings
from tasks.store import snapshot
from tasks.store.migrations import Change, astray
from tasks.store.store import Store
from tasks.trouble import Trouble, Unreadable

AHEAD = timedelta(hours=1)  # clocks of two machines that share a store differ by less
NAMES_SHOWN = 8
LOW_DISK_BYTES = 1_000_000_000
# What pyproject.toml pins for a reason; a `pip install` over it breaks Prefect without a word.
PINS = (("fastapi", (0, 151), "the first flow dies"), ("sqlalchemy", (2, 1), "no scheduled run is ever made"))


class State(StrEnum):
    """How a thing was found."""

    FINE = "fine"
    MENDED = "mended"
    NOTE = "note"  # works, and a person should know
    BROKEN = "broken"


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that was looked at: what it is, how it was found, in a sentence, and what to do next."""

    thing: str
    state: State
    said: str
    next_step: str = ""


def examine(settings: Settings, store_path: str | None, now: datetime, *, restore: bool = False) -> Iterator[Check]:
    """Look at everything, mending what is derived; `restore` puts the last readers' copy in a damaged store's place."""
    yield _configuration(settings)
    yield from _pins()
    with Desk(settings, store_path, flow="doctor", now=now) as desk:
        path = desk.path
        if path is None:
            return
        yield _disk(path)
        if not path.exists():
            yield Check("store", State.NOTE, f"{path} does not exist yet", "The first verify or refresh makes it.")
            return
        try:
            yield from _store(desk, path, now, restore=restore)
        except Trouble as trouble:
            yield Check("store", State.BROKEN, f"{trouble.thing}: {trouble.cause}", trouble.next_step)


def _configuration(settings: Settings) -> Check:
    enabled = [feed for feed in settings.feeds if feed.enabled]
    watched = sum(feed.is_watched for feed in enabled)
    said = (
        f"{settings.folder}: {len(enabled)} of {len(settings.feeds)} feeds enabled, {watched} watched, "
        f"{len(settings.sources.source)} sources, {len(settings.sources.place)} places"
    )
    if enabled:
        return Check("configuration", State.FINE, said)
    return Check("configuration", State.NOTE, said, "Enable feeds in feeds.toml, or give --archive with each run.")


def _pins() -> Iterator[Check]:
    for package, below, consequence in PINS:
        try:
            found = version(package)
        except PackageNotFoundError:
            yield Check(package, State.NOTE, "is not installed: there is no Prefect UI", "Install tracewire again.")
            continue
        if tuple(int(part) for part in found.split(".")[:2]) >= below:
            limit = ".".join(map(str, below))
            yield Check(package, State.BROKEN, f"{found} is installed: with {limit} or newer {consequence}",
                        f"Install {package}<{limit}.")  # fmt: skip
        else:
            yield Check(package, State.FINE, found)


def _disk(path: Path) -> Check:
    folder = next(parent for parent in path.parents if parent.exists())
    free = shutil.disk_usage(folder).free
    size = path.stat().st_size if path.exists() else 0
    said = f"{free / 1e9:,.1f} GB free, the store takes {size / 1e9:,.2f} GB"
    if free < max(LOW_DISK_BYTES, 2 * size + snapshot.SPARE_BYTES):
        return Check("disk", State.NOTE, said, "Free space, or move the folder with TRACEWIRE_HOME.")
    return Check("disk", State.FINE, said)


def _store(desk: Desk, path: Path, now: datetime, *, restore: bool) -> Iterator[Check]:
    try:
        with Store.open(path) as store:
            change, wrong = store.change, store.ask(astray)
            rows = store.read_through()
    except Unreadable as trouble:
        if not restore:
            step = f"{trouble.next_step} `tracewire doctor --restore` sets it aside and puts the last copy there."
            yield Check("store", State.BROKEN, f"{trouble.thing}: {trouble.cause}", step.strip())
            return
        aside = snapshot.restore(path, now=now)
        kept = ", ".join(file.name for file in aside)
        there = "the last readers' copy is in its place" if path.exists() else "there was no readers' copy to put there"
        yield Check("store", State.MENDED, f"{trouble.cause}; set aside as {kept}; {there}",
                    "Refresh, and verify again what was checked since.")  # fmt: skip
        if not path.exists():
            return
        with Store.open(path) as store:
            change, wrong = store.change, store.ask(astray)
            rows = store.read_through()
    else:
        said = f"{path}: every block proved its checksum, every table has the rows that its ledger says"
        yield Check("store", State.FINE, f"{said} ({sum(rows.values()):,} in all)")
    yield _tables(change, wrong)
    if ended := finish(desk):
        pages = ", ".join(stone.address for stone in ended[:NAMES_SHOWN])
        yield Check("removals", State.MENDED, f"what was killed halfway is ended: no file holds the text of {pages}")
    with Store.open(path) as store:
        yield _clock(store, now)
        yield _index(store, desk.index_folder)
        yield _snapshot(store, path)
        yield from _feeds(store, desk.settings, now)
    yield from _leftovers(path)


def _tables(change: Change, wrong: Sequence[str]) -> Check:
    if wrong:
        more = f" and {len(wrong) - NAMES_SHOWN} more" if len(wrong) > NAMES_SHOWN else ""
        return Check("tables", State.BROKEN, f"not those of this program: {'; '.join(wrong[:NAMES_SHOWN])}{more}",
                     "Use the Tracewire that wrote the store, or give another --store.")  # fmt: skip
    if change:
        return Check("tables", State.MENDED, str(change))
    return Check("tables", State.FINE, "those of this program, column for column")


def _clock(store: Store, now: datetime) -> Check:
    newest = max((run.happened_at for run in store.runs()), default=None)
    if newest and newest > now + AHEAD:
        said = f"this machine's clock says {now:%Y-%m-%d %H:%M} UTC and the newest run is of {newest:%Y-%m-%d %H:%M}"
        return Check("clock", State.BROKEN, said, "Set the clock before the next run: first sights would be too early.")
    return Check("clock", State.FINE, f"{now:%Y-%m-%d %H:%M} UTC, after every run on record")


def _index(store: Store, folder: Path) -> Check:
    before = stands_at(store, folder)
    index = index_of(store, folder)
    if before == store.last_unit:
        return Check("search index", State.FINE, f"{index.passages:,} passages, up to the store's last unit")
    how = (
        "was missing, of another store or broken"
        if before is None
        else f"was {store.last_unit - before:,} units behind"
    )
    return Check("search index", State.MENDED, f"{how}; brought up to the store: {index.passages:,} passages")


def _snapshot(store: Store, path: Path) -> Check:
    copy = snapshot.snapshot_path(path)
    was = _stand_of_copy(copy)
    if was == store.last_unit:
        return Check("readers' copy", State.FINE, f"{copy.name} is as new as the store")
    snapshot.publish(store)
    how = "was missing or unreadable" if was is None else f"was {store.last_unit - was:,} units behind"
    return Check("readers' copy", State.MENDED, f"{copy.name} {how}; written again")


def _stand_of_copy(copy: Path) -> int | None:
    if not copy.exists():
        return None
    try:
        with Store.reading(copy) as held:
            return held.last_unit
    except Trouble:
        return None


def _feeds(store: Store, settings: Settings, now: datetime) -> Iterator[Check]:
    # A search service has no list to poll: it is asked about a claim.
    enabled = [feed for feed in settings.feeds if feed.enabled and feed.kind != "search"]
    polls = store.last_polls()
    failing = [name for feed in enabled if (name := feed.name) in polls and polls[name].status not in ANSWERED]
    never = [feed.name for feed in enabled if feed.name not in polls]
    overdue = [feed.name for feed in enabled if feed.name in polls and is_overdue(feed, polls[feed.name], now)]
    if (counted := current_of(settings, polls, now)) is not None:
        current, polled = counted
        state = State.FINE if current == polled else State.NOTE
        yield Check("feeds", state, f"{current} of {polled} reference feeds current",
                    "" if state is State.FINE else "Run `tracewire refresh`.")  # fmt: skip
    groups: tuple[tuple[str, list[str], Callable[[str], str]], ...] = (
        ("failed at the last poll", failing, lambda name: f"{name} ({polls[name].trouble or polls[name].status})"),
        ("not polled for long", overdue, lambda name: f"{name} (since {polls[name].polled_at:%Y-%m-%d %H:%M} UTC)"),
        ("never polled", never, str),
    )
    for what, names, shown in groups:
        if names:
            more = f" and {len(names) - NAMES_SHOWN} more" if len(names) > NAMES_SHOWN else ""
            listed = ", ".join(shown(name) for name in sorted(names)[:NAMES_SHOWN])
            yield Check("feeds", State.NOTE, f"{what}: {listed}{more}")


def _leftovers(path: Path) -> Iterator[Check]:
    for file in sorted(path.parent.glob(f"{path.name}*")):
        if ".corrupt-" in file.name:
            said = f"{file.name} was set aside as damaged ({file.stat().st_size / 1e6:,.1f} MB)"
            yield Check("leftover", State.NOTE, said, "Delete it once nobody needs to look at it.")
