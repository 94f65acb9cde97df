"""WARC and ARC files as archives: the pages that a web archive holds, read record by record through warcio.

In: a path. Out: RawPages in file order, with the answer that each was read from. Pictures, scripts, requests and
answers without a page are passed over; what the crawler converted to plain text (WET) is a page. A record whose length
is a lie costs itself: reading goes on at the next record's first line. Memory is bounded whatever the file says: it is
unpacked in steps, heads and pages have limits, and a file that unpacks out of all proportion is refused.
"""

import zlib
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from typing import IO, Any, Final

from warcio.archiveiterator import ArchiveIterator
from warcio.bufferedreaders import ChunkedDataReader
from warcio.exceptions import ArchiveLoadFailed

from tasks.acquire.inflate import GZIP_MAGIC, STEP_BYTES, counted, inflated
from tasks.acquire.pages import HTML_TYPES, TEXT_TYPES, charset_of, page_of
from tasks.model import Fetched, Hop, RawPage
from tasks.settings import Limits
from tasks.trouble import Refused, Trouble, Unreadable

PAGE_RECORDS: Final = frozenset({"response", "resource", "conversion"})
HEAD_MAX_BYTES: Final = 1_000_000  # of a record's two heads, and of what lies between two records
RATIO_MAX: Final = 200  # web pages pack ten to one; zeros a thousand to one
FREE_BYTES: Final = 64_000_000  # before the proportion is looked at
FILE_MAX_BYTES: Final = 1 << 42
PACKED: Final = {"gzip": zlib.MAX_WBITS | 16, "x-gzip": zlib.MAX_WBITS | 16, "deflate": zlib.MAX_WBITS}
OK: Final = 200


def warc_pages(path: Path, name: str, limits: Limits, on_trouble: Callable[[Trouble], None]) -> Iterator[RawPage]:
    """Yield the pages of one file; `name` is how its records are called in troubles."""
    with path.open("rb") as file:
        stream = _Stream(file, str(path))
        records = _Records(stream)
        number = 0
        while True:
            stream.begin_head()
            try:
                record = next(records, None)
            except (ArchiveLoadFailed, ValueError, AttributeError, EOFError, UnicodeError) as error:
                cause = " ".join(str(error).split())[:100] or type(error).__name__
                raise Unreadable(
                    f"{path}, record {number + 1}", f"is damaged ({cause})", "Fetch the file again"
                ) from error
            if record is None:
                break
            number += 1
            if record.length is None:  # the standard wants one, and nobody knows where the next record begins
                raise Unreadable(f"{path}, record {number}", "states no length", "Fetch the file again")
            stream.begin_body()
            where = f"{name}, record {number}"
            try:
                page = _page(record, where, limits)
            except Trouble as trouble:
                on_trouble(trouble)
            else:
                if page is not None:
                    yield page
            _drain(record)
        if number == 0:
            raise Unreadable(str(path), "holds no record of a web archive", "Check the file")
        if records.lies:
            on_trouble(
                Unreadable(str(path), f"{records.lies} of its records are longer than they say", "Fetch it again")
            )


class _Stream:
    """The file unpacked, as warcio reads it; says no where a head does not end or the proportion is a bomb's."""

    def __init__(self, file: IO[bytes], thing: str) -> None:
        self._file, self._thing = file, thing
        self._packed = self._unpacked = self._head = 0
        self._in_head = True
        pieces = self._read_file()
        first = next(pieces, b"")
        whole = _after(first, pieces)
        self._pieces = inflated(whole, thing, FILE_MAX_BYTES) if first.startswith(GZIP_MAGIC) else whole
        self._waiting = b""
        self._is_first = True

    def begin_head(self) -> None:
        """From here on a line end must come soon."""
        self._in_head, self._head = True, 0

    def begin_body(self) -> None:
        """From here on anything may come, for the record says how much."""
        self._in_head = False

    def read(self, size: int = STEP_BYTES) -> bytes:
        """Up to `size` bytes; none at the end."""
        while not self._waiting:
            piece = next(self._pieces, None)
            if piece is None:
                return b""
            if self._is_first and piece and piece.startswith(GZIP_MAGIC):
                raise Unreadable(self._thing, "is packed twice", "Unpack it once")
            self._is_first = self._is_first and not piece
            self._waiting = piece
        piece, self._waiting = self._waiting[:size], self._waiting[size:]
        self._unpacked += len(piece)
        self._head += len(piece)
        if self._in_head and self._head > HEAD_MAX_BYTES:
            raise Refused(self._thing, f"has a record head of more than {HEAD_MAX_BYTES:,} bytes", "Do not use it")
        if self._unpacked > FREE_BYTES and self._unpacked > RATIO_MAX * self._packed:
            raise Refused(self._thing, f"unpacks to more than {RATIO_MAX} times its size, as bombs do", "Do not use it")
        return piece

    def tell(self) -> int:
        """Where we are, unpacked."""
        return self._unpacked

    def _read_file(self) -> Iterator[bytes]:
        while piece := self._file.read(STEP_BYTES):
            self._packed += len(piece)
            yield piece


def _after(first: bytes, rest: Iterator[bytes]) -> Iterator[bytes]:
    yield first
    yield from rest


class _Records(ArchiveIterator):  # type: ignore[misc]  # warcio has no types
    """warcio's iterator, finding the next record where one was longer than it said; `lies` counts those."""

    def __init__(self, stream: _Stream) -> None:
        self.lies = 0
        super().__init__(stream, arc2warc=True)

    def _consume_blanklines(self) -> tuple[bytes | None, int]:
        """The first line of the next record; warcio itself would print what it finds instead."""
        is_lie = False
        while line := self.reader.readline():
            if line.strip() and (line.startswith(b"WARC/") or self.known_format == "arc"):
                break
            is_lie = is_lie or bool(line.strip())
        self.lies += is_lie
        return line or None, 0


def _page(record: Any, where: str, limits: Limits) -> RawPage | None:
    """The page in a record; None where the record holds none."""
    head = record.http_headers
    url = record.rec_headers.get_header("WARC-Target-URI")
    if record.rec_type not in PAGE_RECORDS or not url:
        return None
    status = _status(head.get_statuscode()) if head is not None else OK
    content_type = _header(head, "Content-Type") if head is not None else str(record.content_type or "")
    kind = content_type.partition(";")[0].strip().lower()
    if status != OK or kind not in (HTML_TYPES | TEXT_TYPES):
        return None
    if record.length > 2 * limits.article_max_bytes:
        raise Refused(f"{where} ({url[:200]})", f"larger than {limits.article_max_bytes:,} bytes", "Leave it out")
    headers = {"content-type": content_type} | {
        name: value for name in ("date", "last-modified", "etag") if head is not None and (value := _header(head, name))
    }
    body = b"".join(_body(record, f"{where} ({url[:200]})", limits))
    _drain(record)
    if record.raw_stream.limit > 0:
        raise Unreadable(f"{where} ({url[:200]})", "breaks off before the length it states", "Fetch the file again")
    came_at = _instant(str(record.rec_headers.get_header("WARC-Date") or ""))
    fetched = Fetched(url, url, status, headers, body, charset_of(content_type), (Hop(url, status),), came_at)
    return page_of(fetched, limits)


def _instant(raw: str) -> datetime | None:
    """A date of the standard's one form (ISO 8601 in UTC, "Z" at its end); None for any other, which dates nothing."""
    try:
        return datetime.fromisoformat(raw) if raw.endswith("Z") and "T" in raw else None
    except ValueError:
        return None


def _body(record: Any, where: str, limits: Limits) -> Iterator[bytes]:
    """The page's bytes, out of their chunks and unpacked, within the limit."""
    head = record.http_headers
    stream = record.raw_stream
    encoding = ""
    if head is not None:
        encoding = _header(head, "Content-Encoding").lower()
        if "chunked" in _header(head, "Transfer-Encoding").lower():
            stream = ChunkedDataReader(stream)
    pieces = iter(lambda: stream.read(STEP_BYTES), b"")
    if encoding in {"", "identity"}:
        yield from counted(pieces, where, limits.article_max_bytes)
    elif encoding in PACKED:
        first = next(pieces, b"")  # many crawlers unpack a page and leave the header as it was
        rest = _after(first, pieces)
        if encoding == "deflate" or first.startswith(GZIP_MAGIC):
            yield from inflated(rest, where, limits.article_max_bytes, PACKED[encoding])
        else:
            yield from counted(rest, where, limits.article_max_bytes)
    else:
        raise Refused(where, f"is packed as {encoding[:40]!r}", "Record it with gzip")


def _drain(record: Any) -> None:
    """To the end of a record, so that what follows is a head."""
    while record.raw_stream.read(STEP_BYTES):
        pass


def _header(head: Any, name: str) -> str:
    return str(head.get_header(name) or "")[:1_000]


def _status(code: str | None) -> int:
    return int(code) if code and code.isascii() and code.isdigit() and len(code) == 3 else 0  # noqa: PLR2004 -- RFC 9110
