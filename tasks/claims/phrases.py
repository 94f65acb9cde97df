"""Noun phrases around a verb of speech: its subject before it, or the name after it in "said Lim".

In: the nodes of a stretch of text (a word, or a whole quotation as one node) and a position. Out: the nodes that the
phrase takes, as (first, one past the last). The patterns read the letters of tags.py; English subjects are found from
their right end, by walking left over modifiers ("officials briefed on the matter in Seoul").
Every walk is bounded by MAX_WALK, so a stretch costs no more than its length.
"""

from typing import NamedTuple

MAX_WALK = 40
LONG_QUOTE_WORDS = 4
LONG_APPOSITION = 14  # nodes; a longer one is told about the source and is no part of its name
_RELATIVES = frozenset({"who", "that", "which", "whom"})
_ASIDES = _RELATIVES | {"according", "whose"}  # open an aside about a speaker that is no part of the name
_HYPHENS = frozenset({"-", "–", "/", "&"})
_LINKS = _HYPHENS | {"(", ")"}
_AFTER_NAME = frozenset("of for at in from with on by about to near behind among within close".split())
_QUANTITIES = frozenset({"one", "those", "some", "many", "most", "others", "all", "both"})
_FINITE = frozenset({"said", "says", "added", "wrote", "thought", "felt", "knew"})  # never "the man said to be"
_PARTICIPIAL = frozenset({"familiar", "close", "aware", "loyal", "opposed", "responsible", "present", "known", "named"})


class Node(NamedTuple):
    """A word, or a quotation taken as one (`tag` Q, or q where it is too short to be speech)."""

    start: int
    end: int
    text: str
    lower: str
    tag: str


Range = tuple[int, int]


def subject_before(nodes: list[Node], last: int, floor: int) -> Range | None:
    """The phrase that ends at `last`, just before the verb group, or before an apposition between commas."""
    last = _before_adverbials(nodes, last, floor)
    if last < floor:
        return None
    tag = nodes[last].tag
    if tag == ",":
        return _over_apposition(nodes, last, floor)
    if nodes[last].text in {")", "—", "–", "-", "--"}:
        return _over_brackets(nodes, last, floor)
    if tag in "nNUqPGETDO" or nodes[last].lower in _RELATIVES:
        first = _phrase_start(nodes, last, floor)
        return (first, last + 1) if first is not None else None
    return None


def phrase_after(nodes: list[Node], first: int, ceiling: int) -> int:
    """One past the last node of the noun phrase that begins at `first` (its own start where there is none)."""
    at = first
    if at < ceiling and nodes[at].tag in "PO":
        return at + 1
    seen = False
    while at < ceiling and at - first < MAX_WALK:
        if nodes[at].tag == "U" and seen and nodes[at - 1].tag == "n":
            break  # "told lawmakers 2,000 soldiers had died"
        if nodes[at].tag in "nNUqR" or nodes[at].text in {"&", "/"}:
            seen = True
        elif not _joins(nodes, at, first, seen=seen, follower=nodes[at + 1].tag if at + 1 < ceiling else "$"):
            break
        at += 1
    return at if seen or (at > first and nodes[first].tag == "D") else first


def _joins(nodes: list[Node], at: int, first: int, *, seen: bool, follower: str) -> bool:
    """Whether a node that is no noun belongs to the phrase around it."""
    node = nodes[at]
    if node.tag == "D":
        return at == first or nodes[at - 1].tag in "DI"
    if node.tag == "T":
        return at > first and follower == "n"
    if node.tag in "EGA":
        return not seen and follower in "nNEGU"
    return node.lower in {"of", "for", "at", "from", "in"} and seen and follower in "DnNU"


def _before_adverbials(nodes: list[Node], last: int, floor: int) -> int:
    """Step left over "on Tuesday", "later", "in a statement" between a subject and its verb."""
    moved = True
    while moved and last >= floor:
        moved = False
        if nodes[last].tag in "AX" or (nodes[last].tag == "T" and last > floor):
            last -= 1
            moved = True
            if last > floor and nodes[last].lower in {"on", "last", "late", "early", "in", "this", "next"}:
                last -= 1
        elif nodes[last].tag == "U" and last - 1 > floor and nodes[last - 1].lower == "in":
            last -= 2  # "who in 2010 said"
            moved = True
    return last


def _phrase_start(nodes: list[Node], last: int, floor: int) -> int | None:
    node = nodes[last]
    if node.tag == "P" or node.lower in _RELATIVES:
        return _antecedent(nodes, last, floor) if node.lower in _RELATIVES else last
    first = base_start(nodes, last, floor)
    steps = 0
    while first > floor and steps < MAX_WALK:
        wider = _wider(nodes, first, floor)
        if wider is None or wider >= first:
            break
        first, steps = wider, steps + 1
    return first


def _antecedent(nodes: list[Node], relative: int, floor: int) -> int:
    """In "Lim, who said" the source is written as the relative pronoun with its noun before it."""
    before = relative - 1
    if before >= floor and nodes[before].tag == ",":
        before -= 1
    if before >= floor and nodes[before].tag in "nNU":
        first = _phrase_start(nodes, before, floor)
        return relative if first is None else first
    return relative


def base_start(nodes: list[Node], last: int, floor: int) -> int:
    """The first node of the plain noun phrase that ends at `last`: determiner, adjectives, nouns."""
    at = last
    while at > floor and last - at < MAX_WALK:
        before = nodes[at - 1]
        further = nodes[at - 2].tag if at - 2 >= floor else "^"
        if before.tag == "D":
            return at - 2 if further == "D" else at - 1
        noun = before.tag in "nNURq" or (before.text in _LINKS and further in "nNU")
        modifier = (before.tag in "EG" and further in "DRA^Q,") or (before.tag in "AT" and further == "D")
        if not noun and not modifier:
            break
        at -= 1
    return at


def _wider(nodes: list[Node], first: int, floor: int) -> int | None:
    """Where the phrase begins if what stands before it makes it a modifier of an earlier noun; None if nothing does."""
    before = nodes[first - 1]
    at = first - 2
    if before.tag == "I" and before.lower in _AFTER_NAME and at >= floor:
        if nodes[at].tag in "nNUqG" or nodes[at].lower in {
            "one",
            "those",
            "some",
            "many",
            "most",
            "others",
            "all",
            "both",
        }:
            return base_start(nodes, at, floor)
        if (nodes[at].tag == "E" or nodes[at].lower in _PARTICIPIAL) and at - 1 >= floor and nodes[at - 1].tag in "nN":
            return base_start(nodes, at - 1, floor)
        return _relative_clause(nodes, at, floor)
    if before.tag in "EG" and before.lower not in _FINITE and at >= floor and nodes[at].tag in "nN":
        return base_start(nodes, at, floor)
    if before.tag in "EVXGI":  # "a surgeon who has worked here since the spring said"
        return _relative_clause(nodes, first - 1, floor)
    if before.tag == "C" and before.lower in {"and", "or", "&"} and at >= floor and nodes[at].tag in "nNU":
        start = base_start(nodes, at, floor)
        opens = start == floor or nodes[start - 1].tag in ",QS." or nodes[start - 1].tag == "M"
        names = nodes[at].tag == "N" == nodes[first].tag and nodes[start - 1].tag != "I"
        return start if opens or names else None
    return None


def _relative_clause(nodes: list[Node], last: int, floor: int) -> int | None:
    """For "people who attended the rally": from inside the clause to the noun before "who"."""
    for at in range(last, max(floor, last - MAX_WALK // 2), -1):
        if nodes[at].tag in ",Q.":
            return None
        if nodes[at].lower in _RELATIVES and nodes[at - 1].tag in "nNU":
            return base_start(nodes, at - 1, floor)
    return None


def _over_apposition(nodes: list[Node], comma: int, floor: int) -> Range | None:
    """For "Lim Eul-chul, a professor at the university, said": from the second comma to the noun before the first."""
    opening = _previous_comma(nodes, comma - 1, floor)
    if opening is None or opening <= floor or comma - opening > MAX_WALK:
        return None
    if nodes[opening - 1].text == ")":
        named = _over_brackets(nodes, opening - 1, floor)
        return (named[0], comma) if named is not None else None
    if nodes[opening + 1].tag == "C" or nodes[opening - 1].tag not in "nNUqPRE":
        return None
    first = _phrase_start(nodes, opening - 1, floor)
    if first is None:
        return None
    whole = first > floor + 1 and nodes[first - 1].tag == ","
    if whole and nodes[first].tag in "DUn":
        outer = _over_apposition(nodes, opening, floor)
        if outer is not None and not (outer[0] > floor and nodes[outer[0] - 1].tag == "I"):
            return outer[0], comma  # but "In Valencia, the government, which runs it," is not Valencia
    aside = nodes[opening + 1].lower in _ASIDES or comma - opening > LONG_APPOSITION
    return first, opening if aside else comma


def _over_brackets(nodes: list[Node], last: int, floor: int) -> Range | None:
    """For "Bernie Sanders (I-Vt.) said" and "Lim - a professor - said"."""
    opening_mark = {")": "("}.get(nodes[last].text, nodes[last].text)
    for at in range(last - 1, max(floor, last - MAX_WALK), -1):
        if nodes[at].text == opening_mark:
            if nodes[at - 1].tag in "nNUq":
                first = _phrase_start(nodes, at - 1, floor)
                beyond = at if last - at > LONG_APPOSITION else last + 1
                return (first, beyond) if first is not None else None
            return None
    return None


def _previous_comma(nodes: list[Node], at: int, floor: int) -> int | None:
    stop = max(floor, at - MAX_WALK)
    while at > stop:
        if nodes[at].tag == ",":
            return at
        if nodes[at].tag in "Q.":
            return None
        at -= 1
    return None


def head_of(nodes: list[Node], source: Range) -> int:
    """The node that names the source: the last of its first plain noun phrase."""
    head = source[0]
    opens_with_noun = nodes[head].tag in "nNU"
    for at in range(source[0], source[1]):
        node = nodes[at]
        if node.tag in "nNUPOq" or node.lower in _QUANTITIES:
            head = at
            if node.tag in "PO":
                break
            continue
        phrase_over = head > source[0] and node.tag in "I,MSEGVX" and node.text not in _HYPHENS
        if phrase_over or (opens_with_noun and node.tag in "I,S"):
            break
    return head
