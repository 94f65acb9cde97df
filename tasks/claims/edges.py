"""Where the content of reported speech ends: before the next speaker's clause, and before what the paper itself tells.

In: the nodes of a stretch and the readings chosen in it. Out: the same with their contents cut. Side by side stand
what two speakers say ("Israel said 10 had died; Hamas said 12"); one holds the other only where it is told whole
("Kim said 10 had died, according to KCNA"). The paper itself speaks in a clause added after the report in a tense that
reports nothing (", and Putin thanked Kim") and in an aside about a speaker or a person by name ("Kim, who had not
been there, said").
"""

from tasks.claims.contents import clause_of, next_comma
from tasks.claims.phrases import Node, Range, phrase_after
from tasks.claims.readings import Reported

ADVERBIAL_REACH = 4  # nodes between "while" and the speaker: ", while on Monday the police said"
PAST_REACH = 3  # nodes between a new subject and its verb: "and Putin later warmly thanked"
LONGEST_LIST = 1  # semicolons in one content; more of them part the items of a list
_JOINS = frozenset({"while", "whereas", "but", "and"})
_ASIDES = frozenset({"who", "which", "whose", "whom"})
_SHIFTED = frozenset("had would could was were".split())
_NO_PAST = frozenset("according including based given compared followed led".split())


def fitted(nodes: list[Node], found: list[Reported]) -> list[Reported]:
    """Cut each content where another voice begins; what keeps no content is left out."""
    for position, hit in enumerate(found):
        for later in found[position + 1 :]:
            edge = _edge(nodes, later)
            hit.content = [_cut_at(nodes, span, edge, later) for span in hit.content]
        hit.content = [_after_others(nodes, span, found[:position]) for span in hit.content]
        hit.content = [_before_the_paper(nodes, span, hit) for span in hit.content]
    asides = [aside for hit in found if (aside := _aside(nodes, hit)) is not None]
    for hit in found:
        for aside in (*asides, *_about_its_subject(nodes, hit)):
            hit.content = [piece for span in hit.content for piece in _without(span, aside)]
        hit.content = [span for span in hit.content if span[1] > span[0] and not _is_rest(nodes, span, hit)]
    return [hit for hit in found if hit.content]


def _is_rest(nodes: list[Node], span: Range, hit: Reported) -> bool:
    """Whether a cut left nothing of a content but the word that joined it: "as" of "he said, as CCTV reported"."""
    return len(hit.content) > 1 and span[1] - span[0] == 1 and nodes[span[0]].tag in "ISC,"


def _edge(nodes: list[Node], later: Reported) -> int:
    first = _opening(nodes, later)
    while first > 0 and (nodes[first - 1].tag in ",C" or nodes[first - 1].lower in {"while", "whereas", ";"}):
        first -= 1
    return first


def _opening(nodes: list[Node], later: Reported) -> int:
    """Where the reporting clause begins, with the adverbials that stand between a joint and its speaker."""
    first = later.cue[0] if later.shares_subject or later.source is None else min(later.cue[0], later.source[0])
    for back in range(first - 1, max(0, first - 1 - ADVERBIAL_REACH), -1):
        if nodes[back].lower in _JOINS or nodes[back].text == ";":
            return back + 1
        after_joint = nodes[back].tag == "," and back > 0 and nodes[back - 1].lower in _JOINS  # "and, according to"
        if nodes[back].tag not in "ITAUD" and not after_joint:
            break
    return first


def _sets_off(nodes: list[Node], later: Reported) -> bool:
    """Whether a clause of its own begins: ", while the police said", "; Moscow said"."""
    start = _opening(nodes, later) if later.source is not None else 0
    if start < 1:
        return False
    joint = nodes[start - 1]
    if joint.text == ";" or joint.lower in {"while", "whereas"}:
        return True
    return start > 1 and joint.lower in _JOINS and "," in {nodes[start - 2].text, nodes[start].text}


def _cut_at(nodes: list[Node], span: Range, edge: int, later: Reported) -> Range:
    """What stands beside another's clause ends before it; what holds another's words whole keeps them."""
    beside = later.shares_subject or later.side in {"left", "both"} or _sets_off(nodes, later)
    beside = beside or _spliced(nodes, span, later)
    return (span[0], edge) if beside and span[0] < edge < span[1] else span


def _spliced(nodes: list[Node], span: Range, later: Reported) -> bool:
    """Whether a comma or "and" alone parts two speakers: "Ukraine says 300 died, Russia says 40"."""
    if later.source is None or later.order != "subject" or not span[0] < later.source[0] - 1 < span[1]:
        return False
    whole = clause_of(nodes, span[0], later.source[0]) != "no" and nodes[span[0]].tag not in "SIG"
    return nodes[later.source[0] - 1].tag in ",C" and whole


def _after_others(nodes: list[Node], span: Range, earlier: list[Reported]) -> Range:
    """Let a content before its verb begin after the semicolon that ends another's report."""
    cues = [other.cue[0] for other in earlier if span[0] <= other.cue[0] < span[1]]
    marks = [at for at in range(max(cues), span[1] - 1) if nodes[at].text == ";"] if cues else []
    return (marks[-1] + 1, span[1]) if marks else span


def _before_the_paper(nodes: list[Node], span: Range, hit: Reported) -> Range:
    """End a content that follows its verb at a semicolon, or before a clause that the paper adds."""
    if hit.source is None or hit.lemma == "according" or span[0] < hit.cue[1] or hit.side == "left":
        return span
    marks = [at for at in range(span[0] + 1, span[1] - 1) if nodes[at].text == ";"]
    if len(marks) == LONGEST_LIST and not any(node.lower == "that" for node in nodes[marks[0] + 1 : marks[0] + 3]):
        span = (span[0], marks[0])
    for at in range(span[0] + 1, span[1] - 2):
        if nodes[at].tag == "," and nodes[at + 1].lower in {"and", "but"} and _added(nodes, span, at, hit):
            return span[0], at
    return span


def _added(nodes: list[Node], span: Range, comma: int, hit: Reported) -> bool:
    """Whether the clause after a comma is the paper's: a new subject with a plain past, where the report stands back.

    "The agency said 2,000 had been killed, and Putin thanked Kim": what is reported would be "had thanked". A clause
    with a figure goes on with the report unless "that" or "had" opened it and is missing here.
    """
    after = phrase_after(nodes, comma + 2, span[1])
    subject = nodes[comma + 2 : after]
    if not subject or subject[0].tag not in "DNnP" or any(node.tag == "U" for node in subject):
        return False
    verb = after
    while verb < min(span[1], after + PAST_REACH) and nodes[verb].tag == "A":
        verb += 1
    if verb >= span[1] or nodes[verb].tag not in "EV" or nodes[verb].lower in _NO_PAST:
        return False
    reported = nodes[span[0] : comma]
    if not any(node.tag in "XVE" for node in reported):
        return False
    stands_back = nodes[span[0] - 1].lower == "that" or any(node.lower in _SHIFTED for node in reported)
    plain = all(node.tag != "U" for node in nodes[verb : span[1]])
    return (plain or stands_back) and hit.frame in {"say", "tell", "that"}


def _aside(nodes: list[Node], hit: Reported) -> Range | None:
    """The clause between commas in which the paper tells about a speaker: ", who had not been to China,"."""
    if hit.source is None or hit.source[1] >= hit.cue[0]:
        return None
    opening = hit.source[1]
    if nodes[opening].tag != "," or nodes[opening + 1].lower not in _ASIDES:
        return None
    closing = next_comma(nodes, opening + 1, hit.cue[0] + 1)
    if closing is None or nodes[hit.cue[0] - 1].tag != ",":
        return None
    return opening, hit.cue[0]


def _about_its_subject(nodes: list[Node], hit: Reported) -> list[Range]:
    """The aside about a person by name who is the subject of a sentence that ends in its reporting clause.

    "Kim, who had not been to China since 2019, met Putin, according to the Kremlin": the paper reminds its readers.
    What is told of somebody without a name ("the gunman, who had two rifles,") may well come from the source.
    """
    start, end = hit.content[0] if hit.content and hit.side in {"left", "both"} else (0, 0)
    opening = start
    while opening < end and nodes[opening].tag == "N":
        opening += 1
    if opening in {start, end} or nodes[opening].tag != "," or nodes[opening + 1].lower != "who":
        return []
    closing = next_comma(nodes, opening + 1, end)
    return [(opening, closing + 1)] if closing is not None else []


def _without(span: Range, aside: Range) -> list[Range]:
    """A content with an aside taken out."""
    if not (span[0] <= aside[0] and aside[1] <= span[1]):
        return [span]
    return [piece for piece in ((span[0], aside[0]), (aside[1], span[1])) if piece[1] > piece[0]]
