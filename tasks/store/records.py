"""Records that only the store knows: what came in besides articles, and the state of runs.

All frozen; instants aware UTC. Bodies are bytes as they were received after decoding, uncompressed.
"""

from dataclasses import dataclass
from datetime import datetime

from tasks.model import Fetched


@dataclass(frozen=True, slots=True)
class Item:
    """One entry of a feed as listed. `document_id` is None where no article could be read from it."""

    feed: str
    url: str | None
    guid: str | None
    first_seen: datetime
    title: str | None = None
    published_raw: str | None = None
    document_id: str | None = None


@dataclass(frozen=True, slots=True)
class Fetch:
    """One answer of a server, with the way to it. `body` None: not kept, or unchanged since (304)."""

    url: str
    final_url: str
    status: int
    fetched_at: datetime
    hops: tuple[tuple[str, int], ...] = ()
    headers: tuple[tuple[str, str], ...] = ()
    charset: str | None = None
    body: bytes | None = None
    document_id: str | None = None


def fetch_of(fetched: Fetched, at: datetime, document_id: str | None = None) -> Fetch:
    """The row of an answer that came at that instant, or long before; `document_id` is what was read from it."""
    return Fetch(
        url=fetched.url,
        final_url=fetched.final_url,
        status=fetched.status,
        fetched_at=fetched.came_at or at,
        hops=tuple((hop.url, hop.status) for hop in fetched.hops),
        headers=tuple(sorted(fetched.headers.items())),
        charset=fetched.charset,
        body=fetched.body or None,
        document_id=document_id,
    )


@dataclass(frozen=True, slots=True)
class Look:
    """What is known of a page that a feed brought: when it was last asked for, and with what answer.

    `document_id` is the newest print that was fetched as a page (None: none could be read, or the feed gave the text);
    `status` is that of the last answer; the validators came with that print.
    """

    url: str
    feed: str
    first_seen: datetime
    last_look: datetime
    document_id: str | None = None
    status: int | None = None
    etag: str | None = None
    last_modified: str | None = None


@dataclass(frozen=True, slots=True)
class FeedPoll:
    """How one poll of a feed ended, and what the next one needs. `failures` counts those in a row."""

    feed: str
    polled_at: datetime
    status: str  # new | unchanged | error
    items: int = 0
    etag: str | None = None
    last_modified: str | None = None
    next_at: datetime | None = None
    failures: int = 0
    trouble: str | None = None


@dataclass(frozen=True, slots=True)
class RunEvent:
    """Something that happened to a run: started, alive, finished or failed."""

    run_id: str
    flow: str
    state: str
    happened_at: datetime
    host: str
    pid: int
    program: str
    rules_hash: str
    detail: str | None = None


@dataclass(frozen=True, slots=True)
class Agreement:
    """Words of people on the machine's verdicts of one month, label, kind of claim and rule of the match that decided.

    `month` is that of the words, 2026-11; `overruled` counts them by reason.
    """

    month: str
    label: str
    kind: str
    rule: str
    confirmed: int
    overruled: tuple[tuple[str, int], ...]

    @property
    def words(self) -> int:
        """How many people spoke, each once a verdict."""
        return self.confirmed + sum(count for _, count in self.overruled)


@dataclass(frozen=True, slots=True)
class Judged:
    """One line of the list of verdicts: enough to choose the one to explain."""

    verdict_id: str
    claim_id: str
    label: str
    shown_as: str
    sentence: str | None
    judged_at: datetime | None


@dataclass(frozen=True, slots=True)
class NightArticle:
    """What became of one watched article: verified, skipped (not English, no claim is read) or failed, with its cause.

    `program` and `rules_hash` say who tried: a failure is tried again once one of them has changed.
    """

    document_id: str
    outcome: str
    program: str
    rules_hash: str
    cause: str | None = None
    url: str | None = None  # as read; not kept a second time
    title: str | None = None
    feed: str | None = None


@dataclass(frozen=True, slots=True)
class DigestItem:
    """One item that a digest showed; `item` is JSON, as tasks/night/digest_store.py writes it."""

    item_id: str
    made_at: datetime
    item: str


@dataclass(frozen=True, slots=True)
class DigestDecision:
    """What a person said of an item: dismissed, or snoozed until an instant; `item` as it was then, as JSON."""

    item_id: str
    decision: str
    decided_by: str
    reason: str
    until: datetime | None
    decided_at: datetime
    item: str
