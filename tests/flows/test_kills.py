"""A few of the kills of tests/benchmarks/kills.py, which draws two hundred."""

import pytest

from tests.benchmarks.kills import run


@pytest.mark.slow
@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_kills_at_random_moments_lose_nothing_and_do_nothing_twice(monkeypatch, tmp_path):
    monkeypatch.setenv("TRACEWIRE_HOME", str(tmp_path))
    counts = run(8, seed=3, with_reader=True)
    assert counts["killed"] >= 8
    assert counts["nights that left other records"] == 0
    assert counts["stores that did not open"] == 0
    assert counts["reader met an error"] == 0
