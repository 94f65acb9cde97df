"""Did the same thing happen on the same day? VERDICTS.md section 6.

In: two dated happenings. Out: a finding. The claimed date is never part of the gate, or no wrong date could be found.
"""

from tasks.model import Finding, When
from tasks.settings import Rules
from tasks.verdicts.likeness import Rarity, overlap
from tasks.verdicts.side import Side
from tasks.verdicts.wording import source_words, when_words
from tasks.vocabulary import Granularity, Relation

# Verbs that mean one happening, so that "met", "held talks" and "summit" find each other.
SAME_HAPPENING = (
    frozenset({"meet", "talk", "summit", "meeting", "sit", "confer", "negotiate", "bilateral", "encounter"}),
    frozenset({"visit", "arrive", "travel", "trip", "land", "come", "fly", "go", "reach"}),
    frozenset({"leave", "depart", "departure", "return"}),
    frozenset({"die", "kill", "death", "dead", "perish", "lose"}),
    frozenset({"say", "tell", "announce", "report", "confirm", "state", "declare", "brief"}),
    frozenset({"crash", "collide", "collision", "accident"}),
    frozenset({"quake", "earthquake", "strike", "hit", "shake", "shock"}),
    frozenset({"sign", "agree", "conclude", "treaty", "agreement"}),
    frozenset({"attack", "shoot", "shooting", "storm", "bomb", "explode", "blast", "explosion"}),
    frozenset({"flood", "rain", "storm", "downpour"}),
    frozenset({"arrest", "detain", "capture", "seize"}),
)
SLIP_DAYS = 10  # a wrong weekday, or a week taken for another
REPORTING = frozenset(
    {"say", "tell", "announce", "report", "confirm", "state", "declare", "brief", "speak", "publish", "release", "call"}
)
_NEAR_DAYS = 1  # one day apart may be a zone: a person looks
_ABOUT_DAYS = 7  # "about three weeks ago"


def compare_dates(ours: Side, theirs: Side, event: float, rarity: Rarity, rules: Rules) -> Finding:
    """Gate on event, actors and clause, then compare at shared granularity."""
    left, right = ours.claim.when, theirs.claim.when
    if left is None or right is None:
        raise TypeError("a claim without a date cannot be compared as a date")
    likeness = overlap(ours.frame, theirs.frame, rarity)
    if event < rules.event_agrees:
        return _shut("event", f"the articles share {event:.2f} of their words by weight")
    if left.clock and not right.clock and left.granularity is Granularity.MINUTE:
        return _shut("hour", "only the article gives the hour")
    relation, how = compare_whens(left, right, rules)
    same, actors = _same_happening(ours, theirs), _shared_actors(ours, theirs)
    one_event = event >= rules.event_conflicts
    if relation is Relation.CONTRADICTS:
        sure = one_event and same and likeness >= rules.date_frame_conflicts and _one_slip(left, right)
        if not (sure and _same_participants(ours, theirs)):
            return _shut("happening", "it is not sure that both mean the same happening")
    elif not (
        (same and (actors or likeness >= rules.frame_agrees))
        or (one_event and likeness >= rules.frame_agrees)
        or (one_event and actors and _exact(left, right) and likeness >= rules.frame_agrees / 2)
    ):
        return _shut("happening", f"the clauses share {likeness:.2f} of their words by weight")
    return _finding(relation, "dates compared", ours, theirs, how)


def _exact(ours: When, theirs: When) -> bool:
    """The very same day, which two reports of one event hardly name by chance."""
    return ours.start == theirs.start and ours.end == theirs.end and ours.start == ours.end


def _same_participants(ours: Side, theirs: Side) -> bool:
    """Who spoke on Monday is not who spoke on Tuesday; where nobody is named, the clause must do."""
    left, right = ours.claim.happening, theirs.claim.happening
    if left is None or right is None:
        return False
    if left.participants and right.participants:
        return bool(left.participants & right.participants)
    return left.event not in REPORTING


def compare_whens(ours: When, theirs: When, rules: Rules) -> tuple[Relation, str]:
    """Two intervals at the coarser of their granularities."""
    if ours.clock and theirs.clock and ours.start == theirs.start:
        apart = max(ours.clock[0] - theirs.clock[1], theirs.clock[0] - ours.clock[1], 0)
        slack = rules.clock_hedged_minutes if ours.approximate or theirs.approximate else rules.clock_minutes
        if apart <= slack:
            return Relation.CORROBORATES, "the times agree"
        return Relation.CONTRADICTS, f"the times lie {apart} minutes apart"
    if _within(ours, theirs) or _within(theirs, ours):
        return Relation.CORROBORATES, "the dates agree"
    if ours.start <= theirs.end and theirs.start <= ours.end:
        return Relation.CONSISTENT, "the dates overlap"
    apart_days = max((ours.start - theirs.end).days, (theirs.start - ours.end).days)
    if apart_days <= (_ABOUT_DAYS if ours.approximate or theirs.approximate else _NEAR_DAYS):
        return Relation.CONSISTENT, "the dates lie a day apart, which may be a time zone"
    return Relation.CONTRADICTS, f"the dates lie {apart_days} days apart"


def _one_slip(ours: When, theirs: When) -> bool:
    """Meetings and visits recur, so dates far apart are two of them, unless one slip of the pen parts the dates."""
    apart = max((ours.start - theirs.end).days, (theirs.start - ours.end).days)
    same_month = ours.start.month == theirs.start.month
    same_day = ours.start.day == theirs.start.day and ours.end.day == theirs.end.day
    return apart <= SLIP_DAYS or (same_month and same_day) or (same_day and ours.start.year == theirs.start.year)


def _within(inner: When, outer: When) -> bool:
    return outer.start <= inner.start and inner.end <= outer.end


def _same_happening(ours: Side, theirs: Side) -> bool:
    left, right = ours.claim.happening, theirs.claim.happening
    if left is None or right is None:
        return False
    if left.event == right.event:
        return True
    return any(left.event in group and right.event in group for group in SAME_HAPPENING)


def _shared_actors(ours: Side, theirs: Side) -> bool:
    left, right = ours.claim.happening, theirs.claim.happening
    if left and right and left.participants & right.participants:
        return True
    return bool(ours.claim.anchors.names & theirs.claim.anchors.names)


def _shut(test: str, detail: str) -> Finding:
    return Finding(Relation.UNRELATED, f"Not surely the same happening: {detail}.", "same-happening gate", test)


def _finding(relation: Relation, rule: str, ours: Side, theirs: Side, how: str) -> Finding:
    left, right = ours.claim.when, theirs.claim.when
    detail = (
        f"The article dates it {when_words(left) if left else ''}{source_words(ours.claim)}; "
        f"{theirs.speaker} dates it {when_words(right) if right else ''}{source_words(theirs.claim)}: {how}."
    )
    return Finding(relation, detail, rule)
