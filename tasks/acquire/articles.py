"""The article that a person names: a URL, a file (.html .htm .txt .json .jsonl) or `-` for standard input.

In: the argument as typed, with what the person says about it (`--published`, `--publisher`, `--url` override what
the page says). Out: RawPages, one a record. Raises Unreadable, Refused or Unavailable with one line that names the
thing, the cause and the next step. A URL that a person asked for is fetched as a browser would fetch it; robots.txt
speaks to what crawls by itself, so it is obeyed for the pages of feeds.
"""

import sys
from collections.abc import Iterator
from dataclasses import replace
from io import BufferedIOBase, BytesIO
from pathlib import Path
from typing import IO

from tasks.acquire.feeds.archive import (
    JSON_MAX_BYTES,
    PAGE_SUFFIXES,
    OnTrouble,
    file_pages,
    json_pages,
    line_max_bytes,
    lines_pages,
)
from tasks.acquire.files import decode, refuse_binary, regular_file, within
from tasks.acquire.pages import page_of, text_page
from tasks.model import RawPage
from tasks.settings import Limits
from tasks.trouble import Refused, Trouble, Unreadable

STDIN = "-"
STDIN_NAME = "standard input"


def read_argument(
    argument: str,
    limits: Limits,
    *,
    published: str | None = None,
    publisher: str | None = None,
    url: str | None = None,
    stdin: IO[bytes] | BufferedIOBase | None = None,
    on_trouble: OnTrouble | None = None,
) -> Iterator[RawPage]:
    """Yield the article or articles that `argument` names.

    With `on_trouble`, a bad record of a .jsonl or .json file is reported there and the others are still read.
    """
    for page in _pages(argument, limits, stdin, on_trouble or _raise):
        yield replace(
            page,
            published_raw=published or page.published_raw,
            published_basis="given" if published else page.published_basis,
            publisher=publisher or page.publisher,
            url=url or page.url,
        )


def sentence_page(sentence: str, *, published: str | None = None, publisher: str | None = None) -> RawPage:
    """One sentence as an article without a title, as `check` judges it."""
    return RawPage(
        source_id="sentence",
        publisher=publisher,
        published_raw=published,
        published_basis="given",
        title="",
        text=sentence,
    )


def _pages(
    argument: str, limits: Limits, stdin: IO[bytes] | BufferedIOBase | None, on_trouble: OnTrouble
) -> Iterator[RawPage]:
    if argument == STDIN:
        return _from_stdin(stdin or sys.stdin.buffer, limits, on_trouble)
    if "://" in argument:
        return iter((_from_url(argument, limits),))
    return _from_file(Path(argument), limits, on_trouble)


def _from_file(path: Path, limits: Limits, on_trouble: OnTrouble) -> Iterator[RawPage]:
    if not path.exists():
        raise Unreadable(str(path), "there is no such file", "Check the path; a web address begins with https://")
    regular_file(path)
    if path.suffix.lower() not in PAGE_SUFFIXES:
        with path.open("rb") as file:
            refuse_binary(str(path), file.read(65_536))
        raise Refused(
            str(path),
            f"is no article that can be read ({path.suffix or 'no ending'})",
            "Give .html, .txt, .json or .jsonl",
        )
    return file_pages(path, path.name, limits, on_trouble)


def _from_stdin(stdin: IO[bytes] | BufferedIOBase, limits: Limits, on_trouble: OnTrouble) -> Iterator[RawPage]:
    """Tell HTML, JSON and text apart by their first character: a pipe has no ending to go by."""
    body = within(STDIN_NAME, stdin.read(JSON_MAX_BYTES + 1), JSON_MAX_BYTES)
    refuse_binary(STDIN_NAME, body)
    start = body.removeprefix(b"\xef\xbb\xbf").lstrip()[:1]
    if start == b"<":
        return iter((RawPage("stdin", html=within(STDIN_NAME, body, limits.article_max_bytes)),))
    if start in {b"{", b"["}:
        return _json_from_stdin(body, limits, on_trouble)
    text, charset = decode(STDIN_NAME, body)
    return iter((text_page(STDIN_NAME, "stdin", text, charset, limits),))


def _json_from_stdin(body: bytes, limits: Limits, on_trouble: OnTrouble) -> Iterator[RawPage]:
    """One JSON document, or else JSON Lines: more than one line that each begin an object."""
    lines = [line for line in body.splitlines() if line.strip()]
    if len(lines) > 1 and all(line.lstrip().startswith(b"{") for line in lines):
        longest = line_max_bytes(limits)
        bounded = (line if len(line) <= longest else None for line in BytesIO(body))
        return lines_pages(STDIN_NAME, "stdin", bounded, limits, on_trouble)
    return json_pages(STDIN_NAME, "stdin", body, limits, on_trouble)


def _from_url(url: str, limits: Limits) -> RawPage:
    from tasks.acquire.fetch import fetch  # noqa: PLC0415 -- httpx costs 100 ms that a local file need not pay

    return page_of(fetch(url, limits, max_bytes=limits.article_max_bytes), limits)


def _raise(trouble: Trouble) -> None:
    raise trouble
