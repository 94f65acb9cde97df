"""Copies and rewrites: edited copies made from real articles, the newsroom set, and what one more document costs.

    python -m tests.benchmarks.copies [--data FOLDER] [--sources 300] [--documents 100000] [--misses]

Definitions.
- Edited copies (gva_multisource): of each of N articles (one an incident, 100 words and more; those that share a tenth
  of their runs of eight words with another are left out, being copies already) six copies are made by a fixed seed:
  `boilerplate` 60 to 160 words around it of notices such as every page of an outlet carries (the same for all its
  pages, which are one outlet's); `cut` three in ten sentences left out; `styled` quotation marks, dashes, house
  spellings and one word in forty changed; `truncated` the first 40 to 60 %; `mixed` cut, styled and boilerplate;
  `embedded` set into an article at least twice as long. Recall: the share of (article, copy), copies of 60 words and
  more, that `copy_pairs` finds as copy, edited, embedded or version. Precision: the share of all such pairs found
  among all these texts that have an article in common.
- Silver pairs (near_duplicates.silver.dev.jsonl beside the articles): copy against independent, on the same measures.
- Newsroom: recall of (page, copy_of), verbatim and edited; of rewrites; precision of the pairs found as rewrite (a
  pair is right if the chains of copy_of of both meet and a rewrite lies between them); direction right among those
  found; parents: the share of copies whose only edge points at their copy_of.
- Cost: documents a second, tokenising included, when one more document is looked up and added, at several sizes.
"""

import argparse
import json
import os
import random
import re
import time
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from tasks.lineage.copies import CopyIndex, copy_edges, copy_pairs, shingles
from tasks.model import Document, RawPage
from tasks.reading.document import read
from tasks.settings import Settings, Sources, load

EDITS = ("boilerplate", "cut", "styled", "truncated", "mixed", "embedded")
MIN_WORDS = 100
SHOWN = 20
MIN_COPY_WORDS = 60  # shorter ones are never called copies
SPELLINGS = {
    "percent": "per cent", "color": "colour", "center": "centre", "neighbor": "neighbour", "Jan.": "January",
    "Feb.": "February", "Aug.": "August", "Sept.": "September", "Oct.": "October", "Nov.": "November",
    "Dec.": "December", "a.m.": "am", "p.m.": "pm", "U.S.": "US", "Lt.": "Lieutenant", "Sgt.": "Sergeant",
    "St.": "Street", "toward": "towards", "gray": "grey", "13-year-old": "13 year old",
}  # fmt: skip
NOTICES = (
    "We use cookies to keep you signed in, to remember what you have read and to count our visitors.",
    "You can change your choice at any time under Settings, at the foot of every page.",
    "Sign up for our morning letter and get the five stories that matter before breakfast.",
    "Follow us wherever you like to read, and send your pictures to the newsroom.",
    "Comments are open for three days, are read by a person and must keep to the house rules.",
    "All rights in these pages are held by their writers and by the paper that prints them.",
    "Found a mistake? Write to the readers' editor, who answers every letter and corrects in public.",
    "Our journalism is paid for by its readers; join them for the price of a coffee a month.",
    "Most read today: a recipe for lentils, the chess column, and a quiz about rivers.",
    "Advertisement. The story continues below.",
    "Listen to this article, read aloud by a voice that is not a person's.",
    "The weather for your town, the tides and the pollen count are on the service pages.",
)
_SENTENCE = re.compile(r"[^.!?\n]+(?:[.!?]+[\"”]?|\n|$)\s*")


def sentences(text: str) -> list[str]:
    """A rough cut into sentences, spaces kept."""
    return _SENTENCE.findall(text)


def edited(text: str, edit: str, longer: str, chance: random.Random) -> str:
    """One edited copy of a text; `longer` is the text to set it into."""
    if edit == "boilerplate":
        around = chance.sample(NOTICES, chance.randint(4, 10))
        at = chance.randint(0, len(around))
        return f"{' '.join(around[:at])}\n\n{text}\n\n{' '.join(around[at:])}"
    if edit == "cut":
        return "".join(sentence for sentence in sentences(text) if chance.random() > 0.3)
    if edit == "styled":
        styled = text.replace('"', "“").replace("--", "—").replace("'", "’")
        return " ".join(_restyled(word, chance) for word in styled.split(" "))
    if edit == "truncated":
        return text[: int(len(text) * chance.uniform(0.4, 0.6))]
    if edit == "mixed":
        for step in ("cut", "styled", "boilerplate"):
            text = edited(text, step, longer, chance)
        return text
    at = chance.randint(0, len(longer))
    return f"{longer[:at]}\n\n{text}\n\n{longer[at:]}"


def _outlet(edit: str, place: int) -> str:
    """Notices are an outlet's own, so the copies that carry them are one outlet's."""
    return f"{edit} outlet" if edit in {"boilerplate", "mixed"} else f"{edit} {place}"


def _restyled(word: str, chance: random.Random) -> str:
    if word in SPELLINGS:
        return SPELLINGS[word]
    return word[::-1] if chance.random() < 1 / 40 else word


def recall_and_precision(
    pairs: Iterable[frozenset[str]], gold: Sequence[tuple[frozenset[str], str]], made_of: dict[str, frozenset[str]]
) -> tuple[dict[str, tuple[int, int]], tuple[int, int]]:
    """Found and all gold pairs by edit; right and all pairs found (right: made of one article in common)."""
    found = set(pairs)
    recall: dict[str, tuple[int, int]] = defaultdict(lambda: (0, 0))
    for pair, edit in gold:
        hit, count = recall[edit]
        recall[edit] = hit + (pair in found), count + 1
    right = sum(bool(frozenset.intersection(*(made_of[name] for name in pair))) for pair in found)
    return dict(recall), (right, len(found))


class Edited(NamedTuple):
    """Articles and their edited copies; of which articles each is made; the pairs that are copies, with their edit."""

    articles: int
    documents: list[Document]
    made_of: dict[str, frozenset[str]]
    gold: list[tuple[frozenset[str], str]]


def edited_corpus(path: Path, count: int) -> Edited:
    """Every article in all six edits; drawn by a fixed seed."""
    chance = random.Random(20)
    articles = list(_unlike(path, count))
    longest = sorted(articles, key=len)[-max(20, len(articles) // 5) :]
    documents: list[Document] = []
    made_of: dict[str, frozenset[str]] = {}
    gold: list[tuple[frozenset[str], str]] = []
    for place, text in enumerate(articles):
        documents.append(Document(f"s{place}", f"s{place}", text, publisher=f"Outlet {place}"))
        made_of[f"s{place}"] = frozenset({text})
        for edit in EDITS:
            name = f"s{place}.{edit}"
            longer = chance.choice([host for host in longest if host != text and len(host) > 2 * len(text)] or longest)
            copy = edited(text, edit, longer, chance)
            documents.append(Document(name, name, copy, publisher=_outlet(edit, place)))
            made_of[name] = frozenset({text, longer} if edit == "embedded" else {text})
            if len(copy.split()) >= MIN_COPY_WORDS:
                gold.append((frozenset({f"s{place}", name}), edit))
    return Edited(len(articles), documents, made_of, gold)


def edited_copies(path: Path, count: int, settings: Settings, *, misses: bool) -> None:
    articles, documents, made_of, gold = edited_corpus(path, count)
    begun = time.perf_counter()
    found = [pair for pair in copy_pairs(documents, settings.rules, settings.sources) if pair.kind != "rewrite"]
    took = time.perf_counter() - begun
    recall, (right, all_found) = recall_and_precision((frozenset(pair.ids) for pair in found), gold, made_of)
    print(f"edited copies of {articles} articles, {len(documents)} texts compared in {took:.1f} s")
    for edit, (hit, of) in recall.items():
        print(f"  recall {edit:12} {hit}/{of} = {hit / of:.3f}")
    hit, of = sum(part[0] for part in recall.values()), sum(part[1] for part in recall.values())
    print(
        f"  recall all          {hit}/{of} = {hit / of:.4f}   precision {right}/{all_found} = {right / all_found:.4f}"
    )
    if misses:
        held = {frozenset(pair.ids) for pair in found}
        texts = {document.document_id: document.text for document in documents}
        for pair, edit in [missed for missed in gold if missed[0] not in held][:SHOWN]:
            print("  missed", edit, [len(texts[name].split()) for name in sorted(pair)], sorted(pair))
        for one in [wrong for wrong in found if not made_of[wrong.a] & made_of[wrong.b]][:SHOWN]:
            print("  wrong", one.ids, one.contains_ab, one.contains_ba)


def _unlike(path: Path, count: int) -> Iterator[str]:
    """One article an incident, none of which shares a tenth of its runs of eight words with one taken before."""
    taken: Counter[tuple[str, ...]] = Counter()
    for line in path.open(encoding="utf-8"):
        text = max((article["text"] for article in json.loads(line)["articles"]), key=len)
        words = text.lower().split()
        runs = {tuple(words[at : at + 8]) for at in range(len(words) - 7)}
        if len(words) < MIN_WORDS or sum(run in taken for run in runs) > 0.1 * len(runs):
            continue
        taken.update(runs)
        yield text
        count -= 1
        if not count:
            return


def silver(folder: Path, settings: Settings) -> None:
    path = folder / "near_duplicates.silver.dev.jsonl"
    if not path.is_file():
        print(f"silver pairs: skipped, {path.name} is not among the data given")
        return
    texts: dict[str, Document] = {}
    for line in (folder / "dev.jsonl").open(encoding="utf-8"):
        for article in json.loads(line)["articles"]:
            name = str(article["doc_id"])
            texts[name] = Document(name, name, article["text"], url=article["url"], publisher=article["publisher"])
    counts: Counter[tuple[str, bool]] = Counter()
    for line in path.open(encoding="utf-8"):
        row = json.loads(line)
        names = [str(row[key]) for key in ("a", "b")] if "a" in row else [str(name) for name in row["doc_ids"]]
        label = str(row.get("label") or row.get("kind"))
        if label in {"copy", "independent"} and all(name in texts for name in names):
            both = copy_pairs([texts[name] for name in names], settings.rules, settings.sources)
            counts[label, any(pair.kind != "rewrite" for pair in both)] += 1
    hit, missed, wrong = counts["copy", True], counts["copy", False], counts["independent", True]
    print(f"silver pairs: recall {hit}/{hit + missed}, precision {hit}/{hit + wrong}")


def newsroom(folder: Path, settings: Settings) -> None:
    pages = [json.loads(line) for line in (folder / "pages.jsonl").open(encoding="utf-8")]
    by_id = {page["id"]: page for page in pages}
    documents = [_page(page, settings.sources) for page in pages]
    names = {document.document_id: document.source_id for document in documents}
    found = {
        frozenset(names[end] for end in pair.ids): pair
        for pair in copy_pairs(documents, settings.rules, settings.sources)
    }
    for label, kinds in (("copies", {"verbatim", "edited"}), ("rewrites", {"rewrite"})):
        gold = [(page["copy_of"], page["id"]) for page in pages if page["copy_kind"] in kinds]
        hits = [(source, copy) for source, copy in gold if frozenset((source, copy)) in found]
        right = sum(names.get(found[frozenset(hit)].source_id or "") == hit[0] for hit in hits)
        print(f"newsroom {label}: found {len(hits)}/{len(gold)}, direction right {right}/{len(hits)}")
    rewrites = [ends for ends, pair in found.items() if pair.kind == "rewrite"]
    good = sum(between(by_id, *sorted(ends)) == "rewrite" for ends in rewrites)
    copies = [ends for ends, pair in found.items() if pair.kind != "rewrite"]
    good_copies = sum(between(by_id, *sorted(ends)) == "copy" for ends in copies)
    print(f"newsroom precision: copies {good_copies}/{len(copies)}, rewrites {good}/{len(rewrites)}")
    parents: dict[str, list[str]] = defaultdict(list)
    for edge in copy_edges(documents, settings.rules, settings.sources):
        parents[names[edge.from_id]].append(names[edge.to_id])
    taken = {page["id"]: page["copy_of"] for page in pages if page["copy_of"]}
    exact = sum(parents[copy] == [source] for copy, source in taken.items())
    print(f"newsroom parents: {exact}/{len(taken)} exact; copies given a parent {len(parents)}, of {len(taken)}")


def between(pages: dict[str, Any], one: str, other: str) -> str | None:
    """What lies between two pages in the chains of copy_of: "copy", "rewrite" (at least one), None (nothing)."""
    first, second = chain(pages, one), chain(pages, other)
    meeting = next((name for name in first if name in second), None)
    if meeting is None:
        return None
    path = first[: first.index(meeting)] + second[: second.index(meeting)]
    return "rewrite" if any(pages[name]["copy_kind"] == "rewrite" for name in path) else "copy"


def chain(pages: dict[str, Any], name: str) -> list[str]:
    """A page and what it was taken from, step by step."""
    steps = [name]
    while pages[steps[-1]]["copy_of"]:
        steps.append(pages[steps[-1]]["copy_of"])
    return steps


def _page(page: dict[str, Any], sources: Sources) -> Document:
    raw = RawPage(page["id"], page["url"], page["publisher"], page["published"], title=page["title"], text=page["text"])
    return read(raw, None, sources)


def cost(path: Path, count: int) -> None:
    """Documents of the articles' own lengths, of words drawn from them by frequency: none is a copy of another."""
    chance = random.Random(21)
    texts = [article["text"] for line in path.open(encoding="utf-8") for article in json.loads(line)["articles"]]
    words = [word for text in texts[:500] for word in text.split()]
    lengths = [len(text.split()) for text in texts]
    index = CopyIndex()
    sizes = [size for size in (1_000, 10_000, 100_000) if size <= count]
    print(f"cost of one more document, {sum(lengths) / len(lengths):.0f} words each on average")
    for size in sizes:
        while len(index) < size - 1_000:
            index.add(str(len(index)), shingles(" ".join(chance.choices(words, k=chance.choice(lengths)))))
        last = [" ".join(chance.choices(words, k=chance.choice(lengths))) for _ in range(1_000)]
        begun = time.process_time()
        for text in last:
            sampled = shingles(text)
            index.overlaps(sampled)
            index.add(str(len(index)), sampled)
        took = time.process_time() - begun
        print(f"  at {size:>7,} documents: {1_000 / took:,.0f} a CPU second")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", default=os.environ.get("BENCH_DATA", "../shared/data"))
    parser.add_argument("--sources", type=int, default=300)
    parser.add_argument("--documents", type=int, default=100_000)
    parser.add_argument("--misses", action="store_true")
    options = parser.parse_args()
    settings, data = load(), Path(options.data)
    articles = data / "gva_multisource" / "dev.jsonl"
    if articles.is_file():
        edited_copies(articles, options.sources, settings, misses=options.misses)
        silver(articles.parent, settings)
        cost(articles, options.documents)
    else:
        print(f"gva_multisource: skipped, {articles} is not there; give the data folder with --data or BENCH_DATA")
    folder = data.parent / "newsroom"
    if (folder / "pages.jsonl").is_file():
        newsroom(folder, settings)
    else:
        print(f"newsroom: skipped, {folder} is not there")


if __name__ == "__main__":
    main()
