"""Fit the weights of reported speech on PolNeAR.

`uv run --frozen --with scikit-learn python -m tests.benchmarks.fit_attribution [--data DIR]`

Every reading that parses.py offers in the training articles is one example; it is right if one annotated attribution
agrees in cue, content and source (attribution.py of this folder has the definitions). A logistic regression over the
named features gives one weight each; small ones are dropped and the rest written to tasks/claims/cue_weights.py.
Nothing of the texts is kept: feature names hold words of our own lists only. scikit-learn is needed here only.
"""

import argparse
import os
import sys
import textwrap
from collections import Counter
from importlib import import_module
from pathlib import Path

from tasks.claims.cue_model import features
from tasks.claims.phrases import Node
from tasks.claims.readings import Reported
from tasks.claims.reported import candidates
from tasks.claims.stretches import stretches
from tasks.model import Document
from tasks.reading.sentences import sentences
from tests.benchmarks.attribution import Said, _agree, articles, source_right

HEADER = '''"""The weights of cue_model.py, in log-odds; written by tests/benchmarks/fit_attribution.py, not by hand."""

'''
TARGET = Path(__file__).resolve().parents[2] / "tasks" / "claims" / "cue_weights.py"
MIN_SEEN = 8  # a feature of fewer readings tells about its article, not about English
MIN_WEIGHT = 0.04


def examples(article_id: str, text: str, gold: list[Said]) -> list[tuple[list[str], int]]:
    """Features and label of every reading in an article."""
    document = Document(article_id, article_id, text)
    rows = []
    for stretch in stretches(document, sentences(document)):
        inside = stretch.quotation is not None
        found: list[Reported] = []
        for readings in candidates(stretch.nodes, found):
            right = None
            for reading in readings:
                said = _said(stretch.nodes, reading)
                label = any(_agree(said, t) and source_right(text, said, t) for t in gold if t.source)
                rows.append((features(stretch.nodes, reading, inside=inside), int(label)))
                right = reading if label and right is None else right
            if right is not None:
                found.append(right)
    return rows


def _said(nodes: list[Node], hit: Reported) -> Said:
    def span(part: tuple[int, int]) -> tuple[int, int]:
        return nodes[part[0]].start, nodes[part[1] - 1].end

    return Said((span(hit.cue),), tuple(span(c) for c in hit.content), (span(hit.source),) if hit.source else ())


def main() -> None:
    """Fit and write."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--data", default=os.environ.get("BENCH_DATA", "../shared/data"))
    parser.add_argument("--strength", type=float, default=0.6, help="inverse of the regularisation")
    parser.add_argument("--fold", type=int, default=-1, help="leave out every fifth article from this one, to check")
    parser.add_argument("--splits", default="train,dev")
    options = parser.parse_args()
    if not (Path(options.data) / "polnear" / "dev.jsonl").is_file():
        sys.exit(f"{options.data}/polnear is not here; give the data folder with --data. Nothing was fitted.")
    feature_extraction = import_module("sklearn.feature_extraction")  # only this command needs it
    linear_model = import_module("sklearn.linear_model")

    rows: list[tuple[list[str], int]] = []
    for split in options.splits.split(","):
        for number, (article_id, _, text, gold, _) in enumerate(articles(Path(options.data), split)):
            if options.fold < 0 or number % 5 != options.fold:
                rows += examples(article_id, text, gold)
    seen = Counter(name for names, _ in rows for name in names)
    vectors = feature_extraction.DictVectorizer()
    matrix = vectors.fit_transform([{n: 1.0 for n in names if seen[n] >= MIN_SEEN} for names, _ in rows])
    matrix.indices, matrix.indptr = matrix.indices.astype("int32"), matrix.indptr.astype("int32")
    model = linear_model.LogisticRegression(C=options.strength, l1_ratio=1.0, solver="liblinear", random_state=0)
    model.fit(matrix, [label for _, label in rows])
    weights = dict(zip(vectors.get_feature_names_out(), model.coef_[0], strict=True))
    kept = {name: round(float(weight), 2) for name, weight in sorted(weights.items()) if abs(weight) >= MIN_WEIGHT}
    pairs = " ".join(f"{name!r}:_{weight},".replace("'", '"').replace(" ", "~") for name, weight in kept.items())
    lines = textwrap.wrap(pairs, 114, break_long_words=False, break_on_hyphens=False)
    table = "\n".join("    " + line.replace("_", " ").replace("~", " ") for line in lines)
    body = f"INTERCEPT = {float(model.intercept_[0]):.2f}\n# fmt: off\nWEIGHTS: dict[str, float] = {{\n{table}\n}}\n"
    TARGET.write_text(HEADER + body, encoding="utf-8")
    print(f"{len(rows)} readings, {sum(label for _, label in rows)} right, {len(kept)} weights")


if __name__ == "__main__":
    main()
