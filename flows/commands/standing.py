"""`tracewire reverify`, `tracewire rejudge` and `tracewire history`: verdicts that the news, or we ourselves, overtake.

In: an instant, or a claim. Out: the exit status; 1 where an article could not be judged again.
"""

import os
from collections import Counter
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from rich.table import Table
from rich.text import Text

from flows.commands.explain import a_file, checked_id, opened, show
from flows.commands.follow import show_told
from flows.commands.progress import print_json, progress, tell
from flows.commands.server import answers, server_address
from flows.commands.verify import cut_off_of
from tasks.desk import Desk
from tasks.following import look
from tasks.model import Claim, Document, Verdict
from tasks.rejudge import rejudge
from tasks.replay import claim_named, versions_of
from tasks.reports.changes import changes, sentence_of
from tasks.reports.record import instant_text, word_json
from tasks.reports.safe import line
from tasks.settings import load
from tasks.standing import FLOW, changed_rows, counted, instant_of, reverify, rows, since_of, told, turns_of
from tasks.store.store import Store
from tasks.trouble import Misconfigured, Trouble

MAX_TOLD = 20  # changed verdicts printed for a person; --json gives all


def run_reverify(since: str | None, config: Path | None, store: str | None, *, as_json: bool) -> int:
    """Judge again what new evidence may speak to; through the flow where a server answers."""
    settings = load(config)
    now = datetime.now(UTC)
    moment = since_of("--since", since, now)
    address = server_address()
    if address and answers(address) and not as_json:
        return _through_flow(address, moment, config, store)
    with (
        Desk(settings, a_file(store), flow=FLOW, now=now) as desk,
        progress("judging again", None) as done,
    ):
        found = reverify(desk, moment, on_done=done)
        moved = look(desk)
    for trouble in found.troubles:
        tell(trouble)
    if as_json:
        print_json(rows(found))
    else:
        _show(rows(found))
        for one in moved:
            show_told(one)
        tell(f"{told(found)}.")
    return 1 if found.troubles else 0


def _through_flow(address: str, moment: datetime | int | None, config: Path | None, store: str | None) -> int:
    os.environ["PREFECT_API_URL"] = address
    from flows.reverify import ReverifyOptions, run_to_its_end  # noqa: PLC0415 -- prefect costs 1.6 s

    since = f"unit:{moment}" if isinstance(moment, int) else moment.isoformat() if moment else ""
    tell(f"{run_to_its_end(ReverifyOptions(since=since, store=store or '', config=str(config or '')))}.")
    return 0


@dataclass(frozen=True, slots=True)
class RejudgeRequest:
    """What was asked for, as it was typed."""

    since: str | None = None
    dry_run: bool = False
    store: str | None = None
    as_json: bool = False
    config: Path | None = None


def run_rejudge(request: RejudgeRequest) -> int:
    """Judge every article again that was verified since then, and hold the verdicts beside those of that day."""
    settings = load(request.config)
    now = datetime.now(UTC)
    since = instant_of("--since", request.since, now)
    if since is None:
        raise Misconfigured("tracewire rejudge", "--since is missing", "Give a day: --since 2026-01-31")
    with opened(settings, request.store) as held:
        ids = held.checked(since=since)
    troubles: list[Trouble] = []
    with Desk(settings, request.store, flow="rejudge", now=now) as desk:
        desk.open_library(troubles.append)
        # Rows, not judgements, are held: each of those has all the pages that lay before the judge.
        articles, turns, changed = 0, Counter[tuple[str, str]](), list[dict[str, Any]]()
        with progress("judging again", len(ids)) as done:
            for articles, one in enumerate(rejudge(desk, ids, troubles.append, is_kept=not request.dry_run), start=1):
                turns.update(turns_of(one))
                changed += changed_rows(one)
                done(articles)
        if not request.dry_run:
            with Store.open(_kept(desk)) as store, store.unit(desk.run_id, now=desk.now) as unit:
                unit.put_run(desk.event("finished", f"{articles} articles judged again"))
    for trouble in troubles:
        tell(trouble)
    if request.as_json:
        print_json({"articles": articles, "labels": counted(turns), "changed": changed})
    else:
        _show_counts(counted(turns))
        _show(changed)
        kept = "nothing was recorded" if request.dry_run else "what changed is recorded behind what stood there"
        tell(f"{articles:,} articles judged again, {len(changed):,} verdicts came out otherwise; {kept}.")
    return 1 if troubles else 0


def run_history(claim: str, config: Path | None, store: str | None, *, as_json: bool, as_of: str | None = None) -> int:
    """Every verdict of a claim with its day, the newest first, what changed between them, and what people said.

    With `as_of` only what had been said by then: the first line is the verdict that stood on that day. What
    `verify --as-of` answered is no version: it was judged with less than was held.
    """
    now = datetime.now(UTC)
    by_then = min(cut_off_of(as_of, now) or now, now)
    with opened(load(config), store) as held:
        claim_id = claim_named(held, checked_id("claim", claim))
        ids = versions_of(held, claim_id)
        if not ids:
            raise Trouble(f"claim {claim}", "it was read from a page and never judged", "Verify that page")
        verdicts, moments = held.verdicts_by_id(ids), held.standing.judged_at(ids)
        first = moments[ids[-1]]
        ids = tuple(key for key in ids if moments[key] <= by_then)
        if not ids:
            cause = f"no verdict of it stood by {instant_text(by_then)}"
            raise Trouble(f"claim {claim}", cause, f"It was first judged at {instant_text(first)}")
        newest = held.verification_with(ids[0])
        words = [word for word in held.review_words([claim_id]) if word.reviewed_at <= by_then]
        behind = {match.document_id for verdict in verdicts.values() for match in verdict.matches}
        documents = held.documents(sorted(behind))
    if newest is None:
        raise Trouble(f"claim {claim}", "the store does not hold its article", "Verify the article again")
    subject = next(one for one in newest.claims if one.claim_id == claim_id)
    listed = [
        _version(verdicts[key], moments[key], subject, verdicts.get(before) if before else None, documents)
        for key, before in zip(ids, (*ids[1:], None), strict=True)
    ]
    if as_json:
        print_json(
            {
                "claim": claim_id,
                "sentence": subject.sentence,
                "verdicts": listed,
                "reviews": [word_json(word) for word in words],
            }
        )
        return 0
    show(Text(line(subject.sentence, 300)))
    for one in listed:
        show(Text(f"{one['judged at']}  {one['verdict'][:8]}  {one['shown as']}\n    {line(one['what changed'], 600)}"))
    for word in words:
        show(
            Text(f"{instant_text(word.reviewed_at)}  {word.verdict_id[:8]}  {word.review} by {line(word.reviewer, 60)}")
        )
    return 0


def _version(
    verdict: Verdict, judged: datetime, claim: Claim, before: Verdict | None, documents: dict[str, Document]
) -> dict[str, Any]:
    changed = changes([claim], [before], [verdict]) if before else ()
    if changed:
        what = sentence_of(changed[0], documents)
    else:
        what = verdict.explanation if before is None else "the same, with other evidence or rules"
    return {
        "judged at": instant_text(judged), "verdict": verdict.verdict_id, "label": verdict.label.value,
        "shown as": verdict.shown_as, "what changed": what, "rules": verdict.rules_hash, "program": verdict.program,
    }  # fmt: skip


def _show(changed: list[dict[str, Any]]) -> None:
    for row in changed[:MAX_TOLD]:
        show(Text(f"{row['claim'][:8]}  {line(row['title'], 80)} ({line(row['publisher'], 40)})", style="bold"))
        show(Text(f"    {row['what changed']}"))
        if row["correction"]:
            show(Text(f"    {row['correction']}"))
    if len(changed) > MAX_TOLD:
        tell(f"and {len(changed) - MAX_TOLD:,} more; --json gives all.")


def _show_counts(labels: list[dict[str, Any]]) -> None:
    table = Table("was", "is now", "verdicts", box=None, pad_edge=False)
    for row in labels:
        style = "" if row["was"] == row["is"] else "bold"
        table.add_row(Text(row["was"], style=style), Text(row["is"], style=style), f"{row['verdicts']:,}")
    show(table)


def _kept(desk: Desk) -> Path:
    assert desk.path is not None
    return desk.path
