"""ISAF press releases (2009-2013): the day of the event, told from the day of the dateline.

Gold: start_date, given by an expert. Asked: releases whose dateline prints a day, on or before which the event lies.
Found: the day of the first dated happening of the release that is no announcement and not later than the dateline;
the dateline's own day where none is dated. Data: github.com/strickvl/isafpr_finetune.
"""

import json
import re
from collections import Counter
from datetime import UTC, datetime

from tasks import pipeline
from tasks.model import RawPage
from tasks.reading.page import PageText
from tasks.settings import Settings, load
from tasks.vocabulary import ClaimKind
from tests.benchmarks.scoring import arguments, share

HEAD_CHARS = 1_500
_DATELINE = re.compile(r"KABUL,? Afghanistan ?\([A-Z][a-z]{2,8}\.? \d{1,2}(?:, \d{4})?\)")
ANNOUNCING = frozenset({"say", "tell", "announce", "report", "confirm", "release", "publish", "state"})
NOW = datetime(2026, 1, 1, tzinfo=UTC)


def main() -> None:
    """Print the share of releases with the right day."""
    options, path = arguments(__doc__, "isaf_press_releases/dev.jsonl")
    if path is None:
        return
    settings = load()
    right = asked = shown = 0
    off: Counter[int] = Counter()
    for line in path.read_text(encoding="utf-8").split("\n")[: options.limit or None]:
        record = json.loads(line) if line else {}
        if not record.get("dateline_date") or not record["gold"]["start_date"]:
            continue
        wanted, dateline = record["gold"]["start_date"][:10], record["dateline_date"]
        if wanted > dateline:
            continue
        found = day_of_event(record["text"], dateline, settings)
        asked += 1
        right += found == wanted
        off[(datetime.fromisoformat(found) - datetime.fromisoformat(wanted)).days] += 1
        if found != wanted and shown < options.misses:
            shown += 1
            print(record["id"], "dateline", dateline, "wanted", wanted, "found", found)
            print("   ", record["text"][150:650].replace("\n", " / "))
    print("date of the event", share(right, asked))
    print("days off:", ", ".join(f"{days:+d}: {count}" for days, count in sorted(off.items()) if days))


def day_of_event(text: str, dateline: str, settings: Settings) -> str:
    """The day of the first dated happening that is no announcement, else the dateline's."""
    page = RawPage("release", published_raw=dateline, text=text.replace("\u2028", "\n"))
    reading = pipeline.extract_claims(pipeline.read_page(page, _no_html, settings, NOW), settings)
    body = max((hit.end() for hit in _DATELINE.finditer(text[:HEAD_CHARS])), default=0)
    for claim in reading.claims:
        if (
            claim.start < body
            or claim.kind is not ClaimKind.DATE
            or claim.when is None
            or claim.when.start != claim.when.end
        ):
            continue
        announced = claim.happening is not None and claim.happening.event in ANNOUNCING
        if not announced and claim.when.start.isoformat() <= dateline:
            return claim.when.start.isoformat()
    return dateline


def _no_html(*_: object) -> PageText:
    raise AssertionError("the set is plain text")


if __name__ == "__main__":
    main()
