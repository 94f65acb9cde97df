"""A well-behaved news site on loopback: serves a folder, answers conditional requests, remembers what was asked.

    with serve(folder) as site:
        fetch(site.url + "/feed.xml", Limits(allow_hosts=(site.host,)), max_bytes=...)
        site.asked            # [Asked(path, headers, status), ...] in order
        site.answers["/busy"] = Answer(429, {"Retry-After": "60"})

In text files `{site}` stands for the address of the site; `replace` maps more strings (an outlet's .example address,
say) to others, in which `{site}` may stand too. `robots.txt` is a file of the folder like any other.
"""

import contextlib
import hashlib
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from email.utils import formatdate
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import unquote, urlsplit

TYPES = {
    ".html": "text/html; charset=utf-8",
    ".htm": "text/html; charset=utf-8",
    ".xml": "application/xml; charset=utf-8",
    ".rss": "application/rss+xml; charset=utf-8",
    ".atom": "application/atom+xml; charset=utf-8",
    ".rdf": "application/rdf+xml; charset=utf-8",
    ".txt": "text/plain; charset=utf-8",
    ".json": "application/json",
}


@dataclass(frozen=True)
class Asked:
    """One request: the path with its query, the lower-cased headers, the status that was given, and when."""

    path: str
    headers: dict[str, str]
    status: int
    began: float
    ended: float


@dataclass(frozen=True)
class Answer:
    """What to answer at a path instead of a file."""

    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes = b""


class Site:
    """The running site: `url` without a trailing slash, `host` as limits.allow_hosts names it."""

    def __init__(self, folder: Path, replace: Mapping[str, str], delay_s: float) -> None:
        self.folder = folder
        self.asked: list[Asked] = []
        self.answers: dict[str, Answer] = {}
        self.delay_s = delay_s
        self._replace = replace
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(self))
        self._server.daemon_threads = True
        self.host = f"127.0.0.1:{self._server.server_address[1]}"
        self.url = f"http://{self.host}"

    def paths(self) -> list[str]:
        """The paths asked so far, in order."""
        return [asked.path for asked in self.asked]

    def answer(self, path: str, headers: Mapping[str, str]) -> Answer:
        """What this site answers to a GET."""
        if path in self.answers:
            return self.answers[path]
        name = unquote(urlsplit(path).path).lstrip("/") or "index.html"
        file = (self.folder / name).resolve()
        if self.folder.resolve() not in file.parents or not file.is_file():
            return Answer(404, {"Content-Type": "text/html"}, b"<h1>No such page</h1>")
        body = self._filled(file.read_bytes())
        etag = f'"{hashlib.sha256(body).hexdigest()[:16]}"'
        modified = formatdate(file.stat().st_mtime, usegmt=True)
        validators = {"ETag": etag, "Last-Modified": modified}
        given = headers.get("if-none-match")
        if given == etag or (given is None and headers.get("if-modified-since") == modified):
            return Answer(304, validators)
        return Answer(200, {"Content-Type": TYPES.get(file.suffix, "application/octet-stream"), **validators}, body)

    def _filled(self, body: bytes) -> bytes:
        for old, new in self._replace.items():
            body = body.replace(old.encode(), new.encode())
        return body.replace(b"{site}", self.url.encode())

    @contextmanager
    def running(self) -> Iterator["Site"]:
        thread = threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
        thread.start()
        try:
            yield self
        finally:
            self._server.shutdown()
            self._server.server_close()
            thread.join(5)


def serve(folder: Path, *, replace: Mapping[str, str] | None = None, delay_s: float = 0.0):
    """Serve `folder` on a free loopback port for the length of a `with` block."""
    return Site(folder, replace or {}, delay_s).running()


def _handler(site: Site) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            began = time.monotonic()
            time.sleep(site.delay_s)
            headers = {name.lower(): value for name, value in self.headers.items()}
            answer = site.answer(self.path, headers)
            site.asked.append(Asked(self.path, headers, answer.status, began, time.monotonic()))
            with contextlib.suppress(ConnectionError):  # who asked may have lost patience
                self.send_response(answer.status)
                for name, value in answer.headers.items():
                    self.send_header(name, value)
                self.send_header("Content-Length", str(len(answer.body)))
                self.send_header("Connection", "close")
                self.end_headers()
                self.wfile.write(answer.body)
            self.close_connection = True

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 -- the name is http.server's
            """Quiet: a test says what it wants to know."""

    return Handler
