"""The report page of one article: one HTML file that holds everything and loads nothing.

In: a `Trace` (the verification with chain, families and earlier prints), what the figures are judged by, and when it is
written. Out: the text of the page. The claims that need a person come first, then the article claim by claim.
"""

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from markupsafe import Markup

from tasks import __version__
from tasks.lineage.trace import FamilyTrace, Trace
from tasks.model import Document, Searched, SelfCheck, Verification
from tasks.reports.article_view import paragraphs
from tasks.reports.claim_view import ID_CHARS, TIERS, ClaimView, Linked, claim_views, linked
from tasks.reports.dates import dated, moment_claimed
from tasks.reports.ledger_lines import Ledger
from tasks.reports.lineage_svg import lineage_svg
from tasks.reports.links import host_of, web_link
from tasks.reports.moving_figures import moving_figures
from tasks.reports.step_svg import svg_chart
from tasks.reports.templating import rendered
from tasks.reports.terminal import not_checked, summary
from tasks.reports.tree import named, percent
from tasks.reports.verdict_words import tally
from tasks.settings import Rules, Sources
from tasks.verdicts.wording import figure_words, number_words
from tasks.vocabulary import Relation, VerdictLabel

MAX_PAGES = 200  # of the table of pages; the store has all
MAX_WORDS_CHARS = 160


@dataclass(frozen=True, slots=True)
class _Check:
    finding: str
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Page:
    """A page of the chain, a family or the table, with what is said of it."""

    page: Linked
    when: str = ""
    why: str = ""
    kind: str = ""


@dataclass(frozen=True, slots=True)
class _Family:
    name: str
    members: tuple[_Page, ...]


@dataclass(frozen=True, slots=True)
class _Held:
    page: Linked
    title: str
    published: str
    held: str
    tier: str
    document_id: str
    sha256: str  # of the text
    body_sha256: str  # of the bytes that were fetched; empty where they came another way


@dataclass(frozen=True, slots=True)
class _Row:
    """One figure of a ledger."""

    moment: str
    figure: str
    counter: str
    page: Linked
    copies: str
    marks: str


@dataclass(frozen=True, slots=True)
class _Ledger:
    """A figure that moves: from what to what, and which claims of the article tell it."""

    phrase: str
    claims: tuple[ClaimView, ...]
    drawing: Markup
    rows: tuple[_Row, ...]


def report_page(trace: Trace, sources: Sources, rules: Rules, *, written: datetime, is_kept: bool) -> str:
    """Write the page. `is_kept`: the verification stands in a store, so that it can be explained and replayed."""
    document, verification = trace.document, trace.verification
    claims = claim_views(trace)
    drawn = lineage_svg(trace, in_page=True)
    return rendered(
        "article.html",
        program=__version__,
        written=moment(written),
        is_kept=is_kept,
        title=document.title or "Article without a title",
        facts=_facts(document),
        page=linked(document),
        address=document.url or "",
        summary=summary(verification).replace(" <- ", " ← "),
        tally=tally(verification),
        claims=claims,
        urgent=sorted((claim for claim in claims if claim.needs_person), key=_urgency),
        self_check=tuple(_check(check, document) for check in verification.self_check),
        revisions=tuple(revision for revision in trace.revisions),
        paragraphs=paragraphs(document, claims),
        ledgers=tuple(_ledger(n, one, claims) for n, one in enumerate(moving_figures(trace, sources, rules), 1)),
        chain=tuple(_chain(trace)),
        drawing=Markup(drawn),  # noqa: S704 -- our own drawing, all words in it escaped
        families=tuple(_family(family) for family in trace.families if len(family.members) > 1),
        searched=tuple(_searched(verification)),
        not_checked=tuple(_unchecked(verification)),
        provenance=tuple(_provenance(trace, written)),
        pages=tuple(_held(one, trace) for one in _speaking(trace)),
    )


def moment(instant: datetime) -> str:
    """Say an instant as "5 September 2025, 09:30 UTC"."""
    utc = instant.astimezone(UTC)
    return f"{utc.day} {utc:%B %Y, %H:%M} UTC"


def _urgency(claim: ClaimView) -> tuple[float, int]:
    """As the terminal orders them."""
    return -claim.urgency, claim.number


def _facts(document: Document) -> tuple[str, ...]:
    facts = [document.publisher or "Publisher unknown", dated(document.published)]
    if document.modified is not None:
        facts.append(f"changed {moment_claimed(document.modified)}")
    return (*facts, f"by {document.byline}") if document.byline else tuple(facts)


def _check(check: SelfCheck, document: Document) -> _Check:
    words = (document.text[start:end][:MAX_WORDS_CHARS] for start, end in check.spans)
    return _Check(check.finding, tuple(word for word in words if word.strip()))


def _ledger(number: int, ledger: Ledger, claims: Sequence[ClaimView]) -> _Ledger:
    rows = tuple(
        _Row(
            moment=moment(entry.moment) if entry.moment else "no known day",
            figure=figure_words(entry.printed.figure),
            counter=line.counter + (f" ({line.of_what})" if line.of_what else ""),
            page=linked(entry.printed.document),
            copies=f" and {len(entry.copies)} cop{'y' if len(entry.copies) == 1 else 'ies'}" if entry.copies else "",
            marks="; ".join(entry.marks),
        )
        for line in ledger.lines
        for entry in line.entries
    )
    drawing = svg_chart(ledger, f"chart-{number}-", in_page=True)
    held = [entry for line in ledger.lines for entry in line.entries]
    values = [entry.printed.figure.value for entry in held if not entry.is_withdrawn]
    low, high = number_words(min(values, default=0)), number_words(max(values, default=0))
    return _Ledger(
        phrase=f"{ledger.wanted.phrase}: {low} to {high}" if low != high else ledger.wanted.phrase,
        claims=tuple(
            one for one in claims if one.claim_id in {entry.printed.claim.claim_id[:ID_CHARS] for entry in held}
        ),
        drawing=Markup(drawing),  # noqa: S704 -- as above
        rows=rows,
    )


def _chain(trace: Trace) -> Iterator[_Page]:
    for one in trace.chain:
        url = web_link(one.link.url)
        page = linked(one.document) if one.document else Linked(one.link.name, url, host_of(url) if url else "")
        when = moment_claimed(one.document.published) if one.document else "no page of it is held"
        sure = f" ({percent(one.confidence)} sure)" if one.confidence is not None else ""
        yield _Page(Linked(one.link.name, page.link, page.host), when, f"{one.link.evidence}{sure}")


def _family(family: FamilyTrace) -> _Family:
    name = "This article’s family" if family.is_own else f"Family of {named(family.members[0].document)}"
    return _Family(
        name,
        tuple(
            _Page(
                linked(member.document),
                moment_claimed(member.document.published),
                f"{member.edge.evidence} ({percent(member.edge.confidence)} sure)" if member.edge else "",
                member.kind,
            )
            for member in family.members
        ),
    )


def _searched(verification: Verification) -> Iterator[tuple[str, str]]:
    searched: Searched | None = next((verdict.searched for verdict in verification.verdicts), None)
    if searched is None:
        yield "Searched", "nothing: no claim was read in the article"
        return
    if not searched.passages:
        yield "Searched", "nothing: there is no feed and no archive yet, so nothing could be found"
        return
    yield "Passages", f"{searched.passages:,}"
    yield "Feeds that answered", f"{searched.feeds}" if searched.feeds else "none: only pages given with the run"
    first, last = (moment(at) if at else "undated" for at in (searched.start, searched.end))
    yield "Their dates", f"{first} to {last}"
    yield "Cut-off", moment(searched.cut_off) if searched.cut_off else "none: all that is held"
    yield "Sentences with a claim", f"{verification.sentences_checked} of {verification.sentences}"


def _unchecked(verification: Verification) -> Iterator[str]:
    bare = sum(verdict.label is VerdictLabel.UNVERIFIED for verdict in verification.verdicts)
    if bare:
        yield f"{bare} claim{'s'[: bare > 1]} for which nothing usable was found: they are open, not right"
    for verdict in verification.verdicts:
        if verdict.label is VerdictLabel.NOT_CHECKABLE:
            sentence = next((one.sentence for one in verification.claims if one.claim_id == verdict.claim_id), "")
            reason = verdict.shown_as.removeprefix("Not checked: ").capitalize()
            yield f"{reason}: “{sentence[:MAX_WORDS_CHARS].strip()}”"
    yield from not_checked(verification)
    quiet = verification.sentences - verification.sentences_checked
    if quiet > 0:
        yield f"{quiet} sentence{'s'[: quiet > 1]} without a figure, date, count or quotation"
    yield "Pictures, tables and video"


def _provenance(trace: Trace, written: datetime) -> Iterator[tuple[str, str]]:
    document, verification = trace.document, trace.verification
    yield "Article", document.document_id
    yield "SHA-256 of its text", _sha256(document)
    yield "Published", dated(document.published)
    if fetched := trace.fetchings.get(document.document_id):
        yield "Fetched", f"{moment(fetched.fetched_at)} from {fetched.url}"
        yield "SHA-256 of its bytes", fetched.body_sha256 or "not kept"
    if document.modified is not None:
        yield "Changed, as the page says", dated(document.modified)
    yield "Program", f"Tracewire {__version__}"
    for verdict in verification.verdicts[:1]:
        yield "Judged by", f"Tracewire {verdict.program or 'unknown'}, rules {verdict.rules_hash or 'unknown'}"
    yield "Page written", moment(written)


def _speaking(trace: Trace) -> list[Document]:
    keys = {
        match.document_id
        for one in trace.claims
        for match in one.verdict.matches
        if match.relation is not Relation.UNRELATED
    }
    keys |= {link.document.document_id for link in trace.chain if link.document}
    documents = trace.documents
    found: Iterable[Document] = (documents[key] for key in sorted(keys) if key in documents)
    return sorted(found, key=lambda one: (one.publisher or "~", one.document_id))[:MAX_PAGES]


def _held(document: Document, trace: Trace) -> _Held:
    fetched = trace.fetchings.get(document.document_id)
    held = fetched.fetched_at if fetched else trace.seen.get(document.document_id)
    return _Held(
        page=linked(document),
        title=document.title or "",
        published=dated(document.published),
        held=moment(held) if held else "with this run",
        tier=TIERS[document.tier],
        document_id=document.document_id,
        sha256=_sha256(document),
        body_sha256=(fetched.body_sha256 or "") if fetched else "",
    )


def _sha256(document: Document) -> str:
    return hashlib.sha256(document.text.encode("utf-8", "surrogatepass")).hexdigest()
