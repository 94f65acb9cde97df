"""What is internal of a verification, and the same without it.

In: a verification as the store gave it. Out: the verification as others may have it: people who joined or parted pages
have no name and no reason in it, and it is judged to the same verdicts, since only who differs from whom counts there.
"""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from tasks.lineage.names import person_key
from tasks.model import Correction, Edge, Joining, ReviewWord, Search, Verification
from tasks.store import codec
from tasks.vocabulary import EdgeKind

WITHHELD = "reason not given here"
SAID = frozenset({EdgeKind.SAME_AS, EdgeKind.NOT_SAME_AS})


def without_notes(verification: Verification) -> Verification:
    """The same with people numbered and their reasons left out; itself where nobody spoke."""
    verification = replace(verification, reviews=())
    search = verification.search
    if search is None or not (search.joinings or search.corrections):
        return verification
    people = sorted({person_key(word.person) for word in _words(search)})
    names = {person: f"Person {number}" for number, person in enumerate(people, start=1)}
    joinings = tuple(replace(one, person=names[person_key(one.person)], reason=WITHHELD) for one in search.joinings)
    corrections = tuple(
        replace(one, person=names[person_key(one.person)], reason=WITHHELD) for one in search.corrections
    )
    edges = tuple(_hidden(edge, search.joinings, names) for edge in verification.lineage.edges)
    return replace(
        verification,
        search=replace(search, joinings=joinings, corrections=corrections),
        lineage=replace(verification.lineage, edges=edges),
    )


def is_withheld(verification: Verification) -> bool:
    """Whether what people said was left out of it, so that ids which hash their words cannot come out the same."""
    search = verification.search
    return search is not None and any(word.reason == WITHHELD for word in _words(search))


def notes_of(
    reviews: tuple[ReviewWord, ...], joinings: tuple[Joining, ...], corrections: tuple[Correction, ...]
) -> dict[str, Any]:
    """What people said of the verdicts and pages of a pack, for who asked for it; every word, the oldest first."""
    return {"reviews": _plain(reviews), "joinings": _plain(joinings), "corrections": _plain(corrections)}


def _words(search: Search) -> tuple[Joining | Correction, ...]:
    return (*search.joinings, *search.corrections)


def _plain(words: Iterable[object]) -> Any:
    return [codec.plain(word) for word in words]


def _hidden(edge: Edge, words: tuple[Joining, ...], names: dict[str, str]) -> Edge:
    """The words of a person in an edge's evidence, as tasks/lineage/people.py writes them."""
    if edge.kind not in SAID:
        return edge
    evidence = edge.evidence
    for word in words:
        said = evidence.removeprefix(f"{word.person} says")
        if said != evidence:
            reason = word.reason.strip().rstrip(".")
            evidence = f"{names[person_key(word.person)]} says{said.replace(f': {reason}', f': {WITHHELD}', 1)}"
            break
    return replace(edge, evidence=evidence)
