"""How many a place holds: the seats of a hall are no count of who was in it, nor of anything that moves.

In: the measure of a number and its clause. Out: its measure, which is CAPACITY where the words say so: "can hold an
estimated 7,500 people", "the hall seats 6,200", "a 6,200-seat hall", "a capacity of 40,000". Refuses bare "holds",
which is also what a prison or a museum does, unless a hall is its subject.
"""

import re
from dataclasses import replace

from tasks.reading.stems import stems
from tasks.verdicts.likeness import Clause
from tasks.verdicts.measures import ANYBODY, Measure

CAPACITY = "capacity"
_HOLDING = re.compile(
    r"\b(?:can|could|able to|designed to|built to) (?:hold|seat|take|house|accommodate)\s$"
    r"|\b(?:seats|accommodates|capacity (?:of|is|was)|room for|seating for|seats for)\s$"
    r"|\b(?:hall|arena|stadium|theat(?:re|er)|venue|church|auditorium|tent|club)\b[\w ,]{0,12}\bholds\s$",
    re.IGNORECASE,
)
_SEATER = re.compile(r"(?:a |the )?[\d,]{2,9}[- ](?:seat(?:s|er)?|capacity)$", re.IGNORECASE)
_WHO = ANYBODY | frozenset(stems("seat spectator fan guest visitor worshipper capacity hold"))


def as_capacity(measure: Measure | None, words: Clause) -> Measure | None:
    """The measure, turned into a capacity where the clause says that it is what a place can hold."""
    if measure is None or measure.kind != "things" or not measure.nouns <= _WHO:
        return measure
    before, own, _ = words
    if measure.role == CAPACITY or _SEATER.match(own.strip()) or _HOLDING.search(before):
        return replace(measure, kind=CAPACITY, nouns=frozenset())
    return measure
