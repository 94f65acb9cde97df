"""How a happening with few dead or hurt is told: one scene, each role counted, nobody left out.

In: two sides, how alike their articles are. Out: whether a place only says where it all happened, whether a "one"
counts all, whether two figures count one named group. A shooting or a crash has one scene and is counted within the
hour; what spreads over a country or a week (storms, quakes, epidemics, weekends of violence) is refused.
"""

import math
import re
from collections.abc import Iterable
from functools import lru_cache

from tasks.claims.incidents import Scope
from tasks.model import Document, Finding
from tasks.settings import Rules
from tasks.verdicts.likeness import Alike
from tasks.verdicts.places import among_others
from tasks.verdicts.populations import GENERIC, groups_of
from tasks.verdicts.resemblance import leads
from tasks.verdicts.setting import Setting
from tasks.verdicts.side import Side
from tasks.vocabulary import Hedge, Relation

HEAD_CHARS = 700  # title and lead say what a page is about
_ONE_SCENE = re.compile(
    r"\b(?:shooting|shot|shootout|gunfire|gunm[ae]n|gunshots?|stabb(?:ed|ing)|murder(?:ed)?|homicide|crash(?:ed)?|"
    r"collision|collided|derail(?:ed|ment)|explosion|capsized)\b",
    re.IGNORECASE,
)
_SPREAD = re.compile(
    r"\b(?:storms?|floods?|flooding|quakes?|earthquakes?|tremors?|hurricanes?|typhoons?|cyclones?|tornado(?:es)?|"
    r"wildfires?|heatwave|outbreak|epidemic|war|front line|shelling|air ?strikes?|drones?|missiles?|weekend shootings|"
    r"(?:shootings|crashes|attacks|stabbings) (?:across|around|throughout|in several|in different))\b",
    re.IGNORECASE,
)
_UNSETTLED = re.compile(
    r"\bat least\b|\b(?:toll|number|count)\b[^.]{0,40}\b(?:rise|climb|grow|change)|\bmissing\b|\bunaccounted\b|"
    r"\b(?:unclear|not clear|unknown|not known|did not know|do not know)\b[^.]{0,30}\bhow many\b|\bbreaking\b|"
    r"\bdeveloping\b|\bmore victims\b|\bother victims\b|\badditional victims\b|\btrapped\b|\bactive shooter\b",
    re.IGNORECASE,
)
LEAST_COUNTED, DOUBLE = 2, 2.0
_MAY_DIE = frozenset({"injured", "killed_or_injured", "hospitalised"})
_ONE = re.compile(
    r"(?:at least )?(?:one|1)\b(?! (?:of|man|woman|boy|girl|other|child|victim|teen\w*|officer)\b)", re.IGNORECASE
)
_DEAD, _HURT = r"(?:dead|killed|died|dies|fatal\w*)", r"(?:wounded|injured|hurt|hospitali[sz]ed|in hospital|injuring)"
_NUMBER = r"(?:\d{1,3}|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|several|dozens)"
_GAP = r"(?: [\w'’-]{1,15}){0,4}"
# "One person is dead and two others are hurt": who tells a toll in both roles has counted each.
_BOTH_ROLES = re.compile(
    rf"\b(?:one|1)\b{_GAP} {_DEAD}{_GAP},? (?:and|with|while) {_NUMBER}{_GAP} {_HURT}\b"
    rf"|\b{_NUMBER}{_GAP} {_DEAD}{_GAP},? (?:and|with|while) (?:one|1)\b{_GAP} {_HURT}\b",
    re.IGNORECASE,
)


def is_its_scene(ours: Side, theirs: Side, alike: Alike, rules: Rules) -> bool:
    """Whether the one place named beside two small tolls is where it all happened: "four shot in Wilmington".

    Both pages are surely of one happening that has one scene, and both figures count it whole.
    """
    if alike.odds is None or alike.odds < rules.one_event_conflicts:
        return False
    placed, other = (ours, theirs) if ours.claim.figure and ours.claim.figure.place else (theirs, ours)
    place = placed.claim.figure.place if placed.claim.figure else None
    if place is None or (other.claim.figure and other.claim.figure.place):
        return False
    if any(side.is_part or side.scope is not Scope.OWN for side in (ours, theirs)) or not leads(placed):
        return False
    if among_others(place, other.claim) or among_others(place, placed.claim):
        return False
    return has_one_scene(ours.document) and has_one_scene(theirs.document)


@lru_cache(maxsize=1024)
def has_one_scene(document: Document) -> bool:
    """Whether title and lead of a page tell of a shooting, a stabbing or a crash, and of nothing that spreads."""
    head = f"{document.title or ''} . {document.text[:HEAD_CHARS]}"
    return _ONE_SCENE.search(head) is not None and _SPREAD.search(head) is None


def is_a_numeral_one(side: Side) -> bool:
    """Whether a figure of one is printed as a number: "one killed", not "a man" or "one man"."""
    return _ONE.match(side.claim.text) is not None


def is_one_of_all(side: Side) -> bool:
    """A one that leads its page as a number, or stands beside the toll of the other role, is a count of all."""
    claim = side.claim
    if side.is_part or (claim.figure and claim.figure.base is not None) or not is_a_numeral_one(side):
        return False
    return leads(side) or _BOTH_ROLES.search(claim.sentence) is not None


def counts_one_group(ours: Side, theirs: Side) -> bool:
    """Whether the smaller of two figures counts a group that is always told apart: "two children" against "four shot".

    Men and women are whoever was there; children, officers or students may be some of all.
    """
    left, right = ours.claim.figure, theirs.claim.figure
    if left is None or right is None or left.value == right.value:
        return False
    low, high = (ours, theirs) if left.value < right.value else (theirs, ours)
    named = (low.population.groups or groups_of(low.claim.text)) - GENERIC
    return bool(named) and not named & (high.population.groups | groups_of(high.claim.text))


def of_one_group(ours: Side, theirs: Side) -> bool:
    """Whether both figures name one group by its noun, as in "two women" and "two females"."""
    left, right = (side.population.groups or groups_of(side.claim.text) for side in (ours, theirs))
    return bool(left) and left == right


def cannot_have_doubled(ours: Side, theirs: Side, score: float, page: Iterable[Side], setting: Setting) -> bool:
    """Whether ours is twice or more what an earlier page of one scene had counted, exactly and as the whole toll.

    Who was shot is found within the hour, so a small toll that was counted rises by one or two: a wounded person dies,
    another comes to a hospital by himself. It doubles only where it was no count yet ("at least", "may rise"), or where
    the hurt who are told there die: the dead may rise by as many as these. `score` is the log-odds of one figure.
    """
    left, right = ours.claim.figure, theirs.claim.figure
    key = theirs.document.document_id
    if left is None or right is None or key not in setting.events or left.role != right.role:
        return False
    low, high = right.value, left.value
    if not LEAST_COUNTED <= low < setting.rules.distinctive_value or high < DOUBLE * low:
        return False
    if setting.one_event[key] < setting.rules.one_event_conflicts or left.role not in {"killed", "injured"}:
        return False
    if any(not _is_a_whole_count(side) for side in (ours, theirs)) or not leads(theirs):
        return False
    if score < setting.rules.odds_conflicts_few + math.log(high / low):
        return False
    if not (has_one_scene(ours.document) and has_one_scene(theirs.document)) or _is_unsettled(theirs.document):
        return False
    hurt = [side.claim.figure.value for side in page if side.claim.figure and side.claim.figure.role in _MAY_DIE]
    return left.role == "injured" or max(hurt, default=0) < high - low


def doubled(finding: Finding) -> Finding:
    """The finding that says so."""
    how = "a toll of one scene that was counted does not double later"
    detail = finding.detail.removesuffix(".").removesuffix("theirs holds for an earlier moment") + f"{how}."
    return Finding(Relation.CONTRADICTS, detail, "small toll doubled", finding.gate)


def _is_a_whole_count(side: Side) -> bool:
    figure = side.claim.figure
    if figure is None or figure.hedge is not Hedge.EXACT or figure.derived_from or figure.is_increment:
        return False
    return not (side.is_part or side.is_graded or side.claim.is_retrospective) and side.scope is Scope.OWN


@lru_cache(maxsize=1024)
def _is_unsettled(document: Document) -> bool:
    """Whether a page says that its count is not the last: "at least", "could rise", people missing or sought."""
    return _UNSETTLED.search(f"{document.title or ''} . {document.text}") is not None
