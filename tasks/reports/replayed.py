"""A verdict as it was and as it comes out again, side by side.

In: two verdicts. Out: every field in which they differ, named, and the words for a person or a program.
"""

from collections.abc import Iterator
from dataclasses import dataclass, fields, is_dataclass
from typing import Any

from rich.console import Group, RenderableType
from rich.text import Text

from tasks.model import Claim, Document, Verdict
from tasks.reports.safe import line
from tasks.verdicts.wording import source_words, value_words

MAX_VALUE_CHARS = 200
MAX_SHOWN = 40


@dataclass(frozen=True, slots=True)
class Difference:
    """One field that came out otherwise; a path like `matches[2].finding.detail`."""

    field: str
    was: str
    now: str


@dataclass(frozen=True, slots=True)
class Replayed:
    """The outcome of judging again. `again` is None where the claim is no longer read from the text."""

    verdict: Verdict
    again: Verdict | None
    claim: Claim
    document: Document
    differences: tuple[Difference, ...]
    notes: tuple[str, ...]

    @property
    def is_same(self) -> bool:
        """Whether the very same record came out."""
        return self.again == self.verdict


def differences(was: Verdict, now: Verdict) -> tuple[Difference, ...]:
    """Every field in which two verdicts differ, in the order of the record."""
    return tuple(_between("", was, now))


def _between(path: str, was: Any, now: Any) -> Iterator[Difference]:
    if was == now:
        return
    if is_dataclass(was) and type(was) is type(now):
        for field in fields(was):
            inner = f"{path}.{field.name}".lstrip(".")
            yield from _between(inner, getattr(was, field.name), getattr(now, field.name))
    elif isinstance(was, tuple) and isinstance(now, tuple) and len(was) == len(now):
        for index, (left, right) in enumerate(zip(was, now, strict=True)):
            yield from _between(f"{path}[{index}]", left, right)
    else:
        yield Difference(path, _words(was), _words(now))


def _words(value: object) -> str:
    if isinstance(value, tuple):
        return f"{len(value)}: " + "; ".join(_words(one) for one in value[:3])
    return str(value)


def replayed_json(replayed: Replayed) -> dict[str, Any]:
    """For programs."""
    return {
        "verdict_id": replayed.verdict.verdict_id,
        "claim_id": replayed.verdict.claim_id,
        "same": replayed.is_same,
        "verdict": replayed.verdict.label.value,
        "verdict_now": replayed.again.label.value if replayed.again else None,
        "rules_hash": replayed.verdict.rules_hash,
        "program": replayed.verdict.program,
        "notes": list(replayed.notes),
        "differences": [{"field": one.field, "was": one.was, "now": one.now} for one in replayed.differences],
    }


def replayed_view(replayed: Replayed) -> RenderableType:
    """For a person: one word first, then what differs."""
    verdict = replayed.verdict
    head = Text()
    head.append("same" if replayed.is_same else "differs", style="bold green" if replayed.is_same else "bold red")
    head.append(f"  verdict {verdict.verdict_id[:8]}: {line(value_words(replayed.claim))}")
    head.append(f"{line(source_words(replayed.claim))}  →  {line(verdict.shown_as)}")
    rows = [head]
    rows += [Text(f"note: {line(note)}", style="yellow") for note in replayed.notes]
    for one in replayed.differences[:MAX_SHOWN]:
        rows.append(Text(f"  {one.field}", style="bold"))
        rows.append(Text(f"    was {line(one.was, MAX_VALUE_CHARS)}"))
        rows.append(Text(f"    now {line(one.now, MAX_VALUE_CHARS)}"))
    if (more := len(replayed.differences) - MAX_SHOWN) > 0:
        rows.append(Text(f"  and {more} more; --json has all"))
    return Group(*rows)
