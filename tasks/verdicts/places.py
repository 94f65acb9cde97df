"""Where is counted: Wajima is not Suzu, and neither is the whole prefecture.

In: places as printed. Out: whether they surely differ, surely agree, or are an event's own place.
"""

import re
from collections import Counter
from functools import lru_cache

from tasks.model import Claim, Document
from tasks.settings import Sources

_NAME = re.compile(r"\b[A-Z][\w’'-]{2,20}(?: [A-Z][\w’'-]{2,20}){0,2}")
_SMALL = "one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve"
MAIN_PLACES = 6  # names as frequent as these are what the article is about


def places_conflict(ours: str | None, theirs: str | None, sources: Sources) -> bool:
    """Both named, and neither lies in the other as far as names and sources.toml tell."""
    if not ours or not theirs or same_place(ours, theirs, sources):
        return False
    left, right = _ground(ours, sources), _ground(theirs, sources)
    return not (left & right)


def same_place(ours: str | None, theirs: str | None, sources: Sources) -> bool:
    """The same ground under any of its names, or no place on either side."""
    if not ours or not theirs:
        return ours is theirs or (not ours and not theirs)
    return _canonical(ours, sources) == _canonical(theirs, sources)


@lru_cache(maxsize=512)
def main_places(document: Document) -> frozenset[str]:
    """The names that title and text turn about, lower-cased: a figure "in Ishikawa" may be the whole toll there."""
    names = Counter(hit.group().lower() for hit in _NAME.finditer(document.text))
    frequent = sorted(names.items(), key=lambda pair: (-pair[1], pair[0]))[:MAIN_PLACES]
    titled = [hit.group().lower() for hit in _NAME.finditer(document.title or "")]
    return frozenset([name for name, count in frequent if count > 1] + titled)


def among_others(named: str, claim: Claim) -> bool:
    """Whether a sentence names the place as one of several, or counts it apart: "217 in A, B and C", "and one in B"."""
    place, name = f"(?i:{re.escape(named)})", r"[A-Z][\w’'-]{1,30}"
    listed = rf"\b{name},? and {place}\b|\b{place}(?:, {name}(?: {name}){{0,2}}){{0,4}},? and {name}"
    if re.search(listed, claim.sentence):
        return True
    start, end = claim.start - claim.sentence_start, claim.end - claim.sentence_start
    counted = re.compile(
        rf"\b(?:\d[\d,]{{0,12}}|{_SMALL})(?: [a-z]{{1,15}}){{0,2}} in (?:the )?{place}\b", re.IGNORECASE
    )
    return any(not start <= hit.start() < end for hit in counted.finditer(claim.sentence))


def _canonical(name: str, sources: Sources) -> str:
    plain = name.lower().removeprefix("the ").removesuffix("'s").removesuffix("’s").strip()
    place = sources.places_by_alias.get(plain)
    return place.name.lower() if place else plain


def _ground(name: str, sources: Sources) -> set[str]:
    """The place with all that it is known to lie in."""
    ground: set[str] = set()
    current: str | None = _canonical(name, sources)
    while current and current not in ground:
        ground.add(current)
        place = sources.places_by_alias.get(current)
        current = place.within.lower() if place and place.within else None
    return ground | {word for word in _canonical(name, sources).split() if len(word) > 3}  # noqa: PLR2004  not "the", "of"
