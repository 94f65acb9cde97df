"""AVeriTeC: numerical claims judged by their gold evidence, given as undated pages.

Records typed "Numerical Claim" of the development set, the conflicting ones left out. The article is the claim as one
sentence of its speaker's day; each gold answer with its question is a page without a date. A record is refuted if any
of its claims is REFUTED or MISFRAMED (DISPUTED: the side with more families), supported if one is SUPPORTED and none
refuted, else there is not enough. Scored: macro-F1 of the three, and how many refuted records are called supported.
"""

import argparse
import json
import os
import sys
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from tasks import pipeline
from tasks.evidence.library import ArchiveShelf, Library
from tasks.model import Document, RawPage, Verdict
from tasks.settings import Settings, load
from tasks.vocabulary import Relation, VerdictLabel

NOW = datetime(2026, 1, 1, tzinfo=UTC)
CLASSES = ("supported", "refuted", "nei")


def outcome(verdicts: tuple[Verdict, ...]) -> str:
    """The class of a whole record."""
    labels = {_side(verdict) for verdict in verdicts}
    if "refuted" in labels:
        return "refuted"
    return "supported" if "supported" in labels else "nei"


def _side(verdict: Verdict) -> str:
    if verdict.label in {VerdictLabel.REFUTED, VerdictLabel.MISFRAMED}:
        return "refuted"
    if verdict.label is VerdictLabel.DISPUTED:
        relations = Counter(match.relation for match in verdict.matches)
        return "refuted" if relations[Relation.CONTRADICTS] > relations[Relation.CORROBORATES] else "supported"
    return "supported" if verdict.label is VerdictLabel.SUPPORTED else "nei"


def pages_of(record: dict[str, Any], settings: Settings) -> list[Document]:
    """One page an answer."""
    found = []
    for number, evidence in enumerate(record["evidence"]):
        for place, answer in enumerate(evidence["answers"]):
            text = f"{answer['answer']} {answer.get('boolean_explanation') or ''}".strip()
            raw = RawPage(
                source_id=f"{record['id']}-{number}-{place}",
                url=answer.get("source_url") or None,
                publisher=f"page {number}.{place}",
                title=evidence["question"],
                text=text,
            )
            found.append(pipeline.read_page(raw, _no_html, settings, NOW))
    return found


def _no_html(*_: object) -> Any:
    raise AssertionError("the set is plain text")


def said_of(record: dict[str, Any], settings: Settings) -> tuple[str, tuple[Verdict, ...], int]:
    """The class that the program gives a record."""
    day, month, year = record["claim_date"].split("-") if record["claim_date"] else ("01", "01", "2021")
    raw = RawPage(
        source_id="claim", publisher="the claim", published_raw=f"{year}-{month:0>2}-{day:0>2}", text=record["claim"]
    )
    shelf = ArchiveShelf(settings)
    shelf.add(pages_of(record, settings))
    library = Library([(shelf, shelf.index)], 0, settings)
    verification = pipeline.verify(pipeline.read_page(raw, _no_html, settings, NOW), library, settings)
    return outcome(verification.verdicts), verification.verdicts, len(verification.claims)


def macro_f1(pairs: Counter[tuple[str, str]]) -> float:
    """Mean F1 of the three classes; `pairs` counts (gold, said)."""
    total = 0.0
    for name in CLASSES:
        hit = pairs[name, name]
        said = sum(count for (_, other), count in pairs.items() if other == name)
        gold = sum(count for (other, _), count in pairs.items() if other == name)
        total += 2 * hit / (said + gold) if said + gold else 0.0
    return total / len(CLASSES)


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", default=os.environ.get("BENCH_DATA", "../shared/data"))
    parser.add_argument("--errors", type=int, default=0)
    options = parser.parse_args()
    path = Path(options.data) / "averitec_dev" / "dev.jsonl"
    if not path.exists():
        sys.exit(f"skipped: no AVeriTeC set at {path}")
    settings = load()
    pairs: Counter[tuple[str, str]] = Counter()
    unread = shown = 0
    for row in path.read_text(encoding="utf-8").splitlines():
        record = json.loads(row)
        if "Numerical Claim" not in record["claim_types"] or record["label"] not in CLASSES:
            continue
        said, verdicts, claims = said_of(record, settings)
        pairs[record["label"], said] += 1
        unread += not claims
        if said != record["label"] and shown < options.errors:
            shown += 1
            print(f"\n[{record['label']} -> {said}] {record['id']} {record['claim']}")
            for verdict in verdicts:
                print("   ", verdict.explanation[:300])
    for gold in CLASSES:
        print(gold.rjust(10), *(f"{said} {pairs[gold, said]}" for said in CLASSES))
    print(f"macro-F1 {macro_f1(pairs):.3f} of {sum(pairs.values())}; no claim read in {unread}")


if __name__ == "__main__":
    main()
