"""Configuration: four TOML files read once into frozen, typed settings; an unknown key is an error that names it.

In: a folder with feeds.toml, settings.toml, sources.toml and rules.toml (any may be missing: then defaults hold).
Out: one `Settings`. Every limit has its default here, with the reason beside it.
"""

import hashlib
import os
import tomllib
from functools import cached_property
from pathlib import Path
from typing import Literal, Self

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from tasks.settings_care import Publisher, Reports
from tasks.settings_names import Place, Source, Thing, by_word
from tasks.settings_night import DigestSettings, Night
from tasks.trouble import Misconfigured

FeedRole = Literal["reference", "watch", "both"]
REPORTS_URL = "TRACEWIRE_REPORTS_URL"  # set by `tracewire up`, which serves the folder of reports while it runs
CONFIG_FILES = ("settings.toml", "feeds.toml", "sources.toml", "rules.toml")


class _Frozen(BaseModel):
    """A settings record: immutable, and a key that is not known is refused rather than ignored."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Limits(_Frozen):
    """What one article, feed or page may cost. HARDENING.md holds the measurements behind each."""

    article_max_bytes: int = Field(default=2_000_000, gt=0)  # trafilatura is superlinear on hostile pages above this
    pdf_max_bytes: int = Field(default=20_000_000, gt=0)  # of a report given with --against; pictures take most of it
    feed_max_bytes: int = Field(default=5_000_000, gt=0)  # 15 MB of items cost feedparser 53 s
    feed_max_items: int = Field(default=500, gt=0)
    text_max_chars: int = Field(default=1_000_000, gt=0)  # a book; longer texts are refused, not cut
    deadline_s: float = Field(default=20.0, gt=0)  # first byte asked to last byte read, look-up and headers included
    max_redirects: int = Field(default=5, ge=0)
    parse_s: float = Field(default=20.0, gt=0)
    parse_max_bytes: int = Field(default=1_073_741_824, gt=0)  # address space of the parsing child
    pause_s: float = Field(default=1.0, ge=0)  # between two requests to one host: a person clicks no faster
    revisit_after_hours: tuple[float, ...] = (
        1,
        6,
        24,
        72,
    )  # after first sight: most silent edits come within three days
    revisit_pages: int = Field(default=100, ge=0)  # of one feed in one refresh, two minutes at a page a second
    user_agent: str = "Tracewire/0.1 (+https://tracewire.example/contact)"
    allow_hosts: tuple[str, ...] = ()  # host or host:port that may lie inside the network; for tests and intranets
    ca_file: str = ""  # PEM of authorities that are trusted beside the usual ones: an intranet's own
    search_s: float = Field(default=10.0, ge=0)  # that `verify` may spend asking search feeds about one article
    refresh_s: float = Field(default=10.0, ge=0)  # before an article is checked: what a reporter waits for; 0: never
    keep_bodies_days: int = Field(default=0, ge=0)  # bytes of pages on which no verdict rests; 0: for ever


class Paths(_Frozen):
    """Where things are kept. `~` is expanded; TRACEWIRE_HOME wins over `home`."""

    home: str = "~/.tracewire"
    reports: str = ""  # folder of the report pages; empty: `reports` in the home folder

    @property
    def folder(self) -> Path:
        """The folder that holds store and index."""
        return Path(os.environ.get("TRACEWIRE_HOME") or self.home).expanduser()

    @property
    def reports_folder(self) -> Path:
        """The folder that report pages are written to."""
        return Path(self.reports).expanduser() if self.reports else self.folder / "reports"


class Engine(_Frozen):
    """How much is looked at for a claim."""

    windows_per_claim: int = Field(default=60, gt=0)  # evidence set@50 was the measured knee
    documents_per_claim: int = Field(default=25, gt=0)
    # Who does the work changes no verdict, so these are no part of the hash of rules.
    runner: Literal["threads", "processes", "dask"] = Field(default="threads", exclude=True)
    workers: int = Field(default=0, ge=0, exclude=True)  # processes of a night; 0: one a core
    scheduler: str = Field(default="", exclude=True)  # address of a Dask cluster, for runner = "dask"


class Fields(_Frozen):
    """Where a search feed's JSON answer holds what: dotted paths, numbers for places in a list ("review.0.url").

    All but `items` start at one item. A `url` with braces is a template of such paths ("https://a.example/{id}").
    """

    items: str = ""  # empty: the answer itself is the list
    url: str = Field(min_length=1)
    title: str = ""
    published: str = ""
    text: str = ""
    publisher: str = ""


class Feed(_Frozen):
    """A configured source of articles."""

    name: str = Field(min_length=1)
    kind: Literal["rss", "atom", "rdf", "syndication", "jsonfeed", "sitemap", "search", "archive"]
    url: str
    publisher: str
    owner: str | None = None
    tier: int = Field(default=3, ge=1, le=4)
    role: FeedRole = "reference"
    poll_minutes: int = Field(default=60, gt=0)
    min_items: int = Field(default=1, ge=0)
    pages: bool = True  # fetch each item's page; False: the text in the feed is the article
    enabled: bool = True
    tls: Literal["verified", "insecure"] = "verified"  # insecure: any certificate will do, and its pages are of tier 4
    # of a search feed only
    fields: Fields | None = None  # None: the answer is RSS or Atom
    date_format: str = "%Y-%m-%d"  # of {from} and {to}
    queries: int = Field(default=3, gt=0, le=20)  # asked for one article, at most

    @model_validator(mode="after")
    def _fits_its_kind(self) -> Self:
        if (self.kind == "search") != ("{query}" in self.url):
            raise ValueError("a feed of kind search, and no other, has {query} in its url")
        if self.fields is not None and self.kind != "search":
            raise ValueError("only a feed of kind search has fields")
        return self

    @property
    def is_verified(self) -> bool:
        """Whether its servers must show a valid certificate."""
        return self.tls == "verified"

    @property
    def is_reference(self) -> bool:
        """Whether its articles are evidence."""
        return self.role != "watch"

    @property
    def is_watched(self) -> bool:
        """Whether the nightly run checks its articles; what was merely checked is no evidence."""
        return self.role != "reference"


class Sources(_Frozen):
    """Names that mean the same body or the same ground, and words for one counted thing."""

    source: tuple[Source, ...] = ()
    place: tuple[Place, ...] = ()
    thing: tuple[Thing, ...] = ()

    @cached_property
    def by_alias(self) -> dict[str, Source]:
        """Lower-cased name or alias -> source."""
        table: dict[str, Source] = {}
        for source in self.source:
            for name in (source.name, *source.aliases):
                table.setdefault(name.lower(), source)
        return table

    @cached_property
    def by_domain(self) -> dict[str, Source]:
        """Domain -> source."""
        return {domain.lower(): source for source in self.source for domain in source.domains}

    @cached_property
    def places_by_alias(self) -> dict[str, Place]:
        """Lower-cased place name, alias or demonym -> place."""
        table: dict[str, Place] = {}
        for place in self.place:
            for name in (place.name, *place.aliases):
                table.setdefault(name.lower(), place)
        return table

    @cached_property
    def things_by_word(self) -> dict[str, frozenset[str]]:
        """Lower-cased word -> the names of the counted things that it may stand for."""
        return by_word(self.thing)

    @cached_property
    def things_in_lines(self) -> tuple[tuple[str, ...], ...]:
        """The words of each line of things, its name first, lower-cased."""
        return tuple((one.name.lower(), *(word.lower() for word in one.words)) for one in self.thing)

    @cached_property
    def aliases_by_first_word(self) -> dict[str, tuple[tuple[tuple[str, ...], str, bool], ...]]:
        """First word -> (all words of an alias, lower-cased canonical name, whether it is a place), longest first."""
        table: dict[str, list[tuple[tuple[str, ...], str, bool]]] = {}
        names = [(alias, source.name, False) for alias, source in self.by_alias.items()]
        names += [(alias, place.name, True) for alias, place in self.places_by_alias.items()]
        for alias, name, is_place in names:
            parts = tuple(alias.replace("’", "'").replace("'s ", " 's ").split())
            table.setdefault(parts[0], []).append((parts, name.lower(), is_place))
        return {first: tuple(sorted(held, key=lambda entry: -len(entry[0]))) for first, held in table.items()}


class Rules(_Frozen):
    """The thresholds of VERDICTS.md, by section. Shares are of the number printed."""

    # section 5: words to intervals
    rounded_share: float = 0.05
    about_share: float = 0.10
    nearly_share: float = 0.10
    consistent_share: float = 0.25
    lower_bound_share: float = 0.12
    upper_bound_share: float = 0.10
    vague_factor: float = 2.0
    clock_minutes: int = 5
    clock_hedged_minutes: int = 20
    vague: dict[str, tuple[float, float]] = {
        "dozens": (24, 99),
        "scores": (40, 199),
        "hundreds": (200, 999),
        "thousands": (2_000, 9_900),
        "tens of thousands": (20_000, 99_000),
        "hundreds of thousands": (200_000, 990_000),
    }
    # section 4: time
    breaking_hours: float = 48
    estimate_days: float = 7
    grace_minutes: float = 90
    outlier_factor: float = 2.0
    # section 2: the same-figure gate (cosine of two articles' words; share of the words around two figures)
    event_agrees: float = 0.06
    event_conflicts: float = 0.20
    frame_agrees: float = 0.30
    frame_conflicts: float = 0.50
    date_odds_agrees: float = -0.5
    date_odds_conflicts: float = 1.0
    odds_agrees: float = -0.7  # log-odds of one figure, with what an equal value adds
    odds_agrees_few: float = 0.8  # of fewer than ten people
    odds_agrees_single: float = 0.6
    odds_compatible: float = -0.5
    odds_moves: float = -1.5  # what a page leads with, of another moment
    odds_conflicts: float = 0.5
    odds_conflicts_few: float = -0.7  # of fewer than ten people
    odds_conflicts_measured: float = -0.5  # of what is no toll
    odds_conflicts_things: float = 0.0  # of counted things, of which a page has several
    event_far: float = 0.30  # likeness from which reports months apart may be of one thing
    one_event_agrees: float = -2.0  # log-odds from which two small tolls may be of one event
    one_event_conflicts: float = 1.0  # and surely are
    distinctive_value: float = 10  # smaller numbers coincide by chance
    # section 1: families and copies
    copy_min_words: int = 60
    copy_containment: float = 0.5
    rewrite_min_shared: int = 4
    # search
    window_days_before: int = 1_100
    window_days_after: int = 1_100
    min_coverage: float = 0.18


class Settings(_Frozen):
    """Everything that is configured, with the folder that it was read from."""

    paths: Paths = Paths()
    reports: Reports = Reports()
    publisher: Publisher = Publisher()
    limits: Limits = Limits()
    engine: Engine = Engine()
    night: Night = Night()
    digest: DigestSettings = DigestSettings()
    feeds: tuple[Feed, ...] = ()
    sources: Sources = Sources()
    rules: Rules = Rules()
    folder: Path = Path()

    @property
    def search_feeds(self) -> tuple[Feed, ...]:
        """The search services that are asked for evidence while an article is verified."""
        asked = (feed for feed in self.feeds if feed.kind == "search" and feed.enabled and feed.is_reference)
        return tuple(asked) if self.limits.search_s else ()

    @cached_property
    def reading_hash(self) -> str:
        """A hash of all that can change what is read from a text: sources and rules."""
        return _hash(self.sources, self.rules)

    @cached_property
    def rules_hash(self) -> str:
        """A hash of all that can change a verdict: rules, sources and engine."""
        return _hash(self.rules, self.sources, self.engine)

    @cached_property
    def kept(self) -> str:
        """All that `rules_hash` speaks of, as JSON: what the store keeps so that a verdict can be judged again."""
        return self.model_dump_json(include={"rules", "sources", "engine"})

    def as_kept(self, text: str) -> "Settings":
        """These settings with the rules, sources and engine of an earlier day; Misconfigured if they do not fit."""
        try:
            then = Settings.model_validate_json(text)
        except ValidationError as error:
            cause = "another version of the program kept its rules in another form"
            raise Misconfigured("the verdict's configuration", cause, "Verify the article again") from error
        # Made anew, not copied: a copy would keep the hashes of today's rules.
        return Settings(
            paths=self.paths,
            reports=self.reports,
            publisher=self.publisher,
            limits=self.limits,
            engine=then.engine,
            night=self.night,
            digest=self.digest,
            feeds=self.feeds,
            sources=then.sources,
            rules=then.rules,
            folder=self.folder,
        )


def load(folder: Path | None = None) -> Settings:
    """Read the configuration folder: the one given, else $TRACEWIRE_CONFIG, ./config, or the one that came with us.

    Raises Misconfigured naming the file, the key and the cause.
    """
    folder = folder or default_folder()
    if not folder.is_dir():
        raise Misconfigured(str(folder), "there is no such configuration folder", "Give one with --config.")
    tables = {name: _table(folder / name) for name in CONFIG_FILES}
    feeds = tables["feeds.toml"]
    if unknown := set(feeds) - {"feed"}:
        raise Misconfigured(str(folder / "feeds.toml"), f"unknown key {min(unknown)!r}", "Feeds are [[feed]] tables.")
    settings = {
        **tables["settings.toml"],
        "feeds": [_in_folder(feed, folder) for feed in _list(feeds.get("feed", []))],
        "sources": tables["sources.toml"],
        "rules": tables["rules.toml"],
        "folder": folder.resolve(),
    }
    try:
        return Settings.model_validate(settings)
    except ValidationError as error:
        raise Misconfigured(*_first_fault(error, folder)) from error


def _hash(*parts: BaseModel) -> str:
    return hashlib.sha256("\n".join(part.model_dump_json() for part in parts).encode()).hexdigest()[:16]


def default_folder() -> Path:
    """The configuration that is used where none is named."""
    if given := os.environ.get("TRACEWIRE_CONFIG"):
        return Path(given)
    here = Path.cwd() / "config"
    return here if (here / "feeds.toml").is_file() else shipped_folder()


def shipped_folder() -> Path:
    """The configuration that came with the program."""
    here = Path(__file__).resolve().parent
    beside = here.parent / "config"
    return beside if (beside / "feeds.toml").is_file() else here / "default_config"


def _table(path: Path) -> dict[str, object]:
    if not path.exists():
        return {}
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, OSError) as error:
        raise Misconfigured(str(path), f"not readable as TOML: {error}", "Correct that line.") from error


def _list(value: object) -> list[object]:
    return value if isinstance(value, list) else [value]


def _in_folder(feed: object, folder: Path) -> object:
    """The path of a configured archive is meant from the folder of its configuration."""
    if isinstance(feed, dict) and feed.get("kind") == "archive" and isinstance(feed.get("url"), str):
        return {**feed, "url": str(folder.resolve() / Path(feed["url"]).expanduser())}
    return feed


def _first_fault(error: ValidationError, folder: Path) -> tuple[str, str, str]:
    fault = error.errors()[0]
    where = [str(part) for part in fault["loc"]]
    file = {"feeds": "feeds.toml", "sources": "sources.toml", "rules": "rules.toml"}.get(where[0], "settings.toml")
    key = ".".join(where[1:] if file != "settings.toml" else where) or where[0]
    cause = f"unknown key {key!r}" if fault["type"] == "extra_forbidden" else f"{key}: {fault['msg']}"
    return str(folder / file), cause, "README, section Configuration, lists the keys."
