"""How many times, and how long since the last time: ordinals, cardinals and "first in N years". VERDICTS.md section 6.

In: two counts of meetings, visits, calls. Out: a finding. Ordinals and cardinals are one number with a scope; "first in
six years" of 2025, "not since 2019" and "first visit since 2019" are one fact.
"""

import re

from tasks.claims.meeting import MEETINGS
from tasks.model import Claim, Figure, Finding
from tasks.reading.stems import stems
from tasks.settings import Rules
from tasks.verdicts.copied import is_altered
from tasks.verdicts.counted_over import same_period
from tasks.verdicts.deeds import of_one_happening
from tasks.verdicts.likeness import Rarity, clause, overlap
from tasks.verdicts.side import Side
from tasks.verdicts.wording import count_words, source_words
from tasks.vocabulary import Granularity, Relation

_SINCE = "since_previous"
_VIDEO, _PHONE = "video", "phone"
MONTHS_OF_ROUNDING = 2  # "in eight months" may be said of seven or nine
_EMPTY_STEMS = frozenset("first last since year month".split())
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_SINCE_YEAR = re.compile(r"\bsince\b[^,;:.]{0,30}\b(?:19|20)\d\d\b", re.IGNORECASE)
_BEFORE = re.compile(
    r"^\s*(?:before|until|prior to|ahead of)\b|\bbefore(?=\s*(?:[,.;:]|$)|\s(?:that|then|this|now)\b)|\bpreviously\b|"
    r"\buntil (?:now|then)\b|\b(?:earlier|previous|prior)\s(?:meetings?|visits?|summits?|talks|calls?|rounds?)\b",
    re.IGNORECASE,
)
_NAME = re.compile(
    r"\b(?!(?:January|February|March|April|May|June|July|August|September|October|November|December)\b)[A-Z][a-z]{2,30}\b"
)
_OFTEN = re.compile(r"\b(?:twice|thrice|once|[\w-]+ (?:separate )?times)\b", re.IGNORECASE)
_SUPERLATIVE = re.compile(r"\b(?:worst|most|[a-z]{3,12}est)\b(?<!latest)")
_HAD = re.compile(r"\b(?:had|already)\b", re.IGNORECASE)
_SINCE_WHEN = re.compile(r"\s(?:since\b|(?:in|for|after)\s(?:[\w-]+\s){1,4}(?:years?|decades?|months?|weeks?|centur))")
_SAME_KIND = (
    frozenset({"meet", "meeting", "summit", "talks", "talk", "encounter", "exchange"}),
    frozenset({"visit", "trip", "travel", "been", "go"}),
    frozenset({"call", "phone", "video call"}),
)


def compare_counts(ours: Side, theirs: Side, event: float, rarity: Rarity, rules: Rules) -> Finding:
    """Gate on actors and kind of happening, then compare numbers or implied years."""
    left, right = _figure(ours.claim), _figure(theirs.claim)
    likeness = overlap(ours.frame, theirs.frame, rarity)
    if event < rules.event_agrees and likeness < rules.frame_conflicts:
        return _shut("event", f"the articles share {event:.2f} of their words by weight")
    if theirs.is_rejected:
        return _shut("rejected", "the page itself does not hold it to be so")
    if _same_last_time(ours, theirs) and event >= rules.event_conflicts:
        relation, how = _compare_since(ours.claim, theirs.claim)
        return _since_found(relation, ours, theirs, how)
    if is_altered(ours, theirs) and left.role == right.role:
        relation, how = _compared(ours.claim, theirs.claim)
        if relation is Relation.CONTRADICTS:
            return _finding(relation, ours, theirs, f"the same sentence, and {how}")
    # Where neither names who took part, both count the event that is reported, or nothing is known.
    unnamed = not _participants(ours.claim) and not _participants(theirs.claim)
    one_report = unnamed and event >= rules.event_conflicts
    if not _same_actors(ours.claim, theirs.claim) and not one_report:
        return _shut("actors", "the participants differ")
    if not _same_kind(ours.claim, theirs.claim):
        return _shut("kind", "one counts another kind of happening")
    if _other_means(ours.claim, theirs.claim):
        return _shut("kind", "one counts calls by telephone, the other calls by video")
    if (left.role == _SINCE) != (right.role == _SINCE):
        return _shut("measure", "one counts times, the other the years since the last time")
    # Two or more persons by name and one kind of happening name a count for sure; else the clause must.
    sure = event >= rules.event_conflicts and (
        _named_together(ours.claim, theirs.claim) or likeness >= rules.frame_agrees
    )
    relation, how = _compared(ours.claim, theirs.claim)
    if unnamed:
        alike = _same_words(ours.claim, theirs.claim) if left.role == _SINCE else likeness >= rules.frame_conflicts
        sure = event >= rules.event_conflicts and alike
    # "The meeting in Bali in 2022, their first": the count of an earlier one.
    sure = sure and (left.role == _SINCE or _is_of_before(ours) == _is_of_before(theirs))
    if relation is Relation.CONTRADICTS and left.role != _SINCE:
        sure = (
            sure
            and same_period(ours.claim, theirs.claim, (ours.day, theirs.day))
            and _same_deed(ours.claim, theirs.claim)
        )
    if relation is Relation.CONTRADICTS and left.role == _SINCE:
        sure = sure and _rank(ours.claim) == _rank(theirs.claim)
    if relation is Relation.CONTRADICTS and not sure:
        return _shut("scope", "it is not sure that both count over the same scope")
    return _finding(relation, ours, theirs, how)


def _since_found(relation: Relation, ours: Side, theirs: Side, how: str) -> Finding:
    """The finding on two last times; the largest since May and the last in June do not speak against each other."""
    if relation is Relation.CONTRADICTS and _rank(ours.claim) != _rank(theirs.claim):
        return _shut("kind", "one is the largest or worst since then, the other only the last")
    return _finding(relation, ours, theirs, how)


def _compared(ours: Claim, theirs: Claim) -> tuple[Relation, str]:
    """Numbers of times, or the years of the last time."""
    if _figure(ours).role == _SINCE:
        return _compare_since(ours, theirs)
    if _figure(ours).value == _figure(theirs).value and _leaves_out(ours) == _leaves_out(theirs):
        return Relation.CORROBORATES, "the counts are equal"
    if _numbers(ours, theirs) & _numbers(theirs, ours):
        return Relation.CORROBORATES, "the counts are equal, for one leaves out the one that is reported"
    return Relation.CONTRADICTS, "the counts differ"


def _numbers(claim: Claim, other: Claim) -> frozenset[float]:
    """Which ordinal the reported one may be: "had met three times before" makes it the fourth, "had met" either."""
    value, role = _figure(claim).value, _figure(claim).role
    if role != "cardinal":
        return frozenset({value})
    if _leaves_out(claim):
        return frozenset({value + 1})
    if _figure(other).role == "cardinal" and not _leaves_out(other):
        return frozenset({value})  # told alike, both counts have it or both have not
    return frozenset({value, value + 1}) if _HAD.search(" ".join(clause(claim)[:2])) else frozenset({value})


def _leaves_out(claim: Claim) -> bool:
    """Whether a cardinal says that it counts those before: "three times before", "before Osk they had held"."""
    return _figure(claim).role == "cardinal" and _BEFORE.search(" ".join(clause(claim))) is not None


def _same_deed(ours: Claim, theirs: Claim) -> bool:
    """Whether what was done so often was done to the same: "warned of fire twice", not "warned of floods twice"."""
    if ours.happening is None or ours.happening.event in MEETINGS:
        return True
    left, right = (frozenset(stems(_OFTEN.sub("", claim.text))) for claim in (ours, theirs))
    return left == right


def _same_words(ours: Claim, theirs: Claim) -> bool:
    """Whether two firsts or superlatives are of one kind and scope by their own words: "deadliest fire in Osk"."""
    left, right = (
        frozenset(stems(_SINCE_WHEN.split(claim.text, maxsplit=1)[0])) - _EMPTY_STEMS for claim in (ours, theirs)
    )
    return bool(left) and left == right


def _rank(claim: Claim) -> frozenset[str]:
    """The superlatives of a claim: "the largest exchange since" is not the last one."""
    return frozenset(_SUPERLATIVE.findall(claim.text.lower()))


def _is_of_before(side: Side) -> bool:
    """Whether the clause names an earlier year before its count; "since 2021" is the period, not the day."""
    years = _YEAR.findall(_SINCE_YEAR.sub("", clause(side.claim)[0]))
    return any(side.day is None or int(year) != side.day.year for year in years)


def _same_last_time(ours: Side, theirs: Side) -> bool:
    """Two of one event that count back to the same earlier year, or to the same last one by name in that year.

    They must share a word beside year and names: the first tsunami warning since then is not the first deadly quake.
    Where both name who took part, both print the year, and of one kind.
    """
    left, right = ours.claim, theirs.claim
    both = _figure(left).role == _figure(right).role == _SINCE
    named_stems = frozenset(stems(" ".join(ours.names | theirs.names)))
    shared = any(stem.isalpha() for stem in (ours.words & theirs.words) - _EMPTY_STEMS - named_stems)
    if not both or _year(left) is None or _year(left) != _year(right):
        return False
    if _last_named(left) & _last_named(right):
        return True
    # "Maran's first visit since 1998" and "not since 1998 had a president visited": both print the year, of one kind.
    printed = _prints_year(left) and _prints_year(right) and _same_kind(left, right)
    return shared and (printed or not (_participants(left) and _participants(right)))


def _last_named(claim: Claim) -> frozenset[str]:
    """The names by which the last one is called: "since the Alma sank in 1994"."""
    _, since, last = claim.text.partition("ince ")
    return frozenset(_NAME.findall(last)) if since else frozenset()


def _compare_since(ours: Claim, theirs: Claim) -> tuple[Relation, str]:
    """By the implied earlier year; a difference of one may be rounding of years."""
    left, right = _year(ours), _year(theirs)
    if left is None or right is None:
        same = _figure(ours).value == _figure(theirs).value
        return (Relation.CORROBORATES, "the spans are equal") if same else (Relation.CONSISTENT, "the spans are near")
    if (apart := _months_apart(ours, theirs)) is not None:
        slack = MONTHS_OF_ROUNDING if _is_reckoned(ours) or _is_reckoned(theirs) else 0
        if apart <= 0:
            return Relation.CORROBORATES, f"both mean that the last time was in {left}"
        relation = Relation.CONSISTENT if apart <= slack else Relation.CONTRADICTS
        return relation, f"the last times that they imply lie {apart} month{'s' if apart > 1 else ''} apart"
    if left == right:
        return Relation.CORROBORATES, f"both mean that the last time was in {left}"
    if abs(left - right) == 1 and not (_prints_year(ours) and _prints_year(theirs)):
        return Relation.CONSISTENT, f"the implied years {left} and {right} differ by one, which may be rounding"
    return Relation.CONTRADICTS, f"one implies {left} for the last time, the other {right}"


def _months_apart(ours: Claim, theirs: Claim) -> int | None:
    """How many months lie between two last times that are both told to the month; None where one is not."""
    left, right = ours.when, theirs.when
    if left is None or right is None or Granularity.YEAR in {left.granularity, right.granularity}:
        return None
    first, second = sorted((left, right), key=lambda when: when.start)
    months = (second.start.year - first.end.year) * 12 + second.start.month - first.end.month
    return max(months, 0)


def _is_reckoned(claim: Claim) -> bool:
    """As in "in eight months", which may be rounded."""
    return claim.when is not None and claim.when.approximate


def _prints_year(claim: Claim) -> bool:
    """Whether the earlier year stands there, and is not reckoned from "six years ago", which may be rounded."""
    return claim.when is not None and str(claim.when.start.year) in claim.sentence


def _year(claim: Claim) -> int | None:
    return claim.when.start.year if claim.when else None


def _same_actors(ours: Claim, theirs: Claim) -> bool:
    left, right = _participants(ours), _participants(theirs)
    if not left or not right:
        return bool(_shared(ours.anchors.names, theirs.anchors.names))
    return len(_shared(left, right)) >= min(len(left), len(right))


def _named_together(ours: Claim, theirs: Claim) -> bool:
    return len(_shared(_participants(ours), _participants(theirs))) > 1


def _participants(claim: Claim) -> frozenset[str]:
    return claim.happening.participants if claim.happening else frozenset()


def _shared(left: frozenset[str], right: frozenset[str]) -> set[str]:
    """Names of one side that are on the other; a surname stands for the person, "Korea" for neither of the two."""
    return {
        one for one in left for other in right if one == other or _surname_of(one, other) or _surname_of(other, one)
    }


def _surname_of(short: str, full: str) -> bool:
    words = full.split()
    return " " not in short and len(words) > 1 and short in {words[0], words[-1]}


def _same_kind(ours: Claim, theirs: Claim) -> bool:
    left = ours.happening.event if ours.happening else ""
    right = theirs.happening.event if theirs.happening else ""
    if left not in MEETINGS and right not in MEETINGS and of_one_happening(left, right):
        return True  # a walkout is a strike
    return left == right or any(left in group and right in group for group in _SAME_KIND)


def _other_means(ours: Claim, theirs: Claim) -> bool:
    """A telephone call is no video conference; a bare call may be either."""
    left, right = ours.text.lower(), theirs.text.lower()
    return any(
        _VIDEO in one and _VIDEO not in other and _PHONE in other for one, other in ((left, right), (right, left))
    )


def _figure(claim: Claim) -> Figure:
    if claim.figure is None:
        raise TypeError("a count has a figure")
    return claim.figure


def _shut(test: str, detail: str) -> Finding:
    return Finding(Relation.UNRELATED, f"Not surely the same count: {detail}.", "same-count gate", test)


def _finding(relation: Relation, ours: Side, theirs: Side, how: str) -> Finding:
    detail = (
        f"The article says {count_words(ours.claim)}{source_words(ours.claim)}; "
        f"{theirs.speaker} says {count_words(theirs.claim)}{source_words(theirs.claim)}: {how}."
    )
    return Finding(relation, detail, "counts compared")
