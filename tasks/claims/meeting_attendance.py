"""How many leaders, delegations or countries came: "26 foreign leaders attended the parade".

In: the text of one sentence. Out: hits of role attended, all of unit "leaders", "delegations" or "countries", so that
heads of state and foreign leaders are one population. Refuses leaders that are counted and go nowhere ("the two
leaders agreed"), and crowds, which are read as other people are.
"""

import re
from collections.abc import Iterator

from tasks.claims.meeting_words import CARDINAL, Hit, cardinal

# What is counted -> the population it belongs to.
_WHO = {
    "heads of state and government": "leaders", "heads of state or government": "leaders",
    "heads of government": "leaders", "heads of state": "leaders", "heads": "leaders", "leaders": "leaders",
    "presidents": "leaders", "monarchs": "leaders", "dignitaries": "leaders", "delegations": "delegations",
    "countries": "countries", "nations": "countries", "states": "countries",
}  # fmt: skip
_COUNTED_WORDS = tuple(sorted({who.split()[0] for who in _WHO}))
_COMES = re.compile(
    r"\b(?:attend(?:ed|s|ing|ance)?|took part|taking part|take part|participat(?:ed|ing|e|es)|accepted (?:the |an )?"
    r"invitations?|(?:was|were|are|been|have been|had been) invited|invited to|were present|in attendance|"
    r"on the (?:rostrum|podium|balcony|stand|viewing stand)|gathered|gathering|joined|guests? at|are expected|"
    r"among (?:the )?guests|came to|coming to|are coming|were represented)\b",
    re.IGNORECASE,
)
_TENS = r"(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)"
_COUNTED = re.compile(
    rf"\b(?P<n>{_TENS}-(?:one|two|three|four|five|six|seven|eight|nine)|{CARDINAL})\s"
    rf"(?P<mods>(?:(?!(?:of|in|to|the)\b)[\w-]{{2,16}}\s){{0,3}}?)"
    rf"(?P<who>{'|'.join(sorted(_WHO, key=len, reverse=True))})\b",
    re.IGNORECASE,
)
_DEFINITE = re.compile(r"\b(?:the|these|those|both|all)\s$", re.IGNORECASE)
_OTHERS = re.compile(r"\b(?:other|more|party|union|rebel|opposition|gang|business|tribal|militant)\b", re.IGNORECASE)


def attendance_hits(text: str) -> Iterator[Hit]:
    """Yield each count of leaders or delegations that came, or were asked, to something."""
    lower = text.lower()
    if not any(who in lower for who in _COUNTED_WORDS) or not _COMES.search(text):
        return
    for found in _COUNTED.finditer(text):
        value = _value(found["n"])
        # "the two leaders" are known ones, and "two dozen other guests" or party leaders another population.
        if value is None or _DEFINITE.search(text[: found.start()][-8:]) or _OTHERS.search(found["mods"]):
            continue
        who = " ".join(found["who"].lower().split())
        yield Hit(found.start(), found.end(), "attended", value, "attend", _WHO[who], None, found.span("n"))


def _value(text: str) -> float | None:
    tens, joined, ones = text.lower().partition("-")
    first, second = cardinal(tens), cardinal(ones) if joined else 0.0
    return None if first is None or second is None else first + second
