"""Where an article came from, as a tree on a terminal: `tracewire trace`.

In: a `Trace`. Out: rich renderables: the chain of publication with the evidence of each link and how sure it is, the
families with every member's date and kind of copy, the origins of each claim with the reasons for and against joining
them, and what the page said before. Text from outside is shown as text.
"""

from collections.abc import Sequence

from rich.console import Group, RenderableType
from rich.text import Text
from rich.tree import Tree

from tasks.lineage.joinings import Reason
from tasks.lineage.trace import ClaimTrace, FamilyTrace, Link, Member, Trace
from tasks.lineage.versions import Revision
from tasks.model import Document, Earliest
from tasks.reports.dates import dated, moment_claimed
from tasks.reports.origins_told import DOUBT, told
from tasks.reports.safe import line
from tasks.reports.terminal import chain_line
from tasks.verdicts.wording import source_words, value_words
from tasks.vocabulary import CitedSource

MAX_EVIDENCE_CHARS = 220
MAX_FAMILIES = 30
MAX_MEMBERS = 40  # of one family; --json has them all
MAX_NAMES = 8


def tree(trace: Trace) -> RenderableType:
    """The whole trace, the chain first."""
    parts: list[RenderableType] = [Text(chain_line(trace.verification), style="bold")]
    if trace.document.title:
        parts.append(Text(line(trace.document.title), style="italic"))
    parts += [Text(), _chain(trace.chain, trace.retold), _earliest_print(trace)]
    parts += [Text(), _families(trace.families)]
    parts += [Text(), _claims(trace)]
    if trace.revisions:
        parts += [Text(), _revisions(trace.revisions)]
    return Group(*parts)


def percent(confidence: float | None) -> str:
    """Say how sure: 0.95 -> "95 %"; nothing where nothing was compared."""
    return "" if confidence is None else f"{confidence:.0%}".replace("%", " %")


def named(document: Document) -> str:
    """A page by its publisher, else its address, else the id that it came with."""
    return line(document.publisher or document.url or document.source_id)


def origins_words(trace: ClaimTrace) -> str:
    """How many newsrooms heard it and how many origins are behind them: "4 newsrooms, 1-3 origins"."""
    span = trace.verdict.independence
    if not span.families:
        return "nobody outside the article's own family is known to report it"
    count = f"{span.low}" if span.low == span.high else f"{span.low}-{span.high}"
    newsrooms = f"{span.families} newsroom{'' if span.families == 1 else 's'}"
    return f"{newsrooms}, {count} origin{'' if count == '1' else 's'}"


def earliest_words(earliest: Earliest, trace: Trace) -> str:
    """The first print of a claim that we hold, with the date it rests on."""
    held = trace.documents.get(earliest.document_id)
    when = dated(earliest.published, trace.seen.get(earliest.document_id))
    return f"{named(held) if held else line(earliest.source_id)}, {when}"


def _chain(links: Sequence[Link], retold: Sequence[Link]) -> RenderableType:
    """Each link hangs on the one that took from it; what was told again without credit hangs on the last."""
    top = Tree(Text("Chain of publication", style="bold underline"))
    at = top
    for number, one in enumerate((*links, *retold)):
        how = "told again, without credit, from " if number == len(links) else "taken from " if number else ""
        text = Text(how, style="dim")
        text.append(line(one.link.name), style="bold not dim")
        if one.document is not None:
            text.append(f", {dated(one.document.published)}", style="not dim")
        if one.link.url:
            text.append(f" {line(one.link.url)}", style="blue not dim")
        sure = f" ({percent(one.confidence)} sure)" if number and one.confidence is not None else ""
        text.append(f"\nbecause: {line(one.link.evidence, MAX_EVIDENCE_CHARS)}{sure}", style="dim")
        at = at.add(text)
    return top


def _earliest_print(trace: Trace) -> Text:
    own, earliest = trace.own, trace.own.earliest
    if earliest is None:
        return Text("Earliest print of this text that we hold: none of them is dated", style="dim")
    which = "this page" if earliest.document_id == trace.document.document_id else named(earliest)
    undated = sum(member.document.published is None for member in own.members)
    doubt = f"; {undated} undated print{'' if undated == 1 else 's'} may be earlier" if undated else ""
    when = dated(earliest.published, trace.seen.get(earliest.document_id))
    return Text(f"Earliest print of this text that we hold: {which}, {when}{doubt}")


def _families(families: Sequence[FamilyTrace]) -> RenderableType:
    several = [family for family in families if family.is_own or len(family.members) > 1]
    alone = [family for family in families if not family.is_own and len(family.members) == 1]
    pages = sum(len(family.members) for family in families)
    top = Tree(Text(f"Families ({len(families)} of {pages} page{'' if pages == 1 else 's'})", style="bold underline"))
    for family in several[:MAX_FAMILIES]:
        top.add(_family(family))
    if len(several) > MAX_FAMILIES:
        top.add(Text(f"and {len(several) - MAX_FAMILIES} more"))
    if alone:
        names = sorted(named(family.members[0].document) for family in alone)
        listed = ", ".join(dict.fromkeys(names[:MAX_FAMILIES]))
        more = f" and {len(names) - MAX_FAMILIES} more" if len(names) > MAX_FAMILIES else ""
        top.add(Text(f"without copies: {listed}{more}", style="dim"))
    return top


def _family(family: FamilyTrace) -> Tree:
    """A family as a tree of takings; who stands in a circle hangs under the family itself."""
    title = "This article's family" if family.is_own else f"Family of {named(family.members[0].document)}"
    count = len(family.members)
    branch = Tree(Text(f"{title} ({count} page{'' if count == 1 else 's'})", style="bold"))
    branches: dict[str, Tree] = {}
    waiting = list(family.members[:MAX_MEMBERS])
    while waiting:
        ready = [one for one in waiting if one.edge is None or one.edge.to_id in branches] or waiting[:1]
        for one in ready:
            under = branches.get(one.edge.to_id) if one.edge else None
            branches[one.document.document_id] = (under or branch).add(_member(one))
            waiting.remove(one)
    if count > MAX_MEMBERS:
        branch.add(Text(f"and {count - MAX_MEMBERS} more pages (--json has them)", style="dim"))
    return branch


def _member(member: Member) -> Text:
    text = Text(named(member.document), style="bold")
    text.append(f", {moment_claimed(member.document.published)}: {member.kind}", style="not bold")
    if member.edge is not None:
        text.append(
            f"\n{line(member.edge.evidence, MAX_EVIDENCE_CHARS)} ({percent(member.edge.confidence)} sure)",
            style="dim not bold",
        )
    return text


def _claims(trace: Trace) -> RenderableType:
    """The claims that somebody else reports; the others are counted."""
    told = [claim for claim in trace.claims if claim.verdict.independence.families]
    rest = len(trace.claims) - len(told)
    top = Tree(
        Text(f"Origins of the claims ({len(told)} of {len(trace.claims)} reported elsewhere)", style="bold underline")
    )
    for claim in told:
        top.add(_claim(claim, trace))
    if rest:
        top.add(Text(f"{rest} claim{'' if rest == 1 else 's'} that no other family reports", style="dim"))
    return top


def _claim(claim: ClaimTrace, trace: Trace) -> Tree:
    """Short: who says it by their own word, who has it from whom, what is in doubt, who was first."""
    span = claim.verdict.independence
    text = Text(line(value_words(claim.claim)), style="bold")
    text.append(f"{line(source_words(claim.claim))}: {origins_words(claim)}", style="not bold")
    branch = Tree(text)
    reasons = told(claim)
    own = reasons.own_word
    at_last = [entry for entry in reasons.reasons if entry[0] == DOUBT]
    for standing, reason in reasons.reasons:
        if standing != DOUBT:
            branch.add(_reason(standing, reason))
    if own:
        more = f" and {len(own) - MAX_NAMES} more" if len(own) > MAX_NAMES else ""
        branch.add(Text(f"by their own word: {line(', '.join(own[:MAX_NAMES]))}{more}", style="dim"))
    for standing, reason in at_last:
        branch.add(_reason(standing, reason))
    if reasons.left:
        branch.add(Text(f"and {reasons.left} more reasons (--json has them)", style="dim"))
    for ring in claim.rings:
        branch.add(Text(f"circular: {line(ring)}", style="yellow"))
    if span.circular and not claim.rings:
        branch.add(Text("circular: outlets rest on each other", style="yellow"))
    if claim.said_there:
        words = line(claim.said_there.passage, MAX_EVIDENCE_CHARS)
        page = named(trace.documents[claim.said_there.document_id])
        branch.add(Text(f"the named source's own page says it: {page}: “{words}”", style="green"))
    elif claim.verdict.cited_source is CitedSource.SILENT:
        branch.add(Text("the named source's own page, which we hold, does not say it", style="yellow"))
    if span.earliest:
        branch.add(Text(f"earliest we hold: {earliest_words(span.earliest, trace)}", style="green"))
    return branch


def _reason(standing: str, reason: Reason) -> Text:
    sure = f" ({percent(reason.confidence)} sure)" if reason.confidence is not None else ""
    text = Text(f"{standing}: {line(reason.words, MAX_EVIDENCE_CHARS)}{sure}", style="dim")
    if reason.against:
        text.append(f"; against it: {line(reason.against)}")
    return text


def _revisions(revisions: Sequence[Revision]) -> RenderableType:
    top = Tree(
        Text(
            f"What this page said before ({len(revisions)} earlier print{'s'[: len(revisions) > 1]})",
            style="bold underline",
        )
    )
    for one in revisions:
        branch = top.add(Text(line(one.until)))
        for change in one.changes:
            style = "bold red" if change.is_silent else ""
            silent = "; no note on the page says so" if change.is_silent else ""
            noted = f"; noted: “{line(change.note, MAX_EVIDENCE_CHARS)}”" if change.note else ""
            branch.add(Text(f"this page {line(change.detail)}{silent}{noted}", style=style))
        if not one.changes:
            branch.add(Text("the text changed, and no claim in it", style="dim"))
    return top
