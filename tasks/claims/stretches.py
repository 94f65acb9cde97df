"""Stretches of text that are read for attribution: a sentence, or the sentences that a quotation ties together.

In: a document and its sentences. Out: `Stretch`es in order; in each, a quotation is one node, so that the grammar
of the sentence around it is seen bare; the inside of a quotation of some length is a stretch of its own, one level
deeper.
"""

import re
from bisect import bisect_left
from dataclasses import dataclass

from tasks.claims.cues import CUES
from tasks.claims.phrases import LONG_QUOTE_WORDS, Node
from tasks.claims.quote_marks import Quoted, quoted
from tasks.claims.tags import tag
from tasks.claims.words import Word, document_words, in_capitals
from tasks.model import Document, Sentence

_OPENING = re.compile(r"[^\W\d_]{2,20}")
_CLAUSE_CHARS = 120  # where a reporting clause that follows its quotation has its verb
DATELINE_NODES = 18
_SIGNING = frozenset("—–-―")
_DASHES = frozenset({"—", "–", "-", "--"})
TITLE_SHARE = 0.8  # of longer words capitalised: a headline, in which verbs of speech are capitalised too
MIN_INSIDE_WORDS = 6  # a shorter quotation holds no reported speech of its own


@dataclass(frozen=True, slots=True)
class Stretch:
    """The nodes of a stretch; `quotation` is the one that it is the inside of, if any."""

    nodes: list[Node]
    paragraph: int
    is_headline: bool
    quotation: Quoted | None = None


def stretches(document: Document, sentences: tuple[Sentence, ...]) -> list[Stretch]:
    """Cut the prose into stretches."""
    cut, starts = document_words(document.text)
    tags = tag(cut, capitals=in_capitals(document.text))
    marks = quoted(document.text)
    found: list[Stretch] = []
    position = 0
    mark = 0
    while position < len(sentences):
        sentence = sentences[position]
        end = sentence.end
        position += 1
        while mark < len(marks) and marks[mark].end <= sentence.start:
            mark += 1
        held: list[Quoted] = []
        while mark < len(marks) and (
            marks[mark].start < end or _announces(document.text, sentences, position, end, marks[mark])
        ):
            held.append(marks[mark])
            end = max(end, marks[mark].end)
            mark += 1
            position, end = _tied(document.text, sentences, position, end, marks[mark - 1], sentence.paragraph)
        first, last = bisect_left(starts, sentence.start), bisect_left(starts, end)
        nodes = _without_dateline(_nodes(cut, tags, first, last, held))
        if _is_title(nodes):
            nodes = [node._replace(tag="E") if node.lower in CUES and node.tag == "N" else node for node in nodes]
        found.append(Stretch(nodes, sentence.paragraph, sentence.is_headline))
        for quotation in held:
            inside = _inside(cut, tags, starts, quotation)
            if len(inside) >= MIN_INSIDE_WORDS:
                found.append(Stretch(inside, sentence.paragraph, sentence.is_headline, quotation))
    return found


def _without_dateline(nodes: list[Node]) -> list[Node]:
    """Drop "PARIS, Aug 31 (Reuters) -" from the head of a sentence: it is no part of its grammar."""
    for at, node in enumerate(nodes[:DATELINE_NODES]):
        if node.text in _DASHES and at and nodes[at - 1].end < node.start:
            return nodes[at + 1 :]
        if not (node.tag in "NTU," or node.text in {"(", ")", "/", "."}) or not nodes[0].text.isupper():
            break
    return nodes


def _announces(text: str, sentences: tuple[Sentence, ...], position: int, end: int, mark: Quoted) -> bool:
    """Whether a line that ends in a colon ("He went on to say:") stands before a paragraph that is a quotation."""
    return (
        text[end - 1] == ":"
        and position < len(sentences)
        and mark.start == sentences[position].start
        and sentences[position].paragraph - sentences[position - 1].paragraph <= 1
    )


def _tied(
    text: str, sentences: tuple[Sentence, ...], position: int, end: int, quotation: Quoted, paragraph: int
) -> tuple[int, int]:
    """Take in the sentences that a quotation reaches, and what tells whose it is: '"Why?" Lim said', '"No." - Lim'."""
    while position < len(sentences) and sentences[position].start < end:
        end = max(end, sentences[position].end)
        position += 1
    asks = text[quotation.start : quotation.inner_end].rstrip().endswith(("?", "!", "…", ",", "—", "–"))
    if end == quotation.end and position < len(sentences) and sentences[position].paragraph == paragraph:
        follower = sentences[position]
        opening = _OPENING.findall(follower.text[:_CLAUSE_CHARS])
        reports = asks and any(word.lower() in CUES for word in opening)
        signs = follower.text[0] in _SIGNING and len(follower.text) < _CLAUSE_CHARS
        if reports or signs:
            return position + 1, follower.end
    return position, end


def _nodes(cut: list[Word], tags: str, first: int, last: int, held: list[Quoted]) -> list[Node]:
    nodes: list[Node] = []
    waiting = iter(held)
    quotation = next(waiting, None)
    at = first
    while at < last:
        word = cut[at]
        if quotation is not None and word.start >= quotation.start:
            count, beyond, ending = 0, at, ""
            while beyond < last and cut[beyond].start < quotation.end:
                if cut[beyond].end <= quotation.inner_end:
                    ending = cut[beyond].text
                    count += tags[beyond] not in "Q,.M"
                beyond += 1
            nodes.append(_quotation(quotation, ending, count))
            at, quotation = beyond, next(waiting, None)
            continue
        nodes.append(Node(word.start, word.end, word.text, word.lower, tags[at]))
        at += 1
    return nodes


def _quotation(quotation: Quoted, ending: str, count: int) -> Node:
    """One node: speech if it is long or ends in a mark of its own, else words that belong to the sentence."""
    is_speech = count >= LONG_QUOTE_WORDS or ending in {",", ".", "!", "?", "…"}
    return Node(quotation.start, quotation.end, "“”", "“”", "Q" if is_speech else "q")


def _inside(cut: list[Word], tags: str, starts: list[int], quotation: Quoted) -> list[Node]:
    first, last = bisect_left(starts, quotation.inner_start), bisect_left(starts, quotation.inner_end)
    return [Node(w.start, w.end, w.text, w.lower, tags[first + i]) for i, w in enumerate(cut[first:last])]


def _is_title(nodes: list[Node]) -> bool:
    if nodes and nodes[-1].text == ".":
        return False
    longer = [node.text for node in nodes if len(node.text) >= LONG_QUOTE_WORDS and node.text[0].isalpha()]
    return len(longer) > LONG_QUOTE_WORDS and sum(text[0].isupper() for text in longer) > TITLE_SHARE * len(longer)
