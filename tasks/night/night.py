"""One night as plain calls, which `tracewire nightly` and the flow share: what waits, in chunks, judged and recorded.

In: a desk. Out: a `Night` with the outcome of each article. A chunk is one transaction: a night that is killed and
begun again goes on behind the last one that was recorded, over the same evidence, and leaves what an unbroken one does.
"""

import threading
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from tasks import __version__
from tasks.claims.extract import reader_of
from tasks.desk import ANSWERED, Desk
from tasks.evidence.store_shelf import index_of
from tasks.model import Verification
from tasks.night import underway
from tasks.night.bench import Order, Outcome
from tasks.night.runners import Chunk, Runner
from tasks.refresh import watched_feeds
from tasks.report_files import write_report
from tasks.store.records import NightArticle
from tasks.store.snapshot import publish
from tasks.store.store import Store
from tasks.trouble import Misconfigured, Trouble, Unavailable, our_fault

VERIFIED, SKIPPED, FAILED = "verified", "skipped", "failed"


@dataclass(frozen=True, slots=True)
class Plan:
    """What is to be done this night: chunks of document ids, in the order in which the articles came."""

    order: Order
    chunks: tuple[Chunk, ...]
    aside: "Night"  # articles that ended the program night after night, recorded as failures

    @property
    def articles(self) -> int:
        """How many articles wait."""
        return sum(map(len, self.chunks))


@dataclass(frozen=True, slots=True)
class Night:
    """How a night ended."""

    articles: tuple[NightArticle, ...]
    needing: int = 0  # claims that need a person

    def count(self, outcome: str) -> int:
        """Articles of that outcome."""
        return sum(article.outcome == outcome for article in self.articles)

    @property
    def failures(self) -> tuple[NightArticle, ...]:
        """The articles that failed, each with its cause."""
        return tuple(article for article in self.articles if article.outcome == FAILED)


def plan_night(desk: Desk) -> Plan:
    """What waits, and the readers' copy and index that all of it is held against."""
    if desk.path is None:
        raise Misconfigured("--store :memory:", "a night works on what is kept", "Give a file, or leave the option out")
    watching = [feed.name for feed in watched_feeds(desk)]
    with Store.open(desk.path) as store:
        waiting = store.waiting(watching, __version__, desk.settings.rules_hash)
        polls = store.last_polls()
        index_of(store, desk.index_folder)
        snapshot = publish(store)
    feeds = {feed.name for feed in desk.settings.feeds if feed.enabled and feed.is_reference}
    answered = {name for name, last in polls.items() if last.status in ANSWERED}
    order = Order(desk.settings, snapshot, desk.index_folder, len(feeds & answered))
    underway.forget(_notes(desk), waiting)
    deaths = underway.deaths_in(_notes(desk))
    deadly = [key for key in waiting if underway.is_deadly(key, deaths)]
    chunks = chunked([key for key in waiting if key not in deadly], desk.settings.night.chunk_articles)
    aside = record_chunk([_ended_the_program(key) for key in deadly], desk) if deadly else Night(())
    return Plan(order, tuple(underway.taken_apart(chunks, deaths)), aside)


def _ended_the_program(document_id: str) -> Outcome:
    cause = f"{underway.DEATHS_ALONE} nights ended while it was read, the last of them with nothing else under way"
    return Outcome(document_id, trouble=Trouble(document_id, cause, "Please report it with the article"))


def _notes(desk: Desk) -> Path:
    """Where it is noted what is under way, beside the store."""
    assert desk.path is not None
    return desk.path.with_name(f"{desk.path.stem}-underway")


def chunked(document_ids: Sequence[str], size: int) -> Iterator[Chunk]:
    """The ids in stretches of that many."""
    for start in range(0, len(document_ids), size):
        yield tuple(document_ids[start : start + size])


def do_chunk(chunk: Chunk, runner: Runner, desk: Desk) -> Night:
    """Judge a chunk, record it, and write the report pages that the digest leads to."""
    with underway.noted(_notes(desk), chunk):
        outcomes = runner.judge(chunk)
        night = record_chunk(outcomes, desk)
    for outcome in outcomes:
        found = outcome.verification
        if found is not None and any(verdict.needs_person for verdict in found.verdicts):
            _write_page(found, desk)
    return night


def _write_page(found: Verification, desk: Desk) -> None:
    """A page that cannot be written costs the page: the record is kept, and `verify --html` writes it again."""
    try:
        write_report(found, desk)
    except Trouble as trouble:
        _note(trouble, desk)
    except Exception as error:  # noqa: BLE001 -- a fault of ours in a page is no fault of the article's
        _note(our_fault(f"the report page of {found.document.url or found.document.document_id}", error), desk)


def _note(trouble: Trouble, desk: Desk) -> None:
    assert desk.path is not None
    with _WRITING, Store.open(desk.path) as store, store.unit(desk.run_id, now=desk.now) as unit:
        unit.put_trouble(trouble)


_WRITING = threading.Lock()  # one parent writes; chunks that end together wait here, not at the file


def record_chunk(outcomes: Sequence[Outcome], desk: Desk) -> Night:
    """Write all of a chunk in one transaction; where one article cannot be written, each in its own.

    An article that no file can keep becomes a failure with its cause.
    """
    with _WRITING:
        try:
            return _written(outcomes, desk)
        except Unavailable:
            raise
        except Trouble:
            return _together(_alone(outcome, desk) for outcome in outcomes)


def _alone(outcome: Outcome, desk: Desk) -> Night:
    try:
        return _written([outcome], desk)
    except Unavailable:
        raise
    except Trouble as trouble:
        return _written([Outcome(outcome.document_id, trouble=trouble)], desk)


def _written(outcomes: Sequence[Outcome], desk: Desk) -> Night:
    assert desk.path is not None
    articles = tuple(_article(outcome, desk) for outcome in outcomes)
    with Store.open(desk.path) as store, store.unit(desk.run_id, now=desk.now) as unit:
        unit.put_configuration(desk.settings.rules_hash, desk.settings.kept)
        for outcome, article in zip(outcomes, articles, strict=True):
            if outcome.verification is not None:
                unit.put(outcome.verification, reader_of(desk.settings))
            elif outcome.trouble is not None and not outcome.is_skipped:
                unit.put_trouble(outcome.trouble)
            unit.put_night(article)
    needing = sum(
        verdict.needs_person
        for outcome in outcomes
        if outcome.verification is not None
        for verdict in outcome.verification.verdicts
    )
    return Night(articles, needing)


def _article(outcome: Outcome, desk: Desk) -> NightArticle:
    trouble, document = outcome.trouble, outcome.verification.document if outcome.verification else None
    return NightArticle(
        document_id=outcome.document_id,
        outcome=VERIFIED if document else SKIPPED if outcome.is_skipped else FAILED,
        program=__version__,
        rules_hash=desk.settings.rules_hash,
        cause=None if trouble is None else f"{trouble.thing}: {trouble.cause}",
        url=document.url if document else trouble.thing if trouble else None,
        title=document.title if document else None,
    )


def _together(nights: Iterator[Night]) -> Night:
    done = list(nights)
    return Night(tuple(article for night in done for article in night.articles), sum(night.needing for night in done))


def ended(nights: Sequence[Night], desk: Desk) -> Night:
    """All chunks together, noted as a run that finished; the readers' copy is made anew."""
    night = _together(iter(nights))
    assert desk.path is not None
    with Store.open(desk.path) as store:
        with store.unit(desk.run_id, now=desk.now) as unit:
            unit.put_run(desk.event("finished", told(night)))
        publish(store)
    return night


def told(night: Night) -> str:
    """The night in one line."""
    done = night.count(VERIFIED)
    parts = [f"{done:,} article{'' if done == 1 else 's'} verified"]
    parts += [f"{count:,} {word}" for word in (SKIPPED, FAILED) if (count := night.count(word))]
    needing = night.needing
    parts.append(f"{needing:,} claim needs a person" if needing == 1 else f"{needing:,} claims need a person")
    return ", ".join(parts)


def too_many_failed(night: Night, desk: Desk) -> Trouble | None:
    """Why the whole run counts as failed, where too large a share of its articles did."""
    failed, most = len(night.failures), desk.settings.night.max_failed_share
    tried = failed + night.count(VERIFIED)
    if not failed or failed <= most * tried:
        return None
    cause = f"{failed:,} of {tried:,} articles failed, more than {most:.0%}; the first: {night.failures[0].cause}"
    return Trouble("the night", cause, "night.max_failed_share in settings.toml sets the share")
