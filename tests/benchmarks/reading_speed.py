"""What reading costs: `python -m tests.benchmarks.reading_speed [--data DIR] [--rounds N] [--skip growth,hostile]`.

All layers that `tracewire annotate` runs (page with furniture, credits and language; sentences, numbers, times,
attributions, what ties a sentence to its event, every claim kind) and the self-check, over articles of 800 to 1,000
words, in CPU milliseconds of one thread. Sets: PolNeAR and news_cluster articles of that length as they are; reports
of shootings (GVA) and newsroom pages, which are short, joined one to one until 900 words (many figures).

ms: for each article the least of N rounds (the machine is shared; what is more than the least is somebody else's),
then median and 95th percentile over the articles. All caches of the program are emptied before each round, so that
no article is ever met again warm. Per layer: the same with each layer's own clock, median of the articles.
growth: one article grown by joining others, 1k to 16k words; the exponent is the slope of log time over log length.
hostile: every pattern of the reading rooms on strings made to wear it out (pumps.py), and the whole reader on texts of
one such string, each at a length and at twice it; "worse than linear" is a slope over MAX_SLOPE where it costs
anything (over FLOOR_MS). Beside it, as a measure of the machine: dateparser's search for dates and, where it is
installed, spaCy's small model over some of the same articles in the same process.
"""

import argparse
import contextlib
import functools
import gc
import importlib
import importlib.util
import json
import math
import os
import re
import statistics
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from tasks import pipeline
from tasks.claims import extract
from tasks.claims.self_check import self_check
from tasks.model import RawPage
from tasks.settings import Settings, load
from tasks.trouble import Unreadable
from tests.benchmarks.pumps import PLAIN, Pump, patterns, pumps

WORDS = (800, 1_000)  # of an article that is taken as it is
JOINED_WORDS = 900
ARTICLES = 24  # of each set
GROWTH_WORDS = (1_000, 2_000, 4_000, 8_000, 16_000)
HOSTILE_CHARS = (2_000, 4_000, 8_000)
MAX_SLOPE, FLOOR_MS, TOO_LONG_MS = 1.5, 4.0, 1_000.0
COMPARED = 4  # articles that the slow libraries read
ROOMS = ("tasks.reading", "tasks.claims")
READERS = ("sentences", "numbers", "timexes", "attributions", "anchors", "not_checkable", "as_of")


def main() -> None:
    """Read the options and print the tables."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--data", default=os.environ.get("BENCH_DATA", "../shared/data"))
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--skip", default="", help="growth, hostile, libraries")
    options = parser.parse_args()
    data = Path(options.data)
    if not (data / "polnear" / "dev.jsonl").is_file():
        sys.exit(f"{data}/polnear is not here; give the data folder with --data. Nothing was measured.")
    settings, skipped = load(), options.skip.split(",")
    sets = {
        "PolNeAR": _whole(data / "polnear"),
        "news clusters": _whole(data / "news_cluster_events"),
        "shootings, joined": _joined(text for text in _incident_texts(data / "gva_multisource")),
        "newsroom, joined": _joined(_newsroom_texts(data.parent / "newsroom")),
    }
    costs(sets, settings, options.rounds)
    if "growth" not in skipped:
        growth(sets, settings, options.rounds)
    if "hostile" not in skipped:
        hostile(settings)
    if "libraries" not in skipped:
        libraries(sets, settings)


def read_all(page: RawPage, settings: Settings) -> None:
    """Everything that is read from an article before any search."""
    document = pipeline.read_page(page, _no_html, settings, datetime(2026, 1, 1, tzinfo=UTC))
    self_check(pipeline.extract_claims(document, settings))


def costs(sets: dict[str, list[RawPage]], settings: Settings, rounds: int) -> None:
    """Median and 95th percentile of each set, then the layers."""
    print(f"{'all layers, CPU ms':<20}{'n':>5}{'words':>7}{'median':>8}{'p95':>8}{'kwords/s':>10}")
    for name, pages in sets.items():
        words = statistics.mean(_words(page) for page in pages)
        taken = sorted(least_ms(pages, lambda page: read_all(page, settings), rounds))
        median = statistics.median(taken)
        p95 = taken[math.ceil(0.95 * len(taken)) - 1]
        print(f"{name:<20}{len(pages):>5}{words:>7.0f}{median:>8.1f}{p95:>8.1f}{words / median:>10.1f}")
    layers = {name: layers_ms(pages, settings, rounds) for name, pages in sets.items()}
    print(f"\n{'layer, CPU ms':<26}" + "".join(f"{name:>19}" for name in layers))
    for layer in next(iter(layers.values())):
        print(f"{layer:<26}" + "".join(f"{taken[layer]:>19.2f}" for taken in layers.values()))


def least_ms(pages: Iterable[RawPage], work: Callable[[RawPage], Any], rounds: int) -> list[float]:
    """For each page the least CPU milliseconds of the rounds; caches are emptied before each."""
    pages = list(pages)
    least = [math.inf] * len(pages)
    for _ in range(rounds + 1):  # the first also pays for what is loaded once
        empty_caches()
        for place, page in enumerate(pages):
            began = time.thread_time()
            work(page)
            least[place] = min(least[place], 1e3 * (time.thread_time() - began))
    return least


def layers_ms(pages: list[RawPage], settings: Settings, rounds: int) -> dict[str, float]:
    """Median over the pages of what each layer takes, least of the rounds."""
    clocks: dict[str, float] = defaultdict(float)

    def timed(name: str, verb: Callable[..., Any]) -> Callable[..., Any]:
        def with_clock(*arguments: Any, **named: Any) -> Any:
            began = time.thread_time()
            try:
                return verb(*arguments, **named)
            finally:
                clocks[name] += 1e3 * (time.thread_time() - began)

        return with_clock

    kept = {name: getattr(extract, name) for name in (*READERS, "EXTRACTORS")}
    read_page, check = timed("page", pipeline.read_page), timed("self-check", self_check)
    for name in READERS:
        setattr(extract, name, timed(name, kept[name]))
    extract.EXTRACTORS = tuple(timed(verb.__name__, verb) for verb in kept["EXTRACTORS"])
    least: list[dict[str, float]] = [{} for _ in pages]
    try:
        for _ in range(rounds + 1):
            empty_caches()
            for place, page in enumerate(pages):
                clocks.clear()
                check(pipeline.extract_claims(read_page(page, _no_html, settings, datetime.now(UTC)), settings))
                least[place] = {layer: min(ms, least[place].get(layer, ms)) for layer, ms in clocks.items()}
    finally:
        for name, verb in kept.items():
            setattr(extract, name, verb)
    names = ["page", *READERS, *(verb.__name__ for verb in kept["EXTRACTORS"]), "self-check"]
    return {name: statistics.median(layers.get(name, 0.0) for layers in least) for name in names}


def growth(sets: dict[str, list[RawPage]], settings: Settings, rounds: int) -> None:
    """Time over length of one article grown by joining others."""
    print(f"\n{'growth, CPU ms':<20}" + "".join(f"{words:>9,}" for words in GROWTH_WORDS) + f"{'exponent':>10}")
    for name, pages in sets.items():
        text = "\n\n".join(page.text or "" for page in pages)
        grown = [RawPage(name, text=_cut(text, words), published_raw=pages[0].published_raw) for words in GROWTH_WORDS]
        grown = [page for page, words in zip(grown, GROWTH_WORDS, strict=True) if _words(page) >= words]
        taken = least_ms(grown, lambda page: read_all(page, settings), max(1, rounds // 3))
        exponent = slope([_words(page) for page in grown], taken)
        print(f"{name:<20}" + "".join(f"{ms:>9.1f}" for ms in taken) + f"{exponent:>10.2f}")


def slope(lengths: list[int], taken: list[float]) -> float:
    """The exponent by which time grows with length: 1 is linear; from the shortest to the longest."""
    return math.log(max(taken[-1], 1e-6) / max(taken[0], 1e-6)) / math.log(lengths[-1] / lengths[0])


def hostile(settings: Settings) -> None:
    """The worst of each pattern and of the whole reader on strings made against them."""
    rows: list[tuple[float, float, str]] = []
    tried = 0
    for room in ROOMS:
        for name, pattern in patterns(room).items():
            for pump in pumps(pattern):
                tried += 1
                rows.append((*_doubling(functools.partial(_find_all, pattern), pump), f"{name} {pump!r:.90}"))
    _worst(rows, f"{tried:,} strings against patterns")
    rows = []
    for plain in (*PLAIN, *TEXTS):
        pump = Pump("", plain, "\n")
        rows.append((*_doubling(lambda text: _read_or_refuse(text, settings), pump), repr(pump.again)))
    _worst(rows, f"{len(rows)} texts against the whole reader")


TEXTS = (
    "Ada Brandt said ", "“I saw it,” ", "3 killed, ", "on Tuesday ", "the ministry said that ", "Xi met Kim ", "1,234 ",
    "2019-", "12:30 ", "the day before ", "at least ", "Nine people died. ", "of the ", "who ", "May 3, ", "\n\n- ",
    "according to ", "(", "[", "http://a.example/", "#tag ", "Mr. ", "A.B.", "said, ", "Five of the seven of the ",
)  # fmt: skip


def _find_all(pattern: re.Pattern[str], text: str) -> None:
    list(pattern.finditer(text))


def _read_or_refuse(text: str, settings: Settings) -> None:
    with contextlib.suppress(Unreadable):  # blanks alone are no article
        read_all(RawPage("hostile", text=text), settings)


def _doubling(work: Callable[[str], Any], pump: Pump) -> tuple[float, float]:
    """(slope, CPU ms at the longest tried). Stops at what could not cost anything, and at what costs far too much."""
    taken: list[float] = []
    for chars in HOSTILE_CHARS:
        text = pump.of(chars)
        began = time.thread_time()
        work(text)
        spent = 1e3 * (time.thread_time() - began)
        if FLOOR_MS / 16 < spent < TOO_LONG_MS:  # once more, for what somebody else took
            began = time.thread_time()
            work(text)
            spent = min(spent, 1e3 * (time.thread_time() - began))
        taken.append(spent)
        if spent < FLOOR_MS / 16 or spent > TOO_LONG_MS:  # four times as long squared is FLOOR_MS at most
            break
    tried = list(HOSTILE_CHARS[: len(taken)])
    if len(taken) == 1:
        return (99.0 if taken[0] > TOO_LONG_MS else 0.0), taken[0]
    return slope(tried, taken), taken[-1]


def _worst(rows: list[tuple[float, float, str]], title: str) -> None:
    steep = sorted((row for row in rows if row[0] > MAX_SLOPE and row[1] > FLOOR_MS), reverse=True)
    slowest = max(rows, key=lambda row: row[1])
    print(f"\n{title}: {len(steep)} worse than linear; slowest {slowest[1]:.1f} ms ({slowest[2]})")
    for exponent, ms, name in steep[:20]:
        print(f"  {exponent:.2f} {ms:8.1f} ms {name}")


def libraries(sets: dict[str, list[RawPage]], settings: Settings) -> None:
    """The same articles through libraries that do a part of it, in this process."""
    pages = [page for name in ("PolNeAR", "newsroom, joined") for page in sets[name][:COMPARED]]
    words = sum(map(_words, pages))
    ours = sum(least_ms(pages, lambda page: read_all(page, settings), 3))
    print(f"\n{'in the same process':<44}{'kwords/s':>10}{'ours is faster by':>19}")
    print(f"{'tracewire, all layers':<44}{words / ours:>10.1f}")
    for name, work in _libraries():
        theirs = sum(least_ms(pages, work, 1))
        print(f"{name:<44}{words / theirs:>10.2f}{theirs / ours:>19.1f}")


def _libraries() -> Iterator[tuple[str, Callable[[RawPage], Any]]]:
    """Loaded by name: neither is a library of the project, one is only sometimes there."""
    search = importlib.import_module("dateparser.search").search_dates
    yield "dateparser.search_dates (dates alone)", lambda page: search(page.text or "", languages=["en"])
    if importlib.util.find_spec("spacy") and importlib.util.find_spec("en_core_web_sm"):
        model = importlib.import_module("en_core_web_sm").load()
        yield "spaCy small (tags, parse, entities)", lambda page: model(page.text or "")
    else:
        print("spaCy's small model is not installed here: not compared")


def empty_caches() -> None:
    """Forget everything that the program remembers of texts it has read."""
    for thing in gc.get_objects():
        if isinstance(thing, functools._lru_cache_wrapper) and thing.__module__.startswith("tasks."):
            thing.cache_clear()
    gc.collect()


def _whole(folder: Path) -> list[RawPage]:
    """Articles of the wanted length as they are; PolNeAR's test rows are never read."""
    rows = map(json.loads, (folder / "dev.jsonl").read_text("utf-8").splitlines())
    found = [
        RawPage(
            row["id"],
            text=row["text"],
            title=row["title"],
            publisher=row["publisher"],
            published_raw=row["published"],
        )
        for row in rows
        if row.get("orig_split") != "test" and WORDS[0] <= len(row["text"].split()) <= WORDS[1]
    ]
    return found[:ARTICLES]


def _incident_texts(folder: Path) -> Iterator[str]:
    for row in map(json.loads, (folder / "dev.jsonl").read_text("utf-8").splitlines()):
        yield from (article["text"] for article in row["articles"])


def _newsroom_texts(folder: Path) -> Iterator[str]:
    if (folder / "pages.jsonl").is_file():
        yield from (json.loads(line)["text"] for line in (folder / "pages.jsonl").read_text("utf-8").splitlines())


def _joined(texts: Iterable[str]) -> list[RawPage]:
    """Short texts joined until they are long enough, each in one article only."""
    pages: list[RawPage] = []
    held: list[str] = []
    for text in texts:
        held.append(text)
        if sum(len(one.split()) for one in held) >= JOINED_WORDS:
            joined = _cut("\n\n".join(held), WORDS[1])
            pages.append(RawPage(f"joined-{len(pages)}", text=joined, published_raw="2025-09-05T10:00:00Z"))
            held = []
        if len(pages) == ARTICLES:
            break
    return pages


def _cut(text: str, words: int) -> str:
    """The text up to a number of words, its lines kept."""
    count = 0
    for place, char in enumerate(text):
        count += char.isspace() and not text[place - 1].isspace()
        if count >= words:
            return text[:place]
    return text


def _words(page: RawPage) -> int:
    return len((page.text or "").split())


def _no_html(*page: object) -> Any:
    raise AssertionError(f"these pages are text, and yet HTML came: {page!r}")


if __name__ == "__main__":
    main()
