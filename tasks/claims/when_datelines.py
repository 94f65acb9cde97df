"""The dateline that opens a dispatch: "WAJIMA, Japan, Jan 2 (Harbour Wire) —", and its like in a press release.

In: a sentence. Out: where the dateline ends, so that its day can date the article and its names take no part in it.
"""

import re

DATELINE_CHARS = 250
_DATELINE_MARKS = ("—", "–", "--", " - ", "_ ", ")")
_DATELINE = re.compile(
    r"[A-Z][A-Z .'’/-]{2,40}(?:,\s[A-Z][\w .]{1,30}){0,2}"
    r"(?:,?\s(?:[A-Z][a-z]{2,8}\.?\s\d{1,2}(?:,\s\d{4})?|\d{1,2}\s[A-Z][A-Za-z]{2,8}\.?(?:\s\d{2,4})?))?"
    r"(?:\s\([\w .&/-]{1,60}\))?\s?(?:—|–|--|-|_)\s"
)
# A press release: "For Immediate Release KABUL, Afghanistan (Oct. 9, 2012)".
_RELEASE = re.compile(
    r"(?:[^()]{0,200}\s)?[A-Z]{3,20}(?:\s[A-Z]{3,20})?,\s[A-Z][a-z]{2,20}(?:\s[A-Z][a-z]{2,20})?\s"
    r"\([A-Z][a-z]{2,8}\.?\s\d{1,2}(?:,\s\d{4})?\)\s?(?:[-–—]{1,2}\s)?"
)


def dateline_end(text: str) -> int:
    """Where the dateline at the beginning of a sentence ends; 0 where there is none."""
    head = text[:DATELINE_CHARS]
    if not any(mark in head for mark in _DATELINE_MARKS):
        return 0
    hit = _DATELINE.match(text) or _RELEASE.match(text)
    return hit.end() if hit else 0
