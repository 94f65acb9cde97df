"""The scorers of the retrieval benchmark, on examples made by hand."""

from tasks.model import Candidate, Passage
from tests.benchmarks.retrieval import full_set_within, right_within


def _found(*windows: tuple[str, int]) -> tuple[Candidate, ...]:
    return tuple(Candidate(Passage(page, index, 0, 1, ""), 1.0) for page, index in windows)


def test_right_is_within_the_first():
    found = _found(("a", 0), ("b", 0))
    assert right_within(found, 2, {"b"})
    assert not right_within(found, 1, {"b"})
    assert not right_within(found, 2, {"c"})


def test_a_set_is_full_when_windows_hold_all_its_sentences():
    windows = _found(("page", 0), ("other", 3), ("page", 2))  # sentences 0 to 2 and 4 to 6
    found = [candidate.passage for candidate in windows]
    assert full_set_within(found, "page", [[0, 5]])
    assert full_set_within(found[:1], "page", [[1, 9], [2]])
    assert not full_set_within(found[:2], "page", [[0, 5]])
    assert not full_set_within(found, "page", [[3]])
