"""How figures, dates and sources are put into words in findings and verdicts.

In: records. Out: short English phrases, the same everywhere, so that a reader learns them once.
"""

import re
from datetime import date

from tasks.model import Claim, Figure, When
from tasks.verdicts.likeness import clause
from tasks.verdicts.moments import shown
from tasks.verdicts.side import Side
from tasks.vocabulary import COUNT_ROLES, ClaimKind, Granularity, Hedge

_ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")
_ENDINGS = {1: "st", 2: "nd", 3: "rd"}
EXCERPT_CHARS = 80
# The name of a happening (tasks/claims/meeting_words.py) -> how one and how several are said.
_OCCASIONS = {
    "meet": ("meeting", "meetings"),
    "visit": ("visit", "visits"),
    "call": ("call", "calls"),
    "talks": ("round of talks", "rounds of talks"),
    "contact": ("contact", "contacts"),
    "appear": ("appearance together", "appearances together"),
    "host": ("reception", "receptions"),
    "summon": ("summons", "summonses"),
    "time": ("time", "times"),
}
_HEDGE_WORDS = {
    Hedge.ABOUT: "about ",
    Hedge.NEARLY: "nearly ",
    Hedge.AT_LEAST: "at least ",
    Hedge.MORE_THAN: "more than ",
    Hedge.UP_TO: "up to ",
    Hedge.LESS_THAN: "less than ",
}


def number_words(value: float) -> str:
    """2000.0 -> "2,000"; 7.6 -> "7.6"."""
    return f"{int(value):,}" if float(value).is_integer() else f"{value:,.10g}"


def figure_words(figure: Figure) -> str:
    """Say the figure as a noun phrase: "about 2,000 killed", "11,000 to 12,000 deployed"."""
    if figure.hedge in {Hedge.RANGE, Hedge.VAGUE} and figure.low is not None and figure.high is not None:
        amount = f"{number_words(figure.low)} to {number_words(figure.high)}"
    else:
        amount = _HEDGE_WORDS.get(figure.hedge, "") + number_words(figure.value)
    noun = figure.role.replace("_", " ")
    unit = f" {figure.unit}" if figure.unit and figure.unit not in {"people", noun} else ""
    return f"{amount}{unit} {noun}".strip()


def day_words(day: date) -> str:
    """Say the day as "4 September 2025"."""
    return f"{day.day} {day:%B %Y}"


def clock_words(minute: int) -> str:
    """A minute of the day as printed: 543 is "09:03"."""
    return f"{minute // 60:02d}:{minute % 60:02d}"


def when_words(when: When) -> str:
    """The interval at its own granularity: "2019", "January 2019", "4 September 2025, 09:07"."""
    if when.granularity is Granularity.YEAR:
        words = str(when.start.year)
    elif when.granularity is Granularity.MONTH:
        words = f"{when.start:%B %Y}"
    elif when.start == when.end:
        words = day_words(when.start)
    else:
        words = f"{day_words(when.start)} to {day_words(when.end)}"
    if when.clock:
        words += f", {clock_words(when.clock[0])}"
    return words


def value_words(claim: Claim) -> str:
    """What the claim states, in the fewest words."""
    if claim.figure and claim.figure.role in COUNT_ROLES:
        return count_words(claim)
    if claim.figure and claim.kind is ClaimKind.QUANTITY and claim.text and len(claim.text) <= EXCERPT_CHARS:
        return f"“{claim.text}”".replace("\n", " ")
    if claim.figure:
        return figure_words(claim.figure)
    if claim.when:
        return f"{_excerpt(claim)}: {when_words(claim.when)}"
    if claim.quote:
        return f"“{claim.quote.text}”"
    return claim.text


def _excerpt(claim: Claim) -> str:
    """The words around a date, for a date alone says nothing: "… Kim had left Beijing on Thursday night …"."""
    before, own, after = clause(claim)
    room = max(0, EXCERPT_CHARS - len(own))
    behind = _head(after.rstrip(" .,\n"), room // 3)
    ahead = _tail(before.lstrip(), room - len(behind))
    return f"“{ahead}{own}{behind}”".replace("\n", " ")


def _tail(words: str, room: int) -> str:
    """The last whole words that fit, with a mark of what was left out."""
    return words if len(words) <= room else "… " + words[-room:].partition(" ")[2] if room else "… "


def _head(words: str, room: int) -> str:
    """The first whole words that fit, with a mark of what was left out."""
    return words if len(words) <= room else words[:room].rpartition(" ")[0].rstrip(" ,") + " …"


def ordinal_words(value: float) -> str:
    """Say 3.0 as "third", 22.0 as "22nd"."""
    number = int(value)
    if 1 <= number <= len(_ORDINALS):
        return _ORDINALS[number - 1]
    teens = number % 100 in {11, 12, 13}
    return f"{number}{'th' if teens else _ENDINGS.get(number % 10, 'th')}"


# "The worst outbreak in 18 years" is told with its own superlative.
_SUPERLATIVE = re.compile(r"(?:worst|(?!lat)[a-z]{3,10}(?<!fir)est)\b", re.IGNORECASE)
_COMPARATIVE = re.compile(r"\bthan\b|[ -](?:low|high)s?$", re.IGNORECASE)


def count_words(claim: Claim) -> str:
    """Say a count of meetings: "first meeting in 6 years (last in 2019)", "third visit", "3 calls"."""
    figure = claim.figure
    if figure is None:
        return claim.text
    event = claim.happening.event if claim.happening else "time"
    one, several = _OCCASIONS.get(event, (event, f"times {event}"))
    if figure.role == "since_previous":
        year = f" (last in {claim.when.start.year})" if claim.when else ""
        if _COMPARATIVE.search(claim.text):
            return f"“{claim.text}”{year}"
        best = _SUPERLATIVE.match(claim.text)
        rank = best.group().lower() if best else "first"
        return f"{rank} {one} in {number_words(figure.value)} {figure.unit or 'years'}{year}"
    if event not in _OCCASIONS and claim.text and not claim.text.lower().endswith(event):
        return f"“{claim.text}”"
    if figure.role == "ordinal":
        return f"{ordinal_words(figure.value)} {one}"
    return f"{number_words(figure.value)} {one if figure.value == 1 else several}"


def source_words(claim: Claim) -> str:
    """Say who says so, " according to KCNA, quoting Kim"; empty in the article's own voice."""
    if not claim.attribution:
        return ""
    outer, *inner = claim.attribution
    return f" according to {outer}" + "".join(f", quoting {name}" for name in inner)


def moment_words(claim: Claim) -> str:
    """The as-of of a figure, where it has one."""
    return f" as of {shown(claim.figure.as_of)}" if claim.figure and claim.figure.as_of else ""


def both_say(ours: Side, theirs: Side, how: str) -> str:
    """What the article and a page say of one figure, with who says it and as of when, and how the two relate."""
    left, right = (
        f"says {figure_words(claim.figure) if claim.figure else value_words(claim)}"
        f"{source_words(claim)}{moment_words(claim)}"
        for claim in (ours.claim, theirs.claim)
    )
    return f"The article {left}; {theirs.speaker} {right}: {how}."
