"""How a night went, as markdown for the Prefect UI: counts, then each article that failed, with its cause.

In: the outcomes of a night. Out: markdown; outside text is escaped.
"""

from collections.abc import Sequence
from typing import Protocol

from tasks.reports.safe import markdown

MAX_ROWS = 100  # of failures; the store holds them all


class _Article(Protocol):
    @property
    def document_id(self) -> str: ...
    @property
    def url(self) -> str | None: ...
    @property
    def cause(self) -> str | None: ...


class _Night(Protocol):
    def count(self, outcome: str) -> int: ...
    @property
    def failures(self) -> Sequence[_Article]: ...
    @property
    def needing(self) -> int: ...


def night_report(night: _Night) -> str:
    """The whole artifact."""
    rows = ["| outcome | articles |", "| --- | --- |"]
    rows += [f"| {word} | {night.count(word):,} |" for word in ("verified", "skipped", "failed")]
    parts = ["# The night", "\n".join(rows), f"{night.needing:,} claims need a person."]
    if night.failures:
        failed = ["| article | cause |", "| --- | --- |"]
        failed += [
            f"| {markdown(one.url or one.document_id, 120)} | {markdown(one.cause or '')} |"
            for one in night.failures[:MAX_ROWS]
        ]
        parts += ["## Failed", "\n".join(failed)]
        if len(night.failures) > MAX_ROWS:
            parts.append(f"and {len(night.failures) - MAX_ROWS:,} more, in the view of the store")
    return "\n\n".join(parts) + "\n"
