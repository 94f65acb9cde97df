"""Archives: reference pages that somebody already holds, as JSONL, JSON, CSV, Parquet, WARC, or a folder of pages.

In: a path that a person gave. Out: RawPages in file order (folders: sorted by name), read one by one, so that an
archive may be larger than memory. One bad record costs one record: with `on_trouble` it is reported there, naming
file, line and cause, and the reading goes on; without, it is raised. What makes the whole file unusable (missing,
binary, no text column) is raised always. In a folder that holds for each file: it is one record of the folder.
"""

import codecs
import os
from collections.abc import Callable, Iterator
from pathlib import Path

from tasks.acquire.files import decode, read_bytes, refuse_binary, regular_file, unopened
from tasks.acquire.pages import text_page
from tasks.acquire.records import loads, record_page
from tasks.model import RawPage
from tasks.settings import Limits
from tasks.trouble import Refused, Trouble, Unreadable

OnTrouble = Callable[[Trouble], None]

HTML_SUFFIXES = frozenset({".html", ".htm", ".xhtml"})
TEXT_SUFFIXES = frozenset({".txt"})
LINES_SUFFIXES = frozenset({".jsonl", ".ndjson"})
JSON_SUFFIXES = frozenset({".json"})
TABLE_SUFFIXES = frozenset({".csv", ".tsv", ".parquet"})
WARC_SUFFIXES = frozenset({".warc", ".warc.gz", ".arc", ".arc.gz"})
PAGE_SUFFIXES = HTML_SUFFIXES | TEXT_SUFFIXES | LINES_SUFFIXES | JSON_SUFFIXES
ARCHIVE_SUFFIXES = PAGE_SUFFIXES | TABLE_SUFFIXES | WARC_SUFFIXES

JSON_MAX_BYTES = 64_000_000  # a .json file is read whole; larger sets belong into JSON Lines
KINDS_NAMED = "Give .jsonl, .json, .csv, .parquet, .warc, .warc.gz, .html, .txt, or a folder of these"


def archive_pages(path: Path, limits: Limits, *, on_trouble: OnTrouble | None = None) -> Iterator[RawPage]:
    """Yield every page of an archive."""
    if path.is_dir():
        yield from _folder(path, limits, on_trouble or _raise)
        return
    regular_file(path)
    if suffix_of(path) not in ARCHIVE_SUFFIXES:
        refuse_binary(str(path), _head(path))
        raise Refused(str(path), f"is no archive that can be read ({path.suffix or 'no ending'})", KINDS_NAMED)
    yield from file_pages(path, path.name, limits, on_trouble or _raise)


def file_pages(path: Path, name: str, limits: Limits, on_trouble: OnTrouble) -> Iterator[RawPage]:
    """Yield the pages of one file by its ending; `name` starts the ids of records that have none."""
    suffix = suffix_of(path)
    if suffix in LINES_SUFFIXES:
        yield from _lines(path, name, limits, on_trouble)
    elif suffix in JSON_SUFFIXES:
        yield from json_pages(str(path), name, read_bytes(path, JSON_MAX_BYTES), limits, on_trouble)
    elif suffix in TABLE_SUFFIXES:
        yield from _table(path, name, limits, on_trouble)
    elif suffix in WARC_SUFFIXES:
        from tasks.acquire.feeds.warc import warc_pages  # noqa: PLC0415 -- the other kinds need no warcio

        yield from warc_pages(path, name, limits, on_trouble)
    elif suffix in HTML_SUFFIXES:
        body = read_bytes(path, limits.article_max_bytes)
        refuse_binary(str(path), body)
        yield RawPage(source_id=name, html=body)
    else:
        text, charset = decode(str(path), read_bytes(path, limits.text_max_chars * 4))
        yield text_page(str(path), name, text, charset, limits)


def json_pages(thing: str, name: str, body: bytes, limits: Limits, on_trouble: OnTrouble) -> Iterator[RawPage]:
    """Yield the pages of a JSON document: one record, or a list of them."""
    loaded = loads(body, thing)
    if not isinstance(loaded, list):
        yield record_page(loaded, thing, limits, name)
        return
    for number, record in enumerate(loaded, start=1):
        try:
            page = record_page(record, f"{thing}, record {number}", limits, f"{name}:{number}")
        except Trouble as trouble:
            on_trouble(trouble)
        else:
            yield page


def lines_pages(
    thing: str, name: str, lines: Iterator[bytes | None], limits: Limits, on_trouble: OnTrouble
) -> Iterator[RawPage]:
    """Yield a page for each line of JSON; None among the lines stands for one that was too long to be read."""
    for number, line in enumerate(lines, start=1):
        where = f"{thing}, line {number}"
        try:
            if line is None:
                raise Refused(where, f"longer than {line_max_bytes(limits):,} bytes", "Split the record")
            if not line.strip():
                continue
            page = record_page(loads(line.removeprefix(b"\xef\xbb\xbf"), where), where, limits, f"{name}:{number}")
        except Trouble as trouble:
            on_trouble(trouble)
        else:
            yield page


def line_max_bytes(limits: Limits) -> int:
    """How long a line of JSON may be: the longest text allowed, every character written as a six-byte escape."""
    return max(6 * limits.text_max_chars, 2 * limits.article_max_bytes) + 65_536


def _lines(path: Path, name: str, limits: Limits, on_trouble: OnTrouble) -> Iterator[RawPage]:
    head = _head(path)
    refuse_binary(str(path), head)
    if not head.strip() and path.stat().st_size <= len(head):
        raise Unreadable(str(path), "is empty", "Check that the archive was saved")
    yield from lines_pages(str(path), name, _bounded_lines(path, line_max_bytes(limits)), limits, on_trouble)


def _bounded_lines(path: Path, max_bytes: int) -> Iterator[bytes | None]:
    """Lines of at most `max_bytes`; a longer one is skipped to its end and comes out as None."""
    with path.open("rb") as file:
        while line := file.readline(max_bytes + 1):
            if len(line) <= max_bytes or line.endswith(b"\n"):
                yield line
                continue
            while (rest := file.readline(max_bytes)) and not rest.endswith(b"\n"):
                pass
            yield None


def _table(path: Path, name: str, limits: Limits, on_trouble: OnTrouble) -> Iterator[RawPage]:
    head = _head(path)
    if not head.strip():
        raise Unreadable(str(path), "is empty", "Check that the archive was saved")
    if path.suffix.lower() != ".parquet":
        refuse_binary(str(path), head)
        if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
            raise Unreadable(str(path), "is UTF-16", "Save the table as UTF-8")
    from tasks.acquire.feeds import tables  # noqa: PLC0415 -- duckdb costs 80 ms that other kinds need not pay

    for number, row in tables.rows(path, limits, on_trouble):
        where = f"{path}, record {number}"
        try:
            page = record_page(row, where, limits, f"{name}:{number}")
        except Trouble as trouble:
            on_trouble(trouble)
        else:
            yield page


def _folder(folder: Path, limits: Limits, on_trouble: OnTrouble) -> Iterator[RawPage]:
    """Every readable file below the folder; other files (pictures, notes) are not pages and are passed over."""
    found = False
    for path in _files(folder):
        found = True
        try:
            yield from file_pages(path, path.relative_to(folder).as_posix(), limits, on_trouble)
        except Trouble as trouble:
            on_trouble(trouble)
        except OSError as error:
            on_trouble(unopened(path, error))
    if not found:
        raise Unreadable(
            str(folder), "the folder holds no .html, .txt, .json, .jsonl, .csv, .parquet or .warc file", "Check it"
        )


def suffix_of(path: Path) -> str:
    """The ending that tells the kind, in lower case: that before .gz with it."""
    return "".join(path.suffixes[-2:]).lower() if path.suffix.lower() == ".gz" else path.suffix.lower()


def _files(folder: Path) -> Iterator[Path]:
    for root, folders, names in os.walk(folder):  # links to folders are not followed: no loops, nothing outside
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            path = Path(root, name)
            if suffix_of(path) in ARCHIVE_SUFFIXES and not name.startswith(".") and path.is_file():
                yield path


def _head(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(65_536)
    except OSError as error:
        raise unopened(path, error) from error


def _raise(trouble: Trouble) -> None:
    raise trouble
