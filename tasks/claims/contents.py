"""Where the content of reported speech stands: after its verb, before it, or on both sides.

In: the nodes of a stretch and the place of a verb of speech. Out: ranges of nodes, or None where there is no content on
that side. Every look ahead is bounded by MAX_ADVERBIAL nodes or by the sentence.
"""

from tasks.claims.cues import Cue
from tasks.claims.phrases import Node, Range, phrase_after

MAX_ADVERBIAL = 25
SAYING_NOUNS = frozenset(
    """statement interview speech tweet letter email e-mail report address post briefing call memo conference release
    message op-ed editorial debate rally remarks twitter facebook video""".split()
)
_TIME_PREPOSITIONS = frozenset("on in at by since before after until during late early".split())
_DEICTIC = frozenset({"that", "this", "last", "next"})  # before "week", "month", "Tuesday"
_DASHES = frozenset({"—", "–", "-", "…", "--"})


def sentence_end(nodes: list[Node], at: int) -> int:
    """One past the last node of the sentence that `at` stands in, its full stop left out."""
    for ahead in range(at + 1, len(nodes)):
        if nodes[ahead].tag == ".":
            return ahead
    return len(nodes)


def content_after(nodes: list[Node], at: int, cue: Cue, end: int) -> int | None:
    """Where the content after a verb begins; a listener ("told reporters", "said to Kim") is passed over."""
    start = at + 1 + (cue.lemma == "point")  # "pointed out that"
    if start >= end:
        return None
    if cue.frame == "of":
        return start + 1 if nodes[start].lower in {"of", "about"} and start + 1 < end else None
    to_someone = nodes[start].lower == "to" and cue.frame != "call"
    if cue.frame == "tell" or to_someone:
        first = start + to_someone
        after = phrase_after(nodes, first, end)
        start = after if after > first else start
    if start >= end:
        return None
    return _past_adverbials(nodes, start, end) or _past_aside(nodes, start, end)


def _past_aside(nodes: list[Node], start: int, end: int) -> int | None:
    """Read "said, without evidence, that", "says, win or lose, he will stay", "said, according to KCNA, that"."""
    if nodes[start].tag != "," or start + 1 >= end:
        return None
    if nodes[start + 1].tag in "CSGE" and nodes[start + 1].lower != "according":
        return None
    closing = next_comma(nodes, start + 1, end)
    if closing is None or closing - start > MAX_ADVERBIAL:
        return start + 1 if nodes[start + 1].lower != "according" else None
    return closing + 1 + (nodes[closing + 1].lower == "that" and closing + 2 < end)


def _past_adverbials(nodes: list[Node], start: int, end: int) -> int | None:
    """Skip "on Tuesday in a statement" if "that", a colon or a quotation follows; else stop at the clause."""
    for ahead in range(start, min(end, start + MAX_ADVERBIAL)):
        node = nodes[ahead]
        if node.lower == "that" and (ahead == start or nodes[ahead - 1].tag != "I") and not _is_time(nodes, ahead, end):
            return ahead + 1 if ahead + 1 < end else None
        if node.tag == "Q" or node.text == ":":
            return ahead + (node.text == ":") if ahead + (node.text == ":") < end else None
        if node.tag == "," and ahead + 1 < end and nodes[ahead + 1].tag == "Q":
            return ahead + 1
        if node.tag in "XVEPSCGqM":
            break
    at = start
    while at < end:
        beyond = _past_one(nodes, at, end)
        if beyond == at:
            break
        at = beyond
    if at < end - 1 and nodes[at].tag == "," and nodes[at + 1].lower == "according":
        return _past_aside(nodes, at, end)  # "said on Tuesday, according to KCNA, that"
    return None if at >= end or nodes[at].tag in ",." else at


def _is_time(nodes: list[Node], at: int, end: int) -> bool:
    """Whether "that" belongs to "that morning"."""
    return at + 1 < end and nodes[at + 1].tag == "T" and (at + 2 >= end or nodes[at + 2].tag in ",.CI")


def _past_one(nodes: list[Node], at: int, end: int) -> int:
    """Past one adverbial of time, manner or occasion."""
    node = nodes[at]
    follower = nodes[at + 1] if at + 1 < end else None
    if node.lower in _DEICTIC and _is_time(nodes, at, end):
        return at + 2
    if node.tag == "T" or (node.tag == "A" and follower is not None and follower.tag in ",TIDPN"):
        return at + 1
    if node.tag != "I" or follower is None:
        return at
    if follower.tag in "TU" and node.lower in _TIME_PREPOSITIONS:
        at += 2
        while at < end and nodes[at].tag in "TU":
            at += 1
        return at
    after = phrase_after(nodes, at + 1, end)
    return after if any(nodes[k].lower in SAYING_NOUNS for k in range(at + 1, after)) else at


def content_before(nodes: list[Node], before: int, floor: int) -> Range | None:
    """The clause that ends in a comma, dash or quotation just before a reporting clause."""
    last = before - 1
    if last < floor:
        return _quotation_before(nodes, last)
    node = nodes[last]
    if node.tag == "Q":
        return _from_start(nodes, floor, last + 1)
    if (node.tag == "," or node.text in _DASHES) and last > floor:
        return _from_start(nodes, floor, last)
    return None


def _quotation_before(nodes: list[Node], last: int) -> Range | None:
    """A quotation that is a sentence of its own."""
    return (last, last + 1) if last >= 0 and nodes[last].tag == "Q" else None


def _from_start(nodes: list[Node], floor: int, end: int) -> Range | None:
    start = floor
    while start < end and nodes[start].tag in "C,M.":
        start += 1
    return (start, end) if start < end else None


def resumed(nodes: list[Node], at: int, end: int, *, inverted: bool = False) -> int | None:
    """Where the content goes on after '", he said, "' or ", he said, "; after "said Lim," an apposition may stand."""
    comma = next_comma(nodes, at + 1, end)
    if comma is None or comma - at > MAX_ADVERBIAL:
        return None
    after = nodes[comma + 1]
    if after.tag == "Q":
        return comma + 1
    if inverted:
        return comma + 1 if after.lower == "but" and has_clause(nodes, comma + 1, end) else None
    return comma + 1 if comma == at + 1 and after.tag not in "CGE" else None


def next_comma(nodes: list[Node], at: int, end: int) -> int | None:
    """The next comma that is not the last node."""
    for ahead in range(at, end - 1):
        if nodes[ahead].tag == ",":
            return ahead
    return None


def has_clause(nodes: list[Node], start: int, end: int) -> bool:
    """Whether a finite verb may stand in a stretch."""
    return any(node.tag in "XVEq" for node in nodes[start : min(end, start + MAX_ADVERBIAL)])


def clause_of(nodes: list[Node], start: int, end: int) -> str:
    """How surely a stretch is a clause: "finite" with an auxiliary or a verb, "perhaps" with an -ed form, "no"."""
    tags = {node.tag for node in nodes[start : min(end, start + 2 * MAX_ADVERBIAL)]}
    return "finite" if tags & {"X", "V"} else "perhaps" if tags & {"E", "q"} else "no"
