"""Accuracy does not fall unseen: floors over three invented stories and over pairs made by machine.

The floors are what was measured when they were last raised; lowering one needs a reason in CHANGELOG.md.
"""

import itertools
from pathlib import Path
from typing import NamedTuple

import pytest

from tasks.settings import load
from tests.benchmarks.contrast import contrasts, verdict_of
from tests.benchmarks.newsroom_verdicts import macro, read_set, score
from tests.benchmarks.peer_origins import stories, told

DESK = Path(__file__).parent / "samples" / "desk"
MACRO_F1 = 0.59
CAUGHT = 18  # of 28 changed sentences
SUPPORTED = 38  # of 44


class Floor(NamedTuple):
    """What a set must reach: true figures called refuted at most, and the others at least."""

    folder: str
    true_refuted: int
    found: int
    true_told: int
    caught: int


FLOORS = (
    Floor("stories", true_refuted=0, found=225, true_told=110, caught=20),
    Floor("stories-blind", true_refuted=2, found=222, true_told=84, caught=35),
    Floor("briefs", true_refuted=0, found=455, true_told=100, caught=24),
    Floor("briefs-blind", true_refuted=1, found=228, true_told=48, caught=9),
)


def _scored(folder):
    return score(*read_set(folder), load())


@pytest.fixture(scope="module")
def scored():
    return _scored(DESK)


def test_every_claim_is_read(scored):
    assert [s.gold["id"] for s in scored if s.said == "none"] == []


def test_no_true_figure_is_called_refuted(scored):
    wrong = [s.gold["id"] for s in scored if s.gold["verdict"] in {"supported", "superseded"} and s.said == "refuted"]
    assert wrong == []


def test_what_is_put_first_is_right(scored):
    urgent = [s for s in scored if s.verdict and s.verdict.needs_person]
    assert [s.gold["id"] for s in urgent if s.gold["verdict"] == "supported"] == []


def test_verdicts_do_not_fall(scored):
    assert macro(scored) >= MACRO_F1
    assert sum(s.said == "supported" for s in scored if s.gold["verdict"] == "supported") >= SUPPORTED


def test_changed_figures_are_caught(scored):
    changed = [s for s in scored if s.gold["perturbed"]]
    assert sum(s.said in {"refuted", "conflicting"} for s in changed) >= CAUGHT


def test_pairs_that_differ_in_one_thing_are_told_apart():
    """One pair in sixteen of the contrast set, in the wordings that were held out: hedges, roles, parts, days."""
    settings = load()
    pairs = list(itertools.islice(contrasts(2), 0, None, 16))
    said = [(pair, verdict_of(pair, settings)) for pair in pairs]
    wrong = [(pair.row, pair.ours, label) for pair, label in said if label is None or label.value not in pair.allowed]
    assert len(pairs) >= 100
    assert wrong == []


def test_one_wire_on_three_sites_is_one_origin():
    """And three newsrooms with sources of their own are three."""
    settings = load()
    for story in itertools.islice(stories(), 0, None, 5):
        low, high = told(story, settings)
        assert low <= story.origins <= high, story.pages[0].text
        assert story.origins > 1 or low == high == 1


@pytest.mark.slow
@pytest.mark.parametrize("floor", FLOORS, ids=lambda floor: floor.folder)
def test_stories_by_others(floor):
    """Invented news by authors who had not seen the program: what is read, borne out and caught."""
    scored = _scored(DESK.parent / floor.folder)
    true = [s for s in scored if s.gold["verdict"] in {"supported", "superseded"}]
    changed = [s for s in scored if s.gold["perturbed"]]
    assert sum(s.said == "refuted" for s in true) <= floor.true_refuted
    assert sum(s.said != "none" for s in scored) >= floor.found
    assert sum(s.said == s.gold["verdict"] for s in true) >= floor.true_told
    assert sum(s.said in {"refuted", "conflicting"} for s in changed) >= floor.caught
