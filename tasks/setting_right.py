"""What a reviewer names as wrong about an input, made into corrections that later judgements keep.

In: what was typed beside the reason, the article as it was judged, a store. Out: `Correction`s and `Joining`s, checked
by the very functions that will use them. Raises Misconfigured where an option belongs to another reason or its value
cannot be, Trouble where a page is not known; nothing is kept then.
"""

from collections.abc import Sequence
from dataclasses import dataclass, fields, replace
from datetime import datetime

from tasks.claims.extract import read_claims
from tasks.lineage.names import person_key, publisher_of
from tasks.model import Claim, Correction, Document, Joining, Verification
from tasks.reports.safe import line
from tasks.settings import Settings
from tasks.trouble import Misconfigured, Trouble
from tasks.verdicts.corrected_claims import missed, with_value
from tasks.verdicts.corrections import OF, corrected, is_read_too, of_article
from tasks.vocabulary import ClaimKind, CorrectedInput, ReviewReason

TIERS = ("1", "2", "3", "4")
TWO = 2
MAX_LISTED = 6
SHORT_ID_CHARS = 8


@dataclass(frozen=True, slots=True)
class Fix:
    """What should have been, as it was typed; empty where nothing is said of it."""

    as_figure: str = ""
    page: str = ""
    source: str = ""
    tier: str = ""
    not_same: tuple[str, ...] = ()
    span: str = ""
    kind: str = ""
    role: str = ""


NOTHING_SAID = Fix()
_BELONGS = {
    "as_figure": ReviewReason.MISREAD,
    "page": ReviewReason.WRONG_EVENT,
    "source": ReviewReason.SOURCE,
    "tier": ReviewReason.SOURCE,
    "not_same": ReviewReason.WRONG_COPY,
    "span": ReviewReason.MISSED,
    "kind": ReviewReason.MISSED,
    "role": ReviewReason.MISSED,
}


@dataclass(frozen=True, slots=True)
class Author:
    """Who says it, why, and when (aware UTC)."""

    person: str
    reason: str
    said_at: datetime


def checked(fix: Fix, reason: ReviewReason | None) -> None:
    """Whether the options fit the reason and each other, before anything is opened."""
    for one in fields(fix):
        if getattr(fix, one.name) and _BELONGS[one.name] is not reason:
            option = f"--{one.name.replace('_', '-')}"
            raise Misconfigured(option, f"belongs to --reason “{_BELONGS[one.name]}”", "Give that reason, or leave it")
    for is_wrong, thing, cause in (
        (bool(fix.source) != bool(fix.tier), "--source and --tier", "go together: which page's source, and how far"),
        (bool(fix.tier) and fix.tier not in TIERS, f"--tier {fix.tier}", "is one of 1, 2, 3, 4 (4: supports nothing)"),
        (len(fix.not_same) > TWO, "--not-same", "takes one page (with the article) or two"),
        (bool(fix.kind or fix.role) and not fix.span, "--kind and --role", "say what the words of --span claim"),
        (bool(fix.span) and not fix.kind, "--span", "which --kind of claim is it"),
        (bool(fix.kind) and fix.kind not in set(ClaimKind), f"--kind {fix.kind}", f"is one of {', '.join(ClaimKind)}"),
    ):
        if is_wrong:
            raise Misconfigured(thing, cause, "`tracewire review --help` shows the words")


def corrections_of(
    fix: Fix, claim: Claim | None, held: Verification, author: Author, settings: Settings
) -> tuple[Correction, ...]:
    """The corrections that it comes to; `claim` is the one reviewed, None where words were missed."""
    document = held.document
    if fix.span:
        reading = read_claims(document, settings.sources, settings.rules)
        found = missed(reading, fix.span, ClaimKind(fix.kind), fix.role, settings.sources, settings.rules)
        known = corrected(reading, held.search.corrections if held.search else (), settings)
        for one in known.claims:
            if is_read_too(one, found):
                raise Misconfigured(f"“{fix.span}”", "is read as a claim already", f"Review {one.claim_id[:8]}")
        return (_correction(CorrectedInput.CLAIM, fix.role, found, document, author),)
    if claim is None:
        return ()
    if fix.as_figure:
        value = line(fix.as_figure).strip()
        if with_value(claim, value, settings.rules) == claim:
            raise Misconfigured(f"--as-figure {value}", "is what was read", "Say in --note what is wrong with it")
        return (_correction(CorrectedInput.FIGURE, value, claim, document, author),)
    if fix.page:
        page = _page(fix.page, held, claim)
        found_page = _correction(CorrectedInput.PAGE, "", claim, document, author)
        return (replace(found_page, page=page.document_id, page_address=page.address),)
    if fix.source:
        page = _page(fix.source, held, claim)
        value = f"{fix.tier}{OF}{publisher_of(page, settings.sources)}"
        return (_correction(CorrectedInput.TIER, value, claim, document, author),)
    return ()


def joinings_of(fix: Fix, claim: Claim | None, held: Verification, author: Author) -> tuple[Joining, ...]:
    """The word on two pages that a wrong copy link comes to; one page alone is meant beside the article."""
    if not fix.not_same or claim is None:
        return ()
    named = [_page(name, held, claim) for name in fix.not_same]
    pages = [held.document, *named] if len(named) == 1 else named
    if len({page.address or page.document_id for page in pages}) < TWO:
        raise Misconfigured("--not-same", "both names mean one page", "Name two pages")
    one, other = sorted(pages, key=lambda page: page.document_id)
    is_same = False
    return (
        Joining(
            one.document_id, other.document_id, is_same, author.person, author.reason, author.said_at, one.address,
            other.address,
        ),
    )  # fmt: skip


def taken_back(kept: Sequence[Correction], claim: Claim, document: Document, author: Author) -> tuple[Correction, ...]:
    """What this person had set right about the claim, appended once more as taken back."""
    own = [
        word
        for word in of_article(kept, document)
        if person_key(word.person) == person_key(author.person)
        and (word.claim_id == claim.claim_id or (word.sentence, word.words) == (claim.sentence, claim.text))
    ]
    if not own:
        cause = f"{author.person} has set nothing right about it"
        raise Trouble(f"claim {claim.claim_id[:SHORT_ID_CHARS]}", cause, "`tracewire review` lists the words")
    return tuple(replace(word, is_taken_back=True, reason=author.reason, said_at=author.said_at) for word in own)


def _correction(what: CorrectedInput, value: str, claim: Claim, document: Document, author: Author) -> Correction:
    return Correction(
        document_id=document.document_id,
        claim_id=claim.claim_id,
        input=what,
        kind=claim.kind,
        sentence=claim.sentence,
        words=claim.text,
        value=value,
        person=author.person,
        reason=author.reason,
        said_at=author.said_at,
        address=document.address,
    )


def _page(name: str, held: Verification, claim: Claim) -> Document:
    """The page among the evidence that is meant: by the beginning of its id, its address or the id it came with."""
    plain = name.strip()
    address = plain.split("#")[0].rstrip("/")
    found = [
        page
        for page in held.cited
        if page.address == address or page.source_id == plain or (plain and page.document_id.startswith(plain.lower()))
    ]
    if len(found) == 1:
        return found[0]
    verdict = next((one for one in held.verdicts if one.claim_id == claim.claim_id), None)
    speaking = {match.document_id for match in verdict.matches} if verdict else set()
    listed = ", ".join(_label(page) for page in (found or held.cited) if found or page.document_id in speaking)
    cause = f"{len(found)} pages are called so" if found else "no page that lay before the judge is called so"
    raise Trouble(f"page {name}", cause, f"Name one of: {listed[:600]}" if listed else "`tracewire explain` names them")


def _label(page: Document) -> str:
    return f"{page.document_id[:SHORT_ID_CHARS]} ({page.publisher or page.url or page.source_id})"
