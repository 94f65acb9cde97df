"""Numbers whose noun was said before: "Lumbe has 311", "the official figure was 22", "paid 150,000 of it back".

In: the sentences of a document with their layers, and the claims read from them. Out: further claims, each of what the
last count before it counted, in its own sentence or the one before. Bodies told by an ordinal ("the eleventh body") are
the dead so far. Refuses numbers that a claim or a date has taken, and frames that may be about anything ("paid 40").
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from tasks.claims.casualty_phrase import Phrase
from tasks.claims.casualty_words import COUNT_NOUNS
from tasks.claims.context import SentenceContext
from tasks.claims.quantity_words import UNITS
from tasks.claims.rows import row_of
from tasks.claims.speaker_words import speaker_class
from tasks.model import Claim, Figure, Number
from tasks.vocabulary import ClaimKind, Hedge, Party

_HAVING = frozenset({"has", "have", "had", "counts", "counted", "reports", "reported", "recorded"})
_SAYING = frozenset("say says said maintain maintains maintained claim claims claimed insist insists insisted".split())
_ENDS = frozenset({".", ";", ",", "S", "C"})
_MEASURES = frozenset({role for role, _ in UNITS.values()})
_NO_COUNTS = _MEASURES | {"share", "money", "rank", "magnitude", "since_previous", "ordinal", "cardinal", "age"}
_THAT = frozenset({"it", "that", "this"})
_OTHER_THAN_UNITS = frozenset({"duration", "ratio", "rank", "share", "magnitude"})
_BODIES = frozenset({"body", "death", "fatality"})
_DIES = re.compile(r"\s{1,2}(?:(?:has|had|have|was) )?(?:die[sd]?|killed)\b")
# "the third death this year" counts over another stretch than the event
_OVER_A_TIME = re.compile(
    r"^[^.;]{0,40}?\b(?:this|since|in|of the|in a|within) (?:\w+ )?(?:years?|season|months?|weeks?|winter)"
)
_FEWEST = 3  # "the second body" may be the second that is told of


def counted_before(contexts: Sequence[SentenceContext], claims: Sequence[Claim]) -> list[tuple[SentenceContext, Claim]]:
    """Read each number whose noun is that of the count before it, with the sentence that it stands in."""
    counted = sorted(
        (claim for claim in claims if claim.figure is not None), key=lambda claim: (claim.start, claim.end)
    )
    found: list[tuple[SentenceContext, Claim]] = []
    for context in contexts:
        found += [(context, claim) for claim in _so_far(context, counted)]
        free = [number for number in context.numbers if _is_free(number, context, claims)]
        if not free:
            continue
        row = row_of(context.document, context.sentence, context.numbers).phrases
        for place, phrase in enumerate(row):
            if phrase.kind == "N" and phrase.is_bare and phrase.number in free:
                known = [claim for _, claim in found if claim.end <= phrase.start]
                claim = _read(context, row, place, [*counted, *known])
                found += [(context, claim)] if claim is not None else []
    return found


def _is_free(number: Number, context: SentenceContext, claims: Iterable[Claim]) -> bool:
    if number.kind != "count":
        return False
    if any(time.when is not None and time.start <= number.start and number.end <= time.end for time in context.timexes):
        return False
    return not any(claim.figure and claim.start <= number.start < claim.end for claim in claims)


def _read(context: SentenceContext, row: list[Phrase], place: int, counted: Sequence[Claim]) -> Claim | None:
    number = row[place].number
    if number is None:
        return None
    of_it = place + 2 < len(row) and row[place + 1].word == "of" and row[place + 2].word in _THAT
    verb = row[place - 1].start if place else 0
    is_there = context.document.text[:verb].rstrip().lower().endswith("there")
    if not of_it and not _is_told(row, place, is_there=is_there):
        return None
    own = frozenset(phrase.start for phrase in row[:place] if phrase.number is not None and not phrase.governor)
    told = _last(context, number, counted, own, measured=of_it)
    if told is None or told.figure is None:
        return None
    claim = context.claim(told.kind, number.start, number.end, figure=_figure(number, told.figure))
    return _by_its_owner(claim, row, place, context)


def _is_told(row: list[Phrase], place: int, *, is_there: bool) -> bool:
    """As in "Lumbe has 311", "the official figure was 22", "the defence maintains there were 4.2 million"."""
    after = row[place + 1] if place + 1 < len(row) else None
    before = row[place - 1] if place else None
    if place > 1 and row[place - 1].word == "of":
        return row[place - 2].word in COUNT_NOUNS and row[place - 2].det == "the"
    if before is None or before.kind != "V" or before.negated or before.modal:
        return False
    if after is not None and after.kind not in _ENDS:
        return False
    subject = row[place - 2] if place > 1 else None
    if before.copula and before.word not in _HAVING:
        return is_there or (subject is not None and subject.word in COUNT_NOUNS)
    if subject is None or subject.kind != "N" or subject.is_pronoun:
        return before.word in _SAYING and subject is not None and subject.kind == ","
    return before.word in _HAVING | _SAYING and (subject.is_named or subject.det == "the")


def _last(
    context: SentenceContext, number: Number, counted: Sequence[Claim], own: frozenset[int], *, measured: bool
) -> Claim | None:
    """The last count before a number, in its sentence or the one before; of "it" the last that is measured.

    What stands behind a preposition only tells where: "410 beds in nine centres, against the official figure of 640".
    """
    first = context.sentence.index - 1
    told = [claim for claim in counted if claim.end <= number.start and claim.start in own]
    for claim in (*reversed(told), *reversed(counted)):
        if (
            claim.end > number.start
            or claim.figure is None
            or claim.kind not in {ClaimKind.CASUALTY, ClaimKind.QUANTITY}
        ):
            continue
        if claim.sentence_index < first or claim.is_headline != context.sentence.is_headline:
            return None
        role = claim.figure.role
        if measured and (role == "money" or role in _MEASURES - _OTHER_THAN_UNITS):
            return claim
        if not measured and role not in _NO_COUNTS:
            return claim
    return None


def _figure(number: Number, told: Figure) -> Figure:
    figure = told.with_number(number)
    return replace(figure, base=None, place=None, as_of=None, is_increment=False, is_part=False)


def _by_its_owner(claim: Claim, row: list[Phrase], place: int, context: SentenceContext) -> Claim:
    """A place that has so many is where they were counted; a body that has so many counted them."""
    owner = row[place - 2] if place > 1 and row[place - 1].word in _HAVING else None
    if owner is None or claim.figure is None:
        return claim
    name = context.document.text[owner.start : owner.end]
    if speaker_class(owner.word) != "other":
        return replace(claim, attribution=(name,), own_voice=False)
    plain = " ".join(word for word in name.split() if word[:1].isupper() and word != "Neighbouring").lower()
    if owner.is_named and owner.is_person is not True and plain:
        return replace(claim, figure=replace(claim.figure, place=plain, is_part=True))
    return claim


def _so_far(context: SentenceContext, counted: Sequence[Claim]) -> list[Claim]:
    """As in "the search ended with the eleventh body", "a 12th worker died": so many are dead by then."""
    found = []
    for claim in counted:
        figure = claim.figure
        if figure is None or claim.sentence_index != context.sentence.index or figure.role != "rank":
            continue
        after = claim.sentence[claim.end - claim.sentence_start :]
        is_dead = figure.unit in _BODIES or _DIES.match(after) is not None
        if not is_dead or figure.value < _FEWEST or _OVER_A_TIME.match(after):
            continue
        dead = Figure(
            value=figure.value,
            low=figure.value,
            high=figure.value,
            hedge=Hedge.EXACT,
            role="killed",
            party=Party.VICTIM,
        )
        found.append(context.claim(ClaimKind.CASUALTY, claim.start, claim.end, figure=dead))
    return found
