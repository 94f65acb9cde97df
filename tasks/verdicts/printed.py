"""What the article prints itself, so that a page that tells the same does not speak against it.

In: sides with figures, and the article's own prints (setting.py). Out: how a figure is printed, to be found again, and
whether the article has the page's number too, of something else.
"""

from tasks.verdicts.setting import Printed, Setting
from tasks.verdicts.side import Side

OFTEN_PRINTED = frozenset({"duration", "rank"})  # of many things in one article


def known_to_both(ours: Side, theirs: Side, setting: Setting) -> bool:
    """Small numbers and lengths of time stand for many things; one that the article prints too contradicts nothing."""
    right = theirs.claim.figure
    if right is None:
        return False
    if ours.measure and ours.measure.kind == "things" and _near_printed(theirs, setting):
        return True
    common = right.value < setting.rules.distinctive_value or (ours.measure and ours.measure.kind in OFTEN_PRINTED)
    return bool(common) and printed_as(theirs) in setting.printed


def _near_printed(theirs: Side, setting: Setting) -> bool:
    """Their number answers to another of the article's, within rounding: jobs lost, where ours were won."""
    kind, unit, value = printed_as(theirs)
    slack = setting.rules.rounded_share * abs(value)
    return any((kind, unit) == known[:2] and abs(known[2] - value) <= slack for known in setting.printed)


def printed_as(side: Side) -> Printed:
    """What a page prints, to be found again: the measure, its unit, and the number."""
    figure, measure = side.claim.figure, side.measure
    if figure is None:
        raise TypeError("only a claim with a figure prints one")
    kind = "" if measure is None else measure.role if measure.kind == "people" else measure.kind
    return kind, (figure.unit if measure and measure.kind not in {"people", "things"} else None), figure.value
