"""`tracewire pack`, and `tracewire replay` of a pack: what is given to a court, a colleague or a reader who asks.

In: what was typed. Out: the exit status: 1 where a pack is not whole, or a verdict of it comes out otherwise.
"""

import re
import sys
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from flows.commands.explain import opened
from flows.commands.progress import print_json, tell
from tasks.desk import Desk
from tasks.pack.contents import write_contents
from tasks.pack.manifest import MANIFEST, STAMP, Checked, check
from tasks.pack.opened import MAX_JSON_BYTES, Pack
from tasks.pack.replaying import Again, replay_pack
from tasks.pack.writing import check_free, write_pack
from tasks.reports.replayed import replayed_json
from tasks.reports.safe import line
from tasks.settings import load
from tasks.store.pack_reads import articles_of_run, runs_named
from tasks.store.store import Store
from tasks.trouble import Misconfigured, Trouble, Unreadable

MAX_NAMED = 20  # files that are named one by one
_ID = re.compile(r"[0-9a-f]{1,32}")


@dataclass(frozen=True, slots=True)
class PackRequest:
    """What was asked for, as it was typed; `verify` names a pack to be checked instead of made."""

    what: str | None = None
    to: Path | None = None
    with_notes: bool = False
    timestamp: str | None = None
    verify: Path | None = None
    tsa_certificate: Path | None = None
    as_json: bool = False
    store: str | None = None
    config: Path | None = None


def run_pack(request: PackRequest) -> int:
    """Make a pack, or check one."""
    if request.verify is not None:
        if request.what or request.to or request.timestamp or request.with_notes:
            raise Misconfigured("--verify", "checks a pack that is there", "Leave out what is for making one")
        return _verify(request.verify, request.tsa_certificate, as_json=request.as_json)
    if request.what is None or request.to is None:
        raise Misconfigured("tracewire pack", "nothing to pack, or no place for it", "Give ARTICLE and --to FILE.zip")
    check_free(request.to)
    return _make(request.what, request.to, request)


def is_pack(argument: str) -> bool:
    """Whether the argument of `tracewire replay` names a pack: a path, where no id of a verdict is meant."""
    return not _ID.fullmatch(argument.strip().lower()) and (
        Path(argument).exists() or "/" in argument or argument.lower().endswith(".zip")
    )


def run_replay_pack(path: Path, config: Path | None, *, as_json: bool) -> int:
    """Judge every verdict of a pack again; 0 where all come out the same. No store is asked."""
    settings = load(config)
    with Pack(path) as pack:
        checked = check(pack)
        if not checked.is_whole:
            raise Unreadable(
                str(path), f"is not what was packed: {_faults(checked)[0]}", "`tracewire pack --verify` says all"
            )
        articles = list(replay_pack(pack, settings))
    if as_json:
        print_json([_again_json(one) for one in articles])
    else:
        for one in articles:
            _show(one)
    is_same = all(replayed.is_same for one in articles for replayed in one.replayed)
    return 0 if is_same and not any(one.left_out for one in articles) else 1


def _make(what: str, to: Path, request: PackRequest) -> int:
    settings = load(request.config)
    desk = Desk(settings, request.store, flow="pack")
    stamp = None
    if request.timestamp:
        from tasks.pack.stamp import stamped  # noqa: PLC0415 -- an extra that most do without

        stamp = partial(stamped, request.timestamp, settings.limits)
    with opened(settings, request.store) as store:
        articles = _named(store, what)

        def fill(folder: Path) -> None:
            write_contents(folder, desk, store, articles, with_notes=request.with_notes)

        write_pack(to, fill, stamp)
    with Pack(to) as pack:
        checked = check(pack)
    notes = "with internal notes" if request.with_notes else "without internal notes"
    said = f"{len(articles)} article{'s'[: len(articles) != 1]}, {checked.files} files, {notes}"
    tell(f"{to}: {said}; SHA-256 of its manifest: {checked.manifest_sha256}")
    return 0


def _named(store: Store, what: str) -> tuple[str, ...]:
    """The articles that are meant: the newest verified print of an address or id, or all of a run."""
    for document in store.documents_named(what):
        if store.verification(document.document_id) is not None:
            return (document.document_id,)
    runs = store.ask(runs_named, what.strip().lower())
    if len(runs) > 1:
        raise Trouble(f"run {what}", f"several begin like that: {', '.join(runs)}", "Give more of the id")
    found: tuple[str, ...] = store.ask(articles_of_run, runs[0]) if runs else ()
    if not found:
        raise Trouble(what, "no verified article has that address or id, and no run", "`tracewire explain` lists some")
    return found


def _verify(path: Path, certificate: Path | None, *, as_json: bool) -> int:
    with Pack(path) as pack:
        checked = check(pack)
        is_stamped = STAMP in pack.names
        manifest = pack.read(MANIFEST, MAX_JSON_BYTES)
        stamp = pack.read(STAMP, MAX_JSON_BYTES) if is_stamped else None
    stamped_at: str | None = None
    if stamp is not None:
        from tasks.pack.stamp import checked_stamp  # noqa: PLC0415 -- an extra that most do without

        stamped_at = checked_stamp(f"{path}: {STAMP}", stamp, manifest, certificate)
    elif certificate is not None:
        raise Trouble(str(path), "it has no time stamp", "Leave out --tsa-certificate")
    if as_json:
        row = {
            "whole": checked.is_whole,
            "files": checked.files,
            "manifest_sha256": checked.manifest_sha256,
            "differing": list(checked.differing),
            "missing": list(checked.missing),
            "extra": list(checked.extra),
            "stamped": stamped_at,
        }
        print_json(row)
        return 0 if checked.is_whole else 1
    for fault in _faults(checked):
        sys.stdout.write(fault + "\n")
    if checked.is_whole:
        sys.stdout.write(f"whole: {checked.files} files are what the manifest says ({checked.manifest_sha256})\n")
    if stamped_at is not None:
        sys.stdout.write(f"time stamp: {stamped_at}\n")
    return 0 if checked.is_whole else 1


def _faults(checked: Checked) -> list[str]:
    """A line a file that is not as it was."""
    named = (("differs", checked.differing), ("is missing", checked.missing), ("was added", checked.extra))
    faults = [f"{line(name)} {what}" for what, names in named for name in names]
    more = len(faults) - MAX_NAMED
    return [*faults[:MAX_NAMED], f"and {more:,} more (--json has all)"] if more > 0 else faults


def _again_json(again: Again) -> dict[str, object]:
    return {
        "document_id": again.document_id,
        "title": again.title,
        "url": again.url,
        "verdicts": [replayed_json(one) for one in again.replayed],
        "left_out": [{"verdict_id": one, "why": why} for one, why in again.left_out],
    }


def _show(again: Again) -> None:
    from flows.commands.explain import show  # noqa: PLC0415 -- JSON needs no terminal
    from tasks.reports.replayed import replayed_view  # noqa: PLC0415

    same = [one for one in again.replayed if one.is_same]
    count = len(again.replayed) + len(again.left_out)
    name = line(again.title or again.url or again.document_id, 100)
    sys.stdout.write(f"{len(same)} of {count} verdicts come out the same: {name}\n")
    for one in again.replayed:
        if not one.is_same:
            show(replayed_view(one))
    for verdict_id, why in again.left_out:
        sys.stdout.write(f"  verdict {verdict_id[:8]} cannot be judged again: {why}\n")
