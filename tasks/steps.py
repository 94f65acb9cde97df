"""Every Prefect task of the project, in the order of the data: retries, timeouts and names on one page.

Each body calls one verb of tasks.pipeline or tasks.desk in a thread, so that Prefect's own loop is never held up.
Nothing is cached or persisted by Prefect: DuckDB holds the record.
"""

import asyncio
import re
from datetime import datetime
from typing import Any, Final

from prefect import task
from prefect.artifacts import acreate_link_artifact, acreate_markdown_artifact, acreate_table_artifact
from prefect.cache_policies import NO_CACHE
from prefect.events import emit_event
from prefect.logging import get_run_logger

from tasks import following, pipeline, standing
from tasks.claims.context import Reading
from tasks.desk import Desk
from tasks.evidence.library import Evidence
from tasks.model import Document, Lineage, RawPage, Verification
from tasks.night import morning, night
from tasks.night.deliver import deliver
from tasks.night.night import Night, Plan
from tasks.night.runners import Chunk, Runner
from tasks.refresh import Refreshed, Standing, feed_rows, refresh_feed, store_refreshed
from tasks.report_files import report_address, write_report
from tasks.reports.digest_model import Digest
from tasks.reports.digest_text import digest_markdown, headline
from tasks.reports.markdown import claim_rows, markdown_report, slug
from tasks.reports.night import night_report
from tasks.reports.safe import line, markdown
from tasks.reviewing import Said, take
from tasks.settings import Feed
from tasks.standing import Reverified
from tasks.trouble import Unavailable
from tasks.vocabulary import VerdictLabel

QUICK: Final[dict[str, Any]] = {"cache_policy": NO_CACHE, "persist_result": False, "timeout_seconds": 120}
LONG: Final[dict[str, Any]] = {"cache_policy": NO_CACHE, "persist_result": False, "timeout_seconds": 3_600}
MOST_EVENTS = 100  # of one run; its table holds the others
# Prefect writes the address into markdown: one with blanks, brackets or quotes could end its link and plant more.
_PLAIN_URL = re.compile(r"https?://[A-Za-z0-9._~:/?#@!$&*+,;=%-]{1,1900}")
CONTESTED = frozenset({VerdictLabel.DISPUTED, VerdictLabel.REFUTED, VerdictLabel.MISFRAMED})


async def _unavailable(_task: object, _run: object, state: Any) -> bool:
    """Ask again only where the other side said "not now"; a refusal or bad bytes stay what they are."""
    return isinstance(await state.aresult(raise_on_failure=False), Unavailable)


ASK_AGAIN: Final[dict[str, Any]] = {"retries": 2, "retry_delay_seconds": [5, 30], "retry_condition_fn": _unavailable}


@task(name="read_article", **QUICK)
async def read_article(page: RawPage, desk: Desk) -> Document:
    """Make a document of the page."""
    return await asyncio.to_thread(pipeline.read_article, page, desk.extract, desk.settings, desk.now)


@task(name="extract_claims", **QUICK)
async def extract_claims(document: Document, desk: Desk) -> Reading:
    """Read its layers and claims."""
    return await asyncio.to_thread(pipeline.extract_claims, document, desk.settings)


@task(name="gather_evidence", **QUICK)
async def gather_evidence(reading: Reading, desk: Desk, cut_off: datetime | None) -> Evidence:
    """Search the library for every claim."""
    return await asyncio.to_thread(pipeline.gather_evidence, reading, desk.library, cut_off)


@task(name="trace_sources", **QUICK)
async def trace_sources(document: Document, evidence: Evidence, desk: Desk) -> Lineage:
    """Find copies, families and the chain of publication."""
    return await asyncio.to_thread(pipeline.trace_sources, document, evidence, desk.settings)


@task(name="judge", **QUICK)
async def judge(reading: Reading, evidence: Evidence, lineage: Lineage, desk: Desk) -> Verification:
    """Judge every claim."""
    return await asyncio.to_thread(pipeline.judge, reading, evidence, lineage, desk.settings)


@task(name="record", retries=2, retry_delay_seconds=[2, 5], retry_condition_fn=_unavailable, **QUICK)
async def record(verification: Verification, desk: Desk) -> None:
    """Write the article in one transaction; a store that another process keeps is asked again."""
    await asyncio.to_thread(desk.record, verification)


@task(name="publish", **QUICK)
async def publish(verification: Verification, desk: Desk) -> None:
    """Leave what people look at in the UI, the report page first, and tell automations."""
    document = verification.document
    key = slug(document)
    page = await asyncio.to_thread(write_report, verification, desk)
    address = report_address(page, desk.settings)
    await acreate_link_artifact(address, "open the report page", key=f"page-{key}", description="the report page")
    titled = markdown(document.title or "article")
    await acreate_markdown_artifact(markdown_report(verification), key=f"report-{key}", description=titled)
    await acreate_table_artifact(claim_rows(verification), key=f"claims-{key}", description="claims and verdicts")
    if document.url and _PLAIN_URL.fullmatch(document.url):
        await acreate_link_artifact(document.url, "the article", key=f"source-{key}")
    resource = {"prefect.resource.id": f"tracewire.article.{document.document_id}", "prefect.resource.name": key}
    emit_event("tracewire.article.verified", resource)
    if any(verdict.label in CONTESTED for verdict in verification.verdicts):
        emit_event("tracewire.verdict.contested", resource)


@task(
    name="refresh_feed",
    task_run_name="refresh {feed.name}",  # a feed in trouble is an outcome with its next time, so there is no retry
    cache_policy=NO_CACHE,
    persist_result=False,
    timeout_seconds=900,
)
async def poll_feed(feed: Feed, desk: Desk, before: Standing, *, forced: bool) -> Refreshed:
    """Poll one feed and fetch what is new in it."""
    return await asyncio.to_thread(refresh_feed, feed, desk, before, forced=forced)


@task(
    name="store_feeds",
    retries=2,
    retry_delay_seconds=[5, 30],
    retry_condition_fn=_unavailable,
    cache_policy=NO_CACHE,
    persist_result=False,
    timeout_seconds=1_800,
)
async def store_feeds(refreshed: list[Refreshed], desk: Desk) -> int:
    """Write all that came in, index it, and tell automations once; returns how many articles are new."""
    before = await asyncio.to_thread(standing.last_unit, desk)
    count = await asyncio.to_thread(store_refreshed, refreshed, desk)
    await acreate_table_artifact(feed_rows(refreshed), key="feeds", description="the last poll of each feed")
    if count:
        payload = {"new": count, "since_unit": before, "run": desk.run_id}
        emit_event("tracewire.evidence.arrived", {"prefect.resource.id": "tracewire.store"}, payload=payload)
    return count


@task(name="reverify_standing", **ASK_AGAIN, **LONG)
async def reverify_standing(desk: Desk, since: datetime | int | None) -> Reverified:
    """Judge again what new evidence touches, and tell automations of each verdict that came out otherwise."""
    done = await asyncio.to_thread(standing.reverify, desk, since)
    await acreate_table_artifact(standing.rows(done), key="standing-claims", description=standing.told(done))
    for row in standing.rows(done)[:MOST_EVENTS]:
        resource = {"prefect.resource.id": f"tracewire.claim.{row['claim']}", "prefect.resource.name": row["title"]}
        emit_event("tracewire.verdict.changed", resource, payload=row)
    return done


@task(name="take_review", **ASK_AGAIN, **LONG)
async def take_review(said: Said, desk: Desk) -> tuple[str, ...]:
    """Keep a person's word, judge again what it sets right, and tell automations; returns what came of it."""
    logger = get_run_logger()
    kept = await asyncio.to_thread(take, said, desk, lambda trouble: logger.warning("left out: %s", trouble))
    told = "\n\n".join(markdown(words) for words in kept.told)
    await acreate_markdown_artifact(told, key=f"review-{kept.claim_id[:8]}", description=markdown(said.person))
    resource = {"prefect.resource.id": f"tracewire.claim.{kept.claim_id}", "prefect.resource.name": kept.claim_id[:8]}
    emit_event("tracewire.verdict.reviewed", resource, payload={"review": said.review, "reason": said.reason})
    return kept.told


@task(name="look_at_followed", **ASK_AGAIN, **LONG)
async def look_at_followed(desk: Desk) -> int:
    """Look at every figure that somebody follows, and tell automations of each that moved; returns how many did."""
    moved = await asyncio.to_thread(following.look, desk)
    for one in moved:
        resource = {
            "prefect.resource.id": f"tracewire.follow.{one.follow.follow_id}",
            "prefect.resource.name": line(one.follow.phrase, 100),
        }
        emit_event("tracewire.figure.moved", resource, payload=following.told_json(one))
    return len(moved)


@task(name="plan_night", **ASK_AGAIN, **LONG)
async def plan_night(desk: Desk) -> Plan:
    """List what waits and publish what it is held against."""
    return await asyncio.to_thread(night.plan_night, desk)


@task(name="verify_chunk", task_run_name="articles {first} to {last}", **ASK_AGAIN, **LONG)
async def verify_chunk(chunk: Chunk, runner: Runner, desk: Desk, first: int, last: int) -> Night:
    """Judge a chunk of articles and record it in one transaction; `first` and `last` number them in the night."""
    del first, last
    return await asyncio.to_thread(night.do_chunk, chunk, runner, desk)


@task(name="end_night", **ASK_AGAIN, **LONG)
async def end_night(nights: list[Night], desk: Desk) -> Night:
    """Note the run, publish the readers' copy, and leave what became of the articles."""
    done = await asyncio.to_thread(night.ended, nights, desk)
    await acreate_markdown_artifact(night_report(done), key="night", description=night.told(done))
    return done


@task(name="make_digest", **ASK_AGAIN, **LONG)
async def make_digest(desk: Desk) -> tuple[Digest, str]:
    """Put together what needs a person, as an artifact and as a page; returns it with the page's address."""
    made = await asyncio.to_thread(morning.make_digest, desk, is_kept=True)
    page = await asyncio.to_thread(morning.write_digest, made, desk)
    text = digest_markdown(made, page)
    await acreate_markdown_artifact(text, key="digest", description=headline(made))
    return made, page


@task(name="send_digest", retries=2, retry_delay_seconds=[30, 300], **LONG)
async def send_digest(made: Digest, page: str, desk: Desk) -> list[str]:
    """Send it by the roads that are set; a road that failed is raised, and the next try sends by all of them again."""
    went, troubles = await asyncio.to_thread(deliver, made, page, desk.settings)
    if troubles:
        raise troubles[0]
    return went
