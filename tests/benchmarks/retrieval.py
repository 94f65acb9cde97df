"""Retrieval: is what speaks to a claim among its candidates?

    python -m tests.benchmarks.retrieval [--data FOLDER] [--claims 500] [--wice 300] [--misses]

Definitions.
- GVA: the archive is every article of 300 characters and more (gva_multisource); a query is one sentence of an article
  that has a casualty word and a number (digits, "one" to "twelve", "a man", "a teen" and the like), the article itself
  left out, drawn by a fixed seed among incidents with two articles and more, at most one an article. Right incident in
  the ten best passages: one of the first ten candidates is of an article on the same incident. "All": the same for any
  sentence with a casualty word.
- WiCE: for each claim with supporting sentences, the pool is the pages of all claims, cut into windows of three given
  sentences, and the texts of the other packs. Full evidence set in the best 50 windows: the windows of the first 50
  candidates together hold every sentence of one of its supporting sets. The claim is searched alone, as `tracewire
  check` would: no headline, no date. Beside all claims each half is told: numbers in tasks/evidence/showing.py were
  chosen on the half "looked at".
- Newsroom: for each gold record with supporting or contradicting pages, the archive being all other pages: share of
  those pages among the candidates' documents, and the share of records for which all are.
"""

import argparse
import hashlib
import json
import os
import random
import re
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, NamedTuple

from tasks.evidence.candidates import candidates
from tasks.evidence.index import PassageIndex
from tasks.model import Candidate, Claim, Document, Passage, Published, RawPage
from tasks.reading.document import read
from tasks.reading.sentences import passages, sentences
from tasks.settings import Engine, Rules, Settings, load
from tasks.vocabulary import ClaimKind, Precision

CASUALTY = re.compile(r"\b(?:killed|dead|died|dies|injured|wounded|shot)\b", re.IGNORECASE)
COUNTED = re.compile(
    r"\d|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|a (?:man|woman|boy|girl|teen\w*|child))\b",
    re.IGNORECASE,
)
MIN_CHARS = 300
SHOWN = 12
HALVES = ("looked at", "held back")
ANY_DAY = Rules(window_days_before=1_000_000, window_days_after=1_000_000)  # the gold dates are detected, and err
POOL = {
    "muc34_terror": "text", "polnear": "text", "news_cluster_events": "text", "isaf_press_releases": "text",
    "msa_mass_shootings": "text", "temporal_timeml": "text", "scrapinghub_articles": "gold_text",
}  # fmt: skip


def dated(raw: str | None) -> Published | None:
    """A day of publication, where there is one."""
    try:
        return Published(
            datetime.fromisoformat((raw or "")[:10]).replace(tzinfo=UTC), Precision.DAY, "archive", raw or ""
        )
    except ValueError:
        return None


def lone_claim(document: Document, start: int, end: int) -> Claim:
    """A sentence as a claim of nothing in particular: retrieval asks for its words only."""
    text = document.text[start:end]
    name = f"{document.document_id}:{start}"
    return Claim(name, document.document_id, ClaimKind.CASUALTY, start, end, text, text, start, end, 0)


def right_within(found: tuple[Candidate, ...], limit: int, right: set[str]) -> bool:
    """Whether one of the first candidates is of a right document."""
    return any(candidate.passage.document_id in right for candidate in found[:limit])


def full_set_within(found: Sequence[Passage], page: str, sets: list[list[int]]) -> bool:
    """Whether these windows hold every sentence of one set; window n of a page holds sentences 2n to 2n + 2."""
    held = {2 * passage.index + step for passage in found if passage.document_id == page for step in range(3)}
    return any(set(wanted) <= held for wanted in sets)


class Drawn(NamedTuple):
    """The articles of GVA, the incident of each, and questions: a sentence (document offsets) of one of them."""

    documents: list[Document]
    incidents: dict[str, str]
    questions: list[tuple[Document, int, int]]


def drawn_of(path: Path, count: int, pattern: re.Pattern[str] = COUNTED) -> Drawn:
    """Questions among incidents with several articles, at most one an article, drawn by a fixed seed."""
    documents: list[Document] = []
    incidents: dict[str, str] = {}
    queries: list[tuple[str, Document, int, int]] = []
    for row in [json.loads(line) for line in path.open(encoding="utf-8")]:
        for article in row["articles"]:
            if len(article["text"]) < MIN_CHARS:
                continue
            name = str(article["doc_id"])
            document = Document(
                name, name, article["text"], article["url"], article["publisher"], title=article["title"],
                published=dated(article["published"]),
            )  # fmt: skip
            documents.append(document)
            incidents[name] = str(row["id"])
            queries += [
                (name, document, one.start, one.end) for one in sentences(document) if CASUALTY.search(one.text)
            ]
    several = {incident for incident, held in Counter(incidents.values()).items() if held > 1}
    drawn = [query for query in queries if incidents[query[0]] in several]
    drawn = [query for query in drawn if pattern.search(query[1].text[query[2] : query[3]])]
    random.Random(22).shuffle(drawn)
    drawn = list({query[0]: query for query in drawn}.values())[:count]
    return Drawn(documents, incidents, [query[1:] for query in drawn])


def gva(path: Path, count: int, *, misses: bool) -> None:
    index = PassageIndex.in_memory()
    for label, pattern in (("counted", COUNTED), ("all", CASUALTY)):
        documents, incidents, drawn = drawn_of(path, count, pattern)
        if label == "counted":
            for document in documents:
                index.add(document, passages(document, sentences(document)))
            index.commit()
            several = sum(held > 1 for held in Counter(incidents.values()).values())
            print(
                f"GVA: {len(documents)} articles, {index.passages} passages, {several} incidents with several articles"
            )
        hits, held, begun = 0, 0, time.process_time()
        for document, start, end in drawn:
            name = document.document_id
            right = {other for other, incident in incidents.items() if incident == incidents[name] and other != name}
            found = candidates(lone_claim(document, start, end), document, index, ANY_DAY, Engine())
            hits += right_within(found, 10, right)
            held += right_within(found, len(found), right)
            if misses and not right_within(found, 10, right) and label == "counted":
                print("  missed:", document.title, "|", document.text[start:end][:150].replace("\n", " "))
        took = 1_000 * (time.process_time() - begun) / max(1, len(drawn))
        print(f"  {label:8} in the ten best {hits}/{len(drawn)} = {hits / len(drawn):.3f}, among all candidates "
              f"{held / len(drawn):.3f}; {took:.1f} CPU ms a query asked alone")  # fmt: skip


class WiceSet(NamedTuple):
    """Windows of all pages, the rows of the set, those with supporting sentences in a drawn order, and a count."""

    documents: list[tuple[Document, list[Passage]]]
    rows: list[dict[str, Any]]
    asked: list[dict[str, Any]]
    sentences: int

    def is_full(self, row: dict[str, Any], found: Sequence[Passage]) -> bool:
        """Whether these windows hold every sentence of one supporting set of the row's page."""
        sets = [[int(number) for number in wanted] for wanted in row["supporting_sentences"] if wanted]
        # The page of a claim may be the page of several: any of them with the same sentences is the page.
        pages = {other["id"] for other in self.rows if other["evidence"] == row["evidence"]}
        return any(full_set_within(found, page, sets) for page in pages)


def wice_set(data: Path, count: int) -> WiceSet:
    """The same at each call: all pages with all claims, of which `count` are asked."""
    rows: list[dict[str, Any]] = []
    documents: list[tuple[Document, list[Passage]]] = []
    held_sentences = 0
    for line in (data / "wice" / "dev.jsonl").open(encoding="utf-8"):
        row = json.loads(line)
        lines = row["evidence"]
        held_sentences += len(lines)
        documents.append((Document(row["id"], row["id"], "\n".join(lines)), list(_windows(row["id"], lines))))
        rows.append(row)
    for document in pool(data):
        prose = sentences(document)
        held_sentences += len(prose)
        documents.append((document, list(passages(document, prose))))
    asked = [row for row in rows if any(row["supporting_sentences"])]
    random.Random(23).shuffle(asked)
    return WiceSet(documents, rows, asked[:count], held_sentences)


def wice_found(text: str, index: PassageIndex) -> list[Passage]:
    """What is found for a claim that is searched alone."""
    document = Document("claim", "claim", text)
    found = candidates(lone_claim(document, 0, len(text)), document, index, ANY_DAY, Engine(windows_per_claim=60))
    return [candidate.passage for candidate in found]


def wice(data: Path, count: int, *, misses: bool) -> None:
    held = wice_set(data, count)
    index = PassageIndex.in_memory()
    for document, windows in held.documents:
        index.add(document, windows)
    index.commit()
    full: Counter[tuple[str, int]] = Counter()
    for row in held.asked:
        found = wice_found(row["claim"], index)
        for limit in (10, 50):
            full[half_of(row["claim"]), limit] += held.is_full(row, found[:limit])
        if misses and not held.is_full(row, found[:50]):
            print("  missed:", len(found), [len(wanted) for wanted in row["supporting_sentences"]], row["claim"][:150])
    asked = len(held.asked)
    print(f"WiCE: {held.sentences:,} sentences in {index.passages:,} windows, {asked} claims with evidence")
    claims = Counter(half_of(row["claim"]) for row in held.asked)
    for name, halves in (("all", HALVES), *((half, (half,)) for half in HALVES)):
        of = max(1, sum(claims[half] for half in halves))
        ten, fifty = (sum(full[half, limit] for half in halves) / of for limit in (10, 50))
        print(f"  {name:9} ({of}): full evidence set in the best 10: {ten:.3f}, best 50: {fifty:.3f}")


def half_of(claim: str) -> str:
    """On which half of WiCE a claim lies: what is chosen by looking at one half is measured on the other."""
    return HALVES[hashlib.sha256(claim.encode()).digest()[-1] % 2]


def _windows(page: str, lines: list[str]) -> Iterator[Passage]:
    offsets = [0]
    for line in lines:
        offsets.append(offsets[-1] + len(line) + 1)
    for number, first in enumerate(range(0, max(1, len(lines) - 1), 2)):
        last = min(first + 3, len(lines))
        yield Passage(page, number, offsets[first], offsets[last] - 1, " ".join(lines[first:last]))


def pool(data: Path) -> Iterator[Document]:
    """The texts of all the packs that hold running text, each a document."""
    for pack, field in POOL.items():
        path = data / pack / "dev.jsonl"
        for place, line in enumerate(path.open(encoding="utf-8") if path.is_file() else ()):
            text = json.loads(line).get(field)
            if text:
                yield Document(f"{pack}/{place}", f"{pack}/{place}", text)
    path = data / "gva_multisource" / "dev.jsonl"
    for line in path.open(encoding="utf-8") if path.is_file() else ():
        for article in json.loads(line)["articles"]:
            yield Document(f"gva/{article['doc_id']}", str(article["doc_id"]), article["text"], title=article["title"])


def newsroom(folder: Path, settings: Settings, *, misses: bool) -> None:
    index, documents = PassageIndex.in_memory(), dict[str, Document]()
    for line in (folder / "pages.jsonl").open(encoding="utf-8"):
        page = json.loads(line)
        raw = RawPage(
            page["id"], page["url"], page["publisher"], page["published"], title=page["title"], text=page["text"]
        )
        documents[page["id"]] = document = read(raw, None, settings.sources)
        index.add(document, passages(document, sentences(document)))
    index.commit()
    names = {document.document_id: name for name, document in documents.items()}
    wanted = found_pages = full = asked = 0
    for line in (folder / "gold.jsonl").open(encoding="utf-8"):
        record: dict[str, Any] = json.loads(line)
        pages = set(record["supporting"]) | set(record["contradicting"])
        if not pages:
            continue
        document = documents[record["article"]]
        text = record["sentence"]
        claim = Claim(record["id"], document.document_id, ClaimKind.CASUALTY, 0, 1, text, text, 0, 1, 0)
        found = candidates(claim, document, index, settings.rules, settings.engine)
        held = pages & {names[candidate.passage.document_id] for candidate in found}
        asked, wanted, found_pages, full = (
            asked + 1,
            wanted + len(pages),
            found_pages + len(held),
            full + (held == pages),
        )
        if misses and held != pages:
            print("  missed:", record["id"], sorted(pages - held))
    print(f"newsroom: {asked} records; pages found {found_pages}/{wanted} = {found_pages / wanted:.3f}; "
          f"all of a record's pages {full / asked:.3f}")  # fmt: skip


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", default=os.environ.get("BENCH_DATA", "../shared/data"))
    parser.add_argument("--claims", type=int, default=500)
    parser.add_argument("--wice", type=int, default=300)
    parser.add_argument("--misses", action="store_true")
    options = parser.parse_args()
    data = Path(options.data)
    for name, run in (
        ("gva_multisource", lambda: gva(data / "gva_multisource" / "dev.jsonl", options.claims, misses=options.misses)),
        ("wice", lambda: wice(data, options.wice, misses=options.misses)),
    ):
        if (data / name / "dev.jsonl").is_file():
            run()
        else:
            print(f"{name}: skipped, it is not in {data}; give the data folder with --data or BENCH_DATA")
    folder = data.parent / "newsroom"
    if (folder / "gold.jsonl").is_file():
        newsroom(folder, load(), misses=options.misses)
    else:
        print(f"newsroom: skipped, {folder} is not there")


if __name__ == "__main__":
    main()
