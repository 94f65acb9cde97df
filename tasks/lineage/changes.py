"""What a page claims now that it did not claim before, and the other way round.

In: the claims of two prints of one page, the older first, and the notes of correction that the newer has. Out: changes:
a figure, a date, a quotation, who is said to have said it; a claim added or gone. A sentence that was moved or worded
anew and states the same is no change. Claims are held against each other only where they state one value, or where the
rest of their sentences is near.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from rapidfuzz.fuzz import token_sort_ratio

from tasks.model import Claim
from tasks.reading.stems import stems
from tasks.verdicts.wording import number_words, source_words, value_words, when_words
from tasks.vocabulary import CUMULATIVE_ROLES

SAME_SENTENCE = 55.0  # token_sort_ratio of two sentences without their numbers, from which one is the other edited
QUOTE_NEAR = 60.0  # of two quotations' words, from which one is the other changed
_WORD = re.compile(r"\w{1,60}")
_DIGITS = re.compile(r"\d[\d,.]*")
_NUMBER_WORDS = dict(
    enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
        "seventeen eighteen nineteen twenty".split()
    )
)


class ChangeKind(StrEnum):
    """What became of a claim."""

    FIGURE = "figure"
    DATE = "date"
    QUOTE = "quote"
    ATTRIBUTION = "attribution"
    ADDED = "added"
    REMOVED = "removed"


@dataclass(frozen=True, slots=True)
class Change:
    """A claim before and after. `is_silent`: its figure, date or words changed and no note of the page says so."""

    kind: ChangeKind
    before: Claim | None
    after: Claim | None
    detail: str
    is_silent: bool = False
    note: str | None = None


def changes(before: Sequence[Claim], after: Sequence[Claim], notes: Sequence[str] = ()) -> tuple[Change, ...]:
    """Hold the claims of two prints against each other; in the order of the newer text, what is gone last."""
    pairs, gone, new = _paired(before, after)
    found = [change for old, now in pairs if (change := _changed(old, now, notes)) is not None]
    found += [Change(ChangeKind.ADDED, None, claim, f"now also says {_said(claim)}") for claim in new]
    found.sort(key=lambda change: (change.after.start if change.after else 0, change.kind))
    lost = [
        Change(ChangeKind.REMOVED, claim, None, f"no longer says {_said(claim)}", *_noted_if_figure(claim, notes))
        for claim in gone
    ]
    return (*found, *lost)


def _paired(
    before: Sequence[Claim], after: Sequence[Claim]
) -> tuple[list[tuple[Claim, Claim]], list[Claim], list[Claim]]:
    """The claims that are one another's: first those that state the same, then the nearest of one sentence."""
    pairs: list[tuple[Claim, Claim]] = []
    gone, new = list(before), list(after)
    for likeness in (_states_the_same, _is_edited, _is_other_measure):
        scored = [
            (-score, old.start, now.start, old, now) for old in gone for now in new if (score := likeness(old, now)) > 0
        ]
        for _, _, _, old, now in sorted(scored, key=lambda entry: entry[:3]):
            if old in gone and now in new:
                pairs.append((old, now))
                gone.remove(old)
                new.remove(now)
    # What a print says twice (headline and body) and now says once is not gone.
    kept = [now for _, now in pairs]
    known = [old for old, _ in pairs]
    gone = [old for old in gone if not any(_states_the_same(old, now) for now in (*kept, *after))]
    new = [now for now in new if not any(_states_the_same(old, now) for old in (*known, *before))]
    return pairs, gone, new


def _states_the_same(old: Claim, now: Claim) -> float:
    """One value of one role: the same statement, however it is worded; nearer sentences first."""
    if old.kind is not now.kind or _value(old) != _value(now):
        return 0.0
    return 1.0 + _likeness(old, now) + (old.attribution == now.attribution) + 2 * (not _of_what(old, now))


def _is_edited(old: Claim, now: Claim) -> float:
    """Another value in what is still the same sentence."""
    if old.kind is not now.kind or _role(old) != _role(now):
        return 0.0
    if old.quote and now.quote:
        near = token_sort_ratio(old.quote.text.lower(), now.quote.text.lower())
        return near if near >= QUOTE_NEAR else 0.0
    near = _likeness(old, now)
    return near if near >= SAME_SENTENCE else 0.0


def _is_other_measure(old: Claim, now: Claim) -> float:
    """The same number, now of something else: how "2,000 wounded" becomes "2,000 killed"."""
    if not old.figure or not now.figure or old.figure.value != now.figure.value:
        return 0.0
    near = _likeness(old, now)
    return near if near >= SAME_SENTENCE else 0.0


def _likeness(old: Claim, now: Claim) -> float:
    return token_sort_ratio(_plain(old.sentence), _plain(now.sentence))


@lru_cache(maxsize=4096)
def _plain(sentence: str) -> str:
    return " ".join(stems(_DIGITS.sub(" ", sentence)))


def _role(claim: Claim) -> tuple[object, ...]:
    if claim.figure:
        return claim.figure.role, claim.figure.party, claim.figure.unit, claim.figure.is_part, claim.figure.is_increment
    if claim.when:
        return (claim.happening.event if claim.happening else None,)
    return (claim.quote.speaker if claim.quote else None,)


def _value(claim: Claim) -> tuple[object, ...]:
    if claim.figure:
        return (claim.figure.value, claim.figure.low, claim.figure.high, claim.figure.role, claim.figure.party)
    if claim.when:
        return (claim.when.start, claim.when.end, claim.when.clock, claim.happening.event if claim.happening else None)
    # Every word of a quotation counts ("not" is no stem); its marks do not.
    return tuple(_WORD.findall(claim.quote.text.lower())) if claim.quote else (claim.text,)


def _changed(old: Claim, now: Claim, notes: Sequence[str]) -> Change | None:
    if _value(old) == _value(now):
        if difference := _of_what(old, now):
            return Change(ChangeKind.FIGURE, old, now, f"said {_said(old)}{difference}", *_noted(old, now, notes))
        # A sentence that stands as it stood says what it said, whatever is now read from what is around it.
        if _named(old) == _named(now) or _WORD.findall(old.sentence) == _WORD.findall(now.sentence):
            return None
        detail = f"said {value_words(old)}{_by(old)}; now says it{_by(now)}"
        return Change(ChangeKind.ATTRIBUTION, old, now, detail)
    kind = ChangeKind.FIGURE if now.figure else ChangeKind.DATE if now.when else ChangeKind.QUOTE
    detail = f"said {_said(old)}; now says {_said(now)}{_moved(old, now)}"
    return Change(kind, old, now, detail, *_noted(old, now, notes))


def _of_what(old: Claim, now: Claim) -> str:
    """The same number of another place, of other people, or out of another total; told only where both say which."""
    if not old.figure or not now.figure:
        return ""
    if old.figure.base and now.figure.base and old.figure.base != now.figure.base:
        return f", of {number_words(old.figure.base)}; now of {number_words(now.figure.base)}"
    for before, after in ((old.figure.place, now.figure.place), (old.figure.population, now.figure.population)):
        if before and after and not set(stems(before)) & set(stems(after)):
            return f", {before}; now {after}"
    return ""


def _noted(old: Claim, now: Claim | None, notes: Iterable[str]) -> tuple[bool, str | None]:
    """Whether the change is silent, and the note that speaks of it where one does.

    A note speaks of it that gives the old or the new value; one without any number, that has a word of the sentence.
    """
    printed = [_printed(claim) for claim in (old, now) if claim is not None]
    words = set(stems(old.sentence)) | (set(stems(now.sentence)) if now else set())
    for note in notes:
        lower = note.lower()
        if any(re.search(rf"(?<![\w.,]){re.escape(form)}(?![\d])", lower) for forms in printed for form in forms):
            return False, note
        if not _DIGITS.search(note) and not words.isdisjoint(stems(note)):
            return False, note
    return True, None


def _noted_if_figure(gone: Claim, notes: Iterable[str]) -> tuple[bool, str | None]:
    """A date or a quotation that is gone was cut; a figure that is gone may have been wrong."""
    return _noted(gone, None, notes) if gone.figure else (False, None)


def _printed(claim: Claim) -> set[str]:
    """How a note would print the value, lower-cased."""
    forms = {claim.text.lower()}
    if claim.figure:
        value = claim.figure.value
        forms |= {number_words(value), f"{value:g}"}
        if value in _NUMBER_WORDS:
            forms.add(_NUMBER_WORDS[int(value)])
    if claim.when:
        forms.add(when_words(claim.when).lower())
    if claim.quote:
        forms.add(claim.quote.text.lower())
    return {form for form in forms if form}


def _moved(old: Claim, now: Claim) -> str:
    """Which way a toll went: a growing one is the news going on, a shrinking one somebody's mistake."""
    if not old.figure or not now.figure or old.figure.role not in CUMULATIVE_ROLES:
        return ""
    difference = now.figure.value - old.figure.value
    return f" ({'up' if difference > 0 else 'down'} by {number_words(abs(difference))})" if difference else ""


def _named(claim: Claim) -> tuple[str, ...]:
    names = claim.attribution or ((claim.quote.speaker,) if claim.quote and claim.quote.speaker else ())
    return tuple(name.lower().removeprefix("the ") for name in names)


def _said(claim: Claim) -> str:
    return f"{value_words(claim)}{source_words(claim)}"


def _by(claim: Claim) -> str:
    return source_words(claim) or " in its own voice"
