"""The span that is shown for a passage lies in it, on whole words, and over the claim's own words."""

from hypothesis import given
from hypothesis import strategies as st

from tasks.evidence.alignment import align

WINDOW = (
    "The ministry published its list on Monday. At least 52 people died when the dam above Larkfield broke, it said, "
    "and 11 are missing. Rain is expected again on Thursday."
)


def test_finds_the_sentence_that_speaks_to_the_claim():
    start, end, score = align("52 people were killed when the dam above Larkfield broke", WINDOW)
    assert "52 people died when the dam above Larkfield broke" in WINDOW[start:end]
    assert score > 70


def test_the_span_starts_and_ends_on_whole_words():
    start, end, _ = align("people died when the dam above Larkfield", WINDOW)
    assert WINDOW[start - 1].isspace()
    assert not WINDOW[start].isspace()
    assert end == len(WINDOW) or not (WINDOW[end - 1].isalnum() and WINDOW[end].isalnum())


def test_nothing_to_align_is_the_whole_window():
    assert align("", WINDOW) == (0, len(WINDOW), 0.0)
    assert align("a claim", "  ") == (0, 2, 0.0)


def test_an_enormous_sentence_is_cut_to_stretches():
    """Hundreds of kilobytes without a full stop: only stretches are compared, so this test ends at once."""
    window = "dam rain list ministry " * 5_000 + "52 people died at Larkfield " + "rain dam list " * 5_000
    start, end, _ = align("52 people died at Larkfield " * 100, window)
    assert end - start <= 500


@given(st.text(max_size=400), st.text(max_size=1_500))
def test_spans_always_lie_in_the_window(claim, window):
    start, end, score = align(claim, window)
    assert 0 <= start <= end <= len(window)
    assert 0 <= score <= 100
