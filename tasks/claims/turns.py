"""Turns of reported speech other than "Lim said that": after its verb, by a passive, "as", "according to", a noun.

In: the nodes of a stretch and the place of the cue. Out: a list of one reading, or of none where the turn is not there.
"""

from tasks.claims.contents import MAX_ADVERBIAL, content_after, content_before, next_comma, resumed, sentence_end
from tasks.claims.cues import CUES, Cue
from tasks.claims.phrases import Node, Range, base_start, phrase_after, subject_before
from tasks.claims.readings import Reported
from tasks.claims.verb_groups import group_start


def inverted(nodes: list[Node], at: int, first: int, cue: Cue, floor: int, end: int) -> list[Reported]:
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


def passive_by(nodes: list[Node], at: int, first: int, cue: Cue, floor: int, end: int) -> list[Reported]:
    """Read "was quoted by the agency as saying": only a "by" tells who spoke."""
    for ahead in range(at + 1, min(end, at + MAX_ADVERBIAL)):
        node = nodes[ahead]
        if node.lower == "by":
            after = phrase_after(nodes, ahead + 1, end)
            subject = subject_before(nodes, first - 1, floor) if first > floor else None
            content = [subject] if subject is not None else []
            if after < end and nodes[after].tag not in ",.":
                content.append((after, end))
            if after == ahead + 1 or not content or nodes[ahead + 1].tag == "U":
                return []
            source = (ahead + 1, after)
            return [Reported((first, at + 1), source, content, "right", cue.lemma, cue.form, cue.frame, "passive")]
        if node.tag in "XV,QS.":
            break
    return []


def as_saying(nodes: list[Node], at: int, cue: Cue, floor: int, end: int) -> list[Reported]:
    """Read "KCNA quoted Kim as saying" and "Kim was quoted as saying": Kim speaks."""
    for back in range(at - 2, max(floor, at - MAX_ADVERBIAL), -1):
        if nodes[back].lower in {"quoted", "cited", "quotes", "quoting", "cites", "citing"}:
            after = phrase_after(nodes, back + 1, at)
            first, passive, _ = group_start(nodes, back, CUES[nodes[back].lower], floor)
            source = subject_before(nodes, first - 1, floor) if passive and first > floor else (back + 1, after)
            start = content_after(nodes, at, cue, end)
            if source is None or start is None or source[1] <= source[0]:
                return []
            content = [(start, end)]
            return [Reported((at - 1, at + 1), source, content, "right", "say", "ing", "say", "as saying")]
    return []


def as_clause(nodes: list[Node], group: Range, source: Range, cue: Cue, floor: int, end: int) -> list[Reported]:
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


def gap(nodes: list[Node], at: int, source: Range, cue: Cue, floor: int, end: int) -> list[Reported]:
    """Read "the 1,100 that the military counted": what was said is the noun that the clause belongs to."""
    relative = source[0] - 1
    ends_here = at + 1 >= end or nodes[at + 1].tag in ",.TIAUDC"
    if nodes[relative].lower not in {"that", "which", "what"} or not ends_here:
        return []
    start = relative
    if nodes[relative - 1].tag in "nNU" and relative - 1 >= floor:
        start = base_start(nodes, relative - 1, floor)
    content = [(start, relative + 1)]
    return [Reported((at, at + 1), source, content, "left", cue.lemma, cue.form, cue.frame, "gap")]


def fronted(nodes: list[Node], group: Range, cue: Cue, end: int) -> list[Reported]:
    """Read "Conceding that it was late, he warned": the subject follows the comma that ends the content."""
    after = content_after(nodes, group[1], cue, end)
    if after is None:
        return []
    comma = next_comma(nodes, after, end)
    while comma is not None and comma - after < 2 * MAX_ADVERBIAL:
        beyond = phrase_after(nodes, comma + 1, end)
        if comma + 1 < beyond < end and nodes[comma + 1].tag in "DNnPU" and nodes[beyond].tag in "XVEA":
            source = (comma + 1, beyond)
            spoken = (group[0], group[1] + 1)
            return [Reported(spoken, source, [(after, comma)], "right", cue.lemma, cue.form, cue.frame, "fronted")]
        comma = next_comma(nodes, comma + 1, end)
    return []


def noun_that(nodes: list[Node], at: int, cue: Cue, end: int) -> list[Reported]:
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
