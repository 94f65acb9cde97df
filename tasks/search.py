"""Asking search services about one article, while it is verified: few questions, each answer used again for a while.

In: an article, its claims and the desk. Out: documents that were found, which are evidence from now on like those of
any reference feed and are kept as such. A service that does not answer, or that is resting after failures, costs
nothing but itself; all of it ends within limits.search_s. Who asks for an earlier day asks nobody: what a service says
today was not known then.
"""

import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta

from tasks.acquire.feeds import poll
from tasks.acquire.feeds.polled import FeedState, is_resting
from tasks.desk import Desk
from tasks.evidence.queries import questions
from tasks.model import Claim, Document
from tasks.refresh import FEEDS_AT_ONCE, Refreshed, keep, read_polled
from tasks.settings import Feed
from tasks.store.records import FeedPoll
from tasks.store.store import Store
from tasks.trouble import Trouble

AROUND = timedelta(days=14)  # before and after the article: who reports the same does so in these days
LEAST_S = 0.5  # with less left, the next question is not asked


def found_by_search(
    document: Document, claims: Sequence[Claim], desk: Desk, on_trouble: Callable[[Trouble], None]
) -> list[Document]:
    """Ask every service about the claims; returns the English pages that are new, and keeps them."""
    ends = time.monotonic() + desk.settings.limits.search_s
    feeds = desk.settings.search_feeds
    with ThreadPoolExecutor(FEEDS_AT_ONCE) as pool:
        groups = list(pool.map(lambda feed: _asked(feed, document, claims, desk, ends), feeds))
    refreshed = [one for group in groups for one in group]
    if desk.path is not None and refreshed:
        with Store.open(desk.path) as store:
            keep(store, refreshed, desk)
    for one in refreshed:
        if one.polled.status == "error":
            on_trouble(Trouble(one.feed.name, one.polled.trouble or "did not answer", "It is asked again later"))
    found = {read.document_id: read for one in refreshed for _, read, _ in one.documents if read.language == "en"}
    return list(found.values())


def _asked(feed: Feed, document: Document, claims: Sequence[Claim], desk: Desk, ends: float) -> list[Refreshed]:
    """What one service answers to its questions; a failure is its last for this article."""
    from tasks.acquire.feeds.search import asked  # noqa: PLC0415 -- httpx costs 100 ms that others need not pay

    last = _last_poll(feed, desk)
    failures = last.failures if last else 0
    if last and failures and is_resting(last.next_at, feed, desk.now):
        return []
    today = desk.now.date()
    day = document.civil_day or today
    answers: list[Refreshed] = []
    for question in questions(claims, feed.queries):
        left = ends - time.monotonic()
        if left < LEAST_S:
            break
        url = asked(feed, question, day - AROUND, min(day + AROUND, max(day, today)))
        if _is_fresh(url, feed, desk):
            continue
        one = _answer(feed.model_copy(update={"url": url, "min_items": 0}), document, desk, failures, left)
        answers.append(replace(one, feed=feed))
        if one.polled.status == "error":
            break
    return answers


def _answer(feed: Feed, document: Document, desk: Desk, failures: int, left: float) -> Refreshed:
    held = {document.url, document.address}

    def known(url: str) -> bool:
        if url in held:
            return True
        if desk.path is None or not desk.path.exists():
            return False
        with Store.open(desk.path) as store:
            return url in store.known_urls([url])

    state = FeedState(failures=failures)
    with desk.lent_worker() as worker:
        polled = poll(feed, state, desk.settings.limits, desk.now, worker, known=known, budget_s=left)
        documents, troubles = read_polled(polled, desk, worker, with_claims=True)
    # Validators belong to one question, and the next is another: only the rest after a failure is the service's own.
    rest = FeedState(next_at=polled.state.next_at if polled.status == "error" else None, failures=polled.state.failures)
    return Refreshed(feed, replace(polled, state=rest), tuple(documents), tuple(troubles))


def _last_poll(feed: Feed, desk: Desk) -> FeedPoll | None:
    if desk.path is None or not desk.path.exists():
        return None
    with Store.open(desk.path) as store:
        return store.last_polls().get(feed.name)


def _is_fresh(url: str, feed: Feed, desk: Desk) -> bool:
    """Whether this very question was answered a short while ago; what came of it is evidence already."""
    from tasks.acquire.fetch import shown  # noqa: PLC0415 -- see above

    if desk.path is None or not desk.path.exists():
        return False
    with Store.open(desk.path) as store:
        last = store.last_fetch(shown(url))
    return last is not None and desk.now - last.fetched_at < timedelta(minutes=feed.poll_minutes)
