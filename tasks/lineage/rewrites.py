"""Rewrites: a story told again in other words, found by what a rewriter keeps.

In: texts. Out: whether one retells the other, with the shares it rests on. A rewriter changes words and keeps figures,
names and, above all, the order of the story, and brings nothing of their own. Two reporters at one briefing share
figures, names and quotations, and tell them each in their own order; so the order decides. Refuses texts of fewer than
six sentences, in which any order is an accident.
"""

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations

from tasks.evidence.stems import stems

MIN_SENTENCES = 6
MIN_SHARED_FACTS = 8
FACT_SHARE = 0.7  # of the retelling's figures and names that the source has
ORDERED_SHARE = 0.75  # of its sentences that follow the source's order
FIGURE_SHARE = 0.8  # of its figures alone: a reporter of their own brings figures of their own
LIKENESS = 0.35  # mean share of a sentence found in its counterpart
WHOLE_SHARE, WHOLE_FACTS, WHOLE_LIKENESS = (
    1.0,
    15,
    0.5,
)  # a rewrite beyond doubt: every fact, every sentence in its place
SURE_REWRITE = 0.9  # confidence of a link that rests on such a one
SENTENCE_MATCH = 0.2  # share of a sentence found in one of the source's, to be its counterpart at all
FACT_WEIGHT = 2  # of a figure or a name, against an ordinary word
SENTENCE_WORDS = 4
MAX_HOLDERS = 64  # documents that are all paired by a fact
NEAR_HOLDERS = 6
QUOTE_STEMS = 3
QUOTE_SHARE = 0.6  # of a quotation's stems; fewer in the source, and the reporter heard it themselves
TEXT_CHARS = 8_000  # a rewriter starts at the top; also bounds the cost of a pair
_SENTENCE_END = re.compile(r"(?<=[.!?”\"])\s{1,20}(?=[A-Z0-9“\"'‘])|\n{1,20}")
_TOKEN = re.compile(
    r"\d{1,3}(?:,\d{3}){1,4}(?:\.\d{1,6})?|\d{1,15}(?:[.:]\d{1,6})?|[^\W\d_]{1,40}(?:['’][^\W\d_]{1,3})?|[.!?]"
)
_QUOTE = re.compile(r"“([^“”\n]{1,600})”|\"([^\"\n]{1,600})\"")
_POSSESSIVE = re.compile(r"['’]s?$")
_ELISION = re.compile(r"\.{3}|…")
_UNITS = {
    word: value
    for value, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
        "seventeen eighteen nineteen".split()
    )
}
_TENS = {
    word: value
    for value, word in zip(
        range(20, 100, 10), "twenty thirty forty fifty sixty seventy eighty ninety".split(), strict=True
    )
}
_SCALES = {"hundred": 100, "thousand": 1_000, "million": 1_000_000}
_SMALL_NUMBER = 2  # "one" and "two" as words are seldom figures
# Capitals that name nothing: they open sentences or are everywhere in the news.
_NO_NAMES = frozenset("the a an in on at of and but it he she they i we this that there his her its mr mrs ms".split())


@dataclass(frozen=True, slots=True)
class Retelling:
    """How one text retells another: shares 0..1."""

    facts: float  # of the retelling's figures and names found in the source
    shared_facts: int
    figures: float  # of its figures alone
    own_quotes: int  # quotations that the source does not have
    ordered: float  # of its sentences that have a counterpart in the source and follow its order
    likeness: float

    @property
    def holds(self) -> bool:
        """Whether this is a rewrite: what it tells, and in which order, comes from the source."""
        return (
            self.facts >= FACT_SHARE
            and self.shared_facts >= MIN_SHARED_FACTS
            and self.figures >= FIGURE_SHARE
            and not self.own_quotes
            and self.ordered >= ORDERED_SHARE
            and self.likeness >= LIKENESS
        )

    @property
    def is_whole(self) -> bool:
        """Whether nothing in it is from elsewhere, and no sentence out of its place: no accident, and no briefing."""
        return (
            self.holds
            and self.facts >= WHOLE_SHARE
            and self.shared_facts >= WHOLE_FACTS
            and self.ordered >= WHOLE_SHARE
            and self.likeness >= WHOLE_LIKENESS
        )


class Story:
    """A text as a rewriter sees it: sentences with their figures, names and words. Made once, compared often."""

    def __init__(self, text: str) -> None:
        self._text = text[:TEXT_CHARS]

    @cached_property
    def _told(self) -> tuple[tuple[str, frozenset[str]], ...]:
        """Each sentence with its figures and names: "#202" a figure, "@wajima" a name."""
        pieces = [
            piece for piece in _SENTENCE_END.split(self._text) if piece and piece.count(" ") >= SENTENCE_WORDS - 1
        ]
        tokens = [_TOKEN.findall(piece) for piece in pieces]
        inside = {token for sentence in tokens for token in sentence[1:] if token[0].isupper()}
        return tuple((piece, _facts(sentence, inside)) for sentence, piece in zip(tokens, pieces, strict=True))

    @cached_property
    def sentences(self) -> tuple[frozenset[str], ...]:
        """Each sentence as its figures, names and plain stems; asked for pairs only."""
        return tuple(_with_stems(piece, facts) for piece, facts in self._told)

    @property
    def length(self) -> int:
        """How many sentences it has."""
        return len(self._told)

    @cached_property
    def stems(self) -> frozenset[str]:
        """Every stem of the text."""
        return frozenset(stems(self._text))

    @cached_property
    def quotes(self) -> tuple[frozenset[str], ...]:
        """The stems of each quoted stretch that says enough to be told from others; an elision parts one in two."""
        marked = [piece for match in _QUOTE.finditer(self._text) for piece in _ELISION.split(match[1] or match[2])]
        return tuple(quote for piece in marked if len(quote := frozenset(stems(piece))) >= QUOTE_STEMS)

    @cached_property
    def facts(self) -> frozenset[str]:
        """Every figure and name."""
        return frozenset().union(*(facts for _, facts in self._told))


def retelling(source: Story, other: Story) -> Retelling | None:
    """How `other` retells `source`; None where it is too short, or they share too little to ask."""
    if min(other.length, source.length) < MIN_SENTENCES:
        return None
    shared = len(source.facts & other.facts)
    if shared < MIN_SHARED_FACTS or shared < FACT_SHARE * len(other.facts):
        return None
    places: list[int] = []
    likeness = 0.0
    for sentence in other.sentences:
        whole = _weight(sentence)
        share, place = max(
            (_weight(sentence & theirs) / whole if whole else 0.0, -position)
            for position, theirs in enumerate(source.sentences)
        )
        likeness += share
        if share >= SENTENCE_MATCH:
            places.append(-place)
    count = other.length
    figures = {fact for fact in other.facts if fact[0] == "#"}
    return Retelling(
        facts=shared / len(other.facts),
        shared_facts=shared,
        figures=len(figures & source.facts) / len(figures) if figures else 1.0,
        own_quotes=sum(len(quote & source.stems) < QUOTE_SHARE * len(quote) for quote in other.quotes),
        ordered=_longest_in_order(places) / count,
        likeness=likeness / count,
    )


def shared_facts(stories: Sequence[Story]) -> Counter[tuple[int, int]]:
    """How many figures and names each two stories share, by their positions.

    Of a fact that very many hold, each holder is paired with the first few and with the few before it only: enough to
    find a story that a hundred sites tell, without pairing every two that name the same capital.
    """
    holders: dict[str, list[int]] = {}
    for position, story in enumerate(stories):
        for fact in story.facts:
            holders.setdefault(fact, []).append(position)
    counts: Counter[tuple[int, int]] = Counter()
    for positions in holders.values():
        if len(positions) <= MAX_HOLDERS:
            counts.update(combinations(positions, 2))
            continue
        for place in range(1, len(positions)):
            near = {*range(min(NEAR_HOLDERS, place)), *range(max(0, place - NEAR_HOLDERS), place)}
            counts.update((positions[other], positions[place]) for other in near)
    return counts


def _facts(tokens: Sequence[str], inside: set[str]) -> frozenset[str]:
    """Figures and names of a sentence. What opens it is a name where it has a capital elsewhere too."""
    facts = set(_figures(tokens))
    for position, token in enumerate(tokens):
        if not token[0].isupper() or (position == 0 and token not in inside):
            continue
        name = _POSSESSIVE.sub("", token.lower())
        if name not in _NO_NAMES and name not in _UNITS and name not in _TENS:
            facts.add(f"@{name}")
    return frozenset(facts)


def _with_stems(piece: str, facts: frozenset[str]) -> frozenset[str]:
    return facts | {stem for stem in stems(piece) if not stem[0].isdigit() and f"@{stem}" not in facts}


def _figures(tokens: Sequence[str]) -> list[str]:
    """The numbers of a sentence, digits and words alike: "two hundred and two" is 202."""
    found: list[str] = []
    total = current = 0
    open_number = False
    for position, token in enumerate([*tokens, "."]):
        word = token.lower()
        if word in _UNITS or word in _TENS:
            current += _UNITS.get(word, _TENS.get(word, 0))
            open_number = True
        elif word in _SCALES and open_number:
            current *= _SCALES[word]
            if word != "hundred":
                total, current = total + current, 0
        elif not (word == "and" and open_number and position and tokens[position - 1].lower() in _SCALES):
            if open_number and total + current > _SMALL_NUMBER:
                found.append(f"#{total + current}")
            total, current, open_number = 0, 0, False
            if token[0].isdigit():
                found.append(f"#{token.replace(',', '')}")
    return found


def _weight(features: frozenset[str]) -> int:
    return sum(FACT_WEIGHT if feature[0] in "#@" else 1 for feature in features)


def _longest_in_order(places: Sequence[int]) -> int:
    """The length of the longest part that never goes back (patience sorting, n log n)."""
    ends: list[int] = []
    for place in places:
        position = bisect_right(ends, place)
        if position == len(ends):
            ends.append(place)
        else:
            ends[position] = place
    return len(ends)
