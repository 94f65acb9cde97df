"""What a hostile archive costs in memory and time, each file in a child process of its own."""

import gzip
import json
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
MORE_MEGABYTES = 60
TABLE_MEGABYTES = 560  # DuckDB's own limit for tables is 512
SECONDS = 20.0
HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n"
PROBE = """
import json, sys, time
from pathlib import Path
from tasks.acquire.feeds.archive import archive_pages
from tasks.settings import Limits
from tasks.trouble import Trouble
def peak():
    lines = open("/proc/self/status").read().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmHWM")) / 1000
start, began, troubles, count, raised = peak(), time.monotonic(), [], 0, None
try:
    for page in archive_pages(Path(sys.argv[1]), Limits(), on_trouble=troubles.append):
        count += 1
except Trouble as trouble:
    raised = trouble.cause
print(json.dumps([count, [trouble.cause for trouble in troubles], raised, time.monotonic() - began, peak() - start]))
"""


def warc(body: bytes) -> bytes:
    lines = (b"WARC/1.0", b"WARC-Type: response", b"WARC-Target-URI: http://quay.example/")
    return b"\r\n".join([*lines, b"Content-Length: %d" % (len(HEAD) + len(body)), b"", HEAD + body, b"", b""])


FILES = {
    "cell.csv": (lambda: b'id,text\n1,"' + b"x" * 100_000_000 + b'"\n2,words\n', 0, "table", TABLE_MEGABYTES),
    "open.csv": (lambda: b'id,text\n1,"' + b"words, more\n" * 3_000_000, 0, "columns", TABLE_MEGABYTES),
    "columns.csv": (lambda: b",".join(b"c%d" % n for n in range(200_000)) + b",text\n", 0, "table", TABLE_MEGABYTES),
    "line.jsonl": (lambda: b'{"text":"' + b"x" * 150_000_000 + b'"}\n{"text":"Words."}\n', 1, "longer", MORE_MEGABYTES),
    "deep.jsonl": (lambda: b"[" * 100_000 + b'\n{"text":"Words."}\n', 1, "JSON", MORE_MEGABYTES),
    "zeros.warc.gz": (lambda: gzip.compress(warc(bytes(300_000_000))), 0, "times its size", MORE_MEGABYTES),
    "packed.warc.gz": (lambda: gzip.compress(warc(gzip.compress(bytes(90_000_000)))), 0, None, MORE_MEGABYTES),
}


@pytest.mark.slow
@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="peak memory is read from /proc")
@pytest.mark.parametrize("name", sorted(FILES))
def test_no_archive_takes_much(tmp_path: Path, name: str):
    make, expected, cause, megabytes = FILES[name]
    path = tmp_path / name
    path.write_bytes(make())
    done = subprocess.run(
        [sys.executable, "-c", PROBE, str(path)], capture_output=True, cwd=ROOT, text=True, timeout=120, check=False
    )
    assert done.returncode == 0, done.stderr
    count, troubles, raised, seconds, more = json.loads(done.stdout)
    if cause is not None:
        assert count == expected
        assert cause in " ".join([*troubles, raised or ""])
    assert seconds < SECONDS
    assert more < megabytes
