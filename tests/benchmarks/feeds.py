"""How well feeds are read: real, malformed and encoding feeds against what feedparser itself made of them.

Run as `python -m tests.benchmarks.feeds [--data FOLDER] [--limit N]`. Definitions:
- handled: parse_feed returned a feed or raised a Trouble; anything else is unhandled and printed;
- read: of the feeds with at least one entry in the reference, those that we read with the same number of entries
  (capped at the item limit);
- title: of those, the same channel title once markup and white space are evened out;
- dated: over all their entries, those with a raw date string of ours per entry dated in the reference (above 1 where
  feedparser could not read a date that is there, which for us is the next stage's business);
- refused: feeds that we do not read and the reference did, with the reasons;
- titles, links, dates: entry by entry against feedparser run here with its own defaults (sanitising, relative links
  resolved), of the feeds with equally many entries: the same title once markup and white space are evened out, the same
  link where it leads to the web (links to nowhere, to files and scripts we drop on purpose), the same raw date string.
"""

import argparse
import gzip
import io
import json
import os
import sys
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tasks.acquire.bounded import Worker
from tasks.acquire.entries import ParsedFeed, one_line
from tasks.settings import Limits
from tasks.trouble import Trouble

LIMITS = Limits(parse_s=20)
Entries = list[tuple[str | None, str | None, str | None]]


def reference_entries(body: bytes, url: str, most: int) -> Entries:
    """Title, link and raw date of each entry as feedparser itself has them; called in the parsing child."""
    import feedparser  # noqa: PLC0415 -- only the parsing child pays for it

    found = feedparser.parse(
        io.BytesIO(body), response_headers={"content-type": "application/xml", "content-location": url}
    )
    return [
        (one_line(entry.get("title")), entry.get("link"), entry.get("published") or entry.get("updated"))
        for entry in found.entries[:most]
    ]


@dataclass
class Score:
    feeds: int = 0
    handled: int = 0
    with_entries: int = 0
    same_entries: int = 0
    same_title: int = 0
    dated: int = 0
    reference_dated: int = 0
    real: int = 0
    real_same: int = 0
    entries: int = 0
    titles: int = 0
    links: int = 0
    dates: int = 0
    reasons: Counter[str] = field(default_factory=Counter)
    different: list[str] = field(default_factory=list)


def judge(score: Score, row: dict[str, Any], parsed: ParsedFeed | Trouble) -> None:
    """Add one feed to the score by the definitions above."""
    reference = row["feedparser_reference"]
    score.feeds += 1
    score.handled += 1
    entries = int(reference["entries"])
    if not entries:
        return
    score.with_entries += 1
    score.real += bool(row["real_publisher_guess"])
    if isinstance(parsed, Trouble):
        score.reasons[parsed.cause] += 1
        score.different.append(f"{row['file']}: {parsed.cause}")
        return
    score.reference_dated += int(reference["entries_with_date"])
    score.dated += sum(bool(item.published_raw or item.updated_raw) for item in parsed.items)
    if parsed.total == entries:
        score.same_entries += 1
        score.real_same += bool(row["real_publisher_guess"])
    else:
        score.different.append(f"{row['file']}: {parsed.total} entries, {entries} in the reference")
    if one_line(reference["title"]) == parsed.title:
        score.same_title += 1
    else:
        score.different.append(f"{row['file']}: title {parsed.title!r}, {reference['title']!r} in the reference")


def compare(score: Score, file: str, parsed: ParsedFeed, reference: Entries) -> None:
    """Add the entries of one feed to the score by the definitions above."""
    if len(parsed.items) != len(reference):
        return
    for number, (item, (title, link, date)) in enumerate(zip(parsed.items, reference, strict=True)):
        score.entries += 1
        ours = {
            "title": (_even(item.title), _even(title)),
            "link": (item.url, link if link and link.startswith(("http://", "https://")) else None),
            "date": (item.published_raw or item.updated_raw, (date or "").strip() or None),
        }
        for name, (mine, theirs) in ours.items():
            if mine == theirs:
                setattr(score, f"{name}s", getattr(score, f"{name}s") + 1)
            else:
                score.different.append(f"{file}, entry {number}: {name} {mine!r}, {theirs!r} in the reference")


def _even(title: str | None) -> str | None:
    return " ".join(title.split()) if title else None


def rows(folder: Path, limit: int | None) -> Iterator[dict[str, Any]]:
    with (folder / "dev.jsonl").open(encoding="utf-8") as lines:
        for number, line in enumerate(lines):
            if limit is not None and number >= limit:
                return
            yield json.loads(line)


def main() -> int:
    arguments = argparse.ArgumentParser()
    arguments.add_argument("--data", default=os.environ.get("BENCH_DATA", "../shared/data"))
    arguments.add_argument("--limit", type=int)
    arguments.add_argument("--show", type=int, default=15)
    given = arguments.parse_args()
    folder = Path(given.data) / "feeds"
    if not folder.is_dir():
        print(f"skipped: there is no folder {folder}")
        return 0
    score = Score()
    began = time.perf_counter()
    with Worker(LIMITS) as worker:
        for row in rows(folder, given.limit):
            body = gzip.decompress((folder / row["file"]).read_bytes())
            address = f"https://feeds.example/{row['id']}"
            parts = (body, "application/xml", address, LIMITS.feed_max_items)
            parsed: ParsedFeed | Trouble
            try:
                parsed = worker.call("tasks.acquire.entries:parse_feed", *parts, thing=address, into=ParsedFeed)
            except Trouble as trouble:
                parsed = trouble
                if "could not be parsed" in trouble.cause or "died" in trouble.cause:
                    print(f"UNHANDLED {row['file']}: {trouble.cause}")
                    score.feeds += 1
                    continue
            judge(score, row, parsed)
            if isinstance(parsed, ParsedFeed):
                given_to = (body, address, LIMITS.feed_max_items)
                compare(score, row["file"], parsed, worker.call("tests.benchmarks.feeds:reference_entries", *given_to))
    took = time.perf_counter() - began
    print(f"feeds              {score.feeds}, {took:.1f} s")
    print(f"handled            {_share(score.handled, score.feeds)}")
    print(f"same entries       {_share(score.same_entries, score.with_entries)}")
    print(f"  of real feeds    {_share(score.real_same, score.real)}")
    print(f"same channel title {_share(score.same_title, score.with_entries)}")
    print(f"dated entries      {score.dated} raw strings; the reference read {score.reference_dated}")
    print(f"entry titles       {_share(score.titles, score.entries)}")
    print(f"entry links        {_share(score.links, score.entries)}")
    print(f"entry raw dates    {_share(score.dates, score.entries)}")
    for reason, count in score.reasons.most_common():
        print(f"  not read: {count} x {reason}")
    for line in score.different[: given.show]:
        print("   ", line)
    return 0


def _share(part: int, whole: int) -> str:
    return f"{part}/{whole} {part / max(whole, 1):.2%}"


if __name__ == "__main__":
    sys.exit(main())
