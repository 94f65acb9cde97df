"""The flow `verify-article`: the stages of tasks/steps.py over one article.

In: an article as a person names it (URL or path), and options that the run form shows. Out: the ids of the documents
verified. The command hands its own desk and page in, so that command, form and schedule run the very same flow.
"""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path
from typing import Literal

from prefect import flow
from prefect.logging import get_run_logger
from pydantic import BaseModel, ConfigDict, Field

from flows.commands.verify import cut_off_of
from flows.named import article_run_name, say_what_it_was
from flows.recorded import until_recorded
from flows.untracked import untracked
from tasks import pipeline, steps
from tasks.acquire.articles import read_argument
from tasks.desk import MEMORY, Desk
from tasks.model import RawPage, Verification
from tasks.settings import load
from tasks.trouble import Trouble

FLOW_TIMEOUT_S = 900


Keep = Literal["in the store", "for this run only"]
KEPT: Keep = "in the store"
THROWN_AWAY: Keep = "for this run only"


class VerifyOptions(BaseModel):
    """What may be said about an article beside its address; empty fields are read from the page."""

    model_config = ConfigDict(title="What is known about it", extra="forbid")

    published: str = Field(
        default="", title="Published", description="When it was published: 2025-09-05 or with time and offset"
    )
    publisher: str = Field(default="", title="Publisher", description="Who published it")
    url: str = Field(default="", title="Address", description="Where it was published, for a file")
    against: list[str] = Field(
        default=[], title="Held against", description="Pages to hold against the article: URL or file, also PDF"
    )
    archives: list[str] = Field(
        default=[], title="Archives", description="Files or folders with reference pages for this run only"
    )
    as_of: str = Field(
        default="", title="As of", description="Judge with what was out by then: 2025-09-05, or with time and offset"
    )
    keep: Keep = Field(
        default=KEPT,
        title="Keep the record",
        description="“for this run only” searches no feeds either: just what is given above",
    )
    store: str = Field(default="", title="Store", description="DuckDB file; empty for the configured one")
    config: str = Field(default="", title="Configuration", description="Its folder; empty for the usual one")

    @property
    def store_path(self) -> str | None:
        """The store as a desk takes it."""
        return MEMORY if self.keep == THROWN_AWAY else self.store or None


NOTHING_SAID = VerifyOptions()


@dataclass(slots=True)
class Sitting:
    """What the command has already opened, and what it gets back."""

    desk: Desk
    page: RawPage
    cut_off: datetime | None = None
    verifications: list[Verification] = field(default_factory=list)


_SITTING: ContextVar[Sitting | None] = ContextVar("sitting", default=None)


@flow(name="verify-article", flow_run_name=article_run_name, timeout_seconds=FLOW_TIMEOUT_S, persist_result=False)
async def verify_article(article: str, options: VerifyOptions = NOTHING_SAID) -> list[str]:
    """Check one article, claim by claim, and record where each figure came from.

    Args:
        article: Its address (https://...), or a file on the machine that runs this (.html .txt .json .jsonl)
        options: What is known about it beside its address; nothing of it is needed
    """
    found: list[Verification] = []
    with _sittings(article, options) as sittings:
        for sitting in sittings:
            verification = await _verify(sitting)
            sitting.verifications.append(verification)
            found.append(verification)
    await say_what_it_was(found)
    return [verification.document.document_id for verification in found]


async def _verify(sitting: Sitting) -> Verification:
    desk = untracked(sitting.desk)
    document = await steps.read_article(untracked(sitting.page), desk)
    reading = await steps.extract_claims(untracked(document), desk)
    evidence = await steps.gather_evidence(untracked(reading), desk, sitting.cut_off)
    lineage = await steps.trace_sources(untracked(document), untracked(evidence), desk)
    verification = await steps.judge(untracked(reading), untracked(evidence), untracked(lineage), desk)
    verification = replace(verification, received=pipeline.received(sitting.page))
    await steps.record(untracked(verification), desk)
    try:
        await steps.publish(untracked(verification), desk)
    except Exception as error:  # noqa: BLE001 -- what is recorded stays recorded, whatever the UI's server does
        get_run_logger().warning("recorded, but not shown in the UI: %s", error)
    return verification


def verify_page(page: RawPage, desk: Desk, cut_off: datetime | None) -> Verification:
    """Run the flow on a page that is already at hand; raises the Trouble that stopped it."""
    sitting = Sitting(desk, page, cut_off)
    token = _SITTING.set(sitting)
    try:
        asyncio.run(_run_and_settle(sitting))
    finally:
        _SITTING.reset(token)
    return sitting.verifications[0]


async def _run_and_settle(sitting: Sitting) -> None:
    page = sitting.page
    state = await verify_article(page.url or page.source_id, _options_of(sitting), return_state=True)
    await until_recorded(state.state_details.flow_run_id)
    await state.aresult(raise_on_failure=True)


def _options_of(sitting: Sitting) -> VerifyOptions:
    """What the command was asked for, so that the run's page shows it; the sitting itself is what is used."""
    desk, page = sitting.desk, sitting.page
    return VerifyOptions(
        published=(page.published_raw or "") if page.published_basis == "given" else "",
        publisher=page.publisher or "",
        url=page.url or "",
        archives=[str(path) for path in desk.archives],
        against=list(desk.against),
        keep=THROWN_AWAY if desk.store_path == MEMORY else KEPT,
        store="" if desk.store_path == MEMORY else desk.store_path or "",
        as_of=sitting.cut_off.isoformat() if sitting.cut_off else "",
        config=str(desk.settings.folder),
    )


@contextmanager
def _sittings(article: str, options: VerifyOptions) -> Iterator[Iterator[Sitting]]:
    """The sitting of the command, or a desk of our own for a run from form or schedule."""
    given = _SITTING.get()
    if given is not None:
        yield iter((given,))
        return
    settings = load(Path(options.config) if options.config else None)
    archives = [Path(path) for path in options.archives]
    with Desk(settings, options.store_path, archives, options.against, flow="verify-article") as desk:
        desk.open_library(_told)
        pages = read_argument(
            article,
            settings.limits,
            published=options.published or None,
            publisher=options.publisher or None,
            url=options.url or None,
        )
        cut_off = cut_off_of(options.as_of or None, desk.now)
        yield (Sitting(desk, page, cut_off) for page in pages)


def _told(trouble: Trouble) -> None:
    get_run_logger().warning("left out: %s", trouble)
