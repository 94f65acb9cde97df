"""Parties: who speaks about whom. A party to a war is no record about its enemy, and its word alone refutes nobody's.

In: a claim with its document, the sources of sources.toml with their rivals (`party_to`). Out: whether two claims come
from rival parties, and whether a claim is one side's count of the other. What is not listed there is no party.
"""

import re
from collections.abc import Sequence
from functools import lru_cache

from tasks.lineage.names import host
from tasks.model import Claim, Document
from tasks.settings import Sources
from tasks.settings_names import Source


def source_behind(claim: Claim, document: Document, sources: Sources) -> Source | None:
    """The body that is responsible for a claim: the innermost source that is listed, else who publishes it."""
    for name in reversed(claim.attribution):
        if known := sources.by_alias.get(_plain(name)):
            return known
    if claim.attribution:  # somebody is named whom we do not know: no party that we could tell
        return None
    return sources.by_domain.get(host(document.url)) or sources.by_alias.get(_plain(document.publisher or ""))


def are_rivals(one: Source | None, other: Source | None) -> bool:
    """Whether either is listed as a party against the other, or against whom the other belongs to."""
    if one is None or other is None or one is other:
        return False
    return _is_against(one, other) or _is_against(other, one)


def counts_its_enemy(claim: Claim, document: Document, sources: Sources) -> bool:
    """Whether a party to a conflict gives a figure of the other side: "2,000 of the enemy's soldiers were killed"."""
    source = source_behind(claim, document, sources)
    if source is None or not source.party_to or claim.figure is None:
        return False
    counted = " ".join(filter(None, (claim.figure.population, claim.figure.unit, claim.text)))
    return bool(_names_of(source.party_to, sources).search(counted))


def _is_against(one: Source, other: Source) -> bool:
    belongs_to = f"{other.name}\n{other.owner or ''}"
    return any(re.search(rf"(?<![\w-]){re.escape(party)}(?![\w-])", belongs_to) for party in one.party_to)


@lru_cache(maxsize=256)
def _pattern(names: tuple[str, ...]) -> re.Pattern[str]:
    listed = "|".join(re.escape(name) for name in names) or "(?!)"
    return re.compile(rf"(?<!\w)(?:{listed})(?!\w)", re.IGNORECASE)


def _names_of(parties: Sequence[str], sources: Sources) -> re.Pattern[str]:
    """The parties under all their names and demonyms, the longest first: "North Korean" before "Korean"."""
    names: set[str] = set(parties)
    for party in parties:
        if place := sources.places_by_alias.get(party.lower()):
            names.update((place.name, *place.aliases))
        if source := sources.by_alias.get(party.lower()):
            names.update((source.name, *source.aliases))
    return _pattern(tuple(sorted(names, key=lambda name: (-len(name), name))))


def _plain(name: str) -> str:
    return " ".join(name.lower().replace("’", "'").split()).removeprefix("the ")
