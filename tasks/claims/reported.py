"""Reported speech in one stretch of text: which word reports, whose it is, and what is said.

In: the nodes of a stretch. Out: `Reported` findings with ranges of nodes. The patterns of English news: subject and verb
before or after the content ("Lim said that", '"...", said Lim', "were killed, officials said"), "according to", a
participle that hangs on the sentence (", adding that"), verbs joined by "and", passives with "by", naming verbs ("called
it", "put the toll at 202").
"""

from dataclasses import dataclass, field

from tasks.claims.cues import CUES, Cue
from tasks.claims.phrases import Node, Range, phrase_after, subject_before

MAX_ADVERBIAL = 25
_BE = frozenset("is are was were be been being".split())
_SAYING_NOUNS = frozenset(
    "statement interview speech tweet letter email report address post briefing call memo".split()
)
_TOLLS = frozenset("toll number figure death tally count total losses casualties estimate".split())


@dataclass(slots=True)
class Reported:
    """One finding; ranges are of nodes. `side` tells where the content stands: right, left or both."""

    cue: Range
    source: Range | None
    content: list[Range]
    side: str
    frame: str
    lemma: str
    shares_subject: bool = False
    listener: Range | None = None
    features: dict[str, float] = field(default_factory=dict)


def reported(nodes: list[Node]) -> list[Reported]:
    """All reported speech in a stretch, in the order of its cues."""
    found: list[Reported] = []
    floor = 0
    for at, node in enumerate(nodes):
        if node.tag == "." and at + 1 < len(nodes):
            floor = at + 1
            continue
        if node.lower == "according" and at + 1 < len(nodes) and nodes[at + 1].lower == "to":
            hit = _according_to(nodes, at, floor)
        elif (cue := CUES.get(node.lower)) is not None and not (node.tag == "N" and at > floor):
            hit = _verb(nodes, at, cue, floor, found)
        else:
            continue
        if hit is not None:
            found.append(hit)
    return _fitted(nodes, found)


# ------------------------------------------------------------------------------------------------- verbs


def _verb(nodes: list[Node], at: int, cue: Cue, floor: int, found: list[Reported]) -> Reported | None:
    first, passive = _group_start(nodes, at, cue, floor)
    end = _sentence_end(nodes, at)
    if _is_noun(nodes, at, first, cue, floor):
        return None
    if passive:
        return _passive(nodes, at, first, cue, floor, end)
    before = nodes[first - 1] if first > floor else None
    inverted = _inverted(nodes, at, first, cue, floor, end)
    if inverted is not None:
        return inverted
    content, listener = _content_after(nodes, at, cue, end)
    shares = False
    if cue.form == "ing" and first == at and (before is None or before.tag in ",QIM" or before.lower in {"and", "by"}):
        source, shares = _shared_subject(nodes, at, floor, end, found), True
    elif before is not None and before.tag == "C":
        source, shares = _shared_subject(nodes, at, floor, end, found), True
    elif before is not None:
        source = subject_before(nodes, first - 1, floor)
        if source is None and before.tag in ",Q" and found:
            source, shares = _shared_subject(nodes, at, floor, end, found), True
    else:
        source = None
    if source is None:
        return None
    hit = Reported((first, at + 1), source, [], "right", cue.frame, cue.lemma, shares, listener)
    if content is not None and _is_content(nodes, content, end, cue):
        hit.content = [(content, end)]
        left = _content_before(nodes, source[0], floor)
        if left is not None and not shares and nodes[content].tag != "S" and nodes[left[1] - 1].tag == "Q":
            hit.content, hit.side = [left, (content, end)], "both"
        return hit
    if shares:
        return None
    left = _content_before(nodes, source[0], floor)
    if left is None or cue.frame == "call":
        return None
    hit.content, hit.side = [left], "left"
    after = _resumed(nodes, at, end)
    if after is not None:
        hit.content.append((after, end))
        hit.side = "both"
    return hit


def _group_start(nodes: list[Node], at: int, cue: Cue, floor: int) -> tuple[int, bool]:
    """The first node of the verb group ("has repeatedly", "went on to") and whether it is a passive."""
    first = at
    passive = False
    while first > floor:
        before = nodes[first - 1]
        if before.tag == "X" or before.lower == "to":
            passive = passive or (before.lower in _BE and cue.form in {"ed", "en"} and before.tag == "X")
            first -= 1
            if before.lower == "to":
                while (
                    first > floor
                    and nodes[first - 1].tag in "VEAX"
                    or (first > floor and nodes[first - 1].lower in {"on", "likely", "able", "set", "expected"})
                ):
                    first -= 1
        elif before.tag == "A" and before.lower not in {"here", "there", "ago"} and first - 1 > floor:
            first -= 1
        else:
            break
    while first < at and nodes[first].tag == "A" and nodes[first].lower in {"together"}:
        first += 1
    return first, passive


def _is_noun(nodes: list[Node], at: int, first: int, cue: Cue, floor: int) -> bool:
    """Whether "report", "claims", "say" stand here as a noun or an adjective."""
    if first < at:
        return False
    before = nodes[at - 1] if at > floor else None
    after = nodes[at + 1] if at + 1 < len(nodes) else None
    if before is None:
        return cue.form != "ing"
    if before.tag in "DR":
        return not (before.lower in {"many", "some", "both", "others", "few", "most"} and cue.form == "base")
    if cue.form == "base":
        return before.tag in "IU," or not (
            before.tag in "nNPQS," and (before.lower.endswith("s") or before.tag in "PS")
        )
    if cue.form in {"ed", "en"} and after is not None and before.tag in "I" and after.tag in "nN":
        return True
    return cue.form == "s" and before.tag in "I"


def _inverted(nodes: list[Node], at: int, first: int, cue: Cue, floor: int, end: int) -> Reported | None:
    """Read '"...", said Lim' and "..., said Lim, a professor"."""
    if first != at or at == floor or cue.form not in {"ed", "s", "base"} or cue.frame not in {"say", "that", "think"}:
        return None
    before = nodes[at - 1]
    if before.tag not in ",Q" and before.text not in {"—", "–", "-"}:
        return None
    after = phrase_after(nodes, at + 1, end)
    if after == at + 1:
        return None
    is_closed = after >= end or nodes[after].tag in ",.QTCMAG" or nodes[after].lower in {
        "who", "in", "on", "at", "during", "after", "as", "when", "to", "with",
    }  # fmt: skip
    if not is_closed and before.tag != "Q":
        return None
    if before.tag == "," and (nodes[at + 1].tag == "P" or not is_closed):
        return None
    left = _content_before(nodes, at, floor)
    if left is None:
        return None
    hit = Reported((at, at + 1), (at + 1, after), [left], "left", cue.frame, cue.lemma)
    resumed = _resumed(nodes, after - 1, end)
    if resumed is not None:
        hit.content.append((resumed, end))
    return hit


def _passive(nodes: list[Node], at: int, first: int, cue: Cue, floor: int, end: int) -> Reported | None:
    """Read "was quoted by the agency as saying": only a "by" tells who spoke."""
    for ahead in range(at + 1, min(end, at + MAX_ADVERBIAL)):
        node = nodes[ahead]
        if node.lower == "by":
            after = phrase_after(nodes, ahead + 1, end)
            if after == ahead + 1:
                return None
            subject = subject_before(nodes, first - 1, floor) if first > floor else None
            content = [(after, end)] if after < end and nodes[after].tag not in ",." else []
            if subject is not None:
                content.insert(0, subject)
            if not content:
                return None
            return Reported((first, at + 1), (ahead + 1, after), content, "right", cue.frame, cue.lemma)
        if node.tag in "XV,QS.":
            return None
    return None


def _according_to(nodes: list[Node], at: int, floor: int) -> Reported | None:
    end = _sentence_end(nodes, at)
    after = phrase_after(nodes, at + 2, end)
    if after == at + 2:
        return None
    content: list[Range] = []
    left = _content_before(nodes, at, floor) if at > floor else None
    if left is None and at - floor > 1:
        left = (floor, at)
    if left is not None:
        content.append(left)
    comma = _next_comma(nodes, after, end)
    if comma is not None and (left is None or nodes[comma + 1].tag != "G"):
        if left is None or nodes[comma + 1].tag not in "CSP":
            content.append((comma + 1, end))
    elif left is None and after < end:
        content.append((after, end))
    if not content:
        return None
    return Reported((at, at + 2), (at + 2, after), content, "left" if left else "right", "say", "according")


def _shared_subject(nodes: list[Node], at: int, floor: int, end: int, found: list[Reported]) -> Range | None:
    """The subject of the sentence: that of the verb of speech before, else the first phrase of the sentence."""
    for earlier in reversed(found):
        if earlier.source is not None and floor <= earlier.cue[0] and earlier.lemma != "according":
            return earlier.source
    start = floor
    while start < at and nodes[start].tag in "CAMQ,.":
        start += 1
    if start < at and nodes[start].tag in "ISTG":
        comma = _next_comma(nodes, start, at)
        start = comma + 1 if comma is not None else start + 1
    after = phrase_after(nodes, start, min(at, end))
    return (start, after) if after > start else None


# ----------------------------------------------------------------------------------------------- content


def _sentence_end(nodes: list[Node], at: int) -> int:
    """One past the last node of the sentence, its full stop left out; a quotation after a colon may hold several."""
    for ahead in range(at + 1, len(nodes)):
        if nodes[ahead].tag == "." and not _is_abbreviation(nodes, ahead):
            return ahead
    return len(nodes)


def _is_abbreviation(nodes: list[Node], at: int) -> bool:
    before = nodes[at - 1]
    return at + 1 < len(nodes) and before.tag == "N" and len(before.text) <= 4 and nodes[at + 1].tag in "N,"


def _content_after(nodes: list[Node], at: int, cue: Cue, end: int) -> tuple[int | None, Range | None]:
    """Where the content after a verb begins, and the listener that stands before it."""
    start = at + 1
    listener: Range | None = None
    if start >= end:
        return None, None
    if cue.frame == "tell" or (cue.frame != "call" and nodes[start].lower == "to"):
        first = start + 1 if nodes[start].lower == "to" else start
        after = phrase_after(nodes, first, end)
        if after > first and not (cue.frame != "tell" and first == start):
            listener, start = (first, after), after
    if start >= end:
        return None, listener
    return _past_adverbials(nodes, start, end), listener


def _past_adverbials(nodes: list[Node], start: int, end: int) -> int | None:
    """Skip "on Tuesday in a statement" if "that", a colon or a quotation follows; else stop at the first clause word."""
    for ahead in range(start, min(end, start + MAX_ADVERBIAL)):
        node = nodes[ahead]
        if node.lower == "that" and (ahead == start or nodes[ahead - 1].tag not in "I"):
            return ahead + 1 if ahead + 1 < end else None
        if node.tag == "Q" or node.text == ":":
            return ahead + (node.text == ":") if ahead + (node.text == ":") < end else None
        if node.tag == "," and ahead + 1 < end and nodes[ahead + 1].tag == "Q":
            return ahead + 1
        if node.tag in "XVEPSCGq,M":
            break
    at = start
    while at < end:
        if nodes[at].tag == "T" or (nodes[at].tag == "A" and at + 1 < end and nodes[at + 1].tag in ",TIDPN"):
            at += 1
        elif nodes[at].tag == "I":
            after = phrase_after(nodes, at + 1, end)
            timed = at + 1 < end and nodes[at + 1].tag in "TU"
            spoken = any(nodes[k].lower in _SAYING_NOUNS for k in range(at + 1, after))
            if timed:
                at += 2
                while at < end and nodes[at].tag in "TU":
                    at += 1
            elif spoken:
                at = after
            else:
                break
        else:
            break
    if at >= end or nodes[at].tag in ",.":
        return None
    return at


def _is_content(nodes: list[Node], start: int, end: int, cue: Cue) -> bool:
    node = nodes[start]
    if node.tag in "Q" or nodes[start - 1].lower in {"that", ":"}:
        return True
    if node.tag == "I" and cue.frame != "call":
        return node.lower in {"of", "about", "for", "in", "at"} and _has_clause(nodes, start, end)
    if cue.frame in {"think", "show"}:
        return _has_clause(nodes, start, end)
    return node.tag not in ",.C"


def _has_clause(nodes: list[Node], start: int, end: int) -> bool:
    return any(node.tag in "XVEq" for node in nodes[start + 1 : min(end, start + MAX_ADVERBIAL)])


def _content_before(nodes: list[Node], before: int, floor: int) -> Range | None:
    """The clause that ends in a comma, dash or quotation just before a reporting clause."""
    last = before - 1
    if last < floor:
        # A quotation that is a sentence of its own ends with its full stop inside the marks.
        return None
    node = nodes[last]
    if node.tag == "Q":
        return _from_sentence_start(nodes, floor, last + 1)
    if (node.tag == "," or node.text in {"—", "–", "-", "…"}) and last > floor:
        return _from_sentence_start(nodes, floor, last)
    return None


def _from_sentence_start(nodes: list[Node], floor: int, end: int) -> Range | None:
    start = floor
    while start < end and nodes[start].tag in "C,M." and nodes[start].tag != "Q":
        start += 1
    return (start, end) if start < end else None


def _resumed(nodes: list[Node], at: int, end: int) -> int | None:
    """Where the content goes on after '", he said, "' or ", he said, "."""
    comma = _next_comma(nodes, at + 1, end)
    if comma is None or comma - at > MAX_ADVERBIAL:
        return None
    after = nodes[comma + 1]
    if after.tag == "Q":
        return comma + 1
    if comma == at + 1 and after.tag not in "CGASE" and after.tag not in "D":
        return comma + 1
    return None


def _next_comma(nodes: list[Node], at: int, end: int) -> int | None:
    for ahead in range(at, end - 1):
        if nodes[ahead].tag == ",":
            return ahead
    return None


def _fitted(nodes: list[Node], found: list[Reported]) -> list[Reported]:
    """Cut each content where the next reporting clause that stands beside it begins."""
    for position, hit in enumerate(found):
        for later in found[position + 1 :]:
            edge = _edge(nodes, later)
            hit.content = [_cut_at(span, edge, later) for span in hit.content]
            hit.content = [span for span in hit.content if span[1] > span[0]]
    return [hit for hit in found if hit.content]


def _edge(nodes: list[Node], later: Reported) -> int:
    first = later.cue[0] if later.shares_subject or later.source is None else min(later.cue[0], later.source[0])
    while first > 0 and nodes[first - 1].tag in ",C":
        first -= 1
    return first


def _cut_at(span: Range, edge: int, later: Reported) -> Range:
    """What stands beside another's clause ends before it; what holds another's words whole keeps them."""
    beside = later.shares_subject or later.side in {"left", "both"}
    if beside and span[0] < edge < span[1]:
        return span[0], edge
    return span
