"""A page's text removed on legal demand, from the rows and then from every file that is ours.

In: a desk, an address, who says so and why. Out: the tombstone. The rows and the tombstone are one transaction; what
follows (the store's file, the search index, report pages, the readers' copy) is written anew and may be killed at any
moment: until its end is on record every command that opens the library or refreshes the store does it again.
Raises Trouble where nothing is held, Refused where a hold keeps it.
"""

import re
import shutil
from dataclasses import dataclass
from html import unescape
from pathlib import Path

from tasks.desk import Desk
from tasks.evidence.store_shelf import index_of
from tasks.report_files import LATEST
from tasks.store.care_reads import articles_judged_by, held_documents, tombstones, unended
from tasks.store.care_records import Tombstone, page_key
from tasks.store.forgetting import Page, mentions, page_at
from tasks.store.rewriting import rewrite, rewritten_path
from tasks.store.scrub import Scrub
from tasks.store.snapshot import publish, snapshot_path
from tasks.store.store import Store
from tasks.trouble import Refused, Trouble

_TAG = re.compile(r"<[^<>]*>")
ID_CHARS = 8  # by which the name of a report page ends (tasks/reports/markdown.py, slug)


@dataclass(frozen=True, slots=True)
class Forgotten:
    """What was done: the tombstone, whether it was there already, and files that may hold the text and are not ours."""

    stone: Tombstone
    is_new: bool
    elsewhere: tuple[Path, ...]


def forget(desk: Desk, address: str, *, person: str, reason: str, despite_hold: bool) -> Forgotten:
    """Remove the text of the page at that address; twice is once."""
    path = _path(desk)
    with Store.open(path) as store:
        page: Page = store.ask(page_at, address)
        known = [one for one in store.ask(tombstones) if page_key(address) in map(page_key, one.addresses)]
        is_new = not (known and page.is_bare)
        stone = _buried(desk, store, page, address, person, reason, despite_hold=despite_hold) if is_new else known[-1]
    finish(desk)
    return Forgotten(stone, is_new, tuple(sorted(path.parent.glob(f"{path.name}*.corrupt-*"))))


def finish(desk: Desk) -> tuple[Tombstone, ...]:
    """Write anew what still holds removed words; returns the removals that were ended by it. Nothing open: nothing."""
    path = desk.path
    if path is None or not path.exists():
        return ()
    with Store.open(path) as store:
        open_ones = store.ask(unended)
        stones = tuple(one for one in store.ask(tombstones) if one.tombstone_id in open_ones)
        speaking = store.ask(articles_judged_by, [key for one in stones for key in one.documents]) if stones else ()
    if not stones:
        return ()
    addresses = [address for stone in stones for address in stone.addresses]
    endings = tuple(f"-{document_id[:ID_CHARS]}.html" for document_id in speaking)
    for report in desk.settings.paths.reports_folder.glob("*.html"):  # the pages of nights name addresses, or link
        shown = report.read_bytes()
        if report.name.endswith(endings) or mentions(shown, addresses) or any(end.encode() in shown for end in endings):
            report.unlink(missing_ok=True)
    rewrite(path)
    if desk.index_folder.is_dir():
        shutil.rmtree(desk.index_folder)
    with Store.open(path) as store:
        index_of(store, desk.index_folder)
        if snapshot_path(path).exists():
            publish(store)
        with store.unit(desk.run_id, now=desk.now) as unit:
            for stone in stones:
                unit.put_forgotten(stone, desk.now)
    rewritten_path(path).unlink(missing_ok=True)
    return stones


def _buried(
    desk: Desk, store: Store, page: Page, address: str, person: str, reason: str, *, despite_hold: bool
) -> Tombstone:
    if not page.documents and not page.bodies:
        raise Trouble(address, "the store holds nothing of that address", "Give the address as the page has it")
    held = store.ask(held_documents, page.documents)
    if held and not despite_hold:
        hold = held[min(held)]
        raise Refused(
            address,
            f"is on hold ({hold.what!r}) by {hold.owner} since {hold.held_at:%Y-%m-%d}: {hold.reason}",
            "A legal demand outranks a hold: say so with --despite-hold, and tell its owner",
        )
    stone = Tombstone(
        address=address,
        addresses=page.addresses,
        documents=page.documents,
        hashes=page.hashes,
        despite=tuple(sorted({hold.hold_id for hold in held.values()})),
        person=person,
        reason=reason,
        forgotten_at=desk.now,
    )
    _drop_digests(desk, Scrub(page.texts, page.titles, stone.notice))
    with store.unit(desk.run_id, now=desk.now) as unit:
        unit.forget(page, stone)
    return stone


def _drop_digests(desk: Desk, scrub: Scrub) -> None:
    """Remove the pages of nights that repeat its words without an address or a link, while the words are known.

    Before the rows: killed between the two, the page is still to be removed, and all of this is done again.
    """
    folder = desk.settings.paths.reports_folder
    for shown in (*folder.glob("night-*.html"), folder / LATEST):
        if shown.is_file() and scrub.repeats(unescape(_TAG.sub(" ", shown.read_text("utf-8", "replace")))):
            shown.unlink(missing_ok=True)


def _path(desk: Desk) -> Path:
    if desk.path is None or not desk.path.exists():
        raise Trouble(str(desk.path), "there is no store yet, so nothing is held", "Give --store FILE")
    return desk.path
