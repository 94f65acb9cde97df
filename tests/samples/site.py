"""A loopback web site that serves the sample event: three feeds and the pages they link to.

In: nothing (or `--port`). Out: the base address of a server on 127.0.0.1; `/feeds/NAME.xml` with that address in place
of `{base}`, `/OUTLET/....html` as the pages. ETag and Last-Modified are sent and honoured (304), so that conditional
polling can be seen to work. Run it by hand with `python -m tests.samples.site --port 8765` and enable the sample feeds
in config/feeds.toml.
"""

import argparse
import hashlib
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from email.utils import formatdate
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

SAMPLES = Path(__file__).resolve().parent
EVENT = SAMPLES / "beijing-2025"
FEEDS = ("continental.xml", "newsheap.xml", "northern.xml")
MODIFIED = formatdate(1_757_160_000, usegmt=True)  # 6 September 2025, 12:00 UTC: after the last article


@contextmanager
def serving(port: int = 0) -> Iterator[str]:
    """Serve the event while the block runs; gives the base address, "http://127.0.0.1:PORT"."""
    server = ThreadingHTTPServer(("127.0.0.1", port), _Handler)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    try:
        yield base_of(server)
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def base_of(server: ThreadingHTTPServer) -> str:
    """The address that links of the feeds begin with."""
    return f"http://127.0.0.1:{server.server_port}"


def body_of(path: str, base: str) -> tuple[bytes, str] | None:
    """The bytes and media type of a path of the site, or None where it has no such page."""
    if path.startswith("/feeds/") and path.removeprefix("/feeds/") in FEEDS:
        template = (EVENT / path.lstrip("/")).read_text(encoding="utf-8")
        kind = "application/atom+xml" if "<feed" in template else "application/rss+xml"
        return template.replace("{base}", base).encode(), kind
    page = (EVENT / "pages" / path.lstrip("/")).resolve()
    if page.suffix == ".html" and page.is_relative_to(EVENT / "pages") and page.is_file():
        return page.read_bytes(), "text/html; charset=utf-8"
    return None


class _Handler(BaseHTTPRequestHandler):
    def do_GET(self) -> None:  # the name is the standard library's
        assert isinstance(self.server, ThreadingHTTPServer)
        found = body_of(self.path.split("?", 1)[0], base_of(self.server))
        if found is None:
            self._answer(404, b"no such page", {"Content-Type": "text/plain"})
            return
        body, kind = found
        headers = {
            "Content-Type": kind,
            "ETag": f'"{hashlib.sha256(body).hexdigest()[:16]}"',
            "Last-Modified": MODIFIED,
        }
        seen = self.headers.get("If-None-Match")
        unchanged = seen == headers["ETag"] if seen else self.headers.get("If-Modified-Since") == MODIFIED
        self._answer(304 if unchanged else 200, b"" if unchanged else body, headers)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 -- the standard library's name
        """Say nothing: tests and terminals stay quiet."""

    def _answer(self, status: int, body: bytes, headers: dict[str, str]) -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        if status != 304:
            self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


def main() -> None:
    """Serve until interrupted, and say where."""
    parser = argparse.ArgumentParser(description="Serve the sample feeds on the loopback address.")
    parser.add_argument("--port", type=int, default=8765)
    with serving(parser.parse_args().port) as base:
        print("\n".join(f"{base}/feeds/{name}" for name in FEEDS))  # noqa: T201 -- this is a command
        try:
            threading.Event().wait()
        except KeyboardInterrupt:
            return


if __name__ == "__main__":
    main()
