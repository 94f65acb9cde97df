"""Whether anything on a page may speak to a figure or a date at all, told by the tests that cost least.

In: a claim and all that one page says of its kind. Out: False, or no side, where every gate between them is shut and
nothing but an open gate could count. Most pages that a search brings up tell of another event, measure other things or
say something else; their gates need not be held one by one to see that. Refuses to say so of a page that is surely of
the article's event: there a shut gate may be a finding of its own (other measure, exchanged groups).
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from tasks.model import When
from tasks.settings import Rules
from tasks.verdicts.copied import is_altered
from tasks.verdicts.dates import compare_whens, one_zone
from tasks.verdicts.figures import event_of, likeness_of
from tasks.verdicts.intervals import as_meant, compare_figures
from tasks.verdicts.measures import Measure, comparable, comparable_kinds, in_unit_of
from tasks.verdicts.resemblance import TOLLS
from tasks.verdicts.same_figure import FIGURE_TESTS, Opening, Pair, same_statement
from tasks.verdicts.setting import Setting
from tasks.verdicts.side import Side
from tasks.verdicts.slots import attackers_on
from tasks.vocabulary import Relation

POPULATION = "population"  # the test behind which the same number in the same sentence is a finding of its own
WhenKey = tuple[date, date, tuple[int, int] | None, bool]


@dataclass(frozen=True)
class Group:
    """The figures of a page that measure one thing, with all that their clauses name of people and of time."""

    measure: Measure
    sides: tuple[Side, ...]

    @cached_property
    def names(self) -> frozenset[str]:
        """Names and places in any of their sentences."""
        return frozenset().union(*(side.names for side in self.sides))

    @cached_property
    def years(self) -> frozenset[int]:
        """Past years that any of them speaks of."""
        return frozenset().union(*(side.years for side in self.sides))

    @cached_property
    def days(self) -> frozenset[str]:
        """Days of the calendar named beside any of them."""
        return frozenset().union(*(side.days for side in self.sides))

    @cached_property
    def counters(self) -> frozenset[str | None]:
        """Who is responsible for any of them."""
        return frozenset(side.counter for side in self.sides)


class PageSides(tuple[Side, ...]):  # noqa: SLOT001 -- keeps what it works out, and a tuple takes no slots
    """All sides of one family on one page, in its order; what they are together is worked out once."""

    @cached_property
    def attackers(self) -> frozenset[tuple[str, float]]:
        """Role and number of attackers that the page tells to be dead or hurt."""
        return attackers_on(self)

    @cached_property
    def by_kind(self) -> dict[str, list[Group]]:
        """Figures of one measure together, by its kind."""
        found: dict[Measure, list[Side]] = {}
        for side in self:
            if side.measure is not None:
                found.setdefault(side.measure, []).append(side)
        by_kind: dict[str, list[Group]] = {}
        for measure, sides in found.items():
            by_kind.setdefault(measure.kind, []).append(Group(measure, tuple(sides)))
        return by_kind

    @cached_property
    def by_when(self) -> tuple[tuple[When, tuple[int, ...]], ...]:
        """The places of those of one date: a page names the day of its news again and again."""
        found: dict[WhenKey, tuple[When, list[int]]] = {}
        for place, side in enumerate(self):
            if (when := side.claim.when) is not None:
                key = (when.start, when.end, when.clock, when.approximate)
                found.setdefault(key, (when, []))[1].append(place)
        return tuple((when, tuple(places)) for when, places in found.values())


def may_speak(ours: Side, page: PageSides, setting: Setting) -> bool:
    """Whether a gate may be open, or the page is so surely of our event that a shut one may say something."""
    if not page or ours.measure is None:
        return False
    key, event = page[0].document.document_id, event_of(page[0], setting)
    if event >= setting.rules.event_conflicts:
        return True
    for group in _comparable(ours.measure, page):
        if not _is_of_another_event(ours, group, key, event, setting) and any(
            _may_be_open(ours, theirs, setting) for theirs in group.sides
        ):
            return True
    return False


def dates_that_may_speak(ours: Side, page: PageSides, setting: Setting) -> Sequence[Side]:
    """The dates of a page that may do something to ours: on a page that is not surely of our event, few.

    What differs there speaks against ours only in an altered copy of its sentence.
    """
    when, rules = ours.claim.when, setting.rules
    event = event_of(page[0], setting) if page else 0.0
    if when is None or event < rules.event_agrees:
        return ()
    if event >= rules.event_conflicts:
        return page
    in_one_zone = one_zone(ours.document, page[0].document)
    found: list[int] = []
    for theirs, places in page.by_when:
        relation, _ = compare_whens(when, theirs, rules, one_zone=in_one_zone)
        differs = relation is Relation.CONTRADICTS
        found.extend(place for place in places if not differs or is_altered(ours, page[place]))
    return [page[place] for place in sorted(found)]


def _comparable(ours: Measure, page: PageSides) -> Iterator[Group]:
    """The groups whose measure may be ours; a free noun that can name nobody of a role is no number of people."""
    for kind, groups in page.by_kind.items():
        if not comparable_kinds(ours.kind, kind):
            continue
        of_people = kind != ours.kind and "people" in (kind, ours.kind)
        for group in groups:
            things = ours if ours.kind == "things" else group.measure
            is_told = not of_people or things.is_anybody or things.names_people
            if is_told and comparable(ours, group.measure):
                yield group


def _is_of_another_event(ours: Side, group: Group, key: str, event: float, setting: Setting) -> bool:
    """Whether the test of one event is shut for a whole group, of a page that is not surely of ours."""
    if ours.counter is not None and ours.counter in group.counters:
        return False  # the statement of one body is one, however alike the words are
    rules, figure = setting.rules, ours.claim.figure
    tolls = (ours.measure is not None and ours.measure.role in TOLLS) or group.measure.role in TOLLS
    few = tolls and figure is not None and key in setting.events and _any_few(figure.value, group.sides, rules)
    if few:
        # Whoever names the same year or day is held by the words of both pages, as larger numbers are.
        if not ours.years.isdisjoint(group.years) or not ours.days.isdisjoint(group.days):
            return False
        if setting.one_event[key] >= min(rules.one_event_agrees, rules.one_event_conflicts):
            return False
        if figure is not None and figure.value < rules.distinctive_value:
            return True  # then all of the group are few
    if event >= rules.event_agrees:
        return False
    return len(ours.names & group.names) + len(ours.years & group.years) <= 1


def _any_few(value: float, sides: Iterable[Side], rules: Rules) -> bool:
    least = rules.distinctive_value
    return value < least or any(side.claim.figure and side.claim.figure.value < least for side in sides)


def _may_be_open(ours: Side, theirs: Side, setting: Setting) -> bool:
    """Whether no test shuts the gate, or the one that does leaves the same number a finding of its own.

    A gate that is open for agreement only lets no other number through, but that of an altered copy.
    """
    alike, rules = likeness_of(ours, theirs, setting), setting.rules
    is_sure = (alike.odds is not None and alike.odds >= rules.one_event_conflicts) or same_statement(ours, theirs)
    if not is_sure and _differ(ours, theirs, rules) and not is_altered(ours, theirs):
        return False
    pair = Pair(ours, theirs, alike, rules, setting.sources)
    shut = next((name for name, test in FIGURE_TESTS if test(pair)[0] is Opening.CLOSED), None)
    return shut is None or shut == POPULATION


def _differ(ours: Side, theirs: Side, rules: Rules) -> bool:
    left, right = ours.claim.figure, theirs.claim.figure
    if left is None or right is None:
        return True
    meant = as_meant(in_unit_of(right, left), rules)
    return compare_figures(as_meant(left, rules), meant, rules).relation is Relation.CONTRADICTS
