"""The TempEval-3 scorer counts what its definition says, on examples made by hand."""

import pytest

from tasks.model import Timex
from tests.benchmarks.timex import Score, total


def gold(start: int, end: int, value: str, kind: str = "DATE", text: str = "Friday") -> dict[str, object]:
    return {"start": start, "end": end, "value": value, "type": kind, "text": text}


def read(start: int, end: int, value: str, kind: str = "DATE") -> Timex:
    return Timex(start, end, "x" * (end - start), kind, value)


def scored(expected: list[dict[str, object]], found: list[Timex]) -> Score:
    score = Score()
    score.add(expected, found, "x" * 100)
    return score


def test_all_right():
    score = scored([gold(0, 6, "2025-09-05")], [read(0, 6, "2025-09-05")])
    assert [score.f1(n) for n in (score.relaxed, score.strict, score.value, score.type)] == [100, 100, 100, 100]
    assert (score.weekdays, score.weekdays_right) == (1, 1)


def test_overlap_is_relaxed_only():
    score = scored([gold(0, 6, "2025-09-05")], [read(0, 12, "2025-09-05TNI", "TIME")])
    assert (score.relaxed, score.strict, score.value, score.type) == (1, 0, 0, 0)
    assert score.weekdays_right == 1  # the day is right; the part of it is more than was asked


def test_a_miss_and_a_spurious_one():
    score = scored([gold(0, 6, "2025-09-05")], [read(20, 30, "2025-09-05")])
    assert score.f1(score.relaxed) == 0
    assert {kind for kind, _ in score.misses} == {"missed", "spurious"}


def test_one_gold_takes_one_expression():
    """Two system expressions over one gold count once; the exact one is preferred."""
    score = scored([gold(0, 12, "A")], [read(0, 6, "B"), read(0, 12, "A")])
    assert (score.relaxed, score.strict, score.value) == (1, 1, 1)
    assert score.f1(score.relaxed) == pytest.approx(200 / 3)


def test_counts_add_up():
    one = scored([gold(0, 6, "A")], [read(0, 6, "A")])
    both = total([one, scored([gold(0, 6, "A")], [])])
    assert (both.gold, both.system, both.relaxed) == (2, 1, 1)
