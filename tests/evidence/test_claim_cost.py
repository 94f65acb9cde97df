"""The table of what a claim costs adds up, and says so where there is nothing to measure on."""

from pathlib import Path

import pytest

from tests.benchmarks import claim_cost
from tests.benchmarks.claim_cost import HEAD, STAGES, least, told


def _article(claims: int, *milliseconds: float) -> dict[str, float]:
    return {"claims": claims, **dict(zip(STAGES, milliseconds, strict=True))}


def test_least_is_taken_stage_by_stage() -> None:
    """Another program on the machine disturbs one stage of one round."""
    rounds = [{"a": _article(2, 9, 1, 1, 1, 8, 1)}, {"a": _article(2, 3, 1, 1, 1, 9, 1)}]
    assert least(rounds) == {"a": _article(2, 3, 1, 1, 1, 8, 1)}


def test_a_line_divides_by_claims_and_by_articles() -> None:
    """Ten claims in two articles: search 20 ms and judge 60 ms are 2 and 6 a claim, eight times the bare 1 ms."""
    line = told(10_000, [_article(4, 10, 5, 30, 20, 40, 6), _article(6, 10, 15, 10, 0, 20, 4)])
    size, a_claim, an_article = (part.split() for part in line.split("|"))
    assert size == ["10,000", "10"]
    assert a_claim == ["1.00", "2.00", "6.00", "8.00", "4", "8", "16.00"]
    assert an_article == ["10.0", "10.0", "20.0", "10.0", "30.0", "80.0"]
    assert [at for at, mark in enumerate(line) if mark == "|"] == [
        at for at, mark in enumerate(HEAD.splitlines()[1]) if mark == "|"
    ]


def test_without_data_it_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]):
    monkeypatch.setattr("sys.argv", ["claim_cost", "--data", str(tmp_path)])
    claim_cost.main()
    assert capsys.readouterr().out.startswith(f"skipped: no gold data in {tmp_path}")
