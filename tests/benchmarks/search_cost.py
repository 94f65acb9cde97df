"""What search costs a claim, by the size of the archive: 10,000, 100,000 and 1,000,000 passages.

    python -m tests.benchmarks.search_cost [--data FOLDER] [--sizes 10000,100000] [--articles 15] [--on-disk FOLDER]

Definition. The archive is made of the articles of gva_multisource and, for larger sizes, of their passages with one
word in three replaced by another of the same archive (so that lists of documents grow as they would, and copies stay
few). Queries are articles that are not in the archive as such, with up to 20 claims each (sentences with a casualty
word or a number), asked as a batch; the time is CPU time of this process over all claims, best of three rounds after
one to warm up. Judgement is not in it. Budget (DESIGN.md), search and judgement together: 4, 6 and 15 ms a claim.
"""

import argparse
import json
import os
import random
import re
import resource
import tempfile
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

from tasks.evidence.candidates import candidates_by_claim
from tasks.evidence.index import PassageIndex
from tasks.model import Claim, Document, Passage, Published
from tasks.reading.sentences import passages, sentences
from tasks.settings import Engine, Rules
from tasks.vocabulary import ClaimKind, Precision

CLAIM = re.compile(r"\d|\b(?:killed|dead|died|injured|wounded|shot)\b", re.IGNORECASE)
CLAIMS_PER_ARTICLE = 20
MIN_CLAIMS = 8
BUDGET_MS = {10_000: 4, 100_000: 6, 1_000_000: 15}
ROUNDS = 3
FIRST_DAY = datetime(2014, 1, 1, tzinfo=UTC)
DAYS = 1_000


def read_articles(path: Path) -> list[Document]:
    chance = random.Random(24)
    documents: list[Document] = []
    for line in path.open(encoding="utf-8"):
        for article in json.loads(line)["articles"]:
            day = FIRST_DAY + timedelta(days=chance.randrange(DAYS))
            published = Published(day, Precision.DAY, "archive", day.isoformat())
            name = str(article["doc_id"])
            documents.append(Document(name, name, article["text"], title=article["title"], published=published))
    return documents


def archive(documents: list[Document], size: int) -> Iterator[tuple[Document, list[Passage]]]:
    """Passages without end: the articles first, then again and again with a third of their words replaced."""
    chance = random.Random(25)
    held = [(document, passages(document, sentences(document))) for document in documents]
    words = [word for document, _ in held[:400] for word in document.text.split()]
    count, turn = 0, 0
    while True:
        for document, windows in held:
            name = f"{document.document_id}/{turn}"
            made = [
                Passage(name, window.index, window.start, window.end, _changed(window.text, words, chance, turn))
                for window in windows
            ]
            title = document.title if not turn else _changed(document.title or "", words, chance, turn)
            yield Document(name, name, "", title=title, published=document.published), made
            count += len(made)
            if count >= size:
                return
        turn += 1


def _changed(text: str, words: list[str], chance: random.Random, turn: int) -> str:
    if not turn:
        return text
    return " ".join(chance.choice(words) if chance.random() < 1 / 3 else word for word in text.split(" "))


def claims_of(document: Document) -> list[Claim]:
    claims = [
        Claim(f"{document.document_id}:{one.start}", document.document_id, ClaimKind.CASUALTY, one.start, one.end,
              one.text, one.text, one.start, one.end, one.index)
        for one in sentences(document) if CLAIM.search(one.text)
    ]  # fmt: skip
    return claims[:CLAIMS_PER_ARTICLE]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", default=os.environ.get("BENCH_DATA", "../shared/data"))
    parser.add_argument("--sizes", default="10000,100000")
    parser.add_argument("--articles", type=int, default=15)
    parser.add_argument("--on-disk", action="store_true", help="an index in a temporary folder, not in memory")
    options = parser.parse_args()
    path = Path(options.data) / "gva_multisource" / "dev.jsonl"
    if not path.is_file():
        print(f"skipped: {path} is not there; give the data folder with --data or BENCH_DATA")
        return
    documents = read_articles(path)
    random.Random(26).shuffle(documents)
    asked = [(document, found) for document in documents[:400] if len(found := claims_of(document)) >= MIN_CLAIMS]
    asked = asked[: options.articles]
    names = {document.document_id for document, _ in asked}
    others = [document for document in documents if document.document_id not in names]
    claims = sum(len(found) for _, found in asked)
    print(f"{len(asked)} articles with {claims} claims")
    for size in (int(part) for part in options.sizes.split(",")):
        with tempfile.TemporaryDirectory() as folder:
            index = PassageIndex.at(Path(folder) / "index") if options.on_disk else PassageIndex.in_memory()
            built, added = 0.0, 0
            for document, windows in archive(others, size):
                begun = time.perf_counter()
                index.add(document, windows)
                built += time.perf_counter() - begun
                added += len(windows)
            begun = time.perf_counter()
            index.commit()
            built += time.perf_counter() - begun
            best = min(_round(index, asked) for _ in range(ROUNDS + 1))
            memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1_024
            print(
                f"  {index.passages:>9,} passages: {1_000 * best / claims:.2f} CPU ms a claim "
                f"(budget with judgement {BUDGET_MS.get(size, '-')} ms); "
                f"built at {added / built:,.0f} passages a second; process {memory:,.0f} MB at most"
            )


def _round(index: PassageIndex, asked: list[tuple[Document, list[Claim]]]) -> float:
    begun = time.process_time()
    for document, found in asked:
        candidates_by_claim(found, document, index, Rules(), Engine())
    return time.process_time() - begun


if __name__ == "__main__":
    main()
