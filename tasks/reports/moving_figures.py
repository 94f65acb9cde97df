"""The figures of an article that move: one ledger for each, from the evidence that was found for its claims.

In: a trace. Out: ledgers as `tracewire ledger` draws them, but of this article's own evidence alone. A figure moves
where at least two values are known for at least two moments.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from tasks.lineage.trace import Trace
from tasks.model import Claim, Document, Verdict
from tasks.reports.ledger_lines import Ledger, build_ledger
from tasks.reports.ledger_marks import moment_of
from tasks.reports.ledger_match import Matched, Printed
from tasks.reports.ledger_query import Wanted
from tasks.settings import Rules, Sources
from tasks.verdicts.populations import Population
from tasks.verdicts.retractions import Withdrawal
from tasks.verdicts.side import canonical
from tasks.vocabulary import COUNT_ROLES, Relation

MAX_LEDGERS = 6
SPEAKING = frozenset(
    {
        Relation.CORROBORATES,
        Relation.CONSISTENT,
        Relation.CONTRADICTS,
        Relation.EARLIER_FIGURE,
        Relation.LATER_FIGURE,
        Relation.RETRACTED,
    }
)
_Key = tuple[str, int, int]


def moving_figures(trace: Trace, sources: Sources, rules: Rules) -> tuple[Ledger, ...]:
    """The ledgers of one article, the fullest first."""
    documents = trace.documents
    pairs = {one.claim.claim_id: one.verdict for one in trace.claims}
    ledgers = [
        _ledger(group, documents, pairs, trace, sources, rules) for group in _groups(trace, documents) if _moves(group)
    ]
    return tuple(sorted(ledgers, key=lambda ledger: (-ledger.figures, ledger.wanted.phrase))[:MAX_LEDGERS])


def _groups(trace: Trace, documents: Mapping[str, Document]) -> list[dict[_Key, Printed]]:
    """The figures that were held against each other; two claims that share one tell of one quantity."""
    groups: list[dict[_Key, Printed]] = []
    for one in trace.claims:
        found = {_key(printed): printed for printed in _printed(one.claim, one.verdict, documents, trace.document)}
        if len(found) < 2:  # noqa: PLR2004 -- a figure alone cannot move
            continue
        joined = [group for group in groups if not group.keys().isdisjoint(found)]
        groups = [group for group in groups if group.keys().isdisjoint(found)]
        for group in joined:
            found = {**group, **found}
        groups.append(found)
    return groups


def _printed(claim: Claim, verdict: Verdict, documents: Mapping[str, Document], article: Document) -> Iterator[Printed]:
    if claim.figure is None or claim.figure.role in COUNT_ROLES:
        return
    yield Printed(claim, claim.figure, article)
    for match in verdict.matches:
        theirs = match.their_claim
        if match.relation not in SPEAKING or theirs is None or theirs.figure is None:
            continue
        if theirs.figure.role == claim.figure.role and match.document_id in documents:
            yield Printed(theirs, theirs.figure, documents[match.document_id])


def _key(printed: Printed) -> _Key:
    return printed.document.document_id, printed.claim.start, printed.claim.end


def _moves(group: Mapping[_Key, Printed]) -> bool:
    values = {printed.figure.value for printed in group.values()}
    moments = {moment_of(printed) for printed in group.values()} - {None}
    return len(values) > 1 and len(moments) > 1


def _ledger(
    group: Mapping[_Key, Printed],
    documents: Mapping[str, Document],
    verdicts: Mapping[str, Verdict],
    trace: Trace,
    sources: Sources,
    rules: Rules,
) -> Ledger:
    printed = [group[key] for key in sorted(group)]
    return build_ledger(
        _wanted(printed),
        [Matched(one, ()) for one in printed],
        {},
        family_of=trace.verification.lineage.family_of,
        withdrawn=tuple(_withdrawn(group, documents, verdicts.values(), sources)),
        documents=documents,
        rules=rules,
        sources=sources,
    )


def _wanted(printed: Iterable[Printed]) -> Wanted:
    """What the figures count, in the words that most of them use; nothing more is asked of them."""
    figures = [one.figure for one in printed]
    role = figures[0].role
    units = Counter(figure.unit for figure in figures if figure.unit and figure.unit not in {role, "people"})
    unit = f" ({units.most_common(1)[0][0]})" if units else ""
    return Wanted(f"{role.replace('_', ' ')}{unit}", (role,), (), frozenset(), Population(), ())


def _withdrawn(
    group: Mapping[_Key, Printed], documents: Mapping[str, Document], verdicts: Iterable[Verdict], sources: Sources
) -> Iterator[Withdrawal]:
    for verdict in verdicts:
        for match in verdict.matches:
            theirs = match.their_claim
            if match.relation is not Relation.RETRACTED or theirs is None or theirs.figure is None:
                continue
            publisher = documents[match.document_id].publisher if match.document_id in documents else None
            if publisher and (match.document_id, theirs.start, theirs.end) in group:
                yield Withdrawal(
                    canonical(publisher, sources),
                    match.document_id,
                    frozenset({theirs.figure.value}),
                    match.finding.detail,
                )
