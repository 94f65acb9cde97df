"""Fit the weights by which two figures are known to be one figure, whatever their values.

`uv run --frozen --with scikit-learn python -m tests.benchmarks.fit_resemblance [--newsroom DIR ...] [--write]`

One example is a figure of a target article with a figure of a reference page that passes the tests of same_figure.py.
It is right where the page is among those that bear out the gold record (for a changed record: that speak against it)
and prints the printed value; wrong where such a page, or one that gold names nowhere, prints another value. Pages
that gold names for another moment are left out. Of shootings (GVA, but for the first ones, on which verdicts are
measured) the true tolls of one article are held against the pages found for it, and those pages are the examples of
one event and of two. Few dead or hurt rest on the weights of events: fit those first. A logistic regression over the
named features gives one weight each; the figures printed are of leave-one-event-out, the weights of all events.
scikit-learn is needed here only.
"""

import argparse
import os
import sys
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from tasks import pipeline
from tasks.claims.context import Reading
from tasks.evidence.library import ArchiveShelf, Evidence, Library
from tasks.model import Claim, Document, Lineage
from tasks.settings import Settings, load
from tasks.verdicts import resemblance_weights as weights_now
from tasks.verdicts.compare import Setting, gate_of
from tasks.verdicts.dates import compare_whens
from tasks.verdicts.deeds import of_one_happening
from tasks.verdicts.events import event_likeness
from tasks.verdicts.figures import likeness_of
from tasks.verdicts.intervals import compare_figures
from tasks.verdicts.matching import sides_of
from tasks.verdicts.measures import in_unit_of
from tasks.verdicts.moments import Order, order_of
from tasks.verdicts.one_event import OneEvent, event_features, particulars
from tasks.verdicts.resemblance import features, few_features
from tasks.verdicts.same_figure import Opening
from tasks.verdicts.same_happening import date_features
from tasks.verdicts.side import Side, side
from tasks.vocabulary import Relation
from tests.benchmarks.gva import accepted_numbers
from tests.benchmarks.gva_verdicts import document_of, sample, tolls
from tests.benchmarks.newsroom_verdicts import document_of as page_of
from tests.benchmarks.newsroom_verdicts import library_of, read_set, same_value, with_change
from tests.benchmarks.scoring import area

HEADER = '''"""The weights of resemblance.py, in log-odds; by fit_resemblance.py of the benchmarks."""

'''
TARGET = Path(__file__).resolve().parents[2] / "tasks" / "verdicts" / "resemblance_weights.py"
FAMILIES = {"figure": "", "date": "DATE_", "few": "FEW_", "event": "EVENT_"}  # and the prefixes of their tables
MIN_WEIGHT = 0.02
FOLDS = 5  # of shootings
MOST_INCIDENTS = 10_000


class Example(NamedTuple):
    """One pair of figures."""

    event: str
    family: str
    features: dict[str, float]
    is_same: bool


def examples_of(record: dict, ours: Side, pages: list[tuple[str, list[Side], float]], setting: Setting) -> Iterator:
    """The examples of one gold record; `pages` are source id, figures and likeness of event."""
    figure = ours.claim.figure
    if figure is None:
        return
    named = set(record["supporting"]) | set(record["contradicting"]) | set(record["superseded_by"])
    for source_id, sides, _ in pages:
        bears_out = source_id in (record["contradicting"] if record["perturbed"] else record["supporting"])
        if not bears_out and (source_id in named or source_id in record.get("supporting_copies", ())):
            continue
        for theirs in sides:
            if theirs.family != "figure" or theirs.claim.figure is None:
                continue
            if gate_of(ours, theirs, setting).opening is Opening.CLOSED:
                continue
            their_figure = in_unit_of(theirs.claim.figure, figure)
            if record["perturbed"]:
                if not bears_out or (gold := original_value(record)) is None:
                    continue
                agrees = abs(their_figure.value - gold) <= 1e-9 * max(1.0, abs(gold))
            else:
                agrees = compare_figures(figure, their_figure, setting.rules).relation is Relation.CORROBORATES
                if agrees and not bears_out:
                    continue  # gold names not every page that agrees
            if not agrees and _may_have_moved(ours, theirs, setting, bears_out=bears_out):
                continue
            yield _figure_example(record["event"], ours, theirs, setting, is_same=agrees)


def _figure_example(event: str, ours: Side, theirs: Side, setting: Setting, *, is_same: bool) -> Example:
    """Few dead or hurt have a model of their own."""
    alike = likeness_of(ours, theirs, setting)
    if alike.odds is None:
        return Example(event, "figure", features(ours, theirs, alike.event, setting.rarity, setting.sources), is_same)
    return Example(event, "few", few_features(ours, theirs, alike.odds, setting.rarity, setting.sources), is_same)


def date_examples_of(
    record: dict, ours: Side, pages: list[tuple[str, list[Side], float]], setting: Setting
) -> Iterator:
    """The same for a dated happening: the right date is the printed one, for a changed record the original's."""
    when = ours.claim.when
    if when is None:
        return
    for source_id, sides, event in pages:
        if source_id not in record["contradicting" if record["perturbed"] else "supporting"]:
            continue
        for theirs in sides:
            if theirs.family != "date" or theirs.claim.when is None or event < setting.rules.event_agrees:
                continue
            relation, _ = compare_whens(when, theirs.claim.when, setting.rules)
            agrees = relation is Relation.CORROBORATES
            if record["perturbed"]:
                if agrees:
                    continue
                agrees = _is_slip(ours, theirs)
            found = date_features(ours, theirs, event, setting.rarity)
            yield Example(record["event"], "date", found, agrees)


def _is_slip(ours: Side, theirs: Side) -> bool:
    """Pages that speak against a changed date print the right one for the same deed."""
    left, right = ours.claim.happening, theirs.claim.happening
    return bool(left and right and of_one_happening(left.event, right.event))


def _may_have_moved(ours: Side, theirs: Side, setting: Setting, *, bears_out: bool) -> bool:
    """A toll of another moment may be the same figure all the same: it says nothing of likeness."""
    left, right = ours.claim.figure, theirs.claim.figure
    if left is None or right is None or ours.measure is None or ours.measure.kind != "people":
        return False
    return not bears_out or order_of(left.as_of, right.as_of, setting.rules).order is not Order.SAME


def original_value(record: dict) -> float | None:
    """The number that was changed, read from both sentences: what the original has and the changed one lacks."""
    original, changed = (_numbers(record[key]) for key in ("original", "sentence") if isinstance(record.get(key), str))
    gone = [number for number in original if number not in changed]
    return gone[0] if len(gone) == 1 else None


def _numbers(sentence: str) -> list[float]:
    from tasks.claims.numbers import numbers  # noqa: PLC0415  only here

    return [number.value for number in numbers(sentence, 0, load().rules)]


def examples(folder: Path, settings: Settings) -> list[Example]:
    """All examples of the newsroom set."""
    pages, gold = read_set(folder)
    raw = {page["id"]: page for page in pages}
    library = library_of(pages, settings)
    found: list[Example] = []
    read: dict[str, tuple[Reading, Evidence]] = {}
    for record in gold:
        page, key = raw[record["article"]], record["article"]
        if record["perturbed"]:
            page, key = with_change(page, record), record["id"]
        if key not in read:
            read.clear()  # gold stands article by article
            reading = pipeline.extract_claims(page_of(page, settings), settings)
            read[key] = reading, pipeline.gather_evidence(reading, library)
        found.extend(of_record(record, *read[key], settings))
    return found


def of_record(record: dict, reading: Reading, evidence: Evidence, settings: Settings) -> list[Example]:
    """The examples of one record in its read article."""
    document = reading.document
    start, end = record["start"], record["start"] + len(record["sentence"])
    claims = [c for c in reading.claims if c.start < end and c.end > start and same_value(c, record)]
    role = record["value"].get("role")
    claims.sort(key=lambda claim: (not (claim.figure and claim.figure.role == role), claim.start))
    if not claims:
        return []
    events = event_likeness(document, evidence.documents, evidence.rarity.__getitem__)
    setting = _setting(document, evidence, events, settings)
    pages = [
        (held.source_id, _sides(held, evidence.claims[key], settings), events[key])
        for key, held in evidence.documents.items()
        if events[key] >= settings.rules.event_agrees  # behind which no gate opens but by names and years
    ]
    ours = side(claims[0], document, settings.sources)
    return [*examples_of(record, ours, pages, setting), *date_examples_of(record, ours, pages, setting)]


def _setting(document: Document, evidence: Evidence, events: dict[str, float], settings: Settings) -> Setting:
    rarity = evidence.rarity.__getitem__
    one_event = OneEvent(document, evidence.documents, events, rarity)
    return Setting(rarity, events, settings.rules, settings.sources, one_event=one_event)


def _sides(document: Document, claims: Sequence[Claim], settings: Settings) -> list[Side]:
    return [one for group in sides_of(document, claims, settings.sources).values() for one in group]


def shooting_examples(incident: str, reading: Reading, evidence: Evidence, settings: Settings) -> list[Example]:
    """The true tolls of one shooting against the pages found: the same role and number in one incident is one figure.

    Another number is another figure where its page gives ours too; a page that does not may be early, or wrong.
    """
    document = reading.document
    events = event_likeness(document, evidence.documents, evidence.rarity.__getitem__)
    setting = _setting(document, evidence, events, settings)
    rows: list[Example] = []
    for claim in reading.claims:
        ours = side(claim, document, settings.sources)
        for key, held in evidence.documents.items():
            inside = held.source_id.startswith(f"{incident}/")
            page = [theirs for theirs in _sides(held, evidence.claims[key], settings) if theirs.claim.figure]
            gives_ours = any(_counts_alike(ours, theirs) for theirs in page)
            for theirs in page:
                agrees = inside and _counts_alike(ours, theirs)
                if theirs.family != "figure" or (inside and not agrees and not gives_ours):
                    continue
                if gate_of(ours, theirs, setting).opening is Opening.CLOSED:
                    continue
                rows.append(_figure_example(_fold(incident), ours, theirs, setting, is_same=agrees))
    return rows


def _counts_alike(ours: Side, theirs: Side) -> bool:
    left, right = ours.claim.figure, theirs.claim.figure
    return left is not None and right is not None and (left.role, left.value) == (right.role, right.value)


def event_examples(incident: str, reading: Reading, evidence: Evidence, lineage: Lineage) -> list[Example]:
    """The pages found for a shooting: of the same incident or of another, copies aside."""
    document, rarity = reading.document, evidence.rarity.__getitem__
    events = event_likeness(document, evidence.documents, rarity)
    own = lineage.family_of(document.document_id)
    ours = document, particulars(document, rarity)
    return [
        Example(
            _fold(incident),
            "event",
            event_features(ours, (held, particulars(held, rarity)), events[key], rarity),
            held.source_id.startswith(f"{incident}/"),
        )
        for key, held in evidence.documents.items()
        if lineage.family_of(key) != own
    ]


def _fold(incident: str) -> str:
    return f"gva {int(incident.rpartition('-')[2]) % FOLDS}"


def all_shooting_examples(path: Path, settings: Settings, measured: int) -> list[Example]:
    """The same of all incidents but the first ones, on which the verdicts are measured."""
    incidents = list(sample(path, MOST_INCIDENTS))[measured:]
    documents = {r["id"]: [document_of(a, r["id"], settings) for a in r["articles"]] for r in incidents}
    shelf = ArchiveShelf(settings)
    for held in documents.values():
        shelf.add(held)
    library = Library([(shelf, shelf.index)], 0, settings)
    found: list[Example] = []
    for record in incidents:
        reading = pipeline.extract_claims(documents[record["id"]][0], settings)
        counted = [c for c in tolls(reading)[:3] if c.figure and c.figure.value > 1]
        if not counted:
            continue
        evidence = pipeline.gather_evidence(replace(reading, claims=tuple(counted)), library)
        lineage = pipeline.trace_sources(reading.document, evidence, settings)
        found.extend(event_examples(record["id"], reading, evidence, lineage))
        true = [c for c in counted if c.figure and c.figure.value in accepted_numbers(record["gold"], c.figure.role)]
        found.extend(shooting_examples(record["id"], replace(reading, claims=tuple(true)), evidence, settings))
    return found


def fit(found: list[Example]) -> tuple[float, dict[str, float], list[float]]:
    """Intercept and weights from all, and the held-out log-odds of each example by leave-one-event-out."""
    import numpy as np  # noqa: PLC0415  a tool for fitting only
    from sklearn.linear_model import LogisticRegression  # noqa: PLC0415

    names = sorted({name for example in found for name in example.features})
    table = np.array([[example.features.get(name, 0.0) for name in names] for example in found])
    labels = np.array([example.is_same for example in found])
    events = np.array([example.event for example in found])
    held = np.zeros(len(found))
    for event in sorted(set(events)):
        model = LogisticRegression(C=1.0, max_iter=2000)
        model.fit(table[events != event], labels[events != event])
        held[events == event] = model.decision_function(table[events == event])
    model = LogisticRegression(C=1.0, max_iter=2000).fit(table, labels)
    weights = {name: round(float(w), 2) for name, w in zip(names, model.coef_[0], strict=True)}
    return round(float(model.intercept_[0]), 2), weights, [float(value) for value in held]


def report(found: list[Example], held: list[float]) -> None:
    """Area under the curve, precision and recall of the held-out scores at some thresholds."""
    print(
        f"area under the curve {area((score, example.is_same) for example, score in zip(found, held, strict=True)):.4f}"
    )
    for threshold in (-2, -1, 0, 1, 2, 3):
        said = [example.is_same for example, score in zip(found, held, strict=True) if score >= threshold]
        right = sum(said)
        every = sum(example.is_same for example in found)
        print(f"log-odds >= {threshold:2d}: precision {right / max(len(said), 1):.3f} recall {right / every:.3f}")


def written(prefix: str, intercept: float, weights: dict[str, float]) -> str:
    """One table of the module of weights."""
    rows = "".join(f'    "{name}": {weight},\n' for name, weight in weights.items() if abs(weight) >= MIN_WEIGHT)
    return f"{prefix}INTERCEPT = {intercept}\n{prefix}WEIGHTS: dict[str, float] = {{\n{rows}}}\n"


def main() -> None:
    """Fit, report, write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--newsroom",
        nargs="*",
        default=[os.environ.get("BENCH_NEWSROOM", "../shared/newsroom")],
        help="folders of pages and gold that names supporting and contradicting pages; never a blind one",
    )
    parser.add_argument("--data", default=os.environ.get("BENCH_DATA", "../shared/data"))
    parser.add_argument("--measured", type=int, default=200, help="first shootings of GVA, left out of the fit")
    parser.add_argument("--families", nargs="*", default=list(FAMILIES), help="whose weights are fitted anew")
    parser.add_argument("--write", action="store_true", help="write the weights into the program")
    options = parser.parse_args()
    found: list[Example] = []
    for folder in map(Path, options.newsroom):
        if not (folder / "gold.jsonl").exists():
            sys.exit(f"skipped: no newsroom set at {folder}")
        found += examples(folder, load())
    shootings = Path(options.data) / "gva_multisource" / "dev.jsonl"
    if shootings.exists():
        found += all_shooting_examples(shootings, load(), options.measured)
    fit_all(found, options.families, is_kept=options.write)


def fit_all(found: list[Example], wanted: Sequence[str], *, is_kept: bool) -> None:
    """Fit the families that are wanted and, where `is_kept`, write the module; the others keep their weights."""
    parts = [HEADER]
    for family, prefix in FAMILIES.items():
        rows = [example for example in found if example.family == family]
        if family not in wanted or not rows:
            parts.append(
                written(prefix, getattr(weights_now, f"{prefix}INTERCEPT"), getattr(weights_now, f"{prefix}WEIGHTS"))
            )
            continue
        intercept, weights, held = fit(rows)
        print(f"{family}: {len(rows)} pairs, {sum(example.is_same for example in rows)} of one")
        report(rows, held)
        parts.append(written(prefix, intercept, weights))
    if is_kept:
        TARGET.write_text("".join(parts), encoding="utf-8")


if __name__ == "__main__":
    main()
