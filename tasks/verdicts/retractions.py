"""Figures that their own publisher takes back: corrections, withdrawals, kill notices.

In: the documents that speak to an article's claims. Out: withdrawals (who, which numbers, in which words), and matches
in which what was withdrawn, with all its copies, no longer counts.
"""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from tasks.model import Claim, Document, Finding, Match, Number, Sentence
from tasks.settings import Sources
from tasks.verdicts.side import canonical, printed_by
from tasks.vocabulary import Relation

# What can be taken back: troops withdraw too, charges are withdrawn, and people are killed in error.
_PRINT = (
    r"(?:figures?|numbers?|tolls?|counts?|tally|estimates?|claims?|statements?|reports?|stor(?:y|ies)|articles?|items?|"
    r"dispatch(?:es)?|versions?|editions?|headlines?|posts?)"
)
_WHOSE = r"(?:the|its|their|his|her|an?|that|this|our|all|both|these|those|any|[\w-]{1,20}['’]s)"
# The store looks for it as well, so it is written for RE2: nothing looks ahead or behind.
TAKES_BACK = re.compile(
    # An outlet speaks of its own print; "its first report" and "initial reports" are anybody's.
    r"\b(?:earlier|previous|original|initial|first) versions?\b"
    r"|\bour (?:earlier|previous|original|initial|first) (?:report|story|article|item|dispatch|edition)s?\b"
    r"|\b(?:an?|the) (?:earlier|previous|original) (?:report|story|article|item|dispatch|edition)s? "
    r"(?:(?:here|on this page|of ours|about this|on this) )?(?:said|stated|gave|put|had|quoted|contained|listed)\b"
    rf"|\b(?:withdr[ae]w[sn]?|withdrawing|retract(?:s|ed|ing)?)(?: {_WHOSE}(?: [\w’'-]{{1,20}}){{0,4}}?)? {_PRINT}\b"
    rf"|\b{_PRINT}(?: [\w’',-]{{1,20}}){{0,8}}? (?:is|was|are|were|been|be|being) (?:withdrawn|retracted)\b"
    r"|^retraction\b|\bretraction (?:of|:)|\b(?:issued|published|printed) a (?:retraction|correction)\b"
    r"|\b(?:misstated|misreported)\b"
    r"|\b(?:incorrectly|wrongly|erroneously|mistakenly) (?:said|stated|reported|gave|put|attributed|listed|counted)\b"
    r"|^\W{0,3}correct(?:ion|s|ed)\b|\bcorrection ?[:(—–]|\bcorrects (?:the )?[\w ]{0,20}(?:toll|figure|number|count)"
    r"|\bkill notice\b|\bmandatory kill\b"
    r"|\b(?:published|printed|issued|sent|moved|said|stated|given|reported) in error\b",
    re.IGNORECASE | re.MULTILINE,
)
_COUNTS_PRINTS = re.compile(
    rf" (?:(?:wrong|incorrect|false|mistaken|erroneous|other|different|earlier|such) ){{0,2}}{_PRINT}\b", re.IGNORECASE
)
# In a notice of correction, what the article said is what falls.
_NOTICE = re.compile(r"^\W{0,3}corrections?\b", re.IGNORECASE)
_SAID_THERE = re.compile(
    r"\b(?:the|an?|our|that|this) (?:[a-z]{3,14} ){0,2}(?:article|story|report|item|dispatch|broadcast|bulletin|post|"
    r"headline|caption)(?: (?!not\b)[\w’',-]{1,20}){0,8}? (?:said|stated|gave|put|listed|called|counted|described)\b",
    re.IGNORECASE,
)
_YEARS = range(1900, 2101)
# After these words stands the number that holds, not the one that falls.
_RIGHT_ONE = re.compile(
    r"\b(?:not|instead of|rather than)\b|\b(?:correct|right|actual|true|proper) (?:figure|number|toll|count)\b"
    r"|\b(?:should (?:have )?(?:be|been|read|said))\b|\b(?:in fact|it is|it was|the agency said|confirmed|put it at)\b",
    re.IGNORECASE,
)
_INSTEAD = re.compile(r"\b(?:not|instead of|rather than) (?:the )?$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Withdrawal:
    """`publisher` (canonical) takes back `values`; `detail` says so with the words of the notice."""

    publisher: str
    document_id: str
    values: frozenset[float]
    detail: str


def withdrawals(
    document: Document,
    sentences: Sequence[Sentence],
    numbers: Sequence[Number],
    sources: Sources,
) -> tuple[Withdrawal, ...]:
    """Read the notices of one document: the numbers that each takes back."""
    if not document.publisher:
        return ()
    found: list[Withdrawal] = []
    is_notice = bool(_NOTICE.search(document.title or "") or _NOTICE.search(document.text.lstrip()))
    spans = [(sentence.start, sentence.end) for sentence in sentences]
    spans += [(piece.start, piece.end) for piece in document.furniture]
    for start, end in sorted(set(spans)):
        text = document.text[start:end]
        if not (TAKES_BACK.search(text) or (is_notice and _SAID_THERE.search(text))):
            continue
        inside = [number for number in numbers if start <= number.start and number.end <= end]
        # "for the first time in four years" takes four back, not the first of everything.
        inside = [number for number in inside if number.kind != "ordinal" and not _is_year(number)] or inside
        # "two wrong figures" counts what was wrong.
        inside = [number for number in inside if not _COUNTS_PRINTS.match(document.text, number.end)]
        if values := _fallen(text, start, inside):
            detail = f"{printed_by(document)} takes it back: “{text.strip()[:300]}”"
            found.append(Withdrawal(canonical(document.publisher, sources), document.document_id, values, detail))
    return tuple(found)


def _is_year(number: Number) -> bool:
    """As in "the sixth since January 2021": the year says since when, and is not what falls."""
    return number.text.isdecimal() and number.value in _YEARS


def without_withdrawn(
    matches: Iterable[Match],
    taken_back: Sequence[Withdrawal],
    documents: Mapping[str, Document],
    family_of: Callable[[str], str],
    sources: Sources,
    claim: Claim,
) -> tuple[Match, ...]:
    """Turn what was withdrawn, with its copies and the notice that repeats it, into RETRACTED.

    A match without a claim of its own was found by the number of `claim` (printed_there.py).
    """
    families: dict[str, list[Withdrawal]] = {}
    for document_id, document in documents.items():
        for withdrawal in taken_back:
            if document.publisher and canonical(document.publisher, sources) == withdrawal.publisher:
                families.setdefault(family_of(document_id), []).append(withdrawal)
    kept: list[Match] = []
    for match in matches:
        # Where nothing of ours stands, nothing of ours is taken back, whatever numbers the notice holds.
        value = None if match.relation is Relation.UNRELATED else _value(match.their_claim or claim)
        fallen = next(
            (
                one
                for one in families.get(family_of(match.document_id), [])
                if value is not None and value in one.values
            ),
            None,
        )
        if fallen:
            finding = Finding(Relation.RETRACTED, fallen.detail, "withdrawn by its publisher")
            kept.append(replace(match, relation=Relation.RETRACTED, finding=finding))
        else:
            kept.append(match)
    return tuple(kept)


def _fallen(text: str, offset: int, numbers: Sequence[Number]) -> frozenset[float]:
    """With "not"/"instead of" the number after it falls; otherwise all before the first word of putting right."""
    instead = [number for number in numbers if _INSTEAD.search(text[: number.start - offset])]
    if instead:
        return frozenset(number.value for number in instead)
    right = _RIGHT_ONE.search(text, (cue.end() if (cue := TAKES_BACK.search(text)) else 0))
    limit = offset + (right.start() if right else len(text))
    return frozenset(number.value for number in numbers if number.start < limit)


def _value(claim: Claim | None) -> float | None:
    return claim.figure.value if claim and claim.figure else None
