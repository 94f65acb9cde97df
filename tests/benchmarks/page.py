"""What a report page costs: bytes and milliseconds for an article of 1,500 words with 40 claims.

Run: python -m tests.benchmarks.page [--words N] [--claims N] [--runs N] [--out FILE]
Data: own words (tests/samples): the altered article with the text of archive pages behind it, held against all pages.
Score: bytes of the page; milliseconds of `report_page`, the first in its process (templates are compiled then) and the
median of N after it, CPU time beside wall time, which other work on the machine lengthens.
Of the claims those with the most evidence are kept, which is the dearest page of that size.
"""

import argparse
import statistics
import time
from dataclasses import replace
from pathlib import Path

from tasks.desk import MEMORY, Desk
from tasks.lineage.trace import Trace, trace
from tasks.model import RawPage
from tasks.settings import Settings, load
from tests.support import SAMPLES
from tests.support_report import altered_article

BUDGET_BYTES, BUDGET_MS = 400_000, 100
ARCHIVE = SAMPLES / "beijing-2025.jsonl"


def long_article(desk: Desk, words: int) -> RawPage:
    """The altered article, lengthened by the prose of archive pages to that many words."""
    page = altered_article()
    text = page.text or ""
    for document in desk.archived(lambda _: None, lambda _: None):
        if len(text.split()) >= words:
            break
        text += f"\n\n{document.text}"
    return replace(page, text=" ".join(text.replace("\n\n", " \0 ").split(" ")[: words + 60]).replace(" \0 ", "\n\n"))


def traced_article(settings: Settings, words: int, claims: int) -> Trace:
    """Verify it and keep the claims with the most evidence."""
    with Desk(settings, MEMORY, [ARCHIVE]) as desk:
        desk.open_library(lambda _: None)
        verification = desk.verify(long_article(desk, words))
    dear = sorted(verification.verdicts, key=lambda verdict: -len(verdict.matches))[:claims]
    kept = {verdict.claim_id for verdict in dear}
    return trace(
        replace(
            verification,
            claims=tuple(claim for claim in verification.claims if claim.claim_id in kept),
            verdicts=tuple(verdict for verdict in verification.verdicts if verdict.claim_id in kept),
        ),
        settings.sources,
    )


def main() -> None:
    """Print the figures beside their budgets."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--words", type=int, default=1_500)
    parser.add_argument("--claims", type=int, default=40)
    parser.add_argument("--runs", type=int, default=20)
    parser.add_argument("--out", type=Path, help="keep the page here")
    options = parser.parse_args()
    settings = load()
    traced = traced_article(settings, options.words, options.claims)
    from tasks.reports.page import report_page  # noqa: PLC0415 -- the first page pays for its templates, as in a command

    assert traced.document.published is not None
    written = traced.document.published.instant
    times, cpu, text = [], [], ""
    for _ in range(options.runs + 1):
        began, spent = time.perf_counter(), time.process_time()
        text = report_page(traced, settings.sources, settings.rules, written=written, is_kept=True)
        times.append((time.perf_counter() - began) * 1_000)
        cpu.append((time.process_time() - spent) * 1_000)
    if options.out:
        options.out.write_text(text, encoding="utf-8")
    found = traced.verification
    print(f"{len(found.document.text.split()):,} words, {len(found.verdicts)} claims, {len(found.cited)} pages cited")
    print(f"{len(text.encode()):,} bytes (budget {BUDGET_BYTES:,})")
    for name, taken in (("wall", times), ("CPU", cpu)):
        print(f"{name}: first {taken[0]:.0f} ms, then {statistics.median(taken[1:]):.0f} ms (budget {BUDGET_MS} ms)")


if __name__ == "__main__":
    main()
