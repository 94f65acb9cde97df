"""The ledger of one quantity: every figure ever read for it, a line a counter, in the order of their as-of.

In: the figures that match, links of copies, withdrawals. Out: a `Ledger`. Figures of two counters never stand on one
line, nor those of other people, places or parties; copies of one print are one entry with their number. Marked are
jumps, downward revisions, retractions, and what is no total at all ("22 more", a part, a denial). A lower figure that
the same counter had given before, printed again without a day of its own, is an old figure and no revision.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from tasks.model import Document, Figure
from tasks.reading.stems import stems
from tasks.reports.ledger_marks import marks_of, moment_of
from tasks.reports.ledger_match import Matched, Printed, people_of
from tasks.reports.ledger_query import Wanted
from tasks.settings import Rules, Sources
from tasks.verdicts.places import same_place
from tasks.verdicts.populations import GROUPS
from tasks.verdicts.retractions import Withdrawal
from tasks.verdicts.side import canonical, counter
from tasks.vocabulary import Party

RECORD_TIER = 1  # a court, a register, a ministry's own page: it counts itself
NOBODY = "no counter named"
PLACE_NOT_SAID = "place not said"
PRONOUNS = frozenset({"it", "he", "she", "they", "who", "which", "that", "this"})  # a source that was not resolved
# Words of a body's name that tell no other body: the government of a prefecture counts as the prefecture.
PLAIN_WORDS = frozenset(
    stems("government authority authorities official officials spokesman spokeswoman spokesperson office statement")
)


@dataclass(frozen=True, slots=True)
class Entry:
    """One print of the figure with its copies. `marks` say what is to be known about it.

    `is_step` is False for what is no total of this counter at this moment; it is listed and not drawn into the line.
    """

    printed: Printed
    fields: tuple[tuple[str, str], ...]
    copies: tuple[str, ...]
    marks: tuple[str, ...]
    is_step: bool
    is_withdrawn: bool

    @property
    def moment(self) -> datetime | None:
        """Where it stands in time: its as-of, else its publication."""
        return moment_of(self.printed)


@dataclass(frozen=True, slots=True)
class Line:
    """All entries of one counter. Without a counter the entries are many voices, and never a staircase."""

    counter: str
    of_what: str
    is_one_counter: bool
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Ledger:
    """The whole answer. `fields` counts what each term of the phrase was found in, `refused` what was left out."""

    wanted: Wanted
    lines: tuple[Line, ...]
    fields: Mapping[str, Mapping[str, int]]
    refused: Mapping[str, int]
    figures: int
    documents: int


def build_ledger(
    wanted: Wanted,
    matched: Sequence[Matched],
    refused: Mapping[str, int],
    *,
    family_of: Callable[[str], str],
    withdrawn: Sequence[Withdrawal],
    documents: Mapping[str, Document],
    rules: Rules,
    sources: Sources,
) -> Ledger:
    """Put the figures on their lines and mark them."""
    checkable = [one for one in matched if one.printed.claim.not_checkable is None]
    left_out = dict(refused)
    if len(checkable) < len(matched):
        left_out["forecasts, opinions or questions"] = len(matched) - len(checkable)
    fallen = _fallen(withdrawn, documents, family_of, sources)
    names = _names([one.printed for one in checkable], sources)
    # Where some figures are said to be of that very place, those of pages that merely mention it stand apart.
    placed = {term for one in checkable for term, field in one.fields if field == "place"}
    groups: dict[tuple[str, str], list[Matched]] = defaultdict(list)
    for one in checkable:
        of_what = _of_what(one.printed, wanted, sources)
        if placed & {term for term, field in one.fields if field == "lead"}:
            of_what = f"{of_what}, {PLACE_NOT_SAID}".removeprefix(", ")
        groups[_counter(one.printed, sources), of_what].append(one)
    lines = [
        Line(names[name], of_what, name != NOBODY, _entries(group, family_of, fallen, rules, is_one=name != NOBODY))
        for (name, of_what), group in groups.items()
    ]
    return Ledger(
        wanted=wanted,
        lines=tuple(sorted(lines, key=_line_order)),
        fields=_fields(checkable),
        refused=left_out,
        figures=len(checkable),
        documents=len({one.printed.document.document_id for one in checkable}),
    )


def _counter(printed: Printed, sources: Sources) -> str:
    """The innermost source under its usual name; a body's own page speaks for itself; else nobody is named."""
    named = counter(printed.claim.attribution, sources)
    if named and named not in PRONOUNS:
        known = sources.by_alias.get(named)
        return named if known else " ".join(_telling_words(named)) or named
    publisher = printed.document.publisher
    return canonical(publisher, sources) if publisher and printed.document.tier == RECORD_TIER else NOBODY


def _telling_words(name: str) -> list[str]:
    return sorted(frozenset(stems(name)) - PLAIN_WORDS)


def _names(printed: Iterable[Printed], sources: Sources) -> dict[str, str]:
    """Each counter as readers know it: as sources.toml has it, else as the first page printed it."""
    names = {NOBODY: NOBODY}
    for one in sorted(printed, key=lambda one: (one.document.document_id, one.claim.start)):
        key = _counter(one, sources)
        known = sources.by_alias.get(key)
        spelled = one.claim.attribution[-1] if one.claim.attribution else one.document.publisher
        names.setdefault(key, known.name if known else spelled or key)
    return names


def _of_what(printed: Printed, wanted: Wanted, sources: Sources) -> str:
    """What sets this figure apart from the plain quantity: other people, a smaller place, the other party, a unit."""
    figure = printed.figure
    parts: list[str] = []
    population = people_of(printed, sources)
    if not wanted.population.groups:
        parts += [GROUPS[number].split()[0] for number in sorted(population.groups)]
    asked_for = {term.place for term in wanted.terms if term.place}
    parts += sorted(population.nations - asked_for)
    named = figure.place
    if named and asked_for and not any(same_place(named, place, sources) for place in sorted(filter(None, asked_for))):
        parts.append(f"in {named}")
    if named and not asked_for and not any(term.kind == "place" for term in wanted.terms):
        parts.append(f"in {named}")
    if figure.party is Party.PERPETRATOR:
        parts.append(figure.party.value)
    if figure.unit and not wanted.roles and figure.unit != figure.role:
        parts.append(figure.unit)
    return ", ".join(parts)


def _entries(
    group: Iterable[Matched],
    family_of: Callable[[str], str],
    fallen: Mapping[str, Mapping[float, str]],
    rules: Rules,
    *,
    is_one: bool,
) -> tuple[Entry, ...]:
    first: dict[tuple[object, ...], Matched] = {}
    copies: dict[tuple[object, ...], list[str]] = defaultdict(list)
    for one in sorted(group, key=_printed_order):
        figure, document = one.printed.figure, one.printed.document
        key: tuple[object, ...] = (
            family_of(document.document_id),
            figure.value,
            figure.low,
            figure.high,
            figure.is_increment,
        )
        known = first.setdefault(key, one)
        name = document.publisher or document.url or document.source_id
        if known.printed.document.document_id != document.document_id and name not in copies[key]:
            copies[key].append(name)
    steps: list[Figure] = []
    entries: list[Entry] = []
    for key, one in sorted(first.items(), key=lambda pair: _order(pair[1])):
        withdrawal = fallen.get(str(key[0]), {}).get(one.printed.figure.value)
        marks, is_step = marks_of(one.printed, steps, rules, withdrawal, is_one=is_one)
        if is_step:
            steps.append(one.printed.figure)
        entries.append(Entry(one.printed, one.fields, tuple(copies[key]), marks, is_step, withdrawal is not None))
    return tuple(entries)


def _fallen(
    withdrawn: Sequence[Withdrawal],
    documents: Mapping[str, Document],
    family_of: Callable[[str], str],
    sources: Sources,
) -> dict[str, dict[float, str]]:
    """Family -> value -> the notice by which its publisher takes it back; there too it is no figure any more."""
    fallen: dict[str, dict[float, str]] = defaultdict(dict)
    for document_id, document in sorted(documents.items()):
        for one in withdrawn:
            if document.publisher and canonical(document.publisher, sources) == one.publisher:
                fallen[family_of(document_id)].update(dict.fromkeys(one.values, one.detail))
    return fallen


def _fields(matched: Sequence[Matched]) -> dict[str, dict[str, int]]:
    found: dict[str, dict[str, int]] = {}
    for one in matched:
        for term, field in one.fields:
            counts = found.setdefault(term, {})
            counts[field] = counts.get(field, 0) + 1
    return {term: dict(sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))) for term, counts in found.items()}


def _order(one: Matched) -> tuple[bool, float, float, str, int]:
    moment = moment_of(one.printed)
    return (moment is None, moment.timestamp() if moment else 0.0, *_printed_order(one))


def _printed_order(one: Matched) -> tuple[float, str, int]:
    """The first print of a family stands for its copies."""
    published = one.printed.document.published
    return (
        published.instant.timestamp() if published else float("inf"),
        one.printed.document.document_id,
        one.printed.claim.start,
    )


def _line_order(line: Line) -> tuple[bool, bool, int, str, str]:
    """Named counters first, what surely is of the place before the rest, the fullest first."""
    return not line.is_one_counter, PLACE_NOT_SAID in line.of_what, -len(line.entries), line.counter, line.of_what
