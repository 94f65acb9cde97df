"""What was fetched leaves as a web archive and comes back byte for byte."""

import gzip
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from warcio.archiveiterator import ArchiveIterator
from warcio.checker import Checker

from tasks.acquire.feeds.archive import archive_pages
from tasks.model import Document
from tasks.settings import Limits
from tasks.store.records import Fetch
from tasks.store.store import Store
from tasks.store.warc import write_warc

NOW = datetime(2026, 3, 4, 12, 30, 15, 250_000, tzinfo=UTC)
BODY = "<p>Fourteen people were hurt, a café said.</p>".encode("cp1252")
HEADERS = (("content-type", "text/html; charset=windows-1252"), ("last-modified", "Tue, 03 Mar 2026 10:00:00 GMT"))
HOPS = (("https://quay.example/go", 301), ("https://quay.example/ferry", 200))
PAGE = Fetch("https://quay.example/go", "https://quay.example/ferry", 200, NOW, HOPS, HEADERS, "cp1252", BODY, "d1")
UNCHANGED = Fetch("https://quay.example/feed", "https://quay.example/feed", 304, NOW, headers=(("etag", '"a"'),))
FILE = Fetch("my story.html", "my story.html", 0, NOW, headers=(("content-type", "text/html"),), body=b"<p>W</p>")
TEXT = Document("d9", "record 9", "Nine were hurt.", url=None)


def records(path: Path) -> list[tuple[str, str | None, str | None, bytes]]:
    with path.open("rb") as file:
        return [
            (
                record.rec_type,
                record.rec_headers.get_header("WARC-Target-URI"),
                record.rec_headers.get_header("WARC-Date"),
                record.content_stream().read(),
            )
            for record in ArchiveIterator(file)
        ]


def test_an_answer_comes_back_with_bytes_headers_and_date(tmp_path: Path):
    path = tmp_path / "out.warc.gz"
    written = write_warc(path, [PAGE, UNCHANGED, FILE], [TEXT], NOW)
    assert (written.fetches, written.texts) == (3, 1)
    found = records(path)
    assert [kind for kind, *_ in found] == [
        "warcinfo", "response", "metadata", "revisit", "resource", "metadata", "conversion",
    ]  # fmt: skip
    assert found[1][1:] == ("https://quay.example/ferry", "2026-03-04T12:30:15.250000Z", BODY)
    assert b"hop: 301 https://quay.example/go" in found[2][3]
    assert b"document: d1" in found[2][3]
    assert found[4][1] == "urn:tracewire:file:my%20story.html"
    pages = {page.source_id: page for page in archive_pages(path, Limits())}
    again = pages["https://quay.example/ferry"]
    assert (again.html, again.charset) == (BODY, "cp1252")
    assert again.fetched is not None
    assert again.fetched.came_at == NOW
    assert again.fetched.headers["last-modified"] == "Tue, 03 Mar 2026 10:00:00 GMT"
    assert pages["urn:tracewire:document:d9"].text == "Nine were hurt."


def test_the_standards_own_checker_finds_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    path = tmp_path / "out.warc.gz"
    write_warc(path, [PAGE, UNCHANGED, FILE], [TEXT], NOW)
    checker = Checker(type("Command", (), {"inputs": [str(path)], "verbose": True}))
    checker.process_all()
    assert checker.exit_value == 0, capsys.readouterr().out


def test_the_same_export_gives_the_same_file(tmp_path: Path):
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
        write_warc(tmp_path / name / "out.warc.gz", [PAGE, FILE], [TEXT], NOW)
    one, two = (gzip.decompress((tmp_path / name / "out.warc.gz").read_bytes()) for name in ("a", "b"))
    assert one == two


@given(st.binary(min_size=1, max_size=300).filter(lambda body: bool(body.strip()) and b"\0" not in body))
def test_any_body_survives_the_round_trip(tmp_path_factory: pytest.TempPathFactory, body: bytes):
    """Bodies that look like heads, records or packed bytes are bodies all the same."""
    path = tmp_path_factory.mktemp("warc") / "out.warc.gz"
    fetch = Fetch(
        "https://quay.example/1",
        "https://quay.example/1",
        200,
        NOW,
        headers=(("content-type", "text/html"),),
        body=body,
    )
    write_warc(path, [fetch], [], NOW)
    assert body in [payload for _, _, _, payload in records(path)]


def test_a_name_cannot_write_headers(tmp_path: Path):
    path = tmp_path / "out.warc.gz"
    url = "https://quay.example/a\r\nWARC-Type: request"
    write_warc(
        path, [Fetch(url, url, 200, NOW, body=b"x"), Fetch("a\nb.html", "a\nb.html", 0, NOW, body=b"y")], [], NOW
    )
    assert [kind for kind, *_ in records(path)] == ["warcinfo", "response", "metadata", "resource", "metadata"]


def test_the_store_gives_back_every_fetch_and_those_of_a_document(tmp_path: Path):
    later = Fetch("https://quay.example/2", "https://quay.example/2", 200, NOW + timedelta(hours=1), body=b"<p>2</p>")
    with Store.open(tmp_path / "s.duckdb") as store:
        with store.unit("run", now=NOW) as unit:
            for fetch in (later, PAGE, UNCHANGED, FILE, FILE):
                unit.put_fetch(fetch)
        assert sorted(store.fetches(), key=lambda fetch: fetch.url) == sorted(
            (later, PAGE, UNCHANGED, FILE), key=lambda fetch: fetch.url
        )
        assert list(store.fetches(["d1"])) == [PAGE]
        assert list(store.fetches([])) == []
