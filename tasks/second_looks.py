"""Second looks: pages that are held are asked for again a few times, and what their publishers changed is told.

In: what the store knows of each page that a feed brought, and the time. Out: the looks that are due, and what each
brought: nothing new (304, or the same text), another version with the claims that changed, or a page that is gone. A
page is asked for at most once a step of `limits.revisit_after_hours` after its first sight, with the validators it came
with, by leave of robots.txt and in its host's turn; one that could not be read is tried again at the same steps, and
never at every poll.
"""

import time
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from http import HTTPStatus

from tasks import pipeline
from tasks.acquire.bounded import Worker
from tasks.acquire.fetched import Answered
from tasks.acquire.pages import page_of
from tasks.acquire.polite import host_of
from tasks.acquire.visit import visit
from tasks.claims.extract import read_claims, reader_of
from tasks.desk import Desk
from tasks.lineage.versions import Held, Revision, revision
from tasks.model import Claim, Document, Edge, Fetched, RawPage
from tasks.reports.safe import line
from tasks.settings import Limits, Settings
from tasks.store.records import Fetch, Look, fetch_of
from tasks.store.store import Store
from tasks.store.unit import Unit
from tasks.trouble import Trouble, Unavailable, our_fault
from tasks.vocabulary import EdgeKind

LATE = timedelta(hours=24)  # a step may be taken so much later: the machine was off for the night
BUDGET_S = 300.0  # for the second looks of one feed in one refresh
SILENT_AFTER = 2  # failures of one host, then the rest of its pages wait for the next refresh
GONE = frozenset({HTTPStatus.NOT_FOUND, HTTPStatus.GONE})
OUTSIDE_DATES = frozenset({"feed", "archive", "given"})  # bases of a date that the page itself did not print
CHANGE_CHARS = 240
CERTAIN = 1.0


@dataclass(frozen=True, slots=True)
class Due:
    """A page to look at again, with the print that is held."""

    look: Look
    older: Document
    seen: datetime  # when that print was first held
    is_verified: bool = True  # False: the feed's certificate is let pass


@dataclass(frozen=True, slots=True)
class Looked:
    """What a second look brought. `status` is the server's; `document` is set where the text is another one."""

    due: Due
    status: int
    fetched: Fetched | None = None
    document: Document | None = None
    claims: tuple[Claim, ...] = ()
    revision: Revision | None = None
    trouble: Trouble | None = None

    @property
    def edge(self) -> Edge | None:
        """The newer print is a version of the older one."""
        if self.document is None or self.revision is None:
            return None
        told = f"{len(self.revision.changes)} changed claims, {self.revision.until}"
        return Edge(self.document.document_id, self.due.older.document_id, EdgeKind.VERSION_OF, told, CERTAIN)


def is_due(look: Look, limits: Limits, now: datetime) -> bool:
    """Whether a step has been reached since the last look; steps that were missed are not made up for one by one."""
    steps = (look.first_seen + timedelta(hours=hours) for hours in limits.revisit_after_hours)
    reached = [step for step in steps if step <= now]
    return bool(reached) and look.last_look < max(reached)


def looks_since(limits: Limits, now: datetime) -> datetime:
    """Pages first seen before this are left alone."""
    return now - timedelta(hours=max(limits.revisit_after_hours, default=0)) - LATE


def due_looks(store: Store, looks: Sequence[Look], settings: Settings, now: datetime) -> dict[str, tuple[Due, ...]]:
    """The second looks that are due, by feed, those first that wait longest; only pages that were fetched as pages."""
    limits, unverified = settings.limits, {feed.name for feed in settings.feeds if not feed.is_verified}
    wanted = [one for one in looks if one.document_id and one.status not in GONE and is_due(one, limits, now)]
    ids = sorted({one.document_id for one in wanted if one.document_id})
    held, seen = store.documents(ids), store.first_seen(ids)
    found: dict[str, list[Due]] = {}
    for one in sorted(wanted, key=lambda one: (one.last_look, one.url)):
        older = held.get(one.document_id or "")
        waiting = found.setdefault(one.feed, [])
        if older is not None and len(waiting) < limits.revisit_pages:
            waiting.append(Due(one, older, seen.get(older.document_id, one.first_seen), one.feed not in unverified))
    return {feed: tuple(waiting) for feed, waiting in found.items()}


def look_again(waiting: Sequence[Due], desk: Desk, worker: Worker) -> tuple[Looked, ...]:
    """Look at each page again; one in trouble costs only itself, and a host that does not answer is left alone."""
    ends = time.monotonic() + BUDGET_S
    failures: dict[str, int] = {}
    found: list[Looked] = []
    for due in waiting:
        host = host_of(due.look.url)
        if time.monotonic() >= ends or failures.get(host, 0) >= SILENT_AFTER:
            continue
        try:
            found.append(_look(due, desk, worker))
        except Unavailable as trouble:  # not now: this step is taken at the next refresh
            failures[host] = failures.get(host, 0) + (SILENT_AFTER if trouble.retry_at else 1)
        except Answered as trouble:
            found.append(Looked(due, trouble.status, trouble=_gone(due, trouble)))
        except Trouble as trouble:
            found.append(Looked(due, 0, trouble=trouble))
        except Exception as error:  # noqa: BLE001 -- a page that breaks a reader costs that page
            found.append(Looked(due, 0, trouble=our_fault(due.look.url, error)))
    return tuple(found)


def put_look(looked: Looked, desk: Desk, unit: Unit) -> None:
    """Keep the answer, so that the next look knows of it, and the newer print beside the older one."""
    look, older = looked.due.look, looked.due.older.document_id
    newest = looked.document.document_id if looked.document else older
    if looked.fetched:
        # What was not sent again keeps the validators that it came with.
        unchanged = looked.fetched.status == HTTPStatus.NOT_MODIFIED
        unit.put_fetch(fetch_of(looked.fetched, desk.now, None if unchanged else newest))
    elif looked.status:
        unit.put_fetch(Fetch(look.url, look.url, looked.status, desk.now))
    if looked.document and looked.edge:
        unit.put_reference(looked.document, looked.claims, reader_of(desk.settings))
        unit.put_edges([looked.edge])
    if looked.trouble:
        unit.put_trouble(Trouble(look.url, str(looked.trouble)))


def changes_told(looked: Sequence[Looked]) -> list[str]:
    """A line a changed claim, those without a note first; a page that is gone is a change as well."""
    told: list[tuple[bool, str]] = []
    for one in looked:
        name = line(one.due.older.publisher or one.due.look.url)
        where = line(one.due.look.url)
        if one.status in GONE:
            told.append((False, f"{name}: the page is gone: {where}"))
        for change in one.revision.changes if one.revision else ():
            silent = "; no note on the page says so" if change.is_silent else ""
            told.append((not change.is_silent, f"{name}: {line(change.detail, CHANGE_CHARS)}{silent}: {where}"))
    return [words for _, words in sorted(told)]


def _look(due: Due, desk: Desk, worker: Worker) -> Looked:
    look, older, settings = due.look, due.older, desk.settings
    fetched = visit(
        look.url,
        settings.limits,
        max_bytes=settings.limits.article_max_bytes,
        etag=look.etag,
        last_modified=look.last_modified,
        is_verified=due.is_verified,
    )
    if fetched.status == HTTPStatus.NOT_MODIFIED:
        return Looked(due, fetched.status, fetched)
    page = _as_before(page_of(fetched, settings.limits), older)
    document = pipeline.read_page(page, desk.extract_with(worker), settings, desk.now)
    if document.text.split() == older.text.split():
        return Looked(due, fetched.status, fetched)
    claims = read_claims(document, settings.sources, settings.rules).claims if document.language == "en" else ()
    before = Held(older, read_claims(older, settings.sources, settings.rules).claims, due.seen)
    told = revision(before, Held(document, claims, desk.now))
    return Looked(due, fetched.status, fetched, document, claims, told)


def _as_before(page: RawPage, older: Document) -> RawPage:
    """The page with what was known of it from outside; what it prints itself is read anew."""
    published = older.published if older.published and older.published.basis in OUTSIDE_DATES else None
    return replace(
        page,
        source_id=older.source_id,
        publisher=older.publisher,
        published_raw=published.raw if published else None,
        published_basis=published.basis if published else page.published_basis,
        credits=tuple(credit for credit in older.credits if credit.evidence not in older.text),
        owner=older.owner,
        tier=older.tier,
    )


def _gone(due: Due, trouble: Answered) -> Trouble:
    if trouble.status not in GONE:
        return trouble
    day = due.look.first_seen
    held = f"was held since {day.day} {day:%B %Y} and is gone ({trouble.status})"
    return Answered(due.look.url, held, "Its text is kept; ask the publisher why", trouble.status)


def tried_again(looks: Sequence[Look], limits: Limits, now: datetime) -> dict[str, str]:
    """The addresses that could not be read and whose next try is due, each with the feed that listed it."""
    return {one.url: one.feed for one in looks if one.document_id is None and is_due(one, limits, now)}
