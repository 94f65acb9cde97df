"""The other side of tests/benchmarks/peers.py: what each peer answers, in an environment that is thrown away.

    python peer_side.py INPUTS.json ANSWERS.json

Imports nothing of Tracewire, for it runs where only the peers are installed. Each task is a list of inputs by name; an
answer is {"answers": [...], "seconds": CPU seconds, "error": ""}. Every peer is used as its own documentation shows it,
with the pages as its evidence; nothing is fetched.
"""

import json
import sys
import time
from collections.abc import Callable
from datetime import datetime
from importlib import import_module
from pathlib import Path
from typing import Any

Task = Callable[[Any], list[Any]]
RESEMBLANCES, CONTAINMENTS = (0.1, 0.2, 0.3, 0.5), (0.3, 0.5, 0.7, 0.8)  # the caller keeps the best of each


def claimproofkit(pairs: Any) -> list[Any]:
    """The least favourable verdict over the claims that it reads in the sentence."""
    kit = import_module("claimproofkit")

    worst = ("contradicted", "unsupported", "ambiguous", "notVerifiable", "partiallySupported")
    answers = []
    for ours, pages in pairs:
        evidence = [kit.EvidencePassage(id=str(n), source=f"page {n}", text=page) for n, page in enumerate(pages)]
        said = {verdict.status.value for verdict in kit.ClaimVerifier().verify_document(ours, evidence).verdicts}
        lowest = next((one for one in worst if one in said), "directlySupported" if said else "none")
        answers.append({"contradicted": "refuted", "directlySupported": "supported"}.get(lowest, "unverified"))
    return answers


def quantguard(pairs: Any, tolerance: float = 0.05) -> list[Any]:
    """The least favourable status over the numbers that it reads in the sentence; 0.05 is its own tolerance."""
    guard = import_module("quantguard").QuantitativeGuard(tolerance=tolerance)
    answers = []
    for ours, pages in pairs:
        said = {result.status.value for result in guard.verify(ours, list(pages)).results}
        if "CONTRADICTED" in said:
            answers.append("refuted")
        else:
            answers.append("supported" if said and said <= {"VERIFIED", "APPROXIMATE"} else "unverified")
    return answers


def quantguard_exact(pairs: Any) -> list[Any]:
    """The same without any tolerance: one dead more is another figure."""
    return quantguard(pairs, 0.0)


def cross_validated(pairs: Any) -> list[Any]:
    """Pages as search results of as many sites; its two grades of support and of falsehood are taken together.

    A lone page can only count as support if its address and title look official (its weights say so): they do here.
    """
    core = import_module("cross_validated_search.core")
    searcher = core.UltimateSearcher(providers=[])
    sides = {"supported": "supported", "likely_supported": "supported", "likely_false": "refuted"}
    answers = []
    for ours, pages in pairs:
        found = [
            core.Source(
                url=f"https://official-site{n}.example/page",
                title="Official report",
                snippet=page,
                cross_validated=len(pages) > 1,
            )
            for n, page in enumerate(pages)
        ]
        given = core.Answer(ours, "text", "", "LOW", found, {}, {"providers_used": ["given"]}, 0)
        result = searcher.verify_claim(ours, answer=given)
        answers.append(
            {"side": sides.get(result.verdict, "unverified"), "origins": result.analysis["domain_diversity"]}
        )
    return answers


def datasketch_lsh(texts: Any) -> list[Any]:
    """Pairs whose sets of five words in a row are alike by so much (Jaccard), once a threshold."""
    began = time.process_time()
    hashes = {name: _min_hash(text) for name, text in texts}
    hashed = time.process_time() - began

    def pairs(threshold: float) -> Any:
        index = import_module("datasketch").MinHashLSH(threshold=threshold, num_perm=128)
        for name, value in hashes.items():
            index.insert(name, value)
        found = {tuple(sorted((a, b))) for a, value in hashes.items() for b in index.query(value) if a != b}
        return sorted(pair for pair in found if hashes[pair[0]].jaccard(hashes[pair[1]]) >= threshold)

    return [_timed(pairs, threshold, hashed) for threshold in RESEMBLANCES]


def datasketch_ensemble(texts: Any) -> list[Any]:
    """Pairs of which one holds so much of the other (containment), once a threshold.

    What its index proposes is checked with its own estimate of resemblance, turned into containment by the sizes.
    """
    began = time.process_time()
    hashes = {name: (_min_hash(text), size) for name, text in texts if (size := len(_runs(text)))}
    hashed = time.process_time() - began

    def pairs(threshold: float) -> Any:
        index = import_module("datasketch").MinHashLSHEnsemble(threshold=threshold, num_perm=128, num_part=32)
        index.index([(name, value, size) for name, (value, size) in hashes.items()])
        held = set()
        for a, (value, size) in hashes.items():
            for b in index.query(value, size):
                alike = value.jaccard(hashes[b][0])
                if a != b and alike * (size + hashes[b][1]) / (1 + alike) / size >= threshold:
                    held.add(tuple(sorted((a, b))))
        return sorted(held)

    return [_timed(pairs, threshold, hashed) for threshold in CONTAINMENTS]


def _timed(pairs: Callable[[float], Any], threshold: float, before: float) -> dict[str, Any]:
    """The pairs of one threshold with its CPU seconds, those of hashing included."""
    began = time.process_time()
    found = pairs(threshold)
    return {"pairs": found, "threshold": threshold, "seconds": before + time.process_time() - began}


def _runs(text: str) -> set[str]:
    words = text.lower().split()
    return {" ".join(words[at : at + 5]) for at in range(len(words) - 4)}


def _min_hash(text: str) -> Any:
    value = import_module("datasketch").MinHash(num_perm=128)
    value.update_batch([run.encode() for run in sorted(_runs(text))])
    return value


def bm25s_search(task: Any) -> list[Any]:
    """For each question the places of the best passages: no stop words, stems by Snowball, compiled by numba."""
    if not task["questions"]:
        return []
    bm25s = import_module("bm25s")
    chosen = {"stopwords": "en", "stemmer": import_module("Stemmer").Stemmer("english"), "show_progress": False}
    index = bm25s.BM25(backend="numba")
    index.index(bm25s.tokenize(task["passages"], **chosen), show_progress=False)
    places, _ = index.retrieve(bm25s.tokenize(task["questions"], **chosen), k=task["best"], show_progress=False)
    return [[int(place) for place in row] for row in places]


def dateparser_search(rows: Any) -> list[Any]:
    """What it finds in each sentence, counted from the day of publication: printed words and the day."""
    search_dates = import_module("dateparser.search").search_dates
    answers = []
    for sentence, day in rows:
        base = datetime.fromisoformat(day)
        chosen = {"RELATIVE_BASE": base, "PREFER_DATES_FROM": "past", "RETURN_AS_TIMEZONE_AWARE": False}
        found = search_dates(sentence, languages=["en"], settings=chosen) or []
        answers.append([[words, when.date().isoformat()] for words, when in found])
    return answers


TASKS: dict[str, tuple[str, Task]] = {
    "claimproofkit": ("pairs", claimproofkit),
    "claimproofkit, public claims": ("public", claimproofkit),
    "rag-quantguard": ("pairs", quantguard),
    "rag-quantguard, public claims": ("public", quantguard),
    "rag-quantguard exact": ("pairs", quantguard_exact),
    "rag-quantguard exact, public claims": ("public", quantguard_exact),
    "cross-validated-search": ("pairs", cross_validated),
    "cross-validated-search, public claims": ("public", cross_validated),
    "cross-validated-search, origins": ("copies of one wire", cross_validated),
    "datasketch MinHashLSH": ("texts", datasketch_lsh),
    "datasketch MinHashLSHEnsemble": ("texts", datasketch_ensemble),
    "bm25s": ("search", bm25s_search),
    "bm25s, evidence": ("evidence", bm25s_search),
    "dateparser": ("sentences", dateparser_search),
}


def main() -> None:
    """Answer every task; what a peer fails at is its answer."""
    inputs = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))
    answers = {}
    for name, (task, peer) in TASKS.items():
        began = time.process_time()
        try:
            found, error = peer(inputs[task]), ""
        except Exception as failed:  # noqa: BLE001 -- the others still answer
            found, error = [], f"{type(failed).__name__}: {failed}"
        answers[name] = {"answers": found, "seconds": time.process_time() - began, "error": error}
        sys.stderr.write(f"{name}: {answers[name]['seconds']:.1f} s {error}\n")
    Path(sys.argv[2]).write_text(json.dumps(answers), encoding="utf-8")


if __name__ == "__main__":
    main()
