"""The records of a digest: what goes in (leads, what was shown, what people decided) and what comes out (items).

All frozen; instants aware UTC. `Kept` is what the store keeps of an item, so that the next digest knows it again.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from tasks.lineage.voices import Voice
from tasks.model import Claim, Document, Match, ReviewWord, Verdict
from tasks.vocabulary import VerdictLabel


@dataclass(frozen=True, slots=True)
class Lead:
    """One claim of a watched article that needs a person, with the pages that speak to it.

    `voices` gives who stands behind each match, by document; `families` the family of the article and of each page;
    `page` is the address of the article's report, None where none was written.
    """

    claim: Claim
    verdict: Verdict
    document: Document
    evidence: Mapping[str, Document]
    voices: Mapping[str, Voice]
    families: Mapping[str, str]
    page: str | None = None
    reviewed: tuple["Reviewed", ...] = ()


@dataclass(frozen=True, slots=True)
class Reviewed:
    """A person's word on a verdict of the claim, with the claim as it was judged then."""

    lead: Lead
    word: ReviewWord


@dataclass(frozen=True, slots=True)
class Kept:
    """What tells an item again: its figure, the articles that print it, and who says what against it.

    `origins` are canonical names of those who speak against, `values` what they say, as interval words.
    """

    item_id: str
    figure: str
    articles: tuple[str, ...]
    evidence: tuple[str, ...]
    origins: tuple[str, ...]
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ShownBefore:
    """An item of an earlier digest."""

    kept: Kept
    at: datetime


@dataclass(frozen=True, slots=True)
class Decision:
    """What a person said of an item or a claim: what it was then, the word for it, and until when it is put off."""

    kept: Kept
    decision: str  # dismissed | snoozed | confirmed | overruled
    by: str
    reason: str
    at: datetime
    until: datetime | None = None


@dataclass(frozen=True, slots=True)
class Printed:
    """An article that prints the figure of an item."""

    document_id: str
    claim_id: str
    publisher: str
    title: str
    url: str | None
    page: str | None
    is_own: bool


@dataclass(frozen=True, slots=True)
class Item:
    """One thing that needs a person: a figure, all articles that print it, and what speaks against it."""

    kept: Kept
    sentence: str  # "14 articles print 600 killed; the agency says 2,000 since Tuesday"
    story: str  # a headline; two stories may have the same, so `story_id` tells them apart
    label: VerdictLabel
    articles: tuple[Printed, ...]
    detail: str  # the finding behind it, in full
    is_own: bool
    is_new: bool
    story_id: str = ""
    back_because: str = ""  # why it is here although somebody decided it

    @property
    def item_id(self) -> str:
        """The id by which a person dismisses or puts it off."""
        return self.kept.item_id


@dataclass(frozen=True, slots=True)
class Quiet:
    """A feed that failed or brought nothing for too long."""

    feed: str
    why: str


@dataclass(frozen=True, slots=True)
class News:
    """A verdict that the news overtook, or a followed figure that moved, as a finished sentence.

    `about` is the article or the owner, `draft` a correction, `page` the address of the article's report, `key` the id
    of the claim or of the following.
    """

    sentence: str
    about: str
    draft: str = ""
    page: str | None = None
    key: str = ""


@dataclass(frozen=True, slots=True)
class Digest:
    """What an editor reads in the morning."""

    made_at: datetime
    items: tuple[Item, ...] = ()
    more: int = 0  # items beyond those shown
    away: int = 0  # items that people dismissed or put off
    articles: int = 0  # gone through since the last one
    failures: tuple[tuple[str, str], ...] = ()  # article, cause
    quiet: tuple[Quiet, ...] = ()
    overtaken: tuple[News, ...] = ()  # verdicts
    moved: tuple[News, ...] = ()  # followed figures


@dataclass(frozen=True, slots=True)
class Group:
    """Leads that print one figure of one event."""

    leads: tuple[Lead, ...]
    figure: str
    telling: tuple[tuple[Lead, Match], ...] = field(default=())
