"""Which of a page's numbers of one kind is ours: the words that part them tell, whatever their values.

In: a figure of the article, the figures of one page with their gates. Out: whether another number of that page answers
to ours better than the one that happens to have its value, and the one number that fits ours best, if one does. "A
premium of 28 per cent to the closing price and of 41 per cent to the three-month average": an article's "41 percent to
Friday's close" is not borne out by the 41, and the 28 speaks against it. Only words that stand by one of two numbers
and not by the other are weighed, so that what a whole page is about parts nothing.
"""

from collections.abc import Sequence
from dataclasses import replace

from tasks.verdicts.intervals import LOWER, UPPER, compare_figures
from tasks.verdicts.likeness import Rarity
from tasks.verdicts.measures import in_unit_of, one_thing
from tasks.verdicts.of_many import EMPTY, of_two_kinds
from tasks.verdicts.same_figure import Gate, Opening
from tasks.verdicts.setting import Setting
from tasks.verdicts.side import Side
from tasks.vocabulary import ClaimKind, Relation

MARGIN = 1.5  # of rarity (inverse document frequency): one word that a fifth of the pages use
TIMES = 3.0  # and so much more of ours than beside the equal number: whose it is ("M. Dekker: 18 years") says most
LEAST_FIT = 4.0  # of rarity: two words that few pages use
LEAD = 1.0  # of rarity, by which the best is before the second
BONUS = 1.0  # log-odds of one figure
LEAST_SAID = 2  # words of a clause that says enough of its number to tell that it is another


def is_of_a_better(ours: Side, theirs: Side, page: Sequence[tuple[Side, Gate]], setting: Setting) -> str | None:
    """Why an equal number is most likely of something else: the page's words of ours stand beside another number."""
    if of_two_kinds(ours, theirs):
        return "it is another kind of sum there"
    if _is_what_it_was(ours, theirs, page):
        return "there it is what it was before"
    if ours.measure is None or ours.measure.kind == "people" or len(_said_of(theirs)) < LEAST_SAID:
        return None
    for other, gate in page:
        if gate.opening is Opening.CLOSED or not _is_another(ours, theirs, other, setting):
            continue
        for_theirs, for_other = parting(ours, theirs, other, setting.rarity)
        if for_other >= TIMES * for_theirs + MARGIN:
            return f"our words stand beside {other.claim.text} there"
    return None


def _is_what_it_was(ours: Side, theirs: Side, page: Sequence[tuple[Side, Gate]]) -> bool:
    """As in "187 cases, down from 541": that bears out no report of that day or later that there are 541."""
    told = theirs.claim.is_retrospective and not ours.claim.is_retrospective
    if not told or ours.claim.kind is not ClaimKind.QUANTITY or None in {ours.day, theirs.day}:
        return False
    if ours.day is not None and theirs.day is not None and ours.day < theirs.day:
        return False
    return any(
        other.claim.sentence_start == theirs.claim.sentence_start
        and not other.claim.is_retrospective
        and other.claim.figure is not None
        and theirs.claim.figure is not None
        and other.claim.figure.role == theirs.claim.figure.role
        and other.claim.figure.value != theirs.claim.figure.value
        for other, _ in page
    )


def fitted(ours: Side, page: Sequence[tuple[Side, Gate]], setting: Setting) -> list[Gate]:
    """The gates, with the score raised of the one figure that fits ours best and that ours fits best of the article's.

    A noun that each page counts once is one thing; of several numbers of one kind, each other's best are one.
    """
    gates = [gate for _, gate in page]
    best = _best_of(ours, page, setting)
    if best is None:
        return gates
    theirs, gate = page[best]
    rivals = [own for own in setting.own if _is_rival(own, ours)]
    fits = fit(ours, theirs, setting.rarity)
    if any(fit(own, theirs, setting.rarity) + LEAD > fits for own in rivals):
        return gates
    gates[best] = replace(gate, score=gate.score + BONUS)
    return gates


def _best_of(ours: Side, page: Sequence[tuple[Side, Gate]], setting: Setting) -> int | None:
    """The place of the one figure of the page that fits ours, None where none does or two do as well."""
    if ours.measure is None or ours.measure.kind == "people" or ours.claim.figure is None:
        return None
    open_ones = [at for at, (_, gate) in enumerate(page) if gate.opening is Opening.CONFLICT]
    if not open_ones:
        return None
    fits = {at: fit(ours, page[at][0], setting.rarity) for at in open_ones}
    best = max(open_ones, key=lambda at: (fits[at], -at))
    others = [at for at in open_ones if _value(page[at][0]) != _value(page[best][0])]
    if any(fits[at] + LEAD > fits[best] for at in others):
        return None
    return best if fits[best] >= LEAST_FIT else None


def fit(ours: Side, theirs: Side, rarity: Rarity) -> float:
    """How much of what is said of both is one: the rarity of the words, without those that every number has."""
    return sum(rarity(stem) for stem in sorted((_about(ours) & _about(theirs)) - EMPTY))


def _about(side: Side) -> frozenset[str]:
    """What is said of a number: a clause of several has words of each, and only those beside it are its own."""
    return side.beside if side.numerals else side.frame | side.beside


def _is_rival(own: Side, ours: Side) -> bool:
    """Another number of the article, of the same kind of measure."""
    same = own.measure is not None and ours.measure is not None and own.measure.kind == ours.measure.kind
    return same and _value(own) != _value(ours)


def _value(side: Side) -> float:
    return side.claim.figure.value if side.claim.figure else 0.0


def parting(ours: Side, theirs: Side, other: Side, rarity: Rarity) -> tuple[float, float]:
    """How much of ours stands beside the one and not the other, and the other way round."""
    own = _about(ours)
    if theirs.claim.sentence_start == other.claim.sentence_start:
        one, two = theirs.beside, other.beside
    else:
        one, two = theirs.frame, other.frame
    for_one, for_two = (own & one) - two - EMPTY, (own & two) - one - EMPTY
    return sum(rarity(stem) for stem in sorted(for_one)), sum(rarity(stem) for stem in sorted(for_two))


def _said_of(side: Side) -> frozenset[str]:
    """What a clause says of its number beside naming it: "the union, 6,000" leans on the sentence before."""
    nouns = side.measure.nouns if side.measure else frozenset[str]()
    return side.frame - EMPTY - nouns


def _is_another(ours: Side, theirs: Side, other: Side, setting: Setting) -> bool:
    """A number of the same kind of measure that cannot be ours."""
    left, middle, right = ours.claim.figure, theirs.claim.figure, other.claim.figure
    if left is None or middle is None or right is None or other.measure is None or theirs.measure is None:
        return False
    if other.measure.kind != theirs.measure.kind or (other.measure.kind == "money" and middle.unit != right.unit):
        return False
    if right.hedge in LOWER | UPPER:  # "ten years or more" is no number of its own
        return False
    if other.measure.kind == "things" and not (ours.measure and one_thing(ours.measure, other.measure)):
        return False
    return compare_figures(left, in_unit_of(right, left), setting.rules).relation is not Relation.CORROBORATES
