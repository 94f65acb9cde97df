"""Records of the care of the store: what is on hold, and what was removed on demand.

All frozen; instants aware UTC. An address is compared by its `page_key`: without scheme, fragment and closing slash.
"""

import re
from dataclasses import dataclass
from datetime import UTC, datetime

from tasks.model import content_id

_SCHEME = re.compile(r"^https?://", re.IGNORECASE)


def page_key(address: str) -> str:
    """What one page has in common under http and https, with and without fragment and closing slash."""
    return _SCHEME.sub("", address.strip()).split("#")[0].rstrip("/")


def is_address(words: str) -> bool:
    """Whether a person named a page, not a story."""
    return bool(_SCHEME.match(words.strip()))


@dataclass(frozen=True, slots=True)
class Hold:
    """What must be kept: a page by its address, or all pages of a story by its words."""

    what: str
    owner: str
    reason: str
    held_at: datetime

    @property
    def hold_id(self) -> str:
        """Its id: the same words by the same owner at the same moment are one hold."""
        return content_id(self.what, self.owner, self.held_at.astimezone(UTC).isoformat())


@dataclass(frozen=True, slots=True)
class HoldEnd:
    """Who let go of a hold, and why."""

    hold_id: str
    owner: str
    reason: str
    ended_at: datetime


@dataclass(frozen=True, slots=True)
class Tombstone:
    """A page whose text was removed: under which addresses and ids it was held, on whose word, and why."""

    address: str
    addresses: tuple[str, ...]
    documents: tuple[str, ...]
    hashes: tuple[str, ...]
    despite: tuple[str, ...]
    person: str
    reason: str
    forgotten_at: datetime

    @property
    def tombstone_id(self) -> str:
        """Its id."""
        return content_id(self.address, self.forgotten_at.astimezone(UTC).isoformat())

    @property
    def notice(self) -> str:
        """What stands where its words stood."""
        day = self.forgotten_at.astimezone(UTC)
        return f"[text removed on {day.day} {day:%B %Y}: {self.reason}]"
