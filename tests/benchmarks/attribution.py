"""Who said it, on PolNeAR: `python -m tests.benchmarks.attribution [--data DIR] [--split train|dev] [--misses N]`.

Rows with orig_split=test are never read. What is scored are attributions with a source and a speech cue: a cue one of
whose words is a form of a verb in SPEECH (verbs of saying and of passing a message on, after Levin's classes 37.1 and
37.7) or "according". Ours are filtered by the same test.

found: one of ours and one of theirs are paired, each once, largest overlap of content first, if their cues share a
character and their contents share at least half of the shorter one's characters. One of ours that pairs only with one
of theirs left out by the filter (no source marked, another cue word) is not counted, neither for nor against.
source right: a found pair whose sources agree: ours covers the head of theirs (the last word before the first comma,
preposition, relative pronoun or participle), or the head of ours lies in theirs, ours being no longer than theirs by
more than MAX_EXTRA characters. F1 of precision and recall over all articles together (micro).
"""

import argparse
import json
import os
import random
import re
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tasks.claims.attribution import attributions
from tasks.model import Document, content_id
from tasks.reading.sentences import sentences
from tasks.settings import load

SPEECH = frozenset(
    """
    say tell add announce argue assert claim allege confirm contend declare deny disclose explain insist maintain
    mention note observe remark reply respond report reveal state stress suggest warn write tweet acknowledge admit
    concede recall recount reiterate repeat testify predict promise pledge vow complain joke quip conclude caution
    emphasize emphasise inform indicate comment boast lament assure according
    """.split()
)
MAX_EXTRA = 80
Span = tuple[int, int]
SOURCES = load(Path(__file__).resolve().parents[2] / "config").sources


@dataclass(frozen=True, slots=True)
class Said:
    """An attribution reduced to what is compared."""

    cue: tuple[Span, ...]
    content: tuple[Span, ...]
    source: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Scored:
    """Counts of one comparison; `pairs` are (ours, theirs, source right), `missed` and `extra` the rest."""

    pairs: list[tuple[Said, Said, bool]]
    missed: list[Said]
    extra: list[Said]


def lemma(word: str) -> str:
    """The verb in SPEECH that a word is a form of, else the word."""
    word = word.lower()
    irregular = {"said": "say", "told": "tell", "wrote": "write", "written": "write"}
    if word in irregular:
        return irregular[word]
    for ending, instead in (
        ("ies", "y"), ("ied", "y"), ("s", ""), ("es", ""), ("ed", ""), ("d", ""), ("ing", ""), ("ing", "e"),
    ):  # fmt: skip
        if word.endswith(ending) and word[: -len(ending)] + instead in SPEECH:
            return word[: -len(ending)] + instead
    if (doubled := re.fullmatch(r"(\w+?)(\w)\2(?:ed|ing)", word)) and doubled[1] + doubled[2] in SPEECH:
        return doubled[1] + doubled[2]
    return word


def is_speech(cue: str) -> bool:
    """Whether one of the words of a cue is a form of a verb of speech."""
    return any(lemma(word) in SPEECH for word in re.findall(r"[A-Za-z]+", cue))


def overlap(left: tuple[Span, ...], right: tuple[Span, ...]) -> int:
    """Characters that two sets of spans share."""
    return sum(max(0, min(a[1], b[1]) - max(a[0], b[0])) for a in left for b in right)


def _length(spans: tuple[Span, ...]) -> int:
    return sum(end - start for start, end in spans)


def head(text: str, spans: tuple[Span, ...]) -> Span:
    """The place of the head word of a source phrase."""
    start, end = spans[0]
    phrase = text[start:end]
    cut = re.search(
        r",|\(|\s(?:of|for|in|at|from|with|on|to|by|about|who|whom|which|that|whose|including|familiar|close|"
        r"\w+ed)\s|\s[-–—]", phrase[1:]
    )  # fmt: skip
    kept = phrase[: cut.start() + 1] if cut else phrase
    last = None
    for last in re.finditer(r"[\w.'’&-]+", kept):
        if last.group() in {"'s", "’s"}:
            continue
    return (start + last.start(), start + last.end()) if last else (start, end)


def source_right(text: str, ours: Said, theirs: Said) -> bool:
    """Whether two sources are the same phrase as far as a reader cares: the same head."""
    if not ours.source or not theirs.source or _length(ours.source) > _length(theirs.source) + MAX_EXTRA:
        return False
    theirs_in_ours = overlap((head(text, theirs.source),), ours.source)
    ours_in_theirs = overlap((head(text, ours.source),), theirs.source)
    return theirs_in_ours > 0 or ours_in_theirs > 0


def score(text: str, ours: list[Said], theirs: list[Said]) -> Scored:
    """Pair ours with theirs in one article."""
    wanted = [t for t in theirs if t.source and is_speech(_text(text, t.cue))]
    other = [t for t in theirs if t not in wanted]
    ranked = sorted(
        ((overlap(o.content, t.content), t in wanted, i, j) for i, o in enumerate(ours) for j, t in
         enumerate(wanted + other) if _agree(o, t)),
        key=lambda row: (-row[1], -row[0], row[2], row[3]),
    )  # fmt: skip
    used_ours: set[int] = set()
    used_theirs: set[int] = set()
    pairs = []
    for _, is_wanted, i, j in ranked:
        if i in used_ours or j in used_theirs:
            continue
        used_ours.add(i)
        used_theirs.add(j)
        if is_wanted:
            pairs.append((ours[i], wanted[j], source_right(text, ours[i], wanted[j])))
    extra = [o for i, o in enumerate(ours) if i not in used_ours and o.source and is_speech(_text(text, o.cue))]
    return Scored(pairs, [t for j, t in enumerate(wanted) if j not in used_theirs], extra)


def _agree(ours: Said, theirs: Said) -> bool:
    shared = overlap(ours.content, theirs.content)
    shorter = min(_length(ours.content), _length(theirs.content))
    return overlap(ours.cue, theirs.cue) > 0 and shorter > 0 and shared * 2 >= shorter


def _text(text: str, spans: tuple[Span, ...]) -> str:
    return " ".join(text[start:end] for start, end in spans)


def articles(data: Path, split: str) -> Iterator[tuple[str, str, str, list[Said], list[str]]]:
    """Id, publisher, text, gold attributions and gold kinds of each article of a split; test rows are passed over."""
    with (data / "polnear" / "dev.jsonl").open(encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            if row["orig_split"] != split or row["orig_split"] == "test":
                continue
            gold, kinds = [], []
            for said in row["attributions"]:
                spans = [tuple(tuple(span) for span in said[part]) for part in ("cue", "content", "source")]
                gold.append(Said(*spans))
                kinds.append(said["quote"])
            yield row["id"], row["publisher"], row["text"], gold, kinds


def read(article_id: str, text: str, publisher: str | None = None) -> list[Said]:
    """Our attributions of a text."""
    document = Document(content_id(article_id), article_id, text, publisher=publisher)
    found = attributions(document, sentences(document), SOURCES)
    return [Said((a.cue,), a.content, (a.source,) if a.source else ()) for a in found]


def f1(right: int, ours: int, theirs: int) -> tuple[float, float, float]:
    """Precision, recall and F1 in percent."""
    precision, recall = right / max(1, ours), right / max(1, theirs)
    return 100 * precision, 100 * recall, 100 * 2 * precision * recall / max(1e-9, precision + recall)


def run(data: Path, split: str, misses: int, limit: int, fold: int = -1) -> None:
    """Print the table, and some misses of each sort where asked."""
    pairs = right = missed = extra = 0
    kinds: dict[str, list[int]] = {kind: [0, 0, 0] for kind in ("direct", "mixed", "indirect")}
    shown: list[str] = []
    spent = 0.0
    for count, (article_id, _, text, gold, gold_kinds) in enumerate(articles(data, split)):
        if limit and count >= limit:
            break
        if fold >= 0 and count % 5 != fold:
            continue
        begun = time.process_time()
        ours = read(article_id, text)
        spent += time.process_time() - begun
        result = score(text, ours, gold)
        pairs += len(result.pairs)
        right += sum(good for _, _, good in result.pairs)
        missed += len(result.missed)
        extra += len(result.extra)
        kind_of = dict(zip(gold, gold_kinds, strict=True))
        for _, theirs, good in result.pairs:
            kinds[kind_of[theirs]][0] += 1
            kinds[kind_of[theirs]][1] += good
        for theirs in result.missed:
            kinds[kind_of[theirs]][2] += 1
        shown += [
            f"SOURCE {_show(text, t)}  OURS: {_text(text, o.source)!r}" for o, t, good in result.pairs if not good
        ]
        shown += [f"MISSED {_show(text, t)}" for t in result.missed]
        shown += [f"EXTRA  {_show(text, o)}" for o in result.extra]
    print(f"{'measure':<24}{'P':>7}{'R':>7}{'F1':>7}   PolNeAR {split}, {pairs + missed} attributions, {spent:.1f} s")
    print("{:<24}{:>7.1f}{:>7.1f}{:>7.1f}".format("found", *f1(pairs, pairs + extra, pairs + missed)))
    print("{:<24}{:>7.1f}{:>7.1f}{:>7.1f}".format("found, source right", *f1(right, pairs + extra, pairs + missed)))
    for kind, (hits, sound, lost) in kinds.items():
        total = max(1, hits + lost)
        print(f"  recall {kind:<15}{100 * hits / total:>7.1f}{100 * sound / total:>7.1f}   of {hits + lost}")
    random.Random(misses).shuffle(shown)
    for line in shown[:misses]:
        print(line)


def _show(text: str, said: Said) -> str:
    spans = [*said.cue, *said.content, *said.source]
    first, last = max(0, min(s for s, _ in spans) - 50), min(len(text), max(e for _, e in spans) + 50)
    marks = [(s, 1, "[S:") for s, _ in said.source] + [(e, 0, "]") for _, e in said.source]
    marks += [(s, 1, "[C:") for s, _ in said.cue] + [(e, 0, "]") for _, e in said.cue]
    marks += [(s, 1, "{") for s, _ in said.content] + [(e, 0, "}") for _, e in said.content]
    out, place = "", first
    for position, _, mark in sorted(marks):
        out += text[place:position] + mark
        place = position
    return (out + text[place:last]).replace("\n", "|")[:700]


def main() -> None:
    """Read the options and run."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--data", default=os.environ.get("BENCH_DATA", "../shared/data"))
    parser.add_argument("--split", default="dev", choices=("train", "dev"))
    parser.add_argument("--misses", type=int, default=0)
    parser.add_argument("--limit", type=int, default=0, help="articles, 0 for all")
    parser.add_argument("--fold", type=int, default=-1, help="only every fifth article from this one")
    options = parser.parse_args()
    if not (Path(options.data) / "polnear" / "dev.jsonl").is_file():
        sys.exit(f"{options.data}/polnear is not here; give the data folder with --data. Nothing was measured.")
    run(Path(options.data), options.split, options.misses, options.limit, options.fold)


if __name__ == "__main__":
    main()
