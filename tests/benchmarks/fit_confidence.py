"""Fit how sure a verdict is, and say how well calibrated that is on events that the fit has not seen.

`uv run --frozen --with scikit-learn python -m tests.benchmarks.fit_confidence [--learn FOLDER ...] [--write]`

One example is one decided verdict (supported, refuted, disputed, misframed, consistent). It is right where its class
is the gold record's (VERDICTS.md section 7). The weights are fitted on the samples by strangers (desk, stories,
briefs): on the events that the rules were made with the program is righter than anywhere else, and weights from there
said .94 where .63 to .87 was right elsewhere. Held back: one event at a time. Printed: reliability tables with
expected calibration error, before (the weights now in the program) and after, and error rates by label with counts
and 95 % Wilson intervals. "As the program stands" flatters the sets of the fit. The sets of `--others` are no part of
it: the newsroom, and the two blind samples, of which nothing but the table is told. So is GVA: of each incident's
first article, the claims as printed (right where supported, wrong where refuted, disputed or misframed; figures that
gold does not hold are left out) and one change each, drawn by the claim's id (right where caught, wrong where
supported). Nothing of the texts is kept. scikit-learn is needed for what is held back; without it the rest is still
told.
"""

import argparse
import math
import os
import sys
from collections.abc import Iterator, Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import NamedTuple

from tasks.settings import Settings, load
from tasks.verdicts.confidence import DECIDES, confidence, features
from tasks.vocabulary import VerdictLabel
from tests.benchmarks.gva_verdicts import CAUGHT, CHANGES, library_of, of_incident, sample
from tests.benchmarks.newsroom_verdicts import read_set, score

TARGET = Path(__file__).resolve().parents[2] / "tasks" / "verdicts" / "confidence_weights.py"
HEADER = '''"""The weights of confidence.py, in log-odds; by fit_confidence.py of the benchmarks."""

'''
SAMPLES = Path(__file__).resolve().parents[1] / "samples"
LEARNT, BLIND = ("desk", "stories", "briefs"), ("stories-blind", "briefs-blind")
FOLDS = 10  # of incidents
BINS = 5
MIN_WEIGHT = 0.02
Z = 1.96  # 95 %
SMALL_C = 0.3  # strong regularisation: few events, and weights that a person can read


class Example(NamedTuple):
    """One decided verdict."""

    event: str
    label: VerdictLabel
    features: dict[str, float]
    now: float  # what the program says today
    is_right: bool


def newsroom_examples(folder: Path, settings: Settings) -> Iterator[Example]:
    """Every gold record that was found and decided."""
    for one in score(*read_set(folder), settings):
        verdict = one.verdict
        if verdict is not None and verdict.label in DECIDES:
            found = features(verdict.label, verdict.matches)
            now = confidence(verdict.label, verdict.matches)
            yield Example(
                f"{folder.name} {one.gold['event']}", verdict.label, found, now, one.said == one.gold["verdict"]
            )


def shooting_examples(path: Path, settings: Settings, limit: int) -> Iterator[Example]:
    """The claims of a sample of incidents, as printed and with one change each."""
    incidents = list(sample(path, limit))
    library = library_of(incidents, settings)
    for place, record in enumerate(incidents):
        for change, claim, verdict, _ in of_incident(record, library, settings):
            drawn = CHANGES[(place + int(claim.figure.value if claim.figure else 0)) % len(CHANGES)]
            if (
                verdict.label not in DECIDES
                or verdict.label is VerdictLabel.CONSISTENT
                or change not in {"none", drawn}
            ):
                continue
            caught = verdict.label in CAUGHT
            found = features(verdict.label, verdict.matches)
            now = confidence(verdict.label, verdict.matches)
            yield Example(f"gva {place % FOLDS}", verdict.label, found, now, caught == (change != "none"))


def fit(found: Sequence[Example]) -> tuple[float, dict[str, float], list[float]]:
    """Intercept and weights from all; for each example the probability by a fit that has not seen its event."""
    import numpy as np  # noqa: PLC0415  a tool for fitting only
    from sklearn.linear_model import LogisticRegression  # noqa: PLC0415

    names = sorted({name for example in found for name in example.features})
    table = np.array([[example.features.get(name, 0.0) for name in names] for example in found])
    labels = np.array([example.is_right for example in found])
    events = np.array([example.event for example in found])
    held = np.zeros(len(found))
    for event in sorted(set(events)):
        model = LogisticRegression(C=SMALL_C, max_iter=5000).fit(table[events != event], labels[events != event])
        held[events == event] = model.predict_proba(table[events == event])[:, 1]
    model = LogisticRegression(C=SMALL_C, max_iter=5000).fit(table, labels)
    weights = {name: round(float(w), 2) for name, w in zip(names, model.coef_[0], strict=True)}
    return round(float(model.intercept_[0]), 2), weights, [float(value) for value in held]


def reliability(said: Sequence[float], right: Sequence[bool]) -> tuple[float, list[tuple[float, float, int]]]:
    """Expected calibration error and, by equal counts, mean of what was said, share that was right, and count."""
    pairs = sorted(zip(said, right, strict=True))
    rows = []
    for number in range(BINS):
        part = pairs[number * len(pairs) // BINS : (number + 1) * len(pairs) // BINS]
        if part:
            mean = sum(value for value, _ in part) / len(part)
            rows.append((mean, sum(hit for _, hit in part) / len(part), len(part)))
    return sum(abs(mean - share) * count for mean, share, count in rows) / max(len(pairs), 1), rows


def wilson(hits: int, count: int) -> tuple[float, float]:
    """The 95 % interval of a share."""
    if not count:
        return 0.0, 1.0
    share, spread = hits / count, Z * Z / count
    middle = (share + spread / 2) / (1 + spread)
    half = Z * math.sqrt(share * (1 - share) / count + spread / (4 * count)) / (1 + spread)
    return max(middle - half, 0.0), min(middle + half, 1.0)


def report(found: Sequence[Example], said: Sequence[float], title: str) -> None:
    """Print the reliability table."""
    error, rows = reliability(said, [example.is_right for example in found])
    print(f"{title}: {len(found)} verdicts, expected calibration error {error:.3f}")
    for mean, share, count in rows:
        low, high = wilson(round(share * count), count)
        print(f"  said {mean:.2f}  right {share:.2f} ({low:.2f}-{high:.2f})  of {count}")


def tell(found: Sequence[Example], title: str) -> None:
    """Print the table of the program as it stands."""
    report(found, [example.now for example in found], title)


def main() -> None:
    """Fit, report, write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    home = Path(os.environ.get("BENCH_NEWSROOM", "../shared/newsroom"))
    parser.add_argument("--learn", type=Path, nargs="*", default=[SAMPLES / name for name in LEARNT])
    parser.add_argument("--data", default=os.environ.get("BENCH_DATA", "../shared/data"))
    parser.add_argument("--incidents", type=int, default=300)
    parser.add_argument("--others", type=Path, nargs="*", default=[home, *(SAMPLES / name for name in BLIND)])
    parser.add_argument("--write", action="store_true", help="write the weights into the program")
    options = parser.parse_args()
    settings = load()
    for folder in options.others:
        if (folder / "gold.jsonl").exists():
            tell(list(newsroom_examples(folder, settings)), f"{folder.name}, not fitted on, as the program stands")
    shootings = Path(options.data) / "gva_multisource" / "dev.jsonl"
    if shootings.exists():
        tell(
            list(shooting_examples(shootings, settings, options.incidents)), "gva, not fitted on, as the program stands"
        )
    learnt = [folder for folder in options.learn if (folder / "gold.jsonl").exists()]
    if not learnt:
        sys.exit("skipped: no set to learn from is there")
    found = [example for folder in learnt for example in newsroom_examples(folder, settings)]
    tell(found, "as the program stands, fitted on these events")
    if find_spec("sklearn") is None:
        sys.exit("skipped what is held back: scikit-learn is not there")
    intercept, weights, held = fit(found)
    report(found, held, "held back, by event")
    for name in sorted({example.event.split()[0] for example in found}):
        own = [number for number, example in enumerate(found) if example.event.split()[0] == name]
        report([found[n] for n in own], [held[n] for n in own], f"held back, {name} alone")
    for label in DECIDES:
        rows = [example.is_right for example in found if example.label is label]
        wrong = len(rows) - sum(rows)
        low, high = wilson(wrong, len(rows))
        print(f"wrong when it says {label}: {wrong} of {len(rows)} ({low:.1%}-{high:.1%})")
    if options.write:
        table = "".join(f'    "{name}": {weight},\n' for name, weight in weights.items() if abs(weight) >= MIN_WEIGHT)
        TARGET.write_text(
            f"{HEADER}INTERCEPT = {intercept}\nWEIGHTS: dict[str, float] = {{\n{table}}}\n", encoding="utf-8"
        )


if __name__ == "__main__":
    main()
