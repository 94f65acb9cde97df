"""Rows of a bulletin: "Deaths: 202", "Persons whose safety has not been confirmed: 102", "Suzu 91; Wajima 81".

In: one sentence with its numbers. Out: casualty claims. Authorities publish their counts as labels with numbers, where
no verb binds the two; the label says what befell the counted. Names with numbers below a labelled row are its parts.
Refuses: labels that name nothing that befalls people, and rows with words between label and number.
"""

import re

from tasks.claims.context import SentenceContext
from tasks.model import Claim, Figure, Number
from tasks.vocabulary import ClaimKind, Hedge, Party

MAX_LABEL_CHARS = 90
MIN_PARTS = 2  # one name with one number is no list
LABEL = re.compile(r"^([A-Z][^:.;\n]{2,90}):\s{0,3}$")
_NONE = re.compile(
    r"^([A-Z][^:.;\n]{2,40}):\s{0,3}(none|nil|nobody|no one|zero)\b(?=\s{0,2}(?:$|[.;(\n,]))", re.IGNORECASE
)
_PART = re.compile(r"^, (?:including|among them|of (?:them|whom)|with) $")
_CLOSED = re.compile(r"^\s{0,2}(?:$|[.;(\n]|,|persons?\b|people\b|sets? of remains\b|bodies\b|names?\b)")
_NAME = re.compile(
    r"^\s{0,2}(?:and )?((?:[A-Z][\w’'.-]{1,25})(?:[ -](?:la |de |del |of |the )?[A-Z][\w’'-]{1,25}){0,3}"
    r"(?: (?:province|county|district|region|state|prefecture|city|town|department|governorate))?):? $"
)
_OPENING = re.compile(r"^\s{0,2}\(")
_CLOSING = re.compile(r"^\s{0,2}(?:[;,]\s{0,2}(?:and )?|\)|and )")
_OTHERS = re.compile(r"^\s{0,2}(?:the )?(?:others?|elsewhere|rest|remaining)\b[a-z ]{0,30}:? $", re.IGNORECASE)
_DIVISION = re.compile(
    r" (?:province|county|district|region|state|prefecture|city|town|department|governorate)$", re.IGNORECASE
)
_NOUN = re.compile(r" ([a-z]{3,20})\b")
_MORE = re.compile(r"^(?:Additional|Further|New|Newly|More)\b")
_BETWEEN_PARTS = re.compile(r"[;,]")
_SENT = "soldiers|troops|personnel|firefighters|rescuers|police|officers|responders|medics|volunteers"
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
        ("injured", r"(?:gunshot|stab|bullet|shrapnel) wounds"),
        ("killed", r"dead|deaths?|died|killed|deceased|perished|martyrs|fatalit(?:y|ies)|lives lost|victims"),
        ("hospitalised", r"in (?:the )?hospitals?|hospitali[sz]ed|patients"),
        ("injured", r"injur(?:ed|ies)|wounded|hurt"),
        ("infected", r"(?<!receiving )(?<!treating )(?<!with )cases|infections?"),
        ("rescued", r"rescue[ds]|rescues"),
        ("evacuated", r"evacuat(?:ed|ions)|evacuees|in shelters"),
        ("displaced", r"displaced"),
        ("detained", r"detained|detentions|arrest(?:s|ed)"),
        # Trucks are dispatched too: only with a word for people.
        ("deployed", rf"(?:{_SENT}) (?:\w+ ){{0,2}}(?:deployed|dispatched|sent|mobili[sz]ed)"),
    )
)  # fmt: skip


def listed_claims(context: SentenceContext) -> list[Claim]:
    """Read a labelled count, or names with their counts below one."""
    if (none := _NONE.match(context.sentence.text)) is not None:
        return _none(context, none)
    if not context.numbers or len(context.numbers) > len(context.sentence.text):
        return []
    return _labelled(context) or _parts(context)


def _none(context: SentenceContext, hit: re.Match[str]) -> list[Claim]:
    """As in "Missing: none": a count of nobody."""
    role = _role_of(hit.group(1))
    if role is None:
        return []
    figure = Figure(value=0.0, low=0.0, high=0.0, hedge=Hedge.EXACT, role=role, party=Party.VICTIM)
    start = context.sentence.start
    return [context.claim(ClaimKind.CASUALTY, start + hit.start(2), start + hit.end(2), figure=figure)]


def _labelled(context: SentenceContext) -> list[Claim]:
    """The first number behind a colon, and the part of it that is told beside it ("80, including six children")."""
    sentence = context.sentence
    for place, number in enumerate(context.numbers):  # "Troops sent in 2024: 11,000": the label may hold a number
        label = LABEL.match(sentence.text[: number.start - sentence.start])
        if label is None:
            continue
        role = _role_of(label.group(1)) if number.kind == "count" else None
        if role is None or not _CLOSED.match(sentence.text[number.end - sentence.start :]):
            return []
        more = _MORE.match(label.group(1)) is not None
        rest = context.numbers[place + 1 :]
        return [
            _claim(context, number, role, is_increment=more),
            *(_part(context, number, role, rest) or _bracketed(context, number, role, rest)),
        ]
    return []


def _part(context: SentenceContext, whole: Number, role: str, following: tuple[Number, ...]) -> list[Claim]:
    part = following[0] if following else None
    if part is None or part.kind != "count" or part.value > whole.value:
        return []
    text, start = context.sentence.text, context.sentence.start
    if not _PART.match(text[whole.end - start : part.start - start]):
        return []
    noun = _NOUN.match(text[part.end - start :])
    return [_claim(context, part, role, base=whole.value, people=noun.group(1) if noun else None)]


def _bracketed(context: SentenceContext, whole: Number, role: str, following: tuple[Number, ...]) -> list[Claim]:
    """As in "Cases: 1,318 (Port Selim 902; Lumbe province 311; other provinces 105)": parts by name."""
    text, start = context.sentence.text, context.sentence.start
    at = whole.end - start
    opening = _OPENING.match(text[at:])
    if opening is None:
        return []
    at += opening.end()
    found: list[Claim] = []
    for part in following:
        name = _NAME.match(text[at : part.start - start]) or _OTHERS.match(text[at : part.start - start])
        if name is None or part.kind != "count" or part.value > whole.value:
            return []
        at = part.end - start
        if name.re is _NAME:
            place = _DIVISION.sub("", name.group(1)).lower()
            found.append(_claim(context, part, role, place=place, base=whole.value))
        closing = _CLOSING.match(text[at:])
        if closing is None:
            return []
        at += closing.end()
        if ")" in closing.group():
            break
    return found


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


def _claim(
    context: SentenceContext,
    number: Number,
    role: str,
    *,
    place: str | None = None,
    base: float | None = None,
    people: str | None = None,
    is_increment: bool = False,
) -> Claim:
    figure = Figure(
        value=number.value,
        low=number.low,
        high=number.high,
        hedge=number.hedge,
        role=role,
        party=Party.VICTIM,
        base=base,
        place=place,
        population=people,
        open_low=number.open_low,
        open_high=number.open_high,
        is_increment=is_increment,
        is_part=place is not None or base is not None,
    )
    return context.claim(ClaimKind.CASUALTY, number.start, number.end, figure=figure)
