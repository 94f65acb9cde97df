"""Newsroom records of figures (casualty, count, quantity as printed): recall, precision on annotated sentences, hedge.

A record is found where a figure of the same sentence has its number: `figure.value` equals the number of a record with
low = high (or its nominal or only bound), low and high equal those of a range; a quantity may be kept in another unit
(minutes of "two hours"); a time since the last one agrees with a record of "first" as newsroom_counts.py says. Recall
is over the records, precision over our figures in annotated sentences (derived sums left out): right where some record
of the sentence has the number, or names it as the base that it is a part of (its `of`). Hedge is right where ours maps
to the record's qualifier (at_most = up_to, rounded = exact), asked of found records. Kinds are one family, as the
README there says.
"""

import argparse
import json
import os
from pathlib import Path
from typing import Any

from tasks.claims.extract import read_claims
from tasks.model import Claim, RawPage
from tasks.reading.document import read
from tasks.settings import load
from tests.benchmarks.newsroom_counts import agrees
from tests.benchmarks.scoring import DEFAULT_DATA, share

KINDS = {"casualty", "count", "quantity"}
HEDGES = {"rounded": "exact", "up_to": "at_most", "nearly": "less_than"}
CLOSE = 1e-6
TIMES = (1.0, 24.0, 60.0, 7.0, 1e6, 1e9, 1e-6, 1e-9, 1 / 60, 1 / 24, 1 / 7)  # hours in days, millions of euros


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=Path(os.environ.get("BENCH_DATA", DEFAULT_DATA)))
    parser.add_argument("--misses", type=int, default=0)
    options = parser.parse_args()
    folder = options.data.parent / "newsroom"
    if not folder.is_dir():
        print(f"{folder} is not here; give the folder of the gold data with --data or BENCH_DATA")
        return
    settings = load()
    pages = {page["id"]: page for page in _records(folder / "pages.jsonl")}
    gold = [r for r in _records(folder / "gold.jsonl") if not r.get("perturbed") and r["kind"] in KINDS]
    by_article: dict[str, list[dict[str, Any]]] = {}
    for record in gold:
        by_article.setdefault(record["article"], []).append(record)
    score = {"found": 0, "asked": 0, "hedge": 0, "casualty": 0, "casualty_asked": 0, "right": 0, "ours": 0}
    for article, records in by_article.items():
        page = pages[article]
        raw = RawPage(source_id=article, url=page["url"], publisher=page["publisher"], published_raw=page["published"],
                      title=page["title"], text=page["text"])  # fmt: skip
        reading = read_claims(read(raw, None, settings.sources), settings.sources, settings.rules)
        figures = [c for c in reading.claims if c.figure and not c.figure.derived_from]
        _score(records, figures, score, options.misses)
    print("records found       ", share(score["found"], score["asked"]))
    print("  casualty records  ", share(score["casualty"], score["casualty_asked"]))
    print("figures right       ", share(score["right"], score["ours"]), " (on annotated sentences)")
    print("hedge right         ", share(score["hedge"], score["found"]))


def _score(records: list[dict[str, Any]], figures: list[Claim], score: dict[str, int], misses: int) -> None:
    for record in records:
        near = [c for c in figures if c.start < record["end"] and c.end > record["start"]]
        matches = [c for c in near if same_number(c, record["value"])]
        is_casualty = record["kind"] == "casualty"
        score["asked"] += 1
        score["casualty_asked"] += is_casualty
        score["found"] += bool(matches)
        score["casualty"] += is_casualty and bool(matches)
        right = any(hedge_of(c) == record["value"]["qualifier"] for c in matches)
        score["hedge"] += right
        if misses and not matches:
            print(
                "MISS",
                record["kind"],
                record["value"]["low"],
                record["value"].get("role"),
                "|",
                record["sentence"][:330],
            )
        if misses and matches and not right:
            print(
                "HEDGE",
                record["value"]["qualifier"],
                hedge_of(matches[0]),
                matches[0].text,
                "|",
                record["sentence"][:200],
            )
    for claim in figures:
        mine = [r for r in records if claim.start < r["end"] and claim.end > r["start"]]
        if not mine:
            continue
        good = any(same_number(claim, r["value"]) or is_base(claim, r["value"]) for r in mine)
        score["ours"] += 1
        score["right"] += good
        if misses and not good:
            print(
                "EXTRA",
                claim.kind,
                claim.figure.role,
                claim.figure.value,
                f"[{claim.text}]",
                "|",
                mine[0]["sentence"][:250],
            )


def is_base(claim: Claim, value: dict[str, Any]) -> bool:
    """Whether our figure is the whole that the record's number is a part of: "two of the 181 on board"."""
    return claim.figure is not None and value.get("of") == claim.figure.value


def same_number(claim: Claim, value: dict[str, Any]) -> bool:
    """Whether our figure has the record's number."""
    figure = claim.figure
    assert figure is not None
    if figure.role == "since_previous" and agrees(claim, value):
        return True
    low, high = value.get("low"), value.get("high")
    if low is not None and high is not None and low != high and "nominal" not in value:
        return (
            figure.low is not None
            and figure.high is not None
            and (abs(figure.low - low) < CLOSE and abs(figure.high - high) < max(CLOSE, 1.0))
        )
    number = value.get("nominal", low if low is not None else high)
    numbers = [number, *([value["span_years"]] if "span_years" in value else [])]
    return any(abs(figure.value * times - n) < CLOSE * max(1, n) for times in TIMES for n in numbers)


def hedge_of(claim: Claim) -> str:
    """Our hedge in the records' words."""
    assert claim.figure is not None
    return HEDGES.get(claim.figure.hedge.value, claim.figure.hedge.value)


def _records(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").split("\n") if line]


if __name__ == "__main__":
    main()
