"""Which happening a figure belongs to: the page's own, one of an earlier year, a separate one, or several together.

In: a figure claim and the text around it. Out: its `Scope`. News puts the dead of other days beside those of today
("the worst since 2012, when 32 drowned", "in a separate shooting", "28 wounded in weekend shootings", "99 homicides
this year"); only figures of the page's own happening may be added up or compared as its toll. The words of the figure's
own clause decide; a sentence that goes on about another happening ("he also killed two") is not recognised.
"""

import re
from collections.abc import Sequence
from datetime import date, timedelta
from enum import StrEnum
from typing import Final

from tasks.model import Claim, Document, Sentence

GRACE_DAYS = 60  # a page of January that says "in December 2013" speaks of its own happening
LEAD_SENTENCES = 3  # headline and lead say what the page is about


class Scope(StrEnum):
    """Whose figure it is."""

    OWN = "own"
    EARLIER = "earlier"
    SEPARATE = "separate"
    SEVERAL = "several"


_HAPPENING: Final = (
    "shooting|attack|blast|explosion|bombing|crash|accident|fire|quake|earthquake|flood|storm|raid|strike|stabbing|"
    "collision|incident|killing|murder|disaster|massacre|outbreak|hurricane|collapse|sinking|case"
)
_HAPPENINGS: Final = (
    "shootings|attacks|blasts|explosions|bombings|crashes|accidents|fires|quakes|floods|storms|raids|strikes|stabbings|"
    "collisions|incidents|killings|outbreaks|hurricanes|disasters"
)
_YEAR = re.compile(r"\b(1[6-9]\d\d|20\d\d)\b(?!\s(?:people|men|women|others|were|was|have)\b)(?!,\d)")
_MEASURING = re.compile(
    r"\b(?:since|than(?: in)?|before|until|born in|founded in|built in)(?: the)?(?: [\w-]{1,20}){0,4} $"
)
_SEPARATE_WORDS: Final = ("separate", "unrelated", "similar", "previous", "earlier", "past", "prior", "another")
_SEPARATE = re.compile(
    rf"\b(?:{'|'.join(_SEPARATE_WORDS)})\s(?:[a-z-]{{2,14}}\s){{0,2}}(?:{_HAPPENING})\b",
    re.IGNORECASE,
)
_SEVERAL_WORDS: Final = ("year", "month", "night", "weekend", *_HAPPENINGS.split("|"))  # one of them is in any hit
_SEVERAL = re.compile(
    rf"\b(?:(?:weekend|overnight|citywide|holiday|separate|unrelated|various|multiple|several|different|other|two|three|"
    rf"four|five|six|seven|series of)\s(?:[a-z-]{{2,14}}\s){{0,2}}(?:{_HAPPENINGS})|"
    rf"in\s(?:[a-z-]{{2,14}}\s){{0,1}}(?:{_HAPPENINGS})\s(?:across|around|throughout)|"
    r"(?:so far )?this (?:year|month)|(?:last|past) (?:year|month)|year[- ]to[- ]date|"
    r"(?:violent|bloody|deadly) (?:night|weekend)|over the weekend|every year|each year|a year)\b",
    re.IGNORECASE,
)
_BREAK = re.compile(
    r"[;:]|,?\s(?:where|when|while|whereas|although|but|which|compared with)\s|\s[—–-]{1,2}\s|,\sand\s(?=in\s\d{4})"
)
_YEAR_BEHIND = re.compile(r"\b(1[6-9]\d\d|20\d\d)(?:,|\s[\w'’-]{1,20}){0,4},?$")


def scope_of(claim: Claim, document: Document, sentences: Sequence[Sentence]) -> Scope:
    """Whose figure this is, by the words of its clause."""
    words = _clause(claim.sentence, claim.start - claim.sentence_start, claim.end - claim.sentence_start)
    year = _year_of(claim.sentence, words, document.civil_day)
    if year is not None and not any(str(year) in sentence.text for sentence in sentences[:LEAD_SENTENCES]):
        return Scope.EARLIER
    return _scope_of_clause(claim.sentence[words[0] : words[1]])


def named_scope(claim: Claim) -> Scope:
    """Whether the clause of a figure itself speaks of several happenings or of a separate one."""
    left, right = _clause(claim.sentence, claim.start - claim.sentence_start, claim.end - claim.sentence_start)
    return _scope_of_clause(claim.sentence[left:right])


def _scope_of_clause(words: str) -> Scope:
    """Most clauses hold no word of either expression, and to look for words costs a tenth of searching."""
    lower = words.lower()
    if any(word in lower for word in _SEVERAL_WORDS) and _SEVERAL.search(words):
        return Scope.SEVERAL
    if any(word in lower for word in _SEPARATE_WORDS) and _SEPARATE.search(words):
        return Scope.SEPARATE
    return Scope.OWN


def is_of_earlier_year(sentence: str, start: int, end: int, today: date | None) -> bool:
    """Whether the clause of a figure (offsets in its sentence) is about a year that was over when the page came out."""
    if today is None or _YEAR.search(sentence) is None:
        return False
    return _year_of(sentence, _clause(sentence, start, end), today) is not None


def _clause(sentence: str, start: int, end: int) -> tuple[int, int]:
    """The stretch of the sentence around a figure up to the nearest breaks."""
    left = max((hit.end() for hit in _BREAK.finditer(sentence, 0, start)), default=0)
    right = _BREAK.search(sentence, end)
    return left, right.start() if right else len(sentence)


def _year_of(sentence: str, clause: tuple[int, int], today: date | None) -> int | None:
    """The one earlier year that a clause is about: its own, or the one right before its "when" or "which"."""
    if today is None or not _YEAR.search(sentence):
        return None
    left, right = clause
    years = {
        int(hit.group(1))
        for hit in _YEAR.finditer(sentence, left, right)
        if not _MEASURING.search(sentence, left, hit.start())
    }
    if not years and (behind := _YEAR_BEHIND.search(_relative_lead(sentence, left))):
        years = {int(behind.group(1))}
    over = today - timedelta(days=GRACE_DAYS)
    past = {year for year in years if date(year, 12, 31) < over}
    return max(past) if past and past == years else None


def _relative_lead(sentence: str, left: int) -> str:
    """What stands before the "when", "where" or "which" that opens a clause."""
    lead = sentence[:left].rstrip()
    opener = re.search(r",?\s(?:when|where|which)$", lead)
    return lead[: opener.start()] if opener else ""
