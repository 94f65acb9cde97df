"""The report pages over HTTP, so that a link in the UI opens them: files of one folder, nothing else, to be read only.

In: a folder, an address. Out: the base address, served while the block lasts. Only pages directly in the folder are
given, by their plain name; no listing, no way up, no other kind of file.
"""

import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import unquote, urlsplit

from tasks.trouble import Misconfigured

_PAGE = re.compile(r"[A-Za-z0-9_][A-Za-z0-9._-]{0,200}\.html")
FIRST_PAGE = "index.html"


@contextmanager
def serving_reports(folder: Path, host: str, port: int) -> Iterator[str]:
    """Serve the folder while the block runs; Misconfigured where the port is taken."""

    class Handler(_Pages):
        pages = folder

    try:
        server = ThreadingHTTPServer((host, port), Handler)
    except (OSError, OverflowError) as error:
        cause = getattr(error, "strerror", None) or str(error)
        raise Misconfigured(f"port {port} for the report pages", cause, "Give another with --reports-port") from error
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.2}, daemon=True)
    thread.start()
    try:
        yield f"http://{host}:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


class _Pages(BaseHTTPRequestHandler):
    pages: Path
    timeout = 30  # a client that says nothing holds a thread no longer

    def do_GET(self) -> None:  # the name is the standard library's
        """Answer with a page of the folder, or 404."""
        name = unquote(urlsplit(self.path).path).removeprefix("/") or FIRST_PAGE
        path = self.pages / name
        if not _PAGE.fullmatch(name) or not path.is_file() or path.is_symlink():
            self._answer(HTTPStatus.NOT_FOUND, b"no such report page\n", "text/plain; charset=utf-8")
            return
        self._answer(HTTPStatus.OK, path.read_bytes(), "text/html; charset=utf-8")

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 -- the standard library's name
        """Say nothing: the terminal shows what people need to know."""

    def _answer(self, status: HTTPStatus, body: bytes, kind: str) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.send_header("X-Content-Type-Options", "nosniff")
        self.send_header("Cache-Control", "no-cache")
        self.end_headers()
        self.wfile.write(body)
