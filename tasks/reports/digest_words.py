"""What an item of the digest says: who prints which figure, and who says what instead, since when.

In: a group of leads. Out: one English sentence: "14 articles print 600 killed; National Intelligence Service says about
2,000 killed since Tuesday".
"""

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from tasks.model import Document, Match, civil
from tasks.reports.digest_model import Group, Lead, Printed
from tasks.reports.safe import line
from tasks.verdicts.wording import day_words, source_words, value_words
from tasks.vocabulary import Relation

WEEKDAY_FOR = timedelta(days=6)  # so long "Tuesday" can mean one day only
NAME_CHARS, VALUE_CHARS = 80, 120


def sentence_of(group: Group, printed: Sequence[Printed], now: datetime) -> str:
    """The item in one sentence."""
    claim = group.leads[0].claim
    attributed = {lead.claim.attribution[-1] for lead in group.leads if lead.claim.attribution}
    words = line(value_words(claim), VALUE_CHARS)
    if len(attributed) == 1 and all(lead.claim.attribution for lead in group.leads):
        words += line(source_words(claim), NAME_CHARS)
    names = sorted({one.publisher for one in printed})
    if len(printed) == 1:
        ours = f"{line(names[0], NAME_CHARS)} prints {words}"
    elif len(names) == 1:
        ours = f"{len(printed)} articles of {line(names[0], NAME_CHARS)} print {words}"
    else:
        ours = f"{len(printed)} articles print {words}"
    return f"{ours}; {_against(group, now)}"


def value_said(match: Match) -> str:
    """What the other side says, as words that compare: "" where it gives no value of its own."""
    return line(value_words(match.their_claim), VALUE_CHARS) if match.their_claim else ""


def _against(group: Group, now: datetime) -> str:
    """The newest of the gravest kind that speaks against it, with the day since when that is said."""
    if not group.telling:
        return line(group.leads[0].verdict.shown_as)
    gravest = group.telling[0][1].relation if len(group.leads) == 1 else _gravest(group.telling)
    of_kind = [(lead, match) for lead, match in group.telling if match.relation is gravest]
    lead, match = max(of_kind, key=lambda pair: (_moment(pair[0].evidence[pair[1].document_id]), pair[1].document_id))
    who = _who(lead, match)
    value = value_said(match)
    same = [pair for pair in of_kind if value_said(pair[1]) == value]
    since = _since([one.evidence[other.document_id] for one, other in same], now)
    if gravest is Relation.RETRACTED:
        return f"{who} takes it back{since}"
    if gravest is Relation.SAME_NUMBER_OTHER_MEASURE:
        return f"{who} has that number for something else{f': {value}' if value else ''}{since}"
    if gravest is Relation.DENIES or not value:
        return f"{who} denies it{since}"
    others = {value_said(pair[1]) for pair in of_kind} - {value, ""}
    more = f" (others: {', '.join(sorted(others)[:2])})" if others else ""
    return f"{who} says {value}{since}{more}"


def _gravest(telling: Sequence[tuple[Lead, Match]]) -> Relation:
    order = (
        Relation.RETRACTED, Relation.CONTRADICTS, Relation.SAME_NUMBER_OTHER_MEASURE, Relation.DENIES,
        Relation.LATER_FIGURE,
    )  # fmt: skip
    return min((match.relation for _, match in telling), key=order.index)


def _who(lead: Lead, match: Match) -> str:
    voice = lead.voices[match.document_id]
    return line(voice.source_label if voice.is_named and voice.source else voice.label, NAME_CHARS)


def _since(pages: Sequence[Document], now: datetime) -> str:
    """Since when that has been out: a weekday in the week behind us, else the date."""
    days = [civil(page.published).date() for page in pages if page.published is not None]
    if not days:
        return ""
    first = min(days)
    return f" since {_day(first, now.date())}"


def _day(day: date, today: date) -> str:
    if day == today:
        return "today"
    return f"{day:%A}" if timedelta(0) < today - day <= WEEKDAY_FOR else day_words(day)


def _moment(page: Document) -> float:
    return page.published.instant.timestamp() if page.published else 0.0
