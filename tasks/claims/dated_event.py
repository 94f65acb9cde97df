"""Dated events: what happened, who took part, and on which day or at which minute.

In: one sentence with its times. Out: a claim of kind DATE for each date or clock time that something happened at,
will happen at, or is counted from. The event is the verb or the event noun that the date belongs to, in plain form;
an announcement ("said on Friday") has the event "say". What lies ahead of publication is "planned".
Refuses durations, sets, "now" and "recently", quarters of a business year, and ages.
"""

import re
from dataclasses import dataclass, replace
from datetime import date

from tasks.claims.anchors import anchors
from tasks.claims.context import SentenceContext
from tasks.claims.dated_rows import TIMELINE_RULE, VERBS_OF_ONE, named_in, one_of_them, row_event
from tasks.claims.event_clause import Clause, clause_at, tokens_between
from tasks.claims.event_words import EVENT_NOUNS, LIKELY, SUDDEN, singular
from tasks.claims.when_cues import direction
from tasks.claims.when_datelines import dateline_end
from tasks.claims.when_lexicon import Lexed, lex
from tasks.model import Claim, Happening, Sentence, Timex, When
from tasks.vocabulary import ClaimKind, Granularity

PAIR = 2
STORY_SENTENCES = 4  # how far back the two are looked for whose talks are told
_OF_TWO = frozenset({"meet", "meeting", "talk", "summit", "phone", "conversation"})
MAX_NAMES = 4  # with more names in a sentence, only those of the date's own clause are its participants
_TWO = re.compile(r"\b[Tt]he two\b|\b[Bb]oth (?:leaders|presidents|men|women|sides|ministers)\b")
_SAME_MINUTE = re.compile(r",?\s?(?:[A-Za-z]{2,12}\s){0,2}(?:time|local)?,?\s?(?:or|\(|/)\s?")
_IT_BEGAN = re.compile(r"(?:It|This) (?:had |has )?(?:began|begun|started|broke out|happened|took place)\b")
_TOO_COARSE = frozenset({Granularity.DECADE, Granularity.CENTURY, Granularity.QUARTER})


@dataclass(frozen=True, slots=True)
class _Dated:
    """A date of the sentence, two of them joined where they are a range; offsets in the document."""

    start: int
    end: int
    when: When
    rule: str


def dated_event_claims(context: SentenceContext) -> list[Claim]:
    """Read each date of a sentence with what happened then."""
    prose = context.sentence.start + dateline_end(context.sentence.text)
    usable = [timex for timex in context.timexes if _is_date(timex) and timex.start >= prose]
    if not usable:
        return []
    sentence = context.sentence
    lexed = lex(sentence.text)
    claims: list[Claim] = []
    for dated in _joined(usable, context):
        clause = _clause(context, dated)
        if clause is None:
            continue
        claims.append(
            _claim(
                context,
                dated,
                clause,
                lexed,
                tokens_between(lexed, dated.start - sentence.start, dated.end - sentence.start),
            )
        )
    return claims


def _clause(context: SentenceContext, dated: _Dated) -> Clause | None:
    """The clause of a date, with the deed of its row or of what "the first" stands for where no verb tells it."""
    text, start = context.sentence.text, dated.start - context.sentence.start
    end = dated.end - context.sentence.start
    clause = clause_at(text, start, end)
    if (event := row_event(text, start, end, dated.rule)) is not None:
        last = len(lex(text).tokens) - 1
        return Clause(event, is_negated=False, is_noun_behind=False, first=0, last=last, is_one_of_list=True)
    if clause is not None and clause.event in VERBS_OF_ONE:
        before = context.before()
        event = one_of_them(text, before[-1].text if before else "", start)
        if event is not None:
            return replace(clause, event=event, is_one_of_list=True)
        return replace(clause, event=_begun(text, before) or clause.event)
    return clause


def _begun(text: str, before: tuple[Sentence, ...]) -> str | None:
    """As in "It began on Monday": the sudden event that the sentence before names last."""
    if not before or not _IT_BEGAN.match(text):
        return None
    words = (singular(word.strip(".,;:'’”)").lower()) for word in reversed(before[-1].text.split()))
    return next((word for word in words if word in EVENT_NOUNS and word in SUDDEN | LIKELY), None)


def _is_date(timex: Timex) -> bool:
    return timex.type in {"DATE", "TIME"} and timex.when is not None and timex.when.granularity not in _TOO_COARSE


def _joined(usable: list[Timex], context: SentenceContext) -> list[_Dated]:
    """Single dates, and "between October 8 and 13", "in January and February" as one interval each."""
    text = context.document.text
    found: list[_Dated] = []
    for timex in usable:
        if timex.when is None:
            continue
        if found and _is_range(found[-1], timex, text, context.sentence.start):
            before = found.pop()
            when = replace(
                before.when,
                end=timex.when.end,
                granularity=Granularity.SPAN,
                clock=None,
                text=text[before.start : timex.end],
                rule="range",
                timex=f"{before.when.timex}/{timex.when.timex}",
            )
            found.append(_Dated(before.start, timex.end, when, "range"))
        elif found and _is_same_minute(found[-1], timex, text):
            continue
        else:
            found.append(_Dated(timex.start, timex.end, timex.when, timex.rule))
    return found


def _is_same_minute(before: _Dated, timex: Timex, text: str) -> bool:
    """As in "9:03 a.m., or 00:03 GMT": one minute told in two zones; the first, local one is the claim."""
    clocks = before.when.clock is not None and timex.when is not None and timex.when.clock is not None
    return clocks and _SAME_MINUTE.fullmatch(text[before.end : timex.start]) is not None


def _is_range(before: _Dated, timex: Timex, text: str, sentence_start: int) -> bool:
    """Whether two dates stand on both ends of one stretch."""
    if timex.when is None or before.rule == "range" or timex.when.start <= before.when.end:
        return False
    if (before.when.clock is None) != (timex.when.clock is None) or before.when.clock is not None:
        return False
    between = text[before.end : timex.start].strip().lower()
    opening = text[max(sentence_start, before.start - 9) : before.start].lower().split()
    opened = opening[-1] if opening else ""
    if between in {"-", "–", "—", "to", "through", "until", "till"}:
        return True
    if between != "and":
        return False
    neighbours = before.when.granularity is timex.when.granularity is Granularity.MONTH
    return opened == "between" or (neighbours and (timex.when.start - before.when.end).days == 1)


def _claim(context: SentenceContext, dated: _Dated, clause: Clause, lexed: Lexed, place: tuple[int, int]) -> Claim:
    planned = _is_planned(context, dated, lexed, place)
    status = "denied" if clause.is_negated else ("planned" if planned else "held")
    people = _participants(context, clause)
    if dated.rule == TIMELINE_RULE:  # "08:57 Control tower warns": the capital only opens the row
        people -= {context.document.text[dated.end : context.sentence.end].split(maxsplit=1)[0].lower()}
    happening = Happening(clause.event, people, status)
    return context.claim(
        ClaimKind.DATE,
        dated.start,
        dated.end,
        when=dated.when,
        happening=happening,
        event_when=dated.when,
        is_negated=clause.is_negated,
    )


def _is_planned(context: SentenceContext, dated: _Dated, lexed: Lexed, place: tuple[int, int]) -> bool:
    today: date | None = context.document.civil_day
    if today is not None and dated.when.start > today:
        return True
    if today is not None and dated.when.end < today:
        return False
    return direction(lexed.tokens, *place) > 0


def _named_before(context: SentenceContext) -> frozenset[str]:
    """Who "the two leaders" are: the names of the sentence before, where there are just two."""
    before = context.before()
    if not before:
        return frozenset()
    names = anchors(before[-1], (), context.document, context.sources).names
    return names if len(names) == PAIR else frozenset()


def _two_of_story(context: SentenceContext) -> frozenset[str]:
    """Who talks where nobody is named: the two of the sentences just before, else of the title above a list."""
    for before in reversed(context.before(STORY_SENTENCES)):
        names = anchors(before, (), context.document, context.sources).names
        if len(names) == PAIR:
            return names
    named = named_in(context.document.title or "")
    return named if len(named) == PAIR else frozenset()


def _participants(context: SentenceContext, clause: Clause) -> frozenset[str]:
    """The names of the sentence, or where there are many only those that stand in the clause of the date."""
    opening = dateline_end(context.sentence.text)
    names = context.anchors.names
    if opening:  # the agency in the dateline took no part
        rest = context.sentence.text[opening:].lower()
        names = frozenset(name for name in names if name.split()[-1] in rest)
    if len(names) < PAIR and _TWO.search(context.sentence.text):
        names |= _named_before(context)
    if not names and clause.event in _OF_TWO and clause.is_one_of_list:
        names = _two_of_story(context)
    if len(names) <= MAX_NAMES:
        return names
    tokens = lex(context.sentence.text).tokens[clause.first : clause.last + 1]
    words = {token.text.lower() for token in tokens}
    near = frozenset(name for name in names if name.split()[-1] in words)
    return near or names
