"""What ties a judged article to the news that may overtake it: its keys.

In: a document and the claims read from it. Out: keys: the kinds of its claims, the names and places in them, the words
of its headline and opening. New evidence is read for the same keys, so that the articles it may speak to are found by
looking up and not by judging everything again. Keys find and never decide: what is found is judged.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from tasks.model import Claim, Document
from tasks.reading.stems import stems
from tasks.vocabulary import ClaimKind

KIND, NAME, WORD = "kind", "name", "word"
OPENING_CHARS = 400  # with the headline: what they name, the whole page is about


@dataclass(frozen=True, slots=True, order=True)
class Key:
    """`family` is KIND, NAME or WORD; `anchor` a claim's kind, a lower-cased name or place, a stem."""

    family: str
    anchor: str


def keys_of(document: Document, claims: Sequence[Claim], *, takes_back: bool = False) -> tuple[Key, ...]:
    """The keys of a page, in order; none where nothing in it can be checked.

    A page that takes something back speaks to statements of every kind, whatever it still says itself.
    """
    checkable = [claim for claim in claims if claim.not_checkable is None]
    kinds = set(ClaimKind) if takes_back else {claim.kind for claim in checkable}
    if not kinds:
        return ()
    named = {anchor for claim in claims for anchor in _anchors(claim)}
    words = stems(f"{document.title or ''} {document.text[:OPENING_CHARS]}")
    keys = {Key(KIND, kind.value) for kind in kinds} | {Key(NAME, anchor) for anchor in named}
    return tuple(sorted(keys | {Key(WORD, word) for word in words}))


def _anchors(claim: Claim) -> frozenset[str]:
    place = claim.figure.place if claim.figure else None
    return claim.anchors.names | claim.anchors.places | ({place.lower()} if place else frozenset())
