"""Voices: who reports a claim, by what right, and from whom they have it.

In: the matches that support a claim, with families and documents. Out: voices under one name for each source, followed
back through the outlets that pass a source on, and out of circles. tasks/lineage/origins.py counts them.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from tasks.lineage.circles import rests_on, rooted
from tasks.lineage.direction import witness
from tasks.lineage.names import canonical, publisher_of
from tasks.model import Document, Match
from tasks.settings import Sources

MAX_HANDS = 8  # through which a claim is followed back
NAME_WORDS = 6  # words at the end of a source among which a capital makes it a name and not "officials"
Apart = frozenset[frozenset[str]]  # pairs of families that people agree to be two


@dataclass(frozen=True, slots=True)
class Voice:
    """One supporting passage: whose newsroom, whose words. `source` is None where the outlet speaks for itself."""

    document_id: str
    family: str
    outlet: str
    label: str
    source: str | None
    source_label: str
    is_named: bool
    is_circle: bool = False  # outlets that give one another as their source, and nobody else


def voice_of(match: Match, roots: Mapping[str, str], documents: Mapping[str, Document], sources: Sources) -> Voice:
    """Who speaks in a match; `roots` gives the family of each document."""
    family = roots.get(match.document_id, match.document_id)
    root = documents.get(family, documents[match.document_id])
    credited = witness(root, sources).credited
    # What an agency wrote is the agency's, whether or not its own page is held.
    outlet = credited[-1] if credited else publisher_of(root, sources)
    chain = match.their_claim.attribution if match.their_claim else ()
    name = chain[-1] if chain else ""  # the innermost: who is responsible for what is said
    return Voice(
        document_id=match.document_id,
        family=family,
        outlet=outlet,
        label=_printed(outlet, [credit.name for credit in root.credits] if credited else [root.publisher], sources),
        source=canonical(name, sources) if name else None,
        source_label=_printed(canonical(name, sources), [name], sources),
        is_named=name.lower() in sources.by_alias or any(word[0].isupper() for word in name.split()[-NAME_WORDS:]),
    )


def under_one_name(voices: Sequence[Voice]) -> list[Voice]:
    """The short name of a source counts as its long one: "Kim" as "Kim Jong Un", "the prefecture of X" as "X"."""
    parts = {voice.source: _name_words(voice.source_label) for voice in voices if voice.source and voice.is_named}
    longer = {
        name: min(
            (other for other, theirs in parts.items() if words < theirs),
            key=lambda other: (-len(parts[other]), other),
            default=name,
        )
        for name, words in parts.items()
        if words
    }
    return [
        replace(voice, source=longer[voice.source]) if voice.source and voice.source in longer else voice
        for voice in voices
    ]


def _name_words(name: str) -> frozenset[str]:
    """The words of a name that begin with a capital, without the ones that open any of them."""
    words = (word.removesuffix("'s").removesuffix("’s") for word in name.split() if word[0].isupper())
    return frozenset(word.lower() for word in words if word.lower() not in {"the", "a", "an"})


def with_doubts_joined(voices: Sequence[Voice], apart: Apart) -> list[Voice]:
    """The voices if every doubtful joining holds that people do not rule out."""
    named = {voice.source for voice in voices if voice.is_named}
    only = next(iter(named)) if len(named) == 1 else None
    said: dict[str | None, set[str]] = defaultdict(set)  # source -> families that are taken to have it
    for voice in voices:
        if voice.is_named:
            said[voice.source].add(voice.family)
    joined: list[Voice] = []
    for voice in sorted(voices, key=lambda voice: (voice.family, voice.document_id)):
        source = voice.source or only
        if voice.is_named or voice.is_circle or source is None:
            joined.append(voice)
        elif any(frozenset((voice.family, other)) in apart for other in said[source]):
            joined.append(replace(voice, source=None))
        else:
            said[source].add(voice.family)
            joined.append(replace(voice, source=source, is_named=True))
    return joined


def traced_back(voices: Sequence[Voice]) -> list[Voice]:
    """Who has it from an outlet has it from whom that outlet has it; a circle that ends nowhere is one origin."""
    found = _out_of_circles(voices)
    for _ in range(MAX_HANDS):
        given: dict[str, set[str | None]] = defaultdict(set)
        for voice in found:
            given[voice.outlet].add(voice.source if voice.is_named else None)
        behind = {outlet: next(iter(names)) for outlet, names in given.items() if len(names) == 1}
        passed = [_from(voice, behind.get(voice.source or ""), found) for voice in found]
        if passed == found:
            break
        found = passed
    return found


def _out_of_circles(voices: Sequence[Voice]) -> list[Voice]:
    labels = {voice.outlet: voice.label for voice in voices}
    known = rooted(rests_on(voices), {voice.outlet for voice in voices if voice.source is None})
    found: list[Voice] = []
    for voice in voices:
        circle = known.get(voice.source or "")
        if circle is None:
            found.append(voice)
        elif circle.root is not None and circle.root != voice.outlet:
            found.append(_from(voice, circle.root, voices))
        elif circle.root is not None:
            found.append(replace(voice, source=None, is_named=False))
        else:
            first = min(circle.members)
            names = [labels[outlet] for outlet in sorted(circle.members)]
            label = f"{', '.join(names[:-1])} and {names[-1]}, who give one another as their source"
            found.append(replace(voice, outlet=first, label=label, source=None, is_named=False, is_circle=True))
    return found


def _from(voice: Voice, source: str | None, voices: Sequence[Voice]) -> Voice:
    """The voice with another source behind it, under the name by which that is printed."""
    if source is None or source == voice.outlet:
        return voice
    label = next((one.source_label for one in voices if one.source == source), None)
    label = label or next((one.label for one in voices if one.outlet == source), source)
    return replace(voice, source=source, source_label=label, is_named=True)


def _printed(canonical_name: str, printed: Sequence[str | None], sources: Sources) -> str:
    """A name as readers know it: as sources.toml has it, else as the page prints it."""
    if known := sources.by_alias.get(canonical_name):
        return known.name
    return next((name for name in printed if name and canonical(name, sources) == canonical_name), canonical_name)
