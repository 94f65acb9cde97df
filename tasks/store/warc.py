"""The bytes that verdicts rest on, as a web archive that any WARC tool reads.

In: fetches, and documents of which only the text is kept. Out: a packed WARC 1.1 file: `response` for what a server
sent (status, the headers that are kept, date, body byte for byte), `resource` for bytes that came from a file,
`revisit` for "unchanged since", `conversion` for a text alone; beside each fetch that led over redirects or to a
document a `metadata` record that says so. Raises Unavailable where the file cannot be written.
"""

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from http import HTTPStatus
from io import BytesIO
from pathlib import Path
from typing import IO, Any, Final
from urllib.parse import quote

from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from tasks import __version__
from tasks.model import Document
from tasks.store.records import Fetch
from tasks.trouble import Unavailable

NOT_MODIFIED: Final = "http://netpreserve.org/warc/1.1/revisit/server-not-modified"
URN: Final = "urn:tracewire:"
OWN_HEADERS: Final = frozenset({"transport"})  # what we noted, not the server


@dataclass(frozen=True, slots=True)
class Written:
    """How many fetches and how many bare texts a file holds."""

    fetches: int
    texts: int


def write_warc(path: Path, fetches: Iterable[Fetch], texts: Iterable[Document], now: datetime) -> Written:
    """Write the file anew; `now` (aware) is the date of its own head."""
    try:
        with path.open("wb") as file:
            return _written(file, path.name, fetches, texts, now)
    except OSError as error:
        raise Unavailable(str(path), f"cannot be written: {error.strerror or error}", "Give another file") from error


def _written(file: IO[bytes], name: str, fetches: Iterable[Fetch], texts: Iterable[Document], now: datetime) -> Written:
    writer = WARCWriter(file, gzip=True, warc_version="1.1")
    about = f"software: Tracewire/{__version__}\r\nformat: WARC File Format 1.1\r\n".encode()
    head = {"WARC-Filename": name, **_dated(now, "warcinfo", name)}
    _write(writer, "", "warcinfo", about, head, content_type="application/warc-fields")
    fetch_count = text_count = 0
    for fetch in fetches:
        _write_fetch(writer, fetch)
        fetch_count += 1
    for document in texts:
        url = _address(document.url) if document.url else f"{URN}document:{document.document_id}"
        named = _dated(now, document.document_id, "text")
        _write(writer, url, "conversion", document.text.encode(), named, content_type="text/plain; charset=utf-8")
        text_count += 1
    return Written(fetch_count, text_count)


def _write_fetch(writer: Any, fetch: Fetch) -> None:
    body = fetch.body or b""
    head = _dated(fetch.fetched_at, fetch.url, fetch.status, fetch.fetched_at, hashlib.sha256(body).hexdigest())
    if fetch.status == 0:
        kind = dict(fetch.headers).get("content-type", "application/octet-stream")
        _write(writer, _address(fetch.final_url), "resource", body, head, content_type=kind)
    else:
        shown = [(name.title(), value) for name, value in fetch.headers if name not in OWN_HEADERS]
        is_unchanged = fetch.status == HTTPStatus.NOT_MODIFIED
        if not is_unchanged:
            shown.append(("Content-Length", str(len(body))))
        answer = StatusAndHeaders(f"{fetch.status} {_reason(fetch.status)}", shown, protocol="HTTP/1.1")
        kind = "revisit" if is_unchanged else "response"
        extra = {"WARC-Profile": NOT_MODIFIED} if is_unchanged else {}
        _write(writer, _address(fetch.final_url), kind, body, {**head, **extra}, answer=answer)
    if lines := "".join(f"{line}\r\n" for line in _notes(fetch)):
        named = {**_dated(fetch.fetched_at, head["WARC-Record-ID"]), "WARC-Concurrent-To": head["WARC-Record-ID"]}
        _write(
            writer, _address(fetch.final_url), "metadata", lines.encode(), named, content_type="application/warc-fields"
        )


def _notes(fetch: Fetch) -> Iterator[str]:
    """What the standard's records have no place for: the way, the document, the digest by which the store knows it."""
    if fetch.url != fetch.final_url or len(fetch.hops) > 1:
        yield f"asked: {_address(fetch.url)}"
        yield from (f"hop: {status} {_address(url)}" for url, status in fetch.hops)
    if fetch.document_id:
        yield f"document: {fetch.document_id}"
    if fetch.body:
        yield f"sha256: {hashlib.sha256(fetch.body).hexdigest()}"
    yield from (f"{name}: {value}" for name, value in fetch.headers if name in OWN_HEADERS)


def _write(
    writer: Any,
    url: str,
    kind: str,
    body: bytes,
    head: dict[str, str],
    *,
    content_type: str = "",
    answer: StatusAndHeaders | None = None,
) -> None:
    # The length is given: warcio would else copy the body into a temporary file to count it.
    record = writer.create_warc_record(
        url,
        kind,
        payload=BytesIO(body),
        length=len(body),
        warc_content_type=content_type,
        warc_headers_dict=head,
        http_headers=answer,
    )
    writer.write_record(record)


def _dated(at: datetime, *identity: object) -> dict[str, str]:
    """Date and a record id that is the same for the same record, so that an export can be compared with another."""
    digest = hashlib.sha256("\x1f".join(map(str, identity)).encode()).hexdigest()
    numbers = "-".join((digest[:8], digest[8:12], digest[12:16], digest[16:20], digest[20:32]))
    return {
        "WARC-Date": at.astimezone(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z"),
        "WARC-Record-ID": f"<urn:uuid:{numbers}>",
    }


def _address(url: str) -> str:
    """The address as a header can carry it; what came from a file is named by its name."""
    plain = url if "://" in url else f"{URN}file:{quote(Path(url).name)}"
    return "".join(sign if sign.isprintable() and sign != " " else quote(sign) for sign in plain)


def _reason(status: int) -> str:
    try:
        return HTTPStatus(status).phrase
    except ValueError:
        return "Unknown"
