"""What one claim costs, searched and judged, in archives of 10,000, 100,000 and 1,000,000 passages.

    python -m tests.benchmarks.claim_cost [--data FOLDER] [--sizes 10000,100000] [--folder FOLDER] [--rounds 2]

Definition. The archive of a size is that of tests/benchmarks/growth.py (real documents, then synthetic ones), read, put
into a store and indexed as `tracewire refresh` does it; `--folder` keeps one for each size and uses it again (a million
takes some twenty minutes to make). Asked are articles that are not in it as such and have three claims or more. Each is
taken once along the road of tasks/pipeline.py, as `tracewire verify` takes it, in a process that has checked five
others before; recording is left out, for it would change the archive (growth has it). All figures are CPU time of the
process, threads of the store and of the index included:
- bare: tantivy alone, the words of the claim's sentence asked as one query for the ten best passages, none looked at;
  right after the article, so that nothing is cold.
- search: from the claims to their candidates. Judge: verdicts of all claims, with what is read of the pages for them.
- ratio: search and judge by bare. Whole: reading the article, search, the documents and claims from the store, lineage,
  judgement.
An article's figure is the least of the rounds, each in a process of its own, stage by stage; a claim's is the sum over
the articles by the number of claims. Before the clock runs, pages that were read by another version of the reader are
read anew and stored. Budget (DESIGN.md): 4, 6 and 15 ms a claim, searched and judged.
"""

import argparse
import itertools
import os
import shutil
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any
from unittest.mock import patch

import tantivy
from tantivy import Query

from tasks import pipeline
from tasks.claims.extract import read_claims, reader_of
from tasks.desk import Desk
from tasks.evidence.candidates import candidates_by_claim
from tasks.evidence.schema import SCHEMA, about
from tasks.evidence.stems import stems
from tasks.evidence.store_shelf import index_of
from tasks.model import Candidate, Claim, Document
from tasks.settings import Settings, load
from tasks.store.store import Store
from tests.benchmarks.growth import ASKED, MIN_CLAIMS, NOW, WARM_UP, fill, in_child, say
from tests.benchmarks.growth_text import texts
from tests.benchmarks.search_cost import BUDGET_MS

BARE_HITS = 10
STAGES = ("read", "search", "shelves", "trace", "judge", "bare")  # CPU ms of one article
Costs = dict[str, dict[str, float]]  # by article: claims, and each stage


def main() -> None:
    """Make what is missing, measure each size, print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, default=Path(os.environ.get("BENCH_DATA", "../shared/data")))
    parser.add_argument("--sizes", default="10000,100000,1000000")
    parser.add_argument("--folder", type=Path, help="where an archive a size is kept; a temporary one by default")
    parser.add_argument("--articles", type=int, default=ASKED)
    parser.add_argument("--rounds", type=int, default=2)
    parser.add_argument("--workers", type=int, default=2, help="processes that read claims while an archive is made")
    options = parser.parse_args()
    if not (options.data / "gva_multisource" / "dev.jsonl").is_file():
        print(f"skipped: no gold data in {options.data}; give its folder with --data or BENCH_DATA")
        return
    sizes = sorted(int(part) for part in options.sizes.split(","))
    with tempfile.TemporaryDirectory(prefix="tracewire-claims-") as temporary:
        folder = options.folder or Path(temporary)
        for at, size in enumerate(sizes):
            path = _made(folder, size, sizes[:at], options)
            rounds = [in_child(measure, path, options.data, options.articles)[0] for _ in range(options.rounds)]
            if not at:
                print(HEAD)
            print(told(size, list(least(rounds).values())), flush=True)


def _made(folder: Path, size: int, smaller: Sequence[int], options: argparse.Namespace) -> Path:
    """The archive of this size, made out of the next smaller one where it is not there yet."""
    path = folder / str(size) / "tracewire.duckdb"
    if not path.exists():
        draft = folder / f"{size}.draft"
        if draft.exists():
            shutil.rmtree(draft)
        if smaller:
            shutil.copytree(folder / str(smaller[-1]), draft)
        else:
            draft.mkdir(parents=True)
        in_child(fill, draft / path.name, options.data, options.articles, size, options.workers)
        draft.rename(path.parent)
    in_child(read_anew, path, options.data, options.articles)
    return path


def read_anew(path: Path, data: Path, asked: int) -> None:
    """Let today's reader read what these articles find, so that no page is read while the clock runs."""
    settings = load()
    reader, found = reader_of(settings), dict[str, Document]()
    with Desk(settings, str(path), now=NOW) as desk:
        library = desk.open_library(lambda trouble: say(str(trouble)))
        for document in texts(data, asked).asked:
            reading = pipeline.extract_claims(document, settings)
            found |= library.gather(document, reading.claims).documents
    with Store.open(path) as store:
        held = store.claims_of(sorted(found), reader)
        missing = [found[key] for key in sorted(found) if key not in held]
        if missing:
            say(f"  {len(missing):,} of {len(found):,} pages are read anew")
            with store.unit("claim_cost", now=NOW) as unit:
                for document in missing:
                    unit.put_reference(document, read_claims(document, settings.sources, settings.rules).claims, reader)
            index_of(store, path.with_name(f"{path.stem}-index"))


def measure(path: Path, data: Path, asked: int) -> Costs:
    """CPU milliseconds of each article by stage, and how many claims it has."""
    settings = load()
    costs: Costs = {}
    searching = _Searching()
    timed = patch("tasks.evidence.library.candidates_by_claim", searching)  # the same call, and how long it took
    with timed, Desk(settings, str(path), now=NOW) as desk:
        desk.open_library(lambda trouble: say(str(trouble)))
        for document in texts(data, asked).asked:
            taken = _taken(document, desk, settings, searching)
            if taken["claims"] >= MIN_CLAIMS:
                costs[document.document_id] = taken
    return dict(list(costs.items())[WARM_UP:]) or costs


class _Searching:
    """The search for the claims of an article, with the CPU seconds that its last call took."""

    took = 0.0

    def __call__(self, *arguments: Any) -> dict[str, tuple[Candidate, ...]]:
        """Search as asked."""
        began = time.process_time()
        found = candidates_by_claim(*arguments)
        self.took = time.process_time() - began
        return found


def _taken(document: Document, desk: Desk, settings: Settings, searching: _Searching) -> dict[str, float]:
    marks = [time.process_time()]
    reading = pipeline.extract_claims(document, settings)
    marks.append(time.process_time())
    evidence = pipeline.gather_evidence(reading, desk.library)
    marks.append(time.process_time())
    lineage = pipeline.trace_sources(document, evidence, settings)
    marks.append(time.process_time())
    pipeline.judge(reading, evidence, lineage, settings)
    marks.append(time.process_time())
    wanted = [claim for claim in reading.claims if claim.not_checkable is None]
    read, gathered, traced, judged = (after - before for before, after in itertools.pairwise(marks))
    seconds = (read, searching.took, gathered - searching.took, traced, judged, _bare(desk.index_folder, wanted))
    return {"claims": len(wanted), **{name: 1_000 * one for name, one in zip(STAGES, seconds, strict=True)}}


def _bare(folder: Path, wanted: Sequence[Claim]) -> float:
    """CPU seconds of tantivy alone for these claims."""
    searcher = tantivy.Index(SCHEMA, path=str(folder)).searcher()
    queries = [Query.boolean_query(about(dict.fromkeys(stems(claim.sentence), 1.0), 0.0)) for claim in wanted]
    began = time.process_time()
    for query in queries:
        searcher.search(query, BARE_HITS, count=False)
    return time.process_time() - began


def least(rounds: Sequence[Costs]) -> Costs:
    """Of each article and stage the least of the rounds."""
    first = rounds[0]
    return {key: {name: min(costs[key][name] for costs in rounds) for name in first[key]} for key in first}


_ROAD = STAGES[:-1]
_A_CLAIM = ("bare", "search", "judge", "both", "budget", "ratio", "whole")
_AN_ARTICLE = (*_ROAD, "whole")
HEAD = (
    f"{'':19} | {'CPU ms a claim':56} | CPU ms an article\n"
    f"{'passages':>11}{'claims':>8} | {''.join(map('{:>8}'.format, _A_CLAIM))} | "
    f"{''.join(map('{:>8}'.format, _AN_ARTICLE))}"
)


def told(size: int, costs: Sequence[dict[str, float]]) -> str:
    """One line of the table."""
    claims = sum(one["claims"] for one in costs)
    total = {name: sum(one[name] for one in costs) for name in STAGES}
    bare, search, judge = (total[name] / claims for name in ("bare", "search", "judge"))
    whole = sum(total[name] for name in _ROAD)
    each = "".join(f"{one / len(costs):8.1f}" for one in (*(total[name] for name in _ROAD), whole))
    return (
        f"{size:>11,}{claims:>8,.0f} | {bare:8.2f}{search:8.2f}{judge:8.2f}{search + judge:8.2f}"
        f"{BUDGET_MS.get(size, '-'):>8}{(search + judge) / bare:8.0f}{whole / claims:8.2f} | {each}"
    )


if __name__ == "__main__":
    main()
