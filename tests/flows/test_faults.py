"""What a whole night does when the world fails it: a full disk, a second night at once, a clock that is wrong.

Each time: nothing lost, nothing twice, and a sentence that says what happened. Kills are in test_kills.py, damaged
files in tests/store/test_store_faults.py, a server lost halfway in test_up.py.
"""

import os
import shutil
import subprocess
import sys
from datetime import UTC, datetime, timedelta

import pytest

from tasks.desk import Desk
from tasks.refresh import night_feeds, refresh_feed, standing, store_refreshed
from tasks.settings import load
from tasks.store.store import Store
from tests.hostile.site import serve
from tests.support_night import fetch_night, kept, write_feeds, write_site

pytestmark = [pytest.mark.slow, pytest.mark.timeout(200)]

ARTICLES = 6
NIGHT = """
import os
from flows.cli import main
from tasks.store import snapshot
snapshot.SPARE_BYTES = int(os.environ.get("SPARE", snapshot.SPARE_BYTES))
main()
"""
ROOM_BYTES = 300_000_000  # more than is asked to be free
ROOM_S = 60
# A small file system of its own for one process and its children; the night runs once, then once more with room.
FULL = """
set -e
mkdir -p "$1"
mount -t tmpfs -o size="$3" tmpfs "$1"
cp -r "$2"/. "$1"/
dd if=/dev/zero of="$1/ballast" bs=64k 2>/dev/null || true
shift 3
set +e
"$@" 2>"$TOLD/full.txt" >/dev/null
echo $? >"$TOLD/full.status"
rm "$TRACEWIRE_HOME/ballast"
unset SPARE
"$@" 2>"$TOLD/roomy.txt" >/dev/null
echo $? >"$TOLD/roomy.status"
cp -r "$TRACEWIRE_HOME"/. "$TOLD/after"
"""


@pytest.fixture(scope="module")
def fetched(tmp_path_factory):
    """A store in which a night's articles are fetched, and its configuration."""
    folder = tmp_path_factory.mktemp("night")
    fetch_night(folder, ARTICLES, more="[night]\nchunk_articles = 2\n")
    return folder


def _command(fetched):
    return [sys.executable, "-c", NIGHT, "nightly", "--no-refresh", "--config", str(fetched / "config")]


def _environment(home, **more):
    return {**os.environ, "TRACEWIRE_HOME": str(home), "PREFECT_API_URL": "", **more}


def _begin(fetched, home):
    return subprocess.Popen(
        _command(fetched), env=_environment(home), stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True
    )


@pytest.fixture(scope="module")
def whole(fetched, tmp_path_factory):
    """What an undisturbed night leaves."""
    home = tmp_path_factory.mktemp("whole") / "home"
    shutil.copytree(fetched / "fetched", home)
    night = _begin(fetched, home)
    _, told = night.communicate(timeout=ROOM_S)
    assert night.returncode == 0, told
    return kept(home / "tracewire.duckdb")


@pytest.mark.parametrize("spare", ["200000000", "-1000000000"], ids=["seen before", "met halfway"])
def test_a_full_disk_is_said_and_with_room_the_night_goes_on(fetched, whole, tmp_path, spare):
    """The file system has not a block left, seen first or run into; the next night does what this could not."""
    home, after = tmp_path / "small", tmp_path / "after"
    after.mkdir()
    asked = ["unshare", "--mount", *([] if os.geteuid() == 0 else ["--user", "--map-root-user"])]
    probe = [*asked, "mount", "-t", "tmpfs", "-o", f"size={ROOM_BYTES}", "tmpfs", str(after)]
    if shutil.which("unshare") is None or subprocess.run(probe, capture_output=True, check=False).returncode:
        pytest.skip("this machine gives nobody a file system of their own")
    ended = subprocess.run(
        [*asked, "bash", "-c", FULL, "full", str(home), str(fetched / "fetched"), str(ROOM_BYTES), *_command(fetched)],
        env=_environment(home, TOLD=str(tmp_path), SPARE=spare),
        capture_output=True,
        text=True,
        timeout=150,
        check=False,
    )
    assert ended.returncode == 0, ended.stderr
    told = (tmp_path / "full.txt").read_text(encoding="utf-8")
    assert (tmp_path / "full.status").read_text(encoding="utf-8").strip() != "0", told
    assert "disk" in told or "space" in told, told
    assert "Traceback" not in told
    assert (tmp_path / "roomy.status").read_text(encoding="utf-8").strip() == "0", (tmp_path / "roomy.txt").read_text()
    assert kept(after / "tracewire.duckdb") == whole


def test_two_nights_at_once_leave_what_one_leaves(fetched, whole, tmp_path):
    """They take turns at the store; whichever comes second finds done what the first has done, or says who is at it."""
    home = tmp_path / "home"
    shutil.copytree(fetched / "fetched", home)
    nights = [_begin(fetched, home) for _ in range(2)]
    told = [night.communicate(timeout=2 * ROOM_S)[1] for night in nights]
    assert {night.returncode for night in nights} <= {0, 1, 2}
    assert any(night.returncode == 0 for night in nights), told
    for night, words in zip(nights, told, strict=True):
        assert "Traceback" not in words
        assert night.returncode == 0 or "tracewire" in words, words
    assert kept(home / "tracewire.duckdb") == whole


@pytest.mark.parametrize("years", [-3, 3])
def test_a_clock_that_is_wrong_at_first_is_survived(tmp_path, years):
    """Polled with a clock years off, then a right one: each article once, none lost, no feed left to rest."""
    write_site(tmp_path / "www", ARTICLES)
    right = datetime.now(UTC).replace(microsecond=0)
    store = tmp_path / "tracewire.duckdb"
    with serve(tmp_path / "www") as site:
        write_feeds(tmp_path / "config", site.url)
        settings = load(tmp_path / "config")
        for now in (right + timedelta(days=365 * years), right, right + timedelta(hours=2)):
            with Desk(settings, str(store), flow="refresh", now=now) as desk:
                before = standing(desk)
                polled = [refresh_feed(feed, desk, before) for feed in night_feeds(desk)]
                store_refreshed(polled, desk)
                assert not [one for one in polled if one.polled.status == "error"]
    with Store.open(store) as held:
        documents = list(held.evidence())
        assert len({document.document_id for document in documents}) == len(documents) == 8
        # A feed that was asked "in three years" is due again in three years by that clock; ours must not wait for it.
        assert all(last.polled_at <= right + timedelta(hours=2) for last in held.last_polls().values())
