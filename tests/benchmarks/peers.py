"""Beside the others: the same inputs to Tracewire and to what a user would pick instead, in one run.

    python -m tests.benchmarks.peers [--data FOLDER] [--write docs/peers.md] [--python PYTHON]

The peers are installed into an environment that is thrown away (`uv venv`), never into the project; --python names one
that holds them already. Each gets what its documentation asks for (tests/benchmarks/peer_side.py). What is asked:

- pairs: a claim and one page (tests/benchmarks/contrast.py, the wordings that were never looked at while rules were
  written; our own set, so it favours us). Right: a verdict that the row allows. Supported wrongly: of rows that must
  not be supported. False contradiction: refuted where the row does not allow it.
- public claims: the numerical claims of AVeriTeC's development set with their gold evidence (averitec.py), macro-F1.
- origins: one wire on three sites against three newsrooms with sources of their own; how many origins are told.
- copies: edited copies of news (copies.py), recall and precision of pairs.
- search: articles on the same shooting among the ten best passages for one sentence (retrieval.py, GVA).
- evidence: a supporting set of a claim, whole among the ten and the fifty best windows (retrieval.py, WiCE).
- days: expressions that name one calendar day (TimeBank and AQUAINT): found with the right day.
- web pages: the text of an article, beside trafilatura, on which we stand (article_text.py).

Seconds are CPU seconds of the process that answers, to read its inputs and index them included.
"""

import argparse
import itertools
import json
import os
import platform
import shutil
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from importlib.metadata import version
from pathlib import Path
from typing import Any

from tasks.claims.when import timexes
from tasks.evidence.candidates import candidates
from tasks.evidence.index import PassageIndex
from tasks.lineage.copies import copy_pairs
from tasks.reading.sentences import passages, sentences
from tasks.settings import Engine, Settings, Sources, load
from tests.benchmarks import averitec, contrast, copies, peer_origins, peer_public, retrieval, timex
from tests.benchmarks.peer_rows import OURS, Asked, Row, everybody, same

PEERS = (
    "claimproofkit==0.1.1", "rag-quantguard==0.2.4", "cross-validated-search==16.0.0", "datasketch==2.0.0",
    "bm25s==0.3.16", "dateparser==1.5.0",
)  # fmt: skip
HELPERS = ("PyStemmer==3.1.0", "numba==0.68.1")  # what bm25s is better and faster with
BEST, RIGHT_WITHIN = 60, 10
CONTRADICTED = {"refuted", "disputed", "misframed"}
PREPARING_S = 600


def main() -> None:
    """Ask everybody, print the table, write it where wanted."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, default=Path(os.environ.get("BENCH_DATA", "../shared/data")))
    parser.add_argument("--write", type=Path, help="put the table into this page, between its two marks")
    parser.add_argument("--python", type=Path, help="an environment that has the peers already")
    parser.add_argument("--every", type=int, default=4, help="take every Nth pair")
    parser.add_argument("--articles", type=int, default=120, help="whose edited copies are compared")
    parser.add_argument("--questions", type=int, default=200)
    options = parser.parse_args()
    settings = load()
    with tempfile.TemporaryDirectory(prefix="tracewire-peers-") as name:
        folder = Path(name)
        asked = _asked(options, settings)
        answers = _answers(folder, options.python, {key: one.inputs for key, one in asked.items()})
    rows = [row for key, one in asked.items() for row in one.rows(_of(key, answers))]
    rows += peer_public.web_pages(options.data)
    told = table(rows)
    print(told)
    if options.write:
        _write(options.write, told)


def _asked(options: argparse.Namespace, settings: Settings) -> dict[str, Asked]:
    gva = options.data / "gva_multisource" / "dev.jsonl"
    if not gva.exists():
        sys.exit(f"skipped: no {gva}; give the folder of gold data with --data or BENCH_DATA")
    return {
        "pairs": _pairs(options.every, settings),
        "public": _public(options.data / "averitec_dev" / "dev.jsonl", settings),
        "copies of one wire": _origins(settings),
        "texts": _copies(gva, options.articles, settings),
        "search": _search(gva, options.questions),
        "evidence": peer_public.evidence(options.data, options.questions),
        "sentences": _days(options.data / "temporal_timeml" / "dev.jsonl"),
    }


def _answers(folder: Path, python: Path | None, inputs: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """What the peers said, by task of peer_side.py; an environment is made where none is given."""
    if python is None:
        uv = shutil.which("uv") or sys.exit("uv makes the peers' environment: pip install uv, or give --python")
        python = folder / "peers" / "bin" / "python"
        _made(str(uv), "venv", "--quiet", "--python", sys.executable, str(folder / "peers"))
        for package in (*PEERS, *HELPERS):  # each by itself: one that cannot be had costs only itself
            _made(str(uv), "pip", "install", "--quiet", "--python", str(python), package)
    (folder / "inputs.json").write_text(json.dumps(inputs), encoding="utf-8")
    side = Path(__file__).with_name("peer_side.py")
    subprocess.run([str(python), str(side), str(folder / "inputs.json"), str(folder / "answers.json")], check=True)
    found: dict[str, dict[str, Any]] = json.loads((folder / "answers.json").read_text(encoding="utf-8"))
    return found


def _made(*command: str) -> None:
    """Run uv; what it could not do is told in its own words, and the peer that needs it will be told as failed."""
    ended = subprocess.run(command, check=False, timeout=PREPARING_S, capture_output=True, text=True)
    if ended.returncode:
        sys.stderr.write(f"{command[-1]} cannot be had: {' '.join(ended.stderr.split())[-300:]}\n")


def _of(task: str, answers: dict[str, dict[str, Any]]) -> dict[str, dict[str, Any]]:
    checkers = ("claimproofkit", "rag-quantguard", "rag-quantguard exact", "cross-validated-search")
    names = {
        "pairs": checkers,
        "public": tuple(f"{peer}, public claims" for peer in checkers),
        "copies of one wire": ("cross-validated-search, origins",),
        "texts": ("datasketch MinHashLSH", "datasketch MinHashLSHEnsemble"),
        "search": ("bm25s",),
        "evidence": ("bm25s, evidence",),
        "sentences": ("dateparser",),
    }[task]
    return {name.partition(",")[0]: answers[name] for name in names}


def _sides(said: Sequence[Any]) -> list[str]:
    return [str(answer["side"] if isinstance(answer, dict) else answer) for answer in said]


def _pairs(every: int, settings: Settings) -> Asked:
    rows = list(itertools.islice(contrast.contrasts(2), 0, None, every))
    began = time.process_time()
    ours = [(label.value if label else "unverified") for label in (contrast.verdict_of(one, settings) for one in rows)]
    took = time.process_time() - began

    def scored(answers: dict[str, dict[str, Any]]) -> Iterator[Row]:
        for who, said, seconds in everybody(ours, took, answers, _sides):
            right = sum(one in row.allowed for one, row in zip(said, rows, strict=True))
            mustnt = [one for one, row in zip(said, rows, strict=True) if "supported" not in row.allowed]
            false = sum(one in CONTRADICTED and one not in row.allowed for one, row in zip(said, rows, strict=True))
            yield Row(
                f"{len(rows)} pairs of our own", who,
                f"right {right / len(rows):.1%}; supported wrongly {mustnt.count('supported')} of {len(mustnt)}; "
                f"false contradictions {false}", seconds,
            )  # fmt: skip

    return Asked([[row.ours, [row.theirs]] for row in rows], scored)


def _public(path: Path, settings: Settings) -> Asked:
    records = [json.loads(row) for row in path.read_text(encoding="utf-8").splitlines()]
    records = [one for one in records if "Numerical Claim" in one["claim_types"] and one["label"] in averitec.CLASSES]
    began = time.process_time()
    ours = [averitec.said_of(record, settings)[0] for record in records]
    took = time.process_time() - began

    def scored(answers: dict[str, dict[str, Any]]) -> Iterator[Row]:
        for who, said, seconds in everybody(ours, took, answers, _sides):
            pairs = Counter(
                (record["label"], {"unverified": "nei"}.get(one, one))
                for record, one in zip(records, said, strict=True)
            )
            refuted = sum(count for (gold, _), count in pairs.items() if gold == "refuted")
            yield Row(
                f"{len(records)} public claims", who,
                f"macro-F1 {averitec.macro_f1(pairs):.3f}; refuted called supported {pairs['refuted', 'supported']} "
                f"of {refuted}; supported called refuted {pairs['supported', 'refuted']}", seconds,
            )  # fmt: skip

    inputs = [
        [record["claim"], [f"{page.title} {page.text}" for page in averitec.pages_of(record, settings)]]
        for record in records
    ]
    return Asked(inputs, scored)


def _origins(settings: Settings) -> Asked:
    stories = list(peer_origins.stories())
    began = time.process_time()
    ours = [peer_origins.told(story, settings) for story in stories]
    took = time.process_time() - began

    def scored(answers: dict[str, dict[str, Any]]) -> Iterator[Row]:
        peer = answers["cross-validated-search"]
        theirs = [(one["origins"], one["origins"]) for one in peer["answers"]]
        for who, told, seconds in ((OURS, ours, took), ("cross-validated-search", theirs, peer["seconds"])):
            held = list(zip(stories, told, strict=True))
            one = [low for story, (low, _) in held if story.origins == 1]
            several = [span for story, span in held if story.origins > 1]
            yield Row(
                f"{len(stories)} stories on three sites", who,
                f"one wire told as one origin {sum(low == 1 for low in one)} of {len(one)}; three sources told as "
                f"three {sum(low <= 3 <= high for low, high in several)} of {len(several)}", seconds,
            )  # fmt: skip

    return Asked([[story.claim, [page.text for page in story.pages]] for story in stories], scored)


def _copies(path: Path, count: int, settings: Settings) -> Asked:
    corpus = copies.edited_corpus(path, count)
    began = time.process_time()
    pairs = copy_pairs(corpus.documents, settings.rules, settings.sources)
    ours = [list(pair.ids) for pair in pairs if pair.kind != "rewrite"]
    took = time.process_time() - began

    def scored(answers: dict[str, dict[str, Any]]) -> Iterator[Row]:
        def counted(pairs: Sequence[Any]) -> tuple[int, int, int, int]:
            recall, (right, found) = copies.recall_and_precision(map(frozenset, pairs), corpus.gold, corpus.made_of)
            hit, of = (sum(part[place] for part in recall.values()) for place in (0, 1))
            return hit, of, right, found

        for who, tried, _ in everybody([{"pairs": ours, "seconds": took}], took, answers, same):
            best = max(tried, key=lambda one: f1_of(*counted(one["pairs"])))
            said, seconds = best["pairs"], best["seconds"]
            hit, of, right, found = counted(said)
            chosen = f"; threshold {best['threshold']}" if "threshold" in best else ""
            yield Row(
                f"{of} edited copies in {len(corpus.documents)} texts", who,
                f"recall {hit / max(1, of):.3f}; precision {right / max(1, found):.3f}{chosen}", seconds,
            )  # fmt: skip

    return Asked([[document.document_id, document.text] for document in corpus.documents], scored)


def f1_of(hit: int, of: int, right: int, found: int) -> float:
    """Harmonic mean of hit/of and right/found: by which the best of a peer's thresholds is chosen."""
    recall, precision = hit / max(1, of), right / max(1, found)
    return 2 * recall * precision / (recall + precision) if recall + precision else 0.0


def _search(path: Path, count: int) -> Asked:
    drawn = retrieval.drawn_of(path, count)
    windows = [window for document in drawn.documents for window in passages(document, sentences(document))]
    began = time.process_time()
    index = PassageIndex.in_memory()
    for document in drawn.documents:
        index.add(document, passages(document, sentences(document)))
    index.commit()
    ours = []
    for document, start, end in drawn.questions:
        claim = retrieval.lone_claim(document, start, end)
        found = candidates(claim, document, index, retrieval.ANY_DAY, Engine())
        ours.append([candidate.passage.document_id for candidate in found])
    took = time.process_time() - began

    def scored(answers: dict[str, dict[str, Any]]) -> Iterator[Row]:
        def named(places: Sequence[Any]) -> list[list[str]]:
            return [[windows[place].document_id for place in row] for row in places]

        for who, said, seconds in everybody(ours, took, answers, named):
            hits = 0
            for (document, _, _), ids in zip(drawn.questions, said, strict=True):
                others = [one for one in ids if one != document.document_id][:RIGHT_WITHIN]
                hits += any(drawn.incidents[one] == drawn.incidents[document.document_id] for one in others)
            yield Row(
                f"{len(drawn.questions)} questions to {len(windows):,} passages", who,
                f"right incident in the ten best {hits / len(drawn.questions):.1%}", seconds,
            )  # fmt: skip

    questions = [f"{document.title or ''} {document.text[start:end]}" for document, start, end in drawn.questions]
    return Asked({"passages": [window.text for window in windows], "questions": questions, "best": BEST}, scored)


def _days(path: Path) -> Asked:
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    asked: list[tuple[str, str, list[tuple[str, str]]]] = []  # sentence, day of publication, gold words and days
    ours: list[list[list[str]]] = []
    took = 0.0
    for row in rows:
        if row["corpus"] == "wikiwars":
            continue
        prose = timex.cut(row["text"])
        began = time.process_time()
        found = timexes(prose, timex.published(row["dct"]), None, Sources())
        took += time.process_time() - began
        for sentence in prose:
            gold = [
                (one["text"], one["value"]) for one in row["timexes"]
                if sentence.start <= one["start"] < sentence.end and one["type"] == "DATE"
                and timex.DAY.fullmatch(one["value"])
            ]  # fmt: skip
            if gold:
                asked.append((sentence.text, row["dct"][:10], gold))
                ours.append([
                    [one.text, one.value[:10]] for one in found if sentence.start <= one.start < sentence.end
                ])  # fmt: skip

    def scored(answers: dict[str, dict[str, Any]]) -> Iterator[Row]:
        count = sum(len(gold) for _, _, gold in asked)
        for who, said, seconds in everybody(ours, took, answers, same):
            right = sum(
                any(day == value and (words in printed or printed in words) for words, day in found)
                for (_, _, gold), found in zip(asked, said, strict=True)
                for printed, value in gold
            )
            yield Row(f"{count} days in news", who, f"found with the right day {right / count:.1%}", seconds)

    return Asked([[sentence, day] for sentence, day, _ in asked], scored)


def table(rows: Sequence[Row]) -> str:
    """The rows as a table in Markdown, each peer's time as a multiple of ours."""
    versions = {**dict(one.split("==") for one in PEERS), "trafilatura": version("trafilatura")}
    ours = {row.asked: row.seconds for row in rows if row.who == OURS}
    lines = ["| asked | who | result | CPU s | times ours |", "| --- | --- | --- | ---: | ---: |"]
    for row in rows:
        held = versions.get(row.who.partition(" ")[0], "")
        ratio = row.seconds / max(ours[row.asked], 1e-9)
        who = f"{row.who} {held}".strip()
        lines.append(f"| {row.asked} | {who} | {row.result} | {row.seconds:.2f} | {ratio:.2f} |")
    lines.append(f"\nPython {platform.python_version()}, {os.cpu_count()} cores, one run of everybody after the other.")
    return "\n".join(lines)


BEGIN, END = "<!-- printed by tests.benchmarks.peers -->", "<!-- end of what was printed -->"


def _write(page: Path, told: str) -> None:
    before, _, rest = page.read_text(encoding="utf-8").partition(BEGIN)
    page.write_text(f"{before}{BEGIN}\n\n{told}\n\n{END}{rest.partition(END)[2]}", encoding="utf-8")


if __name__ == "__main__":
    main()
