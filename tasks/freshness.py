"""Fresh at the moment of need: before an article is checked, the reference feeds that are due are polled, briefly.

In: a desk. Out: what that brought, kept in the store and the index, so that the article is held against it. Only feeds
that have answered before are asked, within one budget of seconds for all of them; what is not reached in it is left for
the next refresh and is no failure of the feed. Nothing is polled where nothing is kept, or where the budget is 0.
"""

import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import dataclass

from tasks.acquire.feeds.polled import is_resting
from tasks.desk import Desk
from tasks.evidence.store_shelf import index_of
from tasks.refresh import FEEDS_AT_ONCE, Refreshed, Standing, chosen_feeds, keep, refresh_feed, standing, unheld
from tasks.settings import Feed
from tasks.store.records import FeedPoll
from tasks.store.store import Store

MOST_FAILURES = 2  # in a row; a feed that fails more often waits for the next refresh, not for a reporter


@dataclass(frozen=True, slots=True)
class Freshened:
    """What a brief refresh brought: new articles, and which feeds answered, failed or were not reached."""

    new: int = 0
    answered: tuple[str, ...] = ()
    failed: tuple[str, ...] = ()
    left: tuple[str, ...] = ()

    def __str__(self) -> str:
        """One sentence; empty where no feed was due."""
        if not (self.answered or self.failed or self.left):
            return ""
        due = len(self.answered) + len(self.failed) + len(self.left)
        said = f"{self.new} new article{'' if self.new == 1 else 's'} from {due} "
        said += "feed that was due" if due == 1 else "feeds that were due"
        if self.failed:
            said += f"; failed: {', '.join(self.failed)}"
        if self.left:
            said += f"; not reached in time, left for the next refresh: {', '.join(self.left)}"
        return said


def freshen(desk: Desk, on_done: Callable[[int], None] = lambda _: None) -> Freshened:
    """Poll what is due within `limits.refresh_s` seconds and keep what came."""
    budget_s = desk.settings.limits.refresh_s
    if budget_s <= 0 or desk.path is None or not desk.path.exists():
        return Freshened()
    with Store.open(desk.path) as store:
        polls = store.last_polls()
    due = [feed for feed in chosen_feeds(desk, ()) if _is_due(feed, polls.get(feed.name), desk)]
    if not due:
        return Freshened()
    before = standing(desk)  # reads every address that is held: not before something is due
    ends = time.monotonic() + budget_s
    refreshed: list[Refreshed] = []
    left: list[str] = []
    with ThreadPoolExecutor(FEEDS_AT_ONCE) as pool:
        jobs = {pool.submit(_within, feed, desk, before, ends): feed for feed in due}
        for count, job in enumerate(as_completed(jobs), start=1):
            one = job.result()
            if one is None or _ran_out(one, before):
                left.append(jobs[job].name)
            else:
                refreshed.append(one)
            on_done(count)
    refreshed.sort(key=lambda one: one.feed.name)
    with Store.open(desk.path) as store:
        new = unheld(store, refreshed)
        keep(store, refreshed, desk)
        index_of(store, desk.index_folder)
    failed = [one.feed.name for one in refreshed if one.polled.status == "error"]
    answered = [one.feed.name for one in refreshed if one.polled.status in {"new", "unchanged"}]
    return Freshened(new, tuple(answered), tuple(failed), tuple(sorted(left)))


def _is_due(feed: Feed, last: FeedPoll | None, desk: Desk) -> bool:
    if last is None or last.failures > MOST_FAILURES or feed.kind == "search":
        return False
    return not is_resting(last.next_at, feed, desk.now)


def _within(feed: Feed, desk: Desk, before: Standing, ends: float) -> Refreshed | None:
    """None where the time was over before this feed's turn came."""
    rest = ends - time.monotonic()
    return refresh_feed(feed, desk, before, budget_s=rest) if rest > 0 else None


def _ran_out(one: Refreshed, before: Standing) -> bool:
    """Whether it was our haste that ended the poll: then its state is what it was."""
    return one.polled.status == "error" and not one.polled.entries and one.polled.state == before.states[one.feed.name]
