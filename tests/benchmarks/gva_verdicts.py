"""Gun Violence Archive: tolls of one article judged by all other articles, as printed and changed by machine.

A sample of incidents told by two or more articles of 300 characters or more; the archive holds every article of all of
them. Of each incident's first article, the claims that count killed or injured victims. Changed by one, doubled, or
with the role swapped (killed for injured), a claim must never be SUPPORTED, and is caught where it is REFUTED, DISPUTED
or MISFRAMED; asked for catching are claims whose printed number another article of the incident states too; left out
are changes that give another true number of the incident. Unchanged and equal to gold, it must not be REFUTED. The
change is made in the claim's record and in its words ("two dead" becomes "three dead", "two injured"), so that reading
is not measured and no word tells what stood there; a claim whose words print no number or no role to exchange ("a woman
and her son", "all three are in fair condition") is left out, for its words would go on saying what is true.
Data: texts of SemEval-2018 Task 5, gold by GVA (README of the data folder).
"""

import argparse
import json
import os
import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from tasks import pipeline
from tasks.claims.context import Reading
from tasks.claims.numbers import numbers
from tasks.evidence.library import ArchiveShelf, Library
from tasks.model import Claim, Document, RawPage, Verdict, content_id
from tasks.settings import Rules, Settings, load
from tasks.vocabulary import Hedge, Party, VerdictLabel
from tests.benchmarks.gva import SHORTEST, WORDS, accepted_numbers

NOW = datetime(2026, 1, 1, tzinfo=UTC)
ROLES = {"killed": "injured", "injured": "killed"}
CAUGHT = {VerdictLabel.REFUTED, VerdictLabel.DISPUTED, VerdictLabel.MISFRAMED}
# What is exchanged when the role is swapped: words of the old role.
ROLE_WORDS = {
    "injured": re.compile(r"\b(?:killed|dead|died|slain|murdered)\b", re.IGNORECASE),
    "killed": re.compile(r"\b(?:injured|wounded|hurt|shot)\b", re.IGNORECASE),
}
NEAR = 80  # characters behind a number in which its role is looked for first
CHANGES = ("one more", "one less", "doubled", "role swapped")


def document_of(article: dict[str, Any], incident: str, settings: Settings) -> Document:
    """An article as a reference page; the incident's id stands in its source id."""
    raw = RawPage(
        source_id=f"{incident}/{article['doc_id']}",
        url=article["url"],
        publisher=article["publisher"],
        published_raw=article["published"],
        title=article["title"],
        text=article["text"],
    )
    return pipeline.read_page(raw, _no_html, settings, NOW)


def _no_html(*_: object) -> Any:
    raise AssertionError("the set is plain text")


def tolls(reading: Reading) -> list[Claim]:
    """Whole numbers of victims killed or injured."""
    return [
        claim
        for claim in reading.claims
        if claim.figure
        and claim.figure.role in ROLES
        and claim.figure.party is not Party.PERPETRATOR
        and claim.figure.hedge is Hedge.EXACT
        and not claim.is_negated
        and claim.not_checkable is None
    ]


def changed(claim: Claim, change: str) -> Claim | None:
    """The same claim with one thing changed; None where the change makes no sense."""
    figure = claim.figure
    if figure is None:
        return None
    if change == "role swapped":
        new = replace(figure, role=ROLES[figure.role])
        before, own, after = _with_other_role(claim, new.role)
    else:
        value = {"one more": figure.value + 1, "one less": figure.value - 1, "doubled": figure.value * 2}[change]
        if value < 1 or figure.value < 2:
            return None
        new = replace(figure, value=value, low=value, high=value)
        before, own, after = _with_other_number(claim, value)
    if before + own + after == claim.sentence:
        return None
    start = claim.sentence_start + len(before)
    return replace(
        claim,
        claim_id=content_id(claim.claim_id, change),
        figure=new,
        start=start,
        end=start + len(own),
        text=own,
        sentence=before + own + after,
        sentence_end=start + len(own) + len(after),
    )


def _parts(claim: Claim) -> tuple[str, str, str]:
    """The sentence before the claim, its own words, and what follows."""
    start, end = claim.start - claim.sentence_start, claim.end - claim.sentence_start
    return claim.sentence[:start], claim.sentence[start:end], claim.sentence[end:]


def _with_other_number(claim: Claim, value: float) -> tuple[str, str, str]:
    """The claim with its number printed anew, so that no word of it tells what stood there."""
    before, own, after = _parts(claim)
    printed = [n for n in numbers(own, 0, Rules()) if claim.figure and n.value == claim.figure.value]
    if printed:
        word = WORDS[int(value) - 1] if value <= len(WORDS) else f"{value:.0f}"
        own = own[: printed[0].start] + word + own[printed[0].end :]
    return before, own, after


def _with_other_role(claim: Claim, role: str) -> tuple[str, str, str]:
    """The word of the old role that stands nearest to the claim exchanged: behind it, else before it."""
    before, own, after = _parts(claim)
    cue = ROLE_WORDS[role]
    if cue.search(after[:NEAR]):
        return before, own, cue.sub(role, after, count=1)
    if found := list(cue.finditer(before)):
        before = before[: found[-1].start()] + role + before[found[-1].end() :]
    return before, own, after


def judged(reading: Reading, claims: Iterable[Claim], library: Library, settings: Settings) -> Iterator[Verdict]:
    """The verdicts of one claim and its changes, each for itself: their sentence, and so their search, is one."""
    evidence = lineage = None
    for claim in claims:
        alone = replace(reading, claims=(claim,))
        if evidence is None or lineage is None:
            evidence = pipeline.gather_evidence(alone, library)
            lineage = pipeline.trace_sources(reading.document, evidence, settings)
            found = evidence.candidates[claim.claim_id]
        held = replace(evidence, candidates={claim.claim_id: found})
        yield pipeline.judge(alone, held, lineage, settings).verdicts[0]


def sample(path: Path, limit: int) -> Iterator[dict[str, Any]]:
    """Incidents with two or more articles that were crawled whole, every one in the file's order."""
    found = 0
    for line in path.read_text(encoding="utf-8").split("\n"):
        if not line:
            continue
        record = json.loads(line)
        record["articles"] = [a for a in record["articles"] if len(a["text"]) >= SHORTEST]
        if len({a["publisher"] for a in record["articles"]}) > 1:
            yield record
            found += 1
            if found >= limit:
                return


def library_of(incidents: Iterable[dict[str, Any]], settings: Settings) -> Library:
    """Every article of the incidents as archive."""
    shelf = ArchiveShelf(settings)
    for record in incidents:
        shelf.add(document_of(article, record["id"], settings) for article in record["articles"])
    return Library([(shelf, shelf.index)], 0, settings)


def main() -> None:
    """Judge and print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", default=os.environ.get("BENCH_DATA", "../shared/data"))
    parser.add_argument("--limit", type=int, default=300, help="incidents")
    parser.add_argument("--skip", type=int, default=0, help="incidents of the file's beginning that are left out")
    parser.add_argument("--unchanged", action="store_true", help="only claims as printed: a larger sample of them")
    parser.add_argument("--errors", type=int, default=0, help="how many wrong verdicts to show")
    options = parser.parse_args()
    path = Path(options.data) / "gva_multisource" / "dev.jsonl"
    if not path.exists():
        sys.exit(f"skipped: no GVA set at {path}")
    settings = load()
    incidents = list(sample(path, options.skip + options.limit))[options.skip :]
    library = library_of(incidents, settings)
    counts: Counter[tuple[str, str]] = Counter()
    shown = 0
    for record in incidents:
        for change, claim, verdict, stated in of_incident(
            record, library, settings, () if options.unchanged else CHANGES
        ):
            counts[change, "asked"] += 1
            counts[change, verdict.label.value] += 1
            if stated:
                counts[change, "stated elsewhere"] += 1
                counts[change, "caught"] += verdict.label in CAUGHT
            wrong = verdict.label in CAUGHT if change == "none" else verdict.label is VerdictLabel.SUPPORTED
            if wrong and shown < options.errors:
                shown += 1
                print(f"\n[{change}] {record['id']} {claim.sentence}\n   {verdict.explanation[:500]}")
    report(counts)


def of_incident(
    record: dict[str, Any], library: Library, settings: Settings, changes: Iterable[str] = CHANGES
) -> Iterator[tuple[str, Claim, Verdict, bool]]:
    """The verdicts of an incident's first article: change, claim, verdict, whether others state the printed number."""
    document = document_of(record["articles"][0], record["id"], settings)
    reading = pipeline.extract_claims(document, settings)
    others = [claim for _, told in told_elsewhere(record, settings) for claim in told]
    for claim, asked in questions(reading, record["gold"], changes):
        stated = any(is_printed(claim, other) for other in others)
        for (change, one), verdict in zip(
            asked.items(), judged(reading, asked.values(), library, settings), strict=True
        ):
            yield change, one, verdict, stated


def told_elsewhere(record: dict[str, Any], settings: Settings) -> Iterator[tuple[Document, list[Claim]]]:
    """The tolls of every other article of an incident."""
    for article in record["articles"][1:]:
        document = document_of(article, record["id"], settings)
        yield document, tolls(pipeline.extract_claims(document, settings))


def is_printed(claim: Claim, other: Claim) -> bool:
    """Whether another toll is of the same role and number."""
    ours, theirs = claim.figure, other.figure
    return ours is not None and theirs is not None and (ours.role, ours.value) == (theirs.role, theirs.value)


def questions(
    reading: Reading, gold: dict[str, Any], changes: Iterable[str] = CHANGES
) -> Iterator[tuple[Claim, dict[str, Claim]]]:
    """The first tolls of an article, each as printed (where that is true) and with each change that makes it untrue."""
    changes = tuple(changes)
    for claim in tolls(reading)[:3]:
        figure = claim.figure
        if figure is None or figure.value < 2:
            continue
        asked = {"none": claim} if figure.value in accepted_numbers(gold, figure.role) else {}
        for change in changes:
            other = changed(claim, change)
            if other is not None and other.figure is not None and not _is_true(other, gold):
                asked[change] = other
        yield claim, asked


def _is_true(claim: Claim, gold: dict[str, Any]) -> bool:
    """A change may give another true number of the incident: "two killed, two injured", "seven with the gunman"."""
    if claim.figure is None:
        return False
    dead, hurt = accepted_numbers(gold, "killed"), accepted_numbers(gold, "injured")
    every = {one + other for one in dead or {0} for other in hurt or {0}}
    return claim.figure.value in {"killed": dead, "injured": hurt}[claim.figure.role] | every


def report(counts: Counter[tuple[str, str]]) -> None:
    """One line a change."""
    for change in ("none", *CHANGES):
        asked = counts[change, "asked"]
        stated = counts[change, "stated elsewhere"]
        print(
            f"{change:13} asked {asked:4}  supported {counts[change, 'supported']:4}  refuted"
            f" {counts[change, 'refuted']:4}  disputed {counts[change, 'disputed']:3}  misframed"
            f" {counts[change, 'misframed']:3}  | stated elsewhere {stated:4} caught {counts[change, 'caught']:4}"
            f" ({100 * counts[change, 'caught'] / max(stated, 1):.1f} %)"
        )


if __name__ == "__main__":
    main()
