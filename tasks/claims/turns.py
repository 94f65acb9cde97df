"""Turns of reported speech other than "Lim said that": after its verb, by a passive, "as", "according to", a noun.

In: the nodes of a stretch and the place of the cue. Out: a list of one reading, or of none where the turn is not there.
"""

from tasks.claims.contents import MAX_ADVERBIAL, content_after, content_before, next_comma, resumed, sentence_end
from tasks.claims.cues import CUES, Cue
from tasks.claims.phrases import Node, Range, base_start, phrase_after, subject_before
from tasks.claims.readings import Reported
from tasks.claims.verb_groups import group_start

MANNER_REACH = 30  # nodes between a quotation and its verb of manner
_LABELS = frozenset("source sources photo picture credit via read watch related note".split())  # 'Source: "..."'
_DASHES = frozenset({"—", "–", "-", "--", "―"})
MAX_ESTIMATE = 8
_ESTIMATES = frozenset({"estimate", "count", "account", "reckoning", "tally", "estimates"})
MAX_COLON = 3  # capitalised words before the colon of a headline
MAX_INITIALS = 5  # "UN", "KCNA"; longer words in capitals are plain words


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
    if _joined(nodes, at, floor):
        left = None  # "and, according to the police, 14 were hurt"
    content = [left] if left is not None else []
    comma = next_comma(nodes, after, end)
    if comma == after and left is None and nodes[comma + 1].lower in {"who", "which"}:
        comma = next_comma(nodes, comma + 1, end)  # "According to CCTV, which is run by the state, ..."
    told_within = comma is not None and nodes[comma + 1].lower == "that"  # "Kim said, according to KCNA, that"
    if comma is not None and (left is None or told_within or nodes[comma + 1].tag not in "GCSP"):
        content.append((comma + 1, end))
    elif left is None and after < end:
        content.append((after, end))
    if not content:
        return []
    side = "left" if left is not None else "right"
    return [Reported((at, at + 2), (at + 2, after), content, side, "according", "ed", "say", "according")]


def _joined(nodes: list[Node], at: int, floor: int) -> bool:
    """Whether a clause of its own begins here after "and", "but" or a semicolon."""
    last = at - 1 - (at - 1 > floor and nodes[at - 1].tag == ",")
    return last > floor and (nodes[last].lower in {"and", "but", "while"} or nodes[last].text == ";")


def by_estimate(nodes: list[Node], at: int, floor: int) -> list[Reported]:
    """Read "By the ministry's own count, ..." and "... by his account"."""
    end = sentence_end(nodes, at)
    for ahead in range(at + 2, min(end, at + MAX_ESTIMATE)):
        if nodes[ahead].lower in _ESTIMATES:
            owner = next((k for k in range(at + 1, ahead) if nodes[k].tag == "R"), None)
            if owner is None and nodes[at + 1].lower not in {"his", "her", "their", "its"}:
                return []
            source = (at + 1, owner if owner is not None else at + 2)
            start = ahead + 1 + (ahead + 1 < end and nodes[ahead + 1].tag == ",")
            content = [(floor, at)] if at > floor else [(start, end)] if start < end else []
            cue = (at, at + 1)
            return [Reported(cue, source, content, "left", "according", "ed", "say", "by estimate")] if content else []
        if nodes[ahead].tag in ",.VXEQ":
            break
    return []


def place_colon(nodes: list[Node]) -> Reported | None:
    """Read the headline "Seoul: 2,000 troops killed"; a colon after a longer phrase is no speaker's."""
    for at, node in enumerate(nodes[: MAX_COLON + 1]):
        if node.text == ":":
            named = 0 < at < len(nodes) - 1 and not _is_kicker(nodes, at)
            content = [(at + 1, len(nodes))]
            return Reported((at, at + 1), (0, at), content, "right", ":", "", "say", "colon") if named else None
        if node.tag != "N":
            break
    return None


def _is_kicker(nodes: list[Node], colon: int) -> bool:
    """The catchword of a story, in capitals above plain words ("CARRICK FLOODS: 12 dead"); initials are a name."""
    words = [node.text for node in nodes[:colon]]
    above = len(words) > 1 and all(word.isupper() for word in words) and max(map(len, words)) > MAX_INITIALS
    return above and any(node.text.islower() for node in nodes[colon + 1 :])


def manner(nodes: list[Node], at: int, floor: int) -> list[Reported]:
    """Read '"...," Quill shouted.' and '"...," demanded Vitter.': beside a quotation any verb may be one of speech."""
    end = sentence_end(nodes, at)
    before = nodes[at - 1]
    cue = Cue("manner", "ed", "say")
    if before.tag == "Q":
        return _ending(inverted(nodes, at, at, cue, floor, end), nodes)
    if not any(node.tag == "Q" for node in nodes[max(0, at - MANNER_REACH) : at]):
        return []
    source = subject_before(nodes, at - 1, floor)
    left = content_before(nodes, source[0], floor) if source is not None else None
    if source is None or left is None or nodes[left[1] - 1].tag != "Q" or source[0] != left[1]:
        return []
    return [Reported((at, at + 1), source, [left], "left", "manner", "ed", "say", "subject")]


def _ending(readings: list[Reported], nodes: list[Node]) -> list[Reported]:
    """Those after which the sentence ends or turns to an adverbial."""
    kept = []
    for reading in readings:
        beyond = reading.source[1] if reading.source is not None else 0
        if beyond >= len(nodes) or nodes[beyond].tag in ".,I":
            kept.append(reading)
    return kept


def introduced(nodes: list[Node]) -> Reported | None:
    """Read 'Carl Bialik: "..."' where no verb does the work."""
    for at in range(1, len(nodes) - 1):
        if nodes[at].text == ":" and nodes[at + 1].tag == "Q" and nodes[at - 1].tag == "N":
            if nodes[at - 1].lower in _LABELS:
                return None
            first = base_start(nodes, at - 1, 0)
            return Reported((at, at + 1), (first, at), [(at + 1, at + 2)], "right", ":", "", "say", "introduced")
    return None


def signed(nodes: list[Node]) -> Reported | None:
    """Read '"..." - Carla Sanchez': a quotation with a name below it."""
    if not nodes[2:3] or nodes[0].tag != "Q" or nodes[1].text not in _DASHES:
        return None
    after = phrase_after(nodes, 2, len(nodes))
    if nodes[2].tag != "N" or (after < len(nodes) and nodes[after].tag not in ",."):
        return None
    return Reported((1, 2), (2, after), [(0, 1)], "left", "signed", "", "say", "signed")


def said_first(nodes: list[Node], at: int, cue: Cue, floor: int, end: int) -> list[Reported]:
    """Read 'Said Ellis: "..."'."""
    if at != floor or cue.form not in {"ed", "s"} or cue.frame != "say":
        return []
    after = phrase_after(nodes, at + 1, end)
    if after == at + 1 or after + 1 >= len(nodes) or nodes[after].text not in {":", ","}:
        return []
    return [
        Reported((at, at + 1), (at + 1, after), [(after + 1, end)], "right", cue.lemma, cue.form, cue.frame, "inverted")
    ]
