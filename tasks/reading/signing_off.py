"""How articles sign off: who reported from where, which agency it came from, whom to write to.

In: the lines at the end of a text. Out: the kind of each that is a credit. These shapes are read only there: in the
middle of an article "(Reuters)" may close a caption and "reported from" may tell what a correspondent saw.
"""

import re
from typing import Final

from tasks.vocabulary import FurnitureKind

MIN_PROSE_WORDS: Final = 12
MAX_LINES: Final = 14  # the longest run of credits, tags and links that a page puts under its article

_WORD = r"[A-Z0-9][\w.'’&-]{0,25}"
_NAME = _WORD + r"(?: (?:[a-z]{2,3} )?" + _WORD + r"){0,4}"
_PERSON = r"(?:[A-Z][\w'’-]{1,25}|[A-Z]\.)(?:,? (?:(?:de|van|von|bin|al|el) )?[A-Z][\w.'’-]{0,25}){0,4}"
# Lists of people and places are read word by word: "A B, C" has too many ways to be cut into names to try them all.
_PEOPLE = r"(?:[A-Z][\w'’-]{1,25}|[A-Z]\.)(?:,?(?: and)?(?: (?:de|van|von|bin|al|el))? [A-Z][\w.'’-]{0,25}){0,40}"
_MORE_PLACES = (
    r"(?:[,;]?(?: and)?(?: (?:reported|contributed))?(?: (?:from|in))?(?: (?:of|de|del|the|van|von|bin|al|el))?"
    r" [A-Z][\w.'’-]{0,25}){0,60}"
)
_PLACE = r"[A-Z][\w.'’-]{0,25}(?:,? (?:(?:of|de|del|the) )?[A-Z][\w.'’-]{0,25}){0,5}"

_TRAILERS: Final = (
    r"[(\[]?(?i:sources?)\s?[:—–-]\s?.{1,200}",
    r"[(\[]?(?i:via):? (?:the )?[A-Z0-9\"“].{1,80}",
    (
        r"[(\[—–-]{0,2}\s?(?i:(?:with|by|from|compiled from)? ?(?:additional )?"
        r"(?:inputs?|reporting|files|material|contributions?)? ?"
        r"(?:from |by )?(?:the )?(?:news |wire |other |foreign )?(?:agenc(?:y|ies)|wires?"
        r"|wire services?|wire reports|agency reports))"
        r"(?:[ ,(].{0,80})?"
    ),
    r"[(\[—–-]{0,2}\s?(?i:with (?:additional )?(?:inputs?|reporting|files|material|information) (?:from|by) ).{1,120}",
    r"(?i:staff and (?:agencies|wires?|agency)(?: reports?)?\.?)",
    r"(?i:h/t|hat tip|courtesy(?: of)?|credit)\s?:?\s[A-Z\"“].{1,80}",
    r"(?:The )?"
    + _NAME
    + r" (?:contributed|provided|supplied|produced) (?:to )?this (?:report|story|article|dispatch)\.?",
    r"(?:[—–]|--|-)\s?(?:by |with |By |With )?(?:[Tt]he )?" + _NAME + r"\.?",
    r"[(\[](?:by |with |By |With )?(?:[Tt]he )?" + _NAME + r"(?:[/,] ?" + _NAME + r"){0,3}[)\]]\.?",
)
_REPORTING: Final = (
    _PEOPLE + r"(?:, [^,.]{2,60},)? (?:reported|contributed|wrote)(?: from| in)" + _MORE_PLACES + r"\..{0,250}",
    r".{0,250}\bcontributed (?:to (?:this|the) (?:report|story|article|piece|dispatch)|to reporting"
    r"|(?:additional )?reporting"
    r"|research|from " + _PLACE + r"\.).{0,120}",
    r"(?i:contact|reach|e-?mail|write to) (?:.{1,80} )?(?:at|via|on) \S{1,60}(?:@|\.com|[0-9]{3}).{0,200}",
    _PERSON + r"(?: (?:can|may) be reached\b.{1,200}"
    r"|,? (?:is|are) (?:an?|the) (?:[\w-]{1,20} ){0,4}(?:writer|reporter|correspondent|columnist|editor|journalist"
        r"|contributor"
    r"|producer|fellow)\b.{0,250}| covers [a-z].{1,150} for .{1,80})",
)  # fmt: skip
SHAPES: Final = tuple(
    (kind, re.compile("|".join(f"(?:{shape})" for shape in shapes), re.DOTALL))
    for kind, shapes in (
        (FurnitureKind.REPORTING_CREDIT, _REPORTING),
        (FurnitureKind.SOURCE_TRAILER, _TRAILERS),
    )
)
_MAX_CHARS: Final = 400


def kind_signing_off(line: str) -> FurnitureKind | None:
    """Tell the kind of a line at the end of a text."""
    if len(line) > _MAX_CHARS:
        return None
    return next((kind for kind, shape in SHAPES if shape.fullmatch(line)), None)


def is_reporting_credit(line: str) -> bool:
    """Whether a line says who reported from where: so plain a shape that it may stand before a last line of prose."""
    return len(line) <= _MAX_CHARS and SHAPES[0][1].fullmatch(line) is not None


def first_signing_off(lines: list[str], are_furniture: list[bool]) -> int:
    """The number of the line after the last long line of prose: from there on the article signs off."""
    for number in range(len(lines) - 1, max(-1, len(lines) - 1 - MAX_LINES), -1):
        if are_furniture[number] or kind_signing_off(lines[number]) is not None:
            continue
        if len(lines[number].split()) >= MIN_PROSE_WORDS or lines[number].rstrip()[-1:] in '.?!”"':
            return number + 1
    return max(0, len(lines) - MAX_LINES)
