"""Archives and local articles: every kind is read, and what is wrong costs one record and names its place."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import duckdb
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tasks.acquire.feeds.archive import archive_pages
from tasks.acquire.records import record_page
from tasks.model import RawPage
from tasks.settings import Limits
from tasks.trouble import Refused, Trouble, Unreadable
from tasks.vocabulary import CreditKind

T = TypeVar("T")
LIMITS = Limits()
RECORD = {
    "id": "harbour-1",
    "url": "https://harbour.example/1",
    "publisher": "Harbour Wire",
    "published": "2025-09-02T10:00:00+09:00",
    "title": "Ferry count rises",
    "byline": "A. Mason",
    "text": "Nine ferries were in port on Tuesday.",
    "credits": ["Coast Agency", {"name": "B. Lens", "kind": "photo", "evidence": "Photo: B. Lens"}],
    "owner": "Harbour Trust",
    "tier": 2,
    "notes": "keys of other people are passed over",
}


def read(path: Path, limits: Limits = LIMITS) -> tuple[list[RawPage], list[str]]:
    troubles: list[Trouble] = []
    pages = list(archive_pages(path, limits, on_trouble=troubles.append))
    return pages, [str(trouble) for trouble in troubles]


def write_lines(path: Path, *records: object) -> Path:
    path.write_text("".join(json.dumps(record) + "\n" for record in records), encoding="utf-8")
    return path


def test_a_record_keeps_all_that_it_says(tmp_path: Path):
    [page], troubles = read(write_lines(tmp_path / "a.jsonl", RECORD))
    assert not troubles
    assert page == RawPage(
        source_id="harbour-1",
        url="https://harbour.example/1",
        publisher="Harbour Wire",
        published_raw="2025-09-02T10:00:00+09:00",
        title="Ferry count rises",
        byline="A. Mason",
        text="Nine ferries were in port on Tuesday.",
        credits=page.credits,
        owner="Harbour Trust",
        tier=2,
    )
    assert [(c.name, c.kind, c.evidence) for c in page.credits] == [
        ("Coast Agency", CreditKind.SOURCE, "Coast Agency"),
        ("B. Lens", CreditKind.PHOTO, "Photo: B. Lens"),
    ]


def test_only_the_words_are_required(tmp_path: Path):
    pages, troubles = read(
        write_lines(tmp_path / "a.jsonl", {"text": "One."}, {"html": "<p>Two"}, {"text": "", "html": "<p>Three"})
    )
    assert [(p.source_id, p.text, p.html) for p in pages] == [
        ("a.jsonl:1", "One.", None),
        ("a.jsonl:2", None, b"<p>Two"),
        ("a.jsonl:3", None, b"<p>Three"),
    ]
    assert not troubles


@pytest.mark.parametrize(
    ("line", "cause"),
    [
        (b"{not json", "line 2: is not JSON"),
        (b"[1, 2]", "line 2: is a list, not a JSON object"),
        (b'{"title": "no words"}', "line 2: has neither text nor html"),
        (b'{"text": "  "}', "line 2: has neither text nor html"),
        (b'{"text": 7}', "line 2: text is a number"),
        (b'{"text": "a\\u0000b"}', "line 2: text is binary"),
        (b'{"text": "a", "url": ["x"]}', "line 2: url is a list"),
        (b'{"text": "a", "tier": 9}', "line 2: tier is '9'"),
        (b'{"text": "a", "credits": [{"name": "x", "kind": "rumour"}]}', "line 2: credits: unknown kind 'rumour'"),
        (b'{"text": "\xff"}', "line 2: is not UTF-8"),
        (b"[" * 20_000, "line 2: is not JSON"),
        (b'{"id": ' + b"9" * 5_000 + b', "text": "a"}', "line 2: is not JSON"),
        (b'{"text": "' + b"a" * 300 + b'"}', "line 2: text is longer than 200 characters"),
        (b'{"text": "' + b"a" * 500_000 + b'"}', "line 2: longer than"),
    ],
)
def test_a_bad_line_costs_one_record_and_is_named(tmp_path: Path, line: bytes, cause: str):
    path = tmp_path / "a.jsonl"
    path.write_bytes(b'{"text": "First."}\n' + line + b'\n\n{"text": "Last."}\n')
    limits = Limits(text_max_chars=200, article_max_bytes=2_000)
    pages, [trouble] = read(path, limits)
    assert [page.text for page in pages] == ["First.", "Last."]
    assert f"{path}, {cause}" in trouble
    with pytest.raises(Trouble, match="line 2"):
        list(archive_pages(path, limits))


def test_half_an_emoji_becomes_storable(tmp_path: Path):
    [page], _ = read(write_lines(tmp_path / "a.jsonl", {"text": "cut \ud83d here", "title": "whole \U0001f600"}))
    assert page.text == "cut \ufffd here"
    assert page.title == "whole \U0001f600"


def test_csv_rows_are_text_and_bad_ones_are_named(tmp_path: Path):
    path = tmp_path / "a.csv"
    path.write_text(
        'ID,Text,Published,credits,tier\n1,"said ""no"",\nthen left",2025-09-02,Coast Agency; Harbour Wire,2\n'
        "2,b,c,d,e,f,g\n3,1e5,,,\n",
        encoding="utf-8",
    )
    pages, troubles = read(path)
    assert [(p.source_id, p.text, p.published_raw, p.tier) for p in pages] == [
        ("1", 'said "no",\nthen left', "2025-09-02", 2),
        ("3", "1e5", None, 3),
    ]
    assert [c.name for c in pages[0].credits] == ["Coast Agency", "Harbour Wire"]
    assert len(troubles) == 1
    assert "a.csv, line " in troubles[0]


def test_parquet_times_keep_their_instant(tmp_path: Path):
    path = tmp_path / "it's [1].parquet"
    with duckdb.connect() as connection:
        connection.execute(
            f"""copy (select 7 as id, 'Words.' as text, timestamptz '2025-09-02 10:00:00+09' as published,
            ['Coast Agency', 'B'] as credits union all select 8, null, null, []) to '{str(path).replace("'", "''")}'"""
        )
    [page], [trouble] = read(path)
    assert (page.source_id, page.text, page.published_raw) == ("7", "Words.", "2025-09-02T01:00:00+00:00")
    assert [c.name for c in page.credits] == ["Coast Agency", "B"]
    assert "record 2: has neither text nor html" in trouble


def test_a_table_can_open_nothing_else(tmp_path: Path):
    """A file name full of wildcards reads that file, never its neighbours."""
    (tmp_path / "secret.csv").write_text("text\nsecret\n", encoding="utf-8")
    path = tmp_path / "*.csv"
    path.write_text("text\nown words\n", encoding="utf-8")
    try:
        pages, _ = read(path)
    except Unreadable:
        return
    assert [page.text for page in pages] == ["own words"]


def test_a_folder_is_read_in_order_and_survives_its_bad_files(tmp_path: Path):
    (tmp_path / "b").mkdir()
    (tmp_path / "b" / "page.html").write_bytes(b"<html><body>B</body></html>")
    (tmp_path / "a.txt").write_text("A", encoding="utf-8")
    (tmp_path / "c.json").write_text(json.dumps([{"text": "C1"}, {"text": ""}, {"text": "C3"}]), encoding="utf-8")
    (tmp_path / "d.txt").write_bytes(b"%PDF-1.7 not words")
    (tmp_path / "e.jsonl").write_text('{"text": "E"}\n', encoding="utf-8")
    (tmp_path / "notes.md").write_text("not a page", encoding="utf-8")
    (tmp_path / ".hidden.txt").write_text("not a page", encoding="utf-8")
    pages, troubles = read(tmp_path)
    assert [(p.source_id, p.text or p.html) for p in pages] == [
        ("a.txt", "A"),
        ("c.json:1", "C1"),
        ("c.json:3", "C3"),
        ("e.jsonl:1", "E"),
        ("b/page.html", b"<html><body>B</body></html>"),
    ]
    assert len(troubles) == 2
    assert "c.json, record 2" in troubles[0]
    assert "is a PDF" in troubles[1]


def _missing(folder: Path) -> Path:
    return folder / "nowhere.jsonl"


def _file(name: str, body: bytes) -> Callable[[Path], Path]:
    def make(folder: Path) -> Path:
        path = folder / name
        path.write_bytes(body)
        return path

    return make


@pytest.mark.parametrize(
    ("make", "kind", "cause"),
    [
        (_missing, Unreadable, "there is no such file"),
        (_file("a.jsonl", b""), Unreadable, "is empty"),
        (_file("a.csv", b""), Unreadable, "is empty"),
        (_file("a.json", b" \n"), Unreadable, "is empty"),
        (_file("a.jsonl", b"%PDF-1.4"), Unreadable, "is a PDF"),
        (_file("a.csv", b"id,title\n1,x\n"), Unreadable, "has no column text or html"),
        (_file("a.csv", b"\0\1\2\n\0"), Unreadable, "NUL"),
        (_file("a.csv", "id,text\n1,x\n".encode("utf-16")), Unreadable, "is UTF-16"),
        (_file("a.csv", b'id,text\n1,"open\n2,x\n'), Unreadable, "cannot be told apart"),
        (_file("a.parquet", b"not parquet at all"), Unreadable, "is not a table"),
        (_file("a.txt", b"x" * 5_000), Refused, "larger than"),
        (_file("a.docx", b"PK\x03\x04"), Unreadable, "zip or office"),
        (_file("a.xyz", b"words"), Refused, "is no archive"),
        (lambda folder: folder, Unreadable, "holds no .html"),
    ],
)
def test_a_useless_file_says_why(tmp_path: Path, make: Callable[[Path], Path], kind: type[Trouble], cause: str):
    path = make(tmp_path)
    with pytest.raises(kind) as caught:
        read(path, Limits(text_max_chars=1_000, article_max_bytes=2_000))
    line = str(caught.value)
    assert str(path) in line
    assert cause in line
    assert "\n" not in line
    assert caught.value.next_step


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    body=st.binary(max_size=200) | st.text(max_size=200).map(str.encode),
    suffix=st.sampled_from([".jsonl", ".json", ".txt", ".html"]),
)
def test_any_bytes_give_pages_or_troubles(tmp_path: Path, body: bytes, suffix: str):
    path = tmp_path / f"any{suffix}"
    path.write_bytes(body)
    try:
        pages, _ = read(path)
    except Trouble:
        return
    for page in pages:
        assert (page.text is None) != (page.html is None)
        assert (page.text or "").encode() is not None  # no half characters left


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(body=st.binary(max_size=120), head=st.sampled_from([b"", b"text\n", b"id,text\n", b'"text","url"\r\n']))
def test_any_table_gives_pages_or_troubles(tmp_path: Path, body: bytes, head: bytes):
    path = tmp_path / "any.csv"
    path.write_bytes(head + body)
    outcome = outcome_of(lambda: read(path))
    assert "\n" not in str(outcome) or not isinstance(outcome, Trouble)


@settings(max_examples=100, deadline=None)
@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
        lambda inner: st.lists(inner) | st.dictionaries(st.sampled_from(sorted(RECORD)), inner),
    )
)
def test_any_json_gives_a_page_or_a_trouble(record: object):
    outcome = outcome_of(lambda: record_page(record, "here, line 1", LIMITS, "here:1"))
    if isinstance(outcome, Trouble):
        assert str(outcome).startswith("here, line 1: ")
    else:
        assert (outcome.text is None) != (outcome.html is None)


def outcome_of(reader: Callable[[], T]) -> T | Trouble:
    """What a reader gives, or the Trouble that it raises; anything else it raises is a failure of the test."""
    try:
        return reader()
    except Trouble as trouble:
        return trouble
