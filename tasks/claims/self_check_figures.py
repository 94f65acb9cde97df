"""Figures of one article against each other: headline, body and captions agree, and parts add up to their total.

In: all layers of one article. Out: findings with both figures and their spans.
"""

import re
from bisect import bisect_left
from collections.abc import Iterable
from itertools import combinations
from typing import Final

from tasks.claims.context import Reading
from tasks.model import Claim, Figure, Number, SelfCheck
from tasks.vocabulary import CUMULATIVE_ROLES, ClaimKind, FurnitureKind, Hedge

MAX_LIST_CHARS = 400  # a list of parts stands in one sentence
MIN_PARTS = 2
TOLD_ONE_BY_ONE = 10  # fewer victims than this may be told one by one, without their number
MANY = 20  # of anything but victims; below it a headline counts things that the body only lists
NEAR_FACTOR = 1.6  # figures farther apart are hardly meant to be one
ROUND_SHARE, BOUND_SHARE = 0.05, 1.12  # VERDICTS.md section 5: a round number; a number above a lower bound
MAX_SUMMANDS = 12
# What a headline may round, convert or reckon by itself.
_UNCOMPARED: Final = frozenset(
    {"duration", "age", "rank", "label", "money", "percent", "share", "year", "speed", "distance"}
)
_GENERAL: Final = frozenset(
    """people persons dead killed deaths died victims bodies lives injured wounded hurt missing least more than about
    some nearly around almost over the and toll casualties others human residents one two three four five six seven
    eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty thirty forty fifty
    sixty seventy eighty ninety hundred thousand at""".split()
) - {"others"}
_ROUND: Final = frozenset({Hedge.EXACT, Hedge.ROUNDED})
_ROLE_WORDS: Final = (
    ("killed", "killed|dead|deaths?|died|dies"),
    ("injured", "injured|wounded|hurt"),
    ("missing", "missing"),
)
_CAPTION_FIGURE: Final = {
    role: re.compile(rf"\b(\d{{1,3}}(?:,\d{{3}}){{0,2}})\s(?:\w{{2,12}}\s){{0,2}}(?:{words})\b", re.IGNORECASE)
    for role, words in _ROLE_WORDS
}
_NEXT_PART = re.compile(r"(?:,\s(?:and\s)?|\sand\s)\Z")
_BREAK = re.compile(r"[;.!?]|\s[—–-]\s")


def headline(reading: Reading) -> list[SelfCheck]:
    """The figure of the headline stands in the body as well, or one there that rounds to it, in the same role.

    Silent where the headline's number stands anywhere in the body or is the sum of two figures there, where nothing of
    its size and role is told in the body, and where victims are told one by one or the headline counts only some.
    """
    lines = [sentence for sentence in reading.sentences if sentence.is_headline]
    printed = {
        number.value for number in reading.numbers if not any(line.start <= number.start < line.end for line in lines)
    }
    in_lines = {_value(claim) for claim in reading.claims if claim.is_headline}
    found: list[SelfCheck] = []
    for claim in reading.claims:
        if not claim.is_headline or not _is_compared(claim) or claim.figure is None or claim.figure.value in printed:
            continue
        body = [other for other in reading.claims if not other.is_headline and _comparable(claim, other)]
        values = {_value(other) for other in body}
        if any(_round_to(claim.figure, other) for other in body) or _is_sum(claim.figure.value, values):
            continue
        near = [
            other for other in body if _is_near(claim.figure.value, other) and not _is_sum(_value(other), in_lines)
        ]  # "1 dead, 6 injured" are the seven people shot
        if near:
            nearest = min(near, key=lambda other: (_distance(claim, other), other.start))
            found.append(_figures_differ("headline", claim.text, (claim.start, claim.end), nearest))
    return found


def _is_compared(claim: Claim) -> bool:
    """Whether a headline's figure is one that the body must bear out: a toll, or many of something that is named."""
    figure = claim.figure
    if figure is None or claim.not_checkable or claim.is_negated or figure.hedge is Hedge.VAGUE or figure.value <= 1:
        return False
    if _is_toll(claim):
        return figure.value >= TOLD_ONE_BY_ONE or _is_general(claim)
    return claim.kind is ClaimKind.QUANTITY and figure.role not in _UNCOMPARED and figure.value >= MANY


def _round_to(figure: Figure, other: Claim) -> bool:
    """Whether a figure of the body rounds to the headline's, by the allowance of VERDICTS.md section 5."""
    theirs = other.figure
    if theirs is None:
        return False
    if _is_bound(theirs) or _is_bound(figure):
        low, high = sorted((figure.value, theirs.value))
        return high <= low * BOUND_SHARE
    return _meet(figure, theirs) or abs(figure.value - theirs.value) <= ROUND_SHARE * figure.value


def _is_bound(figure: Figure) -> bool:
    return figure.low is None or figure.high is None


def _is_sum(value: float, values: set[float]) -> bool:
    """Whether two or three of some figures add up to another."""
    few = sorted(values)[:MAX_SUMMANDS]
    return any(sum(chosen) == value for count in (2, 3) for chosen in combinations(few, count))


def _is_near(value: float, other: Claim) -> bool:
    """Whether a figure of the body is of the size of the headline's, so that both can be meant to be one."""
    theirs = _value(other)
    if value < TOLD_ONE_BY_ONE:
        return _is_general(other) and value < theirs <= value * NEAR_FACTOR and _is_toll(other)
    return value / NEAR_FACTOR <= theirs <= value * NEAR_FACTOR


def _is_general(claim: Claim) -> bool:
    """Whether a figure counts people as such, and not only teenagers, officers or "others"."""
    nouns = re.findall(r"[a-z]{3,}", claim.text.lower())
    return claim.text[:1].isalnum() and all(noun in _GENERAL for noun in nouns)


def _value(claim: Claim) -> float:
    return claim.figure.value if claim.figure else 0.0


def captions(reading: Reading) -> list[SelfCheck]:
    """A toll in a caption is one that the body gives too."""
    text = reading.document.text
    found: list[SelfCheck] = []
    for part in reading.document.furniture:
        if part.kind is not FurnitureKind.CAPTION:
            continue
        for role, pattern in _CAPTION_FIGURE.items():
            hit = pattern.search(text, part.start, part.end)
            if hit is None:
                continue
            value = float(hit.group(1).replace(",", ""))
            tolls = [
                claim for claim in reading.claims if _is_toll(claim) and claim.figure and claim.figure.role == role
            ]
            whole = [claim for claim in tolls if _is_general(claim) and _is_near(max(value, TOLD_ONE_BY_ONE), claim)]
            if whole and not any(claim.figure and _holds(claim.figure, value) for claim in tolls):
                nearest = min(whole, key=lambda claim: abs((claim.figure.value if claim.figure else 0) - value))
                found.append(_figures_differ("caption", hit.group(), hit.span(), nearest))
    return found


def listed_parts(reading: Reading) -> list[SelfCheck]:
    """As in "205: 202 in Valencia, two in Castilla-La Mancha and one in Andalusia": the parts behind a colon add up."""
    text = reading.document.text
    found: list[SelfCheck] = []
    for total, rest in _with_followers(reading):
        if not rest or not re.fullmatch(r"[^.;:!?]{0,40}:\s", text[total.end : rest[0].start]):
            continue
        parts = _list_of(rest, text)
        if len(parts) < MIN_PARTS or not text[parts[-2].end : parts[-1].start].rstrip().endswith("and"):
            continue  # "..., and the rest elsewhere": the list names only some of its parts
        if not all(_is_plain(number) for number in (total, *parts)):
            continue
        summed = sum(part.value for part in parts)
        if summed != total.value and max(part.value for part in parts) <= total.value:
            found.append(_sum_differs(total, parts, summed, "add up to"))
    return found


def subset(reading: Reading) -> list[SelfCheck]:
    """As in "12 people, including 14 children": what is included is never more than the whole."""
    text = reading.document.text
    found: list[SelfCheck] = []
    for total, rest in _with_followers(reading):
        if not rest or not re.fullmatch(
            r"[^.;:!?]{0,40},?\s(?:including|among them|of whom)\s(?:at least\s)?", text[total.end : rest[0].start]
        ):
            continue
        part = rest[0]
        if _is_plain(total) and _is_plain(part) and part.value > total.value:
            found.append(_sum_differs(total, [part], part.value, "is more than"))
    return found


def _is_toll(claim: Claim) -> bool:
    figure = claim.figure
    return figure is not None and figure.role in CUMULATIVE_ROLES and not (
        figure.is_part or figure.is_increment or claim.is_retrospective or claim.is_negated or claim.not_checkable
        or figure.hedge is Hedge.VAGUE
    )  # fmt: skip


def _comparable(claim: Claim, other: Claim) -> bool:
    left, right = claim.figure, other.figure
    if left is None or right is None or left.role != right.role or other.is_retrospective or other.is_negated:
        return False
    return right.hedge is not Hedge.VAGUE and {left.party, right.party} != {"victim", "perpetrator"}


def _meet(left: Figure | None, right: Figure | None) -> bool:
    if left is None or right is None:
        return False
    low = max(_low(left), _low(right))
    return low <= min(_high(left), _high(right)) or left.value == right.value


def _holds(figure: Figure, value: float) -> bool:
    return _low(figure) <= value <= _high(figure)


def _low(figure: Figure) -> float:
    return float("-inf") if figure.low is None else figure.low


def _high(figure: Figure) -> float:
    return float("inf") if figure.high is None else figure.high


def _distance(claim: Claim, other: Claim) -> float:
    return abs((claim.figure.value if claim.figure else 0) - (other.figure.value if other.figure else 0))


def _figures_differ(where: str, printed: str, span: tuple[int, int], other: Claim) -> SelfCheck:
    role = other.figure.role.replace("_", " ") if other.figure else "figure"
    finding = f"The {where} says “{printed.strip()}”, the body “{other.text.strip()}” ({role})."
    return SelfCheck(finding, (span, (other.start, other.end)))


def _with_followers(reading: Reading) -> Iterable[tuple[Number, list[Number]]]:
    """Each number with those that follow it in its sentence."""
    starts = [number.start for number in reading.numbers]
    for sentence in reading.sentences:
        inside = reading.numbers[bisect_left(starts, sentence.start) : bisect_left(starts, sentence.end)]
        for index, number in enumerate(inside):
            yield number, list(inside[index + 1 :])


def _list_of(numbers: list[Number], text: str) -> list[Number]:
    """The numbers of one list, up to the first break in it."""
    parts = numbers[:1]
    for number in numbers[1:]:
        between = text[parts[-1].end : number.start]
        if _BREAK.search(between) or not _NEXT_PART.search(between) or len(between) > MAX_LIST_CHARS:
            break
        parts.append(number)
    return parts


def _is_plain(number: Number) -> bool:
    return (
        number.hedge in _ROUND
        and not (number.is_ordinal or number.is_percent or number.currency)
        and number.value == int(number.value)
    )


def _sum_differs(total: Number, parts: list[Number], summed: float, how: str) -> SelfCheck:
    listed = " + ".join(part.text for part in parts)
    finding = (
        f"The parts {listed} add up to {summed:g}, not to the {total.text} before them."
        if how == "add up to"
        else f"The part “{listed}” is more than the whole “{total.text}”."
    )
    return SelfCheck(finding, ((total.start, total.end), *((part.start, part.end) for part in parts)))
