"""Whether a figure is one of the quantity that a ledger asks for, and by which of its words.

In: what is wanted, a claim with its document. Out: for each term of the phrase the field that holds it (population,
place, sentence, headline, lead), or the reason why the figure is another one.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from tasks.model import Claim, Document, Figure
from tasks.reading.stems import stems
from tasks.reports.ledger_query import Term, Wanted, role_of
from tasks.settings import Sources
from tasks.verdicts.places import places_conflict
from tasks.verdicts.populations import Population, population_of, populations_conflict
from tasks.vocabulary import PEOPLE_ROLES

LEAD_CHARS = 1_500  # what an article is about stands there, but not whom each of its figures counts


@dataclass(frozen=True, slots=True)
class Printed:
    """A claim with a figure, in its document."""

    claim: Claim
    figure: Figure
    document: Document


@dataclass(frozen=True, slots=True)
class Matched:
    """A figure of the quantity, with the field that held each term of the phrase."""

    printed: Printed
    fields: tuple[tuple[str, str], ...]


def is_about(document: Document, wanted: Wanted) -> bool:
    """Whether a page names everything that the phrase names: whose notice takes back a figure of this quantity."""
    text = f"{document.title or ''} {document.text}"
    return all(_holds(term, text) for term in wanted.terms)


def people_of(printed: Printed, sources: Sources) -> Population:
    """Whom a figure counts, by its population and by its own words ("37 children")."""
    own_words = f"{printed.figure.population or ''} {printed.claim.text}"
    return population_of(replace(printed.figure, population=own_words), sources)


def matching(
    printed: Iterable[Printed], wanted: Wanted, sources: Sources
) -> tuple[tuple[Matched, ...], Mapping[str, int]]:
    """The figures that match, and how many of the same role did not, by reason."""
    entries = [entry for entry in printed if _is_counted(entry.figure, wanted)]
    beside = _populations_beside(entries, sources)
    kept: list[Matched] = []
    refused: Counter[str] = Counter()
    for entry in entries:
        found = _fields(entry, wanted, beside, sources)
        if isinstance(found, str):
            refused[found] += 1
        else:
            kept.append(Matched(entry, found))
    return tuple(kept), dict(sorted(refused.items()))


def _is_counted(figure: Figure, wanted: Wanted) -> bool:
    if wanted.roles:
        return (role_of(figure.role) or figure.role) in wanted.roles
    counted = frozenset(stems(f"{figure.role.replace('_', ' ')} {figure.unit or ''} {figure.population or ''}"))
    return bool(wanted.nouns) and wanted.nouns <= counted


def _fields(
    entry: Printed, wanted: Wanted, beside: Mapping[tuple[str, int], Sequence[Population]], sources: Sources
) -> tuple[tuple[str, str], ...] | str:
    own = people_of(entry, sources)
    if entry.figure.role in PEOPLE_ROLES and 0 < entry.figure.value < 1:
        return "given as a share of a total"
    if populations_conflict(wanted.population, own):
        return "counted other people"
    found: list[tuple[str, str]] = []
    for term in wanted.terms:
        if term.place and term.kind == "place" and places_conflict(term.place, entry.figure.place, sources):
            return f"counted another place than “{term.text}”"
        field = _field(term, entry, own, wanted, beside)
        if field is None:
            return f"with no “{term.text}” near"
        found.append((term.text, field))
    return tuple(found)


def _field(
    term: Term,
    entry: Printed,
    own: Population,
    wanted: Wanted,
    beside: Mapping[tuple[str, int], Sequence[Population]],
) -> str | None:
    """The nearest field that holds the term; whom a figure counts may be said by its headline, never by its lead."""
    claim, document = entry.claim, entry.document
    figure_words = f"{entry.figure.population or ''} {entry.figure.unit or ''} {entry.figure.role} {claim.text}"
    if _holds(term, figure_words) or (term.place and term.place in own.nations):
        return "population"
    if term.kind != "people" and _holds(term, entry.figure.place or ""):
        return "place"
    if term.kind == "people" and not own.groups and _is_said_of_another(term, entry, wanted, beside):
        return None
    anchored = " ".join(sorted(claim.anchors.names | claim.anchors.places))
    if _holds(term, claim.sentence) or _holds(term, anchored):
        return "sentence"
    if _holds(term, document.title or ""):
        return "headline"
    if term.kind in {"place", "word"} and _holds(term, document.text[:LEAD_CHARS]):
        return "lead"
    return None


def _holds(term: Term, text: str) -> bool:
    if not text:
        return False
    if term.names:
        padded = f" {''.join(char if char.isalnum() else ' ' for char in text.lower())} "
        padded = " ".join(padded.split())
        return any(f" {_spaced(name)} " in f" {padded} " for name in term.names)
    return bool(term.stems & frozenset(stems(text)))


def _spaced(name: str) -> str:
    return " ".join("".join(char if char.isalnum() else " " for char in name).split())


def _populations_beside(entries: Sequence[Printed], sources: Sources) -> dict[tuple[str, int], list[Population]]:
    """Whom the other figures of a sentence count: in "of the 120 dead, 31 were children" the children are the 31."""
    found: dict[tuple[str, int], list[Population]] = {}
    for entry in entries:
        key = (entry.claim.document_id, entry.claim.sentence_start)
        found.setdefault(key, []).append(people_of(entry, sources))
    return found


def _is_said_of_another(
    term: Term, entry: Printed, wanted: Wanted, beside: Mapping[tuple[str, int], Sequence[Population]]
) -> bool:
    key = (entry.claim.document_id, entry.claim.sentence_start)
    if not _holds(term, entry.claim.sentence):
        return False
    return any(population.groups & wanted.population.groups for population in beside.get(key, ()))
