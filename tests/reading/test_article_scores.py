"""The scorers of the article text benchmark, on texts made by hand."""

import pytest

from tests.benchmarks.article_text import common_subsequence_f1, f1, shingle_scores, without_unused


@pytest.mark.parametrize(
    ("ours", "gold", "score"),
    [("a b c d", "a b c d", 1.0), ("a b c d", "a x c y", 0.5), ("", "", 1.0), ("a", "", 0.0), ("a, b!", "a b", 1.0)],
)
def test_longest_common_subsequence(ours, gold, score):
    assert common_subsequence_f1(ours, gold) == score


@pytest.mark.parametrize(
    ("ours", "gold", "scores"),
    [("a b c d e", "a b c d e", (1.0, 1.0)), ("a b c d", "a b c d e", (1.0, 0.5)), ("x", "a b c d e", (0.0, 0.0))],
)
def test_shingles_of_four(ours, gold, scores):
    assert shingle_scores(ours, gold) == scores


def test_f1_of_means():
    assert f1([(1.0, 1.0), (0.5, 0.0)]) == (0.75, 0.5, 0.6)


def test_an_optional_paragraph_counts_only_where_it_was_read():
    """Brackets mark what a reader may take or leave."""
    gold = ["One two three.", "[Editing by Ada Quill]", "Four five."]
    assert without_unused(gold, "One two three. Four five.") == "One two three.\nFour five."
    assert without_unused(gold, "One two three. Editing by Ada Quill Four five.") == "\n".join(gold)
