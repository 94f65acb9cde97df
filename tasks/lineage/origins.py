"""Families and origins: how many newsrooms heard it, and how many independent roots are behind them.

In: documents, the edges between them, the passages that support a claim. Out: families (a publication with its copies
and rewrites) and, for a claim, its origins: one for each outlet reporting on its own, one for each named source that
several outlets quote. What cannot be told for sure becomes a range. Nothing in the article's own family counts.
"""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from datetime import timedelta

from tasks.lineage.components import Components
from tasks.lineage.direction import CREDITED, witness
from tasks.lineage.names import canonical, publisher_of
from tasks.model import Document, Earliest, Edge, Family, Independence, Lineage, Match, Origin, content_id, stated_end
from tasks.settings import Sources
from tasks.vocabulary import EdgeKind

JOINING = frozenset({EdgeKind.COPIED_FROM, EdgeKind.REWRITTEN_FROM})
BEFORE_EVENT = timedelta(days=60)  # longer before, it is no announcement: the page has a wrong date
NAME_WORDS = 6  # words at the end of a source among which a capital makes it a name and not "officials"
NAMED_SOURCE, FAMILY = "named source", "family"


def families(document_ids: Collection[str], edges: Sequence[Edge]) -> tuple[Family, ...]:
    """The families of these documents, each with the one that the others were taken from first."""
    joined = Components()
    for document_id in sorted(document_ids):
        joined.find(document_id)
    sources: dict[str, list[str]] = defaultdict(list)
    for edge in edges:
        if edge.kind in JOINING:
            joined.join(edge.from_id, edge.to_id)
            sources[edge.from_id].append(edge.to_id)
    found: list[Family] = []
    for members in joined.sets():
        ordered = sorted(members, key=lambda member: (_steps(member, sources), member))
        found.append(Family(ordered[0], tuple(ordered)))
    return tuple(sorted(found, key=lambda family: family.family_id))


def independence(
    matches: Sequence[Match],
    lineage: Lineage,
    documents: Mapping[str, Document],
    sources: Sources,
    own_family: str,
) -> Independence:
    """How independent the support of a claim is: `matches` are its supporting ones, `own_family` the article's.

    The range runs from every doubtful joining to none. Doubtful are rewrites; sources without a name, who may be the
    same people; and outlets that give no source while all others give one and the same.
    """
    roots = _roots(lineage.families)
    own = {member for member, root in roots.items() if root == own_family} | {own_family}
    outside = [match for match in matches if match.document_id in documents and match.document_id not in own]
    own_outlets = {publisher_of(documents[key], sources) for key in sorted(own) if key in documents}
    voices = [_voice(match, roots, documents, sources) for match in outside]
    voices_apart = voices
    if any(edge.kind is EdgeKind.REWRITTEN_FROM for edge in lineage.edges):
        apart = _roots(families(sorted(roots), _without_rewrites(lineage.edges)))
        voices_apart = [_voice(match, apart, documents, sources) for match in outside]
    origins = _origins(voices, own_outlets, doubts_joined=False)
    return Independence(
        families=len({voice.family for voice in voices}),
        origins=origins,
        low=len(_origins(voices, own_outlets, doubts_joined=True)),
        high=len(_origins(voices_apart, own_outlets, doubts_joined=False)),
        circular=_is_circular(voices, own_outlets),
        earliest=_earliest(outside, lineage, documents),
    )


@dataclass(frozen=True, slots=True)
class _Voice:
    """One supporting passage: whose newsroom, whose words. `source` is None where the outlet speaks for itself."""

    document_id: str
    family: str
    outlet: str
    label: str
    source: str | None
    source_label: str
    is_named: bool


def _voice(match: Match, roots: Mapping[str, str], documents: Mapping[str, Document], sources: Sources) -> _Voice:
    family = roots.get(match.document_id, match.document_id)
    root = documents.get(family, documents[match.document_id])
    credited = witness(root, sources).credited
    # What an agency wrote is the agency's, whether or not its own page is held.
    outlet = credited[-1] if credited else publisher_of(root, sources)
    chain = match.their_claim.attribution if match.their_claim else ()
    name = chain[-1] if chain else ""  # the innermost: who is responsible for what is said
    return _Voice(
        document_id=match.document_id,
        family=family,
        outlet=outlet,
        label=_printed(outlet, [credit.name for credit in root.credits] if credited else [root.publisher], sources),
        source=canonical(name, sources) if name else None,
        source_label=_printed(canonical(name, sources), [name], sources),
        is_named=name.lower() in sources.by_alias or any(word[0].isupper() for word in name.split()[-NAME_WORDS:]),
    )


def _origins(voices: Sequence[_Voice], own_outlets: AbstractSet[str], *, doubts_joined: bool) -> tuple[Origin, ...]:
    """One for each source that several outlets quote (or that speaks on its own page), then one an outlet.

    Who only passes on what the article's own outlet said is no origin.
    """
    free = _under_one_name([voice for voice in voices if voice.source not in own_outlets])
    if doubts_joined:
        named = {voice.source for voice in free if voice.is_named}
        if len(named) == 1:
            (only,) = named
            free = [replace(voice, source=only, is_named=True) if voice.source is None else voice for voice in free]
    publishing = {voice.outlet for voice in free}
    quoting: dict[str, set[str]] = defaultdict(set)
    for voice in free:
        if voice.source is not None and (voice.is_named or doubts_joined):
            quoting[voice.source].add(voice.outlet)
    shared = {name for name, outlets in quoting.items() if len(outlets | ({name} & publishing)) > 1}
    groups: dict[tuple[str, str], list[_Voice]] = defaultdict(list)
    heard: set[str] = set()
    for voice in free:
        if voice.source in shared and voice.source is not None:
            groups[NAMED_SOURCE, voice.source].append(voice)
            heard.add(voice.outlet)
    for voice in free:
        if voice.source in shared:
            continue
        if voice.outlet in shared:
            groups[NAMED_SOURCE, voice.outlet].append(voice)
        elif voice.outlet not in heard:
            groups[FAMILY, voice.outlet].append(voice)
    return tuple(_origin(kind, name, groups[kind, name]) for kind, name in sorted(groups))


def _under_one_name(voices: Sequence[_Voice]) -> list[_Voice]:
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


def _origin(kind: str, name: str, voices: Sequence[_Voice]) -> Origin:
    labels = [voice.source_label for voice in voices if voice.source == name] or [voice.label for voice in voices]
    documents = tuple(sorted({voice.document_id for voice in voices}))
    fullest = min(labels, key=lambda label: (-len(label), label))
    return Origin(content_id(kind, name), fullest, kind, documents)


def _printed(canonical_name: str, printed: Sequence[str | None], sources: Sources) -> str:
    """A name as readers know it: as sources.toml has it, else as the page prints it."""
    if known := sources.by_alias.get(canonical_name):
        return known.name
    return next((name for name in printed if name and canonical(name, sources) == canonical_name), canonical_name)


def _is_circular(voices: Sequence[_Voice], own_outlets: AbstractSet[str]) -> bool:
    """Whether a supporting outlet rests on the article's own, or outlets rest on each other in a ring."""
    rests_on: dict[str, set[str]] = defaultdict(set)
    for voice in voices:
        if voice.source is not None and voice.source != voice.outlet:
            rests_on[voice.outlet].add(voice.source)
    if any(targets & own_outlets for targets in rests_on.values()):
        return True
    return any(outlet in _reached(outlet, rests_on) for outlet in sorted(rests_on))


def _reached(start: str, rests_on: Mapping[str, AbstractSet[str]]) -> set[str]:
    reached: set[str] = set()
    waiting = [start]
    while waiting:
        for target in rests_on.get(waiting.pop(), ()):
            if target not in reached:
                reached.add(target)
                waiting.append(target)
    return reached


def _earliest(matches: Sequence[Match], lineage: Lineage, documents: Mapping[str, Document]) -> Earliest | None:
    """The first dated print among these documents; a date that cannot be right is passed over."""
    dated = sorted(
        # A bare date may mean its evening: it does not come before an hour that is printed for the same day.
        (stated_end(published), document.document_id, published, document)
        for match in matches
        for document in (documents[match.document_id],)
        if (published := document.published) is not None and _is_plausible(match, document, lineage, documents)
    )
    if not dated:
        return None
    _, document_id, published, document = dated[0]
    basis = f"date claimed by the page ({published.basis})"
    return Earliest(document_id, document.source_id, document.url, published, basis)


def _is_plausible(match: Match, document: Document, lineage: Lineage, documents: Mapping[str, Document]) -> bool:
    """Not before the event that it reports, and not before the text that it credits as its source."""
    published = document.published
    assert published is not None
    event = match.their_claim.event_when if match.their_claim else None
    if event is not None and published.instant.date() < event.start - BEFORE_EVENT:
        return False
    for edge in lineage.edges:
        if edge.from_id == document.document_id and edge.kind is EdgeKind.COPIED_FROM and edge.confidence >= CREDITED:
            source = documents.get(edge.to_id)
            if source and source.published and source.published.instant > published.instant:
                return False
    return True


def _without_rewrites(edges: Sequence[Edge]) -> tuple[Edge, ...]:
    return tuple(edge for edge in edges if edge.kind is not EdgeKind.REWRITTEN_FROM)


def _roots(known: Sequence[Family]) -> dict[str, str]:
    """Document -> its family's id, which is the document that the others were taken from."""
    return {member: family.family_id for family in known for member in family.documents}


def _steps(member: str, sources: Mapping[str, Sequence[str]]) -> int:
    """How many takings lie behind a document; a circle ends where it began."""
    steps, at, seen = 0, member, {member}
    while at in sources:
        at = min(sources[at])
        if at in seen:
            break
        seen.add(at)
        steps += 1
    return steps
