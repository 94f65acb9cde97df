"""`tracewire digest`: what needs a person, on the terminal; sent with `--send`; an item put away with a name and why.

In: a `DigestRequest`. Out: the exit status: 1 where a road to somebody failed, which costs that road only.
"""

import sys
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from flows.commands.progress import print_json, tell
from tasks.desk import Desk
from tasks.night.deliver import deliver
from tasks.night.morning import decide, make_digest, write_digest
from tasks.reading.published import parse_published, why_unread
from tasks.reports.digest_text import digest_json, digest_text
from tasks.settings import load
from tasks.trouble import Misconfigured


@dataclass(frozen=True, slots=True)
class DigestRequest:
    """What was asked for, as it was typed."""

    send: bool = False
    dismiss: str | None = None
    snooze: str | None = None
    until: str | None = None
    by: str = ""
    reason: str = ""
    store: str | None = None
    as_json: bool = False
    config: Path | None = None


def run_digest(request: DigestRequest) -> int:
    """Show it, send it, or put an item of it away; returns the exit status."""
    settings, now = load(request.config), datetime.now(UTC)
    with Desk(settings, request.store, flow="digest", now=now) as desk:
        if request.dismiss is not None or request.snooze is not None:
            return _decide(request, desk)
        made = make_digest(desk, is_kept=True)
        page = write_digest(made, desk)
        if request.as_json:
            print_json(digest_json(made, page))
        else:
            sys.stdout.write(digest_text(made, page))
        if not request.send:
            return 0
        went, troubles = deliver(made, page, settings)
    if not went and not troubles:
        raise Misconfigured("--send", "no road is set", "Set digest.webhook or digest.mail_to in settings.toml")
    for road in went:
        tell(f"sent {road}")
    for trouble in troubles:
        tell(trouble)
    return 1 if troubles else 0


def _decide(request: DigestRequest, desk: Desk) -> int:
    if request.dismiss is not None and request.snooze is not None:
        raise Misconfigured("tracewire digest", "--dismiss and --snooze are both given", "Give one of them")
    if request.snooze is not None and request.until is None:
        raise Misconfigured("--snooze", "--until DAY is missing", "Say until when it is put off")
    if request.dismiss is not None and request.until is not None:
        raise Misconfigured("--until", "belongs to --snooze; what is dismissed has no end", "Give --snooze ITEM")
    item = request.dismiss or request.snooze or ""
    until = _start_of(request.until) if request.until else None
    kept = decide(desk, item, by=request.by, reason=request.reason, until=until)
    when = f"until {until:%d %B %Y %H:%M} UTC" if until else "until a new origin or figure comes"
    tell(f"{kept.item_id[:8]} stays away {when}; kept with your name and reason.")
    return 0


def _start_of(until: str) -> datetime:
    """The instant given; of a day its beginning, so that the item is back that morning."""
    published = parse_published(until, "given")
    if published is None:
        cause = f"not a date that can be read for certain: {why_unread(until)}"
        raise Misconfigured(f"--until {until}", cause, "Write 2026-01-31 or 2026-01-31T09:00+01:00.")
    return published.instant
