"""Verdicts in words: what is shown as the verdict, and one paragraph that a reporter can paste.

In: the matches that decided, grouped by family. Out: English. Never the bare word "true" or "false"; always who, when
and which figure.
"""

from collections.abc import Mapping, Sequence

from tasks.model import Claim, Document, Independence, Lineage, Match, Searched
from tasks.verdicts.compare import RIVAL
from tasks.verdicts.derived import RULE as DERIVED
from tasks.verdicts.past import told_as_past
from tasks.verdicts.side import printed_by
from tasks.verdicts.wholes import BASES
from tasks.verdicts.wording import number_words, source_words, value_words
from tasks.vocabulary import EdgeKind, Hedge, Relation, Temporal

Families = Mapping[str, Sequence[Match]]
Documents = Mapping[str, Document]
MAX_NAMED = 3


def supported(support: Families, documents: Documents, independence: Independence) -> str:
    """Say it as “Also reported by 3 newsrooms; 1 origin: South Korea's intelligence service”."""
    newsrooms = len({documents[group[0].document_id].publisher or family for family, group in support.items()})
    words = f"Also reported by {newsrooms} newsroom{'' if newsrooms == 1 else 's'}"
    named = [origin.name for origin in independence.origins]
    if not named:
        return f"{words}: {_names(support, documents)}"
    span = f"{independence.low}" if independence.low == independence.high else f"{independence.low}-{independence.high}"
    return f"{words}; {span} origin{'' if span == '1' else 's'}: {_listed(named)}"


def contradicted(against: Families, documents: Documents) -> str:
    """Say it as “Contradicted by Harbour Wire (3 September 2025): 26 attended”."""
    match = _weightiest(against, documents)
    more = sum(len(group) for group in against.values()) - 1
    others = f" and {more} more" if more else ""
    theirs = f": {value_words(match.their_claim)}" if match.their_claim else ""
    if match.finding.rule == BASES and match.their_claim and match.their_claim.figure and match.their_claim.figure.base:
        theirs += f" of {number_words(match.their_claim.figure.base)}"
    return f"Contradicted by {printed(match, documents)}{others}{theirs}"


def disputed(claim: Claim, support: Families, against: Families, documents: Documents) -> str:
    """Say it as “Disputed: 133 (Harbour Wire and 2 more), 143 (Beacon TV); most print 133”."""
    match = _weightiest(against, documents)
    theirs = value_words(match.their_claim) if match.their_claim else "another figure"
    who = printed(match, documents)
    if match.finding.rule == RIVAL and match.their_claim and match.their_claim.attribution:
        who = f"{match.their_claim.attribution[-1]}, in {who}"
    ours = _names(support, documents) or "this article" + source_words(claim)
    leaning = ""
    if len(support) > len(against):
        leaning = "; most newsrooms print the article's"
    elif len(against) > len(support) and support:
        leaning = "; most newsrooms print the other"
    return f"Disputed: {value_words(claim)} ({ours}), {theirs} ({who}){leaning}"


def misframed(match: Match, documents: Documents) -> str:
    """Say it as “Number matches, meaning differs: ... has 2,000 injured”."""
    theirs = f": {value_words(match.their_claim)}" if match.their_claim else ""
    return f"Number matches, meaning differs ({printed(match, documents)}{theirs})"


def nothing(searched: Searched) -> str:
    """Say it as “Nothing found in your feeds (3 feeds, 61,200 passages, to 5 September 2025, 09:05 UTC)”."""
    feeds = f"{searched.feeds} feed{'' if searched.feeds == 1 else 's'}, " if searched.feeds else ""
    newest = f", to {searched.end.day} {searched.end:%B %Y, %H:%M} UTC" if searched.end else ""
    return f"Nothing found in your feeds ({feeds}{searched.passages:,} passages{newest})"


def since(claim: Claim, passed: Temporal, matches: Sequence[Match], documents: Documents) -> str:
    """What to add to the verdict's words when the figure has moved on."""
    later = [match for match in matches if match.relation is Relation.LATER_FIGURE and match.their_claim]
    if passed not in {Temporal.UPDATED_SINCE, Temporal.REVISED_DOWN, Temporal.STALE_WHEN_PUBLISHED}:
        return ""
    if not later:
        past = [match for match in matches if told_as_past(claim, match, documents)]
        return f"; told since as what had been ({printed(past[0], documents)})" if past else ""
    newest = max(later, key=lambda match: (_instant(match, documents), match.document_id))
    theirs = value_words(newest.their_claim) if newest.their_claim else ""
    words = {
        Temporal.UPDATED_SINCE: "since updated",
        Temporal.REVISED_DOWN: "since changed",
        Temporal.STALE_WHEN_PUBLISHED: "out of date when published",
    }[passed]
    return f"; {words}: {theirs} ({printed(newest, documents)})"


def remarks(
    claim: Claim, document: Document, matches: Sequence[Match], lineage: Lineage, documents: Documents
) -> tuple[str, ...]:
    """What a person should know beside the verdict: altered copies, a figure found nowhere else, a dropped hedge."""
    found: list[str] = []
    copies = {
        other
        for edge in lineage.edges
        if edge.kind in {EdgeKind.COPIED_FROM, EdgeKind.REWRITTEN_FROM}
        for other in (edge.from_id, edge.to_id)
        if document.document_id in {edge.from_id, edge.to_id}
    }
    altered = [m for m in matches if m.relation is Relation.CONTRADICTS and m.document_id in copies]
    if altered:
        found.append(f"altered copy: the same text prints another figure ({printed(altered[0], documents)})")
    highest = [
        match.their_claim.figure.value
        for match in matches
        if match.their_claim and match.their_claim.figure and match.relation is not Relation.UNRELATED
    ]
    if claim.figure and highest and claim.figure.value > 2 * max(highest) and _toll(claim):
        found.append(f"only here: {number_words(claim.figure.value)}; highest elsewhere {number_words(max(highest))}")
    if _dropped_bound(claim, matches):
        found.append("others print it as a lower bound")
    return tuple(found)


def paragraph(
    claim: Claim,
    shown_as: str,
    matches: Sequence[Match],
    documents: Documents,
    independence: Independence,
    flags: Sequence[str],
) -> str:
    """One paragraph in plain English with values, dates and sources."""
    parts = [f"The article says {value_words(claim)}{source_words(claim)}. {shown_as}."]
    telling = [m for m in matches if m.relation not in {Relation.UNRELATED, Relation.CONSISTENT}][:MAX_NAMED]
    parts += [match.finding.detail for match in telling]
    if earliest := independence.earliest:
        document = documents.get(earliest.document_id)
        name = printed_by(document) if document else earliest.source_id
        parts.append(f"Earliest that we hold: {name} ({earliest.basis}).")
    parts += [f"Note: {flag}." for flag in flags]
    return " ".join(parts)


def printed(match: Match, documents: Documents) -> str:
    """Publisher and day of the document that a match rests on."""
    return printed_by(documents[match.document_id])


def _names(families: Families, documents: Documents) -> str:
    return _listed([printed(group[0], documents) for group in families.values()])


def _listed(names: Sequence[str]) -> str:
    shown, more = names[:MAX_NAMED], len(names) - MAX_NAMED
    return ", ".join(shown) + (f" and {more} more" if more > 0 else "")


def _weightiest(families: Families, documents: Documents) -> Match:
    """The best tier speaks first, then the passage that covers the claim best."""
    every = [match for group in families.values() for match in group]
    return min(every, key=lambda match: (documents[match.document_id].tier, -match.coverage, match.document_id))


def _instant(match: Match, documents: Documents) -> float:
    published = documents[match.document_id].published
    return published.instant.timestamp() if published else 0.0


def _toll(claim: Claim) -> bool:
    return bool(claim.figure and claim.figure.role in {"killed", "injured", "killed_or_injured", "missing"})


def _dropped_bound(claim: Claim, matches: Sequence[Match]) -> bool:
    if claim.figure is None or claim.figure.hedge is not Hedge.EXACT:
        return False
    bounds = [
        match
        for match in matches
        if match.relation is Relation.CORROBORATES
        and match.finding.rule != DERIVED  # theirs is a number that ours was reckoned from
        and match.their_claim
        and match.their_claim.figure
        and match.their_claim.figure.hedge in {Hedge.AT_LEAST, Hedge.MORE_THAN}
    ]
    same = [match for match in matches if match.relation is Relation.CORROBORATES]
    return bool(bounds) and len(bounds) == len(same)
