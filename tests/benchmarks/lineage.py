"""Where an article and its claims came from, end to end, on the newsroom set, with the causes of every miss.

    python -m tests.benchmarks.lineage [--data FOLDER] [--misses] [--cause NAME]

Every page is verified against all others, as `tracewire trace` does. Definitions:
chain: the names behind the page's own publisher are the record's `credits`, in order (one body under two names is one;
a final "unknown" is none).
family: the other pages in the article's own family are those tied to it by `copy_of`, over any number of steps, that
are held. Rewrites count.
origins, earliest: of every printed (not perturbed) record with supporting pages whose claim was read: as many origins
as the record says; the record's number between low and high; the earliest supporting page is the record's. A record
whose claim was not read is a miss of extraction.
The cause of a miss is the first that fits: extraction (the article's claim was not read), theirs (a supporting page's
claim was not read), search (a supporting page was no candidate), matching (it was, and did not corroborate), extra (a
page corroborates that does not support), own family (a supporting page counts as the article's own family), rule (the
very pages, counted otherwise).
"""

import argparse
import json
import os
from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tasks import pipeline
from tasks.evidence.library import ArchiveShelf, Evidence, Library
from tasks.lineage.trace import trace
from tasks.model import Claim, Verdict, Verification
from tasks.reading.agencies import same_body
from tasks.settings import Settings, Sources, load
from tasks.vocabulary import Relation
from tests.benchmarks.newsroom_verdicts import document_of, same_value
from tests.benchmarks.origins import spoken

CAUSES = ("extraction", "theirs", "search", "matching", "extra", "own family", "rule")
Record = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Support:
    """What was held of a claim: pages by their ids in the set."""

    wanted: frozenset[str]  # that support it, by the record
    unread: frozenset[str]  # of those, that say it and were not read
    candidates: frozenset[str]
    corroborating: frozenset[str]
    own_family: frozenset[str]


def cause(support: Support | None) -> str:
    """Why origins or earliest are not the record's; None where the article's claim was not read."""
    if support is None:
        return "extraction"
    missing = support.wanted - support.corroborating - support.own_family
    if missing & support.unread:
        return "theirs"
    if missing - support.candidates:
        return "search"
    if missing:
        return "matching"
    if support.corroborating - support.wanted - support.own_family:
        return "extra"
    return "own family" if support.wanted & support.own_family else "rule"


def chain_is_right(names: Sequence[str], credited: Sequence[str], sources: Sources) -> bool:
    """Whether the names behind a page's publisher are those that the record gives."""
    found = [name for name in names if name != "unknown"]
    return len(found) == len(credited) and all(
        same_body(one, other, sources) for one, other in zip(found, credited, strict=True)
    )


def kin(name: str, pages: Mapping[str, Record]) -> frozenset[str]:
    """The pages tied to one by `copy_of`, itself left out."""
    roots = {one: _root(one, pages) for one in pages}
    return frozenset(one for one, root in roots.items() if root == roots[name] and one != name)


def _root(name: str, pages: Mapping[str, Record]) -> str:
    while (source := pages[name]["copy_of"]) in pages:
        name = source
    return name


def main() -> None:
    """Read the options and run."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", default=os.environ.get("BENCH_DATA", "../shared/data"))
    parser.add_argument("--misses", action="store_true", help="list every miss")
    parser.add_argument("--cause", choices=CAUSES, help="list only misses of this cause")
    options = parser.parse_args()
    folder = Path(options.data).parent / "newsroom"
    if not (folder / "gold.jsonl").is_file():
        print(f"skipped: {folder} is not there; give the data folder that it lies beside with --data or BENCH_DATA")
        return
    settings = load()
    pages = {row["id"]: row for row in map(json.loads, (folder / "pages.jsonl").read_text("utf-8").splitlines())}
    gold = [json.loads(line) for line in (folder / "gold.jsonl").read_text("utf-8").splitlines()]
    run = _Run(pages, settings)
    listed = run.chains() + run.origins([r for r in gold if not r["perturbed"] and r["supporting"]])
    for why, row in listed:
        if options.misses or why == options.cause:
            print(f"  [{why}] {row}")


class _Run:
    """All pages verified once, and what is counted over them."""

    def __init__(self, pages: Mapping[str, Record], settings: Settings) -> None:
        self.pages, self.settings = pages, settings
        shelf = ArchiveShelf(settings)
        self.documents = {name: document_of(page, settings) for name, page in pages.items()}
        shelf.add(self.documents.values())
        library = Library([(shelf, shelf.index)], 0, settings)
        self.names = {document.document_id: name for name, document in self.documents.items()}
        self.claims = shelf.claims(list(self.names))
        self.apart: Counter[str] = Counter()  # relation and failed test of supporting pages that did not corroborate
        self.evidence: dict[str, Evidence] = {}
        self.found: dict[str, Verification] = {}
        for name, document in self.documents.items():
            reading = pipeline.extract_claims(document, settings)
            self.evidence[name] = pipeline.gather_evidence(reading, library)
            lineage = pipeline.trace_sources(document, self.evidence[name], settings)
            self.found[name] = pipeline.judge(reading, self.evidence[name], lineage, settings)

    def chains(self) -> list[tuple[str, str]]:
        """Chain and family of every page."""
        missed: list[tuple[str, str]] = []
        counts: Counter[str] = Counter()
        for name, page in self.pages.items():
            traced = trace(self.found[name], self.settings.sources)
            links = [one.link.name for one in traced.chain][1:]
            group = "credited" if page["credits"] else "uncredited copies" if page["copy_of"] else "originals"
            right = chain_is_right(links, page["credits"], self.settings.sources)
            counts[group] += 1
            counts[f"{group} right"] += right
            if not right:
                missed.append(("chain", f"{name} ({group}): {page['credits']}, ours {links}"))
            own = {self.names[member.document.document_id] for member in traced.own.members} - {name}
            wanted = kin(name, self.pages)
            counts["families right"] += own == wanted
            if own != wanted:
                missed.append(("family", f"{name}: missing {sorted(wanted - own)}, too many {sorted(own - wanted)}"))
        groups = ("credited", "uncredited copies", "originals")
        total = sum(counts[f"{group} right"] for group in groups)
        print(f"chain exact      {_share(total, len(self.pages))}", end="")
        print("".join(f"; {group} {_share(counts[f'{group} right'], counts[group])}" for group in groups))
        print(f"own family exact {_share(counts['families right'], len(self.pages))}")
        return missed

    def origins(self, records: Sequence[Record]) -> list[tuple[str, str]]:
        """Origins and earliest of every record."""
        missed: list[tuple[str, str]] = []
        counts: Counter[str] = Counter()
        kinds: defaultdict[str, Counter[str]] = defaultdict(Counter)
        causes: dict[str, Counter[str]] = {"origins": Counter(), "earliest": Counter()}
        for record in records:
            held = self._judged(record)
            found = held[1].independence if held else None
            support = self._support(record, *held) if held else None
            earliest = found.earliest.source_id if found and found.earliest else None
            exact = found is not None and len(found.origins) == record["origins"]
            first = found is not None and earliest == record["earliest_supporting"]
            kinds[record["kind"]] += Counter(asked=1, read=held is not None, origins=exact, earliest=first)
            counts["read"] += held is not None
            counts["origins"] += exact
            counts["range"] += found is not None and found.low <= record["origins"] <= found.high
            counts["earliest"] += first
            for what, right in (("origins", exact), ("earliest", first)):
                if not right:
                    causes[what][cause(support)] += 1
            if not (exact and first):
                missed.append((cause(support), self._told(record, held, earliest, support)))
        total, read = len(records), counts["read"]
        print(f"claims read      {_share(read, total)}")
        for what in ("origins", "range", "earliest"):
            print(f"{what:<16} {_share(counts[what], total)}; of those read {_share(counts[what], read)}")
        for kind, count in sorted(kinds.items()):
            shares = ", ".join(
                f"{what} {_share(count[what], count['asked'])}" for what in ("read", "origins", "earliest")
            )
            print(f"  {kind:<10} {shares}")
        ranked = sorted(self.apart.items(), key=lambda item: (-item[1], item[0]))
        print("supporting pages found and not counted: " + ", ".join(f"{why} {count}" for why, count in ranked[:12]))
        for what, counted in causes.items():
            print(f"misses, {what}: " + ", ".join(f"{why} {counted[why]}" for why in CAUSES if counted[why]))
        return missed

    def _judged(self, record: Record) -> tuple[Claim, Verdict] | None:
        verification = self.found[record["article"]]
        verdicts = {verdict.claim_id: verdict for verdict in verification.verdicts}
        role = record["value"].get("role")
        fitting = [
            claim
            for claim in verification.claims
            if claim.start < record["end"] and claim.end > record["start"] and same_value(claim, record)
        ]
        if not fitting:
            return None
        claim = min(fitting, key=lambda one: (not (one.figure and one.figure.role == role), one.start))
        return claim, verdicts[claim.claim_id]

    def _support(self, record: Record, claim: Claim, verdict: Verdict) -> Support:
        wanted = frozenset(record["supporting"])
        article = self.documents[record["article"]].document_id
        lineage = self.found[record["article"]].lineage
        own = lineage.family_of(article)
        candidates = self.evidence[record["article"]].candidates.get(claim.claim_id, ())
        for match in verdict.matches:
            if self.names[match.document_id] in wanted and match.relation is not Relation.CORROBORATES:
                self.apart[f"{match.relation.value} ({match.finding.gate or match.finding.rule})"] += 1
        return Support(
            wanted=wanted,
            unread=frozenset(
                name
                for name in wanted
                if spoken(self.claims.get(self.documents[name].document_id, ()), record["value"]) is None
            ),
            candidates=self._named({one.passage.document_id for one in candidates}),
            corroborating=self._named(
                {match.document_id for match in verdict.matches if match.relation is Relation.CORROBORATES}
            ),
            own_family=frozenset(
                name for name, document in self.documents.items() if lineage.family_of(document.document_id) == own
            ),
        )

    def _named(self, ids: Collection[str]) -> frozenset[str]:
        return frozenset(self.names[one] for one in ids)

    @staticmethod
    def _told(record: Record, held: tuple[Claim, Verdict] | None, earliest: str | None, support: Support | None) -> str:
        if held is None or support is None:
            return f"{record['id']}: {record['kind']} {record['value']} | {record['sentence'][:120]}"
        found = held[1].independence
        names = [origin.name for origin in found.origins]
        return (
            f"{record['id']}: origins {record['origins']}, ours {found.low}-{found.high} {names}; earliest "
            f"{record['earliest_supporting']}, ours {earliest}; missing "
            f"{sorted(support.wanted - support.corroborating)}, extra "
            f"{sorted(support.corroborating - support.wanted - support.own_family)} | {held[0].text!r}"
        )


def _share(count: int, total: int) -> str:
    return f"{count / max(1, total):.3f} ({count} of {total})"


if __name__ == "__main__":
    main()
