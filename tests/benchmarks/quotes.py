"""Quotations with their speaker: `python -m tests.benchmarks.quotes [--data DIR] [--misses N]`.

newsroom: a printed quote record is found if one of our quote claims on its sentence holds its words or stands in
them (letters and digits only); its speaker is right if one name holds the other, or both are one source in
sources.toml.
PolNeAR (split train or dev, never test): direct attributions with a source and at least MIN_WORDS words are found
if one of our attributions covers half of the shorter of both contents; right if the sources share their head, by
the definition of attribution.py beside this file, whatever the cue.
"""

import argparse
import json
import os
import re
import sys
from functools import cache
from pathlib import Path

from tasks.claims.attribution import attributions
from tasks.claims.context import Reading, SentenceContext
from tasks.claims.quote import quote_claims
from tasks.model import Anchors, Document
from tasks.reading.sentences import sentences
from tasks.settings import Rules
from tests.benchmarks.attribution import SOURCES, Said, _length, articles, overlap, read, source_right
from tests.benchmarks.chains import plain

MIN_WORDS = 4


def letters(text: str) -> str:
    """A text reduced to what two prints of one quotation share."""
    return re.sub(r"\W+", " ", text.lower()).strip()


def same_words(ours: str, theirs: str) -> bool:
    """Whether two prints are of one quotation."""
    left, right = letters(ours), letters(theirs)
    return left in right or right in left


def same_speaker(ours: str | None, theirs: str | None) -> bool:
    """Whether two names are of one speaker as far as their words tell."""
    left, right = plain(ours), plain(theirs)
    return bool(left and right) and (left in right or right in left or left.split()[-1] == right.split()[-1])


def newsroom(folder: Path, misses: int) -> None:
    """Score the quote records."""
    pages = {row["id"]: row for row in map(json.loads, (folder / "pages.jsonl").read_text("utf-8").splitlines())}

    @cache
    def reading(page: str) -> Reading:
        row = pages[page]
        document = Document(page, page, row["text"], publisher=row["publisher"], title=row["title"])
        prose = sentences(document)
        return Reading(document, prose, (), (), attributions(document, prose, SOURCES))

    total = found = right = 0
    shown = []
    for record in map(json.loads, (folder / "gold.jsonl").read_text("utf-8").splitlines()):
        if record["kind"] != "quote" or record["perturbed"]:
            continue
        layers = reading(record["article"])
        claims = [
            claim
            for sentence in layers.sentences
            if sentence.start < record["end"] and record["start"] < sentence.end
            for claim in quote_claims(
                SentenceContext(
                    layers,
                    sentence,
                    (),
                    (),
                    tuple(
                        a
                        for a in layers.attributions
                        if any(s < sentence.end and sentence.start < e for s, e in a.content)
                    ),
                    Anchors(),
                    None,
                    Rules(),
                    SOURCES,
                )
            )
        ]
        words = record["value"].get("quote") or record["value"]["text"]
        hits = [claim.quote for claim in claims if claim.quote and same_words(claim.quote.text, words)]
        good = any(same_speaker(quote.speaker, record["value"]["speaker"]) for quote in hits)
        total, found, right = total + 1, found + bool(hits), right + good
        if not good:
            shown.append(f"{record['value']} OURS {[(q.text, q.speaker) for q in hits]} | {record['sentence'][:200]}")
    print(f"{'newsroom':<14}{total:>6}{100 * found / max(1, total):>8.1f}{100 * right / max(1, total):>15.1f}")
    for line in shown[:misses]:
        print(line)


def polnear(data: Path, split: str, misses: int) -> None:
    """Score the direct attributions."""
    total = found = right = 0
    shown = []
    for article_id, _, text, gold, kinds in articles(data, split):
        ours = read(article_id, text)
        for theirs, kind in zip(gold, kinds, strict=True):
            words = " ".join(text[start:end] for start, end in theirs.content).split()
            if kind != "direct" or not theirs.source or len(words) < MIN_WORDS:
                continue
            hits = [one for one in ours if _covers(one, theirs)]
            good = any(source_right(text, one, theirs) for one in hits)
            total, found, right = total + 1, found + bool(hits), right + good
            if not good:
                source = " ".join(text[start:end] for start, end in theirs.source)
                named = [text[one.source[0][0] : one.source[0][1]] for one in hits if one.source]
                shown.append(f"{source!r}: {' '.join(words)[:200]!r} OURS {named}")
    print(f"{'PolNeAR ' + split:<14}{total:>6}{100 * found / max(1, total):>8.1f}{100 * right / max(1, total):>15.1f}")
    for line in shown[:misses]:
        print(line)


def _covers(ours: Said, theirs: Said) -> bool:
    shorter = min(_length(ours.content), _length(theirs.content))
    return overlap(ours.content, theirs.content) * 2 >= shorter > 0


def main() -> None:
    """Read the options and run."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--data", default=os.environ.get("BENCH_DATA", "../shared/data"))
    parser.add_argument("--split", default="dev", choices=("train", "dev"))
    parser.add_argument("--misses", type=int, default=0)
    options = parser.parse_args()
    data = Path(options.data)
    if not (data / "polnear" / "dev.jsonl").is_file():
        sys.exit(f"{data}/polnear is not here; give the data folder with --data. Nothing was measured.")
    print(f"{'quotations':<14}{'n':>6}{'found':>8}{'speaker right':>15}   percent")
    newsroom(data.parent / "newsroom", options.misses)
    polnear(data, options.split, options.misses)


if __name__ == "__main__":
    main()
