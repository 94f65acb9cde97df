"""The article that a person names: files, standard input, overrides, and one clear line for each way it fails."""

import os
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest

from tasks.acquire.articles import read_argument
from tasks.model import RawPage
from tasks.settings import Limits
from tasks.trouble import Refused, Trouble, Unavailable, Unreadable
from tests.hostile.server import hostile
from tests.hostile.site import Answer, serve

LIMITS = Limits()


def from_stdin(body: bytes) -> list[RawPage]:
    return list(read_argument("-", LIMITS, stdin=BytesIO(body)))


def test_a_text_file_with_what_the_person_knows(tmp_path: Path):
    path = tmp_path / "story.txt"
    path.write_text("Nine ferries were in port.", encoding="utf-8")
    [page] = read_argument(
        str(path), LIMITS, published="2025-09-05T05:30:00-04:00", publisher="The Quay", url="https://quay.example/1"
    )
    assert page == RawPage(
        source_id="story.txt",
        url="https://quay.example/1",
        publisher="The Quay",
        published_raw="2025-09-05T05:30:00-04:00",
        published_basis="given",
        text="Nine ferries were in port.",
        charset="utf-8",
    )


def test_what_the_person_says_overrides_the_record(tmp_path: Path):
    path = tmp_path / "story.json"
    path.write_text('{"text": "Words.", "publisher": "Wrong", "published": "2020-01-01"}', encoding="utf-8")
    [page] = read_argument(str(path), LIMITS, publisher="Right")
    assert (page.publisher, page.published_raw, page.published_basis) == ("Right", "2020-01-01", "archive")


@pytest.mark.parametrize(
    ("body", "charset"),
    [
        ("café".encode(), "utf-8"),
        ("café".encode("utf-8-sig"), "utf-8"),
        ("café".encode("utf-16"), "utf-16"),
        ("café".encode("cp1252"), "cp1252"),
    ],
)
def test_the_charset_that_fits_wins_and_is_kept(tmp_path: Path, body: bytes, charset: str):
    path = tmp_path / "a.txt"
    path.write_bytes(body)
    [page] = read_argument(str(path), LIMITS)
    assert (page.text, page.charset) == ("café", charset)


def test_standard_input_is_told_apart_by_its_first_character():
    assert from_stdin(b"  <html><p>A</p></html>")[0].html == b"  <html><p>A</p></html>"
    assert from_stdin(b"Plain words.")[0].text == "Plain words."
    assert from_stdin(b'{"text": "One."}\n{"text": "Two."}\n')[1].text == "Two."
    assert [p.text for p in from_stdin(b'[{"text": "One."}, {"text": "Two."}]')] == ["One.", "Two."]
    assert from_stdin(b'{\n "text": "Pretty."\n}\n')[0].text == "Pretty."


def test_a_bad_record_costs_one_record(tmp_path: Path):
    path = tmp_path / "many.jsonl"
    path.write_text('{"text": "One."}\n{oops\n{"text": "Three."}\n', encoding="utf-8")
    troubles: list[Trouble] = []
    assert [p.text for p in read_argument(str(path), LIMITS, on_trouble=troubles.append)] == ["One.", "Three."]
    assert "many.jsonl, line 2: is not JSON" in str(troubles[0])


@pytest.mark.parametrize(
    ("name", "body", "kind", "cause"),
    [
        ("a.txt", b"", Unreadable, "is empty"),
        ("a.txt", b"\n \n", Unreadable, "is empty"),
        ("a.html", b"%PDF-1.7", Unreadable, "is a PDF"),
        ("a.txt", b"ab\0cd", Unreadable, "NUL"),
        ("a.txt", b"\x81\x8d\x8f", Unreadable, "neither UTF-8 nor Windows-1252"),
        ("a.html", b"<p>" * 1_000, Refused, "larger than"),
        ("a.txt", b"x" * 1_001, Refused, "longer than"),
        ("a.pdf", b"%PDF-1.7", Unreadable, "is a PDF"),
        ("a.csv", b"text\nwords\n", Refused, "is no article"),
        ("a", b"words", Refused, "no ending"),
    ],
)
def test_a_useless_file_says_why(tmp_path: Path, name: str, body: bytes, kind: type[Trouble], cause: str):
    path = tmp_path / name
    path.write_bytes(body)
    with pytest.raises(kind, match=cause) as caught:
        list(read_argument(str(path), Limits(text_max_chars=1_000, article_max_bytes=2_000)))
    assert str(caught.value).startswith(str(path))
    assert caught.value.next_step


def test_a_missing_file_a_folder_and_a_pipe(tmp_path: Path):
    os.mkfifo(tmp_path / "pipe.txt")
    for name, cause in (("gone.txt", "no such file"), ("", "is a folder"), ("pipe.txt", "not a regular file")):
        with pytest.raises(Unreadable, match=cause):
            list(read_argument(str(tmp_path / name), LIMITS))
    with pytest.raises(Unreadable):
        list(read_argument("a\0b.txt", LIMITS))


def test_a_web_page_comes_with_its_address_and_charset(tmp_path: Path):
    (tmp_path / "story.html").write_text("<p>words</p>", encoding="utf-8")
    (tmp_path / "story.txt").write_text("words", encoding="utf-8")
    with serve(tmp_path) as site:
        site.answers["/go"] = Answer(301, {"Location": "/story.html"})
        limits = Limits(allow_hosts=(site.host,))
        [page] = read_argument(site.url + "/go", limits, published="2025-09-05")
        assert page.fetched is not None
        assert [(hop.url, hop.status) for hop in page.fetched.hops] == [
            (site.url + "/go", 301),
            (site.url + "/story.html", 200),
        ]
        assert replace(page, fetched=None) == RawPage(
            source_id=site.url + "/go",
            url=site.url + "/story.html",
            published_raw="2025-09-05",
            published_basis="given",
            html=b"<p>words</p>",
            charset="utf-8",
        )
        [page] = read_argument(site.url + "/story.txt", limits)
        assert (page.text, page.url) == ("words", site.url + "/story.txt")
        assert "/robots.txt" not in site.paths()  # a person asked for this page


@pytest.mark.parametrize(
    ("path", "kind", "cause"),
    [
        ("/404", Unreadable, "404"),
        ("/pdf", Unreadable, "is a PDF"),
        ("/pdf-as-html", Unreadable, "is a PDF"),
        ("/image", Unreadable, "is a picture"),
        ("/empty", Unreadable, "is empty"),
        ("/nul", Unreadable, "NUL"),
        ("/500", Unavailable, "500"),
        ("/to-meta", Refused, "inside a network"),
    ],
)
def test_a_web_address_without_an_article_says_why(path: str, kind: type[Trouble], cause: str):
    with hostile() as server:
        limits = Limits(allow_hosts=(server.host,), deadline_s=2)
        with pytest.raises(kind, match=cause) as caught:
            list(read_argument(server.url + path, limits))
    assert str(caught.value).startswith(server.url + path)
    assert caught.value.next_step


def test_a_file_address_is_not_a_path(tmp_path: Path):
    (tmp_path / "a.txt").write_text("words", encoding="utf-8")
    with pytest.raises(Refused, match="only http and https"):
        list(read_argument(f"file://{tmp_path}/a.txt", LIMITS))
