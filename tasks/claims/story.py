"""The story adder: how many people a text says were killed or hurt in all, added up over its sentences.

In: the casualty claims of one text, in its order. Out: for a role the number of people brought in, with the claims that
it rests on and how they add up ("1 + 1 + 3"). The principles are those of telling: "a", a bare number, "another" bring
people in; "the", "all", "both" and pronouns say again who was brought in; what is part of a figure is not added to it;
a number as large as all that follow it, or an "all five", is the story's own total; people who were shot and died are
dead, the rest of them hurt. Attackers, denied figures and those of another happening are the caller's to leave out.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from tasks.claims.context import Reading
from tasks.claims.incidents import Scope, scope_of
from tasks.model import Claim, Figure
from tasks.vocabulary import ClaimKind, Hedge, Party

TWO = 2  # figures; the larger of two is as likely another event as their total
NEAR_SENTENCES = 1  # how far back "him" and "them" reach for who was shot
_SAID_AGAIN: Final = ("the ", "all ", "both ", "each ", "these ", "those ", "that ", "this ")
_OWNED: Final = ("his ", "her ", "their ", "its ", "the ")
_STATES: Final = frozenset("injured wounded hurt dead slain killed".split())  # "his injured girlfriend" was told of
_SOME_OF_THEM: Final = frozenset("one two three four five six seven eight nine ten another".split())
_LATER_DEATH: Final = re.compile(
    r"\b(?:died|dead|succumbed)\b.{0,60}\b(?:later|following|hospital|injuries|wounds)\b|\blater\sdied\b"
)
_TOTALLING: Final = re.compile(r"\b(?:total(?:l?ing|led|s)|in all|in total|altogether)\b[^.;]{0,60}$", re.IGNORECASE)
_WHOLE: Final = ("all ", "both ", "a total of ", "in all")
_PRONOUNS: Final = frozenset("he she him her them himself herself".split())
_OBJECTS: Final = frozenset({"him", "her", "them"})
_GOING_ON: Final = frozenset(
    """another other others more additional also then later next second third fourth afterwards before separate further
    again moved went returned drove""".split()
)
_OTHERS: Final = frozenset({"other", "others", "another", "more"})
_HIT: Final = frozenset({"killed_or_injured"})


@dataclass(frozen=True, slots=True)
class Told:
    """People of one role in a story: their number, the claims counted, and the sum in words ("1 + 3")."""

    role: str
    value: float
    members: tuple[Claim, ...]
    derived_from: str


ROLES: Final = ("killed", "injured", "missing", "detained", "rescued")


def stories(reading: Reading) -> tuple[Told, ...]:
    """What a whole article tells of victims, role by role; figures of other happenings are left out."""
    own = [
        claim
        for claim in reading.claims
        if claim.figure is not None
        and claim.kind is ClaimKind.CASUALTY
        and claim.figure.party is not Party.PERPETRATOR
        and claim.not_checkable is None
        and not claim.is_retrospective
        and scope_of(claim, reading.document, reading.sentences) is Scope.OWN
    ]
    found = (told(own, role, is_retold=True) for role in ROLES)
    return tuple(one for one in found if one is not None)


def told(claims: Iterable[Claim], role: str, *, is_retold: bool = False) -> Told | None:
    """How many people of a role a story brings in, one after another; None where it tells of none.

    `is_retold`: headline, lead and body tell one thing, so that a number counts once, the larger of two is their total,
    and a vague word counts at its low end, unless a number follows it.
    """
    kept = [claim for claim in claims if claim.figure is not None and not claim.is_negated]
    members = _brought_in(kept, role, is_retold=is_retold)
    if role == "killed" and not is_retold:
        members = _with_dead_among_the_hit(kept, members)
    if not is_retold and (few := _only_survived(kept)) is not None and role in {"killed", "injured"}:
        return few[role]
    if role == "injured" and not members and not is_retold:
        return _hurt_of_the_hit(kept)
    values = [_value(claim) for claim in members]
    again = [claim for claim in _stated(kept, role, with_vague=False) if claim.text.lower().startswith(_WHOLE)]
    if not members:
        largest = max(_stated(kept, role, with_vague=is_retold), key=_value, default=None)
        return None if largest is None or _part(largest) else _told(role, [largest])
    if is_retold:  # one number told in the headline, the lead and the body counts once
        members = _once_each(members)
        values = [_value(claim) for claim in members]
    if (total := _own_total(members, values, is_retold=is_retold)) is not None:
        return _told(role, [total])
    if again and not is_retold:
        whole = max(again, key=_value)
        if _value(whole) > sum(values):
            return _told(role, [whole])
    if role == "injured" and not is_retold:
        return _without_later_dead(kept, _told(role, members))
    return _told(role, members)


def _told(role: str, members: Sequence[Claim]) -> Told:
    ordered = sorted(members, key=lambda claim: (claim.start, claim.end))
    words = " + ".join(f"{_value(claim):g}" for claim in ordered)
    return Told(role, sum(_value(claim) for claim in ordered), tuple(ordered), words)


def _brought_in(claims: list[Claim], role: str, *, is_retold: bool) -> list[Claim]:
    """The figures that bring people in; the sum of a list stands for its members."""
    sums = [claim for claim in claims if _has(claim, role) and "+" in (_figure(claim).derived_from or "")]
    figures = [claim for claim in _stated(claims, role, with_vague=is_retold) if not _part(claim)]
    last = max((claim.start for claim in figures if not _vague(claim)), default=-1)
    fresh = [claim for claim in sums if not _part(claim)]
    heads: set[str] = set()
    for claim in figures:
        words = claim.text.lower()
        head = words.split()[-1]
        is_again = words.startswith(_SAID_AGAIN) and (is_retold or head in heads or not words.startswith("the "))
        is_again = is_again or (words.startswith(_OWNED) and not _STATES.isdisjoint(words.split()))
        is_followed = _vague(claim) and claim.sentence_end <= last
        if not is_again and not is_followed and words not in _PRONOUNS:
            fresh.append(claim)
        heads.add(head)
    return fresh


def _with_dead_among_the_hit(claims: list[Claim], members: list[Claim]) -> list[Claim]:
    """As in "shot a student, killing him", "shot three of them, killing them all": a pronoun for people only shot."""
    found = list(members)
    for claim in claims:
        if not _has(claim, "killed") or claim.text.lower() not in _OBJECTS or _figure(claim).value <= 0:
            continue
        before = [
            other
            for other in claims
            if other.start < claim.start and claim.sentence_index - other.sentence_index <= NEAR_SENTENCES
        ]
        if before and _figure(before[-1]).role in _HIT and _value(before[-1]) == _value(claim):
            found.append(claim)
    return found


def _hurt_of_the_hit(claims: list[Claim]) -> Told | None:
    """As in "shot fourteen people; thirteen died", "eight were shot and only one survived": the rest are hurt."""
    hit = [claim for claim in _all_hit(claims) if claim.text.lower() not in _PRONOUNS]
    if not hit:
        return None
    survived = [c for c in claims if _has(c, "survived") and _figure(c).derived_from is None and _value(c) > 0]
    if survived and _value(survived[-1]) < sum(_value(claim) for claim in hit):
        return _told("injured", survived[-1:])
    dead = [
        claim
        for claim in _stated(claims, "killed", with_vague=False)
        if claim.start > hit[0].start and _value(claim) <= sum(_value(one) for one in hit)
    ]
    left = sum(_value(claim) for claim in hit) - max((_value(claim) for claim in dead), default=0)
    if left <= 0:
        return None
    words = " + ".join(f"{_value(claim):g}" for claim in hit)
    if dead:
        words += f" - {max(_value(claim) for claim in dead):g}"
    return Told("injured", left, tuple(hit), words)


def _only_survived(claims: list[Claim]) -> dict[str, Told] | None:
    """As in "Nine people were shot, and only one survived": eight died, one is hurt."""
    for claim in claims:
        if not _has(claim, "survived") or _figure(claim).base is not None or _value(claim) <= 0:
            continue
        lead = claim.sentence[: claim.start - claim.sentence_start].rstrip().lower()
        hit = [
            other
            for other in claims
            if other.sentence_index == claim.sentence_index
            and other.start < claim.start
            and _figure(other).role in {"injured", "killed_or_injured"}
            and not _part(other)
        ]
        whole = max(hit, key=_value, default=None)
        if lead.endswith("only") and whole is not None and _value(whole) > _value(claim):
            words = f"{_value(whole):g} - {_value(claim):g}"
            dead = Told("killed", _value(whole) - _value(claim), (whole, claim), words)
            return {"killed": dead, "injured": _told("injured", [claim])}
    return None


def _without_later_dead(claims: list[Claim], hurt: Told) -> Told:
    """As in "four were wounded; one died three days later": three are left."""
    first = min(claim.start for claim in hurt.members)
    later = [
        claim
        for claim in _stated(claims, "killed", with_vague=False)
        if claim.start > first and _LATER_DEATH.search(claim.sentence) and _figure(claim).party is not Party.PERPETRATOR
        if claim.text.lower() not in _PRONOUNS and claim.text.split()[0].lower() in _SOME_OF_THEM
    ]
    dead = max((_value(claim) for claim in later), default=0)
    if not dead or dead >= hurt.value:
        return hurt
    return Told("injured", hurt.value - dead, (*hurt.members, *later), f"{hurt.derived_from} - {dead:g}")


def _all_hit(claims: list[Claim]) -> list[Claim]:
    """People shot or stabbed, of whom the text does not say at once whether they died."""
    return _brought_in(claims, "killed_or_injured", is_retold=False)


def _own_total(members: list[Claim], values: list[float], *, is_retold: bool) -> Claim | None:
    """The member that is the story's own total: as large as all others together, or told first and then one by one.

    "Five are dead. He killed his father, his mother and two sisters" counts five; "he killed his father, then three
    others" brings in four.
    """
    largest = max(members, key=_value)
    top = _value(largest)
    rest = sum(values) - top
    said = [claim for claim in members if _TOTALLING.search(claim.sentence[: claim.start - claim.sentence_start])]
    if said:
        return said[-1]
    if top <= 1 or not rest or any(_are_others(claim) and claim.start > largest.start for claim in members):
        return None
    if top == rest or ((len(values) > TWO or is_retold) and top > rest):
        return largest
    later = [claim for claim in members if claim is not largest]
    is_first = all(claim.sentence_index > largest.sentence_index for claim in later)
    if is_first and top > rest and not any(_goes_on(claim) for claim in later):
        return largest
    return None


def _are_others(claim: Claim) -> bool:
    """Whether the figure itself says that these are people besides those told of."""
    return not _OTHERS.isdisjoint(claim.text.lower().split())


def _goes_on(claim: Claim) -> bool:
    """Whether the sentence says that more people follow: "another", "then", "before"."""
    words = {word.strip(".,;:").lower() for word in claim.sentence.split()}
    return not words.isdisjoint(_GOING_ON)


def _once_each(members: list[Claim]) -> list[Claim]:
    seen: dict[float, Claim] = {}
    for claim in sorted(members, key=lambda claim: claim.start):
        seen.setdefault(_value(claim), claim)
    return list(seen.values())


def _stated(claims: list[Claim], role: str, *, with_vague: bool) -> list[Claim]:
    """Printed figures of a role; neither derived nor nobody."""
    return [
        claim
        for claim in claims
        if _has(claim, role)
        and _figure(claim).derived_from is None
        and _value(claim) > 0
        and (with_vague or not _vague(claim))
    ]


def _figure(claim: Claim) -> Figure:
    assert claim.figure is not None
    return claim.figure


def _has(claim: Claim, role: str) -> bool:
    return claim.figure is not None and claim.figure.role == role


def _value(claim: Claim) -> float:
    return _figure(claim).value


def _vague(claim: Claim) -> bool:
    return _figure(claim).hedge is Hedge.VAGUE


def _part(claim: Claim) -> bool:
    return _figure(claim).is_part
