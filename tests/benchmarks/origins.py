"""Origins and the earliest print on the newsroom set, given the pages that support a claim.

    python -m tests.benchmarks.origins [--data FOLDER] [--misses]

Definition. For every printed record (not perturbed) with supporting pages, the matches are those pages, each with the
claim read from it that has the record's number within 12 %, its day or its words (its role first; none: no claim, as
if the page spoke for itself); lineage is ours, over all pages. Exact: as many origins as the record says. In range: the
record's number lies from `low` to `high`. Earliest: the earliest supporting page is the record's. What retrieval and
comparison miss is measured elsewhere; this tells how well support is counted.
"""

import argparse
import json
import os
from pathlib import Path
from typing import Any

from tasks.claims.extract import read_claims
from tasks.lineage.copies import copy_edges
from tasks.lineage.origins import families, independence
from tasks.model import Claim, Document, Finding, Lineage, Match, RawPage
from tasks.reading.document import read
from tasks.settings import load
from tasks.vocabulary import Relation

NEAR = 0.12  # a lower bound supports a figure up to so much above it


def spoken(claims: tuple[Claim, ...], value: dict[str, Any]) -> Claim | None:
    """The claim of a page that says what a record says, or None where none does."""
    number = value["low"] if value.get("low") is not None else value.get("high")
    found: list[tuple[bool, float, int, Claim]] = []
    for claim in claims:
        if number is not None and "start" not in value:
            if claim.figure and abs(claim.figure.value - number) <= NEAR * max(1, abs(number)):
                found.append(
                    (claim.figure.role != value.get("role"), abs(claim.figure.value - number), claim.start, claim)
                )
            continue
        same_day = claim.when is not None and str(claim.when.start) == str(value.get("start"))[:10]
        words = str(value.get("quote") or value.get("text"))
        if same_day or (claim.quote is not None and claim.quote.text[:20] in words):
            found.append((False, 0, claim.start, claim))
    return min(found, key=lambda entry: entry[:3])[3] if found else None


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", default=os.environ.get("BENCH_DATA", "../shared/data"))
    parser.add_argument("--misses", action="store_true")
    options = parser.parse_args()
    folder = Path(options.data).parent / "newsroom"
    if not (folder / "gold.jsonl").is_file():
        print(f"skipped: {folder} is not there; give the data folder that it lies beside with --data or BENCH_DATA")
        return
    settings = load()
    pages: dict[str, Document] = {}
    for line in (folder / "pages.jsonl").open(encoding="utf-8"):
        page = json.loads(line)
        raw = RawPage(
            page["id"], page["url"], page["publisher"], page["published"], title=page["title"], text=page["text"]
        )
        pages[page["id"]] = read(raw, None, settings.sources)
    documents = {document.document_id: document for document in pages.values()}
    edges = copy_edges(tuple(documents.values()), settings.rules, settings.sources)
    lineage = Lineage(edges=edges, families=families(sorted(documents), edges))
    claims = {name: read_claims(document, settings.sources, settings.rules).claims for name, document in pages.items()}
    finding = Finding(Relation.CORROBORATES, "", "")
    asked = exact = within = first = 0
    for line in (folder / "gold.jsonl").open(encoding="utf-8"):
        record = json.loads(line)
        if record["perturbed"] or not record["supporting"]:
            continue
        matches = [
            Match(record["id"], pages[name].document_id, Relation.CORROBORATES, finding, 0, 1, "", 1.0,
                  spoken(claims[name], record["value"]))
            for name in record["supporting"]
        ]  # fmt: skip
        own = lineage.family_of(pages[record["article"]].document_id)
        found = independence(matches, lineage, documents, settings.sources, own)
        asked, right = asked + 1, record["origins"]
        exact += len(found.origins) == right
        within += found.low <= right <= found.high
        earliest = found.earliest.source_id if found.earliest else None
        first += earliest == record["earliest_supporting"]
        if options.misses and (len(found.origins) != right or earliest != record["earliest_supporting"]):
            names = [origin.name for origin in found.origins]
            print(f"  {record['id']}: {right}, ours {found.low}-{found.high} {names}, earliest {earliest}")
    print(
        f"newsroom, {asked} records: origins exact {exact / asked:.3f}, within the range {within / asked:.3f}; "
        f"earliest exact {first / asked:.3f}"
    )


if __name__ == "__main__":
    main()
