"""Copies: which texts were taken from which, whole, cut, edited, or set into another; and which are told again.

In: documents. Out: the pairs found, each with its kind, how much of each text stands in the other, and which came
first with the reason. Refuses texts under sixty words (two reporters may well use the same sixty), words between
quotation marks (they are the speaker's) and what every page of an outlet carries.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from functools import cached_property

from tasks.evidence.stems import stems
from tasks.lineage.direction import Direction, Witness, direction, witness
from tasks.lineage.edges import edges_of
from tasks.lineage.pairs import Pair
from tasks.lineage.rewrites import SURE_REWRITE, Story, retelling, shared_facts
from tasks.lineage.shingles import SAMPLE, CopyIndex, runs, runs_of, shingles, words
from tasks.model import Document, Edge
from tasks.settings import Rules, Sources

__all__ = ["CopyIndex", "Pair", "copy_edges", "copy_pairs", "shingles"]

WHOLE = 0.95  # this much of the source in its copy: nothing was cut or changed but a figure or a name
MUCH_ELSE = 2  # a text this many times as long as what it holds is about something more
MIN_SHARED_RUNS = 20  # a shared paragraph, not a shared sentence
MUCH_SHARED = 80  # runs: two paragraphs word for word, which no two reporters write
MUCH_SHARE = 0.6  # of the containment asked for otherwise, where that much is shared
SAMPLED_SHARE = 0.4  # of the containment asked for: sampling one run in four errs on short texts
BOILERPLATE_DOCUMENTS = 3
HEADLINE_WORDS = 3  # a headline of fewer may well be in other words than its story
TELLING_LETTERS = 4  # shorter words are in every text
LITTLE_ELSE = 0.2  # what two pages share besides their outlet's boilerplate, if they are different stories
SUBSTANCE = 0.3  # what must be left of a page without it, or it is no boilerplate but the story
REWRITE_CONFIDENCE = 0.7  # that a retelling is one: one in a hundred independent pairs looks like it
_QUOTED = re.compile(r"“[^“”\n]{1,1000}”|\"[^\"\n]{1,1000}\"")


class _Print:
    """A document as the comparison sees it. `group` shares its boilerplate: one owner's, or one publisher's pages."""

    def __init__(self, known: Witness, spoken: Sequence[str]) -> None:
        self.witness = known
        self.document_id = known.document.document_id
        self.group = (known.document.owner or known.publisher).lower()
        self.runs = frozenset(runs_of(spoken))
        self.core = self.runs  # without the outlet's boilerplate
        self.story = Story(known.document.text)

    @cached_property
    def plain(self) -> frozenset[int]:
        """The runs of the core that stand outside of quotation marks; asked for pairs only."""
        return self.core & frozenset(runs(_QUOTED.sub(" ", self.witness.document.text)))


def copy_edges(
    documents: Sequence[Document], rules: Rules, sources: Sources, seen: Mapping[str, datetime] | None = None
) -> tuple[Edge, ...]:
    """For each document that was copied or rewritten, an edge to what it was taken from, with the reason.

    `seen` gives our first sight of a document, by id: a date that it belies does not tell who was first.
    """
    documents = sorted(documents, key=lambda document: document.document_id)
    found = copy_pairs(documents, rules, sources, seen)
    witnesses = {document.document_id: witness(document, sources, seen) for document in documents}
    return edges_of(found, witnesses)


def copy_pairs(
    documents: Sequence[Document], rules: Rules, sources: Sources, seen: Mapping[str, datetime] | None = None
) -> tuple[Pair, ...]:
    """Every two documents of which one was copied or rewritten from the other, in the order given."""
    prints = [
        _Print(witness(document, sources, seen), spoken)
        for document in documents
        if _is_story(document, spoken := words(document.text), rules)
    ]
    _set_boilerplate_apart(prints)
    found: dict[tuple[int, int], Pair] = {}
    for one, other in _overlapping(prints, rules):
        copied = _copied(prints[one], prints[other], rules)
        if copied is not None:
            found[one, other] = copied
    for (one, other), count in sorted(shared_facts([print_.story for print_ in prints]).items()):
        if count >= rules.rewrite_min_shared and (one, other) not in found:
            rewritten = _rewritten(prints[one], prints[other])
            if rewritten is not None:
                found[one, other] = rewritten
    return tuple(found[places] for places in sorted(found))


def _is_story(document: Document, spoken: Sequence[str], rules: Rules) -> bool:
    """Long enough to be called a copy, and not a page's surroundings alone, which have no word of its headline."""
    if len(spoken) < rules.copy_min_words:
        return False
    headline = {word for word in words(document.title or "") if len(word) >= TELLING_LETTERS}
    if len(headline) < HEADLINE_WORDS or not headline.isdisjoint(spoken):
        return True
    return not set(stems(document.title or "")).isdisjoint(stems(document.text))


def _set_boilerplate_apart(prints: Sequence[_Print]) -> None:
    """Leave out of each core the runs that several pages of its outlet hold; a page that is all of that keeps them."""
    groups: dict[str, list[_Print]] = defaultdict(list)
    for print_ in prints:
        groups[print_.group].append(print_)
    for members in groups.values():
        if len(members) < BOILERPLATE_DOCUMENTS:
            continue
        counts = Counter(run for member in members for run in member.runs)
        shared = {run for run, count in counts.items() if count >= BOILERPLATE_DOCUMENTS}
        for member in members:
            core = member.runs - shared
            if len(core) >= SUBSTANCE * len(member.runs):
                member.core = core


def _overlapping(prints: Sequence[_Print], rules: Rules) -> Iterator[tuple[int, int]]:
    """The pairs worth measuring, found by their sampled runs."""
    index = CopyIndex()
    places = {print_.document_id: place for place, print_ in enumerate(prints)}
    for place, print_ in enumerate(prints):
        sampled = frozenset(run for run in print_.runs if run % SAMPLE == 0)
        for other, count in index.overlaps(sampled).items():
            if count >= SAMPLED_SHARE * rules.copy_containment * min(len(sampled), index.size(other)):
                yield places[other], place
        index.add(print_.document_id, sampled)


def _copied(a: _Print, b: _Print, rules: Rules) -> Pair | None:
    common, core = a.runs & b.runs, a.core & b.core
    if len(core) < MIN_SHARED_RUNS or _only_boilerplate(a, b, core):
        return None
    share = len(core) / min(len(a.core), len(b.core))
    much = len(core) >= MUCH_SHARED and share >= MUCH_SHARE * rules.copy_containment
    if (share < rules.copy_containment and not much) or _only_quotation(a, b, rules):
        return None
    contains_ab, contains_ba = len(common) / len(a.runs), len(common) / len(b.runs)
    way = direction(a.witness, b.witness, contains_ab, contains_ba)
    shares = (
        f"{contains_ab:.0%} of {a.witness.label}'s text stands in {b.witness.label}'s, {contains_ba:.0%} of that in it"
    )
    return Pair(
        a=a.document_id,
        b=b.document_id,
        kind=_kind(a, b, contains_ab, contains_ba, way),
        contains_ab=round(contains_ab, 4),
        contains_ba=round(contains_ba, 4),
        source_id=way.source_id,
        reason=f"{shares}. {way.reason}",
        confidence=way.confidence,
    )


def _only_boilerplate(a: _Print, b: _Print, core: frozenset[int]) -> bool:
    """Two pages of one outlet that are different stories but for what every page of it carries."""
    return a.group == b.group and len(core) < LITTLE_ELSE * min(len(a.core), len(b.core))


def _only_quotation(a: _Print, b: _Print, rules: Rules) -> bool:
    """What they share are a speaker's words, which every reporter in the room has."""
    shorter = min(len(a.plain), len(b.plain))
    if shorter < MIN_SHARED_RUNS:  # a statement or a transcript: nothing else could be shared
        return False
    common = len(a.plain & b.plain)
    return common < MUCH_SHARED and common < rules.copy_containment * shorter


def _kind(a: _Print, b: _Print, contains_ab: float, contains_ba: float, way: Direction) -> str:
    if a.witness.publisher == b.witness.publisher:
        return "version"
    shares = {a.document_id: contains_ab, b.document_id: contains_ba}
    source_share = shares[way.source_id] if way.source_id else max(contains_ab, contains_ba)
    if source_share < WHOLE:
        return "edited"
    lengths = sorted((len(a.runs), len(b.runs)))
    return "embedded" if lengths[1] > MUCH_ELSE * lengths[0] else "copy"


def _rewritten(a: _Print, b: _Print) -> Pair | None:
    """One that tells the other's story again. An outlet that goes on with its own story does not rewrite it."""
    if a.witness.publisher == b.witness.publisher:
        return None
    forth, back = retelling(a.story, b.story), retelling(b.story, a.story)
    held = [(source, other, found) for source, other, found in ((a, b, forth), (b, a, back)) if found and found.holds]
    if not held:
        return None
    source, other, found = max(held, key=lambda triple: (triple[2].facts, triple[2].ordered))
    # The retelling has less of the story than its source: that is what tells them apart without credit and date.
    share_of_source = found.shared_facts / max(1, len(source.story.facts))
    shares = (share_of_source, found.facts) if source is a else (found.facts, share_of_source)
    way = direction(a.witness, b.witness, *shares)
    if way.source_id == other.document_id:
        # Later by its date and longer: a report that has all of the first one's facts and more of its own is its own.
        source, other = other, source
        turned = forth if source is a else back
        if turned is None or not turned.holds:
            return None
        found = turned
    reason = (
        f"{other.witness.label} tells the story of {source.witness.label} again: {found.shared_facts} of its "
        f"{len(other.story.facts)} figures and names, and {found.ordered:.0%} of the sentences in the same order"
    )
    common = a.runs & b.runs
    return Pair(
        a=a.document_id,
        b=b.document_id,
        kind="rewrite",
        contains_ab=round(len(common) / len(a.runs), 4),
        contains_ba=round(len(common) / len(b.runs), 4),
        source_id=way.source_id or source.document_id,
        reason=f"{reason}. {way.reason}",
        confidence=SURE_REWRITE if found.is_whole else min(REWRITE_CONFIDENCE, way.confidence),
    )
