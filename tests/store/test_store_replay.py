"""What a verdict needs to be judged again is kept, and an older store is brought up to it without loss."""

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import duckdb

from tasks.model import Candidate, Passage, Search, Sought
from tasks.store.migrations import migrations
from tasks.store.store import Store
from tests.store.store_records import article, figure_claim, judged

SEARCH = Search(
    sought=(Sought(("c1",), (Candidate(Passage("d2", 3, 10, 90, ""), 12.25, 0.5, 63.0, 0.75, 0.125),)),),
    documents=("d2",),
    rarity=((0.1, ("die", "nine")), (7.5, ("aurelia",))),
    unseen=9.25,
)


def test_the_search_of_a_verdict_is_found_by_the_verdict() -> None:
    """The first verification that came to a verdict keeps the search that it rests on, whatever is judged later."""
    first = replace(judged(), search=SEARCH)
    with Store.in_memory() as store:
        for run, one in (("one", first), ("two", replace(first, notes=("again",), search=replace(SEARCH, unseen=1.0)))):
            with store.unit(run) as unit:
                unit.put(one)
        assert store.verification_with("v1") == first
        assert store.verification_with("no such") is None


def test_the_configuration_is_kept_once() -> None:
    with Store.in_memory() as store:
        for run in ("one", "two"):
            with store.unit(run) as unit:
                unit.put_configuration("abc", '{"rules":{}}')
        assert store.configuration("abc") == '{"rules":{}}'
        assert store.configuration("def") is None
        assert store.counts()["configurations"] == 1


def test_ids_are_found_by_their_beginning_and_listed_newest_first() -> None:
    with Store.in_memory() as store:
        for run, verdict_id in (("one", "ab1"), ("two", "ab2")):
            with store.unit(run, now=datetime(2025, 9, 1, tzinfo=UTC)) as unit:
                unit.put(judged(verdict_id=verdict_id))
        assert store.verdict_ids("ab") == ("ab1", "ab2")
        assert store.verdict_ids("ab", limit=1) == ("ab1",)
        assert store.verdict_ids("b") == ()
        assert store.claim_ids("c") == ("c1", "c2")
        assert store.verdicts_of("c1") == ("ab2", "ab1")
        (newest,) = store.newest_verdicts()
        assert (newest.verdict_id, newest.claim_id) == ("ab2", "c1")


def test_figures_are_found_by_role_and_words() -> None:
    """By role, by the noun that is counted, and by words of the document; a regular expression is a value like any."""
    with Store.in_memory() as store:
        with store.unit("one") as unit:
            unit.put_reference(article("d1", "At least nine people died in Port Ash."), [figure_claim()])
        ((claim, document),) = store.figures(("killed",), patterns=[r"\bport ash"])
        assert (claim.claim_id, document.document_id) == ("c1", "d1")
        assert store.figures(("killed",), patterns=[r"\bport ash", "elsewhere"]) == ()
        assert store.figures(("injured",)) == ()
        assert len(store.figures((), nouns=["soldier"])) == 1
        assert store.figures((), nouns=["'; drop table claims; --"]) == ()


def test_notices_are_those_of_the_same_publishers() -> None:
    with Store.in_memory() as store:
        with store.unit("one") as unit:
            unit.put_reference(article("d1", "CORRECTION: it was nine."), [])
            unit.put_reference(article("d2", "Correction: it was ten.", publisher="Hill News"), [])
        assert list(store.notices(["Harbour Wire"], "correction")) == ["d1"]


def test_a_store_of_the_first_schema_is_brought_up_to_date(tmp_path: Path) -> None:
    """Its rows stay, its views gain their columns, and an old verification has no search."""
    path = tmp_path / "old.duckdb"
    first, *_ = migrations()
    with duckdb.connect(str(path), config={"storage_compatibility_version": "v1.5.0"}) as old:
        old.execute(
            "create table schema_migrations (version integer primary key, name varchar not null, "
            "applied_at timestamptz not null default current_timestamp)"
        )
        old.execute(first.sql)
        old.execute("insert into schema_migrations (version, name) values (1, 'init')")
        old.execute("insert into store_identity values ('0123')")
    with Store.open(path) as store:
        assert store.store_id == "0123"
        with store.unit("now") as unit:
            unit.put(judged())
        found = store.verification("d1")
        assert found is not None
        assert found.search is None
        assert len(store.figures(("killed",))) == 1
