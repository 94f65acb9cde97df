"""`tracewire doctor` finds what is wrong, mends what is derived and touches nothing else."""

import json
import shutil
from datetime import UTC, datetime, timedelta

import duckdb
import pytest

from tasks.acquire.articles import read_argument
from tasks.desk import Desk
from tasks.doctor import State, examine
from tasks.settings import load
from tasks.store.store import Store


@pytest.fixture(scope="module")
def kept(tmp_path_factory):
    """A store that holds one small verification: made once, copied for each test."""
    folder = tmp_path_factory.mktemp("kept")
    article = folder / "ferry.txt"
    article.write_text("At least 12 people died when a ferry sank off Port Halden on Monday, police said.\n" * 3)
    pages = [{"id": "a", "text": "The ferry sank off Port Halden on Monday and 12 people died, police said."}]
    archive = folder / "pages.jsonl"
    archive.write_text("\n".join(map(json.dumps, pages)), encoding="utf-8")
    with Desk(load(), str(folder / "tracewire.duckdb"), [archive]) as desk:
        desk.open_library(on_trouble=print)
        (page,) = read_argument(str(article), desk.settings.limits, published="2025-09-05")
        desk.record(desk.verify(page))
    return folder


@pytest.fixture
def checked(run, home, kept):
    """A home in which one article was verified and everything was put in order once."""
    shutil.copytree(kept, home, dirs_exist_ok=True)
    _doctor(run)
    return home


def _doctor(run, *options):
    ended = run("doctor", "--json", *options)
    return ended.status, {check["thing"]: check for check in json.loads(ended.out)}


@pytest.mark.usefixtures("checked")
def test_all_is_well(run):
    status, checks = _doctor(run)
    assert status == 0
    assert {checks[thing]["state"] for thing in ("store", "search index", "readers' copy", "clock", "disk")} == {"fine"}


def test_before_the_first_run(run):
    status, checks = _doctor(run)
    assert status == 0
    assert checks["store"]["state"] == "note"
    assert "does not exist yet" in checks["store"]["said"]


@pytest.mark.parametrize("loss", ["deleted", "broken", "of another version"])
def test_index_is_made_again(run, checked, loss):
    index = checked / "tracewire-index"
    if loss == "deleted":
        shutil.rmtree(index)
    elif loss == "broken":
        (index / "meta.json").write_text("{", encoding="utf-8")
    else:
        (index / "tracewire-index").write_text("0", encoding="utf-8")
    status, checks = _doctor(run)
    assert (status, checks["search index"]["state"]) == (0, "mended")
    assert _doctor(run)[1]["search index"]["state"] == "fine"


def test_readers_copy_is_written_again(run, checked):
    (checked / "tracewire-latest.duckdb").write_bytes(b"not a database")
    assert _doctor(run)[1]["readers' copy"]["state"] == "mended"
    assert _doctor(run)[1]["readers' copy"]["state"] == "fine"


def test_a_damaged_store_is_told_and_only_replaced_on_demand(run, checked):
    store = checked / "tracewire.duckdb"
    damaged = bytearray(store.read_bytes())
    for place in range(12_288, len(damaged), 4_096):  # behind the headers, in every block
        damaged[place] ^= 0xFF
    store.write_bytes(damaged)
    status, checks = _doctor(run)
    assert (status, checks["store"]["state"]) == (1, "broken")
    assert "--restore" in checks["store"]["next_step"]
    assert store.read_bytes() == damaged
    status, checks = _doctor(run, "--restore")
    assert (status, checks["store"]["state"]) == (0, "mended")
    assert [file for file in checked.iterdir() if ".corrupt-" in file.name]
    assert _doctor(run)[1]["store"]["state"] == "fine"


def test_a_clock_set_back_is_told(checked):
    yesterday = datetime.now(UTC) - timedelta(days=1)
    checks = {check.thing: check for check in examine(load(), str(checked / "tracewire.duckdb"), yesterday)}
    assert checks["clock"].state is State.BROKEN
    assert "Set the clock" in checks["clock"].next_step


def test_a_file_that_is_no_store_is_left_alone(run, tmp_path):
    stranger = tmp_path / "notes.duckdb"
    stranger.write_text("shopping list", encoding="utf-8")
    status, checks = _doctor(run, "--store", stranger)
    assert (status, checks["store"]["state"]) == (1, "broken")
    assert stranger.read_text(encoding="utf-8") == "shopping list"


def test_counts_stay(run, checked):
    with Store.open(checked / "tracewire.duckdb") as store:
        before = store.counts()
    _doctor(run)
    with Store.open(checked / "tracewire.duckdb") as store:
        assert store.counts() == before


def test_changes_under_other_numbers_are_recorded_anew(run, checked):
    """A ledger of a Tracewire that numbered its changes otherwise is opened by their names, and doctor says so."""
    with duckdb.connect(str(checked / "tracewire.duckdb")) as store:
        store.execute("update schema_migrations set version = version + 10 where version > 3")
    status, checks = _doctor(run)
    assert (status, checks["tables"]["state"]) == (0, "mended")
    assert "under others (night, standing" in checks["tables"]["said"]
    assert _doctor(run)[1]["tables"]["state"] == "fine"


def test_a_ledger_of_another_branch_is_told_and_left(run, checked):
    path = checked / "tracewire.duckdb"
    with duckdb.connect(str(path)) as store:
        store.execute("update schema_migrations set name = 'pictures' where version = 4")
    before = path.read_bytes()
    status, checks = _doctor(run, "--restore")
    assert (status, checks["store"]["state"]) == (1, "broken")
    assert "'pictures' as number 4" in checks["store"]["said"]
    assert "another --store" in checks["store"]["next_step"]
    assert path.read_bytes() == before


def test_tables_of_another_shape_are_told(run, checked):
    """The record says that all was run, and a table is not what these changes make."""
    with duckdb.connect(str(checked / "tracewire.duckdb")) as store:
        store.execute("alter table holds rename column reason to cause")
    status, checks = _doctor(run)
    assert (status, checks["tables"]["state"]) == (1, "broken")
    assert "the table holds has no column reason" in checks["tables"]["said"]
