"""The readings of one verb of speech: who may be its subject and where its content may stand.

In: the nodes of a stretch and the place of a verb. Out: a few `Reported` readings, of which the model chooses: subject
before with content after ("Lim said that"), content before ("..., officials said"), both ('"...," he said, "..."'), the
subject shared with the verb before (", adding that"; "and said"), and the rarer turns of turns.py.
"""

from tasks.claims.contents import (
    MAX_ADVERBIAL,
    clause_of,
    content_after,
    content_before,
    next_comma,
    resumed,
    sentence_end,
)
from tasks.claims.cues import Cue
from tasks.claims.papers import is_sent
from tasks.claims.phrases import Node, Range, phrase_after, subject_before
from tasks.claims.readings import Reported
from tasks.claims.speaker_words import DOCUMENTS
from tasks.claims.turns import as_clause, as_saying, fronted, gap, inverted, noun_that, passive_by, said_first
from tasks.claims.verb_groups import group_start, is_noun

_FINDERS = frozenset("court jury judge panel inquiry investigation inquest audit commission researchers".split())
LIVES_REACH = 6  # "claimed the lives of", "has claimed 276 lives"
FRONTED_REACH = 3  # nodes before a participle that still opens its sentence ("In addition to stating")
_NONE = frozenset({"no", "nobody", "none", "neither"})
_CONFIRMED = frozenset("dead killed missing alive injured infected".split())


def verb(nodes: list[Node], at: int, cue: Cue, floor: int, found: list[Reported]) -> list[Reported]:
    """All readings of the verb at `at` in which somebody speaks: "no survivors said" has no speaker."""
    readings = _readings(nodes, at, cue, floor, found)
    return [one for one in readings if one.source is None or not _is_nobody(nodes, one.source[0])]


def _is_nobody(nodes: list[Node], first: int) -> bool:
    return nodes[first].lower in _NONE or (nodes[first].lower == "one" and first > 0 and nodes[first - 1].lower == "no")


def _readings(nodes: list[Node], at: int, cue: Cue, floor: int, found: list[Reported]) -> list[Reported]:
    first, passive, infinitive = group_start(nodes, at, cue, floor)
    end = sentence_end(nodes, at)
    if first == at and is_noun(nodes, at, cue, floor):
        return noun_that(nodes, at, cue, end) if at > floor else []
    if _reports_nothing(nodes, first, at, cue, infinitive=infinitive):
        return []
    if passive or (cue.form == "en" and first == at):
        return passive_by(nodes, at, first, cue, floor, end)
    if cue.lemma == "say" and cue.form == "ing" and at - 1 > floor and nodes[at - 1].lower == "as":
        return as_saying(nodes, at, cue, floor, end)
    readings = said_first(nodes, at, cue, floor, end) or inverted(nodes, at, first, cue, floor, end)
    before = nodes[first - 1] if first > floor else None
    source = subject_before(nodes, first - 1, floor) if before is not None and before.tag != "C" else None
    if source is not None and nodes[source[0]].lower == "according":
        return []  # "according to police reports"
    if source is not None:
        order = "infinitive" if infinitive else "subject"
        readings += _with_subject(nodes, (first, at), source, cue, floor, end, order)
        if first == at and source[0] > floor + 1:
            readings += gap(nodes, at, source, cue, floor, end)
    after_comma = before is not None and before.tag == ","
    hangs = cue.form == "ing" and first == at
    if hangs and first <= floor + FRONTED_REACH and not after_comma and cue.frame != "show":
        readings += fronted(nodes, (first, at), cue, end)
    if hangs or source is None or after_comma:
        order = "participle" if hangs else "joined"
        for manner, shared in _shared_subjects(nodes, first, floor, end, found):
            if shared != source:
                readings += _with_shared(nodes, (first, at), shared, cue, end, f"{order} {manner}")
    return readings


def _reports_nothing(nodes: list[Node], first: int, at: int, cue: Cue, *, infinitive: bool) -> bool:
    """Whether a verb that could report surely does not: what it is used for shows in the word beside it."""
    after = nodes[at + 1].lower if at + 1 < len(nodes) else ""
    participle = cue.form in {"ed", "en"}
    return (
        (participle and after in _CONFIRMED)  # "the number of people confirmed dead"
        or (participle and first == at and after == "by")  # "a readout published by the agency"
        or (participle and at > 1 and nodes[at - 1].lower == "and" and is_sent(nodes[at - 2]))  # "broadcast and posted"
        or (infinitive and nodes[first].lower == "to")  # "efforts to defend it": nobody is said to have done so
        or (cue.lemma == "report" and after == "from")  # who wrote the article, and where
        or (cue.lemma == "claim" and any(node.lower == "lives" for node in nodes[at + 1 : at + LIVES_REACH]))
        or (cue.lemma == "point" and after not in {"out", "to"})  # "at some point", "pointed the gun"
        or (cue.lemma == "find" and not _tells_findings(nodes, at, first))  # "police found a gun"
    )


def _tells_findings(nodes: list[Node], at: int, first: int) -> bool:
    """Whether "found" introduces a result: before "that", or after a study or a court."""
    if any(node.lower == "that" for node in nodes[at + 1 : at + 3]):
        return True
    before = nodes[first - 1] if first > 0 else nodes[at]
    return before.lower in DOCUMENTS or before.lower in _FINDERS


def _with_subject(
    nodes: list[Node], group: Range, source: Range, cue: Cue, floor: int, end: int, order: str
) -> list[Reported]:
    first, at = group
    readings: list[Reported] = []
    in_relative = source[0] > floor and nodes[source[0] - 1].lower in {"which", "that"} and first == source[1]
    if nodes[first - 1].lower == "who" or (in_relative and nodes[at + 1 : at + 2] and nodes[at + 1].tag in "XV"):
        # "Quill, who said it had cracked, asked"; "the fire, which police believe was set, killed nine"
        end = next_comma(nodes, at + 1, end) or end
    spoken = (first, at + 1 + (cue.lemma == "point"))
    after = content_after(nodes, at, cue, end)
    left = content_before(nodes, source[0], floor)
    if after is not None and left is not None and nodes[after].tag == "I" and clause_of(nodes, *left) == "finite":
        after = None  # "..., he said before the trip": what was said stands before
    if after is not None:
        content = [(after, end)]
        readings.append(Reported(spoken, source, content, "right", cue.lemma, cue.form, cue.frame, order))
        if left is not None and nodes[left[1] - 1].tag == "Q" and nodes[after - 1].tag != "S":
            readings.append(Reported(spoken, source, [left, *content], "both", cue.lemma, cue.form, cue.frame, order))
    if left is not None and (cue.frame != "call" or nodes[left[1] - 1].tag == "Q"):
        content = [left]
        again = resumed(nodes, at, end)
        if again is not None:
            content.append((again, end))
        side = "both" if again is not None else "left"
        readings.append(Reported(spoken, source, content, side, cue.lemma, cue.form, cue.frame, order))
    for reading in readings:
        if reading.side == "right" and left is not None:
            reading.rival = "quotation" if nodes[left[1] - 1].tag == "Q" else clause_of(nodes, *left)
        elif reading.side != "right" and after is not None:
            reading.rival = "that" if nodes[after - 1].lower == "that" else nodes[after].tag
    if source[0] > floor and nodes[source[0] - 1].lower == "as":
        readings += as_clause(nodes, group, source, cue, floor, end)
    return readings


def _with_shared(nodes: list[Node], group: Range, source: Range, cue: Cue, end: int, order: str) -> list[Reported]:
    after = content_after(nodes, group[1], cue, end)
    if after is None:
        return []
    if cue.lemma == "cite":
        end = next_comma(nodes, after, end) or end
    spoken = (group[0], group[1] + 1)
    return [
        Reported(spoken, source, [(after, end)], "right", cue.lemma, cue.form, cue.frame, order, shares_subject=True)
    ]


def _shared_subjects(
    nodes: list[Node], at: int, floor: int, end: int, found: list[Reported]
) -> list[tuple[str, Range]]:
    """Whose verb this may also be: the speaker before, the subject of the clause, the first phrase of the sentence."""
    subjects: list[tuple[str, Range]] = []
    for earlier in reversed(found):
        if earlier.source is not None and floor <= earlier.cue[0] and earlier.lemma != "according":
            subjects.append(("speaker", earlier.source))
            if nodes[at].tag == "G":
                return subjects  # "X fell, the agency reported, citing Y": who reports also cites
            break
    near = _clause_subject(nodes, at, floor)
    if near is not None and near not in [subject for _, subject in subjects]:
        subjects.append(("clause", near))
    start = floor
    while start < at and nodes[start].tag in "CAMQ,.":
        start += 1
    if start + 1 < at and nodes[start].lower in {"last", "this", "next"} and nodes[start + 1].tag == "T":
        start += 2  # "Last month the army spoke of losses and said"
    if start < at and nodes[start].tag in "ISTGE":
        comma = next_comma(nodes, start, at)
        start = comma + 1 if comma is not None else start + 1
    after = phrase_after(nodes, start, min(at, end))
    if after > start and (start, after) not in [subject for _, subject in subjects]:
        subjects.append(("first", (start, after)))
    return subjects


def _clause_subject(nodes: list[Node], at: int, floor: int) -> Range | None:
    """The nearest phrase before a verb that opens a clause: "when Rubio thanked them and said"."""
    for back in range(at - 2, max(floor, at - 2 * MAX_ADVERBIAL), -1):
        if nodes[back].tag in "S,Q" or nodes[back].lower in {"but", "as", "after", "before"}:
            after = phrase_after(nodes, back + 1, at)
            if back + 1 < after < at and nodes[back + 1].tag in "DNnPU" and nodes[after].tag in "XVEA":
                return back + 1, after
    return None
