"""Which of a page's figures answers to ours: a page gives one toll a role, beside it parts, persons, other incidents.

In: a claim, one figure of a page that has its value, and all figures of that page with their gates. Out: why the equal
value is most likely of something else, or None. Small numbers of people coincide by chance: "a woman" is no count of
one where the page counts two dead, "the two officers" are no toll of two where it counts five.
"""

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache

from tasks.model import Figure, Finding
from tasks.settings import Rules
from tasks.verdicts.figures import likeness_of
from tasks.verdicts.intervals import compare_figures
from tasks.verdicts.measures import in_unit_of
from tasks.verdicts.moments import Order, order_of
from tasks.verdicts.resemblance import TOLLS, leads
from tasks.verdicts.same_figure import SINGLE, Gate, Opening, same_ground
from tasks.verdicts.setting import Setting, Slot
from tasks.verdicts.side import Side
from tasks.verdicts.wording import moment_words, source_words
from tasks.vocabulary import Hedge, Party, Relation

MARGIN = 0.4  # log-odds by which a smaller figure of the page must be likelier to be ours
LEAST_EXCHANGED, SURELY_ONE = 2, 1.0  # log-odds of one event
MIN_EXCHANGED = 3  # one or two dead and one or two hurt stand beside each other everywhere
PART_MARGIN = -0.4  # and a larger one: a page's smaller figures are most often parts of it
_COUNTED = re.compile(r"\b(?:one|1|single)\b", re.IGNORECASE)
_SHOT = re.compile(r"\bshot\b|\bgunfire\b|\bstruck\b", re.IGNORECASE)
_DYING = re.compile(r"\b(?:dead|died|dies|killed|fatal\w*|not survive)\b", re.IGNORECASE)
_WOUNDED = re.compile(r"\b(?:injur\w*|wound\w*|hurt)\b", re.IGNORECASE)
_HURT = re.compile(r"\b(?:injur\w*|wound\w*|hurt|hospital\w*|surviv\w*|critical|stable|treated)\b", re.IGNORECASE)

_ATTACKER_TOO = re.compile(
    r"\b(?:including|includes|among them|as well as|along with|and) (?:the|a|an|one) (?:[a-z]{1,12} )?"
    r"(?:gunm[ae]n|shooter|suspect|attacker|assailant|bomber|perpetrator)\b"
    r"|\b(?:kill|shoot|shot|killed|killing|shooting) (?:him|her)self\b"
    r"|\bturn(?:ed|ing|s)? (?:the|a|his|her) (?:gun|weapon|rifle|pistol|knife) on (?:him|her)self\b"
    r"|\b(?:his|her) own life\b"
    r"|\bthe (?:gunman|shooter|suspect|attacker|bomber) "
    r"(?:also |himself |herself |then )?(?:died|was (?:also )?killed)\b|\bmurder(?: and |-)suicide\b",
    re.IGNORECASE,
)

_ATTACKERS = r"(?:gunm[ae]n|shooter|suspect|attacker|assailant|bomber|perpetrator)"
_ATTACKER_WITHIN = re.compile(
    rf"\b(?:including|includes|among them|counting) (?:the|a|an|one) (?:[a-z]{{1,12}} )?{_ATTACKERS}\b", re.IGNORECASE
)
_ATTACKER_BESIDES = re.compile(
    r"\b(?:before|then|and|after) (?:fatally )?(?:turning|killing|shooting|shot|killed|taking) "
    r"(?:the gun on )?(?:himself|herself|his own life|her own life)\b",
    re.IGNORECASE,
)
Page = Sequence[tuple[Side, Gate]]


Others = tuple[float, float]  # log-odds of the likeliest larger and of the likeliest smaller figure that cannot be ours


def of_something_else(ours: Side, theirs: Side, gate: Gate, page: Page, others: Others, setting: Setting) -> str | None:
    """Why an equal small number of people most likely counts something else."""
    if _said_of_others(ours, theirs, page):
        return "the page says it of others"
    if not _is_small(ours, setting):
        return None
    larger, smaller = others
    if same_ground(ours, theirs, setting.sources):
        # "One in Andalusia": the ground picks the figure, and what is counted elsewhere is no likelier one.
        there = [(other, its_gate) for other, its_gate in page if same_ground(ours, other, setting.sources)]
        larger, smaller = others_of(ours, there, setting)
    elif ours.is_part and theirs.is_part:
        # A part answers to a part: the page's total is no likelier one.
        larger, smaller = others_of(ours, [(other, its_gate) for other, its_gate in page if other.is_part], setting)
    if smaller > gate.score + MARGIN or larger > gate.score + PART_MARGIN:
        return "a likelier one there differs"
    if _value(ours) == 1 and larger > float("-inf") and not _one_person(ours, gate, setting):
        return "one person is named there, and more are counted"
    return None


def roles_exchanged(ours: Side, theirs: Side, page: Page, whole: Sequence[Side], setting: Setting) -> bool:
    """Whether a page leads with our number of another role, and with another number of ours: killed for wounded.

    Where both pages are surely of one event, two dead are enough, and ours may stand anywhere; but for a toll that may
    have grown since: two hurt of Tuesday are no two dead of Friday, beside whom ten are hurt. `whole` is all of the
    page: one that tells nothing in our role, and our number as the whole toll in the other, exchanges them too.
    """
    left, right = ours.claim.figure, theirs.claim.figure
    rules, odds = setting.rules, likeness_of(ours, theirs, setting).odds
    sure = odds is not None and odds >= SURELY_ONE
    if left is None or right is None or left.value != right.value:
        return False
    if left.value < (LEAST_EXCHANGED if sure else MIN_EXCHANGED) or ours.is_part:
        return False
    if not (leads(theirs) and (sure or leads(ours))) or left.is_increment or right.is_increment:
        return False
    of_ours = [
        figure
        for side, gate in page
        if (figure := side.claim.figure) and leads(side) and figure.role == left.role and gate.failed != "event"
    ]
    if not of_ours:
        told_of_both = (right.role, right.unit, right.value) in setting.printed
        return sure and not told_of_both and _is_whole_toll(theirs, whole) and not _may_have_died(left, right, rules)
    if left.value in {figure.value for figure in of_ours}:
        return False
    return (leads(ours) and left.value >= MIN_EXCHANGED) or not any(
        _may_have_moved(left, one, rules) for one in of_ours
    )


def _is_whole_toll(theirs: Side, page: Iterable[Side]) -> bool:
    """Whether a page tells its figure as the count of its role, and of the other role nothing at all."""
    figure = theirs.claim.figure
    if figure is None or theirs.is_part or figure.derived_from or _value(theirs) < LEAST_EXCHANGED:
        return False
    other = {"killed": "injured", "injured": "killed"}.get(figure.role)
    told = {side.claim.figure.role for side in page if side.claim.figure and not side.claim.is_negated}
    return other is not None and other not in told and not told & {"killed_or_injured", "hospitalised"}


def _may_have_died(ours: Figure, theirs: Figure, rules: Rules) -> bool:
    """Whether the hurt of the earlier page may be the dead of the later one."""
    order = order_of(ours.as_of, theirs.as_of, rules).order
    dead_last = Order.EARLIER if ours.role == "killed" else Order.LATER  # where theirs would lie
    return order in {Order.UNKNOWN, dead_last}


def _may_have_moved(ours: Figure, theirs: Figure, rules: Rules) -> bool:
    """Whether theirs is a later and higher, or an earlier and lower, count of ours."""
    order = order_of(ours.as_of, theirs.as_of, rules).order
    if order is Order.UNKNOWN:
        return True
    higher = theirs.value > ours.value
    return (order is Order.LATER and higher) or (order is Order.EARLIER and not higher)


def slot_of(side: Side) -> Slot | None:
    """The group or the place whose number a figure is: "85 women", "81 in Wajima"; None where it counts all."""
    figure = side.claim.figure
    if figure is None or side.measure is None or not (side.measure.kind == "people" or side.measure.names_people):
        return None
    return (side.population.groups, figure.place) if side.population.groups or figure.place else None


def groups_exchanged(ours: Side, theirs: Side, gate: Gate, page: Iterable[Side], setting: Setting) -> bool:
    """Whether a page gives our number to another group, and ours that group's: "131 men, 85 women" for 131 women.

    Each group has one number. Two that are the same pair, the other way round, are neither chance nor a later count.
    """
    slot, value = slot_of(ours), _value(ours)
    if slot is None or slot != slot_of(theirs) or value == _value(theirs) or _value(theirs) < MIN_EXCHANGED:
        return False
    if gate.event < setting.rules.event_conflicts or value < MIN_EXCHANGED or not _are_exact(ours, theirs):
        return False
    beside = [(other, found) for other in page if (found := slot_of(other)) and _value(other) == value]
    if any(found == slot for _, found in beside):
        return False
    return any(
        other.claim.sentence_start == theirs.claim.sentence_start and (found, _value(theirs)) in setting.slots
        for other, found in beside
    )


def exchanged(ours: Side, theirs: Side) -> Finding:
    """What is told of two groups with each other's numbers."""
    left, right = (f"{side.claim.text}{source_words(side.claim)}{moment_words(side.claim)}" for side in (ours, theirs))
    how = "the page gives the article's number to another group, and the article that group's to this one"
    detail = f"The article says {left}; {theirs.speaker} says {right}: {how}."
    return Finding(Relation.CONTRADICTS, detail, "groups exchanged")


def _are_exact(*sides: Side) -> bool:
    return all(side.claim.figure is not None and side.claim.figure.hedge is Hedge.EXACT for side in sides)


def totals_of(page: Iterable[Side]) -> tuple[Side, ...]:
    """Of each role of people that a page counts once: the one count of all, wherever on the page it stands."""
    counted: dict[str, list[Side]] = {}
    for side in page:
        figure = side.claim.figure
        if figure is None or side.measure is None or side.measure.kind != "people" or side.is_rejected:
            continue
        if not (side.is_part or figure.is_increment or figure.place or figure.derived_from):
            counted.setdefault(side.measure.role, []).append(side)
    return tuple(group[0] for group in counted.values() if len({_value(side) for side in group}) == 1)


def attackers_on(page: Iterable[Side]) -> frozenset[tuple[str, float]]:
    """Role and number of attackers that a page tells to be dead or hurt."""
    return frozenset(
        (figure.role, figure.value)
        for side in page
        if (figure := side.claim.figure) and figure.party is Party.PERPETRATOR and figure.role in TOLLS
    )


def with_or_without(ours: Side, theirs: Side, attackers: frozenset[tuple[str, float]]) -> bool:
    """Whether two tolls differ by just the attackers whom the page says to be among them: "three, with the gunman"."""
    left, right = ours.claim.figure, theirs.claim.figure
    if left is None or right is None or left.role not in TOLLS:
        return False
    apart = abs(left.value - right.value)
    if apart == 1 and (_ATTACKER_TOO.search(ours.claim.sentence) or _ATTACKER_TOO.search(theirs.claim.sentence)):
        return True
    return (left.role, apart) in attackers


def all_who_were_shot(ours: Side, theirs: Side, page: Iterable[Side]) -> bool:
    """Whether two numbers of the hurt differ by the dead that a page tells of, as in "four shot, two of them died".

    Who was shot is dead or hurt: the word alone does not say which.
    """
    left, right = ours.claim.figure, theirs.claim.figure
    if left is None or right is None or left.role != "injured" or right.role != "injured":
        return False
    larger = ours if left.value > right.value else theirs
    if not _SHOT.search(larger.claim.sentence) or _WOUNDED.search(larger.claim.sentence):
        return False
    if _DYING.search(larger.claim.sentence):
        return True
    apart = abs(left.value - right.value)
    return any(
        figure.role == "killed" and figure.value == apart for side in page if (figure := side.claim.figure) is not None
    )


def attacker_within(ours: Side, theirs: Side) -> bool:
    """Whether one number takes in the attacker and the other tells of him besides: "seven dead with the gunman"."""
    left, right = ours.claim.figure, theirs.claim.figure
    if left is None or right is None or left.role not in TOLLS or left.value != right.value:
        return False
    within = [_ATTACKER_WITHIN.search(side.claim.sentence) is not None for side in (ours, theirs)]
    besides = [_ATTACKER_BESIDES.search(side.claim.sentence) is not None for side in (ours, theirs)]
    return (within[0] and besides[1] and not within[1]) or (within[1] and besides[0] and not within[0])


def others_of(ours: Side, page: Page, setting: Setting) -> Others:
    """What else on the page may be ours, where ours is few people; asked once a page."""
    if not _is_small(ours, setting):
        return float("-inf"), float("-inf")
    above = below = float("-inf")
    for theirs, gate in page:
        if not _is_another(ours, theirs, gate, setting):
            continue
        if _value(theirs) > _value(ours):
            above = max(above, gate.score)
        else:
            below = max(below, gate.score)
    return above, below


def _is_another(ours: Side, theirs: Side, gate: Gate, setting: Setting) -> bool:
    """An open gate, or a count of all where ours is one person; and a value that cannot be ours."""
    left, right = ours.claim.figure, theirs.claim.figure
    if left is None or right is None:
        return False
    counts_all = gate.failed == SINGLE and left.value == 1
    if gate.opening is Opening.CLOSED and not counts_all:
        return False
    return compare_figures(left, in_unit_of(right, left), setting.rules).relation is Relation.CONTRADICTS


def _one_person(ours: Side, gate: Gate, setting: Setting) -> bool:
    """Ours names a person as theirs does, in like words: "a 59-year-old teacher"."""
    return not _COUNTED.search(ours.claim.text) and gate.frame >= setting.rules.frame_conflicts


def _said_of_others(ours: Side, theirs: Side, page: Page) -> bool:
    """Whether "eight people", or "eight shot", are those of whom the page says another thing than we do."""
    if ours.measure is None or theirs.measure is None:
        return False
    kinds = {ours.measure.kind, theirs.measure.kind}
    if kinds == {"people", "things"}:
        role = ours.measure.role if ours.measure.kind == "people" else theirs.measure.role
    elif kinds == {"people"} and _only_shot(theirs):
        role = ours.measure.role
    else:
        return False
    return any(
        other.measure is not None
        and other.measure.kind == "people"
        and other.measure.role != role
        and _value(other) == _value(ours)
        for other, _ in page
    )


def _only_shot(side: Side) -> bool:
    """Who was shot is dead or hurt: the word alone does not say which."""
    return _tells_only_of_shots(side.claim.sentence)


@lru_cache(maxsize=8_192)
def _tells_only_of_shots(sentence: str) -> bool:
    return _SHOT.search(sentence) is not None and not _HURT.search(sentence)


def counted_there(ours: Side, page: Page, setting: Setting) -> tuple[Side, ...]:
    """What the page counts on our own ground in our role: where it does, its total for all grounds is no later ours."""
    left = ours.claim.figure
    if left is None or not left.place:
        return ()
    return tuple(
        theirs
        for theirs, gate in page
        if gate.failed != "role"
        and (right := theirs.claim.figure) is not None
        and right.role == left.role
        and right.is_increment == left.is_increment
        and same_ground(ours, theirs, setting.sources)
    )


def _is_small(ours: Side, setting: Setting) -> bool:
    return _value(ours) < setting.rules.distinctive_value


def _value(side: Side) -> float:
    return side.claim.figure.value if side.claim.figure else float("nan")
