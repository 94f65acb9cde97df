"""Rows of a bulletin: "Deaths: 202", "Persons whose safety has not been confirmed: 102", "Suzu 91; Wajima 81".

In: one sentence with its numbers. Out: casualty claims. Authorities publish their counts as labels with numbers, where
no verb binds the two; the label says what befell the counted. Names with numbers below a labelled row are its parts.
Refuses: labels that name nothing that befalls people, and rows with words between label and number.
"""

import re

from tasks.claims.context import SentenceContext
from tasks.model import Claim, Figure, Number
from tasks.vocabulary import ClaimKind, Party

MAX_LABEL_CHARS = 90
MIN_PARTS = 2  # one name with one number is no list
_LABEL = re.compile(r"^([A-Z][^:.;\n]{2,90}):\s{0,3}$")
_CLOSED = re.compile(r"^\s{0,2}(?:$|[.;(\n]|,|persons?\b|people\b|sets? of remains\b|bodies\b|names?\b)")
_NAME = re.compile(
    r"^\s{0,2}(?:and )?((?:[A-Z][\w’'.-]{1,25})(?:[ -](?:la |de |del |of |the )?[A-Z][\w’'-]{1,25}){0,3}):? $"
)
_BETWEEN_PARTS = re.compile(r"[;,]")
# The first that fits: who is "recovered dead" is listed among the recovered, and who is "not identified" is not.
_ROLES: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (role, re.compile(rf"\b(?:{words})\b", re.IGNORECASE))
    for role, words in (
        ("not_identified", r"unidentified|not (?:yet )?(?:been )?identified"),
        ("missing", r"missing|unaccounted(?: for)?|out of contact|cannot be (?:reached|contacted)|whereabouts"),
        ("missing", r"(?:safety|status|fate) (?:has |is )?(?:not|un)(?: been| yet){0,2} ?(?:confirmed|known|clear)"),
        ("identified", r"identified"),
        ("killed_or_injured", r"casualt(?:y|ies)|(?:killed|dead) (?:and|or|&) (?:wounded|injured|hurt)"),
        ("killed_or_injured", r"(?:wounded|injured|hurt) (?:and|or|&) (?:killed|dead)"),
        ("handed_over", r"(?:handed|released|returned|given) (?:over )?to (?:the )?(?:families|relatives)"),
        ("autopsied", r"autops(?:y|ies)|post-mortems?(?: examinations)?"),
        ("recovered", r"recovered"),
        ("killed", r"dead|deaths?|died|killed|fatalit(?:y|ies)|lives lost|victims"),
        ("hospitalised", r"in (?:the )?hospitals?|hospitali[sz]ed|patients"),
        ("injured", r"injur(?:ed|ies)|wounded|hurt"),
        ("rescued", r"rescue[ds]|rescues"),
        ("evacuated", r"evacuat(?:ed|ions)|evacuees|in shelters"),
        ("displaced", r"displaced"),
        ("detained", r"detained|detentions|arrest(?:s|ed)"),
    )
)  # fmt: skip


def listed_claims(context: SentenceContext) -> list[Claim]:
    """Read a labelled count, or names with their counts below one."""
    if not context.numbers or len(context.numbers) > len(context.sentence.text):
        return []
    labelled = _labelled(context)
    return [labelled] if labelled else _parts(context)


def _labelled(context: SentenceContext) -> Claim | None:
    sentence, number = context.sentence, context.numbers[0]
    label = _LABEL.match(sentence.text[: number.start - sentence.start])
    if label is None or number.kind != "count":
        return None
    role = _role_of(label.group(1))
    if role is None or not _CLOSED.match(sentence.text[number.end - sentence.start :]):
        return None
    return _claim(context, number, role)


def _parts(context: SentenceContext) -> list[Claim]:
    """As in "Suzu 91; Wajima 81": every number has a name before it and a mark behind it."""
    sentence = context.sentence
    pairs: list[tuple[str, Number]] = []
    start = 0
    for number in context.numbers:
        name = _NAME.match(sentence.text[start : number.start - sentence.start])
        start = number.end - sentence.start
        behind = sentence.text[start : start + 1]
        if name is None or number.kind != "count" or (behind and behind not in ";,.\n"):
            return []
        pairs.append((name.group(1), number))
        start += len(_BETWEEN_PARTS.findall(behind))
    role = _role_above(context)
    if role is None or len(pairs) < MIN_PARTS:
        return []
    return [_claim(context, number, role, place=name.lower()) for name, number in pairs]


def _role_above(context: SentenceContext) -> str | None:
    """What the row just before counts, if that is a labelled row."""
    for before in context.before():
        label, colon, rest = before.text.partition(":")
        if colon and len(label) <= MAX_LABEL_CHARS and any(letter.isdigit() for letter in rest[:12]):
            return _role_of(label)
    return None


def _role_of(label: str) -> str | None:
    return next((role for role, words in _ROLES if words.search(label)), None)


def _claim(context: SentenceContext, number: Number, role: str, place: str | None = None) -> Claim:
    figure = Figure(
        value=number.value,
        low=number.low,
        high=number.high,
        hedge=number.hedge,
        role=role,
        party=Party.VICTIM,
        place=place,
        open_low=number.open_low,
        open_high=number.open_high,
        is_part=place is not None,
    )
    return context.claim(ClaimKind.CASUALTY, number.start, number.end, figure=figure)
