"""The readings of one verb of speech: who may be its subject and where its content may stand.

In: the nodes of a stretch and the place of a verb. Out: a few `Reported` readings, of which the model chooses: subject
before with content after ("Lim said that"), content before ("..., officials said"), both ('"...," he said, "..."'), the
subject after its verb ('"...," said Lim'), a subject shared with the verb before (", adding that"; "and said"), "by".
"""

from dataclasses import dataclass

from tasks.claims.contents import (
    MAX_ADVERBIAL,
    content_after,
    content_before,
    next_comma,
    resumed,
    sentence_end,
)
from tasks.claims.cues import CUES, Cue
from tasks.claims.phrases import Node, Range, base_start, phrase_after, subject_before

_BE = frozenset("is are was were be been being".split())
_GOVERNORS = frozenset("VEAXG")
_PLURAL_BEFORE_BASE = frozenset("some many most others both all few".split())


@dataclass(slots=True)
class Reported:
    """One reading; ranges are of nodes. `order` names the pattern, `side` where the content stands."""

    cue: Range
    source: Range | None
    content: list[Range]
    side: str
    lemma: str
    form: str
    frame: str
    order: str
    shares_subject: bool = False


def verb(nodes: list[Node], at: int, cue: Cue, floor: int, found: list[Reported]) -> list[Reported]:
    """All readings of the verb at `at`."""
    first, passive, infinitive = _group_start(nodes, at, cue, floor)
    end = sentence_end(nodes, at)
    if first == at and _is_noun(nodes, at, cue, floor):
        return _noun(nodes, at, cue, end) if at > floor else []
    if passive or (cue.form == "en" and first == at):
        return _passive(nodes, at, first, cue, floor, end)
    if cue.lemma == "say" and cue.form == "ing" and at - 1 > floor and nodes[at - 1].lower == "as":
        return _as_saying(nodes, at, cue, floor, end)
    readings = _inverted(nodes, at, first, cue, floor, end)
    before = nodes[first - 1] if first > floor else None
    order = "infinitive" if infinitive else "subject"
    source = subject_before(nodes, first - 1, floor) if before is not None and before.tag != "C" else None
    if source is not None:
        readings += _with_subject(nodes, (first, at), source, cue, floor, end, order)
        if source[0] > floor and nodes[source[0] - 1].lower == "as":
            readings += _as_clause(nodes, (first, at), source, cue, floor, end)
    hangs = cue.form == "ing" and first == at
    if hangs and first <= floor + 3:
        readings += _fronted(nodes, (first, at), cue, end)
    if hangs or source is None or (before is not None and before.tag == ","):
        order = "participle" if hangs else "joined"
        seen = {source}
        for manner, shared in _shared_subjects(nodes, first, floor, end, found):
            if shared not in seen:
                seen.add(shared)
                readings += _with_shared(nodes, (first, at), shared, cue, end, f"{order} {manner}")
    return readings


def _with_subject(
    nodes: list[Node], group: Range, source: Range, cue: Cue, floor: int, end: int, order: str
) -> list[Reported]:
    first, at = group
    readings: list[Reported] = []
    spoken = (first, at + 1)
    after = content_after(nodes, at, cue, end)
    left = content_before(nodes, source[0], floor)
    if after is not None:
        content = [(after, end)]
        readings.append(Reported(spoken, source, content, "right", cue.lemma, cue.form, cue.frame, order))
        if left is not None and nodes[left[1] - 1].tag == "Q" and nodes[after - 1].tag != "S":
            readings.append(Reported(spoken, source, [left, *content], "both", cue.lemma, cue.form, cue.frame, order))
    if left is not None and cue.frame != "call":
        content = [left]
        again = resumed(nodes, at, end)
        if again is not None:
            content.append((again, end))
        side = "both" if again is not None else "left"
        readings.append(Reported(spoken, source, content, side, cue.lemma, cue.form, cue.frame, order))
    return readings


def _as_saying(nodes: list[Node], at: int, cue: Cue, floor: int, end: int) -> list[Reported]:
    """Read "KCNA quoted Kim as saying" and "Kim was quoted as saying": Kim speaks."""
    for back in range(at - 2, max(floor, at - MAX_ADVERBIAL), -1):
        if nodes[back].lower in {"quoted", "cited", "quotes", "quoting", "cites", "citing"}:
            after = phrase_after(nodes, back + 1, at)
            first, passive, _ = _group_start(nodes, back, CUES[nodes[back].lower], floor)
            source = subject_before(nodes, first - 1, floor) if passive and first > floor else (back + 1, after)
            start = content_after(nodes, at, cue, end)
            if source is None or start is None or source[1] <= source[0]:
                return []
            content = [(start, end)]
            return [Reported((at - 1, at + 1), source, content, "right", "say", "ing", "say", "as saying")]
    return []


def _as_clause(nodes: list[Node], group: Range, source: Range, cue: Cue, floor: int, end: int) -> list[Reported]:
    """Read "As the agency reported, ..." and "..., as Lim noted"."""
    content = []
    left = content_before(nodes, source[0] - 1, floor)
    comma = next_comma(nodes, group[1] + 1, end)
    if left is not None:
        content.append(left)
    if comma is not None and comma - group[1] < MAX_ADVERBIAL:
        content.append((comma + 1, end))
    elif group[1] + 2 < end and nodes[group[1] + 1].text == ":":
        content.append((group[1] + 2, end))
    if not content:
        return []
    side = "left" if left is not None else "right"
    spoken = (group[0], group[1] + 1)
    return [Reported(spoken, source, content, side, cue.lemma, cue.form, cue.frame, "as")]


def _fronted(nodes: list[Node], group: Range, cue: Cue, end: int) -> list[Reported]:
    """Read "Conceding that it was late, he warned": the subject follows the comma that ends the content."""
    after = content_after(nodes, group[1], cue, end)
    if after is None:
        return []
    comma = next_comma(nodes, after, end)
    while comma is not None and comma - after < 2 * MAX_ADVERBIAL:
        beyond = phrase_after(nodes, comma + 1, end)
        if comma + 1 < beyond < end and nodes[beyond].tag in "XVE":
            source = (comma + 1, beyond)
            spoken = (group[0], group[1] + 1)
            return [Reported(spoken, source, [(after, comma)], "right", cue.lemma, cue.form, cue.frame, "fronted")]
        comma = next_comma(nodes, comma + 1, end)
    return []


def _noun(nodes: list[Node], at: int, cue: Cue, end: int) -> list[Reported]:
    """Read "his warning that", "the ministry's claim that"."""
    before = nodes[at - 1]
    if at + 2 >= end or nodes[at + 1].lower != "that":
        return []
    if before.tag == "D" and before.lower in {"his", "her", "their", "its"}:
        source = (at - 1, at)
    elif before.tag == "R" and at > 1:
        source = (base_start(nodes, at - 2, max(0, at - MAX_ADVERBIAL)), at - 1)
    else:
        return []
    return [Reported((at, at + 1), source, [(at + 2, end)], "right", cue.lemma, cue.form, cue.frame, "noun")]


def _with_shared(nodes: list[Node], group: Range, source: Range, cue: Cue, end: int, order: str) -> list[Reported]:
    after = content_after(nodes, group[1], cue, end)
    if after is None:
        return []
    spoken = (group[0], group[1] + 1)
    return [
        Reported(spoken, source, [(after, end)], "right", cue.lemma, cue.form, cue.frame, order, shares_subject=True)
    ]


def _group_start(nodes: list[Node], at: int, cue: Cue, floor: int) -> tuple[int, bool, bool]:
    """The first node of the verb group ("has repeatedly", "went on to"), whether it is passive, whether infinitive."""
    first, passive, infinitive = at, False, False
    while first > floor:
        before = nodes[first - 1]
        if before.tag == "X":
            passive = passive or (not infinitive and before.lower in _BE and cue.form in {"ed", "en"})
            first -= 1
        elif before.lower == "to" and cue.form == "base" and not infinitive:
            infinitive = True
            first -= 1
            while first > floor and (nodes[first - 1].tag in _GOVERNORS or nodes[first - 1].lower in _CONTROL):
                first -= 1
        elif before.tag == "A" and before.lower not in {"here", "there", "ago"} and first - 1 > floor:
            first -= 1
        else:
            break
    return first, passive, infinitive


_CONTROL = frozenset("on likely able set ready want continue decline refuse try".split())


def _is_noun(nodes: list[Node], at: int, cue: Cue, floor: int) -> bool:
    """Whether "report", "claims", "say" surely stand here as a noun or an adjective."""
    if at == floor:
        return cue.form in {"base", "en"}
    before = nodes[at - 1]
    after = nodes[at + 1] if at + 1 < len(nodes) else None
    if before.tag in "DR":
        return before.lower not in _PLURAL_BEFORE_BASE or cue.form != "base"
    if cue.form in {"base", "s"} and before.tag in "IU":
        return True
    return cue.form in {"ed", "en"} and before.tag == "I" and after is not None and after.tag in "nN"


def _inverted(nodes: list[Node], at: int, first: int, cue: Cue, floor: int, end: int) -> list[Reported]:
    """Read '"...," said Lim' and "..., said Lim, a professor"."""
    if first != at or at == 0 or cue.form not in {"ed", "s", "base"} or cue.frame in {"tell", "call"}:
        return []
    before = nodes[at - 1]
    if before.tag not in ",Q" and before.text not in {"—", "–", "-", "--"}:
        return []
    after = phrase_after(nodes, at + 1, end)
    left = content_before(nodes, at, floor)
    if after == at + 1 or left is None:
        return []
    content = [left]
    again = resumed(nodes, after - 1, end, inverted=True)
    if again is not None:
        content.append((again, end))
    side = "both" if again is not None else "left"
    return [Reported((at, at + 1), (at + 1, after), content, side, cue.lemma, cue.form, cue.frame, "inverted")]


def _passive(nodes: list[Node], at: int, first: int, cue: Cue, floor: int, end: int) -> list[Reported]:
    """Read "was quoted by the agency as saying": only a "by" tells who spoke."""
    for ahead in range(at + 1, min(end, at + MAX_ADVERBIAL)):
        node = nodes[ahead]
        if node.lower == "by":
            after = phrase_after(nodes, ahead + 1, end)
            subject = subject_before(nodes, first - 1, floor) if first > floor else None
            content = [subject] if subject is not None else []
            if after < end and nodes[after].tag not in ",.":
                content.append((after, end))
            if after == ahead + 1 or not content:
                return []
            source = (ahead + 1, after)
            return [Reported((first, at + 1), source, content, "right", cue.lemma, cue.form, cue.frame, "passive")]
        if node.tag in "XV,QS.":
            break
    return []


def according_to(nodes: list[Node], at: int, floor: int) -> list[Reported]:
    """Read "..., according to KCNA" and "According to KCNA, ..."."""
    end = sentence_end(nodes, at)
    after = phrase_after(nodes, at + 2, end)
    if after == at + 2:
        return []
    left = content_before(nodes, at, floor) if at > floor else None
    if left is None and at - floor > 1:
        left = (floor, at)
    content = [left] if left is not None else []
    comma = next_comma(nodes, after, end)
    if comma is not None and (left is None or nodes[comma + 1].tag not in "GCSP"):
        content.append((comma + 1, end))
    elif left is None and after < end:
        content.append((after, end))
    if not content:
        return []
    side = "left" if left is not None else "right"
    return [Reported((at, at + 2), (at + 2, after), content, side, "according", "ed", "say", "according")]


def _shared_subjects(
    nodes: list[Node], at: int, floor: int, end: int, found: list[Reported]
) -> list[tuple[str, Range]]:
    """Whose verb this may also be: the speaker before, the subject of the clause, the first phrase of the sentence."""
    subjects: list[tuple[str, Range]] = []
    for earlier in reversed(found):
        if earlier.source is not None and floor <= earlier.cue[0] and earlier.lemma != "according":
            subjects.append(("speaker", earlier.source))
            break
    near = _clause_subject(nodes, at, floor)
    if near is not None:
        subjects.append(("clause", near))
    start = floor
    while start < at and nodes[start].tag in "CAMQ,.":
        start += 1
    if start < at and nodes[start].tag in "ISTGE":
        comma = next_comma(nodes, start, at)
        start = comma + 1 if comma is not None else start + 1
    after = phrase_after(nodes, start, min(at, end))
    if after > start:
        subjects.append(("first", (start, after)))
    return subjects


def _clause_subject(nodes: list[Node], at: int, floor: int) -> Range | None:
    """The nearest phrase before a verb that opens a clause: "when Rubio thanked them and said"."""
    for back in range(at - 2, max(floor, at - 2 * MAX_ADVERBIAL), -1):
        if nodes[back].tag in "S,Q" or nodes[back].lower in {"but", "as", "after", "before"}:
            after = phrase_after(nodes, back + 1, at)
            if back + 1 < after < at and nodes[after].tag in "XVEA":
                return back + 1, after
    return None
