"""`tracewire hold` and `tracewire forget`: what must stay whatever its age, and what must go on legal demand.

In: what was typed. Out: the exit status. Every hold and every removal is on the record with a name and a reason.
"""

import getpass
import sys
from dataclasses import dataclass
from pathlib import Path

from flows.commands.explain import opened
from flows.commands.progress import print_json, tell
from tasks.desk import Desk
from tasks.forgetting import forget
from tasks.reports.safe import line
from tasks.settings import load
from tasks.store.care_reads import documents_of, holds, story_stems
from tasks.store.care_records import Hold, HoldEnd, is_address
from tasks.store.store import Store
from tasks.trouble import Misconfigured, Trouble

ID_CHARS = 8
MAX_WORDS_CHARS = 500


@dataclass(frozen=True, slots=True)
class HoldRequest:
    """What was asked for, as it was typed."""

    what: str | None = None
    owner: str = ""
    reason: str = ""
    release: str | None = None
    as_json: bool = False
    store: str | None = None
    config: Path | None = None


@dataclass(frozen=True, slots=True)
class ForgetRequest:
    """What was asked for, as it was typed."""

    address: str
    reason: str = ""
    person: str = ""
    despite_hold: bool = False
    store: str | None = None
    config: Path | None = None


def run_hold(request: HoldRequest) -> int:
    """Put something on hold, let go of it, or list what is on hold."""
    if request.what is not None and request.release is not None:
        raise Misconfigured("tracewire hold", "a hold and a release at once", "Give one of the two")
    settings = load(request.config)
    desk = Desk(settings, request.store, flow="hold")
    if request.what is None and request.release is None:
        with opened(settings, request.store) as store:
            return _list(store, as_json=request.as_json)
    owner, reason = _words("--owner", request.owner), _words("--reason", request.reason)
    with opened(settings, request.store) as store:
        if request.release is not None:
            return _release(store, desk, request.release, owner, reason)
        return _hold(store, desk, Hold(_words("what is held", request.what or ""), owner, reason, desk.now))


def run_forget(request: ForgetRequest) -> int:
    """Remove a page's text; says what was done and where it may still lie."""
    address = request.address.strip()
    if not is_address(address):
        raise Misconfigured(f"tracewire forget {line(address)}", "is no address", "Give a page as https://...")
    reason = _words("--reason", request.reason)
    person = _words("--by", request.person or _login())
    settings = load(request.config)
    opened(settings, request.store).close()  # says where there is none
    desk = Desk(settings, request.store, flow="forget")
    done = forget(desk, address, person=person, reason=reason, despite_hold=request.despite_hold)
    stone = done.stone
    if done.is_new:
        prints = f"{len(stone.documents)} print{'s'[: len(stone.documents) != 1]}"
        tell(f"removed: {prints} of {line(address)}; its hashes stay. It is not fetched again.")
        if stone.despite:
            tell("it was on hold: tell the owner.")
    else:
        tell(f"{line(address)}: was removed on {stone.forgotten_at:%Y-%m-%d} by {stone.person}: {stone.reason}")
    for file in done.elsewhere:
        tell(f"{file} was set aside earlier and may hold the text: delete it.")
    tell("exports, packs and report pages that you gave away, and runs in a Prefect server, are yours to look after.")
    return 0


def _hold(store: Store, desk: Desk, hold: Hold) -> int:
    if not is_address(hold.what) and not story_stems(hold.what):
        raise Misconfigured(f"hold {hold.what!r}", "no word in it tells a story", "Give an address, or telling words")
    if any(one.what == hold.what and one.owner == hold.owner for one in store.ask(holds)):
        tell(f"already on hold by {hold.owner}: {hold.what}")
        return 0
    with store.unit(desk.run_id, now=desk.now) as unit:
        unit.put_hold(hold)
    count = len(_kept(store, hold))
    tell(f"hold {hold.hold_id[:ID_CHARS]}: {count} document{'s'[: count != 1]} of today, and what comes of it later.")
    return 0


def _release(store: Store, desk: Desk, named: str, owner: str, reason: str) -> int:
    plain = named.strip()
    found = [one for one in store.ask(holds) if one.what == plain or one.hold_id.startswith(plain.lower() or "-")]
    if not found:
        raise Trouble(f"hold {line(plain)}", "there is none of that id or those words", "`tracewire hold` lists them")
    if len(found) > 1:
        ids = ", ".join(one.hold_id[:ID_CHARS] for one in found)
        raise Trouble(f"hold {line(plain)}", f"several are meant: {ids}", "Give the id")
    with store.unit(desk.run_id, now=desk.now) as unit:
        unit.put_hold_end(HoldEnd(found[0].hold_id, owner, reason, desk.now))
    tell(f"released: {found[0].what}")
    return 0


def _list(store: Store, *, as_json: bool) -> int:
    rows = [
        {
            "hold_id": one.hold_id,
            "what": one.what,
            "owner": one.owner,
            "reason": one.reason,
            "since": one.held_at.isoformat(),
            "documents": len(_kept(store, one)),
        }
        for one in store.ask(holds)
    ]
    if as_json:
        print_json(rows)
        return 0
    for row in rows:
        said = f"{row['documents']} documents, by {line(str(row['owner']))} since {str(row['since'])[:10]}"
        sys.stdout.write(
            f"{str(row['hold_id'])[:ID_CHARS]}  {line(str(row['what']))}: {said}: {line(str(row['reason']))}\n"
        )
    if not rows:
        tell("nothing is on hold.")
    return 0


def _kept(store: Store, hold: Hold) -> frozenset[str]:
    found: frozenset[str] = store.ask(documents_of, hold, None)
    return found


def _words(option: str, given: str) -> str:
    words = " ".join(given.split())
    if not words:
        raise Misconfigured(option, "is empty", "Holds and removals are on the record with a name and a reason")
    if len(words) > MAX_WORDS_CHARS:
        raise Misconfigured(option, f"is longer than {MAX_WORDS_CHARS} characters", "Say it in fewer words")
    return words


def _login() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError):  # no such user in this container
        return ""
