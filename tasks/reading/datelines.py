"""Datelines: "WAJIMA, Japan, Jan 2 (Harbour Wire) — ", "HONG KONG — ", "(CNN) — ".

In: a paragraph. Out: where its dateline ends, the place and the agency or outlet in parentheses. Refuses kickers
("UPDATE: ", "EXCLUSIVE — ") and capitals without a dash.
"""

import re
from dataclasses import dataclass
from typing import Final

from tasks.reading.agencies import is_wire

_DASH = r"\s{0,2}(?:--|[—–-]|_(?=\s|$))\s{0,2}"  # the underscore is the wires' dash on old lines
_UPPER = r"(?:[^\W\d_a-z]['’.]?){2,20}"  # a word of capitals, "ST." and "D.C." included
_UPPER_PLACE = _UPPER + r"(?:[\s-](?:(?:de|del|el|al|la|le|du|of|upon|on)[\s-])?" + _UPPER + r"){0,3}"
_REGION = r"(?:,\s(?:[A-Z][\w.'’-]{1,20}(?:\s(?:of\s)?[A-Z][\w.'’-]{0,20}){0,3}|[A-Z]{2}))"
_DATED = (
    r"(?P<date>,?\s(?:[A-Z][A-Za-z]{2,8}\.?\s[0-9]{1,2}|[0-9]{1,2}\s[A-Z][A-Za-z]{2,8}\.?)"
    r"(?:,?\s(?:(?:19|20)[0-9]{2}|[0-9]{2}))?)"
)
_SLUG = r"\((?P<slug>[A-Z0-9][^()\n]{1,60})\)"
_MIXED_PLACE = r"[A-Z][\w.'’]{1,20}(?:[\s-][A-Z][\w.'’]{1,20}){0,3}"

_PLACED = re.compile(
    r"(?P<place>"
    + _UPPER_PLACE
    + _REGION
    + r"{0,2}(?:/"
    + _UPPER_PLACE
    + r")?)"
    + _DATED
    + r"?(?:,?\s?"
    + _SLUG
    + r")?"
    r",?" + _DASH
)
_MIXED = re.compile(r"(?P<place>" + _MIXED_PLACE + _REGION + r"{0,2})" + _DATED + r"?,?\s?" + _SLUG + _DASH)
# "ISLAMABAD: ", "NEW DELHI: ": two words only where places begin so; else they name a speaker.
_COLON = re.compile(
    r"(?P<place>(?:(?:NEW|SAN|SANTA|LOS|LAS|PORT|FORT|ST\.?|HONG|KUALA|BUENOS|RIO DE|TEL|EL|LA|MEXICO|CAPE|ADDIS|ABU"
    r"|NORTH|SOUTH|EAST|WEST|PHNOM|SÃO|SAO|SRI|GUATEMALA|PANAMA|KUWAIT|VATICAN|DAR ES) )?"
    + _UPPER
    + r"):\s(?=[A-Z“\"‘])"
)
# A release sets its dateline on a line of its own: "KABUL, Afghanistan (Aug. 6, 2012)".
_ALONE = re.compile(r"(?P<place>" + _UPPER_PLACE + _REGION + r"{0,2})" + _DATED + r"?,?\s?" + _SLUG + r"$")
_SLUG_ONLY = re.compile(_SLUG + r"(?:" + _DASH + r"|\s?(?=[A-Z“\"]))")
_YEAR = re.compile(r"[0-9]{1,2},?\s(?:19|20)[0-9]{2}$|[0-9]{1,2}\s[A-Za-z]{3,9}\.?\s(?:19|20)[0-9]{2}$")
_PARTY = re.compile(r"[RDI]-.{1,20}")  # "Sen. Jane Doe (R-Texas) —" is no place
_KICKERS: Final = frozenset(
    """update updated breaking watch video photos photo file exclusive analysis opinion live explainer read more news
    fact check related listen correction editorial comment note warning alert source sources podcast review interview
    timeline gallery developing advertisement just what how why who latest poll key caption image story summary
    highlights about contact statement bulletin""".split()
)


@dataclass(frozen=True, slots=True)
class Dateline:
    """`start` and `end` are offsets in the paragraph given; `slug` is what stood in parentheses."""

    start: int
    end: int
    place: str | None
    slug: str | None
    date_raw: str | None = None  # only with its year: "Jan. 25, 2013"


def dateline_of(paragraph: str, *, is_first: bool = True) -> Dateline | None:
    """Read the dateline at the start of a paragraph; None where there is none.

    Further down than the first paragraphs (`is_first` False) only an agency in parentheses makes a dateline: capitals
    before a dash are subheads there.
    """
    head = paragraph[:160]
    for shape in (_PLACED, _MIXED, _COLON, _ALONE, _SLUG_ONLY):
        hit = shape.match(head)
        if hit is None:
            continue
        parts = hit.groupdict()
        place, slug = parts.get("place"), parts.get("slug")
        if not _stands(shape, hit, place, slug) or not (is_first or slug):
            continue
        dates = [words for words in (parts.get("date"), slug) if words and _YEAR.search(words)]
        return Dateline(0, hit.end(), place, slug.strip() if slug else None, dates[0].strip(" ,") if dates else None)
    return None


def _stands(shape: re.Pattern[str], hit: re.Match[str], place: str | None, slug: str | None) -> bool:
    """Whether what matched is a dateline and no kicker, no hyphenated word and no list."""
    if place is not None and {word.strip(".'’").lower() for word in re.split(r"[\s-]", place)} & _KICKERS:
        return False
    if shape is _SLUG_ONLY:
        return slug is not None and (is_wire(slug) or _looks_like_outlet(slug))
    if shape is _MIXED and (slug is None or not (is_wire(slug) or _looks_like_outlet(slug)) or _PARTY.fullmatch(slug)):
        return False
    if shape is _ALONE and not (slug and (is_wire(slug) or _YEAR.search(slug))):
        return False
    if shape is _COLON:
        return place is not None and sum(map(str.isalpha, place)) >= 4  # noqa: PLR2004 -- shorter ones are initials
    # "MUAN-based": a hyphen that touches both words is no dash; an em dash may touch both.
    dash = hit.group()[len(hit.group().rstrip(" —–-")) :]
    return slug is not None or "—" in dash or "–" in dash or "--" in dash or dash.startswith(" ")


def _looks_like_outlet(slug: str) -> bool:
    """Whether parentheses that open a paragraph hold an outlet's name ("CNN", "CBSLA.com", "LEX 18")."""
    return bool(re.fullmatch(r"[A-Z][A-Z0-9&/ .]{1,15}|[\w-]{2,30}\.(?:com|org|net|news|tv|co\.uk)", slug)) or bool(
        re.search(r"\b(?:News|TV|Radio|Press|Times|Post|Tribune|Herald|Gazette|Journal|Observer)\b", slug)
    )
