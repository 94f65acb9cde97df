"""Sentences and passages of a document, with exact offsets; furniture is left out, one copy of the headline stays.

In: a document with its furniture. Out: sentences in the order of the text (`text` is always
`document.text[start:end]`), and windows of three of them, stride two, for the search. sentencex cuts each paragraph;
what it cuts wrongly by the rules of printed English is mended here: "5.30 p.m. Tuesday", "Ft. Hood", "No. 5".
"""

import re
from collections import deque
from collections.abc import Iterator
from itertools import pairwise
from typing import Final

from sentencex import segment

from tasks.model import Document, Passage, Sentence
from tasks.reading import headlines
from tasks.reading.furniture import find_headline
from tasks.vocabulary import FurnitureKind

MAX_SENTENCE_CHARS: Final = 2_000  # longer "sentences" are markup accidents; also bounds every regex that reads them
WINDOW: Final = 3
STRIDE: Final = 2
MIN_WRAP_CHARS, MAX_WRAP_CHARS = 50, 110  # the widths of telex and mail
WRAP_SLACK: Final = 12  # ragged by a word
MIN_WRAPPED_LINES: Final = 3
WRAPPED_SHARE: Final = 0.75
MAX_MENDED_CHARS: Final = 10_000  # a quotation longer than that is left as it is: mending is quadratic in it

_DATELINE: Final = FurnitureKind.DATELINE
# Abbreviations that a name or a number follows: a full stop after them ends no sentence.
_TITLES: Final = frozenset(
    """mr mrs ms mx dr prof gen lt lieut col maj capt cpt cmdr cdr sgt sgts cpl pvt pfc spc pte flt adm brig ens supt
    det dets insp const off ofc rev fr hon sen rep gov pres sec atty amb st ste ft mt messrs mme mlle gens sens reps
    govs drs profs asst assoc dep vs no nos fig art sect vol ch pp approx est ca""".split()
)
_NUMBER_AFTER: Final = frozenset("no nos fig art sect vol ch pp p approx est ca v".split())
_MONTHS: Final = frozenset("jan feb mar apr jun jul aug sept sep oct nov dec".split())
_BEFORE_SMALL: Final = frozenset("incl etc esp viz cf al mon tue tues wed thu thur thurs fri sat sun".split())
_COMPANIES: Final = frozenset("inc corp co ltd bros jr sr".split())
_OPENERS: Final = frozenset(
    """the a an he she it they we i you this that these those there his her its their our my in on at by for from with
    as but and or so if when while after before since although though because however meanwhile what who how why where
    no not police officials authorities some many most one two all both another other also more then now
    still""".split()
)
_LAST_WORD = re.compile(r"(?:^|[\s(\[“\"‘'—–-])((?:[^\W\d_]\.){1,6}|[^\W\d_]{1,6}\.)[\"”’')\]]?\s*$")
_FIRST_WORD = re.compile(r"[\s\"“‘'(\[]{0,4}([^\W_]{1,40})")
_AFTER_CLOCK = re.compile(
    r"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day"
    r"|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}\.?\s\d"
    r"|\d|[A-Z]{1,4}T\b|GMT|UTC|BST|(?:eastern|central|mountain|pacific|local)\b|(?:today|tomorrow|yesterday|to)\b)",
    re.IGNORECASE,
)
_MISSED = re.compile(r"(?<=[a-z0-9][.!?])[\"”’)\]]?\s+(?=[A-Z“\"‘(])|(?<=[ap]\.m\.)\s+(?=[“\"])")
_CLOCK_END = re.compile(r"\b[ap]\.m\.\s?$")
_WORDS_TOO: Final = frozenset({"no", "art", "est"})  # abbreviations that are words when no figure follows


def sentences(document: Document) -> tuple[Sentence, ...]:
    """Cut the prose of a document into sentences; the headline, where the text holds it, is one of them."""
    found: list[Sentence] = []
    headline = _headline_span(document)
    for paragraph, start, end in _prose(document):
        for cut_start, cut_end in _cuts(document.text, start, end):
            found.append(
                Sentence(
                    index=len(found),
                    start=cut_start,
                    end=cut_end,
                    text=document.text[cut_start:cut_end],
                    paragraph=paragraph,
                    is_headline=headline[0] <= cut_start and cut_end <= headline[1],
                )
            )
    return tuple(found)


def passages(document: Document, sentences: tuple[Sentence, ...]) -> tuple[Passage, ...]:
    """Windows of three sentences, stride two. Furniture between them is blanked, so that offsets stay exact."""
    prose = _blanked(document)
    return tuple(
        Passage(
            document_id=document.document_id,
            index=index,
            start=window[0].start,
            end=window[-1].end,
            text=prose[window[0].start : window[-1].end],
        )
        for index, window in enumerate(
            sentences[first : first + WINDOW] for first in range(0, max(len(sentences) - 1, 1), STRIDE)
        )
        if window
    )


def _headline_span(document: Document) -> tuple[int, int]:
    """Where the text holds the headline that is kept: the first place that is not marked as a copy.

    A page may print another headline above its text than its head gives; then that one is it.
    """
    if not document.title:
        return (-1, -1)
    lines = _paragraphs(document.text)[: headlines.TOP_LINES]
    found = _place_of(document, lines, document.title)
    if found[0] < 0 and (printed := find_headline(document.text)):
        found = _place_of(document, lines, printed)
    return found


def _place_of(document: Document, lines: list[tuple[int, int]], title: str) -> tuple[int, int]:
    copies = [(part.start, part.end) for part in document.furniture if part.kind is FurnitureKind.HEADLINE_COPY]
    for start, end in lines:
        line = document.text[start:end]
        indent = len(line) - len(line.lstrip())
        taken = headlines.taken_by(line.strip(), title)
        span = (start + indent + headlines.before(line.strip()), start + indent + taken)
        if taken and not any(span[0] < stop and at < span[1] for at, stop in copies):
            return span
    return (-1, -1)


def _prose(document: Document) -> Iterator[tuple[int, int, int]]:
    """Paragraph number, start and end of each stretch of prose; a headline is a stretch of its own."""
    stops = deque(sorted((part.start, part.end) for part in document.furniture if part.kind is not _DATELINE))
    datelines = {part.start: part.end for part in document.furniture if part.kind is _DATELINE}
    headline = _headline_span(document)
    for number, (start, end) in enumerate(_paragraphs(document.text)):
        at = start
        while at < end:
            while stops and stops[0][1] <= at:
                stops.popleft()
            stop = min(stops[0][0], end) if stops else end
            for piece_start, piece_end in _around(headline, at, stop) if at < stop else ():
                if _says_something(document.text, piece_start, piece_end, datelines):
                    yield number, piece_start, piece_end
            at = min(stops[0][1], end) if stops and stops[0][0] < end else end


def _says_something(text: str, start: int, end: int, datelines: dict[int, int]) -> bool:
    """Whether a stretch holds a letter or figure that is not the dateline's."""
    first = _trimmed(text, start, end)[0]
    return any(map(str.isalnum, text[datelines.get(first, first) : end]))


def _around(headline: tuple[int, int], start: int, end: int) -> tuple[tuple[int, int], ...]:
    """A stretch as it is, or in three where the headline lies in it."""
    if start <= headline[0] < headline[1] <= end:
        return (start, headline[0]), headline, (headline[1], end)
    return ((start, end),)


def _paragraphs(text: str) -> list[tuple[int, int]]:
    """Start and end of each line that holds something; of each block of lines where the text is hard-wrapped."""
    spans: list[tuple[int, int]] = []
    at = 0
    lines = text.splitlines(keepends=True)
    joins = _is_wrapped(lines)
    for number, line in enumerate(lines):
        if line.strip():
            goes_on = joins and number > 0 and bool(lines[number - 1].strip()) and not line[0].isspace()
            if goes_on and spans:
                spans[-1] = (spans[-1][0], at + len(line))
            else:
                spans.append((at, at + len(line)))
        at += len(line)
    return spans


def _is_wrapped(lines: list[str]) -> bool:
    """Whether lines were broken to fit a width: hardly any could have held the first word of the next one."""
    longest = max((len(line.rstrip()) for line in lines), default=0)
    if not MIN_WRAP_CHARS <= longest <= MAX_WRAP_CHARS:
        return False
    pairs = [
        (one.rstrip(), two) for one, two in pairwise(lines) if one.strip() and two.strip() and not two[0].isspace()
    ]
    full = sum(len(one) + 1 + len(two.split(maxsplit=1)[0]) > longest - WRAP_SLACK for one, two in pairs)
    return len(pairs) >= MIN_WRAPPED_LINES and full >= WRAPPED_SHARE * len(pairs)


def _cuts(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Start and end of each sentence of a stretch of prose, without the blanks around it."""
    for first, last in _mended(text, start, end):
        at, stop = _trimmed(text, first, last)
        while stop - at > MAX_SENTENCE_CHARS:
            cut = _cut_place(text, at)
            yield _trimmed(text, at, cut)
            at = _trimmed(text, cut, stop)[0]
        if at < stop:
            yield at, stop


def _mended(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """The boundaries of sentencex, with wrong ones taken out and missed ones put in."""
    pieces = segment("en", text[start:end])
    if "".join(pieces) != text[start:end]:
        return [(start, end)]
    kept: list[tuple[int, int]] = []
    at = start
    for piece in pieces:
        stop = at + len(piece)
        if kept and (_goes_on(text[max(kept[-1][0], at - 40) : at], piece) or not any(map(str.isalnum, piece))):
            kept[-1] = (kept[-1][0], stop)
        else:
            kept.append((at, stop))
        at = stop
    return [part for first, last in kept for part in _split_missed(text, first, last)]


def _goes_on(left: str, right: str) -> bool:
    """Whether the full stop between two pieces belongs to an abbreviation inside one sentence."""
    hit = _LAST_WORD.search(left)
    follow = _FIRST_WORD.match(right)
    if hit is None or follow is None:
        return False
    word, next_word = hit.group(1).rstrip(".").lower(), follow.group(1)
    if word in {"a.m", "p.m", "am", "pm"}:
        return bool(_AFTER_CLOCK.match(right))
    if next_word[0].islower() and word in _BEFORE_SMALL:
        return True
    if word in _NUMBER_AFTER or word in _MONTHS:
        return next_word[0].isdigit()
    if next_word.lower() in _OPENERS:
        return False
    if word in _TITLES:
        return next_word[0].isupper()
    is_initial = len(word) == 1 and hit.group(1)[0].isupper()
    return (is_initial or word in _COMPANIES) and next_word[0].isupper()


def _split_missed(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Cut where sentencex went on outside quotation marks and parentheses."""
    at = start
    for hit in _MISSED.finditer(text, start, end) if end - start <= MAX_MENDED_CHARS else ():
        left = text[at : hit.start() + 1]
        is_inside = left.count("“") > left.count("”") or left.count('"') % 2 or left.count("(") > left.count(")")
        if not is_inside and _ends_here(left, text[hit.end() : hit.end() + 44]):
            yield at, hit.end()
            at = hit.end()
    yield at, end


def _ends_here(left: str, right: str) -> bool:
    """Whether a sentence ends between two stretches: a parenthesis closed, a time of day before a quotation, a word."""
    follow = _FIRST_WORD.match(right)
    if follow is None:
        return False
    if left.endswith(")") or (_CLOCK_END.search(left[-6:]) and right[0] in '“"'):
        return True
    last = _LAST_WORD.search(left[-41:-1])
    if last is None:
        return follow.group(1).lower() in _OPENERS
    word = last.group(1).rstrip(".").lower()
    return word in _WORDS_TOO and not follow.group(1)[0].isdigit()


def _cut_place(text: str, start: int) -> int:
    """Where to cut a sentence that is too long: after the last mark, else the last blank, else just there."""
    limit = start + MAX_SENTENCE_CHARS
    for marks in (";", ",", " \t\n"):
        at = max(text.rfind(mark, start + MAX_SENTENCE_CHARS // 2, limit) for mark in marks)
        if at > 0:
            return at + 1
    return limit


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start].isspace():
        start += 1
    while start < end and text[end - 1].isspace():
        end -= 1
    return start, end


def _blanked(document: Document) -> str:
    """The text with blanks in place of furniture, character for character."""
    parts: list[str] = []
    at = 0
    for part in sorted(document.furniture, key=lambda part: part.start):
        if part.kind is not _DATELINE:
            parts += (document.text[at : part.start], " " * (part.end - max(part.start, at)))
            at = max(at, part.end)
    return "".join((*parts, document.text[at:]))
