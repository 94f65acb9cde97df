"""Making a digest from the store and writing its page; what `tracewire digest`, its flow and the night share.

In: a desk. Out: a `Digest`, and the address of its page. Deciding an item: by the beginning of its id, with a name and
a reason.
"""

from datetime import datetime, timedelta
from pathlib import Path

from tasks.desk import Desk
from tasks.night.digest_store import (
    decisions_of,
    item_named,
    leads_of,
    put_decision,
    put_digest,
    quiet_feeds,
    shown_before,
)
from tasks.night.overtaken import moved, overtaken
from tasks.report_files import LATEST, report_address, reports_folder, write_page
from tasks.reports.digest import digest
from tasks.reports.digest_model import Decision, Digest, Kept
from tasks.reports.digest_text import digest_page
from tasks.store.store import Store
from tasks.trouble import Misconfigured, Trouble

REMEMBERED = timedelta(days=30)  # how long an item that was shown is known again


def make_digest(desk: Desk, *, is_kept: bool) -> Digest:
    """Put it together; `is_kept` notes what was shown, so that the next one knows what is new."""
    settings, now = desk.settings, desk.now
    if desk.path is None or not desk.path.exists():
        raise Trouble("the digest", "there is no store yet", "Run `tracewire nightly` first")
    since = now - timedelta(days=settings.digest.days)
    with Store.open(desk.path) as store:
        made = digest(
            leads_of(store, settings, since),
            now=now,
            sources=settings.sources,
            own_outlets=settings.digest.own_outlets,
            before=shown_before(store, now - REMEMBERED),
            decisions=decisions_of(store),
            most=settings.digest.items,
            articles=len(store.night_articles(since=now - timedelta(days=1))),
            failures=[
                (article.title or article.url or article.document_id, article.cause or "")
                for article in store.night_articles(since=now - timedelta(days=1))
                if article.outcome == "failed"
            ],
            quiet=quiet_feeds(store, settings, now),
            overtaken=overtaken(store, settings, since),
            moved=moved(store, since),
        )
        if is_kept:
            with store.unit(desk.run_id, now=now) as unit:
                put_digest(unit, made)
    return made


def write_digest(made: Digest, desk: Desk) -> str:
    """Write its page beside the report pages, and once more as what the folder opens with; returns its address."""
    folder = reports_folder(desk.settings)
    text = digest_page(made)
    path: Path = folder / f"night-{made.made_at:%Y-%m-%d}.html"
    write_page(path, text)
    write_page(folder / LATEST, text)
    return report_address(path, desk.settings)


def decide(desk: Desk, item: str, *, by: str, reason: str, until: datetime | None = None) -> Kept:
    """Dismiss an item, or put it off until then; somebody new who speaks against it, or a new value, brings it back."""
    if not by.strip() or not reason.strip():
        missing = "--by NAME" if not by.strip() else "--reason WHY"
        raise Misconfigured("tracewire digest", f"{missing} is missing", "Both are kept with the decision")
    if until is not None and until <= desk.now:
        raise Misconfigured(f"--until {until:%Y-%m-%d %H:%M} UTC", "is not in the future", "Give a later day")
    if desk.path is None or not desk.path.exists():
        raise Trouble("the digest", "there is no store yet", "Run `tracewire nightly` first")
    with Store.open(desk.path) as store:
        found = item_named(shown_before(store, desk.now - REMEMBERED), item.strip().lower())
        if len(found) != 1:
            cause = "no item of a digest has that id" if not found else f"{len(found)} items begin like that"
            raise Trouble(f"item {item}", cause, "`tracewire digest` shows the ids")
        word = "dismissed" if until is None else "snoozed"
        with store.unit(desk.run_id, now=desk.now) as unit:
            put_decision(unit, Decision(found[0], word, by.strip(), reason.strip(), desk.now, until))
    return found[0]
