"""The arithmetic of benchmarks whose figures are reported: areas, accounts of steps, and what they say without data."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from tasks.model import Claim, Document, Figure, Finding, Published
from tasks.settings import load
from tasks.vocabulary import ClaimKind, Hedge, Precision, Relation
from tests.benchmarks import fit_confidence, gva_steps, newsroom_steps, one_event
from tests.benchmarks.gva_steps import NOT_COMPARED, NOT_FOUND, Outcome, _may_contradict, _step, table
from tests.benchmarks.one_event import kept
from tests.benchmarks.scoring import area


@pytest.mark.parametrize(
    ("pairs", "expected"),
    [
        pytest.param([(2.0, True), (1.0, False)], 1.0, id="apart"),
        pytest.param([(1.0, True), (2.0, False)], 0.0, id="turned round"),
        pytest.param([(1.0, True), (1.0, False)], 0.5, id="equal scores count half"),
        pytest.param([(3.0, True), (2.0, False), (1.0, True), (0.0, False)], 0.75, id="three of four"),
        pytest.param([(3.0, True)], 0.5, id="nothing to tell apart"),
    ],
)
def test_area_counts_the_pairs_in_order(pairs: list[tuple[float, bool]], expected: float) -> None:
    assert area(pairs) == expected


def test_kept_leaves_one_in_a_hundred_of_the_others_above() -> None:
    """Of two hundred pairs of two, two may lie above: the third is the limit."""
    others = [(float(number), False) for number in range(200)]
    assert kept([*others, (197.5, True), (197.0, True), (3.0, True)]) == pytest.approx(1 / 3)


def _claim(value: float) -> Claim:
    figure = Figure(value, value, value, Hedge.EXACT, "killed")
    return Claim("c", "d", ClaimKind.CASUALTY, 0, 4, "dead", "dead", 0, 4, 0, figure=figure)


def _page(day: int, name: str = "p") -> Document:
    published = Published(datetime(2025, 3, day, 12, tzinfo=UTC), Precision.DAY, "given", "")
    return Document(name, name, "", published=published)


@pytest.mark.parametrize(
    ("true", "changed", "day", "expected"),
    [
        pytest.param(3, 4, 10, True, id="of the day"),
        pytest.param(3, 4, 11, True, id="lower and later: no toll falls"),
        pytest.param(3, 4, 9, False, id="lower and earlier: it may have grown"),
        pytest.param(4, 3, 9, True, id="higher and earlier"),
        pytest.param(4, 3, 11, False, id="higher and later: it has grown"),
    ],
)
def test_only_the_day_and_one_side_of_it_speak_against(true: int, changed: int, day: int, expected: bool) -> None:  # noqa: FBT001
    assert _may_contradict(_claim(true), _claim(changed), _page(10, "ours"), _page(day)) is expected


def test_a_page_without_a_date_speaks_for_no_moment() -> None:
    assert not _may_contradict(_claim(3), _claim(4), _page(10), Document("p", "p", ""))


def test_the_step_is_the_furthest_of_the_figures_that_print_the_number() -> None:
    """A page with our number twice is told by the figure that came nearer to a contradiction."""
    shut = Finding(Relation.UNRELATED, "Not the same figure: one is of 3, the other of 4.", "same-figure gate", "role")
    moved = Finding(Relation.LATER_FIGURE, "later", "time")
    compared = {"p": [(_claim(3), shut), (_claim(3), moved), (_claim(7), shut)], "q": [(_claim(7), shut)]}
    assert _step(_claim(3), _page(10), compared)[1] == "moved: later_figure"
    assert _step(_claim(7), _page(10), compared)[1] == "gate role"
    assert _step(_claim(3), _page(10, "q"), compared)[1] == NOT_COMPARED
    assert _step(_claim(3), _page(10, "r"), compared)[1] == NOT_FOUND


def test_numbers_of_a_sentence_do_not_part_its_step() -> None:
    """One reason with other numbers is one step."""
    told = [
        Finding(Relation.UNRELATED, f"Not comparable: {count} of them.", "same-figure gate", "likeness")
        for count in ("3", "1,200")
    ]
    compared = {"p": [(_claim(3), told[0])], "q": [(_claim(3), told[1])]}
    assert _step(_claim(3), _page(1), compared) == _step(_claim(3), _page(1, "q"), compared)


def test_the_account_adds_up() -> None:
    rows = [
        Outcome("one more", _claim(4), could=True, caught=True, step=None),
        Outcome("one more", _claim(4), could=True, caught=False, step="gate role"),
        Outcome("doubled", _claim(6), could=False, caught=False, step=None),
    ]
    lines = [line.split() for line in table(rows).splitlines()]
    assert lines[1] == ["one", "more", "2", "2", "1", "1", "(50", "%)"]
    assert lines[5] == ["all", "3", "2", "1", "1", "(50", "%)"]
    assert lines[8] == ["1", "gate", "role", "one", "more", "1"]


@pytest.mark.parametrize("benchmark", [gva_steps, one_event, fit_confidence, newsroom_steps])
def test_without_data_they_say_so(benchmark: object, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    options = ["--others", "--learn", str(tmp_path)] if benchmark is fit_confidence else []
    folder = "--newsroom" if benchmark is newsroom_steps else "--data"
    monkeypatch.setattr("sys.argv", ["benchmark", folder, str(tmp_path), *options])
    with pytest.raises(SystemExit, match="skipped"):
        benchmark.main()  # type: ignore[attr-defined]  # each of the three has one


_PAGES = (
    {
        "id": "mine-01",
        "publisher": "Harbour Wire",
        "title": "Mine at Orvale floods",
        "text": "Water broke into the Orvale coal mine on Monday and killed 14 miners, the mining agency said. "
        "The agency said 62 miners had got out of the Orvale mine.",
    },
    {
        "id": "mine-02",
        "publisher": "Northern Ledger",
        "title": "Fourteen dead in the Orvale mine",
        "text": "The flood in the Orvale coal mine on Monday killed 14 miners, the mining agency said. Pumps came.",
    },
)


@pytest.mark.parametrize(
    ("sentence", "value", "role", "contradicting", "expected"),
    [
        pytest.param(0, 41, "killed", ["mine-02"], "caught", id="the other page gives another toll"),
        pytest.param(0, 999, "killed", ["mine-02"], "not read", id="no claim has the value"),
        pytest.param(1, 26, "rescued", ["mine-02"], "their number not read", id="the page says nothing of it"),
    ],
)
def test_each_changed_figure_that_passes_has_its_step(
    sentence: int, value: int, role: str, contradicting: list[str], expected: str
) -> None:
    pages = [{**page, "url": f"https://{page['id']}.example/", "published": "2026-03-03T09:00:00Z"} for page in _PAGES]
    original = str(_PAGES[0]["text"]).replace(". The", ".|The").split("|")[sentence]
    start = str(_PAGES[0]["text"]).index(original)
    changed = original.replace("14", "41").replace("62", "26")
    gold = {
        "id": "p", "article": "mine-01", "sentence": changed, "original": original, "start": start,
        "end": start + len(original), "kind": "casualty", "value": {"low": value, "high": value, "role": role},
        "contradicting": contradicting, "perturbed": True,
    }  # fmt: skip
    assert [one.step for one in newsroom_steps.steps(pages, [gold], load())] == [expected]
