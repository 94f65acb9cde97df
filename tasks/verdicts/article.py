"""All claims of one article judged against what was gathered for them.

In: the article's claims; candidates, documents and claims of the reference side; lineage; settings. Out: one verdict a
claim. Pure: the same input gives the same records.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime

from tasks.claims.meeting_ledger import ledger
from tasks.lineage.origins import independence
from tasks.model import Candidate, Claim, Document, Lineage, Match, Searched, Verdict
from tasks.settings import Settings
from tasks.verdicts.compare import Setting, printed_as
from tasks.verdicts.derived import borne_out, derived_matches
from tasks.verdicts.events import Profiles, event_likeness
from tasks.verdicts.main_day import main_day
from tasks.verdicts.matching import Reference, matches_of, sides_of
from tasks.verdicts.meeting_counts import ledger_matches
from tasks.verdicts.one_event import OneEvent
from tasks.verdicts.passing_time import of_another_day_aside, of_earlier_days
from tasks.verdicts.retractions import Withdrawal, without_withdrawn
from tasks.verdicts.rules import Case, judge
from tasks.verdicts.side import Side, side
from tasks.verdicts.slots import slot_of
from tasks.verdicts.wholes import part_only_aside, with_wrong_wholes
from tasks.vocabulary import EdgeKind, Relation

# Where a page counts for itself, what we count from dates says nothing beside it.
COUNTED = frozenset({Relation.CORROBORATES, Relation.CONTRADICTS, Relation.RETRACTED})


def judge_article(
    document: Document,
    claims: Sequence[Claim],
    *,
    candidates: Mapping[str, Sequence[Candidate]],
    documents: Mapping[str, Document],
    reference_claims: Mapping[str, Sequence[Claim]],
    withdrawn: Sequence[Withdrawal],
    rarity: Mapping[str, float],
    searched: Searched,
    lineage: Lineage,
    settings: Settings,
    seen: Mapping[str, datetime] | None = None,
    set_right: Mapping[str, tuple[str, ...]] | None = None,
) -> tuple[Verdict, ...]:
    """Judge claim by claim, in the order of the text."""
    everything = {**documents, document.document_id: document}
    profiles = Profiles(everything, rarity.__getitem__)
    events = event_likeness(document, documents, rarity.__getitem__, profiles)
    own = [side(claim, document, settings.sources) for claim in claims]
    printed = frozenset(printed_as(one) for one in own if one.claim.figure)
    groups = frozenset(
        (one.claim.figure.value, one.population.groups) for one in own if one.claim.figure and one.population.groups
    )
    told = main_day(
        (documents[key], lineage.family_of(key), reference_claims.get(key, ()))
        for key in sorted(documents)
        if events[key] >= settings.rules.event_conflicts
    )
    one_event = OneEvent(document, documents, events, rarity.__getitem__, profiles)
    slots = frozenset((slot, one.claim.figure.value) for one in own if one.claim.figure and (slot := slot_of(one)))
    setting = Setting(
        rarity.__getitem__,
        events,
        settings.rules,
        settings.sources,
        printed=printed,
        groups=groups,
        slots=slots,
        own=tuple(one for one in own if one.claim.figure),
        main=told,
        one_event=one_event,
    )
    earlier = of_earlier_days(claims)
    first = _first_prints(lineage, everything)
    their_claims = {claim.claim_id: claim for key in sorted(documents) for claim in reference_claims.get(key, ())}
    meetings = ledger(their_claims.values(), settings.sources)
    read: dict[str, Mapping[str, Sequence[Side]]] = {}
    gathered: list[tuple[Match, ...]] = []
    for ours in own:
        claim = ours.claim
        by_document = _by_document(candidates.get(claim.claim_id, ()), documents)
        for key in by_document:
            if key not in read:
                read[key] = sides_of(documents[key], reference_claims.get(key, ()), settings.sources, first.get(key))
        references = [Reference(documents[key], read[key], tuple(group)) for key, group in by_document.items()]
        matches = matches_of(ours, references, setting)
        if ours.family == "count" and not any(match.relation in COUNTED for match in matches):
            dated = ledger_matches(ours, meetings, documents, their_claims, settings.sources)
            dating = {match.document_id for match in dated}
            matches = tuple(match for match in matches if match.document_id not in dating) + dated
        matches = without_withdrawn(matches, withdrawn, documents, lineage.family_of, settings.sources, claim)
        gathered.append(of_another_day_aside(claim, part_only_aside(matches), settings.rules))
    family = lineage.family_of(document.document_id)
    copies = frozenset(key for key in documents if lineage.family_of(key) == family)
    known = [borne_out(ours, matches, copies) for ours, matches in zip(own, gathered, strict=True)]
    verdicts: list[Verdict] = []
    for found in known:
        claim, matches = found.side.claim, tuple(found.matches)
        reckoned = derived_matches(found, known, read, setting)
        if reckoned:
            reckoned = without_withdrawn(reckoned, withdrawn, documents, lineage.family_of, settings.sources, claim)
            reckoning = {match.document_id for match in reckoned}
            matches = tuple(match for match in matches if match.document_id not in reckoning) + reckoned
        supporting = [match for match in matches if match.relation is Relation.CORROBORATES]
        case = Case(
            claim=claim,
            document=document,
            matches=matches,
            documents=everything,
            lineage=lineage,
            independence=independence(supporting, lineage, everything, settings.sources, family, seen),
            searched=searched,
            rules=settings.rules,
            sources=settings.sources,
            set_right=(set_right or {}).get(claim.claim_id, ()),
            is_earlier=claim.claim_id in earlier,
        )
        verdicts.append(judge(case, settings.rules_hash))
    return with_wrong_wholes([side.claim for side in own], verdicts)


def _first_prints(lineage: Lineage, documents: Mapping[str, Document]) -> dict[str, datetime]:
    """When the texts that were copied first came out, by the id of the copy."""
    taken = {edge.from_id: edge.to_id for edge in lineage.edges if edge.kind is EdgeKind.COPIED_FROM}
    found: dict[str, datetime] = {}
    for copy in sorted(taken):
        source, seen = taken[copy], {copy}
        while source in taken and source not in seen:
            seen.add(source)
            source = taken[source]
        if (held := documents.get(source)) and held.published:
            found[copy] = held.published.instant
    return found


def evidence_of(verdicts: Sequence[Verdict]) -> frozenset[str]:
    """The documents on which any verdict rests."""
    return frozenset(match.document_id for verdict in verdicts for match in verdict.matches)


def _by_document(found: Sequence[Candidate], documents: Mapping[str, Document]) -> dict[str, list[Candidate]]:
    by_document: dict[str, list[Candidate]] = {}
    for candidate in found:
        if candidate.passage.document_id in documents:
            by_document.setdefault(candidate.passage.document_id, []).append(candidate)
    return by_document
