"""What happens to the store when the world fails it: damage, full disk, two writers, kill -9."""

import os
import random
import shutil
import signal
import subprocess
import sys
import time
import zlib
from pathlib import Path

import duckdb
import pytest

from tasks.model import Document
from tasks.store import snapshot
from tasks.store.connection import explained, translated
from tasks.store.records import Fetch
from tasks.store.store import Store
from tasks.trouble import Refused, Trouble, Unavailable, Unreadable
from tests.store.store_records import NOW, article, figure_claim

WRITER = Path(__file__).with_name("crash_writer.py")
ARTICLES = 20


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "tracewire.duckdb"


def logged_article(number: int) -> Document:
    return article(f"d{number:02}", f"Text {number}. " * 50)


@pytest.fixture(scope="module")
def logged(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """The three files of a store whose writer was killed: twenty units stand in the log only."""
    path = tmp_path_factory.mktemp("logged") / "tracewire.duckdb"
    with Store.open(path) as store:
        for number in range(ARTICLES):
            with store.unit("run-1", now=NOW) as unit:
                document = logged_article(number)
                unit.put_reference(document, [figure_claim(f"c{number}", document.document_id)])
        return {suffix: path.with_name(path.name + suffix).read_bytes() for suffix in ("", ".wal", ".ledger")}


def lay_down(files: dict[str, bytes], path: Path) -> None:
    for suffix, content in files.items():
        path.with_name(path.name + suffix).write_bytes(content)


def write_children(path: Path, first: int, count: int | None = None) -> subprocess.Popen[str]:
    command = [sys.executable, str(WRITER), str(path), str(first), *([] if count is None else [str(count)])]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def test_log_of_a_killed_writer_is_read(logged: dict[str, bytes], path: Path):
    """Undamaged, the log gives every unit back."""
    lay_down(logged, path)
    with Store.open(path) as store:
        assert store.last_unit == ARTICLES
        assert len(list(store.evidence())) == ARTICLES


def test_byte_flipped_anywhere_in_the_log_is_noticed_or_harmless(logged: dict[str, bytes], path: Path):
    """Whether DuckDB reports it or quietly stops there, a flipped byte loses nothing unsaid and overwrites nothing.

    A few bytes of the log's header mean nothing to DuckDB: then everything is there.
    """
    refused = 0
    for place in (8, 16, *random.Random(8).sample(range(len(logged[".wal"])), 20)):  # noqa: S311 - places, not secrets
        log = bytearray(logged[".wal"])
        log[place] ^= 0x5A
        lay_down({**logged, ".wal": bytes(log)}, path)
        trouble = refusal(path)
        if trouble is None:
            with Store.open(path) as store:
                assert list(store.evidence()) == [logged_article(number) for number in range(ARTICLES)], place
        else:
            refused += 1
            assert "Move the file" in str(trouble)
            assert path.with_name(path.name + ".wal").read_bytes() == bytes(log), place
            assert path.read_bytes() == logged[""]
    assert refused >= 20


def refusal(path: Path) -> Unreadable | None:
    try:
        Store.open(path).close()
    except Unreadable as trouble:
        return trouble
    return None


@pytest.mark.parametrize("kept", [0, 100, 5_000])
def test_cut_log_is_noticed(logged: dict[str, bytes], path: Path, kept: int):
    """A log without its tail opens in DuckDB with fewer rows; the ledger beside it says how many units are gone."""
    lay_down({**logged, ".wal": logged[".wal"][:kept]}, path)
    with pytest.raises(Unreadable, match="units of work are gone"):
        Store.open(path)


@pytest.mark.parametrize("damage", ["cut", "header", "page", "foreign", "empty"])
def test_damaged_file_is_named_with_the_way_out(path: Path, damage: str):
    """Each way in which the file itself may be broken ends in one sentence, on opening or on the first read."""
    with Store.open(path) as store, store.unit("run-1", now=NOW) as unit:
        for number in range(300):
            unit.put_reference(article(f"d{number}", random.Random(number).randbytes(2_000).hex()), [])  # noqa: S311
    content = bytearray(path.read_bytes())
    if damage == "cut":
        content = content[: len(content) // 2]
    elif damage == "header":
        content[20] ^= 0xFF
    elif damage == "page":
        for start in range(3 * 4096, len(content), 262_144):
            content[start + 9_000 : start + 9_064] = bytes(64)
    else:
        content = bytearray(b"" if damage == "empty" else b"not a database\n" * 5_000)
    path.write_bytes(content)
    with pytest.raises(Unreadable) as caught, Store.open(path) as store:
        list(store.evidence())
    assert str(path) in str(caught.value)
    assert "\n" not in str(caught.value)


def test_reading_through_finds_what_is_damaged_unseen(path: Path):
    """Damage in a column that nobody has asked for is found when every value is read."""
    with Store.open(path) as store:
        with store.unit("run-1", now=NOW) as unit:
            for number in range(300):
                body = random.Random(number).randbytes(9_000)  # noqa: S311
                unit.put_fetch(Fetch(f"http://hill.example/{number}", "", 200, NOW, body=body))
        assert store.read_through() == store.counts()
    content = path.read_bytes()
    body = zlib.compress(random.Random(7).randbytes(9_000), 6)[200:400]  # noqa: S311
    assert body in content
    path.write_bytes(content.replace(body, bytes(200)))
    with pytest.raises(Unreadable, match="Move the file"), Store.open(path) as store:
        store.read_through()


def test_our_own_fault_is_not_blamed_on_the_file(path: Path):
    """A statement that is wrong never makes anybody set a good store aside."""
    with Store.open(path) as store:
        store._connection.execute("drop view origins")
        with pytest.raises(Trouble, match="fault of Tracewire") as caught, translated(path):
            store._connection.execute("select * from origins")
    assert "aside" not in str(caught.value)


def test_restore_sets_the_damage_aside_and_brings_the_snapshot(path: Path):
    """After damage the last snapshot is in place, the damaged files are kept, and work goes on."""
    with Store.open(path) as store:
        with store.unit("run-1", now=NOW) as unit:
            unit.put_reference(article(), [figure_claim()])
        assert snapshot.publish(store) == path.with_name("tracewire-latest.duckdb")
        with store.unit("run-2", now=NOW) as unit:
            unit.put_reference(article("d2"), [])
    path.write_bytes(b"x" * 20_000)
    aside = snapshot.restore(path, now=NOW)
    assert [file.name for file in aside] == [
        "tracewire.duckdb.corrupt-20250905T093000Z",
        "tracewire.duckdb.ledger.corrupt-20250905T093000Z",
    ]
    with Store.open(path) as store:
        assert [document.document_id for document in store.evidence()] == ["d1"]
        with store.unit("run-3", now=NOW) as unit:
            unit.put_reference(article("d3"), [])


def test_deleted_store_starts_anew(path: Path):
    """A note that a deleted store left behind does not speak against the new one."""
    with Store.open(path) as store, store.unit("run-1", now=NOW) as unit:
        unit.put_reference(article(), [])
    path.unlink()
    with Store.open(path) as store:
        assert store.last_unit == 0


def test_another_writer_is_waited_for_then_named(path: Path):
    """A second process waits as long as it was told, and then says which process keeps the file."""
    with Store.open(path):
        code = (
            f"import sys; sys.path.insert(0, {str(WRITER.parents[2])!r})\n"
            "from tasks.store.store import Store\nfrom tasks.trouble import Unavailable\n"
            f"try:\n    Store.open({str(path)!r}, wait_s=0.2)\n"
            "except Unavailable as trouble:\n    print(trouble)\n"
        )
        said = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
        assert f"process {os.getpid()} is writing to it" in said
        with pytest.raises(Unavailable, match="another part of this process"):
            Store.open(path, wait_s=0.1)
    Store.open(path, wait_s=0).close()


def put_one(store: Store):
    with store.unit("run-2", now=NOW) as unit:
        unit.put_reference(article("d2"), [])


def test_snapshot_is_read_while_a_writer_works(path: Path):
    """Readers of the snapshot never meet the writer, and the writer keeps its lock while the copy is made."""
    with Store.open(path) as store:
        with store.unit("run-1", now=NOW) as unit:
            unit.put_reference(article(), [figure_claim()])
        latest = snapshot.publish(store)
        with Store.reading(latest) as reader:
            snapshot.publish(store)
            assert list(reader.evidence()) == [article()]
            with pytest.raises(Refused, match="for reading only"):
                put_one(reader)
        writer = write_children(path, 0, 1)
        with pytest.raises(subprocess.TimeoutExpired):
            writer.communicate(timeout=1.0)
    _, errors = writer.communicate(timeout=30)
    assert writer.returncode == 0, errors


def test_killed_writers_file_can_be_read_without_writing(logged: dict[str, bytes], path: Path):
    """Reading only, a log is read as well, and is left where it is."""
    lay_down(logged, path)
    with Store.reading(path) as store:
        assert len(list(store.evidence())) == ARTICLES
    assert path.with_name(path.name + ".wal").read_bytes() == logged[".wal"]


def test_missing_snapshot_is_said(path: Path):
    """There is nothing to read before the first run."""
    with pytest.raises(Unavailable, match="no such file"):
        Store.reading(snapshot.snapshot_path(path))


def test_no_room_is_said_before_the_work(path: Path, monkeypatch: pytest.MonkeyPatch):
    """A night that would fill the disk does not begin."""
    usage = shutil._ntuple_diskusage(10**9, 10**9 - 5_000_000, 5_000_000)
    monkeypatch.setattr(shutil, "disk_usage", lambda _: usage)
    with pytest.raises(Unavailable, match="5 MB free"):
        snapshot.check_room(path)


def test_full_disk_is_said_in_words(path: Path):
    """What DuckDB raises when a commit finds no space becomes a sentence."""
    error = duckdb.IOException("IO Error: Could not write file: No space left on device")
    assert isinstance(explained(error, path), Unavailable)
    assert "the disk is full" in str(explained(error, path))


@pytest.mark.slow
def test_kill_9_loses_nothing_and_halves_nothing(path: Path):
    """Killed at random moments, a writer leaves every unit that it reported, whole, and at most one more."""
    dice, first, said = random.Random(9), 0, set()  # noqa: S311 - moments, not secrets
    for turn in range(12):
        child = write_children(path, first)
        # On a busy machine a child may take seconds to begin: two in three are killed only once it has reported a unit.
        begun = child.stdout.readline() if turn % 3 and child.stdout else ""
        time.sleep(dice.random() * 0.8)
        child.send_signal(signal.SIGKILL)
        out, errors = child.communicate()
        out = begun + out
        assert errors == ""
        said |= {int(line) for line in out.split()}
        with Store.open(path) as store:
            kept = {int(document.document_id[1:]) for document in store.evidence()}
            counts = store.counts()
            assert said <= kept
            assert len(kept - said) <= 1
            said = kept
            assert counts["verdicts"] == counts["matches"] == counts["verifications"] == len(kept)
            assert counts["readings"] == 2 * len(kept)
            assert store.last_unit == len(kept)
            claims = store.claims_of([f"d{number}" for number in kept], "reference")
            assert all(len(group) == 5 for group in claims.values())
            assert len(claims) == len(kept)
        first = max(kept, default=-1) + 1
    assert len(said) >= 8


@pytest.mark.slow
def test_two_writers_take_turns(path: Path):
    """Two runs at once both finish, and nothing is lost or there twice."""
    children = [write_children(path, first, 12) for first in (0, 100)]
    for child in children:
        _, errors = child.communicate(timeout=60)
        assert child.returncode == 0, errors
    with Store.open(path) as store:
        assert {document.document_id for document in store.evidence()} == {
            f"d{number}" for first in (0, 100) for number in range(first, first + 12)
        }
        assert store.last_unit == 24
