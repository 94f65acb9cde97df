"""How surely two figures must be one before they agree, move with time, or contradict each other.

In: two sides, the gate between them, the article's setting. Out: log-odds that the score of the gate (resemblance.py)
must reach.
"""

import math

from tasks.model import Figure
from tasks.verdicts.doubts import is_slip
from tasks.verdicts.resemblance import LEAD, agreement_bonus
from tasks.verdicts.same_figure import Gate
from tasks.verdicts.setting import Setting
from tasks.verdicts.side import Side

SAME_SHARE = 1e-9
RARE = 4.0  # idf of a noun that few pages use
LARGE, LARGE_NEAR_BONUS = 1_000, 2.3  # large numbers come in many sizes: one in ten lies as near
NEAR_BONUS = 1.0  # log-odds: a number within another's hedge is met by chance one time in three
DOUBTED = 1.0  # log-odds more where the page may be of another event: every town has its two dead
# Of figures that are printed wrong some one in ten have their digits exchanged, ln 0.1 (a guess on the careful side: of
# the changed ones in the briefs it is one in five). How seldom two figures of different things do so by chance is what
# their agreement would be worth (resemblance.chance).
SLIP_SHARE = -2.3
TWO_DIGITS = 2


def needed_to_agree(ours: Side, gate: Gate, setting: Setting) -> float:
    """Every report of violence has a dead or two: small numbers agree by chance, the more so on a page of who knows."""
    people = ours.measure is not None and ours.measure.kind == "people"
    value = ours.figure.value
    if people and value == 1:
        return setting.rules.odds_agrees_single
    if not people or value >= setting.rules.distinctive_value:
        return setting.rules.odds_agrees
    doubted = gate.failed == "event" and gate.event < setting.rules.event_far
    return setting.rules.odds_agrees_few + (DOUBTED if doubted else 0.0)


def needed_for_move(ours: Side, theirs: Side, setting: Setting, *, is_total: bool) -> float:
    """What a page leads with is the toll of its event, however it is worded, and so is the one count that it gives.

    A rare noun, too, is its own.
    """
    lead = (is_total or theirs.claim.sentence_index <= LEAD) and not theirs.is_part and not ours.is_part
    if ours.measure is None or theirs.measure is None:
        return setting.rules.odds_compatible
    if ours.measure.kind == "people" and lead and theirs.figure.value >= setting.rules.distinctive_value:
        return setting.rules.odds_moves
    shared = ours.measure.nouns & theirs.measure.nouns
    if ours.measure.kind == "things" and any(setting.rarity(noun) >= RARE for noun in shared):
        return setting.rules.odds_moves - 1
    return setting.rules.odds_compatible


def needed_for_conflict(ours: Side, theirs: float, setting: Setting) -> float:
    """A measure or a counted thing stands still, so it takes less than a toll, of which every page prints several.

    The farther two tolls lie apart, the likelier they are of two things: reporters slip by little.
    """
    slip = _slip(ours.figure, theirs)
    if ours.measure is None or ours.measure.kind != "people":
        return _needed_for_measures(ours, theirs, setting) - slip
    low, high = sorted((abs(ours.figure.value), abs(theirs)))
    if not low:
        return setting.rules.odds_conflicts  # who says "nobody" denies any number alike: that is no slip
    # Few dead are soon counted, and all who tell of a shooting tell how many; large tolls have parts and rivals.
    few = high < setting.rules.distinctive_value
    least = setting.rules.odds_conflicts_few if few else setting.rules.odds_conflicts
    return least - slip + math.log(high / low if low else high + 1)


def _needed_for_measures(ours: Side, theirs: float, setting: Setting) -> float:
    """A page has one distance from its capital, and many lengths of time and counted things."""
    kind = ours.measure.kind if ours.measure else None
    if kind == "things":
        return setting.rules.odds_conflicts_things
    low, high = sorted((abs(ours.figure.value), abs(theirs)))
    apart = math.log(high / low) / 2 if low and kind == "duration" else 0.0
    return setting.rules.odds_conflicts_measured + apart


def _slip(ours: Figure, theirs: float) -> float:
    """How much likelier two numbers are one gone wrong where one has the digits of the other in another order."""
    return max(agreement_bonus(ours) + SLIP_SHARE, 0.0) if is_slip(ours.value, theirs, TWO_DIGITS) else 0.0


def vouched(ours: Figure, theirs: Figure) -> float:
    """What agrees vouches for itself: the very same number more than one that lies within its hedge."""
    if abs(ours.value - theirs.value) <= SAME_SHARE * max(abs(ours.value), abs(theirs.value)):
        return agreement_bonus(ours)
    return NEAR_BONUS if ours.value < LARGE else LARGE_NEAR_BONUS
