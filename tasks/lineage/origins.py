"""Families and origins: how many newsrooms heard it, and how many independent roots are behind them.

In: documents, the edges between them, the passages that support a claim. Out: families (a publication with its copies
and rewrites) and, for a claim, its origins: one for each outlet reporting on its own, one for each named source that
several outlets quote. What cannot be told for sure becomes a range. Nothing in the article's own family counts.
"""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from collections.abc import Set as AbstractSet
from datetime import datetime, timedelta

from tasks.lineage.circles import CIRCLE, rests_on, turns
from tasks.lineage.components import Components
from tasks.lineage.direction import CREDITED, TRUST
from tasks.lineage.names import publisher_of
from tasks.lineage.people import at_most_joined, held_apart, is_joining, is_unsure, least_joined
from tasks.lineage.voices import Apart, Voice, traced_back, under_one_name, voice_of, with_doubts_joined
from tasks.model import (
    Document,
    Earliest,
    Edge,
    Family,
    Independence,
    Lineage,
    Match,
    Origin,
    Published,
    content_id,
    stated_end,
)
from tasks.settings import Sources
from tasks.vocabulary import EdgeKind

BEFORE_EVENT = timedelta(days=60)  # longer before, it is no announcement: the page has a wrong date
NAMED_SOURCE, FAMILY = "named source", "family"


def families(document_ids: Collection[str], edges: Sequence[Edge]) -> tuple[Family, ...]:
    """The families of these documents, each with the one that the others were taken from first."""
    joined = Components()
    for document_id in sorted(document_ids):
        joined.find(document_id)
    sources: dict[str, list[str]] = defaultdict(list)
    for edge in edges:
        if is_joining(edge):
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
    seen: Mapping[str, datetime] | None = None,
) -> Independence:
    """How independent the support of a claim is: `matches` are its supporting ones, `own_family` the article's.

    The range runs from every doubtful joining to none. Doubtful are rewrites; what people differ about; sources without
    a name, who may be the same people; and outlets that give no source while all others give one and the same. What
    people agree to be two reports is joined by none of these.
    """
    roots = _roots(lineage.families)
    own = {member for member, root in roots.items() if root == own_family} | {own_family}
    outside = [match for match in matches if match.document_id in documents and match.document_id not in own]
    own_outlets = {publisher_of(documents[key], sources) for key in sorted(own) if key in documents}
    voices = [voice_of(match, roots, documents, sources) for match in outside]
    fewest = most = voices
    if outside and is_unsure(lineage.edges):
        readings = (at_most_joined(lineage.edges), least_joined(lineage.edges))
        fewest, most = (
            [voice_of(match, read, documents, sources) for match in outside]
            for read in [_roots(families(roots, edges)) for edges in readings]
        )
    apart = _families_apart(lineage.edges, roots)
    origins = _origins(voices, own_outlets, doubts_joined=False)
    low = len(_origins(fewest, own_outlets, doubts_joined=True, apart=apart))
    return Independence(
        families=len({voice.family for voice in voices}),
        origins=origins,
        low=min(low, len(origins)),
        high=max(len(_origins(most, own_outlets, doubts_joined=False)), len(origins)),
        circular=turns(rests_on(voices), own_outlets),
        earliest=_earliest(outside, lineage, documents, seen or {}),
    )


def _origins(
    voices: Sequence[Voice], own_outlets: AbstractSet[str], *, doubts_joined: bool, apart: Apart = frozenset()
) -> tuple[Origin, ...]:
    """One for each source that several outlets quote (or that speaks on its own page), then one an outlet.

    Who only passes on what the article's own outlet said is no origin; outlets that rest on each other are one.
    """
    free = traced_back(under_one_name([voice for voice in voices if voice.source not in own_outlets]))
    if doubts_joined:
        free = with_doubts_joined(free, apart)
    publishing = {voice.outlet for voice in free}
    quoting: dict[str, set[str]] = defaultdict(set)
    for voice in free:
        if voice.source is not None and voice.is_named:
            quoting[voice.source].add(voice.outlet)
    shared = {name for name, outlets in quoting.items() if len(outlets | ({name} & publishing)) > 1}
    groups: dict[tuple[str, str], list[Voice]] = defaultdict(list)
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
        elif voice.is_circle:
            groups[CIRCLE, voice.outlet].append(voice)
        elif voice.outlet not in heard:
            groups[FAMILY, voice.outlet].append(voice)
    return tuple(_origin(kind, name, groups[kind, name]) for kind, name in sorted(groups))


def _families_apart(edges: Sequence[Edge], roots: Mapping[str, str]) -> Apart:
    pairs = (sorted(pair) for pair in held_apart(edges))
    return frozenset(frozenset((roots.get(one, one), roots.get(other, other))) for one, other in pairs)


def _origin(kind: str, name: str, voices: Sequence[Voice]) -> Origin:
    labels = [voice.source_label for voice in voices if voice.source == name] or [voice.label for voice in voices]
    documents = tuple(sorted({voice.document_id for voice in voices}))
    fullest = min(labels, key=lambda label: (-len(label), label))
    return Origin(content_id(kind, name), fullest, kind, documents)


def _earliest(
    matches: Sequence[Match], lineage: Lineage, documents: Mapping[str, Document], seen: Mapping[str, datetime]
) -> Earliest | None:
    """The first dated print among these documents; a date that cannot be right is passed over.

    A date long before our own first sight may be forged: then that sight counts, as in the direction of copies.
    """
    dated = sorted(
        # A bare date may mean its evening: it does not come before an hour that is printed for the same day.
        (_came_out(published, seen.get(document.document_id)), stated_end(published), document.document_id)
        for match in matches
        for document in (documents[match.document_id],)
        if (published := document.published) is not None and _is_plausible(match, document, lineage, documents)
    )
    if not dated:
        return None
    document = documents[dated[0][-1]]
    published = document.published
    assert published is not None
    basis = f"date claimed by the page ({published.basis})"
    if (came := seen.get(document.document_id)) and came - published.instant > TRUST:
        basis += f"; first held by us on {came.day} {came:%B %Y}"
    return Earliest(document.document_id, document.source_id, document.url, published, basis)


def _came_out(published: Published, came: datetime | None) -> datetime:
    if came is not None and came - published.instant > TRUST:
        return came
    return stated_end(published)


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
