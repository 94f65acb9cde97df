"""Who a source phrase stands for: "he", "the ministry", "Lim", "Suzu's mayor" -> the name that the article printed.

In: the source phrase of one attribution after the other, in the order of the text. Out: its name. A short name
gives the fullest form in the document; "he" and "she" a person (pronouns.py), "it" and "they" the last body or group
that spoke; "the agency" the last body whose name or description has that noun; a phrase that names nobody ("officials",
"a fire official") stays as written: an anonymous source is kept as such. A paper stands for its maker (papers.py).
"""

import re
from bisect import bisect_left
from dataclasses import dataclass, field
from itertools import pairwise

from tasks.claims.name_words import PERSON_TITLES
from tasks.claims.names import Cast, Name, cast
from tasks.claims.papers import PAPERS, is_bare, is_itself, is_sent, maker_of
from tasks.claims.phrases import Node, Range, head_of
from tasks.claims.pronouns import NOT_SAID, Floor, Said
from tasks.claims.speaker_words import BODIES, PERSONS
from tasks.model import Document, Sentence
from tasks.settings import Sources

# "The victim", "the man": a description that no title earlier in the text resolves.
PLAIN_PERSONS = frozenset(
    """man woman people person officials official leader leaders victim victims witness witnesses resident residents boy
    girl child children teen teenager suspect shooter gunman driver neighbor neighbour friend family mother father
    parents wife husband son daughter brother sister""".split()
)
REACH_NAME = 80  # characters of a name before the part of it that the phrase holds: "Ministry of Health and Welfare"
REACH_TITLE = 24  # characters of title between a comma and the name after it
REACH_NAMES = 200  # names on either side of a phrase among which its holder is looked for
REACH_CHARS = 3_000  # how far back the full name of a body is looked for
_DEFINITE = frozenset({"the", "his", "her", "its", "their", "that", "this"})
_CUT_WORDS = frozenset({"who", "which", "that", "whom", "whose"})
# What a body of a configured kind may be called where its name is not repeated.
_KIND_NOUNS = {
    "agency": ("agency",),
    "broadcaster": ("broadcaster", "network", "station"),
    "newspaper": ("newspaper", "paper", "daily"),
    "government": ("government", "ministry", "authorities"),
    "intelligence": ("agency", "service"),
    "military": ("military", "army", "command"),
    "court": ("court",),
    "ngo": ("group", "organisation", "organization", "charity"),
    "company": ("company", "firm"),
}
# "The KCNA news agency": the name stands before the noun.
_NAMED_BEFORE = frozenset("agency newspaper channel network website broadcaster daily station magazine site".split())
_NAMED_LINKS = frozenset({" ", " news ", " state ", " television ", " TV ", " radio ", " state news "})
_SAME_NOUN = {"service": "agency", "bureau": "agency", "organization": "organisation", "firm": "company"}


@dataclass(slots=True)
class Speakers:
    """The memory of who has spoken so far in one article."""

    document: Document
    sources: Sources
    cast: Cast
    floor: Floor
    bodies: list[tuple[str, frozenset[str]]] = field(default_factory=list)  # name, nouns that may stand for it
    titled: dict[str, str] = field(default_factory=dict)  # "mayor" -> the last person with that title
    plural: str | None = None
    makers: dict[str, str | None] = field(default_factory=dict)  # "readout" -> whose it was, None where nobody says

    def resolve(
        self, nodes: list[Node], source: Range, sentence: int, sentences: tuple[Sentence, ...], said: Said = NOT_SAID
    ) -> str | None:
        """The name that a source phrase stands for, None for a paper without a maker; it is remembered.

        `said` tells what is reported: nobody names himself in it.
        """
        phrase = nodes[source[0] : source[1]]
        head = _head(nodes, source)
        if head.lower in {"he", "she", "who"} and head is phrase[0]:
            return self.floor.person(head, sentence, sentences, said) or head.text
        if head.lower in {"it", "they"}:
            known = self.bodies[-1][0] if head.lower == "it" and self.bodies else self.plural
            return known or head.text
        maker = maker_of(nodes, source, head)
        if maker is not None:
            within = said._replace(nested=said.nested or phrase[-1].lower in _CUT_WORDS)
            self.makers[head.lower] = self.resolve(nodes, maker, sentence, sentences, within)
            return self.makers[head.lower]
        if is_itself(phrase, head):
            return None
        if is_bare(phrase, head):
            if phrase[0].lower not in _DEFINITE:
                self.makers[head.lower] = None
            if head.lower in self.makers:
                return self.makers[head.lower]
        joined = any(node.tag == "C" for node in phrase)
        name = self._name_in(nodes, source, head) if not joined else None
        if name is not None:
            return self._remember(name, phrase, sentence, nested=said.nested)
        known = self._described(phrase, head)
        text = _plain(self.document.text, phrase, head)
        if known is None and head.lower in BODIES and phrase[0].lower in _DEFINITE:
            known = self._spelled_out(head, phrase)
        if known is None and head.lower.endswith("s") and head.tag == "n":
            self.plural = text
        if known is None and head.lower in BODIES and not head.lower.endswith("s"):
            self.bodies.append((text, frozenset({head.lower})))
        return known or text

    def _name_in(self, nodes: list[Node], source: Range, head: Node) -> Name | None:
        """The name that the phrase is: its head, what stands beside its head, or its apposition."""
        start, end = nodes[source[0]].start, nodes[source[1] - 1].end
        names = self.cast.between(start, end)
        held = self._spokesman(names, end) or self._held(start, end, head)
        if held is not None:
            return held
        if head.lower in PERSON_TITLES and head.tag == "N":  # "Mayor of London Sadiq Khan"
            return next((name for name in names if name.kind == "person" and name.start > head.end), None)
        if head.tag == "N":
            return self._from_capitals(nodes, source, head)
        if head.lower in _NAMED_BEFORE:
            for name in names:
                between = self.document.text[name.end : head.start]
                if between in _NAMED_LINKS:
                    return Name(name.start, name.end, name.text, "body")
        after = head.end + 2
        for name in names:
            beside = head.end < name.start <= after and name.kind in {"person", "name", "body"}
            if beside and self.document.text[head.end : name.start] in {" ", ", "}:
                return name
        if head.tag == "n" and head.lower in PERSONS:
            for at in range(source[0] + 1, source[1] - 1):
                if nodes[at].tag == ",":
                    beyond = self.cast.between(nodes[at + 1].start, nodes[at + 1].end + REACH_TITLE)
                    return next((name for name in beyond if name.kind == "person" and name.end <= end), None)
        follower = nodes[source[1]] if source[1] + 1 < len(nodes) else None
        if follower is not None and follower.tag == ",":
            for name in self.cast.between(nodes[source[1] + 1].start, nodes[source[1] + 1].start + 1):
                return name if name.kind in {"person", "name"} and head.tag == "n" else None
        return None

    def _held(self, start: int, end: int, head: Node) -> Name | None:
        """The name that the head of the phrase is a part of."""
        for name in self.cast.between(start - REACH_NAME, end):
            if name.start <= head.start < name.end and not (name.kind != "person" and head.lower in PERSON_TITLES):
                return name
        return None

    def _spokesman(self, names: tuple[Name, ...], end: int) -> Name | None:
        """In "Ministry of Defence spokesman Ada Quill" the person."""
        for body, person in pairwise(names):
            between = self.document.text[body.end : person.start].split()
            named = (body.kind, person.kind) == ("body", "person") and person.end == end
            if named and len(between) == 1 and between[0] in PERSONS:
                return person
        return None

    def _from_capitals(self, nodes: list[Node], source: Range, head: Node) -> Name:
        at = next(i for i in range(source[0], source[1]) if nodes[i] is head)
        first = at
        while first > source[0] and nodes[first - 1].tag == "N" and nodes[first - 1].lower not in PERSON_TITLES:
            first -= 1
        start = nodes[first].start
        return Name(start, head.end, self.document.text[start : head.end], "name")

    def _remember(self, name: Name, phrase: list[Node], sentence: int, *, nested: bool) -> str:
        full = self.cast.fullest(name.text, name.start)
        kind = self.cast.kind_of(name.text) if name.kind == "name" else name.kind
        words = {node.lower for node in phrase if node.tag in "nN" and node.start < name.end} | set(name.title.split())
        self.floor.learn_gender(full, words)
        several = full.lower() in BODIES or full.lower() in PERSONS  # "Police", "Officials" at the head of a sentence
        configured = self.sources.by_alias.get(full.lower()) or self.sources.by_alias.get(name.text.lower())
        ground = full.lower() in self.sources.places_by_alias
        if several and full.lower().endswith("s"):
            self.plural = full
        elif configured is not None or kind == "body" or ground or several:
            nouns = words | {part.lower() for part in full.split()}
            if configured is not None:
                nouns |= {part.lower() for name in configured.aliases for part in name.split()}
                nouns |= set(_KIND_NOUNS.get(configured.kind, ()))
            aside = nested or phrase[-1].lower in _CUT_WORDS  # "the agency, which told lawmakers": "it" is another
            known = (full, frozenset(_SAME_NOUN.get(noun, noun) for noun in nouns))
            self.bodies.insert(len(self.bodies) - bool(aside and self.bodies), known)
        else:
            self.floor.take(full, sentence, nested=nested)
            for word in sorted(words):
                self.titled[word] = full
        return full

    def _described(self, phrase: list[Node], head: Node) -> str | None:
        """Resolve "the ministry", "the mayor": a definite phrase for somebody named before."""
        definite = phrase[0].lower in _DEFINITE or any(node.tag == "R" for node in phrase)
        if not definite or head.tag != "n" or head.lower in PLAIN_PERSONS:
            return None
        noun = _SAME_NOUN.get(head.lower, head.lower)
        modifiers = {node.lower for node in phrase if node.tag in "nN" and node is not head and node.start < head.start}
        for name, nouns in reversed(self.bodies[-12:]):
            if noun in nouns and (not modifiers or modifiers & nouns):
                return name
        if head.lower in self.titled:
            return self.titled[head.lower]
        return self._in_cast(noun, modifiers, head.start)

    def _spelled_out(self, head: Node, phrase: list[Node]) -> str | None:
        """For "the ministry": the last "the transport ministry" or "Japan's transport ministry" before it."""
        if any(node.tag in "nNR" for node in phrase if node.start < head.start):
            return None
        before = self.document.text[max(0, head.start - REACH_CHARS) : head.start]
        pattern = rf"\b(?:[Tt]he|[\w.]{{2,30}}['’]s) (?:[\w-]{{2,30}} ){{1,3}}{re.escape(head.lower)}\b"
        spelled = re.findall(pattern, before)
        return " ".join(spelled[-1].split()) if spelled else None

    def _in_cast(self, noun: str, modifiers: set[str], place: int) -> str | None:
        """Somebody whom the article names with this title, or a body with this noun in its name, nearest before."""
        found = None
        near = bisect_left(self.cast.starts, place)
        for name in self.cast.names[max(0, near - REACH_NAMES) : near + REACH_NAMES]:
            if name.start > place and found is not None:
                break
            words = name.title.split() if name.kind == "person" else name.text.lower().split()
            parts = {_SAME_NOUN.get(word, word) for word in words}
            if noun in parts and (not modifiers or modifiers & parts or name.start < place):
                found = self.cast.fullest(name.text, name.start)
        return found


def _head(nodes: list[Node], source: Range) -> Node:
    """The node that names the source; in "a report broadcast on Tuesday" the report, in "a surgeon who" the surgeon."""
    at = head_of(nodes, source)
    if at > source[0] and nodes[at].lower in _CUT_WORDS:
        at = head_of(nodes, (source[0], at))
    return nodes[at - 1] if at > source[0] and is_sent(nodes[at]) and nodes[at - 1].lower in PAPERS else nodes[at]


def speakers(document: Document, sources: Sources) -> Speakers:
    """An empty memory for one article."""
    named = cast(document)
    return Speakers(document, sources, named, Floor(document, sources, named))


def _plain(text: str, phrase: list[Node], head: Node) -> str:
    """The phrase without relative clauses, appositions and what follows a second preposition."""
    end = head.end
    prepositions = 0
    for node in phrase:
        if node.start <= head.start:
            continue
        if node.tag in ",EGVXSQ" or node.lower in _CUT_WORDS or node.tag == "M":
            break
        prepositions += node.tag == "I"
        if prepositions > 1 and node.lower != "of":
            break
        end = node.end if node.tag != "I" else end
    return " ".join(text[phrase[0].start : end].split())
