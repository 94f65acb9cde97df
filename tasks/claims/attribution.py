"""Who says what in an article: source, cue and content of each piece of reported speech, and the chain of tellers.

In: a document, its sentences, the configured names. Out: `Attribution`s in the order of their cues, offsets into
the document's text. Quotations that run on over sentences and paragraphs stay with their speaker, and so do the
parts of a figure ("Of those, 69 were in Wajima"). What stands inside another's words is told by both ("Kim said,
according to KCNA" has the chain KCNA, Kim); what somebody says "citing" another ends in the one who is cited. The
page's own publisher is no teller of its own story.
"""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace

from tasks.claims.number_words import PLURAL_SCALES, SCALES, TENS, UNITS
from tasks.claims.phrases import Node, Range, phrase_after
from tasks.claims.pronouns import Said
from tasks.claims.readings import Reported
from tasks.claims.reported import reported
from tasks.claims.sources_named import Speakers, speakers
from tasks.claims.stretches import Stretch, stretches
from tasks.claims.tellers import Told, chained
from tasks.claims.words import Word, words
from tasks.model import Attribution, Document, Sentence
from tasks.settings import Sources

PARTS_REACH = 10  # nodes at the head of a sentence in which it refers to the figure before it
BRIEFED_REACH = 12  # nodes behind "said" in which it may say who briefed the speaker
_BRIEFED = frozenset({"briefing", "briefed", "debriefing", "hearing"})
_AFTER = frozenset({"after", "following", "at", "from", "in"})
_PARTS = frozenset({"those", "them", "these", "whom"})
_WHOLES = frozenset("dead wounded injured missing victims killed survivors total detained".split())
_FIGURES = frozenset(UNITS) | frozenset(TENS) | frozenset(SCALES) | frozenset(PLURAL_SCALES)
_GOES_ON = frozenset({"add", "continue", "conclude"})
_SUMS = frozenset({"that", "this", "it"})
_BRINGS = frozenset("brings brought takes took raises raised".split())


def attributions(document: Document, sentences: tuple[Sentence, ...], sources: Sources) -> tuple[Attribution, ...]:
    """Read the attributions of a document."""
    reader = _Reader(document, sentences, sources)
    for stretch in stretches(document, sentences):
        reader.read(stretch)
    return chained(reader.found, document.publisher)


class _Reader:
    """Goes through the stretches of one article and remembers who has the floor."""

    def __init__(self, document: Document, sentences: tuple[Sentence, ...], sources: Sources) -> None:
        self.memory: Speakers = speakers(document, sources)
        self.sentences = sentences
        self.starts = [sentence.start for sentence in sentences]
        self.found: list[Told] = []
        self.speech: int | None = None  # the last direct quotation, which bare quotations after it go on with
        self.figure: int | None = None  # the last attribution of the stretch before, whose parts may follow
        self.previous: Stretch | None = None

    def read(self, stretch: Stretch) -> None:
        """Read one stretch; the inside of a quotation never changes who has the floor."""
        hits = reported(stretch.nodes, inside=stretch.quotation is not None, headline=stretch.is_headline)
        if stretch.quotation is not None:
            self._add(stretch.nodes, hits)
        elif not hits and self.speech is not None and _continues(stretch, self.previous):
            self._grow(self.speech, [(node.start, node.end) for node in stretch.nodes if node.tag == "Q"])
            self.previous = stretch
        elif not hits and self.figure is not None and self._has_parts(stretch, self.figure):
            self._grow(self.figure, [(stretch.nodes[0].start, stretch.nodes[-1].end)])
            self.previous = stretch
        else:
            before = len(self.found)
            self._add(stretch.nodes, hits)
            self._add_rest(stretch.nodes, hits, before)
            direct = [i for i in range(before, len(self.found)) if self.found[i].attribution.kind == "direct"]
            self.speech = direct[-1] if direct else None
            self.figure = before if hits else None
            self.previous = stretch

    def _has_parts(self, stretch: Stretch, figure: int) -> bool:
        """Whether a stretch shares out or sums up the figure before it: "Of those, 69", "the other 30", "That brings".

        "Of the 28" needs the 28 in what was said.
        """
        nodes, previous = stretch.nodes, self.previous
        if previous is None or stretch.paragraph - previous.paragraph > 1 or stretch.is_headline:
            return False
        if len(nodes) > 1 and nodes[0].lower in _SUMS and nodes[1].lower in _BRINGS:
            return True
        opening = [node.lower for node in nodes[:2]]
        if opening == ["the", "other"] and nodes[2:3] and nodes[2].tag == "U":
            return True
        told = self.found[figure].attribution.content
        leads = self.found[figure].attribution.cue[0] < told[0][0]  # a clause put last closes what was said
        if leads and stretch.paragraph == previous.paragraph and self._adds(nodes, told):
            return True
        for at, node in enumerate(nodes[:PARTS_REACH]):
            whole = nodes[at + 1 : at + 3]
            if node.lower not in {"of", "among"} or not whole:
                continue
            if whole[0].lower in _PARTS or (whole[0].lower == "the" and whole[-1].lower in _WHOLES):
                return True
            if whole[0].lower == "the" and whole[-1].tag == "U":
                return any(whole[-1].text in self.memory.document.text[start:end] for start, end in told)
        return False

    def _adds(self, nodes: list[Node], told: tuple[tuple[int, int], ...]) -> bool:
        """Whether a figure is added to a figure told before: "Another 40", "It also counted 565", "The total of 12"."""
        before = [word for start, end in told for word in words(self.memory.document.text[start:end])]
        if not _counts(before) or not _counts(nodes):
            return False
        first = nodes[0].lower
        if first in {"another", "also"} or (first == "the" and nodes[1:2] and nodes[1].lower in {"total", "toll"}):
            return True
        return any(node.lower == "also" for node in nodes[:PARTS_REACH])

    def _add_rest(self, nodes: list[Node], hits: list[Reported], first: int) -> None:
        """Give a quotation that stands after the end of the sentence to the speaker before it."""
        if not hits or self.found[first].attribution.kind != "direct":
            return
        stops = [at for at, node in enumerate(nodes) if node.tag == "." and at > hits[-1].cue[0]]
        rest = nodes[stops[0] + 1 :] if stops else []
        if rest and all(node.tag in "Q.,M" for node in rest):
            self._grow(len(self.found) - 1, [(node.start, node.end) for node in rest if node.tag == "Q"])

    def _grow(self, index: int, spans: list[tuple[int, int]]) -> None:
        told = self.found[index]
        told.attribution = replace(told.attribution, content=(*told.attribution.content, *spans))

    def _add(self, nodes: list[Node], hits: list[Reported]) -> None:
        made: list[tuple[Reported, Told]] = []
        for hit in hits:
            nested = any(
                first <= hit.cue[0] < last for other in hits if other is not hit for first, last in other.content
            )
            told = Told(self._attribution(nodes, hit, hit.source, hit.content, nested=nested))
            self.found.append(told)
            made.append((hit, told))
        for hit, told in made:
            if hit.lemma == "cite" and hit.shares_subject:
                self._add_cited(nodes, hit, made)
            elif briefer := _briefer(nodes, hit):
                self._add_briefer(nodes, hit, briefer, told)

    def _add_briefer(self, nodes: list[Node], hit: Reported, briefer: Range, told: Told) -> None:
        """What lawmakers say after a briefing by an agency is the agency's word, passed on."""
        behind = self._attribution(nodes, hit, briefer, [])
        if behind.name and behind.name != told.attribution.name:
            self.found.append(Told(replace(behind, content=told.attribution.content), under=told))

    def _add_cited(self, nodes: list[Node], cite: Reported, made: list[tuple[Reported, Told]]) -> None:
        """Let what a speaker says, citing somebody, be told by that one as well."""
        holders = [
            told
            for hit, told in made
            if hit.lemma != "cite"
            and hit.source is not None
            and cite.source is not None
            and hit.source[0] == cite.source[0]
        ]
        after = phrase_after(nodes, cite.content[0][0], len(nodes))
        if not holders or after == cite.content[0][0]:
            return
        cited = self._attribution(nodes, cite, (cite.content[0][0], after), [])
        self.found.append(Told(replace(cited, content=holders[0].attribution.content), under=holders[0]))

    def _attribution(
        self, nodes: list[Node], hit: Reported, source: Range | None, content: list[Range], *, nested: bool = True
    ) -> Attribution:
        quoted = [node.tag in "Qq" for first, last in content for node in nodes[first:last] if node.tag not in ",.M"]
        kind = "direct" if quoted and all(quoted) else "mixed" if any(quoted) else "indirect"
        name = None
        if source is not None:
            sentence = max(0, bisect_right(self.starts, nodes[hit.cue[0]].start) - 1)
            said = Said(tuple(_span(nodes, span) for span in content), goes_on=hit.lemma in _GOES_ON, nested=nested)
            name = self.memory.resolve(nodes, source, sentence, self.sentences, said)
        return Attribution(
            cue=_span(nodes, hit.cue),
            content=tuple(_span(nodes, span) for span in content),
            source=_span(nodes, source) if source is not None else None,
            name=name,
            kind=kind,
        )


def _briefer(nodes: list[Node], hit: Reported) -> Range | None:
    """Who briefed the one who speaks: "said on Wednesday after a closed briefing by the agency"."""
    last = min(len(nodes), hit.cue[1] + BRIEFED_REACH)
    for at in range(hit.cue[1], last):
        if nodes[at].tag in {".", "Q"} or nodes[at].lower in {";", ":"}:
            return None
        if nodes[at].lower not in _BRIEFED or at + 1 >= len(nodes) or nodes[at + 1].lower not in {"by", "from", "with"}:
            continue
        if not any(node.lower in _AFTER for node in nodes[hit.cue[1] : at]):
            return None
        after = phrase_after(nodes, at + 2, len(nodes))
        return (at + 2, after) if after > at + 2 else None
    return None


def _continues(stretch: Stretch, previous: Stretch | None) -> bool:
    """Whether a stretch is nothing but quotation and goes on with the speech before it."""
    if previous is None or any(node.tag not in "Q.,M" for node in stretch.nodes):
        return False
    return stretch.paragraph == previous.paragraph or previous.nodes[-1].tag == "Q"


def _counts(cut: Sequence[Word | Node]) -> bool:
    """Whether a figure is among the words."""
    return any(word.text[0].isdigit() or word.lower in _FIGURES for word in cut)


def _span(nodes: list[Node], span: Range) -> tuple[int, int]:
    return nodes[span[0]].start, nodes[span[1] - 1].end
