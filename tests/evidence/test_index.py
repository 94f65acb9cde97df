"""What an index promises: the same hits in the same order, days kept, the undated never lost, several as one."""

from datetime import UTC, date, datetime

import pytest

from tasks.evidence.index import PassageIndex, Searcher
from tasks.evidence.stems import stems
from tasks.lineage.shingles import shingles
from tasks.model import Document, Passage, Published
from tasks.trouble import Unavailable, Unreadable
from tasks.vocabulary import Precision

STORM = "Twelve people drowned when the ferry Aurora sank off Port Amberly on Sunday."
FIRE = "A fire at the Kestrel mill in Dunmore killed three workers, the brigade said."
SPORT = "Dunmore won the cup final against Port Amberly after extra time."


def _document(name: str, text: str, day: str | None = None, title: str | None = None) -> Document:
    published = None
    if day:
        published = Published(datetime.fromisoformat(day).replace(tzinfo=UTC), Precision.DAY, "archive", day)
    return Document(document_id=name, source_id=name, text=text, title=title, published=published)


def _index(*documents: Document, index: PassageIndex | None = None) -> PassageIndex:
    index = index or PassageIndex.in_memory()
    for document in documents:
        index.add(document, [Passage(document.document_id, 0, 0, len(document.text), document.text)])
    index.commit()
    return index


def _found(index: PassageIndex | Searcher, words: str, **limits: object) -> list[str]:
    return [hit.document_id for hit in index.search(stems(words), 10, **limits)]  # type: ignore[arg-type]  # dates, ids


def test_finds_words_in_any_of_their_forms():
    index = _index(_document("storm", STORM), _document("fire", FIRE), _document("sport", SPORT))
    assert _found(index, "drowning ferries")[0] == "storm"
    assert _found(index, "worker killed by fires")[0] == "fire"
    assert _found(index, "zeppelin") == []


def test_a_hit_carries_its_passage():
    hit = _index(_document("fire", FIRE)).search(stems("mill"), 1)[0]
    assert hit.passage == Passage("fire", 0, 0, len(FIRE), FIRE)
    assert "kestrel" in hit.terms


def test_numbers_stay_whole():
    assert stems("2,000 of 15,000 died in a 7.5-magnitude quake") == [
        "2,000",
        "15,000",
        "die",
        "7.5",
        "magnitud",
        "quak",
    ]


def test_undated_pages_lie_in_every_window_of_days():
    index = _index(_document("old", FIRE, "2019-01-05"), _document("new", FIRE, "2025-01-05"), _document("none", FIRE))
    assert sorted(_found(index, "fire", start=date(2024, 1, 1))) == ["new", "none"]
    assert sorted(_found(index, "fire", end=date(2024, 1, 1))) == ["none", "old"]
    assert sorted(_found(index, "fire")) == ["new", "none", "old"]


def test_what_is_ruled_out_makes_room_for_the_next():
    """Ruling out happens after the search where that suffices; the limit is filled all the same."""
    many = [_document(f"d{number:03}", FIRE, "2019-01-05") for number in range(200)]
    index = _index(*many, _document("late", FIRE + " Much later more was known of it.", "2025-01-05"))
    assert _found(index, "fire mill", start=date(2024, 1, 1)) == ["late"]
    assert _found(index, "fire mill", excluded=[document.document_id for document in many]) == ["late"]


def test_only_within_the_documents_asked_for():
    index = _index(_document("a", FIRE), _document("b", FIRE), _document("c", STORM))
    assert _found(index, "fire ferry", within=["b", "c"]) == _found(index, "fire ferry", within=["c", "b"])
    assert sorted(_found(index, "fire ferry", within=["b", "c"])) == ["b", "c"]


def test_ties_are_in_the_order_of_ids_however_they_came_in():
    forward = _index(*(_document(name, FIRE) for name in "abcdef"))
    backward = _index(*(_document(name, FIRE) for name in "fedcba"))
    assert _found(forward, "fire") == _found(backward, "fire") == list("abcdef")


def test_a_tie_at_the_cut_is_decided_by_ids():
    """A dozen pages alike and places for five: those with the first ids, in whatever order they came in."""
    names = [f"page-{number:02}" for number in (7, 3, 11, 0, 5, 9, 1, 10, 2, 8, 4, 6)]
    index = _index(*(_document(name, "The ferry struck the quay.") for name in names))
    assert [hit.document_id for hit in index.search(stems("ferry quay"), 5)] == sorted(names)[:5]


def test_adding_twice_changes_nothing():
    fire = _document("fire", FIRE)
    index = _index(fire, fire)
    _index(fire, index=index)
    assert index.passages == 1
    assert index.holds("fire")


def test_removing_forgets():
    index = _index(_document("fire", FIRE), _document("storm", STORM))
    index.remove("fire")
    index.commit()
    assert not index.holds("fire")
    assert index.passages == 1


def test_a_folder_keeps_what_was_committed(tmp_path):
    folder = tmp_path / "index"
    _index(_document("fire", FIRE), index=PassageIndex.at(folder))
    again = PassageIndex.at(folder)
    assert _found(again, "fire") == ["fire"]
    _index(_document("storm", STORM), index=PassageIndex.at(folder))
    again.refresh()
    assert again.passages == 2


@pytest.mark.parametrize("harm", ["other version", "other file", "torn"])
def test_a_folder_that_holds_something_else_is_refused(tmp_path, harm):
    folder = tmp_path / "index"
    _index(_document("fire", FIRE), index=PassageIndex.at(folder))
    if harm == "other version":
        (folder / "tracewire-index").write_text("0")
    elif harm == "other file":
        (folder / "tracewire-index").unlink()
    else:
        (folder / "meta.json").write_text("{")
    with pytest.raises(Unreadable, match="builds it again"):
        PassageIndex.at(folder)


def test_two_writers_are_told_apart(tmp_path):
    first, second = PassageIndex.at(tmp_path / "index"), PassageIndex.at(tmp_path / "index")
    first.add(_document("fire", FIRE), [Passage("fire", 0, 0, len(FIRE), FIRE)])
    with pytest.raises(Unavailable, match="another process"):
        second.add(_document("storm", STORM), [Passage("storm", 0, 0, len(STORM), STORM)])
    first.commit()


def test_several_indexes_score_as_one():
    """A rare word is rare in all of them together, whichever part holds it."""
    documents = [_document(f"d{number}", FIRE if number % 3 else STORM) for number in range(12)]
    whole = Searcher(_index(*documents))
    parts = Searcher(_index(*documents[:2]), _index(*documents[2:]), PassageIndex.in_memory())
    assert parts.passages == whole.passages == 12
    assert parts.idf("ferri") == whole.idf("ferri")
    assert _found(parts, "ferry Aurora") == _found(whole, "ferry Aurora")


def test_what_is_added_later_is_found_as_well():
    index = PassageIndex.in_memory()
    searcher = Searcher(index, _index(_document("storm", STORM)))
    assert searcher.idf("fire") == searcher.idf("flood")
    _index(_document("fire", FIRE), index=index)
    assert _found(searcher, "fire") == ["fire"]
    assert searcher.idf("fire") < searcher.idf("flood")


def test_a_document_in_two_indexes_is_found_once():
    searcher = Searcher(_index(_document("fire", FIRE)), _index(_document("fire", FIRE), _document("storm", STORM)))
    assert _found(searcher, "fire") == ["fire"]


def test_texts_that_share_runs_of_words_are_found_without_a_search():
    """The same inverted list that finds copies in memory, in a folder; several indexes as one."""
    report = " ".join(f"word{number}" for number in range(200))
    copy, other = _document("copy", f"Read this first. {report}"), _document("other", STORM)
    searcher = Searcher(_index(copy, other), _index(_document("half", report[:900])))
    sampled = shingles(report)
    found = searcher.sharing(sampled)
    assert list(found) == ["copy", "half"]
    assert found["copy"] == len(sampled)
    assert searcher.sharing(shingles("never seen before")) == {}


def test_nothing_to_search_finds_nothing():
    assert _found(Searcher(), "fire") == []
    assert _found(PassageIndex.in_memory(), "fire") == []
    assert _index(_document("fire", FIRE)).search([], 10) == []
