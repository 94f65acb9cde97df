"""Silent edits on the newsroom set: python -m tests.benchmarks.versions [--data FOLDER] [--misses]

Definitions. A perturbed record is an article of which one sentence was changed in one thing; the printed article is the
older print, the changed one the newer. found: a change is told whose claim, before or after, lies in that sentence.
flagged: one of them is flagged as silent (no note stands on the page). clean: nothing is told of any other sentence.
unchanged: of the same articles set anew (straight quotation marks, other spaces, the last two paragraphs in the other
order), those of which no change is told.
"""

import argparse
import json
import os
from collections import Counter, defaultdict
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from tasks.claims.extract import read_claims
from tasks.lineage.changes import Change
from tasks.lineage.versions import Held, revision
from tasks.model import RawPage
from tasks.reading.document import read
from tasks.settings import Settings, load

SEEN = datetime(2026, 1, 1, tzinfo=UTC)
Record = dict[str, Any]


def set_anew(text: str) -> str:
    """The same text as another template would print it."""
    plain = text.replace("“", '"').replace("”", '"').replace("’", "'").replace("‘", "'")
    parts = [part.strip() for part in plain.split("\n") if part.strip()]
    if len(parts) > 3:  # the first paragraphs carry dateline and headline
        parts[-2:] = parts[:-3:-1]
    return "\n\n\n".join(parts).replace(". ", ".  ")


def lies_in(change: Change, start: int, before: str, after: str) -> bool:
    """Whether a change is about the sentence that begins there in both prints."""
    old = change.before is not None and start <= change.before.start < start + len(before)
    new = change.after is not None and start <= change.after.start < start + len(after)
    return old or new


def main() -> None:
    """Read the options and run."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", default=os.environ.get("BENCH_DATA", "../shared/data"))
    parser.add_argument("--misses", action="store_true")
    options = parser.parse_args()
    folder = Path(options.data).parent / "newsroom"
    if not (folder / "gold.jsonl").is_file():
        print(f"skipped: {folder} is not there; give the data folder that it lies beside with --data or BENCH_DATA")
        return
    settings = load()
    pages = {row["id"]: row for row in map(json.loads, (folder / "pages.jsonl").read_text("utf-8").splitlines())}
    gold = [json.loads(line) for line in (folder / "gold.jsonl").read_text("utf-8").splitlines()]
    counts: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for record in (record for record in gold if record["perturbed"]):
        page = pages[record["article"]]
        text = page["text"][: record["start"]] + record["sentence"] + page["text"][record["end"] :]
        told = revision(held(page, page["text"], settings), held(page, text, settings, hours=5)).changes
        here = [one for one in told if lies_in(one, record["start"], record["original"], record["sentence"])]
        flagged = any(one.is_silent for one in here)
        clean = len(here) == len(told)
        counts[record["kind"]] += Counter(asked=1, found=bool(here), flagged=flagged, clean=clean)
        if options.misses and not (flagged and clean):
            print(f"  {record['id']} ({record['change']}): {record['original'][:140]} -> {record['sentence'][:140]}")
            for one in told:
                print(f"      {one.kind.value}: {one.detail}")
    counts["all"] = sum(counts.values(), Counter())
    for kind, count in counts.items():
        shares = ", ".join(f"{what} {count[what] / count['asked']:.3f}" for what in ("found", "flagged", "clean"))
        print(f"{kind:<9} {count['asked']:>3} edits: {shares}")
    targets = sorted({record["article"] for record in gold})
    calm = 0
    for name in targets:
        page = pages[name]
        told = revision(
            held(page, page["text"], settings), held(page, set_anew(page["text"]), settings, hours=5)
        ).changes
        calm += not told
        if options.misses and told:
            print(f"  {name}, set anew: {[(one.kind.value, one.detail) for one in told]}")
    print(f"set anew: no change told of {calm} of {len(targets)} articles")


def held(page: Record, text: str, settings: Settings, hours: int = 0) -> Held:
    """A print of a page."""
    raw = RawPage(page["id"], page["url"], page["publisher"], page["published"], title=page["title"], text=text)
    document = read(raw, None, settings.sources, now=SEEN)
    claims = read_claims(document, settings.sources, settings.rules).claims
    return Held(document, claims, SEEN + timedelta(hours=hours))


if __name__ == "__main__":
    main()
