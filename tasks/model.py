"""The records that pass between stages, and nothing else.

Each stage takes some of these and returns others; all are frozen, so that what was read, matched or judged
can be stored and replayed. Units stand in names. Offsets point into `Document.text`; ends are exclusive.
"""

import hashlib
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta, timezone
from functools import lru_cache
from typing import Self

from tasks.vocabulary import (
    AsOfBasis,
    CitedSource,
    ClaimKind,
    CorrectedInput,
    CreditKind,
    EdgeKind,
    FurnitureKind,
    Granularity,
    Hedge,
    Party,
    Precision,
    Relation,
    Review,
    Temporal,
    VerdictLabel,
)

# ------------------------------------------------------------------------------------------------- pages


@dataclass(frozen=True, slots=True)
class Published:
    """When a page says that it was published.

    `instant` is aware UTC. `offset_minutes` is the zone that was printed (None: none was), which gives the
    civil day in the outlet's zone; `basis` names where it stood ("given", "json-ld", "meta", "feed", "archive",
    "text").
    """

    instant: datetime
    precision: Precision
    basis: str
    raw: str
    offset_minutes: int | None = None


@dataclass(frozen=True, slots=True)
class Hop:
    """One answer on the way: the address asked and the status that came. Redirects are evidence of lineage."""

    url: str
    status: int


@dataclass(frozen=True, slots=True)
class Fetched:
    """An answer as it came, with the way that led to it. `headers` has lower-cased names and only those that are used.

    `status` is 200, 304 (then `body` is empty) or a redirect that was not to be followed; 0 for bytes that came from a
    file or standard input. `body` is unpacked. `charset` is what the HTTP header says; `hops` begins with the address
    asked and ends with `final_url`.
    """

    url: str
    final_url: str
    status: int
    headers: dict[str, str] = field(default_factory=dict)
    body: bytes = b""
    charset: str | None = None
    hops: tuple[Hop, ...] = ()
    came_at: datetime | None = None  # when, of an answer that a web archive kept; None: just now


@dataclass(frozen=True, slots=True)
class RawPage:
    """One article as it came in, before it is read. Exactly one of `text` and `html` is set.

    `published_raw` is the date string that came with it (option, archive or feed), never a parsed one.
    """

    source_id: str
    url: str | None = None
    publisher: str | None = None
    published_raw: str | None = None
    published_basis: str = "archive"
    title: str | None = None
    byline: str | None = None
    text: str | None = None
    html: bytes | None = None
    charset: str | None = None
    credits: tuple["Credit", ...] = ()
    owner: str | None = None
    tier: int = 3
    fetched: Fetched | None = None  # the answer that it was read from, where a server or a web archive gave one


@dataclass(frozen=True, slots=True)
class Credit:
    """A name that the page gives for where it, or a picture on it, came from; `evidence` is the exact words."""

    name: str
    kind: CreditKind
    evidence: str
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class Furniture:
    """A typed stretch of the text that is not prose."""

    start: int
    end: int
    kind: FurnitureKind


@dataclass(frozen=True, slots=True)
class Document:
    """The text of one article. `document_id` hashes text, url and publication: three prints are three documents."""

    document_id: str
    source_id: str
    text: str
    url: str | None = None
    publisher: str | None = None
    byline: str | None = None
    title: str | None = None
    published: Published | None = None
    modified: Published | None = None
    dateline: str | None = None
    language: str = "en"
    credits: tuple[Credit, ...] = ()
    furniture: tuple[Furniture, ...] = ()
    owner: str | None = None
    tier: int = 3

    def __hash__(self) -> int:
        """By its id alone: memories of a document are asked once a sentence, and hashing every field takes as long."""
        return hash(self.document_id)

    @property
    def address(self) -> str | None:
        """Where the page stands, without fragment and closing slash: one page has one address."""
        return self.url.split("#")[0].rstrip("/") if self.url else None

    @property
    def civil_day(self) -> date | None:
        """The day of publication as the outlet's readers would name it, or None where no date is known."""
        if self.published is None:
            return None
        return civil(self.published).date()


@dataclass(frozen=True, slots=True)
class Fetching:
    """The answer of a server that a document was read from: final address, when, the SHA-256 of its bytes if kept."""

    url: str
    fetched_at: datetime
    body_sha256: str | None = None


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of prose (or a headline) with its exact place."""

    index: int
    start: int
    end: int
    text: str
    paragraph: int
    is_headline: bool = False


@dataclass(frozen=True, slots=True)
class Passage:
    """A window of three sentences, stride two: the unit of search."""

    document_id: str
    index: int
    start: int
    end: int
    text: str


# ------------------------------------------------------------------------------------------------ claims


@dataclass(frozen=True, slots=True)
class Number:
    """A number as printed, with the interval that its words allow. `low`/`high` None = open."""

    start: int
    end: int
    text: str
    value: float
    low: float | None
    high: float | None
    hedge: Hedge
    open_low: bool = False  # the bound itself is left out ("more than N", "nearly N")
    open_high: bool = False
    is_ordinal: bool = False
    is_percent: bool = False
    currency: str | None = None
    kind: str = "count"  # count | ordinal | percent | fraction | money | age


@dataclass(frozen=True, slots=True)
class When:
    """A civil interval in which something happens; `end` is the last day included.

    `clock` is minutes after local midnight, first and last, for times of day. `rule` names the rule that fired,
    `timex` is the TIMEX3 value, `zone` an IANA name where the text or dateline gives one.
    """

    start: date
    end: date
    granularity: Granularity
    clock: tuple[int, int] | None = None
    zone: str | None = None
    approximate: bool = False
    text: str = ""
    rule: str = ""
    timex: str = ""


@dataclass(frozen=True, slots=True)
class Timex:
    """One temporal expression with its span (document offsets) and TIMEX3 type and value.

    `when` is None where it resolves to no stretch of the calendar (a duration, a set, an unanchored weekday).
    `anchor` names what a relative expression was counted from: "published", "dateline", "text:<start>", "none".
    """

    start: int
    end: int
    text: str
    type: str
    value: str
    anchor: str = "none"
    mod: str | None = None
    when: When | None = None
    rule: str = ""


@dataclass(frozen=True, slots=True)
class AsOf:
    """The stretch of time (aware UTC) at which a figure was said to hold, and on what that rests."""

    start: datetime
    end: datetime
    basis: AsOfBasis


@dataclass(frozen=True, slots=True)
class Figure:
    """A number bound to what it counts. `value` is as printed or the middle of a printed range."""

    value: float
    low: float | None
    high: float | None
    hedge: Hedge
    role: str
    party: Party = Party.UNKNOWN
    unit: str | None = None
    base: float | None = None
    place: str | None = None
    population: str | None = None
    as_of: AsOf | None = None
    derived_from: str | None = None
    open_low: bool = False
    open_high: bool = False
    is_increment: bool = False  # "22 more than that morning": new ones, not the total
    is_part: bool = False  # "12 of them in Nangarhar": part of a total printed beside it

    def with_number(self, number: Number) -> "Figure":
        """The same thing counted by another printed number; what it was derived from no longer holds."""
        return replace(
            self,
            value=number.value,
            low=number.low,
            high=number.high,
            hedge=number.hedge,
            open_low=number.open_low,
            open_high=number.open_high,
            derived_from=None,
        )


@dataclass(frozen=True, slots=True)
class Quote:
    """Words between quotation marks and who is said to have spoken them."""

    text: str
    speaker: str | None


@dataclass(frozen=True, slots=True)
class Attribution:
    """Who says it: spans of source, cue and content (document offsets); `name` is the source resolved.

    `kind` is direct, indirect or mixed. `chain` is outermost first and ends in `name`.
    """

    cue: tuple[int, int]
    content: tuple[tuple[int, int], ...]
    source: tuple[int, int] | None
    name: str | None
    kind: str
    chain: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Anchors:
    """What ties a claim to its event, lower-cased: names of people and organisations, places, and plain topic words."""

    names: frozenset[str] = frozenset()
    places: frozenset[str] = frozenset()
    terms: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Happening:
    """What a date or count is about: a normalised verb or noun and who took part ("meet", {"kim", "xi"})."""

    event: str
    participants: frozenset[str] = frozenset()
    status: str = "held"  # held | planned | denied


@dataclass(frozen=True, slots=True)
class Claim:
    """A checkable statement in place.

    `start`/`end` is the claim's own span, `sentence_*` the sentence around it. `attribution` is outermost first.
    `not_checkable` is the reason why it cannot be checked (forecast, opinion, question), else None.
    """

    claim_id: str
    document_id: str
    kind: ClaimKind
    start: int
    end: int
    text: str
    sentence: str
    sentence_start: int
    sentence_end: int
    sentence_index: int
    figure: Figure | None = None
    when: When | None = None
    quote: Quote | None = None
    happening: Happening | None = None
    attribution: tuple[str, ...] = ()
    own_voice: bool = True
    anchors: Anchors = Anchors()
    event_when: When | None = None  # when the counted event happened, as far as the text says
    is_headline: bool = False
    is_retrospective: bool = False
    is_negated: bool = False
    not_checkable: str | None = None
    extractor: str = "1"


# ---------------------------------------------------------------------------------------------- evidence


@dataclass(frozen=True, slots=True)
class Candidate:
    """A passage worth comparing, with the scores that found it (so that "why was this found" has an answer)."""

    passage: Passage
    search_score: float
    coverage: float = 0.0  # share of the claim's IDF weight that the passage holds, 0..1
    token_set: float = 0.0  # rapidfuzz token_set_ratio on stems, 0..100
    document_coverage: float = 0.0  # the same share over the best windows of its document together, 0..1
    event_share: float = 0.0  # how much of the article's subject (headline and telling words) that document holds, 0..1


@dataclass(frozen=True, slots=True)
class Finding:
    """What a comparison came to: a finished English sentence with both values, both dates and who said them."""

    relation: Relation
    detail: str
    rule: str
    gate: str | None = None  # the test that failed, where the same-figure gate was not passed


@dataclass(frozen=True, slots=True)
class Match:
    """One claim compared with one passage of one document."""

    claim_id: str
    document_id: str
    relation: Relation
    finding: Finding
    start: int
    end: int
    passage: str
    score: float
    their_claim: Claim | None = None
    coverage: float = 0.0

    @classmethod
    def reckoned(cls, claim: Claim, theirs: Claim, finding: Finding) -> Self:
        """What the sentence of a page's claim does to ours where no search led to it, but a reckoning: no score."""
        return cls(
            claim_id=claim.claim_id,
            document_id=theirs.document_id,
            relation=finding.relation,
            finding=finding,
            start=theirs.sentence_start,
            end=theirs.sentence_end,
            passage=theirs.sentence,
            score=0.0,
            their_claim=theirs,
        )


# ----------------------------------------------------------------------------------------------- lineage


@dataclass(frozen=True, slots=True)
class Edge:
    """A link of lineage from a document to the document or the name that it came from."""

    from_id: str
    to_id: str
    kind: EdgeKind
    evidence: str
    confidence: float
    contains_ab: float | None = None  # share of the first text found in the second, 0..1
    contains_ba: float | None = None


@dataclass(frozen=True, slots=True)
class Joining:
    """What a person says of two pages: one report, or two. It holds for every print under their addresses.

    `one` and `other` are document ids in the order of the alphabet, each with its address (None: it has none);
    `said_at` is aware UTC.
    """

    one: str
    other: str
    is_same: bool
    person: str
    reason: str
    said_at: datetime
    one_address: str | None = None
    other_address: str | None = None


@dataclass(frozen=True, slots=True)
class Family:
    """A publication with its copies and rewrites, earliest first."""

    family_id: str
    documents: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Origin:
    """An independent root of what is claimed: a family reporting on its own, or a source that several quote."""

    origin_id: str
    name: str
    kind: str  # "family" | "named source"
    documents: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Earliest:
    """The first print that we hold outside the article's own family, and the date it rests on."""

    document_id: str
    source_id: str
    url: str | None
    published: Published
    basis: str


@dataclass(frozen=True, slots=True)
class Independence:
    """How many families carry a claim and how many independent origins are behind them."""

    families: int = 0
    origins: tuple[Origin, ...] = ()
    low: int = 0
    high: int = 0
    circular: bool = False
    earliest: Earliest | None = None


@dataclass(frozen=True, slots=True)
class ChainLink:
    """One station of the chain of publication, the article's own publisher first."""

    name: str
    evidence: str
    url: str | None = None
    document_id: str | None = None


@dataclass(frozen=True, slots=True)
class Lineage:
    """Who copied whom around one article: the chain of publication, all edges, and the families."""

    chain: tuple[ChainLink, ...] = ()
    edges: tuple[Edge, ...] = ()
    families: tuple[Family, ...] = ()

    def family_of(self, document_id: str) -> str:
        """The family of a document; a document without copies is its own family."""
        for family in self.families:
            if document_id in family.documents:
                return family.family_id
        return document_id


# ---------------------------------------------------------------------------------------------- verdicts


@dataclass(frozen=True, slots=True)
class Searched:
    """What was looked through for a claim: a search that found nothing is a record too."""

    feeds: int
    passages: int
    start: datetime | None
    end: datetime | None
    cut_off: datetime | None


@dataclass(frozen=True, slots=True)
class Verdict:
    """The judgement of one claim. `verdict_id` hashes claim, evidence, rules and cut-off."""

    verdict_id: str
    claim_id: str
    label: VerdictLabel
    temporal: Temporal
    cited_source: CitedSource
    independence: Independence
    searched: Searched
    confidence: float
    shown_as: str
    explanation: str
    needs_person: bool
    matches: tuple[Match, ...] = ()
    review: Review = Review.MACHINE
    cause: str | None = None  # why UNVERIFIED or NOT_CHECKABLE
    flags: tuple[str, ...] = ()
    rules_hash: str = ""
    program: str = ""


@dataclass(frozen=True, slots=True)
class ReviewWord:
    """A person's word on a verdict: confirmed, or overruled with the label it should have had."""

    verdict_id: str
    claim_id: str
    review: str
    reviewer: str
    reason: str
    reviewed_at: datetime
    label: str | None = None


@dataclass(frozen=True, slots=True)
class Correction:
    """What a person set right about one claim; it holds for every print of that page which has the sentence.

    `words` are the claim's own inside `sentence`; `value` is what was typed for it ("1,200", a tier, a role); `page` is
    the evidence that is meant, with its address. `is_taken_back`: that person no longer says so.
    """

    document_id: str
    claim_id: str
    input: CorrectedInput
    kind: ClaimKind
    sentence: str
    words: str
    value: str
    person: str
    reason: str
    said_at: datetime
    address: str | None = None
    page: str | None = None
    page_address: str | None = None
    is_taken_back: bool = False


@dataclass(frozen=True, slots=True)
class SelfCheck:
    """The article held against itself: a finding with the spans it speaks of."""

    finding: str
    spans: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Sought:
    """What was found for the claims that asked one and the same question, best first.

    The words of the passages are left out (`Passage.text` is empty): they stand in their documents.
    """

    claim_ids: tuple[str, ...]
    found: tuple[Candidate, ...]


@dataclass(frozen=True, slots=True)
class Search:
    """What lay before the judge beside the article: with the texts, enough to judge again whatever was added since.

    `rarity` groups the stems that were weighed by their inverse document frequency; `unseen` is that of a stem which no
    passage held.
    """

    sought: tuple[Sought, ...] = ()
    documents: tuple[str, ...] = ()
    rarity: tuple[tuple[float, tuple[str, ...]], ...] = ()
    unseen: float = 0.0
    seen: tuple[tuple[str, datetime], ...] = ()  # when these documents came in, where that was known
    joinings: tuple[Joining, ...] = ()  # what people had said of these documents by then
    corrections: tuple["Correction", ...] = ()  # and set right about the article's claims


@dataclass(frozen=True, slots=True)
class Verification:
    """Everything that was found about one article: what the store keeps and the reports show."""

    document: Document
    claims: tuple[Claim, ...]
    verdicts: tuple[Verdict, ...]
    lineage: Lineage
    self_check: tuple[SelfCheck, ...] = ()
    cited: tuple[Document, ...] = ()  # every document that lay before the judge
    sentences_checked: int = 0
    sentences: int = 0
    notes: tuple[str, ...] = ()  # what was not checked, in words
    search: Search | None = None  # None: judged before searches were kept
    reviews: tuple[ReviewWord, ...] = ()  # what people said of these claims by then; kept apart from it by the store
    received: Fetched | None = None  # the bytes that the article was read from; kept by the store, not given back


# --------------------------------------------------------------------------------------------------- ids


def content_id(*parts: object) -> str:
    """Hash the parts to 32 hex digits (128 bits of SHA-256); the same parts give the same id on every machine."""
    joined = "\x1f".join("" if part is None else str(part) for part in parts)
    return hashlib.sha256(joined.encode("utf-8", "surrogatepass")).hexdigest()[:32]


def stated_end(published: Published) -> datetime:
    """The last instant (aware UTC) that a date as printed allows: "2 September" may mean its evening."""
    local = civil(published)
    year, month = local.year, local.month
    if published.precision is Precision.YEAR:
        after = local.replace(year=year + 1, month=1, day=1, hour=0, minute=0, second=0, microsecond=0)
    elif published.precision is Precision.MONTH:
        after = local.replace(
            year=year + month // 12, month=month % 12 + 1, day=1, hour=0, minute=0, second=0, microsecond=0
        )
    elif published.precision is Precision.DAY:
        after = local.replace(hour=0, minute=0, second=0, microsecond=0) + timedelta(days=1)
    else:
        return published.instant
    return (after - timedelta(microseconds=1)).astimezone(UTC)


def civil(published: Published) -> datetime:
    """The instant of publication in the zone that was printed with it (UTC where none was)."""
    return _in_zone(published.instant, published.offset_minutes or 0)


@lru_cache(maxsize=4096)
def _in_zone(instant: datetime, minutes: int) -> datetime:
    """Asked for each claim of a page."""
    return instant.astimezone(timezone(timedelta(minutes=minutes)))
