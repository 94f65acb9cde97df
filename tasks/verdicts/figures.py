"""What one figure of a reference page does to one figure of the article: gate, then time, then intervals.

In: two sides with figures. Out: a `Finding` with a finished sentence. VERDICTS.md sections 2 to 5: what agrees vouches
for itself, a toll of another moment moves, and a contradiction needs the same figure for sure.
"""

from datetime import datetime

from tasks.model import Figure, Finding
from tasks.reading.stems import stems
from tasks.verdicts.copied import ALTERED, is_altered
from tasks.verdicts.counted_over import same_period
from tasks.verdicts.doubts import has_grown, is_rival, missing_apart, not_against, other_body
from tasks.verdicts.intervals import LOWER, NEAR, UPPER, Comparison, as_meant, compare_figures
from tasks.verdicts.likeness import Alike
from tasks.verdicts.measures import in_unit_of
from tasks.verdicts.moments import Moment, Order, by_the_end_of_the_day, order_of
from tasks.verdicts.needed import needed_for_conflict, needed_for_move, needed_to_agree, vouched
from tasks.verdicts.of_many import of_two_subjects
from tasks.verdicts.printed import known_to_both
from tasks.verdicts.resemblance import agreement_bonus, is_few
from tasks.verdicts.rise_and_fall import is_turned_round
from tasks.verdicts.roles import STRICT_ROLES, role_of
from tasks.verdicts.running import goes_on, is_aimed, is_running_total
from tasks.verdicts.same_figure import Gate, Opening, figure_gate, same_ground, same_statement
from tasks.verdicts.setting import Setting
from tasks.verdicts.side import Side
from tasks.verdicts.sites import FIXED, same_site
from tasks.verdicts.wholes import BASES
from tasks.verdicts.wording import both_say, number_words
from tasks.vocabulary import FALLING_ROLES, GROWING_ROLES, AsOfBasis, Hedge, Relation

MANY = 50  # smaller numbers of things are of many things
TELLING = 3.9  # log-odds: a number that two figures of one event share by chance one time in fifty
RIVAL = "rival counter"  # the rule name by which a verdict knows that another body counted


def event_of(theirs: Side, setting: Setting) -> float:
    """How surely their document is about the article's event."""
    return setting.events.get(theirs.document.document_id, 0.0)


def likeness_of(ours: Side, theirs: Side, setting: Setting) -> Alike:
    """How alike two articles are; of few dead or hurt, who, where and when tell one event from others of its kind."""
    key = theirs.document.document_id
    few = is_few(ours, theirs, setting.rules) and key in setting.events
    return Alike(event_of(theirs, setting), setting.one_event[key] if few else None)


def compare_two_figures(ours: Side, theirs: Side, setting: Setting) -> Finding:
    """Compare two claims with figures."""
    return figures_compared(ours, theirs, gate_of(ours, theirs, setting), setting)


def gate_of(ours: Side, theirs: Side, setting: Setting) -> Gate:
    """How far the gate between two figures is open."""
    return figure_gate(ours, theirs, likeness_of(ours, theirs, setting), setting.rarity, setting.rules, setting.sources)


def figures_compared(ours: Side, theirs: Side, gate: Gate, setting: Setting, *, is_total: bool = False) -> Finding:
    """Time, then intervals, for two figures behind a gate; `is_total`: theirs is its page's only count of its role."""
    if gate.opening is Opening.CLOSED:
        return _shut(ours, theirs, gate, setting)
    left = ours.figure
    right = in_unit_of(theirs.figure, left)
    moment = order_of(left.as_of, right.as_of, setting.rules)
    if left.role in GROWING_ROLES and abs(left.value - right.value) <= setting.rules.consistent_share * left.value:
        moment = by_the_end_of_the_day(moment, left.as_of, right.as_of, (_printed(ours), _printed(theirs)))
    comparison = compare_figures(as_meant(left, setting.rules), as_meant(right, setting.rules), setting.rules)
    how = f"the figures {comparison.how}"
    if theirs.claim.is_negated or theirs.is_rejected:
        # Who denies 3,000 says nothing of 200.
        same = comparison.relation is Relation.CORROBORATES and gate.score >= setting.rules.odds_compatible
        return _finding(Relation.DENIES, "denied", ours, theirs, "the figure is denied") if same else _unlike(gate)
    if comparison.relation is Relation.CORROBORATES and not _only_a_bound_of_another_day(left, right, moment):
        if ours.is_part != theirs.is_part and moment.order in {Order.EARLIER, Order.LATER} and not moment.near:
            return _unlike(gate)  # "2,000 of the wounded were flown home" in spring is not this week's count
        return _agreed(ours, theirs, gate, how, setting)
    in_one_form = moment.far and has_grown(ours, theirs, moment)  # a daily or weekly report in the same words
    if comparison.relation is Relation.CONTRADICTS and not in_one_form and is_altered(ours, theirs):
        return _finding(Relation.CONTRADICTS, ALTERED, ours, theirs, f"the same sentence, and {how}", gate)
    may_move = gate.opening is Opening.CONFLICT and gate.score >= needed_for_move(
        ours, theirs, setting, is_total=is_total
    )
    if may_move and (moved := _moved(ours, theirs, moment)):
        return moved
    surely_near = gate.score >= setting.rules.odds_compatible
    if comparison.relation is not Relation.CONTRADICTS:
        rule = FIXED if comparison.how == NEAR and same_site(ours, theirs) else "figures compatible"
        near = _finding(Relation.CONSISTENT, rule, ours, theirs, how, gate)
        return near if surely_near else _unlike(gate)
    if doubt := _doubt(ours, theirs, gate, right, setting):
        return doubt
    is_sure = gate.score >= setting.rules.odds_conflicts
    if why := not_against(ours, theirs, moment, is_sure=is_sure) or missing_apart(left, right, setting.printed):
        return Finding(Relation.UNRELATED, why, "same-figure gate", "likeness")
    return _conflict(ours, theirs, gate, moment, comparison)


def _other_base(ours: Figure, theirs: Figure) -> bool:
    """As in "55 of the 64" and "55 of the 67", which agree in the part and not in the whole.

    Of the dead of one town the whole may be those of the county or of the country.
    """
    if ours.is_part or theirs.is_part:
        return False
    return ours.base is not None and theirs.base is not None and ours.base != theirs.base and ours.value == theirs.value


def _bases(ours: Figure, theirs: Figure) -> str:
    return f"one is of {number_words(ours.base or 0)}, the other of {number_words(theirs.base or 0)}"


def _agreed(ours: Side, theirs: Side, gate: Gate, how: str, setting: Setting) -> Finding:
    """The figures agree: support, unless the whole of which they are a part differs, or they may agree by chance."""
    left, right = ours.figure, in_unit_of(theirs.figure, ours.figure)
    sure = gate.score >= setting.rules.odds_conflicts and gate.opening is Opening.CONFLICT
    if sure and left.value >= setting.rules.distinctive_value and _other_base(left, right):
        return _finding(Relation.CONTRADICTS, BASES, ours, theirs, _bases(left, right), gate)
    if _all_of_them(ours, left) and right.base is None:
        return _unlike(gate)  # "13 of 13 counts" is not borne out by whoever counts 13
    if gate.score + vouched(left, right) < needed_to_agree(ours, gate, setting):
        return _unlike(gate)
    if left.value != right.value and (why := of_two_subjects(ours, theirs)):
        return Finding(Relation.UNRELATED, why, "same-figure gate", "likeness")
    return _finding(Relation.CORROBORATES, "figures agree", ours, theirs, how, gate)


def _all_of_them(side: Side, figure: Figure) -> bool:
    """As in "convicted on 13 of 13 counts": the whole is known to everybody, and says nothing of the part."""
    return bool(side.measure and side.measure.kind == "things") and figure.base == figure.value


def _doubt(ours: Side, theirs: Side, gate: Gate, right: Figure, setting: Setting) -> Finding | None:
    """Why two figures that differ may not be one figure, or None where they surely are."""
    if same_statement(ours, theirs):
        return None
    if gate.score < needed_for_conflict(ours, right.value, setting):
        return _unlike(gate)
    if (
        ours.measure
        and ours.measure.kind == "rank"
        and not same_period(ours.claim, theirs.claim, (ours.day, theirs.day))
    ):
        return _unlike(gate)  # the third this year may be the second this month
    if ours.measure and ours.measure.kind == "label" and gate.frame < setting.rules.frame_conflicts:
        return _unlike(gate)  # a treaty has many articles
    if _few_by_our_sum(theirs, setting):
        detail = "Not surely the same figure: theirs is a sum of persons named, and may leave out or take in one."
        return Finding(Relation.UNRELATED, detail, "same-figure gate", "likeness")
    if _counted_from_today(ours, theirs):
        detail = "Not comparable: both count the days up to their own publication."
        return Finding(Relation.UNRELATED, detail, "time before intervals", "time")
    if not same_ground(ours, theirs, setting.sources) and known_to_both(ours, theirs, setting):
        detail = "Not surely the same figure: the article prints theirs too, of something else."
        return Finding(Relation.UNRELATED, detail, "same-figure gate", "likeness")
    return None


def _few_by_our_sum(theirs: Side, setting: Setting) -> bool:
    """A few persons added up by us are no number that the page prints: enough to agree, too little to contradict."""
    figure = theirs.figure
    return bool(figure.derived_from and "+" in figure.derived_from) and figure.value < setting.rules.distinctive_value


def _counted_from_today(ours: Side, theirs: Side) -> bool:
    """As in "three days after the floods", which is right on one day only."""
    if ours.claim.figure is None or ours.claim.figure.unit not in {"day", "week", "month", "year"}:
        return False
    return (ours.is_elapsed or theirs.is_elapsed) and ours.document.civil_day != theirs.document.civil_day


def _only_a_bound_of_another_day(ours: Figure, theirs: Figure, moment: Moment) -> bool:
    """Whether a toll has moved: "at least 133" of Saturday does not bear out 137 of Sunday."""
    if ours.role not in GROWING_ROLES or ours.value == theirs.value:
        return False
    return bool({ours.hedge, theirs.hedge} & (LOWER | UPPER)) and moment.order in {Order.EARLIER, Order.LATER}


def _unlike(gate: Gate) -> Finding:
    detail = gate.detail or f"the clauses share {gate.frame:.2f} of their words by weight"
    return Finding(Relation.UNRELATED, f"Not surely the same figure: {detail}.", "same-figure gate", "likeness")


def _shut(ours: Side, theirs: Side, gate: Gate, setting: Setting) -> Finding:
    """Refused; the very same striking number about another measure is a finding of its own."""
    left, right = ours.figure, theirs.figure
    if gate.failed == "population" and left.value == right.value and _of_another_fate(ours, theirs):
        return _finding(Relation.CONTRADICTS, BASES, ours, theirs, f"the same sentence, and {gate.detail}", gate)
    turned = gate.failed == "change" and gate.event >= setting.rules.event_conflicts
    if turned and is_turned_round(ours, theirs, setting.rarity):
        return _finding(Relation.CONTRADICTS, "turned round", ours, theirs, f"the same share, and {gate.detail}", gate)
    same_number = left.value == right.value and left.value >= setting.rules.distinctive_value
    if not same_number:
        return Finding(Relation.UNRELATED, f"Not the same figure: {gate.detail}.", "same-figure gate", gate.failed)
    about_people = {left.role, right.role} <= STRICT_ROLES or _narrower(left, right)
    telling = agreement_bonus(left) >= TELLING
    one_report = gate.event >= setting.rules.event_conflicts and (
        telling or gate.frame >= setting.rules.frame_conflicts
    )
    counts_both = gate.failed == "population" and (left.value, theirs.population.groups) in setting.groups
    if about_people and one_report and gate.failed in {"role", "population", "place"} and not counts_both:
        return _finding(
            Relation.SAME_NUMBER_OTHER_MEASURE, "same number, other measure", ours, theirs, gate.detail, gate
        )
    return Finding(Relation.UNRELATED, f"Not the same figure: {gate.detail}.", "same-figure gate", gate.failed)


def _of_another_fate(ours: Side, theirs: Side) -> bool:
    """Whether the sentences are one but for whom the figure is a part of: "133 of the missing", "133 of the dead"."""
    fates = ours.population.fate, theirs.population.fate
    changed = frozenset(stems(f"{ours.figure.population} {theirs.figure.population}"))
    return all(fates) and fates[0] != fates[1] and is_altered(ours, theirs, changed)


def _narrower(ours: Figure, theirs: Figure) -> bool:
    """Whether ours makes the dead, or the hurt, of what theirs counts as both: "4,000 casualties", "4,000 deaths"."""
    return ours.role in {"killed", "injured"} and theirs.role == "killed_or_injured" and not theirs.is_part


def other_measure(ours: Side, theirs: Side, gate: Gate, setting: Setting) -> Finding | None:
    """The very same small number of another role, on a page of one event that prints another number for ours."""
    roles = {ours.figure.role, theirs.figure.role}
    if gate.event < setting.rules.event_conflicts or not roles <= STRICT_ROLES or _few_by_our_sum(theirs, setting):
        return None
    return _finding(Relation.SAME_NUMBER_OTHER_MEASURE, "same number, other measure", ours, theirs, gate.detail, gate)


def _moved(ours: Side, theirs: Side, moment: Moment) -> Finding | None:
    """A toll known earlier or later than ours, on the right side of the envelope, is no conflict."""
    left, right = ours.figure, in_unit_of(theirs.figure, ours.figure)
    going = goes_on(ours, theirs, is_later=moment.order is Order.LATER)
    if not (_moves(ours) or going) or _same_past(ours, theirs) or is_aimed(ours) != is_aimed(theirs):
        return None
    if ours.counter and theirs.counter and other_body(ours, theirs):
        return None
    if left.value == right.value or moment.order in {Order.SAME, Order.UNKNOWN}:
        return None
    role = role_of(ours)
    if role not in GROWING_ROLES | FALLING_ROLES and not going and not _may_have_changed(ours, theirs, moment):
        return None
    falling = role not in GROWING_ROLES and not (is_running_total(ours) or is_running_total(theirs))
    if moment.order is Order.LATER and (falling or _may_be_above(right, left)):
        return _finding(Relation.LATER_FIGURE, "later figure", ours, theirs, "theirs holds for a later moment")
    if moment.order is Order.EARLIER and (falling or _may_be_above(left, right)):
        return _finding(Relation.EARLIER_FIGURE, "earlier figure", ours, theirs, "theirs holds for an earlier moment")
    return None


def _may_have_changed(ours: Side, theirs: Side, moment: Moment) -> bool:
    """Things are counted again after days: where the text dates ours, or both are large and later is higher."""
    if not moment.far:
        return False
    least = min(ours.figure.value, theirs.figure.value)
    return _dated(ours.figure) or (least >= MANY and moment.order is Order.LATER)


def _dated(figure: Figure) -> bool:
    """The text itself says for when the figure holds."""
    return figure.as_of is not None and figure.as_of.basis is not AsOfBasis.PUBLICATION


def _moves(side: Side) -> bool:
    """Tolls and numbers of things move with time; a distance, a magnitude, a length of time once passed does not."""
    if role_of(side) in GROWING_ROLES | FALLING_ROLES:
        return True
    return bool(side.measure and side.measure.kind == "things") or is_running_total(side)


def _may_be_above(higher: Figure, lower: Figure) -> bool:
    """Whether a count can have grown from `lower` to `higher`; open and vague ends count in favour."""
    top = float("inf") if higher.high is None else higher.high
    bottom = float("-inf") if lower.low is None else lower.low
    return top > bottom and (higher.value > lower.value or Hedge.VAGUE in {higher.hedge, lower.hedge})


def _conflict(ours: Side, theirs: Side, gate: Gate, moment: Moment, comparison: Comparison) -> Finding:
    """The figures cannot both hold; say so only where same figure and same moment are sure."""
    if gate.opening is not Opening.CONFLICT:
        return Finding(
            Relation.UNRELATED, f"Not surely the same figure: {gate.detail}.", "same-figure gate", gate.failed
        )
    tolls = role_of(ours) in GROWING_ROLES | FALLING_ROLES
    moves = tolls and not _same_past(ours, theirs)
    if moves and (moment.order is Order.UNKNOWN or (moment.loose and not same_statement(ours, theirs))):
        return Finding(
            Relation.UNRELATED,
            "Not comparable: it is not sure that both figures hold for one moment.",
            "time before intervals",
            "time",
        )
    if is_rival(ours, theirs):
        how = f"another counter gives it, and the figures {comparison.how}"
        return _finding(Relation.CONTRADICTS, RIVAL, ours, theirs, how, gate)
    how = f"the figures {comparison.how}"
    if moves and moment.order in {Order.LATER, Order.EARLIER}:
        how = f"a count that only grows cannot go from one to the other: the figures {comparison.how}"
    return _finding(Relation.CONTRADICTS, "figures conflict", ours, theirs, how, gate)


def _same_past(ours: Side, theirs: Side) -> bool:
    """Both speak of one event of a named, closed past, whose toll no longer moves."""
    return bool(ours.years & theirs.years)


def _printed(side: Side) -> datetime | None:
    return side.document.published.instant if side.document.published else None


def _finding(relation: Relation, rule: str, ours: Side, theirs: Side, how: str, gate: Gate | None = None) -> Finding:
    return Finding(relation, both_say(ours, theirs, how), rule, gate.failed if gate else None)
