"""What is asked of everybody in tests/benchmarks/peers.py, and the rows that come of it."""

import sys
from collections.abc import Callable, Iterator, Sequence
from typing import Any, NamedTuple

OURS = "tracewire"


class Row(NamedTuple):
    """One line of the table: what was asked, who answers, what came of it, and the CPU seconds."""

    asked: str
    who: str
    result: str
    seconds: float


class Asked(NamedTuple):
    """One thing asked: what the peers get, and how all answers become rows."""

    inputs: Any
    rows: Callable[[dict[str, dict[str, Any]]], Iterator[Row]]


def everybody(
    ours: Sequence[Any],
    took: float,
    answers: dict[str, dict[str, Any]],
    shaped: Callable[[Sequence[Any]], Sequence[Any]],
) -> Iterator[tuple[str, Sequence[Any], float]]:
    """Who, what was said in the shape of ours, CPU seconds; a peer that failed is told on standard error."""
    yield OURS, ours, took
    for who, answer in answers.items():
        if answer["error"]:
            sys.stderr.write(f"{who} failed: {answer['error']}\n")
        else:
            yield who, shaped(answer["answers"]), answer["seconds"]


def same(said: Sequence[Any]) -> Sequence[Any]:
    """An answer that has the shape of ours already."""
    return said
