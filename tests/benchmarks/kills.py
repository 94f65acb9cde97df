"""kill -9 at random moments of small nights: nothing lost, nothing twice.

    python -m tests.benchmarks.kills                  # 200 kills
    python -m tests.benchmarks.kills --kills 20 --seed 7 --reader

A night of 12 watched articles in chunks of two goes through a store in which they were fetched. Its process is killed
with SIGKILL after a time drawn at random up to the length of an unbroken night; the store must then open with every row
that its ledger tells of; the night is begun again, and killed at most three times, until one run ends by itself. What
it left must be what an unbroken night left, row by row (`kept` of tests/support_night.py). `--reader` keeps a process
reading the readers' copy all the while, which must never meet an error. Ends with status 1 where anything differs.
"""

import argparse
import os
import random
import shutil
import signal
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

from flows.cli import main as tracewire
from tasks.store.snapshot import snapshot_path
from tasks.store.store import Store
from tasks.trouble import Trouble
from tests.support_night import fetch_night, kept

ARTICLES, CHUNK = 12, 2
LONGEST_S = 120.0  # of one night
# Kills of one night: an article under way in four dead nights is set aside as the one that ends the program
# (tasks/night/underway.py), and chance would sooner or later do that to a sound one.
MOST_KILLS = 3


def main() -> None:
    """Kill, begin again, compare; print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--reader", action="store_true")
    asked = parser.parse_args()
    counts = run(asked.kills, asked.seed, with_reader=asked.reader)
    for name, count in sorted(counts.items()):
        print(f"{name:40} {count:>6}")
    bad = ("nights that left other records", "stores that did not open", "reader met an error")
    sys.exit(1 if any(counts[name] for name in bad) else 0)


def run(kills: int, seed: int, *, with_reader: bool = False) -> Counter[str]:
    """What happened, counted; at least `kills` processes are killed, and every night that was begun is ended."""
    chance = random.Random(seed)
    counts: Counter[str] = Counter({"nights that left other records": 0, "stores that did not open": 0})
    with tempfile.TemporaryDirectory(prefix="tracewire-kills-") as name:
        folder = Path(name)
        fetch_night(folder, ARTICLES, more=f"[night]\nchunk_articles = {CHUNK}\n")
        length, whole = _unbroken(folder)
        while counts["killed"] < kills:
            home = folder / "night"
            shutil.copytree(folder / "fetched", home)
            path = home / "tracewire.duckdb"
            met = folder / "reader-met"
            reader = _reading(path, met) if with_reader else None
            for deaths in range(MOST_KILLS + 1):
                wait = chance.uniform(0.0, length) if counts["killed"] < kills and deaths < MOST_KILLS else LONGEST_S
                if _killed(home, folder / "config", wait):
                    counts["killed"] += 1
                    counts["stores that did not open"] += not _opens(path)
                else:
                    break
            if reader is not None:
                os.kill(reader, signal.SIGKILL)
                os.waitpid(reader, 0)
            counts["nights"] += 1
            counts["reader met an error"] = len(met.read_text(encoding="utf-8").splitlines()) if met.exists() else 0
            left = kept(path)
            for table in sorted(whole):
                if left[table] != whole[table]:
                    print(f"differs: {table}: {sorted(set(left[table]) ^ set(whole[table]))[:4]}")
            counts["nights that left other records"] += left != whole
            shutil.rmtree(home)
    return counts


def _unbroken(folder: Path) -> tuple[float, dict[str, list[str]]]:
    home = folder / "whole"
    shutil.copytree(folder / "fetched", home)
    began = time.monotonic()
    if _killed(home, folder / "config", LONGEST_S):
        sys.exit("the unbroken night did not end")
    return time.monotonic() - began, kept(home / "tracewire.duckdb")


def _killed(home: Path, config: Path, after_s: float) -> bool:
    """Run the night in a child that has everything imported; True where it had to be killed."""
    child = os.fork()
    if child == 0:
        _night(home, config)
    ends = time.monotonic() + after_s
    while time.monotonic() < ends:
        done, status = os.waitpid(child, os.WNOHANG)
        if done:
            if status:
                sys.exit(f"a night ended with status {os.waitstatus_to_exitcode(status)}")
            return False
        time.sleep(0.002)
    os.kill(child, signal.SIGKILL)
    _, status = os.waitpid(child, 0)
    return os.WIFSIGNALED(status)  # it may have ended in the very moment


def _night(home: Path, config: Path) -> None:
    """The child: never returns."""
    silence = os.open(os.devnull, os.O_WRONLY)
    os.dup2(silence, 1)
    os.environ |= {"TRACEWIRE_HOME": str(home), "PREFECT_API_URL": ""}
    sys.argv = ["tracewire", "nightly", "--no-refresh", "--config", str(config)]
    status = 1
    try:
        tracewire()
    except SystemExit as ended:
        status = int(ended.code or 0)
    finally:
        os._exit(status)


def _opens(path: Path) -> bool:
    try:
        with Store.open(path) as store:
            store.read_through()
    except Trouble as trouble:
        print(f"NOT OPENED: {trouble}")
        return False
    return True


def _reading(path: Path, met: Path) -> int:
    """A process that reads the readers' copy again and again, as an analyst would; a line in `met` for each error."""
    child = os.fork()
    if child:
        return child
    copy = snapshot_path(path)
    while True:
        try:
            if copy.exists():
                with Store.reading(copy) as store:
                    store.counts()
        except Trouble as trouble:
            with met.open("a", encoding="utf-8") as file:
                file.write(f"{trouble}\n")
        time.sleep(0.02)


if __name__ == "__main__":
    main()
