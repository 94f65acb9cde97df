"""Why so many origins: for every joining and every doubt about one, the reasons in words.

In: what independence came to for one claim, the matches behind it, lineage, documents. Out: reasons, each for the
documents that it joins or holds apart, with how sure it is; the rings in which outlets rest on each other. Nothing is
counted here: tasks/lineage/origins.py counts, this tells a person why, so that they can say "same" or "not the same".
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from tasks.lineage.circles import CIRCLE, circles
from tasks.lineage.names import canonical, publisher_of
from tasks.lineage.people import SAID, SETTLED
from tasks.model import Document, Edge, Independence, Lineage, Match
from tasks.settings import Sources
from tasks.vocabulary import EdgeKind

JOINED, DOUBTED, APART = "joined", "doubted", "apart"
NAMED_SOURCE = "named source"
SURE = 0.9  # from here on a joining needs no words against it
QUOTED = 0.9  # that two outlets which name one source heard it there
UNNAMED = 0.5  # that sources without a name are the same people
CIRCULAR = 0.9  # that outlets which have it from one another have it from nobody else
SILENT = 0.4  # that an outlet which gives no source has the one that all others give
MAX_NAMES = 6
_NAME_WORDS = 6


@dataclass(frozen=True, slots=True)
class Reason:
    """Why documents count as one origin, may be one, or are apart. `confidence` is that they are one, 0..1."""

    standing: str  # joined | doubted | apart
    documents: tuple[str, ...]
    words: str
    against: str | None = None
    confidence: float | None = None
    is_said: bool = False  # a person's word


def reasons(
    independence: Independence,
    supporting: Sequence[Match],
    lineage: Lineage,
    documents: Mapping[str, Document],
    sources: Sources,
) -> tuple[Reason, ...]:
    """Tell why the origins of a claim are as many as they are: what is joined first, then what is in doubt."""
    members = frozenset(key for origin in independence.origins for key in origin.documents)
    heard = [match for match in supporting if match.document_id in members]
    found = [*_named(independence, heard, documents), *_texts(members, lineage, documents)]
    found += _alone(independence, heard, documents)
    if independence.low < independence.high:
        found += _unnamed(heard, documents, sources)
        found += _silent(heard, documents, sources)
    return tuple(dict.fromkeys(found))


def rings(
    supporting: Sequence[Match], documents: Mapping[str, Document], own: Document, sources: Sources
) -> tuple[str, ...]:
    """Who rests on whom in a circle: "A gives B as its source, and B gives A"; with the article's own outlet or not."""
    names: dict[str, str] = {publisher_of(own, sources): _label(own)}
    rests_on: dict[str, set[str]] = defaultdict(set)
    for match in supporting:
        document = documents.get(match.document_id)
        if document is None or not match.their_claim or not match.their_claim.attribution:
            continue
        outlet, source = publisher_of(document, sources), canonical(match.their_claim.attribution[-1], sources)
        names.setdefault(outlet, _label(document))
        names.setdefault(source, match.their_claim.attribution[-1])
        if outlet != source:
            rests_on[outlet].add(source)
    own_outlet = publisher_of(own, sources)
    found = [
        f"{names[outlet]} gives {names[own_outlet]}, the article's own outlet, as its source: it is no origin"
        for outlet in sorted(rests_on)
        if own_outlet in rests_on[outlet]
    ]
    for ring in circles(rests_on):
        steps = ", and ".join(f"{names[one]} gives {names[other]} as its source" for one, other in pairwise(ring))
        found.append(steps)
    return tuple(found)


def _named(independence: Independence, heard: Sequence[Match], documents: Mapping[str, Document]) -> Iterator[Reason]:
    """A source that several outlets give."""
    for origin in independence.origins:
        if origin.kind != NAMED_SOURCE:
            continue
        outlets = _labels(origin.documents, documents)
        said = next((match for match in heard if match.document_id in origin.documents and _source(match)), None)
        words = f"{_listed(outlets)} give{'s' if len(outlets) == 1 else ''} {origin.name} as the source"
        if said is not None and said.their_claim is not None:
            words += f" (“{_short(said.their_claim.sentence)}”)"
        yield Reason(JOINED, origin.documents, words, None, QUOTED)


def _texts(members: frozenset[str], lineage: Lineage, documents: Mapping[str, Document]) -> Iterator[Reason]:
    """Copies are one text; a retelling may be a reporter at the same briefing."""
    for edge in lineage.edges:
        if not {edge.from_id, edge.to_id} & members or not {edge.from_id, edge.to_id} <= documents.keys():
            continue
        pair = (edge.from_id, edge.to_id)
        if edge.kind is EdgeKind.COPIED_FROM:
            yield Reason(JOINED, pair, f"one text: {_ended(edge)}", None, edge.confidence)
        elif edge.kind is EdgeKind.REWRITTEN_FROM:
            against = "two reporters at one briefing share facts and order as well"
            yield Reason(DOUBTED, pair, _ended(edge), against, edge.confidence)
        elif edge.kind in SAID:
            standing = {EdgeKind.SAME_AS: JOINED, EdgeKind.NOT_SAME_AS: APART}[edge.kind]
            pages = _listed([_label(documents[key]) for key in pair])
            words = f"{pages}: {_ended(edge)}"
            if edge.confidence >= SETTLED:
                yield Reason(standing, pair, words, None, None, is_said=True)
            else:
                yield Reason(DOUBTED, pair, words, "others say otherwise", None, is_said=True)


def _alone(independence: Independence, heard: Sequence[Match], documents: Mapping[str, Document]) -> Iterator[Reason]:
    """Outlets that count by themselves, with what they say about where they have it from."""
    for origin in independence.origins:
        if origin.kind == NAMED_SOURCE:
            continue
        if origin.kind == CIRCLE:
            yield Reason(JOINED, origin.documents, f"{origin.name}, and nobody else", None, CIRCULAR)
            continue
        given = sorted({name for match in heard if match.document_id in origin.documents and (name := _source(match))})
        also = [name for name in _labels(origin.documents, documents) if name != origin.name]
        words = (
            f"gives {_listed(given)}, whom no other newsroom here gives" if given else "gives no source: its own word"
        )
        copies = f" (the same text in {_listed(also)})" if also else ""
        yield Reason(APART, origin.documents, f"{origin.name} {words}{copies}")


def _unnamed(heard: Sequence[Match], documents: Mapping[str, Document], sources: Sources) -> Iterator[Reason]:
    """Officials here and officials there: perhaps the same ones."""
    by_source: dict[str, list[str]] = defaultdict(list)
    for match in heard:
        name = _source(match)
        if name and not _is_name(name, sources):
            by_source[canonical(name, sources)].append(match.document_id)
    for name, keys in sorted(by_source.items()):
        outlets = _labels(keys, documents)
        if len(outlets) > 1:
            words = f"{_listed(outlets)} all give “{name}”, who may be the same people"
            yield Reason(DOUBTED, tuple(sorted(set(keys))), words, "nobody is named", UNNAMED)


def _silent(heard: Sequence[Match], documents: Mapping[str, Document], sources: Sources) -> Iterator[Reason]:
    """Who gives no source, where all others give one and the same."""
    named = {canonical(name, sources): name for match in heard if (name := _source(match)) and _is_name(name, sources)}
    keys = sorted({match.document_id for match in heard if not _source(match)})
    if len(named) == 1 and keys:
        (name,) = named.values()
        outlets = _labels(keys, documents)
        verb = "gives" if len(outlets) == 1 else "give"
        words = f"{_listed(outlets)} {verb} no source, and every other outlet here gives {name}"
        yield Reason(DOUBTED, tuple(keys), words, "their own reporters may have counted", SILENT)


def _source(match: Match) -> str | None:
    chain = match.their_claim.attribution if match.their_claim else ()
    return chain[-1] if chain else None


def _is_name(name: str, sources: Sources) -> bool:
    return name.lower() in sources.by_alias or any(word[0].isupper() for word in name.split()[-_NAME_WORDS:])


def _labels(keys: Sequence[str], documents: Mapping[str, Document]) -> list[str]:
    return list(dict.fromkeys(_label(documents[key]) for key in sorted(keys) if key in documents))


def _label(document: Document) -> str:
    return document.publisher or document.url or document.source_id


def _ended(edge: Edge) -> str:
    return edge.evidence.rstrip(". ") or edge.kind.value.replace("_", " ")


def _short(sentence: str, limit: int = 140) -> str:
    return sentence if len(sentence) <= limit else sentence[: limit - 1].rsplit(" ", 1)[0] + "…"


def _listed(names: Sequence[str]) -> str:
    shown = list(names[:MAX_NAMES])
    if len(names) > MAX_NAMES:
        return f"{', '.join(shown)} and {len(names) - MAX_NAMES} more"
    return " and ".join(filter(None, [", ".join(shown[:-1]), shown[-1]])) if shown else "nobody"
