"""Web archives as archives: pages come out with their answers, and no file, however it lies, takes us down."""

import gzip
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from tasks.acquire.feeds.archive import archive_pages
from tasks.model import RawPage
from tasks.settings import Limits
from tasks.trouble import Refused, Trouble, Unreadable

HTML = b"<p>Fourteen people were hurt.</p>"
LIMITS = Limits(article_max_bytes=50_000)


def response(writer: WARCWriter, url: str, body: bytes, *headers: tuple[str, str], status: str = "200 OK") -> None:
    head = StatusAndHeaders(status, [("Content-Type", "text/html; charset=iso-8859-1"), *headers], protocol="HTTP/1.1")
    record = writer.create_warc_record(url, "response", payload=BytesIO(body), length=len(body), http_headers=head)
    writer.write_record(record)


def written(path: Path, *records: tuple[Any, ...], is_packed: bool = True) -> Path:
    """A WARC of (url, body, headers...) tuples."""
    with path.open("wb") as file:
        writer = WARCWriter(file, gzip=is_packed)
        writer.write_record(writer.create_warcinfo_record(path.name, {"software": "test"}))
        for url, body, *headers in records:
            response(writer, url, body, *headers)
    return path


def read(path: Path) -> tuple[list[RawPage], list[Trouble]]:
    troubles: list[Trouble] = []
    return list(archive_pages(path, LIMITS, on_trouble=troubles.append)), troubles


@pytest.mark.parametrize("name", ["a.warc", "a.warc.gz"])
def test_a_page_comes_with_its_address_charset_and_answer(tmp_path: Path, name: str):
    path = written(
        tmp_path / name,
        ("https://quay.example/1", HTML, ("Last-Modified", "Tue, 03 Mar 2026 10:00:00 GMT")),
        ("https://quay.example/2", HTML),
        is_packed=name.endswith("gz"),
    )
    pages, troubles = read(path)
    assert troubles == []
    assert [(page.source_id, page.url, page.html, page.charset) for page in pages] == [
        (url, url, HTML, "iso8859-1") for url in ("https://quay.example/1", "https://quay.example/2")
    ]
    fetched = pages[0].fetched
    assert fetched is not None
    assert (fetched.status, fetched.headers["last-modified"]) == (200, "Tue, 03 Mar 2026 10:00:00 GMT")
    assert fetched.came_at is not None
    assert abs(datetime.now(UTC) - fetched.came_at) < timedelta(minutes=5)


def test_packed_and_chunked_pages_are_unpacked(tmp_path: Path):
    packed = gzip.compress(HTML)
    chunked = b"%x\r\n%s\r\n0\r\n\r\n" % (len(HTML), HTML)
    path = written(
        tmp_path / "a.warc.gz",
        ("https://quay.example/1", packed, ("Content-Encoding", "gzip")),
        ("https://quay.example/2", chunked, ("Transfer-Encoding", "chunked")),
        ("https://quay.example/3", HTML, ("Content-Encoding", "gzip")),  # unpacked by the crawler, header left
        ("https://quay.example/4", HTML, ("Content-Encoding", "br")),
    )
    pages, troubles = read(path)
    assert [page.html for page in pages] == [HTML] * 3
    assert ["'br'" in trouble.cause for trouble in troubles] == [True]


def test_what_is_no_page_is_passed_over(tmp_path: Path):
    path = tmp_path / "a.warc.gz"
    with path.open("wb") as file:
        writer = WARCWriter(file)
        response(writer, "https://quay.example/404", HTML, status="404 Not Found")
        picture = StatusAndHeaders("200 OK", [("Content-Type", "image/png")], protocol="HTTP/1.1")
        stone = writer.create_warc_record(
            "https://quay.example/p", "response", payload=BytesIO(b"\x89PNG"), length=4, http_headers=picture
        )
        words = writer.create_warc_record(
            "https://quay.example/t",
            "conversion",
            payload=BytesIO(b"words of a page"),
            length=15,
            warc_content_type="text/plain",
        )
        writer.write_record(stone)
        writer.write_record(words)
    pages, troubles = read(path)
    assert [(page.url, page.text) for page in pages] == [("https://quay.example/t", "words of a page")]
    assert troubles == []


def test_a_page_that_is_too_large_or_a_bomb_costs_itself(tmp_path: Path):
    path = written(
        tmp_path / "a.warc.gz",
        ("https://quay.example/1", b"<p>" + b"x" * 200_000),
        ("https://quay.example/2", gzip.compress(bytes(20_000_000)), ("Content-Encoding", "gzip")),
        ("https://quay.example/3", HTML),
    )
    pages, troubles = read(path)
    assert [page.url for page in pages] == ["https://quay.example/3"]
    assert all("larger than" in trouble.cause for trouble in troubles)
    assert len(troubles) == 2


@pytest.mark.parametrize(
    "lie", [b"Content-Length: 40", b"Content-Length: 99999999", b"Content-Length: -5", b"Content-Length: x"]
)
def test_a_length_that_lies_costs_its_own_record_or_ends_the_reading_with_a_word(tmp_path: Path, lie: bytes):
    path = written(tmp_path / "a.warc", *((f"https://quay.example/{n}", HTML) for n in (1, 2, 3)), is_packed=False)
    body = path.read_bytes()
    first = body.index(b"WARC-Type: response")
    start = body.index(b"Content-Length:", first)
    path.write_bytes(body[:start] + lie + body[body.index(b"\r\n", start) :])
    try:
        pages, troubles = read(path)
    except Unreadable as trouble:
        pages, troubles = [], [trouble]
    assert all(page.html == HTML for page in pages if page.url != "https://quay.example/1")
    if lie == b"Content-Length: 40":
        assert [page.url for page in pages][-2:] == ["https://quay.example/2", "https://quay.example/3"]
        assert troubles


def test_a_page_that_breaks_off_is_none(tmp_path: Path):
    path = written(tmp_path / "a.warc", ("https://quay.example/1", HTML), is_packed=False)
    path.write_bytes(path.read_bytes()[:-14])
    pages, troubles = read(path)
    assert pages == []
    assert "breaks off" in troubles[0].cause


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"words",
        b"WARC/1.0 is not",
        b"WARC/1.0\r\n" + b"X: " + b"x" * 2_000_000,
        b"x" * 2_000_000,
        gzip.compress(b"words"),
        gzip.compress(b"WARC/1.0\r\nWARC-Type: response\r\nContent-Length: 5\r\n\r\nwords\r\n\r\n"),
        gzip.compress(b"WARC/1.0\r\nWARC-Type: metadata\r\nContent-Length: 400000000\r\n\r\n" + bytes(150_000_000)),
        gzip.compress(gzip.compress(b"WARC/1.0\r\n")),
        b"\x1f\x8b\x08\x00" + b"\xff" * 500,
    ],
)
def test_a_file_that_is_none_is_refused(tmp_path: Path, body: bytes):
    path = tmp_path / "a.warc.gz"
    path.write_bytes(body)
    with pytest.raises((Refused, Unreadable)):
        read(path)


@given(st.binary(max_size=300), st.integers(0, 2_000))
def test_any_bytes_are_read_or_refused(tmp_path_factory: pytest.TempPathFactory, noise: bytes, at: int):
    """Noise written anywhere into a good file costs records or the file, never more."""
    folder = tmp_path_factory.mktemp("warc")
    whole = written(
        folder / "a.warc", ("https://quay.example/1", HTML), ("https://quay.example/2", HTML), is_packed=False
    )
    body = whole.read_bytes()
    whole.write_bytes(body[:at] + noise + body[at + len(noise) :])
    with suppress(Trouble):
        assert len(read(whole)[0]) <= 3
