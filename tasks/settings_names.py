"""Entries of sources.toml: bodies, places, and words that count one and the same thing.

In: the tables `source`, `place` and `thing`. Out: frozen records; a key that is not known is refused.
"""

from collections.abc import Iterable
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

FROZEN = ConfigDict(frozen=True, extra="forbid")
SourceKind = Literal[
    "agency", "broadcaster", "newspaper", "government", "intelligence", "military", "court", "ngo", "company",
    "aggregator", "other",
]  # fmt: skip


class Source(BaseModel):
    """A body that is quoted or that publishes, under all the names that it goes by."""

    model_config = FROZEN

    name: str = Field(min_length=1)
    aliases: tuple[str, ...] = ()
    kind: SourceKind = "other"
    owner: str | None = None
    country: str | None = None  # ISO 3166 alpha-2
    tier: int | None = Field(default=None, ge=1, le=4)
    domains: tuple[str, ...] = ()
    party_to: tuple[str, ...] = ()  # names of rivals about whom it is no record


class Place(BaseModel):
    """A place with its other names and demonyms, all of which mean the same ground."""

    model_config = FROZEN

    name: str
    aliases: tuple[str, ...] = ()
    within: str | None = None
    zone: str | None = None  # IANA


class Thing(BaseModel):
    """Words for one counted thing: "12,000 households" and "12,000 homes" may be one number."""

    model_config = FROZEN

    name: str = Field(min_length=1)
    words: tuple[str, ...] = ()


def by_word(things: Iterable[Thing]) -> dict[str, frozenset[str]]:
    """Lower-cased word -> the names of the things that it may stand for; a name is a word for itself."""
    table: dict[str, frozenset[str]] = {}
    for thing in things:
        for word in (thing.name, *thing.words):
            table[word.lower()] = table.get(word.lower(), frozenset()) | {thing.name.lower()}
    return table
