"""Reported speech in one stretch of text: which word reports, whose it is, and what is said.

In: the nodes of a stretch. Out: `Reported` findings with ranges of nodes. For each verb of speech the patterns of
English news give one or a few readings (parses.py); the weights of cue_weights.py say which is the likeliest, and
whether any is likely enough (cue_model.py). Then contents are cut where another voice begins (edges.py).
"""

from collections.abc import Iterator

from tasks.claims.contents import clause_of
from tasks.claims.cue_model import HEADLINE_THRESHOLD, INVERTED_IN_HEADLINE, THRESHOLD, score
from tasks.claims.cues import CUES
from tasks.claims.edges import fitted
from tasks.claims.parses import verb
from tasks.claims.phrases import Node, phrase_after
from tasks.claims.readings import Reported
from tasks.claims.tolls import TOLL_VERBS, toll
from tasks.claims.turns import according_to, by_estimate, introduced, manner, place_colon, signed

SURE = frozenset({"toll", "by estimate"})  # orders that leave no other reading
_TRIGGERS = frozenset(CUES) | TOLL_VERBS | {"according", "by"}
NAMING = frozenset({"call", "describe", "label", "deem", "brand", "dub", "dismiss", "denounce"})
TELLING = frozenset({"say", "tell", "report", "announce", "confirm"})
TELLING_BONUS = 1.0  # "Twelve people died, officials told the agency": how agencies end most sentences
SUMMING = frozenset({"add", "post"})  # what a number is added to, a loss that is posted: no speech
OBJECT_REACH = 4  # nodes behind such a verb in which its number stands: "added another roughly 58,000"
_MERELY = frozenset({"just", "only", "another", "some", "nearly", "almost"})
GAP_BONUS = 3.0  # "the 1,100 that the army counted"
NAMING_BONUS = 2.0  # log-odds: the word that somebody gives a thing, between marks, is what was said


def reported(nodes: list[Node], *, inside: bool = False, headline: bool = False) -> list[Reported]:
    """All reported speech in a stretch, in the order of its cues; `inside` a quotation it is rarer.

    In a `headline` verbs are left out ("14 dead, officials say"), so that less is asked of a reading.
    """
    found: list[Reported] = []
    hit = (place_colon(nodes) if headline else None) or signed(nodes)
    if hit is not None:
        return [hit]
    for readings in candidates(nodes, found):
        if len(readings) == 1 and readings[0].order in SURE:
            found.append(readings[0])
            continue
        best, likeliest = None, HEADLINE_THRESHOLD if headline else THRESHOLD
        for reading in readings:
            likely = score(nodes, reading, inside=inside) + _bonus(nodes, reading, headline=headline)
            if likely > likeliest:
                best, likeliest = reading, likely
        if best is not None:
            found.append(best)
    if not found and (hit := introduced(nodes)) is not None:
        return [hit]
    return fitted(nodes, found)


def _bonus(nodes: list[Node], reading: Reported, *, headline: bool) -> float:
    """What speaks for a reading beyond the weights, in log-odds: turns that the training articles have seldom."""
    opener = nodes[reading.content[0][0]]
    if headline and reading.order == "inverted":
        return INVERTED_IN_HEADLINE
    if reading.lemma in NAMING and opener.tag in "Qq":
        return NAMING_BONUS
    first, last = reading.content[0]
    follows = reading.side == "left" and reading.order == "subject" and reading.rival == "none"
    if follows and reading.lemma in TELLING and opener.tag not in "SIGE":
        clause = clause_of(nodes, first, last)
        if clause == "finite" or (clause == "perhaps" and _has_figure(nodes, first, last)):
            return TELLING_BONUS
    counted = reading.order == "gap" and _has_figure(nodes, first, last)
    return GAP_BONUS if counted else 0.0


def _has_figure(nodes: list[Node], first: int, last: int) -> bool:
    return any(node.tag == "U" for node in nodes[first:last])


def candidates(nodes: list[Node], found: list[Reported]) -> Iterator[list[Reported]]:
    """The readings of each verb of speech in turn; `found` holds what was chosen so far, for verbs that share it."""
    floor = 0
    for at, node in enumerate(nodes):
        if node.tag == "." and at + 1 < len(nodes):
            floor = at + 1
        elif node.lower in _TRIGGERS:
            readings = _triggered(nodes, at, floor, found)
            if readings is not None:
                yield readings
        elif node.tag in "EV" and at > 0 and (readings := manner(nodes, at, floor)):
            yield readings


def _triggered(nodes: list[Node], at: int, floor: int, found: list[Reported]) -> list[Reported] | None:
    """The readings of a word that often reports, None where it cannot do so here."""
    node = nodes[at]
    if node.lower == "according":
        return according_to(nodes, at, floor) if at + 1 < len(nodes) and nodes[at + 1].lower == "to" else None
    if node.lower == "by":
        return by_estimate(nodes, at, floor) or None
    if (figure := toll(nodes, at, floor)) is not None:
        return [figure]
    cue = CUES.get(node.lower)
    if cue is None or (node.tag == "N" and at > floor) or (cue.lemma in SUMMING and _takes_a_number(nodes, at)):
        return None
    return verb(nodes, at, cue, floor, found)


def _takes_a_number(nodes: list[Node], at: int) -> bool:
    """Whether a number is the verb's object: "Employers added 58,000 jobs in May", not "added 58 jobs were lost"."""
    first = next((k for k in range(at + 1, len(nodes)) if nodes[k].lower not in _MERELY), len(nodes))
    if first >= len(nodes) or nodes[first].tag not in "UIDA" or not _has_figure(nodes, first, first + OBJECT_REACH):
        return False
    if nodes[first].tag == "I" and nodes[first].lower not in {"about", "around", "over"}:
        return False
    after = phrase_after(nodes, first, len(nodes))
    return after == len(nodes) or after == first or nodes[after].tag not in "VX"
