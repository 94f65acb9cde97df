"""The table of the peers' benchmark: what is printed for whom, without asking anybody."""

import json
import sys

import pytest

from tests.benchmarks import peer_side, peers
from tests.benchmarks.peer_origins import stories
from tests.benchmarks.peer_rows import Row, everybody, same


def test_times_are_multiples_of_ours_within_one_question():
    rows = [
        Row("days", "tracewire", "right 90 %", 2.0),
        Row("days", "dateparser", "right 40 %", 5.0),
        Row("copies", "tracewire", "recall .99", 4.0),
        Row("copies", "datasketch MinHashLSH", "recall .56", 1.0),
    ]
    told = peers.table(rows)
    assert "| days | dateparser 1.5.0 | right 40 % | 5.00 | 2.50 |" in told
    assert "| copies | datasketch MinHashLSH 2.0.0 | recall .56 | 1.00 | 0.25 |" in told


def test_the_page_keeps_its_words_around_the_table(tmp_path):
    page = tmp_path / "peers.md"
    page.write_text(f"before\n{peers.BEGIN}\nold\n{peers.END}\nafter\n", encoding="utf-8")
    peers._write(page, "| new |")
    peers._write(page, "| newer |")
    written = page.read_text(encoding="utf-8")
    assert written.startswith("before\n")
    assert written.endswith("\nafter\n")
    assert "| newer |" in written
    assert "| new |" not in written


def test_a_peer_that_fails_costs_nobody_else(tmp_path, monkeypatch):
    """It is told as failed and has no row; a table is never filled with guesses."""

    def broken(_):
        raise ValueError("no such module")

    monkeypatch.setattr(peer_side, "TASKS", {"one": ("pairs", broken), "two": ("pairs", lambda pairs: pairs)})
    (tmp_path / "in.json").write_text(json.dumps({"pairs": [1]}), encoding="utf-8")
    monkeypatch.setattr("sys.argv", ["side", str(tmp_path / "in.json"), str(tmp_path / "out.json")])
    peer_side.main()
    answers = json.loads((tmp_path / "out.json").read_text(encoding="utf-8"))
    assert (answers["one"]["error"], answers["one"]["answers"]) == ("ValueError: no such module", [])
    assert answers["two"]["answers"] == [1]
    said = everybody(["ours"], 1.0, answers, same)
    assert [who for who, _, _ in said] == ["tracewire", "two"]


@pytest.mark.parametrize("origins", [1, 3])
def test_stories_come_in_equal_numbers(origins):
    """A wire is one text on three sites, sources of their own are three."""
    chosen = [story for story in stories() if story.origins == origins]
    assert len(chosen) == 24
    assert all(len({page.text for page in story.pages}) == origins for story in chosen)


def test_the_best_threshold_is_the_one_with_the_best_f1():
    """Finding all with half of it wrong is worse than finding nine in ten with nothing wrong."""
    assert peers.f1_of(10, 10, 10, 20) == pytest.approx(2 / 3)
    assert peers.f1_of(9, 10, 9, 9) > peers.f1_of(10, 10, 10, 20)
    assert peers.f1_of(0, 10, 0, 0) == 0


def test_a_package_that_cannot_be_had_is_named_with_the_cause(capsys):
    peers._made(sys.executable, "-c", "import sys; sys.exit('no such package')", "gone==1")
    assert capsys.readouterr().err == "gone==1 cannot be had: no such package\n"
