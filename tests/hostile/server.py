"""A hostile server on loopback: one path, one attack. Raw sockets, because http.server is too polite to attack.

with hostile() as server: fetch(server.url + "/drip", Limits(allow_hosts=(server.host,), deadline_s=1), ...)
`server.connections` counts every connection that was accepted; `ATTACKS` lists all paths.
"""

import contextlib
import gzip
import socket
import ssl
import threading
import time
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from urllib.parse import unquote

Send = Callable[[bytes], None]
Attack = Callable[[Send, str], None]

LONG_S = 6.0  # how long the slow paths go on: far beyond the deadlines that tests set
BOMB_BYTES = 150_000_000
PUBLIC_BUT_INSIDE = "http://10.255.255.1/latest/meta-data/"


def _head(send: Send, *lines: str, status: str = "200 OK", kind: str = "text/html") -> None:
    extra = "".join(f"{line}\r\n" for line in lines)
    send(f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\nConnection: close\r\n{extra}\r\n".encode("latin-1"))


@cache
def bomb(levels: int = 1) -> bytes:
    """Zeros, packed as gzip `levels` times; built in steps so that the server stays small too."""
    packer = zlib.compressobj(9, zlib.DEFLATED, zlib.MAX_WBITS | 16)
    body = b"".join(packer.compress(bytes(1_000_000)) for _ in range(BOMB_BYTES // 1_000_000)) + packer.flush()
    for _ in range(levels - 1):
        body = gzip.compress(body, mtime=0)
    return body


def _slowly(send: Send, piece: bytes, pause_s: float = 0.2) -> None:
    end = time.monotonic() + LONG_S
    while time.monotonic() < end:
        send(piece)
        time.sleep(pause_s)


def drip(send: Send, _: str) -> None:
    _head(send)
    _slowly(send, b"x")


def drip_head(send: Send, _: str) -> None:
    send(b"HTTP/1.1 200 OK\r\nX-Drip: ")
    _slowly(send, b"x")


def stall(send: Send, _: str) -> None:
    send(b"")
    time.sleep(LONG_S)


def stall_body(send: Send, _: str) -> None:
    _head(send, "Content-Length: 1000")
    send(b"half a page")
    time.sleep(LONG_S)


def continues(send: Send, _: str) -> None:
    _slowly(send, b"HTTP/1.1 103 Early Hints\r\nLink: </a.css>\r\n\r\n", 0.01)


def endless(send: Send, _: str) -> None:
    _head(send)
    while True:
        send(b"<p>more</p>" * 6_000)


def endless_chunks(send: Send, _: str) -> None:
    _head(send, "Transfer-Encoding: chunked")
    while True:
        send(b"1\r\nx\r\n" * 2_000)


def giant_length(send: Send, _: str) -> None:
    _head(send, "Content-Length: 99999999999")
    while True:
        send(b"x" * 65_536)


def packed(encoding: str, levels: int = 1) -> Attack:
    def attack(send: Send, _: str) -> None:
        body = bomb(levels)
        _head(send, f"Content-Encoding: {encoding}", f"Content-Length: {len(body)}")
        send(body)

    return attack


def gzip_members(send: Send, _: str) -> None:
    _head(send, "Content-Encoding: gzip")
    empty = gzip.compress(b"", mtime=0)
    while True:
        send(empty * 1_000)


def gzip_broken(send: Send, _: str) -> None:
    _head(send, "Content-Encoding: gzip")
    send(b"\x1f\x8b\x08\x00" + b"\xff" * 5_000)


def gzip_short(send: Send, _: str) -> None:
    _head(send, "Content-Encoding: gzip")
    send(gzip.compress(b"<p>words</p>" * 500, mtime=0)[:-20])


def redirect(location: str, status: str = "302 Found", *extra: str) -> Attack:
    def attack(send: Send, _: str) -> None:
        _head(send, f"Location: {location}", "Content-Length: 0", *extra, status=status)

    return attack


def cookie(send: Send, target: str) -> None:
    number = int(target.partition("?")[2] or 0)
    _head(send, f"Location: /cookie?{number + 1}", f"Set-Cookie: c{number}={'x' * 3_000}", status="302 Found")


def huge_head(send: Send, _: str) -> None:
    send(b"HTTP/1.1 200 OK\r\n")
    while True:
        send(b"X-Pad: " + b"x" * 8_000 + b"\r\n")


def status(line: str, *extra: str) -> Attack:
    return lambda send, _: _head(send, "Content-Length: 0", *extra, status=line)


def raw(body: bytes) -> Attack:
    return lambda send, _: send(body)


def page(kind: str, body: bytes, *extra: str) -> Attack:
    def attack(send: Send, _: str) -> None:
        _head(send, f"Content-Length: {len(body)}", *extra, kind=kind)
        send(body)

    return attack


TWO_MEMBERS = gzip.compress(b"<p>one</p>", mtime=0) + gzip.compress(b"<p>two</p>", mtime=0) + b"\0" * 20


def to(send: Send, target: str) -> None:
    """A redirect to whatever stands behind the question mark, percent-encoded."""
    location = unquote(target.partition("?")[2]).encode()  # as UTF-8, which servers do send and must not
    send(b"HTTP/1.1 302 Found\r\nContent-Length: 0\r\nConnection: close\r\nLocation: " + location + b"\r\n\r\n")


def gzip_file(levels: int) -> Attack:
    """The bomb as a file of its own: its packing is no matter of HTTP, so only who reads the feed unpacks it."""

    def attack(send: Send, target: str) -> None:
        page("application/gzip", bomb(levels))(send, target)

    return attack


ENTITIES = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;">]>'
OUTSIDE = '<!DOCTYPE x [<!ENTITY p SYSTEM "file:///etc/passwd">]>'
RSS = "<rss version='2.0'><channel><item><title>{0}</title></item></channel></rss>"
WORDS = (
    b"<rss version='2.0'><channel><item><guid>g</guid><description>Nine were hurt.</description></item></channel></rss>"
)
ITEMS = b"<rss version='2.0'><channel>" + b"<item><title>t</title></item>" * 150_000 + b"</channel></rss>"

# Bodies that are only dangerous to who reads them as a feed of that kind.
FEEDS: dict[str, tuple[str, Attack]] = {
    "/rss-entities": ("rss", page("application/xml", (ENTITIES + RSS.format("&c;")).encode())),
    "/rss-entities-utf16": ("rss", page("application/xml", (ENTITIES + RSS.format("&c;")).encode("utf-16"))),
    "/rss-outside": ("rss", page("application/xml", (OUTSIDE + RSS.format("&p;")).encode())),
    "/rss-nested": ("rss", page("application/xml", b"<rss>" + b"<a>" * 100_000)),
    "/rss-items": ("rss", page("application/xml", ITEMS)),
    "/rss-is-html": ("rss", page("text/html", b"<html><body>no feed</body></html>")),
    "/rss-nothing": ("rss", page("application/xml", b"")),
    "/rss-endless": ("rss", endless),
    "/rss-gzip": ("rss", packed("gzip")),
    "/json-deep": ("jsonfeed", page("application/json", b'{"items":' + b"[" * 100_000)),
    "/json-deep-objects": ("jsonfeed", page("application/json", b'{"items":[' + b'{"a":' * 100_000)),
    "/json-number": ("jsonfeed", page("application/json", b'{"items":[' + b"9" * 1_000_000 + b"]}")),
    "/json-many": ("jsonfeed", page("application/json", b'{"items":[' + b"{}," * 1_000_000 + b"{}]}")),
    "/json-surrogates": ("jsonfeed", page("application/json", b'{"items":[{"id":"\\ud800","title":"\\udfff"}]}')),
    "/json-drip": ("jsonfeed", drip),
    "/sitemap-bomb": ("sitemap", gzip_file(1)),
    "/sitemap-bomb2": ("sitemap", gzip_file(2)),
    "/sitemap-entities": ("sitemap", page("application/xml", (ENTITIES + "<urlset><url>&c;</url></urlset>").encode())),
    "/sitemap-nested": ("sitemap", page("application/xml", b"<urlset>" + b"<url>" * 200_000)),
    "/sitemap-short": ("sitemap", page("application/gzip", gzip.compress(b"<urlset>" * 900, mtime=0)[:-9])),
    "/sitemap-stall": ("sitemap", stall_body),
}  # fmt: skip

ATTACKS: dict[str, Attack] = {
    **{path: attack for path, (_, attack) in FEEDS.items()},
    "/to": to,
    "/drip": drip,
    "/drip-head": drip_head,
    "/stall": stall,
    "/stall-body": stall_body,
    "/continues": continues,
    "/endless": endless,
    "/endless-chunks": endless_chunks,
    "/giant-length": giant_length,
    "/gzip": packed("gzip"),
    "/gzip2": packed("gzip, gzip", 2),
    "/gzip200": packed(", ".join(["gzip"] * 200)),
    "/br": packed("br"),
    "/zstd": packed("zstd"),
    "/deflate": packed("deflate"),
    "/odd-encoding": packed("aes128gcm"),
    "/gzip-members": gzip_members,
    "/gzip-broken": gzip_broken,
    "/gzip-short": gzip_short,
    "/loop": redirect("/loop"),
    "/cookie": cookie,
    "/to-meta": redirect(PUBLIC_BUT_INSIDE),
    "/to-link-local": redirect("http://169.254.169.254/latest/meta-data/"),
    "/to-file": redirect("file:///etc/passwd"),
    "/to-gopher": redirect("gopher://127.0.0.1:70/x"),
    "/to-ftp": redirect("ftp://quay.example/x"),
    "/to-port": redirect("http://quay.example:6379/"),
    "/to-nowhere": redirect("http://"),
    "/to-garbage": redirect("http://[::1"),
    "/to-script": redirect("javascript:alert(1)"),
    "/huge-head": huge_head,
    "/404": status("404 Not Found"),
    "/410": status("410 Gone"),
    "/403": status("403 Forbidden"),
    "/204": status("204 No Content"),
    "/206": status("206 Partial Content"),
    "/302-nowhere": status("302 Found"),
    "/429": status("429 Too Many Requests", "Retry-After: 120"),
    "/429-date": status("429 Too Many Requests", "Retry-After: Fri, 31 Dec 2999 23:59:59 GMT"),
    "/429-odd": status("429 Too Many Requests", "Retry-After: soon"),
    "/500": status("500 Internal Server Error"),
    "/503": status("503 Service Unavailable", "Retry-After: 99999999999999999"),
    "/999": status("999 Request Denied"),
    "/304": status("304 Not Modified"),
    "/not-http": raw(b"SSH-2.0-OpenSSH_9.6\r\n"),
    "/silence": raw(b""),
    "/two-lengths": raw(b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\nContent-Length: 9\r\n\r\nwords"),
    "/minus-length": raw(b"HTTP/1.1 200 OK\r\nContent-Length: -5\r\n\r\nwords"),
    "/short-body": raw(b"HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\nwords"),
    "/bad-chunks": raw(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nZZZ\r\nwords"),
    "/split-head": raw(b'HTTP/1.1 200 OK\r\nETag: "a\nb"\r\nContent-Length: 5\r\n\r\nwords'),
    "/pdf": page("application/pdf", b"%PDF-1.7 words"),
    "/pdf-as-html": page("text/html", b"%PDF-1.7 words"),
    "/image": page("image/png", b"\x89PNG words"),
    "/empty": page("text/html", b""),
    "/nul": page("text/html", b"<p>a\0b</p>"),
    "/odd-charset": page("text/html; charset=rot13", b"<p>words</p>"),
    "/long-etag": page("text/html", b"<p>words</p>", 'ETag: "' + "x" * 5_000 + '"'),
    "/odd-etag": page("text/html", b"<p>words</p>", 'ETag: "caf\xe9"'),
    "/words": page("application/xml", WORDS),
    "/good": page("text/html; charset=ISO-8859-1", b"<p>caf\xe9</p>", 'ETag: W/"a b"'),
    "/good-gzip": page("text/html", TWO_MEMBERS, "Content-Encoding: gzip"),
}  # fmt: skip


class Hostile:
    """The running server."""

    def __init__(self, tls: Path | None = None) -> None:
        self.connections = 0
        self._listener = socket.create_server(("127.0.0.1", 0))
        self._context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER) if tls else None
        if self._context is not None and tls is not None:
            self._context.load_cert_chain(tls)
        self.host = f"127.0.0.1:{self._listener.getsockname()[1]}"
        self.url = f"http{'s' if tls else ''}://{self.host}"

    @contextmanager
    def running(self) -> Iterator["Hostile"]:
        thread = threading.Thread(target=self._accept, daemon=True)
        thread.start()
        try:
            yield self
        finally:
            self._listener.shutdown(socket.SHUT_RDWR)
            thread.join(5)
            self._listener.close()

    def _accept(self) -> None:
        while True:
            try:
                connection, _ = self._listener.accept()
            except OSError:
                return
            self.connections += 1
            threading.Thread(target=self._serve, args=(connection,), daemon=True).start()

    def _serve(self, connection: socket.socket) -> None:
        with contextlib.suppress(OSError), connection:
            stream = self._context.wrap_socket(connection, server_side=True) if self._context else connection
            with stream:
                stream.settimeout(LONG_S + 2)
                request = b""
                while b"\r\n\r\n" not in request and (more := stream.recv(65_536)):
                    request += more
                target = request.split(b" ")[1].decode("latin-1") if request.count(b" ") > 1 else "/"
                attack = ATTACKS.get(target.partition("?")[0], ATTACKS["/404"])
                attack(stream.sendall, target)


def hostile(tls: Path | None = None):
    """Run the hostile server for the length of a `with` block; `tls` is a PEM with key and certificate."""
    return Hostile(tls).running()
