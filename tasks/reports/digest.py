"""The digest: the claims of a night that need a person, put together by figure and story, the most urgent first.

In: leads, earlier digests, what people decided, the time. Out: a `Digest` of at most so many items. Fourteen articles
that print one figure of one event are one item. A person's decision holds until somebody new speaks against the figure
or a new value is out; one more copy of what was known changes nothing. Pure: the same input gives the same digest.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from tasks.lineage.components import Components
from tasks.lineage.names import canonical, publisher_of
from tasks.model import Claim, Document, Match, content_id
from tasks.reports.digest_model import Decision, Digest, Group, Item, Kept, Lead, News, Printed, Quiet, ShownBefore
from tasks.reports.digest_words import sentence_of, value_said
from tasks.reports.safe import line
from tasks.settings import Sources
from tasks.vocabulary import ClaimKind, Relation, VerdictLabel

_DECIDED = {"dismissed": "dismissed", "snoozed": "put off", "confirmed": "confirmed", "overruled": "overruled"}
NEW_FOR = timedelta(hours=20)  # two digests of one morning do not make an item old, yesterday's does
SAME_EVENT_NAMES = 2  # names of people, bodies and places that two prints of one number must share to be of one event
GRAVEST = (VerdictLabel.REFUTED, VerdictLabel.MISFRAMED, VerdictLabel.DISPUTED)
KINDS = (ClaimKind.CASUALTY, ClaimKind.COUNT, ClaimKind.QUANTITY, ClaimKind.QUOTE, ClaimKind.DATE)
TELLING = (
    Relation.RETRACTED, Relation.CONTRADICTS, Relation.SAME_NUMBER_OTHER_MEASURE, Relation.DENIES,
    Relation.LATER_FIGURE,
)  # fmt: skip


def digest(
    leads: Sequence[Lead],
    *,
    now: datetime,
    sources: Sources,
    own_outlets: Collection[str] = (),
    before: Sequence[ShownBefore] = (),
    decisions: Sequence[Decision] = (),
    most: int = 15,
    articles: int = 0,
    failures: Sequence[tuple[str, str]] = (),
    quiet: Sequence[Quiet] = (),
    overtaken: Sequence[News] = (),
    moved: Sequence[News] = (),
) -> Digest:
    """Put it together."""
    own = frozenset(canonical(name, sources) for name in own_outlets)
    known = [shown.kept for shown in before] + [decision.kept for decision in decisions]
    asked = [(lead, because) for lead in leads if (because := _asked_again(lead, now)) is not None]
    back = {lead.claim.claim_id: because for lead, because in asked if because}
    items = [_item(group, known, own, sources, now) for group in groups([lead for lead, _ in asked])]
    items = [_marked(item, before, now) for item in items]
    staying: list[Item] = []
    away = 0
    for item in items:
        theirs = [decision for decision in decisions if decision.kept.item_id == item.item_id]
        because = _back(item.kept, theirs, now)
        if because is None:
            away += 1
        else:
            reviewed = (back[one.claim_id] for one in item.articles if one.claim_id in back)
            staying.append(replace(item, back_because=because or next(reviewed, "")))
    ordered = _by_story(staying)
    return Digest(
        made_at=now,
        items=tuple(ordered[:most]),
        more=max(0, len(ordered) - most),
        away=away,
        articles=articles,
        failures=tuple(failures),
        quiet=tuple(quiet),
        overtaken=tuple(overtaken),
        moved=tuple(moved),
    )


# ----------------------------------------------------------------------------------------------- groups


def groups(leads: Sequence[Lead]) -> list[Group]:
    """Leads that print one and the same figure of one event, in a fixed order."""
    ordered = sorted(leads, key=lambda lead: (lead.document.document_id, lead.claim.start, lead.claim.claim_id))
    joined = Components()
    by_figure: dict[str, list[int]] = {}
    for place, lead in enumerate(ordered):
        joined.find(f"{place:09d}")
        by_figure.setdefault(figure_key(lead.claim), []).append(place)
    for places in by_figure.values():
        for position, one in enumerate(places):
            for other in places[position + 1 :]:
                if _same_event(ordered[one], ordered[other]):
                    joined.join(f"{one:09d}", f"{other:09d}")
    found = []
    for members in joined.sets():
        held = tuple(ordered[int(member)] for member in members)
        telling = tuple((lead, match) for lead in held for match in _telling(lead))
        found.append(Group(held, figure_key(held[0].claim), telling))
    return found


def figure_key(claim: Claim) -> str:
    """What makes two prints the same figure: kind, what is counted, and the number or the day or the words."""
    if claim.figure is not None:
        figure = claim.figure
        return f"{claim.kind.value} {figure.role} {figure.unit or ''} {figure.low} {figure.value} {figure.high}"
    if claim.when is not None:
        event = claim.happening.event if claim.happening else ""
        return f"{claim.kind.value} {event} {claim.when.start} {claim.when.end}"
    if claim.quote is not None:
        return f"{claim.kind.value} {' '.join(claim.quote.text.lower().split())}"
    return f"{claim.kind.value} {' '.join(claim.text.lower().split())}"


def _same_event(one: Lead, other: Lead) -> bool:
    """One text or its copy, the same page held against both, or names and places in common."""
    if one.families[one.document.document_id] == other.families[other.document.document_id]:
        return True
    theirs, others = ({lead.families[match.document_id] for match in _telling(lead)} for lead in (one, other))
    if theirs & others:
        return True
    named, others_named = (lead.claim.anchors.names | lead.claim.anchors.places for lead in (one, other))
    return len(named & others_named) >= SAME_EVENT_NAMES


def _telling(lead: Lead) -> list[Match]:
    """What speaks against the claim, the gravest first."""
    found = [
        match for match in lead.verdict.matches if match.relation in TELLING and match.document_id in lead.evidence
    ]
    return sorted(found, key=lambda match: (TELLING.index(match.relation), -match.coverage, match.document_id))


# ------------------------------------------------------------------------------------------------ items


def _item(group: Group, known: Sequence[Kept], own: frozenset[str], sources: Sources, now: datetime) -> Item:
    printed = tuple(_printed(lead, own, sources) for lead in _one_an_article(group.leads))
    printed = tuple(sorted(printed, key=lambda one: (not one.is_own, one.publisher, one.document_id)))
    first = min(group.leads, key=lambda lead: _gravity(lead.verdict.label))
    kept = _kept(group)
    return Item(
        kept=replace(kept, item_id=_known_as(kept, known)),
        sentence=sentence_of(group, printed, now),
        story=_story_of(group),
        label=first.verdict.label,
        articles=printed,
        detail=first.verdict.explanation,
        is_own=any(one.is_own for one in printed),
        is_new=True,
    )


def _kept(group: Group) -> Kept:
    return Kept(
        item_id="",
        figure=group.figure,
        articles=tuple(sorted({lead.document.document_id for lead in group.leads})),
        evidence=tuple(sorted({match.document_id for _, match in group.telling})),
        origins=tuple(sorted({_origin(lead, match) for lead, match in group.telling})),
        values=tuple(sorted({value_said(match) for _, match in group.telling} - {""})),
    )


def _one_an_article(leads: Iterable[Lead]) -> list[Lead]:
    by_article: dict[str, Lead] = {}
    for lead in leads:
        by_article.setdefault(lead.document.document_id, lead)
    return list(by_article.values())


def _printed(lead: Lead, own: frozenset[str], sources: Sources) -> Printed:
    document = lead.document
    names = {publisher_of(document, sources), canonical(document.publisher or "", sources)}
    if document.owner:
        names.add(canonical(document.owner, sources))
    return Printed(
        document_id=document.document_id,
        claim_id=lead.claim.claim_id,
        publisher=document.publisher or "unknown publisher",
        title=document.title or "Article without a title",
        url=document.url,
        page=lead.page,
        is_own=bool(names & own),
    )


def _origin(lead: Lead, match: Match) -> str:
    """Who is behind what speaks against it: a named source, else the newsroom that first printed the text."""
    voice = lead.voices[match.document_id]
    return voice.source if voice.is_named and voice.source else voice.outlet


def _known_as(kept: Kept, known: Sequence[Kept]) -> str:
    """The id that this figure of this event was shown under; else one of its own."""
    for one in known:
        if one.figure == kept.figure and (
            set(one.articles) & set(kept.articles) or set(one.evidence) & set(kept.evidence)
        ):
            return one.item_id
    return content_id("digest item", kept.figure, kept.articles[0])


def _story_of(group: Group) -> str:
    """A headline for it: the one of the page that was out first among those held against it, else of an article."""
    pages: list[Document] = [lead.evidence[match.document_id] for lead, match in group.telling]
    pages = pages or [lead.document for lead in group.leads]
    dated = sorted(
        pages, key=lambda page: (page.published is None, page.published and page.published.instant, page.document_id)
    )
    return line(next((page.title for page in dated if page.title), "Without a headline"), 120)


# ------------------------------------------------------------------------------------- marks and order


def _marked(item: Item, before: Sequence[ShownBefore], now: datetime) -> Item:
    is_old = any(shown.kept.item_id == item.item_id and now - shown.at >= NEW_FOR for shown in before)
    return replace(item, is_new=not is_old)


def _asked_again(lead: Lead, now: datetime) -> str | None:
    """The same rule for the one claim that people reviewed: more passages searched are no reason to ask again."""
    said = [
        Decision(_kept(_alone(one.lead)), one.word.review, one.word.reviewer, one.word.reason, one.word.reviewed_at)
        for one in lead.reviewed
    ]
    return _back(_kept(_alone(lead)), said, now)


def _alone(lead: Lead) -> Group:
    return Group((lead,), figure_key(lead.claim), tuple((lead, match) for match in _telling(lead)))


def _back(kept: Kept, theirs: Sequence[Decision], now: datetime) -> str | None:
    """Why a thing is shown: "" where nobody decided it, else what is new since; None where it stays away."""
    if not theirs:
        return ""
    last = max(theirs, key=lambda decision: decision.at)
    who = f"since {line(last.by, 60)} {_DECIDED[last.decision]} it"
    known_origins = {name for decision in theirs for name in decision.kept.origins}
    known_values = {value for decision in theirs for value in decision.kept.values}
    if fresh := sorted(set(kept.values) - known_values):
        return f"a new figure {who}: {', '.join(fresh)}"
    if fresh := sorted(set(kept.origins) - known_origins):
        return f"a new origin {who}: {', '.join(line(name, 80) for name in fresh)}"
    if last.decision == "snoozed" and last.until is not None and now >= last.until:
        return f"put off until now by {line(last.by, 60)}: {line(last.reason, 120)}"
    return None


def _by_story(items: Sequence[Item]) -> list[Item]:
    """Stories by their most urgent item, the items of a story together."""
    joined = Components()
    for item in items:
        joined.find(item.item_id)
    holders: dict[str, str] = {}
    for item in items:
        for page in (*item.kept.articles, *item.kept.evidence):
            joined.join(item.item_id, holders.setdefault(page, item.item_id))
    stories: dict[str, list[Item]] = {}
    for item in sorted(items, key=_urgency):
        stories.setdefault(joined.find(item.item_id), []).append(item)
    return [replace(item, story=held[0].story, story_id=held[0].item_id) for held in stories.values() for item in held]


def _urgency(item: Item) -> tuple[object, ...]:
    kind = next(place for place, kind in enumerate(KINDS) if item.kept.figure.startswith(kind.value))
    return (not item.is_own, _gravity(item.label), not item.is_new, kind, -len(item.articles), item.item_id)


def _gravity(label: VerdictLabel) -> int:
    return GRAVEST.index(label) if label in GRAVEST else len(GRAVEST)


def stories_of(items: Sequence[Item]) -> list[tuple[str, list[Item]]]:
    """The items of a digest under the headline of their story, in their order."""
    found: dict[str, list[Item]] = {}
    for item in items:
        found.setdefault(item.story_id, []).append(item)
    return [(held[0].story, held) for held in found.values()]
