"""A page that a person holds against the article: evidence for this run, whatever else is held.

In: a URL, a file (.html .htm .txt .json .jsonl .pdf) or `-`, the limits, the child that parses. Out: RawPages, one a
record. Raises one clear Trouble where it cannot be read: whoever names a page wants no verdict without it. Fetched as a
browser would fetch it, like an article that a person names.
"""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from tasks.acquire.articles import STDIN, read_argument
from tasks.acquire.bounded import Worker
from tasks.acquire.files import read_bytes, within
from tasks.acquire.pages import page_of
from tasks.model import Fetched, RawPage
from tasks.reading.pdf import PdfText, is_pdf
from tasks.settings import Limits
from tasks.trouble import Unreadable

PDF_SUFFIX = ".pdf"
PDF_BASIS = "pdf"
_EXTRACT = "tasks.reading.pdf:extract_pdf"


def read_against(argument: str, limits: Limits, worker: Worker) -> Iterator[RawPage]:
    """Yield the page or pages that `argument` names."""
    if "://" in argument:
        yield _from_url(argument, limits, worker)
    elif argument != STDIN and _is_pdf_file(Path(argument)):
        yield _pdf_page(argument, read_bytes(Path(argument), limits.pdf_max_bytes), limits, worker)
    else:
        # The whole path is the id: an article and a page against it may have one file name in two folders.
        name = Path(argument).name
        for page in read_argument(argument, limits):
            yield replace(page, source_id=argument) if page.source_id == name else page


def _from_url(url: str, limits: Limits, worker: Worker) -> RawPage:
    from tasks.acquire.fetch import fetch  # noqa: PLC0415 -- httpx costs 100 ms that a local file need not pay

    fetched = fetch(url, limits, max_bytes=max(limits.pdf_max_bytes, limits.article_max_bytes))
    if not is_pdf(fetched.body):
        return page_of(fetched, limits)
    body = within(fetched.url, fetched.body, limits.pdf_max_bytes)
    return replace(_pdf_page(fetched.url, body, limits, worker), url=fetched.final_url, fetched=fetched)


def _is_pdf_file(path: Path) -> bool:
    if path.suffix.lower() == PDF_SUFFIX:
        return True
    if not path.is_file():
        return False
    with path.open("rb") as file:
        return is_pdf(file.read(2_048))


def _pdf_page(thing: str, body: bytes, limits: Limits, worker: Worker) -> RawPage:
    if not is_pdf(body):
        raise Unreadable(thing, "is no PDF, whatever its name says", "Give .html, .txt, .json, .jsonl or .pdf")
    found = worker.call(_EXTRACT, body, thing, limits.text_max_chars, thing=thing, into=PdfText)
    return RawPage(
        source_id=thing,
        title=found.title,
        text=found.text,
        published_raw=found.published_raw,
        published_basis=PDF_BASIS,
        fetched=Fetched(thing, thing, 0, {"content-type": "application/pdf"}, body),
    )
