"""Casualty figures: how many people were killed, hurt, missing, held, saved, sent or aboard.

In: one sentence with its numbers. Out: claims whose figure is a closed or open interval, with role, party, base, place
and population. One person without a numeral ("a man was shot dead") is a figure of one.
Refuses figures of speech ("dozens of critics"), forecasts, hypotheses, years, money and shares of anything else.
"""

from tasks.claims.casualty_bases import link_bases, part_by_manner, part_the_shot
from tasks.claims.casualty_bound import Bound
from tasks.claims.casualty_carried import carried, may_carry, respective
from tasks.claims.casualty_cues import bind
from tasks.claims.casualty_derived import all_but, rest_died, sums, them_all
from tasks.claims.casualty_groups import Before
from tasks.claims.casualty_parts import parts
from tasks.claims.casualty_phrase import Phrase
from tasks.claims.casualty_places import TRAVELLING, is_alone, place_of
from tasks.claims.casualty_tolls import counted_again, tolls
from tasks.claims.casualty_words import COUNT_NOUNS, CUES, CUES_OF_ONE, ROLE_ADJECTIVES, ROLE_NOUNS, TOLL_RISERS
from tasks.claims.context import SentenceContext
from tasks.claims.incidents import is_of_earlier_year
from tasks.claims.people_words import PEOPLE
from tasks.claims.rows import row_of
from tasks.claims.words import words_between
from tasks.model import Claim, Figure
from tasks.vocabulary import ClaimKind, Hedge, Party

MAX_SENTENCE_CHARS = 2_000  # longer "sentences" are accidents of markup
ANSWER_WORDS = 5  # "At least 565." after "How many were hurt?"
SENTENCES_BACK = 8  # how far "of them" and "it stood at" may reach
_TELLS_A_TOLL = COUNT_NOUNS | {"it", "spoken", "spoke"}
_LEANS = frozenset({"them", "those", "these", "spoken", "spoke", "compare", "compares"}) | COUNT_NOUNS
_DEATH_WORDS = frozenset(
    """dead died dies death deaths killed killing kills fatal fatally homicide murder murdered slain fatality lives body
    bodies perished""".split()
)
_DENYING = frozenset({"denied", "denies", "denying", "deny", "rejected", "rejects", "dismissed", "disputed"})
_REPORTS = frozenset("report reports claim claims allegation allegations accusations rumours rumors figure".split())
_PROOFS = frozenset("evidence proof indication indications truth sign signs confirmation suggestion".split())
_FALSE = frozenset("false untrue unfounded baseless fake incorrect fabricated wrong fiction".split())
_PLAIN = frozenset(
    """people persons person man men woman women others other more another further additional victims victim child
    children ones one dead new final total first remaining""".split()
)
_FATED = frozenset({*ROLE_NOUNS, *ROLE_ADJECTIVES})  # "four survivors", "89 missing people" name no group
_REST = frozenset({"other", "others", "remaining"})
CARRIED = frozenset("killed injured missing detained abducted recovered identified displaced evacuated".split())
_BROUGHT_UP = frozenset({"recovered", "retrieved"})  # of victims: nobody else who is recovered is dead
_MORE = frozenset({"more", "additional", "new", "another", "further", "other", "others"})


def casualty_claims(context: SentenceContext) -> list[Claim]:
    """Read each number of people said to be killed, hurt, missing, held or saved."""
    sentence = context.sentence
    if len(sentence.text) > MAX_SENTENCE_CHARS:
        return []
    words = words_between(context.document, sentence.start, sentence.end)
    is_answer = len(words) <= ANSWER_WORDS and bool(context.numbers)
    is_answer = is_answer or (bool(words) and words[0].lower == "of")
    is_list = may_carry(words, context.numbers)
    cues = CUES if context.numbers else CUES_OF_ONE
    printed = [word.lower for word in words]
    is_brought_up = "victims" in printed and not _BROUGHT_UP.isdisjoint(printed)
    if not is_answer and not is_list and not is_brought_up and cues.isdisjoint(printed):
        return []
    row, lowers = row_of(context.document, sentence, context.numbers)
    leans = context.numbers and (is_list or _leans(lowers, row))
    before = (
        _before(context, wants_toll=not lowers.isdisjoint(_TELLS_A_TOLL), again=counted_again(row)) if leans else None
    )
    bounds = _bounds(row, lowers, before)
    return [_claim(context, row, bound, before) for bound in bounds]


def _bounds(row: list[Phrase], lowers: frozenset[str], before: Before | None) -> list[Bound]:
    """All figures of a sentence, in the order of its words."""
    bounds = bind(row, lowers)
    counted = tolls(row, bounds, (before.toll_role or before.role) if before else None)
    held = {bound.place for bound in counted}
    bounds = [bound for bound in bounds if bound.place not in held] + counted
    role = (before.role if before.role in CARRIED else before.toll_role) if before else None
    bounds += carried(row, bounds, role, before.value if before else None)
    bounds += parts(row, bounds, before)
    if "respectively" in lowers:
        respective(row, bounds)
    part_the_shot(row, bounds)
    part_by_manner(row, bounds)
    bounds += all_but(row, bounds)
    bounds += rest_died(row, bounds)
    bounds += them_all(row, bounds)
    bounds += sums(row, bounds)
    link_bases(row, bounds)
    return sorted(
        (bound for bound in bounds if bound.role),
        key=lambda bound: (row[bound.place].start, bound.end or 0, bound.role),
    )


def _leans(lowers: frozenset[str], row: list[Phrase]) -> bool:
    """Whether a figure of this sentence may speak of what sentences before it counted."""
    if lowers & _LEANS or ("it" in lowers and lowers & TOLL_RISERS):
        return True
    return bool(row) and (row[0].word == "of" or (row[0].is_bare and len(row) <= len("N.")))


def _before(context: SentenceContext, *, wants_toll: bool, again: float | None) -> Before | None:
    """The last figure that the sentences before this one counted, and the last toll among them where one is wanted.

    `again` is a number told again ("the count of 89"): the figure that had it before is meant.
    """
    last: Before | None = None
    whole: float | None = None  # of which the last figure is a part: a bare "count" is the whole's
    for sentence in reversed(context.before(SENTENCES_BACK)):
        numbers = tuple(n for n in context.reading.numbers if sentence.start <= n.start and n.end <= sentence.end)
        if not numbers and (last is not None or not sentence.text.endswith("?")):
            continue
        row, lowers = row_of(context.document, sentence, numbers)
        bounds = bind(row, lowers)
        moving = tolls(row, bounds, None)
        found = moving + [bound for bound in bounds if row[bound.place].number is not None]
        found = found or carried(row, [], None, None)
        if again is not None and (told := _told_before(row, found, again)):
            return Before(_plain_role(told, context), again)
        if last is not None and whole is not None and (told := _told_before(row, found, whole)):
            return Before(last.role, last.value, _plain_role(told, context))
        if found and last is None:
            number = row[found[0].place].number
            last = Before(_plain_role(found[0].role, context), number.value if number else None)
            whole = _whole_of(row, found[0]) if wants_toll else None
        if last is not None and not wants_toll and again is None:
            return last
        if moving and last is not None:
            return Before(last.role, last.value, moving[0].role)
        if last is None and sentence.text.endswith("?") and (asked := _asked(row)):
            return Before(asked, None)
    return last


def _told_before(row: list[Phrase], found: list[Bound], value: float) -> str | None:
    """What a number that stands in this sentence counted here."""
    return next((b.role for b in found if (number := row[b.place].number) and number.value == value), None)


def _whole_of(row: list[Phrase], bound: Bound) -> float | None:
    """The number that a figure is a part of, where the part has a fate of its own: "65 of the 179 are identified"."""
    base = row[bound.base].number if bound.base is not None else None
    return base.value if base is not None else None


def _asked(row: list[Phrase]) -> str | None:
    """What "How many people died?" asks after."""
    return next((phrase.role for phrase in row if phrase.kind in {"V", "R"} and phrase.role), None)


def _claim(context: SentenceContext, row: list[Phrase], bound: Bound, before: Before | None) -> Claim:
    phrase = row[bound.place]
    end = bound.end or phrase.end
    first, last = phrase.start - context.sentence.start, end - context.sentence.start
    today = context.document.civil_day
    return context.claim(
        ClaimKind.CASUALTY,
        phrase.start,
        end,
        figure=_figure(context, row, bound, before),
        is_retrospective=bound.is_retrospective or is_of_earlier_year(context.sentence.text, first, last, today),
        is_negated=_is_denied(row, bound.place, bound.cue)
        if row[bound.cue].kind in {"V", "R"}
        else _is_called_false(row, bound.place),
    )


def _is_denied(row: list[Phrase], place: int, cue: int) -> bool:
    """As in "denied that 12 civilians had been killed", "rejected reports of 30 deaths"."""
    if _is_called_false(row, place):
        return True
    for at, phrase in enumerate(row[: min(place, cue)]):
        if phrase.kind == "V" and phrase.word in _DENYING and not phrase.passive and at + 1 < len(row):
            if any(other.kind in {"V", "L"} for other in row[at + 1 : cue] if other is not row[cue]):
                continue
            after = row[at + 1]
            if after.kind == "S" or after.form == "ing" or (after.kind == "N" and after.word in _REPORTS):
                return True
    return False


def _is_called_false(row: list[Phrase], place: int) -> bool:
    """As in "it is not true that", "no evidence that", "reports that ... are false"."""
    for at, phrase in enumerate(row[:place]):
        opens = at + 1 < len(row) and row[at + 1].word == "that"
        if phrase.kind == "N" and opens and phrase.det == "no" and phrase.word in _PROOFS:
            return True
        if phrase.word == "true" and opens and at and row[at - 1].negated:
            return True
        is_told = phrase.word in _REPORTS and (opens or row[at + 1].word == "of")
        if is_told and any(later.word in _FALSE for later in row[place:]):
            return True
        if phrase.word in _FALSE and opens:
            return True
    return False


def _figure(context: SentenceContext, row: list[Phrase], bound: Bound, before: Before | None) -> Figure:
    phrase = row[bound.place]
    base = row[bound.base] if bound.base is not None else None
    number = phrase.number
    value = float(bound.value if bound.value is not None else number.value if number else phrase.implied or 0)
    low: float | None = value
    high: float | None = value
    hedge, opens = Hedge.EXACT, (False, False)
    if number is not None and bound.value is None:
        low, high, hedge, opens = number.low, number.high, number.hedge, (number.open_low, number.open_high)
        if number.kind in {"fraction", "percent"} and base is not None and base.number is not None:
            share = base.number.value / (100 if number.is_percent else 1)
            value *= share
            low, high = (None if end is None else end * share for end in (low, high))
    if bound.is_topped and hedge in {Hedge.EXACT, Hedge.ROUNDED}:
        low, high, hedge, opens = value, None, Hedge.MORE_THAN, (True, False)
    whole = bound.base_value if bound.base_value is not None else base.number.value if base and base.number else None
    is_over = whole is not None and bound.derived_from is None and value > whole  # more than all: of another day
    return Figure(
        value=value,
        low=low,
        high=high,
        hedge=hedge,
        role=_plain_role(bound.role, context),
        party=_party(phrase, base, bound),
        base=None if is_over else whole,
        place=_place(context, row, bound),
        population=_population(row, bound, base) if bound.derived_from is None else None,
        derived_from=bound.derived_from,
        open_low=opens[0],
        open_high=opens[1],
        is_increment=bound.is_increment or _is_more(row, bound, before),
        is_part=(bound.is_part and not is_over)
        or _is_rest(row, bound, before)
        or is_alone(context.document.text, row, bound),
    )


def _is_rest(row: list[Phrase], bound: Bound, before: Before | None) -> bool:
    """As in "the other 30 deaths", "the remaining victims": what is left of a total."""
    phrase = row[bound.place]
    if phrase.det != "the" or phrase.number is None or _REST.isdisjoint(phrase.words):
        return False
    if phrase.role == bound.role:
        return True
    return before is not None and before.role == bound.role and (before.value or 0) > phrase.number.value


def _plain_role(role: str, context: SentenceContext) -> str:
    """Shot or stabbed people are hurt; where the sentences around speak of death, they may be dead."""
    if role not in {"shot", "stabbed"}:
        return role
    first = max(0, context.sentence.index - 1)
    around = context.reading.sentences[first : context.sentence.index + 2] or (context.sentence,)
    words = {word.lower for s in around for word in words_between(context.document, s.start, s.end)}
    return "killed_or_injured" if words & _DEATH_WORDS else "injured"


def _party(phrase: Phrase, base: Phrase | None, bound: Bound) -> Party:
    if bound.party is not None:
        return bound.party
    if phrase.party not in {None, Party.VICTIM}:
        return phrase.party or Party.VICTIM
    return base.party if base is not None and base.party is not None else Party.VICTIM


def _place(context: SentenceContext, row: list[Phrase], bound: Bound) -> str | None:
    name = place_of(row, bound)
    if name is None:
        return None
    known = context.sources.places_by_alias.get(name)
    return known.name.lower() if known else name


def _population(row: list[Phrase], bound: Bound, base: Phrase | None) -> str | None:
    """As in "north korean soldiers", "soldiers from North Korea"; None where only people are named."""
    phrase = row[bound.place]
    origin = row[bound.place + 2] if len(row) > bound.place + 2 and row[bound.place + 1].word == "from" else None
    is_origin = origin is not None and origin.is_named and origin.is_person is None and bound.role not in TRAVELLING
    named = origin.words if origin is not None and is_origin else []
    if phrase.number is None and phrase.det != "no":  # "no soldiers were killed" tells of soldiers
        return None
    for holder in (phrase, base):
        if holder is None or holder.is_pronoun:
            continue
        words = [word for word in holder.words if word not in _PLAIN | _FATED and not word.endswith(("-old", "-olds"))]
        if words and (holder.is_person or holder.is_named) and (words[-1] in PEOPLE or len(words) > 1 or holder.number):
            return " ".join([*named, *words] if holder is phrase else words)
    # "133 of the dead had been identified": another fate than the figure's own tells of whom it is a part.
    is_fate = base is not None and base.word in ROLE_NOUNS and base.det == "the" and base.role not in {None, bound.role}
    return f"the {base.word}" if base is not None and is_fate else None


def _is_more(row: list[Phrase], bound: Bound, before: Before | None) -> bool:
    """As in "Ten more people died" adds to a count; "another 30 were hurt" after the dead only goes on counting."""
    words = set(row[bound.place].words) & _MORE
    if row[bound.place].det == "the":
        words -= _REST  # "the other 30 deaths" are the rest of a total
    if row[bound.place].word not in ROLE_NOUNS:
        words.discard("new")  # "29 New Yorkers"
    if not words or row[bound.place].number is None:
        return False
    if "additional" in words and row[bound.place].det in {"a", "an"}:
        return True  # "rose to 77 after they found an additional 19 bodies"
    if any(phrase.kind == "N" and phrase.number is not None for phrase in row[: bound.place]):
        return False
    return bool(words & {"more", "additional", "new"}) or (before is not None and before.role == bound.role)
