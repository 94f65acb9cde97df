"""Judging again from what the store kept: to replay a verdict, to explain it, and to see what would flip it.

In: an open store and an id. Out: the verdict as it was and as it comes out now, with the evidence between. Texts,
candidates, rarity of words, cut-off and rules are those of that day, so that what was added since changes nothing;
what may differ is the program, and that is said. Raises Trouble where the store holds too little.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC
from itertools import combinations

from tasks import __version__, pipeline
from tasks.claims.context import Reading
from tasks.claims.extract import read_claims
from tasks.evidence.kept import evidence_of, without
from tasks.evidence.library import Evidence
from tasks.lineage.origins import families
from tasks.model import Claim, Document, Lineage, Search, Verdict, Verification
from tasks.reports.explanation import Comparison, Explanation, Removal
from tasks.reports.replayed import Replayed, differences
from tasks.settings import Settings
from tasks.store.care_reads import stones_of
from tasks.store.care_records import Tombstone
from tasks.store.store import Store
from tasks.trouble import Trouble
from tasks.verdicts.compare import Setting, compare
from tasks.verdicts.corrections import corrected
from tasks.verdicts.events import event_likeness
from tasks.verdicts.matching import sides_of
from tasks.verdicts.one_event import OneEvent
from tasks.verdicts.retractions import TAKES_BACK
from tasks.verdicts.side import side
from tasks.vocabulary import Relation

SHORT_ID_CHARS = 8
CLAIM_IDS = "`tracewire explain` lists what was judged last"  # where a reader finds an id
VERDICT_IDS = "`tracewire explain CLAIM` ends with the verdict's id"
MAX_TOGETHER = 60  # judgements that are tried with two families away
TELLING = frozenset(Relation) - {Relation.UNRELATED}


@dataclass(frozen=True, slots=True)
class Kept:
    """One verdict as the store kept it, with the settings that are asked for and those of its day."""

    verdict: Verdict
    verification: Verification
    today: Settings
    then: Settings


@dataclass(frozen=True, slots=True)
class Held:
    """One verdict with all that it was judged from."""

    verdict: Verdict
    verification: Verification
    claim: Claim
    settings: Settings  # with the rules of that day
    reading: Reading
    evidence: Evidence
    lineage: Lineage

    @property
    def is_read_alike(self) -> bool:
        """Whether the claim is still read from the text, by the same id."""
        return any(claim.claim_id == self.claim.claim_id for claim in self.reading.claims)


def verdict_named(store: Store, prefix: str) -> str:
    """The verdict whose id begins like this; Trouble where none or several do."""
    return _only(store.verdict_ids(prefix), prefix, "verdict", VERDICT_IDS)


def claim_named(store: Store, prefix: str) -> str:
    """The claim whose id begins like this; Trouble where none or several do."""
    return _only(store.claim_ids(prefix), prefix, "claim", CLAIM_IDS)


def versions_of(store: Store, claim_id: str) -> tuple[str, ...]:
    """The ids of a claim's verdicts, newest first; answers given as of a day only where there is nothing else."""
    return store.standing.versions(claim_id) or store.verdicts_of(claim_id)


def kept(store: Store, settings: Settings, verdict_id: str) -> Kept:
    """Read all that the store holds of a verdict; after that it can be closed, since judging takes a while."""
    verification = store.verification_with(verdict_id)
    thing = f"verdict {verdict_id[:SHORT_ID_CHARS]}"
    if verification is None:
        raise Trouble(thing, "the store does not hold its article", "Verify the article again")
    if (gone := removed_from(store, verification)) and verification.search is None:
        stone = gone[-1]
        day, why = f"{stone.forgotten_at.astimezone(UTC):%Y-%m-%d}", stone.reason
        raise Trouble(thing, f"the text of {stone.address} was removed on {day}: {why}", "It stands as it was judged")
    if verification.search is None:
        raise Trouble(thing, "it was judged before searches were kept", "Verify the article again, then ask for that")
    verdict = next(one for one in verification.verdicts if one.verdict_id == verdict_id)
    return Kept(verdict, verification, settings, _rules_of(store, settings, verdict))


def removed_from(store: Store, verification: Verification) -> tuple[Tombstone, ...]:
    """What was removed of the article and of the pages that lay before its judge, oldest first."""
    return store.ask(stones_of, [doc.document_id for doc in (verification.document, *verification.cited)])


def as_recorded(verification: Verification, verdict_id: str) -> Explanation:
    """What the store has on a verdict that cannot be judged again, since words that it rests on were removed."""
    verdict = next(one for one in verification.verdicts if one.verdict_id == verdict_id)
    return Explanation(
        document=verification.document,
        claim=next(one for one in verification.claims if one.claim_id == verdict.claim_id),
        verdict=verdict,
        is_same_now=True,
        documents={document.document_id: document for document in verification.cited},
        lineage=verification.lineage,
        candidates=(),
        comparisons=(),
        removals=(),
    )


def hold(found: Kept) -> Held:
    """Lay out what a verdict was judged from."""
    return next(_held_together([found]))


def replay(found: Kept) -> Replayed:
    """Judge again and hold the two records side by side."""
    return next(replay_together([found]))


def replay_together(found: Sequence[Kept]) -> Iterator[Replayed]:
    """The same for several verdicts of one verification under one configuration: what they share is read once."""
    for one, held in zip(found, _held_together(found), strict=True):
        yield _side_by_side(held, one.today)


def _held_together(found: Sequence[Kept]) -> Iterator[Held]:
    verification, settings = found[0].verification, found[0].then
    documents = {document.document_id: document for document in verification.cited}
    read: dict[str, tuple[Claim, ...]] = {}

    def claims_of(document: Document) -> tuple[Claim, ...]:
        if document.document_id not in read:
            read[document.document_id] = read_claims(document, settings.sources, settings.rules).claims
        return read[document.document_id]

    search = verification.search or Search()
    reading = read_claims(verification.document, settings.sources, settings.rules)
    reading = corrected(reading, search.corrections, settings)
    lineage: Lineage | None = None
    for one in found:
        claim = next(claim for claim in verification.claims if claim.claim_id == one.verdict.claim_id)
        evidence = evidence_of(search, documents, claims_of, one.verdict.searched, claim.claim_id)
        lineage = lineage or pipeline.trace_sources(verification.document, evidence, settings)
        yield Held(one.verdict, verification, claim, settings, reading, evidence, lineage)


def _side_by_side(held: Held, today: Settings) -> Replayed:
    again = judged(held, held.evidence, held.lineage) if held.is_read_alike else None
    notes = []
    if held.verdict.rules_hash != today.rules_hash:
        notes.append(
            f"the configuration has changed since ({held.verdict.rules_hash} then, {today.rules_hash} now); "
            "judged again with the one of that day, which the store keeps"
        )
    if held.verdict.program != __version__:
        notes.append(f"Tracewire {held.verdict.program} judged it; this is {__version__}, whose code may differ")
    if again is None:
        notes.append("the claim is no longer read from the article's text by this program")
    if again != held.verdict and not notes:
        notes.append(
            "version and configuration are the same: the program's own code has changed, or this is a fault of it"
        )
    return Replayed(
        verdict=held.verdict,
        again=again,
        claim=held.claim,
        document=held.verification.document,
        differences=differences(held.verdict, again) if again else (),
        notes=tuple(notes),
    )


def judged(held: Held, evidence: Evidence, lineage: Lineage) -> Verdict:
    """The verdict of that one claim on this evidence."""
    claims = tuple(claim for claim in held.reading.claims if claim.claim_id == held.claim.claim_id)
    verdicts = pipeline.judge(replace(held.reading, claims=claims[:1]), evidence, lineage, held.settings).verdicts
    return next(verdict for verdict in verdicts if verdict.claim_id == held.claim.claim_id)


def explain(found: Kept) -> Explanation:
    """The whole trace of a verdict, with what would flip it."""
    held = hold(found)
    again = judged(held, held.evidence, held.lineage) if held.is_read_alike else None
    return Explanation(
        document=held.verification.document,
        claim=held.claim,
        verdict=held.verdict,
        is_same_now=again == held.verdict,
        documents=held.evidence.documents,
        lineage=held.lineage,
        candidates=held.evidence.candidates.get(held.claim.claim_id, ()),
        comparisons=tuple(_comparisons(held)),
        removals=_removals(held, again) if again else (),
    )


def _rules_of(store: Store, settings: Settings, verdict: Verdict) -> Settings:
    if verdict.rules_hash == settings.rules_hash:
        return settings
    kept = store.configuration(verdict.rules_hash)
    if kept is None:
        thing = f"verdict {verdict.verdict_id[:SHORT_ID_CHARS]}"
        raise Trouble(thing, "its configuration was not kept", "Verify the article again, then ask for that")
    return settings.as_kept(kept)


def _only(found: Sequence[str], prefix: str, what: str, next_step: str) -> str:
    if not found:
        raise Trouble(f"{what} {prefix}", "the store holds none whose id begins like that", next_step)
    if len(found) > 1:
        listed = ", ".join(one[: max(SHORT_ID_CHARS, len(prefix) + 4)] for one in found)
        raise Trouble(f"{what} {prefix}", f"several begin like that: {listed}", "Give more of the id")
    return found[0]


# ---------------------------------------------------------------------------------------------- what was compared


def _comparisons(held: Held) -> Iterator[Comparison]:
    """The claim against all that was read from each candidate document, as the judge compared it.

    Quotations are compared with whole passages, so for them the matches of the verdict say all.
    """
    evidence, settings = held.evidence, held.settings
    rarity = evidence.rarity.__getitem__
    events = event_likeness(held.verification.document, evidence.documents, rarity)
    one_event = OneEvent(held.verification.document, evidence.documents, events, rarity)
    setting = Setting(rarity, events, settings.rules, settings.sources, one_event=one_event)
    ours = side(held.claim, held.verification.document, settings.sources)
    if ours.family == "quote":
        return
    for document_id, claims in sorted(evidence.claims.items()):
        document = evidence.documents[document_id]
        for theirs in sides_of(document, claims, settings.sources).get(ours.family, ()):
            yield Comparison(document_id, theirs.claim, compare(ours, theirs, setting))


# ------------------------------------------------------------------------------------------- what would flip it


def _removals(held: Held, again: Verdict) -> tuple[Removal, ...]:
    """Judge once more without each family; where none flips it alone, without two, then without a whole side."""
    groups = _families(held)
    alone = [_without(held, again, (family,), groups) for family in groups]
    if not alone or any(removal.flips for removal in alone):
        return tuple(alone)
    telling = _telling_families(held, again)
    pairs = list(combinations(telling, 2))[:MAX_TOGETHER]
    together = [removal for pair in pairs if (removal := _without(held, again, pair, groups)).flips]
    if together:
        return (*alone, *together)
    sides = (_telling_families(held, again, {relation}) for relation in (Relation.CORROBORATES, Relation.CONTRADICTS))
    whole = [_without(held, again, tuple(side), groups) for side in sides if len(side) > 1]
    return (*alone, *(removal for removal in whole if removal.flips))


def _families(held: Held) -> dict[str, frozenset[str]]:
    """Family -> its documents that could have a say: candidates of the claim, and notices that take something back."""
    spoken = {c.passage.document_id for c in held.evidence.candidates.get(held.claim.claim_id, ())}
    spoken |= {key for key, document in held.evidence.documents.items() if TAKES_BACK.search(document.text)}
    groups: dict[str, set[str]] = {}
    for document_id in sorted(spoken):
        groups.setdefault(held.lineage.family_of(document_id), set()).add(document_id)
    whole = {key: {one for one in held.evidence.documents if held.lineage.family_of(one) == key} for key in groups}
    return {key: frozenset(whole[key]) for key in sorted(groups)}


def _telling_families(held: Held, verdict: Verdict, relations: Iterable[Relation] = TELLING) -> list[str]:
    wanted = set(relations)
    return sorted({held.lineage.family_of(match.document_id) for match in verdict.matches if match.relation in wanted})


def _without(held: Held, again: Verdict, names: Sequence[str], groups: dict[str, frozenset[str]]) -> Removal:
    gone = frozenset().union(*(groups.get(name, frozenset((name,))) for name in names))
    evidence = without(held.evidence, gone)
    edges = tuple(edge for edge in held.lineage.edges if edge.from_id not in gone and edge.to_id not in gone)
    everyone = sorted({*evidence.documents, held.verification.document.document_id})
    lineage = Lineage(held.lineage.chain, edges, families(everyone, edges))
    verdict = judged(held, evidence, lineage)
    return Removal(
        families=tuple(names),
        documents=tuple(sorted(gone)),
        label=verdict.label,
        temporal=verdict.temporal,
        shown_as=verdict.shown_as,
        flips=(verdict.label, verdict.temporal) != (again.label, again.temporal),
    )
