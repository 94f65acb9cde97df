"""What is internal of a verification, and the same without it.

In: a verification as the store gave it. Out: the verification as others may have it: people who joined or parted pages
have no name and no reason in it, and it is judged to the same verdicts, since only who differs from whom counts there.
"""

from dataclasses import replace
from typing import Any

from tasks.model import Edge, Joining, Verification
from tasks.reports.record import instant_text
from tasks.store.records import Decision
from tasks.vocabulary import EdgeKind

WITHHELD = "reason not given here"
SAID = frozenset({EdgeKind.SAME_AS, EdgeKind.NOT_SAME_AS})


def without_notes(verification: Verification) -> Verification:
    """The same with people numbered and their reasons left out; itself where nobody spoke."""
    if verification.search is None or not verification.search.joinings:
        return verification
    words = verification.search.joinings
    names = {person: f"Person {number}" for number, person in enumerate(sorted(_people(words)), start=1)}
    hidden = tuple(replace(word, person=names[word.person.casefold()], reason=WITHHELD) for word in words)
    edges = tuple(_hidden(edge, words, names) for edge in verification.lineage.edges)
    return replace(
        verification,
        search=replace(verification.search, joinings=hidden),
        lineage=replace(verification.lineage, edges=edges),
    )


def notes_of(decisions: tuple[Decision, ...], joinings: tuple[Joining, ...]) -> dict[str, Any]:
    """What people said of the verdicts and pages of a pack, for who asked for it."""
    return {
        "reviews": [
            {
                "verdict_id": one.verdict_id,
                "claim_id": one.claim_id,
                "review": one.review,
                "label": one.label,
                "by": one.reviewer,
                "reason": one.reason,
                "at": instant_text(one.reviewed_at),
            }
            for one in decisions
        ],
        "joinings": [
            {
                "one": one.one_address or one.one,
                "other": one.other_address or one.other,
                "is_same": one.is_same,
                "by": one.person,
                "reason": one.reason,
                "at": instant_text(one.said_at),
            }
            for one in joinings
        ],
    }


def _people(words: tuple[Joining, ...]) -> set[str]:
    return {word.person.casefold() for word in words}


def _hidden(edge: Edge, words: tuple[Joining, ...], names: dict[str, str]) -> Edge:
    """The words of a person in an edge's evidence, as tasks/lineage/people.py writes them."""
    if edge.kind not in SAID:
        return edge
    evidence = edge.evidence
    for word in words:
        said = evidence.removeprefix(f"{word.person} says")
        if said != evidence:
            reason = word.reason.strip().rstrip(".")
            evidence = f"{names[word.person.casefold()]} says{said.replace(f': {reason}', f': {WITHHELD}', 1)}"
            break
    return replace(edge, evidence=evidence)
