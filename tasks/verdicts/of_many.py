"""Money, shares and counted things: a page prints many, so two that differ are seldom one figure gone wrong.

In: two sides of one kind of measure. Out: why they are of two things, or None where they may be one. Revenue is not
profit, one candidate's share not the other's, and a count that was still going on is no contradiction of its end. These
are tests of what may contradict; what agrees has vouched for itself before.
"""

import re

from tasks.claims.answers import answers_title, is_question
from tasks.memory import Memory
from tasks.verdicts.rates import one_rate
from tasks.verdicts.side import Side

KINDS = frozenset({"money", "share", "things"})
TWICE = 2.0  # who slips writes double, or a digit amiss, or ten times as much; farther apart are two things
ROW_CHARS = 60  # "Odinga - 48.5%": a row, whose first words are a name
MIN_DIGITS = 2  # of a number whose digits say that only the point has moved
# Words that say nothing of what is measured: the units, and what a number does.
EMPTY = frozenset(
    """percent per cent pct dollar euro pound yen peso million billion thousand number total about around more than less
    year month week day quarter rose fell rise fall up down said say accord from to at of in by with""".split()
)
# Stems: which sum of a company's books is meant, and the sums that come in kinds.
_KINDS_OF_SUM = frozenset({"net", "oper", "gross", "underli", "adjust", "pretax"})
_SUMS = frozenset({"profit", "incom", "earn", "loss", "margin", "debt", "revenu", "sale", "output", "salari", "pay"})
_NAME = re.compile(r"\b[A-Z][\w’'-]+")
# A page on votes still being counted says so near its top.
_HEAD = 700
_IN_PROGRESS = re.compile(
    r"\b(?:provisional|partial|preliminary|unofficial|early) (?:[a-z]+ ){0,2}(?:results?|counts?|tall(?:y|ies)|returns|"
    r"figures)\b|\b(?:counting|count|tallying|recount)\b[^.\n]{0,80}\b(?:votes?|ballots?|results?|deadline)\b|"
    r"\b(?:votes?|ballots?|results?|precincts?|constituenc(?:y|ies)|polling stations)\b[^.\n]{0,60}"
    r"\b(?:counted|verified|reporting|declared|tallied|counting)\b",
    re.IGNORECASE,
)
_COUNTING: Memory[str, str, bool] = Memory(2_000)  # documents, a KB each


def of_two_things(ours: Side, theirs: Side) -> str | None:
    """The first reason why two figures of one kind of measure are not one figure."""
    left, right = ours.claim.figure, theirs.claim.figure
    if left is None or right is None or ours.measure is None or ours.measure.kind not in KINDS:
        return None
    if answers_title(theirs.claim, theirs.document):
        return None  # the answer to a question is of what was asked
    if one_rate(ours, theirs):
        return None  # "the infection rate" is of one thing by its name
    if _of_another_size(left.value, right.value):
        return "Not surely the same figure: the two are of another size."
    if not _theme(ours) & _theme(theirs):
        return "Not surely the same figure: nothing in their clauses says that both measure one thing."
    if why := of_two_subjects(ours, theirs):
        return why
    if (_is_of_a_count(ours) or _is_of_a_count(theirs)) and ours.document.published != theirs.document.published:
        return "Not comparable: the votes were still being counted, and the two are of different hours."
    return None


def of_two_subjects(ours: Side, theirs: Side) -> str | None:
    """Why two figures that only lie near each other are of two things: they share no word, or each has its name."""
    if ours.measure is None or ours.measure.kind not in KINDS or is_question(theirs.document.title):
        return None
    if not _theme(ours) & _theme(theirs) and not (ours.words & theirs.words) - EMPTY:
        return "Not surely the same figure: nothing says that both measure one thing."
    if of_two_kinds(ours, theirs):
        return "Not surely the same figure: one is net, gross or operating, the other of another kind."
    one, other = _subject(ours), _subject(theirs)
    if one and other and not one & other:
        return f"Not surely the same figure: one is of {_shown(one)}, the other of {_shown(other)}."
    return None


def of_two_kinds(ours: Side, theirs: Side) -> bool:
    """Whether two sums of one name are of two kinds: net profit is not operating profit, nor is it gross."""
    one, other = ours.frame & _KINDS_OF_SUM, theirs.frame & _KINDS_OF_SUM
    return bool(one and other) and not one & other and not (ours.frame & theirs.frame).isdisjoint(_SUMS)


def _of_another_size(left: float, right: float) -> bool:
    low, high = sorted((abs(left), abs(right)))
    if not low:
        return bool(high)
    one, other = (f"{value:.10g}".replace(".", "").strip("0") for value in (low, high))
    moved = one == other or (len(one) >= MIN_DIGITS and sorted(one) == sorted(other))
    return high / low > TWICE and not moved


def _theme(side: Side) -> frozenset[str]:
    """The stems of the sentence that may say what is measured; a counted noun says it too."""
    own = side.measure.nouns if side.measure and side.measure.kind == "things" else frozenset[str]()
    return (side.frame - EMPTY) | own


def _subject(side: Side) -> frozenset[str]:
    """The names before a figure in its sentence: whose it is."""
    before = side.claim.sentence[: side.claim.start - side.claim.sentence_start]
    named = frozenset(word.lower() for word in _NAME.findall(before))
    if len(side.claim.sentence) <= ROW_CHARS:
        return named - _opening_words(before)
    return named & {word.lower() for name in side.names for word in name.split()}


def _opening_words(before: str) -> frozenset[str]:
    """The first word of a row is no name where a plain word follows it: "Net profit: EUR 84m", "Top rate: 44%"."""
    words = before.split()
    plain = len(words) > 1 and words[1][0].islower()
    return frozenset({words[0].lower()}) if plain else frozenset()


def _shown(names: frozenset[str]) -> str:
    return ", ".join(sorted(name.title() for name in names))


def _is_of_a_count(side: Side) -> bool:
    """Whether its document says near its top that the votes are still being counted: asked for every figure of it."""
    document = side.document
    opening = f"{document.title or ''}\n{document.text[:_HEAD]}"
    return _COUNTING.get(document.document_id, opening, lambda: _IN_PROGRESS.search(opening) is not None)
