"""Article text out of HTML: `python -m tests.benchmarks.article_text [--data DIR] [--pages N]`.

Data: fundus-evaluation (45 pages of 16 publishers, bodies marked by people, github.com/dobbersc/fundus-evaluation, MIT)
and article-extraction-benchmark (113 pages, github.com/scrapinghub/article-extraction-benchmark, MIT), as kept in DIR.

fundus: F1 of the longest common subsequence of words (ROUGE-L over the whole text): P = LCS / our words, R = LCS / gold
words, mean over pages. Paragraphs in brackets are optional in that set (lines about reporters, summaries): one is
counted where at least half of its words stand in the text in order, and else left out, for each column by itself.
scrapinghub: their own measure: words in shingles of four; per page the shared multiset gives true positives, P, R and
F1 are means of precision and recall over pages, F1 = 2PR / (P + R).
Four columns: trafilatura's extract() alone; our text; our sentences (furniture removed, its dateline kept); our body
(sentences without the headline, which the gold bodies of fundus do not hold either).
"""

import argparse
import gzip
import json
import os
import re
import sys
import time
from collections import Counter
from pathlib import Path
from typing import NamedTuple

import trafilatura
from rapidfuzz.distance import LCSseq

from tasks.model import RawPage
from tasks.reading.document import read
from tasks.reading.page import extract
from tasks.reading.sentences import sentences
from tasks.settings import Sources
from tasks.trouble import Unreadable

_WORD = re.compile(r"\w+")


def words(text: str) -> list[str]:
    """The words of a text, in order."""
    return _WORD.findall(text)


def common_subsequence_f1(ours: str, gold: str) -> float:
    """F1 of the longest common subsequence of words; 1 where both are empty."""
    one, two = words(ours), words(gold)
    if not one and not two:
        return 1.0
    return 2 * LCSseq.similarity(one, two) / (len(one) + len(two))


def without_unused(gold: list[str], ours: str) -> str:
    """The gold paragraphs, those in brackets only where the text has at least half of their words in order."""
    read = words(ours)
    kept: list[str] = []
    for paragraph in gold:
        optional = words(paragraph)
        is_optional = paragraph.startswith("[") and paragraph.endswith("]")
        if not is_optional or 2 * LCSseq.similarity(optional, read) >= len(optional):
            kept.append(paragraph)
    return "\n".join(kept)


def shingle_scores(ours: str, gold: str) -> tuple[float, float]:
    """Precision and recall of four-word shingles (shorter texts are one shingle), as multisets."""
    one, two = _shingles(ours), _shingles(gold)
    shared = sum((one & two).values())
    return shared / max(sum(one.values()), 1), shared / max(sum(two.values()), 1)


def _shingles(text: str) -> Counter[tuple[str, ...]]:
    found = words(text)
    return Counter(tuple(found[at : at + 4]) for at in range(max(1, len(found) - 3))) if found else Counter()


def f1(pairs: list[tuple[float, float]]) -> tuple[float, float, float]:
    """Mean precision, mean recall and their harmonic mean."""
    precision = sum(pair[0] for pair in pairs) / max(len(pairs), 1)
    recall = sum(pair[1] for pair in pairs) / max(len(pairs), 1)
    return precision, recall, 2 * precision * recall / max(precision + recall, 1e-9)


def texts(html: bytes, url: str | None) -> tuple[dict[str, str], float, float]:
    """Text by column, and the seconds that trafilatura and we took."""
    started = time.perf_counter()
    theirs = trafilatura.extract(html, include_comments=False, output_format="txt") or ""
    between = time.perf_counter()
    ours = extract(html, None, url)
    took = time.perf_counter() - between
    try:
        document = read(RawPage("page", url, html=html), ours, Sources())
        read_out = sentences(document)
    except Unreadable:
        read_out = ()
    prose = "\n".join(sentence.text for sentence in read_out)
    body = "\n".join(sentence.text for sentence in read_out if not sentence.is_headline)
    return {"trafilatura": theirs, "text": ours.text, "sentences": prose, "body": body}, between - started, took


class TextScore(NamedTuple):
    """One set: precision, recall and F1 by column, and the seconds that trafilatura and we took."""

    pages: int
    columns: dict[str, tuple[float, float, float]]
    theirs_s: float
    ours_s: float


SETS = (("fundus_evaluation", "body"), ("scrapinghub_articles", "gold_text"))


def scored(folder: Path, gold_key: str, pages: int) -> TextScore:
    """Read the pages of one set and score every column."""
    scores: dict[str, list[tuple[float, float]]] = {"trafilatura": [], "text": [], "sentences": [], "body": []}
    seconds = [0.0, 0.0]
    rows = (folder / "dev.jsonl").read_text(encoding="utf-8").splitlines()[:pages]
    for row in map(json.loads, rows):
        gold = row[gold_key]
        paragraphs = gold if isinstance(gold, list) else gold.split("\n")
        html = gzip.decompress((folder / row["html"]).read_bytes())
        found, theirs_s, ours_s = texts(html, row.get("url"))
        seconds[0] += theirs_s
        seconds[1] += ours_s
        for column, text in found.items():
            if gold_key == "body":
                score = common_subsequence_f1(text, without_unused(paragraphs, text))
                scores[column].append((score, score))
            else:
                scores[column].append(shingle_scores(text, "\n".join(paragraphs)))
    return TextScore(len(rows), {column: f1(pairs) for column, pairs in scores.items()}, seconds[0], seconds[1])


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=Path(os.environ.get("BENCH_DATA", "../shared/data")))
    parser.add_argument("--pages", type=int, default=1000)
    given = parser.parse_args()
    for name, gold_key in SETS:
        folder = given.data / name
        if not (folder / "dev.jsonl").exists():
            print(f"skipped: {folder / 'dev.jsonl'} is not there; give the folder with --data or BENCH_DATA")
            continue
        score = scored(folder, gold_key, given.pages)
        print(f"{name}: {score.pages} pages; trafilatura {score.theirs_s:.1f} s, ours with head {score.ours_s:.1f} s")
        for column, (precision, recall, value) in score.columns.items():
            print(f"  {column:12} P {precision:.3f}  R {recall:.3f}  F1 {value:.3f}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
