"""Papers that speak, and who speaks through them: "a tally by the ministry", "a readout published by Xinhua".

In: the source phrase of an attribution. Out: the phrase for its maker, and whether it is a bare paper that names
nobody ("a readout", "an earlier version of this article"): such a one is no named source.
"""

from tasks.claims.phrases import Node, Range, phrase_after
from tasks.claims.speaker_words import DOCUMENTS

MAKER_REACH = 12  # nodes between a document and the "by" that names its maker
PAPERS = DOCUMENTS | {"version", "broadcast", "piece", "clip"}
_SENT = frozenset(
    "broadcast aired read sent seen shown carried published posted released issued shared given made compiled".split()
)
_CARRIERS = frozenset({"on", "in"})  # "broadcast on CCTV", "published in Xinhua"
_SELF = frozenset({"article", "story", "version", "piece", "headline", "caption", "page"})
_BARE = _SELF | frozenset(
    "readout report statement dispatch account document summary release transcript video footage clip".split()
)
_EMPTY = frozenset(
    "a an the this that one another earlier previous original first later updated new recent our".split()
)


def is_sent(node: Node) -> bool:
    """Whether a word tells how a paper came out: "broadcast", "published"."""
    return node.lower in _SENT


def is_itself(phrase: list[Node], head: Node) -> bool:
    """Whether the article speaks of itself: "the article", "an earlier version of this story"."""
    return head.lower in _SELF and is_bare(phrase, head)


def is_bare(phrase: list[Node], head: Node) -> bool:
    """Whether a paper goes without any word that tells it from others."""
    before = [node.lower for node in phrase if node.start < head.start]
    if head.lower not in _BARE or not before or any(word not in _EMPTY for word in before):
        return False
    after = [node for node in phrase if node.start > head.start]
    named = any(node.tag == "N" or (node.tag == "n" and node.lower not in _BARE | _SENT) for node in after)
    return not named or head.lower in _SELF


def maker_of(nodes: list[Node], source: Range, head: Node) -> Range | None:
    """Who speaks through a paper: "a tally by the ministry", "the agency's data", "a report broadcast on CCTV"."""
    if head.lower not in PAPERS:
        return None
    at = next(i for i in range(source[0], source[1]) if nodes[i] is head)
    for possessive in range(source[0], at):
        if nodes[possessive].tag == "R" and possessive > source[0]:
            return source[0], possessive
    limit = min(len(nodes), at + MAKER_REACH)
    for ahead in range(at + 1, limit):
        node = nodes[ahead]
        follows = ahead == at + 1
        carried = node.lower in _CARRIERS and _carries(nodes, ahead, titled=follows)
        if node.lower == "by" or (node.lower == "from" and follows) or carried:
            after = phrase_after(nodes, ahead + 1, source[1] if ahead < source[1] else len(nodes))
            return (ahead + 1, after) if after > ahead + 1 else None
        joins = node.lower == "and" and is_sent(nodes[ahead - 1])
        if node.tag not in "EInNUDAT" and not joins:
            break
    return None


def _carries(nodes: list[Node], at: int, *, titled: bool) -> bool:
    """Whether "in" or "on" leads to what carried a paper: "broadcast on CCTV", "an article in the Halden Gazette"."""
    beyond = [node for node in nodes[at + 1 : at + 3] if node.lower != "the"]
    if not beyond or beyond[0].tag != "N":
        return False
    return is_sent(nodes[at - 1]) or (titled and nodes[at + 1].lower == "the")
