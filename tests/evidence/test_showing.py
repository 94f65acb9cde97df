"""Which windows are shown for a claim: what one leaves out the next one says, and every page is heard."""

from tasks.evidence.index import Hit
from tasks.evidence.showing import FIRST_DOCUMENTS, Found, complements, shown
from tasks.model import Passage

# A claim such as "Dana Orr resigned as mayor of Quillby in May 2019", each word worth its rarity in thousandths.
WEIGHTS = {"orr": 9_000, "resign": 5_000, "mayor": 4_000, "quillbi": 8_000, "may": 3_000, "2019": 3_000}


def _hit(document: str, index: int, words: str, score: float) -> Hit:
    return Hit(document, index, score, Passage(document, index, 0, 1, words), frozenset(words.split()), words)


def _lone(document: str, score: float) -> Found:
    return Found([_hit(document, 0, "mayor resign", score)], own=score)


PAGE = [
    _hit("page", 7, "orr resign mayor", 9.0),
    _hit("page", 6, "orr resign mayor council", 8.0),
    _hit("page", 8, "orr resign", 7.0),
    _hit("page", 3, "quillbi river", 3.0),
    _hit("page", 0, "17 may 2019", 1.0),
]


def test_the_next_window_says_most_of_what_those_before_leave_out():
    """The town, then the dateline; the neighbours that repeat the best window add nothing."""
    found = list(complements(PAGE[0], PAGE, WEIGHTS, 5))
    assert [hit.passage_index for hit in found] == [3, 0]


def test_the_number_of_complements_is_bounded():
    assert [hit.passage_index for hit in complements(PAGE[0], PAGE, WEIGHTS, 1)] == [3]


def test_a_page_that_leads_is_heard_in_full_before_the_tenth_page():
    """Its town and its dateline stand among the first ten windows, though other pages have higher single scores."""
    kept = [Found(PAGE[:3], own=0.9), *(_lone(f"other-{number}", 0.3) for number in range(12))]
    first = [(hit.document_id, hit.passage_index) for hit, _ in shown(kept, PAGE, WEIGHTS, 60)[:FIRST_DOCUMENTS]]
    assert first[:3] == [("page", 7), ("page", 3), ("page", 0)]


def test_where_no_page_leads_ten_pages_are_heard_first():
    """Many pages on one event: nobody speaks twice before ten have spoken."""
    kept = [Found(PAGE[:3], own=0.31), *(_lone(f"other-{number}", 0.3) for number in range(12))]
    first = [hit.document_id for hit, _ in shown(kept, PAGE, WEIGHTS, 60)[:FIRST_DOCUMENTS]]
    assert len(set(first)) == FIRST_DOCUMENTS


def test_everybody_is_heard_and_no_more_is_shown_than_asked():
    """A long page does not take the places of those who have not spoken."""
    long_page = [_hit("page", index, "orr resign mayor", 90.0 - index) for index in range(40)]
    kept = [Found(long_page[:16], own=0.9), *(_lone(f"other-{number:02}", 0.3) for number in range(24))]
    found = shown(kept, long_page, WEIGHTS, 30)
    assert len(found) == 30
    assert {hit.document_id for hit, _ in found} == {known.best.document_id for known in kept}


def test_nothing_found_shows_nothing():
    assert shown([], [], WEIGHTS, 60) == []
