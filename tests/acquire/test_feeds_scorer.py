"""The scorer of the feeds benchmark, on hand-made examples."""

from tasks.acquire.entries import FeedItem, ParsedFeed
from tasks.trouble import Refused
from tests.benchmarks.feeds import Score, judge


def row(entries: int, title: str | None = "A & B", dated: int = 0, *, real: bool = False) -> dict[str, object]:
    reference = {"entries": entries, "title": title, "entries_with_date": dated}
    return {"file": "x", "feedparser_reference": reference, "real_publisher_guess": real}


def parsed(total: int, title: str | None = "A & B", dated: int = 0) -> ParsedFeed:
    items = tuple(FeedItem(str(n), None, published_raw="x" if n < dated else None) for n in range(total))
    return ParsedFeed("rss20", title, total, items)


def test_a_feed_like_the_reference_scores_everywhere():
    score = Score()
    judge(score, row(2, "A &amp;\n B", 1, real=True), parsed(2, dated=1))
    assert (score.feeds, score.handled, score.with_entries, score.same_entries, score.same_title) == (1, 1, 1, 1, 1)
    assert (score.dated, score.reference_dated, score.real, score.real_same) == (1, 1, 1, 1)
    assert score.different == []


def test_what_differs_is_named():
    score = Score()
    judge(score, row(3), parsed(2))
    judge(score, row(1), parsed(1, "Other"))
    judge(score, row(1), Refused("x", "declares XML entities"))
    assert (score.feeds, score.with_entries, score.same_entries, score.same_title) == (3, 3, 1, 1)
    assert len(score.different) == 3
    assert score.reasons == {"declares XML entities": 1}


def test_an_empty_reference_counts_as_handled_only():
    score = Score()
    judge(score, row(0), Refused("x", "is not a feed"))
    assert (score.feeds, score.handled, score.with_entries) == (1, 1, 0)
