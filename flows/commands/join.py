"""`tracewire join A B --same|--not-same`: a person's word on two pages, kept and used from then on.

In: a `JoinRequest`. Out: the exit status. The word is appended with name, reason and time, and nothing is ever changed:
who changes their mind says it again. Without pages, what people said so far, with what counts now and why.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from flows.commands.explain import opened, show
from flows.commands.progress import print_json, tell
from tasks.desk import Desk
from tasks.lineage.people import latest
from tasks.model import Document, Joining
from tasks.reports.record import instant_text
from tasks.settings import load
from tasks.store.store import Store
from tasks.trouble import Misconfigured, Trouble

TWO = 2
SHORT_ID_CHARS = 8
MAX_WORDS_CHARS = 1_000  # of a name or a reason; it is shown whole in every trace
HOW = "tracewire join A B --same --by NAME --why REASON"
RULE = "The latest word of each person counts; where people differ, comparison decides and both are counted."


@dataclass(frozen=True, slots=True)
class JoinRequest:
    """What was asked for, as it was typed."""

    pages: tuple[str, ...] = ()
    is_same: bool | None = None
    person: str | None = None
    reason: str | None = None
    store: str | None = None
    as_json: bool = False
    config: Path | None = None


def run_join(request: JoinRequest) -> int:
    """Keep the word, or list those that are kept."""
    settings = load(request.config)
    if not request.pages:
        with opened(settings, request.store) as store:
            return _list(store, as_json=request.as_json)
    is_same, person, reason = _said(request)
    with (
        Desk(settings, request.store, flow="join") as desk,
        opened(settings, request.store) as store,
    ):
        pages = [_only(name, store.documents_named(name)) for name in request.pages]
        if len({page.address or page.document_id for page in pages}) < TWO:
            raise Misconfigured("tracewire join", "both names mean one page", "Name two pages")
        one, other = sorted(pages, key=lambda page: page.document_id)
        word = Joining(
            one.document_id, other.document_id, is_same, person, reason, desk.now, one.address, other.address
        )
        with store.unit(desk.run_id, now=desk.now) as unit:
            unit.put_joining(word)
        counting = _standing(word, latest(store.joinings()))
    if request.as_json:
        print_json(_json(word, counting))
        return 0
    what = "the same" if is_same else "not the same"
    tell(f"kept: {_label(pages[0])} and {_label(pages[1])} are {what}, says {person}. {counting}")
    return 0


def _said(request: JoinRequest) -> tuple[bool, str, str]:
    """What must be there before anything is opened: two pages, a word, a name, a reason."""
    person, reason = (" ".join((words or "").split()) for words in (request.person, request.reason))
    for is_wrong, cause in (
        (len(request.pages) != TWO, f"takes two pages, and {len(request.pages)} were given"),
        (request.is_same is None, "are they --same or --not-same?"),
        (not person, "who says so? Give --by"),
        (not reason, "why? Give --why"),
        (max(len(person), len(reason)) > MAX_WORDS_CHARS, f"more than {MAX_WORDS_CHARS:,} characters of words"),
    ):
        if is_wrong:
            raise Misconfigured("tracewire join", cause, f"Write {HOW}")
    return bool(request.is_same), person, reason


def _only(name: str, found: Sequence[Document]) -> Document:
    """The newest print of the one page that is meant."""
    pages = {document.address or document.document_id: document for document in reversed(found)}
    if not pages:
        raise Trouble(
            f"page {name}", "the store holds none of that name", "Verify or trace it first, or give its address"
        )
    if len(pages) > 1:
        listed = ", ".join(sorted(f"{one.document_id[:SHORT_ID_CHARS]} ({_label(one)})" for one in pages.values())[:6])
        raise Trouble(f"page {name}", f"several are called so: {listed}", "Give an address, or more of an id")
    return found[0]


def _standing(word: Joining, counting: Sequence[Joining]) -> str:
    """What the word comes to beside the others."""
    ends = {word.one_address or word.one, word.other_address or word.other}
    others = [
        one for one in counting if one != word and {one.one_address or one.one, one.other_address or one.other} == ends
    ]
    against = sorted(one.person for one in others if one.is_same != word.is_same)
    if against:
        return f"{', '.join(against)} said otherwise: comparison decides, and the number of origins is a range."
    return "It counts in every trace and verdict from now on."


def _list(store: Store, *, as_json: bool) -> int:
    said = store.joinings()
    counting = latest(said)
    rows = [(word, _standing(word, counting) if word in counting else "Replaced by a later word.") for word in said]
    if as_json:
        print_json([_json(word, standing) for word, standing in rows])
        return 0
    if not rows:
        tell(f"nobody has said anything yet: {HOW}")
        return 0
    from rich.text import Text  # noqa: PLC0415 -- JSON needs no terminal

    held = store.documents(sorted({key for word in said for key in (word.one, word.other)}))
    show(Text("\n").join(_lines(rows, held)))
    tell(RULE)
    return 0


def _lines(rows: Sequence[tuple[Joining, str]], held: dict[str, Document]) -> Iterator[Any]:
    from rich.text import Text  # noqa: PLC0415 -- JSON needs no terminal

    from tasks.reports.safe import line  # noqa: PLC0415

    for word, standing in rows:
        names = (_label(held[key]) if key in held else key[:SHORT_ID_CHARS] for key in (word.one, word.other))
        text = Text(line(" and ".join(names)), style="bold")
        text.append(f": {'the same' if word.is_same else 'not the same'}", style="not bold")
        day = word.said_at
        text.append(f", says {line(word.person)} on {day.day} {day:%B %Y}: {line(word.reason, 240)}. {standing}")
        yield text


def _label(document: Document) -> str:
    where = document.address or document.document_id[:SHORT_ID_CHARS]
    return f"{document.publisher} ({where})" if document.publisher else where


def _json(word: Joining, standing: str) -> dict[str, Any]:
    return {
        "one": word.one,
        "other": word.other,
        "same": word.is_same,
        "by": word.person,
        "why": word.reason,
        "said_at": instant_text(word.said_at),
        "standing": standing,
    }
