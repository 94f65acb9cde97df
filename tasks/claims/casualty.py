"""Casualty figures: how many people were killed, hurt, missing, detained, saved, aboard.

In: one sentence with its numbers. Out: claims whose figure is a closed or open interval, with role and party.
Refuses figures of speech ("dozens of critics"), forecasts and hypotheses, years, money and percentages of anything else.
"""

from tasks.claims.casualty_bound import Bound, bind
from tasks.claims.casualty_phrases import Phrase, phrases
from tasks.claims.casualty_tags import units
from tasks.claims.context import SentenceContext
from tasks.claims.words import words_between
from tasks.model import Claim, Figure
from tasks.vocabulary import ClaimKind, Hedge, Party

MAX_SENTENCE_CHARS = 2_000  # longer "sentences" are accidents of markup


def casualty_claims(context: SentenceContext) -> list[Claim]:
    """Read each number of people said to be killed, hurt, missing, held or saved."""
    sentence = context.sentence
    if len(sentence.text) > MAX_SENTENCE_CHARS:
        return []
    words = words_between(context.document, sentence.start, sentence.end)
    lowers = frozenset(word.lower for word in words)
    tagged = units(words, context.numbers)
    row = phrases(tagged, is_shouted=sentence.text.isupper())
    return [_claim(context, row, bound) for bound in bind(row, lowers)]


def _claim(context: SentenceContext, row: list[Phrase], bound: Bound) -> Claim:
    phrase = row[bound.place]
    base = row[bound.base] if bound.base is not None else None
    number = phrase.number
    value = number.value if number else float(phrase.implied or 0)
    figure = Figure(
        value=value,
        low=number.low if number else value,
        high=number.high if number else value,
        hedge=number.hedge if number else Hedge.EXACT,
        role=bound.role,
        party=bound.party or phrase.party or (base.party if base and base.party else Party.VICTIM),
        base=base.number.value if base and base.number else None,
        open_low=number.open_low if number else False,
        open_high=number.open_high if number else False,
        is_part=bound.is_part,
    )
    return context.claim(ClaimKind.CASUALTY, phrase.start, phrase.end, figure=figure)
