"""One PDF as its text: paragraphs made of lines, running heads and page numbers left out.

In: the bytes and a name for troubles. Out: `PdfText`. CPU only; the caller bounds time and memory and runs it in a
child that can be killed, since a page of a PDF may unpack to anything. Refuses what is encrypted, has no text (a scan)
or too many pages. The date in a PDF's own record is when the file was made, perhaps years after the report: it counts
only where the first page prints the same day.
"""

import re
import statistics
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from io import BytesIO
from typing import Final

from tasks.trouble import Refused, Unreadable

MAX_PAGES: Final = 400  # a long report; extracting takes some 10 to 50 ms a page
FIRST_PAGE_CHARS: Final = 3_000
MAX_TITLE_CHARS: Final = 300
MIN_PAGES_FOR_HEADS: Final = 3  # below that a repeated line may be prose
HEAD_LINES: Final = 2  # at the top and at the bottom of a page
LAST_LINE_SHARE: Final = 0.75  # of the usual width: a full stop on a shorter line ends a paragraph
HEADING_SHARE: Final = 0.6  # a line shorter than that without a full stop is a heading or a row
SIGNATURE: Final = b"%PDF-"
SIGNATURE_WITHIN: Final = 1_024  # bytes of rubbish that readers allow ahead of it

_SOFT_HYPHEN: Final = "\u00ad"
_LIGATURES: Final = str.maketrans({"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"})
_CREATED = re.compile(r"(?:D:)?(\d{4})(\d{2})(\d{2})")
_NUMBER_ONLY = re.compile(r"(?:page )?[\divxlc]{1,5}(?: ?(?:/|of) ?\d{1,5})?|[-–—] ?\d{1,4} ?[-–—]", re.IGNORECASE)
_DIGITS = re.compile(r"\d{1,20}")
_SENTENCE_END = re.compile(r"[.!?…:][”\"’')\]]{0,2}$")
_BULLET = re.compile(r"[•‣▪●◦*–—-] |\(?\d{1,2}[.)] ")
_BROKEN_WORD = re.compile(r"[^\W\d_]-$")
_PROGRAM_TITLE = re.compile(
    r"(?i)^(?:microsoft (?:word|powerpoint|excel)|untitled|print|document\d*$)|\.(?:docx?|pdf|indd|pptx?|xlsx?)$"
)


@dataclass(frozen=True, slots=True)
class PdfText:
    """What a PDF says. `published_raw` is a civil day that file and first page agree on."""

    text: str
    title: str | None = None
    published_raw: str | None = None


def is_pdf(body: bytes) -> bool:
    """Whether bytes are a PDF, whatever their name or the server says."""
    return SIGNATURE in body[: SIGNATURE_WITHIN + len(SIGNATURE)]


def extract_pdf(body: bytes, thing: str, max_chars: int) -> PdfText:
    """Take the text out of a PDF."""
    from pypdf import PdfReader  # noqa: PLC0415 -- 0.2 s that other pages need not pay
    from pypdf.errors import (  # noqa: PLC0415
        DependencyError,
        FileNotDecryptedError,
        LimitReachedError,
        PyPdfError,
    )

    try:
        reader = PdfReader(BytesIO(body))
        count = len(reader.pages)
        if count > MAX_PAGES:
            raise Refused(thing, f"has {count:,} pages, more than {MAX_PAGES}", "Cut out the pages that matter")
        pages = [page.extract_text() for page in reader.pages]
        record = reader.metadata
        title = str(record.title or "") if record else ""
        created = str(record.get("/CreationDate") or "") if record else ""
    except (FileNotDecryptedError, DependencyError) as error:
        raise Unreadable(thing, "is encrypted", "Save it without a password") from error
    except LimitReachedError as error:
        raise Refused(thing, "unpacks to more than a page may hold", "Give the text of it") from error
    except (PyPdfError, ValueError, KeyError, TypeError, AttributeError, IndexError, RecursionError, OSError) as error:
        cause = f"is a broken PDF ({type(error).__name__})"
        raise Unreadable(thing, cause, "Open it in a reader and print it to a new PDF, or save its text") from error
    text = "\n\n".join(_paragraphs(_without_heads([page.splitlines() for page in pages])))
    if not any(char.isalpha() for char in text):
        raise Unreadable(thing, "holds no text (a scan?)", "Run text recognition (OCR) over it, or give its text")
    if len(text) > max_chars:
        raise Refused(thing, f"text is longer than {max_chars:,} characters", "Cut out the pages that matter")
    return PdfText(text, _title(title), _day_printed(created, pages[0]))


def _without_heads(pages: Sequence[Sequence[str]]) -> Iterator[str]:
    """All lines of all pages but page numbers and what stands again and again at the top or bottom of a page."""
    edges = [[*lines[:HEAD_LINES], *lines[HEAD_LINES:][-HEAD_LINES:]] for lines in pages]
    counted = Counter(key for page in edges for key in {_alike(line) for line in page})
    running = {key for key, count in counted.items() if key and count * 2 > len(pages) >= MIN_PAGES_FOR_HEADS}
    for lines in pages:
        last = len(lines) - HEAD_LINES
        for index, line in enumerate(lines):
            is_edge = index < HEAD_LINES or index >= last
            if not (is_edge and (_alike(line) in running or _NUMBER_ONLY.fullmatch(line.strip()))):
                yield line


def _alike(line: str) -> str:
    """A running head but for its page number."""
    return _DIGITS.sub("#", " ".join(line.split()).lower())


def _paragraphs(lines: Iterator[str]) -> Iterator[str]:
    """Lines joined to paragraphs; words that were broken at the end of a line are mended."""
    stripped = [_plain(line) for line in lines]
    lengths = sorted(len(line) for line in stripped if line)
    width = statistics.quantiles(lengths, n=10)[-1] if len(lengths) > 1 else 0
    paragraph = ""
    previous = ""
    for line in stripped:
        if paragraph and _ends(previous, line, width):
            yield paragraph
            paragraph = ""
        if line:
            paragraph = _joined(paragraph, line)
        previous = line
    if paragraph:
        yield paragraph


def _plain(line: str) -> str:
    """One line with its ligatures as letters; a soft hyphen at its end breaks a word, elsewhere it is nothing."""
    plain = " ".join(line.translate(_LIGATURES).split())
    return plain.replace(_SOFT_HYPHEN, "") + ("-" if plain.endswith(_SOFT_HYPHEN) else "")


def _ends(previous: str, line: str, width: float) -> bool:
    if not line or not previous:
        return True
    if _BULLET.match(line):
        return True
    if _SENTENCE_END.search(previous):
        return len(previous) < LAST_LINE_SHARE * width
    return len(previous) < HEADING_SHARE * width and line[0].isupper()


def _joined(paragraph: str, line: str) -> str:
    if not paragraph:
        return line
    if _BROKEN_WORD.search(paragraph):
        return (paragraph[:-1] if line[0].islower() else paragraph) + line
    return f"{paragraph} {line}"


def _title(title: str) -> str | None:
    """The title in the file's record, unless a program put its own name or the file's there."""
    plain = " ".join(title.split())[:MAX_TITLE_CHARS]
    return plain if plain and not _PROGRAM_TITLE.search(plain) else None


def _day_printed(created: str, first_page: str) -> str | None:
    """The day on which the file was made, where the first page prints it too."""
    found = _CREATED.match(created)
    if not found:
        return None
    try:
        day = date(*map(int, found.groups()))
    except ValueError:
        return None
    text = " ".join(first_page[:FIRST_PAGE_CHARS].split()).lower()
    month = f"{day:%B}".lower()
    spellings = [
        form
        for name in (month, month[:3], f"{month[:3]}.")
        for form in (f"{day.day} {name} {day.year}", f"{name} {day.day}, {day.year}", f"{name} {day.day} {day.year}")
    ]
    spellings += [f"{day:%Y-%m-%d}", f"{day:%d/%m/%Y}", f"{day:%m/%d/%Y}", f"{day:%d.%m.%Y}"]
    return day.isoformat() if any(form in text for form in spellings) else None
