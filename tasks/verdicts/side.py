"""One side of a comparison: a claim with the article that it stands in.

In: a claim, its document, the sources' aliases, the rarity of words. Out: a `Side`, which knows its counter (who is
behind the figure), its frame (the words around it) and how to be quoted in a finding.
"""

from dataclasses import dataclass
from functools import lru_cache

from tasks.model import Claim, Document
from tasks.settings import Sources
from tasks.verdicts.likeness import frame


@dataclass(frozen=True, slots=True)
class Side:
    """A claim as the comparison sees it. `counter` is the canonical name of the innermost named source."""

    claim: Claim
    document: Document
    frame: frozenset[str]
    counter: str | None

    @property
    def speaker(self) -> str:
        """Who prints it, for a finding."""
        return printed_by(self.document)


def printed_by(document: Document) -> str:
    """Publisher and day, as a finding names them: "Harbour Wire (2 September 2025)"."""
    name = document.publisher or document.url or "an unnamed page"
    day = document.civil_day
    return f"{name} ({day.day} {day:%B %Y})" if day else f"{name} (no date)"


def side(claim: Claim, document: Document, sources: Sources) -> Side:
    """Make one side."""
    return Side(claim, document, frame(claim), counter(claim.attribution, sources))


def counter(chain: tuple[str, ...], sources: Sources) -> str | None:
    """The one who is responsible for a figure: the innermost of the chain, under its canonical name."""
    return canonical(chain[-1], sources) if chain else None


def canonical(name: str, sources: Sources) -> str:
    """One name for one body: through the aliases of sources.toml, else lower-cased without an article."""
    plain = _plain(name)
    known = sources.by_alias.get(plain)
    return known.name.lower() if known else plain


@lru_cache(maxsize=4096)
def _plain(name: str) -> str:
    words = name.lower().replace("’", "'").split()
    while words and words[0] in {"the", "a", "an", "its", "his", "her", "their"}:
        words = words[1:]
    plain = " ".join(words)
    return plain.removesuffix("'s")
