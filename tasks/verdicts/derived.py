"""Figures that pages bear out by arithmetic: "22 more" where they print 202 and 180, "the remaining 26" of 67 and 41.

In: the claims of an article with what was found for each, and all that was read of the pages. Out: matches that
corroborate, each with the sum, both values, both pages and both days. Only what the article itself has counted is
reckoned with: its own total, borne out elsewhere as printed, less another number that a page prints. Nothing here
contradicts: where a sum does not come out, a page may be missing or a count may have been revised.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from tasks.claims.when import timexes
from tasks.model import Claim, Document, Figure, Finding, Match, Sentence, When, civil
from tasks.verdicts.figures import event_of, figures_compared, gate_of
from tasks.verdicts.moments import shown
from tasks.verdicts.setting import Setting
from tasks.verdicts.side import Side, printed_by
from tasks.verdicts.wording import figure_words, number_words
from tasks.vocabulary import GROWING_ROLES, AsOfBasis, ClaimKind, Hedge, Relation

RULE = "derived"
Read = Mapping[str, Mapping[str, Sequence[Side]]]  # document id -> family -> what it says
MOMENT_CHARS = 60  # behind "22 more": "than it had reported that morning"
STATED = frozenset({Hedge.EXACT, Hedge.AT_LEAST})  # "at least 133" is a counter's number of that day
SPOKEN = frozenset({Relation.CORROBORATES, Relation.CONTRADICTS, Relation.RETRACTED, Relation.DENIES})
MAX_TIER = 3  # an aggregator or an unknown page supports nothing (rules.py)
WHOLES = frozenset({"killed", "aboard", "missing", "trapped"})
DONE = frozenset({"recovered", "found", "identified", "rescued", "evacuated", "handed_over"})
MAX_BACK = 3  # sentences from "the remaining 26" back to what the others' lot is
_THE_REST = re.compile(r"\bthe (?:other|remaining) $", re.IGNORECASE)
_REST = re.compile(r"the (?:other|remaining)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Found:
    """A claim of the article with the pages of other families that print its very number, by id.

    `is_told`: a page other than a copy spoke to it, so that nothing is to be reckoned.
    """

    side: Side
    matches: Sequence[Match]
    borne_out: Mapping[str, Match]
    is_told: bool


def borne_out(ours: Side, matches: Sequence[Match], copies: frozenset[str]) -> Found:
    """Keep of the matches those that print our very number; `copies` are the documents of the article's family."""
    figure = ours.claim.figure
    exact = {
        match.document_id: match
        for match in matches
        if match.relation is Relation.CORROBORATES
        and match.document_id not in copies
        and match.their_claim is not None
        and match.their_claim.figure is not None
        and figure is not None
        and match.their_claim.figure.value == figure.value
        and match.their_claim.figure.hedge in STATED
    }
    told = any(
        match.relation in SPOKEN and not (match.relation is Relation.CORROBORATES and match.document_id in copies)
        for match in matches
    )
    return Found(ours, matches, exact, told)


def derived_matches(ours: Found, article: Sequence[Found], read: Read, setting: Setting) -> tuple[Match, ...]:
    """Reckon one claim from the article's other figures and the pages, where no page spoke to it."""
    figure = ours.side.claim.figure
    if figure is None or figure.hedge is not Hedge.EXACT or ours.is_told:
        return ()
    if figure.is_increment and figure.role in GROWING_ROLES:
        return tuple(_increases(ours, figure, article, read, setting))
    if figure.is_part and _REST.match(ours.side.claim.text):
        return tuple(_rests(ours, figure, article, read))
    if _is_what_is_left(ours.side):
        return tuple(_left(ours, figure, article, read))
    return ()


def _increases(ours: Found, figure: Figure, article: Sequence[Found], read: Read, setting: Setting) -> Iterator[Match]:
    """As in "202 on Tuesday, 22 more than that morning": 202 is printed, and 180 before it."""
    total = _total(ours.side.claim, figure, article)
    proof = _first_of(total.borne_out, read) if total else None
    if total is None or proof is None or total.side.claim.figure is None:
        return
    before = _counts_before(total.side, read, setting)
    whole = total.side.claim.figure.value
    moment = _moment(ours.side, setting)
    for one in before:
        known = _figure(one)
        if known.value != whole - figure.value:
            continue
        stood = _stands_in(one, moment, ours.side.document) if moment else _is_last(one, before)
        if stood:
            sides = (_told(proof[0], proof[1]), _told(one.document, one.claim))
            yield Match.reckoned(
                ours.side.claim,
                one.claim,
                _reckoned(figure, sides, f"{number_words(whole)} - {number_words(known.value)}"),
            )


def _total(claim: Claim, figure: Figure, article: Sequence[Found]) -> Found | None:
    """The count that the increase belongs to: in its sentence, or the one just before."""
    near = [
        other
        for other in article
        if (known := other.side.claim.figure)
        and known.role == figure.role
        and known.place == figure.place
        and not (known.is_increment or other.side.is_part or other.side.claim.is_retrospective)
        and known.hedge in STATED
        and known.value > figure.value
        and claim.sentence_index - other.side.claim.sentence_index in {0, 1}
    ]
    return min(
        near, key=lambda other: (abs(other.side.claim.start - claim.start), other.side.claim.start), default=None
    )


def _counts_before(total: Side, read: Read, setting: Setting) -> list[Side]:
    """All earlier counts of what the total counts, as far as the pages are surely about its event."""
    found: list[Side] = []
    for key in sorted(read):
        for theirs in read[key].get("figure", ()):
            known = theirs.claim.figure
            if known is None or known.hedge not in STATED or known.is_increment or theirs.is_part:
                continue
            if event_of(theirs, setting) < setting.rules.event_conflicts or theirs.document.tier > MAX_TIER:
                continue
            finding = figures_compared(total, theirs, gate_of(total, theirs, setting), setting)
            if finding.relation is Relation.EARLIER_FIGURE and not _other_counter(total, theirs):
                found.append(theirs)
    return found


def _other_counter(ours: Side, theirs: Side) -> bool:
    """Two named counters: what one adds, the other may have had already."""
    return ours.counter is not None and theirs.counter is not None and ours.counter != theirs.counter


def _moment(ours: Side, setting: Setting) -> When | None:
    """The day from which the increase is counted: "than that morning", "since Saturday", "a day earlier"."""
    claim = ours.claim
    behind = claim.end - claim.sentence_start
    sentence = Sentence(0, 0, len(claim.sentence), claim.sentence, 0)
    for timex in timexes((sentence,), ours.document.published, None, setting.sources):
        if timex.when is not None and behind <= timex.start <= behind + MOMENT_CHARS:
            return timex.when
    return None


def _stands_in(one: Side, moment: When, document: Document) -> bool:
    """Whether their count stood on that day: unless the text dates it, it stood until its page came out."""
    as_of = _figure(one).as_of
    if as_of is None or document.published is None:
        return False
    zone = civil(document.published).tzinfo
    first = datetime.combine(moment.start, time.min, zone)
    last = datetime.combine(moment.end, time.min, zone) + timedelta(days=1)
    published = one.document.published
    is_current = as_of.basis is not AsOfBasis.TEXT and not one.claim.is_retrospective
    end = max(as_of.end, published.instant) if published and is_current else as_of.end
    return as_of.start < last and end >= first


def _is_last(one: Side, before: Sequence[Side]) -> bool:
    """Whether no page has another count for a moment between."""
    as_of, value = _figure(one).as_of, _figure(one).value
    if as_of is None:
        return False
    return not any(
        (known := _figure(other)).value != value and known.as_of is not None and known.as_of.end > as_of.end
        for other in before
    )


def _rests(ours: Found, figure: Figure, article: Sequence[Found], read: Read) -> Iterator[Match]:
    """As in "Suzu lost 91 and Wajima 81; the other 30": one page prints the whole and every part taken from it."""
    claim = ours.side.claim
    parts = [
        other
        for other in article
        if (known := other.side.claim.figure)
        and known.role == figure.role
        and known.is_part
        and known.hedge is Hedge.EXACT
        and other.side.claim.start < claim.start
        and claim.sentence_index - other.side.claim.sentence_index in {0, 1}
    ]
    left = figure.value + sum(_figure(part.side).value for part in parts)
    wholes = [
        other
        for other in article
        if (known := other.side.claim.figure)
        and (known.role, known.value) == (figure.role, left)
        and not (known.is_part or known.is_increment or known.derived_from)
        and other.side.claim.start < claim.start
    ]
    if not parts or not wholes:
        return
    yield from _less(ours, figure, (wholes[-1], *parts), read)


def _less(ours: Found, figure: Figure, needed: Sequence[Found], read: Read) -> Iterator[Match]:
    """A match for each page that bears out the whole, which is the first, and all that is taken from it."""
    for key in sorted(set.intersection(*(set(one.borne_out) for one in needed))):
        document, theirs = _document(key, read), needed[0].borne_out[key].their_claim
        if document is None or theirs is None or document.tier > MAX_TIER:
            continue
        told = f"{printed_by(document)} has " + ", ".join(figure_words(_figure(one.side)) for one in needed)
        sum_words = " - ".join(number_words(_figure(one.side).value) for one in needed)
        yield Match.reckoned(ours.side.claim, theirs, _reckoned(figure, (told,), sum_words))


def _is_what_is_left(ours: Side) -> bool:
    """As in "the remaining 26 victims": people of whom the words before have told the others' lot."""
    claim = ours.claim
    return (
        claim.kind is ClaimKind.QUANTITY
        and ours.measure is not None
        and ours.measure.is_anybody
        and _THE_REST.search(claim.sentence[: claim.start - claim.sentence_start]) is not None
    )


def _left(ours: Found, figure: Figure, article: Sequence[Found], read: Read) -> Iterator[Match]:
    """As in "41 of them are recovered; the remaining 26" of 67: one page prints the whole and what is done."""
    claim = ours.side.claim
    wholes = [
        other
        for other in article
        if (known := other.side.claim.figure)
        and known.role in WHOLES
        and known.hedge is Hedge.EXACT
        and known.value > figure.value
        and not (other.side.is_part or known.is_increment or known.derived_from or other.side.claim.is_retrospective)
    ]
    for whole in wholes:
        value = _figure(whole.side).value
        done = [
            other
            for other in article
            if (known := other.side.claim.figure)
            and known.role in DONE
            and known.hedge is Hedge.EXACT
            and known.base in {None, value}  # a part of the whole, not of a part
            and not (other.side.is_part or known.is_increment)
            and 0 <= claim.sentence_index - other.side.claim.sentence_index <= MAX_BACK
            and other.side.claim.start < claim.start
        ]
        if not done or _figure(done[-1].side).value != value - figure.value:
            continue
        yield from _less(ours, figure, (whole, done[-1]), read)
        return


def _first_of(pages: Mapping[str, Match], read: Read) -> tuple[Document, Claim] | None:
    """The page of the best tier, the earliest of these, that may bear witness, with its claim."""
    held = [
        (document, theirs)
        for key, match in pages.items()
        if (document := _document(key, read)) and (theirs := match.their_claim) and document.tier <= MAX_TIER
    ]
    return min(held, key=lambda one: (one[0].tier, _instant(one[0]), one[0].document_id), default=None)


def _instant(document: Document) -> float:
    return document.published.instant.timestamp() if document.published else float("inf")


def _document(key: str, read: Read) -> Document | None:
    return next((one.document for sides in read.get(key, {}).values() for one in sides), None)


def _told(document: Document, claim: Claim) -> str:
    figure = claim.figure
    if figure is None:
        raise TypeError("only figures are reckoned with")
    return f"{printed_by(document)} has {figure_words(figure)} as of {shown(figure.as_of)}"


def _reckoned(figure: Figure, told: Sequence[str], sum_words: str) -> Finding:
    detail = f"The article says {figure_words(figure)}; {'; '.join(told)}: {sum_words} = {number_words(figure.value)}."
    return Finding(Relation.CORROBORATES, detail, RULE)


def _figure(side: Side) -> Figure:
    if side.claim.figure is None:
        raise TypeError("only figures are reckoned with")
    return side.claim.figure
