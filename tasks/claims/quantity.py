"""Quantities that a checker would check: money, shares, distances, areas, magnitudes, durations, and counted things.

In: one sentence with its numbers. Out: claims whose figure carries role and unit. Refuses bare numbers: a number that
nothing says the meaning of cannot be compared. People harmed are casualty.py's; the composer drops what it has read.
"""

from tasks.claims.context import SentenceContext
from tasks.claims.quantity_words import MAGNITUDE_WORDS, PER_HOUR, SQUARE, STOPPERS, UNITS
from tasks.claims.words import Word, words_between
from tasks.model import Claim, Figure, Number
from tasks.vocabulary import ClaimKind, Party

MAX_SENTENCE_CHARS = 2_000  # longer "sentences" are accidents of markup
NOUN_REACH = 5  # words from a number to the noun that it counts: "some 200 two-storey wooden buildings"


def quantity_claims(context: SentenceContext) -> list[Claim]:
    """Read each number that measures or counts something by name."""
    sentence = context.sentence
    if not context.numbers or len(sentence.text) > MAX_SENTENCE_CHARS:
        return []
    words = words_between(context.document, sentence.start, sentence.end)
    place_at = {word.start: place for place, word in enumerate(words)}
    claims: list[Claim] = []
    for number in context.numbers:
        if number.is_ordinal:
            continue
        after = next((place_at[word.start] for word in words if word.start >= number.end), len(words))
        if (read := _meaning(number, words, after, place_at.get(number.start, 0))) is not None:
            role, unit, end, times = read
            claims.append(
                context.claim(ClaimKind.QUANTITY, number.start, end, figure=_figure(number, role, unit, times))
            )
    return claims


def _figure(number: Number, role: str, unit: str | None, times: float) -> Figure:
    return Figure(
        value=number.value * times,
        low=None if number.low is None else number.low * times,
        high=None if number.high is None else number.high * times,
        hedge=number.hedge,
        role=role,
        party=Party.UNKNOWN,
        unit=unit,
        open_low=number.open_low,
        open_high=number.open_high,
    )


def _meaning(number: Number, words: list[Word], after: int, first: int) -> tuple[str, str | None, int, float] | None:
    """Role, unit, where the claim's words end, and the factor that brings the number to the unit."""
    if number.currency:
        return "money", number.currency, number.end, 1.0
    if number.is_percent:
        return "share", "percent", number.end, 1.0
    before = words[first - 1].lower if first else ""
    if before in MAGNITUDE_WORDS or (before == "of" and first > 1 and words[first - 2].lower in MAGNITUDE_WORDS):
        return "magnitude", "magnitude", number.end, 1.0
    return _measure(words, after, number) or _counted(words, after, number)


def _measure(words: list[Word], after: int, number: Number) -> tuple[str, str | None, int, float] | None:
    if after >= len(words):
        return None
    word = words[after]
    if word.lower in {"-", "‑"} and after + 1 < len(words):
        after += 1
        word = words[after]
    if word.lower in SQUARE and after + 1 < len(words) and words[after + 1].lower in UNITS:
        return "area", f"square {UNITS[words[after + 1].lower][1]}", words[after + 1].end, 1.0
    if word.lower not in UNITS:
        return None
    role, unit = UNITS[word.lower]
    if after + 2 < len(words) and unit in PER_HOUR and [w.lower for w in words[after + 1 : after + 3]] in (
        ["per", "hour"], ["an", "hour"], ["a", "hour"],
    ):  # fmt: skip
        return "speed", PER_HOUR[unit], words[after + 2].end, 1.0
    return role, unit, word.end, 1.0


def _counted(words: list[Word], after: int, number: Number) -> tuple[str, str | None, int, float] | None:
    """As in "some 200 wooden buildings" counts buildings: the last noun before a word that ends the phrase."""
    head: Word | None = None
    for word in words[after : after + NOUN_REACH]:
        if word.lower in STOPPERS or not word.lower[0].isalpha():
            break
        head = word
        if word.lower.endswith("s") and not word.lower.endswith(("ss", "us")):
            break
    if head is None:
        return None
    return head.lower, head.lower, head.end, 1.0
