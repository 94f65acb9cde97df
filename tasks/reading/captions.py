"""Captions: what stands under a picture, known by the credit in parentheses or after a label.

In: one line. Out: the credit ("Jade Gao / AFP via Getty Images") and where the caption's own words stop. Refuses
parentheses of prose: a credit names a photographer with a desk, an agency, or says "photo".
"""

import re
from dataclasses import dataclass
from typing import Final

from tasks.reading.agencies import is_picture_desk

MAX_CAPTION_CHARS: Final = 700

_CREDIT_AT_END = re.compile(r"\((?P<credit>[^()\n]{2,120})\)\.?$")
_PICTURE_WORD = re.compile(
    r"\b(?:photos?|photographs?|picture|image|images|handout|courtesy|screenshot|screengrab|file|pool|illustration"
    r"|graphic|footage|video|via)\b",
    re.IGNORECASE,
)
_DESK_PAIR = re.compile(r"[A-Z@][\w.@'’& -]{1,50}\s?/\s?[A-Z@][\w.@'’& -]{1,50}(?:\s?/\s?[A-Z][\w.'’& -]{1,40}){0,2}")
_LABEL = re.compile(
    r"(?:photo|photos|photograph|picture|image|illustration|graphic|video|file photo|image source|image caption"
    r"|media caption|caption|photo credit|image credit|credit|photo by|photos by|photograph by|picture by|image by"
    r"|photo illustration)\s?(?:[:,]|by\b|©)",
    re.IGNORECASE,
)
_FILE = re.compile(r"(?:FILE(?: PHOTO| IMAGE)?\s?[-–—:]|(?:PHOTOS?|VIDEO|PICTURED|GALLERY|SLIDESHOW)\s?:)\s?")
_PIPED = re.compile(r"\s(?:\||—|–|Photograph:|Photo:|Credit:|Picture:|Image:|©)\s?(?P<credit>[^|\n]{2,80})$")
_BARE = re.compile(r"(?P<credit>[A-Z@][^|.!?\n]{1,60}(?:/|\svia\s)[^|.!?\n]{1,60})$")
# "GETTY The station was launched in 2011": the desk set before words that end without a mark.
_DESK_FIRST = re.compile(
    r"(?:GETTY(?: IMAGES)?|EPA|REUTERS|AFP|AP|PA|REX|SHUTTERSTOCK|ALAMY|TWITTER|FACEBOOK|YOUTUBE)(?:/[A-Z ]{2,30})?"
    r"\s[A-Z][^.!?]{10,200}[^.!?”\"]"
)
_VIEWER = re.compile(
    r"View Full Caption|Hide Caption|\(Published (?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,[^()]{4,40}\)$"
)
_OPENS_CREDIT = re.compile(r"[^\W\d_a-z]|[@©]|via |file|photo|image|picture", re.UNICODE)
_LABELLED = re.compile(
    r"(?:photo|image|picture|video|graphic|source|credit|file photo|courtesy)s?"
    r"(?:\s?:|\s(?:by|of|from|via|courtesy)\b)",
    re.IGNORECASE,
)
_REPORTING = re.compile(
    r"\b(?:reporting|editing|writing|edited|compiled|source|updates|corrects|adds)\b", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Caption:
    """`words_end` is where the caption's own words stop; `credit` is what follows them, without its parentheses."""

    words_end: int
    credit: str | None


def caption_of(line: str, *, in_signing_off: bool) -> Caption | None:
    """Read a line as a caption; None where it is prose.

    `in_signing_off` says that the line stands where an article signs off: "(Reuters)" there credits the words.
    """
    if len(line) > MAX_CAPTION_CHARS:
        return None
    if _VIEWER.search(line):
        return Caption(len(line), None)
    if label := _LABEL.match(line) or _FILE.match(line):
        return Caption(len(line), line[label.end() :].strip() or None)
    if hit := _CREDIT_AT_END.search(line):
        credit = hit.group("credit").strip()
        words = line[: hit.start()]
        return Caption(hit.start(), credit) if _is_credit(credit, words, in_signing_off=in_signing_off) else None
    if hit := _DESK_FIRST.fullmatch(line):
        return Caption(len(line), line.split(" ", 1)[0])
    if (hit := _PIPED.search(line)) and _is_desk(hit.group("credit")):
        return Caption(hit.start(), hit.group("credit").strip())
    if (hit := _BARE.match(line)) and _is_desk(line):
        return Caption(0, line)
    return None


def _is_credit(credit: str, words: str, *, in_signing_off: bool) -> bool:
    """Whether parentheses at the end of a line credit a picture."""
    if _LABELLED.match(credit) and words.strip():
        return True
    if _REPORTING.search(credit) or not _OPENS_CREDIT.match(credit):
        return False
    if not words.strip():
        return bool(_PICTURE_WORD.search(credit) or _DESK_PAIR.fullmatch(credit)) and not in_signing_off
    ends_sentence = words.rstrip()[-1] in ".!?”\"'’"
    if _DESK_PAIR.fullmatch(credit) and (ends_sentence or _is_desk(credit)):
        return True
    if _PICTURE_WORD.search(credit) and len(credit.split()) <= 12:  # noqa: PLR2004 -- a credit, not an aside
        return ends_sentence or _is_desk(credit) or " via " in credit
    return not in_signing_off and ends_sentence and is_picture_desk(credit)


def _is_desk(credit: str) -> bool:
    """Whether any part of a credit is an agency or a picture desk."""
    return any(is_picture_desk(part) for part in re.split(r"\s?/\s?|\svia\s|,\s|\s[|–—]\s", credit))
