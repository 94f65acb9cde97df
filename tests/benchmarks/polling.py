"""Five hundred feeds on loopback, each a host of its own with 20 ms of latency: polled once, then once more (all 304).

    python -m tests.benchmarks.polling [--feeds 500] [--items 5]

In: nothing; the feeds are generated, carry their texts themselves, and answer conditionally. Out: seconds of the clock
and of the CPU for each round, articles stored, and the most requests that any one host saw at once (must be 1).
Targets of issue 6: first round 25 s, second 5 s.
"""

import argparse
import resource
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from tasks.desk import Desk
from tasks.refresh import FEEDS_AT_ONCE, chosen_feeds, feed_rows, refresh_feed, standing, store_refreshed
from tasks.settings import load

LATENCY_S = 0.020
_ITEM = (
    "<item><title>Story {n} of feed {feed}</title><guid>{feed}-{n}</guid><link>http://{host}/{n}</link>"
    "<pubDate>Tue, 04 Mar 2025 09:0{n}:00 GMT</pubDate><description>At least {count} people were hurt when a bridge "
    "in district {feed} gave way on Monday, the district council said. Story {n} has more to tell of it.</description>"
    "</item>"
)


class _Seen:
    """What the hosts saw: requests under way, and the most at one time, by host."""

    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.now: Counter[str] = Counter()
        self.most: Counter[str] = Counter()
        self.statuses: Counter[int] = Counter()


@contextmanager
def _served(items: int, seen: _Seen) -> Iterator[int]:
    """One server behind every address 127.x.y.z; yields its port."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            host = self.headers["Host"]
            with seen.lock:
                seen.now[host] += 1
                seen.most[host] = max(seen.most[host], seen.now[host])
            time.sleep(LATENCY_S)
            status = 304 if self.headers.get("If-None-Match") == '"one"' else 200
            body = b"" if status == 304 else _feed(host, items)
            with seen.lock:
                seen.now[host] -= 1
                seen.statuses[status] += 1
            self.send_response(status)
            self.send_header("ETag", '"one"')
            self.send_header("Content-Type", "application/rss+xml")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("0.0.0.0", 0), Handler)  # noqa: S104 -- 127.0.0.0/8 has no other name
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield server.server_address[1]
    finally:
        server.shutdown()
        server.server_close()


def _feed(host: str, items: int) -> bytes:
    number = int(host.split(":", maxsplit=1)[0].rpartition(".")[2]) + 250 * int(host.split(".")[2])
    listed = "".join(_ITEM.format(n=n, feed=number, host=host, count=10 + number % 40 + n) for n in range(items))
    text = f'<?xml version="1.0"?><rss version="2.0"><channel><title>Feed {number}</title>{listed}</channel></rss>'
    return text.encode()


def _configured(folder: Path, feeds: int, port: int) -> None:
    hosts = [f"127.7.{number // 250}.{number % 250 + 1}:{port}" for number in range(feeds)]
    listed = ", ".join(f'"{host}"' for host in hosts)
    (folder / "settings.toml").write_text(f"[limits]\nallow_hosts = [{listed}]\n", encoding="utf-8")
    (folder / "feeds.toml").write_text(
        "\n".join(
            f'[[feed]]\nname = "Feed {number}"\nkind = "rss"\nurl = "http://{host}/feed"\n'
            f'publisher = "Outlet {number}"\npages = false\n'
            for number, host in enumerate(hosts)
        ),
        encoding="utf-8",
    )


def _round(folder: Path, store: Path, now: datetime) -> tuple[float, float, int, Counter[str]]:
    """Seconds of the clock, of the CPU with children, new articles, and how the polls ended."""
    began, before = time.monotonic(), _cpu()
    with Desk(load(folder), str(store), flow="refresh", now=now) as desk:
        feeds = chosen_feeds(desk, ())
        known = standing(desk)
        with ThreadPoolExecutor(FEEDS_AT_ONCE) as pool:
            refreshed = list(pool.map(lambda feed: refresh_feed(feed, desk, known), feeds))
        new = store_refreshed(refreshed, desk)
    ended = Counter(row["status"] for row in feed_rows(refreshed))
    return time.monotonic() - began, _cpu() - before, new, ended


def _cpu() -> float:
    return sum(
        usage.ru_utime + usage.ru_stime
        for usage in (resource.getrusage(resource.RUSAGE_SELF), resource.getrusage(resource.RUSAGE_CHILDREN))
    )


def main() -> None:
    """Poll twice and print the table; status 1 where a host saw two requests at once, or a poll failed."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--feeds", type=int, default=500)
    parser.add_argument("--items", type=int, default=5)
    asked = parser.parse_args()
    seen = _Seen()
    failed = 0
    with tempfile.TemporaryDirectory(prefix="tracewire-polling-") as name, _served(asked.items, seen) as port:
        folder = Path(name)
        _configured(folder, asked.feeds, port)
        now = datetime.now(UTC)
        for what, at in (("first", now), ("second", now + timedelta(days=2))):
            wall, cpu, new, ended = _round(folder, folder / "store.duckdb", at)
            failed += ended["error"]
            print(f"{what:7} {wall:6.1f} s  {cpu:6.1f} CPU s  {new:5} new articles  {dict(ended)}")
    print(f"answers: {dict(seen.statuses)}; most requests at once to one host: {max(seen.most.values())}")
    sys.exit(1 if failed or max(seen.most.values()) > 1 else 0)


if __name__ == "__main__":
    main()
