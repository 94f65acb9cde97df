"""Chains of tellers on the newsroom set: `python -m tests.benchmarks.chains [--data DIR] [--misses N]`.

DIR is the folder of the data; the newsroom folder lies beside it. For every printed record but quotes, the place of
its number in its sentence is looked up (digits, or words up to twenty); our chain is that of the narrowest
attribution whose content holds the place, as claims get it. Records whose number cannot be found in print are left
out.

exact: both chains have the same names in the same order. innermost: the last names agree (no chain on either side
agrees too). Names are compared lower-cased, without articles, by the canonical names of config/sources.toml; near:
one innermost name holds the other ("Ishikawa Prefecture", "the prefecture").
"""

import argparse
import json
import os
import re
import sys
from functools import cache
from pathlib import Path

from tasks.claims.attribution import attributions
from tasks.model import Document
from tasks.reading.sentences import sentences
from tasks.settings import load

SOURCES = load(Path(__file__).resolve().parents[2] / "config").sources
_WORDS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen twenty"
).split()


def plain(name: str | None) -> str:
    """A name as it is compared."""
    lower = re.sub(r"^(the|a|an) ", "", (name or "").lower().replace("’", "'"))
    source = SOURCES.by_alias.get(lower)
    return source.name.lower() if source else lower


def places(sentence: str, number: float) -> list[int]:
    """Where a number is printed in a sentence."""
    forms = {f"{number:,}", f"{number:g}", str(number)}
    found = [
        hit.start() for form in sorted(forms) for hit in re.finditer(rf"(?<![\d.,]){re.escape(form)}(?!\d)", sentence)
    ]
    if float(number).is_integer() and 0 < number <= 20:
        found += [hit.start() for hit in re.finditer(rf"\b{_WORDS[int(number)]}\b", sentence, re.IGNORECASE)]
    return sorted(set(found))


def near(left: list[str], right: list[str]) -> bool:
    """Whether the innermost names agree but for what one leaves out."""
    if not left or not right:
        return not left and not right
    return left[-1] in right[-1] or right[-1] in left[-1] or left[-1].split()[-1] == right[-1].split()[-1]


def main() -> None:
    """Read the options and run."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--data", default=os.environ.get("BENCH_DATA", "../shared/data"))
    parser.add_argument("--misses", type=int, default=0)
    options = parser.parse_args()
    folder = Path(options.data).parent / "newsroom"
    if not (folder / "gold.jsonl").is_file():
        sys.exit(f"{folder} is not here; give the data folder with --data. Nothing was measured.")
    pages = {row["id"]: row for row in map(json.loads, (folder / "pages.jsonl").read_text("utf-8").splitlines())}

    @cache
    def spoken(page: str) -> list[tuple[int, int, tuple[str, ...]]]:
        row = pages[page]
        document = Document(page, page, row["text"], publisher=row["publisher"], title=row["title"])
        found = attributions(document, sentences(document), SOURCES)
        return [(start, end, a.chain) for a in found for start, end in a.content]

    counts = {"all": [0, 0, 0, 0], "with a source": [0, 0, 0, 0], "own voice": [0, 0, 0, 0]}
    shown = []
    for record in map(json.loads, (folder / "gold.jsonl").read_text("utf-8").splitlines()):
        number = record["value"].get("low") if record["kind"] != "quote" and not record["perturbed"] else None
        if not isinstance(number, int | float):
            continue
        theirs = [plain(name) for name in record["attribution_chain"]]
        ours = []
        for place in places(record["sentence"], number):
            at = place + record["start"]
            holding = [(end - start, chain) for start, end, chain in spoken(record["article"]) if start <= at < end]
            ours.append([plain(name) for name in (min(holding, key=lambda pair: pair[0])[1] if holding else ())])
        if not ours:
            continue
        best = max(ours, key=lambda chain: (chain == theirs, chain[-1:] == theirs[-1:], near(chain, theirs)))
        scores = (1, best == theirs, best[-1:] == theirs[-1:], near(best, theirs))
        for row in ("all", "with a source" if theirs else "own voice"):
            counts[row] = [a + b for a, b in zip(counts[row], scores, strict=True)]
        if best[-1:] != theirs[-1:]:
            shown.append(f"{theirs} OURS {best} | {record['sentence'][:300]} | {number}")
    print(f"{'figures':<16}{'n':>5}{'exact':>8}{'innermost':>11}{'near':>7}")
    for row, (total, exact, last, close) in counts.items():
        print(f"{row:<16}{total:>5}" + "".join(f"{100 * n / max(1, total):>9.1f}" for n in (exact, last, close)))
    for line in shown[: options.misses]:
        print(line)


if __name__ == "__main__":
    main()
