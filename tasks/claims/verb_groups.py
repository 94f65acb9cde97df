"""The group of words that a verb of speech heads: "has repeatedly said", "went on to say", "did not mention".

In: the nodes of a stretch and the place of the verb. Out: where its group begins and whether it is a passive or an
infinitive; and whether the word is a verb here at all ("the report", "his claims").
"""

from tasks.claims.cues import Cue
from tasks.claims.phrases import Node

_BE = frozenset("is are was were be been being".split())
_PLURALS = frozenset("media police people men women data".split())
_ALSO_NOUNS = frozenset("report claim estimate count record register note comment state tweet post call quote".split())
_GOVERNORS = frozenset("VEAXG")
_PLURAL_BEFORE_BASE = frozenset("some many most others both all few".split())
_CONTROL = frozenset("on likely able set ready want continue decline refuse try".split())


def group_start(nodes: list[Node], at: int, cue: Cue, floor: int) -> tuple[int, bool, bool]:
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


def is_noun(nodes: list[Node], at: int, cue: Cue, floor: int) -> bool:
    """Whether "report", "claims", "say" surely stand here as a noun or an adjective."""
    if at == floor:
        return cue.form in {"base", "en"}
    before = nodes[at - 1]
    after = nodes[at + 1] if at + 1 < len(nodes) else None
    if cue.lemma == "state" and cue.form == "base" and after is not None and after.tag in "nN":
        return True  # "some state officials"
    if before.tag in "DR":
        return before.lower not in _PLURAL_BEFORE_BASE or cue.form != "base"
    if cue.form in {"base", "s"} and before.tag in "IU":
        return True
    if cue.form == "base" and cue.lemma in _ALSO_NOUNS and before.tag == ",":
        return True  # "..., state media said"
    if cue.form == "base" and cue.lemma in _ALSO_NOUNS and before.tag in "nN":
        # "The prefectural count" is a noun; "officials estimate" and "state media report" are not.
        single = at - 2 >= floor and nodes[at - 2].lower in {"a", "an"}  # "a police report"
        return single or (not before.lower.endswith("s") and before.lower not in _PLURALS)
    return cue.form in {"ed", "en"} and before.tag == "I" and after is not None and after.tag in "nN"
