"""Older, renumbered and strange ledgers: brought up whole by the names of their changes, or refused and left alone."""

import shutil
from collections.abc import Sequence
from pathlib import Path

import duckdb
import pytest

from tasks.store import migrations as subject
from tasks.store.migrations import Migration, astray, migrations
from tasks.store.query import Reader
from tasks.store.store import Store
from tasks.trouble import Refused
from tests.store.store_records import judged

NAMES = ("init", "replay", "joinings", "night", "standing", "following", "reviews", "care", "latest")
RECORD = (
    "create table schema_migrations (version integer primary key, name varchar not null, "
    "applied_at timestamptz not null default current_timestamp)"
)
ONE_REVIEW = (
    "insert into reviews (unit_no, review_id, verdict_id, claim_id, review, label, reviewer, reason, reviewed_at) "
    "values (1, 'r1', 'v1', 'c1', 'confirmed', null, 'Ana', 'called them', '2025-09-01T00:00:00Z')"
)


def _ledger(path: Path, done: Sequence[tuple[int, str]], also: Sequence[str] = ()) -> Path:
    """A file that has been through these changes, recorded under these numbers, and then these statements."""
    texts = {migration.name: migration.sql for migration in migrations()}
    with duckdb.connect(str(path), config={"storage_compatibility_version": "v1.5.0"}) as made:
        made.execute(RECORD)
        for number, name in done:
            made.execute(texts.get(name, f"create table of_{name} (n integer)"))
            made.execute("insert into schema_migrations values (?, ?, '2025-01-02T03:04:05Z')", [number, name])
        made.execute("insert into store_identity values ('0123')")
        made.execute("insert into units values (1, 'run-1', '2025-09-01T00:00:00Z', '{\"reviews\": 1}')")
        made.execute(ONE_REVIEW)
        for statement in also:
            made.execute(statement)
    return path


def _record(path: Path) -> list[tuple[int, str]]:
    with duckdb.connect(str(path), read_only=True) as held:
        return held.execute("select version, name from schema_migrations order by version").fetchall()


def _numbered(*names: str) -> list[tuple[int, str]]:
    return list(enumerate(names, start=1))


def test_names_of_changes_stay() -> None:
    """Ledgers in the world hold these names; a change that is called otherwise would be a stranger to them."""
    assert tuple(migration.name for migration in migrations()) == NAMES
    assert [migration.version for migration in migrations()] == list(range(1, len(NAMES) + 1))


@pytest.mark.parametrize(
    ("done", "renumbered"),
    [
        pytest.param([(1, "init"), (2, "replay"), (3, "joinings"), (5, "night")], ("night",), id="a number left out"),
        pytest.param(
            [*_numbered(*NAMES[:3]), (4, "standing"), (5, "night")], ("night", "standing"), id="two exchanged"
        ),
        pytest.param([(1, "init"), (3, "joinings")], (), id="an older change missing"),
        pytest.param([*_numbered(*NAMES[:4]), (7, "reviews")], (), id="a newer change first"),
        pytest.param(_numbered(*NAMES[:8]), (), id="one behind"),
        pytest.param([(10 * number, name) for number, name in _numbered(*NAMES)], NAMES, id="all there, other numbers"),
    ],
)
def test_a_change_is_known_by_its_name(
    tmp_path: Path, done: list[tuple[int, str]], renumbered: tuple[str, ...]
) -> None:
    """What was run under another number is not run again, what is missing is, and no row is lost."""
    path = _ledger(tmp_path / "old.duckdb", done)
    with Store.open(path) as store:
        assert store.store_id == "0123"
        assert store.change.renumbered == renumbered
        assert set(store.change.made) == set(NAMES) - {name for _, name in done}
        assert store.counts()["reviews"] == 1
        assert store.ask(astray) == ()
        with store.unit("now") as unit:
            unit.put(judged())
    assert _record(path) == _numbered(*NAMES)
    with duckdb.connect(str(path), read_only=True) as held:
        at = "select count(*) from schema_migrations where applied_at = '2025-01-02T03:04:05Z'"
        assert held.execute(at).fetchall() == [(len(done),)]  # the times at which they were run
        assert held.execute("select reviewer, reason from reviews_latest").fetchall() == [("Ana", "called them")]
    with Store.open(path) as store:
        assert not store.change
        assert store.verification("d1") is not None


@pytest.mark.parametrize(
    ("done", "also", "cause"),
    [
        pytest.param([*_numbered(*NAMES), (10, "pictures")], [], "newer Tracewire .schema 10; this", id="newer"),
        pytest.param(
            [*_numbered(*NAMES[:3]), (4, "pictures")], [],
            "does not know .'pictures' as number 4", id="of another branch",
        ),
        pytest.param(
            [*_numbered(*NAMES[:8]), (10, "pictures")], [],
            "does not know .'pictures' as number 10", id="newer, and one of ours missing",
        ),
        pytest.param(
            _numbered(*NAMES[:4]), ["insert into schema_migrations (version, name) values (5, 'night')"],
            "made twice .'night'", id="one name twice",
        ),
        pytest.param(
            _numbered(*NAMES[:3]), ["create table night_articles (title varchar)"],
            "'night' fails .*night_articles.* been through 1 init, 2 replay, 3 joinings", id="a table in the way",
        ),
        pytest.param(
            _numbered(*NAMES[:8]), ["alter table holds drop column reason"],
            "the table holds has no column reason", id="a column missing",
        ),
        pytest.param(
            _numbered(*NAMES[:8]), ["alter table holds add column why varchar"],
            "the table holds has a column why too many", id="a column too many",
        ),
        pytest.param(
            _numbered(*NAMES[:8]), ["alter table items alter column feed type json"],
            "items.feed is JSON not null, not VARCHAR not null", id="a column of another type",
        ),
        pytest.param(
            _numbered(*NAMES[:8]),
            ["drop table joinings", "create table joinings as select * from (values (1)) as t(unit_no)"],
            "joinings", id="a table of another shape",
        ),
        pytest.param(
            _numbered(*NAMES[:8]), ["drop view origins", "create table origins (name varchar)"],
            "'view origins' fails", id="a table where a view belongs",
        ),
    ],
)  # fmt: skip
def test_other_ledgers_are_refused_and_left_as_they_were(
    tmp_path: Path, done: list[tuple[int, str]], also: list[str], cause: str
) -> None:
    """Refused with what it is and what to do; not a byte of the file is changed, and nothing is half done."""
    path = _ledger(tmp_path / "strange.duckdb", done, also)
    before = path.read_bytes()
    with pytest.raises(Refused, match=cause) as refused:
        Store.open(path)
    assert "another --store" in refused.value.next_step
    assert path.read_bytes() == before
    assert [file.name for file in tmp_path.iterdir()] == ["strange.duckdb"]


@pytest.mark.parametrize(
    "also",
    [
        "drop view origins",
        "create or replace view origins as select 1 as name",
        "create or replace view verdicts_latest as from verdicts",
    ],
)
def test_views_hold_no_rows_and_are_made_anew(tmp_path: Path, also: str) -> None:
    """A view that is missing or reads otherwise is put right when a ledger is brought up: it can lose nothing."""
    path = _ledger(tmp_path / "old.duckdb", [(1, "init"), (3, "joinings"), (9, "latest")], [also])
    with Store.open(path) as store:
        assert "replay" in store.change.made  # an older change, which has older views
        assert store.ask(astray) == ()
        with store.unit("then") as unit:
            unit.put(judged())
    again = (
        "insert into verdicts select * replace (7 as unit_no, 'later' as verdict_id, now() as cut_off) from verdicts"
    )
    with duckdb.connect(str(path)) as held:  # by the newest words of the view an answer as of a day comes last
        held.execute("update verdicts set cut_off = null")
        held.execute(again)
        assert held.execute("select verdict_id from verdicts_latest").fetchall() == [("v1",)]


def test_a_table_of_that_name_of_another_program(tmp_path: Path) -> None:
    """Web frameworks keep a table schema_migrations too, with one column."""
    path = tmp_path / "site.duckdb"
    with duckdb.connect(str(path)) as other:
        other.execute("create table schema_migrations (version varchar)")
        other.execute("insert into schema_migrations values ('20250102030405')")
    with pytest.raises(Refused, match=r"something else .it holds 'schema_migrations'"):
        Store.open(path)


def test_a_failing_change_leaves_nothing_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """All that a file lacks is one transaction: where the last change fails, the first was never made."""
    path = _ledger(tmp_path / "old.duckdb", _numbered(*NAMES[:7]))
    broken = (*migrations(), Migration(10, "broken", "create table extra (n integer); select * from nowhere;"))
    monkeypatch.setattr(subject, "migrations", lambda: broken)
    before = path.read_bytes()
    with pytest.raises(Refused, match="'broken' fails"):
        Store.open(path)
    assert path.read_bytes() == before
    monkeypatch.undo()
    with Store.open(path) as store:
        assert store.change.made == ("care", "latest")


def test_a_process_killed_before_the_checkpoint_has_done_all(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The log alone brings a file up that was killed right after the transaction: tables, record and rows."""
    path = _ledger(tmp_path / "old.duckdb", [*_numbered(*NAMES[:3]), (5, "night")])
    killed = tmp_path / "killed.duckdb"

    def copied(connection: duckdb.DuckDBPyConnection, thing: str) -> None:
        change = real(Spy(connection), thing)  # type: ignore[arg-type]  # all that is asked of a connection
        shutil.copy(path, killed)
        shutil.copy(f"{path}.wal", f"{killed}.wal")
        assert change

    class Spy:
        """A connection whose checkpoint never comes."""

        def __init__(self, connection: duckdb.DuckDBPyConnection) -> None:
            self._connection = connection

        def __getattr__(self, name: str) -> object:
            return getattr(self._connection, name)

        def execute(self, statement: str, *values: object) -> object:
            return self if statement == "checkpoint" else self._connection.execute(statement, *values)

    real = subject.migrate
    monkeypatch.setattr("tasks.store.store.migrate", copied)
    Store.open(path).close()
    monkeypatch.undo()
    with Store.open(killed) as store:
        assert not store.change
        assert store.ask(astray) == ()
        assert store.counts()["reviews"] == 1
    assert _record(killed) == _numbered(*NAMES)


def test_what_is_only_read_goes_by_name_too(tmp_path: Path) -> None:
    """A readers' copy with other numbers is read as it is; one that lacks a change is refused and not changed."""
    whole = _ledger(tmp_path / "whole.duckdb", [(10 * number, name) for number, name in _numbered(*NAMES)])
    with Store.reading(whole) as store, Reader(whole) as reader:
        assert store.store_id == "0123"
        assert list(reader.ask("select count(*) from reviews").rows) == [("1",)]
    assert _record(whole)[0] == (10, "init")
    older = _ledger(tmp_path / "older.duckdb", [*_numbered(*NAMES[:3]), (5, "night")])
    with pytest.raises(Refused, match="older schema"):
        Store.reading(older)
