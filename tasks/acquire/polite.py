"""Politeness: one request at a time to a host, and a pause between two of them, over all threads of the process.

In: a URL. Out: a turn (a context manager) in which that host is ours. Different hosts never wait for each other.
"""

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import urlsplit

MAX_HOSTS = 10_000  # then those that nobody waits for and whose pause is over are forgotten


class _Host:
    __slots__ = ("free_at", "lock", "waiting")

    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.free_at = 0.0
        self.waiting = 0


_hosts: dict[str, _Host] = {}
_table = threading.Lock()


@contextmanager
def turn(url: str, pause_s: float) -> Iterator[None]:
    """Wait until the host of `url` is free and rested for `pause_s` seconds since its last turn, then hold it."""
    name = host_of(url)
    with _table:
        if len(_hosts) > MAX_HOSTS:
            now = time.monotonic()
            for idle in [key for key, entry in _hosts.items() if not entry.waiting and entry.free_at <= now]:
                del _hosts[idle]
        host = _hosts.setdefault(name, _Host())
        host.waiting += 1
    try:
        with host.lock:
            time.sleep(max(0.0, host.free_at - time.monotonic()))
            try:
                yield
            finally:
                host.free_at = time.monotonic() + pause_s
    finally:
        with _table:
            host.waiting -= 1


def host_of(url: str) -> str:
    """The host with its port, lower-cased; the whole string where there is none (the fetch will refuse it)."""
    try:
        parts = urlsplit(url)
        return (parts.netloc.rpartition("@")[2] or url).lower()
    except ValueError:
        return url
