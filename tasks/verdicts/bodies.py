"""Bodies recovered and people killed: who was brought out dead is dead, so a later, higher toll overtakes the count.

In: a claim that counts bodies recovered, and one page. Out: the later toll with its finding, or nothing. A toll that
the article itself prints overtakes nothing: all 67 aboard may be known to be dead while 41 have been found.
"""

from collections.abc import Sequence

from tasks.model import Claim, Finding
from tasks.verdicts.moments import Order, order_of
from tasks.verdicts.printed import printed_as
from tasks.verdicts.resemblance import LEAD
from tasks.verdicts.setting import Setting
from tasks.verdicts.side import Side
from tasks.verdicts.wording import both_say
from tasks.vocabulary import Relation


def overtaken_by_toll(ours: Side, page: Sequence[Side], setting: Setting) -> tuple[Claim, Finding] | None:
    """The toll that a later page leads with, where it lies above the bodies that had been recovered."""
    left = ours.claim.figure
    if left is None or left.role != "recovered" or ours.is_part or left.is_increment or left.place:
        return None
    for theirs in page:
        right = theirs.claim.figure
        if right is None or right.role != "killed" or theirs.claim.sentence_index > LEAD or theirs.is_part:
            continue
        if right.is_increment or theirs.is_rejected or theirs.claim.is_negated or right.value <= left.value:
            continue
        known = printed_as(theirs) in setting.printed
        order = order_of(left.as_of, right.as_of, setting.rules).order
        alike = setting.events.get(theirs.document.document_id, 0.0) >= setting.rules.event_conflicts
        if alike and not known and order is Order.LATER:
            detail = both_say(ours, theirs, "the later toll counts more than had been recovered")
            return theirs.claim, Finding(Relation.LATER_FIGURE, detail, "a toll above the bodies recovered")
    return None
