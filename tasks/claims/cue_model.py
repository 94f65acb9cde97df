"""How likely a reading is reported speech: a sum of weights, one for each plain feature that the reading has.

In: the nodes of a stretch and one reading. Out: the log-odds that an annotator would mark it so. Features are named
in words ("lemma=say", "content=that", "head=person"), so that a wrong choice can be explained; the weights were
fitted by `python -m tests.benchmarks.fit_attribution` on PolNeAR and hold nothing of its texts.
"""

from tasks.claims.contents import clause_of, has_clause
from tasks.claims.cue_weights import INTERCEPT, WEIGHTS
from tasks.claims.phrases import Node, head_of, phrase_after
from tasks.claims.readings import Reported
from tasks.claims.speaker_words import speaker_class

THRESHOLD = -0.8  # log-odds; where F1 on the training articles is highest
HEADLINE_THRESHOLD = -3.5
INVERTED_IN_HEADLINE = 4.0  # "14 dead in flood, say officials" is how headlines end
_SIZES = (1, 3, 8)  # nodes of a content
_MODALS = frozenset("would could should might may will must can shall".split())
_NEGATIONS = frozenset("not n't never didn't don't doesn't won't wouldn't cannot can't hasn't haven't".split())
_PRONOUNS = frozenset("he she they it i we you who which that one".split())


def score(nodes: list[Node], hit: Reported, *, inside: bool) -> float:
    """The log-odds of a reading."""
    weights = WEIGHTS
    return INTERCEPT + sum([weights.get(name, 0.0) for name in features(nodes, hit, inside=inside)])


def features(nodes: list[Node], hit: Reported, *, inside: bool) -> list[str]:
    """The names of the features that a reading has."""
    named = [
        "lemma=" + hit.lemma,
        "frame=" + hit.frame,
        f"form={hit.form} {hit.frame}",
        "order=" + hit.order,
        f"side={hit.side} {hit.order}",
        f"side={hit.side} rival={hit.rival} {hit.order}",
        f"inside={inside}",
        f"inside={inside} {hit.frame}",
    ]
    named.append(f"lemma={hit.lemma} {hit.form}")
    named += _of_group(nodes, hit)
    named += _of_content(nodes, hit)
    named += _of_source(nodes, hit)
    return named


def _of_group(nodes: list[Node], hit: Reported) -> list[str]:
    first, end = hit.cue
    before = nodes[first - 1].tag if first else "^"
    after = nodes[end].tag if end < len(nodes) else "."
    named = [
        f"before={before} {hit.form}",
        f"before={before} {hit.order}",
        f"after={after} {hit.order}",
        f"after={after} {hit.frame}",
    ]
    for node in nodes[first : end - 1]:
        if node.lower in _MODALS:
            named.append("modal")
        elif node.lower in _NEGATIONS:
            named.append("negated")
        elif node.tag in "VEG" or node.lower in {"declined", "refused", "wants", "continued"}:
            named.append("governed")
    if end - first == 1:
        named.append("bare " + hit.form)
    return named


def _of_content(nodes: list[Node], hit: Reported) -> list[str]:
    start, end = hit.content[-1]
    opener = nodes[start]
    opened = (
        "that" if start and nodes[start - 1].lower == "that" else ":" if start and nodes[start - 1].text == ":" else ""
    )
    opened = opened or ("I " + opener.lower if opener.tag == "I" else opener.tag)
    clause = has_clause(nodes, start, end)
    length = end - start
    size = next((str(limit) for limit in _SIZES if length <= limit), "more")
    named = [
        f"opens={opened} {hit.side}",
        f"opens={opened} {hit.lemma}",
        f"opens={opened[0]} {hit.side} rival={hit.rival}",
        f"opens={opened} {hit.frame} {hit.side}",
        f"clause={clause} {hit.side} {hit.frame}",
        f"length={size} {hit.side}",
    ]
    if hit.side == "left":
        quoted = "quotation" if opener.tag == "Q" or nodes[end - 1].tag == "Q" else clause_of(nodes, start, end)
        named.append(f"left {quoted} rival={hit.rival}")
        named.append(f"left {quoted}")
    if any(node.tag in "Qq" for span in hit.content for node in nodes[span[0] : span[1]]):
        named.append(f"quotation {hit.side}")
        named.append(f"quotation {hit.frame}")
    beyond = phrase_after(nodes, hit.cue[1], len(nodes))
    following = nodes[beyond].tag if beyond < len(nodes) else "."
    named.append(f"beyond={following} {hit.order} {hit.side}")
    if len(hit.content) > 1:
        named.append("two contents")
    return named


def _of_source(nodes: list[Node], hit: Reported) -> list[str]:
    if hit.source is None:
        return ["head=none"]
    head = nodes[head_of(nodes, hit.source)]
    if head.lower in _PRONOUNS:
        kind = "pronoun " + head.lower
    elif head.tag == "N" and speaker_class(head.lower, known_only=True) != "other":
        kind = speaker_class(head.lower, known_only=True)  # "Officials said", "the Health Ministry said"
    elif head.tag in "NUq":
        kind = {"N": "name", "U": "number", "q": "quoted"}[head.tag]
    else:
        kind = speaker_class(head.lower)
    gap = hit.cue[0] - hit.source[1] if hit.source[1] <= hit.cue[0] else 0
    opener = nodes[hit.source[0] - 1].tag if hit.source[0] else "^"
    named = [f"head={kind}", f"head={kind} {hit.frame}", f"head={kind} {hit.order}", f"opener={opener} {hit.order}"]
    named.append(f"opener={opener} {hit.side} {hit.order}")
    named.append(f"gap={min(gap, 6)} {hit.order}")
    named.append(f"width={min(hit.source[1] - hit.source[0], 6)} {hit.order}")
    if hit.form in {"s", "base"} and head.tag == "n":
        plural = head.lower.endswith("s") or head.lower in {"people", "police", "men", "women", "media", "data"}
        named.append(f"agrees={plural == (hit.form == 'base')} {hit.form}")
    follower = nodes[hit.source[1]].tag if hit.source[1] < len(nodes) else "."
    if hit.order == "inverted":
        named.append(f"follower={follower}")
        clause = has_clause(nodes, hit.source[1], min(len(nodes), hit.source[1] + 6))
        named.append(f"follower={follower} clause={clause}")
        named.append(f"unquoted clause={clause} {nodes[hit.cue[0] - 1].tag}")
    return named
