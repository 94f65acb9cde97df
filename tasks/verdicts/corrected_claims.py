"""A claim as a person says it should have been read: another figure or day, or words that no reader took for a claim.

In: a claim, or an article's layers, and what was typed. Out: the claim. It keeps its id and place, so that its history
goes on. Raises Misconfigured for what cannot be the figure of such a claim; nothing is guessed.
"""

import re
from calendar import monthrange
from dataclasses import replace
from datetime import date

from tasks.claims.as_of import as_of
from tasks.claims.context import Reading, SentenceContext
from tasks.claims.extract import contexts
from tasks.claims.numbers import numbers
from tasks.model import Claim, Figure, Happening, Number, Quote, When
from tasks.settings import Rules, Sources
from tasks.trouble import Misconfigured
from tasks.vocabulary import PEOPLE_ROLES, ClaimKind, Granularity

MAX_VALUE_CHARS = 80
_DAY = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")
_WHOLE = frozenset({ClaimKind.CASUALTY, ClaimKind.COUNT})
_NOUN = " people"  # a bare number may be a year; one that counts people is none


def with_value(claim: Claim, value: str, rules: Rules) -> Claim:
    """The claim with the number or day that a person reads there instead."""
    if claim.figure is not None:
        figure = claim.figure
        number = _number(value, rules)
        _check(number, figure, claim.kind, value)
        return replace(claim, figure=figure.with_number(number))
    if claim.when is not None:
        when = _when(value)
        return replace(claim, when=when, event_when=when if claim.event_when == claim.when else claim.event_when)
    raise _wrong(value, f"a {claim.kind.value} has no figure", "Say in --note what is wrong with it")


def missed(reading: Reading, words: str, kind: ClaimKind, role: str, sources: Sources, rules: Rules) -> Claim:
    """The claim that these words of the article make; they must stand in it once, inside one sentence."""
    start, context = _place(reading, words, sources, rules)
    end = start + len(words)
    role = " ".join(role.lower().split())
    if kind is ClaimKind.QUOTE:
        return context.claim(kind, start, end, quote=Quote(words.strip("“”\"‘’' "), None))
    if not role:
        raise _wrong(words, "what is it that they count or date?", "Give --role: killed, injured, or a noun or verb")
    if kind is ClaimKind.DATE:
        found = [timex.when for timex in context.timexes if start <= timex.start and timex.end <= end]
        if len(found) != 1 or found[0] is None:
            raise _wrong(words, "no one day is read in these words", "Give --span with the date, as it is printed")
        return context.claim(kind, start, end, when=found[0], happening=Happening(role), event_when=found[0])
    if kind is ClaimKind.CASUALTY and role not in PEOPLE_ROLES:
        raise _wrong(role, "is no role of people", f"One of {', '.join(sorted(PEOPLE_ROLES))}")
    printed = [one for one in context.numbers if start <= one.start and one.end <= end]
    if len(printed) != 1:
        how_many = "no number is" if not printed else f"{len(printed)} numbers are"
        raise _wrong(words, f"{how_many} read in these words", "Give --span with one number and what it counts")
    claim = context.claim(kind, start, end, figure=_figure(printed[0], kind, role, words))
    assert claim.figure is not None
    return replace(claim, figure=replace(claim.figure, as_of=as_of(claim, context)))


def _place(reading: Reading, words: str, sources: Sources, rules: Rules) -> tuple[int, SentenceContext]:
    text = reading.document.text
    count = text.count(words) if words else 0
    if count != 1:
        cause = "stand nowhere in the article" if not count else f"stand there {count} times"
        raise _wrong(words, cause, "Give --span as it is printed, long enough to stand there once")
    start = text.index(words)
    for context in contexts(reading, sources, rules):
        if context.sentence.start <= start and start + len(words) <= context.sentence.end:
            return start, context
    raise _wrong(words, "do not stand inside one sentence of its prose", "Give --span with words of one sentence")


def _figure(number: Number, kind: ClaimKind, role: str, words: str) -> Figure:
    unit = number.currency or ("percent" if number.is_percent else None)
    if kind in _WHOLE and (unit or number.is_ordinal):
        raise _wrong(words, f"that is no number of a {kind.value}", "Give --kind quantity for it")
    return Figure(
        value=number.value,
        low=number.low,
        high=number.high,
        hedge=number.hedge,
        role=("money" if number.currency else "share") if unit else role,
        unit=unit,
        open_low=number.open_low,
        open_high=number.open_high,
    )


def _number(value: str, rules: Rules) -> Number:
    found = numbers(f"{value}{_NOUN}", 0, rules) or numbers(value, 0, rules)
    if len(value) > MAX_VALUE_CHARS or len(found) != 1 or found[0].text.strip() != value.strip():
        raise _wrong(value, "is not one number", "Write it as it is printed: 1,200 or about 1,200 or 10 to 12")
    return found[0]


def _check(number: Number, figure: Figure, kind: ClaimKind, value: str) -> None:
    """Whether such a number can be the claim's: no share for a count of people, no dollars for euros, no 12.5 dead."""
    if number.currency and number.currency != figure.unit:
        raise _wrong(value, f"is money, and the claim counts {figure.unit or figure.role}", "Give it in that unit")
    if number.is_percent and figure.unit != "percent":
        raise _wrong(value, f"is a share, and the claim counts {figure.unit or figure.role}", "Give a number of them")
    if number.is_ordinal and figure.role not in {"ordinal", "rank"}:
        raise _wrong(value, "is a rank, and the claim counts", "Give a number: 3, not third")
    if kind in _WHOLE and not float(number.value).is_integer():
        raise _wrong(value, f"is no whole number, as a {kind.value} needs", "Give a whole number")


def _when(value: str) -> When:
    found = _DAY.fullmatch(value.strip())
    no_day = _wrong(value, "is no day, and the claim is a date", "Write 2025-09-03, 2025-09 or 2025")
    if found is None:
        raise no_day
    year, month, day = (int(part or 0) for part in found.groups())
    try:
        start = date(year, month or 1, day or 1)
        end = start if day else date(year, month or 12, monthrange(year, month or 12)[1])
    except ValueError as error:
        raise no_day from error
    granularity = Granularity.DAY if day else Granularity.MONTH if month else Granularity.YEAR
    return When(start, end, granularity, text=value.strip(), rule="a person", timex=value.strip())


def _wrong(thing: str, cause: str, next_step: str) -> Misconfigured:
    return Misconfigured(f"“{thing}”", cause, next_step)
