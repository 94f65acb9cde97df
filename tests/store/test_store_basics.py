"""The store keeps articles whole, once, and gives back the records that it was given."""

from pathlib import Path

import duckdb
import pytest

from tasks.claims.context import EXTRACTOR
from tasks.model import ReviewWord
from tasks.store.reads import INDEXED_KEYS
from tasks.store.records import FeedPoll, Fetch, Item, RunEvent
from tasks.store.store import Store
from tasks.trouble import Refused, Unreadable
from tests.store.store_records import NOW, article, figure_claim, judged


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "home" / "it's a store.duckdb"


def test_verification_comes_back_as_it_was_put(path: Path):
    """Everything found about an article can be read again, field by field."""
    with Store.open(path) as store, store.unit("run-1", now=NOW) as unit:
        unit.put(judged())
    with Store.open(path) as store:
        assert store.verification("d1") == judged()
        assert store.verdicts(since=NOW) == judged().verdicts
        assert store.checked(since=NOW) == ("d1",)
        assert store.claims_of(["d1", "d9"], EXTRACTOR) == {"d1": (figure_claim(),)}
        assert store.verification("d9") is None


def test_writing_twice_changes_nothing(path: Path):
    """A second run over the same article leaves every count and even the ledger as they were."""
    counts = []
    for run in ("run-1", "run-2"):
        with Store.open(path) as store:
            with store.unit(run, now=NOW) as unit:
                unit.put(judged())
                unit.put(judged())
            counts.append((store.counts(), store.last_unit))
    assert counts[0] == counts[1]
    assert counts[0][1] == 1


def put_and_fail(store: Store):
    with store.unit("run-1", now=NOW) as unit:
        unit.put(judged())
        raise ZeroDivisionError


def test_unit_is_all_or_nothing():
    """An error inside a unit leaves nothing of it, and the store goes on."""
    with Store.in_memory() as store:
        with pytest.raises(ZeroDivisionError):
            put_and_fail(store)
        assert not any(store.counts().values())
        with store.unit("run-1", now=NOW) as unit:
            unit.put(judged())
        assert store.counts()["documents"] == 2


def test_checked_article_is_no_evidence_until_a_feed_brings_it():
    """A merely verified article, and what its verdicts cite, never become evidence by themselves."""
    with Store.in_memory() as store:
        with store.unit("run-1", now=NOW) as unit:
            unit.put(judged())
        assert list(store.evidence()) == []
        assert store.known_urls() == frozenset()
        seen = store.last_unit
        with store.unit("run-2", now=NOW) as unit:
            unit.put_reference(article(), [figure_claim()])
        assert list(store.evidence(after_unit=seen)) == [article()]
        assert store.known_urls() == {"https://harbour.example/d1"}
        assert store.known_urls(["https://harbour.example/d1", "https://harbour.example/d7"]) == store.known_urls()
        assert store.known_urls([]) == frozenset()
        assert list(store.evidence(after_unit=store.last_unit)) == []


def test_same_page_is_found_by_content_address_or_source():
    """A page that is verified never supports itself, under whichever of its names the store holds it."""
    with Store.in_memory() as store:
        assert store.evidence_span() is None
        with store.unit("run-1", now=NOW) as unit:
            unit.put_reference(article(), [])
            unit.put(judged(article("checked", "Checked.", source_id="elsewhere")))
        assert store.evidence_span() == (NOW, NOW)
        page = article("other", "Other text.", source_id="else", url="https://harbour.example/d1/#top")
        assert store.same_page(page) == {"d1"}
        assert store.same_page(article("other", source_id="harbour-1", url=None)) == {"d1"}
        assert store.same_page(article("d1", source_id="else", url=None)) == {"d1"}
        assert store.same_page(article("other", source_id="elsewhere", url=None)) == frozenset()


def test_new_verdict_stands_beside_the_old():
    """A new verdict on the same claim adds a row; the view shows the newest, the old one can still be read."""
    with Store.in_memory() as store:
        for number, verdict_id in enumerate(("v1", "v0")):
            with store.unit(f"run-{number}", now=NOW) as unit:
                unit.put(judged(verdict_id=verdict_id))
        assert store.counts()["verdicts"] == 2
        shown = store._connection.execute("select verdict_id, run_id from verdicts_latest").fetchall()
        assert shown == [("v0", "run-1")]
        assert set(store.verdicts_by_id(["v0", "v1"])) == {"v0", "v1"}


def test_claims_of_two_readers_stand_side_by_side():
    """A new extractor's reading replaces the old one in the view and leaves it in the table."""
    with Store.in_memory() as store:
        with store.unit("run-1", now=NOW) as unit:
            unit.put_reference(article(), [figure_claim()], reader="1")
        with store.unit("run-2", now=NOW) as unit:
            unit.put_reading("d1", [figure_claim("c5", value=10), figure_claim("c6", value=12)], reader="2")
        assert [c.claim_id for c in store.claims_of(["d1"], "2")["d1"]] == ["c5", "c6"]
        assert [c.claim_id for c in store.claims_of(["d1"], "1")["d1"]] == ["c1"]
        shown = store._connection.execute("select claim_id from claims_latest order by 1").fetchall()
        assert shown == [("c5",), ("c6",)]
        with store.unit("run-3", now=NOW) as unit:
            unit.put_reading("d1", [], reader="3")
        assert store.claims_of(["d1"], "3") == {"d1": ()}
        assert store._connection.execute("select claim_id from claims_latest").fetchall() == []


def test_feeds_fetches_items_runs_and_reviews_come_back():
    """What the night needs for its next poll is there."""
    poll = FeedPoll("hill", NOW, "new", 3, '"e1"', "Fri", NOW, 0, None)
    failed = FeedPoll("hill", NOW.replace(hour=10), "error", 0, '"e1"', "Fri", None, 1, "no answer")
    fetch = Fetch("http://hill.example/1", "http://hill.example/a", 200, NOW, (("http://hill.example/1", 301),),
                  (("etag", '"e"'),), "utf-8", b"<p>\x00\xff", "d1")  # fmt: skip
    run = RunEvent("run-1", "nightly", "started", NOW, "desk", 42, "0.1.0", "abc")
    with Store.in_memory() as store:
        with store.unit("run-1", now=NOW) as unit:
            unit.put_poll(poll)
            unit.put_fetch(fetch)
            unit.put_item(Item("hill", "http://hill.example/1", "g1", NOW, "Nine die", "Fri", "d1"))
            unit.put_reference(article(), [])
            unit.put_item(Item("hill", "http://hill.example/2", "g2", NOW))
            unit.put_watched(article("d3"))
            unit.put_item(Item("watched", "http://hill.example/3", "g3", NOW, "Ten die", "Fri", "d3"))
            unit.put_run(run)
            unit.put_trouble(Unreadable("http://hill.example/2", "no article in it"))
            unit.put_review(ReviewWord("v1", "c1", "overruled", "ana", "wrong town", NOW, "unverified"))
        with store.unit("run-1", now=NOW) as unit:
            unit.put_poll(failed)
            unit.put_run(RunEvent("run-1", "nightly", "finished", NOW, "desk", 42, "0.1.0", "abc"))
        assert store.last_polls() == {"hill": failed}
        assert store.last_fetch("http://hill.example/1") == fetch
        assert store.last_fetch("http://hill.example/9") is None
        assert store.known_urls() == {"http://hill.example/1", article().url}
        assert store.watched_urls(["watched"]) == {"http://hill.example/3"}
        assert [event.state for event in store.runs()] == ["finished"]
        status = store._connection.execute(
            "select feed, status, failures, items_ever, polls, trouble from feeds_status"
        ).fetchall()
        assert status == [("hill", "error", 1, 2, 2, "no answer")]


def test_views_answer_in_one_line():
    """The figures ledger and the origins say who printed what, and who said it."""
    with Store.in_memory() as store:
        with store.unit("run-1", now=NOW) as unit:
            unit.put(judged())
        one = store._connection.execute(
            "select role, party, value, low, high, hedge, said_by, publisher, document_url, sentence from figures"
        ).fetchall()
        assert one == [("killed", "victim", 9.0, 9.0, None, "at_least", "the ministry", "Harbour Wire",
                        "https://harbour.example/d1", "At least nine people died.")]  # fmt: skip
        origins = store._connection.execute("select name, kind, document_count, documents from origins").fetchall()
        assert origins == [("the ministry", "named source", 2, ["d2", "d3"])]


def test_stranger_and_newer_files_are_refused(path: Path, tmp_path: Path):
    """A DuckDB file of something else, or of a newer Tracewire, is left exactly as it was."""
    other = tmp_path / "other.duckdb"
    with duckdb.connect(str(other)) as connection:
        connection.execute("create table ours (n integer)")
    with pytest.raises(Refused, match="something else"):
        Store.open(other)
    Store.open(path).close()
    with duckdb.connect(str(path)) as connection:
        connection.execute("insert into schema_migrations (version, name) values (999, 'later')")
    with pytest.raises(Refused, match="newer Tracewire"):
        Store.open(path)


def test_connection_reaches_nothing_else(path: Path):
    """Neither files nor extensions nor settings can be reached through a store, whatever a statement says."""
    with Store.open(path) as store:
        for statement in (
            "select * from read_text('/etc/hostname')",
            "copy documents to '/tmp/x.csv'",
            "attach '/tmp/x.db' as x",
            "install httpfs",
            "set enable_external_access = true",
            "set lock_configuration = false",
        ):
            with pytest.raises(duckdb.Error):
                store._connection.execute(statement)


def test_many_ids_are_found_as_few_are():
    """A few keys go by the index and many by a scan; both find the same."""
    ids = [f"d{number}" for number in range(INDEXED_KEYS + 20)]
    with Store.in_memory() as store:
        with store.unit("run-1", now=NOW) as unit:
            for document_id in ids:
                unit.put_reference(article(document_id, document_id), [figure_claim(f"c{document_id}", document_id)])
        many = store.documents(ids), store.claims_of(ids, EXTRACTOR)
        assert list(many[0]) == sorted(ids)
        for start in range(0, len(ids), 130):
            few = ids[start : start + 130]
            assert store.documents(few) == {document_id: many[0][document_id] for document_id in sorted(few)}
            assert store.claims_of(few, EXTRACTOR) == {document_id: many[1][document_id] for document_id in sorted(few)}
