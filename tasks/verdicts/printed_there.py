"""A number that a page prints and no reader could name: "its 1,700 members deployed" bears out "1,700 soldiers".

In: a figure of the article and the passages found for it on one page. Out: a finding that corroborates, or None. What
was read of a page is compared first (figures.py); only where that said nothing is the page's own wording looked at: the
very number, with the words of our clause around it. The more telling the number, the fewer words it takes; nothing here
ever contradicts. Refused: numbers that were read there of somebody or something else, small numbers without our words.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

from tasks.claims.numbers import numbers
from tasks.memory import Memory
from tasks.model import Candidate, Document, Figure, Finding, Number, Passage
from tasks.reading.stems import stems
from tasks.settings import Rules
from tasks.verdicts.intervals import compare_figures
from tasks.verdicts.measures import ANYBODY, UNITS, Measure
from tasks.verdicts.populations import populations_conflict
from tasks.verdicts.resemblance import agreement_bonus
from tasks.verdicts.setting import Print, Setting
from tasks.verdicts.side import Side, printed_by
from tasks.verdicts.wording import figure_words
from tasks.vocabulary import Relation

BESIDE_WORDS = 12  # on either side of a number, in its clause, that tell what it counts
PIECE_CHARS = 1_500
NEVER = frozenset({"money", "share", "temperature", "ratio", "rank", "label"})  # read well, or too common
# Of the dead and the hurt every report tells several numbers, which their own readers know apart.
READ_WELL = frozenset({"killed", "injured", "killed_or_injured"})
NEEDED = 5.0  # log-odds: what the number's rarity and the shared words must come to together
WORD = 0.45  # of the rarity (inverse document frequency) of each word shared
MOST_FOR_WORDS = 4.5  # words alone make a number of one digit no telling one
LEAST_SHARED = 2
TELLING = 4.0  # of a number such as 1,437 one word is enough
_CUT = re.compile(r"[.;:!?](?:\s|$)|\n|, (?:and|but|while|whereas) ")


def printed_there(
    ours: Side, document: Document, candidates: Sequence[Candidate], page: Sequence[Side], setting: Setting
) -> Finding | None:
    """Find our number in these passages, among words of our clause, where nothing else was read of it."""
    figure, measure = ours.claim.figure, ours.measure
    if figure is None or measure is None or measure.kind in NEVER or figure.derived_from or figure.is_increment:
        return None
    if measure.role in READ_WELL or figure.base == figure.value:
        return None
    telling = agreement_bonus(figure)
    if telling + MOST_FOR_WORDS < NEEDED:
        return None
    if setting.events.get(document.document_id, 0.0) < setting.rules.event_conflicts:
        return None
    own = ours.frame | stems_of(figure.role.replace("_", " "))
    counted = own | measure.nouns | (ANYBODY if measure.kind == "people" else frozenset())
    for candidate in candidates:
        for one in _prints(candidate.passage, setting):
            if one.number.value != figure.value:
                continue
            if _is_taken(one.number, ours, counted, page) or not _agrees(figure, measure, one, setting.rules):
                continue
            if one.unit and not one.unit & counted:
                continue  # "128 fire engines" are no 128 dead
            shared = sorted(stem for stem in own & one.around if not stem[0].isdigit())
            words = min(WORD * sum(setting.rarity(stem) for stem in shared), MOST_FOR_WORDS)
            if len(shared) < (1 if telling >= TELLING else LEAST_SHARED) or telling + words < NEEDED:
                continue
            detail = (
                f"The article says {figure_words(figure)}; {printed_by(document)} prints “{one.number.text}” among "
                f"the same words ({', '.join(shared[:4])})."
            )
            return Finding(Relation.CORROBORATES, detail, "printed there")
    return None


def _is_taken(number: Number, ours: Side, counted: frozenset[str], page: Sequence[Side]) -> bool:
    """Whether a reader knows of whom or what the number is, so that the figures have been compared already."""
    for theirs in page:
        claim, measure = theirs.claim, theirs.measure
        if claim.start >= number.end or number.start >= claim.end or measure is None:
            continue
        if measure.kind != "things" or theirs.is_rejected or claim.is_negated:
            return True
        if measure.nouns and not measure.nouns & counted:
            return True  # "14 files" are no "14 boats"
        if populations_conflict(ours.population, theirs.population):
            return True
    return False


def _agrees(figure: Figure, measure: Measure, one: Print, rules: Rules) -> bool:
    number = one.number
    if number.kind != "count":
        return False
    if measure.kind in UNITS and not stems_of(figure.unit or "") & one.unit:
        return False
    theirs = replace(
        figure, value=number.value, low=number.low, high=number.high, hedge=number.hedge,
        open_low=number.open_low, open_high=number.open_high,
    )  # fmt: skip
    return compare_figures(figure, theirs, rules).relation is Relation.CORROBORATES


def _prints(passage: Passage, setting: Setting) -> tuple[Print, ...]:
    """Read a passage once: many claims look into it, and so do those of the next article."""
    key = passage.start, passage.text
    return _PRINTS.get(key, setting.rules, lambda: prints(passage.text, passage.start, setting.rules))


_PRINTS: Memory[tuple[int, str], Rules, tuple[Print, ...]] = Memory(8_192)


def prints(text: str, start: int, rules: Rules) -> tuple[Print, ...]:
    """The numbers of a passage, each with the words of its clause on either side."""
    found: list[Print] = []
    offset = 0
    for piece in _sentences(text):
        for number in numbers(piece, start + offset, rules):
            begin, end = number.start - start - offset, number.end - start - offset
            before, after = _CUT.split(piece[:begin])[-1], _CUT.split(piece[end:])[0]
            around = [*before.split()[-BESIDE_WORDS:], *after.split()[:BESIDE_WORDS]]
            found.append(Print(number, stems_of(" ".join(around)), stems_of(" ".join(after.split()[:2]))))
        offset += len(piece)
    return tuple(found)


def _sentences(text: str) -> list[str]:
    """Cut so that the pieces together are the text: numbers refuses enormous ones."""
    return [text[place : place + PIECE_CHARS] for place in range(0, len(text), PIECE_CHARS)]


@lru_cache(maxsize=8192)
def stems_of(words: str) -> frozenset[str]:
    """The stems of a few words."""
    return frozenset(stems(words))
