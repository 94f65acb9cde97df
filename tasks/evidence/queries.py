"""Questions to a search service: few words each, made of the names, places and figures of an article's claims.

In: the claims of an article. Out: at most so many questions, the most telling first, the same for the same claims. Each
claim asks twice: once without its figure and once with it. Asked with the figure alone, a service would bring up who
prints the same number and nobody who prints another, which is just what a check is after.
"""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from tasks.model import Claim
from tasks.vocabulary import ClaimKind

MAX_NAMES: Final = 2
MAX_PLACES: Final = 1
MAX_QUOTED: Final = 6  # words of a quotation: services rank by all of them, and long questions find nothing
MIN_WORDS: Final = 2  # a question of one word finds everything
_PRINTED: Final = re.compile(r"[0-9][0-9,.]{0,20}")
_WORD: Final = re.compile(r"[^\W\d_][\w'’-]{2,30}")


def questions(claims: Sequence[Claim], most: int) -> tuple[str, ...]:
    """What to ask a search service about these claims."""
    ordered = sorted(
        (claim for claim in claims if claim.not_checkable is None and not claim.is_retrospective),
        key=lambda claim: (not claim.is_headline, claim.figure is None, claim.sentence_index, claim.start),
    )
    asked: dict[str, None] = {}
    for claim in ordered:
        for words in _asked_of(claim):
            if len(words) >= MIN_WORDS:
                asked.setdefault(" ".join(dict.fromkeys(words)))
        if len(asked) >= most:
            break
    return tuple(asked)[:most]


def _asked_of(claim: Claim) -> Iterator[list[str]]:
    if claim.kind is ClaimKind.QUOTE and claim.quote is not None:
        quoted = _WORD.findall(claim.quote.text)[:MAX_QUOTED]
        yield [*_WORD.findall(claim.quote.speaker or "")[-1:], *quoted]
        return
    about = [*_first(claim, claim.anchors.names, MAX_NAMES), *_first(claim, claim.anchors.places, MAX_PLACES)]
    if claim.figure is not None:
        about += _WORD.findall(claim.figure.role)
    elif claim.happening is not None:
        about += _WORD.findall(claim.happening.event)
    yield about
    if claim.figure is not None and about and (printed := _PRINTED.search(claim.text)):
        yield [*about, printed[0].rstrip(".,")]


def _first(claim: Claim, names: frozenset[str], most: int) -> list[str]:
    """Those that the sentence itself prints, in its order, before those that only the article does."""
    sentence = claim.sentence.lower()
    places = {name: at if (at := sentence.find(name)) >= 0 else len(sentence) for name in names}
    return sorted(names, key=lambda name: (places[name], name))[:most]
